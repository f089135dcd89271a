//! The text of documents: word-processor files, saved pages, PDFs.
//!
//! One reader for every kind: bytes come in, a [`Document`] goes out, whose blocks are paragraphs in the order in which
//! a person reads them, each with its place. What a document holds beside its text (headers, page numbers, deleted
//! text) is no part of it; what could not be read of it is named.
//!
//! This crate knows nothing of law, of Korean morphology or of indexes, opens no files and follows no links.

#![forbid(unsafe_code)]

mod counters;
mod document;
mod error;
mod flow;
mod hwp;
mod limits;
mod numerals;
mod omission;
mod pdf;

pub use document::{Block, Document, Kind, Part, Place};
pub use error::Error;
pub use limits::Limits;
pub use omission::Omission;

/// Reads a .hwp.
#[doc(hidden)]
pub fn read_hwp(bytes: &[u8], limits: &Limits) -> Result<Document, Error> {
    hwp::read(bytes, limits)
}

/// Reads a .pdf.
#[doc(hidden)]
pub fn read_pdf(bytes: &[u8], limits: &Limits) -> Result<Document, Error> {
    pdf::read(bytes, limits)
}
