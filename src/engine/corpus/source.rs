//! Files to read: what paths lead to, without opening anything.

use std::collections::HashSet;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;

use super::fault::{Fault, Reason};
use crate::index_files::Belongings;

/// The path that stands for standard input.
pub const STDIN: &str = "-";

/// A file to read, with what tells whether it changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Where it is; [`STDIN`] for standard input.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
    /// When it was modified, in nanoseconds since 1970, where the system says so.
    pub modified: Option<i64>,
}

/// What paths lead to.
#[derive(Debug, Default)]
pub struct Discovery {
    /// The files, in the order of the paths, those of a folder in the order of their names.
    pub files: Vec<SourceFile>,
    /// What could not be looked at.
    pub faults: Vec<Fault>,
    index: Belongings,
}

/// A file changed so shortly ago may change again without a newer time: clocks of file systems tick slowly.
const SETTLED: Duration = Duration::from_secs(2);

impl SourceFile {
    /// Whether size and time tell the file from itself after a change: it is not so fresh that a change made right now
    /// would leave its time as it is.
    pub fn is_settled(&self, now: SystemTime) -> bool {
        let settled = now.checked_sub(SETTLED).and_then(nanoseconds);
        self.modified.zip(settled).is_some_and(|(modified, settled)| modified < settled)
    }
}

impl Discovery {
    /// Drops files that several of the paths lead to, so that each is read once.
    pub fn forget_repeated(&mut self) {
        let mut seen = HashSet::new();
        self.files.retain(|file| {
            seen.insert(std::path::absolute(&file.path).unwrap_or_else(|_| file.path.clone()))
        });
    }

    /// Adds a file, unless it is of an index: such a file holds no judgments of its own.
    fn add(&mut self, path: PathBuf, metadata: &Metadata) {
        if !self.index.has(&path) {
            let modified = metadata.modified().ok().and_then(nanoseconds);
            self.files.push(SourceFile { path, size: metadata.len(), modified });
        }
    }

    /// What tells these files from any others, or from themselves after a change: paths, sizes and times.
    ///
    /// `None` where that cannot be told: on standard input, where something could not be looked at, where the system
    /// keeps no times, and while a file is too fresh at the time `now`.
    pub fn fingerprint(&self, now: SystemTime) -> Option<String> {
        let mut hasher = blake3::Hasher::new();
        for file in &self.files {
            let SourceFile { path, size, modified } = file;
            let modified = modified.filter(|_| file.is_settled(now))?;
            let path = std::path::absolute(path).ok()?;
            hasher.update(path.as_os_str().as_encoded_bytes());
            hasher.update(&[0]);
            hasher.update(&size.to_le_bytes());
            hasher.update(&modified.to_le_bytes());
        }
        self.faults.is_empty().then(|| hasher.finalize().to_hex().to_string())
    }
}

/// Finds the files that paths lead to: files as they are, folders with everything below them. Hidden files and links
/// in folders are passed over, so that nothing outside a folder is read with it, and so are the files of an index. A
/// path that is a link itself leads to what it points to.
pub fn discover(paths: &[PathBuf]) -> Discovery {
    let mut found = Discovery::default();
    for path in paths {
        if path.as_os_str() == STDIN {
            found.files.push(SourceFile { path: path.clone(), size: 0, modified: None });
        } else {
            walk(path, &mut found);
        }
    }
    found
}

fn walk(root: &Path, found: &mut Discovery) {
    match std::fs::metadata(root) {
        Ok(metadata) if metadata.is_dir() => walk_folder(root, found),
        Ok(metadata) if metadata.is_file() => found.add(root.to_owned(), &metadata),
        Ok(_) => found.faults.push(Fault::new(displayed(root), Reason::NoFile)),
        Err(error) => found.faults.push(Fault::new(displayed(root), Reason::Io(error))),
    }
}

fn walk_folder(root: &Path, found: &mut Discovery) {
    let visible = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    };
    for entry in
        WalkDir::new(root).follow_root_links(true).sort_by_file_name().into_iter().filter_entry(visible)
    {
        match entry.and_then(|entry| Ok((entry.metadata()?, entry))) {
            Ok((metadata, entry)) if metadata.is_file() => found.add(entry.into_path(), &metadata),
            Ok((metadata, _)) if metadata.is_dir() || metadata.is_symlink() => {}
            Ok((_, entry)) => found.faults.push(Fault::new(displayed(entry.path()), Reason::NoFile)),
            Err(error) => {
                let path = displayed(error.path().unwrap_or(root));
                found.faults.push(Fault::new(path, Reason::Io(error.into())));
            }
        }
    }
}

fn nanoseconds(time: SystemTime) -> Option<i64> {
    time.duration_since(UNIX_EPOCH).ok().and_then(|since| i64::try_from(since.as_nanos()).ok())
}

/// A path as text: NFC, because some systems store names decomposed.
pub(crate) fn displayed(path: &Path) -> String {
    path.to_string_lossy().nfc().collect()
}
