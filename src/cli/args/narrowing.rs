//! Options that narrow an answer: court, days, kind of case, statute, form, outcome.

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
    /// Only decisions of this form: 판결, 결정, 명령, 재결 (repeat for several)
    #[arg(long, value_name = "FORM", add = completer::forms())]
    form: Vec<String>,
    /// Only decisions with this outcome: 상고기각, 파기환송, 일부인용, 무죄, 위헌, … (repeat for several)
    #[arg(long, value_name = "OUTCOME", add = completer::outcomes())]
    outcome: Vec<String>,
    /// Only decisions of the full court (전원합의체, 전원재판부)
    #[arg(long)]
    en_banc: bool,
    /// Only decisions of courts, no rulings of agencies (재결)
    #[arg(long)]
    courts_only: bool,
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
            forms: self.form.clone(),
            outcomes: self.outcome.clone(),
            en_banc: self.en_banc,
            courts_only: self.courts_only,
        }
    }
}
