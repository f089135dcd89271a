//! Files that are there whole or not at all: written beside their place and moved there at the end.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A file on its way to a path. What stands there stays until [`SafeFile::commit`]; without it nothing changes.
pub struct SafeFile {
    out: Option<BufWriter<File>>,
    /// Where it is written, and where it goes; `None` for devices and pipes, which are written to as they are.
    moved: Option<(PathBuf, PathBuf)>,
}

impl SafeFile {
    /// Begins a file that takes the place of `path`.
    pub fn create(path: &Path) -> io::Result<Self> {
        // A link stays a link: what it points to is replaced.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if fs::metadata(&path).is_ok_and(|found| !found.is_file()) {
            let file = File::options().write(true).open(&path)?;
            return Ok(Self { out: Some(BufWriter::new(file)), moved: None });
        }
        let name = path.file_name().ok_or_else(|| io::Error::other("no name of a file"))?;
        let beside = format!(".{}.{}.part", name.to_string_lossy(), std::process::id());
        let beside = path.with_file_name(beside);
        let file = File::create(&beside)?;
        Ok(Self { out: Some(BufWriter::new(file)), moved: Some((beside, path)) })
    }

    /// Brings the file to its place, safely on disk when this returns.
    pub fn commit(mut self) -> io::Result<()> {
        let Some(out) = self.out.take() else { return Ok(()) };
        let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        let Some((beside, path)) = &self.moved else { return Ok(()) };
        file.sync_all()?;
        fs::rename(beside, path)?;
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
