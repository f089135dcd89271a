//! Lines about watches: what is kept, and what is new.

use schemars::JsonSchema;
use serde::Serialize;

use super::Line;
use super::caption_object::CaptionObject;
use panrye_engine::watch::{News, Watch};
use panrye_law::judgment::DecisionDate;
use panrye_law::reference::Treatment;

/// A judgment that is new for a watch (`watch run`).
#[derive(Debug, Serialize, JsonSchema)]
pub struct NewsLine<'n> {
    /// The name of the watch.
    watch: &'n str,
    /// Why it is news: `match`, `cites`, `overrules` or `statute`.
    why: &'static str,
    /// How it treats the case that is watched: `followed`, `distinguished`, `overruled_in_part`, `overruled`.
    treatment: Option<&'static str>,
    #[serde(flatten)]
    judgment: CaptionObject<'n>,
    /// The file that it was read from.
    source: &'n str,
}

impl Line for NewsLine<'_> {
    const KIND: &'static str = "news";
    const COLUMNS: &'static [&'static str] =
        &["watch", "why", "treatment", "case_numbers", "court", "decision_date", "case_name", "source"];
}

impl<'n> NewsLine<'n> {
    /// The line of what is new for the watch of a name.
    pub fn new(watch: &'n str, news: &'n News) -> Self {
        Self {
            watch,
            why: news.why.name(),
            treatment: news.treatment.map(Treatment::name),
            judgment: CaptionObject::new(&news.judgment),
            source: &news.source,
        }
    }
}

/// What is kept under a name (`watch list`).
#[derive(Debug, Serialize, JsonSchema)]
pub struct WatchLine<'w> {
    /// The name.
    name: &'w str,
    /// The query.
    query: Option<&'w str>,
    /// The court of the case that is watched.
    case_court: Option<&'w str>,
    /// The numbers of the case that is watched.
    case_numbers: &'w [String],
    /// Only judgments of these courts.
    courts: &'w [String],
    /// Only judgments from this day on, `YYYY-MM-DD`.
    from: Option<String>,
    /// Only judgments up to this day, `YYYY-MM-DD`.
    to: Option<String>,
    /// Only cases of these kinds.
    kinds: &'w [String],
    /// Only judgments that refer to these statutes.
    statutes: &'w [String],
    /// How many judgments were seen.
    seen: usize,
}

impl Line for WatchLine<'_> {
    const KIND: &'static str = "watch";
    const COLUMNS: &'static [&'static str] =
        &["name", "query", "case_court", "case_numbers", "courts", "from", "to", "kinds", "statutes", "seen"];
}

impl<'w> WatchLine<'w> {
    /// The line of a watch.
    pub fn new(watch: &'w Watch) -> Self {
        let date =
            |number: Option<u64>| number.and_then(DecisionDate::from_number).map(|date| date.to_string());
        Self {
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
