//! Facets: how the judgments that match are spread over courts, years, kinds and laws.

use crate::index::JudgmentAddress;
use std::collections::{BTreeMap, HashSet};

use tantivy::Searcher;

use super::{Deadline, SearchError};

/// What judgments are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facet {
    /// Court; a judgment of a branch counts for its seat too.
    Court,
    /// Year of the decision.
    Year,
    /// Kind of the case.
    Kind,
    /// Law that the judgment refers to.
    Law,
    /// Form of the decision.
    Form,
    /// What the decision comes to.
    Outcome,
}

impl Facet {
    /// The stable name of the facet.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Court => "court",
            Self::Year => "year",
            Self::Kind => "kind",
            Self::Law => "law",
            Self::Form => "form",
            Self::Outcome => "outcome",
        }
    }

    /// The column that holds its values.
    const fn column(self) -> &'static str {
        match self {
            Self::Form => "decision",
            other => other.name(),
        }
    }
}

/// The values of a facet with the judgments that have each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCounts {
    /// What was counted by.
    pub facet: Facet,
    /// Values and judgments, the most frequent first; of years the latest first.
    pub values: Vec<(String, usize)>,
}

/// Counts the judgments by a facet.
pub(super) fn count(
    searcher: &Searcher,
    judgments: &HashSet<JudgmentAddress>,
    facet: Facet,
    deadline: &Deadline,
) -> Result<FacetCounts, SearchError> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (ordinal, segment) in (0u32..).zip(searcher.segment_readers()) {
        deadline.check()?;
        let docs = || judgments.iter().filter(|address| address.segment_ord == ordinal);
        if facet == Facet::Year {
            let decided = segment.fast_fields().u64("decided")?;
            for address in docs() {
                if let Some(date) = decided.first(address.doc_id).filter(|date| *date > 0) {
                    *counts.entry((date / 10_000).to_string()).or_default() += 1;
                }
            }
            continue;
        }
        let Some(column) = segment.fast_fields().str(facet.column())? else { continue };
        let mut times = vec![0usize; column.num_terms()];
        for address in docs() {
            for value in column.term_ords(address.doc_id) {
                if let Some(times) = usize::try_from(value).ok().and_then(|value| times.get_mut(value)) {
                    *times += 1;
                }
            }
        }
        let mut name = String::new();
        for (value, times) in (0u64..).zip(times).filter(|(_, times)| *times > 0) {
            name.clear();
            if column.ord_to_str(value, &mut name)? {
                *counts.entry(name.clone()).or_default() += times;
            }
        }
    }
    let mut values: Vec<(String, usize)> = counts.into_iter().collect();
    if facet == Facet::Year {
        values.reverse();
    } else {
        values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    }
    Ok(FacetCounts { facet, values })
}
