//! Flow 1: corpus → references and passages → index, in one commit.
//!
//! A reading thread hands raw records to workers; each worker parses, extracts references, analyses and adds the
//! document. The order of work is not the order of the files, so nothing depends on it: which of two sources of one
//! judgment wins is settled at the end, before the commit.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError, mpsc};
use std::time::{Duration, Instant, SystemTime};

use crate::analysis::Analyser;
use crate::corpus::{self, Fault, Item, RawRecord, Record, SourceFile};
use crate::index::{DocumentBuilder, IndexError, IndexWriter, Manifest};
use crate::judgment::{DecisionDate, JudgmentKey, Section};
use crate::reference::references;

/// Raw records that wait for a worker: enough to keep workers busy, few enough to bound memory.
const QUEUE: usize = 64;

/// What an ingest tells while it runs. Calls come from several threads.
pub trait Progress: Sync {
    /// The files are known: their number and their bytes.
    fn begin(&self, files: u64, bytes: u64);
    /// More bytes of the files have been read.
    fn read(&self, bytes: u64);
    /// One more judgment is indexed.
    fn indexed(&self);
    /// Everything is read; the index is being written.
    fn committing(&self);
}

/// Tells nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _files: u64, _bytes: u64) {}
    fn read(&self, _bytes: u64) {}
    fn indexed(&self) {}
    fn committing(&self) {}
}

/// What became of the input.
#[derive(Debug, Default)]
pub struct IngestReport {
    /// Files found.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Judgments read.
    pub read: u64,
    /// Judgments in the index.
    pub indexed: u64,
    /// Passages in the index.
    pub passages: u64,
    /// What could not be read, with the reason.
    pub faults: Vec<Fault>,
    /// Judgments that several files hold.
    pub duplicates: Vec<Duplicate>,
    /// Time from the first file to the commit.
    pub elapsed: Duration,
}

/// One judgment in several files: which file it was taken from, and which were left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// Court and number.
    pub key: JudgmentKey,
    /// The source that was indexed: the one with the fullest text, the first in order among equals.
    pub kept: String,
    /// The sources that were not.
    pub left_out: Vec<String>,
}

/// Whether reading `paths` again would give the index with this manifest again: the files are the same, none of them
/// has changed, and all could be read.
pub fn is_current(paths: &[PathBuf], manifest: &Manifest) -> bool {
    manifest.files.is_some() && corpus::discover(paths).fingerprint(SystemTime::now()) == manifest.files
}

/// Reads every judgment of `paths` into the index, replacing what it held, and commits.
pub fn ingest(
    paths: &[PathBuf],
    mut writer: IndexWriter,
    analyser: &Analyser,
    workers: usize,
    progress: &dyn Progress,
) -> Result<IngestReport, IndexError> {
    let begun = Instant::now();
    let discovery = corpus::discover(paths);
    let fingerprint = discovery.fingerprint(SystemTime::now());
    let bytes = discovery.files.iter().map(|file| file.size).sum();
    let mut report = IngestReport {
        files: discovery.files.len() as u64,
        bytes,
        faults: discovery.faults,
        ..IngestReport::default()
    };
    progress.begin(report.files, bytes);
    writer.forget_all()?;
    let shared = Shared { writer: &writer, progress, ledger: Mutex::default() };
    read_all(&discovery.files, analyser, workers.max(1), &shared)?;
    let ledger = shared.ledger.into_inner().unwrap_or_else(PoisonError::into_inner);
    report.read = ledger.entries.len() as u64;
    report.faults.extend(ledger.faults);
    report.faults.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    let all = total(&ledger.entries);
    let (duplicates, dropped) = settle(ledger.entries);
    let left_out = total(&dropped);
    for entry in &dropped {
        writer.remove(&entry.source);
    }
    report.indexed = report.read - dropped.len() as u64;
    report.passages = all.passages - left_out.passages;
    report.duplicates = duplicates;
    progress.committing();
    let manifest = writer.manifest_mut();
    manifest.judgments = report.indexed;
    manifest.passages = report.passages;
    manifest.citations = all.citations - left_out.citations;
    manifest.statutes = all.statutes - left_out.statutes;
    manifest.files = fingerprint.filter(|_| report.faults.is_empty());
    manifest.sources = paths.iter().map(|path| path.display().to_string()).collect();
    writer.commit()?;
    report.elapsed = begun.elapsed();
    Ok(report)
}

