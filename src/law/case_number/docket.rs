//! Lists of case numbers of one judgment, as the field 사건번호 and file names write them.
//!
//! Joined cases (병합) stand in one field in many ways: bare serials after a comma (`2015다24904, 24911`), full numbers,
//! a new year midway, notes in brackets (`(본소)`, `(병합)`), underscores (file names), ranges (`내지`), and glued
//! without any separator (`87도137187감도126`, where a run of digits before a mark ends in the year of that mark). Every
//! number is restored in full.

use super::range::range_end;
use super::written::{MAX_SERIAL_DIGITS, ends_with_agency, parse_serial};
use super::{CaseMark, CaseNumber};
use crate::wide_digits::with_plain_digits;

/// What a 사건번호 field holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseList {
    /// The numbers in the order in which they are written, each once.
    pub numbers: Vec<CaseNumber>,
    /// Whether digits stood glued together and were cut by rule, so that the cut is an inference.
    pub inferred: bool,
    /// Whether the field goes on after [`CaseList::MOST_NUMBERS`], with numbers that were left out.
    pub cut: bool,
    /// Numbers read so far, repeated ones included.
    read: usize,
}

/// Reads every case number of a 사건번호 field. Parts that are no court's number (agencies' file numbers) are left
/// out; the caller keeps the field as written.
pub fn parse_docket(field: &str) -> CaseList {
    let mut list = CaseList::default();
    let mut rest = without_brackets(&with_plain_digits(field));
    rest = rest.replace(['∼', '～', '〜'], "~").replace("내지", "~").replace("및", ",");
    rest = without_hyphens(rest);
    let atoms = atoms(&rest);
    let mut last: Option<Written> = None;
    let mut i = 0;
    while let Some(atom) = atoms.get(i).filter(|_| !list.cut) {
        match *atom {
            Atom::Digits(digits) => match atoms.get(i + 1) {
                Some(Atom::Hangul(mark)) if matches!(atoms.get(i + 2), Some(Atom::Digits(_))) => {
                    last = list.begin(digits, mark, last);
                    i += 1;
                }
                // A part of a date.
                Some(Atom::Dot) if last.is_some_and(|last| last.complete) => {}
                _ => last = list.serial(digits, matches!(atoms.get(i + 1), Some(Atom::Hangul(_))), last),
            },
            Atom::Range { hyphen } => match atoms.get(i + 1..) {
                // `2013다1 내지 2013다3`: the year and mark are said again.
                Some([Atom::Digits(year), Atom::Hangul(mark), Atom::Digits(to), ..])
                    if last.is_some_and(|last| last.has(year, mark)) =>
                {
                    if let Some(from) = last {
                        list.range(from, to, false);
                    }
                    i += 3;
                }
                Some([Atom::Digits(to), ..]) => {
                    if let Some(from) = last {
                        list.range(from, to, hyphen);
                        i += 1;
                    }
                }
                _ => {}
            },
            // `2013도12345, 전도123`: the year goes on. `제3민사부` and the like are no numbers.
            Atom::Hangul(word)
                if !ends_with_agency(word) && matches!(atoms.get(i + 1), Some(Atom::Digits(_))) =>
            {
                match (last.filter(|last| last.complete), CaseMark::parse(word)) {
                    (Some(before), Some(mark)) => {
                        let head = CaseNumber::new(before.head.year(), mark, 0);
                        last = Some(Written { head, complete: false, ..before });
                    }
                    _ if word.ends_with('제') => i += 1,
                    _ => {}
                }
            }
            // The number of an agency: none of its digits is a court's.
            Atom::Hangul(word)
                if ends_with_agency(word) && matches!(atoms.get(i + 1), Some(Atom::Digits(_))) =>
            {
                i += 3;
            }
            Atom::Hangul(_) | Atom::Dot | Atom::Break => {}
        }
        i += 1;
    }
    list
}

/// `서울고등법원-2021-누-39999`, as the Open API writes the cases of some courts: hyphens on both sides of a mark.
fn without_hyphens(mut field: String) -> String {
    if !field.contains('-') {
        return field;
    }
    let parts: Vec<&str> = field.split('-').collect();
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let marks = parts.windows(3).any(|window| {
        matches!(window, [year, mark, serial]
            if year.len() >= 4
                && year.get(year.len() - 4..).is_some_and(is_number)
                && CaseMark::parse(mark).is_some()
                && serial.starts_with(|c: char| c.is_ascii_digit()))
    });
    if marks {
        field = parts.concat();
    }
    field
}

/// The head of the number being read: its year as written, and its number once a serial was seen.
#[derive(Clone, Copy)]
struct Written {
    year_digits: usize,
    head: CaseNumber,
    complete: bool,
}

impl Written {
    /// Whether a year and a mark as they are written are those of this number.
    fn has(self, year: &str, mark: &str) -> bool {
        CaseNumber::parse_year(year) == Some(self.head.year())
            && CaseMark::parse(mark) == Some(self.head.mark())
    }
}

