//! Hints: held judgments of the written court and date whose number is easily confused with the written one.
//!
//! A hint is never a match. Without a written date there is none, since some neighbor of a number is nearly always
//! held.

use super::Mention;
use super::written::{court, date_agrees};
use crate::index::{IndexError, IndexReader};
use panrye_law::caption::Caption;
use panrye_law::case_number::{CaseMark, CaseNumber};
use panrye_law::judgment::Court;

/// How many years before the decision a case may have been received.
const LONGEST_CASE: u16 = 12;

/// The marks under which most judgments are known.
const COMMON_MARKS: [&str; 24] = [
    "다", "도", "두", "누", "나", "노", "므", "마", "모", "무", "그", "후", "허", "가합", "가단", "고합",
    "고단", "구합", "구단", "르", "헌바", "헌마", "헌가", "다카",
];

/// Held judgments that the mention may have meant.
pub(super) fn similar(reader: &IndexReader, mention: &Mention) -> Result<Vec<Caption>, IndexError> {
    let mut found: Vec<Caption> = Vec::new();
    let (Some(date), Some(&number)) = (mention.date, mention.numbers.first()) else {
        return Ok(found);
    };
    for neighbor in neighbors(number, date.year()) {
        for address in reader.by_case_number(&neighbor.to_string())? {
            let judgment = reader.judgment(address)?.caption();
            let fits = Court::may_be_one(court(mention), judgment.court.as_deref())
                && date_agrees(mention, &judgment);
            if fits && !found.contains(&judgment) {
                found.push(judgment);
            }
        }
    }
    Ok(found)
}

/// Numbers one slip away: another year, another mark, one digit of the serial wrong, lost, added or exchanged.
fn neighbors(number: CaseNumber, decided: u16) -> Vec<CaseNumber> {
    let years = (decided.saturating_sub(LONGEST_CASE)..=decided)
        .map(|year| CaseNumber::new(year, number.mark(), number.serial()));
    let marks = COMMON_MARKS
        .iter()
        .filter_map(|mark| CaseMark::parse(mark))
        .map(|mark| CaseNumber::new(number.year(), mark, number.serial()));
    let serials = serial_slips(number.serial()).into_iter().map(|serial| number.with_serial(serial));
    let mut all: Vec<CaseNumber> =
        years.chain(marks).chain(serials).filter(|&other| other != number).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn serial_slips(serial: u32) -> Vec<u32> {
    let digits: Vec<char> = serial.to_string().chars().collect();
    let mut slips = Vec::new();
    let mut keep = |digits: &[char]| slips.extend(digits.iter().collect::<String>().parse::<u32>().ok());
    for at in 0..=digits.len() {
        for digit in '0'..='9' {
            let mut longer = digits.clone();
            longer.insert(at, digit);
            keep(&longer);
            if at < digits.len() {
                let mut other = digits.clone();
                other[at] = digit;
                keep(&other);
            }
        }
        if at < digits.len() {
            let mut shorter = digits.clone();
            shorter.remove(at);
            keep(&shorter);
        }
        if at + 1 < digits.len() {
            let mut exchanged = digits.clone();
            exchanged.swap(at, at + 1);
            keep(&exchanged);
        }
    }
    slips.retain(|&slip| slip > 0 && slip < 10_000_000);
    slips
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_leads_to_the_number() {
        for written in ["2008다1234", "2009도1234", "2009다1235", "2009다124", "2009다12345", "2009다1324"]
        {
            let number = written.parse().unwrap();
            assert!(neighbors(number, 2010).contains(&"2009다1234".parse().unwrap()), "{written}");
        }
        let number = "2009다1234".parse().unwrap();
        assert!(!neighbors(number, 2010).contains(&number));
    }
}