/// What the workers share.
struct Shared<'a> {
    writer: &'a IndexWriter,
    progress: &'a dyn Progress,
    ledger: Mutex<Ledger>,
}

/// What the commit counts of one record, or of many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Totals {
    passages: u64,
    citations: u64,
    statutes: u64,
}

fn total(entries: &[Entry]) -> Totals {
    entries.iter().fold(Totals::default(), |sum, Entry { counts, .. }| Totals {
        passages: sum.passages + counts.passages,
        citations: sum.citations + counts.citations,
        statutes: sum.statutes + counts.statutes,
    })
}

#[derive(Default)]
struct Ledger {
    entries: Vec<Entry>,
    faults: Vec<Fault>,
}

/// One indexed record, as much of it as tells whether another file has the same judgment.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    key: JudgmentKey,
    decided: Option<DecisionDate>,
    file: String,
    source: String,
    text: usize,
    counts: Totals,
}

impl Shared<'_> {
    fn fault(&self, fault: Fault) {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner).faults.push(fault);
    }

    fn index(&self, builder: &mut DocumentBuilder, record: Record) -> Result<(), IndexError> {
        let Record { judgment, stamp: source } = record;
        let found = references(&judgment);
        let mut entry = Entry {
            key: judgment.key(),
            decided: judgment.decided,
            file: source.file.clone(),
            source: source.name(),
            text: Section::ALL.map(|section| judgment.section(section).len()).iter().sum(),
            counts: Totals {
                passages: 0,
                citations: found.citations.len() as u64,
                statutes: found.statutes.len() as u64,
            },
        };
        let built = builder.build(&judgment, &found, source)?;
        entry.counts.passages = built.passages;
        self.writer.add(built.document)?;
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner).entries.push(entry);
        self.progress.indexed();
        Ok(())
    }
}

/// Reads all files on this thread and parses, analyses and indexes their records on the workers.
fn read_all(
    files: &[SourceFile],
    analyser: &Analyser,
    workers: usize,
    shared: &Shared<'_>,
) -> Result<(), IndexError> {
    let (sender, receiver) = mpsc::sync_channel::<RawRecord>(QUEUE);
    let receiver = Mutex::new(receiver);
    let failed = Mutex::new(None);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                if let Err(error) = work(&receiver, analyser, shared) {
                    *failed.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                }
            });
        }
        for file in files {
            let flow = corpus::read_source(file, &|bytes| shared.progress.read(bytes), &mut |read| {
                match read {
                    Ok(record) => {
                        if sender.send(record).is_err() || is_set(&failed) {
                            return ControlFlow::Break(());
                        }
                    }
                    Err(fault) => shared.fault(fault),
                }
                ControlFlow::Continue(())
            });
            if flow.is_break() {
                break;
            }
        }
        drop(sender);
    });
    failed.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
}

fn is_set(failed: &Mutex<Option<IndexError>>) -> bool {
    failed.lock().unwrap_or_else(PoisonError::into_inner).is_some()
}

/// Takes records until there are none. After a failure it goes on taking them, so that the reader is never stuck.
fn work(
    receiver: &Mutex<mpsc::Receiver<RawRecord>>,
    analyser: &Analyser,
    shared: &Shared<'_>,
) -> Result<(), IndexError> {
    let mut builder = DocumentBuilder::new(*shared.writer.fields(), analyser.clone());
    let mut result = Ok(());
    loop {
        let next = receiver.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(record) = next else { return result };
        if result.is_err() {
            continue;
        }
        for item in record.parse() {
            match item {
                Item::Fault(fault) => shared.fault(fault),
                Item::Record(record) => result = shared.index(&mut builder, *record),
            }
        }
    }
}

