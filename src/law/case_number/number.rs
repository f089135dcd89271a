//! Case numbers (사건번호): year, case mark, serial.
//!
//! Three ways of writing the year occur: four digits since 2000 (`2013다43994`), two digits from 1962 to 1999
//! (`90다카1234`), and the 단기 year up to 1961 (`4289민상167`, 1956 + 2333). [`CaseNumber`] keeps the Gregorian
//! year and prints the form that the courts used in that year, so that `4287민공140` and `54민공140` are equal.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::CaseMark;
use super::written::{number_at, parse_serial};
use crate::wide_digits::with_plain_digits;
use panrye_text::character::is_hangul;

/// The difference between a 단기 year and a Gregorian year (단군기원, in official use until the end of 1961).
const DANGI_OFFSET: u16 = 2333;
/// The last year of 단기 numbers (Act on the official era, in force 1962-01-01).
const LAST_DANGI_YEAR: u16 = 1961;

/// One case number: `2013다43994`. Ordered by year, mark and serial.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseNumber {
    year: u16,
    mark: CaseMark,
    serial: u32,
}

/// Why a text is not a case number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CaseNumberError {
    /// The text does not have the shape year, hangul, digits.
    #[error("`{0}` is not a case number: expected a year, a case mark and a serial, as in 2013다43994")]
    Shape(String),
    /// The year is neither two digits, nor 1900–2099, nor a 단기 year.
    #[error("`{year}` in `{text}` is not the year of a case number")]
    Year {
        /// The year as written.
        year: String,
        /// The whole text.
        text: String,
    },
    /// The hangul part is not in the closed list of case marks.
    #[error("`{mark}` in `{text}` is not a case mark (사건부호)")]
    Mark {
        /// The mark as written.
        mark: String,
        /// The whole text.
        text: String,
    },
}

impl CaseNumber {
    /// The number of Gregorian year `year`, mark `mark` and serial `serial`.
    pub const fn new(year: u16, mark: CaseMark, serial: u32) -> Self {
        Self { year, mark, serial }
    }

    /// The Gregorian year in which the case was received.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The case mark.
    pub const fn mark(self) -> CaseMark {
        self.mark
    }

    /// The serial within court, year and mark.
    pub const fn serial(self) -> u32 {
        self.serial
    }

    /// The number with the same year and mark and another serial: what a bare serial in a list means.
    #[must_use]
    pub const fn with_serial(self, serial: u32) -> Self {
        Self { serial, ..self }
    }

    /// The Gregorian year that `digits` stand for at the head of a case number: two digits mean 1945–1999 or,
    /// below 45, 2000–2044; four digits are Gregorian or 단기.
    pub fn parse_year(digits: &str) -> Option<u16> {
        let value: u16 = digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())??;
        match (digits.len(), value) {
            (2, 0..=44) => Some(2000 + value),
            (2, _) => Some(1900 + value),
            (4, 1900..=2099) => Some(value),
            (4, 4240..=4300) => Some(value - DANGI_OFFSET),
            _ => None,
        }
    }
}

impl FromStr for CaseNumber {
    type Err = CaseNumberError;

    /// Parses one whole number; blanks inside, full-width digits and a closing `호` are accepted (`2013 다 43994호`).
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain = with_plain_digits(text);
        let one_blank: Vec<&str> = plain.split_whitespace().collect();
        let whole = one_blank.join(" ");
        let whole = whole.strip_suffix('호').unwrap_or(&whole).trim_end();
        let written = number_at(whole, 0).filter(|written| written.span.end == whole.len());
        written.map(|written| written.number).ok_or_else(|| why_not(text, whole))
    }
}

/// Why a text is no case number.
fn why_not(text: &str, whole: &str) -> CaseNumberError {
    let shape = || CaseNumberError::Shape(text.to_owned());
    let compact: String = whole.chars().filter(|c| !c.is_whitespace()).collect();
    let year_end = compact.find(|c: char| !c.is_ascii_digit()).unwrap_or(compact.len());
    let (year, rest) = compact.split_at(year_end);
    let mark_end = rest.find(|c: char| !is_hangul(c)).unwrap_or(rest.len());
    let (mark, serial) = rest.split_at(mark_end);
    if year.is_empty() || mark.is_empty() || parse_serial(serial).is_none() {
        return shape();
    }
    if CaseNumber::parse_year(year).is_none() {
        return CaseNumberError::Year { year: year.to_owned(), text: text.to_owned() };
    }
    if CaseMark::parse(mark).is_none() {
        return CaseNumberError::Mark { mark: mark.to_owned(), text: text.to_owned() };
    }
    shape()
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            2000.. => write!(f, "{}", self.year)?,
            y if y > LAST_DANGI_YEAR => write!(f, "{:02}", y - 1900)?,
            y => write!(f, "{}", y + DANGI_OFFSET)?,
        }
        write!(f, "{}{}", self.mark, self.serial)
    }
}

impl Serialize for CaseNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CaseNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(text: &str) -> CaseNumber {
        text.parse().unwrap()
    }

    #[test]
    fn numbers_of_every_era_are_read_and_printed() {
        for (written, printed, year) in [
            ("2013다43994", "2013다43994", 2013),
            ("90다카1234", "90다카1234", 1990),
            ("4289민상167", "4289민상167", 1956),
            ("54민공140", "4287민공140", 1954),
            ("2018 두 42559", "2018두42559", 2018),
            ("２０１８두　４２５５９호", "2018두42559", 2018),
            ("05다1234", "2005다1234", 2005),
            ("2016구합11537호", "2016구합11537", 2016),
            ("96헌바33", "96헌바33", 1996),
            ("2005재다1", "2005재다1", 2005),
        ] {
            assert_eq!((number(written).to_string().as_str(), number(written).year()), (printed, year));
        }
    }

    #[test]
    fn one_number_in_two_eras_is_equal() {
        assert_eq!(number("54민공140"), number("4287민공140"));
    }

    #[test]
    fn order_is_year_then_mark_then_serial() {
        assert!(number("99다9") < number("2000다1"));
        assert!(number("2000다2") < number("2000다10"));
    }

    #[test]
    fn look_alikes_are_refused_with_the_reason() {
        for (text, reason) in [
            ("2005형제20654", "사건부호"),
            ("74조제1호", "사건부호"),
            ("2022년 3", "사건부호"),
            ("1999-03819", "expected"),
            ("3013다1", "year"),
            ("다1234", "expected"),
            ("2013다", "expected"),
            ("2013다0", "expected"),
            ("2013다12345678", "expected"),
            ("2013다1 2", "expected"),
            ("", "expected"),
        ] {
            let error = text.parse::<CaseNumber>().unwrap_err().to_string();
            assert!(error.contains(reason), "{text}: {error}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,20}") {
            let _ = text.parse::<CaseNumber>();
        }

        #[test]
        fn printed_numbers_read_back(year in 1945u16..2045, serial in 1u32..10_000_000, mark in "다|나|도|헌바|재다|구합") {
            let number = CaseNumber::new(year, CaseMark::parse(&mark).unwrap(), serial);
            prop_assert_eq!(number.to_string().parse::<CaseNumber>().unwrap(), number);
            let json = serde_json::to_string(&number).unwrap();
            prop_assert_eq!(serde_json::from_str::<CaseNumber>(&json).unwrap(), number);
        }
    }
}
