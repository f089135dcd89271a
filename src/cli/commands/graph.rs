//! `panrye graph`: the neighborhood of a judgment, as text, as data, or as a picture.

use std::io;

use crate::cli::error::{Result, bail};
use clap::{Args, ValueEnum};

use crate::cli::args::completer;
use crate::cli::args::format::{CellArguments, Format, Lines};
use crate::cli::args::settings::Settings;
use crate::cli::args::wanted::Wanted;
use crate::cli::locale::{self, Lang, say};
use crate::cli::outcome::Outcome;
use crate::cli::workspace;
use crate::output::json::{GraphLine, LinkLine};
use crate::output::{Language, dot, graphml, html, mermaid, tree};
use panrye_engine::graph::{CitationGraph, Direction, Subgraph, neighborhood};
use panrye_engine::index::IndexReader;
use panrye_text::count::counted;

#[derive(Debug, Args)]
pub(in crate::cli) struct GraphArguments {
    /// Case number (2013다43994), with the court before it where several courts have the number
    #[arg(value_name = "CASE", add = completer::case_numbers(), required_unless_present = "all", num_args = 1..)]
    case: Vec<String>,
    /// Write out the whole graph, as edges, csv, graphml or json
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
    /// Only these fields, in this order: from,to,treatment (json, edges, csv)
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    fields: Vec<String>,
    #[command(flatten)]
    cells: CellArguments,
    /// Maximum number of judgments, nearest first
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
    /// A table of edges between commas.
    Csv,
    /// A picture in one page.
    Html,
}

pub(in crate::cli) fn run(options: &GraphArguments, settings: &Settings) -> Result<Outcome> {
    let writing = options.writing()?;
    if options.all {
        return write_all(writing, settings, &workspace::reader(settings)?);
    }
    let reader = workspace::reader(settings)?;
    let wanted = Wanted::parse(&options.case);
    let start = wanted.node(&reader)?;
    let direction = match options.direction {
        Way::Cites => Direction::Cites,
        Way::CitedBy => Direction::CitedBy,
        Way::Both => Direction::Both,
    };
    let found = neighborhood(&reader, &start, options.depth, direction, options.limit)?;
    if !start.in_index && found.graph.edges.is_empty() {
        let written = wanted.written();
        settings.note(say!(
            "{written} is not in the index, and no judgment of the index cites it",
            "{written}은(는) 색인에 없고, 색인에 그것을 인용한 판례도 없습니다"
        ));
        return Ok(Outcome::NothingFound);
    }
    writing.write(&found.graph, settings)?;
    if found.left_out > 0 {
        let more = counted(found.left_out, "judgment");
        let are = more.verb("is", "are");
        settings.note(say!(
            "{more:#} more {are} near; --limit shows them",
            "가까운 판례가 {more:#}건 더 있습니다. --limit으로 더 볼 수 있습니다"
        ));
    }
    Ok(Outcome::Found)
}

/// How a graph is written: by a renderer of its form, or as lines with the fields that were chosen.
enum GraphWriter {
    Drawing(fn(&Subgraph, Language, &mut dyn io::Write) -> io::Result<()>),
    Line(Lines),
    Table(Lines),
}

/// The language of the words in a drawing: that of all messages.
fn language() -> Language {
    match locale::current() {
        Lang::En => Language::English,
        Lang::Ko => Language::Korean,
    }
}

impl GraphArguments {
    const fn form(&self) -> Form {
        if self.json { Form::Json } else { self.format }
    }

    /// Fails, before anything is read, where the form has no fields to choose or is no form of the whole graph.
    fn writing(&self) -> Result<GraphWriter> {
        let formulas = self.cells.formulas(matches!(self.form(), Form::Edges | Form::Csv))?;
        let table = |format| Ok(GraphWriter::Table(Lines::of::<LinkLine>(format, &self.fields, formulas)?));
        let drawing = match self.form() {
            Form::Json => {
                let lines = Lines::of::<GraphLine<'_>>(Format::Jsonl, &self.fields, formulas)?;
                return Ok(GraphWriter::Line(lines));
            }
            Form::Edges => return table(Format::Tsv),
            Form::Csv => return table(Format::Csv),
            Form::Graphml => GraphWriter::Drawing(|graph, _, mut out| graphml::write(graph, &mut out)),
            _ if self.all => bail!(say!(
                "--all writes --format edges, csv, graphml or json; a drawing of the whole graph could not be read",
                "--all은 --format edges, csv, graphml, json으로만 씁니다. 전체를 그림으로 그리면 알아볼 수 없습니다"
            )),
            Form::Tree => {
                GraphWriter::Drawing(|graph, language, mut out| tree::write(graph, language, &mut out))
            }
            Form::Dot => {
                GraphWriter::Drawing(|graph, language, mut out| dot::write(graph, language, &mut out))
            }
            Form::Mermaid => {
                GraphWriter::Drawing(|graph, language, mut out| mermaid::write(graph, language, &mut out))
            }
            Form::Html => {
                GraphWriter::Drawing(|graph, language, mut out| html::write(graph, language, &mut out))
            }
        };
        if !self.fields.is_empty() {
            bail!(say!(
                "--fields chooses for programs: add --format json, edges or csv",
                "--fields는 프로그램이 읽을 출력에만 씁니다. --format에 `json`, `edges`, `csv` 가운데 하나를 적으십시오"
            ));
        }
        Ok(drawing)
    }
}

impl GraphWriter {
    fn write(self, graph: &Subgraph, settings: &Settings) -> Result<()> {
        let mut printer = settings.paged();
        match self {
            Self::Drawing(draw) => draw(graph, language(), printer.writer())?,
            Self::Line(mut lines) => lines.print(&mut printer, &GraphLine::new(graph))?,
            Self::Table(mut lines) => {
                for (edge, from, to) in graph.links() {
                    lines.print(&mut printer, &LinkLine::new(edge, from, to))?;
                }
                return lines.finish(&mut printer);
            }
        }
        Ok(printer.flush()?)
    }
}

/// All judgments and citations: for tools that read them, not for eyes.
fn write_all(writing: GraphWriter, settings: &Settings, reader: &IndexReader) -> Result<Outcome> {
    let graph = CitationGraph::load(reader)?.whole(reader)?;
    writing.write(&graph, settings)?;
    Ok(if graph.edges.is_empty() { Outcome::NothingFound } else { Outcome::Found })
}
