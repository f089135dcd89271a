//! A text as the filter takes it in: stretch by stretch, each of words, or an eojeol whose tokens are known.

use std::num::NonZeroU32;
use std::ops::Range;

use super::kept::KeptTokens;
use crate::analysis::legal_token::LegalToken;
use panrye_morph::segment::{Cut, EojeolPathId, KnownEojeol, Morpheme, Segmenter};
use panrye_text::span::Span;

/// A part of a text that no token reaches out of.
#[derive(Debug)]
pub(super) struct Stretch {
    /// Where it is.
    pub(super) span: Span,
    /// What it is.
    pub(super) content: Content,
}

/// What a stretch is.
#[derive(Debug)]
pub(super) enum Content {
    /// Words, by their numbers.
    Words(Range<usize>),
    /// The words of an eojeol whose tokens are worth keeping.
    Eojeol(Range<usize>, EojeolPathId),
    /// An eojeol whose tokens were kept.
    Known(NonZeroU32),
}

/// The stretches of a text and their words. Keeps its memory from text to text.
#[derive(Default)]
pub(super) struct Stretches {
    /// The words of all stretches but those that are known.
    pub(super) words: Vec<Morpheme>,
    /// OK.
    pub(super) list: Vec<Stretch>,
}

impl Stretches {
    /// Cuts a text into stretches.
    pub(super) fn cut(
        &mut self,
        text: &str,
        legal: &[LegalToken],
        segmenter: &mut Segmenter,
        kept: &mut KeptTokens,
    ) {
        self.words.clear();
        self.list.clear();
        kept.begin(segmenter.generation());
        let (mut begin, mut taken, mut next) = (0, 0, 0);
        segmenter.cut(text, |cut| match cut {
            Cut::Word(word) => self.words.push(word),
            Cut::Eojeol(eojeol) => {
                let Range { start, end } = eojeol.span();
                let span = Span::new(start as usize, end as usize);
                next += legal[next..].iter().take_while(|token| token.span.end <= span.start).count();
                let covered = legal.get(next).is_some_and(|token| token.span.start < span.end);
                if covered || !kept.holds(eojeol.generation()) || !stands_alone(text, span) {
                    self.words.extend(eojeol.morphemes());
                    return;
                }
                self.end_words(taken, Span::new(begin, span.start));
                self.push_eojeol(&eojeol, span);
                (begin, taken) = (span.end, self.words.len());
            }
        });
        self.end_words(taken, Span::new(begin, text.len()));
    }

    fn end_words(&mut self, first: usize, span: Span) {
        if self.words.len() > first {
            self.list.push(Stretch { span, content: Content::Words(first..self.words.len()) });
        }
    }

    fn push_eojeol(&mut self, eojeol: &KnownEojeol<'_>, span: Span) {
        let content = eojeol.noted().map_or_else(
            || {
                let first = self.words.len();
                self.words.extend(eojeol.morphemes());
                Content::Eojeol(first..self.words.len(), eojeol.path())
            },
            Content::Known,
        );
        self.list.push(Stretch { span, content });
    }
}

/// Whether an eojeol has blanks on both sides. What the lattice skips besides is a letter to others.
fn stands_alone(text: &str, span: Span) -> bool {
    let bytes = text.as_bytes();
    let blank = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_none_or(u8::is_ascii_whitespace);
    blank(span.start.checked_sub(1)) && blank(Some(span.end))
}
