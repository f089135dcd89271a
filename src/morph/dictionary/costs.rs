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
    rights: usize,
}

/// A right context: where the costs of the words after it begin.
#[derive(Clone, Copy)]
pub(crate) struct RightPlace(usize);

impl ConnectionCosts {
    /// The costs in `section`; `None` unless it has whole bands for this many left and right contexts.
    pub(super) fn new(section: &'static [u8], lefts: usize, rights: usize) -> Option<Self> {
        let (cells, rest) = section.as_chunks();
        let complete = rest.is_empty() && cells.len() == rights.div_ceil(BAND) * BAND * lefts;
        complete.then_some(Self { cells, lefts, rights })
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

    /// By how much a word with the context `left` may cost more than one with the context `other`, whatever word
    /// comes before it.
    pub(crate) fn worst_before(&self, left: u16, other: u16) -> i32 {
        let bands = (0..self.rights).step_by(BAND).map(|first| {
            let count = BAND.min(self.rights - first);
            let band = |left: u16| &self.cells[first * self.lefts + usize::from(left) * BAND..][..count];
            most_above(band(left).iter(), band(other).iter())
        });
        bands.max().unwrap_or(0)
    }

    /// By how much a word may cost more after one with the context `right` than after one with the context `other`,
    /// whatever word it is; or, where that is `enough`, a number from there on.
    pub(crate) fn worst_after(&self, right: u16, other: u16, enough: i32) -> i32 {
        // The costs of one right context lie far apart, those of the frequent left contexts first.
        const AT_ONCE: usize = 64;
        let mut worst = i32::MIN;
        for first in (0..self.lefts).step_by(AT_ONCE) {
            let count = AT_ONCE.min(self.lefts - first);
            let column = |right: u16| {
                self.cells[self.place(right).0 + first * BAND..].iter().step_by(BAND).take(count)
            };
            worst = worst.max(most_above(column(right), column(other)));
            if worst >= enough {
                break;
            }
        }
        worst
    }
}

fn most_above<'c>(
    costs: impl Iterator<Item = &'c [u8; 2]>,
    others: impl Iterator<Item = &'c [u8; 2]>,
) -> i32 {
    let cost = |cell: &[u8; 2]| i32::from(i16::from_le_bytes(*cell));
    costs.zip(others).map(|(one, other)| cost(one) - cost(other)).max().unwrap_or(0)
}
