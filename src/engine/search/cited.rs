//! Queries over the graph of citations: judgments that cite any judgment of a set, and judgments cited by one.

use tantivy::Term;
use tantivy::collector::DocSetCollector;
use tantivy::query::{Query, TermSetQuery};
use tantivy::schema::Field;

use super::{Deadline, SearchError};
use crate::index::{Fields, Statistics};

/// The judgments that cite any judgment that matches `inner`.
pub(super) fn citing(
    statistics: &Statistics,
    fields: &Fields,
    inner: &dyn Query,
    deadline: &Deadline,
) -> Result<Box<dyn Query>, SearchError> {
    joined(statistics, inner, (fields.case_number, "case_number"), fields.cites, deadline)
}

/// The judgments that any judgment that matches `inner` cites.
pub(super) fn cited_by(
    statistics: &Statistics,
    fields: &Fields,
    inner: &dyn Query,
    deadline: &Deadline,
) -> Result<Box<dyn Query>, SearchError> {
    joined(statistics, inner, (fields.cites, "cites"), fields.case_number, deadline)
}

/// The judgments that have, in `to`, any value that a judgment that matches `inner` has in `from`.
fn joined(
    statistics: &Statistics,
    inner: &dyn Query,
    (from, column): (Field, &str),
    to: Field,
    deadline: &Deadline,
) -> Result<Box<dyn Query>, SearchError> {
    let searcher = statistics.searcher();
    debug_assert_eq!(searcher.schema().get_field_name(from), column);
    let mut values: Vec<Term> = Vec::new();
    let mut found: Vec<_> = deadline.search(statistics, inner, DocSetCollector)?.into_iter().collect();
    found.sort_unstable();
    for group in found.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
        let segment = searcher.segment_reader(group[0].segment_ord);
        let Some(strings) = segment.fast_fields().str(column)? else { continue };
        let mut ordinals: Vec<u64> =
            group.iter().flat_map(|address| strings.term_ords(address.doc_id)).collect();
        ordinals.sort_unstable();
        ordinals.dedup();
        deadline.check()?;
        let mut value = String::new();
        for ordinal in ordinals {
            value.clear();
            if strings.ord_to_str(ordinal, &mut value)? {
                values.push(Term::from_field_text(to, &value));
            }
        }
    }
    Ok(Box::new(TermSetQuery::new(values)))
}
