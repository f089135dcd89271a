//! Tables: a judgment a row under the names of its fields, or a sentence a row.
//!
//! Cells stand between commas, tabs, semicolons or bars, as the header says. A table of sentences names the judgment by its
//! serial number and the section of each (`판례일련번호,구분,문장번호,내용`); rows of one judgment stand together.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;
use std::sync::Arc;

use csv::{ErrorKind, StringRecord};

use super::bounded::{Allowance, Bounded, is_too_long};
use super::detect;
use super::fault::{Reason, said};
use super::fields::{FieldName, Take, Values};
use super::limits::{HEAD, LONGEST_RECORD};
use super::mapping::Names;
use super::names::Meaning;
use super::unused::{NameKind, UnusedNames};
use panrye_law::case_number::CaseNumber;
use panrye_law::judgment::Section;

/// The rows of a table, read one at a time.
pub(super) struct Rows<R> {
    reader: csv::Reader<io::BufReader<Quotes<Bounded<R>>>>,
    allowance: Allowance,
    /// What the columns mean, as far as that is known.
    columns: Vec<Option<Meaning>>,
    /// The names of the others.
    unused: Option<Arc<UnusedNames>>,
    names: Names,
    /// Where a sentence a row stands: its section, and the sentence.
    sentences: Option<Sentences>,
    row: StringRecord,
    /// Quotation marks of the whole stream so far.
    quotes: Rc<Cell<u64>>,
    /// The line of a row that was handed out with another row in one of its cells, which is still to be said.
    swallowed: Option<u64>,
    /// The line on which the last row begins, and whether a cell of it has several lines for which nothing was said yet.
    last: (u64, bool),
    ended: bool,
}

/// The columns of a table of sentences, and the judgment whose rows are being read.
struct Sentences {
    section: usize,
    sentence: usize,
    judgment: Values,
    serial: Option<String>,
}

/// The columns of a table of sentences: what section a sentence is of, its number in the judgment, the sentence.
const SECTION: &str = "구분";
const NUMBER: &str = "문장번호";
const SENTENCE: &str = "내용";

impl Sentences {
    /// The columns where a header is one of sentences, unless the user says that one of them is something else.
    fn of(header: &[String], names: &Names) -> Option<Self> {
        let is_column = |column: &str, name: &str| column.trim() == name && names.mapped(name).is_none();
        let column = |name: &str| header.iter().position(|column| is_column(column, name));
        let (section, sentence) =
            column(SECTION).zip(column(SENTENCE)).filter(|_| column(NUMBER).is_some())?;
        Some(Self { section, sentence, judgment: Values::default(), serial: None })
    }
}

/// Why a row could not be read.
#[derive(Debug)]
pub(super) enum RowError {
    /// It is broken.
    Broken(Reason),
    /// Reading failed.
    Io(io::Error),
}

/// The rows of a CSV text.
pub(super) fn rows<R: Read>(stream: R, names: &Names) -> Result<Rows<R>, RowError> {
    let (stream, allowance) = Bounded::new(stream);
    let quotes = Rc::new(Cell::new(0));
    let stream = Quotes { stream, count: Rc::clone(&quotes) };
    let mut stream = io::BufReader::with_capacity(HEAD, stream);
    let head = stream.fill_buf().map_err(RowError::Io)?;
    let first = String::from_utf8_lossy(head);
    let delimiter = detect::header(first.lines().next().unwrap_or_default(), names).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(stream);
    let header: Vec<String> = reader.headers().map_err(error)?.iter().map(str::to_owned).collect();
    let columns: Vec<Option<Meaning>> = header.iter().map(|name| names.meaning(name)).collect();
    if !columns.iter().flatten().any(|meaning| meaning.says_judgment()) {
        return Err(RowError::Broken(Reason::Columns(said(&header.join(", ")))));
    }
    let sentences = Sentences::of(&header, names);
    let is_unknown = |name: &&str| {
        let is_of_sentences = sentences.is_some() && [SECTION, NUMBER].contains(&name.trim());
        !is_of_sentences && names.is_unknown(name)
    };
    let unknown = header.iter().map(String::as_str).filter(is_unknown);
    let unused = UnusedNames::of(NameKind::Column, unknown);
    Ok(Rows {
        reader,
        allowance,
        columns,
        unused,
        names: names.clone(),
        sentences,
        row: StringRecord::new(),
        quotes,
        swallowed: None,
        last: (0, false),
        ended: false,
    })
}

