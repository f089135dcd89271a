//! `panrye check` and `panrye compact`: whether an index holds together, and making one segment of it.

use anyhow::Result;
use clap::Args;
use indicatif::{HumanBytes, HumanCount};

use super::format::FormatArguments;
use super::lang::{say, terms};
use super::outcome::Outcome;
use super::printer::{Printer, note};
use super::settings::Settings;
use super::workspace;
use crate::output::json::CheckLine;
use panrye_engine::index::{IndexReader, IndexWriter, WriterOptions, check};

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    format: FormatArguments,
}

#[derive(Debug, Args)]
pub(super) struct CompactArguments {}

/// Reads all of the index; exit code 1 says that something is wrong.
pub(super) fn run(options: &CheckArguments, settings: &Settings) -> Result<Outcome> {
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
            let judgments = HumanCount(report.judgments);
            printer.line(say!("all {judgments} judgments are OK", "판례 {judgments}건이 모두 정상입니다"))?;
        }
    }
    printer.flush()?;
    Ok(if report.findings.is_empty() { Outcome::Found } else { Outcome::NothingFound })
}

/// Merges all segments and removes for good what is deleted.
pub(super) fn compact(_: &CompactArguments, settings: &Settings) -> Result<Outcome> {
    let reader = IndexReader::open(&settings.index)?;
    let before = reader.counts()?;
    let manifest = crate::cli::analyzing::manifest(settings, &workspace::analyzer_of(&reader, settings)?)?;
    drop(reader);
    IndexWriter::open(&settings.index, manifest, &WriterOptions::default())?.compact()?;
    let after = IndexReader::open(&settings.index)?.counts()?;
    if !settings.quiet {
        note(say!(
            "{} segments with {} became {} with {}",
            "세그먼트 {}개({})가 {}개({})로 되었습니다",
            before.segments,
            HumanBytes(before.bytes),
            after.segments,
            HumanBytes(after.bytes)
        ));
    }
    Ok(Outcome::Found)
}
