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
    names: Names,
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read of a file in memory: docket, name, issues and content of each judgment, and the faults.
    fn read(file: &str, text: &str, map: &[&str]) -> Vec<String> {
        let mut raw = RawRecord::of_file(file, text.as_bytes().to_vec());
        raw.names = Names::parse(map).unwrap();
        let told = |item: Item| match item {
            Item::Fault(fault) => fault.reason.to_string(),
            Item::Record(record) => {
                let Record { judgment, unused, .. } = *record;
                let text = |text: Option<&str>| text.unwrap_or("-").replace('\n', "/");
                let section = |section| text(Some(judgment.section(section)));
                let unused = unused.map(|unused| format!(" {}", unused.told())).unwrap_or_default();
                format!(
                    "{}|{}|{}|{}{unused}",
                    text(judgment.docket.as_deref()),
                    text(judgment.case_name.as_deref()),
                    section(Section::Issues),
                    section(Section::Content)
                )
            }
        };
        raw.parse().into_iter().map(told).collect()
    }

    const MAP: [&str; 6] = [
        "Case=사건번호",
        "이름=case_name",
        "쟁점 정리=issues",
        "Ruling Text=content",
        "메모=ignore",
        "요약=ignore",
    ];

    #[test]
    fn names_that_the_user_speaks_of_are_read_in_every_format() {
        let expected = ["2020다1|이혼|갑|기각한다."];
        for (file, text) in [
            (
                "a.json",
                r#"{"case": "2020다1", "이름": "이혼", "쟁점 정리": "갑", "ruling_text": "기각한다.", "메모": {"a": 1}}"#,
            ),
            (
                "wrapped.json",
                r#"{"list": [{"info": {"Case": "2020다1", "이름": "이혼"}, "쟁점정리": "갑", "Ruling Text": ["기각한다."]}]}"#,
            ),
            ("a.csv", "Case,이름,쟁점 정리,Ruling Text,메모\n2020다1,이혼,갑,기각한다.,나중에 볼 것\n"),
            ("one.csv", "\u{feff}Case\t이름\t쟁점 정리\tRuling-Text\n2020다1\t이혼\t갑\t기각한다.\n"),
            (
                "a.xml",
                "<?xml version=\"1.0\"?><list><one><Case>2020다1</Case><이름>이혼</이름><쟁점정리>갑</쟁점정리>\
                 <Ruling_Text><![CDATA[기각한다.]]></Ruling_Text><메모>나중에<br/>볼 것</메모></one></list>",
            ),
            (
                "front.md",
                "---\nCase: 2020다1\n이름: 이혼\n메모: 나중에\n---\n\n## 쟁점 정리\n갑\n## 메모\n볼 것\n## Ruling Text\n기각한다.\n",
            ),
            (
                "headed.md",
                "---\nCase: 2020다1\n---\n## 이름\n이혼\n## Ruling Text\n기각한다.\n## 쟁점 정리\n갑\n",
            ),
            (
                "bare.md",
                "# 이름\n이혼\n## Case\n2020다1\n## 쟁점 정리\n갑\n## 메모\n나중에\n볼 것\n## Ruling Text\n기각한다.\n",
            ),
            (
                "lines.txt",
                "Case\n2020다1\n이름\n이혼\n메모\n나중에\n볼 것\n쟁점 정리\n갑\nRULING TEXT\n기각한다.\n",
            ),
            (
                "marks.txt",
                "【Case】2020다1 【이름】 이혼 【쟁점 정리】 갑 【메모】 볼 것 【Ruling Text】 기각한다.",
            ),
        ] {
            assert_eq!(read(file, text, &MAP), expected, "{file}");
            assert_ne!(read(file, text, &[]), expected, "{file}");
        }
    }

    #[test]
    fn what_the_user_says_of_a_name_wins_over_what_all_say() {
        for (file, text) in [
            (
                "a.json",
                r#"{"사건번호": "2020다1", "사건명": "갑", "판시사항": "이혼", "판례내용": "기각한다."}"#,
            ),
            ("a.csv", "사건번호,사건명,판시사항,판례내용\n2020다1,갑,이혼,기각한다.\n"),
            (
                "a.xml",
                "<PrecService><사건번호>2020다1</사건번호><사건명>갑</사건명><판시사항>이혼</판시사항><판례내용>기각한다.</판례내용></PrecService>",
            ),
            ("a.md", "---\n사건번호: 2020다1\n사건명: 갑\n---\n## 판시사항\n이혼\n## 판례내용\n기각한다.\n"),
            ("a.txt", "사건번호\n2020다1\n사건명\n갑\n판시사항\n이혼\n판례내용\n기각한다.\n"),
        ] {
            let map = ["사건명=issues", "판시사항=case_name"];
            assert_eq!(read(file, text, &map), ["2020다1|이혼|갑|기각한다."], "{file}");
            assert_eq!(read(file, text, &["none"]), ["2020다1|갑|이혼|기각한다."], "{file}");
        }
    }

    #[test]
    fn parts_of_a_decision_under_names_of_the_users_own_are_told() {
        let map = ["Case=case_number", "Ruling=order", "Why=reasons"];
        for (file, text) in [
            ("a.json", r#"{"Case": "2020다1", "Ruling": "상고를 기각한다.", "Why": "본다."}"#),
            ("a.csv", "Case,Ruling,Why\n2020다1,상고를 기각한다.,본다.\n"),
            ("a.md", "---\nCase: 2020다1\n---\n## Ruling\n상고를 기각한다.\n## Why\n본다.\n"),
            ("a.txt", "Case\n2020다1\nRuling\n상고를 기각한다.\nWhy\n본다.\n"),
        ] {
            let mut raw = RawRecord::of_file(file, text.as_bytes().to_vec());
            raw.names = Names::parse(&map).unwrap();
            let found = raw.parse();
            let [Item::Record(record)] = &found[..] else { panic!("{file}: {found:?}") };
            let outcome = record.judgment.outcome.map(|(outcome, _)| outcome.korean());
            assert_eq!(outcome, Some("상고기각"), "{file}: {:?}", record.judgment);
        }
    }

    #[test]
    fn names_that_mean_nothing_are_told_beside_the_judgment() {
        let judgment = "2020다1|-||가";
        for (file, text, told) in [
            (
                "a.json",
                r#"{"사건번호": "2020다1", "판례내용": "가", "판결 요약": "나", "b": 1}"#,
                " `판결 요약`, `b`",
            ),
            // Nothing is lost of what says nothing, has a structure of its own, or is known to stand beside judgments.
            (
                "b.json",
                r#"{"사건번호": "2020다1", "판례내용": "가", "a": "", "b": null, "c": {"d": "e"}, "f": [], "url": "g", "사건종류코드": "400101"}"#,
                "",
            ),
            (
                "c.json",
                r#"{"info": {"사건번호": "2020다1", "a": "b"}, "판례내용": "가", "c": ["d"]}"#,
                " `c`, `a`",
            ),
            (
                "d.json",
                r#"{"사건번호": "2020다1", "판례내용": "가", "7": "0", "1": "0", "2": "0", "3": "0", "4": "0", "5": "0", "6": "0"}"#,
                " `7`, `1`, `2`, `3`, `4`",
            ),
            ("a.csv", ",사건번호,판례내용,판결 요약,source\n1,2020다1,가,나,다\n", " `판결 요약`"),
            ("b.csv", "판례일련번호,사건번호,구분,문장번호,내용,쪽\n1,2020다1,판례내용,1,가,7\n", " `쪽`"),
            (
                "a.xml",
                "<PrecService><사건번호>2020다1</사건번호><판례내용>가</판례내용><a>b</a></PrecService>",
                "",
            ),
        ] {
            assert_eq!(read(file, text, &[]), [format!("{judgment}{told}")], "{file}");
        }
    }

    #[test]
    fn a_judgment_without_text_says_which_names_may_hold_it() {
        for (file, text, told) in [
            (
                "a.json",
                r#"{"사건번호": "2020다1", "Ruling Text": "가"}"#,
                "; its key `Ruling Text` may hold it",
            ),
            (
                "a.csv",
                "사건번호,법원명,Ruling,Why\n2020다1,대법원,가,나\n",
                "; its columns `Ruling`, `Why` may hold it",
            ),
            ("b.json", r#"{"사건번호": "2020다1", "판례내용": ""}"#, ""),
        ] {
            let said = read(file, text, &[]);
            assert_eq!(said.len(), 1, "{said:?}");
            assert!(said[0].starts_with(&format!("a judgment without any text{told}")), "{said:?}");
        }
    }
}
