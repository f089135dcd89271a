//! The relocations: where the records are now that have moved since they were indexed, by document.
//!
//! The ledger knows it too, but a search must not unpack millions of records to name the sources of ten hits. So the
//! relocations have a file of their own: blocks of a few hundred, packed, in the order of their documents, and behind
//! them a directory of the blocks. The file is named after the hash of its directory, the manifest names the file, and
//! the directory has the hash of each block: whatever is read of it is known to be as it was written, and nothing else
//! need be read. On disk and in the manifest they are called moves, as in the indexes that there are.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::directory::{Directory, OwnedBytes};

use super::folder::Folder;
use super::{IndexError, Ledger};
use crate::index_files::RELOCATIONS;
use panrye_law::judgment::SourceStamp;

/// Relocations that are packed together: more pack better, fewer are read faster.
const OF_A_BLOCK: usize = 256;

/// The last bytes of the file: the length of the directory before them.
type DirectoryLength = u32;

/// Where the record of a document is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Relocation<'m> {
    document: u64,
    file: &'m str,
    path: &'m str,
    record: Option<u64>,
    size: u64,
    modified: Option<i64>,
}

impl<'m> Relocation<'m> {
    /// The relocations that a ledger knows, in the order of their documents.
    pub(super) fn all(ledger: &'m Ledger) -> Vec<Self> {
        let mut relocations = Vec::new();
        for file in &ledger.files {
            for record in &file.records {
                for (nth, judgment) in record.judgments.iter().enumerate() {
                    let Some(document) = judgment.document.filter(|_| judgment.moved) else { continue };
                    relocations.push(Relocation {
                        document,
                        file: &file.path,
                        path: &record.path,
                        record: record.number(nth),
                        size: file.size,
                        modified: file.modified,
                    });
                }
            }
        }
        relocations.sort_unstable_by_key(|relocation| relocation.document);
        relocations
    }

    /// Whether a source is named where the record is now.
    fn is_to(&self, source: &str) -> bool {
        match (source.strip_prefix(self.path), self.record) {
            (Some(rest), None) => rest.is_empty(),
            (Some(rest), Some(record)) => rest
                .strip_prefix('#')
                .is_some_and(|number| number.parse() == Ok(record) && number == record.to_string()),
            (None, _) => false,
        }
    }
}

/// What the directory says of a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Block {
    /// Its last document.
    last: u64,
    /// Where it ends in the file, and the next one begins.
    end: u64,
    /// Its bytes unpacked.
    unpacked: u32,
    hash: [u8; 32],
}

/// The relocations of a commit, open for reading.
pub(super) struct Relocations {
    folder: PathBuf,
    file: String,
    bytes: OwnedBytes,
    directory: Vec<Block>,
}

impl Relocations {
    /// Writes the relocations that a ledger knows, safely on disk when it returns, and returns the name under which they
    /// are found again; `None` where nothing has moved.
    pub(super) fn store(ledger: &Ledger, folder: &Folder) -> io::Result<Option<String>> {
        let relocations = Relocation::all(ledger);
        if relocations.is_empty() {
            return Ok(None);
        }
        let (mut bytes, mut directory) = (Vec::new(), Vec::new());
        for block in relocations.chunks(OF_A_BLOCK) {
            let plain = postcard::to_stdvec(block).map_err(io::Error::other)?;
            let packed = zstd::bulk::compress(&plain, 3)?;
            bytes.extend_from_slice(&packed);
            directory.push(Block {
                last: block.last().map_or(0, |relocation| relocation.document),
                end: bytes.len() as u64,
                unpacked: plain.len().try_into().map_err(io::Error::other)?,
                hash: *blake3::hash(&packed).as_bytes(),
            });
        }
        let directory = postcard::to_stdvec(&directory).map_err(io::Error::other)?;
        let name = blake3::hash(&directory).to_hex().to_string();
        let length = DirectoryLength::try_from(directory.len()).map_err(io::Error::other)?;
        bytes.extend_from_slice(&directory);
        bytes.extend_from_slice(&length.to_le_bytes());
        folder.atomic_write(Path::new(&file_name(&name)), &bytes)?;
        Ok(Some(name))
    }

