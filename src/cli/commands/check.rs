//! `panrye check` and `panrye compact`: whether an index holds together, and making one segment of it.

use crate::cli::error::Result;
use clap::Args;
use indicatif::HumanBytes;

use crate::cli::args::format::FormatArguments;
use crate::cli::args::settings::Settings;
use crate::cli::locale::{say, terms};
use crate::cli::outcome::Outcome;
use crate::cli::terminal::printer::{Printer, note};
use crate::cli::workspace;
use crate::output::json::CheckLine;
use panrye_engine::index::{IndexReader, IndexWriter, WriterOptions, check};
use panrye_text::count::counted;

#[derive(Debug, Args)]
pub(in crate::cli) struct CheckArguments {
    #[command(flatten)]
    format: FormatArguments,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CompactArguments {}

/// Reads all of the index; exit code 1 says that something is wrong.
pub(in crate::cli) fn run(options: &CheckArguments, settings: &Settings) -> Result<Outcome> {
    let mut lines = options.format.lines::<CheckLine>()?;
    let report = check(&settings.index)?;
    let mut printer = Printer::new(settings.color);
    if let Some(lines) = &mut lines {
        lines.print(&mut printer, &CheckLine::new(&report))?;
    } else {
        for finding in &report.findings {
            printer.line(terms::finding(finding))?;
        }
        if report.findings.is_empty() {
            let judgments = counted(report.judgments, "judgment");
            printer.line(say!(
                "{judgments} checked, nothing is wrong",
                "판례 {judgments:#}건이 모두 정상입니다"
            ))?;
        }
    }
    printer.flush()?;
    Ok(if report.findings.is_empty() { Outcome::Found } else { Outcome::NothingFound })
}

/// Merges all segments and removes for good what is deleted.
pub(in crate::cli) fn compact(_: &CompactArguments, settings: &Settings) -> Result<Outcome> {
    let reader = IndexReader::open(&settings.index)?;
    let before = reader.counts()?;
    let manifest = crate::cli::analyzing::manifest(settings, &workspace::analyzer_of(&reader, settings)?)?;
    drop(reader);
    IndexWriter::open(&settings.index, manifest, &WriterOptions::default())?.compact()?;
    let after = IndexReader::open(&settings.index)?.counts()?;
    if !settings.quiet {
        note(say!(
            "{} of {} became {} of {}",
            "세그먼트 {:#}개({})가 {:#}개({})로 되었습니다",
            counted(before.segments, "segment"),
            HumanBytes(before.bytes),
            counted(after.segments, "segment"),
            HumanBytes(after.bytes)
        ));
    }
    Ok(Outcome::Found)
}
