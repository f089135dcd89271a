//! The eojeols that were met so often that their solution is kept. Texts of one kind repeat most of theirs.
//!
//! All of an eojeol lies in one place, since to pass one costs little more than the memory that is waited for:
//!
//! ```text
//! sizes | text | first contexts | last words, each followed by its ways | words of the ways
//! ```

use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use super::eojeol::{InnerWord, Solution, Solver};
use crate::analysis::dictionary::WordId;
use crate::analysis::lexicon::Lexicon;

/// An eojeol is solved when it is met this many times: most that are met once are never met again.
const MEETINGS: u8 = 8;
/// Counters of meetings. Eojeols may share one; then one is solved early.
const COUNTERS: usize = 1 << 18;
/// Eojeols that are kept; then all are forgotten, since the texts may have changed.
const MOST: usize = 1 << 18;

/// Numbers that a way takes: its cost, where its words are, its first context with the number of its words.
const WAY: usize = 3;
/// Numbers that a word takes: which it is, its start with its end.
const WORD: usize = 2;

/// What is kept of eojeols.
pub(super) struct Memory {
    solver: Solver,
    hasher: FxBuildHasher,
    /// The hash of each eojeol, and where it is.
    places: HashTable<(u64, u32)>,
    cells: Vec<u32>,
    meetings: Vec<u8>,
    met: usize,
}

/// An eojeol that is known.
#[derive(Clone, Copy)]
pub(super) struct Eojeol {
    /// Where its first contexts are.
    lefts: u32,
    left_count: u8,
    end_count: u8,
}

/// A last word of an eojeol, with the ways that lead to it, the preferred one of equals first.
#[derive(Clone, Copy)]
pub(super) struct End<'m> {
    /// Its context.
    pub(super) right: u16,
    cells: &'m [u32],
    /// The number of its first way.
    first: u32,
}

/// A way through an eojeol, before the costs of what stands around it.
#[derive(Clone, Copy)]
pub(super) struct EojeolWay {
    pub(super) number: u32,
    pub(super) cost: i32,
    /// Which of the first contexts it begins with.
    pub(super) left: usize,
}

impl End<'_> {
    /// The ways to it.
    pub(super) fn ways(&self) -> impl Iterator<Item = EojeolWay> {
        self.cells.as_chunks::<WAY>().0.iter().zip(0..).map(|(&[cost, _, left], at)| EojeolWay {
            number: self.first + at * WAY as u32,
            cost: cost.cast_signed(),
            left: (left >> 8) as usize,
        })
    }
}

impl Memory {
    pub(super) fn new(lexicon: Lexicon) -> Self {
        Self {
            solver: Solver::new(lexicon),
            hasher: FxBuildHasher,
            places: HashTable::new(),
            cells: Vec::new(),
            meetings: Vec::new(),
            met: 0,
        }
    }

    /// Forgets everything if there is too much of it. What was found before is then no longer valid.
    pub(super) fn tidy(&mut self) {
        if self.places.len() >= MOST {
            self.places.clear();
            self.cells.clear();
        }
    }

    /// An eojeol, if it is known or met often enough to become so.
    pub(super) fn find(&mut self, eojeol: &str) -> Option<Eojeol> {
        let hash = self.hasher.hash_one(eojeol);
        let cells = &self.cells;
        let is_it =
            |&(known, place): &(u64, u32)| known == hash && has_text(&cells[place as usize..], eojeol);
        let known = self.places.find(hash, is_it).map(|&(_, place)| place);
        let place = match known {
            Some(place) => place,
            None if self.is_familiar(hash) => self.keep(hash, eojeol),
            None => return None,
        };
        let sizes = self.cells[place as usize];
        let found = Eojeol {
            lefts: place + 1 + text_cells(sizes as u8),
            left_count: (sizes >> 8) as u8,
            end_count: (sizes >> 16) as u8,
        };
        (found.end_count > 0).then_some(found)
    }

