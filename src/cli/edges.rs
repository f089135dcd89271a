//! `panrye cites` and `panrye cited-by`: the edges of one judgment.

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::format::{FormatArguments, Lines};
use super::outcome::Outcome;
use super::printer::{Printer, meaning, note};
use super::search::print_wrapped;
use super::settings::Settings;
use super::wanted::Wanted;
use super::workspace;
use crate::graph::{self, Edge, JudgmentRef};
use crate::output::json::EdgeLine;
use crate::reference::{Depth, Treatment};

#[derive(Debug, Args)]
pub(super) struct EdgesArguments {
    /// Case number (2013다43994), with the court before it where several courts have the number
    #[arg(value_name = "CASE", required = true, num_args = 1..)]
    case: Vec<String>,
    /// In which order
    #[arg(long, value_name = "ORDER", value_enum, default_value_t = Order::Date)]
    sort: Order,
    /// At most so many
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    format: FormatArguments,
}

/// The order of edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Order {
    /// The latest judgment first.
    Date,
    /// The judgment that is mentioned most often first.
    Weight,
}

/// `panrye cites CASE`.
pub(super) fn cites(options: &EdgesArguments, settings: &Settings) -> Result<Outcome> {
    let lines = options.format.lines::<EdgeLine>()?;
    let wanted = Wanted::read(&options.case);
    let reader = workspace::reader(settings)?;
    let Some(judgment) = wanted.find(&reader)? else {
        if !settings.quiet {
            note(format_args!("{} is not in the index, so what it cites is not known", wanted.written()));
        }
        return Ok(Outcome::NothingFound);
    };
    let mut edges = graph::cites(&reader, &judgment)?;
    if options.sort == Order::Date {
        edges.sort_by_key(|edge| std::cmp::Reverse(edge.to.decided));
    }
    print_edges(options, lines, settings, edges, |edge| &edge.to)
}

/// `panrye cited-by CASE`.
pub(super) fn cited_by(options: &EdgesArguments, settings: &Settings) -> Result<Outcome> {
    let lines = options.format.lines::<EdgeLine>()?;
    let wanted = Wanted::read(&options.case);
    let reader = workspace::reader(settings)?;
    let target = wanted.node(&reader)?;
    if !target.held && !wanted.is_number() {
        note(format_args!("{} is no case number and no docket of the index", wanted.written()));
        return Ok(Outcome::NothingFound);
    }
    print_edges(options, lines, settings, graph::cited_by(&reader, &target)?, |edge| &edge.from)
}

fn print_edges(
    options: &EdgesArguments,
    mut lines: Option<Lines>,
    settings: &Settings,
    mut edges: Vec<Edge>,
    other: fn(&Edge) -> &JudgmentRef,
) -> Result<Outcome> {
    if options.sort == Order::Weight {
        edges.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| other(b).decided.cmp(&other(a).decided)));
    }
    let total = edges.len();
    edges.truncate(options.limit.unwrap_or(usize::MAX));
    let mut printer = Printer::paged(settings);
    if let Some(lines) = &mut lines {
        edges.iter().try_for_each(|edge| lines.print(&mut printer, &EdgeLine::new(edge)))?;
        lines.finish(&mut printer)?;
    } else {
        edges.iter().try_for_each(|edge| print_edge(&mut printer, edge, other(edge)))?;
        if edges.len() < total {
            let rest = printer.paint(meaning::FAINT, format_args!("{} of {total} shown", edges.len()));
            printer.line(rest)?;
        }
    }
    printer.flush()?;
    if total == 0 && !settings.quiet {
        note("no citations");
    }
    Ok(if total == 0 { Outcome::NothingFound } else { Outcome::Found })
}

pub(super) fn print_edge(printer: &mut Printer, edge: &Edge, other: &JudgmentRef) -> Result<()> {
    let name = printer.paint(meaning::CITATION, printer.safe(&other.name()));
    printer.line(name)?;
    let mut about = vec![edge.role.to_string()];
    about.extend(edge.treatment.map(|treatment| treatment.to_string()));
    if edge.depth == Depth::Discussed {
        about.push(edge.depth.to_string());
    }
    if edge.count > 1 {
        about.push(format!("{} times", edge.count));
    }
    for date in &edge.differing_dates {
        about.push(format!("cited with another date, {}", date.korean()));
    }
    if !other.held {
        about.push("not in the index".to_owned());
    }
    about.extend(other.case_name.clone());
    let style = if edge.treatment == Some(Treatment::Overruled) { meaning::WARNING } else { meaning::FAINT };
    print_wrapped(printer, &about.join(" · "), &[], Some(style))?;
    if let Some(quote) =
        edge.quotes.iter().find(|quote| quote.place != "참조판례").or_else(|| edge.quotes.first())
    {
        print_wrapped(printer, &format!("{}: {}", quote.place, quote.text), &[], None)?;
    }
    Ok(())
}
