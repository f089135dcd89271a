//! Regular files: where one belongs, nothing else is opened.
//!
//! A link in the place of a file of ours may lead to a file of somebody else's, and a pipe or a device blocks whoever
//! opens it. So what is there is looked at first, and compared afterwards with what was opened. New files are
//! created where there is nothing, under names that nobody can foresee.

use std::fs::{self, File, Metadata, OpenOptions};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// How often a file is opened that another process replaces meanwhile.
const MOST_TRIES: u32 = 10;

/// Bytes of a file that is read as a whole: the notes of millions of judgments are smaller.
pub const LARGEST: u64 = 256 << 20;

/// What is found where a regular file belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotPlain {
    /// A symbolic link, wherever it leads.
    #[error("a link")]
    Link,
    /// A folder.
    #[error("a folder")]
    Folder,
    /// A pipe, a socket or a device.
    #[error("a pipe or a device")]
    Special,
}

/// The error of the system by which such a thing is refused.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{} is {kind}, where a regular file belongs: remove it", .path.display())]
pub struct NotPlainError {
    /// Where it is.
    pub path: PathBuf,
    /// What it is.
    pub kind: NotPlain,
}

impl NotPlainError {
    /// What an error of the system says, where it is this one.
    pub fn of(error: &io::Error) -> Option<&Self> {
        error.get_ref()?.downcast_ref()
    }
}

/// What the system says of a regular file; `None` where there is nothing, an error where something else is.
pub fn look(path: &Path) -> io::Result<Option<Metadata>> {
    let found = match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        found => found?,
    };
    let kind = match found.file_type() {
        file if file.is_file() => return Ok(Some(found)),
        file if file.is_symlink() => NotPlain::Link,
        file if file.is_dir() => NotPlain::Folder,
        _ => NotPlain::Special,
    };
    Err(io::Error::new(io::ErrorKind::InvalidInput, NotPlainError { path: path.to_owned(), kind }))
}

/// Opens a regular file that is there.
pub fn open(path: &Path, options: &OpenOptions) -> io::Result<File> {
    for _ in 0..MOST_TRIES {
        let seen = look(path)?.ok_or(io::ErrorKind::NotFound)?;
        let file = options.open(path)?;
        if is_same(&seen, &file.metadata()?) {
            return Ok(file);
        }
    }
    Err(io::Error::other("it is being replaced again and again"))
}

/// How often a file is looked for at most while another program makes and removes it.
const LOOKS: u32 = 20;

/// Opens a regular file, which is created where there is nothing.
pub fn open_or_create(path: &Path, options: &OpenOptions) -> io::Result<File> {
    let mut made = Err(io::ErrorKind::NotFound.into());
    for _ in 0..LOOKS {
        match open(path, options) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            opened => return opened,
        }
        made = options.clone().create_new(true).open(path);
        // Another program was faster.
        if !matches!(&made, Err(error) if error.kind() == io::ErrorKind::AlreadyExists) {
            break;
        }
    }
    made
}

/// The bytes of a regular file of at most [`LARGEST`].
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = open(path, File::options().read(true))?;
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST { Err(too_large()) } else { Ok(bytes) }
}

/// The error of a file of more than [`LARGEST`] bytes.
pub fn too_large() -> io::Error {
    io::Error::new(io::ErrorKind::FileTooLarge, "it has more bytes than any file of its name")
}

/// Letters for a name that nobody can foresee: 16 hexadecimal digits.
pub fn random_letters() -> String {
    // Each state is keyed by the system's own chance.
    format!("{:016x}", RandomState::new().build_hasher().finish())
}

/// Whether a text is what [`random_letters`] gives.
pub fn are_random_letters(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(unix)]
fn is_same(seen: &Metadata, opened: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (seen.dev(), seen.ino()) == (opened.dev(), opened.ino())
}

#[cfg(not(unix))]
fn is_same(_: &Metadata, opened: &Metadata) -> bool {
    opened.is_file()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_a_regular_file_is_opened() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("file"), "mine").unwrap();
        std::os::unix::fs::symlink(at("file"), at("link")).unwrap();
        std::os::unix::fs::symlink(at("nowhere"), at("dangling")).unwrap();
        fs::create_dir(at("folder")).unwrap();
        let socket = std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
        let options = File::options().read(true).write(true).clone();
        for (name, kind) in [
            ("link", NotPlain::Link),
            ("dangling", NotPlain::Link),
            ("folder", NotPlain::Folder),
            ("socket", NotPlain::Special),
        ] {
            for error in [
                look(&at(name)).err(),
                read(&at(name)).err(),
                open(&at(name), &options).err(),
                open_or_create(&at(name), &options).err(),
            ] {
                let error = error.unwrap();
                assert_eq!(NotPlainError::of(&error).map(|found| found.kind), Some(kind), "{name}: {error}");
            }
        }
        drop(socket);
        assert_eq!(read(&at("file")).unwrap(), b"mine");
        assert!(look(&at("none")).unwrap().is_none() && !at("nowhere").exists());
        assert_eq!(read(&at("none")).unwrap_err().kind(), io::ErrorKind::NotFound);
        open_or_create(&at("none"), &options).unwrap();
        assert!(look(&at("none")).unwrap().is_some());
    }

    #[test]
    fn a_file_of_countless_bytes_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sparse");
        File::create(&path).unwrap().set_len(1 << 40).unwrap();
        assert_eq!(read(&path).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }

    #[test]
    fn random_letters_are_told_from_others() {
        let (one, other) = (random_letters(), random_letters());
        assert!(are_random_letters(&one) && are_random_letters(&other) && one != other, "{one} {other}");
        for text in ["", "77", "0123456789ABCDEF", "0123456789abcde", "0123456789abcdef0", "0123456789abcdeg"]
        {
            assert!(!are_random_letters(text), "{text}");
        }
    }
}
