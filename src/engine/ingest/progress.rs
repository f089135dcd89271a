//! What an ingest tells while it runs.

/// What an ingest tells while it runs. Calls come from several threads.
pub trait Progress: Sync {
    /// The files are known: their number and their bytes.
    fn begin(&self, files: u64, bytes: u64);
    /// More bytes of the files have been read.
    fn read(&self, bytes: u64);
    /// One more judgment is indexed.
    fn indexed(&self);
    /// Everything is read; the index is being written.
    fn committing(&self);
}

/// Tells nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoProgress;

impl Progress for NoProgress {
    fn begin(&self, _files: u64, _bytes: u64) {}
    fn read(&self, _bytes: u64) {}
    fn indexed(&self) {}
    fn committing(&self) {}
}
