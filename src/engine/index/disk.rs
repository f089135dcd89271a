//! What an index does with the disk: tantivy's directory of mapped files, for regular files alone.
//!
//! What is in the place of a file and is none is refused before it is opened, by its name. What tantivy's directory
//! cannot do is added here, so that tests can let every operation fail.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};

use super::IndexError;
use crate::plain_file;

/// The files of a folder.
pub(super) trait Disk: Directory {
    /// Writes behind what a file has.
    fn append(&self, name: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Puts a file in the place of another one.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
}

/// Mapped files.
#[derive(Debug, Clone)]
pub(super) struct PlainDisk {
    folder: PathBuf,
    files: MmapDirectory,
}

impl PlainDisk {
    /// The files of the folder at `path`, which exists.
    pub(super) fn open(path: &Path) -> Result<Self, IndexError> {
        let files = MmapDirectory::open(path)
            .map_err(|error| IndexError::Unreadable { path: path.to_owned(), reason: error.to_string() })?;
        Ok(Self { folder: path.to_owned(), files })
    }

    fn at(&self, name: &Path) -> PathBuf {
        self.folder.join(name)
    }

    /// Whether a regular file is there; an error where something else is.
    fn is_there(&self, name: &Path) -> io::Result<bool> {
        Ok(plain_file::look(&self.at(name))?.is_some())
    }

    fn before_reading(&self, name: &Path) -> Result<(), OpenReadError> {
        let there = self.is_there(name);
        there.map(|_| ()).map_err(|error| OpenReadError::wrap_io_error(error, name.to_owned()))
    }
}

impl Disk for PlainDisk {
    fn append(&self, name: &Path, bytes: &[u8]) -> io::Result<()> {
        plain_file::open(&self.at(name), File::options().append(true))?.write_all(bytes)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.is_there(to)?;
        fs::rename(self.at(from), self.at(to))
    }
}

impl Directory for PlainDisk {
    fn get_file_handle(&self, name: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.before_reading(name)?;
        self.files.get_file_handle(name)
    }

    fn delete(&self, name: &Path) -> Result<(), DeleteError> {
        self.is_there(name)
            .map_err(|error| DeleteError::IoError { io_error: Arc::new(error), filepath: name.to_owned() })?;
        self.files.delete(name)
    }

    fn exists(&self, name: &Path) -> Result<bool, OpenReadError> {
        self.is_there(name).map_err(|error| OpenReadError::wrap_io_error(error, name.to_owned()))
    }

    /// Nothing is there yet, not even a link.
    fn open_write(&self, name: &Path) -> Result<WritePtr, OpenWriteError> {
        self.files.open_write(name)
    }

    /// Files that are read so are the marker, the commit and the list of files: small ones.
    fn atomic_read(&self, name: &Path) -> Result<Vec<u8>, OpenReadError> {
        plain_file::read(&self.at(name)).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(name.to_owned()),
            _ => OpenReadError::wrap_io_error(error, name.to_owned()),
        })
    }

    fn atomic_write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        // tantivy's way leaves files behind that are in no record; the folder has its own.
        Err(io::ErrorKind::Unsupported.into())
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.files.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.is_there(&lock.filepath).map_err(LockError::wrap_io_error)?;
        self.files.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(callback)
    }
}
