//! Orders other than relevance: by date and by how often a judgment is cited.
//!
//! Ranked words need not all be there, so nearly every judgment of an index has one of them. An order that does not
//! ask how well a judgment matches therefore takes only judgments that have all words of the query.

use crate::index::JudgmentAddress;
use std::cmp::Reverse;

use tantivy::collector::sort_key::{SortBySimilarityScore, SortByStaticFastValue, SortByString};
use tantivy::collector::{Count, DocSetCollector, TopDocs};
use tantivy::query::Query;
use tantivy::{Order, Searcher};

use super::static_features::{StaticFeatures, static_features};
use super::{Deadline, SearchError};
use crate::index::{Fields, Statistics};

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
    statistics: &Statistics,
    query: &dyn Query,
    limit: usize,
    deadline: &Deadline,
) -> Result<(Vec<(f32, JudgmentAddress)>, usize), SearchError> {
    let top = TopDocs::with_limit(limit.max(1)).order_by((latest(), by_source()));
    let (found, total) = deadline.search(statistics, query, (top, Count))?;
    let dated = |((date, _), address): ((Option<u64>, _), _)| {
        (date.unwrap_or(0) as f32, JudgmentAddress::of(address))
    };
    Ok((found.into_iter().map(dated).collect(), total))
}

/// The best matches. Of those that match equally well the latest come first, then by source, so that a short answer is
/// the head of a long one: where the cut falls among equals, all of them are looked at again.
pub(super) fn by_score(
    statistics: &Statistics,
    query: &dyn Query,
    limit: usize,
    deadline: &Deadline,
) -> Result<(Vec<(f32, JudgmentAddress)>, usize), SearchError> {
    // One more tells whether the cut falls among equals.
    let top = TopDocs::with_limit(limit + 1).order_by_score();
    let (mut found, total) = deadline.search(statistics, query, (top, Count))?;
    let is_cut_among_equals = match found.get(limit.saturating_sub(1)..) {
        Some([last, next, ..]) => last.0.total_cmp(&next.0).is_eq(),
        _ => false,
    };
    if is_cut_among_equals {
        let top = TopDocs::with_limit(limit).order_by((SortBySimilarityScore, latest(), by_source()));
        let again = deadline.search(statistics, query, top)?;
        found = again.into_iter().map(|((score, ..), address)| (score, address)).collect();
    }
    found.truncate(limit);
    let mut found = JudgmentAddress::scored(found);
    settle_ties(statistics.searcher(), &mut found)?;
    Ok((found, total))
}

fn latest() -> (SortByStaticFastValue<u64>, Order) {
    (SortByStaticFastValue::for_field("decided"), Order::Desc)
}

fn by_source() -> (SortByString, Order) {
    (SortByString::for_field("source"), Order::Asc)
}

/// The most cited judgments, the latest first among equals; the score is how many cite it.
pub(super) fn by_cited(
    statistics: &Statistics,
    fields: &Fields,
    query: &dyn Query,
    limit: usize,
    deadline: &Deadline,
) -> Result<(Vec<(f32, JudgmentAddress)>, usize), SearchError> {
    let addresses = deadline.search(statistics, query, DocSetCollector)?;
    let mut addresses: Vec<JudgmentAddress> = addresses.into_iter().map(JudgmentAddress::of).collect();
    addresses.sort_unstable();
    let total = addresses.len();
    let static_features = static_features(statistics, fields, &addresses, deadline)?;
    let mut found: Vec<_> = static_features.into_iter().zip(addresses).collect();
    let key =
        |(features, _): &(StaticFeatures, JudgmentAddress)| Reverse((features.cited_by, features.decided));
    found.sort_by_key(|judgment| (key(judgment), judgment.1));
    // Those among which the cut falls stand in an order that depends on them alone.
    if let Some(last) = found.get(limit.saturating_sub(1)).map(&key) {
        let first = found.partition_point(|judgment| key(judgment) < last);
        let end = found.partition_point(|judgment| key(judgment) <= last);
        if end > limit {
            let mut tied: Vec<_> = found[first..end].iter().map(|&(_, address)| (0.0, address)).collect();
            settle_ties(statistics.searcher(), &mut tied)?;
            let features = found[first].0;
            for (place, (_, address)) in found[first..end].iter_mut().zip(tied) {
                *place = (features, address);
            }
        }
    }
    found.truncate(limit);
    Ok((found.into_iter().map(|(features, address)| (features.cited_by as f32, address)).collect(), total))
}

/// Puts judgments of equal score in an order that depends on them alone, and not on which thread indexed them when: the
/// latest first, then by source.
pub(super) fn settle_ties(
    searcher: &Searcher,
    found: &mut [(f32, JudgmentAddress)],
) -> Result<(), SearchError> {
    let is_tied = |a: &(f32, JudgmentAddress), b: &(f32, JudgmentAddress)| a.0.total_cmp(&b.0).is_eq();
    if !found.is_sorted_by(|a, b| !is_tied(a, b)) {
        let mut columns = Vec::new();
        for segment in searcher.segment_readers() {
            columns.push((segment.fast_fields().u64("decided")?, segment.fast_fields().str("source")?));
        }
        let key = |address: JudgmentAddress| {
            let (decided, sources) = &columns[address.segment_ord as usize];
            let mut source = String::new();
            if let Some(sources) = sources
                && let Some(ordinal) = sources.term_ords(address.doc_id).next()
            {
                sources.ord_to_str(ordinal, &mut source)?;
            }
            Ok::<_, SearchError>((Reverse(decided.first(address.doc_id)), source))
        };
        for tied in found.chunk_by_mut(is_tied).filter(|tied| tied.len() > 1) {
            let mut keyed = Vec::with_capacity(tied.len());
            for &hit in tied.iter() {
                keyed.push((key(hit.1)?, hit));
            }
            keyed.sort_by(|a, b| a.0.cmp(&b.0));
            for (place, (_, hit)) in tied.iter_mut().zip(keyed) {
                *place = hit;
            }
        }
    }
    Ok(())
}
