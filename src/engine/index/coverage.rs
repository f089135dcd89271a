//! What an index has of the courts that overrule: what an answer rests on that finds nothing.

use time::OffsetDateTime;

use super::{IndexError, IndexReader};
use panrye_law::judgment::DecisionDate;

/// What an index has looked through when it finds no overruling.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// The judgments of the index.
    pub judgments: u64,
    /// The courts that overrule, with what the index has of them.
    pub courts: Vec<CoveredCourt>,
    /// The day on which the index was last written, in universal time.
    pub refreshed: Option<String>,
}

/// What an index has of a court.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoveredCourt {
    /// Its name.
    pub court: &'static str,
    /// How many of its judgments.
    pub judgments: u64,
    /// The date of the latest.
    pub latest: Option<DecisionDate>,
}

impl Coverage {
    /// That of an index.
    pub fn of(reader: &IndexReader) -> Result<Self, IndexError> {
        let mut courts = Vec::new();
        for court in ["대법원", "헌법재판소"] {
            let (judgments, latest) = reader.extent_of(court)?;
            courts.push(CoveredCourt { court, judgments, latest });
        }
        let written = reader.written_at().map(OffsetDateTime::from);
        let refreshed = written.map(|at| at.date().to_string());
        Ok(Self { judgments: reader.manifest().judgments, courts, refreshed })
    }
}
