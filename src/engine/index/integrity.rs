//! Whether the files of an index are as they were written.
//!
//! tantivy ends each file with a checksum and never looks at it again. Reading all of them at every query would cost
//! more than the query, so the folder keeps a note of the size and the times of every file that was found whole. What
//! agrees with the note is trusted; the rest is verified when the index is opened. On Unix one of the times is set by
//! the system at every change and cannot be set back, so that only damage below the file system (a failing disk) leaves
//! all of them as they were: it is found by `panrye check`, and by every writer before it goes on with the files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use std::{fmt, fs};

use serde_json::Value;
use tantivy::Index;
use tantivy::directory::Directory;
use tantivy::index::SegmentComponent;

use super::error::refused;
use super::folder::{Folder, META};
use super::schema::settings;
use super::{Fields, IndexError, Manifest};
use crate::plain_file;

/// The note. It is no part of the index: without it, everything is verified once.
pub(super) const NOTE: &str = ".verified";
/// The files that every segment has; deleted documents are in one more.
const COMPONENTS: [SegmentComponent; 6] = [
    SegmentComponent::Postings,
    SegmentComponent::Positions,
    SegmentComponent::FastFields,
    SegmentComponent::FieldNorms,
    SegmentComponent::Terms,
    SegmentComponent::Store,
];

/// What the system says of a file without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Seen {
    size: u64,
    /// Nanoseconds since 1970. Whoever writes to the file may set it as he likes.
    modified: u128,
    /// Seconds and nanoseconds of the last change to content or metadata, which nobody can set; zero where the system
    /// has no such time.
    changed: (i64, i64),
}

impl Seen {
    fn at(path: &Path) -> Option<Self> {
        let metadata = fs::symlink_metadata(path).ok()?;
        let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
        Some(Self { size: metadata.len(), modified, changed: last_change(&metadata) })
    }

    /// Reads what [`fmt::Display`] writes.
    fn read<'t>(mut parts: impl Iterator<Item = &'t str>) -> Option<Self> {
        let (size, modified) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(Self { size, modified, changed: (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?) })
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}\t{}\t{}\t{}", self.size, self.modified, self.changed.0, self.changed.1)
    }
}

