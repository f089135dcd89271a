//! Where the words of a query stand in the judgments that it found, read from the postings.

use crate::index::JudgmentAddress;
use std::collections::{HashMap, HashSet};

use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Searcher, SegmentOrdinal, Term};

use super::{Deadline, SearchError};
use crate::index::Statistics;

/// A word of the query that judgments and passages are ranked by.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Evidence {
    /// The word as the index has it.
    pub(super) term: String,
    /// How much its presence says: its inverse document frequency.
    pub(super) weight: f32,
}

/// Words that judgments and passages can be ranked by; a query of the language has fewer.
const MOST: usize = u16::MAX as usize;

/// Words, each once, in the order in which they first came.
#[derive(Debug, Default)]
pub(super) struct DistinctWords {
    places: HashMap<String, u16>,
    words: Vec<Evidence>,
}

impl DistinctWords {
    /// The place of a word, which is added where it is new.
    pub(super) fn place(&mut self, word: &str) -> u16 {
        if let Some(&place) = self.places.get(word) {
            return place;
        }
        let place = self.words.len().min(MOST) as u16;
        self.places.insert(word.to_owned(), place);
        self.words.push(Evidence { term: word.to_owned(), weight: 0.0 });
        place
    }

    /// The words, not yet weighed.
    pub(super) fn into_evidence(self) -> Vec<Evidence> {
        self.words
    }
}

/// Where the words of the query are in one judgment: positions in a field with the word at each, ascending.
pub(super) type Occurrences = Vec<(u32, u16)>;

/// Weighs the words of a query by how rare they are, each word once; words that no judgment has are left out.
pub(super) fn weigh(
    statistics: &Statistics,
    field: Field,
    words: &[String],
) -> Result<Vec<Evidence>, SearchError> {
    let mut evidence: Vec<Evidence> = Vec::with_capacity(words.len());
    let mut seen: HashSet<&str> = HashSet::with_capacity(words.len());
    for word in words {
        if !seen.insert(word) || evidence.len() >= MOST {
            continue;
        }
        let holding = statistics.holding(&Term::from_field_text(field, word))?;
        if holding > 0 {
            let weight = inverse_document_frequency(statistics.judgments(), holding);
            evidence.push(Evidence { term: word.clone(), weight });
        }
    }
    Ok(evidence)
}

/// How much the presence of a word says that `holding` of all `judgments` have; nothing where none has it.
pub(super) fn inverse_document_frequency(judgments: u64, holding: u64) -> f32 {
    let (judgments, holding) = (judgments as f32, holding as f32);
    if holding > 0.0 { (1.0 + (judgments - holding + 0.5).max(0.0) / (holding + 0.5)).ln() } else { 0.0 }
}

/// Finds the words in the judgments, in the order of `hits`.
pub(super) fn occurrences(
    searcher: &Searcher,
    field: Field,
    evidence: &[Evidence],
    hits: &[JudgmentAddress],
    deadline: &Deadline,
) -> Result<Vec<Occurrences>, SearchError> {
    let mut found = vec![Occurrences::new(); hits.len()];
    let mut order: Vec<usize> = (0..hits.len()).collect();
    order.sort_unstable_by_key(|&i| hits[i]);
    for group in order.chunk_by(|&a, &b| hits[a].segment_ord == hits[b].segment_ord) {
        let segment = hits[group[0]].segment_ord;
        for (word, known) in evidence.iter().enumerate() {
            deadline.check()?;
            let docs = group.iter().map(|&i| (i, hits[i].doc_id));
            seek_all(searcher, field, segment, &known.term, docs, |hit, position| {
                found[hit].push((position, word as u16));
            })?;
        }
    }
    for positions in &mut found {
        positions.sort_unstable();
    }
    Ok(found)
}

fn seek_all(
    searcher: &Searcher,
    field: Field,
    segment: SegmentOrdinal,
    word: &str,
    docs: impl Iterator<Item = (usize, DocId)>,
    mut sink: impl FnMut(usize, u32),
) -> Result<(), SearchError> {
    let inverted = searcher.segment_reader(segment).inverted_index(field)?;
    let term = Term::from_field_text(field, word);
    let Some(mut postings) = inverted.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)? else {
        return Ok(());
    };
    let mut positions = Vec::new();
    for (hit, doc) in docs {
        if postings.doc() < doc {
            postings.seek(doc);
        }
        if postings.doc() == doc {
            postings.positions(&mut positions);
            for &position in &positions {
                sink(hit, position);
            }
        }
    }
    Ok(())
}
