//! Settings that every command shares, read once from the command line, the environment and the configuration files.

use std::fmt;
use std::path::PathBuf;

use clap::Args;

use crate::cli::terminal::color::ColorChoice;

use crate::cli::config::Configuration;
use crate::cli::config::environment::Environment;
use crate::cli::defaults::{CORPUS, INDEX};
use crate::cli::locale::Lang;
use crate::cli::terminal::printer::{self, Printer};

/// Options that every command takes.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct Settings {
    /// Folder of the index
    #[arg(long, global = true, value_name = "DIR", env = "PANRYE_INDEX", default_value = INDEX)]
    pub(in crate::cli) index: PathBuf,
    /// Words to add to the dictionary, one a line (an index must be searched with the words it was built with)
    #[arg(long, global = true, value_name = "FILE", env = "PANRYE_USER_DICTIONARY")]
    pub(in crate::cli) user_dictionary: Option<PathBuf>,
    /// When to color the output
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = ColorChoice::Auto)]
    pub(in crate::cli) color: ColorChoice,
    /// Language of messages and help; data is the same in every language
    #[arg(long, global = true, value_name = "LANG", value_enum, env = "PANRYE_LANG")]
    pub(in crate::cli) lang: Option<Lang>,
    /// Print to the terminal itself, whatever PANRYE_PAGER and PAGER say
    #[arg(long, global = true)]
    pub(in crate::cli) no_pager: bool,
    /// Say less on stderr: no progress, no notes
    #[arg(long, short, global = true)]
    pub(in crate::cli) quiet: bool,
    /// The program that shows long output, with its arguments; the command line can only forbid it.
    #[arg(skip)]
    pub(in crate::cli) pager: Option<String>,
    /// What a first search builds the index from.
    #[arg(skip)]
    pub(in crate::cli) corpus: Vec<PathBuf>,
    /// Whether a configuration file says so.
    #[arg(skip)]
    pub(in crate::cli) names_corpus: bool,
    /// What names of fields mean where a first search builds the index, as `NAME=FIELD`.
    #[arg(skip)]
    pub(in crate::cli) map: Vec<String>,
}

impl Settings {
    /// The settings with what no option says.
    #[must_use]
    pub(in crate::cli) fn completed(self, environment: &Environment, configuration: &Configuration) -> Self {
        let named = configuration.corpus();
        let names_corpus = named.is_some();
        let corpus = named.unwrap_or_else(|| vec![PathBuf::from(CORPUS)]);
        let pager = configuration.pager(environment).filter(|_| !self.no_pager);
        Self { pager, corpus, names_corpus, map: configuration.map(), ..self }
    }

    /// A printer to the user's pager, where there is one.
    pub(in crate::cli) fn paged(&self) -> Printer {
        Printer::paged(self.pager.as_deref(), self.color)
    }

    /// Prints what is said beside the data, where that is wanted. What went wrong is said in any case, by
    /// [`note`](printer::note).
    pub(in crate::cli) fn note(&self, text: impl fmt::Display) {
        if !self.quiet {
            printer::note(text);
        }
    }
}
