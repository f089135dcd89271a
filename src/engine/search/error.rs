//! Why a search failed.

use std::time::Duration;

use crate::index::IndexError;

/// A search that could not be carried out.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The index failed or does not fit.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// tantivy failed.
    #[error("the search failed: {0}")]
    Engine(#[from] tantivy::TantivyError),
    /// The query needs more than a query may.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

/// What a query needs more of than it may: others may well be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Time.
    #[error("the query took longer than {seconds} s: leave something out, narrow it, or give it more time with --timeout", seconds = .0.as_secs_f64())]
    OutOfTime(Duration),
    /// Values of a filter.
    #[error("a query is narrowed by at most {most} values of `{0}`: name fewer", most = Self::VALUES)]
    Values(&'static str),
    /// Text of the judgments that it is answered with.
    #[error("the answer has more than {mib} MiB of text: ask for less with --limit, --passages or --context", mib = Self::TEXT >> 20)]
    Text,
}

impl Refusal {
    /// Values that one filter has at most, equal ones counted once.
    pub const VALUES: usize = 1_000;
    /// Bytes of text that one answer has at most: with all their context, the passages of an answer could be the
    /// collection many times over.
    pub const TEXT: usize = 512 << 20;
}

impl From<std::io::Error> for SearchError {
    fn from(error: std::io::Error) -> Self {
        Self::Engine(error.into())
    }
}
