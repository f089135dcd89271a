//! Flow 2: a query's tree → what the index is asked → hits with the passages that say why.

mod cited;
mod error;
mod filter;
mod hit;
mod occurrences;
mod passage_rank;
mod plan;
mod ranking;
mod searcher;
mod second_stage;
mod snippet;
mod why_nothing;
mod wording;
mod words;

pub use error::SearchError;
pub use filter::Filters;
pub use hit::{Answer, Hit, HitPassage};
pub use ranking::Ranking;
pub use searcher::{SearchOptions, Searcher};
