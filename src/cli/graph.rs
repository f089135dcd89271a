//! `panrye graph`: the neighbourhood of a judgment, as text, as data, or as a picture.

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::outcome::Outcome;
use super::printer::{Printer, note};
use super::settings::Settings;
use super::wanted::Wanted;
use super::workspace;
use crate::graph::{Direction, JudgmentRef, neighbourhood};
use crate::output::{dot, edges, graph_json, graphml, html, mermaid, tree};

#[derive(Debug, Args)]
pub(super) struct GraphArguments {
    /// Case number (2013다43994), with the court before it where several courts have the number
    #[arg(value_name = "CASE", required = true, num_args = 1..)]
    case: Vec<String>,
    /// How many steps to go
    #[arg(long, value_name = "N", default_value_t = 1)]
    depth: u32,
    /// Which citations to follow
    #[arg(long, value_name = "WAY", value_enum, default_value_t = Way::Both)]
    direction: Way,
    /// In which form; html is one file that opens in a browser without a network
    #[arg(long, value_name = "FORM", value_enum, default_value_t = Form::Tree)]
    format: Form,
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
    Json,
    /// Graphviz.
    Dot,
    /// Mermaid.
    Mermaid,
    /// GraphML.
    Graphml,
    /// A table of edges between tabs.
    Edges,
    /// A picture in one page.
    Html,
}

pub(super) fn run(options: &GraphArguments, settings: &Settings) -> Result<Outcome> {
    let wanted = Wanted::read(&options.case);
    let reader = workspace::reader(settings)?;
    let start = match wanted.find(&reader)? {
        Some(judgment) => JudgmentRef::from(&judgment),
        None => wanted.attested(),
    };
    let direction = match options.direction {
        Way::Cites => Direction::Cites,
        Way::CitedBy => Direction::CitedBy,
        Way::Both => Direction::Both,
    };
    let found = neighbourhood(&reader, &start, options.depth, direction, options.limit)?;
    if !start.held && found.graph.edges.is_empty() {
        note(format_args!("{} is not in the index, and no judgment of the index cites it", wanted.written()));
        return Ok(Outcome::NothingFound);
    }
    let mut printer = Printer::new(settings.color);
    let out = printer.writer();
    match options.format {
        Form::Tree => tree::write(&found.graph, out),
        Form::Json => graph_json::write(&found.graph, out),
        Form::Dot => dot::write(&found.graph, out),
        Form::Mermaid => mermaid::write(&found.graph, out),
        Form::Graphml => graphml::write(&found.graph, out),
        Form::Edges => edges::write(&found.graph, out),
        Form::Html => html::write(&found.graph, out),
    }?;
    printer.flush()?;
    if found.left_out > 0 && !settings.quiet {
        note(format_args!("{} more judgments are near; --limit shows more", found.left_out));
    }
    Ok(Outcome::Found)
}
