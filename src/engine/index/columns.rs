//! The citation graph as the columns hold it: every judgment with its numbers, court and date, and what it cites.
//!
//! Reading them costs one pass over the dictionary of each column; no stored judgment is unpacked.

use super::JudgmentAddress;
use tantivy::columnar::{Column, StrColumn};
use tantivy::{Searcher, SegmentReader};

use super::{CitedJudgment, IndexError};
use panrye_law::case_number::CaseNumber;
use panrye_law::judgment::{DecisionDate, JudgmentKey};

/// A judgment of the index, as the columns know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldJudgment {
    /// Its document.
    pub address: JudgmentAddress,
    /// Its case numbers in full, or the docket of an agency, sorted as texts.
    pub case_numbers: Vec<String>,
    /// Name of its court.
    pub court: Option<String>,
    /// Date of the decision.
    pub decided: Option<DecisionDate>,
}

/// All judgments and citations of an index.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GraphColumns {
    /// The judgments, in the order of the index.
    pub judgments: Vec<HeldJudgment>,
    /// Which judgment cites which cited judgment: indices into `judgments` and `cited`.
    pub edges: Vec<(usize, usize)>,
    /// The cited judgments as the citing ones write them; one may stand here in several spellings.
    pub cited: Vec<CitedJudgment>,
}

impl GraphColumns {
    pub(super) fn read(searcher: &Searcher) -> Result<Self, IndexError> {
        let mut columns = Self::default();
        for (ordinal, segment) in searcher.segment_readers().iter().enumerate() {
            columns.read_segment(u32::try_from(ordinal).unwrap_or(u32::MAX), segment)?;
        }
        Ok(columns)
    }

    fn read_segment(&mut self, ordinal: u32, segment: &SegmentReader) -> Result<(), IndexError> {
        let numbers = Texts::read(segment, "case_number")?;
        let courts = Texts::read(segment, "court")?;
        let edges = Texts::read(segment, "edge")?;
        let decided = segment.fast_fields().u64("decided")?;
        let first = self.cited.len();
        for value in &edges.values {
            let damaged = || IndexError::Stored(format!("the citation `{value}`"));
            self.cited.push(CitedJudgment::decode(value).ok_or_else(damaged)?);
        }
        for doc in segment.doc_ids_alive() {
            let citing = self.judgments.len();
            self.judgments.push(HeldJudgment {
                address: JudgmentAddress::new(ordinal, doc),
                case_numbers: numbers.of(doc).map(str::to_owned).collect(),
                court: name_of_court(&courts, doc).map(str::to_owned),
                decided: decided.first(doc).and_then(DecisionDate::from_number),
            });
            self.edges.extend(edges.ordinals(doc).map(|ordinal| (citing, first + ordinal)));
        }
        Ok(())
    }
}

/// The columns that tell judgments apart, segment by segment.
pub(super) struct IdentityColumns(Vec<SegmentIdentities>);

struct SegmentIdentities {
    numbers: Texts,
    courts: Texts,
    decided: Column<u64>,
}

impl IdentityColumns {
    pub(super) fn read(searcher: &Searcher) -> Result<Self, IndexError> {
        let read = |segment: &SegmentReader| -> Result<_, IndexError> {
            Ok(SegmentIdentities {
                numbers: Texts::read(segment, "case_number")?,
                courts: Texts::read(segment, "court")?,
                decided: segment.fast_fields().u64("decided")?,
            })
        };
        searcher.segment_readers().iter().map(read).collect::<Result<_, _>>().map(Self)
    }

    /// The identity of a judgment; `None` where it has no number, so that only its text tells it apart.
    pub(super) fn identity(&self, address: JudgmentAddress) -> Option<String> {
        let SegmentIdentities { numbers, courts, decided } = self.0.get(address.segment_ord as usize)?;
        let doc = address.doc_id;
        let lowest = numbers.of(doc).filter_map(|number| number.parse::<CaseNumber>().ok()).min();
        let number =
            lowest.map(|number| number.to_string()).or_else(|| numbers.of(doc).next().map(str::to_owned))?;
        let court = name_of_court(courts, doc).unwrap_or_default();
        let decided = decided.first(doc).and_then(DecisionDate::from_number);
        Some(JudgmentKey::of(court, &number).with_date(decided))
    }
}

/// A branch is indexed under its seat too; its own name is the longer one.
fn name_of_court(courts: &Texts, doc: u32) -> Option<&str> {
    courts.of(doc).max_by_key(|name| name.len())
}

/// A column of texts with its dictionary unpacked.
struct Texts {
    column: Option<StrColumn>,
    values: Vec<String>,
}

impl Texts {
    fn read(segment: &SegmentReader, name: &str) -> Result<Self, IndexError> {
        let column = segment.fast_fields().str(name)?;
        let mut values = Vec::new();
        if let Some(column) = &column {
            let mut stream = column.dictionary().stream()?;
            while stream.advance() {
                values.push(std::str::from_utf8(stream.key()).map_or_else(|_| String::new(), str::to_owned));
            }
        }
        Ok(Self { column, values })
    }

    fn ordinals(&self, doc: u32) -> impl Iterator<Item = usize> {
        let values = self.values.len();
        let ordinals = self.column.iter().flat_map(move |column| column.term_ords(doc));
        ordinals.filter_map(|ordinal| usize::try_from(ordinal).ok()).filter(move |&ordinal| ordinal < values)
    }

    fn of(&self, doc: u32) -> impl Iterator<Item = &str> {
        self.ordinals(doc).map(|ordinal| self.values[ordinal].as_str())
    }
}
