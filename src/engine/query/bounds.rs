//! How large a query may be: far beyond what anybody types or pastes, and small enough to be answered in a moment.
//!
//! The bounds are those of what costs time and memory: text to analyze, parts to search for one by one, sets of judgments
//! to collect. What a query needs within them grows with its length.

use super::{Field, Node, Query, QueryError, QueryErrorKind};
use panrye_text::count::counted;
use panrye_text::span::Span;

/// A bound of a query that was passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Bound {
    /// Characters of a query.
    #[error("a query has at most {most} characters: leave something out, or ask in several queries", most = Self::CHARACTERS)]
    Characters,
    /// Parts that are searched for one by one.
    #[error("a query has at most {most} parts (phrases, fields, case numbers, words between operators): ask in several queries", most = Self::PARTS)]
    Parts,
    /// Case numbers.
    #[error("a query has at most {most} case numbers: ask in several queries", most = Self::NUMBERS)]
    Numbers,
    /// Queries inside `인용:(…)` and `피인용:(…)`.
    #[error("a query has at most {most} queries in 인용:(…) and 피인용:(…): ask in several queries", most = Self::JOINS)]
    Joins,
    /// Parts for which the judgments themselves or the dictionary are looked through.
    #[error("a query has at most {most} parts with 내용: or with *: ask in several queries", most = Self::PASSES)]
    Passes,
    /// Characters of a phrase.
    #[error("a phrase has at most {most} characters: leave out the quotation marks, or quote less", most = Self::PHRASE)]
    Phrase,
    /// Characters of the value of a field.
    #[error("a value of a field has at most {most} characters: write less", most = Self::VALUE)]
    Value,
    /// Characters of a prefix.
    #[error("what precedes * has at most {most} characters: write less", most = Self::PREFIX)]
    Prefix,
    /// Words of play in a phrase.
    #[error("a phrase of this length has at most {most} of play: write ~{0}, or quote less", most = counted(*.0, "word"))]
    Play(u32),
}

impl Bound {
    /// Most characters of a query.
    pub const CHARACTERS: usize = 50_000;
    /// Most parts of a query that are searched for one by one.
    pub const PARTS: usize = 2_000;
    /// Most case numbers of a query.
    pub const NUMBERS: usize = 10_000;
    /// Most queries inside `인용:(…)` and `피인용:(…)`.
    pub const JOINS: usize = 8;
    /// Most parts for which the judgments themselves or the dictionary are looked through.
    pub const PASSES: usize = 200;
    /// Most characters of a phrase.
    pub const PHRASE: usize = 2_000;
    /// Most characters of the value of a field.
    pub const VALUE: usize = 1_000;
    /// Most characters before a `*`.
    pub const PREFIX: usize = 60;
    /// Words of play that a short phrase may have.
    const PLAY: u32 = 100;
    /// Words of a short phrase.
    const SHORT: u32 = 4;
    /// Words of play, times words of the phrase, that a longer one may have: the places at which a phrase with play may
    /// stand multiply from word to word.
    const PLAY_OF_ALL: u32 = 100;

    /// The error of a query that passes the bound at this place.
    pub(super) const fn at(self, span: Span) -> QueryError {
        QueryError { kind: QueryErrorKind::Bound(self), span }
    }

    /// An error where the text at `start` has more than `most` characters; its place is that of the first one too many.
    pub(super) fn of_length(self, text: &str, start: usize, most: usize) -> Result<(), QueryError> {
        match text.char_indices().nth(most) {
            Some((at, c)) => Err(self.at(Span::new(start + at, start + at + c.len_utf8()))),
            None => Ok(()),
        }
    }

    /// The words of play that a phrase may have.
    pub(super) fn play_of(phrase: &str) -> u32 {
        let words = phrase.split_whitespace().count();
        // Words without blanks between them have two syllables or more, as a rule.
        let syllables = phrase.chars().filter(|c| c.is_alphanumeric()).count();
        match u32::try_from(words.max(syllables / 2)).unwrap_or(u32::MAX) {
            0..=Self::SHORT => Self::PLAY,
            words => Self::PLAY_OF_ALL / words,
        }
    }
}

/// An error at the first part of the query that is one too many.
pub(super) fn check(query: &Query) -> Result<(), QueryError> {
    Counts::default().add(query, None)
}

#[derive(Default)]
struct Counts {
    parts: usize,
    numbers: usize,
    joins: usize,
    passes: usize,
}

impl Counts {
    fn add(&mut self, query: &Query, field: Option<Field>) -> Result<(), QueryError> {
        let bound = match &query.node {
            Node::And(parts) | Node::Or(parts) => {
                return parts.iter().try_for_each(|part| self.add(part, field));
            }
            Node::Not(inner) | Node::Must(inner) | Node::Boost(inner, _) => return self.add(inner, field),
            Node::In(field @ (Field::Cites | Field::CitedBy), inner)
                if !matches!(inner.node, Node::Case(_)) =>
            {
                self.joins += 1;
                self.add(inner, Some(*field))?;
                (self.joins > Bound::JOINS).then_some(Bound::Joins)
            }
            Node::In(field, inner) => return self.add(inner, Some(*field)),
            leaf => {
                self.parts += 1;
                self.numbers += if let Node::Case(numbers) = leaf { numbers.len() } else { 0 };
                let passes = matches!(leaf, Node::Prefix(_)) || field == Some(Field::Content);
                self.passes += usize::from(passes);
                self.passed()
            }
        };
        bound.map_or(Ok(()), |bound| Err(bound.at(query.span)))
    }

    const fn passed(&self) -> Option<Bound> {
        if self.parts > Bound::PARTS {
            Some(Bound::Parts)
        } else if self.numbers > Bound::NUMBERS {
            Some(Bound::Numbers)
        } else if self.passes > Bound::PASSES {
            Some(Bound::Passes)
        } else {
            None
        }
    }
}
