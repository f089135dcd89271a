//! The line of a whole judgment.

use schemars::JsonSchema;
use serde::Serialize;

use super::Line;
use super::caption_object::CaptionObject;
use super::hit_line::PassageObject;
use super::validity_object::{OutcomeObject, ValidityObject};
use panrye_engine::graph::Validity;
use panrye_engine::index::StoredJudgment;
use panrye_law::caption::Caption;
use panrye_law::judgment::{Finality, Section};

/// A judgment with all its text (`show`).
#[derive(Debug, Serialize, JsonSchema)]
pub struct JudgmentLine<'s> {
    #[serde(flatten)]
    judgment: CaptionObject<'s>,
    /// 사건번호 as published, with notes such as `(반소)`.
    docket: Option<String>,
    /// The number of the judgment at its source (판례일련번호).
    serial_number: Option<String>,
    /// Kind of the case as its source writes it.
    case_kind: Option<String>,
    /// 확정, 항소, 상고, …, where the source says so.
    finality: Option<&'static str>,
    /// What it comes to.
    outcome: Option<OutcomeObject<'s>>,
    /// How many judgments of the index cite it.
    cited_by: u64,
    /// Whether it is still good law.
    validity: ValidityObject<'s>,
    /// The sections that it has, in the order in which they are published.
    sections: Vec<SectionObject<'s>>,
    /// The passages of the sections with their places.
    passages: Vec<PassageObject<'s>>,
    /// The file that it was read from, with `!/` and the member of an archive, and `#` and the number of the record.
    source: String,
}

#[derive(Debug, Serialize, JsonSchema)]
struct SectionObject<'s> {
    /// 판시사항, 판결요지, 참조조문, 참조판례 or 판례내용.
    section: &'static str,
    /// The text.
    text: &'s str,
}

impl Line for JudgmentLine<'_> {
    const KIND: &'static str = "judgment";
    const COLUMNS: &'static [&'static str] = &[
        "case_numbers",
        "court",
        "decision_date",
        "form",
        "case_name",
        "case_kind",
        "finality",
        "outcome.value",
        "cited_by",
        "validity.verdict",
        "source",
        "sections.section",
        "sections.text",
    ];
}

impl<'s> JudgmentLine<'s> {
    /// The line of a judgment of this caption that `cited_by` others cite.
    pub fn new(
        stored: &'s StoredJudgment,
        caption: &'s Caption,
        cited_by: u64,
        validity: &'s Validity,
    ) -> Self {
        let judgment = stored.head();
        let sections = Section::ALL
            .into_iter()
            .map(|section| SectionObject { section: section.korean(), text: stored.section(section) })
            .filter(|section| !section.text.is_empty());
        let passages = stored.passages.iter().map(|passage| PassageObject {
            section: &passage.label,
            headnote: passage.point.as_deref(),
            outline: &passage.outline,
            text: stored.text(passage),
            highlights: Vec::new(),
            before: &[],
            after: &[],
        });
        Self {
            judgment: CaptionObject::new(caption),
            docket: judgment.docket.clone(),
            serial_number: judgment.serial_number.clone(),
            case_kind: judgment.kind.as_ref().map(|kind| kind.as_str().to_owned()),
            finality: judgment.finality.map(Finality::korean),
            outcome: stored
                .outcome()
                .map(|(outcome, _)| OutcomeObject::new(outcome, stored.outcome_quote().unwrap_or_default())),
            cited_by,
            validity: ValidityObject::new(validity),
            sections: sections.collect(),
            passages: passages.collect(),
            source: stored.source.name(),
        }
    }
}
