//! The domain: what a judgment (판결·결정) is, in the words of the field.
//!
//! Owns the types that the rest of the program speaks in: case numbers, courts, dates, sections, points and the
//! outline of the reasons. It reads no file, knows no index and no morphology; everything here is a value.

mod court;
mod court_table;
mod decision;
mod form;
mod kind;
mod label;
mod order;
mod outcome;
mod outline;
mod part;
mod point;
mod record;
mod sentence;
mod source;

pub use court::{Court, CourtLevel};
pub use decision::{DecisionDate, DecisionType};
pub use form::{Finality, en_banc};
pub use kind::CaseKind;
pub use outcome::Outcome;
pub use outline::{Entry, outline};
pub use part::{Part, PartKind, content_parts};
pub use point::{Point, points};
pub use record::{Judgment, JudgmentKey, Section};
pub use sentence::sentences;
pub use source::SourceStamp;
