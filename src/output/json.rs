//! The lines that programs read: every kind of line, its fields and its schema.
//!
//! A line is a type here. serde writes it as JSON, schemars makes its schema of the same type, and the tables of
//! [`super::table`] are cut out of the same JSON, so that formats and schema cannot disagree. One object a line,
//! `schema_version` and `kind` first. Offsets count characters (Unicode scalar values). A missing value is `null`. A
//! field may be added without a new version; one that goes or changes its meaning raises it.

mod analysis_line;
mod answer_line;
mod caption_object;
mod evaluation_lines;
mod explanation_line;
mod facet_line;
mod fetch_line;
mod graph_line;
mod graph_lines;
mod hit_line;
mod index_lines;
mod installation_lines;
mod judgment_line;
mod kinds;
mod references_line;
mod validity_object;
mod verdict_line;
mod watch_lines;

pub use analysis_line::AnalysisLine;
pub use answer_line::{AnswerCause, AnswerError, AnswerLine, QueryId};
pub(crate) use caption_object::is_judgment;
pub use evaluation_lines::{EvaluationLine, FailureLine};
pub use explanation_line::ExplanationLine;
pub use facet_line::FacetLine;
pub use fetch_line::FetchLine;
pub use graph_line::GraphLine;
pub use graph_lines::{AuthorityLine, EdgeLine, HistoryLine, LinkLine};
pub use hit_line::HitLine;
pub use index_lines::{CheckLine, StatusLine};
pub use installation_lines::{Check, ConfigLine, DoctorLine, FileObject, Origin, Setting, State};
pub use judgment_line::JudgmentLine;
pub use kinds::{KINDS, Kind};
pub(crate) use panrye_engine::escaped_json::{to_string, to_writer};
pub use references_line::ReferencesLine;
pub use verdict_line::VerdictLine;
pub use watch_lines::{NewsLine, WatchLine};

use std::io;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Map;

use super::fields::Choice;

/// Version of all machine-readable output.
pub const SCHEMA_VERSION: u32 = 1;

/// A line of machine-readable output, without `schema_version` and `kind`, which [`write()`] puts before it.
pub trait Line: Serialize + JsonSchema {
    /// Its kind, as the line names it.
    const KIND: &'static str;
    /// The fields that make the columns of a table where no others are asked for.
    const COLUMNS: &'static [&'static str];
}

/// A line as it is written.
#[derive(Serialize)]
struct Tagged<'l, L> {
    schema_version: u32,
    kind: &'static str,
    #[serde(flatten)]
    line: &'l L,
}

/// Writes a line and its end.
pub fn write<L: Line>(line: &L, out: &mut impl io::Write) -> io::Result<()> {
    to_writer(out, &Tagged { schema_version: SCHEMA_VERSION, kind: L::KIND, line })?;
    writeln!(out)
}

/// Writes the chosen fields of a line, with `schema_version` and `kind` before them, and the end of the line.
pub fn write_chosen<L: Line>(line: &L, choice: &Choice, out: &mut impl io::Write) -> io::Result<()> {
    let mut fields = choice.of_line(&serde_json::to_value(line)?);
    let mut line = Map::with_capacity(fields.len() + 2);
    line.insert("schema_version".to_owned(), SCHEMA_VERSION.into());
    line.insert("kind".to_owned(), L::KIND.into());
    line.append(&mut fields);
    to_writer(out, &line)?;
    writeln!(out)
}

/// The number whose shortest decimal form is that of `value`, so that a score has the same digits in every format.
fn same_digits(value: f32) -> f64 {
    value.to_string().parse().unwrap_or_else(|_| f64::from(value))
}
