//! What is known of a judgment besides its wording: who gave it, when, how long it is, and who cites it.

use crate::index::JudgmentAddress;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::Term;
use tantivy::columnar::StrColumn;

use super::{Deadline, SearchError};
use crate::index::{Fields, Statistics};
use panrye_law::judgment::CourtLevel;

/// The static features of one judgment.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct StaticFeatures {
    /// How many judgments cite it.
    pub(super) cited_by: u64,
    /// Whether 대법원 or 헌법재판소 gave it.
    pub(super) last_resort: bool,
    /// Date of the decision as `yyyymmdd`, 0 where it is missing.
    pub(super) decided: u64,
    /// Its parts.
    pub(super) length: u32,
}

/// Judgments between two looks at the clock.
const BETWEEN_LOOKS: usize = 64;

/// Judgments whose features are kept; then all are forgotten. Most are asked about again and again.
const MOST_KNOWN: usize = 1 << 17;

/// The features of one state of an index that were asked for, shared by all that search it: to read one from the index
/// takes two dictionaries, and every query asks for a hundred.
#[derive(Default)]
pub(super) struct KnownFeatures(Mutex<FxHashMap<JudgmentAddress, StaticFeatures>>);

impl KnownFeatures {
    /// The features of each judgment, in their order.
    pub(super) fn of(
        &self,
        statistics: &Statistics,
        fields: &Fields,
        addresses: &[JudgmentAddress],
        deadline: &Deadline,
    ) -> Result<Vec<StaticFeatures>, SearchError> {
        let mut found: Vec<Option<StaticFeatures>> = {
            let known = self.known();
            addresses.iter().map(|address| known.get(address).copied()).collect()
        };
        let missing: Vec<JudgmentAddress> = addresses
            .iter()
            .zip(&found)
            .filter(|(_, found)| found.is_none())
            .map(|(&address, _)| address)
            .collect();
        let read = static_features(statistics, fields, &missing, deadline)?;
        let mut known = self.known();
        if known.len() + missing.len() > MOST_KNOWN {
            known.clear();
        }
        known.extend(missing.into_iter().zip(read.iter().copied()));
        let places = found.iter_mut().filter(|found| found.is_none());
        places.zip(read).for_each(|(place, features)| *place = Some(features));
        Ok(found.into_iter().flatten().collect())
    }

    fn known(&self) -> MutexGuard<'_, FxHashMap<JudgmentAddress, StaticFeatures>> {
        // A thread that panicked left whole entries.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The features of each judgment, in their order.
pub(super) fn static_features(
    statistics: &Statistics,
    fields: &Fields,
    addresses: &[JudgmentAddress],
    deadline: &Deadline,
) -> Result<Vec<StaticFeatures>, SearchError> {
    let mut static_features = vec![StaticFeatures::default(); addresses.len()];
    for (ordinal, segment) in (0u32..).zip(statistics.searcher().segment_readers()) {
        let here = || (0..addresses.len()).filter(|&i| addresses[i].segment_ord == ordinal);
        if here().next().is_none() {
            continue;
        }
        let columns = segment.fast_fields();
        let (numbers, levels) = (columns.str("case_number")?, columns.str("level")?);
        let decided = columns.u64("decided")?;
        let lengths = segment.get_fieldnorms_reader(fields.text)?;
        let mut value = String::new();
        for (nth, i) in here().enumerate() {
            if nth.is_multiple_of(BETWEEN_LOOKS) {
                deadline.check()?;
            }
            let doc = addresses[i].doc_id;
            let features = &mut static_features[i];
            features.length = lengths.fieldnorm(doc);
            features.decided = decided.first(doc).unwrap_or(0);
            for_each_value(numbers.as_ref(), doc, &mut value, |number| {
                let citing = statistics.holding(&Term::from_field_text(fields.cites, number))?;
                features.cited_by = features.cited_by.max(citing);
                Ok(())
            })?;
            for_each_value(levels.as_ref(), doc, &mut value, |level| {
                let last = [CourtLevel::Supreme, CourtLevel::Constitutional];
                features.last_resort |= last.iter().any(|court| court.korean() == level);
                Ok(())
            })?;
        }
    }
    Ok(static_features)
}

fn for_each_value(
    column: Option<&StrColumn>,
    doc: u32,
    value: &mut String,
    mut take: impl FnMut(&str) -> Result<(), SearchError>,
) -> Result<(), SearchError> {
    let Some(column) = column else { return Ok(()) };
    for ordinal in column.term_ords(doc) {
        value.clear();
        if column.ord_to_str(ordinal, value)? {
            take(value)?;
        }
    }
    Ok(())
}
