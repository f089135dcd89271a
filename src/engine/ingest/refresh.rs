//! A refresh: from the last ledger and the files to the ledger as it will be.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::known::Known;
use super::options::{Gone, IngestOptions};
use super::reading::{AlsoKnown, Pick, Reading};
use super::settle::{Duplicate, Place, settle};
use crate::corpus::{self, Discovery, Fault, Reason, SourceFile, displayed};
use crate::index::{IndexError, IndexWriter, Ledger, LedgerFile, LedgerRecord};

/// A record by its path, its number and its hash.
type RecordAt = (String, Option<u64>, [u8; 16]);

/// A refresh on its way: the ledger as it will be, and what was noticed.
pub(super) struct Refresh {
    pub(super) discovery: Discovery,
    pub(super) ledger: Ledger,
    /// What tells the files from any others; `None` where they must be looked at again in any case.
    pub(super) fingerprint: Option<String>,
    /// Whether the index will hold what the files hold, nothing more and nothing less.
    pub(super) is_whole: bool,
    pub(super) opened: u64,
    /// Documents that belong to no judgment of the ledger any more.
    orphans: Vec<u64>,
}

/// What could not be read this time.
struct Unread {
    files: HashSet<String>,
    /// Folders, or files, that could not even be looked at.
    folders: Vec<String>,
}

impl Unread {
    /// Whether a file, or a folder that it is in, is among them.
    fn hold(&self, path: &str) -> bool {
        let below = |folder: &String| Path::new(path).starts_with(folder);
        self.files.contains(path) || self.folders.iter().any(below)
    }
}

impl Refresh {
    /// Reads what may have changed and puts together the new ledger.
    pub(super) fn read(
        paths: &[PathBuf],
        last: &Ledger,
        reading: &Reading<'_>,
        options: &IngestOptions,
    ) -> Result<Self, IndexError> {
        let now = SystemTime::now();
        let mut discovery = corpus::discover(paths);
        discovery.forget_repeated();
        let fingerprint = discovery.fingerprint(now);
        let mut known = Known::new(last.clone());
        let mut files: Vec<Option<LedgerFile>> =
            discovery.files.iter().map(|file| known.unchanged(file)).collect();
        known.release();
        let changed: Vec<(usize, &SourceFile)> =
            discovery.files.iter().enumerate().filter(|(number, _)| files[*number].is_none()).collect();
        let bytes = changed.iter().map(|(_, file)| file.size).sum();
        reading.progress.begin(changed.len() as u64, bytes);
        let opened = changed.len() as u64;
        let mut found = reading.read(&changed, &mut |raw| {
            known.record(raw.stamp()).map_or_else(|| Pick::Index(Vec::new()), Pick::Known)
        })?;
        found.records.sort_by_key(|&(file, ordinal, _)| (file, ordinal));
        let mut records: BTreeMap<usize, Vec<LedgerRecord>> = BTreeMap::new();
        for (file, _, record) in found.records {
            records.entry(file).or_default().push(record);
        }
        for (number, file) in &changed {
            files[*number] = Some(LedgerFile {
                path: displayed(&file.path),
                size: file.size,
                modified: file.modified,
                settled: file.is_settled(now) && !found.unreadable.contains(number),
                records: records.remove(number).unwrap_or_default(),
            });
        }
        let mut refresh = Self {
            ledger: Ledger { files: files.into_iter().flatten().collect() },
            fingerprint,
            is_whole: found.unreadable.is_empty(),
            opened,
            orphans: Vec::new(),
            discovery,
        };
        let unread = Unread {
            files: found
                .unreadable
                .iter()
                .map(|&number| displayed(&refresh.discovery.files[number].path))
                .collect(),
            folders: refresh.discovery.faults.iter().map(|fault| fault.path.clone()).collect(),
        };
        refresh.discovery.faults.extend(found.faults);
        for (number, unused) in found.unused {
            let path = displayed(&refresh.discovery.files[number].path);
            refresh.discovery.faults.push(Fault::new(path, Reason::Unused(unused)));
        }
        refresh.drop_missing(known, options.gone, &unread);
        Ok(refresh)
    }

    /// Keeps or gives up the judgments that the files no longer hold. What cannot be read is not gone: its judgments
    /// stay until it can be read again.
    fn drop_missing(&mut self, known: Known, gone: Gone, unread: &Unread) {
        let number: HashMap<String, usize> =
            self.ledger.files.iter().enumerate().map(|(i, file)| (file.path.clone(), i)).collect();
        for (path, mut records) in known.gone() {
            if gone == Gone::Keep || (gone == Gone::Remove && unread.hold(&path)) {
                if let Some(&at) = number.get(&path) {
                    self.drop_superseded(at, &mut records);
                }
            } else {
                self.orphans.extend(documents(&records));
                records.clear();
            }
            if records.is_empty() {
                continue;
            }
            self.is_whole = false;
            match number.get(&path) {
                Some(&at) => {
                    let file = &mut self.ledger.files[at];
                    // It holds less than the ledger says now, so that the next refresh must look again.
                    file.settled = false;
                    file.records.append(&mut records);
                }
                None => self.ledger.files.push(LedgerFile {
                    path,
                    size: 0,
                    modified: None,
                    settled: false,
                    records,
                }),
            }
        }
    }

