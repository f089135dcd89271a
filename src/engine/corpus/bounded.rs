//! A reader that ends with an error where one record takes more than a record may.
//!
//! Parsers that collect what they read until a quotation mark or a bracket closes know no limit of their own. Whoever
//! drives one renews its allowance after each record.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use super::limits::LONGEST_RECORD;

/// What may still be read of the record at hand.
#[derive(Debug, Clone)]
pub(super) struct Allowance {
    left: Rc<Cell<usize>>,
    lines: Rc<Cell<u64>>,
}

impl Allowance {
    /// Begins the next record.
    pub(super) fn renew(&self) {
        self.left.set(LONGEST_RECORD);
    }

    /// The line of the stream that is being read, from 1; only of streams that are read through [`BufRead`].
    pub(super) fn line(&self) -> u64 {
        self.lines.get() + 1
    }

    fn take(&self, bytes: usize) {
        self.left.set(self.left.get().saturating_sub(bytes));
    }

    fn check(&self) -> io::Result<()> {
        if self.left.get() == 0 { Err(io::Error::other(TooLong)) } else { Ok(()) }
    }
}

#[derive(Debug, thiserror::Error)]
#[error("a record is too long")]
struct TooLong;

/// Whether reading ended because a record was too long.
pub(super) fn is_too_long(error: &io::Error) -> bool {
    error.get_ref().and_then(|inner| inner.downcast_ref::<TooLong>()).is_some()
}

/// A stream with an [`Allowance`].
pub(super) struct Bounded<R> {
    inner: R,
    allowance: Allowance,
}

impl<R> Bounded<R> {
    /// Puts a limit on the records of a stream.
    pub(super) fn new(inner: R) -> (Self, Allowance) {
        let allowance = Allowance { left: Rc::new(Cell::new(LONGEST_RECORD)), lines: Rc::default() };
        (Self { inner, allowance: allowance.clone() }, allowance)
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.allowance.check()?;
        let read = self.inner.read(buffer)?;
        self.allowance.take(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.allowance.check()?;
        self.inner.fill_buf()
    }

    fn consume(&mut self, bytes: usize) {
        self.allowance.take(bytes);
        let passed = self.inner.fill_buf().ok().and_then(|buffer| buffer.get(..bytes)).unwrap_or_default();
        let lines = memchr::memchr_iter(b'\n', passed).count() as u64;
        self.allowance.lines.set(self.allowance.lines.get() + lines);
        self.inner.consume(bytes);
    }
}