    /// The contexts of first words of an eojeol.
    pub(super) fn lefts(&self, eojeol: Eojeol) -> impl Iterator<Item = u16> {
        self.cells[eojeol.lefts as usize..][..usize::from(eojeol.left_count)].iter().map(|&left| left as u16)
    }

    /// Its last words, in the order in which MeCab would meet them last.
    pub(super) fn ends(&self, eojeol: Eojeol) -> impl Iterator<Item = End<'_>> {
        let mut at = eojeol.lefts as usize + usize::from(eojeol.left_count);
        (0..eojeol.end_count).map(move |_| {
            let end = self.cells[at];
            let (first, ways) = (at + 1, (end >> 16) as usize * WAY);
            at = first + ways;
            End { right: end as u16, cells: &self.cells[first..at], first: first as u32 }
        })
    }

    /// The words of the way with this number.
    pub(super) fn words(&self, way: u32) -> impl DoubleEndedIterator<Item = InnerWord> {
        let (words, count) = (self.cells[way as usize + 1] as usize, self.cells[way as usize + 2] as u8);
        let cells = &self.cells[words..words + usize::from(count) * WORD];
        cells.as_chunks::<WORD>().0.iter().map(|&[word, place]| InnerWord {
            word: WordId::from_bits(word),
            start: (place >> 8) as u8,
            end: place as u8,
        })
    }

    fn is_familiar(&mut self, hash: u64) -> bool {
        if self.met >= COUNTERS || self.meetings.is_empty() {
            self.meetings.clear();
            self.meetings.resize(COUNTERS, 0);
            self.met = 0;
        }
        self.met += 1;
        let counter = &mut self.meetings[hash as usize % COUNTERS];
        *counter = counter.saturating_add(1);
        *counter >= MEETINGS
    }

    /// Solves an eojeol and writes it down, without ways if it has none of its own; returns where.
    fn keep(&mut self, hash: u64, eojeol: &str) -> u32 {
        let solution = self.solver.solve(eojeol);
        let place = self.cells.len() as u32;
        self.places.insert_unique(hash, (hash, place), |&(hash, _)| hash);
        let (lefts, ends) = solution.map_or((0, 0), |solution| (solution.lefts.len(), solution.ends.len()));
        self.cells.push(eojeol.len() as u32 | (lefts as u32) << 8 | (ends as u32) << 16);
        self.cells.extend(packed(eojeol));
        if let Some(solution) = solution {
            write(solution, &mut self.cells);
        }
        place
    }
}

fn write(solution: &Solution, cells: &mut Vec<u32>) {
    cells.extend(solution.lefts.iter().map(|&left| u32::from(left)));
    let words = cells.len() + solution.ends.len() + solution.ways.len() * WAY;
    for end in &solution.ends {
        let ways = &solution.ways[end.ways.clone()];
        cells.push(u32::from(end.right) | (ways.len() as u32) << 16);
        for way in ways {
            let place = words + way.words.start * WORD;
            let sizes = (way.left as u32) << 8 | way.words.len() as u32;
            cells.extend([way.cost.cast_unsigned(), place as u32, sizes]);
        }
    }
    let word = |word: &InnerWord| [word.word.bits(), u32::from(word.start) << 8 | u32::from(word.end)];
    cells.extend(solution.words.iter().flat_map(word));
}

fn text_cells(bytes: u8) -> u32 {
    u32::from(bytes).div_ceil(4)
}

/// The bytes of a text, four in a number.
fn packed(text: &str) -> impl Iterator<Item = u32> {
    let (whole, rest) = text.as_bytes().as_chunks();
    let last = (!rest.is_empty()).then(|| {
        let mut cell = [0; 4];
        cell[..rest.len()].copy_from_slice(rest);
        cell
    });
    whole.iter().copied().chain(last).map(u32::from_le_bytes)
}

fn has_text(cells: &[u32], text: &str) -> bool {
    cells[0] as u8 == text.len() as u8
        && packed(text).eq(cells[1..].iter().copied().take(text.len().div_ceil(4)))
}
