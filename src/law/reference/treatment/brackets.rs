//! Which round brackets enclose an offset.

use crate::scan::Text;
use panrye_text::span::Span;

/// The longest bracket that is one, in bytes; a longer one was opened and never closed.
const MAX_BRACKET: usize = 3000;

/// How many brackets around an offset are tried, from the last that opened outward.
const MAX_DEPTH: usize = 8;

/// The pairs of round brackets of a text, in the order in which they open.
#[derive(Debug, Default)]
pub(super) struct Brackets {
    pairs: Vec<Pair>,
}

#[derive(Debug)]
struct Pair {
    span: Span,
    /// The pair that was open where this one opens.
    outer: Option<usize>,
}

impl Brackets {
    pub(super) fn of(text: Text<'_>) -> Self {
        let mut pairs: Vec<Pair> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        for (at, c) in text.0.char_indices() {
            match c {
                '(' | '（' => {
                    pairs.push(Pair { span: Span::new(at, at), outer: open.last().copied() });
                    open.push(pairs.len() - 1);
                }
                ')' | '）' => {
                    if let Some(pair) = open.pop().and_then(|index| pairs.get_mut(index)) {
                        pair.span.end = at + c.len_utf8();
                    }
                }
                _ => {}
            }
        }
        Self { pairs }
    }

    /// The innermost bracket around `offset`: from its opening to behind its closing sign.
    pub(super) fn around(&self, offset: usize) -> Option<Span> {
        let mut index = self.pairs.partition_point(|pair| pair.span.start < offset).checked_sub(1);
        for _ in 0..MAX_DEPTH {
            let pair = self.pairs.get(index?)?;
            if pair.span.end > offset && pair.span.end - pair.span.start <= MAX_BRACKET {
                return Some(pair.span);
            }
            index = pair.outer;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_bracket_is_found() {
        let text = "가(나(다)라)마(바";
        let brackets = Brackets::of(Text(text));
        let around = |c: char| brackets.around(text.find(c).unwrap()).map(|span| span.of(text));
        assert_eq!(around('가'), None);
        assert_eq!(around('나'), Some("(나(다)라)"));
        assert_eq!(around('다'), Some("(다)"));
        assert_eq!(around('라'), Some("(나(다)라)"));
        assert_eq!(around('마'), None);
        assert_eq!(around('바'), None);
    }
}
