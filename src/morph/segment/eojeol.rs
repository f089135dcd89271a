//! The paths through one eojeol (어절, what is between two spaces), solved apart from what surrounds it.
//!
//! No word reaches over a space, so what an eojeol costs depends on its surroundings only through the context of the
//! word before it and that of the word behind it. A path through an eojeol is therefore worth keeping unless another one
//! is cheaper whatever those are; few are left, and to pass an eojeol that is known costs a fraction of a new search.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

use crate::dictionary::{Dictionary, WordId};
use crate::lexicon::Lexicon;

use super::candidates::{Candidate, Candidates};
use super::dominance::Dominance;
use super::window::{Buffer, Window};

/// Characters of the longest eojeol that is solved: longer ones seldom come again.
pub(super) const LONGEST: usize = 16;
/// Nodes and first contexts that are worth the work; an eojeol of more is broken text.
const MOST_NODES: usize = 250;
/// No node.
const NONE: u8 = u8::MAX;

/// The cost of a path and the node before its end in one number, as [`super::lattice`] has them: of two paths the lesser
/// number is the cheaper, and of equals that whose node was added later. Costs of an eojeol have 20 bits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct PathCost(i32);

impl PathCost {
    /// No path leads here. No path costs nearly as much, and connections change that little.
    const UNREACHED: Self = Self(1 << 30);
    const COSTLIEST: Self = Self(1 << 29);

    const fn new(cost: i32, node: u8) -> Self {
        Self((cost << 8) | (u8::MAX - node) as i32)
    }

    const fn cost(self) -> i32 {
        self.0 >> 8
    }

    const fn node(self) -> u8 {
        u8::MAX - self.0.to_le_bytes()[0]
    }

    /// The path after this one, whatever node was before: it costs `cost` more, and goes on from `node`.
    const fn extended(self, cost: i32, node: u8) -> Self {
        Self(((self.0 & !0xff) + (cost << 8)) | (u8::MAX - node) as i32)
    }

    const fn plus(self, cost: i32) -> Self {
        Self(self.0 + (cost << 8))
    }
}

/// A word of an eojeol. Positions count its characters.
#[derive(Clone, Copy)]
pub(super) struct InnerWord {
    pub(super) word: WordId,
    pub(super) start: u8,
    pub(super) end: u8,
}

/// A path through an eojeol.
pub(super) struct InnerPath {
    /// All costs of its words and their connections.
    pub(super) cost: i32,
    /// Its words among those of the solution.
    pub(super) words: Range<usize>,
    /// Which of the first contexts it begins with.
    pub(super) left: usize,
}

/// A last word of an eojeol: its context, and the paths that lead to it, the preferred one of equals first.
pub(super) struct End {
    pub(super) right: u16,
    pub(super) paths: Range<usize>,
}

/// The paths through an eojeol that may be the cheapest.
#[derive(Default)]
pub(super) struct Solution {
    /// The contexts of first words.
    pub(super) lefts: Vec<u16>,
    /// In the order in which MeCab would meet them last.
    pub(super) ends: Vec<End>,
    pub(super) paths: Vec<InnerPath>,
    pub(super) words: Vec<InnerWord>,
}

impl Solution {
    fn clear(&mut self) {
        self.lefts.clear();
        self.ends.clear();
        self.paths.clear();
        self.words.clear();
    }
}

#[derive(Clone, Copy)]
struct InnerNode {
    word: InnerWord,
    right: u16,
}

/// A path while it is compared with others: from a first context to a last node.
#[derive(Clone, Copy)]
struct PartialPath {
    cost: i32,
    node: u8,
    source: u8,
}

/// Solves eojeols. Reuses its memory.
pub(super) struct Solver {
    dictionary: &'static Dictionary,
    dominance: Arc<Dominance>,
    candidates: Candidates,
    buffer: Buffer,
    text: String,
    /// The contexts of first words: the sources of the paths.
    sources: Vec<u16>,
    nodes: Vec<InnerNode>,
    /// For each node, the cheapest path to it from each source.
    paths: Vec<PathCost>,
    /// The nodes that end at each position, in their order.
    ending: Vec<Vec<u8>>,
    /// The contexts of words that begin at the position that is visited, and the cheapest path to each from each source.
    contexts: Vec<u16>,
    reached: Vec<PathCost>,
    partial_paths: Vec<PartialPath>,
    kept: Vec<PartialPath>,
    solution: Solution,
}

