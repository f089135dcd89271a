//! `panrye completions`: the script that makes a shell ask panrye itself for what can follow.

use crate::cli::error::{Result, bail};
use clap::{Args, ValueEnum};

use crate::cli::args::settings::Settings;
use crate::cli::completing::{NAME, SHELLS, VARIABLE};
use crate::cli::locale::say;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::printer::Printer;

#[derive(Debug, Args)]
pub(in crate::cli) struct CompletionsArguments {
    /// For which shell
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
}

/// A shell that can be completed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shell {
    /// bash.
    Bash,
    /// zsh.
    Zsh,
    /// fish.
    Fish,
    /// PowerShell.
    Powershell,
    /// Elvish.
    Elvish,
}

impl Shell {
    const fn name(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Zsh => "zsh",
            Self::Fish => "fish",
            Self::Powershell => "powershell",
            Self::Elvish => "elvish",
        }
    }
}

pub(in crate::cli) fn run(
    options: &CompletionsArguments,
    settings: &Settings,
    program: &str,
) -> Result<Outcome> {
    let name = options.shell.name();
    let Some(shell) = SHELLS.completer(name) else {
        bail!(say!("{name} cannot be completed in", "{name}에서는 자동 완성을 쓸 수 없습니다"));
    };
    let mut script = Vec::new();
    shell.write_registration(VARIABLE, NAME, NAME, program, &mut script)?;
    let mut printer = Printer::new(settings.color);
    std::io::Write::write_all(printer.writer(), &script)?;
    printer.flush()?;
    Ok(Outcome::Found)
}