impl CaseList {
    /// Numbers that are read of one field, repeated ones included: forty times as many as the longest docket known has.
    /// A short field can stand for any number of them by ranges.
    pub const MOST_NUMBERS: usize = 1_000;

    /// A run of digits before a mark: a year, or the last serial glued to a year.
    fn begin(&mut self, digits: &str, mark: &str, last: Option<Written>) -> Option<Written> {
        let mark = CaseMark::parse(mark)?;
        let (year, year_digits) = match (CaseNumber::parse_year(digits), last) {
            (Some(year), None | Some(Written { complete: true, .. })) => (year, digits.len()),
            (_, Some(last)) => {
                let cut = digits.len().checked_sub(last.year_digits)?;
                let (serial, year) = digits.split_at_checked(cut)?;
                // One that is too long for a serial is left out; what follows it is read.
                if self.push_serial(serial, last).is_none() && serial.len() > MAX_SERIAL_DIGITS {
                    self.push_pair(serial, last);
                }
                self.inferred = true;
                (CaseNumber::parse_year(year)?, last.year_digits)
            }
            (None, None) => return None,
        };
        Some(Written { year_digits, head: CaseNumber::new(year, mark, 0), complete: false })
    }

    /// A run of digits that no mark follows: a serial, or two serials of equal length glued together.
    fn serial(&mut self, digits: &str, hangul_follows: bool, last: Option<Written>) -> Option<Written> {
        let mut last = last?;
        let is_pair = digits.len() >= 6 && !hangul_follows && self.push_pair(digits, last).is_some();
        if !is_pair {
            self.push_serial(digits, last)?;
        }
        last.complete = true;
        last.head = *self.numbers.last()?;
        Some(last)
    }

    /// Two serials of equal length that are glued together.
    fn push_pair(&mut self, digits: &str, last: Written) -> Option<()> {
        let (one, two) =
            digits.split_at_checked(digits.len() / 2).filter(|_| digits.len().is_multiple_of(2))?;
        if !glued_pair(one, two, digits.len(), last.head.year()) {
            return None;
        }
        self.push_serial(one, last)?;
        self.push_serial(two, last)?;
        self.inferred = true;
        Some(())
    }

    fn push_serial(&mut self, digits: &str, last: Written) -> Option<()> {
        self.push(last.head.with_serial(parse_serial(digits)?));
        Some(())
    }

    fn push(&mut self, number: CaseNumber) {
        if self.read == Self::MOST_NUMBERS {
            self.cut = true;
            return;
        }
        self.read += 1;
        if !self.numbers.contains(&number) {
            self.numbers.push(number);
        }
    }

    /// `96헌바36 내지 49`, `81스25-29`, `4288민상252-253-253`: a shorter end replaces the last digits of the start.
    /// After a hyphen a shorter number is no end but the mark of a severed part (`89노2790-1`).
    fn range(&mut self, from: Written, to: &str, hyphen: bool) {
        if hyphen && to.len() < from.head.serial().to_string().len() {
            return;
        }
        let Some(end) = parse_serial(to).and_then(|end| range_end(from.head, end, to.len())) else { return };
        for serial in from.head.serial()..=end.serial() {
            self.push(from.head.with_serial(serial));
        }
    }
}

/// Whether eight or more digits are two serials written without a separator: courts number joined cases upwards,
/// and a serial of eight digits does not occur.
fn glued_pair(one: &str, two: &str, len: usize, year: u16) -> bool {
    let ascending = one < two && !two.starts_with('0');
    // Six digits are one serial in courts that number that high since 2000; before, none reached 100,000 but 다카.
    ascending && (len >= 8 || (year < 2000 && near(one, two)))
}

fn near(one: &str, two: &str) -> bool {
    matches!((one.parse::<u32>(), two.parse::<u32>()), (Ok(a), Ok(b)) if b - a <= 10)
}

#[derive(Debug, Clone, Copy)]
enum Atom<'t> {
    Digits(&'t str),
    Hangul(&'t str),
    Range { hyphen: bool },
    Dot,
    Break,
}

fn atoms(text: &str) -> Vec<Atom<'_>> {
    let mut atoms = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let class = class_of(first);
        let len = match class {
            Class::Digit | Class::Hangul => rest.find(|c| class_of(c) != class).unwrap_or(rest.len()),
            Class::Range | Class::Blank | Class::Other => first.len_utf8(),
        };
        let (head, tail) = rest.split_at(len);
        match class {
            Class::Digit => atoms.push(Atom::Digits(head)),
            Class::Hangul => atoms.push(Atom::Hangul(head)),
            Class::Range => atoms.push(Atom::Range { hyphen: first != '~' }),
            Class::Other if first == '.' => atoms.push(Atom::Dot),
            Class::Other => atoms.push(Atom::Break),
            Class::Blank => {}
        }
        rest = tail;
    }
    atoms
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Digit,
    Hangul,
    Range,
    Blank,
    Other,
}

