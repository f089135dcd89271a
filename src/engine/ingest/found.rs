//! What reading found so far, shared by the thread that reads and those that parse.

use std::collections::{BTreeMap, HashSet};
use std::ops::ControlFlow;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::corpus::{Fault, FaultLog, Reason, UnusedNames};
use crate::index::LedgerRecord;

/// Records without a judgment, one after the other, after which a file is given up: it is no list of judgments, and
/// may have hundreds of millions of them.
const GIVEN_UP: u64 = 1_000_000;

/// Judgments that a file may have however short they are: what is on record of each takes some memory.
const MOST_SMALL: u64 = 750_000;
/// Bytes of a file for each that it may have besides: a third of what a judgment has on average.
const FOR_ONE_MORE: u64 = 1 << 10;

/// What reading found.
#[derive(Default)]
pub(super) struct Found {
    /// The records with the number of their file and their number in it.
    pub(super) records: Vec<(usize, usize, LedgerRecord)>,
    pub(super) faults: Vec<Fault>,
    /// The files of which something could not be read.
    pub(super) unreadable: HashSet<usize>,
    /// The names that mean nothing, of each file with judgments.
    pub(super) unused: BTreeMap<usize, UnusedNames>,
}

/// What was found so far.
#[derive(Default)]
pub(super) struct Shared(Mutex<SoFar>);

#[derive(Default)]
struct SoFar {
    records: Vec<(usize, usize, LedgerRecord)>,
    faults: FaultLog,
    unreadable: HashSet<usize>,
    unused: BTreeMap<usize, UnusedNames>,
    /// The file that is being read, and its faults since its last judgment.
    file: usize,
    in_a_row: u64,
    /// The judgments of that file.
    judgments: u64,
}

impl SoFar {
    fn fault(&mut self, file: usize, fault: Fault) {
        if !fault.is_harmless() {
            self.unreadable.insert(file);
        }
        self.in_a_row += u64::from(file == self.file);
        let _ = self.faults.add(file, fault);
    }

    fn judgment(&mut self, file: usize) {
        if file == self.file {
            self.in_a_row = 0;
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, SoFar> {
        // A worker that panicked left whole records: each is pushed at once.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A file begins.
    pub(super) fn begin(&self, file: usize) {
        let mut so_far = self.lock();
        (so_far.file, so_far.in_a_row, so_far.judgments) = (file, 0, 0);
    }

    /// Something of a file could not be read.
    pub(super) fn fault(&self, file: usize, fault: Fault) {
        self.lock().fault(file, fault);
    }

    /// A file has a judgment.
    pub(super) fn judgment(&self, file: usize) {
        self.lock().judgment(file);
    }

    /// A file has a record with its number.
    pub(super) fn record(&self, file: usize, ordinal: usize, record: LedgerRecord) {
        let mut so_far = self.lock();
        so_far.judgment(file);
        if file == so_far.file {
            so_far.judgments += record.judgments.len() as u64;
        }
        so_far.records.push((file, ordinal, record));
    }

    /// A judgment of a file has names beside it that mean nothing.
    pub(super) fn unused(&self, file: usize, names: &UnusedNames) {
        self.lock().unused.entry(file).or_insert_with(|| names.clone()).merge(names);
    }

    /// Ends the reading of a file that has had no judgment for very long, or far too many in the `bytes` that were read of
    /// it, and says so.
    pub(super) fn give_up(&self, file: usize, bytes: u64, path: impl Fn() -> String) -> ControlFlow<()> {
        let mut so_far = self.lock();
        let reason = if so_far.in_a_row >= GIVEN_UP {
            Reason::GaveUp(GIVEN_UP)
        } else if so_far.judgments > MOST_SMALL + bytes / FOR_ONE_MORE {
            Reason::CountlessSmall(so_far.judgments)
        } else {
            return ControlFlow::Continue(());
        };
        so_far.fault(file, Fault::new(path(), reason));
        ControlFlow::Break(())
    }

    /// All that was found.
    pub(super) fn into_found(self) -> Found {
        let SoFar { records, faults, unreadable, unused, .. } =
            self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        Found { records, faults: faults.into_faults(), unreadable, unused }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::LedgerJudgment;
    use panrye_law::judgment::Judgment;

    #[test]
    fn a_file_without_a_judgment_for_very_long_is_given_up_and_named() {
        let found = Shared::default();
        let fault = |file| found.fault(file, Fault::new("a", Reason::NotAJudgment));
        found.begin(1);
        (1..GIVEN_UP).for_each(|_| fault(1));
        assert!(found.give_up(1, 0, || "a".to_owned()).is_continue());
        found.judgment(1);
        (1..GIVEN_UP).for_each(|_| fault(1));
        // Of the file before, still on its way.
        (0..10).for_each(|_| fault(0));
        assert!(found.give_up(1, 0, || "a".to_owned()).is_continue());
        fault(1);
        assert!(found.give_up(1, 0, || "a".to_owned()).is_break());
        let found = found.into_found();
        assert_eq!(found.unreadable, HashSet::from([1]));
        assert!(found.faults.iter().any(|fault| matches!(fault.reason, Reason::GaveUp(_))));
    }

    #[test]
    fn countless_judgments_of_a_few_bytes_are_given_up_and_those_of_usual_length_are_not() {
        let judgment = || LedgerJudgment::of(&Judgment::default());
        let record =
            || LedgerRecord { path: String::new(), record: None, hash: [0; 16], judgments: vec![judgment()] };
        let found = Shared::default();
        found.begin(0);
        (0..=MOST_SMALL as usize).for_each(|ordinal| found.record(0, ordinal, record()));
        let usual = MOST_SMALL * FOR_ONE_MORE;
        assert!(found.give_up(0, usual, || "a".to_owned()).is_continue());
        assert!(found.give_up(0, FOR_ONE_MORE - 1, || "a".to_owned()).is_break());
        let reasons: Vec<Reason> = found.into_found().faults.into_iter().map(|fault| fault.reason).collect();
        assert!(matches!(reasons[..], [Reason::CountlessSmall(_)]), "{reasons:?}");
    }
}
