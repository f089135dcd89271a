//! The tokens of eojeols that texts repeat. An eojeol that is cut as before has the tokens that it had, wherever it
//! is, unless a legal token reaches into it.

use std::num::NonZeroU32;

use crate::analysis::index_tokens::IndexTokens;
use crate::analysis::token::Token;
use crate::analysis::token_line::TokenLine;
use panrye_text::span::Span;

/// The tokens of the eojeols that one segmenter knows.
#[derive(Default)]
pub(super) struct KeptTokens {
    /// Which memory of the segmenter the notes are in.
    generation: u32,
    /// For each eojeol its parts, wholes and words, as lines have them.
    lines: String,
    /// For each eojeol where its parts stand, in bytes from its beginning.
    places: Vec<(u8, u8)>,
    eojeols: Vec<KeptEojeol>,
    /// The tokens of an eojeol that is to be kept.
    tokens: IndexTokens,
}

/// Where the tokens of an eojeol are.
#[derive(Clone, Copy)]
struct KeptEojeol {
    lines: u32,
    places: u32,
    positions: u8,
    parts: Size,
    wholes: Size,
    words: Size,
}

/// Bytes of a line and its next position.
#[derive(Clone, Copy)]
struct Size {
    bytes: u8,
    next: u8,
}

impl Size {
    fn of(line: &TokenLine) -> Option<Self> {
        let bytes = u8::try_from(line.as_str().len()).ok()?;
        Some(Self { bytes, next: u8::try_from(line.next_position()).ok()? })
    }
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

    /// Keeps the tokens of an eojeol that begins at byte `start` and whose first part has the given position; returns
    /// what is to be noted of it. Nothing where they are more than are worth it.
    pub(super) fn keep(&mut self, tokens: &[Token], start: usize, position: u32) -> Option<NonZeroU32> {
        self.tokens.clear();
        for token in tokens {
            // Only parts have positions that count.
            let position = token.position.saturating_sub(position);
            self.tokens.push(&Token { position, ..token.clone() });
        }
        let IndexTokens { parts, wholes, words, places } = &self.tokens;
        let kept = KeptEojeol {
            lines: u32::try_from(self.lines.len()).ok()?,
            places: u32::try_from(self.places.len()).ok()?,
            positions: u8::try_from(places.len()).ok()?,
            parts: Size::of(parts)?,
            wholes: Size::of(wholes)?,
            words: Size::of(words)?,
        };
        let within = |at: usize| u8::try_from(at.checked_sub(start)?).ok();
        let before = self.places.len();
        self.places.extend(places.iter().map_while(|place| Some((within(place.start)?, within(place.end)?))));
        if self.places.len() - before < places.len() {
            self.places.truncate(before);
            return None;
        }
        self.lines.extend([parts, wholes, words].map(TokenLine::as_str));
        self.eojeols.push(kept);
        NonZeroU32::new(u32::try_from(self.eojeols.len()).ok()?)
    }

    /// Adds the tokens of an eojeol with this note that begins at byte `start`.
    pub(super) fn repeat(&self, note: NonZeroU32, start: usize, tokens: &mut IndexTokens) {
        let KeptEojeol { lines, places, positions, parts, wholes, words } =
            self.eojeols[note.get() as usize - 1];
        let base = tokens.positions();
        let mut rest = self.lines.get(lines as usize..).unwrap_or_default();
        let mut append = |line: &mut TokenLine, size: Size, base: u32| {
            let (line_kept, behind) = rest.split_at_checked(usize::from(size.bytes)).unwrap_or_default();
            line.append_tokens(line_kept, u32::from(size.next), base);
            rest = behind;
        };
        append(&mut tokens.parts, parts, base);
        let next = tokens.wholes.next_position();
        append(&mut tokens.wholes, wholes, next);
        let next = tokens.words.next_position();
        append(&mut tokens.words, words, next);
        let places = &self.places[places as usize..][..usize::from(positions)];
        let place =
            |&(first, end): &(u8, u8)| Span::new(start + usize::from(first), start + usize::from(end));
        tokens.places.extend(places.iter().map(place));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::analysis::{Analyzer, IndexTokens, Lexicon};

    #[test]
    fn an_eojeol_that_fills_a_text_is_kept_once() {
        let mut analyzer = Analyzer::new(Lexicon::embedded().unwrap());
        analyzer.index_tokens(&"손해배상을 ".repeat(1_000), &mut IndexTokens::default());
        assert_eq!(analyzer.tools.kept.eojeols.len(), 1);
    }
}
