//! Highlights: which characters of a passage the query found.
//!
//! tantivy's own snippets count bytes and mark the parts of a compound one by one; here the tokens carry their spans
//! in the original text, and ranges that touch are merged, so that 손해배상 is one highlight.

use std::collections::HashSet;

use crate::analysis::{Analyser, TokenKind};
use crate::span::Span;

/// The spans of `text` whose tokens are among `terms`, ascending, touching ones merged.
pub(super) fn highlights(analyser: &mut Analyser, text: &str, terms: &HashSet<String>) -> Vec<Span> {
    let mut spans: Vec<Span> = analyser
        .analyse(text)
        .tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Part && terms.contains(token.text.as_str()))
        .map(|token| token.span)
        .collect();
    spans.sort_unstable();
    merge(spans)
}

fn merge(spans: Vec<Span>) -> Vec<Span> {
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_that_touch_are_one() {
        let spans = [(0, 6), (6, 12), (13, 16), (14, 15)].map(|(start, end)| Span::new(start, end));
        assert_eq!(merge(spans.to_vec()), vec![Span::new(0, 12), Span::new(13, 16)]);
    }
}
