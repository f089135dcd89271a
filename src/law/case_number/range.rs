//! Ranges of case numbers: `97헌바36 내지 38`, `81스25-27`, and how many of them a text may have spelled out.
//!
//! Ten bytes of text can stand for hundreds of numbers, so that a text is given a number of them that no court needs.

use super::CaseNumber;

/// The longest range (내지) that is spelled out, as in the field 사건번호.
const MAX_RANGE: u32 = 300;

/// The numbers that the ranges of one text may stand for: more than any text that cites has, and few enough to keep.
pub const MOST_IN_RANGES: u32 = 10_000;

/// How many numbers the ranges of a text may still stand for.
#[derive(Debug)]
pub struct RangeBudget {
    left: u32,
    /// Whether a range was read as its two ends, since it would have stood for more.
    pub is_exceeded: bool,
}

impl RangeBudget {
    /// That of a text of which nothing has been read yet.
    pub const fn of_a_text() -> Self {
        Self { left: MOST_IN_RANGES, is_exceeded: false }
    }

    /// Adds what a range from the last of the numbers to `end` stands for.
    pub fn spell_out(&mut self, numbers: &mut Vec<CaseNumber>, end: CaseNumber) {
        let Some(&from) = numbers.last() else { return };
        let behind = from.serial() + 1..=end.serial();
        if let Some(left) = self.left.checked_sub(end.serial().saturating_sub(from.serial())) {
            self.left = left;
            // `2015다24904 내지 24935` are four cases and not 32: between them only numbers with their check digit.
            let checked = from.check_digit_agrees() == Some(true) && end.check_digit_agrees() == Some(true);
            let is_one = |number: &CaseNumber| !checked || number.check_digit_agrees() == Some(true);
            numbers.extend(behind.map(|serial| from.with_serial(serial)).filter(is_one));
        } else {
            self.is_exceeded = true;
            numbers.push(end);
        }
    }
}

/// The last number of a range; a shorter end replaces the last digits of the start.
pub(super) fn range_end(from: CaseNumber, end: u32, digits: usize) -> Option<CaseNumber> {
    let start = from.serial();
    let scale = 10u32.checked_pow(digits as u32)?;
    let end = if end < start && digits < start.to_string().len() { start / scale * scale + end } else { end };
    (end >= start && end - start <= MAX_RANGE).then(|| from.with_serial(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_of_numbers_with_check_digits_has_those_alone() {
        let number = |serial: u32| format!("2015다{serial}").parse::<CaseNumber>().unwrap();
        let mut numbers = vec![number(24_904)];
        RangeBudget::of_a_text().spell_out(&mut numbers, number(24_935));
        assert_eq!(numbers, [24_904, 24_911, 24_928, 24_935].map(number));
    }

    #[test]
    fn what_ranges_stand_for_is_bounded_and_their_ends_are_kept() {
        let number = |serial| CaseNumber::new(2010, super::super::CaseMark::parse("나").unwrap(), serial);
        let mut ranges = RangeBudget::of_a_text();
        let spelled = |ranges: &mut RangeBudget| {
            let mut numbers = vec![number(1)];
            ranges.spell_out(&mut numbers, number(1 + MAX_RANGE));
            numbers
        };
        for _ in 0..MOST_IN_RANGES / MAX_RANGE {
            assert_eq!(spelled(&mut ranges).len(), 1 + MAX_RANGE as usize);
            assert!(!ranges.is_exceeded);
        }
        assert_eq!(spelled(&mut ranges), [number(1), number(1 + MAX_RANGE)]);
        assert!(ranges.is_exceeded);
    }
}
