//! Files that are there whole or not at all: written beside their place and moved there at the end.

use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::plain_file::{self, are_random_letters, random_letters};

/// The ending of a file that is being written, behind letters that nobody can foresee.
const PART: &str = ".part";

/// Links that a path may lead over, as systems have it.
const MOST_LINKS: usize = 40;

/// A file on its way to a path. What is there stays until [`SafeFile::commit`]; without it nothing changes.
pub struct SafeFile {
    out: Option<BufWriter<File>>,
    /// Where it is written, and where it goes; `None` for devices and pipes, which are written to as they are.
    moved: Option<(PathBuf, PathBuf)>,
}

impl SafeFile {
    /// Begins a file that takes the place of `path`, which its user has named, for the same readers where there is one.
    pub fn create(path: &Path) -> io::Result<Self> {
        // A link stays a link: what it points to is replaced, or made where nothing is there.
        let path = fs::canonicalize(path).or_else(|_| pointed_to(path))?;
        if fs::metadata(&path).is_ok_and(|found| !found.is_file()) {
            let file = File::options().write(true).open(&path)?;
            return Ok(Self { out: Some(BufWriter::new(file)), moved: None });
        }
        Self::begin(path)
    }

    /// Begins a file that takes the place of one that panrye has named: a link, or whatever else is no file, is refused.
    pub fn create_plain(path: &Path) -> io::Result<Self> {
        plain_file::look(path)?;
        Self::begin(path.to_owned())
    }

    fn begin(path: PathBuf) -> io::Result<Self> {
        let name = path.file_name().ok_or_else(|| io::Error::other("no name of a file"))?;
        let beside = format!(".{}.{}{PART}", name.to_string_lossy(), random_letters());
        let beside = path.with_file_name(beside);
        let file = File::create_new(&beside)?;
        let like = permissions_to_keep(&path, &file);
        let mut begun = Self { out: None, moved: Some((beside, path)) };
        // Before anything is written: nobody reads meanwhile what was closed to him.
        if let Some(like) = like? {
            file.set_permissions(like)?;
        }
        begun.out = Some(BufWriter::new(file));
        Ok(begun)
    }

    /// Brings the file to its place, safely on disk when this returns.
    pub fn commit(self) -> io::Result<()> {
        self.commit_by(|beside, path| fs::rename(beside, path))
    }

    /// The same, but an error of the kind [`AlreadyExists`](io::ErrorKind::AlreadyExists), and no change, where
    /// something has come to its place meanwhile.
    pub fn commit_new(self) -> io::Result<()> {
        self.commit_by(|beside, path| match fs::hard_link(beside, path) {
            Err(error)
                if error.kind() != io::ErrorKind::AlreadyExists && fs::symlink_metadata(path).is_err() =>
            {
                // A file system without a second name for a file: between the look and the move is a moment only.
                fs::rename(beside, path)
            }
            linked => linked,
        })
    }

    fn commit_by(mut self, bring: impl FnOnce(&Path, &Path) -> io::Result<()>) -> io::Result<()> {
        let Some(out) = self.out.take() else { return Ok(()) };
        let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        let Some((beside, path)) = &self.moved else { return Ok(()) };
        file.sync_all()?;
        bring(beside, path)?;
        sync_folder(path)
    }
}

impl Write for SafeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.as_mut().map_or(Ok(0), |out| out.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.as_mut().map_or(Ok(()), BufWriter::flush)
    }
}

impl Drop for SafeFile {
    fn drop(&mut self) {
        if let Some((beside, _)) = &self.moved {
            // After a commit there is nothing there any more.
            let _ = fs::remove_file(beside);
        }
    }
}

/// Where a path leads whose links end at nothing.
fn pointed_to(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&path) {
            Ok(target) => path = path.parent().unwrap_or(Path::new("")).join(target),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("links that lead to one another"))
}

/// The permissions that a new file takes over from the one whose place it takes, where they differ. Only Unix says with
/// them who may read.
fn permissions_to_keep(path: &Path, file: &File) -> io::Result<Option<Permissions>> {
    if cfg!(not(unix)) {
        return Ok(None);
    }
    let old = match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        old => old?.permissions(),
    };
    Ok((file.metadata()?.permissions() != old).then_some(old))
}

/// The name of the file that a file of this name was to become, where that was never completed.
pub fn unfinished(name: &str) -> Option<&str> {
    let (name, letters) = name.strip_prefix('.')?.strip_suffix(PART)?.rsplit_once('.')?;
    // Earlier versions put the number of their process there.
    (are_random_letters(letters) || letters.parse::<u32>().is_ok()).then_some(name)
}

/// The name of a file is on disk when its folder is; only Unix lets a folder be opened for that.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_link_to_nothing_stays_a_link() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        symlink("second", at("first")).unwrap();
        symlink(at("third"), at("second")).unwrap();
        let mut file = SafeFile::create(&at("first")).unwrap();
        file.write_all(b"new").unwrap();
        file.commit().unwrap();
        assert!(at("first").is_symlink() && at("second").is_symlink());
        assert_eq!(fs::read_to_string(at("third")).unwrap(), "new");
        symlink("b", at("a")).unwrap();
        symlink("a", at("b")).unwrap();
        assert!(SafeFile::create(&at("a")).is_err());
        assert!(at("a").is_symlink());
    }

    #[test]
    fn a_file_that_is_not_committed_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "old").unwrap();
        let mut file = SafeFile::create(&path).unwrap();
        file.write_all(b"new").unwrap();
        drop(file);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        let mut file = SafeFile::create(&path).unwrap();
        file.write_all(b"new").unwrap();
        file.commit().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn what_has_come_meanwhile_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        for already in [false, true] {
            let mut file = SafeFile::create_plain(&path).unwrap();
            file.write_all(b"new").unwrap();
            if already {
                fs::write(&path, "theirs").unwrap();
            }
            let error = file.commit_new().err().map(|error| error.kind());
            assert_eq!(error, already.then_some(io::ErrorKind::AlreadyExists));
            assert_eq!(fs::read_to_string(&path).unwrap(), if already { "theirs" } else { "new" });
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
        }
    }

    #[test]
    fn what_was_never_completed_is_told_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let file = SafeFile::create(&folder.path().join("a.xml")).unwrap();
        let name = fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().file_name();
        assert_eq!(unfinished(name.to_str().unwrap()), Some("a.xml"));
        drop(file);
        assert_eq!(unfinished(".a.xml.77.part"), Some("a.xml"));
        for other in ["a.xml", ".a.xml", ".a.xml.part", "a.xml.1.part", ".part", ".a.xml.draft.part"] {
            assert_eq!(unfinished(other), None, "{other}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn who_may_read_a_file_stays() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        for mode in [0o600, 0o640, 0o444] {
            let _ = fs::remove_file(&path);
            fs::write(&path, "old").unwrap();
            fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
            let mut file = SafeFile::create(&path).unwrap();
            file.write_all(b"new").unwrap();
            file.commit().unwrap();
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, mode);
            assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_panrye_names_is_not_written_through_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&path, "old").unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        let refused = SafeFile::create_plain(&link).err().unwrap();
        assert!(refused.to_string().contains("a link"), "{refused}");
        assert_eq!(
            (fs::read_to_string(&path).unwrap().as_str(), fs::read_dir(folder.path()).unwrap().count()),
            ("old", 2)
        );
        let mut file = SafeFile::create_plain(&path).unwrap();
        file.write_all(b"new").unwrap();
        file.commit().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&path, "old").unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        let mut file = SafeFile::create(&link).unwrap();
        file.write_all(b"new").unwrap();
        file.commit().unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    }
}
