//! When and in what form a court decided: the date (선고일자) and the type of the decision (판결·결정·명령).

use std::fmt;

use serde::{Serialize, Serializer};

/// The difference between a 단기 year and a Gregorian year.
const DANGI_OFFSET: u32 = 2333;

/// The day on which a judgment was pronounced (선고) or a ruling made (자). Ordered by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DecisionDate {
    year: u16,
    month: u8,
    day: u8,
}

impl DecisionDate {
    /// The date of a year, month and day, where the calendar has it.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let valid = (1800..=2200).contains(&year) && (1..=days_in(year, month)).contains(&day);
        valid.then_some(Self { year, month, day })
    }

    /// Parses the first full date of a text in any form that the field 선고일자 and texts write: `20180125`,
    /// `2018-01-25`, `2018. 1. 25.`, `2018.1.25`, `2018년 1월 25일`, 단기 years. `None` where there is no full, valid date:
    /// `0000-00-00` and `1991.1.` stay missing.
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
        let first = numbers.next()?;
        let (year, month, day): (u32, u32, u32) = if first.len() == 8 {
            let value: u32 = first.parse().ok()?;
            (value / 10_000, value / 100 % 100, value % 100)
        } else {
            (first.parse().ok()?, numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?)
        };
        let year = if (4240..=4300).contains(&year) { year - DANGI_OFFSET } else { year };
        Self::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// The year.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// The date as one ascending number, `20180125`: how the index keeps it.
    pub fn as_number(self) -> u64 {
        u64::from(self.year) * 10_000 + u64::from(self.month) * 100 + u64::from(self.day)
    }

    /// The date of a number made by [`Self::as_number`].
    pub fn from_number(number: u64) -> Option<Self> {
        let part = |value: u64| u8::try_from(value % 100).ok();
        Self::new(u16::try_from(number / 10_000).ok()?, part(number / 100)?, part(number)?)
    }

    /// The date as the courts write it: `2018. 1. 25.`
    pub fn korean(self) -> String {
        format!("{}. {}. {}.", self.year, self.month, self.day)
    }
}

const fn days_in(year: u16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400) => 29,
        2 => 28,
        _ => 0,
    }
}

impl fmt::Display for DecisionDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Serialize for DecisionDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The form of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DecisionType {
    /// 판결: judgment after a hearing.
    Judgment,
    /// 결정: ruling.
    Ruling,
    /// 명령: order of a single judge.
    Order,
    /// 재결: adjudication by an agency.
    Adjudication,
    /// 해석: an agency's answer to a question about a law.
    Interpretation,
}

impl DecisionType {
    /// Parses `판결유형`: `판결`, `전원합의체 결정`, `판결 : 확정`, `제6민사부판결 : 상고`.
    pub fn parse(text: &str) -> Option<Self> {
        let head = text.split([':', '：']).next().unwrap_or(text).trim();
        [Self::Judgment, Self::Ruling, Self::Order, Self::Adjudication, Self::Interpretation]
            .into_iter()
            .find(|kind| head.ends_with(kind.korean()))
    }

    /// The type in Korean.
    pub const fn korean(self) -> &'static str {
        match self {
            Self::Judgment => "판결",
            Self::Ruling => "결정",
            Self::Order => "명령",
            Self::Adjudication => "재결",
            Self::Interpretation => "해석",
        }
    }
}

impl fmt::Display for DecisionType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.korean())
    }
}

impl Serialize for DecisionType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.korean())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_of_every_form_are_read() {
        for (text, iso) in [
            ("20180125", Some("2018-01-25")),
            ("2018-01-25", Some("2018-01-25")),
            ("2014.7.23.", Some("2014-07-23")),
            ("2000.9.20.자", Some("2000-09-20")),
            ("2018. 1. 25.", Some("2018-01-25")),
            ("1981.9.22 선고", Some("1981-09-22")),
            ("2003년 12월 30일", Some("2003-12-30")),
            ("단기 4288년 12월 29일", Some("1955-12-29")),
            ("2024-10-11\n2024-10-29", Some("2024-10-11")),
            ("0000-00-00", None),
            ("정주지원1991.1.", None),
            ("1957.323.선고", None),
            ("2023-02-29", None),
            ("", None),
        ] {
            assert_eq!(DecisionDate::parse(text).map(|d| d.to_string()).as_deref(), iso, "{text}");
        }
    }

    #[test]
    fn types_are_read_with_what_stands_around_them() {
        for (text, kind) in [
            ("판결", Some(DecisionType::Judgment)),
            ("판결 : 확정", Some(DecisionType::Judgment)),
            ("제6민사부판결 : 상고", Some(DecisionType::Judgment)),
            ("전원합의체 결정", Some(DecisionType::Ruling)),
            ("재결", Some(DecisionType::Adjudication)),
            ("", None),
        ] {
            assert_eq!(DecisionType::parse(text), kind, "{text}");
        }
    }

    proptest! {
        #[test]
        fn numbers_and_dates_are_the_same(year in 1900u16..2100, month in 1u8..13, day in 1u8..29) {
            let date = DecisionDate::new(year, month, day).unwrap();
            prop_assert_eq!(DecisionDate::from_number(date.as_number()), Some(date));
            prop_assert_eq!(DecisionDate::parse(&date.korean()), Some(date));
        }

        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,30}") {
            let _ = DecisionDate::parse(&text);
        }
    }
}
