//! A set of questions that an index makes of itself: what its judgments say where they cite others that it has.
//!
//! The choice hangs on the keys of the judgments and the seed alone, so the same judgments give the same set however
//! they are divided into segments. One question a citing judgment; no question twice.

use std::collections::{BTreeSet, HashSet};

use tantivy::Term;
use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;

use super::proposition::{Proposition, propositions};
use super::{Question, QuestionSet, Relevant};
use crate::graph::{Edge, cites};
use crate::index::{IndexError, IndexReader, JudgmentAddress, StoredJudgment};

/// Makes at most `wanted` questions; fewer where the index has not so many propositions that rest on judgments that it
/// holds. Another `seed` chooses others.
pub fn citation_set(reader: &IndexReader, wanted: usize, seed: u64) -> Result<QuestionSet, IndexError> {
    let mut keys: Vec<(u64, String)> = keys(reader)?.into_iter().map(|key| (lot(seed, &key), key)).collect();
    keys.sort_unstable();
    let mut questions: Vec<Question> = Vec::new();
    let mut asked = HashSet::new();
    for (lot, key) in &keys {
        if questions.len() == wanted {
            break;
        }
        let Some(citing) = judgment(reader, key)? else { continue };
        let found = question(reader, &citing, *lot, &asked)?;
        if let Some(question) = found {
            asked.insert(question.query.clone());
            questions.push(Question { id: format!("c{:05}", questions.len() + 1), ..question });
        }
    }
    Ok(QuestionSet { name: "citations".to_owned(), questions })
}

/// The keys of all judgments, each once.
fn keys(reader: &IndexReader) -> Result<BTreeSet<String>, IndexError> {
    let mut keys = BTreeSet::new();
    for segment in reader.searcher().segment_readers() {
        let index = segment.inverted_index(reader.fields().key)?;
        let mut terms = index.terms().stream()?;
        while terms.advance() {
            keys.insert(String::from_utf8_lossy(terms.key()).into_owned());
        }
    }
    Ok(keys)
}

/// The lot that a key draws.
fn lot(seed: u64, key: &str) -> u64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&seed.to_le_bytes());
    hasher.update(key.as_bytes());
    let mut first = [0; 8];
    hasher.finalize_xof().fill(&mut first);
    u64::from_le_bytes(first)
}

/// The judgment with a key; `None` where it has been deleted since.
fn judgment(reader: &IndexReader, key: &str) -> Result<Option<StoredJudgment>, IndexError> {
    let term = Term::from_field_text(reader.fields().key, key);
    let found =
        reader.searcher().search(&TermQuery::new(term, IndexRecordOption::Basic), &DocSetCollector)?;
    found.into_iter().min().map(|address| reader.judgment(JudgmentAddress::of(address))).transpose()
}

/// A question of a citing judgment: the first of its propositions, counted from one that the lot names, that rests on a
/// judgment of the index and has not been asked before.
fn question(
    reader: &IndexReader,
    citing: &StoredJudgment,
    lot: u64,
    asked: &HashSet<String>,
) -> Result<Option<Question>, IndexError> {
    let mut found = propositions(citing);
    if found.is_empty() {
        return Ok(None);
    }
    let first = lot % found.len() as u64;
    found.rotate_left(first as usize);
    let own = citing.case_numbers();
    let edges: Vec<Edge> = cites(reader, citing)?
        .into_iter()
        .filter(|edge| edge.to.in_index && !edge.to.case_numbers.iter().any(|number| own.contains(number)))
        .collect();
    Ok(found.into_iter().filter(|proposition| !asked.contains(&proposition.text)).find_map(|proposition| {
        let relevant = indexed(&proposition, &edges);
        (!relevant.is_empty()).then(|| Question {
            id: String::new(),
            query: proposition.text,
            relevant,
            excluded: vec![own.join(", ")],
        })
    }))
}

/// The judgments of the index that a proposition rests on.
fn indexed(proposition: &Proposition<'_>, edges: &[Edge]) -> Vec<Relevant> {
    let is_cited = |edge: &&Edge| {
        let numbers = proposition.citations.iter().flat_map(|citation| &citation.numbers);
        numbers.into_iter().any(|number| edge.to.case_numbers.contains(number))
    };
    edges.iter().filter(is_cited).map(|edge| Relevant::new(&edge.to.case_numbers.join(", "), 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lot_hangs_on_seed_and_key() {
        assert_eq!(lot(0, "대법원|2019다100001"), lot(0, "대법원|2019다100001"));
        assert_ne!(lot(0, "대법원|2019다100001"), lot(1, "대법원|2019다100001"));
        assert_ne!(lot(0, "대법원|2019다100001"), lot(0, "대법원|2019다100018"));
    }
}
