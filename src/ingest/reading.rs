//! Files → records → documents: one thread reads, the others parse, extract, analyse and add.
//!
//! The order of work is not the order of the files, so every record carries its place and is put there at the end.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, PoisonError, mpsc};

use super::Progress;
use crate::analysis::Analyser;
use crate::corpus::{self, Fault, Item, RawRecord, Reason, Record, SourceFile};
use crate::index::{DocumentBuilder, IndexError, IndexWriter, LedgerJudgment, LedgerRecord};
use crate::judgment::{DecisionDate, Section};
use crate::reference::references;

/// Raw records that wait for a worker: enough to keep workers busy, few enough to bound memory.
const QUEUE: usize = 64;

/// What to do with a record.
pub(super) enum Pick {
    /// Index its judgments.
    Index,
    /// It is known: put this in its place.
    Known(LedgerRecord),
    /// Pass over it.
    Skip,
}

/// What reading found.
#[derive(Default)]
pub(super) struct Found {
    /// The records with the number of their file and their number in it.
    pub(super) records: Vec<(usize, usize, LedgerRecord)>,
    pub(super) faults: Vec<Fault>,
    /// The files of which something could not be read.
    pub(super) unreadable: HashSet<usize>,
}

/// What the workers share.
pub(super) struct Reading<'a> {
    /// Where documents go; nowhere if it is only asked what would change.
    pub(super) writer: Option<&'a IndexWriter>,
    pub(super) analyser: &'a Analyser,
    pub(super) workers: usize,
    pub(super) progress: &'a dyn Progress,
}

/// A record on its way to a worker.
struct Task {
    file: usize,
    ordinal: usize,
    raw: RawRecord,
}

