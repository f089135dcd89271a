//! The folder of fetched judgments: what is there, and how a judgment gets there.
//!
//! `SERIAL.xml` is the API's answer as it came, written beside and renamed, so that it is there whole or not at all.
//! The hidden file `.panrye-fetch` keeps notes, a line each, that only save questions; without it everything but those
//! is as it was. It also is the lock: one fetch at a time writes to a folder.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::error::FetchError;
use super::serial::SerialNumber;
use crate::plain_file;
use crate::safe_file::{SafeFile, unfinished};

const NOTES: &str = ".panrye-fetch";

/// A folder of fetched judgments.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    present: HashSet<SerialNumber>,
    notes: Notes,
    /// Open for appending, and locked, where the folder is written to.
    file: Option<File>,
}

/// What the notes say.
#[derive(Debug, Default)]
struct Notes {
    /// Judgments that are listed and whose text is not given out.
    without_text: HashSet<SerialNumber>,
    /// Judgments that failed; some may be there by now.
    failed: BTreeMap<SerialNumber, Failed>,
    /// Selections that were fetched to their end, with the number of judgments that the list had.
    complete: HashMap<String, u64>,
}

/// A judgment that failed.
#[derive(Debug, Default)]
struct Failed {
    /// The name by which it was listed.
    name: String,
    /// The selections that wanted it. A note without one is of any: so they were written once.
    selections: BTreeSet<Option<String>>,
}

impl Failed {
    fn is_of(&self, selection: &str) -> bool {
        self.selections.iter().any(|of| of.as_deref().is_none_or(|of| of == selection))
    }
}

impl Folder {
    /// Looks at a folder, which need not exist, without changing anything.
    pub fn look(path: &Path) -> Result<Self, FetchError> {
        let failed = |source| FetchError::Folder { path: path.to_owned(), source };
        let nothing = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
        let present = match fs::read_dir(path) {
            Err(error) if nothing(&error) => HashSet::new(),
            entries => entries.and_then(serials).map_err(failed)?,
        };
        let notes = match plain_file::read(&path.join(NOTES)) {
            Err(error) if nothing(&error) => Notes::default(),
            bytes => Notes::parse(&bytes.map_err(failed)?),
        };
        Ok(Self { path: path.to_owned(), present, notes, file: None })
    }

    /// Opens a folder for writing, makes it where there is none, and removes what a killed fetch left half written.
    pub fn open(path: &Path) -> Result<Self, FetchError> {
        let failed = |source| FetchError::Folder { path: path.to_owned(), source };
        fs::create_dir_all(path).map_err(failed)?;
        let options = File::options().read(true).append(true).clone();
        let mut file = plain_file::open_or_create(&path.join(NOTES), &options).map_err(failed)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(FetchError::Locked(path.to_owned())),
            // A file system without locks is the user's to look after.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        let mut text = Vec::new();
        file.read_to_end(&mut text).map_err(failed)?;
        if text.last().is_some_and(|&last| last != b'\n') {
            // A line that was cut by a kill ends here and counts for nothing.
            file.write_all(b"\n").map_err(failed)?;
        }
        remove_parts(path).map_err(failed)?;
        let present = fs::read_dir(path).and_then(serials).map_err(failed)?;
        Ok(Self { path: path.to_owned(), present, notes: Notes::parse(&text), file: Some(file) })
    }

    /// Where the folder is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the judgment is there.
    pub(super) fn holds(&self, serial: SerialNumber) -> bool {
        self.present.contains(&serial)
    }

    /// Whether the judgment was asked for and has no text.
    pub(super) fn lacks_text(&self, serial: SerialNumber) -> bool {
        self.notes.without_text.contains(&serial)
    }

    /// The judgments of a selection that failed and are still not there, with the names by which they were listed.
    pub(super) fn failed(&self, selection: &str) -> impl Iterator<Item = (SerialNumber, &str)> {
        let of_it = self.notes.failed.iter().filter(move |(_, failed)| failed.is_of(selection));
        let failed = of_it.map(|(serial, failed)| (*serial, failed.name.as_str()));
        failed.filter(|(serial, _)| !self.holds(*serial) && !self.lacks_text(*serial))
    }

