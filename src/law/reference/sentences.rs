//! The sentences of a text, as far as references need them: evidence of a treatment is one, and a paragraph without its
//! article belongs to one that the same sentence names.

use crate::scan::{Text, is_middle_dot};
use panrye_text::character::is_hangul;
use panrye_text::span::Span;

/// The sentences of a text, found while moving forward.
#[derive(Debug)]
pub(super) struct Sentences<'t> {
    text: Text<'t>,
    current: Span,
}

impl<'t> Sentences<'t> {
    pub(super) const fn new(text: Text<'t>) -> Self {
        Self { text, current: Span::new(0, 0) }
    }

    /// The sentence at `offset`, without the blanks before it. Offsets must ascend.
    pub(super) fn at(&mut self, offset: usize) -> Span {
        while self.current.end <= offset && self.current.end < self.text.len() {
            self.current = sentence_after(self.text, self.current.end);
        }
        trimmed(self.text, self.current)
    }
}

/// The sentence that begins at `start`, blanks included.
pub(super) fn sentence_after(text: Text<'_>, start: usize) -> Span {
    Span::new(start, sentence_end(text, start))
}

fn sentence_end(text: Text<'_>, start: usize) -> usize {
    let mut at = start;
    while let Some(end) = end_within(text, Span::new(at, text.len())) {
        if end - start > 1 {
            return end;
        }
        at = end;
    }
    text.len()
}

/// The end of the first sentence that ends within `span`: with `다.`, `).` or a line.
pub(super) fn end_within(text: Text<'_>, span: Span) -> Option<usize> {
    end_at(text, span, |_| true)
}

/// The same in texts that keep the lines of the page they were printed on: a full line that stops in the middle of a
/// sentence goes on in the next one.
pub(super) fn end_within_page(text: Text<'_>, span: Span) -> Option<usize> {
    end_at(text, span, |line_end| !is_wrapped(text, line_end))
}

fn end_at(text: Text<'_>, span: Span, line_ends: impl Fn(usize) -> bool) -> Option<usize> {
    const LAST: [char; 6] = ['다', ')', '음', '함', '임', '조'];
    let ends = |mark: usize| match text.byte(mark) {
        b'\n' => line_ends(mark),
        _ => text.char_before(mark).is_some_and(|c| LAST.contains(&c)),
    };
    let marks = memchr::memchr2_iter(b'.', b'\n', text.between(span.start, span.end).as_bytes());
    marks.map(|offset| span.start + offset).find(|&mark| ends(mark)).map(|mark| mark + 1)
}

/// Whether the line that ends at `line_end` is full, stops without the end of a sentence, and no label or title begins
/// the next one.
pub(super) fn is_wrapped(text: Text<'_>, line_end: usize) -> bool {
    /// The shortest line that can be a full one, in bytes: titles are shorter.
    const FULL: usize = 60;
    /// As far as a line is looked back on, in bytes.
    const MAX_LINE: usize = 400;
    let end = text.skip_blanks_back(line_end);
    if text.between(end, line_end).contains('\n') {
        return false;
    }
    let floor = text.boundary(end.saturating_sub(MAX_LINE));
    let line = text.between(floor, end).rsplit('\n').next().unwrap_or_default();
    let goes_on = |c: char| {
        is_hangul(c) && c != '다'
            || is_middle_dot(c)
            || c.is_ascii_digit()
            || matches!(c, ',' | '，' | '’' | '”' | '」')
    };
    let next = text.after(line_end + 1).trim_start_matches([' ', '\t', '\u{a0}', '\u{3000}']);
    // `권리를 가진다⏎(제1항)⏎, …`: a page that was saved breaks lines around its links.
    if begins_with_a_provision(next)
        || (begins_with_a_provision(line.trim_start())
            && (next.starts_with([',', '，']) || !begins_a_part(next)))
    {
        return true;
    }
    line.trim_start().len() >= FULL && line.ends_with(goes_on) && !begins_a_part(next)
}

/// Whether a line begins with a paragraph or an item in brackets: `(제1항)`.
fn begins_with_a_provision(line: &str) -> bool {
    let number = line.strip_prefix("(제").unwrap_or_default();
    let unit = number.trim_start_matches(|c: char| c.is_ascii_digit());
    unit.len() < number.len() && unit.starts_with(['항', '호'])
}

/// Whether a line begins with a label (`1.`, `가.`, `(1)`, `①`, `○`, `【`), with an article as statutes are printed, or is
/// empty.
fn begins_a_part(line: &str) -> bool {
    let mut chars = line.chars();
    let Some(first) = chars.next() else { return true };
    let second = chars.next();
    let labelled = |after: &str| after.starts_with(['.', ')']);
    match first {
        '0'..='9' => {
            let after = line.trim_start_matches(|c: char| c.is_ascii_digit());
            line.len() - after.len() <= 2 && labelled(after)
        }
        '(' => line.chars().skip(2).take(2).any(|c| c == ')'),
        '제' => {
            let article = line.trim_start_matches(|c: char| c.is_ascii_digit() || "제조의".contains(c));
            second.is_some_and(|c| c.is_ascii_digit())
                && article.starts_with(['(', ' '])
                && article.trim_start().starts_with('(')
        }
        '“' | '‘' | '"' | '\'' | '「' => false,
        c if is_hangul(c) => second == Some('.') || second == Some(')'),
        c => !c.is_alphanumeric(),
    }
}

fn trimmed(text: Text<'_>, span: Span) -> Span {
    Span::new(text.skip_blanks(span.start).min(span.end), span.end)
}
