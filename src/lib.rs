//! panrye (판례): full-text search over Korean judgments, with a citation graph.
//!
//! Three flows, each in one direction:
//!
//! ```text
//! ingest   bytes → Record{Judgment, SourceStamp} → References, Passage → IndexedDocument → one commit → IngestReport
//! query    text → Query (a span on every node) → plan → candidates → rank → Hit{judgment, passages} → output
//! graph    index reader → CitationGraph → traverse → Subgraph → output
//! ```

pub mod analysis;
pub mod cli;
pub mod corpus;
pub mod graph;
pub mod index;
pub mod ingest;
pub mod judgment;
pub mod output;
pub mod passage;
pub mod query;
pub mod reference;
pub mod search;
pub mod span;
