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
use panrye_engine::ingest::{Duplicate, IngestOptions, IngestReport, ingest};
use panrye_text::count::counted;

/// Judgments of several files that are named one by one.
const NAMED: usize = 20;

/// Builds the index of `paths` with a progress bar where a person watches.
pub(super) fn build(
    paths: &[PathBuf],
    settings: &Settings,
    rebuild: bool,
    ingesting: &IngestOptions,
) -> Result<IngestReport> {
    let analyzer = analyzer(settings)?;
    let manifest = manifest(settings, &analyzer)?;
    let options = WriterOptions { rebuild, ..WriterOptions::default() };
    let writer = IndexWriter::open(&settings.index, manifest, &options)?;
    let progress = ProgressView::new(settings.quiet);
    let report = ingest(paths, writer, &analyzer, ingesting, &progress);
    progress.finish();
    Ok(report?)
}

/// Whether an ingest was done, or only what it would do was found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ingest {
    Done,
    DryRun,
}

/// Counts and times of an ingest.
pub(super) fn summarize(report: &IngestReport, ingest: Ingest) {
    note(totals(report, ingest));
    if report.unchanged + report.replaced + report.removed > 0 {
        note(changes(report, ingest));
    }
    if !report.duplicates.is_empty() {
        let judgments = counted(report.duplicates.len(), "judgment");
        let are = judgments.verb("is", "are");
        note(say!("{judgments} {are} in several places:", "여러 곳에 든 판례 {judgments:#}건:"));
        for duplicate in report.duplicates.iter().take(NAMED) {
            note(format_args!("  {}", choice(duplicate, ingest)));
        }
    }
    if ingest == Ingest::DryRun {
        note(say!("nothing was written", "아무것도 쓰지 않았습니다"));
    }
}

fn totals(report: &IngestReport, ingest: Ingest) -> String {
    let (read, files) = (counted(report.read, "judgment"), counted(report.files, "file"));
    let (indexed, passages) = (counted(report.indexed, "judgment"), counted(report.passages, "passage"));
    let (bytes, time) = (HumanBytes(report.bytes), Seconds(report.elapsed));
    match ingest {
        Ingest::Done => say!(
            "read {read} from {files} ({bytes}), indexed {indexed:#} with {passages} in {time}",
            "판례 {read:#}건을 파일 {files:#}개({bytes})에서 읽어 {indexed:#}건, 단락 {passages:#}개를 색인했습니다({time})"
        ),
        Ingest::DryRun => say!(
            "{files} ({bytes}) with {read}: the index would have {indexed}",
            "파일 {files:#}개({bytes})에 판례 {read:#}건이 있습니다. 색인하면 판례 {indexed:#}건이 됩니다"
        ),
    }
}

fn changes(report: &IngestReport, ingest: Ingest) -> String {
    let (files, new) = (counted(report.opened, "file"), counted(report.added, "judgment"));
    let changed = HumanCount(report.replaced);
    let (gone, same) = (HumanCount(report.removed), HumanCount(report.unchanged));
    match ingest {
        Ingest::Done => say!(
            "opened {files}: {new} new, {changed} changed, {gone} gone, {same} as they were",
            "파일 {files:#}개를 열었습니다. 판례: 새것 {new:#}, 바뀜 {changed}, 없어짐 {gone}, 그대로 {same}"
        ),
        Ingest::DryRun => say!(
            "{new} would be new, {changed} would change, {gone} would be gone, {same} would stay as they are",
            "색인하면 판례: 새것 {new:#}, 바뀜 {changed}, 없어짐 {gone}, 그대로 {same}"
        ),
    }
}

/// Which source of a judgment is indexed.
fn choice(duplicate: &Duplicate, ingest: Ingest) -> String {
    let (kept, left_out) = (&duplicate.kept, duplicate.left_out.join(", "));
    match ingest {
        Ingest::Done => {
            say!("kept {kept}, left out {left_out}", "{kept}을(를) 쓰고 {left_out}을(를) 뺐습니다")
        }
        Ingest::DryRun => say!(
            "would keep {kept}, and leave out {left_out}",
            "{kept}을(를) 쓰고 {left_out}을(를) 뺄 것입니다"
        ),
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