    /// How long the list of a selection was when it was last fetched to its end.
    pub(super) fn complete(&self, selection: &str) -> Option<u64> {
        self.notes.complete.get(selection).copied()
    }

    /// Writes a judgment: whole or not at all, also when the machine stops. A file that has come under its name since
    /// the folder was looked at is somebody else's, and stays.
    pub(super) fn save(&mut self, serial: SerialNumber, answer: &[u8]) -> Result<(), FetchError> {
        let target = self.path.join(serial.file_name());
        let written = SafeFile::create_plain(&target).and_then(|mut file| {
            file.write_all(answer)?;
            file.commit_new()
        });
        let written = match written {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            written => written,
        };
        written.map_err(|source| FetchError::Folder { path: target, source })?;
        self.present.insert(serial);
        Ok(())
    }

    /// Notes that a judgment has no text.
    pub(super) fn note_without_text(&mut self, serial: SerialNumber) -> Result<(), FetchError> {
        if self.notes.without_text.insert(serial) {
            self.note(&format!("without-text {serial}\n"))?;
        }
        Ok(())
    }

    /// Notes that a judgment failed, so that the next fetch of this selection asks for it without looking for it on the
    /// list.
    pub(super) fn note_failed(
        &mut self,
        serial: SerialNumber,
        name: &str,
        selection: &str,
    ) -> Result<(), FetchError> {
        let name = name.replace(char::is_control, " ");
        let failed = self.notes.failed.entry(serial).or_default();
        failed.name.clone_from(&name);
        if failed.selections.insert(Some(selection.to_owned())) {
            self.note(&format!("failed {serial} {name}\t{selection}\n"))?;
        }
        Ok(())
    }

    /// Notes that a selection is fetched to its end (with the length of its list), or is not any more.
    pub(super) fn note_complete(&mut self, selection: &str, total: Option<u64>) -> Result<(), FetchError> {
        if self.complete(selection) == total {
            return Ok(());
        }
        if let Some(total) = total {
            self.notes.complete.insert(selection.to_owned(), total);
            self.note(&format!("complete {total} {selection}\n"))
        } else {
            self.notes.complete.remove(selection);
            self.note(&format!("open {selection}\n"))
        }
    }

    fn note(&mut self, line: &str) -> Result<(), FetchError> {
        let Some(file) = &mut self.file else { return Ok(()) };
        let failed = |source| FetchError::Folder { path: self.path.join(NOTES), source };
        file.write_all(line.as_bytes()).map_err(failed)
    }
}

impl Notes {
    /// Parses notes; lines that are none, such as one that was cut, are passed over. The last word counts.
    fn parse(bytes: &[u8]) -> Self {
        let mut notes = Self::default();
        for line in
            String::from_utf8_lossy(bytes).split_inclusive('\n').filter_map(|line| line.strip_suffix('\n'))
        {
            match line.split_once(' ') {
                Some(("without-text", serial)) => notes.without_text.extend(SerialNumber::parse(serial)),
                Some(("failed", rest)) => {
                    let (serial, rest) = rest.split_once(' ').unwrap_or((rest, ""));
                    let (name, selection) =
                        rest.split_once('\t').map_or((rest, None), |(name, of)| (name, Some(of)));
                    if let Some(serial) = SerialNumber::parse(serial) {
                        let failed = notes.failed.entry(serial).or_default();
                        name.clone_into(&mut failed.name);
                        failed.selections.insert(selection.map(str::to_owned));
                    }
                }
                Some(("complete", rest)) => {
                    let read =
                        rest.split_once(' ').and_then(|(total, name)| Some((name, total.parse().ok()?)));
                    notes.complete.extend(read.map(|(name, total)| (name.to_owned(), total)));
                }
                Some(("open", selection)) => {
                    notes.complete.remove(selection);
                }
                _ => {}
            }
        }
        notes
    }
}

fn serials(entries: fs::ReadDir) -> io::Result<HashSet<SerialNumber>> {
    let mut found = HashSet::new();
    for entry in entries {
        let name = entry?.file_name();
        found.extend(name.to_str().and_then(SerialNumber::of_file_name));
    }
    Ok(found)
}

