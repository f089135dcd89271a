//! What is watched.

use serde::{Deserialize, Serialize};

use super::Seen;
use crate::index::{IndexError, IndexReader};
use crate::search::Filters;
use panrye_law::caption::Caption;
use panrye_law::judgment::Court;

/// A kept search with what was seen of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Watch {
    /// The name that the user gave it.
    pub name: String,
    /// The query, in the language of `search`; all its words must be there.
    pub query: Option<String>,
    /// What every judgment must be.
    #[serde(default)]
    pub filters: Filters,
    /// The case whose citations are watched.
    pub case: Option<WatchedCase>,
    /// What was seen.
    #[serde(default)]
    pub seen: Seen,
}

/// A case whose citations are watched; the index need not hold it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WatchedCase {
    /// Name of its court, where it is known.
    pub court: Option<String>,
    /// Its case numbers in full, as far as they are known.
    pub numbers: Vec<String>,
}

impl Watch {
    /// Whether nothing narrows what is watched.
    pub fn is_empty(&self) -> bool {
        self.query.is_none() && self.case.is_none() && self.filters == Filters::default()
    }
}

impl WatchedCase {
    /// The case as the index has it now: with all joined numbers where it is indexed, and as it was given otherwise.
    pub fn target(&self, reader: &IndexReader) -> Result<Caption, IndexError> {
        let mut indexed: Vec<Caption> = Vec::new();
        for number in &self.numbers {
            for address in reader.by_case_number(number)? {
                let found = reader.judgment(address)?.caption();
                if Court::may_be_one(found.court.as_deref(), self.court.as_deref())
                    && !indexed.contains(&found)
                {
                    indexed.push(found);
                }
            }
        }
        let court = self.court.as_deref().and_then(Court::parse);
        let cited_only = || Caption::cited(self.numbers.clone(), court.as_ref().map(Court::name));
        Ok(match (indexed.len(), indexed.pop()) {
            (1, Some(only)) => only,
            _ => cited_only(),
        })
    }
}
