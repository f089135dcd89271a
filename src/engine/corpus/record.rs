//! Records: what is cut out of files, still raw, and what becomes of it.

use std::sync::Arc;

use super::fault::{Fault, Misread, Reason};
use super::fields::{Parsed, Take, Values};
use super::limits::LONGEST_JUDGMENT;
use super::mapping::Names;
use super::unused::UnusedNames;
use super::{decode, detect, documents, json, markdown, plain, table, xml};
use panrye_law::case_number::{CaseList, parse_docket};
use panrye_law::judgment::{Judgment, Section, SourceStamp};

/// A judgment with its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The judgment.
    pub judgment: Judgment,
    /// Where it was read from.
    pub stamp: SourceStamp,
    /// Columns or keys beside it that mean nothing.
    pub unused: Option<Arc<UnusedNames>>,
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
    /// What the names of its fields mean.
    pub(super) names: Names,
}

/// The raw content of a record.
#[derive(Debug)]
pub(super) enum Body {
    /// A file in a format that is still to be recognized.
    File(Vec<u8>),
    /// A word-processor file, a page or a PDF.
    Document(Vec<u8>),
    /// A line of JSON Lines.
    JsonLine(Vec<u8>),
    /// An object of a large JSON file, which need not begin its line.
    JsonObject(Vec<u8>),
    /// A row of a table, or an element of a large XML file.
    Row(Values),
}

impl RawRecord {
    pub(super) fn new(mut stamp: SourceStamp, line: Option<u64>, body: Body, names: Names) -> Self {
        stamp.hash = body.hash(&stamp);
        Self { stamp, line, body, names }
    }

    /// A whole file that is in memory, and perhaps only there: `path` is where it is, or is to be.
    pub fn of_file(path: &str, bytes: Vec<u8>) -> Self {
        let stamp = SourceStamp {
            file: path.to_owned(),
            path: path.to_owned(),
            size: bytes.len() as u64,
            ..SourceStamp::default()
        };
        Self::new(stamp, None, Body::File(bytes), Names::default())
    }

    /// Where the record is, with the hash of its bytes.
    pub const fn stamp(&self) -> &SourceStamp {
        &self.stamp
    }

    /// Bytes that it takes, about.
    pub(crate) fn size(&self) -> usize {
        match &self.body {
            Body::File(bytes) | Body::Document(bytes) | Body::JsonLine(bytes) | Body::JsonObject(bytes) => {
                bytes.len()
            }
            Body::Row(values) => values.size(),
        }
    }

    /// Its bytes, where it is a whole file and no line or row of one.
    pub fn file(&self) -> Option<&[u8]> {
        match &self.body {
            Body::File(bytes) | Body::Document(bytes) => Some(bytes),
            Body::JsonLine(_) | Body::JsonObject(_) | Body::Row(_) => None,
        }
    }

    /// Parses the judgments of the record: one, or several where a file holds a list.
    pub fn parse(self) -> Vec<Item> {
        let mut items = Vec::new();
        self.parse_each(&mut |item| items.push(item));
        items
    }

    /// Parses the judgments of the record and hands them out one by one: a file may hold very many.
    pub fn parse_each(self, take: &mut dyn FnMut(Item)) {
        let Self { stamp, line, body, names } = self;
        let begins_line = !matches!(body, Body::JsonObject(_));
        let mut numbered = Numbered { stamp: &stamp, line, first: None, number: 0, take };
        let parsed = body.parse(&stamp, &names, &mut |parsed| numbered.push(parsed));
        let (several, found) = (numbered.number > 1, numbered.number);
        numbered.give_first(several);
        match parsed {
            Ok(()) if found == 0 => take(Item::Fault(fault(&stamp, line, Reason::NotAJudgment))),
            Ok(()) => {}
            Err(misread) => take(Item::Fault(at_its_place(&stamp, line, misread, begins_line))),
        }
    }
}

/// Numbers the judgments of a record where there are several.
struct Numbered<'n> {
    stamp: &'n SourceStamp,
    line: Option<u64>,
    /// The first one, until it is known whether it is the only one.
    first: Option<Parsed>,
    number: u64,
    take: &'n mut dyn FnMut(Item),
}

