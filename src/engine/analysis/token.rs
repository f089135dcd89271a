//! What analysis gives: morphemes for people, tokens for the index.

use std::fmt;

use compact_str::CompactString;

use panrye_text::span::Span;

/// The three streams of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TokenKind {
    /// A part: one a position, positions without gaps; a barer form may share the position of a fuller one.
    Part,
    /// A run of several parts as it is written: 손해배상청구권.
    Whole,
    /// A surface word, with its particles: letters and digits between blanks and punctuation.
    Word,
}

impl fmt::Display for TokenKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Part => "part",
            Self::Whole => "whole",
            Self::Word => "word",
        })
    }
}

/// One index token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What the index holds.
    pub text: CompactString,
    /// Which stream it belongs to.
    pub kind: TokenKind,
    /// Position of the part; of a whole or a word, the position of the first part at or after its beginning.
    pub position: u32,
    /// Where it is in the text as given.
    pub span: Span,
    /// Whether it is the fullest form at its position: what a query looks for.
    pub primary: bool,
}

/// One morpheme, as mecab-ko cuts and tags the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnalysedMorpheme {
    /// Where it is in the text as given.
    pub span: Span,
    /// Its tag, `NNG`, or several joined with `+`.
    pub tag: &'static str,
}

/// What becomes of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Analysis {
    /// The morphemes of the text, in order.
    pub morphemes: Vec<AnalysedMorpheme>,
    /// The tokens, in the order of their beginnings.
    pub tokens: Vec<Token>,
}
