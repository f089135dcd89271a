//! Files → records → documents: one thread reads, the others parse, extract, analyze and add.
//!
//! The order of work is not the order of the files, so every record carries its place and is put there at the end.

use std::ops::ControlFlow;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, PoisonError, mpsc};

use super::found::{Found, Shared};
use super::progress::Progress;
use crate::analysis::Analyzer;
use crate::budget::{Budget, Permit};
use crate::corpus::{self, Fault, Item, Names, RawRecord, Reason, Record, SourceFile, displayed};
use crate::index::{BuiltDocument, DocumentBuilder, IndexError, IndexWriter, LedgerJudgment, LedgerRecord};
use panrye_law::case_number::{CaseNumber, MOST_IN_RANGES};
use panrye_law::judgment::{Judgment, SourceStamp};
use panrye_law::reference::references;

/// Batches that wait for a worker: enough to keep workers busy, few enough to bound memory.
const QUEUE: usize = 4;
/// Records that are handed over at once, if they are short: to wake a worker takes as long as to parse one.
const BATCH: usize = 16;
/// Bytes after which a batch is handed over, however few its records.
const BATCH_BYTES: usize = 256 * 1024;
/// Bytes of documents after which they are handed to the writer, however few they are.
const DOCUMENT_BYTES: usize = 1 << 20;
/// Bytes of records that wait for a worker or are with one.
const MOST_WAITING: usize = 32 << 20;
/// Bytes of text that are analyzed at one time. To analyze a judgment takes a hundred times its bytes or more where it
/// is made for that; ordinary ones never come near this together, and of the very long ones one is analyzed at a time.
const MOST_ANALYZED: usize = 4 << 20;
/// Text of a judgment after which the analyzer's memory is given back.
const HEAVY: usize = 1 << 20;

/// What to do with a record.
pub(super) enum Pick {
    /// Index its judgments, each by its number in the record with the case numbers that only other records give it.
    Index(AlsoKnown),
    /// It is known: put this in its place.
    Known(LedgerRecord),
    /// Pass over it.
    Skip,
}

/// Case numbers that only other records give a judgment, by its number in the record, from 0.
pub(super) type AlsoKnown = Vec<(usize, Vec<CaseNumber>)>;

/// What the workers share.
pub(super) struct Reading<'a> {
    /// Where documents go; nowhere if it is only asked what would change.
    pub(super) writer: Option<&'a IndexWriter>,
    pub(super) analyzer: &'a Analyzer,
    pub(super) workers: usize,
    /// What the names of fields mean.
    pub(super) names: &'a Names,
    pub(super) progress: &'a dyn Progress,
}

/// A record on its way to a worker.
struct Task {
    file: usize,
    ordinal: usize,
    raw: RawRecord,
    also: AlsoKnown,
    /// Given back when the worker is done with it.
    permit: Permit,
}

/// Hands records over to the workers, several at once.
struct Handover {
    sender: mpsc::SyncSender<Vec<Task>>,
    batch: Vec<Task>,
    bytes: usize,
    waiting: Budget,
}

impl Handover {
    fn new(sender: mpsc::SyncSender<Vec<Task>>) -> Self {
        Self { sender, batch: Vec::new(), bytes: 0, waiting: Budget::new(MOST_WAITING) }
    }

    /// Hands over a record, now or with others; breaks where no worker is left.
    fn push(&mut self, file: usize, ordinal: usize, raw: RawRecord, also: AlsoKnown) -> ControlFlow<()> {
        let size = raw.size();
        if size > BATCH_BYTES {
            // It may have to wait for what is in the batch.
            self.flush()?;
        }
        self.bytes += size;
        self.batch.push(Task { file, ordinal, raw, also, permit: self.waiting.take(size) });
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
    documents: Vec<BuiltDocument>,
    bytes: usize,
}

impl<'a> Output<'a> {
    fn new(writer: &'a IndexWriter, analyzer: &Analyzer) -> Self {
        let builder = DocumentBuilder::new(analyzer.clone());
        Self { writer, builder, documents: Vec::new(), bytes: 0 }
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
        let built = self.builder.build(judgment, &references, stamp, number)?;
        entry.passages = built.passages;
        self.bytes += built.bytes;
        self.documents.push(built);
        if self.documents.len() >= BATCH || self.bytes >= DOCUMENT_BYTES {
            self.flush()?;
        }
        Ok(!references.ranges_cut)
    }

    fn flush(&mut self) -> Result<(), IndexError> {
        self.bytes = 0;
        self.writer.add(self.documents.drain(..))
    }