    /// Opens the relocations that a manifest names. They stay readable when their file is replaced or removed.
    pub(super) fn open(folder: &Folder, name: &str) -> Result<Self, IndexError> {
        let file = file_name(name);
        let bytes = folder.bytes(&file)?;
        let directory = directory_in(&bytes)
            .filter(|directory| blake3::hash(directory).to_hex().as_str() == name)
            .and_then(|directory| postcard::from_bytes(directory).ok());
        let folder = folder.path().to_owned();
        match directory {
            Some(directory) => Ok(Self { folder, file, bytes, directory }),
            None => Err(IndexError::Damaged { path: folder, file }),
        }
    }

    /// Changes the source of a document to where its record is now; `false` where the record has not moved.
    pub(super) fn follow(&self, document: u64, source: &mut SourceStamp) -> Result<bool, IndexError> {
        let number = self.directory.partition_point(|block| block.last < document);
        if number == self.directory.len() {
            return Ok(false);
        }
        self.in_block(number, |relocations| {
            let Ok(at) = relocations.binary_search_by_key(&document, |relocation| relocation.document) else {
                return false;
            };
            let Relocation { file, path, record, size, modified, .. } = relocations[at];
            let (file, path) = (file.to_owned(), path.to_owned());
            *source = SourceStamp { file, path, record, size, modified, hash: source.hash };
            true
        })
    }

    /// The documents whose record has moved to a source, in their order.
    pub(super) fn to(&self, source: &str) -> Result<Vec<u64>, IndexError> {
        let mut found = Vec::new();
        for number in 0..self.directory.len() {
            self.in_block(number, |relocations| {
                let here = relocations.iter().filter(|relocation| relocation.is_to(source));
                found.extend(here.map(|relocation| relocation.document));
            })?;
        }
        Ok(found)
    }

    /// Whether all of them can be read and are those that a ledger knows.
    pub(super) fn agree_with(&self, ledger: &Ledger) -> Result<bool, IndexError> {
        let known = Relocation::all(ledger);
        let mut known = known.as_slice();
        for number in 0..self.directory.len() {
            let agrees = self.in_block(number, |relocations| {
                let parted =
                    known.split_at_checked(relocations.len()).filter(|(same, _)| *same == relocations);
                known = parted.map_or(&[], |(_, rest)| rest);
                parted.is_some()
            })?;
            if !agrees {
                return Ok(false);
            }
        }
        Ok(known.is_empty())
    }

