//! What names a judgment, the same fields in every line that has one.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use panrye_law::caption::Caption;

/// A judgment.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct CaptionObject<'c> {
    /// A stable key by which judgments and citations join: `court|number|date` where the index has the judgment,
    /// `court|number` where it is only cited.
    id: &'c str,
    /// The judgment as courts cite it.
    citation: String,
    /// Case numbers in full, or the docket of an agency as written.
    case_numbers: &'c [String],
    /// Normalized name of the court.
    court: Option<&'c str>,
    /// Date of the decision, `YYYY-MM-DD`.
    decision_date: Option<String>,
    /// Form of the decision: 판결, 결정, 명령, …
    form: Option<&'c str>,
    /// Whether the full court decided (전원합의체); `null` where that is not known.
    en_banc: Option<bool>,
    /// Name of the case.
    case_name: Option<&'c str>,
    /// Whether the index has the judgment; `false` for one that is only cited by others.
    in_index: bool,
    /// Its public address at law.go.kr, by the serial number of the source or by the case number; `null` where none is
    /// known. It is made of what the index knows: the site was not asked.
    official_url: Option<String>,
}

impl<'c> CaptionObject<'c> {
    pub(super) fn new(caption: &'c Caption) -> Self {
        Self {
            id: &caption.id,
            citation: caption.citation(),
            case_numbers: &caption.case_numbers,
            court: caption.court.as_deref(),
            decision_date: caption.decided.map(|date| date.to_string()),
            form: caption.form.as_deref(),
            en_banc: caption.en_banc,
            case_name: caption.case_name.as_deref(),
            in_index: caption.in_index,
            official_url: caption.official_url(),
        }
    }
}

/// Whether a value is what names a judgment and nothing else.
pub(crate) fn is_judgment(value: &Value) -> bool {
    const FIELDS: [&str; 10] = [
        "id",
        "citation",
        "case_numbers",
        "court",
        "decision_date",
        "form",
        "en_banc",
        "case_name",
        "in_index",
        "official_url",
    ];
    value.as_object().is_some_and(|object| object.keys().map(String::as_str).eq(FIELDS))
}

/// The key of the citations of one judgment by another.
pub(super) fn edge_id(from: &Caption, to: &Caption) -> String {
    format!("{} > {}", from.id, to.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_judgment_is_told_from_other_objects() {
        let caption = Caption::cited(vec!["2020다100001".to_owned()], Some("대법원"));
        let value = serde_json::to_value(CaptionObject::new(&caption)).unwrap();
        assert!(is_judgment(&value), "{value}");
        let mut more = value;
        more["rank"] = 1.into();
        assert!(!is_judgment(&more));
    }
}
