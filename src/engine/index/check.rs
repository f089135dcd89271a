//! Whether an index holds together: checksums, counts, documents, the columns of the graph, and the ledger.
//!
//! Opening trusts what agrees with its note; this reads everything.

use super::JudgmentAddress;
use std::collections::{HashMap, HashSet};
use std::mem::{Discriminant, discriminant};
use std::path::Path;

use super::folder::Folder;
use super::reader::open_index;
use super::relocations::Relocation;
use super::{Counted, Finding, IndexError, IndexReader, Ledger, StoredJudgment, integrity};

/// Findings of one kind that are named one by one; the rest are counted.
const NAMED: u64 = 20;

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckReport {
    /// Judgments that were read.
    pub judgments: u64,
    /// What is not OK; empty where all is.
    pub findings: Vec<Finding>,
}

/// Reads all of the index in `path` and compares what it says twice.
///
/// Files that do not agree with their checksums end the check: nothing that is read from them means anything.
pub fn check(path: &Path) -> Result<CheckReport, IndexError> {
    if !IndexReader::exists(path) {
        return Err(IndexError::Missing(path.to_owned()));
    }
    let folder = Folder::open(path)?;
    // What is lost of an index is no missing index.
    folder.has_meta()?;
    let damaged = folder.during_one_commit(|| integrity::damaged(&open_index(&folder)?.0, path))?;
    if !damaged.is_empty() {
        return Ok(CheckReport { judgments: 0, findings: damaged.into_iter().map(Finding::File).collect() });
    }
    let reader = IndexReader::open(path)?;
    let mut check =
        Check { reader: &reader, judgments: 0, documents: HashSet::new(), findings: Findings::default() };
    check.documents()?;
    check.ledger();
    Ok(CheckReport { judgments: check.judgments, findings: check.findings.finished() })
}

/// What is wrong with the files of the index in `path`, where one of them is not as it was written. Reads all of them.
pub fn damage(path: &Path) -> Option<IndexError> {
    if !path.is_dir() {
        return None;
    }
    let verify = |folder: &Folder| integrity::verify(&open_index(folder)?.0, path);
    let damage = Folder::open(path).and_then(|folder| folder.during_one_commit(|| verify(&folder))).err();
    damage.filter(|error| matches!(error, IndexError::Damaged { .. }))
}

struct Check<'r> {
    reader: &'r IndexReader,
    judgments: u64,
    documents: HashSet<u64>,
    findings: Findings,
}

/// What was found, the first of each kind by name.
#[derive(Default)]
struct Findings {
    named: Vec<Finding>,
    of_kind: HashMap<Discriminant<Finding>, u64>,
}

impl Findings {
    fn add(&mut self, finding: Finding) {
        let count = self.of_kind.entry(discriminant(&finding)).or_default();
        *count += 1;
        if *count <= NAMED {
            self.named.push(finding);
        }
    }

    fn finished(mut self) -> Vec<Finding> {
        let more = self.of_kind.values().map(|count| count.saturating_sub(NAMED)).sum();
        if more > 0 {
            self.named.push(Finding::More(more));
        }
        self.named
    }
}

impl Check<'_> {
    fn finding(&mut self, finding: Finding) {
        self.findings.add(finding);
    }

    fn documents(&mut self) -> Result<(), IndexError> {
        let columns = self.reader.graph_columns()?;
        let mut edges = vec![Vec::new(); columns.judgments.len()];
        for &(citing, cited) in &columns.edges {
            edges[citing].push(columns.cited[cited].encode());
        }
        let (mut passages, mut citations) = (0, 0);
        for (indexed, edges) in columns.judgments.iter().zip(&mut edges) {
            self.judgments += 1;
            match self.reader.judgment(indexed.address) {
                Err(error) => self.finding(Finding::Unreadable(error.to_string())),
                Ok(judgment) => {
                    passages += judgment.passages.len() as u64;
                    citations += judgment.citations.len() as u64;
                    self.judgment(indexed.address, &judgment, &indexed.case_numbers, edges)?;
                }
            }
        }
        let manifest = self.reader.manifest();
        let counted = [
            (Counted::Judgments, manifest.judgments, self.judgments),
            (Counted::Passages, manifest.passages, passages),
            (Counted::Citations, manifest.citations, citations),
        ];
        for (what, said, found) in counted {
            if said != found {
                self.finding(Finding::Count { what, said, found });
            }
        }
        Ok(())
    }

    /// Compares a stored judgment with what the columns and the postings say of it.
    fn judgment(
        &mut self,
        address: JudgmentAddress,
        judgment: &StoredJudgment,
        numbers: &[String],
        edges: &mut Vec<String>,
    ) -> Result<(), IndexError> {
        let name = judgment.source.name();
        let mut stored = judgment.case_numbers();
        stored.sort_unstable();
        stored.dedup();
        let mut numbers = numbers.to_vec();
        numbers.sort_unstable();
        if stored != numbers {
            self.finding(Finding::Numbers { name: name.clone(), numbers: numbers.join(", ") });
        }
        for number in &stored {
            if !self.reader.by_case_number(number)?.contains(&address) {
                self.finding(Finding::NotFound { name: name.clone(), number: number.clone() });
            }
        }
        let mut cited: Vec<String> = judgment.cited().iter().map(|(cited, _)| cited.encode()).collect();
        cited.sort_unstable();
        cited.dedup();
        edges.sort_unstable();
        if cited != *edges {
            self.finding(Finding::Citations { name: name.clone(), has: edges.len(), of: cited.len() });
        }
        if !self.documents.insert(judgment.id) {
            self.finding(Finding::Twice(name));
        }
        Ok(())
    }

    fn ledger(&mut self) {
        let Some(ledger) = self.reader.ledger() else {
            self.finding(Finding::NoLedger);
            return;
        };
        let known: HashSet<u64> =
            ledger.judgments().filter_map(|(_, _, judgment)| judgment.document).collect();
        let (unknown, lost) =
            (self.documents.difference(&known).count(), known.difference(&self.documents).count());
        if unknown > 0 {
            self.finding(Finding::NoFile(unknown));
        }
        if lost > 0 {
            self.finding(Finding::Lost(lost));
        }
        if let Some(finding) = self.relocations(&ledger) {
            self.finding(finding);
        }
    }

    /// Compares what a search says of the places of records with what the ledger says.
    fn relocations(&self, ledger: &Ledger) -> Option<Finding> {
        let agree = match self.reader.relocations() {
            Some(relocations) => relocations.agree_with(ledger),
            None => Ok(Relocation::all(ledger).is_empty()),
        };
        match agree {
            Ok(true) => None,
            Ok(false) => Some(Finding::Relocations),
            Err(error) => Some(Finding::Unreadable(error.to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_named_and_the_rest_counted() {
        let mut findings = Findings::default();
        for at in 0..NAMED + 5 {
            findings.add(Finding::Twice(format!("a.json#{at}")));
        }
        findings.add(Finding::NoLedger);
        let found = findings.finished();
        assert_eq!(found.len() as u64, NAMED + 2);
        assert_eq!(found[NAMED as usize..], [Finding::NoLedger, Finding::More(5)]);
    }
}
