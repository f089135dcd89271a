//! Ranges of dates, at the precision at which people write them: a year, a month or a day.

use std::fmt;

use panrye_law::judgment::DecisionDate;

/// A range of days; an open end is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateRange {
    first: Option<DecisionDate>,
    last: Option<DecisionDate>,
}

/// A text that is no date and no range of dates.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no date: write 2018, 2018-06, 2018-06-15, or a range such as 2010..2018-06")]
pub struct DateError(pub String);

impl DateRange {
    /// Reads `2018`, `2018-06`, `2018.6.15.`, `20180615`, `2010..2018-06`, `2010..`, `..2015`.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let text = text.trim();
        let wrong = || DateError(text.to_owned());
        let (first, last) = match text.split_once("..") {
            Some((first, last)) => (first.trim(), last.trim()),
            None => (text, text),
        };
        let first_day = if first.is_empty() { None } else { Some(period(first).ok_or_else(wrong)?.0) };
        let last_day = if last.is_empty() { None } else { Some(period(last).ok_or_else(wrong)?.1) };
        match (first_day, last_day) {
            (None, None) => Err(wrong()),
            (Some(first), Some(last)) if first > last => Err(wrong()),
            (first, last) => Ok(Self { first, last }),
        }
    }

    /// The first day, or `None` where the range has no beginning.
    pub const fn first(&self) -> Option<DecisionDate> {
        self.first
    }

    /// The last day, or `None` where the range has no end.
    pub const fn last(&self) -> Option<DecisionDate> {
        self.last
    }
}

/// The first and last day of a year, month or day.
fn period(text: &str) -> Option<(DecisionDate, DecisionDate)> {
    let allowed = |c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | '/' | ' ' | '년' | '월' | '일');
    if !text.chars().all(allowed) {
        return None;
    }
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [day] if day.len() == 8 => DecisionDate::parse(day).map(|date| (date, date)),
        [year] if year.len() == 4 => {
            let year = year.parse().ok()?;
            Some((DecisionDate::new(year, 1, 1)?, DecisionDate::new(year, 12, 31)?))
        }
        [year, month] if year.len() == 4 => {
            let (year, month) = (year.parse().ok()?, month.parse().ok()?);
            let last = (28..=31).rev().find_map(|day| DecisionDate::new(year, month, day))?;
            Some((DecisionDate::new(year, month, 1)?, last))
        }
        [year, _, _] if year.len() == 4 => DecisionDate::parse(text).map(|date| (date, date)),
        _ => None,
    }
}

impl fmt::Display for DateRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(first) = self.first {
            first.fmt(f)?;
        }
        f.write_str("..")?;
        self.last.map_or(Ok(()), |last| last.fmt(f))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_and_ranges_are_read() {
        for (text, range) in [
            ("2018", "2018-01-01..2018-12-31"),
            ("2018-02", "2018-02-01..2018-02-28"),
            ("2018. 1. 25.", "2018-01-25..2018-01-25"),
            ("20180125", "2018-01-25..2018-01-25"),
            ("2010..2018-06", "2010-01-01..2018-06-30"),
            ("..2015", "..2015-12-31"),
            ("2010..", "2010-01-01.."),
        ] {
            assert_eq!(DateRange::parse(text).unwrap().to_string(), range, "{text}");
            assert_eq!(DateRange::parse(range), DateRange::parse(text));
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["", "..", "어제", "18", "2018-13", "2018..2010", "2018-02-30"] {
            assert!(DateRange::parse(text).is_err(), "{text}");
        }
    }
}
