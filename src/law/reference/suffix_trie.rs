//! A closed list of names, matched backwards from a place in a text.
//!
//! Blanks and middle dots are ignored on both sides, so that the joined and the spaced spelling of a name are one.

use crate::scan::{Text, is_blank, is_middle_dot};

/// The names of a list, by their last character first.
#[derive(Debug, Default)]
pub(super) struct SuffixTrie {
    nodes: Vec<Node>,
}

#[derive(Debug, Default)]
struct Node {
    children: Vec<(char, u32)>,
    name: Option<u32>,
}

/// One name that ends where the search began.
#[derive(Debug, Clone, Copy)]
pub(super) struct Suffix {
    /// Where the name begins.
    pub(super) start: usize,
    /// Its place in the list.
    pub(super) name: usize,
}

impl SuffixTrie {
    pub(super) fn new<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let mut trie = Self { nodes: vec![Node::default()] };
        for (index, name) in names.enumerate() {
            trie.insert(name, index as u32);
        }
        trie
    }

    fn insert(&mut self, name: &str, index: u32) {
        let mut node = 0usize;
        for c in name.chars().rev().filter(|&c| !is_ignored(c)) {
            node = match self.nodes[node].children.binary_search_by_key(&c, |child| child.0) {
                Ok(at) => self.nodes[node].children[at].1 as usize,
                Err(at) => {
                    let new = self.nodes.len();
                    self.nodes[node].children.insert(at, (c, new as u32));
                    self.nodes.push(Node::default());
                    new
                }
            };
        }
        self.nodes[node].name.get_or_insert(index);
    }

    /// Calls `found` for every name that ends at `end`, the shortest first.
    pub(super) fn ending_at(&self, text: Text<'_>, end: usize, mut found: impl FnMut(Suffix)) {
        let mut node = 0usize;
        let mut start = end;
        let mut ignored = 0;
        for c in text.before(end).chars().rev() {
            start -= c.len_utf8();
            if is_ignored(c) {
                ignored += 1;
                if ignored > 3 {
                    return;
                }
                continue;
            }
            ignored = 0;
            let children = &self.nodes[node].children;
            let Ok(at) = children.binary_search_by_key(&c, |child| child.0) else {
                return;
            };
            node = children[at].1 as usize;
            if let Some(name) = self.nodes[node].name {
                found(Suffix { start, name: name as usize });
            }
        }
    }

    /// The longest name that ends at `end` and that `accept` agrees to.
    pub(super) fn longest(
        &self,
        text: Text<'_>,
        end: usize,
        accept: impl Fn(Suffix) -> bool,
    ) -> Option<Suffix> {
        let mut best = None;
        self.ending_at(text, end, |suffix| {
            if accept(suffix) {
                best = Some(suffix);
            }
        });
        best
    }
}

fn is_ignored(c: char) -> bool {
    is_blank(c) || is_middle_dot(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joined_and_spaced_spellings_are_one_name() {
        let trie = SuffixTrie::new(["민법", "난민법", "독점규제 및 공정거래에 관한 법률"].into_iter());
        for (text, name) in [
            ("이는 민법", Some(0)),
            ("난민법", Some(1)),
            ("독점규제및공정거래에관한법률", Some(2)),
            ("독점규제 및 공정거래에\n관한 법률", Some(2)),
            ("상법", None),
        ] {
            let found = trie.longest(Text(text), text.len(), |_| true);
            assert_eq!(found.map(|suffix| suffix.name), name, "{text}");
        }
    }
}
