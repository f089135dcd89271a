//! The tokens of a text as the index takes them in.

use super::token::{Token, TokenKind};
use super::token_line::TokenLine;
use panrye_text::span::Span;

/// Longest compound or word that is indexed, in bytes: longer ones are broken text that nobody searches for.
pub const LONGEST_SURFACE: usize = 120;

/// The tokens of a text: those of each kind, and where the parts stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IndexTokens {
    /// The parts, at their positions.
    pub parts: TokenLine,
    /// Compounds as they are written, one after the other.
    pub wholes: TokenLine,
    /// The surface words, one after the other.
    pub words: TokenLine,
    /// Where the part at each position is in the text as given; a barer form is where the fullest is.
    pub places: Vec<Span>,
}

impl IndexTokens {
    /// Makes it empty and keeps its memory.
    pub(crate) fn clear(&mut self) {
        let Self { parts, wholes, words, places } = self;
        for line in [parts, wholes, words] {
            line.clear();
        }
        places.clear();
    }

    /// Positions that the parts take.
    pub(crate) fn positions(&self) -> u32 {
        // A text of 4 GiB has fewer parts.
        self.places.len() as u32
    }

    /// Adds a token.
    pub(super) fn push(&mut self, token: &Token) {
        match token.kind {
            TokenKind::Part => {
                self.parts.push(&token.text, token.position);
                if token.primary {
                    self.places.push(token.span);
                }
            }
            TokenKind::Whole => push_surface(&mut self.wholes, &token.text),
            TokenKind::Word => push_surface(&mut self.words, &token.text),
        }
    }
}

fn push_surface(line: &mut TokenLine, text: &str) {
    if text.len() <= LONGEST_SURFACE {
        line.push(text, line.next_position());
    }
}
