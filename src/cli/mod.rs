//! The command line: the only module that knows clap, indicatif, the environment and the terminal.
//!
//! A command reads its options into library types, calls the library and prints. Data goes to stdout, everything else
//! to stderr; exit codes are [`Outcome`].

mod analyzing;
mod args;
mod building;
mod commands;
mod completing;
mod config;
mod defaults;
mod error;
mod examples;
mod failure;
#[cfg(fuzzing)]
pub mod fuzzing;
mod help;
mod language;
mod locale;
mod outcome;
mod render;
mod terminal;
mod watch_file;
mod workspace;

use std::borrow::Cow;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;

use crate::cli::error::Result;
use clap::builder::Styles;
use clap::parser::ValueSource;
use clap::{ArgMatches, Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use args::settings::Settings;
use commands::{
    analyze, batch, check, completions, doctor, edges, eval, explain, export, fetch, first_run, graph,
    history, index, man, open, path, references, schema, search, show, similar, status, top, verify, watch,
};
use config::Configuration;
use config::environment::{self, Environment};
pub use outcome::Outcome;
use terminal::printer::{note, someone_watches, writes_to_terminal};
use terminal::screen::Screen;

use panrye_text::safe_text::safe_lines;

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
    /// Bring judgments from the Open API of law.go.kr into corpus/
    Fetch(fetch::FetchArguments),
    /// Search the judgments; builds the index from corpus/ where there is none yet
    Search(search::SearchArguments),
    /// Show what a query is searched as, and why a judgment ranks where it does
    Explain(explain::ExplainArguments),
    /// Answer many queries, one a line, on all cores
    Batch(batch::BatchArguments),
    /// Find judgments like a judgment: by words, statutes and citations
    Similar(similar::SimilarArguments),
    /// Show a judgment
    Show(show::ShowArguments),
    /// Open the public page of a judgment in the browser
    Open(open::OpenArguments),
    /// List the judgments that a judgment cites, with treatment and quotation
    Cites(edges::EdgesArguments),
    /// List the judgments that cite a judgment, in the index or not
    CitedBy(edges::EdgesArguments),
    /// Draw the judgments around a judgment, or write out all: tree, json, dot, mermaid, graphml, edges, csv, html
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
    /// Write judgments for other programs: citations, BibTeX, CSL JSON, CSV, Markdown, search servers
    Export(export::ExportArguments),
    /// Keep searches, and print what is new for them since the last run
    Watch(watch::WatchArguments),
    /// Say what is in the index
    Status(status::StatusArguments),
    /// Read all of the index and say whether it is OK: checksums, counts, graph, files
    Check(check::CheckArguments),
    /// Merge the segments of the index into one and remove for good what is deleted
    Compact(check::CompactArguments),
    /// Measure how well the search answers questions whose answers are known
    Eval(eval::EvalArguments),
    /// Show what becomes of a text: morphemes, then index tokens
    Analyze(analyze::AnalyzeArguments),
    /// Print the JSON Schema of a kind of output, or list the kinds
    Schema(schema::SchemaArguments),
    /// Show effective settings and where each comes from
    Config(config::ConfigArguments),
    /// Say whether everything is OK, and what to do where it is not
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
    /// The command, and one of its own (watch add); all commands where none is named
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
}

/// What the program was started with.
struct Start {
    arguments: Vec<OsString>,
    environment: Environment,
    configuration: Configuration,
}

impl Start {
    /// The command line with the defaults of the configuration, in the language of the user.
    fn command(&self) -> clap::Command {
        let command = environment::without_empty_variables(Arguments::command());
        locale::help::localised(help::with_notes(self.configuration.applied_to(command)))
    }

    fn parse(&self) -> Result<(Arguments, ArgMatches), clap::Error> {
        self.parse_with(self.command())
    }

    fn parse_with(&self, command: clap::Command) -> Result<(Arguments, ArgMatches), clap::Error> {
        let matches = command.try_get_matches_from(&self.arguments)?;
        Ok((Arguments::from_arg_matches(&matches)?, matches))
    }

    /// What clap says of the command line without a color of its own: what is left of control characters came with
    /// the command line, the environment or a configuration file.
    fn said_plainly(&self) -> String {
        let refusal = self.parse_with(self.command().styles(Styles::plain())).err();
        refusal.map(|error| error.render().ansi().to_string()).unwrap_or_default()
    }

    /// How this program can be started again: by its name where that was enough, else by its whole path.
    fn program(&self) -> String {
        let name = self.arguments.first().cloned().unwrap_or_else(|| completing::NAME.into());
        let name = PathBuf::from(name);
        let path =
            if name.components().count() > 1 { std::path::absolute(&name).unwrap_or(name) } else { name };
        path.to_string_lossy().into_owned()
    }
}

