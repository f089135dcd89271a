//! Reading judgments: from files, folders, archives and standard input, in every format that users have.
//!
//! ```text
//! paths → discover → SourceFile → read_source → RawRecord → parse → Record{Judgment, SourceStamp} or Fault
//! ```
//!
//! Formats are recognised by content first and by name second. What a source does not say stays missing. What cannot
//! be read becomes a [`Fault`] with path and reason and does not stop the rest. This room knows judgments and nothing
//! of indexes; it opens files for reading only and follows no links in folders.

mod archive;
mod decode;
mod detect;
mod fault;
mod fields;
mod file_name;
mod json;
mod judgment_line;
mod markdown;
mod markup;
mod plain;
mod read;
mod record;
mod source;
mod table;
mod xml;

pub(crate) use archive::{Archive, member};
pub(crate) use decode::text as decoded_text;
pub use fault::{Fault, Reason};
#[cfg(test)]
pub(crate) use markdown::judgment as markdown_judgment;
pub use read::read_source;
pub use record::{Item, RawRecord, Record};
pub(crate) use source::displayed;
pub use source::{Discovery, STDIN, SourceFile, discover};
pub(crate) use xml::judgments as judgments_of_xml;
