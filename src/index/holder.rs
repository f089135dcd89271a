//! Who writes to an index: a note beside tantivy's lock, so that a second writer can name the first.
//!
//! The lock itself is the system's and goes with the process that holds it. The note is only shown, never trusted: a
//! killed writer leaves it behind.

use std::fs;
use std::path::{Path, PathBuf};

use super::IndexError;
use super::folder::Folder;

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
        Self::process(folder).map_or_else(String::new, |id| format!(" (process {id})"))
    }

    fn process(folder: &Path) -> Option<u32> {
        fs::read_to_string(folder.join(NOTE)).ok()?.trim().parse().ok()
    }
}

/// Whether somebody writes to an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// Nobody.
    Nobody,
    /// Nobody any more: a writer was killed and has left its note, which harms nothing.
    Left,
    /// A process, with its number where it is known.
    Somebody(Option<u32>),
}

impl Writing {
    /// Who writes to the index in `folder`.
    pub fn to(folder: &Path) -> Self {
        let lock = folder.join(&tantivy::directory::INDEX_WRITER_LOCK.filepath);
        if lock.exists() && is_locked(folder) {
            return Self::Somebody(Holder::process(folder));
        }
        if folder.join(NOTE).exists() { Self::Left } else { Self::Nobody }
    }
}

fn is_locked(folder: &Path) -> bool {
    let locked = Folder::open(folder).and_then(Folder::locked);
    matches!(locked, Err(IndexError::Locked { .. }))
}

impl Drop for Holder {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}
