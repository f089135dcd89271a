//! The text of documents: word-processor files, saved pages, PDFs.
//!
//! One reader for every kind: bytes come in, a [`Document`] goes out, whose blocks are paragraphs in the order in which
//! a person reads them, each with its place. What a document holds beside its text (headers, page numbers, deleted
//! text) is no part of it; what could not be read of it is named.
//!
//! This crate knows nothing of law, of Korean morphology or of indexes, opens no files and follows no links.

#![forbid(unsafe_code)]

mod counters;
mod detect;
mod document;
mod docx;
mod error;
mod flow;
#[cfg(test)]
mod hostile;
mod html;
mod hwp;
mod hwpx;
mod left_out;
mod limits;
mod numerals;
mod odt;
mod omission;
mod package;
mod pdf;
mod read;
mod rtf;
#[cfg(test)]
mod testing;
mod xml;
mod zip_list;

pub use detect::detect;
pub use document::{Block, Document, Kind, Part, Place};
pub use error::Error;
pub use limits::Limits;
pub use omission::Omission;
pub use read::read;
pub use zip_list::{Members, Searched, open_zip};

#[cfg(doctest)]
#[doc = include_str!("README.md")]
struct FrontPage;
