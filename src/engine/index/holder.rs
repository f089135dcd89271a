//! Who writes to an index: a note beside tantivy's lock, so that a second writer can name the first.
//!
//! The lock itself is the system's and goes with the process that holds it. The note is only shown, never trusted: a
//! killed writer leaves it behind.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::IndexError;
use super::folder::Folder;
use super::writing::NotListed;
use crate::plain_file;

/// The note of this process; removed when it is dropped.
pub(super) struct Holder(PathBuf);

impl Holder {
    /// The name of the note.
    pub(super) const NOTE: &str = ".writer";

    /// Says that this process writes to the index in `folder`, which it has locked.
    pub(super) fn note(folder: &Folder) -> Result<Self, IndexError> {
        let path = folder.path().join(Self::NOTE);
        let refused = |error| IndexError::of_writing(folder.path(), &error);
        match plain_file::read(&path) {
            // A killed writer has left it. Whatever else it may be is not ours.
            Ok(text) if text.is_empty() || process_in(&text).is_some() => drop(fs::remove_file(&path)),
            Ok(_) => return Err(refused(std::io::Error::other(NotListed(Self::NOTE.to_owned())))),
            Err(error) => {
                if let Some(error) = IndexError::of_place(folder.path(), &error) {
                    return Err(error);
                }
            }
        }
        // Without the note a second writer is refused all the same; it only learns less.
        if folder.writing().and_then(|writing| writing.claim(Self::NOTE)).is_ok() {
            let _ = File::create_new(&path).and_then(|mut file| write!(file, "{}", std::process::id()));
        }
        Ok(Self(path))
    }

    /// Who says to be writing: ` (process 123)`, or nothing.
    pub(super) fn named(folder: &Path) -> String {
        Self::process(folder).map_or_else(String::new, |id| format!(" (process {id})"))
    }

    fn process(folder: &Path) -> Option<u32> {
        process_in(&plain_file::read(&folder.join(Self::NOTE)).ok()?)
    }
}

fn process_in(note: &[u8]) -> Option<u32> {
    std::str::from_utf8(note).ok()?.trim().parse().ok()
}

/// Whether somebody writes to an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriterState {
    /// Nobody.
    None,
    /// Nobody any more: a writer was killed and has left its note, which harms nothing.
    Stale,
    /// A process, with its number where it is known.
    Active(Option<u32>),
}

impl WriterState {
    /// Who writes to the index in `folder`.
    pub fn of(folder: &Path) -> Self {
        if Folder::open(folder).is_ok_and(|folder| folder.is_locked()) {
            return Self::Active(Holder::process(folder));
        }
        if Holder::process(folder).is_some() { Self::Stale } else { Self::None }
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        let own = plain_file::read(&self.0).is_ok_and(|note| process_in(&note) == Some(std::process::id()));
        if own {
            let _ = fs::remove_file(&self.0);
        }
    }
}
