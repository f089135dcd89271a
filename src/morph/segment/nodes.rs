//! The nodes of a lattice: the words, or whole eojeols, at their places, and the paths that end with them.

use std::cmp::Reverse;

use crate::dictionary::{ConnectionCosts, RightPlace, WordId};

/// The node before the first word.
pub(super) const ROOT: u32 = 0;
/// No node.
pub(super) const NONE: u32 = u32::MAX;

/// What a node stands for.
#[derive(Clone, Copy)]
pub(super) enum Content {
    /// A word.
    Word(WordId),
    /// All words of an eojeol: a path of the memory.
    Path(u32),
}

/// A word at a place, or a whole eojeol, with the cheapest path to it. Positions count characters of the window.
#[derive(Clone, Copy)]
pub(super) struct Node {
    pub(super) content: Content,
    pub(super) start: u16,
    pub(super) end: u16,
    pub(super) right: u16,
    pub(super) cost: i32,
    /// The node before it on the cheapest path.
    pub(super) previous: u32,
}

/// A path that has reached the current position: all that matters to what follows.
#[derive(Clone, Copy)]
pub(super) struct Tail {
    pub(super) right: RightPlace,
    pub(super) path: PathCost,
}

/// The cost of a path and its last node in one number. Of two paths the lesser number is the cheaper; of equals that
/// whose node was added later, which is the one MeCab meets first. A minimum of numbers needs no branch, and here a
/// branch would be mispredicted often.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PathCost(i64);

impl PathCost {
    pub(super) const COSTLIEST: Self = Self(i64::MAX);

    pub(super) fn new(cost: i32, node: u32) -> Self {
        Self(i64::from(cost) << 32 | i64::from(!node))
    }

    pub(super) fn plus(self, cost: i16) -> Self {
        Self(self.0 + (i64::from(cost) << 32))
    }

    pub(super) fn cost(self) -> i32 {
        (self.0 >> 32) as i32
    }

    pub(super) fn node(self) -> u32 {
        !(self.0.cast_unsigned() as u32)
    }
}

/// The paths that have not been continued, by the position that they have reached. No word is so long that two of the
/// positions that are reached at a time share a place.
struct Ends(Vec<Vec<Tail>>);

impl Ends {
    /// For words of at most this many characters.
    fn within(longest: usize) -> Self {
        Self(vec![Vec::new(); (longest + 1).next_power_of_two()])
    }

    /// The paths that have reached a position.
    fn at(&mut self, position: usize) -> &mut Vec<Tail> {
        let places = self.0.len();
        &mut self.0[position & (places - 1)]
    }

    /// All paths.
    fn all(&self) -> impl Iterator<Item = &Tail> {
        self.0.iter().flatten()
    }

    fn clear(&mut self) {
        self.0.iter_mut().for_each(Vec::clear);
    }
}

/// All nodes of a lattice. A node comes after the one before it on its path.
pub(super) struct Nodes {
    list: Vec<Node>,
    ends: Ends,
}

impl Nodes {
    /// No nodes, for words of at most this many characters.
    pub(super) fn within(longest: usize) -> Self {
        Self { list: Vec::new(), ends: Ends::within(longest) }
    }

    /// Only the one before the first word, of the context `right`.
    pub(super) fn restart(&mut self, costs: &ConnectionCosts, right: u16) {
        self.list.clear();
        self.ends.clear();
        let content = Content::Word(WordId::unknown(0));
        self.add(costs, Node { content, start: 0, end: 0, right, cost: 0, previous: NONE });
    }

    /// Adds a node.
    #[inline]
    pub(super) fn add(&mut self, costs: &ConnectionCosts, node: Node) {
        let path = PathCost::new(node.cost, self.list.len() as u32);
        let here = self.ends.at(usize::from(node.end));
        debug_assert!(here.iter().all(|tail| self.list[tail.path.node() as usize].end == node.end));
        here.push(Tail { right: costs.place(node.right), path });
        self.list.push(node);
    }

    /// Whether paths have reached a position and have not been continued.
    pub(super) fn reach(&mut self, position: usize) -> bool {
        !self.ends.at(position).is_empty()
    }

    /// Takes the paths that have reached a position, to continue them, in the place of what is in `tails`.
    pub(super) fn take_tails(&mut self, position: usize, tails: &mut Vec<Tail>) {
        tails.clear();
        std::mem::swap(tails, self.ends.at(position));
    }

    /// The paths that have not been continued.
    pub(super) fn open_ways(&self) -> impl Iterator<Item = PathCost> {
        self.ends.all().map(|tail| tail.path)
    }

    /// How many there are.
    pub(super) const fn len(&self) -> usize {
        self.list.len()
    }

    /// The node of this number.
    pub(super) fn get(&self, node: u32) -> &Node {
        &self.list[node as usize]
    }

    /// The farthest position that paths have reached.
    pub(super) fn farthest(&self) -> usize {
        self.list.iter().map(|node| usize::from(node.end)).max().unwrap_or(0)
    }

    /// The cheapest of those that end last, of those that end at `position` or before.
    pub(super) fn cheapest_before(&self, position: usize) -> Option<u32> {
        let ended = |node: &Node| (1..=position).contains(&usize::from(node.end));
        let nodes = (0..).zip(&self.list).filter(|(_, node)| ended(node));
        // Of equals the one that was added last.
        nodes.max_by_key(|(_, node)| (node.end, Reverse(node.cost))).map(|(number, _)| number)
    }
}
