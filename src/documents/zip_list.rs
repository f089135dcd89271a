//! Opening a zip archive, with a bound on how far its list of members is looked for.
//!
//! The list is found with the last few bytes of an archive, unless somebody hides it. Whoever reads archives opens them
//! here; what the members are is not known.

use std::cell::Cell;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::rc::Rc;

use zip::read::Config;
use zip::result::ZipError;
use zip::unstable::read::ZipIterable;

/// Bytes that are read to find the list of members.
const SEARCHED: u64 = 8 << 20;

/// The members of an archive, from the place that its list names.
pub type Members<R> = ZipIterable<BufReader<Searched<R>>>;

/// Opens an archive. What is read of it afterwards is not bounded here.
pub fn open_zip<R: Read + Seek>(archive: R) -> Result<Members<R>, ZipError> {
    let left = Rc::new(Cell::new(SEARCHED));
    let searched = Searched { inner: archive, left: Rc::clone(&left) };
    let members = ZipIterable::try_new(BufReader::new(searched), Config::default())?;
    left.set(u64::MAX);
    Ok(members)
}

/// A reader that fails once it has given a number of bytes.
#[derive(Debug)]
pub struct Searched<R> {
    inner: R,
    left: Rc<Cell<u64>>,
}

impl<R: Read> Read for Searched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let left = self.left.get().checked_sub(read as u64);
        self.left.set(left.ok_or_else(|| io::Error::other("no list of members is found"))?);
        Ok(read)
    }
}

impl<R: Seek> Seek for Searched<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}
