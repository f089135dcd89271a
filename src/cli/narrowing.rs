//! Options that narrow an answer: court, days, kind of case, statute.

use clap::Args;

use super::lang::errors;
use crate::judgment::DecisionDate;
use crate::query::DateRange;
use crate::search::Filters;

#[derive(Debug, Args)]
pub(super) struct Narrowing {
    /// Only judgments of this court or level, in any spelling (repeat for several)
    #[arg(long, value_name = "COURT")]
    court: Vec<String>,
    /// Only judgments from this year, month or day on: 2010, 2010-03, 2010-03-15
    #[arg(long, value_name = "DATE", value_parser = date_range)]
    from: Option<DateRange>,
    /// Only judgments up to this year, month or day
    #[arg(long, value_name = "DATE", value_parser = date_range)]
    to: Option<DateRange>,
    /// Only cases of this kind: 민사, 형사, 행정, 가사, 특허, … (repeat for several)
    #[arg(long, value_name = "KIND")]
    kind: Vec<String>,
    /// Only judgments that refer to this statute: 민법, "민법 제750조" (repeat for several)
    #[arg(long, value_name = "STATUTE")]
    statute: Vec<String>,
}

fn date_range(text: &str) -> Result<DateRange, String> {
    DateRange::parse(text).map_err(|error| errors::date(&error))
}

impl Narrowing {
    /// The filters that the options ask for.
    pub(super) fn filters(&self) -> Filters {
        Filters {
            courts: self.court.clone(),
            from: self.from.as_ref().and_then(DateRange::first).map(DecisionDate::as_number),
            to: self.to.as_ref().and_then(DateRange::last).map(DecisionDate::as_number),
            kinds: self.kind.clone(),
            statutes: self.statute.clone(),
        }
    }
}
