//! `panrye status`: what is in the index.

use crate::cli::error::Result;
use clap::Args;
use indicatif::{HumanBytes, HumanCount};
use unicode_width::UnicodeWidthStr;

use crate::cli::args::format::FormatArguments;
use crate::cli::args::settings::Settings;
use crate::cli::locale::{say, terms};
use crate::cli::outcome::Outcome;
use crate::cli::terminal::printer::Printer;
use crate::output::json::StatusLine;
use panrye_engine::graph::Resolution;
use panrye_engine::index::IndexReader;
use panrye_text::count::counted;

#[derive(Debug, Args)]
pub(in crate::cli) struct StatusArguments {
    #[command(flatten)]
    format: FormatArguments,
    /// Resolve every citation too, and say which citations mean a judgment of the index
    #[arg(long)]
    graph: bool,
}

pub(in crate::cli) fn run(options: &StatusArguments, settings: &Settings) -> Result<Outcome> {
    let mut lines = options.format.lines::<StatusLine>()?;
    let reader = IndexReader::open(&settings.index)?;
    let (manifest, counts) = (reader.manifest(), reader.counts()?);
    let resolution = options.graph.then(|| Resolution::of(&reader)).transpose()?;
    let mut printer = Printer::new(settings.color);
    if let Some(lines) = &mut lines {
        lines.print(&mut printer, &StatusLine::new(manifest, &counts, resolution.as_ref()))?;
    } else {
        let mut rows = vec![
            (say!("index", "색인"), settings.index.display().to_string()),
            (say!("judgments", "판례"), HumanCount(counts.judgments).to_string()),
            (say!("passages", "단락"), HumanCount(manifest.passages).to_string()),
            (say!("citations", "인용"), HumanCount(manifest.citations).to_string()),
            (say!("statutes", "조문"), HumanCount(manifest.statutes).to_string()),
            (say!("segments", "세그먼트"), counts.segments.to_string()),
            (say!("size", "크기"), HumanBytes(counts.bytes).to_string()),
            (say!("schema", "스키마"), manifest.schema.to_string()),
            (say!("analyzer", "분석기"), manifest.analyzer.clone()),
            (say!("sources", "출처"), manifest.sources.join(", ")),
        ];
        if !manifest.map.is_empty() {
            rows.push((say!("names", "이름"), manifest.map.join(", ")));
        }
        for (name, value) in rows {
            let pad = " ".repeat(10_usize.saturating_sub(name.width()));
            printer.line(format_args!("{name}{pad} {value}"))?;
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
    let total = counted(resolution.total(), "judgment");
    printer.line(say!(
        "cited      {total}, each counted once a citing judgment; of these",
        "인용된 판례 {total:#}건(인용한 판례마다 한 번씩). 그 가운데"
    ))?;
    for (class, number) in resolution.classes() {
        printer.line(format_args!("{:>10} {}", count(number), terms::class(class)))?;
    }
    Ok(())
}
