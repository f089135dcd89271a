//! Options that name the days between which judgments were decided.

use clap::error::ErrorKind;
use clap::{ArgMatches, Args, Command, FromArgMatches};

use crate::cli::locale::{errors, say};
use panrye_engine::query::DateRange;
use panrye_law::judgment::DecisionDate;

/// The days, the first of which is not after the last: other command lines are refused.
#[derive(Debug)]
pub(in crate::cli) struct Days {
    /// The first day.
    pub(in crate::cli) from: Option<DecisionDate>,
    /// The last day.
    pub(in crate::cli) to: Option<DecisionDate>,
}

/// The days as they are written.
#[derive(Debug, Args)]
struct Written {
    /// Only judgments from this year, month or day on: 2010, 2010-03, 2010-03-15
    #[arg(long, value_name = "DATE", value_parser = date_range)]
    from: Option<DateRange>,
    /// Only judgments up to this year, month or day
    #[arg(long, value_name = "DATE", value_parser = date_range)]
    to: Option<DateRange>,
}

fn date_range(text: &str) -> Result<DateRange, String> {
    DateRange::parse(text).map_err(|error| errors::date(&error))
}

impl FromArgMatches for Days {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let Written { from, to } = Written::from_arg_matches(matches)?;
        let from = from.as_ref().and_then(DateRange::first);
        let to = to.as_ref().and_then(DateRange::last);
        match from.zip(to) {
            Some((from, to)) if from > to => Err(clap::Error::raw(
                ErrorKind::ValueValidation,
                say!("--from {from} is after --to {to}\n", "--from {from}이(가) --to {to}보다 뒤입니다\n"),
            )),
            _ => Ok(Self { from, to }),
        }
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Args for Days {
    fn augment_args(command: Command) -> Command {
        Written::augment_args(command)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Written::augment_args_for_update(command)
    }
}
