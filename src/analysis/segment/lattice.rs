//! The lattice of mecab-ko: every word that may lie at a place of the window, and the cheapest way to each.
//!
//! A word's cost is its own, that of its connection with the word before it, and a penalty if it is of a kind that
//! does not follow a space (particles, endings) and does. Spaces are skipped: the words on both sides are
//! connected. Where two ways cost the same, the order in which MeCab meets them decides, so that both agree.

use std::ops::Range;
use std::sync::Arc;

use crate::analysis::dictionary::{CharacterKind, Dictionary, RightPlace, WordId};
use crate::analysis::lexicon::Lexicon;

use super::candidates::{Candidate, Candidates};
use super::eojeol::LONGEST;
use super::memory::{Eojeol, EojeolWay, Exchange, Memory};
use super::window::{SPACES, Window};

/// The node before the first word.
const ROOT: u32 = 0;
/// No node.
const NONE: u32 = u32::MAX;
/// The context of the edges of a text.
pub(super) const EDGE: u16 = 0;

/// What a node stands for.
#[derive(Clone, Copy)]
pub(super) enum Content {
    /// A word.
    Word(WordId),
    /// All words of an eojeol: a way of the memory.
    Way(u32),
}

/// A word at a place, or a whole eojeol, with the cheapest way to it. Positions count characters of the window.
#[derive(Clone, Copy)]
pub(super) struct Node {
    pub(super) content: Content,
    pub(super) start: u16,
    pub(super) end: u16,
    pub(super) right: u16,
    cost: i32,
    /// The node before it on the cheapest way.
    previous: u32,
    /// The node that was added before it among those that end at the same position.
    next_ending: u32,
}

/// The cheapest way to a left context; `stamp` says at which position.
#[derive(Clone, Copy)]
struct Best {
    stamp: u32,
    way: Way,
}

impl Best {
    const NONE: Self = Self { stamp: 0, way: Way::DEAREST };
}

/// A way that has reached the current position: all that matters to what follows.
#[derive(Clone, Copy)]
struct Tail {
    right: RightPlace,
    way: Way,
}

/// The cost of a way and its last node in one number. Of two ways the lesser number is the cheaper; of equals that
/// whose node was added later, which is the one MeCab meets first. A minimum of numbers needs no branch, and here a
/// branch would be mispredicted often.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Way(i64);

impl Way {
    const DEAREST: Self = Self(i64::MAX);

    fn new(cost: i32, node: u32) -> Self {
        Self(i64::from(cost) << 32 | i64::from(!node))
    }

    fn plus(self, cost: i16) -> Self {
        Self(self.0 + (i64::from(cost) << 32))
    }

    fn cost(self) -> i32 {
        (self.0 >> 32) as i32
    }