/// Hands out the judgments of a CSV text.
pub(super) fn judgments(text: &str, names: &Names, take: &mut Take<'_>) -> Result<(), Reason> {
    let mut read = || {
        rows(text.as_bytes(), names)?.try_for_each(|row| {
            take(row?.judgment());
            Ok(())
        })
    };
    read().map_err(|error| match error {
        RowError::Broken(reason) => reason,
        RowError::Io(error) => Reason::Io(error),
    })
}

fn error(error: csv::Error) -> RowError {
    if !error.is_io_error() {
        return RowError::Broken(Reason::Csv(said(&error)));
    }
    match error.into_kind() {
        ErrorKind::Io(error) if is_too_long(&error) => {
            let limit = LONGEST_RECORD as u64 >> 20;
            RowError::Broken(Reason::Endless { what: "row", limit })
        }
        ErrorKind::Io(error) => RowError::Io(error),
        other => RowError::Broken(Reason::Csv(format!("{other:?}"))),
    }
}

/// A stream whose quotation marks are counted.
struct Quotes<R> {
    stream: R,
    count: Rc<Cell<u64>>,
}

impl<R: Read> Read for Quotes<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.stream.read(buffer)?;
        let quotes = memchr::memchr_iter(b'"', buffer.get(..read).unwrap_or_default()).count();
        self.count.set(self.count.get() + quotes as u64);
        Ok(read)
    }
}

impl<R> Rows<R> {
    /// Whether a line inside a cell is a row of its own: it has as many cells, and a case number where one belongs.
    fn holds_a_row(&self) -> bool {
        let is_docket = |column: &Option<Meaning>| {
            column.is_some_and(|known| known.is_certain && known.field == FieldName::CaseNumber)
        };
        let Some(docket) = self.columns.iter().position(is_docket) else { return false };
        let is_row = |line: &str| {
            let mut cells = line.split(',');
            let number = cells.nth(docket).map(|cell| cell.trim().trim_matches('"'));
            number.is_some_and(|number| number.parse::<CaseNumber>().is_ok())
                && docket + 1 + cells.count() >= self.columns.len()
        };
        self.columns.len() > 1 && self.row.iter().any(|cell| cell.lines().skip(1).any(is_row))
    }

    /// What is wrong where the last row goes over several lines and the quotation marks do not come in pairs.
    fn unclosed(&self) -> Option<Reason> {
        let (line, has_lines) = self.last;
        (has_lines && self.quotes.get() % 2 == 1).then_some(Reason::Unclosed(line))
    }
}

impl<R: Read> Iterator for Rows<R> {
    type Item = Result<Values, RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.sentences.is_none() {
            return self.next_row();
        }
        loop {
            match self.next_row() {
                Some(Ok(values)) => {
                    if let Some(judgment) = self.take_sentence(&values) {
                        return Some(Ok(judgment));
                    }
                }
                Some(Err(error)) => return Some(Err(error)),
                None => {
                    let rest =
                        self.sentences.as_mut().map(|sentences| std::mem::take(&mut sentences.judgment));
                    return rest.filter(|rest| !rest.is_empty()).map(Ok);
                }
            }
        }
    }
}

impl<R: Read> Rows<R> {
    /// Adds the row that was read to its judgment; the judgment before, where another one begins or where it is longer than
    /// a record may be.
    fn take_sentence(&mut self, values: &Values) -> Option<Values> {
        let key =
            [FieldName::SerialNumber, FieldName::CaseNumber].into_iter().find_map(|key| values.text_of(key));
        let serial = key.map(str::to_owned);
        let sentences = self.sentences.as_mut()?;
        let text = self.row.get(sentences.sentence).unwrap_or_default();
        let section = self.row.get(sentences.section).and_then(|name| self.names.meaning(name));
        let goes_on = sentences.serial == serial && sentences.judgment.size() + text.len() <= LONGEST_RECORD;
        let before = (!goes_on).then(|| std::mem::take(&mut sentences.judgment));
        sentences.serial = serial;
        for (at, (meaning, cell)) in self.columns.iter().zip(self.row.iter()).enumerate() {
            let Some(meaning) = meaning.filter(|_| at != sentences.section && at != sentences.sentence)
            else {
                continue;
            };
            if !cell.trim().is_empty() && !sentences.judgment.has(meaning.field) {
                sentences.judgment.add_named(meaning, || cell.to_owned());
            }
        }
        let field = section.map_or(FieldName::Text(Section::Content), |meaning| meaning.field);
        if field != FieldName::Nothing {
            sentences.judgment.append(field, text);
        }
        sentences.judgment.note_unused(self.unused.clone());
        before.filter(|before| !before.is_empty())
    }

