//! Steps over a text in either direction: blanks, digits, hangul, literals, brackets.
//!
//! Every extractor of this module moves by these steps, and so does the module that looks for citations that failed. Each
//! step is bounded, so that a text of any shape costs time linear in its length. It knows nothing of courts or statutes.

use panrye_text::character::{boundary_before, is_word_character};
use panrye_text::span::Span;

/// The longest run of blanks that is stepped over at once, in bytes.
const MAX_BLANKS: usize = 256;

/// The longest bracketed note that is stepped over, in bytes.
const MAX_NOTE: usize = 900;

/// A text with steps in both directions. All offsets are byte offsets on character boundaries.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Text<'t>(pub(crate) &'t str);

impl<'t> Text<'t> {
    pub(crate) const fn len(self) -> usize {
        self.0.len()
    }

    /// The text from `at` to the end.
    pub(crate) fn after(self, at: usize) -> &'t str {
        self.0.get(at..).unwrap_or_default()
    }

    /// The text before `at`.
    pub(crate) fn before(self, at: usize) -> &'t str {
        self.0.get(..at).unwrap_or_default()
    }

    pub(crate) fn between(self, start: usize, end: usize) -> &'t str {
        Span::new(start, end).of(self.0)
    }

    pub(crate) fn byte(self, at: usize) -> u8 {
        self.0.as_bytes().get(at).copied().unwrap_or(0)
    }

    pub(crate) fn char_at(self, at: usize) -> Option<char> {
        self.after(at).chars().next()
    }

    pub(crate) fn char_before(self, at: usize) -> Option<char> {
        self.before(at).chars().next_back()
    }

    /// The nearest character boundary at or below `at`.
    pub(crate) fn boundary(self, at: usize) -> usize {
        boundary_before(self.0, at)
    }

    pub(crate) fn skip_blanks(self, at: usize) -> usize {
        let limit = at + MAX_BLANKS;
        let mut at = at;
        while at < limit {
            match self.byte(at) {
                b' ' | b'\n' | b'\t' | b'\r' => at += 1,
                0xC2 | 0xE3 => match self.char_at(at) {
                    Some(c @ ('\u{a0}' | '\u{3000}')) => at += c.len_utf8(),
                    _ => break,
                },
                _ => break,
            }
        }
        at
    }

    pub(crate) fn skip_blanks_back(self, at: usize) -> usize {
        let limit = at.saturating_sub(MAX_BLANKS);
        let mut at = at;
        while at > limit {
            match self.char_before(at) {
                Some(c) if is_blank(c) => at -= c.len_utf8(),
                _ => break,
            }
        }
        at
    }

    /// The end of `literal` where the text goes on with it at `at`.
    pub(crate) fn eat(self, at: usize, literal: &str) -> Option<usize> {
        self.after(at).starts_with(literal).then(|| at + literal.len())
    }

    /// The start of `literal` where it ends at `at`.
    pub(crate) fn eat_back(self, at: usize, literal: &str) -> Option<usize> {
        self.before(at).ends_with(literal).then(|| at - literal.len())
    }

    pub(crate) fn eat_any(self, at: usize, literals: &[&str]) -> Option<usize> {
        literals.iter().find_map(|literal| self.eat(at, literal))
    }

    pub(crate) fn eat_any_back(self, at: usize, literals: &[&str]) -> Option<usize> {
        literals.iter().find_map(|literal| self.eat_back(at, literal))
    }

    /// The end of the ASCII digits that begin at `at`.
    pub(crate) fn digits_end(self, at: usize) -> usize {
        let mut end = at;
        while self.byte(end).is_ascii_digit() {
            end += 1;
        }
        end
    }

    /// The start of the ASCII digits that end at `at`.
    pub(crate) fn digits_start(self, at: usize) -> usize {
        let mut start = at;
        while start > 0 && self.byte(start - 1).is_ascii_digit() {
            start -= 1;
        }
        start
    }

    /// A number of one to nine digits at `at`, with its end.
    pub(crate) fn number(self, at: usize) -> Option<(u32, usize)> {
        let end = self.digits_end(at);
        let digits = self.between(at, end);
        ((1..=9).contains(&digits.len())).then(|| Some((digits.parse().ok()?, end)))?
    }

    /// The end of the bracket that opens at `at` with `(`, `（` or `[`, brackets inside it balanced.
    pub(crate) fn bracket_end(self, at: usize) -> Option<usize> {
        self.bracket_end_within(at, MAX_NOTE)
    }

    /// The same where it closes at most `most` bytes further on.
    pub(crate) fn bracket_end_within(self, at: usize, most: usize) -> Option<usize> {
        let mut depth = 0u32;
        for (offset, c) in self.after(at).char_indices() {
            match c {
                '(' | '（' | '[' => depth += 1,
                ')' | '）' | ']' => depth = depth.checked_sub(1)?,
                _ => {}
            }
            if depth == 0 {
                return (offset > 0).then(|| at + offset + c.len_utf8());
            }
            if offset > most {
                return None;
            }
        }
        None
    }

    /// Whether a round bracket opens at `at`.
    pub(crate) fn opens_bracket(self, at: usize) -> bool {
        matches!(self.char_at(at), Some('(' | '（'))
    }

    /// The end of what stands before a comma that ends at `at`, or `at` where none does.
    pub(crate) fn before_comma(self, at: usize) -> usize {
        self.eat_any_back(at, &[",", "，"]).map_or(at, |comma| self.skip_blanks_back(comma))
    }

    /// The start of the bracket that closes just before `at`.
    pub(crate) fn bracket_start(self, at: usize) -> Option<usize> {
        let mut depth = 0u32;
        for (offset, c) in self.before(at).char_indices().rev() {
            match c {
                ')' | '）' | ']' => depth += 1,
                '(' | '（' | '[' => depth = depth.checked_sub(1)?,
                _ => {}
            }
            if depth == 0 {
                return (at - offset > c.len_utf8()).then_some(offset);
            }
            if at - offset > MAX_NOTE {
                return None;
            }
        }
        None
    }

    /// The start of the innermost bracket that is open at `at`.
    pub(crate) fn enclosing_bracket(self, at: usize) -> Option<usize> {
        let mut depth = 0u32;
        for (offset, c) in self.before(at).char_indices().rev() {
            match c {
                ')' | '）' | ']' => depth += 1,
                '(' | '（' | '[' => match depth.checked_sub(1) {
                    Some(less) => depth = less,
                    None => return Some(offset),
                },
                _ => {}
            }
            if at - offset > MAX_NOTE {
                return None;
            }
        }
        None
    }

    /// Whether a word can begin at `at`: nothing, a blank or punctuation stands before it.
    pub(crate) fn word_begins(self, at: usize) -> bool {
        self.char_before(at).is_none_or(|c| !is_word_character(c) || is_middle_dot(c) || is_circled(c))
    }

    /// The start of the word (letters and digits) that ends at `at`, at most `max` characters back.
    pub(crate) fn word_start(self, at: usize, max: usize) -> usize {
        let mut start = at;
        for c in self.before(at).chars().rev().take(max) {
            if !is_word_character(c) {
                break;
            }
            start -= c.len_utf8();
        }
        start
    }
}

