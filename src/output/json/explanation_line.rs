//! The line of an explanation.

use schemars::JsonSchema;
use serde::Serialize;

use super::answer_line::AlsoSearchedObject;
use super::caption_object::CaptionObject;
use super::{Line, same_digits};
use panrye_engine::search::{Contribution, Explanation};
use panrye_law::caption::Caption;
use panrye_text::span::CharOffsets;

/// What a query is searched as, and why a judgment ranks where it does (`explain`).
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExplanationLine<'e> {
    /// The query as it was asked.
    query: &'e str,
    /// The parts of the query and what each is searched as, outer ones before inner ones.
    clauses: Vec<ClauseObject<'e>>,
    /// What is searched besides, for the situations that its words tell.
    also_searched: Vec<AlsoSearchedObject<'e>>,
    /// How many judgments match.
    total: u64,
    /// The judgment whose place is explained; `null` where none was found.
    hit: Option<HitObject<'e>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ClauseObject<'e> {
    /// How deep it is nested.
    depth: usize,
    /// What it is read as.
    what: &'e str,
    /// Where it begins in the query, in characters.
    start: usize,
    /// Where it ends.
    end: usize,
    /// The terms of the index that it is searched as.
    terms: Vec<TermObject<'e>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct TermObject<'e> {
    /// The field of the index.
    field: &'static str,
    /// The term.
    text: &'e str,
    /// How many judgments have it.
    judgments: u64,
}

#[derive(Debug, Serialize, JsonSchema)]
struct HitObject<'e> {
    #[serde(flatten)]
    judgment: Option<CaptionObject<'e>>,
    /// Its place; `null` where it is not among the first thousand.
    rank: Option<usize>,
    /// Its score.
    score: Option<f64>,
    /// What each field adds to the score of the first stage.
    first_stage: Vec<PartObject>,
    /// What makes the score; `null` where the first stage decides.
    second_stage: Option<Vec<PartObject>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct PartObject {
    /// What was measured.
    name: &'static str,
    /// What was found.
    value: f64,
    /// How much one of it counts.
    weight: f64,
}

impl Line for ExplanationLine<'_> {
    const KIND: &'static str = "explanation";
    const COLUMNS: &'static [&'static str] = &[
        "query",
        "total",
        "hit.case_numbers",
        "hit.rank",
        "hit.score",
        "hit.second_stage.name",
        "hit.second_stage.value",
        "hit.second_stage.weight",
    ];
}

impl<'e> ExplanationLine<'e> {
    /// The line of an explanation; `judgment` is the one whose place is explained.
    pub fn new(query: &'e str, explanation: &'e Explanation, judgment: Option<&'e Caption>) -> Self {
        let clause = |clause: &'e panrye_engine::search::Clause| {
            let (start, end) = CharOffsets::new(query).range(clause.span);
            let terms = clause.terms.iter().map(|term| TermObject {
                field: term.field,
                text: &term.text,
                judgments: term.judgments,
            });
            ClauseObject { depth: clause.depth, what: &clause.what, start, end, terms: terms.collect() }
        };
        Self {
            query,
            clauses: explanation.clauses.iter().map(clause).collect(),
            also_searched: explanation.also_searched.iter().map(Into::into).collect(),
            total: explanation.total,
            hit: explanation.hit.as_ref().map(|hit| HitObject {
                judgment: judgment.map(CaptionObject::new),
                rank: hit.rank,
                score: hit.score.map(same_digits),
                first_stage: hit.first_stage.iter().map(part).collect(),
                second_stage: hit.second_stage.as_ref().map(|parts| parts.iter().map(part).collect()),
            }),
        }
    }
}

fn part(contribution: &Contribution) -> PartObject {
    let Contribution { name, value, weight } = *contribution;
    PartObject { name, value: same_digits(value), weight: same_digits(weight) }
}
