//! How long a query may take. What takes long asks now and then whether the time is over, and ends with an error.
//!
//! What a query needs is bounded by the query language as well (see `crate::query`); the budget is for what these bounds
//! cannot know: how large the index is, how long its judgments are, and how slow the machine.

use std::time::{Duration, Instant};

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::query::{Query, Weight};
use tantivy::schema::Schema;
use tantivy::{DocSet, SegmentOrdinal, SegmentReader, TERMINATED, TantivyError};

use super::{Refusal, SearchError};
use crate::index::Statistics;

/// Documents between two looks at the clock.
const BETWEEN_LOOKS: u32 = 1 << 10;
/// How many times as long it takes to read positions.
const POSITIONS: usize = 16;
/// Documents and terms that are gone through in a second at the very least; ten times as many as a rule.
const SLOWEST: f64 = 5e7;

/// How long one query may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget(Option<Duration>);

impl Budget {
    /// As long as it takes.
    pub const UNLIMITED: Self = Self(None);

    /// At most this long.
    pub const fn of(time: Duration) -> Self {
        Self(Some(time))
    }

    /// The time; `None` where it is unlimited.
    pub const fn time(self) -> Option<Duration> {
        self.0
    }

    /// The budget of a query that begins now.
    pub(super) fn start(self) -> Deadline {
        // What ends later than a clock can tell never ends.
        Deadline { budget: self, end: self.0.and_then(|time| Instant::now().checked_add(time)) }
    }
}

impl Default for Budget {
    /// Ten seconds: a thousand times what an ordinary query takes.
    fn default() -> Self {
        Self::of(Duration::from_secs(10))
    }
}

/// The end of the time that a query has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deadline {
    budget: Budget,
    end: Option<Instant>,
}

impl Deadline {
    /// An error where the time is over.
    pub(super) fn check(&self) -> Result<(), Refusal> {
        match (self.end, self.budget.0) {
            (Some(end), Some(time)) if Instant::now() >= end => Err(Refusal::OutOfTime(time)),
            _ => Ok(()),
        }
    }

    /// Whether going through all documents for each of these terms may take half of the time that is left.
    fn may_be_exceeded_by(&self, terms: usize, documents: u64) -> bool {
        let Some(end) = self.end else { return false };
        let left = end.saturating_duration_since(Instant::now());
        terms as f64 * documents as f64 / SLOWEST > left.as_secs_f64() / 2.0
    }

    /// Searches, with scores of the judgments that are alive, and ends with an error when the time is over.
    pub(super) fn search<C: Collector>(
        &self,
        statistics: &Statistics,
        query: &dyn Query,
        collector: C,
    ) -> Result<C::Fruit, SearchError> {
        self.check()?;
        // To look at the clock costs a quick query a few hundredths of its time.
        let searcher = statistics.searcher();
        if !self.may_be_exceeded_by(terms(query), searcher.num_docs()) {
            return Ok(searcher.search_with_statistics_provider(query, &collector, statistics)?);
        }
        let watched = Watched { collector, deadline: *self };
        match searcher.search_with_statistics_provider(query, &watched, statistics) {
            Err(error) => {
                self.check()?;
                Err(error.into())
            }
            found => Ok(found?),
        }
    }
}

/// The terms that a query goes through documents for; one whose positions are read counts as several.
fn terms(query: &dyn Query) -> usize {
    let mut terms = 0;
    query.query_terms(&mut |_, positions| terms += if positions { POSITIONS } else { 1 });
    terms
}

/// A collector that stops with an error when the time is over.
struct Watched<C> {
    collector: C,
    deadline: Deadline,
}

impl<C: Collector> Collector for Watched<C> {
    type Fruit = C::Fruit;
    type Child = C::Child;

    fn check_schema(&self, schema: &Schema) -> tantivy::Result<()> {
        self.collector.check_schema(schema)
    }

    fn for_segment(&self, ordinal: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<C::Child> {
        self.collector.for_segment(ordinal, segment)
    }

    fn requires_scoring(&self) -> bool {
        self.collector.requires_scoring()
    }

    fn merge_fruits(&self, fruits: Vec<<C::Child as SegmentCollector>::Fruit>) -> tantivy::Result<C::Fruit> {
        self.collector.merge_fruits(fruits)
    }

    fn collect_segment(
        &self,
        weight: &dyn Weight,
        ordinal: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<<C::Child as SegmentCollector>::Fruit> {
        let over = |_| TantivyError::InternalError("the time is over".to_owned());
        let mut child = self.for_segment(ordinal, segment)?;
        let mut scorer = weight.scorer(segment, 1.0)?;
        let scoring = self.requires_scoring();
        let alive = segment.alive_bitset();
        let mut doc = scorer.doc();
        for look in 1u32.. {
            if doc == TERMINATED {
                break;
            }
            if alive.is_none_or(|alive| alive.is_alive(doc)) {
                child.collect(doc, if scoring { scorer.score() } else { 0.0 });
            }
            if look.is_multiple_of(BETWEEN_LOOKS) {
                self.deadline.check().map_err(over)?;
            }
            doc = scorer.advance();
        }
        Ok(child.harvest())
    }
}
