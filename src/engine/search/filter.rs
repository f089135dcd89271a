//! Filters: what narrows an answer without changing its order.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use tantivy::Term;
use tantivy::query::{AllQuery, BooleanQuery, Occur, Query, RangeQuery, TermQuery, TermSetQuery};
use tantivy::schema::{Field, IndexRecordOption};

use super::{Refusal, SearchError};
use crate::index::{FULL_COURT, Fields, IndexReader, Later};
use panrye_law::judgment::{Court, DecisionDate, DecisionType};
use panrye_law::reference::StatuteRef;

/// What every judgment of an answer must be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filters {
    /// Of any of these courts, in any spelling; the seat stands for its branches too.
    pub courts: Vec<String>,
    /// Of this day (`yyyymmdd`) or later.
    pub from: Option<u64>,
    /// Of this day or earlier.
    pub to: Option<u64>,
    /// Of any of these kinds.
    pub kinds: Vec<String>,
    /// Referring to any of these statutes.
    pub statutes: Vec<String>,
    /// Of any of these forms: 판결, 결정, 명령, 재결; `전원합의체` is one of the full court.
    pub forms: Vec<String>,
    /// Of any of these outcomes: 상고기각, 파기환송, ….
    pub outcomes: Vec<String>,
    /// Of the full court only.
    pub en_banc: bool,
    /// Of courts only: no rulings of agencies (재결).
    pub courts_only: bool,
}

impl Filters {
    /// The clauses that a judgment must match.
    pub(super) fn clauses(&self, reader: &IndexReader) -> Result<Vec<Box<dyn Query>>, SearchError> {
        let (fields, later) = (reader.fields(), reader.later()?);
        let mut clauses: Vec<Box<dyn Query>> = Vec::new();
        let mut add = |name, values: &[String], query: &dyn Fn(&str) -> Box<dyn Query>| {
            let values: BTreeSet<&str> = values.iter().map(|value| value.trim()).collect();
            if values.len() > Refusal::VALUES {
                return Err(Refusal::Values(name));
            }
            if !values.is_empty() {
                clauses.push(any(values.into_iter().map(query).collect()));
            }
            Ok(())
        };
        add("court", &self.courts, &|court| court_query(fields, court))?;
        add("kind", &self.kinds, &|kind| exact(fields.kind, kind))?;
        add("statute", &self.statutes, &|text| statute_query(fields, text))?;
        add("form", &self.forms, &|form| form_query(fields, later, form))?;
        add("outcome", &self.outcomes, &|outcome| exact(fields.outcome, outcome))?;
        if self.en_banc {
            clauses.push(full_court_query(fields, later));
        }
        if self.courts_only {
            for form in [DecisionType::Adjudication, DecisionType::Interpretation] {
                clauses.push(but(exact(fields.decision, form.korean())));
            }
        }
        if self.from.is_some() || self.to.is_some() {
            clauses.push(date_query(fields, self.from, self.to));
        }
        Ok(clauses)
    }

    /// Whether a judgment of which only court and date are known may be among the answers.
    pub fn admit_cited_only(&self, court: Option<&str>, decided: Option<DecisionDate>) -> bool {
        let court = court.and_then(Court::parse);
        let of_court = |wanted: &String| {
            let wanted_court = Court::parse(wanted);
            court.as_ref().is_some_and(|court| {
                let name = wanted_court.as_ref().map_or("", Court::name);
                court.name() == name || court.seat() == name || court.level().korean() == wanted.trim()
            })
        };
        let date = decided.map(DecisionDate::as_number);
        (self.courts.is_empty() || self.courts.iter().any(of_court))
            && self.from.is_none_or(|from| date.is_some_and(|date| date >= from))
            && self.to.is_none_or(|to| date.is_some_and(|date| date <= to))
            && self.kinds.is_empty()
            && self.statutes.is_empty()
            && self.forms.is_empty()
            && self.outcomes.is_empty()
            && !self.en_banc
    }
}

/// A judgment that refers to a statute, or to any provision of a law.
pub(super) fn statute_query(fields: &Fields, text: &str) -> Box<dyn Query> {
    match StatuteRef::parse_query(text) {
        Some(statute) => exact(fields.statute, &statute.key()),
        None => exact(fields.statute, &text.split_whitespace().collect::<String>()),
    }
}

/// A judgment of a court, or of a level of courts (`고등법원`).
pub(super) fn court_query(fields: &Fields, text: &str) -> Box<dyn Query> {
    let name = Court::parse(text).map_or_else(|| text.to_owned(), |court| court.name().to_owned());
    any(vec![exact(fields.court, &name), exact(fields.level, text.trim())])
}

/// A judgment of a form; `전원합의체` is one of the full court.
pub(super) fn form_query(fields: &Fields, later: &Later, form: &str) -> Box<dyn Query> {
    if matches!(form, "전원합의체" | "전원재판부") {
        return full_court_query(fields, later);
    }
    exact(fields.decision, form)
}

/// A judgment of the full court, by what it says or by what those who cite it say.
pub(super) fn full_court_query(fields: &Fields, later: &Later) -> Box<dyn Query> {
    let called = later.full_court().map(|number| Term::from_field_text(fields.case_number, number));
    let called: Box<dyn Query> = Box::new(BooleanQuery::new(vec![
        (Occur::Must, Box::new(TermSetQuery::new(called)) as Box<dyn Query>),
        (Occur::Must, any(vec![exact(fields.court, "대법원"), exact(fields.court, "헌법재판소")])),
    ]));
    any(vec![exact(fields.bench, FULL_COURT), called])
}

/// Every judgment but those that match.
fn but(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(BooleanQuery::new(vec![
        (Occur::Must, Box::new(AllQuery) as Box<dyn Query>),
        (Occur::MustNot, query),
    ]))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_judgment_that_is_only_cited_is_filtered_by_court_and_days() {
        let date = DecisionDate::new(2010, 5, 13);
        let of = |courts: &[&str], from, to| Filters {
            courts: courts.iter().map(|&court| court.to_owned()).collect(),
            from,
            to,
            ..Filters::default()
        };
        let admitted = |filters: Filters| filters.admit_cited_only(Some("부산고등법원 창원"), date);
        assert!(admitted(Filters::default()));
        assert!(admitted(of(&["부산고법"], None, None)), "the seat stands for its branches");
        assert!(admitted(of(&["고등법원"], Some(20_100_101), Some(20_101_231))));
        assert!(!admitted(of(&["대법원"], None, None)));
        assert!(!admitted(of(&[], Some(20_110_101), None)));
        assert!(!admitted(Filters { kinds: vec!["민사".to_owned()], ..Filters::default() }));
        assert!(!of(&[], None, Some(20_200_101)).admit_cited_only(None, None), "no date is in no range");
    }
}
