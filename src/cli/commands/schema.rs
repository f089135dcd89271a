//! `panrye schema`: what the lines that programs read look like.

use std::io::Write;

use crate::cli::error::{Result, bail};
use clap::Args;

use crate::cli::args::completer;
use crate::cli::args::settings::Settings;
use crate::cli::locale::{say, terms};
use crate::cli::outcome::Outcome;
use crate::cli::render::wrapped::print_wrapped;
use crate::cli::terminal::printer::{Printer, meaning};
use crate::output::json::{KINDS, Kind};

#[derive(Debug, Args)]
pub(in crate::cli) struct SchemaArguments {
    /// The kind of line, as its `kind` says it; without one, all kinds are listed
    #[arg(value_name = "KIND", add = completer::kinds_of_lines())]
    kind: Option<String>,
}

pub(in crate::cli) fn run(options: &SchemaArguments, settings: &Settings) -> Result<Outcome> {
    let mut printer = Printer::new(settings.color);
    match &options.kind {
        None => {
            for kind in &KINDS {
                let name = printer.paint(meaning::CITATION, kind.name);
                printer.line(name)?;
                print_wrapped(&mut printer, &terms::kind(kind), &[], None)?;
            }
        }
        Some(name) => {
            let Some(kind) = Kind::named(name) else {
                let known = KINDS.map(|kind| kind.name).join(", ");
                bail!(say!(
                    "there is no kind of line `{name}`; there are {known}",
                    "`{name}`라는 종류의 줄은 없습니다. 있는 것: {known}"
                ));
            };
            serde_json::to_writer_pretty(printer.writer(), &kind.schema()).map_err(std::io::Error::from)?;
            writeln!(printer.writer())?;
        }
    }
    printer.flush()?;
    Ok(Outcome::Found)
}
