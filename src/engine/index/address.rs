//! Where the index keeps a judgment.

use tantivy::{DocAddress, DocId, SegmentOrdinal};

/// Where one commit of the index keeps a judgment; another commit may keep it elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JudgmentAddress {
    pub(crate) segment_ord: SegmentOrdinal,
    pub(crate) doc_id: DocId,
}

impl JudgmentAddress {
    pub(crate) const fn new(segment_ord: SegmentOrdinal, doc_id: DocId) -> Self {
        Self { segment_ord, doc_id }
    }

    /// The address as tantivy gives it.
    pub(crate) const fn of(address: DocAddress) -> Self {
        Self::new(address.segment_ord, address.doc_id)
    }

    /// The same for judgments with their scores.
    pub(crate) fn scored(found: Vec<(f32, DocAddress)>) -> Vec<(f32, Self)> {
        found.into_iter().map(|(score, address)| (score, Self::of(address))).collect()
    }

    /// The address as tantivy takes it.
    pub(crate) fn document(self) -> DocAddress {
        DocAddress::new(self.segment_ord, self.doc_id)
    }
}