    fn next_row(&mut self) -> Option<Result<Values, RowError>> {
        if let Some(line) = self.swallowed.take() {
            return Some(Err(RowError::Broken(Reason::Unclosed(line))));
        }
        if self.ended {
            return None;
        }
        loop {
            self.allowance.renew();
            return match self.reader.read_record(&mut self.row) {
                Ok(false) => {
                    self.ended = true;
                    self.unclosed().map(|reason| Err(RowError::Broken(reason)))
                }
                Ok(true) if is_rule(&self.row) => continue,
                Ok(true) => Some(Ok(self.values())),
                Err(failed) => {
                    self.ended = failed.is_io_error();
                    Some(Err(error(failed)))
                }
            };
        }
    }

    /// The values of the row that was read.
    fn values(&mut self) -> Values {
        let mut values = Values::default();
        for (meaning, value) in self.columns.iter().zip(self.row.iter()) {
            if let Some(meaning) = meaning {
                values.add_named(*meaning, || value.to_owned());
            }
        }
        values.note_unused(self.unused.clone());
        let behind = self.row.iter().skip(self.columns.len());
        if behind.clone().any(|cell| !cell.trim().is_empty()) {
            values.note_surplus(self.row.len(), self.columns.len());
        }
        let line = self.row.position().map_or(0, csv::Position::line);
        let holds_a_row = self.holds_a_row();
        self.swallowed = holds_a_row.then_some(line);
        let has_lines = self.row.iter().any(|cell| cell.contains('\n'));
        self.last = (line, has_lines && !holds_a_row);
        values
    }
}

/// Whether a row is the rule below the header of a table as Markdown writes it.
fn is_rule(row: &StringRecord) -> bool {
    row.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':' | ' ')))
        && row.iter().any(|cell| cell.contains("--"))
}

#[cfg(test)]
mod tests {
    use super::super::fields::LeftOut;
    use super::*;
    use panrye_law::judgment::{Court, Judgment};

    fn read(text: &str) -> Vec<Judgment> {
        let rows = rows(text.as_bytes(), &Names::default()).unwrap();
        rows.map(|row| row.unwrap().judgment().judgment).collect()
    }

