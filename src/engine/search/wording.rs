//! How closely the wording of a judgment agrees with that of a query.
//!
//! A bag of words cannot tell the judgment that says a sentence from the many that use its words. The positions of
//! `text` (parts) and of `word` (words between blanks, with their particles) can: they show which words follow each
//! other as in the query, how long the longest run of the query's own words is, and how many of its words stand
//! close together.

use crate::index::JudgmentAddress;
use rustc_hash::FxHashMap;
use tantivy::{Searcher, Term};

use super::occurrences::{Evidence, Occurrences, inverse_document_frequency, occurrences};
use super::{Deadline, SearchError};
use crate::analysis::{Token, TokenKind};
use crate::index::{Fields, Statistics};

/// Tokens of a query that are compared: a whole page of text is recognized by its beginning.
const MOST_TOKENS: usize = 256;
/// Positions within which words stand close together: about two sentences.
const WINDOW: u32 = 80;

/// The words of a query in their order.
#[derive(Debug, Default)]
pub(super) struct Wording {
    parts: Sequence,
    words: Sequence,
}

/// Tokens of one kind: the distinct ones with their weights, and the order in which they stand.
#[derive(Debug, Default)]
struct Sequence {
    distinct: Vec<Evidence>,
    /// Positions in the query with an index into the distinct tokens, ascending.
    order: Vec<(u32, u16)>,
}

/// How far a judgment agrees with a query: each share is between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Agreement {
    /// The share of the query's parts that the judgment has, by weight.
    pub(super) coverage: f32,
    /// The share of the neighboring parts of the query that are neighbors in the judgment too, by weight.
    pub(super) adjacency: f32,
    /// The share of the query's parts that stand close together in one place of the judgment, by weight.
    pub(super) window: f32,
    /// Words of the query that follow each other in the judgment exactly as they are written.
    pub(super) run: u32,
    /// `run` as a share of the query's words.
    pub(super) run_share: f32,
}

impl Wording {
    /// Adds the tokens of a part of the query; what is added later does not follow what was there.
    pub(super) fn add(&mut self, tokens: &[Token]) {
        let parts = tokens.iter().filter(|token| token.kind == TokenKind::Part && token.primary);
        self.parts.add(parts.map(|token| (token.position, token.text.as_str())));
        // The field `word` counts words, not parts.
        let words = tokens.iter().filter(|token| token.kind == TokenKind::Word);
        self.words.add((0..).zip(words.map(|token| token.text.as_str())));
    }

    /// Whether there is nothing to compare.
    pub(super) fn is_empty(&self) -> bool {
        self.parts.order.is_empty()
    }

    /// How many words the query has, as far as they are compared.
    pub(super) fn words(&self) -> usize {
        self.words.order.len()
    }

    /// The weight of all distinct parts.
    pub(super) fn weight(&self) -> f32 {
        self.parts.distinct.iter().map(|part| part.weight).sum()
    }

    /// Weighs the parts by how rare they are; one that no judgment has weighs nothing.
    pub(super) fn weigh(&mut self, statistics: &Statistics, fields: &Fields) -> Result<(), SearchError> {
        let judgments = statistics.judgments();
        for part in &mut self.parts.distinct {
            let holding = statistics.holding(&Term::from_field_text(fields.text, &part.term))?;
            part.weight = inverse_document_frequency(judgments, holding);
        }
        Ok(())
    }

    /// How far each of the judgments agrees, in their order. Call [`weigh`](Self::weigh) before.
    pub(super) fn agreements(
        &self,
        searcher: &Searcher,
        fields: &Fields,
        judgments: &[JudgmentAddress],
        deadline: &Deadline,
    ) -> Result<Vec<Agreement>, SearchError> {
        let parts = occurrences(searcher, fields.text, &self.parts.distinct, judgments, deadline)?;
        let words = occurrences(searcher, fields.word, &self.words.distinct, judgments, deadline)?;
        let mut agreements = Vec::with_capacity(parts.len());
        for (parts, words) in parts.iter().zip(&words) {
            deadline.check()?;
            agreements.push(self.agreement(parts, words));
        }
        Ok(agreements)
    }

