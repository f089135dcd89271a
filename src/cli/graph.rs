//! `panrye graph`: the neighbourhood of a judgment, as text, as data, or as a picture.

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use super::lang::say;
use super::outcome::Outcome;
use super::printer::{Printer, note};
use super::settings::Settings;
use super::wanted::Wanted;
use super::workspace;
use crate::graph::{CitationGraph, Direction, Subgraph, neighbourhood};
use crate::index::IndexReader;
use crate::output::json::{self, GraphLine};
use crate::output::{dot, edges, graphml, html, mermaid, tree};

#[derive(Debug, Args)]
pub(super) struct GraphArguments {
    /// Case number (2013다43994), with the court before it where several courts have the number
    #[arg(value_name = "CASE", required_unless_present = "all", num_args = 1..)]
    case: Vec<String>,
    /// Write out the whole graph, as edges, graphml or json
    #[arg(long, conflicts_with_all = ["case", "depth", "direction", "limit"])]
    all: bool,
    /// How many steps to go
    #[arg(long, value_name = "N", default_value_t = 1)]
    depth: u32,
    /// Which citations to follow
    #[arg(long, value_name = "WAY", value_enum, default_value_t = Way::Both)]
    direction: Way,
    /// In which form; html is one file that opens in a browser without a network
    #[arg(long, value_name = "FORM", value_enum, default_value_t = Form::Tree)]
    format: Form,
    /// Short for --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// At most so many judgments, nearest first
    #[arg(long, short = 'n', value_name = "N", default_value_t = 200)]
    limit: usize,
}

/// Which citations are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Way {
    /// What the judgment cites.
    Cites,
    /// What cites the judgment.
    CitedBy,
    /// Both.
    Both,
}

/// The forms of a graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// An indented tree.
    Tree,
    /// One object of JSON.
    #[value(alias = "jsonl")]
    Json,
    /// Graphviz.
    Dot,
    /// Mermaid.
    Mermaid,
    /// GraphML.
    Graphml,
    /// A table of edges between tabs.
    #[value(alias = "tsv")]
    Edges,
    /// A picture in one page.
    Html,
}

pub(super) fn run(options: &GraphArguments, settings: &Settings) -> Result<Outcome> {
    let reader = workspace::reader(settings)?;
    if options.all {
        return write_all(options, settings, &reader);
    }
    let wanted = Wanted::read(&options.case);
    let start = wanted.node(&reader)?;
    let direction = match options.direction {
        Way::Cites => Direction::Cites,
        Way::CitedBy => Direction::CitedBy,
        Way::Both => Direction::Both,
    };
    let found = neighbourhood(&reader, &start, options.depth, direction, options.limit)?;
    if !start.held && found.graph.edges.is_empty() {
        let written = wanted.written();
        note(say!(
            "{written} is not in the index, and no judgment of the index cites it",
            "{written}은(는) 색인에 없고, 색인에 그것을 인용한 판례도 없습니다"
        ));
        return Ok(Outcome::NothingFound);
    }
    options.form().write(&found.graph, settings)?;
    if found.left_out > 0 && !settings.quiet {
        let more = found.left_out;
        note(say!(
            "{more} more judgments are near; --limit shows more",
            "가까운 판례가 {more}건 더 있습니다. --limit으로 더 볼 수 있습니다"
        ));
    }
    Ok(Outcome::Found)
}

impl GraphArguments {
    const fn form(&self) -> Form {
        if self.json { Form::Json } else { self.format }
    }
}

impl Form {
    fn write(self, graph: &Subgraph, settings: &Settings) -> Result<()> {
        let mut printer = Printer::new(settings.color);
        let out = printer.writer();
        match self {
            Self::Tree => tree::write(graph, out),
            Self::Json => json::write(&GraphLine::new(graph), out),
            Self::Dot => dot::write(graph, out),
            Self::Mermaid => mermaid::write(graph, out),
            Self::Graphml => graphml::write(graph, out),
            Self::Edges => edges::write(graph, out),
            Self::Html => html::write(graph, out),
        }?;
        Ok(printer.flush()?)
    }
}

/// All judgments and citations: for tools that read them, not for eyes.
fn write_all(options: &GraphArguments, settings: &Settings, reader: &IndexReader) -> Result<Outcome> {
    if !matches!(options.form(), Form::Edges | Form::Graphml | Form::Json) {
        bail!(say!(
            "--all writes --format edges, graphml or json; a drawing of the whole graph could not be read",
            "--all은 --format edges, graphml, json으로만 씁니다. 전체를 그림으로 그리면 알아볼 수 없습니다"
        ));
    }
    let graph = CitationGraph::load(reader)?.whole(reader)?;
    options.form().write(&graph, settings)?;
    Ok(if graph.edges.is_empty() { Outcome::NothingFound } else { Outcome::Found })
}
