//! The progress of an ingest on a terminal: judgments, bytes, rate and time left.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::lang::say;
use super::printer::someone_watches;
use crate::ingest::Progress;

fn template() -> String {
    let left = say!("{{eta}} left", "{{eta}} 남음");
    format!("{{msg}} {{wide_bar}} {{bytes}}/{{total_bytes}} {{bytes_per_sec}}, {left}")
}

/// A bar on stderr where a person watches, nothing otherwise.
pub(super) struct ProgressView {
    bar: ProgressBar,
    judgments: AtomicU64,
}

impl ProgressView {
    /// A view that shows nothing when `quiet`.
    pub(super) fn new(quiet: bool) -> Self {
        let hidden = quiet || !someone_watches();
        let target = if hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        Self { bar: ProgressBar::with_draw_target(None, target), judgments: AtomicU64::new(0) }
    }

    /// Removes the bar.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for ProgressView {
    fn begin(&self, files: u64, bytes: u64) {
        self.bar.set_length(bytes);
        if let Ok(style) = ProgressStyle::with_template(&template()) {
            self.bar.set_style(style);
        }
        self.bar.set_message(say!("{} files", "파일 {}개", HumanCount(files)));
        self.bar.enable_steady_tick(Duration::from_millis(100));
    }

    fn read(&self, bytes: u64) {
        self.bar.inc(bytes);
    }

    fn indexed(&self) {
        let judgments = self.judgments.fetch_add(1, Ordering::Relaxed) + 1;
        if judgments.is_multiple_of(64) {
            self.bar.set_message(say!("{} judgments", "판례 {}건", HumanCount(judgments)));
        }
    }

    fn committing(&self) {
        let judgments = self.judgments.load(Ordering::Relaxed);
        self.bar.set_message(say!(
            "{} judgments, writing the index",
            "판례 {}건, 색인에 쓰는 중",
            HumanCount(judgments)
        ));
    }
}
