//! The folder of an index: its files, its record, and locks that suit a program run by hand.
//!
//! A writer takes its lock before it looks at the index at all, so that nothing it has read is old when it writes, and
//! keeps it until the last file is OK. A reader does with what it may do: where the folder cannot be written to,
//! it locks what is there, and where nothing is there, it reads without.
//!
//! Only a writer makes, replaces and removes files, and only those that the record of the folder lists: each is listed
//! before it is made, and where there is something already that is not listed, it is not made.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::Arc;

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, INDEX_WRITER_LOCK, Lock, META_LOCK, OwnedBytes, TerminatingWrite,
    WatchCallback, WatchHandle, WritePtr,
};

use super::IndexError;
use super::block::{self, BlockFile};
use super::disk::{Disk, PlainDisk};
use super::error::refused;
use super::holder::Holder;
use super::named;
use super::writing::{Synced, Writing, of_reading};
pub(super) use crate::index_files::META;
use crate::index_files::{MARKER, Record};
use crate::plain_file;

/// How often a commit is read at most while another process commits.
const READINGS: u32 = 20;

/// The folder of an index. Clones are the same folder, and hold the same lock.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    path: Arc<Path>,
    disk: Arc<dyn Disk>,
    /// What a writer has, in a folder that is open for writing.
    writing: Option<Arc<Writing>>,
}

impl Folder {
    /// The folder at `path`, for reading.
    pub(super) fn open(path: &Path) -> Result<Self, IndexError> {
        Ok(Self::over(path, Arc::new(PlainDisk::open(path)?)))
    }

    /// The folder at `path` whose files are reached by way of `disk`.
    pub(super) fn over(path: &Path, disk: Arc<dyn Disk>) -> Self {
        Self { path: path.into(), disk, writing: None }
    }

    /// Makes the folder where there is none.
    pub(super) fn create(path: &Path) -> Result<Self, IndexError> {
        let refuse = |source| IndexError::Folder { path: path.to_owned(), source };
        if fs::symlink_metadata(path).is_ok() && !path.is_dir() {
            return Err(refuse(io::Error::new(io::ErrorKind::NotADirectory, "it is no folder")));
        }
        fs::create_dir_all(path).map_err(refuse)?;
        Self::open(path)
    }

    /// The same folder, open for writing: no other process writes to it until this is dropped. One that is empty is
    /// marked as that of an index, and one with files of others is refused.
    pub(super) fn locked(self) -> Result<Self, IndexError> {
        let record = self.marked()?;
        let begun = self.open_for_writing(record, None);
        let lock = match begun.acquire_lock(&INDEX_WRITER_LOCK) {
            Ok(lock) => lock,
            Err(LockError::LockBusy) => {
                let holder = Holder::named(&self.path);
                return Err(IndexError::Locked { path: self.path.to_path_buf(), holder });
            }
            Err(LockError::IoError(error)) => return Err(IndexError::of_writing(&self.path, &error)),
        };
        // Whoever had the lock until now may have made more files.
        let record = self.marked()?;
        for name in record.files() {
            self.exists_named(name)?;
        }
        Ok(self.open_for_writing(record, Some(lock)))
    }

    fn open_for_writing(&self, record: Record, lock: Option<DirectoryLock>) -> Self {
        let writing = Writing::new(Arc::clone(&self.disk), record, lock);
        Self { writing: Some(Arc::new(writing)), ..self.clone() }
    }

    /// Whether another process writes to the folder. Changes nothing.
    pub(super) fn is_locked(&self) -> bool {
        let there = self.disk.exists(&INDEX_WRITER_LOCK.filepath).unwrap_or(false);
        there && matches!(self.disk.acquire_lock(&INDEX_WRITER_LOCK), Err(LockError::LockBusy))
    }

    /// The record of the folder, which is marked where it is empty.
    fn marked(&self) -> Result<Record, IndexError> {
        if let Some(record) = self.record()? {
            return Ok(record);
        }
        if let Err(error) = self.check_empty() {
            // Another process may have marked it since.
            return self.record()?.ok_or(error);
        }
        let refuse = |error: &io::Error| IndexError::of_writing(&self.path, error);
        match self.disk.open_write(Path::new(MARKER)) {
            // An empty marker is one whose first line is still missing. That line is not written through the buffer of
            // the file, which would write it again after half of it has arrived.
            Ok(file) => {
                let made = file
                    .terminate()
                    .and_then(|()| self.disk.append(Path::new(MARKER), Record::default().text().as_bytes()));
                made.map_err(|error| refuse(&error))?;
            }
            // Another process began at the same time.
            Err(OpenWriteError::FileAlreadyExists(_)) => {}
            Err(OpenWriteError::IoError { io_error, .. }) => return Err(refuse(&io_error)),
        }
        self.record()?.ok_or_else(|| IndexError::Unmarked(self.path.to_path_buf()))
    }

