//! Options that narrow an answer: court, days, kind of case, statute.

use clap::Args;

use crate::cli::args::completer;
use crate::cli::args::days::Days;
use panrye_engine::search::Filters;
use panrye_law::judgment::DecisionDate;

#[derive(Debug, Args)]
pub(in crate::cli) struct Narrowing {
    /// Only judgments of this court or level, in any spelling (repeat for several)
    #[arg(long, value_name = "COURT", add = completer::courts())]
    court: Vec<String>,
    #[command(flatten)]
    days: Days,
    /// Only cases of this kind: 민사, 형사, 행정, 가사, 특허, … (repeat for several)
    #[arg(long, value_name = "KIND", add = completer::kinds_of_cases())]
    kind: Vec<String>,
    /// Only judgments that refer to this statute: 민법, "민법 제750조" (repeat for several)
    #[arg(long, value_name = "STATUTE", add = completer::statutes())]
    statute: Vec<String>,
}

impl Narrowing {
    /// The filters that the options ask for.
    pub(in crate::cli) fn filters(&self) -> Filters {
        Filters {
            courts: self.court.clone(),
            from: self.days.from.map(DecisionDate::as_number),
            to: self.days.to.map(DecisionDate::as_number),
            kinds: self.kind.clone(),
            statutes: self.statute.clone(),
        }
    }
}
