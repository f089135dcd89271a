//! Cells of tables that a spreadsheet would take for formulas.
//!
//! A spreadsheet computes a cell that begins as a formula does, also where the cell is in quotation marks, and a
//! formula can fetch addresses and start programs. Tables hold the data as it is; who opens them in a spreadsheet asks
//! for cells that stay text.

use std::borrow::Cow;

/// What precedes the text of such a cell: spreadsheets take what follows for text.
const TEXT_FOLLOWS: &str = "'";

/// What becomes of cells that begin as a formula does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Formulas {
    /// They stay as they are.
    #[default]
    Kept,
    /// They are marked as text, with an apostrophe before them.
    Disarmed,
}

impl Formulas {
    /// The text of a cell.
    pub fn cell<'t>(self, text: impl Into<Cow<'t, str>>) -> Cow<'t, str> {
        let text = text.into();
        match self {
            Self::Disarmed if begins_formula(&text) => format!("{TEXT_FOLLOWS}{text}").into(),
            Self::Kept | Self::Disarmed => text,
        }
    }
}

/// Whether a spreadsheet may compute a cell: of the signs that begin a formula also those of double width, which
/// Korean editions take for the same.
fn begins_formula(text: &str) -> bool {
    let begins = |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    // In a table between tabs a reader may take a quotation mark for the beginning of a quoted cell.
    let shown = text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '"');
    text.starts_with(['\t', '\r', '\n', '"']) || shown.starts_with(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_as_a_formula_is_marked_as_text() {
        for (text, disarmed) in [
            ("=HYPERLINK(\"http://a.example\")", "'=HYPERLINK(\"http://a.example\")"),
            ("+82", "'+82"),
            ("-1+1", "'-1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1", "'＝1"),
            ("  =1", "'  =1"),
            ("\t=1", "'\t=1"),
            ("\rA", "'\rA"),
            ("\"=1+1\"", "'\"=1+1\""),
            ("\"제목\"", "'\"제목\""),
            ("\0=1", "'\0=1"),
            ("2020다1", "2020다1"),
            ("갑=을", "갑=을"),
            ("", ""),
        ] {
            assert_eq!(Formulas::Disarmed.cell(text), disarmed);
            assert_eq!(Formulas::Kept.cell(text), text);
        }
    }
}
