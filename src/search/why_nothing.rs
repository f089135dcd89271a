//! Why a query found nothing: which of its words no judgment has, and what they were searched as.

use tantivy::Term;
use tantivy::schema::Field;

use super::SearchError;
use super::suggest;
use super::words::distinct;
use crate::analysis::{Analyser, TokenKind};
use crate::index::IndexReader;
use crate::query::{Node, Query};

/// Lines that say, word by word, what was not found.
pub(super) fn explain(
    reader: &IndexReader,
    analyser: &mut Analyser,
    query: &Query,
) -> Result<Vec<String>, SearchError> {
    let mut lines = vec!["nothing found".to_owned()];
    let mut leaves = Vec::new();
    collect_leaves(query, &mut leaves);
    for leaf in leaves {
        match leaf {
            Node::Words(text) | Node::Phrase { text, .. } => {
                for word in text.split_whitespace() {
                    lines.extend(explain_word(reader, analyser, word)?);
                }
            }
            Node::Case(numbers) => {
                let line = |number| format!("  {number}: no judgment has this number or cites it");
                lines.extend(numbers.iter().map(line));
            }
            Node::Statute(text) => lines.push(format!("  {text}: no judgment refers to it")),
            Node::Value(text) => {
                lines.push(format!("  {text}: no judgment has this value, or not with the rest"));
            }
            _ => {}
        }
    }
    Ok(lines)
}

fn explain_word(
    reader: &IndexReader,
    analyser: &mut Analyser,
    word: &str,
) -> Result<Option<String>, SearchError> {
    let parts = distinct(&analyser.analyse_query(word), TokenKind::Part);
    if parts.is_empty() {
        return Ok(Some(format!("  {word}: nothing to search for in this word")));
    }
    let mut missing = Vec::new();
    for part in parts {
        if !is_held(reader, reader.fields().text, &part)? {
            missing.push(part);
        }
    }
    if missing.is_empty() {
        return Ok(None);
    }
    let near = suggest::nearest(reader, word)?;
    let meant = if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(", ")) };
    Ok(Some(format!("  {word}: no judgment has {}{meant}", missing.join(", "))))
}

/// Lines that name the words of a query that no judgment has.
pub(super) fn unknown_words(
    reader: &IndexReader,
    analyser: &mut Analyser,
    query: &Query,
) -> Result<Vec<String>, SearchError> {
    let mut leaves = Vec::new();
    collect_leaves(query, &mut leaves);
    let mut lines = Vec::new();
    for leaf in leaves {
        if let Node::Words(text) | Node::Phrase { text, .. } = leaf {
            for word in text.split_whitespace() {
                if !distinct(&analyser.analyse_query(word), TokenKind::Part).is_empty() {
                    lines.extend(explain_word(reader, analyser, word)?);
                }
            }
        }
    }
    Ok(lines)
}

fn is_held(reader: &IndexReader, field: Field, text: &str) -> Result<bool, SearchError> {
    Ok(reader.searcher().doc_freq(&Term::from_field_text(field, text))? > 0)
}

fn collect_leaves<'q>(query: &'q Query, leaves: &mut Vec<&'q Node>) {
    match &query.node {
        Node::In(_, inner) | Node::Must(inner) | Node::Boost(inner, _) => collect_leaves(inner, leaves),
        Node::And(parts) | Node::Or(parts) => parts.iter().for_each(|part| collect_leaves(part, leaves)),
        Node::Not(_) => {}
        leaf => leaves.push(leaf),
    }
}
