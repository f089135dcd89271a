//! Lines cut into files of bounded size: servers refuse requests that are too long.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Largest part, in bytes: what servers take in one request with room to spare. A longer document is a part of its own.
pub const LARGEST_PART: u64 = 8 << 20;

/// Writes `documents-0001.ndjson`, `documents-0002.ndjson` … into a folder.
pub struct Parts {
    folder: PathBuf,
    largest: u64,
    count: u32,
    written: u64,
    open: Option<BufWriter<File>>,
}

impl Parts {
    /// Parts of at most `largest` bytes in a folder that exists.
    pub fn new(folder: &Path, largest: u64) -> Self {
        Self { folder: folder.to_owned(), largest, count: 0, written: 0, open: None }
    }

    /// Writes lines that must not be torn apart.
    pub fn write(&mut self, lines: &[u8]) -> io::Result<()> {
        let full = self.written > 0 && self.written + lines.len() as u64 > self.largest;
        if full {
            self.close()?;
        }
        let mut part = match self.open.take() {
            Some(part) => part,
            None => self.next()?,
        };
        part.write_all(lines)?;
        self.written += lines.len() as u64;
        self.open = Some(part);
        Ok(())
    }

    fn next(&mut self) -> io::Result<BufWriter<File>> {
        self.count += 1;
        self.written = 0;
        let path = self.folder.join(format!("documents-{:04}.ndjson", self.count));
        Ok(BufWriter::new(File::create_new(path)?))
    }

    fn close(&mut self) -> io::Result<()> {
        self.open.take().map_or(Ok(()), |mut part| part.flush())
    }

    /// Closes the last part. Returns how many parts there are.
    pub fn finish(&mut self) -> io::Result<u32> {
        self.close()?;
        Ok(self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_belong_together_stay_in_one_part_of_bounded_size() {
        let folder = tempfile::tempdir().unwrap();
        let mut parts = Parts::new(folder.path(), 10);
        for lines in ["aaaa\n", "bbb\n", "cc\n", "a line that is longer than a part\n", "d\n"] {
            parts.write(lines.as_bytes()).unwrap();
        }
        assert_eq!(parts.finish().unwrap(), 4);
        let read = |number: u32| {
            std::fs::read_to_string(folder.path().join(format!("documents-{number:04}.ndjson"))).unwrap()
        };
        let found: Vec<String> = (1..=4).map(read).collect();
        assert_eq!(found, ["aaaa\nbbb\n", "cc\n", "a line that is longer than a part\n", "d\n"]);
    }
}
