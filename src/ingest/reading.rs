//! Files → records → documents: one thread reads, the others parse, extract, analyse and add.
//!
//! The order of work is not the order of the files, so every record carries its place and is put there at the end.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, PoisonError, mpsc};

use tantivy::TantivyDocument;

use super::Progress;
use crate::analysis::Analyser;
use crate::corpus::{self, Fault, Item, RawRecord, Reason, Record, SourceFile};
use crate::index::{BuiltDocument, DocumentBuilder, IndexError, IndexWriter, LedgerJudgment, LedgerRecord};
use crate::judgment::{DecisionDate, Judgment, Section, SourceStamp};
use crate::reference::{MOST_IN_RANGES, references};

/// Batches that wait for a worker: enough to keep workers busy, few enough to bound memory.
const QUEUE: usize = 4;
/// Records that are handed over at once, if they are short: to wake a worker takes as long as to parse one.
const BATCH: usize = 16;
/// Bytes after which a batch is handed over, however few its records.
const BATCH_BYTES: usize = 256 * 1024;

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

/// Hands records over to the workers, several at once.
struct Handover {
    sender: mpsc::SyncSender<Vec<Task>>,
    batch: Vec<Task>,
    bytes: usize,
}

impl Handover {
    const fn new(sender: mpsc::SyncSender<Vec<Task>>) -> Self {
        Self { sender, batch: Vec::new(), bytes: 0 }
    }

    /// Hands over a record, now or with others; breaks where no worker is left.
    fn push(&mut self, task: Task) -> ControlFlow<()> {
        self.bytes += task.raw.size();
        self.batch.push(task);
        if self.batch.len() < BATCH && self.bytes < BATCH_BYTES {
            return ControlFlow::Continue(());
        }
        self.flush()
    }

    fn flush(&mut self) -> ControlFlow<()> {
        self.bytes = 0;
        match self.sender.send(std::mem::take(&mut self.batch)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }
}

/// Makes documents and hands them to the writer, several at once.
struct Output<'a> {
    writer: &'a IndexWriter,
    builder: DocumentBuilder,
    documents: Vec<TantivyDocument>,
}

impl<'a> Output<'a> {
    fn new(writer: &'a IndexWriter, analyser: &Analyser) -> Self {
        let builder = DocumentBuilder::new(*writer.fields(), analyser.clone());
        Self { writer, builder, documents: Vec::new() }
    }

    /// Indexes a judgment and notes it in its entry of the ledger. Says whether all of its citations could be read.
    fn add(
        &mut self,
        judgment: &Judgment,
        stamp: SourceStamp,
        entry: &mut LedgerJudgment,
    ) -> Result<bool, IndexError> {
        let references = references(judgment);
        entry.citations = references.citations.len() as u64;
        entry.statutes = references.statutes.len() as u64;
        let number = self.writer.next_document();
        entry.document = Some(number);
        let BuiltDocument { document, passages } =
            self.builder.build(judgment, &references, stamp, number)?;
        entry.passages = passages;
        self.documents.push(document);
        if self.documents.len() >= BATCH {
            self.flush()?;
        }
        Ok(!references.ranges_cut)
    }

    fn flush(&mut self) -> Result<(), IndexError> {
        self.writer.add(self.documents.drain(..))
    }
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
        let (sender, receiver) = mpsc::sync_channel(QUEUE);
        let mut handover = Handover::new(sender);
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
                                    handover.push(Task { file: number, ordinal, raw })?;
                                    let failed = lock(&failed).is_some();
                                    if failed { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                                }
                            }
                        }
                    });
                if flow.is_break() {
                    break;
                }
            }
            // A failure is in `failed`. Without a sender the workers end.
            let _ = handover.flush();
            drop(handover);
        });
        if let Some(error) = failed.into_inner().unwrap_or_else(PoisonError::into_inner) {
            return Err(error);
        }
        Ok(found.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes records until there are none. After a failure it goes on taking them, so that the reader is never stuck.
    fn work(&self, receiver: &Mutex<mpsc::Receiver<Vec<Task>>>, found: &Shared) -> Result<(), IndexError> {
        let mut output = self.writer.map(|writer| Output::new(writer, self.analyser));
        let mut result = Ok(());
        loop {
            let next = lock(receiver).recv();
            let Ok(batch) = next else { break };
            for task in batch {
                if result.is_ok() {
                    result = self.take_in(task, output.as_mut(), found);
                }
            }
        }
        result.and_then(|()| output.as_mut().map_or(Ok(()), Output::flush))
    }

    /// Takes in a record. One that the program itself fails on is a fault like others and does not stop the rest.
    fn take_in(
        &self,
        task: Task,
        mut output: Option<&mut Output<'_>>,
        found: &Shared,
    ) -> Result<(), IndexError> {
        let Task { file, ordinal, raw } = task;
        let stamp = raw.stamp().clone();
        let (mut judgments, mut whole) = (Vec::new(), true);
        let parse = AssertUnwindSafe(|| self.parse(raw, file, output.as_deref_mut(), found, &mut judgments));
        let result = panic::catch_unwind(parse).unwrap_or_else(|payload| {
            // What it was doing may be half done.
            if let Some(output) = output {
                output.builder = DocumentBuilder::new(*output.writer.fields(), self.analyser.clone());
            }
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
        result
    }

    /// Parses and indexes the judgments of a record; says whether all of it could be read.
    fn parse(
        &self,
        raw: RawRecord,
        file: usize,
        mut output: Option<&mut Output<'_>>,
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
                    let name = record.stamp.name();
                    let (entry, is_whole) = Self::index(output.as_deref_mut(), *record)?;
                    judgments.push(entry);
                    if !is_whole {
                        whole = false;
                        note_fault(found, file, Fault::new(name, Reason::TooManyInRanges(MOST_IN_RANGES)));
                    }
                    self.progress.indexed();
                }
            }
        }
        Ok(whole)
    }

    /// Indexes a record; returns its entry of the ledger, and whether all of its citations could be read.
    fn index(output: Option<&mut Output<'_>>, record: Record) -> Result<(LedgerJudgment, bool), IndexError> {
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
        let is_whole = match output {
            Some(output) => output.add(&judgment, stamp, &mut entry)?,
            None => true,
        };
        Ok((entry, is_whole))
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
        let records = 12 * BATCH;
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
