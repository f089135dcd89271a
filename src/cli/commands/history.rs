//! `panrye history`: the instances of a case.

use crate::cli::error::Result;
use clap::Args;

use crate::cli::args::completer;
use crate::cli::args::format::FormatArguments;
use crate::cli::args::settings::Settings;
use crate::cli::args::wanted::Wanted;
use crate::cli::locale::{say, terms};
use crate::cli::outcome::Outcome;
use crate::cli::render::wrapped::print_wrapped;
use crate::cli::terminal::printer::{Printer, meaning};
use crate::cli::workspace;
use crate::output::json::HistoryLine;
use panrye_engine::graph::{Edge, History, history, instance};
use panrye_law::caption::Caption;
use panrye_law::reference::Role;

#[derive(Debug, Args)]
pub(in crate::cli) struct HistoryArguments {
    /// Case number of any instance (2015다24904), with the court before it where several courts have the number
    #[arg(value_name = "CASE", add = completer::case_numbers(), required = true, num_args = 1..)]
    case: Vec<String>,
    #[command(flatten)]
    format: FormatArguments,
}

pub(in crate::cli) fn run(options: &HistoryArguments, settings: &Settings) -> Result<Outcome> {
    let mut lines = options.format.lines::<HistoryLine>()?;
    let wanted = Wanted::parse(&options.case);
    let reader = workspace::reader(settings)?;
    let start = wanted.node(&reader)?;
    let found = history(&reader, &start)?;
    if !start.in_index && found.steps.is_empty() {
        let written = wanted.written();
        settings.note(say!(
            "{written} is not in the index, and no judgment of the index names it",
            "{written}은(는) 색인에 없고, 색인에 그것을 적은 판례도 없습니다"
        ));
        return Ok(Outcome::NothingFound);
    }
    let mut printer = settings.paged();
    if let Some(lines) = &mut lines {
        lines.print(&mut printer, &HistoryLine::new(&found))?;
    } else {
        print_history(&mut printer, &found, &start)?;
    }
    printer.flush()?;
    Ok(Outcome::Found)
}

fn print_history(printer: &mut Printer, found: &History, start: &Caption) -> Result<()> {
    for judgment in &found.judgments {
        let name = printer.paint(meaning::CITATION, judgment.citation());
        printer.line(name)?;
        let mut about: Vec<String> = instance(judgment).map(str::to_owned).into_iter().collect();
        about.extend(found.steps.iter().filter(|step| step.from == *judgment).map(words));
        if !judgment.in_index {
            about.push(terms::not_in_index());
        }
        if judgment == start {
            about.push(say!("asked for", "찾은 판례"));
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
        Role::Appealed => say!("on appeal from {number}", "{number}에 대한 상소"),
        Role::Remanding => say!("after remand by {number}", "{number}의 환송 뒤"),
        _ => say!("related to {number}", "{number}와 관련"),
    }
}
