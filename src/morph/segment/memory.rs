//! The eojeols that were met so often that their solution is kept. Texts of one kind repeat most of theirs.
//!
//! To pass an eojeol costs little more than the memory that is waited for. So what every passing reads lies together and
//! takes little room; the words are apart, which only the path that is taken in the end is asked for:
//!
//! ```text
//! sizes | where the words are | text | first contexts | last words, each followed by the costs of its paths
//! lengths | hash | for each path where its words are, and what was noted of it | words of the paths
//! ```
//!
//! Each thread has records of its own, which it reads without waiting for another; what one thread has solved, the
//! others copy.

use std::hash::BuildHasher;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use super::dominance::Dominance;
use super::eojeol::{InnerPath, InnerWord, Solution, Solver};
use crate::dictionary::WordId;
use crate::lexicon::Lexicon;

/// An eojeol is solved when it is met this many times: most that are met once are never met again.
const MEETINGS: u8 = 8;
/// Counters of meetings. Eojeols may share one; then one is solved early.
const COUNTERS: usize = 1 << 20;
/// Meetings of eojeols that are not known after which a thread sets the counters back: what comes seldom stays unknown.
const MEMORY_OF_MEETINGS: usize = 1 << 18;
/// Eojeols that are kept; then all are forgotten, since the texts may have changed.
const MOST: usize = 1 << 18;

/// Numbers before the text: the sizes, and where the words are.
const HEAD: usize = 2;
/// Numbers before the words: two lengths and the hash of the eojeol.
const WORDS_HEAD: usize = 4;
/// Numbers that a path takes among the words: where its own are and how many, what was noted of it.
const WAY: usize = 2;
/// Numbers that a word takes: which it is, its start with its end.
const WORD: usize = 2;

/// What one thread keeps of eojeols.
pub(super) struct Memory {
    solver: Solver,
    exchange: Arc<Exchange>,
    records: Records,
    /// Meetings of eojeols that are not known since the counters were last set back.
    met: usize,
    /// How often everything was forgotten.
    generation: u32,
}

/// What the threads of a program tell each other of the eojeols of one lexicon.
#[derive(Default)]
pub(super) struct Exchange {
    meetings: OnceLock<Box<[AtomicU8]>>,
    solved: Mutex<Records>,
    dominance: Arc<Dominance>,
}

/// Records of eojeols, which are the same wherever they lie.
#[derive(Default)]
struct Records {
    /// Where each record is.
    places: HashTable<u32>,
    cells: Vec<u32>,
    words: Vec<u32>,
}

/// An eojeol that is known.
#[derive(Clone, Copy)]
pub(super) struct Eojeol {
    /// Where its first contexts are.
    lefts: u32,
    /// The number of its first path.
    first_way: u32,
    left_count: u8,
    end_count: u8,
}

/// A last word of an eojeol, with the paths that lead to it, the preferred one of equals first.
#[derive(Clone, Copy)]
pub(super) struct End<'m> {
    /// Its context.
    pub(super) right: u16,
    paths: &'m [u32],
    /// The number of its first path.
    first_way: u32,
}

/// A path through an eojeol, before the costs of what surrounds it.
#[derive(Clone, Copy)]
pub(super) struct EojeolWay {
    pub(super) number: u32,
    pub(super) cost: i32,
    /// Which of the first contexts it begins with.
    pub(super) left: usize,
}

impl End<'_> {
    /// The paths to it.
    pub(super) fn paths(&self) -> impl Iterator<Item = EojeolWay> {
        self.paths.iter().zip((self.first_way..).step_by(WAY)).map(|(&path, number)| EojeolWay {
            number,
            cost: path.cast_signed() >> 8,
            left: usize::from(path as u8),
        })
    }
}

impl Memory {
    /// An empty memory that takes part in an exchange.
    pub(super) fn new(lexicon: Lexicon, exchange: Arc<Exchange>) -> Self {
        let solver = Solver::new(lexicon, Arc::clone(&exchange.dominance));
        Self { solver, exchange, records: Records::default(), met: 0, generation: 0 }
    }

    /// What it tells other threads and is told by them.
    pub(super) const fn exchange(&self) -> &Arc<Exchange> {
        &self.exchange
    }

