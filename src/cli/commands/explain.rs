//! `panrye explain`: what a query is searched as, and why a judgment ranks where it does.

use crate::cli::error::Result;
use clap::Args;
use unicode_width::UnicodeWidthStr;

use crate::cli::args::completer;
use crate::cli::args::format::FormatArguments;
use crate::cli::args::settings::Settings;
use crate::cli::args::timing::Timing;
use crate::cli::args::wanted::{Wanted, name};
use crate::cli::locale::{errors, say, terms};
use crate::cli::outcome::Outcome;
use crate::cli::terminal::printer::{Printer, meaning};
use crate::cli::workspace;
use crate::output::json::ExplanationLine;
use panrye_engine::query::Query;
use panrye_engine::search::{AlsoSearched, Clause, Contribution, Explanation, HitExplanation};
use panrye_text::count::counted;

#[derive(Debug, Args)]
pub(in crate::cli) struct ExplainArguments {
    /// The query, in quotation marks
    #[arg(value_name = "QUERY", add = completer::query())]
    query: String,
    /// The judgment whose place is to be explained; the first one found where none is named
    #[arg(value_name = "CASE", add = completer::case_numbers())]
    case: Vec<String>,
    /// Search the words alone, and no terms of the law for what they tell in everyday words
    #[arg(long)]
    literal: bool,
    #[command(flatten)]
    format: FormatArguments,
    #[command(flatten)]
    timing: Timing,
}

pub(in crate::cli) fn run(options: &ExplainArguments, settings: &Settings) -> Result<Outcome> {
    let mut lines = options.format.lines::<ExplanationLine>()?;
    let text = &options.query;
    let query = Query::parse(text).map_err(|error| errors::query(&error, text))?;
    let mut searcher = workspace::searcher(settings)?;
    options.timing.apply(&mut searcher);
    let wanted = if options.case.is_empty() {
        None
    } else {
        let wanted = Wanted::parse(&options.case);
        let Some(address) = wanted.address(searcher.reader())? else {
            let written = wanted.written();
            settings.note(say!("{written} is not in the index", "{written}은(는) 색인에 없습니다"));
            return Ok(Outcome::NothingFound);
        };
        Some(address)
    };
    let explanation = searcher.explain(&query, wanted, options.literal)?;
    let mut printer = settings.paged();
    if let Some(lines) = &mut lines {
        let judgment = match &explanation.hit {
            Some(hit) => Some(searcher.reader().judgment(hit.address)?),
            None => None,
        };
        let caption = judgment.as_ref().map(panrye_engine::index::StoredJudgment::caption);
        lines.print(&mut printer, &ExplanationLine::new(text, &explanation, caption.as_ref()))?;
    } else {
        for clause in &explanation.clauses {
            print_clause(&mut printer, text, clause)?;
        }
        for AlsoSearched { situation, terms } in &explanation.also_searched {
            let what = printer.paint(meaning::PLACE, say!("also searched", "함께 찾은 말"));
            printer.line(format_args!("{what}: {}", terms.join(" · ")))?;
            printer.line(say!("  for the situation: {situation}", "  상황: {situation}"))?;
        }
        let judgments = counted(explanation.total, "judgment");
        let matching = judgments.verb("matches", "match");
        printer.line(say!("{judgments} {matching}", "판례 {judgments:#}건이 맞습니다"))?;
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
    let what = printer.paint(meaning::PLACE, terms::clause(&clause.kind));
    printer.line(format_args!("{indent}{what}: {}", clause.span.of(query).trim()))?;
    for field in ["text", "whole", "word"] {
        let found: Vec<String> = clause
            .terms
            .iter()
            .filter(|term| term.field == field)
            .map(|term| format!("{} {}", term.text, term.judgments))
            .collect();
        if !found.is_empty() {
            let name = terms::field(field);
            let pad = " ".repeat(6_usize.saturating_sub(name.width()));
            let line = format!("{indent}  {name}{pad} {}", found.join(" · "));
            printer.line(&line)?;
        }
    }
    Ok(())
}

fn print_hit(printer: &mut Printer, name: &str, hit: &HitExplanation) -> Result<()> {
    let name = printer.paint(meaning::CITATION, name);
    printer.line(name)?;
    match (hit.rank, hit.score) {
        (Some(rank), Some(score)) => {
            printer.line(say!("  rank {rank}, score {score:.3}", "  {rank}위, 점수 {score:.3}"))?;
        }
        _ => printer.line(say!(
            "  not among the first thousand judgments found",
            "  처음 찾은 천 건 안에 없습니다"
        ))?,
    }
    print_stage(printer, &say!("first stage, by field", "첫 단계, 필드별"), &hit.first_stage)?;
    match &hit.second_stage {
        Some(parts) => print_stage(
            printer,
            &say!("second stage, which makes the score", "둘째 단계, 점수가 되는 것"),
            parts,
        ),
        None => Ok(printer.line(say!(
            "  no second stage: the score is that of the first",
            "  둘째 단계 없음: 첫 단계의 점수가 그대로 점수입니다"
        ))?),
    }
}

fn print_stage(printer: &mut Printer, heading: &str, parts: &[Contribution]) -> Result<()> {
    let sum: f32 = parts.iter().map(|part| part.value * part.weight).sum();
    printer.line(format_args!("  {heading}: {sum:.3}"))?;
    for Contribution { name, value, weight } in parts {
        let share = value * weight;
        let name = terms::part_of_score(name);
        printer.line(format_args!("  {share:>9.3}  = {value:.3} × {weight:.2}  {name}"))?;
    }
    Ok(())
}
