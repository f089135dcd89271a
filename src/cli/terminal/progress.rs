//! Progress on a terminal: of an ingest and of a batch, with rate and time left.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::locale::say;
use crate::cli::terminal::printer::{note, someone_watches};
use panrye_engine::ingest::Progress;
use panrye_text::count::counted;

fn template() -> String {
    let left = say!("{{eta}} left", "{{eta}} 남음");
    format!("{{msg}} {{wide_bar}} {{bytes}}/{{total_bytes}} {{bytes_per_sec}}, {left}")
}

/// A bar on stderr where a person watches, nothing otherwise.
pub(in crate::cli) struct ProgressView {
    bar: ProgressBar,
    judgments: AtomicU64,
}

impl ProgressView {
    /// A view that shows nothing when `quiet`.
    pub(in crate::cli) fn new(quiet: bool) -> Self {
        let hidden = quiet || !someone_watches();
        let target = if hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        Self { bar: ProgressBar::with_draw_target(None, target), judgments: AtomicU64::new(0) }
    }

    /// Removes the bar.
    pub(in crate::cli) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for ProgressView {
    fn begin(&self, files: u64, bytes: u64) {
        self.bar.set_length(bytes);
        if let Ok(style) = ProgressStyle::with_template(&template()) {
            self.bar.set_style(style);
        }
        self.bar.set_message(say!("{}", "파일 {:#}개", counted(files, "file")));
        self.bar.enable_steady_tick(Duration::from_millis(100));
    }

    fn read(&self, bytes: u64) {
        self.bar.inc(bytes);
    }

    fn indexed(&self) {
        let judgments = self.judgments.fetch_add(1, Ordering::Relaxed) + 1;
        if judgments.is_multiple_of(64) {
            self.bar.set_message(say!("{}", "판례 {:#}건", counted(judgments, "judgment")));
        }
    }

    fn committing(&self) {
        let judgments = self.judgments.load(Ordering::Relaxed);
        self.bar.set_message(say!(
            "{}, writing the index",
            "판례 {:#}건, 색인에 쓰는 중",
            counted(judgments, "judgment")
        ));
    }
}

fn batch_template() -> String {
    let left = say!("{{eta}} left", "{{eta}} 남음");
    format!("{{msg}} {{wide_bar}} {{bytes}}/{{total_bytes}}, {left}")
}

/// Where the length of the input is not known.
const STREAM_TEMPLATE: &str = "{spinner} {msg}, {elapsed}";

/// The progress of a batch on stderr where a person watches, nothing otherwise.
pub(in crate::cli) struct BatchView {
    bar: ProgressBar,
}

impl BatchView {
    /// A view of an input of this many bytes, where that is known, that shows nothing when `quiet`.
    pub(in crate::cli) fn new(quiet: bool, bytes: Option<u64>) -> Self {
        let hidden = quiet || !someone_watches();
        let target = if hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(bytes, target);
        let template = if bytes.is_some() { &batch_template() } else { STREAM_TEMPLATE };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self { bar }
    }

    /// Notes how many queries are answered and how many bytes of the input are read.
    pub(in crate::cli) fn answered(&self, queries: u64, bytes: u64) {
        if !self.bar.is_hidden() {
            self.bar.set_message(say!("{}", "질의 {:#}개", counted(queries, "query")));
            self.bar.set_position(bytes);
        }
    }

    /// Prints a line to stderr without disturbing the bar.
    pub(in crate::cli) fn note(&self, text: impl std::fmt::Display) {
        self.bar.suspend(|| note(text));
    }

    /// Removes the bar.
    pub(in crate::cli) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
