//! Faults as they come: each is kept until there are very many of one kind in one file; the others are counted.
//!
//! A file of millions of broken lines would otherwise take gigabytes only to say so.

use std::collections::HashMap;
use std::mem::Discriminant;

use super::fault::{Fault, Reason};

/// Faults of one kind in one file that are kept.
const OF_A_KIND: usize = 1_000;
/// Faults that are kept of all files; of further files only the first of each kind.
const OF_ALL: usize = 100_000;

/// The faults of many files.
#[derive(Debug, Default)]
pub struct FaultLog {
    kinds: HashMap<(usize, Discriminant<Reason>), Kind>,
    kept: usize,
}

/// The faults of one kind in one file.
#[derive(Debug, Default)]
struct Kind {
    kept: Vec<Fault>,
    counted: u64,
    /// One of those that are counted only.
    like: Option<Fault>,
}

impl Kind {
    /// Keeps those that stand first, in whatever order they came, and counts the others.
    fn shorten(&mut self) {
        let place = |fault: &Fault| (fault.line, fault.path.len(), fault.path.clone());
        self.kept.sort_by_cached_key(place);
        let rest = self.kept.split_off(self.kept.len().min(OF_A_KIND));
        self.counted += rest.len() as u64;
        self.like = rest.into_iter().next().or(self.like.take());
    }
}

impl FaultLog {
    /// Notes a fault of the file with this number; returns it where it is one of the first of its kind.
    pub fn add(&mut self, file: usize, fault: Fault) -> Option<&Fault> {
        let kind = self.kinds.entry((file, std::mem::discriminant(&fault.reason))).or_default();
        if self.kept >= OF_ALL && !kind.kept.is_empty() {
            kind.counted += 1;
            kind.like.get_or_insert(fault);
            return None;
        }
        let before = kind.kept.len();
        let is_first = kind.counted == 0 && before < OF_A_KIND;
        kind.kept.push(fault);
        if kind.kept.len() >= 2 * OF_A_KIND {
            kind.shorten();
        }
        self.kept = self.kept + kind.kept.len() - before;
        kind.kept.last().filter(|_| is_first)
    }

    /// The faults, and for each kind of which there were more one that counts them.
    pub fn into_faults(self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for mut kind in self.kinds.into_values() {
            kind.shorten();
            faults.append(&mut kind.kept);
            faults.extend(kind.like.map(|Fault { path, reason, .. }| {
                let like = Box::new(reason);
                Fault::new(path, Reason::More { times: kind.counted, like })
            }));
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_faults_of_each_kind_and_file_are_kept_and_the_others_counted() {
        let mut log = FaultLog::default();
        let all = 5 * OF_A_KIND as u64;
        for line in (1..=all).rev() {
            log.add(1, Fault::new("a", Reason::Hollow(None)).at_line(line));
            log.add(1, Fault::new("a", Reason::NotAJudgment));
        }
        log.add(2, Fault::new("b", Reason::Hollow(None)));
        let faults = log.into_faults();
        assert_eq!(faults.len(), 2 * OF_A_KIND + 1 + 2);
        let mut lines: Vec<u64> = faults.iter().filter_map(|fault| fault.line).collect();
        lines.sort_unstable();
        assert_eq!(lines, (1..=OF_A_KIND as u64).collect::<Vec<_>>(), "those that stand first are kept");
        let times = |path: &str, harmless: bool| -> u64 {
            faults
                .iter()
                .filter(|fault| fault.path == path && fault.is_harmless() == harmless)
                .map(Fault::times)
                .sum()
        };
        assert_eq!((times("a", false), times("a", true), times("b", false)), (all, all, 1));
    }

    #[test]
    fn however_many_files_are_broken_few_faults_are_kept_of_each() {
        let mut log = FaultLog::default();
        for file in 0..1_000 {
            for _ in 0..200 {
                log.add(file, Fault::new("a", Reason::Hollow(None)));
            }
        }
        let faults = log.into_faults();
        assert!(faults.len() < OF_ALL + 2 * 1_000);
        assert_eq!(faults.iter().map(Fault::times).sum::<u64>(), 200_000);
    }
}
