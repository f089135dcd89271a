//! Disks that fail: every operation of a refresh, a rebuild and a compaction fails once, in every way, and the index
//! afterwards holds the old state or the new one.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use super::faulty_disk::{Fault, FaultyDisk, Plan};
use super::folder::Folder;
use super::{IndexError, IndexReader, IndexWriter, Manifest, WriterOptions, check};
use crate::analysis::{Analyzer, Dictionary, Lexicon};
use crate::index_files::{LEDGER, MARKER, RELOCATIONS, Record};
use crate::ingest::{IngestOptions, NoProgress, ingest};

/// What is done to the index while the disk fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Work {
    Refresh,
    Rebuild,
    Compact,
}

/// A case number, the name of the case, and the number of its line.
type Held = BTreeSet<(String, String, Option<u64>)>;

/// A folder with judgments and an index of several segments, and the analyzer that goes with them.
struct Place {
    folder: tempfile::TempDir,
    analyzer: Analyzer,
}

impl Place {
    fn new() -> Self {
        let place = Self { folder: in_memory(), analyzer: Analyzer::new(Lexicon::embedded().unwrap()) };
        for (age, last) in [(1, 4), (2, 8), (3, 12)] {
            // The newest is first, so that all others have moved.
            place.write(age, &(1..=last).rev().map(|serial| (serial, "앞")).collect::<Vec<_>>());
            place.work(Folder::create(&place.index()).unwrap(), Work::Refresh).unwrap();
        }
        place
    }

    fn index(&self) -> PathBuf {
        self.folder.path().join("index")
    }

    fn judgments(&self) -> PathBuf {
        self.folder.path().join("judgments.jsonl")
    }

    /// Writes the judgments, each a number and a name, with a time long past that differs with `age`.
    fn write(&self, age: u64, judgments: &[(u32, &str)]) {
        let mut text = String::new();
        for (serial, name) in judgments {
            let reasons = "임대차 보증금 반환 ".repeat(40);
            let _ = writeln!(
                text,
                "{{\"사건번호\": \"2022다{}\", \"사건명\": \"{name}\", \"법원명\": \"대법원\", \
                 \"판례내용\": \"【주 문】 상고를 기각한다.\\n【이 유】 {serial} {reasons}\"}}",
                100_000 + serial
            );
        }
        fs::write(self.judgments(), text).unwrap();
        let file = fs::File::options().append(true).open(self.judgments()).unwrap();
        file.set_modified(UNIX_EPOCH + Duration::from_secs(1_000_000_000 + age)).unwrap();
    }

    fn work(&self, folder: Folder, work: Work) -> Result<(), IndexError> {
        let dictionary = Dictionary::embedded().unwrap().hash().to_owned();
        let manifest = Manifest::new(self.analyzer.fingerprint(), dictionary, None);
        let options =
            WriterOptions { threads: 1, memory_per_thread: 15_000_000, rebuild: work == Work::Rebuild };
        let writer = IndexWriter::open_in(folder, manifest, &options)?;
        if work == Work::Compact {
            return writer.compact();
        }
        let options = IngestOptions { workers: 1, ..IngestOptions::default() };
        ingest(&[self.judgments()], writer, &self.analyzer, &options, &NoProgress).map(|_| ())
    }

    /// Works on a disk without faults. A merge that was under way when the disk failed may still hold the lock.
    fn work_well(&self, work: Work) {
        loop {
            match self.work(Folder::create(&self.index()).unwrap(), work) {
                Err(IndexError::Locked { .. }) => std::thread::yield_now(),
                done => return done.unwrap(),
            }
        }
    }

    fn held(&self) -> Held {
        held(&IndexReader::open(&self.index()).unwrap()).unwrap()
    }
}

fn held(reader: &IndexReader) -> Result<Held, IndexError> {
    let mut held = Held::new();
    let columns = reader.graph_columns()?;
    for judgment in &columns.judgments {
        let stored = reader.judgment(judgment.address)?;
        let name = stored.judgment().case_name.unwrap_or_default();
        let line = stored.source.record;
        assert!(held.insert((stored.case_numbers().remove(0), name, line)), "a judgment twice");
    }
    Ok(held)
}

/// A folder in memory where the system has one: thousands of writes wait for the disk otherwise.
fn in_memory() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