#[cfg(unix)]
fn last_change(metadata: &fs::Metadata) -> (i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
const fn last_change(_: &fs::Metadata) -> (i64, i64) {
    (0, 0)
}

/// Refuses an index of which a file is not as it was written, and reads all of them to find out.
pub(super) fn verify(index: &Index, path: &Path) -> Result<(), IndexError> {
    match damaged(index, path)?.first() {
        Some(file) => Err(IndexError::Damaged { path: path.to_owned(), file: file.display().to_string() }),
        None => Ok(()),
    }
}

/// Refuses an index of which a file was changed, cut or removed since it was written.
pub(super) fn verify_changed(index: &Index, folder: &Folder) -> Result<(), IndexError> {
    let path = folder.path();
    let files = files_of(index)?;
    let now = seen(path, &files);
    let noted = read_note(path)?;
    let unknown: Vec<&PathBuf> = files
        .iter()
        .filter(|file| now.get(*file).is_none_or(|seen| noted.get(*file) != Some(seen)))
        .collect();
    if unknown.is_empty() {
        return Ok(());
    }
    let damaged = damaged_of(index, path, unknown.into_iter())?;
    if let Some(file) = damaged.first() {
        return Err(IndexError::Damaged { path: path.to_owned(), file: file.display().to_string() });
    }
    write_note(folder, &now);
    Ok(())
}

/// Notes that the files of the last commit are as this process has written them.
pub(super) fn note_written(index: &Index, folder: &Folder) {
    if let Ok(files) = files_of(index) {
        write_note(folder, &seen(folder.path(), &files));
    }
}

/// Every file whose content does not agree with its checksum, or that is missing.
pub(super) fn damaged(index: &Index, path: &Path) -> Result<Vec<PathBuf>, IndexError> {
    let files = files_of(index)?;
    damaged_of(index, path, files.iter())
}

/// Looks at the file of the commit before tantivy does, which reads only such settings as it has written itself without a
/// panic.
pub(super) fn check_settings(folder: &Folder) -> Result<(), IndexError> {
    // What the system says is told by whoever opens the index.
    let Ok(bytes) = folder.atomic_read(Path::new(META)) else { return Ok(()) };
    let path = folder.path();
    let unreadable = |error: serde_json::Error| IndexError::Unreadable {
        path: path.to_owned(),
        reason: format!("{META}: {error}"),
    };
    let meta: Value = serde_json::from_slice(&bytes).map_err(unreadable)?;
    let ours = serde_json::to_value(settings()).map_err(unreadable)?;
    if meta.get("index_settings") == Some(&ours) {
        return Ok(());
    }
    if let Some(payload) = meta.get("payload").and_then(Value::as_str) {
        Manifest::parse(Some(payload), path)?;
    }
    Err(IndexError::Damaged { path: path.to_owned(), file: META.to_owned() })
}

/// Refuses a commit that is not of this schema or whose segments do not hold what the manifest counts: `meta.json` has
/// no checksum of its own.
pub(super) fn check_meta(index: &Index, path: &Path, manifest: &Manifest) -> Result<(), IndexError> {
    let damaged = || IndexError::Damaged { path: path.to_owned(), file: META.to_owned() };
    let opstamp = index.load_metas()?.opstamp;
    if index.schema() != Fields::build().0 || manifest.opstamp.is_some_and(|sealed| sealed != opstamp) {
        return Err(damaged());
    }
    let segments = index.searchable_segment_metas()?;
    let alive: u64 = segments
        .iter()
        .map(|segment| u64::from(segment.max_doc().saturating_sub(segment.num_deleted_docs())))
        .sum();
    if alive == manifest.judgments { Ok(()) } else { Err(damaged()) }
}

pub(super) fn files_of(index: &Index) -> Result<BTreeSet<PathBuf>, IndexError> {
    let segments = index.searchable_segment_metas()?;
    let files = segments.iter().flat_map(|segment| {
        let deletes = segment.has_deletes().then_some(SegmentComponent::Delete);
        let components = COMPONENTS.into_iter().chain(deletes);
        components.map(|component| segment.relative_path(component)).collect::<Vec<_>>()
    });
    Ok(files.collect())
}

/// An error is what the system said where it did not let a file be read: that says nothing of its content.
fn damaged_of<'f>(
    index: &Index,
    path: &Path,
    files: impl Iterator<Item = &'f PathBuf>,
) -> Result<Vec<PathBuf>, IndexError> {
    let directory = index.directory();
    let mut damaged = Vec::new();
    for file in files {
        match directory.validate_checksum(file) {
            Ok(true) => {}
            Ok(false) => damaged.push(file.clone()),
            Err(error) => match refused(path, &error) {
                Some(error) => return Err(error),
                None => damaged.push(file.clone()),
            },
        }
    }
    Ok(damaged)
}

fn seen(folder: &Path, files: &BTreeSet<PathBuf>) -> BTreeMap<PathBuf, Seen> {
    files.iter().filter_map(|file| Some((file.clone(), Seen::at(&folder.join(file))?))).collect()
}

/// What is noted; nothing where there is no note that can be read.
fn read_note(folder: &Path) -> Result<BTreeMap<PathBuf, Seen>, IndexError> {
    let bytes = match plain_file::read(&folder.join(NOTE)) {
        Ok(bytes) => bytes,
        Err(error) => return IndexError::of_place(folder, &error).map_or_else(|| Ok(BTreeMap::new()), Err),
    };
    let line = |line: &str| {
        let mut parts = line.split('\t');
        Some((PathBuf::from(parts.next()?), Seen::read(parts)?))
    };
    Ok(String::from_utf8_lossy(&bytes).lines().filter_map(line).collect())
}

/// Writes the note where the folder can be written to; where it cannot, the next opening verifies again. A note that a
/// power cut takes is written again.
fn write_note(folder: &Folder, seen: &BTreeMap<PathBuf, Seen>) {
    let line = |(file, seen): (&PathBuf, &Seen)| format!("{}\t{seen}\n", file.display());
    let text: String = seen.iter().map(line).collect();
    let _ = folder.write_note(NOTE, &text);
}