/// Judgments that several files hold, and the entries to take out again.
///
/// Records of one file are never merged: a file that lists two decisions under one number means two decisions (a
/// number can be misprinted, and a severed case keeps it). Across files the same court and number with the same date,
/// or no date on one side, are the same judgment.
fn settle(entries: Vec<Entry>) -> (Vec<Duplicate>, Vec<Entry>) {
    let mut by_key: HashMap<JudgmentKey, Vec<Entry>> = HashMap::new();
    for entry in entries {
        by_key.entry(entry.key.clone()).or_default().push(entry);
    }
    let (mut duplicates, mut dropped) = (Vec::new(), Vec::new());
    for group in by_key.into_values().filter(|group| group.len() > 1) {
        for same in same_judgments(group) {
            let Some(best) =
                same.iter().max_by(|a, b| a.text.cmp(&b.text).then_with(|| b.source.cmp(&a.source)))
            else {
                continue;
            };
            let kept = best.clone();
            let (_, mut out): (Vec<Entry>, Vec<Entry>) =
                same.into_iter().partition(|entry| entry.file == kept.file);
            if out.is_empty() {
                continue;
            }
            out.sort_by(|a, b| a.source.cmp(&b.source));
            let left_out = out.iter().map(|entry| entry.source.clone()).collect();
            duplicates.push(Duplicate { key: kept.key, kept: kept.source, left_out });
            dropped.extend(out);
        }
    }
    duplicates.sort_by(|a, b| a.kept.cmp(&b.kept));
    (duplicates, dropped)
}

/// Splits entries of one key by date; entries without a date join the only date there is.
fn same_judgments(group: Vec<Entry>) -> Vec<Vec<Entry>> {
    let mut by_date: HashMap<Option<DecisionDate>, Vec<Entry>> = HashMap::new();
    for entry in group {
        by_date.entry(entry.decided).or_default().push(entry);
    }
    let undated = if by_date.len() == 2 { by_date.remove(&None) } else { None };
    for dated in by_date.values_mut() {
        dated.extend(undated.iter().flatten().cloned());
    }
    by_date.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judgment::{Court, Judgment};

    fn entry(file: &str, date: Option<(u16, u8, u8)>, text: usize) -> Entry {
        let mut judgment = Judgment { court: Court::read("대법원"), ..Judgment::default() };
        judgment.set_docket("2020다1");
        Entry {
            key: judgment.key(),
            decided: date.and_then(|(year, month, day)| DecisionDate::new(year, month, day)),
            file: file.to_owned(),
            source: file.to_owned(),
            text,
            counts: Totals { passages: 1, citations: 2, statutes: 3 },
        }
    }

    fn left_out(entries: &[Entry]) -> Vec<String> {
        let mut out: Vec<String> = settle(entries.to_vec()).1.into_iter().map(|entry| entry.source).collect();
        out.sort();
        out
    }

    #[test]
    fn the_fullest_text_wins_and_among_equals_the_first_path() {
        let day = Some((2020, 1, 2));
        assert_eq!(left_out(&[entry("a", day, 5), entry("b", day, 9)]), ["a"]);
        assert_eq!(left_out(&[entry("b", day, 5), entry("a", day, 5)]), ["b"]);
    }

    #[test]
    fn another_date_is_another_judgment_and_no_date_joins_the_only_one() {
        let (one, two) = (Some((2020, 1, 2)), Some((2020, 3, 4)));
        assert!(left_out(&[entry("a", one, 5), entry("b", two, 5)]).is_empty());
        assert_eq!(left_out(&[entry("a", one, 5), entry("b", None, 4)]), ["b"]);
        assert!(left_out(&[entry("a", one, 5), entry("b", two, 5), entry("c", None, 4)]).is_empty());
    }

    #[test]
    fn what_is_left_out_is_not_counted() {
        let day = Some((2020, 1, 2));
        let (_, dropped) = settle(vec![entry("a", day, 5), entry("b", day, 9), entry("c", day, 1)]);
        assert_eq!(total(&dropped), Totals { passages: 2, citations: 4, statutes: 6 });
    }

    #[test]
    fn records_of_one_file_are_all_kept() {
        let day = Some((2020, 1, 2));
        assert!(left_out(&[entry("a", day, 5), entry("a", day, 9)]).is_empty());
        assert_eq!(left_out(&[entry("a", day, 5), entry("a", day, 9), entry("b", day, 7)]), ["b"]);
    }
}
