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
static EMBEDDED: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(FILES.into_iter().flat_map(|file| parse::situations(file).unwrap_or_default()).collect())
});

/// A situation that people tell in everyday words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Situation {
    /// Its name, in Korean.
    pub(super) name: String,
    triggers: Vec<Trigger>,
    /// Terms that judgments on it use, the most telling first.
    pub(super) terms: Vec<String>,
    /// Provisions that such judgments rest on.
    pub(super) statutes: Vec<String>,
    /// Names of such cases.
    pub(super) names: Vec<String>,
}

/// Words that all must be said, each as one of its alternatives.
type Trigger = Vec<Vec<String>>;

/// Situations, and where each word is in them.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    situations: Vec<Situation>,
    places: FxHashMap<String, Vec<Place>>,
    /// The terms of all situations, without blanks. One that is a trigger of itself is an everyday word, too.
    terms: FxHashSet<String>,
}

/// Where a word is: in which situation, in which of its triggers, as which of the words that must all be said.
#[derive(Debug, Clone, Copy)]
struct Place {
    situation: usize,
    trigger: usize,
    word: usize,
}

impl Lexicon {
    /// The situations that panrye knows.
    pub(super) fn embedded() -> &'static Self {
        &EMBEDDED
    }

    fn new(situations: Vec<Situation>) -> Self {
        let mut places: FxHashMap<String, Vec<Place>> = FxHashMap::default();
        for (situation, of) in situations.iter().enumerate() {
            for (trigger, words) in of.triggers.iter().enumerate() {
                for (word, alternatives) in words.iter().enumerate() {
                    for alternative in alternatives {
                        let place = Place { situation, trigger, word };
                        places.entry(alternative.clone()).or_default().push(place);
                    }
                }
            }
        }
        let terms = situations.iter().flat_map(|of| &of.terms);
        let terms = terms.map(|term| term.chars().filter(|c| c.is_alphanumeric()).collect());
        let terms = terms.filter(|term: &String| !places.contains_key(term)).collect();
        Self { situations, places, terms }
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
            assert!(
                counts.get(term.as_str()).is_some_and(|&count| count > 0),
                "{term}: count it, or leave it out"
            );
        }
    }

    #[test]
    fn every_file_is_read_and_every_situation_is_whole() {
        let mut names = std::collections::HashSet::new();
        for file in FILES {
            let situations = parse::situations(file).unwrap();
            assert!(situations.len() > 100);
            for situation in situations {
                let name = &situation.name;
                assert!(names.insert(name.clone()), "{name} stands twice");
                assert!((2..=8).contains(&situation.terms.len()), "{name}: terms");
                for trigger in &situation.triggers {
                    let words = trigger.iter().flatten();
                    assert!(
                        words.clone().all(|word| !word.is_empty() && !word.contains(' ')),
                        "{name}: {trigger:?}"
                    );
                }
                for statute in &situation.statutes {
                    assert!(StatuteRef::parse_query(statute).is_some(), "{name}: {statute}");
                }
            }
        }
    }
}
