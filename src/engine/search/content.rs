//! Words of the decision itself (판례내용), not of its points and references.
//!
//! The field `text` begins with 판례내용, and the column `content_end` says at which position it ends; so a judgment
//! has a word in its decision if the word is at an earlier position. That is found out when the query is planned.

use crate::index::JudgmentAddress;
use std::collections::{HashMap, HashSet};

use tantivy::collector::DocSetCollector;
use tantivy::index::SegmentId;
use tantivy::query::{ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, TantivyError};

use super::occurrences::{DistinctWords, Occurrences, occurrences};
use super::{Deadline, SearchError};
use crate::analysis::{Analysis, TokenKind};
use crate::index::{Fields, Statistics};

/// The judgments that match a query on `text` inside their decision: any of the words of the analysis where `phrase`
/// is not set, else all of them there, and with no words of play in their order.
pub(super) fn in_content(
    statistics: &Statistics,
    fields: &Fields,
    matching: &dyn Query,
    analysis: &Analysis,
    phrase: Option<u32>,
    deadline: &Deadline,
) -> Result<Box<dyn Query>, SearchError> {
    let searcher = statistics.searcher();
    let tokens = analysis.tokens.iter().filter(|token| token.kind == TokenKind::Part && token.primary);
    let mut words = DistinctWords::default();
    let mut sequence: Vec<(u32, u16)> = Vec::new();
    for token in tokens {
        sequence.push((token.position, words.place(&token.text)));
    }
    let words = words.into_evidence();
    let judgments = deadline.search(statistics, matching, DocSetCollector)?;
    let mut judgments: Vec<JudgmentAddress> = judgments.into_iter().map(JudgmentAddress::of).collect();
    judgments.sort_unstable();
    let ends = content_ends(searcher, &judgments)?;
    let found = occurrences(searcher, fields.text, &words, &judgments, deadline)?;
    let mut these: HashMap<SegmentId, Vec<DocId>> = HashMap::new();
    for ((address, end), places) in judgments.iter().zip(ends).zip(&found) {
        let inside = places.partition_point(|&(place, _)| u64::from(place) < end);
        let places = places.get(..inside).unwrap_or(places).to_vec();
        let is_there = match phrase {
            None => !places.is_empty(),
            Some(0) => in_sequence(&places, &sequence),
            Some(_) => places.iter().map(|&(_, word)| word).collect::<HashSet<u16>>().len() == words.len(),
        };
        if is_there {
            let segment = searcher.segment_reader(address.segment_ord).segment_id();
            these.entry(segment).or_default().push(address.doc_id);
        }
    }
    Ok(Box::new(TheseJudgments(these)))
}

fn content_ends(searcher: &Searcher, judgments: &[JudgmentAddress]) -> Result<Vec<u64>, SearchError> {
    let mut ends = Vec::with_capacity(judgments.len());
    for group in judgments.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
        let column = searcher.segment_reader(group[0].segment_ord).fast_fields().u64("content_end")?;
        ends.extend(group.iter().map(|address| column.first(address.doc_id).unwrap_or(0)));
    }
    Ok(ends)
}

/// Whether the words stand one after the other as in the query.
fn in_sequence(places: &Occurrences, sequence: &[(u32, u16)]) -> bool {
    let Some(&(first_at, first)) = sequence.first() else { return false };
    places.iter().filter(|(_, word)| *word == first).any(|&(place, _)| {
        sequence.iter().all(|&(at, word)| places.binary_search(&(place + (at - first_at), word)).is_ok())
    })
}

/// A set of judgments, whatever they hold.
#[derive(Debug, Clone)]
struct TheseJudgments(HashMap<SegmentId, Vec<DocId>>);

impl Query for TheseJudgments {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for TheseJudgments {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let judgments = self.0.get(&reader.segment_id()).cloned().unwrap_or_default();
        Ok(Box::new(ConstScorer::new(Listed { judgments, at: 0 }, boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let listed = self.0.get(&reader.segment_id()).is_some_and(|these| these.binary_search(&doc).is_ok());
        if listed {
            Ok(Explanation::new("in the decision itself", 1.0))
        } else {
            Err(TantivyError::InvalidArgument(format!("document {doc} does not match")))
        }
    }
}

/// Documents of one segment, ascending.
struct Listed {
    judgments: Vec<DocId>,
    at: usize,
}

impl DocSet for Listed {
    fn advance(&mut self) -> DocId {
        self.at += 1;
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.judgments.get(self.at).copied().unwrap_or(TERMINATED)
    }

    fn size_hint(&self) -> u32 {
        u32::try_from(self.judgments.len()).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_sequence_follow_each_other() {
        let sequence = [(0, 0), (1, 1), (3, 0)];
        assert!(in_sequence(&vec![(4, 0), (5, 1), (7, 0)], &sequence));
        assert!(!in_sequence(&vec![(4, 0), (5, 1), (6, 0)], &sequence));
        assert!(!in_sequence(&vec![(4, 0)], &[]));
    }

    #[test]
    fn listed_documents_come_in_their_order_and_end() {
        let mut listed = Listed { judgments: vec![2, 5], at: 0 };
        assert_eq!((listed.doc(), listed.advance(), listed.advance()), (2, 5, TERMINATED));
        assert_eq!(Listed { judgments: Vec::new(), at: 0 }.doc(), TERMINATED);
    }
}
