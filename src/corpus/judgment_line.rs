//! The line `judgment` of `panrye show --json` and `panrye export --format jsonl`.
//!
//! Its text is text already, so nothing in it is read as markup. Fields that are not the judgment's own (`cited_by`,
//! `passages`, `source`) are passed over.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::fault::Reason;
use super::fields::{FieldName, Values};
use crate::judgment::{Judgment, Section};

#[derive(Deserialize)]
struct Line {
    case_numbers: Vec<String>,
    serial_number: Option<String>,
    docket: Option<String>,
    court: Option<String>,
    decision_date: Option<String>,
    decision: Option<String>,
    case_name: Option<String>,
    case_kind: Option<String>,
    sections: Vec<SectionText>,
}

#[derive(Deserialize)]
struct SectionText {
    section: String,
    text: String,
}

/// Whether an object is such a line.
pub(super) fn is_one(object: &Map<String, Value>) -> bool {
    object.get("kind").is_some_and(|kind| kind == "judgment") && object.contains_key("case_numbers")
}

/// The judgment of such a line.
pub(super) fn judgment(object: &Map<String, Value>) -> Result<Judgment, Reason> {
    let line = Line::deserialize(object).map_err(|error| Reason::Json(error.to_string()))?;
    let mut values = Values::default();
    let docket = line.docket.unwrap_or_else(|| line.case_numbers.join(", "));
    let head = [
        (FieldName::SerialNumber, line.serial_number),
        (FieldName::CaseName, line.case_name),
        (FieldName::CaseNumber, Some(docket)),
        (FieldName::Decided, line.decision_date),
        (FieldName::Court, line.court),
        (FieldName::Kind, line.case_kind),
        (FieldName::Decision, line.decision),
    ];
    for (field, value) in head {
        values.add(field, value.unwrap_or_default());
    }
    for SectionText { section, text } in line.sections {
        let known = Section::read(&section);
        let known = known.ok_or_else(|| Reason::Json(format!("there is no section {section}")))?;
        values.add(FieldName::Text(known), text);
    }
    Ok(values.judgment_of_text())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(text: &str) -> Map<String, Value> {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn a_line_is_read_as_it_was_written() {
        let line = object(
            r#"{"schema_version": 1, "kind": "judgment", "case_numbers": ["2020다1", "2020다2"], "court": "대법원",
                "decision_date": "2020-01-02", "decision": "판결", "case_name": null, "case_kind": "민사",
                "sections": [{"section": "판례내용", "text": "가 &lt; 나"}], "passages": [], "source": "a"}"#,
        );
        assert!(is_one(&line));
        let judgment = judgment(&line).unwrap();
        assert_eq!(judgment.case_numbers.len(), 2);
        assert_eq!(judgment.section(Section::Content), "가 &lt; 나");
        assert_eq!(judgment.case_name, None);
    }

    #[test]
    fn a_broken_line_says_why() {
        let line = object(r#"{"kind": "judgment", "case_numbers": "2020다1"}"#);
        assert!(matches!(judgment(&line), Err(Reason::Json(_))));
        assert!(!is_one(&object(r#"{"kind": "hit", "case_numbers": []}"#)));
    }
}
