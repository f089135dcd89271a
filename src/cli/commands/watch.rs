//! `panrye watch`: kept searches, and what is new for them since the last run.
//!
//! Not to be confused with `index --watch`, which waits for files to change.

use std::path::{Path, PathBuf};

use crate::cli::error::{Result, bail};
use clap::{Args, Subcommand};

use crate::cli::args::completer;
use crate::cli::args::format::{FormatArguments, Lines};
use crate::cli::args::narrowing::Narrowing;
use crate::cli::args::settings::Settings;
use crate::cli::args::wanted::Wanted;
use crate::cli::locale::{errors, say, terms};
use crate::cli::outcome::Outcome;
use crate::cli::render::wrapped::print_wrapped;
use crate::cli::terminal::printer::{Printer, meaning, note};
use crate::cli::watch_file::beside_index;
use crate::cli::workspace;
use crate::output::json::{NewsLine, WatchLine};
use panrye_engine::index::IndexReader;
use panrye_engine::plain_file;
use panrye_engine::query::Query;
use panrye_engine::search::Searcher;
use panrye_engine::watch::{
    News, NewsError, Watch, WatchError, WatchStore, WatchedCase, Why, news, standing,
};
use panrye_law::judgment::DecisionDate;
use panrye_text::count::counted;

#[derive(Debug, Args)]
#[command(disable_help_subcommand = true)]
pub(in crate::cli) struct WatchArguments {
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
        #[arg(value_name = "NAME", add = completer::watches())]
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
    #[arg(value_name = "QUERY", add = completer::query())]
    query: Vec<String>,
    /// Judgments that cite this case, which the index need not hold
    #[arg(long, value_name = "CASE", add = completer::case_numbers())]
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
    #[arg(value_name = "NAME", add = completer::watches())]
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

pub(in crate::cli) fn run(options: &WatchArguments, settings: &Settings) -> Result<Outcome> {
    let path = if let Some(path) = &options.state {
        path.clone()
    } else {
        let path = beside_index(&settings.index)?;
        // What nobody has named is not written by way of a link.
        plain_file::look(&path).map_err(|source| WatchError::Io { path: path.clone(), source })?;
        path
    };
    match &options.command {
        WatchCommand::Add(options) => add(options, &path, settings),
        WatchCommand::List(options) => list(options, &path, settings),
        WatchCommand::Remove { name } => remove(name, &path, settings),
        WatchCommand::Run(options) => run_watches(options, &path, settings),
    }
}

/// An index that is there: one that has moved must not be taken for a new one.
fn searcher(settings: &Settings) -> Result<Searcher> {
    let reader = IndexReader::open(&settings.index)?;
    workspace::searcher_of(reader, settings)
}

fn add(options: &AddArguments, path: &Path, settings: &Settings) -> Result<Outcome> {
    let name = options.name.trim();
    if name.is_empty() || name.contains(char::is_control) {
        bail!(say!("a watch needs a name on one line", "이름은 비울 수 없고 한 줄이어야 합니다"));
    }
    let text = options.query.join(" ");
    let query = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    if let Some(text) = &query {
        Query::parse(text).map_err(|error| errors::query(&error, text))?;
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
        bail!(say!(
            "say what to watch: a query, --case, --statute, --court, --kind, --from or --to",
            "무엇을 지켜볼지 적으십시오: 질의, --case, --statute, --court, --kind, --from, --to"
        ));
    }
    let standing = standing(&mut searcher, &watch)?;
    if !options.from_start {
        watch.mark(&standing);
    }
    let mut store = WatchStore::lock(path)?;
    if store.named(name).is_some() {
        bail!(say!(
            "there is a watch {name} already: panrye watch remove {name}",
            "{name}은(는) 이미 있습니다. 지우려면: `panrye watch remove {name}`"
        ));
    }
    store.watches.push(watch);
    store.store()?;
    if !settings.quiet {
        let judgments = counted(standing.len(), "judgment");
        note(if options.from_start {
            say!(
                "watching {name}; the first run prints {judgments}",
                "{name}을(를) 지켜봅니다. 첫 실행에서 판례 {judgments:#}건을 보여 줍니다"
            )
        } else {
            say!(
                "watching {name}; counted as seen: {judgments}",
                "{name}을(를) 지켜봅니다. 지금 있는 판례 {judgments:#}건은 본 것으로 합니다"
            )
        });
    }
    Ok(Outcome::Found)
}

fn watched_case(written: &str, reader: &IndexReader, settings: &Settings) -> Result<WatchedCase> {
    let wanted = Wanted::parse(&[written.to_owned()]);
    let judgment = wanted.node(reader)?;
    if !judgment.in_index && !wanted.is_number() {
        bail!(say!(
            "{written} is no case number and no docket of the index",
            "{written}은(는) 사건번호도 아니고 색인에 있는 판례도 아닙니다"
        ));
    }
    if !judgment.in_index && !settings.quiet {
        note(say!(
            "{written} is not in the index; judgments that cite it are watched all the same",
            "{written}은(는) 색인에 없습니다. 그래도 이를 인용한 판례를 지켜봅니다"
        ));
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
            let name = printer.paint(meaning::PLACE, &watch.name);
            printer.line(name)?;
            print_wrapped(&mut printer, &described(watch), &[], None)?;
            let seen = say!("{} seen", "본 것 {}건", watch.seen.len());
            print_wrapped(&mut printer, &seen, &[], Some(meaning::FAINT))?;
        }
    }
    if let Some(lines) = &mut lines {
        lines.finish(&mut printer)?;
    }
    printer.flush()?;
    if store.watches.is_empty() && !settings.quiet {
        note(say!(
            "no watches in {}: panrye watch add NAME QUERY",
            "{}에 저장한 검색이 없습니다. 더하려면: `panrye watch add 이름 질의`",
            path.display()
        ));
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
            note(say!(
                "there is no watch {name} in {}",
                "{name}(이)라는 저장한 검색이 없습니다: {}",
                path.display()
            ));
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
        bail!(say!(
            "there are no watches in {}: panrye watch add NAME QUERY",
            "{}에 저장한 검색이 없습니다. 더하려면: `panrye watch add 이름 질의`",
            path.display()
        ));
    }
    if let Some(name) = options.names.iter().find(|name| store.named(name).is_none()) {
        bail!(say!(
            "there is no watch {name} in {}",
            "{name}(이)라는 저장한 검색이 없습니다: {}",
            path.display()
        ));
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
                let (name, error) = (&watch.name, errors::news(&error));
                note(say!("panrye: the watch {name}: {error}", "panrye: 저장한 검색 {name}: {error}"));
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
        note(say!("nothing new", "새로운 것이 없습니다"));
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
        let (name, count) = (watch, news.len());
        let heading = printer.paint(meaning::PLACE, say!("{name}: {count} new", "{name}: 새것 {count}건"));
        printer.line(heading)?;
    }
    for News { why, treatment, judgment, .. } in news {
        let name = printer.paint(meaning::CITATION, judgment.citation());
        printer.line(format_args!("  {name}"))?;
        let mut about = vec![terms::why(*why).to_owned()];
        // That it overrules says both.
        about.extend(
            treatment
                .filter(|_| *why != Why::Overrules)
                .map(|treatment| terms::treatment(treatment).to_owned()),
        );
        about.extend(judgment.case_name.clone());
        let style = if *why == Why::Overrules { meaning::WARNING } else { meaning::FAINT };
        print_wrapped(printer, &about.join(" · "), &[], Some(style))?;
    }
    Ok(())
}
