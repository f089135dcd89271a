//! `panrye index`: read judgments, build the index, say what became of the input.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use crate::cli::error::{Result, bail};
use clap::Args;
use clap::parser::ValueSource;
use indicatif::HumanCount;

use crate::cli::analyzing::{analyzer, manifest};
use crate::cli::args::settings::Settings;
use crate::cli::building::{Ingest, build, summarize};
use crate::cli::commands::watching::Watching;
use crate::cli::defaults::CORPUS;
use crate::cli::failure::guarded;
use crate::cli::locale::{errors, say};
use crate::cli::outcome::Outcome;
use crate::cli::terminal::printer::note;
use crate::cli::terminal::progress::ProgressView;
use crate::cli::workspace;
use panrye_engine::corpus::{Fault, Names, Reason};
use panrye_engine::index::IndexReader;
use panrye_engine::ingest::{self, Gone, IngestOptions, IngestReport, is_current};
use panrye_text::count::counted;

/// Faults that are named one by one; the rest is counted by reason, unless `--verbose` asks for all.
const NAMED_FAULTS: usize = 20;

/// After a refresh that failed, the next is tried though nothing has changed.
const AFTER_FAILURE: Duration = Duration::from_secs(10);

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own on the command line")]
pub(in crate::cli) struct IndexArguments {
    /// Files, folders or archives (.zip, .gz, .zst) with judgments; `-` reads standard input. Without any: what the index
    /// was built from
    #[arg(value_name = "PATH", default_value = CORPUS)]
    paths: Vec<PathBuf>,
    /// What a heading, column, key or element of your own files means (repeatable): FIELD is case_name, case_number, court,
    /// decision_date, issues, holdings, content, ignore and so on, or 사건명, 판시사항 and so on; `none` for none. Without any:
    /// what the index was built with
    #[arg(long, value_name = "NAME=FIELD")]
    map: Vec<String>,
    /// Read everything again though nothing has changed, and throw away an index that another version wrote
    #[arg(long)]
    rebuild: bool,
    /// Say what would change, and change nothing
    #[arg(long, conflicts_with = "rebuild")]
    dry_run: bool,
    /// Keep judgments that the files no longer hold, and add to them what the files hold
    #[arg(long, conflicts_with = "rebuild")]
    keep: bool,
    /// Remove judgments that the files no longer hold even if none are left
    #[arg(long, conflicts_with = "keep")]
    prune: bool,
    /// Stay, and refresh whenever the files change
    #[arg(long, conflicts_with = "dry_run")]
    watch: bool,
    /// Name every file that was skipped
    #[arg(long, short)]
    verbose: bool,
}

/// `named` says whether paths were named.
pub(in crate::cli) fn run(
    mut options: IndexArguments,
    settings: &Settings,
    named: Option<ValueSource>,
) -> Result<Outcome> {
    if named != Some(ValueSource::CommandLine) {
        options.paths = workspace::sources(settings)?;
    }
    let gone = match (options.keep, options.prune) {
        (true, _) => Gone::Keep,
        (false, true) => Gone::Prune,
        (false, false) => Gone::Remove,
    };
    let names = workspace::names(settings, &options.map)?;
    let ingesting = &IngestOptions { gone, names, ..IngestOptions::default() };
    let options = &options;
    for path in &options.paths {
        if path.as_os_str() != "-" && !path.exists() {
            let path = path.display();
            bail!(say!(
                "there is no {path}: name a file, a folder or an archive with judgments",
                "{path}이(가) 없습니다. 판례가 든 파일, 폴더, 압축 파일을 지정하십시오"
            ));
        }
    }
    if !options.watch {
        return refresh(options, ingesting, settings, options.rebuild);
    }
    let watching = Watching::begin(&options.paths, &settings.index)?;
    refresh(options, ingesting, settings, options.rebuild)?;
    watch(watching, options, ingesting, settings)
}

/// Refreshes after every change, for ever. What is wrong with the files, the disk or another writer now may be mended
/// by the next change, or of itself after a while.
fn watch(
    mut watching: Watching,
    options: &IndexArguments,
    ingesting: &IngestOptions,
    settings: &Settings,
) -> Result<Outcome> {
    let mut failed: Option<String> = None;
    loop {
        watching.wait(failed.is_some().then_some(AFTER_FAILURE))?;
        match guarded(&settings.index, || refresh(options, ingesting, settings, false)) {
            Ok(_) => failed = None,
            Err(error) => {
                let said = errors::chain(&error);
                if failed.as_ref() != Some(&said) {
                    note(format_args!("panrye: {said}"));
                }
                failed = Some(said);
            }
        }
    }
}

