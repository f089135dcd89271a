//! Which of several sources of one judgment is searched.
//!
//! Records of one file are never merged: a file that lists two decisions under one number means two decisions (a
//! number can be misprinted, and a severed case keeps it). Across files the same court and number with the same date,
//! or no date on one side, are the same judgment. The file with the fullest text wins, the first path among equals.

use std::collections::HashMap;

use crate::index::{Ledger, LedgerJudgment};
use panrye_law::judgment::JudgmentKey;

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

/// Where a judgment stands in a ledger: file, record, and number in the record, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Place {
    pub(super) file: usize,
    pub(super) record: usize,
    pub(super) nth: usize,
}

impl Place {
    pub(super) fn of(self, ledger: &Ledger) -> &LedgerJudgment {
        &ledger.files[self.file].records[self.record].judgments[self.nth]
    }

    pub(super) fn of_mut(self, ledger: &mut Ledger) -> &mut LedgerJudgment {
        &mut ledger.files[self.file].records[self.record].judgments[self.nth]
    }

    pub(super) fn name(self, ledger: &Ledger) -> String {
        ledger.files[self.file].records[self.record].name(self.nth)
    }

    /// Every judgment of a ledger.
    pub(super) fn all(ledger: &Ledger) -> Vec<Self> {
        let mut places = Vec::new();
        for (file, of_file) in ledger.files.iter().enumerate() {
            for (record, of_record) in of_file.records.iter().enumerate() {
                places.extend((0..of_record.judgments.len()).map(|nth| Self { file, record, nth }));
            }
        }
        places
    }
}

/// Judgments that several files hold, and the places that are left out.
pub(super) fn settle(ledger: &Ledger) -> (Vec<Duplicate>, Vec<Place>) {
    let mut by_key: HashMap<&JudgmentKey, Vec<Place>> = HashMap::new();
    for place in Place::all(ledger) {
        by_key.entry(&place.of(ledger).key).or_default().push(place);
    }
    let (mut duplicates, mut dropped) = (Vec::new(), Vec::new());
    for (key, group) in by_key.into_iter().filter(|(_, group)| group.len() > 1) {
        for same in same_judgments(ledger, group) {
            let rank = |place: &Place| (std::cmp::Reverse(place.of(ledger).text), place.name(ledger));
            let Some(best) = same.iter().copied().min_by_key(rank) else { continue };
            let mut out: Vec<Place> = same.into_iter().filter(|place| place.file != best.file).collect();
            if out.is_empty() {
                continue;
            }
            out.sort_by_key(|place| place.name(ledger));
            let left_out = out.iter().map(|place| place.name(ledger)).collect();
            duplicates.push(Duplicate { key: key.clone(), kept: best.name(ledger), left_out });
            dropped.extend(out);
        }
    }
    duplicates.sort_by(|a, b| a.kept.cmp(&b.kept));
    (duplicates, dropped)
}

/// Splits judgments of one key by date; those without a date join the only date there is.
fn same_judgments(ledger: &Ledger, group: Vec<Place>) -> Vec<Vec<Place>> {
    let mut by_date: HashMap<u64, Vec<Place>> = HashMap::new();
    for place in group {
        by_date.entry(place.of(ledger).decided).or_default().push(place);
    }
    let undated = if by_date.len() == 2 { by_date.remove(&0) } else { None };
    for dated in by_date.values_mut() {
        dated.extend(undated.iter().flatten());
    }
    by_date.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{LedgerFile, LedgerRecord};
    use panrye_law::judgment::{Court, Judgment};

    /// A ledger of files, each with its records as date and length of the text.
    fn ledger(files: &[(&str, &[(u64, u64)])]) -> Ledger {
        let mut judgment = Judgment { court: Court::parse("대법원"), ..Judgment::default() };
        judgment.set_docket("2020다1");
        let file = |&(path, records): &(&str, &[(u64, u64)])| {
            let record = |&(decided, text): &(u64, u64)| LedgerRecord {
                path: path.to_owned(),
                record: None,
                hash: [0; 16],
                judgments: vec![LedgerJudgment {
                    key: judgment.key(),
                    decided,
                    text,
                    passages: 1,
                    citations: 2,
                    statutes: 3,
                    document: None,
                    moved: false,
                }],
            };
            LedgerFile {
                path: path.to_owned(),
                size: 0,
                modified: None,
                settled: true,
                records: records.iter().map(record).collect(),
            }
        };
        Ledger { files: files.iter().map(file).collect() }
    }

    fn left_out(files: &[(&str, &[(u64, u64)])]) -> Vec<String> {
        let ledger = ledger(files);
        let mut out: Vec<String> = settle(&ledger).1.into_iter().map(|place| place.name(&ledger)).collect();
        out.sort();
        out
    }

    const DAY: u64 = 20_200_102;

    #[test]
    fn the_fullest_text_wins_and_among_equals_the_first_path() {
        assert_eq!(left_out(&[("a", &[(DAY, 5)]), ("b", &[(DAY, 9)])]), ["a"]);
        assert_eq!(left_out(&[("b", &[(DAY, 5)]), ("a", &[(DAY, 5)])]), ["b"]);
    }

    #[test]
    fn another_date_is_another_judgment_and_no_date_joins_the_only_one() {
        let other = 20_200_304;
        assert!(left_out(&[("a", &[(DAY, 5)]), ("b", &[(other, 5)])]).is_empty());
        assert_eq!(left_out(&[("a", &[(DAY, 5)]), ("b", &[(0, 4)])]), ["b"]);
        assert!(left_out(&[("a", &[(DAY, 5)]), ("b", &[(other, 5)]), ("c", &[(0, 4)])]).is_empty());
    }

    #[test]
    fn records_of_one_file_are_all_kept() {
        assert!(left_out(&[("a", &[(DAY, 5), (DAY, 9)])]).is_empty());
        assert_eq!(left_out(&[("a", &[(DAY, 5), (DAY, 9)]), ("b", &[(DAY, 7)])]), ["b"]);
    }
}