    /// What the marker says; `None` where there is none that can be read as one.
    fn record(&self) -> Result<Option<Record>, IndexError> {
        match self.disk.atomic_read(Path::new(MARKER)) {
            Ok(bytes) => Ok(Record::parse(&bytes)),
            Err(OpenReadError::FileDoesNotExist(_)) => Ok(None),
            Err(error) => Err(self.unread(&error)),
        }
    }

    /// Refuses a folder that holds anything but what keeps an empty folder in a repository.
    fn check_empty(&self) -> Result<(), IndexError> {
        let refuse = |source| IndexError::Folder { path: self.path.to_path_buf(), source };
        let mut others = Vec::new();
        for entry in fs::read_dir(&self.path).map_err(refuse)? {
            let entry = entry.map_err(refuse)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if !(keeps_a_folder(&name) && entry.file_type().map_err(refuse)?.is_file()) {
                others.push(name);
            }
        }
        others.sort_unstable();
        let path = self.path.to_path_buf();
        if others.iter().any(|name| name == META || name == MARKER) {
            return Err(IndexError::Unmarked(path));
        }
        others.into_iter().next().map_or(Ok(()), |entry| Err(IndexError::NotOurs { path, entry }))
    }

    /// Where the folder is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether there is a commit, or the beginning of an index. It is lost where there once was a commit.
    pub(super) fn has_meta(&self) -> Result<bool, IndexError> {
        if self.exists_named(META)? {
            return Ok(true);
        }
        if self.record()?.is_some_and(|record| record.committed) {
            return Err(IndexError::Damaged { path: self.path.to_path_buf(), file: META.to_owned() });
        }
        Ok(false)
    }

    /// Refuses something else in the place of the marker.
    pub(super) fn check_marker(&self) -> Result<(), IndexError> {
        self.exists_named(MARKER).map(|_| ())
    }

    /// Why an index cannot be opened; where the folder is not marked, its files need not be those of an index at all.
    pub(super) fn if_marked(&self, error: IndexError) -> IndexError {
        let of_content = matches!(
            error,
            IndexError::Unreadable { .. } | IndexError::Version { .. } | IndexError::Damaged { .. }
        );
        let is_marked = || !matches!(self.record(), Ok(None));
        if of_content && !is_marked() { IndexError::Unmarked(self.path.to_path_buf()) } else { error }
    }

    fn exists_named(&self, name: &str) -> Result<bool, IndexError> {
        self.disk.exists(Path::new(name)).map_err(|error| self.unread(&error))
    }

    fn unread(&self, error: &OpenReadError) -> IndexError {
        refused(&self.path, error).unwrap_or_else(|| IndexError::Folder {
            path: self.path.to_path_buf(),
            source: io::Error::other(error.clone()),
        })
    }

    /// The bytes of a file that a commit names; they stay as they are when the file is replaced or removed.
    pub(super) fn bytes(&self, name: &str) -> Result<OwnedBytes, IndexError> {
        let damaged = || IndexError::Damaged { path: self.path.to_path_buf(), file: name.to_owned() };
        let file = self
            .disk
            .open_read(Path::new(name))
            .map_err(|error| refused(&self.path, &error).unwrap_or_else(damaged))?;
        file.read_bytes().map_err(|source| IndexError::Folder { path: self.path.to_path_buf(), source })
    }

    /// Reads something of a commit, and reads it again as long as another process commits meanwhile: what is read before
    /// a commit does not fit what is read after it.
    pub(super) fn during_one_commit<T>(&self, mut read: impl FnMut() -> T) -> T {
        let commit = || self.disk.atomic_read(Path::new(META)).ok();
        let mut before = commit();
        for _ in 1..READINGS {
            let found = read();
            let after = commit();
            if after == before {
                return found;
            }
            before = after;
        }
        read()
    }

    /// What a writer may do; an error in a folder that is open for reading.
    pub(super) fn writing(&self) -> io::Result<&Writing> {
        self.writing.as_deref().ok_or_else(|| io::Error::other("the folder is open for reading only"))
    }

