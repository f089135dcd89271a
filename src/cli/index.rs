//! `panrye index`: read judgments, build the index, say what became of the input.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use indicatif::{HumanBytes, HumanCount, HumanDuration};

use super::outcome::Outcome;
use super::printer::note;
use super::progress::ProgressView;
use super::settings::Settings;
use super::workspace::{self, CORPUS};
use crate::index::{IndexReader, IndexWriter, WriterOptions};
use crate::ingest::{IngestReport, ingest, is_current};

/// Faults that are named one by one; the rest is counted by reason, unless `--verbose` asks for all.
const NAMED_FAULTS: usize = 20;

#[derive(Debug, Args)]
pub(super) struct IndexArguments {
    /// Files, folders or archives (.zip, .gz, .zst) with judgments; `-` reads standard input
    #[arg(value_name = "PATH", default_value = CORPUS)]
    paths: Vec<PathBuf>,
    /// Read everything again though nothing has changed, and throw away an index that another version wrote
    #[arg(long)]
    rebuild: bool,
    /// Name every file that was skipped
    #[arg(long, short)]
    verbose: bool,
}

pub(super) fn run(options: &IndexArguments, settings: &Settings) -> Result<Outcome> {
    for path in &options.paths {
        if path.as_os_str() != "-" && !path.exists() {
            bail!("there is no {}: name a file, a folder or an archive with judgments", path.display());
        }
    }
    if !options.rebuild && is_up_to_date(&options.paths, settings)? {
        return Ok(Outcome::Found);
    }
    let report = build(&options.paths, settings, options.rebuild)?;
    if !settings.quiet {
        summarise_on_stderr(&report);
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
fn is_up_to_date(paths: &[PathBuf], settings: &Settings) -> Result<bool> {
    let Ok(reader) = IndexReader::open(&settings.index) else { return Ok(false) };
    let wanted = workspace::manifest(settings, &workspace::analyser(settings)?)?;
    let found = reader.manifest();
    let same_analyser = (&wanted.analyser, &wanted.dictionary) == (&found.analyser, &found.dictionary);
    let current = same_analyser && is_current(paths, found);
    if current && !settings.quiet {
        note(format_args!(
            "nothing has changed: the index holds {} judgments; --rebuild reads them again",
            HumanCount(found.judgments)
        ));
    }
    Ok(current)
}

/// Builds the index of `paths` with a progress bar where a person watches.
pub(super) fn build(paths: &[PathBuf], settings: &Settings, rebuild: bool) -> Result<IngestReport> {
    let analyser = workspace::analyser(settings)?;
    let manifest = workspace::manifest(settings, &analyser)?;
    let options = WriterOptions { rebuild, ..WriterOptions::default() };
    let writer = IndexWriter::open(&settings.index, manifest, &options)?;
    let progress = ProgressView::new(settings.quiet);
    let report = ingest(paths, writer, &analyser, options.threads, &progress);
    progress.finish();
    Ok(report?)
}

/// Counts and times of an ingest.
pub(super) fn summarise_on_stderr(report: &IngestReport) {
    note(format_args!(
        "read {} judgments from {} files ({}), indexed {} with {} passages in {}",
        HumanCount(report.read),
        HumanCount(report.files),
        HumanBytes(report.bytes),
        HumanCount(report.indexed),
        HumanCount(report.passages),
        Seconds(report.elapsed),
    ));
    if !report.duplicates.is_empty() {
        note(format_args!(
            "{} judgments stand in several files:",
            HumanCount(report.duplicates.len() as u64)
        ));
        for duplicate in report.duplicates.iter().take(NAMED_FAULTS) {
            note(format_args!("  kept {}, left out {}", duplicate.kept, duplicate.left_out.join(", ")));
        }
    }
}

/// Names what was skipped, then counts the rest by reason.
fn name_faults(report: &IngestReport, named: usize) {
    if report.faults.is_empty() {
        return;
    }
    note(format_args!("skipped {}:", HumanCount(report.faults.len() as u64)));
    for fault in report.faults.iter().take(named) {
        note(format_args!("  {fault}"));
    }
    let mut rest: BTreeMap<String, u64> = BTreeMap::new();
    for fault in report.faults.iter().skip(named) {
        *rest.entry(fault.reason.to_string()).or_default() += 1;
    }
    for (reason, times) in rest {
        note(format_args!("  {} more: {reason}", HumanCount(times)));
    }
}

struct Seconds(std::time::Duration);

impl std::fmt::Display for Seconds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0.as_secs() < 60 {
            write!(f, "{:.1} s", self.0.as_secs_f64())
        } else {
            HumanDuration(self.0).fmt(f)
        }
    }
}
