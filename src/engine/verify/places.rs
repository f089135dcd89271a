//! Where a mention lies in a brief, as people and editors count: lines, columns, characters.

use panrye_text::span::{CharOffsets, Span};

/// Lines, columns and characters of a brief.
#[derive(Debug)]
pub(super) struct Places<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    /// Characters before the line.
    line_start: usize,
    chars: CharOffsets<'t>,
}

impl<'t> Places<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text, at: 0, line: 1, line_start: 0, chars: CharOffsets::new(text) }
    }

    /// Line and column of byte `at`, from 1, the column in characters. Places must be asked for in ascending order.
    pub(super) fn line_and_column(&mut self, at: usize) -> (usize, usize) {
        let passed = self.text.as_bytes().get(self.at..at).unwrap_or_default();
        if let Some(last) = memchr::memrchr(b'\n', passed) {
            self.line += memchr::memchr_iter(b'\n', passed).count();
            self.line_start = self.chars.at(self.at + last + 1);
        }
        self.at = self.at.max(at);
        (self.line, self.chars.at(at) - self.line_start + 1)
    }

    /// The characters of a span.
    pub(super) fn chars(&mut self, span: Span) -> (usize, usize) {
        self.chars.range(span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters() {
        let text = "가나\n다 라\n\n마";
        let mut places = Places::new(text);
        let of = |c: char| text.find(c).unwrap();
        assert_eq!(places.line_and_column(of('나')), (1, 2));
        assert_eq!(places.line_and_column(of('라')), (2, 3));
        assert_eq!(places.line_and_column(of('마')), (4, 1));
    }
}
