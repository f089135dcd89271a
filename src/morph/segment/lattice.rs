//! The lattice of mecab-ko, and its Viterbi search: every word that may lie at a place of the window, from BOS to EOS, and
//! the cheapest path to each. The words of the cheapest path are read by backtracing from its end.
//!
//! A word's cost is its own, that of its connection with the word before it, and a penalty if it is of a kind that
//! does not follow a space (particles, endings) and does. Spaces are skipped: the words on both sides are
//! connected. Where two paths cost the same, the order in which MeCab meets them decides, so that both agree.

use std::ops::Range;
use std::sync::Arc;

use crate::dictionary::{CharacterKind, Dictionary};
use crate::lexicon::Lexicon;

use super::candidates::{Candidate, Candidates};
use super::eojeol::LONGEST;
use super::memory::{Eojeol, EojeolWay, Exchange, Memory};
use super::nodes::{Content, NONE, Node, Nodes, PathCost, ROOT, Tail};
use super::window::{SPACES, Window};

/// The context of the edges of a text.
pub(super) const EDGE: u16 = 0;

/// The cheapest path to a left context; `stamp` says at which position.
#[derive(Clone, Copy)]
struct Best {
    stamp: u32,
    path: PathCost,
}

impl Best {
    const NONE: Self = Self { stamp: 0, path: PathCost::COSTLIEST };
}

/// The lattice and its memory, which is kept from one text to the next.
pub(super) struct Lattice {
    dictionary: &'static Dictionary,
    candidates: Candidates,
    memory: Memory,
    /// The eojeols of the window that the memory knows, with their beginnings and ends; those before the first `passed`
    /// lie behind.
    known: Vec<(u16, u16, Eojeol)>,
    passed: usize,
    /// How far it must see beyond a position to know all words that begin there.
    lookahead: usize,
    nodes: Nodes,
    /// The words of all positions before this one are in the lattice.
    position: usize,
    tails: Vec<Tail>,
    /// The left contexts of what may follow.
    lefts: Vec<u16>,
    /// For each first context of an eojeol, the cheapest path to it, the penalty for a space included.
    starts: Vec<(i32, u32)>,
    /// By left context.
    best: Vec<Best>,
    stamp: u32,
    marked: Vec<bool>,
}

impl Lattice {
    pub(super) fn new(lexicon: Lexicon, exchange: Arc<Exchange>) -> Self {
        let dictionary = lexicon.dictionary();
        let (lefts, _) = dictionary.context_counts();
        let candidates = Candidates::new(lexicon.clone());
        let lookahead = SPACES + candidates.lookahead();
        Self {
            dictionary,
            lookahead,
            candidates,
            memory: Memory::new(lexicon, exchange),
            known: Vec::new(),
            passed: 0,
            nodes: Nodes::within(lookahead),
            position: 0,
            tails: Vec::new(),
            lefts: Vec::new(),
            starts: Vec::new(),
            best: vec![Best::NONE; lefts],
            stamp: 0,
            marked: Vec::new(),
        }
    }

    /// The category that is skipped between words.
    pub(super) const fn space(&self) -> CharacterKind {
        self.candidates.space()
    }

    /// Whether the character at `position` is skipped between words.
    pub(super) fn is_space(&self, window: &Window<'_>, position: usize) -> bool {
        self.candidates.is_space(window, position)
    }

    /// The memory of eojeols.
    pub(super) const fn memory(&self) -> &Memory {
        &self.memory
    }

    /// The same, to note something there.
    pub(crate) const fn memory_mut(&mut self) -> &mut Memory {
        &mut self.memory
    }

    /// Starts over at the front of the window, after a word with the context `right`.
    pub(super) fn restart(&mut self, right: u16) {
        self.candidates.clear();
        self.known.clear();
        self.passed = 0;
        self.memory.tidy();
        self.position = 0;
        self.nodes.restart(self.dictionary.costs(), right);
    }

    /// Adds the words of every position that the window shows far enough.
    pub(super) fn extend(&mut self, window: &Window<'_>) {
        let hidden = if window.is_exhausted() { 0 } else { self.lookahead };
        let limit = window.len().saturating_sub(hidden);
        self.propose(window, window.len().min(limit + SPACES));
        while self.position < limit {
            if self.nodes.reach(self.position) {
                self.visit(window);
            }
            self.position += 1;
        }
    }

