//! Files of segments that know their name.
//!
//! tantivy ends each file with a checksum, which says that a file is whole and not that it is the right one: two whole
//! files that were swapped, or one that came from another index, are read for what they are not. So behind tantivy's
//! last byte each file has a seal of its name. It is written with the file, whoever writes it (a build, a merge, a
//! compaction), and looked at whenever the file is opened. Names are never given twice, in no index.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use tantivy::directory::error::OpenReadError;
use tantivy::directory::{AntiCallToken, FileHandle, FileSlice, TerminatingWrite, WritePtr};

/// Bytes of a seal.
const LENGTH: usize = 16;
/// What the seal of a name is made of besides the name: another layout of files has another one.
const CONTEXT: &[u8] = b"panrye, a file of a segment\0";

/// Whether a file is sealed: those of segments are. The others are named after their content or sealed in themselves.
fn seal_of(path: &Path) -> Option<[u8; LENGTH]> {
    let name = path.file_name()?.to_str().filter(|name| is_of_segment(name))?;
    let mut hasher = blake3::Hasher::new();
    hasher.update(CONTEXT).update(name.as_bytes());
    hasher.finalize().as_bytes().first_chunk().copied()
}

/// Whether a name is that of a file of a segment: 32 hexadecimal digits and an ending.
fn is_of_segment(name: &str) -> bool {
    name.split_once('.')
        .is_some_and(|(stem, _)| stem.len() == 32 && stem.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// A file as tantivy knows it, without its seal; an error where it has another one or none.
pub(super) fn open(path: &Path, file: Arc<dyn FileHandle>) -> Result<Arc<dyn FileHandle>, OpenReadError> {
    let Some(seal) = seal_of(path) else { return Ok(file) };
    let refuse = |error| OpenReadError::wrap_io_error(error, path.to_owned());
    let length = file.len();
    let end = length.checked_sub(LENGTH).ok_or_else(|| refuse(of_another_name()))?;
    if file.read_bytes(end..length).map_err(refuse)?.as_slice() != seal {
        return Err(refuse(of_another_name()));
    }
    Ok(Arc::new(FileSlice::new(file).slice_to(end)))
}

/// Its file is begun; the seal is written at its end.
pub(super) fn create(path: &Path, file: WritePtr) -> WritePtr {
    match seal_of(path) {
        Some(seal) => WritePtr::new(Box::new(Sealing { file, seal })),
        None => file,
    }
}

fn of_another_name() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "it is not the file of this name")
}

/// A file that is being written.
struct Sealing {
    file: WritePtr,
    seal: [u8; LENGTH],
}

impl Write for Sealing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl TerminatingWrite for Sealing {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        self.file.write_all(&self.seal)?;
        self.file.terminate_ref(token)
    }
}
