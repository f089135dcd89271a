//! What the targets share.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use panrye::analysis::{Analyzer, Dictionary, Lexicon};
use panrye::index::{IndexWriter, Manifest, WriterOptions};
use panrye::ingest::{IngestOptions, NoProgress, ingest};

/// The folder of an index of the tests' corpus, made once a process below the folder of temporary files.
pub fn index_of_fixtures() -> &'static Path {
    static INDEX: OnceLock<PathBuf> = OnceLock::new();
    INDEX.get_or_init(|| {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/corpus");
        let index = tempfile::tempdir().expect("a temporary folder").keep().join("index");
        let analyzer = Analyzer::new(Lexicon::embedded().expect("the dictionary"));
        let dictionary = Dictionary::embedded().expect("the dictionary").hash().to_owned();
        let manifest = Manifest::new(analyzer.fingerprint(), dictionary, None);
        let writer = IndexWriter::open(&index, manifest, &WriterOptions::default()).expect("an index");
        ingest(&[corpus], writer, &analyzer, &IngestOptions::default(), &NoProgress).expect("the corpus");
        index
    })
}
