//! The command line: the only room that knows clap, indicatif, anyhow, the environment and the terminal.
//!
//! A command reads its options into library types, calls the library and prints. Data goes to stdout, everything else
//! to stderr; exit codes are [`Outcome`].

mod analyze;
mod check;
mod completing;
mod completions;
mod config;
mod doctor;
mod edges;
mod environment;
mod eval;
mod explain;
mod facets;
mod first_run;
mod graph;
mod help;
mod history;
mod index;
mod lang;
mod man;
mod narrowing;
mod outcome;
mod pager;
mod path;
mod printer;
mod progress;
mod references;
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
use std::path::PathBuf;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use config::Configuration;
use environment::Environment;
pub use outcome::Outcome;
use printer::note;
use settings::Settings;

/// Full-text search over Korean judgments (판례), with a citation graph
#[derive(Debug, Parser)]
#[command(name = "panrye", version, propagate_version = true, disable_help_subcommand = true)]
struct Arguments {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read judgments and build the index
    Index(index::IndexArguments),
    /// Search the judgments; builds the index from corpus/ where there is none yet
    Search(search::SearchArguments),
    /// Show what a query is searched as, and why a judgment stands where it stands
    Explain(explain::ExplainArguments),
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
    /// Show which settings hold, and whence they come
    Config(config::ConfigArguments),
    /// Say whether all is in order, and what to do where it is not
    Doctor(doctor::DoctorArguments),
    /// Print the script that makes a shell complete commands, options and case numbers
    Completions(completions::CompletionsArguments),
    /// Print the manual, or write all of its pages to a folder
    Man(man::ManArguments),
    /// Say more of a command, with examples
    Help(HelpArguments),
}

#[derive(Debug, Args)]
struct HelpArguments {
    /// The command; all of them where none is named
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

impl Command {
    /// Whether the command works, and tells more, where a configuration file has a mistake.
    const fn bears_faults(&self) -> bool {
        matches!(
            self,
            Self::Config(_) | Self::Doctor(_) | Self::Completions(_) | Self::Man(_) | Self::Help(_)
        )
    }
}

/// Runs the program with its arguments, the first of which is its name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Outcome {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let environment = Environment::read();
    let configuration = Configuration::read(&environment);
    lang::choose(lang::wanted(&arguments, &environment, &configuration));
    let command = || lang::help::localised(help::with_notes(configuration.applied_to(Arguments::command())));
    let index = configuration.index(&environment);
    if let Some(outcome) = completing::answer(&arguments, command, &index) {
        return outcome;
    }
    let parsed = command().try_get_matches_from(&arguments).and_then(|matches| {
        let arguments = Arguments::from_arg_matches(&matches)?;
        Ok((arguments, matches))
    });
    let (parsed, matches) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => {
            return refused(&error);
        }
    };
    let settings = &parsed.settings.completed(&environment, &configuration);
    let Some(chosen) = parsed.command else { return ended(first_run::run(settings)) };
    if !configuration.faults().is_empty() && !chosen.bears_faults() {
        configuration.faults().iter().for_each(|fault| note(format_args!("panrye: {fault}")));
        return Outcome::Failed;
    }
    let result = match chosen {
        Command::Index(options) => index::run(&options, settings),
        Command::Search(options) => search::run(&options, settings),
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
        Command::Config(options) => {
            config::run(&options, settings, (&environment, &configuration), (&matches, &Arguments::command()))
        }
        Command::Doctor(options) => doctor::run(&options, settings, &environment, &configuration),
        Command::Completions(options) => completions::run(&options, settings, &program(&arguments)),
        Command::Man(options) => man::run(&options, settings, command()),
        Command::Help(HelpArguments { command }) => return help_of(command, &arguments),
    };
    ended(result)
}

/// What clap has to say. Help and version come this way too and are no failure; a closed pipe is none either.
fn refused(error: &clap::Error) -> Outcome {
    let korean = if lang::current() == lang::Lang::Ko { lang::usage::korean(error) } else { None };
    match korean {
        Some(message) => note(message.trim_end()),
        None => drop(error.print()),
    }
    if error.use_stderr() { Outcome::Failed } else { Outcome::Found }
}

/// `panrye help COMMAND` is `panrye COMMAND --help`.
fn help_of(command: Option<String>, arguments: &[OsString]) -> Outcome {
    let program = arguments.first().cloned().unwrap_or_default();
    let words = command.map(OsString::from).into_iter().chain(["--help".into()]);
    run([program].into_iter().chain(words))
}

/// How this program can be started again: by its name where that was enough, else by its whole path.
fn program(arguments: &[OsString]) -> String {
    let name = PathBuf::from(arguments.first().cloned().unwrap_or_else(|| completing::NAME.into()));
    let path = if name.components().count() > 1 { std::path::absolute(&name).unwrap_or(name) } else { name };
    path.to_string_lossy().into_owned()
}

fn ended(result: anyhow::Result<Outcome>) -> Outcome {
    result.unwrap_or_else(|error| {
        if is_closed_pipe(&error) {
            return Outcome::Found;
        }
        note(format_args!("panrye: {}", lang::errors::chain(&error)));
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