/// Runs the program with its arguments, the first of which is its name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Outcome {
    failure::quiet_panics();
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let environment = Environment::read();
    let configuration = Configuration::read(&environment);
    locale::choose(language::wanted(&arguments, &environment, &configuration));
    let start = Start { arguments, environment, configuration };
    let index = start.configuration.index(&start.environment);
    if let Some(outcome) = completing::answer(&start.arguments, || start.command(), &index) {
        return outcome;
    }
    let (parsed, matches) = match start.parse() {
        Ok(parsed) => parsed,
        Err(error) => return refused(&error, &start),
    };
    let settings = parsed.settings.completed(&start.environment, &start.configuration);
    let is_faulty = !start.configuration.faults().is_empty();
    if is_faulty && !parsed.command.as_ref().is_some_and(Command::tolerates_config_errors) {
        for fault in start.configuration.told_faults() {
            note(format_args!("panrye: {fault}"));
        }
        return Outcome::Failed;
    }
    let result = failure::guarded(&settings.index, || match parsed.command {
        None => first_run::run(&settings),
        Some(command) => {
            if command.works_on_index() {
                config::outside::check_index(&settings.index, &matches, &start.configuration)?;
            }
            command.run(&settings, &start, &matches)
        }
    });
    result.unwrap_or_else(|error| {
        if is_closed_pipe(&error) {
            return Outcome::Found;
        }
        note(format_args!("panrye: {}", locale::errors::chain(&error)));
        Outcome::Failed
    })
}

impl Command {
    /// Whether the command works, and tells more, where a configuration file has a mistake.
    const fn tolerates_config_errors(&self) -> bool {
        matches!(
            self,
            Self::Config(_) | Self::Doctor(_) | Self::Completions(_) | Self::Man(_) | Self::Help(_)
        )
    }

    /// Whether the command reads or writes an index. `doctor` says itself what is wrong with its folder.
    const fn works_on_index(&self) -> bool {
        !self.tolerates_config_errors()
            && !matches!(self, Self::Fetch(_) | Self::References(_) | Self::Analyze(_) | Self::Schema(_))
    }

    fn run(
        self,
        settings: &Settings,
        start: &Start,
        matches: &ArgMatches,
    ) -> crate::cli::error::Result<Outcome> {
        let Start { environment, configuration, .. } = start;
        match self {
            Self::Index(options) => index::run(options, settings, source_of(matches, "paths")),
            Self::Fetch(options) => fetch::run(&options, settings, source_of(matches, "into")),
            Self::Search(options) => search::run(&options, settings),
            Self::Batch(options) => batch::run(&options, settings),
            Self::Explain(options) => explain::run(&options, settings),
            Self::Similar(options) => similar::run(&options, settings),
            Self::Show(options) => show::run(&options, settings),
            Self::Open(options) => open::run(&options, settings),
            Self::Cites(options) => edges::cites(&options, settings),
            Self::CitedBy(options) => edges::cited_by(&options, settings),
            Self::Graph(options) => graph::run(&options, settings),
            Self::Top(options) => top::run(&options, settings),
            Self::Path(options) => path::run(&options, settings),
            Self::History(options) => history::run(&options, settings),
            Self::References(options) => references::run(&options, settings),
            Self::Verify(options) => verify::run(&options, settings),
            Self::Export(options) => export::run(&options, settings),
            Self::Watch(options) => watch::run(&options, settings),
            Self::Status(options) => status::run(&options, settings),
            Self::Check(options) => check::run(&options, settings),
            Self::Compact(options) => check::compact(&options, settings),
            Self::Eval(options) => eval::run(&options, settings),
            Self::Analyze(options) => analyze::run(&options, settings),
            Self::Schema(options) => schema::run(&options, settings),
            Self::Config(options) => {
                let sources = (environment, configuration);
                config::run(&options, settings, sources, (matches, &Arguments::command()))
            }
            Self::Doctor(options) => {
                let standing = || config::outside::check_index(&settings.index, matches, configuration).err();
                doctor::run(&options, settings, (environment, configuration), &standing)
            }
            Self::Completions(options) => completions::run(&options, settings, &start.program()),
            Self::Man(options) => man::run(&options, settings, start.command()),
            Self::Help(HelpArguments { command }) => Ok(help_of(command, &start.arguments)),
        }
    }
}

/// Where the value of an option of the subcommand comes from.
fn source_of(matches: &ArgMatches, option: &str) -> Option<ValueSource> {
    matches.subcommand().and_then(|(_, own)| own.value_source(option))
}

/// `panrye help COMMAND` is `panrye COMMAND --help`.
fn help_of(command: Vec<String>, arguments: &[OsString]) -> Outcome {
    let program = arguments.first().cloned().unwrap_or_default();
    let words = command.into_iter().map(OsString::from).chain(["--help".into()]);
    run([program].into_iter().chain(words))
}

/// What clap has to say. Help and version come this way too and are no failure; a closed pipe is none either.
fn refused(error: &clap::Error, start: &Start) -> Outcome {
    let korean = if locale::current() == locale::Lang::Ko { locale::usage::korean(error) } else { None };
    let goes_to_terminal = if error.use_stderr() { someone_watches() } else { writes_to_terminal() };
    let plain = if goes_to_terminal { start.said_plainly() } else { String::new() };
    // Colors and data cannot be told apart in what clap prints: where a terminal must not see all of it, they go.
    let is_safe = matches!(safe_lines(&plain), Cow::Borrowed(_));
    match korean {
        Some(message) => note(message.trim_end()),
        None if is_safe => drop(error.print()),
        None if error.use_stderr() => note(plain.trim_end()),
        None => drop(Screen::stdout().write_all(plain.as_bytes())),
    }
    if error.use_stderr() { Outcome::Failed } else { Outcome::Found }
}

/// Whether the reader of our output went away: it has what it wanted.
fn is_closed_pipe(error: &crate::cli::error::Error) -> bool {
    error
        .causes()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