fn remove_parts(path: &Path) -> io::Result<()> {
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let name = entry.file_name();
        let is_part = name.to_str().and_then(unfinished).and_then(SerialNumber::of_file_name).is_some();
        if is_part && entry.file_type()?.is_file() {
            fs::remove_file(path.join(&name))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn serial(text: &str) -> SerialNumber {
        SerialNumber::parse(text).unwrap()
    }

    #[test]
    fn what_is_written_is_there_the_next_time() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("deep/folder");
        assert!(!Folder::look(&path).unwrap().holds(serial("1")) && !path.exists());
        let mut folder = Folder::open(&path).unwrap();
        folder.save(serial("1"), b"<a/>").unwrap();
        folder.note_without_text(serial("2")).unwrap();
        folder.note_complete("all", Some(7)).unwrap();
        folder.note_complete("other", Some(8)).unwrap();
        folder.note_complete("other", None).unwrap();
        for failed in ["1", "2", "3"] {
            folder.note_failed(serial(failed), "대법원 2020다1\n", "all").unwrap();
        }
        folder.note_failed(serial("4"), "대법원 2020다4", "other").unwrap();
        folder.note_failed(serial("3"), "대법원 2020다1", "third").unwrap();
        drop(folder);
        let folder = Folder::look(&path).unwrap();
        assert!(folder.holds(serial("1")) && folder.lacks_text(serial("2")));
        assert_eq!((folder.complete("all"), folder.complete("other")), (Some(7), None));
        let failed =
            |selection| folder.failed(selection).map(|(serial, _)| serial.to_string()).collect::<Vec<_>>();
        assert_eq!((failed("all"), failed("other")), (vec!["3".to_owned()], vec!["4".to_owned()]));
        assert_eq!((failed("third"), failed("fourth")), (vec!["3".to_owned()], vec![]));
        assert_eq!(folder.failed("other").next().unwrap().1, "대법원 2020다4");
        assert_eq!(fs::read(path.join("1.xml")).unwrap(), b"<a/>");
    }

    #[test]
    fn leftovers_of_a_kill_are_cleared_away() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join(".5.xml.77.part"), b"<half").unwrap();
        fs::write(place.path().join(".other.77.part"), b"not ours").unwrap();
        fs::write(place.path().join(NOTES), b"without-text 4\nfailed 7 x\nwithout-text 12").unwrap();
        let mut folder = Folder::open(place.path()).unwrap();
        assert!(
            !place.path().join(".5.xml.77.part").exists() && place.path().join(".other.77.part").exists()
        );
        assert!(folder.lacks_text(serial("4")) && !folder.holds(serial("5")));
        assert_eq!(folder.failed("any").count(), 1, "a note without a selection is of any");
        folder.note_without_text(serial("6")).unwrap();
        drop(folder);
        assert!(Folder::look(place.path()).unwrap().lacks_text(serial("6")));
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link() {
        let place = tempfile::tempdir().unwrap();
        let (path, mine) = (place.path().join("fetched"), place.path().join("mine"));
        fs::create_dir(&path).unwrap();
        fs::write(&mine, "precious").unwrap();
        let link = |name: &str| std::os::unix::fs::symlink(&mine, path.join(name)).unwrap();
        link(NOTES);
        for refused in [Folder::look(&path).err(), Folder::open(&path).err()] {
            assert!(refused.unwrap().to_string().contains(".panrye-fetch is a link"));
        }
        fs::remove_file(path.join(NOTES)).unwrap();
        link(".5.xml.77.part");
        let mut folder = Folder::open(&path).unwrap();
        assert!(path.join(".5.xml.77.part").is_symlink());
        link("5.xml");
        assert!(folder.save(serial("5"), b"<a/>").is_err());
        assert_eq!(fs::read(&mine).unwrap(), b"precious");
    }

    #[test]
    fn one_fetch_at_a_time() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::open(place.path()).unwrap();
        assert!(matches!(Folder::open(place.path()), Err(FetchError::Locked(_))));
        drop(folder);
        assert!(Folder::open(place.path()).is_ok());
    }
}
