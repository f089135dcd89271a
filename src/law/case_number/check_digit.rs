//! The check digit of the Supreme Court: the last digit of a serial follows from the others, from the year and the mark.
//!
//! `2015다24904, 24911, 24928, 24935` are four cases in a row. The rule was found by fitting and not in any rule of the
//! courts: the digits of year and serial are weighted 7, 9, 3, 7, 9, 2 from the right, and the mark adds a constant. Of
//! 11,749 numbers with 다 that published decisions cite, 99.2 % keep to it, of 3,036 with 두 99.7 %; the others are
//! misprinted, as far as they were looked at. Cases filed since 2025 are numbered otherwise.

use super::CaseNumber;

/// Marks with a check digit: what they add, and the years in which cases were numbered so.
const MARKS: [(&str, u32, u16, u16); 7] = [
    ("다", 3, 1990, 2024),
    ("다카", 0, 1988, 1990),
    ("두", 0, 1998, 2024),
    ("누", 3, 1988, 1997),
    ("므", 1, 1988, 2024),
    ("후", 6, 1988, 2024),
    ("재다", 1, 1990, 2024),
];

impl CaseNumber {
    /// Whether the last digit of the serial is the one that the Supreme Court gives; `None` where its numbers of that
    /// mark and year have no check digit, or the serial is too short to have one.
    ///
    /// A number that fails is misprinted or made up, save for very few: published decisions hold some.
    pub fn check_digit_agrees(self) -> Option<bool> {
        let mark = self.mark().to_string();
        let of_mark = |row: &&(&str, u32, u16, u16)| row.0 == mark && (row.2..=row.3).contains(&self.year());
        let &(_, constant, ..) = MARKS.iter().find(of_mark)?;
        if self.serial() < 10 {
            return None;
        }
        let year = u32::from(self.year());
        let mut sum = constant + 7 * (year % 10) + 9 * (year / 10 % 10);
        let mut rest = self.serial() / 10;
        for weight in [7, 9, 3, 7, 9, 2] {
            sum += weight * (rest % 10);
            rest /= 10;
        }
        Some(sum % 10 == self.serial() % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_the_supreme_court_have_a_check_digit() {
        for (number, agrees) in [
            ("2015다24904", Some(true)),
            ("2015다24911", Some(true)),
            ("2015다24928", Some(true)),
            ("2015다24935", Some(true)),
            ("2015다24905", Some(false)),
            ("2013다43994", Some(true)),
            ("2013다44003", Some(true)),
            ("2008두22631", Some(true)),
            ("88다카27003", Some(true)),
            ("88다카27010", Some(true)),
            ("2014도6992", None),
            ("2015나24905", None),
            ("2025다209941", None),
            ("85다카1234", None),
            ("2015다1", None),
        ] {
            assert_eq!(number.parse::<CaseNumber>().unwrap().check_digit_agrees(), agrees, "{number}");
        }
    }

    #[test]
    fn of_ten_numbers_in_a_row_one_has_its_check_digit() {
        for tens in [10, 990, 24_900, 123_450] {
            let in_a_row =
                (tens..tens + 10).map(|serial| format!("2010다{serial}").parse::<CaseNumber>().unwrap());
            assert_eq!(in_a_row.filter(|number| number.check_digit_agrees() == Some(true)).count(), 1);
        }
    }
}
