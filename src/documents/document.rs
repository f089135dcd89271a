//! What every reader of this crate gives: paragraphs, each with its place.

use crate::omission::Omission;

/// The kinds of documents that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Office Open XML (.docx).
    Docx,
    /// OpenDocument text (.odt).
    Odt,
    /// Rich Text Format (.rtf).
    Rtf,
    /// HTML, also a page saved by a browser.
    Html,
    /// OWPML, the open format of Hangul (.hwpx).
    Hwpx,
    /// The compound file of Hangul 5 (.hwp).
    Hwp,
    /// PDF with a layer of text.
    Pdf,
}

/// A document as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What kind of document it was.
    pub kind: Kind,
    /// The paragraphs in reading order. The notes stand behind the body.
    pub blocks: Vec<Block>,
    /// What was left out or could not be read, each kind once; empty where nothing was.
    pub omissions: Vec<Omission>,
}

impl Document {
    /// The text, a block a line.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.blocks.iter().map(|block| block.text.len() + 1).sum());
        for block in &self.blocks {
            text.push_str(&block.text);
            text.push('\n');
        }
        text
    }
}

/// One paragraph, or one line of it where its author broke it by hand. It holds no line break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its text.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// Where a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The part of the document.
    pub part: Part,
    /// The page, from 1, where the format says so.
    pub page: Option<u32>,
    /// The paragraph, from 1, counted within its part; empty paragraphs count, and are blocks without text.
    pub paragraph: u32,
}

/// The parts of a document that hold text of its author.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The body, with its tables and text boxes.
    Body,
    /// Footnotes.
    Footnotes,
    /// Endnotes.
    Endnotes,
}