/// The runs of ASCII digits of a text between two offsets, in order.
#[derive(Debug)]
pub(crate) struct DigitRuns<'t> {
    text: Text<'t>,
    at: usize,
    end: usize,
}

impl<'t> DigitRuns<'t> {
    pub(crate) const fn new(text: Text<'t>, start: usize, end: usize) -> Self {
        Self { text, at: start, end }
    }

    /// Goes on at `at`, where that is further on.
    pub(crate) fn skip_to(&mut self, at: usize) {
        self.at = self.at.max(at);
    }
}

impl Iterator for DigitRuns<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let bytes = self.text.0.as_bytes().get(self.at..self.end)?;
        let start = self.at + bytes.iter().position(u8::is_ascii_digit)?;
        let end = self.text.digits_end(start);
        self.at = end;
        Some(Span::new(start, end))
    }
}

pub(crate) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\t' | '\r' | '\u{a0}' | '\u{3000}')
}

/// ① to ⑳.
pub(crate) const fn is_circled(c: char) -> bool {
    matches!(c, '①'..='⑳')
}

/// The middle dots that law names and lists are written with: one and the same name is published with several.
pub(crate) const fn is_middle_dot(c: char) -> bool {
    matches!(c, '·' | 'ㆍ' | '․' | '‧' | '・' | '･' | '•' | '∙' | '⋅')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_are_matched_in_both_directions() {
        let text = Text("가(나(다)라)마");
        let open = "가".len();
        let close = text.len() - "마".len();
        assert_eq!(text.bracket_end(open), Some(close));
        assert_eq!(text.bracket_start(close), Some(open));
        assert_eq!(text.enclosing_bracket(close - 1), Some(open));
        assert_eq!(text.bracket_end(0), None);
    }

    #[test]
    fn digits_are_found_as_runs() {
        let text = Text("제12조 3항");
        let runs: Vec<_> = DigitRuns::new(text, 0, text.len()).map(|s| s.of(text.0)).collect();
        assert_eq!(runs, ["12", "3"]);
    }
}
