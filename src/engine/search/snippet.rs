//! Highlights: which characters of a passage the query found.
//!
//! tantivy's own snippets analyze a text again, count bytes and mark the parts of a compound one by one; here the
//! postings say which tokens were found and the stored passage where they stand. Ranges that touch are merged, so that
//! 손해배상 is one highlight.

use crate::index::StoredPassage;
use panrye_text::span::Span;

/// The spans of the text of a passage at which words of the query stand, ascending, touching ones merged. `occurrences`
/// are those of the judgment, ascending.
pub(super) fn highlights(passage: &StoredPassage, text: &str, occurrences: &[(u32, u16)]) -> Vec<Span> {
    let first = occurrences.partition_point(|&(position, _)| position < passage.position);
    let tokens = passage.tokens(text);
    let found = occurrences[first..].iter().map_while(|(position, _)| {
        let token = position.checked_sub(passage.position)?;
        tokens.get(token as usize).copied()
    });
    let mut spans: Vec<Span> = found.collect();
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
