//! Records: what is cut out of files, still raw, and what becomes of it.

use super::fault::{Fault, Reason};
use super::fields::Values;
use super::{decode, detect, json, markdown, plain, table, xml};
use crate::judgment::{CaseList, Judgment, Section, SourceStamp, parse_case_list};

/// Longest judgment, in bytes of text. The longest one known has less than half a mebibyte; what is thirty times as
/// long is no judgment, and its analysis would take gigabytes.
pub(super) const LONGEST_JUDGMENT: usize = 16 << 20;

/// A judgment with its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The judgment.
    pub judgment: Judgment,
    /// Where it was read from.
    pub stamp: SourceStamp,
}

/// What reading gives: a judgment or a fault.
#[derive(Debug)]
pub enum Item {
    /// A judgment.
    Record(Box<Record>),
    /// Something that could not be read.
    Fault(Fault),
}

/// A stretch of input that can be parsed on any thread: a whole file, or one record of a file of many.
#[derive(Debug)]
pub struct RawRecord {
    pub(super) stamp: SourceStamp,
    /// Line in the file on which the record begins.
    pub(super) line: Option<u64>,
    pub(super) body: Body,
}

/// The raw content of a record.
#[derive(Debug)]
pub(super) enum Body {
    /// A file in a format that is still to be recognised.
    File(Vec<u8>),
    /// A line of JSON Lines.
    JsonLine(Vec<u8>),
    /// A row of a table.
    Row(Values),
}

impl RawRecord {
    pub(super) fn new(mut stamp: SourceStamp, line: Option<u64>, body: Body) -> Self {
        stamp.hash = body.hash(&stamp);
        Self { stamp, line, body }
    }

    /// A whole file that is in memory, and perhaps only there: `path` is where it stands, or is to stand.
    pub fn of_file(path: &str, bytes: Vec<u8>) -> Self {
        let stamp = SourceStamp {
            file: path.to_owned(),
            path: path.to_owned(),
            size: bytes.len() as u64,
            ..SourceStamp::default()
        };
        Self::new(stamp, None, Body::File(bytes))
    }

    /// Where the record stands, with the hash of its bytes.
    pub const fn stamp(&self) -> &SourceStamp {
        &self.stamp
    }

    /// Bytes that it takes, about.
    pub(crate) fn size(&self) -> usize {
        match &self.body {
            Body::File(bytes) | Body::JsonLine(bytes) => bytes.len(),
            Body::Row(values) => values.size(),
        }
    }

    /// Its bytes, where it is a whole file and no line or row of one.
    pub fn file(&self) -> Option<&[u8]> {
        match &self.body {
            Body::File(bytes) => Some(bytes),
            Body::JsonLine(_) | Body::Row(_) => None,
        }
    }

    /// Parses the judgments of the record: one, or several where a file holds a list.
    pub fn parse(self) -> Vec<Item> {
        let Self { stamp, line, body } = self;
        let parsed = match body {
            Body::Row(values) => Ok(vec![values.judgment()]),
            Body::JsonLine(bytes) => decode::text(&bytes).and_then(|text| json::judgments(&text)),
            Body::File(bytes) => parse_file(&bytes, &stamp),
        };
        match parsed {
            Ok(judgments) => judgments_of(judgments, &stamp, line),
            Err(reason) => vec![Item::Fault(fault(&stamp, line, reason))],
        }
    }
}

fn judgments_of(judgments: Vec<Judgment>, stamp: &SourceStamp, line: Option<u64>) -> Vec<Item> {
    if judgments.is_empty() {
        return vec![Item::Fault(fault(stamp, line, Reason::NotAJudgment))];
    }
    let several = judgments.len() > 1;
    let numbered = judgments.into_iter().zip(1..);
    numbered
        .flat_map(|(judgment, number)| {
            let mut stamp = stamp.clone();
            if several {
                stamp.record = Some(number);
            }
            let length: usize = Section::ALL.map(|section| judgment.section(section).len()).iter().sum();
            if judgment.is_hollow() {
                return vec![Item::Fault(fault(&stamp, line, Reason::Hollow))];
            }
            if length > LONGEST_JUDGMENT {
                let limit = LONGEST_JUDGMENT as u64 >> 20;
                return vec![Item::Fault(fault(&stamp, line, Reason::TooLarge { what: "judgment", limit }))];
            }
            let cut = judgment.docket.as_deref().is_some_and(|docket| parse_case_list(docket).cut);
            let noted =
                cut.then(|| Item::Fault(fault(&stamp, line, Reason::TooManyNumbers(CaseList::MOST_NUMBERS))));
            noted.into_iter().chain([Item::Record(Box::new(Record { judgment, stamp }))]).collect()
        })
        .collect()
}

fn fault(stamp: &SourceStamp, line: Option<u64>, reason: Reason) -> Fault {
    let path = match (stamp.record, line) {
        (Some(record), None) => format!("{}#{record}", stamp.path),
        _ => stamp.path.clone(),
    };
    Fault { line, ..Fault::new(path, reason) }
}

fn parse_file(bytes: &[u8], stamp: &SourceStamp) -> Result<Vec<Judgment>, Reason> {
    let text = decode::text(bytes)?;
    match detect::format(&text) {
        detect::Format::Json => json::judgments(&text),
        detect::Format::Xml => xml::judgments(&text),
        detect::Format::Markdown => Ok(markdown::judgment(&text).into_iter().collect()),
        detect::Format::Table => table::rows(&text)?.map(|row| Ok(row?.judgment())).collect(),
        detect::Format::Plain => Ok(plain::judgment(&text, &stamp.path).into_iter().collect()),
    }
}

impl Body {
    /// What tells this record from another wherever it stands. The name of a file can say whose judgment it is, so it
    /// belongs to a record that is a whole file.
    fn hash(&self, stamp: &SourceStamp) -> [u8; 16] {
        let mut hasher = blake3::Hasher::new();
        match self {
            Self::JsonLine(bytes) => hasher.update(bytes.trim_ascii_end()),
            Self::Row(values) => hasher.update(format!("{values:?}").as_bytes()),
            Self::File(bytes) => {
                let name = stamp.path.rsplit(['/', '\\']).next().unwrap_or_default();
                hasher.update(name.as_bytes()).update(&[0]).update(bytes)
            }
        };
        let mut short = [0; 16];
        short.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        short
    }
}
