//! `panrye export`: judgments for reference managers, spreadsheets, editors and search servers.

use panrye_engine::index::JudgmentAddress;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::error::{Context, Result, bail};
use clap::{Args, ValueEnum};

use crate::cli::args::asking::Order;
use crate::cli::args::completer;
use crate::cli::args::format::CellArguments;
use crate::cli::args::narrowing::Narrowing;
use crate::cli::args::settings::Settings;
use crate::cli::args::timing::Timing;
use crate::cli::args::wanted::Wanted;
use crate::cli::locale::{errors, say};
use crate::cli::outcome::Outcome;
use crate::cli::terminal::printer::{Printer, note};
use crate::cli::terminal::screen::{Screen, is_terminal};
use crate::cli::workspace;
use crate::export::{
    BibTex, Citations, CslJson, Exported, JsonLines, JudgmentWriter, Keys, Markdown, OpenSearch, Quickwit,
    Table, file_name, front_matter_document,
};
use crate::output::formula::Formulas;
use panrye_engine::graph::Validity;
use panrye_engine::index::IndexReader;
use panrye_engine::query::Query;
use panrye_engine::safe_file::SafeFile;
use panrye_engine::search::{Filters, SearchOptions};
use panrye_law::judgment::{Court, CourtLevel};
use panrye_text::count::counted;

#[derive(Debug, Args)]
pub(in crate::cli) struct ExportArguments {
    /// Case numbers, with the court before one where several courts have it; without any, all judgments
    #[arg(value_name = "CASE", add = completer::case_numbers(), conflicts_with_all = ["query", "limit"])]
    case: Vec<String>,
    /// The judgments that `search` finds for this query, in its order
    #[arg(long, value_name = "QUERY", add = completer::query())]
    query: Option<String>,
    #[command(flatten)]
    narrowing: Narrowing,
    #[command(flatten)]
    timing: Timing,
    /// Maximum number of judgments
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<usize>,
    /// The order of the answer to a query; by date and by citations, only judgments with all its words
    #[arg(long, value_name = "ORDER", value_enum, default_value_t = Order::Relevance, requires = "query")]
    sort: Order,
    /// In which form
    #[arg(long, value_name = "FORMAT", value_enum)]
    format: Format,
    #[command(flatten)]
    cells: CellArguments,
    /// File to write instead of standard output; for markdown, opensearch and quickwit an empty or new folder
    #[arg(long, short, value_name = "PATH")]
    output: Option<PathBuf>,
}

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The citation as courts write it, one a line.
    Citation,
    /// BibTeX for biblatex, an entry @jurisdiction each.
    Bibtex,
    /// CSL JSON for Zotero, pandoc and others.
    CslJson,
    /// The lines of `show --json`.
    Jsonl,
    /// A table with a row each.
    Csv,
    /// One document, or into a folder a file each.
    Markdown,
    /// An index definition and _bulk files for OpenSearch or Elasticsearch.
    Opensearch,
    /// An index configuration and NDJSON files for Quickwit.
    Quickwit,
}

/// How a stream of judgments is written.
#[derive(Debug, Clone, Copy)]
struct Form {
    format: Format,
    formulas: Formulas,
}

pub(in crate::cli) fn run(options: &ExportArguments, settings: &Settings) -> Result<Outcome> {
    if !options.case.is_empty() && options.narrowing.filters() != Filters::default() {
        bail!(say!(
            "name cases, or narrow by court, date, kind or statute, but not both",
            "사건번호를 적거나 법원, 날짜, 종류, 조문으로 좁히되, 둘을 함께 쓸 수는 없습니다"
        ));
    }
    let into_folder = into_folder(options)?;
    let form =
        Form { format: options.format, formulas: options.cells.formulas(options.format == Format::Csv)? };
    let reader = workspace::reader(settings)?;
    let selected = select(options, reader, settings)?;
    let count = selected.addresses.len();
    if count > 0 {
        match &options.output {
            Some(folder) if into_folder => write_folder(options.format, folder, &selected, settings)?,
            Some(path) => write_file(form, path, &selected)?,
            None => write_stdout(form, &selected, settings)?,
        }
    }
    if !settings.quiet {
        match &options.output {
            Some(path) if count > 0 => {
                let (judgments, path) = (counted(count, "judgment"), path.display());
                note(say!("wrote {judgments} to {path}", "판례 {judgments:#}건을 썼습니다: {path}"));
            }
            _ if count == 0 && selected.missing == 0 => {
                note(say!("no judgment to export", "내보낼 판례가 없습니다"));
            }
            _ => {}
        }
    }
    Ok(if count == 0 || selected.missing > 0 { Outcome::NothingFound } else { Outcome::Found })
}

