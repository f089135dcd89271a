//! A disk that fails: one operation in every way, or all from one on.

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, TerminatingWrite, WatchCallback, WatchHandle,
    WritePtr,
};

use super::disk::{Disk, PlainDisk};
use super::folder::Folder;

/// How an operation fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// The disk answers with an error (EIO), once.
    Error,
    /// It has no room (ENOSPC), from now on.
    Full,
    /// Half of the bytes arrive, then there is no room, from now on.
    Torn,
    /// Half of the bytes arrive, and it says so; nothing is lost if the caller goes on.
    Short,
}

impl Fault {
    pub(super) const ALL: [Self; 4] = [Self::Error, Self::Full, Self::Torn, Self::Short];

    fn error(self) -> io::Error {
        io::Error::from_raw_os_error(if self == Self::Error { 5 } else { 28 })
    }
}

/// Which operation fails, and how.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) fault: Fault,
    /// The number of the operation, from 0.
    at: u64,
    /// Operations so far.
    done: AtomicU64,
    /// Whether reading fails, or writing.
    pub(super) reading: bool,
}

impl Plan {
    pub(super) fn new(fault: Fault, at: u64, reading: bool) -> Arc<Self> {
        Arc::new(Self { fault, at, done: AtomicU64::new(0), reading })
    }

    /// Counts an operation and says whether it fails.
    fn fails(&self) -> bool {
        let number = self.done.fetch_add(1, Ordering::SeqCst);
        match self.fault {
            Fault::Error | Fault::Short => number == self.at,
            Fault::Full | Fault::Torn => number >= self.at,
        }
    }

    fn write(&self) -> io::Result<()> {
        if !self.reading && self.fails() && self.fault != Fault::Short {
            Err(self.fault.error())
        } else {
            Ok(())
        }
    }

    fn read(&self, path: &Path) -> Result<(), OpenReadError> {
        if self.reading && self.fails() {
            return Err(OpenReadError::wrap_io_error(self.fault.error(), path.to_owned()));
        }
        Ok(())
    }

    /// Whether the plan came to its operation.
    pub(super) fn has_failed(&self) -> bool {
        self.done.load(Ordering::SeqCst) > self.at
    }
}

/// Mapped files on a disk that fails.
#[derive(Debug, Clone)]
pub(super) struct FaultyDisk {
    files: PlainDisk,
    plan: Arc<Plan>,
}

impl FaultyDisk {
    /// The folder of an index on such a disk.
    pub(super) fn folder(path: &Path, plan: &Arc<Plan>) -> Folder {
        let files = PlainDisk::open(path).unwrap();
        Folder::over(path, Arc::new(Self { files, plan: Arc::clone(plan) }))
    }
}

impl Disk for FaultyDisk {
    fn append(&self, name: &Path, bytes: &[u8]) -> io::Result<()> {
        if self.plan.reading || !self.plan.fails() {
            return self.files.append(name, bytes);
        }
        match self.plan.fault {
            Fault::Short => self.files.append(name, bytes),
            Fault::Torn => {
                self.files.append(name, &bytes[..bytes.len() / 2])?;
                Err(self.plan.fault.error())
            }
            Fault::Error | Fault::Full => Err(self.plan.fault.error()),
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.plan.write()?;
        self.files.rename(from, to)
    }
}

struct FaultyFile {
    file: WritePtr,
    plan: Arc<Plan>,
}

impl Write for FaultyFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.plan.reading || !self.plan.fails() {
            return self.file.write(bytes);
        }
        match self.plan.fault {
            Fault::Short => self.file.write(&bytes[..bytes.len().div_ceil(2)]),
            Fault::Torn => {
                self.file.write_all(&bytes[..bytes.len() / 2])?;
                self.file.flush()?;
                Err(self.plan.fault.error())
            }
            Fault::Error | Fault::Full => Err(self.plan.fault.error()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.plan.write()?;
        self.file.flush()
    }
}

impl TerminatingWrite for FaultyFile {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        self.plan.write()?;
        self.file.terminate_ref(token)
    }
}

impl Directory for FaultyDisk {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.plan.read(path)?;
        self.files.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.plan
            .write()
            .map_err(|error| DeleteError::IoError { io_error: Arc::new(error), filepath: path.to_owned() })?;
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.plan.read(path)?;
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.plan.write().map_err(|error| OpenWriteError::wrap_io_error(error, path.to_owned()))?;
        let file = FaultyFile { file: self.files.open_write(path)?, plan: Arc::clone(&self.plan) };
        Ok(BufWriter::new(Box::new(file)))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.plan.read(path)?;
        self.files.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.plan.write()?;
        self.files.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.plan.write()?;
        self.files.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.plan.write().map_err(|error| LockError::IoError(Arc::new(error)))?;
        self.files.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(callback)
    }
}
