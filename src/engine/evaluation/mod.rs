//! Evaluation: how well the search answers questions whose answers are known.
//!
//! ```text
//! files, or the index's own citations → QuestionSet → measure → Evaluation → Scores, failures, a TREC run
//! ```
//!
//! Questions come from files (`read_questions`) or are made from the index (`citation_set`): what a judgment says where
//! it cites another one is a question that the cited judgment answers. This module asks the searcher as any user does, by
//! the query language, and knows nothing of how it ranks.

mod case_number_columns;
mod citation_set;
mod measure;
mod proposition;
mod question;
mod read;
mod score;
mod trec_run;

pub use case_number_columns::CaseNumberColumns;
pub use citation_set::citation_set;
pub use measure::{Answered, Evaluation, Found, measure};
pub use question::{Question, QuestionSet, Relevant};
pub use read::{Qrels, QuestionFault, QuestionReason, read_questions};
pub use score::{QuestionScore, Scores};
pub use trec_run::{run_id, write_run, write_run_line};
