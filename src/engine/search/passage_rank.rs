//! Which passages of a judgment say why it was found.
//!
//! The postings of `text` know where in a judgment each word is, and each stored passage knows at which position
//! it begins; so the passages of a hit are ranked from the postings alone, without analyzing its text again. The cost
//! is one seek a word and hit.

use super::occurrences::{Evidence, Occurrences};
use crate::index::StoredPassage;
use panrye_law::judgment::Section;

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
    let mut words: Vec<u16> = Vec::new();
    let mut rest = occurrences.as_slice();
    for (order, &i) in by_position.iter().enumerate() {
        let end = by_position.get(order + 1).map_or(u32::MAX, |&next| passages[next].position);
        let inside = rest.partition_point(|&(position, _)| position < end);
        let (here, after) = rest.split_at(inside);
        rest = after;
        if !here.is_empty() {
            scored.push((passage_score(&passages[i], here, evidence, &mut words), i));
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    scored.into_iter().take(limit).map(|(_, i)| i).collect()
}

/// `words` is room for the words of the passage. What is done grows with the passage, however many words there are.
fn passage_score(
    passage: &StoredPassage,
    here: &[(u32, u16)],
    evidence: &[Evidence],
    words: &mut Vec<u16>,
) -> f32 {
    words.clear();
    words.extend(here.iter().map(|&(_, word)| word));
    words.sort_unstable();
    let present: f32 = words
        .chunk_by(PartialEq::eq)
        .map(|same| {
            let times = f32::from(u16::try_from(same.len()).unwrap_or(u16::MAX));
            evidence[usize::from(same[0])].weight * times * 1.5 / (times + 0.5)
        })
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
    (present + in_sequence) * prior(passage.section()) / (1.0 + length / 6_000.0)
}

/// What a court held is worth more than what was asked, and both more than lists of references.
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
    use crate::processor_time::least_time;
    use panrye_text::span::Span;

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
    fn what_is_done_grows_with_the_passages_and_not_with_their_words_as_well() {
        let time_of = |size: u16| {
            let passages: Vec<_> = (0..u32::from(size)).map(|at| passage(Section::Content, at)).collect();
            let found: Occurrences = (0..size).map(|word| (u32::from(word), word)).collect();
            let evidence = evidence(&vec![1.0; usize::from(size)]);
            least_time(|| assert_eq!(best_passages(&passages, &found, &evidence, 1), vec![0]))
        };
        let (one, four) = (time_of(10_000), time_of(40_000));
        assert!(four <= one * 8 + std::time::Duration::from_millis(20), "{one:?}, {four:?}");
    }

    #[test]
    fn a_passage_without_any_word_is_not_shown() {
        let passages = [passage(Section::Content, 0), passage(Section::Content, 10)];
        assert_eq!(best_passages(&passages, &vec![(11, 0)], &evidence(&[1.0]), 5), vec![1]);
    }
}
