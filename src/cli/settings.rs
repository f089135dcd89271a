//! Settings that every command shares, read once from the command line, the environment and the configuration files.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};

use super::config::Configuration;
use super::environment::Environment;
use super::lang::{Lang, say};
use super::printer;
use super::workspace::{CORPUS, INDEX};
use crate::search::Budget;

/// When output is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl From<ColorChoice> for anstream::ColorChoice {
    fn from(choice: ColorChoice) -> Self {
        match choice {
            ColorChoice::Auto => Self::Auto,
            ColorChoice::Always => Self::Always,
            ColorChoice::Never => Self::Never,
        }
    }
}

/// The seconds of [`Budget::default`].
const TIMEOUT: &str = "10";

/// A number of seconds, `none` or 0.
pub(super) fn budget(written: &str) -> Result<Budget, String> {
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

/// Options that every command takes.
#[derive(Debug, Clone, Args)]
pub(super) struct Settings {
    /// Folder of the index
    #[arg(long, global = true, value_name = "DIR", env = "PANRYE_INDEX", default_value = INDEX)]
    pub(super) index: PathBuf,
    /// Words to add to the dictionary, one a line (an index must be searched with the words it was built with)
    #[arg(long, global = true, value_name = "FILE", env = "PANRYE_USER_DICTIONARY")]
    pub(super) user_dictionary: Option<PathBuf>,
    /// When to colour the output
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = ColorChoice::Auto)]
    pub(super) color: ColorChoice,
    /// Language of messages and help; data is the same in every language
    #[arg(long, global = true, value_name = "LANG", value_enum, env = "PANRYE_LANG")]
    pub(super) lang: Option<Lang>,
    /// How many seconds a query may take, or none
    #[arg(long, global = true, value_name = "SECONDS", default_value = TIMEOUT, value_parser = budget)]
    pub(super) timeout: Budget,
    /// Print to the terminal itself, whatever PANRYE_PAGER and PAGER say
    #[arg(long, global = true)]
    pub(super) no_pager: bool,
    /// Say less on stderr: no progress, no notes
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    /// The program that shows long output, with its arguments; the command line can only forbid it.
    #[arg(skip)]
    pub(super) pager: Option<String>,
    /// What a first search builds the index from.
    #[arg(skip)]
    pub(super) corpus: Vec<PathBuf>,
}

impl Settings {
    /// The settings with what no option says.
    #[must_use]
    pub(super) fn completed(self, environment: &Environment, configuration: &Configuration) -> Self {
        let corpus = configuration.corpus().unwrap_or_else(|| vec![PathBuf::from(CORPUS)]);
        let pager = configuration.pager(environment).filter(|_| !self.no_pager);
        Self { pager, corpus, ..self }
    }

    /// Prints what is said beside the data, where that is wanted. What went wrong is said in any case, by
    /// [`note`](printer::note).
    pub(super) fn note(&self, text: impl fmt::Display) {
        if !self.quiet {
            printer::note(text);
        }
    }
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
