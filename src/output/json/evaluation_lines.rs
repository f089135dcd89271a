//! The lines of `eval`: the scores of a set, and the questions that the search answers worst.

use schemars::JsonSchema;
use serde::Serialize;

use super::Line;
use panrye_engine::evaluation::{Answered, Question, Scores};

/// How well the search answers a set of questions (`eval`).
#[derive(Debug, Serialize, JsonSchema)]
pub struct EvaluationLine<'s> {
    /// Name of the set.
    set: &'s str,
    /// How many questions it has.
    queries: usize,
    /// How many of them the query language refuses.
    refused: usize,
    /// Mean reciprocal rank of the first answer among ten.
    mrr_10: f64,
    /// nDCG of the first ten.
    ndcg_10: f64,
    /// Share of the answers among the first ten.
    recall_10: f64,
    /// Share of the answers among the first hundred; `null` where fewer were asked for.
    recall_100: Option<f64>,
    /// Share of the questions whose first hit is an answer.
    first: f64,
    /// Milliseconds that half of the questions take at most; `null` where none could be asked.
    p50_ms: Option<f64>,
    /// Milliseconds that 95 of 100 questions take at most.
    p95_ms: Option<f64>,
}

impl Line for EvaluationLine<'_> {
    const KIND: &'static str = "evaluation";
    const COLUMNS: &'static [&'static str] = &[
        "set",
        "queries",
        "refused",
        "mrr_10",
        "ndcg_10",
        "recall_10",
        "recall_100",
        "first",
        "p50_ms",
        "p95_ms",
    ];
}

impl<'s> EvaluationLine<'s> {
    /// The line of the set with this name.
    pub const fn new(set: &'s str, scores: &Scores) -> Self {
        Self {
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

/// A question whose first hit is no answer (`eval --failures`).
#[derive(Debug, Serialize, JsonSchema)]
pub struct FailureLine<'s> {
    /// Name of the set.
    set: &'s str,
    /// Name of the question.
    id: &'s str,
    /// What was asked.
    query: &'s str,
    /// The answers, as the set writes them.
    relevant: Vec<&'s str>,
    /// Place of the first answer; `null` where none was found.
    rank: Option<usize>,
    /// Case numbers of what came first instead.
    first: Option<&'s [String]>,
    /// Why the query could not be asked.
    error: Option<String>,
}

impl Line for FailureLine<'_> {
    const KIND: &'static str = "failure";
    const COLUMNS: &'static [&'static str] = &["set", "id", "query", "relevant", "rank", "first", "error"];
}

impl<'s> FailureLine<'s> {
    /// The line of a question of the set with this name.
    pub fn new(set: &'s str, question: &'s Question, answered: &'s Answered) -> Self {
        let first = answered.found.as_ref().ok().and_then(|found| found.first());
        Self {
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
