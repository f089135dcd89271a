//! Why a search failed.

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
}

impl From<std::io::Error> for SearchError {
    fn from(error: std::io::Error) -> Self {
        Self::Engine(error.into())
    }
}