fn refresh(
    options: &IndexArguments,
    ingesting: &IngestOptions,
    settings: &Settings,
    rebuild: bool,
) -> Result<Outcome> {
    if !rebuild && is_up_to_date(&options.paths, &ingesting.names, settings)? {
        return Ok(Outcome::Found);
    }
    let report = if options.dry_run {
        dry_run(&options.paths, settings, ingesting)?
    } else {
        build(&options.paths, settings, rebuild, ingesting)?
    };
    if !settings.quiet {
        summarize(&report, if options.dry_run { Ingest::DryRun } else { Ingest::Done });
    }
    name_faults(&report, if options.verbose { usize::MAX } else { NAMED_FAULTS });
    let unreadable = report.faults.iter().any(|fault| !fault.is_harmless());
    Ok(match (unreadable, report.indexed) {
        (true, _) => Outcome::Failed,
        (false, 0) => Outcome::NothingFound,
        (false, _) => Outcome::Found,
    })
}

/// Whether the index holds what the files hold, so that there is nothing to do; says so.
fn is_up_to_date(paths: &[PathBuf], names: &Names, settings: &Settings) -> Result<bool> {
    let Ok(reader) = IndexReader::open(&settings.index) else { return Ok(false) };
    let wanted = manifest(settings, &analyzer(settings)?)?;
    let found = reader.manifest();
    let same_analyzer = (&wanted.analyzer, &wanted.dictionary) == (&found.analyzer, &found.dictionary);
    let current = same_analyzer && is_current(paths, names, found);
    if current && !settings.quiet {
        note(say!(
            "nothing has changed: the index has {}; --rebuild reads everything again",
            "바뀐 것이 없습니다. 색인에 판례 {:#}건이 있습니다. 다시 읽으려면 --rebuild를 붙이십시오",
            counted(found.judgments, "judgment")
        ));
    }
    Ok(current)
}

/// What an ingest would do.
fn dry_run(paths: &[PathBuf], settings: &Settings, ingesting: &IngestOptions) -> Result<IngestReport> {
    let analyzer = analyzer(settings)?;
    let reader =
        IndexReader::exists(&settings.index).then(|| IndexReader::open(&settings.index)).transpose()?;
    if let Some(reader) = &reader {
        reader.check_analyzer(&analyzer.fingerprint())?;
    }
    let progress = ProgressView::new(settings.quiet);
    let report = ingest::dry_run(paths, reader.as_ref(), &analyzer, ingesting, &progress);
    progress.finish();
    Ok(report?)
}

/// Names what was skipped, and what was read without a part of it.
fn name_faults(report: &IngestReport, named: usize) {
    let (in_part, skipped): (Vec<&Fault>, Vec<&Fault>) =
        report.faults.iter().partition(|fault| fault.leaves_the_judgment());
    let count = |faults: &[&Fault]| HumanCount(faults.iter().map(|fault| fault.times()).sum());
    if !skipped.is_empty() {
        note(say!("skipped {}:", "건너뛴 것 {}:", count(&skipped)));
        list_faults(&skipped, named);
    }
    if !in_part.is_empty() {
        note(say!("read, but not whole, {}:", "읽었으나 일부를 뺀 것 {}:", count(&in_part)));
        list_faults(&in_part, named);
    }
}

/// Names the first faults, then counts the rest by reason.
fn list_faults(faults: &[&Fault], named: usize) {
    for fault in faults.iter().take(named) {
        note(format_args!("  {}", errors::fault(fault)));
    }
    let mut rest: BTreeMap<String, u64> = BTreeMap::new();
    for fault in faults.iter().skip(named) {
        let reason = if let Reason::More { like, .. } = &fault.reason { like } else { &fault.reason };
        *rest.entry(errors::reason(reason)).or_default() += fault.times();
    }
    for (reason, times) in rest {
        note(say!("  {} more: {reason}", "  그 밖에 {}: {reason}", HumanCount(times)));
    }
}
