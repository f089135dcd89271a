//! Faults as they come: each is kept until there are very many of one kind in one file; the others are counted.
//!
//! A file of millions of broken lines would otherwise take gigabytes only to say so.

use std::collections::HashMap;
use std::mem::Discriminant;

use super::fault::{Fault, Reason};

/// Faults of one kind in one file that are kept.
const OF_A_KIND: u64 = 1_000;
/// Faults that are kept of all files; of further files only the first of each kind.
const OF_ALL: usize = 100_000;

/// The faults of many files.
#[derive(Debug, Default)]
pub struct FaultLog {
    kept: Vec<Fault>,
    kinds: HashMap<(usize, Discriminant<Reason>), Kind>,
}

#[derive(Debug)]
struct Kind {
    kept: u64,
    /// Those that are counted only, with the path of the first of them.
    more: Option<(String, Reason, u64)>,
}

impl FaultLog {
    /// Notes a fault of the file with this number; returns it where it is kept and not counted only.
    pub fn add(&mut self, file: usize, fault: Fault) -> Option<&Fault> {
        let kind = self.kinds.entry((file, std::mem::discriminant(&fault.reason)));
        let kind = kind.or_insert(Kind { kept: 0, more: None });
        let most = if self.kept.len() < OF_ALL { OF_A_KIND } else { 1 };
        if kind.kept < most {
            kind.kept += 1;
            self.kept.push(fault);
            return self.kept.last();
        }
        if let Some((_, _, times)) = &mut kind.more {
            *times += 1;
        } else {
            kind.more = Some((fault.path, fault.reason, 1));
        }
        None
    }

    /// The faults, and for each kind of which there were more one that counts them.
    pub fn into_faults(self) -> Vec<Fault> {
        let Self { mut kept, kinds } = self;
        let more = kinds.into_values().filter_map(|kind| kind.more);
        kept.extend(
            more.map(|(path, first, times)| Fault::new(path, Reason::More { times, first: Box::new(first) })),
        );
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_faults_of_each_kind_and_file_are_kept_and_the_others_counted() {
        let mut log = FaultLog::default();
        for _ in 0..5 * OF_A_KIND {
            log.add(1, Fault::new("a", Reason::Hollow));
            log.add(1, Fault::new("a", Reason::NotAJudgment));
        }
        log.add(2, Fault::new("b", Reason::Hollow));
        let faults = log.into_faults();
        assert_eq!(faults.len() as u64, 2 * OF_A_KIND + 1 + 2);
        let times = |path: &str, harmless: bool| -> u64 {
            faults
                .iter()
                .filter(|fault| fault.path == path && fault.is_harmless() == harmless)
                .map(Fault::times)
                .sum()
        };
        assert_eq!(
            (times("a", false), times("a", true), times("b", false)),
            (5 * OF_A_KIND, 5 * OF_A_KIND, 1)
        );
    }

    #[test]
    fn however_many_files_are_broken_few_faults_are_kept_of_each() {
        let mut log = FaultLog::default();
        for file in 0..1_000 {
            for _ in 0..200 {
                log.add(file, Fault::new("a", Reason::Hollow));
            }
        }
        let faults = log.into_faults();
        assert!(faults.len() < OF_ALL + 2 * 1_000);
        assert_eq!(faults.iter().map(Fault::times).sum::<u64>(), 200_000);
    }
}
