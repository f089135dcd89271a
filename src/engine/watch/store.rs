//! The file of watches: read and written as a whole, by one program at a time.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Watch;
use crate::escaped_json as json;
use crate::input_file;
use crate::plain_file;
use crate::safe_file::SafeFile;

/// Bytes of a file of watches that is read: what ten watches have seen of a million judgments.
const LARGEST: u64 = 256 << 20;

/// Version of the file.
const VERSION: u32 = 1;

/// What can be wrong with the file of watches.
#[derive(Debug, Error)]
pub enum WatchError {
    /// It cannot be read as what it is; it is never thrown away.
    #[error(
        "{path} holds no watches that can be read ({reason}): mend it, or move it away to start over",
        path = .path.display()
    )]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Another version of the program wrote it.
    #[error(
        "{path} has version {found}, and this program reads version {VERSION}: update the program",
        path = .path.display()
    )]
    Version {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u64,
    },
    /// The system refuses.
    #[error("cannot use {path}: {source}", path = .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

#[derive(Deserialize)]
struct Contents {
    watches: Vec<Watch>,
}

#[derive(Serialize)]
struct ContentsRef<'w> {
    version: u32,
    watches: &'w [Watch],
}

/// The watches of a file. While one that was [locked](WatchStore::lock) lives, other programs wait for it.
pub struct WatchStore {
    /// The watches, in the order in which they were added.
    pub watches: Vec<Watch>,
    path: PathBuf,
    _lock: Option<File>,
}

impl WatchStore {
    /// Reads the watches of a file, none where there is no file. For reading only: others may write meanwhile.
    pub fn read(path: &Path) -> Result<Self, WatchError> {
        Ok(Self { watches: watches(path)?, path: path.to_owned(), _lock: None })
    }

    /// Waits until no other program uses the file, and reads it.
    ///
    /// The lock is on a file of its own beside it, for the file itself is replaced; it goes with the process.
    pub fn lock(path: &Path) -> Result<Self, WatchError> {
        let mut beside = path.as_os_str().to_owned();
        beside.push(".lock");
        let beside = PathBuf::from(beside);
        let refused = |source| WatchError::Io { path: beside.clone(), source };
        let lock = plain_file::open_or_create(&beside, File::options().write(true)).map_err(refused)?;
        lock.lock().map_err(refused)?;
        Ok(Self { watches: watches(path)?, path: path.to_owned(), _lock: Some(lock) })
    }

    /// Writes the watches; they are safely on disk when this returns, and the old ones stay until then.
    pub fn store(&self) -> Result<(), WatchError> {
        let write = || {
            let mut file = SafeFile::create(&self.path)?;
            let contents = ContentsRef { version: VERSION, watches: &self.watches };
            writeln!(file, "{}", json::to_string_pretty(&contents)?)?;
            file.commit()
        };
        write().map_err(|source| WatchError::Io { path: self.path.clone(), source })
    }

    /// The watch of a name.
    pub fn named(&self, name: &str) -> Option<&Watch> {
        self.watches.iter().find(|watch| watch.name == name)
    }
}

fn watches(path: &Path) -> Result<Vec<Watch>, WatchError> {
    let unreadable = |reason: String| WatchError::Unreadable { path: path.to_owned(), reason };
    let text = match input_file::read(path, LARGEST) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(WatchError::Io { path: path.to_owned(), source }),
    };
    let value: serde_json::Value =
        serde_json::from_slice(&text).map_err(|error| unreadable(error.to_string()))?;
    match value["version"].as_u64() {
        Some(found) if found == u64::from(VERSION) => {}
        Some(found) => return Err(WatchError::Version { path: path.to_owned(), found }),
        None => return Err(unreadable("it names no version".to_owned())),
    }
    let contents: Contents = serde_json::from_value(value).map_err(|error| unreadable(error.to_string()))?;
    Ok(contents.watches)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn watch(name: &str) -> Watch {
        let mut watch =
            Watch { name: name.to_owned(), query: Some("소멸시효".to_owned()), ..Watch::default() };
        watch.seen.insert("대법원|2019다1|");
        watch
    }

    #[test]
    fn watches_come_back_as_they_were() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("index.watches.json");
        assert!(WatchStore::read(&path).unwrap().watches.is_empty());
        let mut store = WatchStore::lock(&path).unwrap();
        store.watches.push(watch("가"));
        store.store().unwrap();
        drop(store);
        assert_eq!(WatchStore::read(&path).unwrap().watches, [watch("가")]);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_an_error_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("index.watches.json");
        for (text, reason) in [
            ("", "EOF"),
            ("{}", "no version"),
            ("{\"version\": 2, \"watches\": []}", "version 2"),
            ("{\"version\": 1, \"watches\": [{}]}", "name"),
            ("{\"version\": 1, \"watches\": [{\"name\": \"가\", \"seen\": \"0\"}]}", "damaged"),
        ] {
            fs::write(&path, text).unwrap();
            let error = WatchStore::lock(&path).err().unwrap().to_string();
            assert!(error.contains(reason), "{error}");
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_lock_that_is_a_link_is_not_made_elsewhere() {
        let folder = tempfile::tempdir().unwrap();
        let elsewhere = folder.path().join("elsewhere");
        std::os::unix::fs::symlink(&elsewhere, folder.path().join("index.watches.json.lock")).unwrap();
        let refused = WatchStore::lock(&folder.path().join("index.watches.json")).err().unwrap().to_string();
        assert!(refused.contains("a link") && !elsewhere.exists(), "{refused}");
    }

    #[test]
    fn a_second_program_waits_and_loses_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("index.watches.json");
        std::thread::scope(|scope| {
            for i in 0..8 {
                let path = &path;
                scope.spawn(move || {
                    let mut store = WatchStore::lock(path).unwrap();
                    store.watches.push(watch(&i.to_string()));
                    store.store().unwrap();
                });
            }
        });
        assert_eq!(WatchStore::read(&path).unwrap().watches.len(), 8);
    }
}
