//! CSV with the names of the Open API's fields in its header.

use super::fault::Reason;
use super::fields::{FieldName, Values};

/// The rows of a CSV text.
pub(super) fn rows(text: &str) -> Result<impl Iterator<Item = Result<Values, Reason>>, Reason> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let broken = |error: &csv::Error| Reason::Csv(error.to_string());
    let header = reader.headers().map_err(|error| broken(&error))?;
    let columns: Vec<Option<FieldName>> = header.iter().map(FieldName::read).collect();
    if columns.iter().all(Option::is_none) {
        return Err(Reason::Csv("the first line names no known column".to_owned()));
    }
    let rows: Vec<_> = reader
        .records()
        .map(|row| {
            let row = row.map_err(|error| broken(&error))?;
            let mut values = Values::default();
            for (field, value) in columns.iter().zip(row.iter()) {
                if let Some(field) = *field {
                    values.add(field, value.to_owned());
                }
            }
            Ok(values)
        })
        .collect();
    Ok(rows.into_iter())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judgment::Section;

    #[test]
    fn rows_with_quoted_line_ends_are_read() {
        let text =
            "\u{feff}사건명,사건번호,판례내용,source\n\"갑, 을\",2020다1,\"가\n나\",x\n병,2020다2,다,y\n";
        let found: Vec<_> = rows(text).unwrap().map(|row| row.unwrap().judgment()).collect();
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].case_name.as_deref(), Some("갑, 을"));
        assert_eq!(found[0].section(Section::Content), "가\n나");
    }

    #[test]
    fn a_table_without_a_known_column_is_refused() {
        assert!(matches!(rows("a,b\n1,2\n"), Err(Reason::Csv(_))));
    }
}
