//! Settings that every command shares, read once from the command line and the environment.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

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

/// Options that every command takes.
#[derive(Debug, Clone, Args)]
pub(super) struct Settings {
    /// Folder of the index
    #[arg(long, global = true, value_name = "DIR", env = "PANRYE_INDEX", default_value = "index")]
    pub(super) index: PathBuf,
    /// Words to add to the dictionary, one a line (an index must be searched with the words it was built with)
    #[arg(long, global = true, value_name = "FILE", env = "PANRYE_USER_DICTIONARY")]
    pub(super) user_dictionary: Option<PathBuf>,
    /// When to colour the output
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = ColorChoice::Auto)]
    pub(super) color: ColorChoice,
    /// Print to the terminal itself, whatever PANRYE_PAGER and PAGER say
    #[arg(long, global = true)]
    pub(super) no_pager: bool,
    /// Say less on stderr: no progress, no notes
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
}
