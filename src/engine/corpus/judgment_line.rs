//! The line `judgment` of `panrye show --json` and `panrye export --format jsonl`.
//!
//! Its text is text already, so nothing in it is read as markup. Fields that are not the judgment's own (`cited_by`,
//! `passages`, `source`) are passed over.

use serde::Deserialize;

use super::fault::{Reason, said};
use super::fields::{FieldName, Parsed, Values};
use crate::json_error::JsonError;
use panrye_law::judgment::Section;

/// The field that says what a line is.
pub(super) const KIND: &str = "kind";
/// Its value for a judgment, as it is written.
pub(super) const JUDGMENT: &str = "\"judgment\"";
/// The field that every such line has.
pub(super) const NUMBERS: &str = "case_numbers";

#[derive(Deserialize)]
struct Line {
    case_numbers: Vec<String>,
    serial_number: Option<String>,
    docket: Option<String>,
    court: Option<String>,
    decision_date: Option<String>,
    form: Option<String>,
    en_banc: Option<bool>,
    finality: Option<String>,
    case_name: Option<String>,
    case_kind: Option<String>,
    sections: Vec<SectionText>,
}

#[derive(Deserialize)]
struct SectionText {
    section: String,
    text: String,
}

/// The judgment of such a line.
pub(super) fn judgment(line: &str) -> Result<Parsed, Reason> {
    let broken = |error| Reason::Json(said(&JsonError::new(line, &error).said));
    let line: Line = serde_json::from_str(line).map_err(broken)?;
    let mut values = Values::default();
    let form = line.form.map(|form| {
        let bench = if line.en_banc == Some(true) { "전원합의체 " } else { "" };
        let finality = line.finality.map(|finality| format!(" : {finality}")).unwrap_or_default();
        format!("{bench}{form}{finality}")
    });
    let docket = line.docket.unwrap_or_else(|| line.case_numbers.join(", "));
    let head = [
        (FieldName::SerialNumber, line.serial_number),
        (FieldName::CaseName, line.case_name),
        (FieldName::CaseNumber, Some(docket)),
        (FieldName::Decided, line.decision_date),
        (FieldName::Court, line.court),
        (FieldName::Kind, line.case_kind),
        (FieldName::Decision, form),
    ];
    for (field, value) in head {
        values.add(field, value.unwrap_or_default());
    }
    for SectionText { section, text } in line.sections {
        let known = Section::parse(&section);
        let known =
            known.ok_or_else(|| Reason::Json(said(&format_args!("there is no section {section}"))))?;
        values.add(FieldName::Text(known), text);
    }
    Ok(values.judgment_of_text())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_was_written() {
        let judgment = judgment(
            r#"{"schema_version": 1, "kind": "judgment", "case_numbers": ["2020다1", "2020다2"], "court": "대법원",
                "decision_date": "2020-01-02", "form": "판결", "case_name": null, "case_kind": "민사",
                "sections": [{"section": "판례내용", "text": "가 &lt; 나"}], "passages": [], "source": "a"}"#,
        );
        let judgment = judgment.unwrap().judgment;
        assert_eq!(judgment.case_numbers.len(), 2);
        assert_eq!(judgment.section(Section::Content), "가 &lt; 나");
        assert_eq!(judgment.case_name, None);
    }

    #[test]
    fn a_broken_line_says_why() {
        let broken = judgment(r#"{"kind": "judgment", "case_numbers": "2020다1"}"#);
        assert!(matches!(broken, Err(Reason::Json(_))));
    }
}
