//! The sentences of a text, as far as references need them: evidence of a treatment is one, and a paragraph without its
//! article belongs to one that the same sentence names.

use crate::scan::Text;
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
    const LAST: [char; 6] = ['다', ')', '음', '함', '임', '조'];
    let ends =
        |dot: usize| text.byte(dot) == b'\n' || text.char_before(dot).is_some_and(|c| LAST.contains(&c));
    let marks = memchr::memchr2_iter(b'.', b'\n', text.between(span.start, span.end).as_bytes());
    marks.map(|offset| span.start + offset).find(|&mark| ends(mark)).map(|mark| mark + 1)
}

fn trimmed(text: Text<'_>, span: Span) -> Span {
    Span::new(text.skip_blanks(span.start).min(span.end), span.end)
}
