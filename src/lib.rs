//! panrye (판례): full-text search over Korean judgments, with a citation graph.
//!
//! Six flows, each in one direction:
//!
//! ```text
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
//! ```no_run
//! use panrye::analysis::{Analyser, Dictionary, Lexicon};
//! use panrye::index::{IndexReader, IndexWriter, Manifest, WriterOptions};
//! use panrye::ingest::{IngestOptions, Silent, ingest};
//! use panrye::query::Query;
//! use panrye::search::{SearchOptions, Searcher};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let analyser = Analyser::new(Lexicon::embedded()?);
//! let manifest = Manifest::new(analyser.fingerprint(), Dictionary::embedded()?.hash().to_owned(), None);
//! let writer = IndexWriter::open("index".as_ref(), manifest, &WriterOptions::default())?;
//! let report = ingest(&["corpus".into()], writer, &analyser, &IngestOptions::default(), &Silent)?;
//! println!("{} judgments", report.indexed);
//!
//! let mut searcher = Searcher::new(IndexReader::open("index".as_ref())?, analyser)?;
//! let answer = searcher.search(&Query::parse("개인정보 유출")?, &SearchOptions::default())?;
//! for hit in answer.hits {
//!     println!("{} {}", hit.rank, hit.case_numbers.join(", "));
//! }
//! # Ok(())
//! # }
//! ```

pub mod analysis;
pub mod cli;
pub mod corpus;
pub mod evaluation;
pub mod export;
pub mod graph;
pub mod index;
pub mod ingest;
pub mod judgment;
pub mod output;
pub mod passage;
pub mod query;
pub mod reference;
pub mod safe_file;
pub mod search;
pub mod span;
pub mod verify;
pub mod watch;