impl Solver {
    pub(super) fn new(lexicon: Lexicon, dominance: Arc<Dominance>) -> Self {
        Self {
            dictionary: lexicon.dictionary(),
            dominance,
            candidates: Candidates::new(lexicon),
            buffer: Buffer::default(),
            text: String::new(),
            sources: Vec::new(),
            nodes: Vec::new(),
            paths: Vec::new(),
            ending: Vec::new(),
            contexts: Vec::new(),
            reached: Vec::new(),
            partial_paths: Vec::new(),
            kept: Vec::new(),
            solution: Solution::default(),
        }
    }

    /// The paths through an eojeol; `None` where it must be searched in its text: a word may reach beyond it, or it is
    /// too large to keep.
    pub(super) fn solve(&mut self, eojeol: &str) -> Option<&Solution> {
        let length = self.propose(eojeol)?;
        self.sources.clear();
        for candidate in self.candidates.at(0) {
            if !self.sources.contains(&candidate.entry.left) {
                self.sources.push(candidate.entry.left);
            }
        }
        self.nodes.clear();
        self.paths.clear();
        self.ending.iter_mut().for_each(Vec::clear);
        self.ending.resize(self.ending.len().max(length + 1), Vec::new());
        for position in 0..length {
            self.visit(position);
            if self.nodes.len() > MOST_NODES {
                return None;
            }
        }
        self.gather(length);
        self.drop_dominated();
        self.write_down();
        let most = self.solution.lefts.len().max(self.solution.ends.len());
        u8::try_from(most).is_ok().then_some(&self.solution)
    }

    /// Finds the candidates of all positions. With the space behind the eojeol, so that words that end in one show.
    fn propose(&mut self, eojeol: &str) -> Option<usize> {
        self.text.clear();
        self.text.push_str(eojeol);
        self.text.push(' ');
        let mut window = Window::new(&self.text, std::mem::take(&mut self.buffer));
        window.fill(LONGEST + 2, self.dictionary, self.candidates.space());
        let length = window.len().saturating_sub(1);
        self.candidates.clear();
        for _ in 0..length.min(LONGEST) {
            self.candidates.propose(&window);
        }
        self.buffer = window.into_buffer();
        let within =
            |at: usize| self.candidates.at(at).iter().all(|candidate| usize::from(candidate.end) <= length);
        (length <= LONGEST && (0..length).all(within)).then_some(length)
    }

    /// Makes nodes of the candidates at a position, last proposed first, as MeCab does.
    fn visit(&mut self, position: usize) {
        if position > 0 && self.ending[position].is_empty() {
            return;
        }
        self.contexts.clear();
        self.reached.clear();
        for index in (0..self.candidates.at(position).len()).rev() {
            let Candidate { entry, end } = self.candidates.at(position)[index];
            let row = self.ways_to(position, entry.left);
            let paths = &self.reached[row..row + self.sources.len()];
            self.paths.extend(paths.iter().map(|path| path.plus(i32::from(entry.cost))));
            self.ending[usize::from(end)].push(self.nodes.len() as u8);
            let word = InnerWord { word: entry.word, start: position as u8, end: end as u8 };
            self.nodes.push(InnerNode { word, right: entry.right });
        }
    }

    /// Where in `reached` the cheapest paths from each source to a context at a position begin; they are the same for
    /// all words that share it.
    fn ways_to(&mut self, position: usize, left: u16) -> usize {
        let sources = self.sources.len();
        if let Some(known) = self.contexts.iter().position(|&context| context == left) {
            return known * sources;
        }
        self.contexts.push(left);
        let row = self.reached.len();
        self.reached.resize(row + sources, PathCost::UNREACHED);
        let reached = &mut self.reached[row..];
        if position == 0 {
            for (path, _) in reached.iter_mut().zip(&self.sources).filter(|(_, source)| **source == left) {
                *path = PathCost::new(0, NONE);
            }
            return row;
        }
        let connections = self.dictionary.costs();
        for &tail in &self.ending[position] {
            let place = connections.place(self.nodes[usize::from(tail)].right);
            let connection = i32::from(connections.cost(place, left));
            let paths = &self.paths[usize::from(tail) * sources..][..sources];
            for (best, path) in reached.iter_mut().zip(paths) {
                *best = (*best).min(path.extended(connection, tail));
            }
        }
        row
    }

