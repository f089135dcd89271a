//! Filters: what narrows an answer without changing its order.

use tantivy::Term;
use tantivy::query::{BooleanQuery, Occur, Query, RangeQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use crate::index::Fields;
use crate::judgment::Court;

/// What every judgment of an answer must be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// Of any of these courts, in any spelling; the seat stands for its branches too.
    pub courts: Vec<String>,
    /// Of this day (`yyyymmdd`) or later.
    pub from: Option<u64>,
    /// Of this day or earlier.
    pub to: Option<u64>,
    /// Of any of these kinds.
    pub kinds: Vec<String>,
}

impl Filters {
    /// The clauses that a judgment must match.
    pub(super) fn clauses(&self, fields: &Fields) -> Vec<Box<dyn Query>> {
        let mut clauses: Vec<Box<dyn Query>> = Vec::new();
        if !self.courts.is_empty() {
            clauses.push(any(self.courts.iter().map(|court| court_query(fields, court)).collect()));
        }
        if !self.kinds.is_empty() {
            clauses.push(any(self.kinds.iter().map(|kind| exact(fields.kind, kind.trim())).collect()));
        }
        if self.from.is_some() || self.to.is_some() {
            clauses.push(date_query(fields, self.from, self.to));
        }
        clauses
    }
}

/// A judgment of a court, or of a level of courts (`고등법원`).
pub(super) fn court_query(fields: &Fields, text: &str) -> Box<dyn Query> {
    let name = Court::read(text).map_or_else(|| text.to_owned(), |court| court.name().to_owned());
    any(vec![exact(fields.court, &name), exact(fields.level, text.trim())])
}

/// A judgment of the days from `from` to `to`; one without a date is in no range.
pub(super) fn date_query(fields: &Fields, from: Option<u64>, to: Option<u64>) -> Box<dyn Query> {
    let term = |date: u64| std::ops::Bound::Included(Term::from_field_u64(fields.decided, date));
    let lowest = term(from.unwrap_or(1));
    Box::new(RangeQuery::new(lowest, to.map_or(std::ops::Bound::Unbounded, term)))
}

/// A judgment with exactly this value in a raw field.
pub(super) fn exact(field: Field, value: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic))
}

/// A judgment that matches any of the queries.
pub(super) fn any(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match (queries.len(), queries.pop()) {
        (1, Some(only)) => only,
        (_, last) => Box::new(BooleanQuery::new(
            queries.into_iter().chain(last).map(|query| (Occur::Should, query)).collect(),
        )),
    }
}
