//! What became of the input.

use std::collections::HashSet;
use std::time::Duration;

use super::{Duplicate, Refresh};
use crate::corpus::Fault;
use crate::index::Ledger;

/// What became of the input.
#[derive(Debug, Default)]
pub struct IngestReport {
    /// Files found.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Files that had to be opened.
    pub opened: u64,
    /// Judgments in the files.
    pub read: u64,
    /// Judgments in the index.
    pub indexed: u64,
    /// Judgments that were not in the index before.
    pub added: u64,
    /// Judgments that were in it in another wording.
    pub replaced: u64,
    /// Judgments that were in it and are no more.
    pub removed: u64,
    /// Judgments that were in it as they are.
    pub unchanged: u64,
    /// Of these, those whose record is elsewhere than when it was indexed.
    pub moved: u64,
    /// Passages in the index.
    pub passages: u64,
    /// Citations of other judgments in the index.
    pub citations: u64,
    /// Statute references in the index.
    pub statutes: u64,
    /// What could not be read, with the reason; where there is very much of one kind in one file, some of it is counted
    /// only (see [`Fault::times`]).
    pub faults: Vec<Fault>,
    /// Judgments that several files have.
    pub duplicates: Vec<Duplicate>,
    /// Time from the first file to the commit.
    pub elapsed: Duration,
}

impl Refresh {
    /// Compares the new ledger with the last one.
    pub(super) fn report(&mut self, last: &Ledger, duplicates: Vec<Duplicate>) -> IngestReport {
        let mut report = IngestReport {
            files: self.discovery.files.len() as u64,
            bytes: self.discovery.files.iter().map(|file| file.size).sum(),
            opened: self.opened,
            faults: std::mem::take(&mut self.discovery.faults),
            duplicates,
            ..IngestReport::default()
        };
        // What is counted only comes behind what is named.
        report.faults.sort_by(|a, b| (&a.path, a.times() > 1, a.line).cmp(&(&b.path, b.times() > 1, b.line)));
        let before = || last.judgments().filter(|(_, _, judgment)| judgment.document.is_some());
        let documents: HashSet<_> = before().filter_map(|(_, _, judgment)| judgment.document).collect();
        let now: HashSet<_> =
            self.ledger.judgments().filter_map(|(_, _, judgment)| judgment.document).collect();
        let dropped =
            before().filter(|(_, _, judgment)| judgment.document.is_some_and(|id| !now.contains(&id)));
        let keys: HashSet<_> = dropped.map(|(_, _, judgment)| &judgment.key).collect();
        let mut keys_now = HashSet::new();
        for (_, _, judgment) in self.ledger.judgments() {
            report.read += 1;
            let Some(document) = judgment.document else { continue };
            keys_now.insert(&judgment.key);
            report.indexed += 1;
            report.passages += judgment.passages;
            report.citations += judgment.citations;
            report.statutes += judgment.statutes;
            report.moved += u64::from(judgment.moved);
            match (documents.contains(&document), keys.contains(&judgment.key)) {
                (true, _) => report.unchanged += 1,
                (false, true) => report.replaced += 1,
                (false, false) => report.added += 1,
            }
        }
        report.removed = before().filter(|(_, _, judgment)| !keys_now.contains(&judgment.key)).count() as u64;
        report
    }
}
