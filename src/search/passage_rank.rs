//! Which passages of a judgment say why it was found.
//!
//! The postings of `text` know where in a judgment each word stands, and each stored passage knows at which position
//! it begins; so the passages of a hit are ranked from the postings alone, without analysing its text again. The cost
//! is one seek a word and hit.

use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, DocSet, Searcher, SegmentOrdinal, Term};

use super::SearchError;
use crate::index::{Fields, StoredPassage};
use crate::judgment::Section;

/// A word of the query that passages are ranked by.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Evidence {
    /// The word as the index has it.
    pub(super) term: String,
    /// How much its presence says: its inverse document frequency.
    pub(super) weight: f32,
}

/// Where the words of the query stand in one judgment: positions in `text` with the word that stands there.
pub(super) type Occurrences = Vec<(u32, u16)>;

/// Weighs the words of a query by how rare they are, each word once; words that no judgment has are left out.
pub(super) fn weigh(
    searcher: &Searcher,
    fields: &Fields,
    words: &[String],
) -> Result<Vec<Evidence>, SearchError> {
    let judgments = searcher.num_docs() as f32;
    let mut evidence: Vec<Evidence> = Vec::with_capacity(words.len());
    for word in words {
        if evidence.iter().any(|known| known.term == *word) {
            continue;
        }
        let holding = searcher.doc_freq(&Term::from_field_text(fields.text, word))? as f32;
        if holding > 0.0 {
            let weight = (1.0 + (judgments - holding + 0.5).max(0.0) / (holding + 0.5)).ln();
            evidence.push(Evidence { term: word.clone(), weight });
        }
    }
    Ok(evidence)
}

/// Finds the words in the judgments, in the order of `hits`.
pub(super) fn occurrences(
    searcher: &Searcher,
    fields: &Fields,
    evidence: &[Evidence],
    hits: &[DocAddress],
) -> Result<Vec<Occurrences>, SearchError> {
    let mut found = vec![Occurrences::new(); hits.len()];
    let mut order: Vec<usize> = (0..hits.len()).collect();
    order.sort_unstable_by_key(|&i| hits[i]);
    for group in order.chunk_by(|&a, &b| hits[a].segment_ord == hits[b].segment_ord) {
        let segment = hits[group[0]].segment_ord;
        for (word, known) in evidence.iter().enumerate() {
            let docs = group.iter().map(|&i| (i, hits[i].doc_id));
            seek_all(searcher, fields, segment, &known.term, docs, |hit, position| {
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
    fields: &Fields,
    segment: SegmentOrdinal,
    word: &str,
    docs: impl Iterator<Item = (usize, DocId)>,
    mut sink: impl FnMut(usize, u32),
) -> Result<(), SearchError> {
    let inverted = searcher.segment_reader(segment).inverted_index(fields.text)?;
    let term = Term::from_field_text(fields.text, word);
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

/// The passages that hold a word of the query, best first, at most `limit`.
///
/// A passage scores by the distinct words that it holds, each by its rarity; repetition adds little; words that
/// follow each other as in the query add half of the rarer one's weight; long passages pay a little for their length.
pub(super) fn best_passages(
    passages: &[StoredPassage],
    occurrences: &Occurrences,
    evidence: &[Evidence],
    limit: usize,
) -> Vec<usize> {
    let mut by_position: Vec<usize> = (0..passages.len()).collect();
    by_position.sort_by_key(|&i| passages[i].position);
    let mut scored: Vec<(f32, usize)> = Vec::new();
    let mut rest = occurrences.as_slice();
    for (order, &i) in by_position.iter().enumerate() {
        let end = by_position.get(order + 1).map_or(u32::MAX, |&next| passages[next].position);
        let inside = rest.partition_point(|&(position, _)| position < end);
        let (here, after) = rest.split_at(inside);
        rest = after;
        if !here.is_empty() {
            scored.push((passage_score(&passages[i], here, evidence), i));
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    scored.into_iter().take(limit).map(|(_, i)| i).collect()
}

fn passage_score(passage: &StoredPassage, here: &[(u32, u16)], evidence: &[Evidence]) -> f32 {
    let mut times = vec![0u16; evidence.len()];
    for &(_, word) in here {
        times[usize::from(word)] = times[usize::from(word)].saturating_add(1);
    }
    let held: f32 = times
        .iter()
        .zip(evidence)
        .map(|(&times, word)| word.weight * f32::from(times) * 1.5 / (f32::from(times) + 0.5))
        .sum();
    let in_sequence: f32 = here
        .iter()
        .zip(here.iter().skip(1))
        .filter(|((at, word), (next_at, next))| at + 1 == *next_at && word + 1 == *next)
        .map(|((_, word), (_, next))| {
            evidence[usize::from(*word)].weight.min(evidence[usize::from(*next)].weight) * 0.5
        })
        .sum();
    let length = passage.span().len() as f32;
    (held + in_sequence) * prior(passage.section()) / (1.0 + length / 6_000.0)
}

/// What was held is worth more than what was asked, and both more than lists of references.
const fn prior(section: Section) -> f32 {
    match section {
        Section::Holdings => 1.15,
        Section::Issues => 1.1,
        Section::Content => 1.0,
        Section::Statutes | Section::Cases => 0.5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn passage(section: Section, position: u32) -> StoredPassage {
        StoredPassage::new(section, Span::new(0, 300), position)
    }

    fn evidence(weights: &[f32]) -> Vec<Evidence> {
        weights.iter().map(|&weight| Evidence { term: String::new(), weight }).collect()
    }

    #[test]
    fn the_passage_with_more_and_rarer_words_comes_first() {
        let passages =
            [passage(Section::Content, 0), passage(Section::Content, 10), passage(Section::Content, 20)];
        let found = vec![(1, 0), (2, 0), (3, 0), (12, 0), (15, 1), (25, 1)];
        assert_eq!(best_passages(&passages, &found, &evidence(&[1.0, 3.0]), 3), vec![1, 2, 0]);
    }

    #[test]
    fn words_in_the_order_of_the_query_win() {
        let passages = [passage(Section::Content, 0), passage(Section::Content, 10)];
        let found = vec![(1, 1), (5, 0), (12, 0), (13, 1)];
        assert_eq!(best_passages(&passages, &found, &evidence(&[1.0, 1.0]), 1), vec![1]);
    }

    #[test]
    fn a_passage_without_any_word_is_not_shown() {
        let passages = [passage(Section::Content, 0), passage(Section::Content, 10)];
        assert_eq!(best_passages(&passages, &vec![(11, 0)], &evidence(&[1.0]), 5), vec![1]);
    }
}