    fn node(self) -> u32 {
        !(self.0.cast_unsigned() as u32)
    }
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
    nodes: Vec<Node>,
    /// For each position, the node that was added last among those that end there.
    ending: Vec<u32>,
    /// The words of all positions before this one are in the lattice.
    position: usize,
    tails: Vec<Tail>,
    /// The left contexts of what may follow.
    lefts: Vec<u16>,
    /// For each first context of an eojeol, the cheapest way to it, the penalty for a space included.
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
        Self {
            dictionary,
            lookahead: SPACES + candidates.lookahead(),
            candidates,
            memory: Memory::new(lexicon, exchange),
            known: Vec::new(),
            passed: 0,
            nodes: Vec::new(),
            ending: Vec::new(),
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
    pub(super) const fn memory_mut(&mut self) -> &mut Memory {
        &mut self.memory
    }

    /// Begins anew at the front of the window, after a word with the context `right`.
    pub(super) fn restart(&mut self, right: u16) {
        self.nodes.clear();
        self.ending.clear();
        self.candidates.clear();
        self.known.clear();
        self.passed = 0;
        self.memory.tidy();
        self.position = 0;
        let root = Node {
            content: Content::Word(WordId::unknown(0)),
            start: 0,
            end: 0,
            right,
            cost: 0,
            previous: NONE,
            next_ending: NONE,
        };
        self.ending.push(ROOT);
        self.nodes.push(root);
    }

    /// Adds the words of every position that the window shows far enough.
    pub(super) fn extend(&mut self, window: &Window<'_>) {
        self.ending.resize(window.len() + 1, NONE);
        let hidden = if window.is_exhausted() { 0 } else { self.lookahead };
        let limit = window.len().saturating_sub(hidden);
        self.propose(window, window.len().min(limit + SPACES));
        while self.position < limit {
            if self.ending[self.position] != NONE {
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
        self.collect_tails();
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

    /// Gathers the ways that reach the current position.
    fn collect_tails(&mut self) {
        self.tails.clear();
        let mut next = self.ending[self.position];
        while next != NONE {
            let node = &self.nodes[next as usize];
            self.tails.push(Tail {
                right: self.dictionary.costs().place(node.right),
                way: Way::new(node.cost, next),
            });
            next = node.next_ending;
        }
    }

    /// Finds the cheapest way to each of the left contexts; it is the same for all words that share one.
    ///
    /// Most tails are so dear that not even the least cost of a context would make them the cheapest way to it. They
    /// are dropped first: the costs that are looked up are what most of the time is spent on.
    fn find_ways(&mut self) {
        let Some(cheapest) = self.tails.iter().min_by_key(|tail| tail.way) else {
            return;
        };
        let (way, right) = (cheapest.way, cheapest.right);
        let costs = self.dictionary.costs();
        let (mut bound, mut kept) = (i32::MIN, 0);
        for at in 0..self.lefts.len() {
            let left = self.lefts[at];
            let best = &mut self.best[usize::from(left)];
            if best.stamp != self.stamp {
                let way = way.plus(costs.cost(right, left));
                bound = bound.max(way.cost() - i32::from(self.dictionary.least_cost_before(left)));
                *best = Best { stamp: self.stamp, way };
                self.lefts[kept] = left;
                kept += 1;
            }
        }
        self.lefts.truncate(kept);
        keep_up_to(bound, &mut self.tails);
        for &left in &self.lefts {
            let ways = self.tails.iter().map(|tail| tail.way.plus(costs.cost(tail.right, left)));
            let best = &mut self.best[usize::from(left)];
            best.way = ways.fold(best.way, Way::min);
        }
    }

    /// Makes a node of each candidate, last proposed first, as MeCab does.
    fn connect(&mut self, start: usize, after_space: bool) {
        for &Candidate { entry, end } in self.candidates.at(start).iter().rev() {
            let way = self.best[usize::from(entry.left)].way;
            let penalty = if after_space { self.dictionary.space_penalty(entry.left) } else { 0 };
            let ending = &mut self.ending[usize::from(end)];
            let node = Node {
                content: Content::Word(entry.word),
                start: start as u16,
                end,
                right: entry.right,
                cost: way.cost() + i32::from(penalty) + i32::from(entry.cost),
                previous: way.node(),
                next_ending: *ending,
            };
            *ending = self.nodes.len() as u32;
            self.nodes.push(node);
        }
    }

    /// Makes a node of each last word of an eojeol.
    fn pass_eojeol(&mut self, eojeol: Eojeol, place: Range<u16>, after_space: bool) {
        self.starts.clear();
        for left in self.memory.lefts(eojeol) {
            let way = self.best[usize::from(left)].way;
            let penalty = if after_space { self.dictionary.space_penalty(left) } else { 0 };
            self.starts.push((way.cost() + i32::from(penalty), way.node()));
        }
        for end in self.memory.ends(eojeol) {
            let mut cheapest = (i32::MAX, NONE, 0);
            for EojeolWay { number, cost, left } in end.ways() {
                let (start, previous) = self.starts[left];
                if start + cost < cheapest.0 {
                    cheapest = (start + cost, previous, number);
                }
            }
            let (cost, previous, way) = cheapest;
            let ending = &mut self.ending[usize::from(place.end)];
            let node = Node {
                content: Content::Way(way),
                start: place.start,
                end: place.end,
                right: end.right,
                cost,
                previous,
                next_ending: *ending,
            };
            *ending = self.nodes.len() as u32;
            self.nodes.push(node);
        }
    }

    /// Begins a new set of cheapest ways.
    fn forget_ways(&mut self) {
        self.stamp = self.stamp.wrapping_add(1);
        if self.stamp == 0 {
            self.best.fill(Best::NONE);
            self.stamp = 1;
        }
    }

    /// The last word of the text, once the window is exhausted and all words are in the lattice.
    pub(super) fn last(&mut self) -> Option<u32> {
        self.position = self.ending.iter().rposition(|&node| node != NONE)?;
        self.collect_tails();
        let costs = self.dictionary.costs();
        let ways = self.tails.iter().map(|tail| tail.way.plus(costs.cost(tail.right, EDGE)));
        ways.min().map(Way::node).filter(|&node| node != ROOT)
    }

    /// The last word that every way to the words not yet continued shares: what comes before it is decided, since the
    /// rest of the text cannot tell those ways apart there.
    ///
    /// Beginning anew after it gives the same words as going on would: whichever way is the cheapest passes through
    /// it, and what is dropped are only ways that lost already.
    pub(super) fn decided(&mut self) -> Option<u32> {
        self.marked.clear();
        self.marked.resize(self.nodes.len(), false);
        let mut count = 0_usize;
        for position in self.position..self.ending.len() {
            let mut next = self.ending[position];
            while next != NONE {
                count += 1;
                self.marked[next as usize] = true;
                next = self.nodes[next as usize].next_ending;
            }
        }
        // A node comes after the one before it on its way: going down, ways merge where they meet.
        for node in (0..self.nodes.len()).rev() {
            if !self.marked[node] {
                continue;
            }
            if count == 1 {
                return Some(node as u32).filter(|&node| node != ROOT);
            }
            let previous = self.nodes[node].previous as usize;
            if self.marked[previous] {
                count -= 1;
            }
            self.marked[previous] = true;
        }
        None
    }

    /// The cheapest word that ends where all words are in the lattice: for a window that is full and undecided.
    pub(super) fn provisional(&self) -> Option<u32> {
        let ends = self.ending.get(1..=self.position)?;
        let mut next = *ends.iter().rfind(|&&node| node != NONE)?;
        let mut cheapest = next;
        while next != NONE {
            let node = &self.nodes[next as usize];
            if node.cost < self.nodes[cheapest as usize].cost {
                cheapest = next;
            }
            next = node.next_ending;
        }
        Some(cheapest)
    }

    /// The node of this number.
    pub(super) fn node(&self, node: u32) -> &Node {
        &self.nodes[node as usize]
    }

    /// The words on the way to `last` and itself, from back to front.
    pub(super) fn way_back(&self, last: u32) -> impl Iterator<Item = Node> {
        let known = |node: u32| Some(self.nodes[node as usize]).filter(|_| node != ROOT);
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
        kept += usize::from(tail.way.cost() <= bound);
    }
    tails.truncate(kept);
}
