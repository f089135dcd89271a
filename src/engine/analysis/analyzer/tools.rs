//! What analysis works with: lattice and dictionary, and memory that is kept from text to text.

use super::kept::KeptTokens;
use panrye_morph::decompound::{Decompounder, Part as DividedPart};
use panrye_morph::lexicon::Lexicon;
use panrye_morph::segment::Segmenter;

/// What an analyzer works with.
pub(super) struct Tools {
    pub(super) lexicon: Lexicon,
    pub(super) segmenter: Segmenter,
    pub(super) decompounder: Decompounder,
    /// Tokens of eojeols that were seen before.
    pub(super) kept: KeptTokens,
    /// Room for the constituents of one compound.
    pub(super) divided: Vec<DividedPart>,
}

impl Tools {
    pub(super) fn new(lexicon: Lexicon, segmenter: Segmenter) -> Self {
        Self {
            segmenter,
            decompounder: Decompounder::new(lexicon.clone()),
            lexicon,
            kept: KeptTokens::default(),
            divided: Vec::new(),
        }
    }
}
