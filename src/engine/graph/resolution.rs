//! How the citations of an index were resolved, counted by class.

use serde::Serialize;

use super::citation_graph::meanings;
use super::resolve::{Meant, differing_dates};
use crate::index::{CitedJudgment, GraphColumns, IndexError, IndexReader};
use panrye_law::judgment::{Court, CourtLevel};

/// Counts of citing-to-cited pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Resolution {
    /// The index has the cited judgment.
    pub in_index: usize,
    /// Of these, cited with another date than the judgment has.
    pub date_differs: usize,
    /// Several judgments of the index have the number, and neither court nor date tells them apart.
    pub ambiguous: usize,
    /// Not in the index: judgments of 대법원.
    pub supreme: usize,
    /// Not in the index: decisions of 헌법재판소.
    pub constitutional: usize,
    /// Not in the index: judgments of any other court.
    pub lower: usize,
    /// Not in the index, and the citation names no court.
    pub no_court: usize,
}

impl Resolution {
    /// Resolves every citation of an index.
    pub fn of(reader: &IndexReader) -> Result<Self, IndexError> {
        Ok(Self::of_columns(&reader.graph_columns()?))
    }

    pub(super) fn of_columns(columns: &GraphColumns) -> Self {
        let GraphColumns { judgments, edges, cited } = columns;
        let meant = meanings(judgments, cited);
        let mut resolution = Self::default();
        for &(_, value) in edges {
            let held = if let Meant::Held(node) = meant[value] { judgments[node].decided } else { None };
            let date_differs = !differing_dates(&cited[value], held).is_empty();
            resolution.count(&cited[value], meant[value], date_differs);
        }
        resolution
    }

    fn count(&mut self, cited: &CitedJudgment, meant: Meant, date_differs: bool) {
        self.date_differs += usize::from(date_differs);
        let level = cited.court.as_deref().and_then(Court::parse).map(|court| court.level());
        *match (meant, level) {
            (Meant::Held(_), _) => &mut self.in_index,
            (Meant::Ambiguous, _) => &mut self.ambiguous,
            (Meant::NotHeld, None) => &mut self.no_court,
            (Meant::NotHeld, Some(CourtLevel::Supreme)) => &mut self.supreme,
            (Meant::NotHeld, Some(CourtLevel::Constitutional)) => &mut self.constitutional,
            (Meant::NotHeld, Some(_)) => &mut self.lower,
        } += 1;
    }

    /// Every class with its count, in words.
    pub const fn classes(&self) -> [(&'static str, usize); 7] {
        [
            ("in the index", self.in_index),
            ("in the index, but cited with another date", self.date_differs),
            ("several judgments have the number", self.ambiguous),
            ("대법원, not in the index", self.supreme),
            ("헌법재판소, not in the index", self.constitutional),
            ("other courts, not in the index", self.lower),
            ("no court named, not in the index", self.no_court),
        ]
    }

    /// All pairs.
    pub const fn total(&self) -> usize {
        self.in_index + self.ambiguous + self.supreme + self.constitutional + self.lower + self.no_court
    }
}
