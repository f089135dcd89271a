//! PDF with a layer of text.
//!
//! A PDF says where each letter stands, and nothing of lines, words or paragraphs. [`mod@file`] finds its objects, [`content`]
//! the letters of each page; [`layout`] makes lines, and from them paragraphs.

mod cmap;
mod content;
mod crypt;
mod encoding;
mod file;
mod filter;
mod font;
mod layout;
mod matrix;
mod object;
mod page;
mod parser;
mod table;

use crate::{Document, Error, Limits};

use content::Reader;
use file::File;
use layout::Layout;

/// The text of a PDF.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Error> {
    let file = File::open(bytes, limits)?;
    let leaves = page::leaves(&file)?;
    let mut reader = Reader::new(&file, limits);
    let mut layout = Layout::default();
    for leaf in &leaves {
        layout.add(&reader.page(leaf)?);
    }
    layout.finish(file.is_damaged.get())
}

/// What does not hold together.
fn broken(why: impl std::fmt::Display) -> Error {
    Error::Broken { what: ".pdf", why: why.to_string() }
}

#[cfg(test)]
mod tests;
