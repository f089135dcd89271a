//! How an ingest is done.

use crate::corpus::Names;

/// What becomes of judgments that the files no longer hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Gone {
    /// They are removed, unless that would leave nothing.
    #[default]
    Remove,
    /// They are removed, even if that leaves nothing.
    Prune,
    /// They stay.
    Keep,
}

/// How an ingest is done.
#[derive(Debug, Clone)]
pub struct IngestOptions {
    /// Threads that parse and analyze.
    pub workers: usize,
    /// What becomes of judgments that the files no longer hold.
    pub gone: Gone,
    /// What the names of fields mean. An index that was built with others is built again.
    pub names: Names,
}

impl Default for IngestOptions {
    fn default() -> Self {
        let workers = std::thread::available_parallelism().map_or(1, |n| n.get().min(8));
        Self { workers, gone: Gone::default(), names: Names::default() }
    }
}
