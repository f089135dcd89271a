//! The lines of `eval --json`: the scores of a set, and the questions that the search answers worst.

use serde::Serialize;

use super::json::SCHEMA_VERSION;
use crate::evaluation::{Answered, Question, Scores};

/// The line of a set.
#[derive(Debug, Serialize)]
pub struct EvaluationLine<'s> {
    schema_version: u32,
    kind: &'static str,
    set: &'s str,
    queries: usize,
    refused: usize,
    mrr_10: f64,
    ndcg_10: f64,
    recall_10: f64,
    recall_100: Option<f64>,
    first: f64,
    p50_ms: Option<f64>,
    p95_ms: Option<f64>,
}

impl<'s> EvaluationLine<'s> {
    /// The line of the set with this name.
    pub const fn new(set: &'s str, scores: &Scores) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            kind: "evaluation",
            set,
            queries: scores.queries,
            refused: scores.refused,
            mrr_10: scores.mrr_10,
            ndcg_10: scores.ndcg_10,
            recall_10: scores.recall_10,
            recall_100: scores.recall_100,
            first: scores.first,
            p50_ms: scores.p50_ms,
            p95_ms: scores.p95_ms,
        }
    }
}

/// The line of a question whose first hit is no answer.
#[derive(Debug, Serialize)]
pub struct FailureLine<'s> {
    schema_version: u32,
    kind: &'static str,
    set: &'s str,
    id: &'s str,
    query: &'s str,
    relevant: Vec<&'s str>,
    rank: Option<usize>,
    first: Option<&'s [String]>,
    error: Option<String>,
}

impl<'s> FailureLine<'s> {
    /// The line of a question of the set with this name.
    pub fn new(set: &'s str, question: &'s Question, answered: &'s Answered) -> Self {
        let first = answered.found.as_ref().ok().and_then(|found| found.first());
        Self {
            schema_version: SCHEMA_VERSION,
            kind: "failure",
            set,
            id: &question.id,
            query: &question.query,
            relevant: question.relevant.iter().map(|relevant| relevant.written.as_str()).collect(),
            rank: answered.score.rank,
            first: first.map(|found| found.numbers.as_slice()),
            error: answered.found.as_ref().err().map(ToString::to_string),
        }
    }
}
