//! The line of an explanation.

use serde::Serialize;

use super::SCHEMA_VERSION;
use crate::index::StoredJudgment;
use crate::search::{Contribution, Explanation};
use crate::span::CharOffsets;

/// The line of `explain --json`.
#[derive(Debug, Serialize)]
pub struct ExplanationLine<'e> {
    schema_version: u32,
    kind: &'static str,
    query: &'e str,
    clauses: Vec<ClauseObject<'e>>,
    total: u64,
    hit: Option<HitObject>,
}

#[derive(Debug, Serialize)]
struct ClauseObject<'e> {
    depth: usize,
    what: &'e str,
    start: usize,
    end: usize,
    terms: Vec<TermObject<'e>>,
}

#[derive(Debug, Serialize)]
struct TermObject<'e> {
    field: &'static str,
    text: &'e str,
    judgments: u64,
}

#[derive(Debug, Serialize)]
struct HitObject {
    case_numbers: Vec<String>,
    rank: Option<usize>,
    score: Option<f32>,
    first_stage: Vec<PartObject>,
    second_stage: Option<Vec<PartObject>>,
}

#[derive(Debug, Serialize)]
struct PartObject {
    name: &'static str,
    value: f32,
    weight: f32,
}

impl<'e> ExplanationLine<'e> {
    /// The line of an explanation; `judgment` is the one whose place is explained.
    pub fn new(query: &'e str, explanation: &'e Explanation, judgment: Option<&StoredJudgment>) -> Self {
        let clause = |clause: &'e crate::search::Clause| {
            let (start, end) = CharOffsets::new(query).range(clause.span);
            let terms = clause.terms.iter().map(|term| TermObject {
                field: term.field,
                text: &term.text,
                judgments: term.judgments,
            });
            ClauseObject { depth: clause.depth, what: &clause.what, start, end, terms: terms.collect() }
        };
        Self {
            schema_version: SCHEMA_VERSION,
            kind: "explanation",
            query,
            clauses: explanation.clauses.iter().map(clause).collect(),
            total: explanation.total,
            hit: explanation.hit.as_ref().map(|hit| HitObject {
                case_numbers: judgment.map(StoredJudgment::case_numbers).unwrap_or_default(),
                rank: hit.rank,
                score: hit.score,
                first_stage: hit.first_stage.iter().map(part).collect(),
                second_stage: hit.second_stage.as_ref().map(|parts| parts.iter().map(part).collect()),
            }),
        }
    }
}

const fn part(contribution: &Contribution) -> PartObject {
    let Contribution { name, value, weight } = *contribution;
    PartObject { name, value, weight }
}