    /// A judgment that its file still holds in another wording is changed, not gone.
    fn drop_superseded(&mut self, file: usize, records: &mut Vec<LedgerRecord>) {
        let now: HashSet<_> = self.ledger.files[file]
            .records
            .iter()
            .flat_map(|record| &record.judgments)
            .map(|judgment| (judgment.key.clone(), judgment.decided))
            .collect();
        let orphans = &mut self.orphans;
        records.retain_mut(|record| {
            let replaced = record
                .judgments
                .iter()
                .all(|judgment| now.contains(&(judgment.key.clone(), judgment.decided)));
            if replaced {
                orphans.extend(documents(std::slice::from_ref(record)));
            }
            !replaced
        });
    }

    /// Settles which source of a judgment is searched, and indexes those that were left out until now and those that have
    /// other case numbers than their documents.
    pub(super) fn settle(&mut self, reading: &Reading<'_>) -> Result<Vec<Duplicate>, IndexError> {
        let settled = settle(&self.ledger);
        self.orphans.extend(settled.apply(&mut self.ledger));
        let waiting: Vec<Place> = Place::all(&self.ledger)
            .into_iter()
            .filter(|place| place.of(&self.ledger).document.is_none() && !settled.dropped.contains(place))
            .collect();
        if !waiting.is_empty() {
            self.index_again(&waiting, reading)?;
        }
        Ok(settled.duplicates)
    }

    /// Reads the records of these judgments once more, because another source was taken for them until now.
    fn index_again(&mut self, waiting: &[Place], reading: &Reading<'_>) -> Result<(), IndexError> {
        let numbers: HashSet<usize> = waiting.iter().map(|place| place.file).collect();
        let by_path: HashMap<String, &SourceFile> =
            self.discovery.files.iter().map(|file| (displayed(&file.path), file)).collect();
        let files: Vec<(usize, &SourceFile)> = numbers
            .into_iter()
            .filter_map(|number| Some((number, *by_path.get(&self.ledger.files[number].path)?)))
            .collect();
        let mut wanted: HashMap<RecordAt, ((usize, usize), AlsoKnown)> = HashMap::new();
        for place in waiting {
            let record = &self.ledger.files[place.file].records[place.record];
            let at = (record.path.clone(), record.record, record.hash);
            let also = record.judgments[place.nth].also.clone();
            wanted
                .entry(at)
                .or_insert_with(|| ((place.file, place.record), Vec::new()))
                .1
                .push((place.nth, also));
        }
        let found = reading.read(&files, &mut |raw| {
            let stamp = raw.stamp();
            let key = (stamp.path.clone(), stamp.record, stamp.hash);
            wanted.get(&key).map_or(Pick::Skip, |(_, also)| Pick::Index(also.clone()))
        })?;
        let waiting: HashSet<Place> = waiting.iter().copied().collect();
        for (_, _, record) in found.records {
            let Some(&((file, at), _)) = wanted.get(&(record.path.clone(), record.record, record.hash))
            else {
                self.orphans.extend(documents(&[record]));
                continue;
            };
            for (nth, judgment) in record.judgments.into_iter().enumerate() {
                let place = Place { file, record: at, nth };
                if waiting.contains(&place) {
                    *place.of_mut(&mut self.ledger) = judgment;
                } else {
                    self.orphans.extend(judgment.document);
                }
            }
        }
        self.forget_lost(&waiting);
        Ok(())
    }

    /// A record that changed while it was read for the second time is read again by the next refresh.
    fn forget_lost(&mut self, waiting: &HashSet<Place>) {
        for place in waiting {
            if place.of(&self.ledger).document.is_none() {
                self.is_whole = false;
                self.ledger.files[place.file].settled = false;
                self.ledger.files[place.file].records[place.record].hash = [0; 16];
            }
        }
    }

    pub(super) fn remove_from(&mut self, writer: &IndexWriter, last: &Ledger) {
        // The last commit is asked too: whatever the new ledger does not name must go, however it was lost.
        let kept: HashSet<u64> =
            self.ledger.judgments().filter_map(|(_, _, judgment)| judgment.document).collect();
        let before = last.judgments().filter_map(|(_, _, judgment)| judgment.document);
        let gone: HashSet<u64> =
            before.chain(self.orphans.drain(..)).filter(|document| !kept.contains(document)).collect();
        for document in gone {
            writer.remove(document);
        }
    }
}

fn documents(records: &[LedgerRecord]) -> impl Iterator<Item = u64> {
    records.iter().flat_map(|record| &record.judgments).filter_map(|judgment| judgment.document)
}