/// Whether the output is a folder; an error where the format does not fit it.
fn into_folder(options: &ExportArguments) -> Result<bool> {
    let name =
        || options.format.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
    let server = matches!(options.format, Format::Opensearch | Format::Quickwit);
    let Some(path) = &options.output else {
        if server {
            bail!(say!(
                "{} writes several files: name a folder with --output",
                "`{}`은(는) 파일을 여럿 씁니다. --output으로 폴더를 지정하십시오",
                name()
            ));
        }
        return Ok(false);
    };
    let text = path.to_string_lossy();
    let is_folder = path.is_dir() || text.ends_with(['/', std::path::MAIN_SEPARATOR]);
    match options.format {
        Format::Opensearch | Format::Quickwit => Ok(true),
        // A name with the ending of a file is one.
        Format::Markdown => Ok(is_folder || path.extension().is_none()),
        _ if is_folder => bail!(say!(
            "{} is a folder, and {} writes one file",
            "{}은(는) 폴더인데 `{}`은(는) 파일 하나를 씁니다",
            path.display(),
            name()
        )),
        _ => Ok(false),
    }
}

/// The judgments to write.
struct Selected {
    reader: Arc<IndexReader>,
    addresses: Vec<JudgmentAddress>,
    /// How many of the named cases the index does not hold.
    missing: usize,
}

fn select(options: &ExportArguments, reader: IndexReader, settings: &Settings) -> Result<Selected> {
    let filters = options.narrowing.filters();
    if !options.case.is_empty() {
        return named(&options.case, reader, settings);
    }
    let limit = options.limit.unwrap_or(usize::MAX);
    if options.query.is_none() && filters == Filters::default() {
        let mut addresses = reader.addresses();
        addresses.truncate(limit);
        return Ok(Selected { reader: Arc::new(reader), addresses, missing: 0 });
    }
    let mut searcher = workspace::searcher_of(reader, settings)?;
    options.timing.apply(&mut searcher);
    let mut addresses: Vec<JudgmentAddress> = if let Some(text) = &options.query {
        let query = Query::parse(text).map_err(|error| errors::query(&error, text))?;
        // The collectors make room for as many judgments as they are asked for.
        let limit = limit.min(searcher.reader().addresses().len()).max(1);
        let options = SearchOptions { limit, filters, sort: options.sort.into(), ..SearchOptions::default() };
        searcher.rank(&query, &options)?.into_iter().map(|(_, address)| address).collect()
    } else {
        let mut addresses: Vec<_> = searcher.matching(None, &filters)?.into_iter().collect();
        addresses.sort_unstable();
        addresses
    };
    addresses.truncate(limit);
    Ok(Selected { reader: searcher.into_reader(), addresses, missing: 0 })
}

fn named(words: &[String], reader: IndexReader, settings: &Settings) -> Result<Selected> {
    let (mut addresses, mut missing) = (Vec::new(), 0);
    for case in cases(words) {
        let wanted = Wanted::parse(&case);
        match wanted.address(&reader)? {
            Some(address) if !addresses.contains(&address) => addresses.push(address),
            Some(_) => {}
            None => {
                missing += 1;
                if !settings.quiet {
                    note(say!("{} is not in the index", "{}은(는) 색인에 없습니다", wanted.written()));
                }
            }
        }
    }
    Ok(Selected { reader: Arc::new(reader), addresses, missing })
}

/// The cases that the arguments name: a court comes before its number, also as an argument of its own.
fn cases(words: &[String]) -> Vec<Vec<String>> {
    let mut cases: Vec<Vec<String>> = Vec::new();
    let mut open = false;
    for word in words {
        let is_court = !Wanted::parse(std::slice::from_ref(word)).is_number()
            && Court::parse(word).is_some_and(|court| court.level() != CourtLevel::Other);
        match cases.last_mut().filter(|_| open) {
            Some(case) => case.push(word.clone()),
            None => cases.push(vec![word.clone()]),
        }
        open = is_court;
    }
    cases
}

