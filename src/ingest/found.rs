//! What reading found so far, shared by the thread that reads and those that parse.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::corpus::{Fault, FaultLog, Reason};
use crate::index::LedgerRecord;

/// Records without a judgment, one after the other, after which a file is given up: it is no list of judgments, and
/// may have hundreds of millions of them.
const GIVEN_UP: u64 = 1_000_000;

/// What reading found.
#[derive(Default)]
pub(super) struct Found {
    /// The records with the number of their file and their number in it.
    pub(super) records: Vec<(usize, usize, LedgerRecord)>,
    pub(super) faults: Vec<Fault>,
    /// The files of which something could not be read.
    pub(super) unreadable: HashSet<usize>,
}

/// What was found so far.
#[derive(Default)]
pub(super) struct Shared(Mutex<SoFar>);

#[derive(Default)]
struct SoFar {
    records: Vec<(usize, usize, LedgerRecord)>,
    faults: FaultLog,
    unreadable: HashSet<usize>,
    /// The file that is being read, and its faults since its last judgment.
    file: usize,
    in_a_row: u64,
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
        (so_far.file, so_far.in_a_row) = (file, 0);
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
        so_far.records.push((file, ordinal, record));
    }

    /// Ends the reading of a file that has had no judgment for very long, and says so.
    pub(super) fn give_up(&self, file: usize, path: impl Fn() -> String) -> ControlFlow<()> {
        let mut so_far = self.lock();
        if so_far.in_a_row < GIVEN_UP {
            return ControlFlow::Continue(());
        }
        so_far.fault(file, Fault::new(path(), Reason::GaveUp(GIVEN_UP)));
        ControlFlow::Break(())
    }

    /// All that was found.
    pub(super) fn into_found(self) -> Found {
        let SoFar { records, faults, unreadable, .. } =
            self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        Found { records, faults: faults.into_faults(), unreadable }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_a_judgment_for_very_long_is_given_up_and_named() {
        let found = Shared::default();
        let fault = |file| found.fault(file, Fault::new("a", Reason::NotAJudgment));
        found.begin(1);
        (1..GIVEN_UP).for_each(|_| fault(1));
        assert!(found.give_up(1, || "a".to_owned()).is_continue());
        found.judgment(1);
        (1..GIVEN_UP).for_each(|_| fault(1));
        // Of the file before, still on its way.
        (0..10).for_each(|_| fault(0));
        assert!(found.give_up(1, || "a".to_owned()).is_continue());
        fault(1);
        assert!(found.give_up(1, || "a".to_owned()).is_break());
        let found = found.into_found();
        assert_eq!(found.unreadable, HashSet::from([1]));
        assert!(found.faults.iter().any(|fault| matches!(fault.reason, Reason::GaveUp(_))));
    }
}
