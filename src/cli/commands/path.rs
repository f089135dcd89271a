//! `panrye path`: how one judgment leads to another over citations.

use crate::cli::error::Result;
use clap::Args;
use petgraph::graph::NodeIndex;

use crate::cli::args::completer;
use crate::cli::args::format::{FormatArguments, Lines};
use crate::cli::args::settings::Settings;
use crate::cli::args::wanted::Wanted;
use crate::cli::commands::edges::print_edge;
use crate::cli::locale::say;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::printer::meaning;
use crate::cli::workspace;
use crate::output::json::EdgeLine;
use panrye_engine::graph::{CitationGraph, Edge, Step, between};
use panrye_engine::index::IndexReader;

#[derive(Debug, Args)]
pub(in crate::cli) struct PathArguments {
    /// The judgment to begin at: a case number, in quotation marks with its court where several courts have it
    #[arg(value_name = "FROM", add = completer::case_numbers())]
    from: String,
    /// The judgment to arrive at
    #[arg(value_name = "TO", add = completer::case_numbers())]
    to: String,
    /// Follow citations in any direction: over a judgment that cites both, or that both cite
    #[arg(long)]
    either_way: bool,
    #[command(flatten)]
    format: FormatArguments,
}

pub(in crate::cli) fn run(options: &PathArguments, settings: &Settings) -> Result<Outcome> {
    let lines = options.format.lines::<EdgeLine>()?;
    let reader = workspace::reader(settings)?;
    let graph = CitationGraph::load(&reader)?;
    let node = |written: &str| node(written, &reader, &graph, settings);
    let (Some(from), Some(to)) = (node(&options.from)?, node(&options.to)?) else {
        return Ok(Outcome::NothingFound);
    };
    let way = if options.either_way {
        graph.path_either_way(from, to)
    } else {
        // Which of two judgments came later is rarely what the user knows.
        graph.path(from, to).or_else(|| graph.path(to, from))
    };
    let Some(way) = way else {
        let PathArguments { from, to, .. } = options;
        let none =
            say!("no chain of citations joins {from} and {to}", "{from}와 {to}를 잇는 인용이 없습니다");
        let hint = say!(
            "; --either-way goes along and against citations",
            ". --either-way를 붙이면 인용을 거슬러서도 찾습니다"
        );
        settings.note(if options.either_way { none } else { none + &hint });
        return Ok(Outcome::NothingFound);
    };
    print_way(&reader, &graph, &way, lines, settings)?;
    Ok(Outcome::Found)
}

fn node(
    written: &str,
    reader: &IndexReader,
    graph: &CitationGraph,
    settings: &Settings,
) -> Result<Option<NodeIndex>> {
    let wanted = Wanted::parse(&[written.to_owned()]);
    let node = graph.find(&wanted.node(reader)?);
    if node.is_none() {
        settings.note(say!(
            "{written} is not in the index, and no judgment of the index cites it",
            "{written}은(는) 색인에 없고, 색인에 그것을 인용한 판례도 없습니다"
        ));
    }
    Ok(node)
}

fn print_way(
    reader: &IndexReader,
    graph: &CitationGraph,
    way: &[Step],
    mut lines: Option<Lines>,
    settings: &Settings,
) -> Result<()> {
    let mut printer = settings.paged();
    let mut first = true;
    for step in way {
        let Some(edge) = edge_of(reader, graph, step)? else { continue };
        if let Some(lines) = &mut lines {
            lines.print(&mut printer, &EdgeLine::new(&edge))?;
            continue;
        }
        if first {
            let start = if step.backwards { &edge.to } else { &edge.from };
            let name = printer.paint(meaning::CITATION, start.citation());
            printer.line(name)?;
            first = false;
        }
        printer.line(if step.backwards {
            say!("↑ is cited by", "↑ 인용됨")
        } else {
            say!("↓ cites", "↓ 인용함")
        })?;
        print_edge(&mut printer, &edge, if step.backwards { &edge.from } else { &edge.to })?;
    }
    if let Some(lines) = &mut lines {
        lines.finish(&mut printer)?;
    } else if way.is_empty() {
        printer.line(say!("they are one judgment", "같은 판례입니다"))?;
    }
    Ok(printer.flush()?)
}

/// The edge of a step with its quotes, which only the citing judgment has.
fn edge_of(reader: &IndexReader, graph: &CitationGraph, step: &Step) -> Result<Option<Edge>> {
    let Some(address) = graph.graph[step.from].address else { return Ok(None) };
    let citing = reader.judgment(address)?;
    Ok(between(&citing, &graph.judgment(reader, step.to)?))
}
