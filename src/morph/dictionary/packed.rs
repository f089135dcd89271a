//! Layout of the packed dictionary: one file, a directory of sections, every section aligned.
//!
//! Shared by the program that writes the file (`rebuild-dictionary` of panrye-tools), the build that unpacks it and the
//! library that embeds it, so that they cannot disagree. Knows offsets only, not what a section means.
//!
//! ```text
//! magic: 8 bytes | (offset: u64, length: u64) for each section | sections, each at a multiple of 64
//! ```
//! All numbers are little-endian.

use std::ops::Range;

/// First bytes of the file; the last of them is the version of this layout.
pub(crate) const MAGIC: [u8; 8] = *b"panryeD1";

/// No surface of the dictionary has more characters; the lattice looks this far ahead.
pub(crate) const LONGEST_SURFACE: usize = 17;

/// Number of right contexts in a band of [`Section::Costs`].
pub(crate) const BAND: usize = 256;

/// Length of the fields of [`Section::Words`] and [`Section::Unknown`].
pub(crate) const RECORD: usize = 8;

/// The sections, in the order in which they lie in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// Trie over all surfaces, in the form of lindera's; its value is the ordinal of the surface.
    Trie,
    /// `u32` for each surface and one more: index of its first entry.
    EntryIndex,
    /// 10 bytes an entry: word `u32`, cost `i16`, left and right context `u16`.
    Entries,
    /// `u16` twice: number of left and of right contexts.
    Sizes,
    /// `i16` for each pair of contexts: for each band of right contexts, for each left context, the costs after each
    /// right context of the band.
    Costs,
    /// `i16` for each left context: the least of its connection costs.
    LeastCosts,
    /// `i16` for each left context: what it costs to begin a word of that context after a space.
    SpacePenalties,
    /// One byte for each code point below U+10000: index into `CharacterKinds`.
    Characters,
    /// `u32` for each kind of character: MeCab's `CharInfo` bit field.
    CharacterKinds,
    /// 8 bytes for each character category: cost `i16`, left, right context, class `u16` of its unknown word.
    Unknown,
    /// 8 bytes a word: offset `u32` into `Details`, class `u16`, length `u16` of the detail.
    Words,
    /// One line a class: tag, kind, first tag, last tag; separated by tabs.
    Classes,
    /// One line for each tag of a plain word and each coda (`T`, `F`, `*`): tag, coda, left and right context that most
    /// words like it have; separated by tabs.
    Contexts,
    /// For each word with details: expression, a tab, reading (each may be empty).
    Details,
}

impl Section {
    /// The bytes of this section in `file`; `None` where the file is truncated or of another layout.
    pub(crate) fn of(self, file: &[u8]) -> Option<&[u8]> {
        file.get(self.range(file)?)
    }

    /// Where this section lies in `file`.
    pub(crate) fn range(self, file: &[u8]) -> Option<Range<usize>> {
        file.strip_prefix(&MAGIC)?;
        let entry = MAGIC.len() + 16 * self as usize;
        let start = usize::try_from(read_u64(file, entry)?).ok()?;
        let length = usize::try_from(read_u64(file, entry + 8)?).ok()?;
        Some(start..start.checked_add(length)?)
    }
}

fn read_u64(bytes: &[u8], at: usize) -> Option<u64> {
    let field = bytes.get(at..)?.first_chunk()?;
    Some(u64::from_le_bytes(*field))
}
