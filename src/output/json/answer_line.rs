//! The line of a query of a batch: what it found, or why it could not be asked.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{HitLine, Line};
use panrye_engine::query::{QueryError, QueryErrorKind};
use panrye_engine::search::{AlsoSearched, Answer, Refusal};

/// The name of a query, as its input writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum QueryId {
    /// A number; that of its line where the input gives no name.
    Number(i64),
    /// Text.
    Text(String),
}

impl fmt::Display for QueryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

/// What came of one query (`batch`).
#[derive(Debug, Serialize, JsonSchema)]
pub struct AnswerLine<'a> {
    /// The name that the input gives the query, or else the number of its line.
    id: &'a QueryId,
    /// The query; `null` where the line is none.
    query: Option<&'a str>,
    /// How many judgments match; `null` where the query could not be asked.
    total: Option<u64>,
    /// What was searched besides the words of the query, for the situations that they tell; empty with `literal`.
    also_searched: Vec<AlsoSearchedObject<'a>>,
    /// The judgments found, best first, with the fields of a `hit`.
    hits: Vec<HitLine<'a>>,
    /// Why the query could not be asked; `null` where it was.
    error: Option<ErrorObject<'a>>,
}

/// A situation that a query was taken to tell.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct AlsoSearchedObject<'a> {
    /// Its name, in Korean.
    situation: &'a str,
    /// The terms of the law that were searched for it.
    terms: &'a [&'a str],
}

impl<'a> From<&'a AlsoSearched> for AlsoSearchedObject<'a> {
    fn from(also: &'a AlsoSearched) -> Self {
        Self { situation: also.situation, terms: also.terms }
    }
}

#[derive(Debug, Serialize, JsonSchema)]
struct ErrorObject<'a> {
    /// What is wrong, on one line.
    message: &'a str,
    /// Where the query is wrong, in characters from 1; `null` where the mistake is elsewhere.
    column: Option<usize>,
}

/// Why a query could not be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerError {
    message: String,
    cause: AnswerCause,
}

/// What a query without an answer is to blame for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerCause {
    /// Its line says nothing that can be asked.
    Line,
    /// The query is wrong.
    Query {
        /// At which of its characters, from 1.
        column: usize,
        /// What is wrong.
        kind: QueryErrorKind,
    },
    /// It needs more than a query may.
    Search(Refusal),
}

impl AnswerError {
    /// A mistake that is not one of the query language.
    pub fn new(message: impl fmt::Display) -> Self {
        let message = message.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
        Self { message, cause: AnswerCause::Line }
    }

    /// A mistake in a query.
    pub fn in_query(query: &str, error: &QueryError) -> Self {
        let cause = AnswerCause::Query { column: error.column(query), kind: error.kind.clone() };
        Self { cause, ..Self::new(error) }
    }

    /// A query that needs more than it may.
    pub fn refused(refusal: Refusal) -> Self {
        Self { cause: AnswerCause::Search(refusal), ..Self::new(refusal) }
    }

    /// What the query is to blame for.
    pub const fn cause(&self) -> &AnswerCause {
        &self.cause
    }

    const fn column(&self) -> Option<usize> {
        match self.cause {
            AnswerCause::Query { column, .. } => Some(column),
            AnswerCause::Line | AnswerCause::Search(_) => None,
        }
    }
}

impl fmt::Display for AnswerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.column() {
            Some(column) => write!(f, "the query is wrong at column {column}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl Line for AnswerLine<'_> {
    const KIND: &'static str = "answer";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "query",
        "hits.rank",
        "hits.score",
        "hits.case_numbers",
        "hits.court",
        "hits.decision_date",
        "hits.case_name",
        "hits.case_kind",
        "hits.cited_by",
        "hits.overruled_by",
        "hits.source",
        "error.message",
    ];
}

impl<'a> AnswerLine<'a> {
    /// The line of a query and what came of it.
    pub fn new(id: &'a QueryId, query: Option<&'a str>, found: Result<&'a Answer, &'a AnswerError>) -> Self {
        let (answer, error) = (found.ok(), found.err());
        Self {
            id,
            query,
            total: answer.map(|answer| answer.total),
            also_searched: answer
                .into_iter()
                .flat_map(|answer| &answer.also_searched)
                .map(Into::into)
                .collect(),
            hits: answer.into_iter().flat_map(|answer| &answer.hits).map(HitLine::new).collect(),
            error: error.map(|error| ErrorObject { message: &error.message, column: error.column() }),
        }
    }
}
