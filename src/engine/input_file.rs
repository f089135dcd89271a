//! Files that a user names and that are read whole or line by line: regular ones, and no more of them than can be meant.
//!
//! A device never ends, a pipe may never begin, and what the system makes up as it is read (`/proc`) has no size; to open
//! them can block already. So what a file is gets looked at before. Of a file that grows while it is read, no more is read
//! than its bound. The corpus has rules of its own (`crate::corpus`).

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;

/// Why something cannot be read as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// A named pipe or a socket.
    #[error("it is a pipe and no file: give what comes from it on standard input, or save it in a file")]
    Pipe,
    /// A device.
    #[error("it is a device and no file: name a file")]
    Device,
    /// What the system makes up as it is read.
    #[error("the system makes it up as it is read: name an ordinary file")]
    System,
    /// More bytes than are read.
    #[error("larger than the {0} bytes that are read")]
    TooLarge(u64),
    /// A line that does not end.
    #[error("a line goes on after 1 GiB")]
    Endless,
}

impl From<Unfit> for io::Error {
    fn from(unfit: Unfit) -> Self {
        Self::other(unfit)
    }
}

/// Opens a regular file, or a pipe that the program was started with (`/dev/fd/63`, as shells name what they put in).
pub fn open(path: &Path) -> io::Result<(File, Metadata)> {
    fit(path, &fs::metadata(path)?)?;
    let file = File::open(path)?;
    // Another file may have taken its place meanwhile.
    let about = file.metadata()?;
    fit(path, &about)?;
    Ok((file, about))
}

/// Reads a file of at most `most` bytes.
pub fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let (file, about) = open(path)?;
    if about.len() > most {
        return Err(Unfit::TooLarge(most).into());
    }
    read_from(file, most)
}

/// Reads a file of UTF-8 text of at most `most` bytes.
pub fn read_to_string(path: &Path, most: u64) -> io::Result<String> {
    String::from_utf8(read(path, most)?).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

/// Reads a stream of at most `most` bytes.
pub fn read_from(stream: impl Read, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(Unfit::TooLarge(most).into()) } else { Ok(bytes) }
}

fn fit(path: &Path, about: &Metadata) -> io::Result<()> {
    if about.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if about.is_file() {
        return if is_made_up(about) { Err(Unfit::System.into()) } else { Ok(()) };
    }
    match kind(about) {
        Unfit::Pipe if is_inherited(path) => Ok(()),
        unfit => Err(unfit.into()),
    }
}

/// Whether a path names what the program was started with.
fn is_inherited(path: &Path) -> bool {
    ["/dev/fd", "/dev/stdin", "/proc/self/fd"].iter().any(|folder| path.starts_with(folder))
}

#[cfg(unix)]
fn kind(about: &Metadata) -> Unfit {
    use std::os::unix::fs::FileTypeExt;
    let kind = about.file_type();
    if kind.is_char_device() || kind.is_block_device() { Unfit::Device } else { Unfit::Pipe }
}

#[cfg(not(unix))]
fn kind(_: &Metadata) -> Unfit {
    Unfit::Device
}

/// Whether a file lies in a file system that the kernel makes up.
#[cfg(unix)]
fn is_made_up(about: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    let is_on = |folder: &str| fs::metadata(folder).is_ok_and(|system| system.dev() == about.dev());
    // Where nothing is mounted there, these are folders like others.
    !is_on("/") && (is_on("/proc") || is_on("/sys"))
}

#[cfg(not(unix))]
fn is_made_up(_: &Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unfit(error: &io::Error) -> Option<Unfit> {
        error.get_ref()?.downcast_ref().copied()
    }

    #[test]
    fn a_file_is_read_up_to_its_bound() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "가나").unwrap();
        assert_eq!(read_to_string(&path, 6).unwrap(), "가나");
        assert_eq!(unfit(&read(&path, 5).unwrap_err()), Some(Unfit::TooLarge(5)));
        assert_eq!(read(folder.path(), 5).unwrap_err().kind(), io::ErrorKind::IsADirectory);
        assert_eq!(read(&folder.path().join("b.txt"), 5).unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[test]
    fn what_does_not_end_is_read_up_to_its_bound() {
        assert_eq!(unfit(&read_from(io::repeat(b'x'), 9).unwrap_err()), Some(Unfit::TooLarge(9)));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn devices_pipes_and_what_the_system_makes_up_are_not_opened() {
        let folder = tempfile::TempDir::new().unwrap();
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
        assert!(made.success());
        for (path, expected) in [
            (Path::new("/dev/zero"), Unfit::Device),
            (&pipe, Unfit::Pipe),
            (Path::new("/proc/self/status"), Unfit::System),
        ] {
            assert_eq!(unfit(&read(path, 1 << 20).unwrap_err()), Some(expected), "{}", path.display());
        }
    }
}
