//! The tokens of eojeols that texts repeat. An eojeol that is cut as before has the tokens that it had, wherever it
//! stands, unless a legal token reaches into it.

use std::num::NonZeroU32;
use std::ops::Range;

use compact_str::CompactString;

use crate::analysis::token::{Token, TokenKind};
use crate::span::Span;

/// The tokens of the eojeols that one segmenter knows.
#[derive(Default)]
pub(super) struct KeptTokens {
    /// Which memory of the segmenter the notes are in.
    generation: u32,
    tokens: Vec<KeptToken>,
    /// For each eojeol, where its tokens end in `tokens`, and how many positions they take.
    eojeols: Vec<(u32, u8)>,
}

/// A token, its place counted from the beginning of its eojeol.
struct KeptToken {
    text: CompactString,
    kind: TokenKind,
    primary: bool,
    position: u8,
    start: u8,
    end: u8,
}

impl KeptTokens {
    /// Forgets everything if the segmenter did.
    pub(super) fn begin(&mut self, generation: u32) {
        if !self.holds(generation) {
            *self = Self { generation, ..Self::default() };
        }
    }

    /// Whether notes of this generation of the segmenter's memory are those that were made here.
    pub(super) const fn holds(&self, generation: u32) -> bool {
        self.generation == generation
    }

    /// Keeps the tokens of an eojeol that begins at byte `start` and whose parts have these positions; returns what is
    /// to be noted of it. Nothing where they are more than are worth it.
    pub(super) fn keep(
        &mut self,
        tokens: &[Token],
        start: usize,
        positions: Range<u32>,
    ) -> Option<NonZeroU32> {
        let before = self.tokens.len();
        for token in tokens {
            self.tokens.extend(KeptToken::new(token, start, positions.start));
        }
        let count = u8::try_from(positions.end - positions.start).ok();
        let whole = self.tokens.len() - before == tokens.len();
        let (Some(count), true, Ok(end)) = (count, whole, u32::try_from(self.tokens.len())) else {
            self.tokens.truncate(before);
            return None;
        };
        self.eojeols.push((end, count));
        NonZeroU32::new(u32::try_from(self.eojeols.len()).ok()?)
    }

    /// Adds the tokens of an eojeol with this note that begins at byte `start`; the first part has the given position.
    /// Returns how many positions they take.
    pub(super) fn repeat(
        &self,
        note: NonZeroU32,
        start: usize,
        position: u32,
        tokens: &mut Vec<Token>,
    ) -> u32 {
        let at = note.get() as usize - 1;
        let first = at.checked_sub(1).map_or(0, |before| self.eojeols[before].0);
        let (end, count) = self.eojeols[at];
        let kept = &self.tokens[first as usize..end as usize];
        tokens.extend(kept.iter().map(|token| token.at(start, position)));
        u32::from(count)
    }
}

impl KeptToken {
    fn new(token: &Token, start: usize, position: u32) -> Option<Self> {
        let within = |at: usize| u8::try_from(at.checked_sub(start)?).ok();
        Some(Self {
            text: token.text.clone(),
            kind: token.kind,
            primary: token.primary,
            position: u8::try_from(token.position.checked_sub(position)?).ok()?,
            start: within(token.span.start)?,
            end: within(token.span.end)?,
        })
    }

    fn at(&self, start: usize, position: u32) -> Token {
        Token {
            text: self.text.clone(),
            kind: self.kind,
            position: position + u32::from(self.position),
            span: Span::new(start + usize::from(self.start), start + usize::from(self.end)),
            primary: self.primary,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::analysis::{Analyser, Lexicon};

    #[test]
    fn an_eojeol_that_fills_a_text_is_kept_once() {
        let mut analyser = Analyser::new(Lexicon::embedded().unwrap());
        analyser.tokens(&"손해배상을 ".repeat(1_000), &mut Vec::new());
        assert_eq!(analyser.kept.eojeols.len(), 1);
    }
}