    fn in_block<T>(&self, number: usize, read: impl FnOnce(&[Relocation<'_>]) -> T) -> Result<T, IndexError> {
        let torn = || IndexError::Damaged { path: self.folder.clone(), file: self.file.clone() };
        let plain = self.unpacked(number).ok_or_else(torn)?;
        let relocations: Vec<Relocation<'_>> = postcard::from_bytes(&plain).map_err(|_| torn())?;
        Ok(read(&relocations))
    }

    fn unpacked(&self, number: usize) -> Option<Vec<u8>> {
        let block = &self.directory[number];
        let begin = number.checked_sub(1).map_or(0, |before| self.directory[before].end);
        let packed = self.bytes.get(usize::try_from(begin).ok()?..usize::try_from(block.end).ok()?)?;
        let is_whole = blake3::hash(packed) == block.hash;
        is_whole.then(|| zstd::bulk::decompress(packed, block.unpacked as usize).ok())?
    }
}

fn directory_in(bytes: &[u8]) -> Option<&[u8]> {
    let (rest, length) = bytes.split_last_chunk()?;
    let length = usize::try_from(DirectoryLength::from_le_bytes(*length)).ok()?;
    rest.get(rest.len().checked_sub(length)?..)
}

fn file_name(name: &str) -> String {
    format!("{RELOCATIONS}{name}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{LedgerFile, LedgerJudgment, LedgerRecord};
    use panrye_law::judgment::Judgment;

    /// A ledger of a file of single records and an archive; every third record has not moved, and the later the
    /// record, the earlier its document.
    fn ledger(records: u64) -> Ledger {
        let record = |path: &str, number: Option<u64>, document: u64| LedgerRecord {
            path: path.to_owned(),
            record: number,
            hash: [1; 16],
            judgments: vec![LedgerJudgment {
                document: (document != 5).then_some(document),
                moved: !document.is_multiple_of(3),
                ..LedgerJudgment::of(&Judgment::default())
            }],
        };
        let file = |path: &str, size, records| LedgerFile {
            path: path.to_owned(),
            size,
            modified: Some(7),
            settled: true,
            records,
        };
        let lines = (1..=records).map(|number| record("a.jsonl", Some(number), 2 * (records - number)));
        let members =
            (1..=records).map(|number| record(&format!("b.zip!/{number}.xml"), None, 2 * number + 1));
        Ledger { files: vec![file("a.jsonl", 10, lines.collect()), file("b.zip", 20, members.collect())] }
    }

    fn stored(records: u64) -> (tempfile::TempDir, String) {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::create(place.path()).and_then(Folder::locked).unwrap();
        let name = Relocations::store(&ledger(records), &folder).unwrap();
        (place, name.unwrap())
    }

    fn open(place: &tempfile::TempDir, name: &str) -> Result<Relocations, IndexError> {
        Relocations::open(&Folder::open(place.path()).unwrap(), name)
    }

    #[test]
    fn what_has_moved_is_found_by_document_and_by_source_and_the_rest_is_not() {
        let records = 2 * OF_A_BLOCK as u64;
        let (place, name) = stored(records);
        let relocations = open(&place, &name).unwrap();
        assert!(relocations.directory.len() > 2, "several blocks");
        let mut known = ledger(records);
        assert!(relocations.agree_with(&known).unwrap());
        let mut found = 0;
        for (record, nth, judgment) in known.judgments() {
            let hash = [9; 16];
            let mut now = SourceStamp { path: "before".to_owned(), hash, ..SourceStamp::default() };
            let document = judgment.document.unwrap_or(5);
            let has_moved = judgment.moved && judgment.document.is_some();
            assert_eq!(relocations.follow(document, &mut now).unwrap(), has_moved, "{document}");
            assert_eq!(now.hash, hash);
            let there = relocations.to(&record.name(nth)).unwrap();
            if has_moved {
                let file = if record.record.is_some() { ("a.jsonl", 10) } else { ("b.zip", 20) };
                assert_eq!((now.file.as_str(), now.size, now.modified), (file.0, file.1, Some(7)));
                assert_eq!((now.name(), there), (record.name(nth), vec![document]));
                found += 1;
            } else {
                assert_eq!((now.name(), there), ("before".to_owned(), vec![]));
            }
        }
        assert!(found > records);
        for source in ["", "a.jsonl", "a.jsonl#", "a.jsonl#01", "a.jsonl#+1", "b.zip", "b.zip!/1.xml#1", "c"]
        {
            assert!(relocations.to(source).unwrap().is_empty(), "{source}");
        }
        assert!(!relocations.follow(u64::MAX, &mut SourceStamp::default()).unwrap());
        known.files[1].records.last_mut().unwrap().path.push('2');
        assert!(!relocations.agree_with(&known).unwrap(), "another place");
        known.files[1].records.clear();
        assert!(!relocations.agree_with(&known).unwrap(), "fewer");
        assert!(!relocations.agree_with(&ledger(records + 9)).unwrap(), "more");
    }

    #[test]
    fn nothing_is_written_where_nothing_has_moved() {
        let place = tempfile::tempdir().unwrap();
        let stored = Relocations::store(&ledger(0), &Folder::open(place.path()).unwrap()).unwrap();
        assert_eq!((stored, std::fs::read_dir(place.path()).unwrap().count()), (None, 0));
    }

    #[test]
    fn a_changed_byte_or_a_cut_end_is_never_believed() {
        let records = OF_A_BLOCK as u64;
        let (place, name) = stored(records);
        let path = place.path().join(file_name(&name));
        let bytes = std::fs::read(&path).unwrap();
        let refused = |damaged: &[u8]| {
            std::fs::write(&path, damaged).unwrap();
            let read = open(&place, &name).and_then(|relocations| relocations.agree_with(&ledger(records)));
            matches!(read, Err(IndexError::Damaged { .. }))
        };
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1 << (at % 8);
            assert!(refused(&damaged), "byte {at}");
            assert!(refused(&bytes[..at]), "cut at {at}");
        }
        std::fs::remove_file(&path).unwrap();
        assert!(matches!(open(&place, &name), Err(IndexError::Damaged { .. })));
    }
}
