//! `--timeout`: how long a query may take.

use std::time::Duration;

use clap::Args;

use crate::cli::locale::say;
use panrye_engine::search::{Budget, Searcher};

#[derive(Debug, Args)]
pub(in crate::cli) struct Timing {
    /// How many seconds a query may take, or none
    #[arg(long, value_name = "SECONDS", default_value = TIMEOUT, value_parser = budget)]
    timeout: Budget,
}

impl Timing {
    /// Gives each query of a searcher this time.
    pub(in crate::cli) const fn apply(&self, searcher: &mut Searcher) {
        searcher.set_budget(self.timeout);
    }
}

/// The seconds of [`Budget::default`].
const TIMEOUT: &str = "10";

/// A number of seconds, `none` or 0.
pub(in crate::cli) fn budget(written: &str) -> Result<Budget, String> {
    let wrong = || {
        say!(
            "write a number of seconds, such as 30 or 0.5, or none",
            "30이나 0.5처럼 초 수를 적거나 none을 적으십시오"
        )
    };
    if written == "none" {
        return Ok(Budget::UNLIMITED);
    }
    let seconds: f64 = written.parse().map_err(|_| wrong())?;
    let time = Duration::try_from_secs_f64(seconds).map_err(|_| wrong())?;
    Ok(if time.is_zero() { Budget::UNLIMITED } else { Budget::of(time) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_is_a_number_of_seconds_or_none() {
        assert_eq!(budget(TIMEOUT), Ok(Budget::default()));
        assert_eq!(budget("0.5"), Ok(Budget::of(Duration::from_millis(500))));
        for unlimited in ["none", "0"] {
            assert_eq!(budget(unlimited), Ok(Budget::UNLIMITED));
        }
        for wrong in ["", "-1", "1e400", "inf", "NaN", "soon"] {
            assert!(budget(wrong).is_err(), "{wrong}");
        }
    }
}
