//! Whether an index holds together: checksums, counts, documents, the columns of the graph, and the ledger.
//!
//! Opening trusts what agrees with its note; this reads everything.

use std::collections::HashSet;
use std::path::Path;

use tantivy::DocAddress;

use super::folder::Folder;
use super::reader::open_index;
use super::{IndexError, IndexReader, StoredJudgment, integrity};

/// Findings of one kind that are named one by one.
const NAMED: usize = 20;

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckReport {
    /// Judgments that were read.
    pub judgments: u64,
    /// What is not in order, each in one line; empty where all is.
    pub findings: Vec<String>,
}

/// Reads all of the index in `path` and compares what it says twice.
///
/// Files that do not agree with their checksums end the check: nothing that is read from them means anything.
pub fn check(path: &Path) -> Result<CheckReport, IndexError> {
    if !IndexReader::exists(path) {
        return Err(IndexError::Missing(path.to_owned()));
    }
    let folder = Folder::open(path)?;
    let damaged = folder.during_one_commit(|| integrity::damaged(&open_index(&folder)?.0, path))?;
    if !damaged.is_empty() {
        let finding = |file: &std::path::PathBuf| format!("{} is not as it was written", file.display());
        return Ok(CheckReport { judgments: 0, findings: damaged.iter().map(finding).collect() });
    }
    let reader = IndexReader::open(path)?;
    let mut check = Check { reader: &reader, report: CheckReport::default(), documents: HashSet::new() };
    check.documents()?;
    check.ledger();
    Ok(check.report)
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
    report: CheckReport,
    documents: HashSet<u64>,
}

impl Check<'_> {
    fn finding(&mut self, finding: String) {
        if self.report.findings.len() < NAMED {
            self.report.findings.push(finding);
        }
    }

    fn documents(&mut self) -> Result<(), IndexError> {
        let columns = self.reader.graph_columns()?;
        let mut edges = vec![Vec::new(); columns.judgments.len()];
        for &(citing, cited) in &columns.edges {
            edges[citing].push(columns.cited[cited].encode());
        }
        let (mut passages, mut citations) = (0, 0);
        for (held, edges) in columns.judgments.iter().zip(&mut edges) {
            self.report.judgments += 1;
            match self.reader.judgment(held.address) {
                Err(error) => self.finding(error.to_string()),
                Ok(judgment) => {
                    passages += judgment.passages.len() as u64;
                    citations += judgment.citations.len() as u64;
                    self.judgment(held.address, &judgment, &held.case_numbers, edges)?;
                }
            }
        }
        let manifest = self.reader.manifest();
        let counted = [
            ("judgments", manifest.judgments, self.report.judgments),
            ("passages", manifest.passages, passages),
            ("citations", manifest.citations, citations),
        ];
        for (what, said, found) in counted {
            if said != found {
                self.finding(format!("the commit counts {said} {what}, the documents hold {found}"));
            }
        }
        Ok(())
    }

    /// Compares a stored judgment with what the columns and the postings say of it.
    fn judgment(
        &mut self,
        address: DocAddress,
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
            self.finding(format!("{name}: the column has the numbers {}", numbers.join(", ")));
        }
        for number in &stored {
            if !self.reader.by_case_number(number)?.contains(&address) {
                self.finding(format!("{name}: a search for {number} would not find it"));
            }
        }
        let mut cited: Vec<String> = judgment.cited().iter().map(|(cited, _)| cited.encode()).collect();
        cited.sort_unstable();
        cited.dedup();
        edges.sort_unstable();
        if cited != *edges {
            self.finding(format!("{name}: the graph has {} of its {} citations", edges.len(), cited.len()));
        }
        if !self.documents.insert(judgment.id) {
            self.finding(format!("{name}: its document stands in the index twice"));
        }
        Ok(())
    }

    fn ledger(&mut self) {
        let Some(ledger) = self.reader.ledger() else {
            self.finding(
                "the ledger of the files cannot be read: the next `panrye index` reads everything".to_owned(),
            );
            return;
        };
        let known: HashSet<u64> =
            ledger.judgments().filter_map(|(_, _, judgment)| judgment.document).collect();
        let (unknown, lost) =
            (self.documents.difference(&known).count(), known.difference(&self.documents).count());
        if unknown > 0 {
            self.finding(format!("{unknown} judgments belong to no file: run `panrye index --rebuild`"));
        }
        if lost > 0 {
            self.finding(format!("{lost} judgments of the files are missing: run `panrye index --rebuild`"));
        }
    }
}
