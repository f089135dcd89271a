//! Why a query found nothing: which of its words no judgment has, and what they were searched as.

use std::collections::HashSet;

use tantivy::Term;

use super::words::distinct;
use super::{Deadline, Missing, SearchError, suggest};
use crate::analysis::{Analyzer, TokenKind};
use crate::index::IndexReader;
use crate::query::{Node, Query};

/// Parts of a query that are named, with suggestions; nobody reads more, and each costs a walk through the dictionary.
const NAMED: usize = 10;

/// What of a query is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// Everything that can have been the reason why nothing was found.
    Reasons,
    /// The words that no judgment has.
    UnknownWords,
}

/// What no judgment has, part by part, each once.
pub(super) fn missing(
    reader: &IndexReader,
    analyzer: &mut Analyzer,
    query: &Query,
    told: Told,
    deadline: &Deadline,
) -> Result<Vec<Missing>, SearchError> {
    let mut leaves = Vec::new();
    collect_leaves(query, &mut leaves);
    let mut list =
        List { reader, analyzer, told, deadline, named: Vec::new(), seen: HashSet::new(), others: 0 };
    for leaf in leaves {
        list.add_leaf(leaf)?;
    }
    if list.others > 0 {
        list.named.push(Missing::Others(list.others));
    }
    Ok(list.named)
}

/// The missing parts so far.
struct List<'a> {
    reader: &'a IndexReader,
    analyzer: &'a mut Analyzer,
    told: Told,
    deadline: &'a Deadline,
    named: Vec<Missing>,
    seen: HashSet<String>,
    others: usize,
}

impl List<'_> {
    fn add_leaf(&mut self, leaf: &Node) -> Result<(), SearchError> {
        let reasons = self.told == Told::Reasons;
        match leaf {
            Node::Words(text) | Node::Phrase { text, .. } => {
                text.split_whitespace().try_for_each(|word| self.add_word(word))?;
            }
            Node::Case(numbers) if reasons => {
                for number in numbers {
                    self.add(number.to_string(), Missing::Case);
                }
            }
            Node::Statute(text) if reasons => self.add(text.clone(), Missing::Statute),
            Node::Value(text) if reasons => self.add(text.clone(), Missing::Value),
            _ => {}
        }
        Ok(())
    }

    fn add(&mut self, written: String, missing: fn(String) -> Missing) {
        if self.seen.insert(written.clone()) {
            self.name(missing(written));
        }
    }

    fn name(&mut self, missing: Missing) {
        if self.named.len() < NAMED {
            self.named.push(missing);
        } else {
            self.others += 1;
        }
    }

    fn add_word(&mut self, word: &str) -> Result<(), SearchError> {
        if !self.seen.insert(word.to_owned()) {
            return Ok(());
        }
        self.deadline.check()?;
        let parts = distinct(&self.analyzer.analyze_query(word), TokenKind::Part);
        if parts.is_empty() {
            if self.told == Told::Reasons {
                self.name(Missing::Nothing(word.to_owned()));
            }
            return Ok(());
        }
        let mut unknown = Vec::new();
        for part in parts {
            if !self.is_in_index(&part)? {
                unknown.push(part);
            }
        }
        if !unknown.is_empty() {
            let named = self.named.len() < NAMED;
            let near = if named { suggest::nearest(self.reader, word)? } else { Vec::new() };
            self.name(Missing::Word { word: word.to_owned(), parts: unknown, near });
        }
        Ok(())
    }

    fn is_in_index(&self, part: &str) -> Result<bool, SearchError> {
        let term = Term::from_field_text(self.reader.fields().text, part);
        Ok(self.reader.statistics().holding(&term)? > 0)
    }
}

fn collect_leaves<'q>(query: &'q Query, leaves: &mut Vec<&'q Node>) {
    match &query.node {
        Node::In(_, inner) | Node::Must(inner) | Node::Boost(inner, _) => collect_leaves(inner, leaves),
        Node::And(parts) | Node::Or(parts) => parts.iter().for_each(|part| collect_leaves(part, leaves)),
        Node::Not(_) => {}
        leaf => leaves.push(leaf),
    }
}
