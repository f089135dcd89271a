//! Half-open byte ranges into a text.
//!
//! Everything inside the program counts bytes, because slices do; characters (Unicode scalar values) appear only
//! at output, through [`CharOffsets`]. A span never lies inside a character.

use std::ops::Range;

use serde::Serialize;

/// A half-open byte range `start..end` of some text; both ends lie on character boundaries of that text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
pub struct Span {
    /// First byte of the range.
    pub start: usize,
    /// One past the last byte of the range.
    pub end: usize,
}

impl Span {
    /// The range `start..end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the range covers nothing.
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether the two ranges share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside this range.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The range moved to the right by `offset` bytes.
    #[must_use]
    pub const fn shifted(self, offset: usize) -> Self {
        Self::new(self.start + offset, self.end + offset)
    }

    /// The text under the range, or the empty string where the range does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// Turns byte offsets of one text into character offsets. An answer costs the way from the offset asked for before it,
/// in either direction.
#[derive(Debug)]
pub struct CharOffsets<'t> {
    text: &'t str,
    byte: usize,
    chars: usize,
}

impl<'t> CharOffsets<'t> {
    /// A counter at the beginning of `text`.
    pub const fn new(text: &'t str) -> Self {
        Self { text, byte: 0, chars: 0 }
    }

    /// The number of characters before byte `byte` of the text.
    pub fn at(&mut self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let between = |start: usize, end: usize| {
            let bytes = self.text.as_bytes().get(start..end).unwrap_or_default();
            bytes.iter().filter(|&&b| !is_continuation(b)).count()
        };
        self.chars = if byte < self.byte {
            self.chars - between(byte, self.byte)
        } else {
            self.chars + between(self.byte, byte)
        };
        self.byte = byte;
        self.chars
    }

    /// The character range of a byte range.
    pub fn range(&mut self, span: Span) -> (usize, usize) {
        let start = self.at(span.start);
        (start, self.at(span.end))
    }
}

const fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_characters() {
        let text = "가나 a다";
        let mut offsets = CharOffsets::new(text);
        assert_eq!(offsets.range(Span::new(3, 6)), (1, 2));
        assert_eq!(offsets.range(Span::new(8, 11)), (4, 5));
        assert_eq!(offsets.at(0), 0);
        assert_eq!(offsets.at(100), 5);
        assert_eq!(offsets.range(Span::new(6, 8)), (2, 4));
    }

    #[test]
    fn a_span_outside_the_text_is_empty() {
        assert_eq!(Span::new(1, 3).of("가"), "");
        assert_eq!(Span::new(0, 3).of("가"), "가");
    }
}
