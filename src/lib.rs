//! panrye (판례): full-text search over Korean judgments, with a citation graph.
//!
//! Seven flows, each in one direction:
//!
//! ```text
//! fetch    Selection → list of the Open API → what is new → one checked answer a judgment → files
//! ingest   bytes → Record{Judgment, SourceStamp} → References, Passage → IndexedDocument → one commit → IngestReport
//! query    text → Query (a span on every node) → plan → candidates → rank → Hit{judgment, passages} → output
//! graph    index reader → edges of a judgment → output
//! export   index reader → judgments one by one → files of other programs
//! watch    kept search + what was seen → index reader → News → output
//! verify   brief → mentions of judgments → index reader → verdicts → output
//! ```
//!
//! # Example
//!
//! A judgment in a file, an index of it, and the passage that answers a query:
//!
//! ```
//! use panrye::analysis::{Analyzer, Dictionary, Lexicon};
//! use panrye::index::{IndexReader, IndexWriter, Manifest, WriterOptions};
//! use panrye::ingest::{IngestOptions, NoProgress, ingest};
//! use panrye::query::Query;
//! use panrye::search::{SearchOptions, Searcher};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let folder = tempfile::tempdir()?;
//! let (corpus, index) = (folder.path().join("corpus"), folder.path().join("index"));
//! std::fs::create_dir(&corpus)?;
//! let judgment = "사건명\n대여금\n사건번호\n2020다100001\n선고일자\n2020-01-02\n법원명\n대법원\n\
//!                 판례내용\n【이 유】\n1. 갑이 을에게 빌려준 돈의 소멸시효는 변제기부터 진행한다.\n";
//! std::fs::write(corpus.join("대법원_2020-01-02_2020다100001.txt"), judgment)?;
//!
//! let analyzer = Analyzer::new(Lexicon::embedded()?);
//! let manifest = Manifest::new(analyzer.fingerprint(), Dictionary::embedded()?.hash().to_owned(), None);
//! let writer = IndexWriter::open(&index, manifest, &WriterOptions::default())?;
//! let report = ingest(&[corpus], writer, &analyzer, &IngestOptions::default(), &NoProgress)?;
//! assert_eq!(report.indexed, 1);
//!
//! let mut searcher = Searcher::new(IndexReader::open(&index)?, analyzer)?;
//! let answer = searcher.search(&Query::parse("소멸시효 변제기")?, &SearchOptions::default())?;
//! let hit = &answer.hits[0];
//! assert_eq!(hit.caption.case_numbers, ["2020다100001"]);
//! assert!(hit.passages[0].text.contains("소멸시효는 변제기부터"));
//! # Ok(())
//! # }
//! ```

#![forbid(unsafe_code)]

pub mod cli;
pub mod export;
pub mod output;

pub use panrye_engine::{
    analysis, corpus, evaluation, fetch, graph, index, ingest, plain_file, query, safe_file, search, verify,
    watch,
};
pub use panrye_law::{caption, case_number, judgment, mention, passage, reference};
pub use panrye_text::span;
