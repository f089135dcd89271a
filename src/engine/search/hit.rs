//! What a search answers with.

use super::AlsoSearched;
use crate::graph::Validity;
use panrye_law::caption::Caption;
use panrye_law::judgment::{Finality, Outcome};
use panrye_text::span::Span;

/// The answer to a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// How many judgments match, shown or not.
    pub total: u64,
    /// What was searched besides the words of the query, for the situations that they tell.
    pub also_searched: Vec<AlsoSearched>,
    /// The best of them, best first.
    pub hits: Vec<Hit>,
}

/// A judgment that a search found, with the passages that say why.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Place in the ranking, from 1.
    pub rank: usize,
    /// Score; comparable within one answer only.
    pub score: f32,
    /// What names the judgment.
    pub caption: Caption,
    /// Kind of the case as its source writes it.
    pub kind: Option<String>,
    /// How many judgments of the index cite it.
    pub cited_by: u64,
    /// Whether it is final, where its source says so.
    pub finality: Option<Finality>,
    /// What it comes to, with the words that say so.
    pub outcome: Option<(Outcome, String)>,
    /// Whether it is still good law, as far as the index knows.
    pub validity: Validity,
    /// The passages that hold what was searched for, best first.
    pub passages: Vec<HitPassage>,
    /// Path of the file that the judgment was read from.
    pub file: String,
    /// The same with the member of an archive, and with `#` and the number of the record in a file of many.
    pub source: String,
}

/// A passage of a hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HitPassage {
    /// Name of the section or part: `판결요지`, `이유`.
    pub section: String,
    /// Label of the point: `1`, `가`.
    pub point: Option<String>,
    /// Outline of the reasons: `3.`, `가.`, `(2)`.
    pub outline: Vec<String>,
    /// The place in full, as a lawyer writes it: `이유 3. 가. (2)`.
    pub place: String,
    /// The text.
    pub text: String,
    /// What was found in the text: byte ranges, ascending, not overlapping.
    pub highlights: Vec<Span>,
    /// The passages of the section before it, as many as were asked for, in the order of the text.
    pub before: Vec<String>,
    /// The passages of the section after it.
    pub after: Vec<String>,
}
