//! Reading judgments: from files, folders, archives and standard input, in every format that users have.
//!
//! ```text
//! paths → discover → SourceFile → read_source → RawRecord → parse → Record{Judgment, SourceStamp} or Fault
//! ```
//!
//! What the names of fields mean travels with the reading as [`Names`]: the table of names, and what a user says of his own.
//! Formats are recognized by content first and by name second. What a source does not say stays missing. What cannot
//! be read becomes a [`Fault`] with path and reason and does not stop the rest. This module knows judgments and nothing
//! of indexes; it opens files for reading only and follows no links in folders.

mod archive;
mod bounded;
mod decode;
mod detect;
mod documents;
mod fault;
mod fault_log;
mod fields;
mod file_name;
mod json;
mod json_list;
mod json_scan;
mod judgment_line;
mod layout;
mod limits;
mod lists;
mod mapping;
mod markdown;
mod markup;
mod members;
mod names;
mod opened;
mod plain;
mod read;
mod record;
mod source;
mod table;
#[cfg(test)]
mod tests;
mod text_stream;
mod unused;
mod xml;

pub(crate) use archive::Archive;
pub(crate) use decode::text as decoded_text;
pub use fault::{Fault, Reason};
pub use fault_log::FaultLog;
pub use mapping::{FieldList, MapError, Names};
pub use read::read_source;
pub use record::{Item, RawRecord, Record};
pub(crate) use source::displayed;
pub use source::{Discovery, STDIN, SourceFile, discover};
pub use unused::{NameKind, UnusedNames};
pub(crate) use xml::judgments as judgments_of_xml;