fn write_stdout(form: Form, selected: &Selected, settings: &Settings) -> Result<()> {
    let mut printer = Printer::new(settings.color);
    write_lines(form, printer.writer(), selected)?;
    printer.flush()?;
    Ok(())
}

fn write_file(form: Form, path: &Path, selected: &Selected) -> Result<()> {
    let failed = || say!("cannot write {}", "쓸 수 없습니다: {}", path.display());
    let mut file = Screen::new(SafeFile::create(path).with_context(failed)?, is_terminal(path));
    write_lines(form, &mut file, selected)?;
    file.into_inner().commit().with_context(failed)
}

fn write_lines(form: Form, out: &mut dyn Write, selected: &Selected) -> Result<()> {
    match form.format {
        Format::Citation => write_with(&mut Citations::new(out), selected),
        Format::Bibtex => write_with(&mut BibTex::new(out), selected),
        Format::CslJson => write_with(&mut CslJson::new(out), selected),
        Format::Jsonl => write_with(&mut JsonLines::new(out), selected),
        Format::Csv => write_with(&mut Table::new(out, form.formulas)?, selected),
        Format::Markdown | Format::Opensearch | Format::Quickwit => {
            write_with(&mut Markdown::new(out), selected)
        }
    }
}

fn write_folder(format: Format, folder: &Path, selected: &Selected, settings: &Settings) -> Result<()> {
    make_empty(folder)?;
    let failed = || say!("cannot write to {}", "쓸 수 없습니다: {}", folder.display());
    if format == Format::Markdown {
        let mut files = Files { folder, names: Keys::default() };
        return write_with(&mut files, selected).with_context(failed);
    }
    let analyzer = workspace::analyzer_of(&selected.reader, settings)?;
    selected.reader.check_analyzer(&analyzer.fingerprint())?;
    if format == Format::Opensearch {
        let mut writer = OpenSearch::new(folder, analyzer).with_context(failed)?;
        write_with(&mut writer, selected).with_context(failed)
    } else {
        let mut writer = Quickwit::new(folder, analyzer).with_context(failed)?;
        write_with(&mut writer, selected).with_context(failed)
    }
}

/// A folder with other files is refused: an export must neither overwrite them nor be mixed up with an older one.
fn make_empty(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| {
        say!("cannot make the folder {}", "폴더를 만들 수 없습니다: {}", folder.display())
    })?;
    let holds = fs::read_dir(folder)
        .with_context(|| say!("cannot read {}", "읽을 수 없습니다: {}", folder.display()))?
        .next();
    if holds.is_some() {
        bail!(say!(
            "{} holds files already: name an empty or a new folder",
            "{}에 이미 파일이 있습니다. 비었거나 새로운 폴더를 지정하십시오",
            folder.display()
        ));
    }
    Ok(())
}

fn write_with(writer: &mut dyn JudgmentWriter, selected: &Selected) -> Result<()> {
    for &address in &selected.addresses {
        let stored = selected.reader.judgment(address)?;
        let cited_by = selected.reader.cited_by(&stored.head().case_numbers)?;
        let validity = Validity::of(&selected.reader, address, &stored)?;
        writer.write(&Exported::new(&stored, cited_by, validity))?;
    }
    Ok(writer.finish()?)
}

/// A Markdown file for each judgment.
struct Files<'f> {
    folder: &'f Path,
    names: Keys,
}

impl JudgmentWriter for Files<'_> {
    fn write(&mut self, exported: &Exported<'_>) -> io::Result<()> {
        let name = self.names.unique(&file_name(exported));
        let mut out = io::BufWriter::new(fs::File::create_new(self.folder.join(format!("{name}.md")))?);
        front_matter_document(exported, &mut out)?;
        out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_court_stands_before_its_number() {
        let words = ["2019다100001", "서울고법", "2018나100003", "대법원 2009다100002", "1999-03819"];
        let found = cases(&words.map(str::to_owned));
        let found: Vec<String> = found.iter().map(|case| case.join(" ")).collect();
        assert_eq!(found, ["2019다100001", "서울고법 2018나100003", "대법원 2009다100002", "1999-03819"]);
    }
}
