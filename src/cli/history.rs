//! `panrye history`: the instances of a case.

use anyhow::Result;
use clap::Args;

use super::format::FormatArguments;
use super::outcome::Outcome;
use super::printer::{Printer, meaning, note};
use super::search::print_wrapped;
use super::settings::Settings;
use super::wanted::Wanted;
use super::workspace;
use crate::graph::{Edge, History, JudgmentRef, history, instance};
use crate::output::json::HistoryLine;
use crate::reference::Role;

#[derive(Debug, Args)]
pub(super) struct HistoryArguments {
    /// Case number of any instance (2015다24904), with the court before it where several courts have the number
    #[arg(value_name = "CASE", required = true, num_args = 1..)]
    case: Vec<String>,
    #[command(flatten)]
    format: FormatArguments,
}

pub(super) fn run(options: &HistoryArguments, settings: &Settings) -> Result<Outcome> {
    let mut lines = options.format.lines::<HistoryLine>()?;
    let wanted = Wanted::read(&options.case);
    let reader = workspace::reader(settings)?;
    let start = wanted.node(&reader)?;
    let found = history(&reader, &start)?;
    if !start.held && found.steps.is_empty() {
        note(format_args!("{} is not in the index, and no judgment of the index names it", wanted.written()));
        return Ok(Outcome::NothingFound);
    }
    let mut printer = Printer::new(settings.color);
    if let Some(lines) = &mut lines {
        lines.print(&mut printer, &HistoryLine::new(&found))?;
    } else {
        print_history(&mut printer, &found, &start)?;
    }
    printer.flush()?;
    Ok(Outcome::Found)
}

fn print_history(printer: &mut Printer, found: &History, start: &JudgmentRef) -> Result<()> {
    for judgment in &found.judgments {
        let name = printer.paint(meaning::CITATION, printer.safe(&judgment.name()));
        printer.line(name)?;
        let mut about: Vec<String> = instance(judgment).map(str::to_owned).into_iter().collect();
        about.extend(found.steps.iter().filter(|step| step.from == *judgment).map(words));
        if !judgment.held {
            about.push("not in the index".to_owned());
        }
        if judgment == start {
            about.push("asked for".to_owned());
        }
        about.extend(judgment.case_name.clone());
        print_wrapped(printer, &about.join(" · "), &[], Some(meaning::FAINT))?;
    }
    Ok(())
}

/// What the later decision says of the earlier one.
fn words(step: &Edge) -> String {
    let number = step.to.case_numbers.first().map_or("", String::as_str);
    match step.role {
        Role::Appealed => format!("on appeal from {number}"),
        Role::Remanding => format!("after remand by {number}"),
        _ => format!("related to {number}"),
    }
}
