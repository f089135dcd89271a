//! How often terms occur in an index, as the weights of words need it.
//!
//! A deleted judgment stays in the files of its segment until that is merged, and tantivy counts it until then: words
//! would weigh otherwise after a refresh than in an index that is rebuilt from the same files. Here only what is alive
//! counts. The deleted documents of a segment are few, and finding them in the postings of a term skips nearly all
//! of these.

use std::sync::OnceLock;

use tantivy::postings::Postings;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, Searcher, SegmentReader, TERMINATED, Term};

use super::Fields;
use super::schema::{COUNTED, LENGTHS};

/// The statistics of one state of an index.
pub struct Statistics {
    searcher: Searcher,
    /// The deleted documents of each segment, ascending; read when they are first asked for.
    deleted: OnceLock<Vec<Vec<DocId>>>,
    counted: [Field; COUNTED],
    /// Whether tantivy's own sums of tokens may be wrong: they count deleted documents, and a merge that leaves these out
    /// only estimates what is left.
    removed: bool,
    /// The tokens of each of the counted fields; read when they are first asked for.
    tokens: OnceLock<tantivy::Result<[u64; COUNTED]>>,
}

impl Statistics {
    pub(super) fn new(searcher: Searcher, fields: &Fields, removed: bool) -> Self {
        let (deleted, tokens) = (OnceLock::new(), OnceLock::new());
        Self { searcher, deleted, counted: fields.counted(), removed, tokens }
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

/// The tokens of each of the counted fields in all documents that are alive.
fn tokens(searcher: &Searcher) -> tantivy::Result<[u64; COUNTED]> {
    let mut tokens = [0; COUNTED];
    for segment in searcher.segment_readers() {
        let lengths = segment.fast_fields().u64(LENGTHS)?;
        for document in segment.doc_ids_alive() {
            for (sum, length) in tokens.iter_mut().zip(lengths.values_for_doc(document)) {
                *sum += length;
            }
        }
    }
    Ok(tokens)
}

impl Bm25StatisticsProvider for Statistics {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        if !self.removed {
            return self.searcher.total_num_tokens(field);
        }
        match self.counted.iter().position(|&counted| counted == field) {
            Some(at) => Ok(self.tokens.get_or_init(|| tokens(&self.searcher)).clone()?[at]),
            None => Ok(self.judgments()),
        }
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.judgments())
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        self.holding(term)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Analyzer, Dictionary, Lexicon};
    use crate::index::{IndexReader, IndexWriter, Manifest, WriterOptions};
    use crate::ingest::{IngestOptions, NoProgress, ingest};
    use std::path::Path;

    fn write(corpus: &Path, judgments: std::ops::Range<u32>) {
        let line = |n: u32| {
            let words = "손해배상의 책임을 진다. ".repeat(n as usize % 7 + 1);
            format!(
                "{{\"사건번호\": \"2020다{n}\", \"법원명\": \"대법원\", \"사건명\": \"대여금\", \"참조조문\": \"민법 제{n}조\", \
                 \"판례내용\": \"【이 유】 {n} 갑은 {words}대법원 2019. 1. 2. 선고 2019다{n} 판결\"}}\n"
            )
        };
        std::fs::write(corpus.join("a.jsonl"), judgments.map(line).collect::<String>()).unwrap();
    }

    /// Brings the index up to date with the corpus.
    fn refreshed(index: &Path, corpus: &Path, analyzer: &Analyzer) -> IndexReader {
        let dictionary = Dictionary::embedded().unwrap().hash().to_owned();
        let manifest = Manifest::new(analyzer.fingerprint(), dictionary, None);
        let writer = IndexWriter::open(index, manifest, &WriterOptions::default()).unwrap();
        ingest(&[corpus.to_owned()], writer, analyzer, &IngestOptions::default(), &NoProgress).unwrap();
        IndexReader::open(index).unwrap()
    }

    /// Everything that weights are made of, for the terms that some judgments have, have had or never had.
    fn all(reader: &IndexReader) -> Vec<u64> {
        let (statistics, fields) = (reader.statistics(), reader.fields());
        let mut all = vec![statistics.judgments()];
        all.extend(fields.counted().map(|field| statistics.total_num_tokens(field).unwrap()));
        for word in ["손해", "책임", "3", "25", "45", "없음"] {
            all.push(statistics.holding(&Term::from_field_text(fields.text, word)).unwrap());
        }
        for number in ["2020다3", "2020다25", "2020다45"] {
            all.push(statistics.holding(&Term::from_field_text(fields.case_number, number)).unwrap());
        }
        all
    }

    #[test]
    fn a_refreshed_index_has_the_statistics_of_one_that_is_built_anew() {
        let folder = tempfile::tempdir().unwrap();
        let corpus = folder.path().join("corpus");
        std::fs::create_dir(&corpus).unwrap();
        let analyzer = Analyzer::new(Lexicon::embedded().unwrap());
        write(&corpus, 0..40);
        let first = refreshed(&folder.path().join("old"), &corpus, &analyzer);
        let sums = first.fields().counted().map(|field| first.searcher().total_num_tokens(field).unwrap());
        assert_eq!(
            tokens(first.searcher()).unwrap(),
            sums,
            "the column says what tantivy counts where nothing is gone"
        );
        // Few are gone, and stay in their segment; then many, which are merged away.
        for judgments in [4..50, 30..60] {
            write(&corpus, judgments.clone());
            let old = refreshed(&folder.path().join("old"), &corpus, &analyzer);
            let new = refreshed(&folder.path().join(format!("{judgments:?}")), &corpus, &analyzer);
            assert!(old.manifest().removed && !new.manifest().removed);
            assert_eq!(all(&old), all(&new), "{judgments:?}");
        }
    }
}