    /// Finds the words that may begin at each position before `limit`, but in eojeols that the memory knows. Apart from
    /// the search for the cheapest of them: the processor can then wait for the dictionary at several positions at
    /// once.
    fn propose(&mut self, window: &Window<'_>, limit: usize) {
        while self.candidates.next() < limit {
            let start = self.candidates.next();
            let known = self.eojeol_at(window, start).and_then(|end| {
                let eojeol = self.memory.find(window.text(start, end))?;
                Some((end, eojeol))
            });
            match known {
                Some((end, eojeol)) => {
                    self.known.push((start as u16, end as u16, eojeol));
                    self.candidates.pass(end);
                }
                None => self.candidates.propose(window),
            }
        }
    }

    /// The end of the eojeol that begins at `start`, if one does and all of it is in the window.
    fn eojeol_at(&self, window: &Window<'_>, start: usize) -> Option<usize> {
        let inside = start > 0 && !self.is_space(window, start - 1);
        if inside || self.is_space(window, start) {
            return None;
        }
        let end = (start + 1..window.len().min(start + LONGEST + 1)).find(|&at| self.is_space(window, at));
        let last = || (window.is_exhausted() && window.len() <= start + LONGEST).then_some(window.len());
        end.or_else(last)
    }

    /// Adds the words that begin at the current position, or behind the space there.
    fn visit(&mut self, window: &Window<'_>) {
        let mut start = self.position;
        while start < window.len() && self.is_space(window, start) {
            start += 1;
        }
        let after_space = start > self.position;
        if start == window.len() {
            return;
        }
        self.nodes.take_tails(self.position, &mut self.tails);
        self.forget_ways();
        while self.known.get(self.passed).is_some_and(|&(known, _, _)| usize::from(known) < start) {
            self.passed += 1;
        }
        match self.known.get(self.passed) {
            Some(&(known, end, eojeol)) if usize::from(known) == start => {
                self.lefts.clear();
                self.lefts.extend(self.memory.lefts(eojeol));
                self.find_ways();
                self.pass_eojeol(eojeol, start as u16..end, after_space);
            }
            _ => {
                self.lefts.clear();
                self.lefts.extend(self.candidates.at(start).iter().map(|candidate| candidate.entry.left));
                self.find_ways();
                self.connect(start, after_space);
            }
        }
    }

    /// Finds the cheapest path to each of the left contexts; it is the same for all words that share one.
    ///
    /// Most tails are so costly that not even the least cost of a context would make them the cheapest path to it. They
    /// are dropped first: the costs that are looked up are what most of the time is spent on.
    fn find_ways(&mut self) {
        let Some(cheapest) = self.tails.iter().min_by_key(|tail| tail.path) else {
            return;
        };
        let (path, right) = (cheapest.path, cheapest.right);
        let costs = self.dictionary.costs();
        let (mut bound, mut kept) = (i32::MIN, 0);
        for at in 0..self.lefts.len() {
            let left = self.lefts[at];
            let best = &mut self.best[usize::from(left)];
            if best.stamp != self.stamp {
                let path = path.plus(costs.cost(right, left));
                bound = bound.max(path.cost() - i32::from(self.dictionary.least_cost_before(left)));
                *best = Best { stamp: self.stamp, path };
                self.lefts[kept] = left;
                kept += 1;
            }
        }
        self.lefts.truncate(kept);
        keep_up_to(bound, &mut self.tails);
        for &left in &self.lefts {
            let paths = self.tails.iter().map(|tail| tail.path.plus(costs.cost(tail.right, left)));
            let best = &mut self.best[usize::from(left)];
            best.path = paths.fold(best.path, PathCost::min);
        }
    }

    /// Makes a node of each candidate, last proposed first, as MeCab does.
    fn connect(&mut self, start: usize, after_space: bool) {
        let costs = self.dictionary.costs();
        for &Candidate { entry, end } in self.candidates.at(start).iter().rev() {
            let path = self.best[usize::from(entry.left)].path;
            let penalty = if after_space { self.dictionary.space_penalty(entry.left) } else { 0 };
            let node = Node {
                content: Content::Word(entry.word),
                start: start as u16,
                end,
                right: entry.right,
                cost: path.cost() + i32::from(penalty) + i32::from(entry.cost),
                previous: path.node(),
            };
            self.nodes.add(costs, node);
        }
    }

