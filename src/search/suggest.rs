//! Terms of the index that are nearly a word that no judgment has.
//!
//! Words are compared letter by letter of the alphabet (jamo), as they are typed: `손햬` is one slip away from `손해`,
//! while as syllables it would be a different word. The dictionary is read from end to end, which only a word in vain
//! is worth.

use tantivy::schema::Field;
use unicode_normalization::UnicodeNormalization;

use super::SearchError;
use crate::index::IndexReader;

/// Terms that are suggested at most.
const SUGGESTED: usize = 3;
/// Words of more letters than this are no slip of the finger.
const LONGEST: usize = 60;

/// The nearest terms, the nearest and then the most frequent first.
pub(super) fn nearest(reader: &IndexReader, word: &str) -> Result<Vec<String>, SearchError> {
    let wanted: Vec<char> = word.to_lowercase().nfd().collect();
    if wanted.len() > LONGEST {
        return Ok(Vec::new());
    }
    let slips = if word.chars().count() <= 2 { 1 } else { 2 };
    let mut found: Vec<(usize, std::cmp::Reverse<u64>, String)> = Vec::new();
    for field in [reader.fields().whole, reader.fields().text] {
        add_nearest(reader, field, &wanted, slips, &mut found)?;
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
    slips: usize,
    found: &mut Vec<(usize, std::cmp::Reverse<u64>, String)>,
) -> Result<(), SearchError> {
    for segment in reader.searcher().segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().stream()?;
        while terms.advance() {
            let Ok(term) = std::str::from_utf8(terms.key()) else { continue };
            let letters: Vec<char> = term.nfd().take(wanted.len() + slips + 1).collect();
            if letters.len().abs_diff(wanted.len()) > slips {
                continue;
            }
            let distance = distance(wanted, &letters);
            if distance <= slips && distance > 0 {
                let judgments = u64::from(terms.value().doc_freq);
                found.push((distance, std::cmp::Reverse(judgments), term.to_owned()));
            }
        }
    }
    Ok(())
}

/// Letters to add, leave out, change or swap with the next one.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let mut least = (last[j] + usize::from(a != b)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                least = least.min(before_last[j - 1] + 1);
            }
            row.push(least);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted_in_letters() {
        let letters = |word: &str| -> Vec<char> { word.nfd().collect() };
        for (one, other, expected) in [
            ("손해", "손해", 0),
            ("손햬", "손해", 1),
            ("손해", "손해배상", 5),
            ("배성", "배상", 1),
            ("abc", "acb", 1),
            ("", "가", 2),
        ] {
            assert_eq!(distance(&letters(one), &letters(other)), expected, "{one} {other}");
        }
    }
}