    /// Forgets everything if there is too much of it. What was found before is then no longer valid.
    pub(super) fn tidy(&mut self) {
        if self.records.tidy() {
            self.generation = self.generation.wrapping_add(1);
        }
    }

    /// How often everything was forgotten: paths are those of one generation.
    pub(super) const fn generation(&self) -> u32 {
        self.generation
    }

    /// An eojeol, if it is known or met often enough to become so.
    pub(super) fn find(&mut self, eojeol: &str) -> Option<Eojeol> {
        let hash = FxBuildHasher.hash_one(eojeol);
        let place = match self.records.find(hash, eojeol) {
            Some(place) => place,
            None if self.is_familiar(hash) => self.learn(hash, eojeol),
            None => return None,
        };
        let [sizes, words] = self.records.head(place);
        let found = Eojeol {
            lefts: place + HEAD as u32 + text_cells(sizes as u8),
            first_way: words,
            left_count: (sizes >> 8) as u8,
            end_count: (sizes >> 16) as u8,
        };
        (found.end_count > 0).then_some(found)
    }

    /// The contexts of first words of an eojeol.
    pub(super) fn lefts(&self, eojeol: Eojeol) -> impl Iterator<Item = u16> {
        let lefts = &self.records.cells[eojeol.lefts as usize..];
        (0..usize::from(eojeol.left_count)).map(|at| (lefts[at / 2] >> (16 * (at % 2))) as u16)
    }

    /// Its last words, in the order in which MeCab would meet them last.
    pub(super) fn ends(&self, eojeol: Eojeol) -> impl Iterator<Item = End<'_>> {
        let cells = &self.records.cells;
        let mut at = (eojeol.lefts + u32::from(eojeol.left_count).div_ceil(2)) as usize;
        let mut path = eojeol.first_way;
        (0..eojeol.end_count).map(move |_| {
            let (end, first, first_way) = (cells[at], at + 1, path);
            at = first + (end >> 16) as usize;
            path += (end >> 16) * WAY as u32;
            End { right: end as u16, paths: &cells[first..at], first_way }
        })
    }

    /// The words of the path with this number.
    pub(super) fn words(&self, path: u32) -> impl Iterator<Item = InnerWord> {
        let words = &self.records.words[path as usize..];
        let (distance, count) = ((words[0] >> 8) as usize, usize::from(words[0] as u8));
        let words = &words[distance..distance + count * WORD];
        words.as_chunks::<WORD>().0.iter().map(|&[word, place]| InnerWord {
            word: WordId::from_bits(word),
            start: (place >> 8) as u8,
            end: place as u8,
        })
    }

    /// What was noted of the path with this number.
    pub(super) fn noted(&self, path: u32) -> Option<NonZeroU32> {
        NonZeroU32::new(self.records.words[path as usize + 1])
    }

    /// Notes something of the path with this number.
    pub(super) fn note(&mut self, path: u32, note: NonZeroU32) {
        self.records.words[path as usize + 1] = note.get();
    }

    fn is_familiar(&mut self, hash: u64) -> bool {
        let meetings = self.exchange.meetings();
        self.met += 1;
        if self.met > MEMORY_OF_MEETINGS {
            for counter in meetings {
                counter.store(0, Ordering::Relaxed);
            }
            self.met = 1;
        }
        // Two threads that count at once may count one meeting: no harm in it.
        let counter = &meetings[hash as usize % COUNTERS];
        let count = counter.load(Ordering::Relaxed).saturating_add(1);
        counter.store(count, Ordering::Relaxed);
        count >= MEETINGS
    }

    /// Copies the record of an eojeol, or solves it for all; returns where it is.
    fn learn(&mut self, hash: u64, eojeol: &str) -> u32 {
        if let Some(place) = self.records.copy(&self.exchange.solved(), hash, eojeol) {
            return place;
        }
        let place = self.records.write(hash, eojeol, self.solver.solve(eojeol));
        let mut solved = self.exchange.solved();
        solved.tidy();
        if solved.find(hash, eojeol).is_none() {
            solved.copy(&self.records, hash, eojeol);
        }
        place
    }
}

impl Exchange {
    fn meetings(&self) -> &[AtomicU8] {
        self.meetings.get_or_init(|| (0..COUNTERS).map(|_| AtomicU8::new(0)).collect())
    }