    /// Removes files of the index that are wanted no more.
    pub(super) fn remove_where(&self, is_wanted_no_more: impl Fn(&str) -> bool) {
        if let Ok(writing) = self.writing() {
            writing.remove_where(is_wanted_no_more);
        }
    }

    /// Removes the files of an index, and nothing else that is in the folder. The commit goes last: as long as it
    /// is there, a folder that is half cleared says so.
    pub(super) fn clear(&self) -> io::Result<()> {
        let writing = self.writing()?;
        let stays = |name: &str| is_of_writer(name) || name == META;
        let names = writing.names().into_iter().filter(|name| !stays(name));
        for name in names.chain([META.to_owned()]) {
            match writing.delete(Path::new(&name)) {
                Ok(()) | Err(DeleteError::FileDoesNotExist(_)) => {}
                Err(DeleteError::IoError { io_error, .. }) => {
                    return Err(io::Error::new(io_error.kind(), io_error));
                }
            }
        }
        Ok(())
    }

    /// Writes a file without which nothing is lost, also where the folder is open for reading. It is not synced: a search
    /// must not wait for that.
    pub(super) fn write_note(&self, name: &str, text: &str) -> io::Result<()> {
        let note = |writing: &Writing| writing.replace(Path::new(name), text.as_bytes(), Synced::No);
        if let Some(writing) = &self.writing {
            return note(writing);
        }
        match self.record() {
            Ok(Some(record)) => note(&Writing::new(Arc::clone(&self.disk), record, None)),
            Ok(None) | Err(_) => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

/// Refuses a folder that an index could not be written to because of what is in it. Changes nothing.
pub fn check_usable(path: &Path) -> Result<(), IndexError> {
    if !path.is_dir() {
        return Ok(());
    }
    let folder = Folder::open(path)?;
    match folder.record()? {
        Some(record) => record.files().try_for_each(|name| folder.exists_named(name).map(|_| ())),
        None => folder.check_empty(),
    }
}

/// Whether a file is there for writers, whatever the index holds.
pub(super) fn is_of_writer(name: &str) -> bool {
    let locks = [&*INDEX_WRITER_LOCK, &*META_LOCK];
    name == Holder::NOTE || locks.iter().any(|lock| lock.filepath.as_os_str() == name)
}

/// Whether a file only keeps an otherwise empty folder in a repository.
fn keeps_a_folder(name: &str) -> bool {
    matches!(name, ".gitignore" | ".gitkeep" | ".keep" | "README") || name.starts_with("README.")
}

/// Locks a file that is already there and can only be read; nothing where that cannot be done either: whoever may not
/// write to the folder cannot be asked to wait for those who may.
fn lock_for_reading(path: &Path) -> DirectoryLock {
    let options = File::options().read(true).clone();
    let locked = plain_file::open(path, &options).and_then(|file| file.lock().map(|()| file));
    DirectoryLock::from(Box::new(locked.ok()))
}

impl Directory for Folder {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let file = named::open(path, self.disk.get_file_handle(path)?)?;
        let is_of_blocks = path.extension().is_some_and(|ending| ending == block::ENDING);
        Ok(if is_of_blocks { Arc::new(BlockFile(file)) } else { file })
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let refused = |error| DeleteError::IoError { io_error: Arc::new(error), filepath: path.to_owned() };
        self.writing().map_err(refused)?.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.disk.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let refused = |error| OpenWriteError::wrap_io_error(error, path.to_owned());
        Ok(named::create(path, self.writing().map_err(refused)?.create(path)?))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.disk.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.writing()?.replace(path, data, Synced::Yes)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.disk.sync_directory()
    }

    /// tantivy's writer asks for the lock that is held already. Whoever only reads makes no file for a lock.
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        if let Some(writing) = &self.writing {
            if writing.is_locked() && lock.filepath == INDEX_WRITER_LOCK.filepath {
                return Ok(DirectoryLock::from(Box::new(Arc::clone(writing))));
            }
            writing.claim(&lock.filepath.to_string_lossy()).map_err(LockError::wrap_io_error)?;
        } else if !self.disk.exists(&lock.filepath).map_err(of_reading).map_err(LockError::wrap_io_error)? {
            return Ok(DirectoryLock::from(Box::new(())));
        }
        match self.disk.acquire_lock(lock) {
            Err(LockError::IoError(error))
                if lock.is_blocking && plain_file::NotPlainError::of(&error).is_none() =>
            {
                Ok(lock_for_reading(&self.path.join(&lock.filepath)))
            }
            acquired => acquired,
        }
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.disk.watch(callback)
    }
}
