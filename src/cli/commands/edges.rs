//! `panrye cites` and `panrye cited-by`: the edges of one judgment.

use crate::cli::error::Result;
use clap::{Args, ValueEnum};

use crate::cli::args::completer;
use crate::cli::args::format::{FormatArguments, Lines};
use crate::cli::args::settings::Settings;
use crate::cli::args::wanted::Wanted;
use crate::cli::locale::{say, terms};
use crate::cli::outcome::Outcome;
use crate::cli::render::validity::print_warnings;
use crate::cli::render::wrapped::print_wrapped;
use crate::cli::terminal::printer::{Printer, meaning};
use crate::cli::workspace;
use crate::output::json::EdgeLine;
use panrye_engine::graph::{self, Edge, Validity};
use panrye_law::caption::Caption;
use panrye_law::reference::{Depth, Opinion, Treatment};
use panrye_text::count::counted;

#[derive(Debug, Args)]
pub(in crate::cli) struct EdgesArguments {
    /// Case number (2013다43994), with the court before it where several courts have the number
    #[arg(value_name = "CASE", add = completer::case_numbers(), required = true, num_args = 1..)]
    case: Vec<String>,
    /// In which order
    #[arg(long, value_name = "ORDER", value_enum, default_value_t = Order::Date)]
    sort: Order,
    /// Maximum number of judgments
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
pub(in crate::cli) fn cites(options: &EdgesArguments, settings: &Settings) -> Result<Outcome> {
    let lines = options.format.lines::<EdgeLine>()?;
    let wanted = Wanted::parse(&options.case);
    let reader = workspace::reader(settings)?;
    let Some(judgment) = wanted.find(&reader)? else {
        let written = wanted.written();
        settings.note(say!(
            "{written} is not in the index, so what it cites is not known",
            "{written}이(가) 색인에 없어 무엇을 인용했는지 알 수 없습니다"
        ));
        return Ok(Outcome::NothingFound);
    };
    let mut edges = graph::cites(&reader, &judgment)?;
    if options.sort == Order::Date {
        edges.sort_by_key(|edge| std::cmp::Reverse(edge.to.decided));
    }
    print_edges(options, lines, settings, (edges, None), |edge| &edge.to)
}

/// `panrye cited-by CASE`.
pub(in crate::cli) fn cited_by(options: &EdgesArguments, settings: &Settings) -> Result<Outcome> {
    let lines = options.format.lines::<EdgeLine>()?;
    let wanted = Wanted::parse(&options.case);
    let reader = workspace::reader(settings)?;
    let target = wanted.node(&reader)?;
    if !target.in_index && !wanted.is_number() {
        let written = wanted.written();
        settings.note(say!(
            "{written} is no case number and no docket of the index",
            "{written}은(는) 사건번호가 아니고 색인에 있는 번호도 아닙니다"
        ));
        return Ok(Outcome::NothingFound);
    }
    let validity = match wanted.indexed(&reader)? {
        Some((address, stored)) => Validity::of(&reader, address, &stored)?,
        None => Validity::of_cited_only(&reader, &target)?,
    };
    let edges = graph::cited_by(&reader, &target)?;
    print_edges(options, lines, settings, (edges, Some(&validity)), |edge| &edge.from)
}

fn print_edges(
    options: &EdgesArguments,
    mut lines: Option<Lines>,
    settings: &Settings,
    (mut edges, validity): (Vec<Edge>, Option<&Validity>),
    other: fn(&Edge) -> &Caption,
) -> Result<Outcome> {
    if options.sort == Order::Weight {
        edges.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| other(b).decided.cmp(&other(a).decided)));
    }
    let total = edges.len();
    edges.truncate(options.limit.unwrap_or(usize::MAX));
    let mut printer = settings.paged();
    if let Some(lines) = &mut lines {
        edges.iter().try_for_each(|edge| lines.print(&mut printer, &EdgeLine::new(edge)))?;
        lines.finish(&mut printer)?;
    } else {
        if let Some(validity) = validity {
            print_warnings(&mut printer, validity, Caption::citation)?;
        }
        edges.iter().try_for_each(|edge| print_edge(&mut printer, edge, other(edge)))?;
        if edges.len() < total {
            let shown = edges.len();
            let rest =
                printer.paint(meaning::FAINT, say!("{shown} of {total} shown", "{total}건 가운데 {shown}건"));
            printer.line(rest)?;
        }
    }
    printer.flush()?;
    if total == 0 {
        settings.note(say!("no citations", "인용이 없습니다"));
    }
    Ok(if total == 0 { Outcome::NothingFound } else { Outcome::Found })
}

pub(in crate::cli) fn print_edge(printer: &mut Printer, edge: &Edge, other: &Caption) -> Result<()> {
    let name = printer.paint(meaning::CITATION, other.citation());
    printer.line(name)?;
    let mut about = vec![terms::role(edge.role).to_owned()];
    about.extend(edge.treatment.map(|treatment| terms::treatment(treatment).to_owned()));
    let beside = edge.opinion.filter(|&opinion| opinion != Opinion::Majority);
    about.extend(beside.map(|opinion| terms::opinion(opinion).to_owned()));
    if edge.depth == Depth::Discussed {
        about.push(terms::depth(edge.depth).to_owned());
    }
    if edge.count > 1 {
        about.push(say!("{}", "{:#}회", counted(edge.count, "time")));
    }
    for date in &edge.differing_dates {
        let date = date.korean();
        about.push(say!("cited with another date, {date}", "다른 날짜로 인용: {date}"));
    }
    if !other.in_index {
        about.push(terms::not_in_index());
    }
    about.extend(other.case_name.clone());
    let overrules = edge.treatment.is_some_and(Treatment::overrules);
    let style = if overrules { meaning::WARNING } else { meaning::FAINT };
    print_wrapped(printer, &about.join(" · "), &[], Some(style))?;
    if let Some(quote) = edge.telling_quote() {
        print_wrapped(printer, &format!("{}: {}", quote.place, quote.text), &[], None)?;
    }
    Ok(())
}
