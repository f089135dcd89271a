//! What it costs to connect two words: a number for each pair of the right context of one and the left context of the
//! next.
//!
//! The pairs that texts have are few, and the context ids are numbered by frequency. So the costs lie in bands of 256
//! right contexts, in each band the costs of one left context after the other: what a text needs lies in the first rows
//! of the first bands, which fit in the processor's cache as the rows of the whole matrix would not.

use super::packed::BAND;

/// The costs, read in place.
pub(crate) struct ConnectionCosts {
    cells: &'static [[u8; 2]],
    lefts: usize,
}

/// A right context: where the costs of the words after it begin.
#[derive(Clone, Copy)]
pub(crate) struct RightPlace(usize);

impl ConnectionCosts {
    /// The costs in `section`; `None` unless it has whole bands for this many left and right contexts.
    pub(super) fn new(section: &'static [u8], lefts: usize, rights: usize) -> Option<Self> {
        let (cells, rest) = section.as_chunks();
        let complete = rest.is_empty() && cells.len() == rights.div_ceil(BAND) * BAND * lefts;
        complete.then_some(Self { cells, lefts })
    }

    /// Where the costs after a word with the context `right` are.
    #[inline]
    pub(crate) fn place(&self, right: u16) -> RightPlace {
        let right = usize::from(right);
        RightPlace(right / BAND * BAND * self.lefts + right % BAND)
    }

    /// Cost of a word with the context `left` there.
    #[inline]
    pub(crate) fn cost(&self, place: RightPlace, left: u16) -> i16 {
        i16::from_le_bytes(self.cells[place.0 + usize::from(left) * BAND])
    }
}