    fn solved(&self) -> MutexGuard<'_, Records> {
        // A thread that panicked left whole records: each is written before it has a place.
        self.solved.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Records {
    /// Forgets everything if there is too much of it; says whether it did.
    fn tidy(&mut self) -> bool {
        let full = self.places.len() >= MOST;
        if full {
            self.places.clear();
            self.cells.clear();
            self.words.clear();
        }
        full
    }

    fn head(&self, place: u32) -> [u32; HEAD] {
        let place = place as usize;
        [self.cells[place], self.cells[place + 1]]
    }

    /// Where the record of an eojeol is.
    fn find(&self, hash: u64, eojeol: &str) -> Option<u32> {
        self.places.find(hash, |&place| has_text(&self.cells[place as usize..], eojeol)).copied()
    }

    /// Copies the record of an eojeol from others, if they have one; returns where it is. What the threads exchange has
    /// no notes: each makes its own.
    fn copy(&mut self, others: &Self, hash: u64, eojeol: &str) -> Option<u32> {
        let start = others.find(hash, eojeol)? as usize;
        let words = others.cells[start + 1] as usize - WORDS_HEAD;
        let (length, words_length) = (others.words[words] as usize, others.words[words + 1] as usize);
        let place = self.cells.len();
        self.cells.extend_from_slice(&others.cells[start..start + length]);
        self.cells[place + 1] = (self.words.len() + WORDS_HEAD) as u32;
        self.words.extend_from_slice(&others.words[words..words + words_length]);
        Some(self.note(hash, place))
    }

    /// Writes down the solution of an eojeol; without paths if it has none of its own. Returns where.
    fn write(&mut self, hash: u64, eojeol: &str, solution: Option<&Solution>) -> u32 {
        let (place, words) = (self.cells.len(), self.words.len());
        let (lefts, ends) = solution.map_or((0, 0), |solution| (solution.lefts.len(), solution.ends.len()));
        let sizes = eojeol.len() as u32 | (lefts as u32) << 8 | (ends as u32) << 16;
        self.cells.extend([sizes, (words + WORDS_HEAD) as u32]);
        self.cells.extend(packed(eojeol));
        self.words.extend([0, 0, hash as u32, (hash >> 32) as u32]);
        if let Some(solution) = solution {
            self.write_ways(solution);
            self.write_words(solution);
        }
        self.words[words] = (self.cells.len() - place) as u32;
        self.words[words + 1] = (self.words.len() - words) as u32;
        self.note(hash, place)
    }

    fn write_ways(&mut self, solution: &Solution) {
        let pair = |pair: &[u16]| pair.iter().rev().fold(0, |cell, &left| cell << 16 | u32::from(left));
        self.cells.extend(solution.lefts.chunks(2).map(pair));
        for end in &solution.ends {
            let paths = &solution.paths[end.paths.clone()];
            self.cells.push(u32::from(end.right) | (paths.len() as u32) << 16);
            // The solver gives costs of 20 bits and not more contexts than fit.
            self.cells.extend(paths.iter().map(|path| (path.cost << 8).cast_unsigned() | path.left as u32));
        }
    }

    fn write_words(&mut self, solution: &Solution) {
        let count = solution.paths.len();
        let path = |(at, path): (usize, &InnerPath)| {
            let distance = (count - at) * WAY + path.words.start * WORD;
            [(distance as u32) << 8 | path.words.len() as u32, 0]
        };
        self.words.extend(solution.paths.iter().enumerate().flat_map(path));
        let word = |word: &InnerWord| [word.word.bits(), u32::from(word.start) << 8 | u32::from(word.end)];
        self.words.extend(solution.words.iter().flat_map(word));
    }

    /// Notes where the record of an eojeol is.
    fn note(&mut self, hash: u64, place: usize) -> u32 {
        let place = place as u32;
        let Self { places, cells, words } = self;
        let hash_at = |&place: &u32| {
            let words = &words[cells[place as usize + 1] as usize - 2..];
            u64::from(words[0]) | u64::from(words[1]) << 32
        };
        places.insert_unique(hash, place, hash_at);
        place
    }
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
        && packed(text).eq(cells[HEAD..].iter().copied().take(text.len().div_ceil(4)))
}
