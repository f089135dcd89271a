//! The lexicon of situations: everyday words, and the terms of the law that judgments use for what they tell.
//!
//! The files beside this one hold one situation a block, for people to read and extend:
//!
//! ```text
//! # 층간소음과 이웃의 소음
//! 말: 층간소음, 옆집/윗집/이웃+소음/시끄럽다
//! 법: 수인한도, 생활방해
//! 조문: 민법 제217조
//! 사건: 손해배상(기)
//! ```
//!
//! A trigger (말) is met where a question has each of its words (`+`), or of its alternatives (`/`), in any order and with
//! any ending. This module knows words alone: what a situation adds to a search is decided by the planner.

mod matching;
mod parse;

use std::borrow::Cow;
use std::sync::LazyLock;

pub(super) use matching::Met;
use rustc_hash::{FxHashMap, FxHashSet};

/// The files, by the fields of law.
const FILES: [&str; 4] = [
    include_str!("housing_and_family.txt"),
    include_str!("work_and_accidents.txt"),
    include_str!("crime_and_data.txt"),
    include_str!("debt_and_state.txt"),
];

/// The situations that panrye knows. A test reads every file: here none fails.
static EMBEDDED: LazyLock<Lexicon<'static>> = LazyLock::new(|| {
    Lexicon::new(FILES.into_iter().flat_map(|file| parse::situations(file).unwrap_or_default()).collect())
});

/// A situation that people tell in everyday words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Situation<'t> {
    /// Its name, in Korean.
    pub(super) name: &'t str,
    triggers: Vec<Trigger<'t>>,
    /// Terms that judgments on it use, the most telling first.
    pub(super) terms: Vec<&'t str>,
    /// Provisions that such judgments rest on.
    pub(super) statutes: Vec<&'t str>,
    /// Names of such cases.
    pub(super) names: Vec<&'t str>,
}

/// Words that all must be said, divided by `+`, each as one of its alternatives, divided by `/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Trigger<'t>(&'t str);

impl<'t> Trigger<'t> {
    /// Its words, each with the alternatives.
    fn words(self) -> impl Iterator<Item = impl Iterator<Item = &'t str>> {
        self.0.split('+').map(|word| word.split('/'))
    }
}

/// Situations, and where each word is in them.
#[derive(Debug, Default)]
pub(super) struct Lexicon<'t> {
    situations: Vec<Situation<'t>>,
    /// The first place of each word; each place names the next one of the same word.
    places: FxHashMap<&'t str, u32>,
    all_places: Vec<Place>,
    /// The terms of all situations, without blanks. One that is a trigger of itself is an everyday word, too.
    terms: FxHashSet<Cow<'t, str>>,
}

/// Where a word is: in which situation, in which of its triggers, as which of the words that must all be said.
#[derive(Debug, Clone, Copy)]
struct Place {
    situation: u32,
    trigger: u16,
    word: u16,
    next: Option<u32>,
}

impl<'t> Lexicon<'t> {
    fn new(situations: Vec<Situation<'t>>) -> Self {
        /// Different words of the files, and some.
        const WORDS: usize = 1 << 14;
        let mut lexicon = Self::default();
        lexicon.places.reserve(WORDS);
        lexicon.all_places.reserve(4 * WORDS);
        for (situation, of) in (0..).zip(&situations) {
            for (trigger, words) in (0..).zip(&of.triggers) {
                for (word, alternatives) in (0..).zip(words.words()) {
                    for alternative in alternatives {
                        let this = lexicon.all_places.len() as u32;
                        let next = lexicon.places.insert(alternative, this);
                        lexicon.all_places.push(Place { situation, trigger, word, next });
                    }
                }
            }
        }
        for term in situations.iter().flat_map(|of| &of.terms) {
            let term =
                if term.contains(' ') { Cow::Owned(term.replace(' ', "")) } else { Cow::Borrowed(*term) };
            if !lexicon.places.contains_key(&*term) {
                lexicon.terms.insert(term);
            }
        }
        Self { situations, ..lexicon }
    }

    /// The places of a word.
    fn places_of(&self, word: &str) -> impl Iterator<Item = Place> {
        let place = |at: u32| self.all_places.get(at as usize).copied();
        let first = self.places.get(word).and_then(|&first| place(first));
        std::iter::successors(first, move |last| last.next.and_then(place))
    }
}

impl Lexicon<'static> {
    /// The situations that panrye knows.
    pub(super) fn embedded() -> &'static Self {
        &EMBEDDED
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use panrye_law::reference::StatuteRef;

    /// Every term with how many of 70,205 judgments have it, as `judgments_have_every_term` counts them.
    const TERMS: &str = include_str!("terms.tsv");

    #[test]
    fn every_term_is_one_that_judgments_use() {
        let counts = TERMS.lines().skip(1).filter_map(|line| line.split_once('\t'));
        let counts: FxHashMap<&str, u64> =
            counts.map(|(term, count)| (term, count.parse().unwrap())).collect();
        let terms = EMBEDDED.situations.iter().flat_map(|situation| &situation.terms);
        for term in terms {
            assert!(counts.get(term).is_some_and(|&count| count > 0), "{term}: count it, or leave it out");
        }
    }

    #[test]
    fn every_file_is_read_and_every_situation_is_whole() {
        let mut names = std::collections::HashSet::new();
        for file in FILES {
            let situations = parse::situations(file).unwrap();
            assert!(situations.len() > 100);
            for situation in situations {
                let name = situation.name;
                assert!(names.insert(name), "{name} stands twice");
                assert!((2..=8).contains(&situation.terms.len()), "{name}: terms");
                for trigger in &situation.triggers {
                    let mut words = trigger.words().flatten();
                    assert!(words.all(|word| !word.is_empty() && !word.contains(' ')), "{name}: {trigger:?}");
                }
                for statute in &situation.statutes {
                    assert!(StatuteRef::parse_query(statute).is_some(), "{name}: {statute}");
                }
            }
        }
    }
}
