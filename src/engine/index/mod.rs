//! The index: what of a judgment is searchable, stored and counted.
//!
//! tantivy is the only store and this module its only writer. One document stands for one judgment. Its passages are
//! not documents of their own: the field `text` keeps the positions of every token, and each stored passage knows
//! the position at which it begins, so the postings of a judgment also say which passage a word is in. That
//! ranks passages without analyzing text again and without a second set of postings.
//!
//! The commit carries a [`Manifest`] that names the versions of schema, analyzer and dictionary. Everything changes
//! with one commit; a build that is killed leaves the previous commit readable.

mod address;
mod block;
mod check;
mod cited;
mod columns;
mod coverage;
mod disk;
mod document;
mod error;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod faulty_disk;
mod finding;
mod folder;
mod holder;
mod integrity;
mod later;
mod ledger;
mod manifest;
mod named;
mod reader;
mod relocations;
mod schema;
mod statistics;
mod stored;
mod struck;
mod terms;
mod token_spans;
mod token_stream;
mod values;
mod waiting;
mod writer;
mod writing;

pub use address::JudgmentAddress;
pub use check::{CheckReport, check, damage};
pub use cited::CitedJudgment;
pub use columns::{GraphColumns, HeldJudgment};
pub use coverage::{Coverage, CoveredCourt};
pub use document::TEXT_ORDER;
pub use document::{BuiltDocument, DocumentBuilder};
pub use error::{DEFAULT_FOLDER, IndexError, RebuildCommand};
pub use finding::{Counted, Finding};
pub use folder::check_usable;
pub use holder::WriterState;
pub use later::Later;
pub use ledger::{Ledger, LedgerFile, LedgerJudgment, LedgerRecord};
pub use manifest::Manifest;
pub use reader::{Counts, IndexReader};
pub(crate) use schema::Fields;
pub use schema::SCHEMA_VERSION;
pub use statistics::Statistics;
pub use stored::{StoredCitation, StoredJudgment, StoredPassage};
pub use struck::Struck;
pub(crate) use struck::struck_with_words;
pub(crate) use terms::FULL_COURT;
pub use terms::Terms;
pub use values::Listed;
pub use writer::{IndexWriter, WriterOptions};
