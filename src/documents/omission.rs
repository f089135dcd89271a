//! What a document holds and its text here does not.

use std::fmt;

/// A kind of text that a document holds and that is left out, or a kind of object that holds none that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Omission {
    /// Headers, footers and page numbers.
    Headers,
    /// Comments and notes of an editor.
    Comments,
    /// Text that was deleted with changes being tracked.
    Deleted,
    /// Text that is marked as hidden.
    Hidden,
    /// The numbers of footnotes and endnotes.
    NoteMarks,
    /// Numbers of paragraphs by a rule that is not known.
    Numbering,
    /// Charts, drawings and embedded files.
    Objects,
    /// Menus and frames of a web page beside its text.
    Navigation,
    /// Parts of a web page that are loaded from elsewhere.
    Frames,
    /// Pages that are pictures without text.
    Pages,
    /// Letters of fonts that do not say which letters they are.
    Letters,
    /// What stands behind a damage of the file.
    Damaged,
}

impl Omission {
    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Headers => "headers, footers and page numbers",
            Self::Comments => "comments",
            Self::Deleted => "deleted text",
            Self::Hidden => "hidden text",
            Self::NoteMarks => "the numbers of notes",
            Self::Numbering => "numbers of paragraphs",
            Self::Objects => "charts, drawings and embedded files",
            Self::Navigation => "menus beside the text",
            Self::Frames => "frames that are loaded from elsewhere",
            Self::Pages => "pages that are pictures without text",
            Self::Letters => "letters of fonts that do not say which they are",
            Self::Damaged => "what is damaged",
        }
    }
}

impl fmt::Display for Omission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
