//! What a fetch tells while it runs.

use std::time::Duration;

use super::trouble::Trouble;

/// What a fetch tells while it runs.
pub trait FetchProgress {
    /// How many judgments of `total` on the list have been seen.
    fn listed(&self, seen: u64, total: u64);
    /// The list is read: how many judgments are to be fetched.
    fn planned(&self, judgments: u64);
    /// One more judgment is done, whatever became of it.
    fn done(&self);
    /// A question failed and is asked again after a pause.
    fn waiting(&self, why: &Trouble, pause: Duration);
}

/// Tells nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoProgress;

impl FetchProgress for NoProgress {
    fn listed(&self, _seen: u64, _total: u64) {}
    fn planned(&self, _judgments: u64) {}
    fn done(&self) {}
    fn waiting(&self, _why: &Trouble, _pause: Duration) {}
}
