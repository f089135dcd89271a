//! Which situations a question tells.

use std::cmp::Reverse;
use std::ops::RangeInclusive;

use rustc_hash::FxHashMap;

use super::{Lexicon, Place, Situation};
use crate::analysis::Token;

/// A situation that a question tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Met<'l> {
    /// The situation.
    pub(in super::super) situation: &'l Situation<'l>,
    /// Words of the longest of its triggers that are met.
    pub(in super::super) words: usize,
}

/// The shortest and the longest noun that is looked for across blanks, in characters.
const ACROSS: RangeInclusive<usize> = 3..=10;
/// The shortest beginning of a word that is looked for, in characters.
const SHORTEST_BEGINNING: usize = 2;
/// Characters within which the words of a trigger stand: what is told farther apart are two things.
const WINDOW: usize = 40;
/// Characters of a question that are looked through.
const LONGEST: usize = 2_000;

impl Lexicon<'_> {
    /// The situations that a question tells, those of the longest triggers first. One whose words are those of a term of the
    /// law is left out: there the question speaks law already.
    pub(in super::super) fn met(&self, text: &str, tokens: &[Token]) -> Vec<Met<'_>> {
        let letters = Letters::of(text);
        let words = letters.words(tokens);
        // Where the words of each trigger are said: at which letter, as which word of the trigger, in which form.
        let mut said: FxHashMap<(usize, usize), Vec<Said<'_>>> = FxHashMap::default();
        for &(form, at) in &words {
            for Place { situation, trigger, word, .. } in self.places_of(form) {
                let said = said.entry((situation as usize, usize::from(trigger))).or_default();
                said.push(Said { at, word: usize::from(word), form });
            }
        }
        let law: Vec<&str> =
            words.iter().map(|&(form, _)| form).filter(|form| self.terms.contains(*form)).collect();
        let is_law =
            |said: &[Said<'_>]| law.iter().any(|term| said.iter().all(|said| term.contains(said.form)));
        let mut longest: FxHashMap<usize, usize> = FxHashMap::default();
        for ((at, trigger), said) in said {
            let words = self.situations[at].triggers[trigger].words().count();
            if are_together(&said, words) && !is_law(&said) {
                let known = longest.entry(at).or_default();
                *known = words.max(*known);
            }
        }
        let mut met: Vec<(usize, usize)> = longest.into_iter().collect();
        met.sort_unstable_by_key(|&(situation, words)| (Reverse(words), situation));
        let met = met.into_iter();
        met.map(|(situation, words)| Met { situation: &self.situations[situation], words }).collect()
    }
}

/// A word of a trigger in a question.
#[derive(Debug, Clone, Copy)]
struct Said<'w> {
    at: usize,
    word: usize,
    form: &'w str,
}

/// Whether all words of a trigger stand within [`WINDOW`], given where each is said.
fn are_together(said: &[Said<'_>], words: usize) -> bool {
    let mut said: Vec<(usize, usize)> = said.iter().map(|said| (said.at, said.word)).collect();
    said.sort_unstable();
    let mut times = vec![0_usize; words];
    let (mut distinct, mut first) = (0, 0);
    for &(at, word) in &said {
        distinct += usize::from(times[word] == 0);
        times[word] += 1;
        while at - said[first].0 > WINDOW {
            let left = said[first].1;
            times[left] -= 1;
            distinct -= usize::from(times[left] == 0);
            first += 1;
        }
        if distinct == words {
            return true;
        }
    }
    false
}

/// The letters of a question, without what stands between them.
struct Letters {
    text: String,
    /// Where each letter begins, in this text and in the question; the end of this text comes last.
    places: Vec<(usize, usize)>,
}

impl Letters {
    fn of(question: &str) -> Self {
        let letters = question.char_indices().filter(|(_, c)| c.is_alphanumeric()).take(LONGEST);
        let (mut text, mut places) = (String::with_capacity(question.len()), Vec::new());
        for (at, letter) in letters {
            places.push((text.len(), at));
            text.push(letter);
        }
        places.push((text.len(), usize::MAX));
        Self { text, places }
    }

    /// The words of the lexicon that the question may say, each with the letter at which it begins: its tokens, what its
    /// words begin with (an ending follows), and what stands in it across blanks, which people set where they like.
    fn words<'w>(&'w self, tokens: &'w [Token]) -> Vec<(&'w str, usize)> {
        let nth = |byte: usize| self.places.partition_point(|&(_, at)| at < byte);
        let mut said: Vec<(&str, usize)> =
            tokens.iter().map(|token| (token.text.as_str(), nth(token.span.start))).collect();
        for (start, pair) in self.places.windows(2).enumerate() {
            let [(from, at), (to, _)] = [pair[0], pair[1]];
            // The analyzer gives no token for it, and it says much.
            if self.text.get(from..to) == Some("없") {
                said.push(("없다", start));
            }
            let before = start.checked_sub(1).map(|before| self.places[before]);
            let begins = before.is_none_or(|(before, was)| was + (from - before) != at);
            let shortest = if begins { SHORTEST_BEGINNING } else { *ACROSS.start() };
            let ends = self.places.iter().skip(start + shortest).take(*ACROSS.end() + 1 - shortest);
            said.extend(ends.filter_map(|&(end, _)| Some((self.text.get(from..end)?, start))));
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::situations;
    use super::*;
    use crate::analysis::{Analyzer, Dictionary};

    const FILE: &str = "# 소음\n말: 층간소음, 윗집/옆집+시끄럽다/소음, 소음+방해\n법: 수인한도, 소음방해\n# 이혼\n말: 바람피우다+이혼, 각방+없다\n법: 유책배우자\n";

    fn met(text: &str) -> Vec<(String, usize)> {
        let lexicon = Lexicon::new(situations(FILE).unwrap());
        let mut analyzer = Analyzer::new(Dictionary::embedded().unwrap());
        let analysis = analyzer.analyze_query(text);
        let met = lexicon.met(text, &analysis.tokens);
        met.into_iter().map(|met| (met.situation.name.to_owned(), met.words)).collect()
    }

    #[test]
    fn triggers_are_met_with_any_ending_in_any_order_and_with_any_blanks() {
        for (text, expected) in [
            ("윗집이 너무 시끄러워서 잠을 못 자요", Some(("소음", 2))),
            ("시끄럽네요 옆집", Some(("소음", 2))),
            ("층간 소음", Some(("소음", 1))),
            ("층간소음으로 다툼", Some(("소음", 1))),
            ("아내와 각방 쓰는데 대화가 없어요", Some(("이혼", 2))),
            ("소음 방해", None),
            ("윗집", None),
            ("시끄러워요", None),
            ("", None),
        ] {
            let expected: Vec<(String, usize)> =
                expected.into_iter().map(|(name, words)| (name.to_owned(), words)).collect();
            assert_eq!(met(text), expected, "{text}");
        }
    }

    #[test]
    fn words_far_apart_are_no_situation() {
        let far = format!("윗집에 살았습니다. {} 시끄러웠습니다.", "그리고 다른 일이 있었습니다. ".repeat(5));
        assert_eq!(met(&far), []);
    }

    #[test]
    fn several_situations_come_with_the_longest_triggers_first() {
        let found = met("층간소음 때문에 각방을 쓰고 말이 없다");
        assert_eq!(found, [("이혼".to_owned(), 2), ("소음".to_owned(), 1)]);
    }
}