    #[test]
    fn rules_are_passed_over_however_many_there_are() {
        let text =
            format!("사건번호,법원명,판례내용\n{}2020다1,대법원,본문\n", "---,---,---\n".repeat(100_000));
        let found = read(&text);
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn rows_with_quoted_line_ends_are_read() {
        let text =
            "\u{feff}사건명,사건번호,판례내용,source\n\"갑, 을\",2020다1,\"가\n나\",x\n병,2020다2,다,y\n";
        let found = read(text);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].case_name.as_deref(), Some("갑, 을"));
        assert_eq!(found[0].section(Section::Content), "가\n나");
    }

    #[test]
    fn a_quotation_that_swallows_the_rest_is_named_with_its_line() {
        let said = |text: &str| -> Vec<String> {
            let rows = rows(text.as_bytes(), &Names::default()).unwrap();
            rows.filter_map(|row| match row {
                Err(RowError::Broken(reason)) => Some(reason.to_string()),
                _ => None,
            })
            .collect()
        };
        let text = "사건번호,판례내용\n2020다1,\"가\n나\"\n2020다2,\"나\n2020다3,다\n2020다4,라\n";
        assert_eq!(said(text).len(), 1);
        assert!(said(text)[0].contains("line 4"), "{:?}", said(text));
        // One that the quotation mark of the next row closes.
        let text =
            "사건번호,법원명,판례내용\n2020다1,대법원,\"가\n2020다2,대법원,\"나\"\n2020다3,대법원,\"다\"\n";
        assert_eq!(said(text).len(), 1);
        assert!(said(text)[0].contains("line 2"), "{:?}", said(text));
        // A quotation mark inside a cell without quotation marks is a letter like others.
        for closed in
            ["사건번호,판례내용\n2020다1,\"가\n나\"\n", "사건번호,판례내용\n2020다1,5\" 관\n2020다2,나\n"]
        {
            assert_eq!(said(closed), Vec::<String>::new(), "{closed}");
        }
    }

    #[test]
    fn cells_without_a_heading_and_dates_that_are_none_are_named() {
        let text = "사건번호,선고일자,판례내용\n2020다1,20209999,가,나\n2020다2,2020.1.2,다,\n";
        let found: Vec<_> = rows(text.as_bytes(), &Names::default())
            .unwrap()
            .map(|row| row.unwrap().judgment().left_out)
            .collect();
        assert_eq!(
            found,
            [
                vec![
                    LeftOut::NoDate { written: "20209999".to_owned() },
                    LeftOut::Surplus { cells: 4, columns: 3 }
                ],
                vec![]
            ]
        );
    }

    #[test]
    fn a_table_of_sentences_is_read_judgment_by_judgment() {
        let text = "판례일련번호,구분,문장번호,내용\n1,판시사항,1,갑의 책임\n1,판례내용,2,【주 문】\n1,판례내용,3,기각한다.\n2,판례내용,1,을\n";
        let found = read(text);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].serial_number.as_deref(), Some("1"));
        assert_eq!(found[0].section(Section::Issues), "갑의 책임");
        assert_eq!(found[0].section(Section::Content), "【주 문】\n기각한다.");
        assert_eq!(found[1].section(Section::Content), "을");
    }

    #[test]
    fn sentences_belong_to_their_case_where_they_have_no_serial_number() {
        let text = "사건번호,법원명,구분,문장번호,내용\n2015다116,대법원,판시사항,1,갑\n2015다116,대법원,판례내용,2,을\n2016다9116,부산고등법원,판시사항,1,병\n";
        let found = read(text);
        let named: Vec<_> =
            found.iter().map(|one| (one.docket.as_deref(), one.court.as_ref().map(Court::name))).collect();
        assert_eq!(named, [(Some("2015다116"), Some("대법원")), (Some("2016다9116"), Some("부산고등법원"))]);
        assert_eq!((found[0].section(Section::Issues), found[0].section(Section::Content)), ("갑", "을"));
    }

    #[test]
    fn other_names_and_delimiters_are_known() {
        for text in [
            "case_no,title,court,judgment_date,type,text\n2020다1,이혼,대법원,20200514,판결,본다.\n",
            "사건번호\t제목\t법원\t선고일\t내용\n2020다1\t이혼\t대법원\t2020.5.14.\t본다.\n",
            "사건번호|제목|법원|선고일|내용\n---|---|---|---|---\n2020다1|이혼|대법원|2020.5.14.|본다.\n",
            "사건번호;제목;법원;선고일;내용\n2020다1;이혼;대법원;2020.5.14.;본다.\n",
        ] {
            let found = read(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].case_name.as_deref(), Some("이혼"), "{text}");
            assert_eq!(found[0].decided.map(|date| date.to_string()).as_deref(), Some("2020-05-14"));
            assert_eq!(found[0].section(Section::Content), "본다.");
        }
    }

    #[test]
    fn a_table_without_a_known_column_is_refused() {
        let refused = rows(&b"a,b\n1,2\n"[..], &Names::default());
        assert!(matches!(refused, Err(RowError::Broken(Reason::Columns(columns))) if columns == "a, b"));
    }

    #[test]
    fn a_quotation_that_is_never_closed_ends_the_table_and_is_named() {
        let text =
            "사건번호,판례내용\n2020다1,가\n2020다2,\"나\n".to_owned() + &"2020다3,다\n".repeat(1 << 20);
        let found: Vec<_> = rows(text.as_bytes(), &Names::default()).unwrap().collect();
        assert_eq!(found.len(), 2);
        assert!(found[0].is_ok());
        assert!(matches!(found[1], Err(RowError::Broken(Reason::Endless { what: "row", .. }))));
    }
}
