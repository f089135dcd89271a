//! The words that may begin at each position of a window: those of the lexicon, and unknown ones as MeCab proposes
//! them. Which of them lie on the cheapest path is the lattice's question.

use crate::dictionary::{CharacterKind, Dictionary, Entry};
use crate::lexicon::Lexicon;

use super::window::Window;

/// MeCab's `max-grouping-size`: of a run of characters of one category, an unknown word of this many more characters
/// than its first is still proposed.
pub(super) const LONGEST_GROUP: usize = 24;

/// A word that may lie at a place.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    pub(super) entry: Entry,
    /// The position behind its last character.
    pub(super) end: u16,
}

/// The candidates of the first positions of a window, in MeCab's order of proposing them.
pub(super) struct Candidates {
    lexicon: Lexicon,
    dictionary: &'static Dictionary,
    space: CharacterKind,
    /// One position after the other.
    found: Vec<Candidate>,
    /// Where the candidates of each position begin, and where those of the last end.
    beginnings: Vec<u32>,
}

impl Candidates {
    pub(super) fn new(lexicon: Lexicon) -> Self {
        let dictionary = lexicon.dictionary();
        let space = dictionary.kinds()[usize::from(dictionary.kind_index(' '))];
        Self { lexicon, dictionary, space, found: Vec::new(), beginnings: vec![0] }
    }

    /// The category that is skipped between words.
    pub(super) const fn space(&self) -> CharacterKind {
        self.space
    }

    /// How many characters behind a position decide which words begin there.
    pub(super) fn lookahead(&self) -> usize {
        self.lexicon.longest_surface().max(LONGEST_GROUP + 1)
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.found.clear();
        self.beginnings.clear();
        self.beginnings.push(0);
    }

    /// The first position that nothing is known of.
    pub(super) fn next(&self) -> usize {
        self.beginnings.len() - 1
    }

    /// The candidates at a position.
    pub(super) fn at(&self, position: usize) -> &[Candidate] {
        let beginning =
            |position: usize| self.beginnings.get(position).map_or(self.found.len(), |&at| at as usize);
        &self.found[beginning(position)..beginning(position + 1)]
    }

    /// Whether the character at `position` is skipped between words.
    pub(super) fn is_space(&self, window: &Window<'_>, position: usize) -> bool {
        self.kind(window, position).is_like(self.space)
    }

    /// Passes over the next positions up to `end`: no candidates are wanted there.
    pub(super) fn pass(&mut self, end: usize) {
        self.beginnings.resize(end + 1, self.found.len() as u32);
    }

    /// Finds the candidates of the next position.
    pub(super) fn propose(&mut self, window: &Window<'_>) {
        let start = self.next();
        let kind = self.kind(window, start);
        if !kind.is_like(self.space) {
            let before = self.found.len();
            self.propose_known(window, start);
            if self.found.len() == before || kind.always_unknown {
                self.propose_unknown(window, start, kind);
            }
            if self.found.len() == before {
                let entry = self.dictionary.unknown_word(kind);
                self.found.push(Candidate { entry, end: (start + 1) as u16 });
            }
        }
        self.beginnings.push(self.found.len() as u32);
    }

    fn kind(&self, window: &Window<'_>, position: usize) -> CharacterKind {
        self.dictionary.kinds()[window.kind_index(position)]
    }

    fn propose_known(&mut self, window: &Window<'_>, start: usize) {
        let found = &mut self.found;
        self.lexicon.for_each_prefix(window.characters_from(start), |length, entry| {
            found.push(Candidate { entry, end: (start + length) as u16 });
        });
    }

    /// Follows `TokenizerImpl::lookup` of MeCab: the run of characters of one category unless it is too long, then
    /// its beginnings up to the length the category allows.
    fn propose_unknown(&mut self, window: &Window<'_>, start: usize, kind: CharacterKind) {
        let entry = self.dictionary.unknown_word(kind);
        let found = &mut self.found;
        let mut propose = |end| found.push(Candidate { entry, end });
        let kind_at = |position| self.dictionary.kinds()[window.kind_index(position)];
        let mut group_end = None;
        if kind.groups {
            let farthest = window.len().min(start + LONGEST_GROUP + 2);
            let mut end = start + 1;
            while end < farthest && kind_at(end).is_like(kind_at(end - 1)) {
                end += 1;
            }
            if end - start - 1 <= LONGEST_GROUP {
                propose(end as u16);
            }
            group_end = Some(end);
        }
        let longest = start + usize::from(kind.unknown_length);
        for end in start + 1..=longest {
            if Some(end) == group_end {
                break;
            }
            propose(end as u16);
            if end >= window.len() || !kind_at(end).is_like(kind) {
                break;
            }
        }
    }
}
