//! The lattice of mecab-ko: every word that may lie at a place of the window, and the cheapest way to each.
//!
//! A word's cost is its own, that of its connection with the word before it, and a penalty if it is of a kind that
//! does not follow a space (particles, endings) and does. Spaces are skipped: the words on both sides are
//! connected. Where two ways cost the same, the order in which MeCab meets them decides, so that both agree.

use crate::analysis::dictionary::{CharacterKind, Dictionary, Entry, LONGEST_SURFACE, WordId};

use super::window::{SPACES, Window};

/// MeCab's `max-grouping-size`: of a run of characters of one category, an unknown word of this many more characters
/// than its first is still proposed.
pub(super) const LONGEST_GROUP: usize = 24;

/// The node before the first word.
const ROOT: u32 = 0;
/// No node.
const NONE: u32 = u32::MAX;
/// The context of the edges of a text.
pub(super) const EDGE: u16 = 0;

/// A word at a place, with the cheapest way to it. Positions count characters of the window.
#[derive(Clone, Copy)]
pub(super) struct Node {
    pub(super) word: WordId,
    pub(super) start: u16,
    pub(super) end: u16,
    pub(super) right: u16,
    cost: i32,
    /// The node before it on the cheapest way.
    previous: u32,
    /// The node that was added before it among those that end at the same position.
    next_ending: u32,
}

/// A word that may follow at the current position.
struct Candidate {
    entry: Entry,
    end: u16,
}

/// The cheapest way to a left context at one position: `stamp` says at which.
#[derive(Clone, Copy, Default)]
struct Best {
    stamp: u32,
    cost: i32,
    previous: u32,
}

/// A way that has reached the current position: all that matters to what follows.
struct Tail {
    right: u16,
    cost: i32,
    node: u32,
}

/// The lattice and its memory, which is kept from one text to the next.
pub(super) struct Lattice {
    dictionary: &'static Dictionary,
    space: CharacterKind,
    nodes: Vec<Node>,
    /// For each position, the node that was added last among those that end there.
    ending: Vec<u32>,
    /// The words of all positions before this one are in the lattice.
    position: usize,
    candidates: Vec<Candidate>,
    tails: Vec<Tail>,
    /// By left context.
    best: Vec<Best>,
    stamp: u32,
    marked: Vec<bool>,
}

impl Lattice {
    /// How far the lattice must see beyond a position (and a space) to know all words that begin there.
    pub(super) const LOOKAHEAD: usize = {
        let group = LONGEST_GROUP + 1;
        SPACES
            + if LONGEST_SURFACE > group {
                LONGEST_SURFACE
            } else {
                group
            }
    };

    pub(super) fn new(dictionary: &'static Dictionary) -> Self {
        let (lefts, _) = dictionary.context_counts();
        Self {
            dictionary,
            space: dictionary.kinds()[usize::from(dictionary.kind_index(' '))],
            nodes: Vec::new(),
            ending: Vec::new(),
            position: 0,
            candidates: Vec::new(),
            tails: Vec::new(),
            best: vec![Best::default(); lefts],
            stamp: 0,
            marked: Vec::new(),
        }
    }

    /// The category that is skipped between words.
    pub(super) fn space(&self) -> CharacterKind {
        self.space
    }