type Shared = Mutex<Found>;

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // A worker that panicked left whole records: each is pushed at once.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Reading<'_> {
    /// Reads files, each given with its number, and does with every record what `pick` says.
    pub(super) fn read(
        &self,
        files: &[(usize, &SourceFile)],
        pick: &mut dyn FnMut(&RawRecord) -> Pick,
    ) -> Result<Found, IndexError> {
        let (sender, receiver) = mpsc::sync_channel::<Task>(QUEUE);
        let receiver = Mutex::new(receiver);
        let failed = Mutex::new(None);
        let found = Shared::default();
        std::thread::scope(|scope| {
            for _ in 0..self.workers.max(1) {
                scope.spawn(|| {
                    if let Err(error) = self.work(&receiver, &found) {
                        *lock(&failed) = Some(error);
                    }
                });
            }
            for &(number, file) in files {
                let mut ordinal = 0;
                let flow =
                    corpus::read_source(file, &|bytes| self.progress.read(bytes), &mut |read| match read {
                        Err(fault) => {
                            note_fault(&found, number, fault);
                            ControlFlow::Continue(())
                        }
                        Ok(raw) => {
                            ordinal += 1;
                            match pick(&raw) {
                                Pick::Skip => ControlFlow::Continue(()),
                                Pick::Known(record) => {
                                    lock(&found).records.push((number, ordinal, record));
                                    ControlFlow::Continue(())
                                }
                                Pick::Index => {
                                    let sent = sender.send(Task { file: number, ordinal, raw });
                                    let stop = sent.is_err() || lock(&failed).is_some();
                                    if stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                                }
                            }
                        }
                    });
                if flow.is_break() {
                    break;
                }
            }
            drop(sender);
        });
        if let Some(error) = failed.into_inner().unwrap_or_else(PoisonError::into_inner) {
            return Err(error);
        }
        Ok(found.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes records until there are none. After a failure it goes on taking them, so that the reader is never stuck.
    fn work(&self, receiver: &Mutex<mpsc::Receiver<Task>>, found: &Shared) -> Result<(), IndexError> {
        let fresh =
            || self.writer.map(|writer| DocumentBuilder::new(*writer.fields(), self.analyser.clone()));
        let mut builder = fresh();
        let mut result = Ok(());
        loop {
            let next = lock(receiver).recv();
            let Ok(task) = next else { return result };
            if result.is_ok() {
                let (taken, panicked) = self.take_in(task, builder.as_mut(), found);
                result = taken;
                if panicked {
                    builder = fresh();
                }
            }
        }
    }

    /// Takes in a record. One that the program itself fails on is a fault like others and does not stop the rest;
    /// whether that happened comes back too.
    fn take_in(
        &self,
        task: Task,
        builder: Option<&mut DocumentBuilder>,
        found: &Shared,
    ) -> (Result<(), IndexError>, bool) {
        let Task { file, ordinal, raw } = task;
        let stamp = raw.stamp().clone();
        let (mut judgments, mut whole) = (Vec::new(), true);
        let parse = AssertUnwindSafe(|| self.parse(raw, file, builder, found, &mut judgments));
        let taken = panic::catch_unwind(parse);
        let panicked = taken.is_err();
        let result = taken.unwrap_or_else(|payload| {
            let said = payload.downcast_ref::<&str>().map(|said| (*said).to_owned());
            let said = said.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default();
            note_fault(found, file, Fault::new(stamp.name(), Reason::Failed(said)));
            Ok(false)
        });
        let result = result.map(|is_whole| whole = is_whole);
        if !judgments.is_empty() {
            // Of a record that could not be read as a whole nothing is known: it is read again, and its faults named.
            let hash = if whole { stamp.hash } else { [0; 16] };
            let record = LedgerRecord { path: stamp.path, record: stamp.record, hash, judgments };
            lock(found).records.push((file, ordinal, record));
        }
        (result, panicked)
    }

    /// Parses and indexes the judgments of a record; says whether all of it could be read.
    fn parse(
        &self,
        raw: RawRecord,
        file: usize,
        mut builder: Option<&mut DocumentBuilder>,
        found: &Shared,
        judgments: &mut Vec<LedgerJudgment>,
    ) -> Result<bool, IndexError> {
        let mut whole = true;
        for item in raw.parse() {
            match item {
                Item::Fault(fault) => {
                    whole &= fault.is_harmless();
                    note_fault(found, file, fault);
                }
                Item::Record(record) => {
                    judgments.push(self.index(builder.as_deref_mut(), *record)?);
                    self.progress.indexed();
                }
            }
        }
        Ok(whole)
    }

    fn index(
        &self,
        builder: Option<&mut DocumentBuilder>,
        record: Record,
    ) -> Result<LedgerJudgment, IndexError> {
        let Record { judgment, stamp } = record;
        let mut entry = LedgerJudgment {
            key: judgment.key(),
            decided: judgment.decided.map_or(0, DecisionDate::as_number),
            text: Section::ALL.map(|section| judgment.section(section).len() as u64).iter().sum(),
            passages: 0,
            citations: 0,
            statutes: 0,
            document: None,
            moved: false,
        };
        if let (Some(builder), Some(writer)) = (builder, self.writer) {
            let references = references(&judgment);
            entry.citations = references.citations.len() as u64;
            entry.statutes = references.statutes.len() as u64;
            let document = writer.next_document();
            entry.document = Some(document);
            let built = builder.build(&judgment, &references, stamp, document)?;
            entry.passages = built.passages;
            writer.add(built.document)?;
        }
        Ok(entry)
    }
}

fn note_fault(found: &Shared, file: usize, fault: Fault) {
    let mut found = lock(found);
    if !fault.is_harmless() {
        found.unreadable.insert(file);
    }
    found.faults.push(fault);
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;
    use crate::analysis::Lexicon;

    /// Fails on every third record, as a mistake in the program would.
    #[derive(Default)]
    struct Fails(AtomicU64);

    impl Progress for Fails {
        fn begin(&self, _files: u64, _bytes: u64) {}
        fn read(&self, _bytes: u64) {}
        fn committing(&self) {}

        fn indexed(&self) {
            let number = self.0.fetch_add(1, Ordering::SeqCst);
            assert!(!number.is_multiple_of(3), "a mistake");
        }
    }

    #[test]
    fn a_record_that_the_program_fails_on_is_named_and_the_rest_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let line = |serial: usize| {
            format!("{{\"사건번호\": \"2022다{serial}\", \"판례내용\": \"상고를 기각한다.\"}}\n")
        };
        let records = 3 * QUEUE;
        std::fs::write(folder.path().join("a.jsonl"), (0..records).map(line).collect::<String>()).unwrap();
        let files = corpus::discover(&[folder.path().to_owned()]).files;
        let analyser = Analyser::new(Lexicon::embedded().unwrap());
        let progress = Fails::default();
        let reading = Reading { writer: None, analyser: &analyser, workers: 2, progress: &progress };
        let found = reading.read(&[(0, &files[0])], &mut |_| Pick::Index).unwrap();
        assert_eq!(found.faults.len(), records / 3);
        assert!(
            found.faults.iter().all(|fault| fault.to_string().contains("a mistake")),
            "{}",
            found.faults[0]
        );
        assert_eq!(found.unreadable, HashSet::from([0]));
        let read_again = found.records.iter().filter(|(_, _, record)| record.hash == [0; 16]).count();
        assert_eq!((found.records.len(), read_again), (records, records / 3));
    }
}