    /// Makes a node of each last word of an eojeol.
    fn pass_eojeol(&mut self, eojeol: Eojeol, place: Range<u16>, after_space: bool) {
        self.starts.clear();
        for left in self.memory.lefts(eojeol) {
            let path = self.best[usize::from(left)].path;
            let penalty = if after_space { self.dictionary.space_penalty(left) } else { 0 };
            self.starts.push((path.cost() + i32::from(penalty), path.node()));
        }
        let costs = self.dictionary.costs();
        for end in self.memory.ends(eojeol) {
            let mut cheapest = (i32::MAX, NONE, 0);
            for EojeolWay { number, cost, left } in end.paths() {
                let (start, previous) = self.starts[left];
                if start + cost < cheapest.0 {
                    cheapest = (start + cost, previous, number);
                }
            }
            let (cost, previous, path) = cheapest;
            let node = Node {
                content: Content::Path(path),
                start: place.start,
                end: place.end,
                right: end.right,
                cost,
                previous,
            };
            self.nodes.add(costs, node);
        }
    }

    /// Begins a new set of cheapest paths.
    fn forget_ways(&mut self) {
        self.stamp = self.stamp.wrapping_add(1);
        if self.stamp == 0 {
            self.best.fill(Best::NONE);
            self.stamp = 1;
        }
    }

    /// The last word of the text, once the window is exhausted and all words are in the lattice.
    pub(super) fn last(&mut self) -> Option<u32> {
        self.position = self.nodes.farthest();
        self.nodes.take_tails(self.position, &mut self.tails);
        let costs = self.dictionary.costs();
        let paths = self.tails.iter().map(|tail| tail.path.plus(costs.cost(tail.right, EDGE)));
        paths.min().map(PathCost::node).filter(|&node| node != ROOT)
    }

    /// The last word that every path to the words not yet continued shares: what comes before it is decided, since the
    /// rest of the text cannot tell those paths apart there.
    ///
    /// Starting over after it gives the same words as going on would: whichever path is the cheapest passes through
    /// it, and what is dropped are only paths that lost already.
    pub(super) fn decided(&mut self) -> Option<u32> {
        self.marked.clear();
        self.marked.resize(self.nodes.len(), false);
        let mut count = 0_usize;
        for path in self.nodes.open_ways() {
            count += 1;
            self.marked[path.node() as usize] = true;
        }
        // A node comes after the one before it on its path: going down, paths merge where they meet.
        for node in (0..self.nodes.len()).rev() {
            if !self.marked[node] {
                continue;
            }
            if count == 1 {
                return Some(node as u32).filter(|&node| node != ROOT);
            }
            let previous = self.nodes.get(node as u32).previous as usize;
            if self.marked[previous] {
                count -= 1;
            }
            self.marked[previous] = true;
        }
        None
    }

    /// The cheapest word that ends where all words are in the lattice: for a window that is full and undecided.
    pub(super) fn provisional(&self) -> Option<u32> {
        self.nodes.cheapest_before(self.position)
    }

    /// The node of this number.
    pub(super) fn node(&self, node: u32) -> &Node {
        self.nodes.get(node)
    }

    /// The words on the path to `last` and itself, from back to front.
    pub(super) fn way_back(&self, last: u32) -> impl Iterator<Item = Node> {
        let known = |node: u32| (node != ROOT).then(|| *self.nodes.get(node));
        std::iter::successors(known(last), move |node| known(node.previous))
    }
}

/// Drops the tails that cost more than `bound`. Each is copied and some are then overwritten, which is cheaper than to
/// guess, often wrongly, whether to copy.
fn keep_up_to(bound: i32, tails: &mut Vec<Tail>) {
    let mut kept = 0;
    for index in 0..tails.len() {
        let tail = tails[index];
        tails[kept] = tail;
        kept += usize::from(tail.path.cost() <= bound);
    }
    tails.truncate(kept);
}
