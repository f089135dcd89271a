//! Terms of the index that are nearly a word that no judgment has.
//!
//! Words are compared letter by letter of the alphabet (jamo), as they are typed: `손햬` is one slip away from `손해`,
//! while as syllables it would be a different word. Of the dictionary only what may be near is read.

use std::cmp::Reverse;

use tantivy::schema::Field;
use unicode_normalization::UnicodeNormalization;

use super::SearchError;
use super::near_terms::{MOST_SLIPS, NearTerms};
use crate::index::IndexReader;

/// Terms that are suggested at most.
const SUGGESTED: usize = 3;
/// Words of more letters than this are no slip of the finger.
const LONGEST: usize = 60;

/// A near term: its slips, then how many judgments have it, the most frequent first.
type Near = (usize, Reverse<u64>, String);

/// The nearest terms, the nearest and then the most frequent first.
pub(super) fn nearest(reader: &IndexReader, word: &str) -> Result<Vec<String>, SearchError> {
    let wanted: Vec<char> = word.to_lowercase().nfd().take(LONGEST + 1).collect();
    if wanted.len() > LONGEST {
        return Ok(Vec::new());
    }
    let most = if word.chars().count() <= 2 { 1 } else { MOST_SLIPS };
    let mut found: Vec<Near> = Vec::new();
    for field in [reader.fields().whole, reader.fields().text] {
        add_nearest(reader, field, &wanted, most, &mut found)?;
    }
    found.sort();
    let mut names: Vec<String> = Vec::new();
    for (_, _, name) in found {
        if names.len() < SUGGESTED && !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(names)
}

fn add_nearest(
    reader: &IndexReader,
    field: Field,
    wanted: &[char],
    most: usize,
    found: &mut Vec<Near>,
) -> Result<(), SearchError> {
    let letters: String = wanted.iter().collect();
    for segment in reader.searcher().segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().search(NearTerms::new(wanted, most)).into_stream()?;
        while terms.advance() {
            let Ok(term) = std::str::from_utf8(terms.key()) else { continue };
            let distance = strsim::osa_distance(&letters, &term.nfd().collect::<String>());
            found.push((distance, Reverse(u64::from(terms.value().doc_freq)), term.to_owned()));
        }
    }
    Ok(())
}
