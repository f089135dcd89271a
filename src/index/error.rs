//! What can go wrong with an index, with what the user can do about it.

use std::path::{Path, PathBuf};

/// An index could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// There is no index in the folder.
    #[error("there is no index in {}: run `panrye index` to build one", .0.display())]
    Missing(PathBuf),
    /// The folder holds something else, or an index that another version wrote.
    #[error("the index in {} was written by another version ({found}; this one needs {needed}): run `panrye index --rebuild`", path.display())]
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
    #[error("the index in {} cannot be opened: {reason}; run `panrye index --rebuild`", path.display())]
    Unreadable {
        /// The folder of the index.
        path: PathBuf,
        /// What tantivy said.
        reason: String,
    },
    /// A file of the index is not as it was written.
    #[error("the index in {} is damaged ({file} is not as it was written): run `panrye index --rebuild`", path.display())]
    Damaged {
        /// The folder of the index.
        path: PathBuf,
        /// The file.
        file: String,
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
    pub(super) fn not_written(path: &Path, reason: &impl ToString) -> Self {
        Self::NotWritten { path: path.to_owned(), reason: reason.to_string() }
    }
}

impl From<std::io::Error> for IndexError {
    fn from(error: std::io::Error) -> Self {
        Self::Engine(error.into())
    }
}
