//! Judgments for other programs: reference managers, spreadsheets, text editors, search servers.
//!
//! Judgments come one by one and are written at once, so a collection of any size needs the memory of one judgment. What
//! is written and in which form is decided here; which judgments, and where to, is the business of the caller.

mod bibtex;
mod citations;
mod csl;
mod json_lines;
mod key;
mod markdown;
mod opensearch;
mod parts;
mod quickwit;
mod romanize;
mod search_document;
mod table;

use std::io;

pub use bibtex::BibTex;
pub use citations::Citations;
pub use csl::CslJson;
pub use json_lines::JsonLines;
pub use key::{Keys, file_name};
pub use markdown::{Markdown, front_matter_document};
pub use opensearch::OpenSearch;
pub use parts::{LARGEST_PART, Parts};
pub use quickwit::Quickwit;
pub use search_document::SearchDocument;
pub use table::Table;

use panrye_engine::graph::Validity;
use panrye_engine::index::StoredJudgment;
use panrye_law::caption::Caption;
use panrye_law::judgment::Judgment;

/// A judgment to be written.
#[derive(Debug)]
pub struct Exported<'s> {
    /// The judgment as the index stores it.
    pub stored: &'s StoredJudgment,
    /// The same, unpacked.
    pub judgment: Judgment,
    /// What names it.
    pub caption: Caption,
    /// How many judgments of the index cite it.
    pub cited_by: u64,
    /// Whether it is still good law.
    pub validity: Validity,
}

impl<'s> Exported<'s> {
    /// A stored judgment that `cited_by` others cite.
    pub fn new(stored: &'s StoredJudgment, cited_by: u64, validity: Validity) -> Self {
        Self { stored, judgment: stored.judgment(), caption: stored.caption(), cited_by, validity }
    }

    /// The judgment as courts cite it: `대법원 2018. 1. 25. 선고 2015다24904, 24911 판결`.
    pub fn citation(&self) -> String {
        self.caption.citation()
    }

    /// What to call it where a name must stand: as it is cited, or by its source.
    pub fn name(&self) -> String {
        self.caption.citation_or_source(&self.stored.source.name())
    }
}

/// A format: it is told of every judgment in turn.
pub trait JudgmentWriter {
    /// Writes one judgment.
    fn write(&mut self, exported: &Exported<'_>) -> io::Result<()>;

    /// Writes what follows the last judgment.
    fn finish(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod sample {
    use panrye_engine::index::StoredJudgment;
    use panrye_law::judgment::{CaseKind, Court, DecisionDate, DecisionType, Judgment, Section, SourceStamp};
    use panrye_law::passage::passages;

    /// A judgment of the Supreme Court with a text in every section.
    pub(super) fn judgment() -> Judgment {
        let mut judgment = Judgment {
            serial_number: Some("900001".to_owned()),
            case_name: Some("손해배상(기) & 50% \"갑\"".to_owned()),
            court: Court::parse("대법원"),
            decided: DecisionDate::new(2020, 1, 10),
            kind: CaseKind::parse("민사"),
            decision: Some(DecisionType::Judgment),
            ..Judgment::default()
        };
        judgment.set_docket("2019다100001, 100018(병합)");
        judgment.set_section(Section::Issues, "[1] 갑의 책임\n[2] 을의 책임".to_owned());
        judgment.set_section(Section::Holdings, "통신망법 제28조".to_owned());
        judgment.set_section(Section::Content, "【이 유】 1. 민법 제750조를 본다.".to_owned());
        judgment
    }

    pub(super) fn stored(judgment: &Judgment) -> StoredJudgment {
        let passages = passages(judgment);
        let passages =
            passages.iter().map(|passage| panrye_engine::index::StoredPassage::of(passage, 0)).collect();
        let references = panrye_law::reference::references(judgment);
        let source = SourceStamp { path: "corpus/a.md".to_owned(), ..SourceStamp::default() };
        StoredJudgment::new(judgment, passages, &references.citations, source)
    }
}
