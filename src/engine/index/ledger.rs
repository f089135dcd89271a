//! The ledger: which record of which file is which document, so that a refresh reads and indexes only what changed.
//!
//! It is in a file of the index folder that is named after its content, written before the commit whose manifest
//! names it, and never changed. A killed writer leaves at most a ledger that no commit names. Where the ledger of a
//! commit is missing or damaged, everything is read again: no answer depends on it.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use tantivy::directory::{Directory, OwnedBytes};

use super::IndexError;
use super::folder::Folder;
use crate::index_files::LEDGER;
use panrye_law::case_number::CaseNumber;
use panrye_law::judgment::{DecisionDate, Judgment, JudgmentKey, Section, SourceStamp};

/// The ledger of millions of records is far smaller than this; a damaged length must not take all memory.
const LARGEST: usize = 1 << 30;

/// Everything that the files held when they were last read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ledger {
    /// The files, in the order in which they were found.
    pub files: Vec<LedgerFile>,
}

/// A file with its records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerFile {
    /// Its path.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// When it was modified, in nanoseconds since 1970.
    pub modified: Option<i64>,
    /// Whether size and time tell that it is unchanged: it was not too fresh, and all of it could be read.
    pub settled: bool,
    /// Its records, in their order.
    pub records: Vec<LedgerRecord>,
}

/// A record as a file has it: one line, one member of an archive, or the file itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerRecord {
    /// Path with the member of an archive.
    pub path: String,
    /// Number of the record in a file of many.
    pub record: Option<u64>,
    /// Hash of its bytes.
    pub hash: [u8; 16],
    /// The judgments in it: one, or several where it is a list.
    pub judgments: Vec<LedgerJudgment>,
}

/// A judgment of a record, as much of it as tells whether another record has the same one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerJudgment {
    /// Court and number.
    pub key: JudgmentKey,
    /// Date of the decision as `yyyymmdd`, 0 where it is missing.
    pub decided: u64,
    /// Every case number that the record gives it.
    pub numbers: Vec<CaseNumber>,
    /// What tells its case name from others, blanks and marks left out; 0 where it has none.
    pub name: u64,
    /// Bytes of its text.
    pub text: u64,
    /// Its passages.
    pub passages: u64,
    /// The citations in it.
    pub citations: u64,
    /// The statute references in it.
    pub statutes: u64,
    /// The document that stands for it; none where another file has the judgment in a fuller form.
    pub document: Option<u64>,
    /// Whether the record has moved since it was indexed, so that the document names an old place.
    pub moved: bool,
    /// Case numbers that only other records of the judgment give it, and that its document has too.
    pub also: Vec<CaseNumber>,
}

impl LedgerJudgment {
    /// The entry of a judgment that no document stands for yet.
    pub fn of(judgment: &Judgment) -> Self {
        let name: String =
            judgment.case_name.iter().flat_map(|name| name.chars()).filter(|c| c.is_alphanumeric()).collect();
        let hash = blake3::hash(name.as_bytes());
        let name = hash
            .as_bytes()
            .first_chunk()
            .map(|first| u64::from_le_bytes(*first))
            .filter(|_| !name.is_empty());
        let text: usize = Section::ALL.map(|section| judgment.section(section).len()).iter().sum();
        Self {
            key: judgment.key(),
            decided: judgment.decided.map_or(0, DecisionDate::as_number),
            numbers: judgment.case_numbers.clone(),
            name: name.unwrap_or(0),
            text: text as u64,
            passages: 0,
            citations: 0,
            statutes: 0,
            document: None,
            moved: false,
            also: Vec::new(),
        }
    }
}

impl LedgerRecord {
    /// The name under which output shows the source of one of its judgments, the `nth` from 0.
    pub fn name(&self, nth: usize) -> String {
        SourceStamp { path: self.path.clone(), record: self.number(nth), ..SourceStamp::default() }.name()
    }

    /// The number that tells the `nth` judgment from others: in a list of several its own, else that of the record.
    pub(super) const fn number(&self, nth: usize) -> Option<u64> {
        if self.judgments.len() > 1 { Some(nth as u64 + 1) } else { self.record }
    }
}

impl Ledger {
    /// The ledger that a manifest names; `None` where it is missing or damaged.
    pub(super) fn load(folder: &Folder, name: &str) -> Result<Option<Self>, IndexError> {
        Ok(Self::packed(folder, name)?.and_then(|packed| Self::unpack(&packed, name)))
    }

