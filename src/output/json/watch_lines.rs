//! Lines about watches: what is kept, and what is new.

use serde::Serialize;

use super::SCHEMA_VERSION;
use crate::judgment::DecisionDate;
use crate::reference::Treatment;
use crate::watch::{News, Watch, Why};

/// A line of `watch run --json`: a judgment that is new for a watch.
#[derive(Debug, Serialize)]
pub struct NewsLine<'n> {
    schema_version: u32,
    kind: &'static str,
    watch: &'n str,
    why: Why,
    treatment: Option<&'static str>,
    case_numbers: &'n [String],
    court: Option<&'n str>,
    decision_date: Option<String>,
    case_name: Option<&'n str>,
    source: &'n str,
}

impl<'n> NewsLine<'n> {
    /// The line of what is new for the watch of a name.
    pub fn new(watch: &'n str, news: &'n News) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            kind: "news",
            watch,
            why: news.why,
            treatment: news.treatment.map(Treatment::name),
            case_numbers: &news.judgment.case_numbers,
            court: news.judgment.court.as_deref(),
            decision_date: news.judgment.decided.map(|date| date.to_string()),
            case_name: news.judgment.case_name.as_deref(),
            source: &news.source,
        }
    }
}

/// A line of `watch list --json`.
#[derive(Debug, Serialize)]
pub struct WatchLine<'w> {
    schema_version: u32,
    kind: &'static str,
    name: &'w str,
    query: Option<&'w str>,
    case_court: Option<&'w str>,
    case_numbers: &'w [String],
    courts: &'w [String],
    from: Option<String>,
    to: Option<String>,
    kinds: &'w [String],
    statutes: &'w [String],
    seen: usize,
}

impl<'w> WatchLine<'w> {
    /// The line of a watch.
    pub fn new(watch: &'w Watch) -> Self {
        let date =
            |number: Option<u64>| number.and_then(DecisionDate::from_number).map(|date| date.to_string());
        Self {
            schema_version: SCHEMA_VERSION,
            kind: "watch",
            name: &watch.name,
            query: watch.query.as_deref(),
            case_court: watch.case.as_ref().and_then(|case| case.court.as_deref()),
            case_numbers: watch.case.as_ref().map_or(&[], |case| &case.numbers),
            courts: &watch.filters.courts,
            from: date(watch.filters.from),
            to: date(watch.filters.to),
            kinds: &watch.filters.kinds,
            statutes: &watch.filters.statutes,
            seen: watch.seen.len(),
        }
    }
}