fn copy(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

/// Lets the operation `at` of a piece of work fail; says whether there was such an operation.
fn fail(place: &Place, before: &Path, work: Work, plan: &Arc<Plan>, states: &[Held; 2]) -> bool {
    copy(before, &place.index());
    let segments = || -> BTreeSet<_> {
        let names = fs::read_dir(place.index()).unwrap().map(|entry| entry.unwrap().file_name());
        names.filter(|name| name.to_string_lossy().ends_with(".store")).collect()
    };
    let first = segments();
    let said = place.work(FaultyDisk::folder(&place.index(), plan), work);
    let case = format!("{work:?} {plan:?}: {said:?}");
    if plan.reading && said.is_err() {
        assert!(first.is_subset(&segments()), "{case}: files of the old state are gone");
    }
    let now = place.held();
    assert!(states.contains(&now), "{case}: {now:?}");
    if said.is_ok() {
        assert_eq!(now, states[1], "{case}: done, they say");
    }
    let checked = check(&place.index()).unwrap();
    assert_eq!(checked.findings, [], "{case}");
    place.work_well(work);
    assert_eq!(place.held(), states[1], "{case}: afterwards");
    let left: Vec<_> = fs::read_dir(place.index()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    let begins = |beginning| left.iter().filter(|name| name.to_string_lossy().starts_with(beginning)).count();
    assert_eq!(begins(LEDGER), 1, "{case}: {left:?}");
    // What could not be read is read again from its source, and has not moved then.
    let relocations = usize::from(work != Work::Rebuild);
    assert!(
        begins(RELOCATIONS) == relocations || plan.reading && begins(RELOCATIONS) < relocations,
        "{case}: {left:?}"
    );
    assert_listed(&place.index(), &case);
    plan.has_failed()
}

/// Whatever is in the folder is in its record, and nothing unfinished is there.
fn assert_listed(index: &Path, case: &str) {
    let record = Record::of(index).unwrap().unwrap();
    for entry in fs::read_dir(index).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(record.has(&name) && !name.contains(".part"), "{case}: {name}");
    }
}

/// Operations that are tried of each kind of fault: a few of them, or all if `PANRYE_FAULTS` is set.
fn stride() -> u64 {
    if std::env::var_os("PANRYE_FAULTS").is_some() { 1 } else { 7 }
}

fn every_operation_fails(work: Work, reading: bool) {
    let place = Place::new();
    let before = place.folder.path().join("before");
    copy(&place.index(), &before);
    let old = place.held();
    // Some go, some change, some are new, and some move to other lines.
    let mut after: Vec<_> = (3..=14).map(|serial| (serial, "앞")).collect();
    after[0].1 = "뒤";
    after[7].1 = "뒤";
    place.write(9, &after);
    let new = if work == Work::Compact { old.clone() } else { name_all(&after) };
    for (number, fault) in Fault::ALL.into_iter().enumerate() {
        if reading && fault != Fault::Error && fault != Fault::Full {
            continue;
        }
        let mut at = number as u64 % stride();
        while fail(&place, &before, work, &Plan::new(fault, at, reading), &[old.clone(), new.clone()]) {
            at += stride();
        }
        assert!(at > 20, "{work:?} has only {at} operations");
    }
}

fn name_all(judgments: &[(u32, &str)]) -> Held {
    judgments
        .iter()
        .zip(1..)
        .map(|((serial, name), line)| (format!("2022다{}", 100_000 + serial), (*name).to_owned(), Some(line)))
        .collect()
}

#[test]
fn a_first_build_on_a_failing_disk_leaves_nothing_and_can_be_begun_again() {
    let place = Place::new();
    let new = place.held();
    for (number, fault) in Fault::ALL.into_iter().enumerate() {
        for reading in [false, true] {
            // The first operations make the folder an index, and are tried one by one.
            let later = (number as u64 % stride() + 8..).step_by(stride() as usize);
            for at in (0..8).chain(later) {
                fs::remove_dir_all(place.index()).unwrap();
                fs::create_dir(place.index()).unwrap();
                let plan = Plan::new(fault, at, reading);
                let said = place.work(FaultyDisk::folder(&place.index(), &plan), Work::Refresh);
                let case = format!("{plan:?}: {said:?}");
                match IndexReader::open(&place.index()) {
                    Ok(reader) => assert_eq!(held(&reader).unwrap(), new, "{case}"),
                    Err(IndexError::Missing(_)) => assert!(said.is_err(), "{case}"),
                    Err(error) => panic!("{case}: {error}"),
                }
                if let Err(error) = Folder::create(&place.index()) {
                    let names: Vec<_> = fs::read_dir(place.index()).unwrap().collect();
                    panic!("{case}: {error}: {names:?}");
                }
                place.work_well(Work::Refresh);
                assert_eq!(place.held(), new, "{case}: afterwards");
                assert_listed(&place.index(), &case);
                if !plan.has_failed() {
                    assert!(at > 15, "a first build has only {at} operations");
                    break;
                }
            }
        }
    }
    assert!(place.index().join(MARKER).is_file());
}

#[test]
fn a_refresh_on_a_failing_disk_leaves_the_old_state_or_the_new_one() {
    every_operation_fails(Work::Refresh, false);
}

#[test]
fn a_rebuild_on_a_failing_disk_leaves_the_old_state_or_the_new_one() {
    every_operation_fails(Work::Rebuild, false);
}

#[test]
fn a_compaction_on_a_failing_disk_changes_nothing() {
    every_operation_fails(Work::Compact, false);
}

#[test]
fn a_refresh_or_rebuild_that_cannot_read_the_index_throws_nothing_away() {
    every_operation_fails(Work::Refresh, true);
    every_operation_fails(Work::Rebuild, true);
}

#[test]
fn a_reader_on_a_failing_disk_answers_rightly_or_not_at_all() {
    let place = Place::new();
    let old = place.held();
    let mut answered = 0;
    for fault in [Fault::Error, Fault::Full] {
        for at in 0.. {
            let plan = Plan::new(fault, at, true);
            let folder = FaultyDisk::folder(&place.index(), &plan);
            match IndexReader::open_in(&folder).and_then(|reader| held(&reader)) {
                Ok(found) => {
                    assert_eq!(found, old, "{plan:?}");
                    answered += 1;
                }
                Err(error) => {
                    let said = error.to_string();
                    assert!(
                        said.contains("cannot use the folder") || said.contains("--rebuild"),
                        "{plan:?}: {said}"
                    );
                }
            }
            if !plan.has_failed() {
                break;
            }
        }
    }
    assert!(answered > 0);
}
