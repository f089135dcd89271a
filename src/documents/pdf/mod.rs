//! PDF with a layer of text.
//!
//! A PDF says where each letter stands, and nothing of lines, words or paragraphs. [`mod@file`] finds its objects, [`content`]
//! the letters of each page; [`layout`] makes lines, and from them paragraphs, with what [`tags`] say of them.

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
mod tags;

use crate::{Document, Error, Limits};

use content::Reader;
use file::File;
use layout::Layout;
use tags::Tags;

/// The text of a PDF.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Error> {
    let file = File::open(bytes, limits)?;
    let leaves = page::leaves(&file)?;
    let mut reader = Reader::new(&file, limits);
    let mut layout = Layout::default();
    for leaf in &leaves {
        layout.add(&reader.page(leaf)?);
    }
    let is_damaged = file.is_damaged.get();
    // Tags are read last: the text needs what may be unpacked before they do.
    layout.finish(is_damaged, &Tags::read(&file))
}

/// What does not hold together.
fn broken(why: impl std::fmt::Display) -> Error {
    Error::Broken { what: ".pdf", why: why.to_string() }
}

#[cfg(test)]
mod tests;
