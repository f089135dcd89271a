//! What a writer may do in the folder of an index: make, replace and remove the files that the record lists.
//!
//! A name is listed before its file is made, so that a kill leaves nothing that is not listed. Where there is
//! something already that is not listed, it is somebody else's, and nothing is made there.

use std::fmt;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::directory::error::{DeleteError, OpenReadError, OpenWriteError};
use tantivy::directory::{DirectoryLock, TerminatingWrite, WritePtr};

use super::disk::Disk;
use crate::index_files::{MARKER, PART, Record, UNFINISHED};
use crate::plain_file::{NotPlainError, random_letters};

/// Names in the record whose files are gone, before it is written again without them.
const MOST_GONE: usize = 200;

/// The folder has a file that the record does not list.
#[derive(Debug, thiserror::Error)]
#[error("{0} is there already, and is not of the index")]
pub(super) struct NotListed(pub(super) String);

/// Whether a file is safely on disk before it comes to its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Synced {
    /// It is.
    Yes,
    /// Not yet: without the file nothing is lost.
    No,
}

/// What a writer has.
pub(super) struct Writing {
    disk: Arc<dyn Disk>,
    record: Mutex<Record>,
    /// Names that are listed, and free, for files that are to take the place of others.
    spare: Mutex<Vec<String>>,
    /// The writer's lock, held until this is dropped; none before it is there, and none for a note of a reader.
    lock: Option<DirectoryLock>,
}

impl fmt::Debug for Writing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_locked() { "locked" } else { "not locked" })
    }
}

impl Writing {
    /// A writer to the folder of this record.
    pub(super) fn new(disk: Arc<dyn Disk>, record: Record, lock: Option<DirectoryLock>) -> Self {
        Self { disk, record: Mutex::new(record), spare: Mutex::default(), lock }
    }

    /// Whether the writer has the lock.
    pub(super) const fn is_locked(&self) -> bool {
        self.lock.is_some()
    }

    fn record(&self) -> MutexGuard<'_, Record> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn spare(&self) -> MutexGuard<'_, Vec<String>> {
        self.spare.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The names that are listed.
    pub(super) fn names(&self) -> Vec<String> {
        self.record().files().map(str::to_owned).collect()
    }

    /// Lists a file before it is made.
    pub(super) fn claim(&self, name: &str) -> io::Result<()> {
        let mut record = self.record();
        if record.has(name) {
            return Ok(());
        }
        if self.disk.exists(Path::new(name)).map_err(of_reading)? {
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, NotListed(name.to_owned())));
        }
        let line = record.add(name)?;
        let listed = self.disk.append(Path::new(MARKER), line.as_bytes());
        if listed.is_err() {
            record.forget(name);
        }
        listed
    }

    /// Notes that there is a commit, before there is: without its file the index is damaged from now on.
    pub(super) fn note_commit(&self) -> io::Result<()> {
        let mut record = self.record();
        if record.committed {
            return Ok(());
        }
        let line = record.commit();
        let noted = self.disk.append(Path::new(MARKER), line.as_bytes());
        record.committed = noted.is_ok();
        noted
    }

    /// Notes that there is no commit after all, where a first build was killed while it made one.
    pub(super) fn note_nothing(&self) -> io::Result<()> {
        let noted = std::mem::take(&mut self.record().committed);
        if noted { self.shorten() } else { Ok(()) }
    }

    /// Makes a file where there is nothing.
    pub(super) fn create(&self, name: &Path) -> Result<WritePtr, OpenWriteError> {
        named(name)
            .and_then(|text| self.claim(text))
            .map_err(|error| OpenWriteError::wrap_io_error(error, name.to_owned()))?;
        self.disk.open_write(name)
    }

    /// Writes a file beside its place and moves it there.
    pub(super) fn replace(&self, name: &Path, bytes: &[u8], synced: Synced) -> io::Result<()> {
        self.claim(named(name)?)?;
        let spare = self.spare().pop();
        let temporary = spare.map_or_else(|| self.temporary(), Ok)?;
        let beside = Path::new(&temporary);
        let write = || {
            let mut file = self.disk.open_write(beside).map_err(of_writing)?;
            file.write_all(bytes)?;
            if synced == Synced::Yes { file.terminate() } else { file.flush() }?;
            self.disk.rename(beside, name)
        };
        let written = write();
        if written.is_err() {
            let _ = self.disk.delete(beside);
        } else {
            self.spare().push(temporary);
        }
        written
    }

    /// Lists a name that nobody can foresee.
    fn temporary(&self) -> io::Result<String> {
        let name = format!("{UNFINISHED}{}{PART}", random_letters());
        self.claim(&name).map(|()| name)
    }

    /// Removes a file. What is not listed is as good as not there.
    pub(super) fn delete(&self, name: &Path) -> Result<(), DeleteError> {
        let is_listed = named(name).is_ok_and(|name| name != MARKER && self.record().has(name));
        if is_listed { self.disk.delete(name) } else { Err(DeleteError::FileDoesNotExist(name.to_owned())) }
    }

    /// Removes what is listed and wanted no more, as far as that is possible: what stays does no harm and is tried again.
    pub(super) fn remove_where(&self, is_wanted_no_more: impl Fn(&str) -> bool) {
        let mut gone = 0;
        for name in self.names().iter().filter(|name| is_wanted_no_more(name)) {
            let _ = self.disk.delete(Path::new(name));
            gone += 1;
        }
        if gone > MOST_GONE {
            let _ = self.shorten();
        }
    }

    /// Writes the record again, without the names of files that are gone.
    fn shorten(&self) -> io::Result<()> {
        let there = |name: &str| self.disk.exists(Path::new(name)).unwrap_or(true);
        let mut shorter = self.record().clone();
        shorter.retain(there);
        self.spare().clear();
        self.replace(Path::new(MARKER), shorter.text().as_bytes(), Synced::Yes)?;
        self.spare().clear();
        *self.record() = shorter;
        Ok(())
    }
}

fn named(path: &Path) -> io::Result<&str> {
    path.to_str().ok_or_else(|| io::ErrorKind::InvalidInput.into())
}

/// What the system said while a file was looked for.
pub(super) fn of_reading(error: OpenReadError) -> io::Error {
    match error {
        OpenReadError::IoError { io_error, .. } => shared(&io_error),
        error => io::Error::other(error),
    }
}

fn of_writing(error: OpenWriteError) -> io::Error {
    match error {
        OpenWriteError::IoError { io_error, .. } => shared(&io_error),
        error @ OpenWriteError::FileAlreadyExists(_) => io::Error::new(io::ErrorKind::AlreadyExists, error),
    }
}

/// An error of the system that tantivy has shared among threads.
fn shared(error: &Arc<io::Error>) -> io::Error {
    match (error.raw_os_error(), NotPlainError::of(error)) {
        (Some(code), _) => io::Error::from_raw_os_error(code),
        (None, Some(found)) => io::Error::new(error.kind(), found.clone()),
        (None, None) => io::Error::new(error.kind(), Arc::clone(error)),
    }
}
