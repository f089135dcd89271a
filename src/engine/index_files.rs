//! Which files are those of an index: what its folder is marked with, and the record of what is there.
//!
//! The folder of an index may hold files of its user, and an index may stand among the judgments. Names do not tell
//! whose a file is. So the folder is marked with a file that lists the name of every file that panrye makes there, each
//! before it is made; what is not listed is not touched. The module that writes an index and the one that looks for
//! judgments know nothing of each other, and both go by this record.
//!
//! The record only grows by lines at its end, and is shortened now and then. A kill may leave names in it whose files
//! were never made, which harms nothing. A power cut may take its last lines: files stay then that nobody removes.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use crate::plain_file::{self, are_random_letters};

/// The file of the commit.
pub(crate) const META: &str = "meta.json";
/// tantivy's list of its files.
pub(crate) const MANAGED: &str = ".managed.json";
/// What the name of a ledger begins with.
pub(crate) const LEDGER: &str = "ledger-";
/// What the name of the file of the relocations begins with; it is older than the word, and every index has it.
pub(crate) const RELOCATIONS: &str = "moves-";
/// What the name of a file begins and ends with that is to take the place of another one; letters drawn by chance stand
/// between.
pub(crate) const UNFINISHED: &str = ".panrye.";
pub(crate) const PART: &str = ".part";
/// The names that are always the same.
const FIXED_NAMES: [&str; 6] =
    [META, MANAGED, ".tantivy-writer.lock", ".tantivy-meta.lock", ".verified", ".writer"];
/// The file that marks a folder as that of an index, and lists what belongs to it.
pub(crate) const MARKER: &str = ".panrye-index";

/// The first line of the marker.
const FIRST_LINE: &str = "panrye index 1\n";
/// Before the name of a file.
const FILE: &str = "file ";
/// Says that the folder has held an index with a commit.
const COMMITTED: &str = "committed";

/// The record of an index: what its marker says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Record {
    files: BTreeSet<String>,
    /// Whether there was ever a commit.
    pub(crate) committed: bool,
    /// What must come before the next line: the rest of a first line, or the end of a line that was cut.
    missing: String,
}

impl Record {
    /// The record of a folder; `None` where the folder is not marked.
    pub(crate) fn of(folder: &Path) -> io::Result<Option<Self>> {
        match plain_file::read(&folder.join(MARKER)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            bytes => Ok(Self::parse(&bytes?)),
        }
    }

    /// Parses a marker; `None` for what is none. One of which only the beginning was written is one.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(bytes);
        if let Some(rest) = FIRST_LINE.strip_prefix(&*text) {
            return Some(Self { missing: rest.to_owned(), ..Self::default() });
        }
        let mut record = Self::default();
        for line in text.strip_prefix(FIRST_LINE)?.split_inclusive('\n') {
            match line.strip_suffix('\n') {
                Some(COMMITTED) => record.committed = true,
                Some(line) => {
                    let name = line.strip_prefix(FILE).filter(|name| is_name(name));
                    record.files.extend(name.map(str::to_owned));
                }
                None => "\n".clone_into(&mut record.missing),
            }
        }
        Some(record)
    }

    /// The whole marker of a record.
    pub(crate) fn text(&self) -> String {
        let files = self.files.iter().map(|name| format!("{FILE}{name}\n"));
        let committed = self.committed.then(|| format!("{COMMITTED}\n"));
        std::iter::once(FIRST_LINE.to_owned()).chain(files).chain(committed).collect()
    }

    /// The names of the files, which need not be there.
    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(String::as_str)
    }

    /// Whether a file of this name is of the index.
    pub(crate) fn has(&self, name: &str) -> bool {
        name == MARKER || self.files.contains(name)
    }

    /// Adds a name; gives what is to be written at the end of the marker.
    pub(crate) fn add(&mut self, name: &str) -> io::Result<String> {
        if !is_name(name) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "no name of a file of an index"));
        }
        self.files.insert(name.to_owned());
        Ok(format!("{}{FILE}{name}\n", std::mem::take(&mut self.missing)))
    }

    /// Says that there is a commit; gives what is to be written at the end of the marker.
    pub(crate) fn commit(&mut self) -> String {
        self.committed = true;
        format!("{}{COMMITTED}\n", std::mem::take(&mut self.missing))
    }

    /// Takes back a name that could not be written, of which a part may stand at the end of the marker.
    pub(crate) fn forget(&mut self, name: &str) {
        self.files.remove(name);
        "\n".clone_into(&mut self.missing);
    }

    /// Keeps the names that are wanted.
    pub(crate) fn retain(&mut self, is_wanted: impl Fn(&str) -> bool) {
        self.files.retain(|name| is_wanted(name));
    }
}

/// What belongs to an index among files that are looked at one after the other.
#[derive(Debug, Default)]
pub(crate) struct Belongings {
    /// The folder of the last file, with its record.
    last: Option<(PathBuf, Option<Record>)>,
}

