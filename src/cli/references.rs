//! `panrye references`: what judgments refer to, without an index, for scripts.

use std::ops::ControlFlow;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::outcome::Outcome;
use super::printer::{Printer, meaning, note};
use super::settings::Settings;
use crate::corpus::{Fault, Item, RawRecord, Record, discover, read_source};
use crate::output::json::ReferencesLine;
use crate::reference::references;

#[derive(Debug, Args)]
pub(super) struct ReferencesArguments {
    /// Files, folders or archives with judgments; `-` reads standard input
    #[arg(value_name = "FILE", required = true)]
    paths: Vec<PathBuf>,
    /// Print one JSON object a judgment
    #[arg(long)]
    json: bool,
}

pub(super) fn run(options: &ReferencesArguments, settings: &Settings) -> Result<Outcome> {
    let discovery = discover(&options.paths);
    let mut printer = Printer::new(settings.color);
    let (mut found, mut lost, mut failed) = (0u64, false, None);
    let mut report = |fault: &Fault| {
        lost |= !fault.is_harmless();
        note(format_args!("panrye: {fault}"));
    };
    discovery.faults.iter().for_each(&mut report);
    for file in &discovery.files {
        let flow = read_source(file, &|_| {}, &mut |raw| {
            for item in raw.map_or_else(|fault| vec![Item::Fault(fault)], RawRecord::parse) {
                match item {
                    Item::Fault(fault) => report(&fault),
                    Item::Record(record) => {
                        found += 1;
                        if let Err(error) = print_record(&mut printer, &record, options.json) {
                            failed = Some(error);
                            return ControlFlow::Break(());
                        }
                    }
                }
            }
            ControlFlow::Continue(())
        });
        if flow.is_break() {
            break;
        }
    }
    if let Some(error) = failed {
        return Err(error);
    }
    printer.flush()?;
    Ok(match (lost, found) {
        (true, _) => Outcome::Failed,
        (false, 0) => Outcome::NothingFound,
        (false, _) => Outcome::Found,
    })
}

fn print_record(printer: &mut Printer, record: &Record, json: bool) -> Result<()> {
    let found = references(&record.judgment);
    let source = record.stamp.name();
    if json {
        printer.json(&ReferencesLine::new(&record.judgment, &found, &source))?;
        return Ok(());
    }
    let heading = printer.paint(meaning::CITATION, printer.safe(&source));
    printer.line(heading)?;
    for citation in &found.citations {
        let numbers: Vec<String> = citation.numbers.iter().map(ToString::to_string).collect();
        let treatment = citation.treatment.map(|treatment| format!(" {treatment}")).unwrap_or_default();
        printer.line(format_args!(
            "  {} [{}{treatment}] {}",
            numbers.join(", "),
            citation.role,
            printer.safe(&citation.quote).replace('\n', " ")
        ))?;
    }
    for statute in &found.statutes {
        let key = statute.key().unwrap_or_else(|| "?".to_owned());
        printer.line(format_args!("  {key} ← {}", printer.safe(&statute.quote).replace('\n', " ")))?;
    }
    Ok(())
}
