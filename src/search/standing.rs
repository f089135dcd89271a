//! What is known of a judgment besides its wording: who gave it, when, how long it is, and who cites it.

use tantivy::columnar::StrColumn;
use tantivy::{DocAddress, Searcher, Term};

use super::SearchError;
use crate::index::Fields;
use crate::judgment::CourtLevel;

/// The standing of one judgment.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Standing {
    /// How many judgments cite it.
    pub(super) cited_by: u64,
    /// Whether 대법원 or 헌법재판소 gave it.
    pub(super) last_resort: bool,
    /// Date of the decision as `yyyymmdd`, 0 where it is missing.
    pub(super) decided: u64,
    /// Its parts.
    pub(super) length: u32,
}

/// The standing of each judgment, in their order.
pub(super) fn standings(
    searcher: &Searcher,
    fields: &Fields,
    addresses: &[DocAddress],
) -> Result<Vec<Standing>, SearchError> {
    let mut standings = vec![Standing::default(); addresses.len()];
    for (ordinal, segment) in (0u32..).zip(searcher.segment_readers()) {
        let here = || (0..addresses.len()).filter(|&i| addresses[i].segment_ord == ordinal);
        if here().next().is_none() {
            continue;
        }
        let columns = segment.fast_fields();
        let (numbers, levels) = (columns.str("case_number")?, columns.str("level")?);
        let decided = columns.u64("decided")?;
        let lengths = segment.get_fieldnorms_reader(fields.text)?;
        let mut value = String::new();
        for i in here() {
            let doc = addresses[i].doc_id;
            let standing = &mut standings[i];
            standing.length = lengths.fieldnorm(doc);
            standing.decided = decided.first(doc).unwrap_or(0);
            for_each_value(numbers.as_ref(), doc, &mut value, |number| {
                let citing = searcher.doc_freq(&Term::from_field_text(fields.cites, number))?;
                standing.cited_by = standing.cited_by.max(citing);
                Ok(())
            })?;
            for_each_value(levels.as_ref(), doc, &mut value, |level| {
                let last = [CourtLevel::Supreme, CourtLevel::Constitutional];
                standing.last_resort |= last.iter().any(|court| court.korean() == level);
                Ok(())
            })?;
        }
    }
    Ok(standings)
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
