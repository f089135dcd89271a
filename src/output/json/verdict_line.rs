//! The line of a citation that was checked.

use schemars::JsonSchema;
use serde::Serialize;

use super::Line;
use super::caption_object::CaptionObject;
use super::validity_object::ValidityObject;
use panrye_engine::verify::{BriefText, Checked, Citing};
use panrye_law::judgment::{Court, DecisionType};

/// A citation of a brief, and whether it is OK (`verify`).
#[derive(Debug, Serialize, JsonSchema)]
pub struct VerdictLine<'c> {
    /// The brief, with `!/` and the part of a document.
    source: &'c str,
    /// Line in the brief, from 1; of a document the paragraph.
    line: usize,
    /// Page in the brief, from 1, where the document says so.
    page: Option<u32>,
    /// Column in characters, from 1.
    column: usize,
    /// Where the citation begins in the text, in characters.
    start: usize,
    /// Where it ends.
    end: usize,
    /// The citation as written.
    quote: &'c str,
    /// Normalized name of the written court.
    court: Option<&'c str>,
    /// Written date, `YYYY-MM-DD`.
    decision_date: Option<String>,
    /// Written form of the decision.
    form: Option<&'static str>,
    /// Case numbers in full; empty where none can be one.
    case_numbers: Vec<String>,
    /// `indexed`, `disagrees`, `ambiguous`, `cited_only`, `unknown` or `unparseable`.
    verdict: &'static str,
    /// Whether nothing is wrong: the index has it as written, and it is not overruled.
    ok: bool,
    /// What is written otherwise than the judgment is known.
    problems: Vec<ProblemObject<'c>>,
    /// The judgment of the index that is meant.
    found: Option<CaptionObject<'c>>,
    /// The judgments among which nothing written decides.
    candidates: Vec<CaptionObject<'c>>,
    /// How many judgments of the index cite it.
    cited_by: u64,
    /// A citation by another judgment, where the index does not have this one.
    citing: Option<CitingObject<'c>>,
    /// The judgments of the index that overruled it.
    overruled_by: Vec<CaptionObject<'c>>,
    /// Whether it is still good law, where it is known which judgment is meant.
    validity: Option<ValidityObject<'c>>,
    /// Judgments of the index that may have been meant; hints, never matches.
    similar: Vec<CaptionObject<'c>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ProblemObject<'c> {
    /// `court`, `decision_date`, `form`, `en_banc` or `case_numbers`.
    field: &'static str,
    /// What is written.
    written: &'c str,
    /// What it should be, where that is known.
    expected: Option<&'c str>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct CitingObject<'c> {
    #[serde(flatten)]
    judgment: CaptionObject<'c>,
    /// Its words.
    quote: &'c str,
}

impl Line for VerdictLine<'_> {
    const KIND: &'static str = "verdict";
    const COLUMNS: &'static [&'static str] = &[
        "source",
        "line",
        "column",
        "quote",
        "case_numbers",
        "court",
        "decision_date",
        "form",
        "verdict",
        "ok",
        "problems",
        "found.case_numbers",
        "found.court",
        "found.decision_date",
        "cited_by",
        "overruled_by",
        "validity.verdict",
    ];
}

impl<'c> VerdictLine<'c> {
    /// The line of a citation in a text.
    pub fn new(checked: &'c Checked, text: &'c BriefText) -> Self {
        let Checked { mention, finding, .. } = checked;
        let problems = finding.problems.iter().map(|problem| ProblemObject {
            field: problem.aspect.name(),
            written: &problem.written,
            expected: problem.expected.as_deref(),
        });
        Self {
            source: &text.source,
            line: text.number(checked.line),
            page: text.page(checked.line),
            column: checked.column,
            start: checked.chars.0,
            end: checked.chars.1,
            quote: &mention.quote,
            court: mention.court.as_ref().map(Court::name),
            decision_date: mention.date.map(|date| date.to_string()),
            form: mention.decision.map(DecisionType::korean),
            case_numbers: mention.numbers.iter().map(ToString::to_string).collect(),
            verdict: finding.verdict.name(),
            ok: finding.is_ok(),
            problems: problems.collect(),
            found: finding.found.as_ref().map(CaptionObject::new),
            candidates: finding.candidates.iter().map(CaptionObject::new).collect(),
            cited_by: finding.cited_by,
            citing: finding.citing.as_ref().map(citing),
            overruled_by: finding.overruled_by().map(CaptionObject::new).collect(),
            validity: finding.validity.as_ref().map(ValidityObject::new),
            similar: finding.similar.iter().map(CaptionObject::new).collect(),
        }
    }
}

fn citing(citing: &Citing) -> CitingObject<'_> {
    CitingObject { judgment: CaptionObject::new(&citing.by), quote: &citing.quote }
}
