//! Flow 2: a query's tree → what the index is asked → hits with the passages that say why.

mod budget;
mod cited;
mod content;
mod error;
mod excerpt;
mod explanation;
mod facet;
mod filter;
mod hit;
mod hits;
mod lexicon;
mod missing;
mod near_terms;
mod occurrences;
mod order;
mod passage_rank;
mod plan;
mod ranking;
mod searcher;
mod second_stage;
mod similar;
mod situations;
mod snippet;
mod static_features;
mod suggest;
mod synonyms;
mod votes;
mod why_nothing;
mod wording;
mod words;

use budget::Deadline;

pub use budget::Budget;
pub use error::{Refusal, SearchError};
pub use excerpt::{Excerpt, excerpt};
pub use explanation::{Clause, ClauseKind, Explanation, HitExplanation, SoughtTerm};
pub use facet::{Facet, FacetCounts};
pub use filter::Filters;
pub use hit::{Answer, Hit, HitPassage};
pub use missing::Missing;
pub use order::Sort;
pub use ranking::Ranking;
pub use searcher::{SearchOptions, Searcher};
pub use second_stage::{Candidate, Contribution};
pub use situations::AlsoSearched;