    fn agreement(&self, parts: &Occurrences, words: &Occurrences) -> Agreement {
        let weight = self.weight().max(f32::MIN_POSITIVE);
        let run = self.words.longest_run(words);
        Agreement {
            coverage: self.parts.present(parts) / weight,
            adjacency: self.parts.neighbors(parts),
            window: self.parts.best_window(parts) / weight,
            run,
            run_share: run as f32 / self.words.order.len().max(1) as f32,
        }
    }
}

impl Sequence {
    fn add<'t>(&mut self, tokens: impl Iterator<Item = (u32, &'t str)>) {
        let first = self.order.last().map_or(0, |&(last, _)| last + 2);
        for (position, text) in tokens {
            if self.order.len() >= MOST_TOKENS {
                return;
            }
            let known = self.distinct.iter().position(|known| known.term == text);
            let index = known.unwrap_or_else(|| {
                self.distinct.push(Evidence { term: text.to_owned(), weight: 0.0 });
                self.distinct.len() - 1
            });
            self.order.push((first + position, index as u16));
        }
    }

    fn weight_of(&self, index: u16) -> f32 {
        self.distinct[usize::from(index)].weight
    }

    fn present(&self, places: &Occurrences) -> f32 {
        let mut seen = vec![false; self.distinct.len()];
        for &(_, index) in places {
            seen[usize::from(index)] = true;
        }
        seen.iter().zip(&self.distinct).filter(|(seen, _)| **seen).map(|(_, known)| known.weight).sum()
    }

    /// Pairs of tokens that follow each other here as in the query, by the lighter one's weight, as a share of all.
    fn neighbors(&self, places: &Occurrences) -> f32 {
        let following = Following::of(self, places);
        let mut all = 0.0;
        let mut found = 0.0;
        for pair in self.order.windows(2) {
            let [(at, one), (next_at, next)] = [pair[0], pair[1]];
            let weight = self.weight_of(one).min(self.weight_of(next));
            all += self.weight_of(one);
            if weight > 0.0 && following.is_found(one, next_at - at, next) {
                found += weight;
            }
        }
        all += self.order.last().map_or(0.0, |&(_, last)| self.weight_of(last));
        found / all.max(f32::MIN_POSITIVE)
    }

    /// The most that is found within [`WINDOW`] positions, each token once.
    fn best_window(&self, places: &Occurrences) -> f32 {
        let mut times = vec![0u32; self.distinct.len()];
        let (mut sum, mut best, mut first) = (0.0f32, 0.0f32, 0);
        for &(place, index) in places {
            if times[usize::from(index)] == 0 {
                sum += self.weight_of(index);
            }
            times[usize::from(index)] += 1;
            while place - places[first].0 > WINDOW {
                let left = places[first].1;
                times[usize::from(left)] -= 1;
                if times[usize::from(left)] == 0 {
                    sum -= self.weight_of(left);
                }
                first += 1;
            }
            best = best.max(sum);
        }
        best
    }

    /// The longest run of tokens that follow each other here, one position after the other, as in the query.
    fn longest_run(&self, places: &Occurrences) -> u32 {
        let mut ends: Vec<Vec<usize>> = vec![Vec::new(); self.distinct.len()];
        for (end, &(_, index)) in self.order.iter().enumerate() {
            ends[usize::from(index)].push(end);
        }
        // Runs by the place in the query at which they end, each with the place at which it was found.
        let mut runs: Vec<(u32, u32)> = vec![(u32::MAX, 0); self.order.len()];
        let mut best = 0;
        for &(place, index) in places {
            // From the last end to the first, so that what ended at the place before is still there.
            for &end in ends[usize::from(index)].iter().rev() {
                let before =
                    end.checked_sub(1).filter(|&before| self.order[before].0 + 1 == self.order[end].0);
                let before =
                    before.map(|before| runs[before]).filter(|&(at, _)| at.checked_add(1) == Some(place));
                let run = 1 + before.map_or(0, |(_, run)| run);
                runs[end] = (place, run);
                best = best.max(run);
            }
        }
        best
    }
}

/// Which pairs of neighboring tokens of a query are neighbors in a judgment, found in one pass over it.
struct Following {
    /// Whether a token is followed by another one this many positions on.
    found: FxHashMap<(u16, u32, u16), bool>,
}

