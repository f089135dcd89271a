//! What the last commit knows: files that need not be opened, and records that need not be indexed again wherever they
//! stand now.

use std::collections::HashMap;

use crate::corpus::{SourceFile, displayed};
use crate::index::{Ledger, LedgerFile, LedgerRecord};
use panrye_law::judgment::SourceStamp;

/// The files and records of the last commit that nothing has claimed yet.
#[derive(Default)]
pub(super) struct Known {
    files: HashMap<String, LedgerFile>,
    /// Records of files that are read again or gone, by their hash, with the file that each was in.
    records: HashMap<[u8; 16], Vec<(String, LedgerRecord)>>,
}

impl Known {
    pub(super) fn new(ledger: Ledger) -> Self {
        let files = ledger.files.into_iter().map(|file| (file.path.clone(), file)).collect();
        Self { files, records: HashMap::new() }
    }

    /// Claims a file that is as it was; nothing of it need be read.
    pub(super) fn unchanged(&mut self, file: &SourceFile) -> Option<LedgerFile> {
        let path = displayed(&file.path);
        let known = self.files.get(&path)?;
        let same = known.settled && (known.size, known.modified) == (file.size, file.modified);
        if same { self.files.remove(&path) } else { None }
    }

    /// Gives up every file that was not claimed: its records may stand elsewhere now.
    pub(super) fn release(&mut self) {
        for (path, file) in self.files.drain() {
            for record in file.records {
                self.records.entry(record.hash).or_default().push((path.clone(), record));
            }
        }
    }

    /// Claims the record with the bytes of the one at `stamp`: that which was there if there are several.
    pub(super) fn record(&mut self, stamp: &SourceStamp) -> Option<LedgerRecord> {
        let same = self.records.get_mut(&stamp.hash)?;
        let here =
            |(_, known): &(String, LedgerRecord)| known.path == stamp.path && known.record == stamp.record;
        let at = same.iter().position(here).or_else(|| same.len().checked_sub(1))?;
        let (_, mut record) = same.swap_remove(at);
        if record.path != stamp.path || record.record != stamp.record {
            record.path.clone_from(&stamp.path);
            record.record = stamp.record;
            for judgment in &mut record.judgments {
                judgment.moved = judgment.document.is_some();
            }
        }
        Some(record)
    }

    /// The records that nothing has claimed, by the file that they were in: they are gone.
    pub(super) fn gone(self) -> Vec<(String, Vec<LedgerRecord>)> {
        let mut by_file: HashMap<String, Vec<LedgerRecord>> = HashMap::new();
        for (path, record) in self.records.into_values().flatten() {
            by_file.entry(path).or_default().push(record);
        }
        let mut gone: Vec<_> = by_file.into_iter().collect();
        for (_, records) in &mut gone {
            records.sort_by(|a, b| (&a.path, a.record).cmp(&(&b.path, b.record)));
        }
        gone.sort_by(|a, b| a.0.cmp(&b.0));
        gone
    }
}
