//! Opening files of the corpus: regular files only, and no more of them than they hold when they are opened.
//!
//! What may block for ever (a pipe, a device) is refused before it is opened, and a file that somebody writes to as fast
//! as it is read has an end.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use super::fault::Reason;

/// A regular file, as long as it was when it was opened.
pub(super) struct Opened {
    file: File,
    size: u64,
    at: u64,
}

impl Opened {
    pub(super) fn open(path: &Path) -> Result<Self, Reason> {
        let is_file = |metadata: &fs::Metadata| if metadata.is_file() { Ok(()) } else { Err(Reason::NoFile) };
        is_file(&fs::metadata(path)?)?;
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        is_file(&metadata)?;
        Ok(Self { file, size: metadata.len(), at: 0 })
    }

    /// Bytes that are read of it.
    pub(super) const fn size(&self) -> u64 {
        self.size
    }

    /// Whether bytes were added to it since it was opened.
    pub(super) fn has_grown(&self) -> bool {
        self.file.metadata().is_ok_and(|metadata| metadata.len() > self.size)
    }
}

impl Read for Opened {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.size.saturating_sub(self.at)).unwrap_or(usize::MAX);
        let wanted = left.min(buffer.len());
        let read = self.file.read(buffer.get_mut(..wanted).unwrap_or_default())?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Opened {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let to = match to {
            // The end is where it was.
            SeekFrom::End(by) => SeekFrom::Start(self.size.saturating_add_signed(by)),
            to => to,
        };
        self.at = self.file.seek(to)?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn what_is_added_while_it_is_read_is_not_read_and_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "가나").unwrap();
        let mut opened = Opened::open(&path).unwrap();
        let mut writer = File::options().append(true).open(&path).unwrap();
        assert!(!opened.has_grown());
        writer.write_all("다".repeat(100_000).as_bytes()).unwrap();
        let mut text = String::new();
        opened.read_to_string(&mut text).unwrap();
        assert_eq!(text, "가나");
        assert!(opened.has_grown());
        assert_eq!(opened.seek(SeekFrom::End(-3)).unwrap(), 3);
        text.clear();
        opened.read_to_string(&mut text).unwrap();
        assert_eq!(text, "나");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_not_opened() {
        for path in ["/dev/zero", "/", "/dev/null"] {
            assert!(matches!(Opened::open(Path::new(path)), Err(Reason::NoFile)), "{path}");
        }
    }
}
