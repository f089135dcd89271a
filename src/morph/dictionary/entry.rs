//! The entries of a lexicon, found by the beginning of a text: a trie as lindera serializes it, with the records that
//! its values point to. The dictionary and the user's dictionary have one each.

use lindera_dictionary::dictionary::prefix_dictionary::PrefixDictionary;

use super::word::WordId;

/// Length of a serialized entry: word `u32`, cost `i16`, left and right context `u16`.
const RECORD: usize = 10;

/// One analysis of a surface, as the lattice needs it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    /// The word that this is an analysis of.
    pub(crate) word: WordId,
    /// What it costs to use the word.
    pub(crate) cost: i16,
    /// Context towards the word before.
    pub(crate) left: u16,
    /// Context towards the word after.
    pub(crate) right: u16,
}

impl Entry {
    fn parse(record: [u8; RECORD]) -> Self {
        let [w0, w1, w2, w3, c0, c1, l0, l1, r0, r1] = record;
        Self {
            word: WordId::from_bits(u32::from_le_bytes([w0, w1, w2, w3])),
            cost: i16::from_le_bytes([c0, c1]),
            left: u16::from_le_bytes([l0, l1]),
            right: u16::from_le_bytes([r0, r1]),
        }
    }
}

/// Calls `found` with each entry of each surface that `text` begins with, shortest surface first, and the length of
/// the surface in characters.
#[inline]
pub(crate) fn for_each_prefix(trie: &PrefixDictionary, text: &[char], mut found: impl FnMut(usize, Entry)) {
    for (records, length) in trie.common_prefix_search(text) {
        for record in records.as_chunks::<RECORD>().0 {
            found(length, Entry::parse(*record));
        }
    }
}
