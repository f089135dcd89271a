//! `panrye watch`: kept searches, and what is new for them since the last run.
//!
//! Not to be confused with `index --watch`, which waits for files to change.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};

use super::format::{FormatArguments, Lines};
use super::narrowing::Narrowing;
use super::outcome::Outcome;
use super::printer::{Printer, meaning, note};
use super::search::print_wrapped;
use super::settings::Settings;
use super::wanted::Wanted;
use super::workspace;
use crate::index::IndexReader;
use crate::judgment::DecisionDate;
use crate::output::json::{NewsLine, WatchLine};
use crate::query::Query;
use crate::search::Searcher;
use crate::watch::{News, NewsError, Watch, WatchStore, WatchedCase, Why, news, standing};

#[derive(Debug, Args)]
pub(super) struct WatchArguments {
    #[command(subcommand)]
    command: WatchCommand,
    /// File of the watches [default: beside the index, with the ending .watches.json]
    #[arg(long, global = true, value_name = "FILE", env = "PANRYE_WATCHES")]
    state: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum WatchCommand {
    /// Keep a search; what matches already counts as seen
    Add(AddArguments),
    /// List the kept searches
    List(ListArguments),
    /// Remove a kept search
    Remove {
        /// Its name
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Print what is new since the last run; exit code 0 if anything is, 1 if nothing is, 2 on failure
    Run(RunArguments),
}

#[derive(Debug, Args)]
struct ListArguments {
    #[command(flatten)]
    format: FormatArguments,
}

#[derive(Debug, Args)]
struct AddArguments {
    /// A name for it
    #[arg(value_name = "NAME")]
    name: String,
    /// What to search for, as with `search`; a judgment must have all words
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// Judgments that cite this case, which the index need not hold
    #[arg(long, value_name = "CASE")]
    case: Option<String>,
    #[command(flatten)]
    narrowing: Narrowing,
    /// Count nothing as seen: the first run prints all that matches
    #[arg(long)]
    from_start: bool,
}

#[derive(Debug, Args)]
struct RunArguments {
    /// Only these, by name [default: all]
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// Do not count as seen what is printed
    #[arg(long, conflicts_with = "mark")]
    peek: bool,
    /// Count everything as seen and print nothing
    #[arg(long)]
    mark: bool,
    #[command(flatten)]
    format: FormatArguments,
}

pub(super) fn run(options: &WatchArguments, settings: &Settings) -> Result<Outcome> {
    let path = match &options.state {
        Some(path) => path.clone(),
        None => beside_index(&settings.index)?,
    };
    match &options.command {
        WatchCommand::Add(options) => add(options, &path, settings),
        WatchCommand::List(options) => list(options, &path, settings),
        WatchCommand::Remove { name } => remove(name, &path, settings),
        WatchCommand::Run(options) => run_watches(options, &path, settings),
    }
}

/// Beside the folder of the index, so that a folder that is removed and built anew keeps its watches.
fn beside_index(index: &Path) -> Result<PathBuf> {
    // One index has one file, by whatever path it is named.
    let index = fs::canonicalize(index).unwrap_or_else(|_| index.to_owned());
    let name = index.file_name().context("the index has no folder of its own: name a file with --state")?;
    let mut name = name.to_owned();
    name.push(".watches.json");
    Ok(index.with_file_name(name))
}

/// An index that is there: one that has moved must not be taken for a new one.
fn searcher(settings: &Settings) -> Result<Searcher> {
    let reader = IndexReader::open(&settings.index)?;
    let analyser = workspace::analyser_of(&reader, settings)?;
    Ok(Searcher::new(reader, analyser)?)
}

fn add(options: &AddArguments, path: &Path, settings: &Settings) -> Result<Outcome> {
    let name = options.name.trim();
    if name.is_empty() || name.contains(char::is_control) {
        bail!("a watch needs a name on one line");
    }
    let text = options.query.join(" ");
    let query = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    if let Some(text) = &query {
        Query::parse(text).map_err(|error| anyhow::anyhow!("{}", error.render(text)))?;
    }
    let mut searcher = searcher(settings)?;
    let case =
        options.case.as_ref().map(|case| watched_case(case, searcher.reader(), settings)).transpose()?;
    let mut watch = Watch {
        name: name.to_owned(),
        query,
        filters: options.narrowing.filters(),
        case,
        ..Watch::default()
    };
    if watch.is_empty() {
        bail!("say what to watch: a query, --case, --statute, --court, --kind, --from or --to");
    }
    let standing = standing(&mut searcher, &watch)?;
    if !options.from_start {
        watch.mark(&standing);
    }
    let mut store = WatchStore::lock(path)?;
    if store.named(name).is_some() {
        bail!("there is a watch {name} already: panrye watch remove {name}");
    }
    store.watches.push(watch);
    store.store()?;
    if !settings.quiet {
        let now = if options.from_start { "the first run prints" } else { "counted as seen:" };
        note(format_args!("watching {name}; {now} {} judgments", standing.len()));
    }
    Ok(Outcome::Found)
}

fn watched_case(written: &str, reader: &IndexReader, settings: &Settings) -> Result<WatchedCase> {
    let wanted = Wanted::read(&[written.to_owned()]);
    let judgment = wanted.node(reader)?;
    if !judgment.held && !wanted.is_number() {
        bail!("{written} is no case number and no docket of the index");
    }
    if !judgment.held && !settings.quiet {
        note(format_args!("{written} is not in the index; judgments that cite it are watched all the same"));
    }
    Ok(WatchedCase { court: judgment.court, numbers: judgment.case_numbers })
}

fn list(options: &ListArguments, path: &Path, settings: &Settings) -> Result<Outcome> {
    let mut lines = options.format.lines::<WatchLine<'_>>()?;
    let store = WatchStore::read(path)?;
    let mut printer = Printer::new(settings.color);
    for watch in &store.watches {
        if let Some(lines) = &mut lines {
            lines.print(&mut printer, &WatchLine::new(watch))?;
        } else {
            let name = printer.paint(meaning::PLACE, printer.safe(&watch.name));
            printer.line(name)?;
            print_wrapped(&mut printer, &described(watch), &[], None)?;
            let seen = format!("{} seen", watch.seen.len());
            print_wrapped(&mut printer, &seen, &[], Some(meaning::FAINT))?;
        }
    }
    if let Some(lines) = &mut lines {
        lines.finish(&mut printer)?;
    }
    printer.flush()?;
    if store.watches.is_empty() && !settings.quiet {
        note(format_args!("no watches in {}: panrye watch add NAME QUERY", path.display()));
    }
    Ok(if store.watches.is_empty() { Outcome::NothingFound } else { Outcome::Found })
}

/// What a watch watches for, as one would ask for it.
fn described(watch: &Watch) -> String {
    let date = |number: Option<u64>| number.and_then(DecisionDate::from_number).map(|date| date.to_string());
    let case = watch.case.as_ref().map(|case| {
        let court = case.court.as_deref().map(|court| format!("{court} ")).unwrap_or_default();
        format!("{court}{}", case.numbers.join(", "))
    });
    let filters = &watch.filters;
    let many = |name: &'static str, values: &[String]| -> Vec<String> {
        values.iter().map(|value| format!("{name} {value}")).collect()
    };
    let mut parts: Vec<String> = watch.query.iter().cloned().collect();
    parts.extend(case.map(|case| format!("--case {case}")));
    parts.extend(many("--statute", &filters.statutes));
    parts.extend(many("--court", &filters.courts));
    parts.extend(many("--kind", &filters.kinds));
    parts.extend(date(filters.from).map(|date| format!("--from {date}")));
    parts.extend(date(filters.to).map(|date| format!("--to {date}")));
    parts.join(" · ")
}

fn remove(name: &str, path: &Path, settings: &Settings) -> Result<Outcome> {
    let mut store = WatchStore::lock(path)?;
    let before = store.watches.len();
    store.watches.retain(|watch| watch.name != name);
    if store.watches.len() == before {
        if !settings.quiet {
            note(format_args!("there is no watch {name} in {}", path.display()));
        }
        return Ok(Outcome::NothingFound);
    }
    store.store()?;
    Ok(Outcome::Found)
}

fn run_watches(options: &RunArguments, path: &Path, settings: &Settings) -> Result<Outcome> {
    let mut lines = options.format.lines::<NewsLine<'_>>()?;
    // Held until what is new has been printed and marked: a second run finds it marked.
    let mut store = if options.peek { WatchStore::read(path)? } else { WatchStore::lock(path)? };
    if store.watches.is_empty() {
        bail!("there are no watches in {}: panrye watch add NAME QUERY", path.display());
    }
    if let Some(name) = options.names.iter().find(|name| store.named(name).is_none()) {
        bail!("there is no watch {name} in {}", path.display());
    }
    let mut searcher = searcher(settings)?;
    let mut printer = Printer::new(settings.color);
    let (mut anything, mut failed) = (false, false);
    for watch in &mut store.watches {
        if !options.names.is_empty() && !options.names.contains(&watch.name) {
            continue;
        }
        match ask(&mut searcher, watch) {
            Ok(_) if options.mark => {}
            Ok(news) => {
                anything |= !news.is_empty();
                print_news(&mut printer, &watch.name, &news, lines.as_mut())?;
            }
            Err(error) => {
                note(format_args!("panrye: the watch {}: {error}", watch.name));
                failed = true;
            }
        }
    }
    if let Some(lines) = lines.as_mut().filter(|_| !options.mark) {
        lines.finish(&mut printer)?;
    }
    // What could not be printed must not count as seen.
    printer.flush()?;
    if !options.peek {
        store.store()?;
    }
    if !anything && !failed && !options.mark && !settings.quiet {
        note("nothing new");
    }
    Ok(match (failed, anything || options.mark) {
        (true, _) => Outcome::Failed,
        (false, true) => Outcome::Found,
        (false, false) => Outcome::NothingFound,
    })
}

/// What is new for a watch, which then counts as seen.
fn ask(searcher: &mut Searcher, watch: &mut Watch) -> Result<Vec<News>, NewsError> {
    let standing = standing(searcher, watch)?;
    let news = news(searcher, watch, &standing)?;
    watch.mark(&standing);
    Ok(news)
}

fn print_news(printer: &mut Printer, watch: &str, news: &[News], lines: Option<&mut Lines>) -> Result<()> {
    if let Some(lines) = lines {
        return news.iter().try_for_each(|news| lines.print(printer, &NewsLine::new(watch, news)));
    }
    if !news.is_empty() {
        let heading =
            printer.paint(meaning::PLACE, format_args!("{}: {} new", printer.safe(watch), news.len()));
        printer.line(heading)?;
    }
    for News { why, treatment, judgment, .. } in news {
        let name = printer.paint(meaning::CITATION, printer.safe(&judgment.name()));
        printer.line(format_args!("  {name}"))?;
        let mut about = vec![why.name().to_owned()];
        // That it overrules says both.
        about.extend(treatment.filter(|_| *why != Why::Overrules).map(|treatment| treatment.to_string()));
        about.extend(judgment.case_name.clone());
        let style = if *why == Why::Overrules { meaning::WARNING } else { meaning::FAINT };
        print_wrapped(printer, &about.join(" · "), &[], Some(style))?;
    }
    Ok(())
}
