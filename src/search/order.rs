//! Orders other than relevance: by date and by how often a judgment is cited.
//!
//! Ranked words need not all be there, so nearly every judgment of an index has one of them. An order that does not
//! ask how well a judgment matches therefore takes only judgments that have all words of the query.

use tantivy::collector::{Count, DocSetCollector, TopDocs};
use tantivy::query::Query;
use tantivy::{DocAddress, Order, Searcher};

use super::SearchError;
use super::standing::standings;
use crate::index::Fields;

/// The order of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The best match first.
    #[default]
    Relevance,
    /// The latest judgment first.
    Date,
    /// The judgment that others cite most first.
    Cited,
}

/// The latest judgments; the score is the date as `yyyymmdd`, as near as a score can hold it.
pub(super) fn by_date(
    searcher: &Searcher,
    query: &dyn Query,
    limit: usize,
) -> Result<(Vec<(f32, DocAddress)>, usize), SearchError> {
    let top = TopDocs::with_limit(limit.max(1)).order_by_fast_field::<u64>("decided", Order::Desc);
    let (found, total) = searcher.search(query, &(top, Count))?;
    Ok((found.into_iter().map(|(date, address)| (date.unwrap_or(0) as f32, address)).collect(), total))
}

/// The most cited judgments, the latest first among equals; the score is how many cite it.
pub(super) fn by_cited(
    searcher: &Searcher,
    fields: &Fields,
    query: &dyn Query,
    limit: usize,
) -> Result<(Vec<(f32, DocAddress)>, usize), SearchError> {
    let mut addresses: Vec<DocAddress> = searcher.search(query, &DocSetCollector)?.into_iter().collect();
    addresses.sort_unstable();
    let total = addresses.len();
    let standings = standings(searcher, fields, &addresses)?;
    let mut found: Vec<_> = standings.into_iter().zip(addresses).collect();
    found.sort_by_key(|(standing, address)| {
        (std::cmp::Reverse((standing.cited_by, standing.decided)), *address)
    });
    found.truncate(limit);
    Ok((found.into_iter().map(|(standing, address)| (standing.cited_by as f32, address)).collect(), total))
}