    /// The ledger that a manifest names, neither looked at nor unpacked; `None` where it is missing or the system does
    /// not let it be read.
    pub(super) fn packed(folder: &Folder, name: &str) -> Result<Option<OwnedBytes>, IndexError> {
        match folder.bytes(&file_name(name)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error @ IndexError::NotPlain { .. }) => Err(error),
            Err(_) => Ok(None),
        }
    }

    /// Reads the ledger of a name; `None` where it is damaged.
    pub(super) fn unpack(packed: &[u8], name: &str) -> Option<Self> {
        if blake3::hash(packed).to_hex().as_str() != name {
            return None;
        }
        let bytes = zstd::bulk::decompress(packed, unpacked_size(packed)?).ok()?;
        postcard::from_bytes(&bytes).ok()
    }

    /// Writes the ledger, safely on disk when it returns, and returns its name. One of the same content is replaced by
    /// itself at once: it may be that of the last commit.
    pub(super) fn store(&self, folder: &Folder) -> io::Result<String> {
        let bytes = postcard::to_stdvec(self).map_err(io::Error::other)?;
        let packed = zstd::bulk::compress(&bytes, 3)?;
        let name = blake3::hash(&packed).to_hex().to_string();
        folder.atomic_write(Path::new(&file_name(&name)), &packed)?;
        Ok(name)
    }

    /// All judgments, with their records.
    pub fn judgments(&self) -> impl Iterator<Item = (&LedgerRecord, usize, &LedgerJudgment)> {
        let records = self.files.iter().flat_map(|file| &file.records);
        records.flat_map(|record| record.judgments.iter().enumerate().map(move |(nth, j)| (record, nth, j)))
    }
}

fn file_name(name: &str) -> String {
    format!("{LEDGER}{name}")
}

fn unpacked_size(packed: &[u8]) -> Option<usize> {
    let size = zstd::zstd_safe::get_frame_content_size(packed).ok().flatten()?;
    usize::try_from(size).ok().filter(|&size| size <= LARGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ledger() -> Ledger {
        let mut judgment = Judgment::default();
        judgment.set_docket("2020다1");
        let also = vec!["2020다2".parse().unwrap()];
        let judgment =
            LedgerJudgment { document: Some(7), moved: true, also, ..LedgerJudgment::of(&judgment) };
        let record =
            LedgerRecord { path: "a".to_owned(), record: Some(3), hash: [1; 16], judgments: vec![judgment] };
        let file = LedgerFile {
            path: "a".to_owned(),
            size: 10,
            modified: None,
            settled: true,
            records: vec![record],
        };
        Ledger { files: vec![file] }
    }

    #[test]
    fn a_ledger_comes_back_and_old_ones_go() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::create(place.path()).and_then(Folder::locked).unwrap();
        let old = Ledger::default().store(&folder).unwrap();
        let name = ledger().store(&folder).unwrap();
        folder.remove_where(|file| file != file_name(&name));
        assert_eq!(Ledger::load(&folder, &old).unwrap(), None);
        assert_eq!(Ledger::load(&folder, &name).unwrap(), Some(ledger()));
    }

    #[test]
    fn a_ledger_that_is_being_read_can_be_replaced_and_removed() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::create(place.path()).and_then(Folder::locked).unwrap();
        let name = ledger().store(&folder).unwrap();
        let packed = Ledger::packed(&folder, &name).unwrap().unwrap();
        assert_eq!(ledger().store(&folder).unwrap(), name);
        folder.remove_where(|_| true);
        assert!(!place.path().join(file_name(&name)).exists());
        assert_eq!(Ledger::unpack(&packed, &name), Some(ledger()));
    }

    #[test]
    fn a_damaged_ledger_is_none() {
        let place = tempfile::tempdir().unwrap();
        let name = ledger().store(&Folder::create(place.path()).and_then(Folder::locked).unwrap()).unwrap();
        let path = place.path().join(file_name(&name));
        let bytes = std::fs::read(&path).unwrap();
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            std::fs::write(&path, &damaged).unwrap();
            let loaded = Ledger::load(&Folder::open(place.path()).unwrap(), &name).unwrap();
            assert_eq!(loaded, None, "byte {at}");
        }
    }
}
