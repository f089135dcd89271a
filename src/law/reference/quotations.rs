//! Quotations of a text: pairs of quotation marks, found in one pass.
//!
//! Marks that have a direction are paired as brackets are, straight ones by turns. A mark without its partner, as cut
//! excerpts have it, is no quotation. It knows nothing of laws: who quotes what is for the scanners to say.

use crate::scan::Text;
use panrye_text::span::Span;

/// The longest quotation with straight marks, in bytes: a stray one must not pair with one of the next page.
const MAX_STRAIGHT: usize = 3000;

/// How deep quotations stand in one another before the outermost is given up.
const MAX_DEPTH: usize = 16;

/// The quotations of a text, marks included, by where they begin; inner ones after the one around them.
#[derive(Debug, Default)]
pub(super) struct Quotations(Vec<Span>);

impl Quotations {
    pub(super) fn of(text: Text<'_>) -> Self {
        let bytes = text.0.as_bytes();
        let mut found = Vec::new();
        let mut open: Vec<(usize, char)> = Vec::new();
        for at in memchr::memchr3_iter(b'"', b'\'', 0xE2, bytes) {
            let Some(mark) = text.char_at(at) else { continue };
            let end = at + mark.len_utf8();
            let partner = match mark {
                '“' | '‘' => {
                    push(&mut open, (at, mark));
                    None
                }
                '”' => Some('“'),
                '’' => Some('‘'),
                '"' | '\'' => Some(mark),
                _ => None,
            };
            let Some(partner) = partner else { continue };
            let is_near = |start: usize| partner != mark || at - start <= MAX_STRAIGHT;
            match open.iter().rposition(|&(start, opened)| opened == partner && is_near(start)) {
                Some(position) => {
                    found.push(Span::new(open[position].0, end));
                    open.truncate(position);
                }
                None if partner == mark && opens(text, at, end) => push(&mut open, (at, mark)),
                None => {}
            }
        }
        found.sort_unstable_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        Self(found)
    }

    /// The quotations by where they begin.
    pub(super) fn spans(&self) -> &[Span] {
        &self.0
    }

    /// Where the quotation begins that ends at `end`.
    pub(super) fn ending_at(&self, end: usize) -> Option<usize> {
        /// How many quotations back it is looked for: those within it begin later.
        const MAX_WITHIN: usize = 8;
        let next = self.0.partition_point(|span| span.start < end);
        let before = self.0.get(..next)?.iter().rev().take(MAX_WITHIN);
        before.filter(|span| span.end == end).map(|span| span.start).min()
    }

    /// Where `at` stands in a quotation that lies within `whole`: the end of the outermost one.
    pub(super) fn end_around(&self, at: usize, whole: Span) -> Option<usize> {
        let from = self.0.partition_point(|span| span.start < whole.start);
        let candidates = self.0.get(from..)?.iter().take_while(|span| span.start <= at);
        candidates.filter(|span| at < span.end && span.end <= whole.end).map(|span| span.end).max()
    }
}

/// Opens a quotation; where too many are open, the outermost is given up.
fn push(open: &mut Vec<(usize, char)>, mark: (usize, char)) {
    if open.len() == MAX_DEPTH {
        open.remove(0);
    }
    open.push(mark);
}

/// A straight mark opens a quotation where a word follows it and none ends before it: no apostrophe, no sign of inches.
fn opens(text: Text<'_>, at: usize, end: usize) -> bool {
    let follows = text.char_at(end).is_some_and(|c| !c.is_whitespace());
    follows && !text.char_before(at).is_some_and(|c| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quotes(text: &str) -> Vec<&str> {
        Quotations::of(Text(text)).spans().iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn marks_are_paired() {
        for (text, expected) in [
            ("제5항은 “‘갑’이란 을이다.”라고", &["“‘갑’이란 을이다.”", "‘갑’"][..]),
            ("\"갑\"과 \"을\"", &["\"갑\"", "\"을\""]),
            ("갑”이라 하고 ‘을’이라", &["‘을’"]),
            ("길이 3\"와 5\"", &[]),
            ("“갑 ‘을”이라", &["“갑 ‘을”"]),
            ("없다", &[]),
        ] {
            assert_eq!(quotes(text), expected, "{text}");
        }
    }

    #[test]
    fn a_stray_straight_mark_opens_anew() {
        let text = format!("\"{}\"갑\"", "가 ".repeat(MAX_STRAIGHT));
        assert_eq!(quotes(&text), ["\"갑\""]);
    }

    #[test]
    fn many_open_marks_cost_nothing() {
        assert!(quotes(&"“".repeat(100_000)).is_empty());
        assert_eq!(quotes(&"“”".repeat(50_000)).len(), 50_000);
        for close in ["”", "’", "\"", "'"] {
            assert!(quotes(&format!("{}{}", "“".repeat(100_000), close.repeat(100_000))).len() <= 100_000);
        }
    }
}
