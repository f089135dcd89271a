//! The line of a judgment that was found, and the passages that lines show.

use schemars::JsonSchema;
use serde::Serialize;

use super::caption_object::CaptionObject;
use super::validity_object::{OutcomeObject, ValidityObject};
use super::{Line, same_digits};
use panrye_engine::search::{Hit, HitPassage};
use panrye_law::judgment::Finality;
use panrye_text::span::CharOffsets;

/// A judgment that `search` or `similar` found.
#[derive(Debug, Serialize, JsonSchema)]
pub struct HitLine<'h> {
    /// Place in the ranking, from 1.
    rank: usize,
    /// Score; compares the hits of one answer only. With `--sort date` the date, with `--sort cited` the citations.
    score: f64,
    #[serde(flatten)]
    judgment: CaptionObject<'h>,
    /// Kind of the case as its source writes it.
    case_kind: Option<&'h str>,
    /// How many judgments of the index cite it.
    cited_by: u64,
    /// 확정, 항소, 상고, …, where the source says so.
    finality: Option<&'static str>,
    /// What it comes to.
    outcome: Option<OutcomeObject<'h>>,
    /// The judgments of the index that overruled it, the latest first.
    overruled_by: Vec<CaptionObject<'h>>,
    /// Whether it is still good law.
    validity: ValidityObject<'h>,
    /// The passages that say why it was found, best first.
    passages: Vec<PassageObject<'h>>,
    /// The file that it was read from, with `!/` and the member of an archive, and `#` and the number of the record.
    source: String,
}

/// A passage of a judgment.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct PassageObject<'h> {
    /// Name of the section (판시사항, 판결요지, …) or of the part of 판례내용 (주문, 이유, …).
    pub(super) section: &'h str,
    /// Label of the numbered headnote (판시사항, 판결요지).
    pub(super) headnote: Option<&'h str>,
    /// Path in the outline of the reasons, as written.
    pub(super) outline: &'h [String],
    /// The text.
    pub(super) text: &'h str,
    /// What was found in the text: beginnings and ends in characters, ascending.
    pub(super) highlights: Vec<(usize, usize)>,
    /// The passages before it, where `--context` asks for them.
    pub(super) before: &'h [String],
    /// The passages after it.
    pub(super) after: &'h [String],
}

impl Line for HitLine<'_> {
    const KIND: &'static str = "hit";
    const COLUMNS: &'static [&'static str] = &[
        "rank",
        "score",
        "case_numbers",
        "court",
        "decision_date",
        "case_name",
        "case_kind",
        "cited_by",
        "finality",
        "outcome.value",
        "overruled_by",
        "validity.verdict",
        "source",
    ];
}

impl<'h> HitLine<'h> {
    /// The line of a hit.
    pub fn new(hit: &'h Hit) -> Self {
        Self {
            rank: hit.rank,
            score: same_digits(hit.score),
            judgment: CaptionObject::new(&hit.caption),
            case_kind: hit.kind.as_deref(),
            cited_by: hit.cited_by,
            finality: hit.finality.map(Finality::korean),
            outcome: hit.outcome.as_ref().map(|(outcome, quote)| OutcomeObject::new(*outcome, quote)),
            overruled_by: hit
                .validity
                .overruled_by
                .iter()
                .map(|edge| CaptionObject::new(&edge.from))
                .collect(),
            validity: ValidityObject::new(&hit.validity),
            passages: hit.passages.iter().map(PassageObject::new).collect(),
            source: hit.source.clone(),
        }
    }
}

impl<'h> PassageObject<'h> {
    fn new(passage: &'h HitPassage) -> Self {
        let mut offsets = CharOffsets::new(&passage.text);
        Self {
            section: &passage.section,
            headnote: passage.point.as_deref(),
            outline: &passage.outline,
            text: &passage.text,
            highlights: passage.highlights.iter().map(|&span| offsets.range(span)).collect(),
            before: &passage.before,
            after: &passage.after,
        }
    }
}