impl Belongings {
    /// Whether a file is in the folder of an index and is listed in its record.
    pub(crate) fn has(&mut self, path: &Path) -> bool {
        let folder = path.parent().unwrap_or(Path::new(""));
        if self.last.as_ref().is_none_or(|(last, _)| last != folder) {
            self.last = Some((folder.to_owned(), Record::of(folder).ok().flatten()));
        }
        let record = self.last.as_ref().and_then(|(_, record)| record.as_ref());
        let name = path.file_name().and_then(|name| name.to_str());
        record.zip(name).is_some_and(|(record, name)| record.has(name))
    }
}

/// Whether a text names a file in the folder itself.
/// Whether a file of an index can have a name. The marker alone could come from anybody, with a repository that is
/// cloned: what has no such name is never touched, whatever a marker says of it.
fn is_name(text: &str) -> bool {
    let is_hex = |text: &str, length: usize| {
        text.len() == length && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    };
    let is_of_segment = || {
        let Some((segment, ending)) = text.split_once('.') else { return false };
        let ending = ending.strip_suffix(".temp").unwrap_or(ending);
        let is_deleted =
            || ending.strip_suffix(".del").is_some_and(|at| at.bytes().all(|b| b.is_ascii_digit()));
        let known = ["idx", "pos", "term", "store", "fast", "fieldnorm", "temp"];
        is_hex(segment, 32) && (known.contains(&ending) || is_deleted())
    };
    let is_unfinished = || {
        text.strip_prefix(UNFINISHED).and_then(|rest| rest.strip_suffix(PART)).is_some_and(are_random_letters)
    };
    let is_named_by_content = || {
        [LEDGER, RELOCATIONS].iter().any(|name| text.strip_prefix(name).is_some_and(|hash| is_hex(hash, 64)))
    };
    FIXED_NAMES.contains(&text) || is_of_segment() || is_unfinished() || is_named_by_content()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ledger(number: u32) -> String {
        format!("{LEDGER}{number:064x}")
    }

    #[test]
    fn a_record_comes_back_line_by_line_and_as_a_whole() {
        let mut record = Record::default();
        let mut written = record.text();
        for name in ["meta.json", &*ledger(1), ".writer"] {
            written += &record.add(name).unwrap();
        }
        assert_eq!(Record::parse(written.as_bytes()).as_ref(), Some(&record));
        written += &record.commit();
        assert_eq!(Record::parse(written.as_bytes()).as_ref(), Some(&record));
        assert_eq!(Record::parse(record.text().as_bytes()).as_ref(), Some(&record));
        assert!(record.has(&ledger(1)) && record.has(MARKER) && !record.has(&ledger(2)) && record.committed);
    }

    #[test]
    fn a_record_that_was_cut_anywhere_goes_on() {
        let [a, b, c] = [1, 2, 3].map(ledger);
        let whole = format!("{FIRST_LINE}{FILE}{a}\n{COMMITTED}\n{FILE}{b}\n");
        for at in 0..=whole.len() {
            let cut = whole.get(..at).unwrap();
            let mut record = Record::parse(cut.as_bytes()).unwrap();
            let mended = format!("{cut}{}", record.add(&c).unwrap());
            let again = Record::parse(mended.as_bytes()).unwrap();
            assert!(again.has(&c) && again.missing.is_empty(), "{mended}");
            assert_eq!(again.has(&b), at + 1 >= whole.len(), "{mended}");
        }
    }

    #[test]
    fn what_is_no_record_lists_nothing() {
        for text in ["precious", "panrye index 2\nfile a\n", "\n", "Panrye index 1\n"] {
            assert_eq!(Record::parse(text.as_bytes()), None, "{text}");
        }
        let strange = format!(
            "{FIRST_LINE}file ../a\nfile /a\nfile a/b\nfile .\nfile ..\nfile \nnote\nfile {MARKER}\n"
        );
        assert_eq!(Record::parse(strange.as_bytes()), Some(Record::default()));
        for name in ["../a", "a/b", "", ".", "a\nb", MARKER] {
            assert!(Record::default().add(name).is_err(), "{name}");
        }
    }

    #[test]
    fn only_names_that_an_index_gives_are_those_of_its_files() {
        let segment = "0123456789abcdef0123456789abcdef";
        for name in [
            "meta.json",
            ".managed.json",
            ".writer",
            &ledger(7),
            &format!("{RELOCATIONS}{:064x}", 7),
            &format!("{segment}.idx"),
            &format!("{segment}.12.del"),
            &format!("{segment}.store.temp"),
            ".panrye.0123456789abcdef.part",
        ] {
            assert!(is_name(name), "{name}");
        }
        for name in [
            "secret.env",
            "notes.txt",
            "ledger-taxes.ods",
            "moves-2024.txt",
            ".tmpABC123",
            "d41d8cd98f00b204e9800998ecf8427e.pdf",
            ".panrye.toml",
            ".panrye-fetch",
            &format!("{segment}.odt.temp"),
            &format!("{segment}.x.del"),
        ] {
            assert!(!is_name(name), "{name}");
        }
    }
}