    /// Begins anew at the front of the window, after a word with the context `right`.
    pub(super) fn restart(&mut self, right: u16) {
        self.nodes.clear();
        self.ending.clear();
        self.position = 0;
        let root = Node {
            word: WordId::unknown(0),
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
        let hidden = if window.is_exhausted() { 0 } else { Self::LOOKAHEAD };
        let limit = window.len().saturating_sub(hidden);
        while self.position < limit {
            if self.ending[self.position] != NONE {
                self.visit(window);
            }
            self.position += 1;
        }
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
        self.candidates.clear();
        self.propose_known(window, start);
        let kind = self.kind(window, start);
        if self.candidates.is_empty() || kind.always_unknown {
            self.propose_unknown(window, start, kind);
        }
        self.collect_tails();
        self.connect(start, after_space);
    }

    /// Whether the character at `position` is skipped between words.
    pub(super) fn is_space(&self, window: &Window<'_>, position: usize) -> bool {
        self.kind(window, position).is_like(self.space)
    }

    fn kind(&self, window: &Window<'_>, position: usize) -> CharacterKind {
        self.dictionary.kinds()[window.kind_index(position)]
    }

    fn propose_known(&mut self, window: &Window<'_>, start: usize) {
        let candidates = &mut self.candidates;
        self.dictionary
            .for_each_prefix(window.characters_from(start), |length, entry| {
                candidates.push(Candidate {
                    entry,
                    end: (start + length) as u16,
                });
            });
    }

    /// Follows `TokenizerImpl::lookup` of MeCab: the run of characters of one category unless it is too long, then
    /// its beginnings up to the length the category allows, and one character where there is nothing else.
    fn propose_unknown(&mut self, window: &Window<'_>, start: usize, kind: CharacterKind) {
        let entry = self.dictionary.unknown_word(kind);
        let candidates = &mut self.candidates;
        let mut propose = |end: usize| {
            candidates.push(Candidate {
                entry,
                end: end as u16,
            })
        };
        let kind_at = |position| self.dictionary.kinds()[window.kind_index(position)];
        let mut group_end = None;
        if kind.groups {
            let farthest = window.len().min(start + LONGEST_GROUP + 2);
            let mut end = start + 1;
            while end < farthest && kind_at(end).is_like(kind_at(end - 1)) {
                end += 1;
            }
            if end - start - 1 <= LONGEST_GROUP {
                propose(end);
            }
            group_end = Some(end);
        }
        let longest = start + usize::from(kind.unknown_length);
        for end in start + 1..=longest {
            if Some(end) == group_end {
                break;
            }
            propose(end);
            if end >= window.len() || !kind_at(end).is_like(kind) {
                break;
            }
        }
        if self.candidates.is_empty() {
            self.candidates.push(Candidate {
                entry,
                end: (start + 1) as u16,
            });
        }
    }

    /// Gathers the ways that reach the current position.
    fn collect_tails(&mut self) {
        self.tails.clear();
        let mut next = self.ending[self.position];
        while next != NONE {
            let node = &self.nodes[next as usize];
            self.tails.push(Tail {
                right: node.right,
                cost: node.cost,
                node: next,
            });
            next = node.next_ending;
        }
    }

    /// Makes a node of each candidate, last proposed first. The cheapest way to it depends on its left context alone.
    fn connect(&mut self, start: usize, after_space: bool) {
        self.stamp = self.stamp.wrapping_add(1);
        if self.stamp == 0 {
            self.best.fill(Best::default());
            self.stamp = 1;
        }
        for Candidate { entry, end } in self.candidates.drain(..).rev() {
            let best = &mut self.best[usize::from(entry.left)];
            if best.stamp != self.stamp {
                let (cost, previous) = cheapest(&self.tails, self.dictionary.costs_before(entry.left));
                let penalty = if after_space {
                    self.dictionary.space_penalty(entry.left)
                } else {
                    0
                };
                *best = Best {
                    stamp: self.stamp,
                    cost: cost + penalty,
                    previous,
                };
            }
            let ending = &mut self.ending[usize::from(end)];
            let node = Node {
                word: entry.word,
                start: start as u16,
                end,
                right: entry.right,
                cost: best.cost + i32::from(entry.cost),
                previous: best.previous,
                next_ending: *ending,
            };
            *ending = self.nodes.len() as u32;
            self.nodes.push(node);
        }
    }

    /// The last word of the text, once the window is exhausted and all words are in the lattice.
    pub(super) fn last(&mut self) -> Option<u32> {
        self.position = self.ending.iter().rposition(|&node| node != NONE)?;
        self.collect_tails();
        Some(cheapest(&self.tails, self.dictionary.costs_before(EDGE)).1).filter(|&node| node != ROOT)
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
    pub(super) fn way_back(&self, last: u32) -> impl Iterator<Item = &Node> {
        let known = |node: u32| Some(&self.nodes[node as usize]).filter(|_| node != ROOT);
        std::iter::successors(known(last), move |node| known(node.previous))
    }
}

/// The cheapest of the ways, and its last node; the first of equals.
fn cheapest(tails: &[Tail], costs: &[i16]) -> (i32, u32) {
    let mut best = (i32::MAX, ROOT);
    for tail in tails {
        let cost = tail.cost + i32::from(costs[usize::from(tail.right)]);
        if cost < best.0 {
            best = (cost, tail.node);
        }
    }
    best
}
