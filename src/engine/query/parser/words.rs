//! Words without a field: where one ends, which of them are one stretch, and the case numbers among them.

use std::collections::HashSet;

use super::Parser;
use crate::query::bounds::Bound;
use crate::query::case_leaf::case_leaves;
use crate::query::error::QueryError;
use crate::query::{Node, Query};
use panrye_law::case_number::CaseNumber;
use panrye_text::span::Span;

impl<'t> Parser<'t> {
    /// A word: up to a blank, a boost, or the bracket that closes the group (not one that the word itself opened).
    pub(super) fn word(&mut self) -> &'t str {
        let rest = self.rest();
        let mut open = 0u32;
        let mut end = rest.len();
        for (at, c) in rest.char_indices() {
            match c {
                '(' => open += 1,
                ')' if open > 0 => open -= 1,
                ')' if self.depth > 0 => {
                    end = at;
                    break;
                }
                '^' if rest
                    .get(at + 1..)
                    .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
                    && at > 0 =>
                {
                    end = at;
                    break;
                }
                c if c.is_whitespace() => {
                    end = at;
                    break;
                }
                _ => {}
            }
        }
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    /// Plain words, with the case numbers among them as leaves of their own.
    pub(super) fn split_words(&self, part: Query) -> Vec<Query> {
        let Node::Words(_) = part.node else { return vec![part] };
        let text = part.span.of(self.text);
        let leaves = case_leaves(text);
        let mut parts = Vec::new();
        let mut at = 0;
        let words = |from: usize, to: usize, parts: &mut Vec<Query>| {
            let stretch = text.get(from..to).unwrap_or_default();
            if stretch.contains(char::is_alphanumeric) {
                let start = part.span.start + from + (stretch.len() - stretch.trim_start().len());
                let node = Node::Words(stretch.trim().to_owned());
                parts.push(Query::new(node, Span::new(start, start + stretch.trim().len())));
            }
        };
        for leaf in leaves {
            words(at, leaf.span.start, &mut parts);
            at = leaf.span.end;
            parts.push(Query::new(Node::Case(leaf.numbers), leaf.span.shifted(part.span.start)));
        }
        words(at, text.len(), &mut parts);
        parts
    }
}

/// Adds a part; plain words next to plain words are one stretch of words.
pub(super) fn push_joined(parts: &mut Vec<Query>, part: Query, wanted: bool) {
    match (parts.last_mut(), &part.node) {
        (Some(Query { node: Node::Words(text), span }), Node::Words(more)) if !wanted => {
            text.push(' ');
            text.push_str(more);
            span.end = part.span.end;
        }
        _ => parts.push(part),
    }
}

/// Of the same case numbers asked for twice, the first: a pasted page names one judgment again and again.
pub(super) fn without_repeated_cases(mut parts: Vec<Query>) -> Vec<Query> {
    let mut seen: HashSet<Vec<CaseNumber>> = HashSet::new();
    parts.retain(|part| match &part.node {
        Node::Case(numbers) => seen.insert(numbers.clone()),
        _ => true,
    });
    parts
}

/// A word of plain text at `start`: a prefix where it ends in `*`, nothing where it has neither letters nor digits.
pub(super) fn word_node(word: &str, start: usize) -> Result<Option<Node>, QueryError> {
    if !word.contains(char::is_alphanumeric) {
        return Ok(None);
    }
    let prefix = word
        .strip_suffix('*')
        .filter(|stem| stem.chars().all(char::is_alphanumeric) && stem.chars().count() > 1);
    let Some(stem) = prefix else { return Ok(Some(Node::Words(word.to_owned()))) };
    Bound::Prefix.of_length(stem, start, Bound::PREFIX)?;
    Ok(Some(Node::Prefix(stem.to_owned())))
}