    /// Gathers the paths from each source to each last word; of those to words of one context only the cheapest.
    fn gather(&mut self, length: usize) {
        self.partial_paths.clear();
        self.contexts.clear();
        let sources = self.sources.len();
        for &node in self.ending[length].iter().rev() {
            let right = self.nodes[usize::from(node)].right;
            let known = self.contexts.iter().position(|&context| context == right);
            let row = known.unwrap_or_else(|| {
                self.contexts.push(right);
                let cost = PathCost::UNREACHED.cost();
                self.partial_paths.extend((0..sources).map(|source| PartialPath {
                    cost,
                    node,
                    source: source as u8,
                }));
                self.contexts.len() - 1
            });
            let paths = &self.paths[usize::from(node) * sources..][..sources];
            // Of equals MeCab meets the node that was added last first.
            for (partial, path) in self.partial_paths[row * sources..].iter_mut().zip(paths) {
                if path.cost() < partial.cost {
                    *partial = PartialPath { cost: path.cost(), node, ..*partial };
                }
            }
        }
        self.partial_paths.retain(|partial| partial.cost < PathCost::COSTLIEST.cost());
    }

    /// Keeps the paths of which no other is cheaper whatever precedes and follows the eojeol.
    fn drop_dominated(&mut self) {
        let mut partial_paths = std::mem::take(&mut self.partial_paths);
        partial_paths.sort_unstable_by_key(|partial| (partial.cost, partial.node, partial.source));
        self.kept.clear();
        for &partial in &partial_paths {
            if !(0..self.kept.len()).any(|at| self.dominates(self.kept[at], partial)) {
                self.kept.push(partial);
            }
        }
        self.partial_paths = partial_paths;
    }

    fn dominates(&self, kept: PartialPath, other: PartialPath) -> bool {
        let source = |partial: PartialPath| self.sources[usize::from(partial.source)];
        let right = |partial: PartialPath| self.nodes[usize::from(partial.node)].right;
        let before = self.dominance.worst_before(self.dictionary, source(kept), source(other));
        let cheaper = other.cost - kept.cost - before;
        cheaper > 0 && !self.dominance.reaches_after(self.dictionary, right(kept), right(other), cheaper)
    }

    /// Writes down the paths that were kept.
    fn write_down(&mut self) {
        let mut solution = std::mem::take(&mut self.solution);
        solution.clear();
        let mut kept = std::mem::take(&mut self.kept);
        kept.sort_by(|a, b| a.node.cmp(&b.node).then_with(|| self.preference(*a, *b)));
        for group in kept.chunk_by(|a, b| a.node == b.node) {
            let first = solution.paths.len();
            for &partial in group {
                let left = self.sources[usize::from(partial.source)];
                let known = solution.lefts.iter().position(|&known| known == left);
                let left = known.unwrap_or_else(|| {
                    solution.lefts.push(left);
                    solution.lefts.len() - 1
                });
                let words = solution.words.len();
                self.write_words(partial, &mut solution.words);
                solution.paths.push(InnerPath {
                    cost: partial.cost,
                    words: words..solution.words.len(),
                    left,
                });
            }
            let right = self.nodes[usize::from(group[0].node)].right;
            solution.ends.push(End { right, paths: first..solution.paths.len() });
        }
        self.kept = kept;
        self.solution = solution;
    }

    /// The order of two paths to one node, the one first that is taken where both cost the same: where they part, going
    /// back, MeCab takes the word that was added later.
    fn preference(&self, a: PartialPath, b: PartialPath) -> Ordering {
        let (mut left, mut right) = (a.node, b.node);
        while left == right && left != NONE {
            left = self.node_before(left, a.source);
            right = self.node_before(right, b.source);
        }
        right.cmp(&left)
    }

    fn node_before(&self, node: u8, source: u8) -> u8 {
        self.paths[usize::from(node) * self.sources.len() + usize::from(source)].node()
    }

    /// The words of a path, from front to back.
    fn write_words(&self, path: PartialPath, words: &mut Vec<InnerWord>) {
        let first = words.len();
        let mut node = path.node;
        while node != NONE {
            words.push(self.nodes[usize::from(node)].word);
            node = self.node_before(node, path.source);
        }
        words[first..].reverse();
    }
}
