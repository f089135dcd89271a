//! Building an index with a progress bar, and saying what became of the input.

use std::path::PathBuf;
use std::time::Duration;

use crate::cli::error::Result;
use indicatif::{HumanBytes, HumanCount, HumanDuration};

use crate::cli::analyzing::{analyzer, manifest};
use crate::cli::args::settings::Settings;
use crate::cli::locale::{self, Lang, say};
use crate::cli::terminal::printer::note;
use crate::cli::terminal::progress::ProgressView;
use panrye_engine::index::{IndexWriter, WriterOptions};
use panrye_engine::ingest::{Gone, IngestOptions, IngestReport, ingest};

/// Judgments of several files that are named one by one.
const NAMED: usize = 20;

/// Builds the index of `paths` with a progress bar where a person watches.
pub(super) fn build(
    paths: &[PathBuf],
    settings: &Settings,
    rebuild: bool,
    gone: Gone,
) -> Result<IngestReport> {
    let analyzer = analyzer(settings)?;
    let manifest = manifest(settings, &analyzer)?;
    let options = WriterOptions { rebuild, ..WriterOptions::default() };
    let writer = IndexWriter::open(&settings.index, manifest, &options)?;
    let progress = ProgressView::new(settings.quiet);
    let ingesting = IngestOptions { gone, ..IngestOptions::default() };
    let report = ingest(paths, writer, &analyzer, &ingesting, &progress);
    progress.finish();
    Ok(report?)
}

/// Counts and times of an ingest.
pub(super) fn summarize(report: &IngestReport) {
    note(say!(
        "read {} judgments from {} files ({}), indexed {} with {} passages in {}",
        "판례 {}건을 파일 {}개({})에서 읽어 {}건, 단락 {}개를 색인했습니다({})",
        HumanCount(report.read),
        HumanCount(report.files),
        HumanBytes(report.bytes),
        HumanCount(report.indexed),
        HumanCount(report.passages),
        Seconds(report.elapsed),
    ));
    if report.unchanged + report.replaced + report.removed > 0 {
        note(say!(
            "opened {} files: {} judgments new, {} changed, {} gone, {} as they were",
            "파일 {}개를 열었습니다. 판례: 새것 {}, 바뀜 {}, 없어짐 {}, 그대로 {}",
            HumanCount(report.opened),
            HumanCount(report.added),
            HumanCount(report.replaced),
            HumanCount(report.removed),
            HumanCount(report.unchanged),
        ));
    }
    if !report.duplicates.is_empty() {
        note(say!(
            "{} judgments stand in several places:",
            "여러 곳에 든 판례 {}건:",
            HumanCount(report.duplicates.len() as u64)
        ));
        for duplicate in report.duplicates.iter().take(NAMED) {
            let (kept, left_out) = (&duplicate.kept, duplicate.left_out.join(", "));
            note(say!("  kept {kept}, left out {left_out}", "  {kept}을(를) 쓰고 {left_out}을(를) 뺐습니다"));
        }
    }
}

struct Seconds(Duration);

impl std::fmt::Display for Seconds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0.as_secs() < 60 {
            return f.write_str(&say!("{:.1} s", "{:.1}초", self.0.as_secs_f64()));
        }
        match locale::current() {
            Lang::En => HumanDuration(self.0).fmt(f),
            Lang::Ko => write!(f, "{}분", self.0.as_secs().div_ceil(60)),
        }
    }
}
