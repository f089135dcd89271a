//! CSV with the names of the Open API's fields in its header.

use std::io::{self, Read};

use csv::{ErrorKind, StringRecord};

use super::bounded::{Allowance, Bounded, is_too_long};
use super::fault::{Reason, said};
use super::fields::{FieldName, Take, Values};
use super::limits::LONGEST_RECORD;

/// The rows of a table, read one at a time.
pub(super) struct Rows<R> {
    reader: csv::Reader<Bounded<R>>,
    allowance: Allowance,
    columns: Vec<Option<FieldName>>,
    row: StringRecord,
    ended: bool,
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
pub(super) fn rows<R: Read>(stream: R) -> Result<Rows<R>, RowError> {
    let (stream, allowance) = Bounded::new(stream);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(stream);
    let header = reader.headers().map_err(error)?;
    let name = |name: &str| FieldName::parse(name.trim_start_matches('\u{feff}'));
    let columns: Vec<Option<FieldName>> = header.iter().map(name).collect();
    if columns.iter().all(Option::is_none) {
        return Err(RowError::Broken(Reason::Csv("the first line names no known column".to_owned())));
    }
    Ok(Rows { reader, allowance, columns, row: StringRecord::new(), ended: false })
}

/// Hands out the judgments of a CSV text.
pub(super) fn judgments(text: &str, take: &mut Take<'_>) -> Result<(), Reason> {
    let mut read = || {
        rows(text.as_bytes())?.try_for_each(|row| {
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

impl<R: Read> Iterator for Rows<R> {
    type Item = Result<Values, RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        self.allowance.renew();
        match self.reader.read_record(&mut self.row) {
            Ok(false) => None,
            Ok(true) => {
                let mut values = Values::default();
                for (field, value) in self.columns.iter().zip(self.row.iter()) {
                    if let Some(field) = *field {
                        values.add(field, value.to_owned());
                    }
                }
                Some(Ok(values))
            }
            Err(failed) => {
                self.ended = failed.is_io_error();
                Some(Err(error(failed)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use panrye_law::judgment::Section;

    #[test]
    fn rows_with_quoted_line_ends_are_read() {
        let text =
            "\u{feff}사건명,사건번호,판례내용,source\n\"갑, 을\",2020다1,\"가\n나\",x\n병,2020다2,다,y\n";
        let found: Vec<_> =
            rows(text.as_bytes()).unwrap().map(|row| row.unwrap().judgment().judgment).collect();
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].case_name.as_deref(), Some("갑, 을"));
        assert_eq!(found[0].section(Section::Content), "가\n나");
    }

    #[test]
    fn a_table_without_a_known_column_is_refused() {
        assert!(matches!(rows(&b"a,b\n1,2\n"[..]), Err(RowError::Broken(Reason::Csv(_)))));
    }

    #[test]
    fn a_quotation_that_is_never_closed_ends_the_table_and_is_named() {
        let text =
            "사건번호,판례내용\n2020다1,가\n2020다2,\"나\n".to_owned() + &"2020다3,다\n".repeat(1 << 20);
        let found: Vec<_> = rows(text.as_bytes()).unwrap().collect();
        assert_eq!(found.len(), 2);
        assert!(found[0].is_ok());
        assert!(matches!(found[1], Err(RowError::Broken(Reason::Endless { what: "row", .. }))));
    }
}