    /// Gives back the memory of the builder, and whatever a half-made document left in it.
    fn begin_again(&mut self, analyzer: &Analyzer) {
        self.builder = DocumentBuilder::new(analyzer.clone());
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
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
        let (failed, analyzed) = (Mutex::new(None), Budget::new(MOST_ANALYZED));
        let found = Shared::default();
        std::thread::scope(|scope| {
            for _ in 0..self.workers.max(1) {
                scope.spawn(|| {
                    if let Err(error) = self.work(&receiver, &found, &analyzed) {
                        *lock(&failed) = Some(error);
                    }
                });
            }
            for &(number, file) in files {
                let flow = self.read_file((number, file), pick, &found, &mut |ordinal, raw, also| {
                    handover.push(number, ordinal, raw, also)?;
                    let failed = lock(&failed).is_some();
                    if failed { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
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
        Ok(found.into_found())
    }

    /// Reads a file; breaks where handing over does.
    fn read_file(
        &self,
        (number, file): (usize, &SourceFile),
        pick: &mut dyn FnMut(&RawRecord) -> Pick,
        found: &Shared,
        hand_over: &mut dyn FnMut(usize, RawRecord, AlsoKnown) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let (mut ordinal, mut bytes, mut over) = (0, 0, ControlFlow::Continue(()));
        found.begin(number);
        let _ = corpus::read_source(file, self.names, &|bytes| self.progress.read(bytes), &mut |read| {
            match read {
                Err(fault) => found.fault(number, fault),
                Ok(raw) => {
                    ordinal += 1;
                    bytes += raw.size() as u64;
                    match pick(&raw) {
                        Pick::Skip => found.judgment(number),
                        Pick::Known(record) => found.record(number, ordinal, record),
                        Pick::Index(also) => over = hand_over(ordinal, raw, also),
                    }
                }
            }
            over?;
            found.give_up(number, bytes, || displayed(&file.path))
        });
        over
    }

    /// Takes records until there are none. After a failure it goes on taking them, so that the reader is never stuck.
    fn work(
        &self,
        receiver: &Mutex<mpsc::Receiver<Vec<Task>>>,
        found: &Shared,
        analyzed: &Budget,
    ) -> Result<(), IndexError> {
        let mut output = self.writer.map(|writer| Output::new(writer, self.analyzer));
        let mut result = Ok(());
        loop {
            let next = lock(receiver).recv();
            let Ok(batch) = next else { break };
            for task in batch {
                if result.is_ok() {
                    result = self.take_in(task, output.as_mut(), found, analyzed);
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
        analyzed: &Budget,
    ) -> Result<(), IndexError> {
        let Task { file, ordinal, raw, also, permit: _permit } = task;
        let stamp = raw.stamp().clone();
        let (mut judgments, mut whole) = (Vec::new(), true);
        let parse = AssertUnwindSafe(|| {
            let mut result = Ok(());
            raw.parse_each(&mut |item| match item {
                Item::Fault(fault) => {
                    whole &= fault.is_harmless();
                    found.fault(file, fault);
                }
                Item::Record(_) if result.is_err() => {}
                Item::Record(record) => {
                    if let Some(unused) = &record.unused {
                        found.unused(file, unused);
                    }
                    let nth = judgments.len();
                    let also = also.iter().find(|of| of.0 == nth).map_or(&[][..], |of| &of.1);
                    match self.index(output.as_deref_mut(), *record, also, analyzed) {
                        Ok((judgment, is_whole)) => {
                            found.judgment(file);
                            if !is_whole {
                                whole = false;
                                let reason = Reason::TooManyInRanges(MOST_IN_RANGES);
                                found.fault(file, Fault::new(stamp.name(), reason));
                            }
                            judgments.push(judgment);
                            self.progress.indexed();
                        }
                        Err(error) => result = Err(error),
                    }
                }
            });
            result
        });
        let result = panic::catch_unwind(parse).unwrap_or_else(|payload| {
            whole = false;
            if let Some(output) = output {
                output.begin_again(self.analyzer);
            }
            let said = payload.downcast_ref::<&str>().map(|said| (*said).to_owned());
            let said = said.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default();
            found.fault(file, Fault::new(stamp.name(), Reason::Failed(said)));
            Ok(())
        });
        if !judgments.is_empty() {
            // Of a record that could not be read as a whole nothing is known: it is read again, and its faults named.
            let hash = if whole { stamp.hash } else { [0; 16] };
            let record = LedgerRecord { path: stamp.path, record: stamp.record, hash, judgments };
            found.record(file, ordinal, record);
        }
        result
    }

    /// Indexes a record; returns its entry of the ledger, and whether all of its citations could be read.
    fn index(
        &self,
        output: Option<&mut Output<'_>>,
        record: Record,
        also: &[CaseNumber],
        analyzed: &Budget,
    ) -> Result<(LedgerJudgment, bool), IndexError> {
        let Record { mut judgment, stamp, .. } = record;
        let mut entry = LedgerJudgment { also: also.to_vec(), ..LedgerJudgment::of(&judgment) };
        judgment.case_numbers.extend_from_slice(also);
        let text = entry.text as usize;
        let mut is_whole = true;
        if let Some(output) = output {
            let _permit = analyzed.take(text);
            is_whole = output.add(&judgment, stamp, &mut entry)?;
            if text > HEAVY {
                output.begin_again(self.analyzer);
            }
        }
        Ok((entry, is_whole))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
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
        let analyzer = Analyzer::new(Lexicon::embedded().unwrap());
        let progress = Fails::default();
        let reading = Reading {
            writer: None,
            analyzer: &analyzer,
            workers: 2,
            names: &Names::default(),
            progress: &progress,
        };
        let found = reading.read(&[(0, &files[0])], &mut |_| Pick::Index(Vec::new())).unwrap();
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
