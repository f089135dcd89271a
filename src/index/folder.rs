//! The folder of an index: tantivy's directory of mapped files, with locks that suit a program run by hand.
//!
//! A writer takes its lock before it looks at the index at all, so that nothing it has read is old when it writes, and
//! keeps it until the last file is in order. A reader does with what it may do: where the folder cannot be written to,
//! it locks what is there, and where nothing is there, it reads without.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, INDEX_WRITER_LOCK, Lock, MmapDirectory, OwnedBytes, WatchCallback,
    WatchHandle, WritePtr,
};

use super::IndexError;
use super::block::{self, BlockFile};
use super::holder::Holder;
use super::named;
use super::reader::refused;
use crate::index_files::MANAGED;
pub(super) use crate::index_files::{META, is_of_segment};

/// How often a commit is read at most while another process commits.
const READINGS: u32 = 20;

/// The folder of an index. Clones are the same folder, and hold the same lock.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    path: Arc<Path>,
    files: Box<dyn Directory>,
    /// The writer's lock, in a folder that is open for writing.
    lock: Option<Arc<Held>>,
}

/// A lock that is held until this is dropped.
struct Held(#[expect(dead_code, reason = "held, not used")] DirectoryLock);

impl std::fmt::Debug for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("held")
    }
}

impl Folder {
    /// The folder at `path`, for reading.
    pub(super) fn open(path: &Path) -> Result<Self, IndexError> {
        let files = MmapDirectory::open(path)
            .map_err(|error| IndexError::Unreadable { path: path.to_owned(), reason: error.to_string() })?;
        Ok(Self::over(path, Box::new(files)))
    }

    /// The folder at `path` whose files are reached by way of `files`.
    pub(super) fn over(path: &Path, files: Box<dyn Directory>) -> Self {
        Self { path: path.into(), files, lock: None }
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

    /// The same folder, open for writing: no other process writes to it until this is dropped.
    pub(super) fn locked(self) -> Result<Self, IndexError> {
        match self.files.acquire_lock(&INDEX_WRITER_LOCK) {
            Ok(lock) => Ok(Self { lock: Some(Arc::new(Held(lock))), ..self }),
            Err(LockError::LockBusy) => {
                Err(IndexError::Locked { path: self.path.to_path_buf(), holder: Holder::named(&self.path) })
            }
            Err(LockError::IoError(error)) => Err(IndexError::not_written(&self.path, &error)),
        }
    }

    /// Where the folder is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether there is a commit, or the beginning of an index.
    pub(super) fn has_meta(&self) -> Result<bool, IndexError> {
        self.files.exists(Path::new(META)).map_err(|error| IndexError::Folder {
            path: self.path.to_path_buf(),
            source: refused(&error).unwrap_or_else(|| io::Error::other(error)),
        })
    }

    /// The bytes of a file that a commit names; they stay as they are when the file is replaced or removed.
    pub(super) fn bytes(&self, name: &str) -> Result<OwnedBytes, IndexError> {
        let path = self.path.to_path_buf();
        let opened = self.files.open_read(Path::new(name)).map_err(|error| refused(&error));
        match opened.and_then(|file| file.read_bytes().map_err(Some)) {
            Ok(bytes) => Ok(bytes),
            Err(Some(source)) => Err(IndexError::Folder { path, source }),
            Err(None) => Err(IndexError::Damaged { path, file: name.to_owned() }),
        }
    }

    /// Reads something of a commit, and reads it again as long as another process commits meanwhile: what is read before
    /// a commit does not fit what is read after it.
    pub(super) fn during_one_commit<T>(&self, mut read: impl FnMut() -> T) -> T {
        let commit = || self.files.atomic_read(Path::new(META)).ok();
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

    /// Removes files of the folder as far as that is possible; what stays does no harm and is tried again.
    pub(super) fn remove_where(&self, is_wanted_no_more: impl Fn(&str) -> bool) {
        for name in self.names().unwrap_or_default() {
            if is_wanted_no_more(&name) {
                let _ = self.files.delete(Path::new(&name));
            }
        }
    }

    /// Removes the files of an index, and nothing else that stands in the folder. The commit goes last: as long as it
    /// stands, a folder that is half cleared says so.
    pub(super) fn clear(&self) -> io::Result<()> {
        for name in self.names()?.into_iter().filter(|name| is_of_segment(name)) {
            remove(&*self.files, &name)?;
        }
        [MANAGED, META].iter().try_for_each(|name| remove(&*self.files, name))
    }

    /// The names of the files that stand in the folder itself.
    fn names(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.path)? {
            let entry = entry?;
            // What is no file of ours has any name at all.
            if let (Ok(name), true) = (entry.file_name().into_string(), entry.file_type()?.is_file()) {
                names.push(name);
            }
        }
        Ok(names)
    }
}

/// Whether a name is that of a file that was to be renamed when it was complete: a killed writer leaves it behind.
pub(super) fn is_unfinished(name: &str) -> bool {
    let random = |rest: &str| rest.len() == 6 && rest.bytes().all(|b| b.is_ascii_alphanumeric());
    name.strip_prefix(".tmp").is_some_and(random)
}

fn remove(files: &dyn Directory, name: &str) -> io::Result<()> {
    match files.delete(Path::new(name)) {
        Ok(()) | Err(DeleteError::FileDoesNotExist(_)) => Ok(()),
        Err(DeleteError::IoError { io_error, .. }) => Err(io::Error::new(io_error.kind(), io_error)),
    }
}

/// Locks a file that is already there and can only be read; nothing where that cannot be done either: whoever may not
/// write to the folder cannot be asked to wait for those who may.
fn lock_for_reading(path: &Path) -> DirectoryLock {
    let locked = File::open(path).and_then(|file| file.lock().map(|()| file));
    DirectoryLock::from(Box::new(locked.ok()))
}

impl Directory for Folder {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let file = named::open(path, self.files.get_file_handle(path)?)?;
        let is_of_blocks = path.extension().is_some_and(|ending| ending == block::ENDING);
        Ok(if is_of_blocks { Arc::new(BlockFile(file)) } else { file })
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Ok(named::create(path, self.files.open_write(path)?))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.files.atomic_read(path)
    }

    /// tantivy writes such files for the eyes of their owner only, the others as the system makes files. One index
    /// must not be half readable: the lock says what the system does.
    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.files.atomic_write(path, data)?;
        if let Ok(like) = fs::metadata(self.path.join(&INDEX_WRITER_LOCK.filepath)) {
            let _ = fs::set_permissions(self.path.join(path), like.permissions());
        }
        Ok(())
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.files.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        if let (Some(held), true) = (&self.lock, lock.filepath == INDEX_WRITER_LOCK.filepath) {
            return Ok(DirectoryLock::from(Box::new(Arc::clone(held))));
        }
        match self.files.acquire_lock(lock) {
            Err(LockError::IoError(_)) if lock.is_blocking => {
                let path: PathBuf = self.path.join(&lock.filepath);
                Ok(lock_for_reading(&path))
            }
            acquired => acquired,
        }
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(callback)
    }
}
