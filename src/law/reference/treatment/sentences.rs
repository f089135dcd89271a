//! The sentences of a text, as far as treatment is concerned: evidence is one of them.

use crate::scan::Text;
use panrye_text::span::Span;

/// The sentences of a text, found while moving forward.
#[derive(Debug)]
pub(in crate::reference) struct Sentences<'t> {
    text: Text<'t>,
    current: Span,
}

impl<'t> Sentences<'t> {
    pub(in crate::reference) const fn new(text: Text<'t>) -> Self {
        Self { text, current: Span::new(0, 0) }
    }

    /// The sentence at `offset`, without the blanks before it. Offsets must ascend.
    pub(in crate::reference) fn at(&mut self, offset: usize) -> Span {
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

/// A sentence ends with `다.`, `).` or a line.
fn sentence_end(text: Text<'_>, start: usize) -> usize {
    let bytes = text.0.as_bytes();
    let mut at = start;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'.', b'\n', rest)) {
        at += found + 1;
        let ends = text.byte(at - 1) == b'\n'
            || text.char_before(at - 1).is_some_and(|c| matches!(c, '다' | ')' | '음' | '함' | '임' | '조'));
        if ends && at - start > 1 {
            return at;
        }
    }
    text.len()
}

fn trimmed(text: Text<'_>, span: Span) -> Span {
    Span::new(text.skip_blanks(span.start).min(span.end), span.end)
}
