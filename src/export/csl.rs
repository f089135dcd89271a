//! CSL JSON, which Zotero, pandoc and other users of the Citation Style Language read: one item a judgment.

use std::io::{self, Write};

use serde::Serialize;

use super::{Exported, JudgmentWriter, Keys};
use crate::output::json;
use panrye_law::judgment::{Court, DecisionType};

/// Writes one array of items.
pub struct CslJson<'w> {
    out: &'w mut dyn Write,
    keys: Keys,
    begun: bool,
}

#[derive(Serialize)]
struct Item<'e> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'e str,
    #[serde(skip_serializing_if = "Option::is_none")]
    authority: Option<&'e str>,
    #[serde(skip_serializing_if = "String::is_empty")]
    number: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(skip_serializing_if = "Option::is_none")]
    genre: Option<&'static str>,
    language: &'static str,
}

#[derive(Serialize)]
struct Issued {
    #[serde(rename = "date-parts")]
    date_parts: [[u16; 3]; 1],
}

impl<'w> CslJson<'w> {
    /// An array on its way to `out`.
    pub fn new(out: &'w mut dyn Write) -> Self {
        Self { out, keys: Keys::default(), begun: false }
    }
}

impl JudgmentWriter for CslJson<'_> {
    fn write(&mut self, exported: &Exported<'_>) -> io::Result<()> {
        let judgment = &exported.judgment;
        let citation = exported.citation();
        let item = Item {
            id: self.keys.of(exported),
            kind: "legal_case",
            title: judgment.case_name.as_deref().unwrap_or(&citation),
            authority: judgment.court.as_ref().map(Court::name),
            number: exported.stored.case_numbers().join(", "),
            issued: judgment.decided.map(|date| Issued {
                date_parts: [[date.year(), u16::from(date.month()), u16::from(date.day())]],
            }),
            genre: judgment.decision.map(DecisionType::korean),
            language: "ko",
        };
        self.out.write_all(if self.begun { b",\n" } else { b"[\n" })?;
        self.begun = true;
        json::to_writer(self.out, &item)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.write_all(if self.begun { b"\n]\n" } else { b"[]\n" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn judgments_are_items_of_one_array() {
        let mut out = Vec::new();
        let stored = sample::stored(&sample::judgment());
        let mut writer = CslJson::new(&mut out);
        writer.write(&Exported::new(&stored, 3, panrye_engine::graph::Validity::default())).unwrap();
        writer.write(&Exported::new(&stored, 3, panrye_engine::graph::Validity::default())).unwrap();
        writer.finish().unwrap();
        let items: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(items[1]["id"], "daebeopwon-2019da100001-2");
        insta::assert_json_snapshot!(items[0], @r#"
        {
          "id": "daebeopwon-2019da100001",
          "type": "legal_case",
          "title": "손해배상(기) & 50% \"갑\"",
          "authority": "대법원",
          "number": "2019다100001, 2019다100018",
          "issued": {
            "date-parts": [
              [
                2020,
                1,
                10
              ]
            ]
          },
          "genre": "판결",
          "language": "ko"
        }
        "#);
    }

    #[test]
    fn nothing_is_an_empty_array() {
        let mut out = Vec::new();
        CslJson::new(&mut out).finish().unwrap();
        assert_eq!(out, b"[]\n");
    }
}
