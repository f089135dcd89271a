//! How often terms occur in an index, as the weights of words need it.
//!
//! A deleted judgment stays in the files of its segment until that is merged, and tantivy counts it until then: words
//! would weigh otherwise after a refresh than in an index that is built afresh of the same files. Here only what is
//! alive counts. The deleted documents of a segment are few, and finding them in the postings of a term skips nearly all
//! of these.

use std::sync::OnceLock;

use tantivy::postings::Postings;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, Searcher, SegmentReader, TERMINATED, Term};

/// The statistics of one state of an index.
pub struct Statistics {
    searcher: Searcher,
    /// The deleted documents of each segment, ascending; read when they are first asked for.
    deleted: OnceLock<Vec<Vec<DocId>>>,
}

impl Statistics {
    pub(super) fn new(searcher: Searcher) -> Self {
        Self { searcher, deleted: OnceLock::new() }
    }

    /// tantivy's view of the same state.
    pub const fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// How many judgments there are.
    pub fn judgments(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// How many judgments have a term.
    pub fn holding(&self, term: &Term) -> tantivy::Result<u64> {
        let mut holding = 0;
        for (segment, deleted) in self.segments() {
            let inverted = segment.inverted_index(term.field())?;
            let Some(info) = inverted.get_term_info(term)? else { continue };
            holding += u64::from(info.doc_freq);
            if !deleted.is_empty() {
                let postings = inverted.read_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
                holding -= common(deleted, postings);
            }
        }
        Ok(holding)
    }

    fn segments(&self) -> impl Iterator<Item = (&SegmentReader, &[DocId])> {
        let segments = self.searcher.segment_readers();
        let deleted = self.deleted.get_or_init(|| segments.iter().map(deleted).collect());
        segments.iter().zip(deleted.iter().map(Vec::as_slice))
    }
}

fn deleted(segment: &SegmentReader) -> Vec<DocId> {
    let Some(alive) = segment.alive_bitset() else { return Vec::new() };
    (0..segment.max_doc()).filter(|&document| alive.is_deleted(document)).collect()
}

/// How many of the documents have a posting.
fn common(documents: &[DocId], mut postings: impl Postings) -> u64 {
    let mut found = 0;
    for &document in documents {
        if postings.doc() < document {
            postings.seek(document);
        }
        match postings.doc() {
            TERMINATED => break,
            here => found += u64::from(here == document),
        }
    }
    found
}

/// The tokens of a field in the documents of a segment that are alive: tantivy keeps the sum over all, and of each
/// document how long the field is, in steps of an eighth.
fn tokens(segment: &SegmentReader, deleted: &[DocId], field: Field) -> tantivy::Result<u64> {
    let all = segment.inverted_index(field)?.total_num_tokens();
    if deleted.is_empty() {
        return Ok(all);
    }
    let gone = match segment.fieldnorms_readers().get_field(field)? {
        Some(lengths) => deleted.iter().map(|&document| u64::from(lengths.fieldnorm(document))).sum(),
        None => all * deleted.len() as u64 / u64::from(segment.max_doc().max(1)),
    };
    Ok(all.saturating_sub(gone))
}

impl Bm25StatisticsProvider for Statistics {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.segments().map(|(segment, deleted)| tokens(segment, deleted, field)).sum()
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.judgments())
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        self.holding(term)
    }
}
