//! `panrye status`: what is in the index.

use anyhow::Result;
use clap::Args;
use indicatif::{HumanBytes, HumanCount};

use super::format::FormatArguments;
use super::outcome::Outcome;
use super::printer::Printer;
use super::settings::Settings;
use crate::graph::Resolution;
use crate::index::IndexReader;
use crate::output::json::StatusLine;

#[derive(Debug, Args)]
pub(super) struct StatusArguments {
    #[command(flatten)]
    format: FormatArguments,
    /// Resolve every citation too, and say which citations mean a judgment of the index
    #[arg(long)]
    graph: bool,
}

pub(super) fn run(options: &StatusArguments, settings: &Settings) -> Result<Outcome> {
    let mut lines = options.format.lines::<StatusLine>()?;
    let reader = IndexReader::open(&settings.index)?;
    let (manifest, counts) = (reader.manifest(), reader.counts()?);
    let resolution = options.graph.then(|| Resolution::of(&reader)).transpose()?;
    let mut printer = Printer::new(settings.color);
    if let Some(lines) = &mut lines {
        lines.print(&mut printer, &StatusLine::new(manifest, &counts, resolution.as_ref()))?;
    } else {
        let rows = [
            ("index", settings.index.display().to_string()),
            ("judgments", HumanCount(counts.judgments).to_string()),
            ("passages", HumanCount(manifest.passages).to_string()),
            ("citations", HumanCount(manifest.citations).to_string()),
            ("statutes", HumanCount(manifest.statutes).to_string()),
            ("segments", counts.segments.to_string()),
            ("size", HumanBytes(counts.bytes).to_string()),
            ("schema", manifest.schema.to_string()),
            ("analyser", manifest.analyser.clone()),
            ("sources", manifest.sources.join(", ")),
        ];
        for (name, value) in rows {
            printer.line(format_args!("{name:<10} {value}"))?;
        }
        if let Some(resolution) = &resolution {
            print_resolution(&mut printer, resolution)?;
        }
    }
    printer.flush()?;
    Ok(if counts.judgments == 0 { Outcome::NothingFound } else { Outcome::Found })
}

fn print_resolution(printer: &mut Printer, resolution: &Resolution) -> Result<()> {
    let count = |number: usize| HumanCount(number as u64).to_string();
    let total = count(resolution.total());
    printer
        .line(format_args!("cited      {total} judgments, each counted once a citing judgment; of these"))?;
    for (class, number) in resolution.classes() {
        printer.line(format_args!("{:>10} {class}", count(number)))?;
    }
    Ok(())
}