impl Numbered<'_> {
    fn push(&mut self, parsed: Parsed) {
        self.number += 1;
        if self.number == 1 {
            self.first = Some(parsed);
            return;
        }
        self.give_first(true);
        self.give(parsed, Some(self.number));
    }

    fn give_first(&mut self, several: bool) {
        if let Some(first) = self.first.take() {
            self.give(first, several.then_some(1));
        }
    }

    /// Hands out a judgment that has text, and what was left out of it.
    fn give(&mut self, parsed: Parsed, number: Option<u64>) {
        let Parsed { judgment, left_out, unused } = parsed;
        let mut stamp = self.stamp.clone();
        stamp.record = number.or(stamp.record);
        let mut fault = |reason| (self.take)(Item::Fault(fault(&stamp, self.line, reason)));
        for left_out in left_out {
            fault(left_out.into());
        }
        if judgment.docket.as_deref().is_some_and(|docket| parse_docket(docket).cut) {
            fault(Reason::TooManyNumbers(CaseList::MOST_NUMBERS));
        }
        let length: usize = Section::ALL.map(|section| judgment.section(section).len()).iter().sum();
        if judgment.is_hollow() {
            fault(Reason::Hollow(unused.map(Arc::unwrap_or_clone)));
        } else if length > LONGEST_JUDGMENT {
            fault(Reason::TooLarge { what: "judgment", limit: LONGEST_JUDGMENT as u64 >> 20 });
        } else {
            (self.take)(Item::Record(Box::new(Record { judgment, stamp, unused })));
        }
    }
}

fn fault(stamp: &SourceStamp, line: Option<u64>, reason: Reason) -> Fault {
    let path = match (stamp.record, line) {
        (Some(record), None) => format!("{}#{record}", stamp.path),
        _ => stamp.path.clone(),
    };
    Fault { line, ..Fault::new(path, reason) }
}

/// What is wrong with a record that begins on `first`, with line and column of the file.
fn at_its_place(stamp: &SourceStamp, first: Option<u64>, misread: Misread, begins_line: bool) -> Fault {
    let Misread { reason, line, column } = misread;
    let fault = fault(stamp, first, reason);
    let Some(line) = line else { return fault };
    let column = column.filter(|_| begins_line || line > 1);
    Fault { line: Some(first.unwrap_or(1) + line.saturating_sub(1)), column, ..fault }
}

fn parse_file(bytes: &[u8], stamp: &SourceStamp, names: &Names, take: &mut Take<'_>) -> Result<(), Misread> {
    let text = decode::text(bytes)?;
    match detect::format(&text, names) {
        detect::Format::Json => json::judgments(&text, names, take),
        detect::Format::Xml => xml::each_judgment(&text, names, take),
        detect::Format::Markdown => {
            markdown::judgments(&text, &stamp.path, names, take);
            Ok(())
        }
        detect::Format::Table => Ok(table::judgments(&text, names, take)?),
        detect::Format::Plain => {
            plain::judgments(&text, &stamp.path, names, take);
            Ok(())
        }
    }
}

impl Body {
    fn parse(self, stamp: &SourceStamp, names: &Names, take: &mut Take<'_>) -> Result<(), Misread> {
        match self {
            Self::Row(values) => {
                take(values.judgment());
                Ok(())
            }
            Self::JsonLine(bytes) | Self::JsonObject(bytes) => {
                json::judgments(&decode::text(&bytes)?, names, take)
            }
            Self::File(bytes) => parse_file(&bytes, stamp, names, take),
            Self::Document(bytes) => Ok(documents::judgments(&bytes, &stamp.path, names, take)?),
        }
    }

    /// What tells this record from another wherever it is. The name of a file can say whose judgment it is, so it
    /// belongs to a record that is a whole file.
    fn hash(&self, stamp: &SourceStamp) -> [u8; 16] {
        let mut hasher = blake3::Hasher::new();
        match self {
            Self::JsonLine(bytes) | Self::JsonObject(bytes) => hasher.update(bytes.trim_ascii_end()),
            Self::Row(values) => hasher.update(format!("{values:?}").as_bytes()),
            Self::File(bytes) | Self::Document(bytes) => {
                let name = stamp.path.rsplit(['/', '\\']).next().unwrap_or_default();
                hasher.update(name.as_bytes()).update(&[0]).update(bytes)
            }
        };
        let mut short = [0; 16];
        short.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        short
    }
}
