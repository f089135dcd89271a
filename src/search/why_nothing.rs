//! Why a query found nothing: which of its words no judgment has, and what they were searched as.

use tantivy::Term;
use tantivy::schema::Field;

use super::suggest;
use super::words::distinct;
use super::{Missing, SearchError};
use crate::analysis::{Analyser, TokenKind};
use crate::index::IndexReader;
use crate::query::{Node, Query};

/// What was not found, word by word.
pub(super) fn explain(
    reader: &IndexReader,
    analyser: &mut Analyser,
    query: &Query,
) -> Result<Vec<Missing>, SearchError> {
    let mut missing = Vec::new();
    let mut leaves = Vec::new();
    collect_leaves(query, &mut leaves);
    for leaf in leaves {
        match leaf {
            Node::Words(text) | Node::Phrase { text, .. } => {
                for word in text.split_whitespace() {
                    missing.extend(explain_word(reader, analyser, word)?);
                }
            }
            Node::Case(numbers) => {
                missing.extend(numbers.iter().map(|number| Missing::Case(number.to_string())));
            }
            Node::Statute(text) => missing.push(Missing::Statute(text.clone())),
            Node::Value(text) => missing.push(Missing::Value(text.clone())),
            _ => {}
        }
    }
    Ok(missing)
}

fn explain_word(
    reader: &IndexReader,
    analyser: &mut Analyser,
    word: &str,
) -> Result<Option<Missing>, SearchError> {
    let parts = distinct(&analyser.analyse_query(word), TokenKind::Part);
    if parts.is_empty() {
        return Ok(Some(Missing::Nothing(word.to_owned())));
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
    Ok(Some(Missing::Word { word: word.to_owned(), parts: missing, near }))
}

/// The words of a query that no judgment has.
pub(super) fn unknown_words(
    reader: &IndexReader,
    analyser: &mut Analyser,
    query: &Query,
) -> Result<Vec<Missing>, SearchError> {
    let mut leaves = Vec::new();
    collect_leaves(query, &mut leaves);
    let mut missing = Vec::new();
    for leaf in leaves {
        if let Node::Words(text) | Node::Phrase { text, .. } = leaf {
            for word in text.split_whitespace() {
                if !distinct(&analyser.analyse_query(word), TokenKind::Part).is_empty() {
                    missing.extend(explain_word(reader, analyser, word)?);
                }
            }
        }
    }
    Ok(missing)
}

fn is_held(reader: &IndexReader, field: Field, text: &str) -> Result<bool, SearchError> {
    Ok(reader.statistics().holding(&Term::from_field_text(field, text))? > 0)
}

fn collect_leaves<'q>(query: &'q Query, leaves: &mut Vec<&'q Node>) {
    match &query.node {
        Node::In(_, inner) | Node::Must(inner) | Node::Boost(inner, _) => collect_leaves(inner, leaves),
        Node::And(parts) | Node::Or(parts) => parts.iter().for_each(|part| collect_leaves(part, leaves)),
        Node::Not(_) => {}
        leaf => leaves.push(leaf),
    }
}
