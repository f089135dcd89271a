//! Who writes to an index: a note beside tantivy's lock, so that a second writer can name the first.
//!
//! The lock itself is the system's and goes with the process that holds it. The note is only shown, never trusted: a
//! killed writer leaves it behind.

use std::fs;
use std::path::{Path, PathBuf};

const NOTE: &str = ".writer";

/// The note of this process; removed when it is dropped.
pub(super) struct Holder(PathBuf);

impl Holder {
    /// Says that this process writes to the index in `folder`.
    pub(super) fn note(folder: &Path) -> Self {
        let path = folder.join(NOTE);
        // Without the note a second writer is refused all the same; it only learns less.
        let _ = fs::write(&path, std::process::id().to_string());
        Self(path)
    }

    /// Who says to be writing: ` (process 123)`, or nothing.
    pub(super) fn named(folder: &Path) -> String {
        let id = fs::read_to_string(folder.join(NOTE)).ok().and_then(|text| text.trim().parse::<u32>().ok());
        id.map_or_else(String::new, |id| format!(" (process {id})"))
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}
