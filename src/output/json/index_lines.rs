//! Lines about an index: what is in it, and whether it is OK.

use schemars::JsonSchema;
use serde::Serialize;

use super::Line;
use panrye_engine::graph::Resolution;
use panrye_engine::index::{CheckReport, Counts, Manifest};

/// What is in an index (`status`).
#[derive(Debug, Serialize, JsonSchema)]
pub struct StatusLine<'m> {
    /// Judgments that a search can find.
    judgments: u64,
    /// Passages of these judgments.
    passages: u64,
    /// Mentions of other judgments in them.
    citations: u64,
    /// References to statutes in them.
    statutes: u64,
    /// Segments of the index; `compact` makes one of them.
    segments: usize,
    /// Bytes of all files of the index.
    bytes: u64,
    /// Version of the index's schema.
    schema: u32,
    /// Version of the analyzer, with the hash of its dictionary.
    analyzer: &'m str,
    /// Hash of the dictionary.
    dictionary: &'m str,
    /// The user dictionary that the index was built with.
    user_dictionary: Option<&'m str>,
    /// The paths that were indexed.
    sources: &'m [String],
    /// What names of fields in these meant, as `NAME=FIELD` (`index --map`).
    map: &'m [String],
    /// With `--graph`: how the citations resolve, in pairs of a citing and a cited judgment.
    #[serde(skip_serializing_if = "Option::is_none")]
    graph: Option<ResolutionObject>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ResolutionObject {
    /// The index has the cited judgment.
    in_index: usize,
    /// Of these, cited with another date than the judgment has.
    date_differs: usize,
    /// Several judgments of the index have the number, and neither court nor date tells them apart.
    ambiguous: usize,
    /// Not in the index: judgments of 대법원.
    supreme: usize,
    /// Not in the index: decisions of 헌법재판소.
    constitutional: usize,
    /// Not in the index: judgments of any other court.
    lower: usize,
    /// Not in the index, and the citation names no court.
    no_court: usize,
}

impl ResolutionObject {
    const fn new(resolution: &Resolution) -> Self {
        let Resolution { in_index, date_differs, ambiguous, supreme, constitutional, lower, no_court } =
            *resolution;
        Self { in_index, date_differs, ambiguous, supreme, constitutional, lower, no_court }
    }
}

impl Line for StatusLine<'_> {
    const KIND: &'static str = "status";
    const COLUMNS: &'static [&'static str] = &[
        "judgments",
        "passages",
        "citations",
        "statutes",
        "segments",
        "bytes",
        "schema",
        "analyzer",
        "dictionary",
        "user_dictionary",
        "sources",
        "map",
    ];
}

impl<'m> StatusLine<'m> {
    /// The line of an index.
    /// `graph`: how its citations were resolved, where that was asked for.
    pub fn new(manifest: &'m Manifest, counts: &Counts, graph: Option<&Resolution>) -> Self {
        Self {
            judgments: counts.judgments,
            passages: manifest.passages,
            citations: manifest.citations,
            statutes: manifest.statutes,
            segments: counts.segments,
            bytes: counts.bytes,
            schema: manifest.schema,
            analyzer: &manifest.analyzer,
            dictionary: &manifest.dictionary,
            user_dictionary: manifest.user_dictionary.as_deref(),
            sources: &manifest.sources,
            map: &manifest.map,
            graph: graph.map(ResolutionObject::new),
        }
    }
}

/// Whether an index is OK (`check`).
#[derive(Debug, Serialize, JsonSchema)]
pub struct CheckLine {
    /// Judgments that were read.
    judgments: u64,
    /// What is not OK, a line of text each; empty where all is.
    findings: Vec<String>,
}

impl Line for CheckLine {
    const KIND: &'static str = "check";
    const COLUMNS: &'static [&'static str] = &["judgments", "findings"];
}

impl CheckLine {
    /// The line of a check.
    pub fn new(report: &CheckReport) -> Self {
        Self {
            judgments: report.judgments,
            findings: report.findings.iter().map(ToString::to_string).collect(),
        }
    }
}
