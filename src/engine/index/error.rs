//! What can go wrong with an index, with what the user can do about it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenReadError, OpenWriteError};

use super::writing::NotListed;
use crate::plain_file::{NotPlain, NotPlainError};

/// The folder of the index that commands take where none is named.
pub const DEFAULT_FOLDER: &str = "index";

/// The command line that builds the index in a folder again, of what it was built from.
#[derive(Debug, Clone, Copy)]
pub struct RebuildCommand<'p>(pub &'p Path);

impl fmt::Display for RebuildCommand<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("panrye index --rebuild")?;
        let path = self.0.to_string_lossy();
        let is_plain = |c: char| c.is_alphanumeric() || "/._-+:\\".contains(c);
        if path == DEFAULT_FOLDER {
            return Ok(());
        }
        if path.chars().all(is_plain) { write!(f, " --index {path}") } else { write!(f, " --index '{path}'") }
    }
}

/// An index could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// There is no index in the folder.
    #[error("there is no index in {}: run `panrye index` to build one", .0.display())]
    Missing(PathBuf),
    /// The folder holds something else, or an index that another version wrote.
    #[error("the index in {} was written by another version ({found}; this one needs {needed}): run `{}`", path.display(), RebuildCommand(path))]
    Version {
        /// The folder of the index.
        path: PathBuf,
        /// What the index says.
        found: String,
        /// What this program and its options need.
        needed: String,
    },
    /// Another process writes to the index.
    #[error("another process{holder} is writing to the index in {}: wait until it ends, or stop it", path.display())]
    Locked {
        /// The folder of the index.
        path: PathBuf,
        /// Which process, where it is known.
        holder: String,
    },
    /// The folder holds an index that tantivy cannot open.
    #[error("the index in {} cannot be opened: {reason}; run `{}`", path.display(), RebuildCommand(path))]
    Unreadable {
        /// The folder of the index.
        path: PathBuf,
        /// What tantivy said.
        reason: String,
    },
    /// A file of the index is not as it was written.
    #[error("the index in {} is damaged ({file} is not as it was written): run `{}`", path.display(), RebuildCommand(path))]
    Damaged {
        /// The folder of the index.
        path: PathBuf,
        /// The file.
        file: String,
    },
    /// The folder holds something that is not of an index.
    #[error("the folder {} holds {entry}, which is not of an index: name an empty or a new folder with --index, or move it away; nothing was changed", path.display())]
    NotOurs {
        /// The folder.
        path: PathBuf,
        /// What it holds.
        entry: String,
    },
    /// The folder holds what may be an index, and is not marked.
    #[error("the folder {} is not marked as that of an index (`.panrye-index` is missing, or is another file), and is not empty: name an empty or a new folder with --index; if it holds an index that an earlier version made, remove that first", .0.display())]
    Unmarked(PathBuf),
    /// Something else is where a file of the index belongs.
    #[error("{} is {kind}, where a file of the index belongs: remove it, and run `panrye index --rebuild`; nothing was read from it or written to it", file.display())]
    NotPlain {
        /// Where it is.
        file: PathBuf,
        /// What it is.
        kind: NotPlain,
    },
    /// What was added could not be written.
    #[error("the index in {} could not be written ({reason}): see that the disk has room and that the folder can be written to; the index is as it was before", path.display())]
    NotWritten {
        /// The folder of the index.
        path: PathBuf,
        /// What tantivy said.
        reason: String,
    },
    /// It is not known which judgments a refresh is to keep.
    #[error("the list of what the index in {} was made of is lost, so that nothing of it can be kept: run `panrye index` with all files, and without --keep", .0.display())]
    NothingToKeep(PathBuf),
    /// What is to be kept was read with other names of fields.
    #[error("the judgments of the index in {} were read with other names of fields (--map), so that they cannot be kept beside what is read with these: name all files, and leave out --keep", .0.display())]
    OtherNames(PathBuf),
    /// A refresh would remove everything.
    #[error("the files hold no judgment, and the index in {} holds {judgments}: add --prune to remove them, or --keep to keep them", path.display())]
    WouldEmpty {
        /// The folder of the index.
        path: PathBuf,
        /// The judgments that it holds.
        judgments: u64,
    },
    /// The folder could not be made or read.
    #[error("cannot use the folder {} for the index: {source}", path.display())]
    Folder {
        /// The folder of the index.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A stored judgment could not be decoded.
    #[error("a stored judgment cannot be read ({0}): the index is damaged, run `panrye index --rebuild`")]
    Stored(String),
    /// tantivy failed.
    #[error("the index failed: {0}")]
    Engine(#[from] tantivy::TantivyError),
}

impl IndexError {
    /// What was added to the index in `path` could not be written.
    pub(super) fn not_written(path: &Path, reason: &TantivyError) -> Self {
        let of_system = system_error(reason).and_then(|error| Self::of_place(path, error));
        of_system.unwrap_or_else(|| Self::NotWritten { path: path.to_owned(), reason: reason.to_string() })
    }

    /// The same of an error of the system.
    pub(super) fn of_writing(path: &Path, error: &io::Error) -> Self {
        let of_place = Self::of_place(path, error);
        of_place.unwrap_or_else(|| Self::NotWritten { path: path.to_owned(), reason: error.to_string() })
    }

    /// What is in the place of a file of the index in `path`, where an error says that something is.
    pub(super) fn of_place(path: &Path, error: &io::Error) -> Option<Self> {
        if let Some(NotPlainError { path, kind }) = NotPlainError::of(error) {
            return Some(Self::NotPlain { file: path.clone(), kind: *kind });
        }
        let NotListed(name) = error.get_ref()?.downcast_ref()?;
        Some(Self::NotOurs { path: path.to_owned(), entry: name.clone() })
    }
}

/// What the system said, where that is what tantivy tells.
pub(super) fn system_error(error: &TantivyError) -> Option<&Arc<io::Error>> {
    match error {
        TantivyError::IoError(error)
        | TantivyError::OpenReadError(OpenReadError::IoError { io_error: error, .. })
        | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error: error, .. })
        | TantivyError::LockFailure(LockError::IoError(error), _) => Some(error),
        _ => None,
    }
}

/// What the system said, if it is the system that did not let a file of the index in `path` be read, and not its
/// content.
pub(super) fn refused(path: &Path, error: &OpenReadError) -> Option<IndexError> {
    match error {
        OpenReadError::IoError { io_error, .. } => of_system(path, io_error),
        _ => None,
    }
}

/// The same of an error of the system.
pub(super) fn of_system(path: &Path, error: &io::Error) -> Option<IndexError> {
    IndexError::of_place(path, error).or_else(|| {
        let source = io::Error::from_raw_os_error(error.raw_os_error()?);
        Some(IndexError::Folder { path: path.to_owned(), source })
    })
}

impl From<std::io::Error> for IndexError {
    fn from(error: std::io::Error) -> Self {
        Self::Engine(error.into())
    }
}
