//! `panrye explain`: what a query is searched as, and why a judgment stands where it stands.

use anyhow::Result;
use clap::Args;

use super::format::FormatArguments;
use super::outcome::Outcome;
use super::printer::{Printer, meaning, note};
use super::settings::Settings;
use super::wanted::{Wanted, name};
use super::workspace;
use crate::output::json::ExplanationLine;
use crate::query::Query;
use crate::search::{Clause, Contribution, Explanation, HitExplanation};

#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// The query, in quotation marks
    #[arg(value_name = "QUERY")]
    query: String,
    /// The judgment whose place is to be explained; the first one found where none is named
    #[arg(value_name = "CASE")]
    case: Vec<String>,
    #[command(flatten)]
    format: FormatArguments,
}

pub(super) fn run(options: &ExplainArguments, settings: &Settings) -> Result<Outcome> {
    let mut lines = options.format.lines::<ExplanationLine>()?;
    let text = &options.query;
    let query = Query::parse(text).map_err(|error| anyhow::anyhow!("{}", error.render(text)))?;
    let mut searcher = workspace::searcher(settings)?;
    let wanted = if options.case.is_empty() {
        None
    } else {
        let wanted = Wanted::read(&options.case);
        let Some(address) = wanted.address(searcher.reader())? else {
            note(format_args!("{} is not in the index", wanted.written()));
            return Ok(Outcome::NothingFound);
        };
        Some(address)
    };
    let explanation = searcher.explain(&query, wanted)?;
    let mut printer = Printer::new(settings.color);
    if let Some(lines) = &mut lines {
        let judgment = match &explanation.hit {
            Some(hit) => Some(searcher.reader().judgment(hit.address)?),
            None => None,
        };
        lines.print(&mut printer, &ExplanationLine::new(text, &explanation, judgment.as_ref()))?;
    } else {
        for clause in &explanation.clauses {
            print_clause(&mut printer, text, clause)?;
        }
        printer.line(format_args!("{} judgments match", explanation.total))?;
        if let Some(hit) = &explanation.hit {
            let stored = searcher.reader().judgment(hit.address)?;
            printer.line("")?;
            print_hit(&mut printer, &name(&stored), hit)?;
        }
    }
    printer.flush()?;
    Ok(outcome(&explanation))
}

fn outcome(explanation: &Explanation) -> Outcome {
    match &explanation.hit {
        Some(hit) if hit.rank.is_some() => Outcome::Found,
        _ => Outcome::NothingFound,
    }
}

fn print_clause(printer: &mut Printer, query: &str, clause: &Clause) -> Result<()> {
    let indent = "  ".repeat(clause.depth);
    let what = printer.paint(meaning::PLACE, printer.safe(&clause.what));
    printer.line(format_args!("{indent}{what}: {}", printer.safe(clause.span.of(query).trim())))?;
    for field in ["text", "whole", "word"] {
        let terms: Vec<String> = clause
            .terms
            .iter()
            .filter(|term| term.field == field)
            .map(|term| format!("{} {}", term.text, term.judgments))
            .collect();
        if !terms.is_empty() {
            printer.line(format_args!("{indent}  {field:<6}{}", printer.safe(&terms.join(" · "))))?;
        }
    }
    Ok(())
}

fn print_hit(printer: &mut Printer, name: &str, hit: &HitExplanation) -> Result<()> {
    let name = printer.paint(meaning::CITATION, printer.safe(name));
    printer.line(name)?;
    match (hit.rank, hit.score) {
        (Some(rank), Some(score)) => printer.line(format_args!("  rank {rank}, score {score:.3}"))?,
        _ => printer.line("  not among the first thousand judgments found")?,
    }
    print_stage(printer, "first stage, by field", &hit.first_stage)?;
    match &hit.second_stage {
        Some(parts) => print_stage(printer, "second stage, which makes the score", parts),
        None => Ok(printer.line("  no second stage: the score is that of the first")?),
    }
}

fn print_stage(printer: &mut Printer, heading: &str, parts: &[Contribution]) -> Result<()> {
    let sum: f32 = parts.iter().map(|part| part.value * part.weight).sum();
    printer.line(format_args!("  {heading}: {sum:.3}"))?;
    for Contribution { name, value, weight } in parts {
        let share = value * weight;
        printer.line(format_args!("  {share:>9.3}  = {value:.3} × {weight:.2}  {name}"))?;
    }
    Ok(())
}