impl Following {
    fn of(sequence: &Sequence, places: &Occurrences) -> Self {
        let mut steps: Vec<Vec<u32>> = vec![Vec::new(); sequence.distinct.len()];
        let mut found = FxHashMap::default();
        for pair in sequence.order.windows(2) {
            let [(at, one), (next_at, next)] = [pair[0], pair[1]];
            let of_one = &mut steps[usize::from(one)];
            if !of_one.contains(&(next_at - at)) {
                of_one.push(next_at - at);
            }
            found.insert((one, next_at - at, next), false);
        }
        for (i, &(place, one)) in places.iter().enumerate() {
            for &step in &steps[usize::from(one)] {
                let rest = &places[i..];
                let first = rest.partition_point(|&(other, _)| other < place + step);
                for &(_, next) in rest[first..].iter().take_while(|&&(other, _)| other == place + step) {
                    if let Some(is_found) = found.get_mut(&(one, step, next)) {
                        *is_found = true;
                    }
                }
            }
        }
        Self { found }
    }

    fn is_found(&self, one: u16, step: u32, next: u16) -> bool {
        self.found.get(&(one, step, next)).copied().unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::float_cmp, reason = "sums of halves and quarters are exact")]

    use super::*;
    use crate::processor_time::least_time;
    use panrye_text::span::Span;

    fn token(kind: TokenKind, text: &str, position: u32) -> Token {
        Token { kind, text: text.into(), position, span: Span::new(0, 0), primary: true }
    }

    /// A wording of parts that each weigh 1, given by letters; the same letters are its words.
    fn wording(letters: &str) -> Wording {
        let mut wording = Wording::default();
        for kind in [TokenKind::Part, TokenKind::Word] {
            let tokens: Vec<Token> =
                letters.chars().zip(0..).map(|(c, i)| token(kind, &c.to_string(), i)).collect();
            wording.add(&tokens);
        }
        for part in &mut wording.parts.distinct {
            part.weight = 1.0;
        }
        wording
    }

    fn places(wording: &Wording, text: &str) -> Occurrences {
        let index = |c: char| wording.parts.distinct.iter().position(|known| known.term == c.to_string());
        text.chars()
            .enumerate()
            .filter_map(|(i, c)| Some((u32::try_from(i).unwrap(), u16::try_from(index(c)?).unwrap())))
            .collect()
    }

    fn agreement(query: &str, text: &str) -> Agreement {
        let wording = wording(query);
        let places = places(&wording, text);
        wording.agreement(&places, &places)
    }

    #[test]
    fn the_text_of_the_query_itself_agrees_in_full() {
        let all = agreement("abcd", "..abcd..");
        assert_eq!((all.coverage, all.window, all.run, all.run_share), (1.0, 1.0, 4, 1.0));
        assert_eq!(all.adjacency, 0.75, "three pairs of four parts");
    }

    #[test]
    fn the_same_words_in_another_order_agree_less() {
        let other = agreement("abcd", "dcba");
        assert_eq!((other.coverage, other.adjacency, other.run), (1.0, 0.0, 1));
        assert_eq!(agreement("abcd", "ab.cd").run, 2);
        assert_eq!(agreement("abab", "xababx").run, 4);
    }

    #[test]
    fn words_far_apart_are_not_in_one_window() {
        let far = format!("a{}b", ".".repeat(200));
        assert_eq!(agreement("ab", &far).window, 0.5);
        assert_eq!(agreement("ab", &far).coverage, 1.0);
    }

    #[test]
    fn parts_of_a_query_added_later_do_not_follow_the_earlier_ones() {
        let mut wording = wording("ab");
        wording.add(&[token(TokenKind::Word, "c", 0)]);
        let words = vec![(0, 0), (1, 1), (2, 2)];
        assert_eq!(wording.words.longest_run(&words), 2);
    }

    #[test]
    fn a_text_four_times_as_long_takes_about_four_times_as_long() {
        let wording = wording(&"ab".repeat(64));
        let time_of = |length: usize| {
            let text = "ab.".repeat(length);
            let places = places(&wording, &text);
            least_time(|| assert!(wording.agreement(&places, &places).run > 0))
        };
        let (one, four) = (time_of(20_000), time_of(80_000));
        assert!(four <= one * 8 + std::time::Duration::from_millis(20), "{one:?}, {four:?}");
    }

    #[test]
    fn nothing_agrees_with_nothing() {
        assert_eq!(agreement("", "abc"), Agreement::default());
        assert!(Wording::default().is_empty());
    }
}
