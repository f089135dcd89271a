//! Dates as a brief writes them, also those that the calendar does not have.

use crate::judgment::DecisionDate;
use crate::scan::Text;
use panrye_text::span::Span;

/// A date as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WrittenDate {
    /// From the first digit to the closing mark.
    pub(super) span: Span,
    /// The date; `None` where the day is missing or the calendar does not have it.
    pub(super) date: Option<DecisionDate>,
    /// Whether a day is written.
    pub(super) has_day: bool,
}

/// The date that begins at `at`: `2010. 5. 13.`, `2010.5.13`, `2010-05-13`, `2010년 5월 13일`, `2010. 5.`
///
/// Without a day only a date with points counts: `2010년 5월` is prose.
pub(super) fn date_at(text: Text<'_>, at: usize) -> Option<WrittenDate> {
    let (year, after) = number(text, at, 4)?;
    let separator = text.eat_any(after, &[".", "년", "-", "/"])?;
    let mark = text.between(after, separator);
    let (month, after) = number(text, text.skip_blanks(separator), 2)?;
    let closing = if mark == "년" { "월" } else { mark };
    let separator = text.eat(after, closing)?;
    match number(text, text.skip_blanks(separator), 2) {
        Some((day, end)) => {
            let end = text.eat_any(end, &[".", "일"]).unwrap_or(end);
            let date = full_year(year).and_then(|year| DecisionDate::parse(&format!("{year}.{month}.{day}")));
            Some(WrittenDate { span: Span::new(at, end), date, has_day: true })
        }
        None if mark == "."
            && year.len() == 4
            && !text.byte(text.skip_blanks(separator)).is_ascii_digit() =>
        {
            Some(WrittenDate { span: Span::new(at, separator), date: None, has_day: false })
        }
        None => None,
    }
}

/// Up to `most` digits at `at`; a year has two or four.
fn number(text: Text<'_>, at: usize, most: usize) -> Option<(&str, usize)> {
    let end = text.digits_end(at);
    let digits = text.between(at, end);
    let fits = if most == 4 { matches!(digits.len(), 2 | 4) } else { (1..=most).contains(&digits.len()) };
    fits.then_some((digits, end))
}

fn full_year(digits: &str) -> Option<u16> {
    let year: u16 = digits.parse().ok()?;
    Some(match digits.len() {
        2 if year < 45 => 2000 + year,
        2 => 1900 + year,
        _ => year,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_whether_or_not_the_calendar_has_them() {
        for (text, written, date) in [
            ("2010. 5. 13. 선고", "2010. 5. 13.", "2010-05-13"),
            ("2010.5.13 선고", "2010.5.13", "2010-05-13"),
            ("2010-05-13 선고", "2010-05-13", "2010-05-13"),
            ("2010년 5월 13일 선고", "2010년 5월 13일", "2010-05-13"),
            ("63. 2. 21. 선고", "63. 2. 21.", "1963-02-21"),
            ("2013. 13. 45. 선고", "2013. 13. 45.", "-"),
            ("2023. 2. 29. 선고", "2023. 2. 29.", "-"),
            ("2013. 5. 선고", "2013. 5.", "-"),
        ] {
            let found = date_at(Text(text), 0).unwrap();
            assert_eq!(found.span.of(text), written);
            assert_eq!(found.date.map_or("-".to_owned(), |date| date.to_string()), date, "{text}");
        }
        for text in ["2010년 5월 판결", "2010다1", "1. 2. 3.", "2013. 판결", "2010. 5, 13"] {
            assert_eq!(date_at(Text(text), 0), None, "{text}");
        }
    }
}
