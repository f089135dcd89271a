//! The names of fields, as the Open API gives them, and the values that make a judgment.

use super::markup::plain_text;
use crate::judgment::{CaseKind, Court, DecisionDate, DecisionType, Judgment, Section};

/// A field of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum FieldName {
    SerialNumber,
    CaseName,
    CaseNumber,
    Decided,
    Court,
    Kind,
    Decision,
    Text(Section),
}

impl FieldName {
    /// The field that a name means, in the spelling of the Open API or of the Markdown front matter.
    pub(super) fn read(name: &str) -> Option<Self> {
        Some(match name.trim() {
            "판례정보일련번호" | "판례일련번호" => Self::SerialNumber,
            "사건명" => Self::CaseName,
            "사건번호" => Self::CaseNumber,
            "선고일자" => Self::Decided,
            "법원명" => Self::Court,
            "사건종류명" | "사건종류" => Self::Kind,
            "판결유형" => Self::Decision,
            "판시사항" => Self::Text(Section::Issues),
            "판결요지" | "결정요지" => Self::Text(Section::Holdings),
            "참조조문" => Self::Text(Section::Statutes),
            "참조판례" => Self::Text(Section::Cases),
            "판례내용" | "전문" => Self::Text(Section::Content),
            _ => return None,
        })
    }
}

/// Values by field, as written in the source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Values(Vec<(FieldName, String)>);

impl Values {
    /// Adds a value. The first value of a field counts.
    pub(super) fn add(&mut self, field: FieldName, value: String) {
        if self.get(field).is_none() {
            self.0.push((field, value));
        }
    }

    /// Whether no field is known.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Bytes of all values.
    pub(super) fn size(&self) -> usize {
        self.0.iter().map(|(_, value)| value.len()).sum()
    }

    /// Whether the field has a value.
    pub(super) fn has(&self, field: FieldName) -> bool {
        self.get(field).is_some()
    }

    fn get(&self, field: FieldName) -> Option<&str> {
        self.0.iter().find(|(name, _)| *name == field).map(|(_, value)| value.as_str())
    }

    /// The judgment of these values: markup becomes text, metadata is normalised, what is empty stays missing.
    pub(super) fn judgment(&self) -> Judgment {
        self.judgment_with(plain_text)
    }

    /// The judgment of values that are text already: nothing in them is markup.
    pub(super) fn judgment_of_text(&self) -> Judgment {
        self.judgment_with(|value| value.trim().to_owned())
    }

    fn judgment_with(&self, plain: fn(&str) -> String) -> Judgment {
        let text = |field| self.get(field).map(plain).filter(|text| !text.is_empty());
        let line = |field| text(field).map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
        let mut judgment = Judgment {
            serial_number: line(FieldName::SerialNumber),
            case_name: line(FieldName::CaseName),
            court: line(FieldName::Court).as_deref().and_then(Court::read),
            decided: line(FieldName::Decided).as_deref().and_then(DecisionDate::read),
            kind: line(FieldName::Kind).as_deref().and_then(CaseKind::read),
            decision: line(FieldName::Decision).as_deref().and_then(DecisionType::read),
            ..Judgment::default()
        };
        judgment.set_docket(&line(FieldName::CaseNumber).unwrap_or_default());
        for section in Section::ALL {
            judgment.set_section(section, text(FieldName::Text(section)).unwrap_or_default());
        }
        judgment
    }
}