fn class_of(c: char) -> Class {
    match c {
        '0'..='9' => Class::Digit,
        '가'..='힣' => Class::Hangul,
        '~' | '-' | '－' => Class::Range,
        c if c.is_whitespace() => Class::Blank,
        _ => Class::Other,
    }
}

/// The field with every bracketed note turned into a comma; a note that is itself a number (`(2001도3495)`, the case
/// that an application belongs to) is dropped, since it is another case.
fn without_brackets(field: &str) -> String {
    let mut out = String::with_capacity(field.len());
    let mut depth = 0u32;
    for c in field.chars() {
        match c {
            '(' | '（' | '[' => depth += 1,
            ')' | '）' | ']' => {
                depth = depth.saturating_sub(1);
                out.push(',');
            }
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(field: &str) -> String {
        parse_docket(field).numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_shape_of_the_field_is_restored_in_full() {
        for (field, numbers) in [
            ("2015다24904, 24911, 24928, 24935", "2015다24904 2015다24911 2015다24928 2015다24935"),
            ("2015다24904_24911", "2015다24904 2015다24911"),
            ("2013다43994,44003", "2013다43994 2013다44003"),
            ("2000므1257(본소), 1264(반소)", "2000므1257 2000므1264"),
            ("2000므1257_본소_1264_반소", "2000므1257 2000므1264"),
            ("2018드단6047, 2018드단7361(병합)", "2018드단6047 2018드단7361"),
            ("2010르749(본소),2010르756(반소)", "2010르749 2010르756"),
            ("87도137187감도126", "87도1371 87감도126"),
            ("2002재고합62003재고합5", "2002재고합6 2003재고합5"),
            ("2012고합5122012감고172012치고1", "2012고합512 2012감고17 2012치고1"),
            ("88다카2527425281(참가)", "88다카25274 88다카25281"),
            ("94다3908694다39093(참가)", "94다39086 94다39093"),
            ("84나392393(병합)", "84나392 84나393"),
            ("2009고단278641262009고정2259", "2009고단2786 2009고단4126 2009고정2259"),
            ("2018드합200795, 202111", "2018드합200795 2018드합202111"),
            ("96헌바33, 66, 97헌바2, 34", "96헌바33 96헌바66 97헌바2 97헌바34"),
            ("97헌바36 내지 38", "97헌바36 97헌바37 97헌바38"),
            ("81스25-27", "81스25 81스26 81스27"),
            ("4288민상252-253-253", "4288민상252 4288민상253"),
            ("89노2790-1", "89노2790"),
            ("2001초472(2001도3495)", "2001초472"),
            ("(창원)2024나10440", "2024나10440"),
            ("99허8714_9496_2000허389_1160", "99허8714 99허9496 2000허389 2000허1160"),
            (
                "2021고단3028, 3993(병합),4315(병합),2022고단229(병합),656(병합)",
                "2021고단3028 2021고단3993 2021고단4315 2022고단229 2022고단656",
            ),
            ("1999-03819", ""),
            ("2013다43994 및 44003", "2013다43994 2013다44003"),
            ("국심97서2125", ""),
            ("2013도12345, 전도123", "2013도12345 2013전도123"),
            ("2013다7, 2013. 3. 4.", "2013다7"),
            ("2013다7.", "2013다7"),
            ("2013다7, 제3민사부", "2013다7"),
            ("2013다1 내지 2013다3", "2013다1 2013다2 2013다3"),
            ("국심 97서2125, 2013두1", "2013두1"),
            ("광주행심 2013-14", ""),
            ("", ""),
        ] {
            assert_eq!(read(field), numbers, "{field}");
        }
    }

    #[test]
    fn a_cut_through_glued_digits_is_marked_as_inferred() {
        assert!(parse_docket("87도137187감도126").inferred);
        assert!(!parse_docket("2015다24904, 24911").inferred);
    }

    #[test]
    fn a_field_of_more_numbers_than_any_docket_is_cut_and_says_so() {
        let numbers =
            |count: usize| (0..count).map(|at| (7 * at + 1).to_string()).collect::<Vec<_>>().join(", ");
        for (field, read, cut) in [
            (format!("2020다{}", numbers(CaseList::MOST_NUMBERS)), CaseList::MOST_NUMBERS, false),
            (format!("2020다{}", numbers(CaseList::MOST_NUMBERS + 1)), CaseList::MOST_NUMBERS, true),
            (format!("2020다1{}", ", 1 내지 300".repeat(1_000)), 300, true),
            ("2020다1 내지 300, 401 내지 700".to_owned(), 600, false),
        ] {
            let list = parse_docket(&field);
            assert_eq!(
                (list.numbers.len(), list.cut),
                (read, cut),
                "{}",
                field.chars().take(40).collect::<String>()
            );
        }
    }

    proptest! {
        #[test]
        fn any_field_is_read_without_panic(field in "[0-9가-힣,()_ ~-]{0,40}") {
            let list = parse_docket(&field);
            prop_assert!(list.numbers.len() <= CaseList::MOST_NUMBERS);
        }
    }
}
