//! The command line: the only room that knows clap, indicatif, anyhow, the environment and the terminal.
//!
//! A command reads its options into library types, calls the library and prints. Data goes to stdout, everything else
//! to stderr; exit codes are [`Outcome`].

mod analyze;
mod asking;
mod batch;
mod check;
mod edges;
mod eval;
mod explain;
mod facets;
mod files;
mod format;
mod graph;
mod history;
mod index;
mod narrowing;
mod outcome;
mod pager;
mod path;
mod printer;
mod progress;
mod references;
mod schema;
mod search;
mod settings;
mod show;
mod similar;
mod status;
mod top;
mod verify;
mod wanted;
mod watching;
mod workspace;

use std::ffi::OsString;
use std::io;

use clap::{Parser, Subcommand};

pub use outcome::Outcome;
use printer::note;
use settings::Settings;

const AFTER_HELP: &str = "\
Exit codes: 0 found or done, 1 nothing found (verify, check: something is not in order), 2 the request was wrong or failed, or some input could not be read.

Examples:
  panrye search \"개인정보 유출 손해배상\"
  panrye search 2013다43994
  panrye search '법원:대법원 조문:\"민법 제750조\" 선고:2010..2018'
  panrye show 2015다24904
  panrye cited-by 2005다32999
  panrye verify brief.docx
  panrye index ~/precedent-kr";

/// Full-text search over Korean judgments (판례), with a citation graph
#[derive(Debug, Parser)]
#[command(name = "panrye", version, after_help = AFTER_HELP, propagate_version = true)]
struct Arguments {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read judgments and build the index
    Index(index::IndexArguments),
    /// Search the judgments; builds the index from corpus/ where there is none yet
    Search(search::SearchArguments),
    /// Show what a query is searched as, and why a judgment stands where it stands
    Explain(explain::ExplainArguments),
    /// Answer many queries, one a line, on all cores
    Batch(batch::BatchArguments),
    /// Find judgments like a judgment: by words, statutes and citations
    Similar(similar::SimilarArguments),
    /// Show a judgment
    Show(show::ShowArguments),
    /// List the judgments that a judgment cites, with treatment and quotation
    Cites(edges::EdgesArguments),
    /// List the judgments that cite a judgment, held or not
    CitedBy(edges::EdgesArguments),
    /// Draw the judgments around a judgment, or write out all: tree, json, dot, mermaid, graphml, edges, html
    Graph(graph::GraphArguments),
    /// List the judgments that others cite most, of all or of those that match a query
    Top(top::TopArguments),
    /// Show how one judgment leads to another over citations
    Path(path::PathArguments),
    /// Show the instances of a case: appeals and remands
    History(history::HistoryArguments),
    /// Extract citations and statutes from files, without an index
    References(references::ReferencesArguments),
    /// Check every citation of a brief, or of a language model's answer, against the index
    Verify(verify::VerifyArguments),
    /// Say what is in the index
    Status(status::StatusArguments),
    /// Read all of the index and say whether it is in order: checksums, counts, graph, files
    Check(check::CheckArguments),
    /// Merge the segments of the index into one and remove for good what is deleted
    Compact(check::CompactArguments),
    /// Measure how well the search answers questions whose answers are known
    Eval(eval::EvalArguments),
    /// Show what becomes of a text: morphemes, then index tokens
    Analyze(analyze::AnalyzeArguments),
    /// Print the JSON Schema of a kind of output, or list the kinds
    Schema(schema::SchemaArguments),
}

/// Runs the program with its arguments, the first of which is its name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Outcome {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version come this way too and are no failure; a closed pipe is none either.
            let _ = error.print();
            return if error.use_stderr() { Outcome::Failed } else { Outcome::Found };
        }
    };
    let settings = &arguments.settings;
    let result = match arguments.command {
        Command::Index(options) => index::run(&options, settings),
        Command::Search(options) => search::run(&options, settings),
        Command::Batch(options) => batch::run(&options, settings),
        Command::Explain(options) => explain::run(&options, settings),
        Command::Similar(options) => similar::run(&options, settings),
        Command::Show(options) => show::run(&options, settings),
        Command::Cites(options) => edges::cites(&options, settings),
        Command::CitedBy(options) => edges::cited_by(&options, settings),
        Command::Graph(options) => graph::run(&options, settings),
        Command::Top(options) => top::run(&options, settings),
        Command::Path(options) => path::run(&options, settings),
        Command::History(options) => history::run(&options, settings),
        Command::References(options) => references::run(&options, settings),
        Command::Verify(options) => verify::run(&options, settings),
        Command::Status(options) => status::run(&options, settings),
        Command::Check(options) => check::run(&options, settings),
        Command::Compact(options) => check::compact(&options, settings),
        Command::Eval(options) => eval::run(&options, settings),
        Command::Analyze(options) => analyze::run(&options, settings),
        Command::Schema(options) => schema::run(&options, settings),
    };
    result.unwrap_or_else(|error| {
        if is_closed_pipe(&error) {
            return Outcome::Found;
        }
        note(format_args!("panrye: {error:#}"));
        Outcome::Failed
    })
}

/// Whether the reader of our output went away: it has what it wanted.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
