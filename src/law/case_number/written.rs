//! One case number as it stands in a running text.

use super::mark::FIRST_YEAR_OF_MARKS;
use super::{CaseMark, CaseNumber};
use crate::scan::{Text, is_blank};
use panrye_text::character::is_hangul;
use panrye_text::span::Span;

/// The most digits of a serial. Orders for payment, the most numerous kind, are numbered with seven.
pub(super) const MAX_SERIAL_DIGITS: usize = 7;

/// The most blanks between year, mark and serial.
const MAX_GAP: usize = 2;

/// Two-digit years from here on are of the last century, whose courts wrote them so. Smaller ones are a slip of this
/// century, and more often no year at all.
const FIRST_USUAL_YEAR: u16 = 1945;
const LAST_USUAL_YEAR: u16 = 1999;

/// A case number with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrittenNumber {
    /// The number.
    pub number: CaseNumber,
    /// From its year to its serial.
    pub span: Span,
    /// Its mark.
    pub mark: Span,
    /// How many digits its year has: two or four.
    pub year_digits: usize,
    /// Whether blanks stand inside.
    pub is_spaced: bool,
}

impl WrittenNumber {
    /// Whether it can only be a case number, so that no words around it need say so.
    ///
    /// `12 가 5` and `집17민155` have its shape too: a two-digit year of this century counts where nothing stands before
    /// or inside the number, and its serial has two digits.
    pub fn stands_alone(&self, text: &str) -> bool {
        let usual = (FIRST_USUAL_YEAR..=LAST_USUAL_YEAR).contains(&self.number.year());
        self.year_digits == 4
            || usual
            || !self.is_spaced && self.number.serial() > 9 && Text(text).word_begins(self.span.start)
    }
}

/// The case number that begins with the digits at byte `at`, whatever stands before them.
pub fn number_at(text: &str, at: usize) -> Option<WrittenNumber> {
    let shape = shape_at(Text(text), at)?;
    Some(shape.with_serial(parse_serial(shape.serial.of(text))?))
}

/// The same with the second of two numbers that follow one another and have lost the comma between them
/// (`78다12341235`). The first comes with the place of both.
pub(crate) fn numbers_at(text: &str, at: usize) -> Option<(WrittenNumber, Option<CaseNumber>)> {
    /// Marks of the Supreme Court, which numbered no case of a year before 2000 with six digits.
    const SUPREME: [&str; 9] = ["다", "다카", "누", "도", "므", "후", "마", "모", "그"];
    let shape = shape_at(Text(text), at)?;
    let digits = shape.serial.of(text);
    let may_be_two = match digits.len() {
        8 | 10 => true,
        6 => shape.year <= LAST_USUAL_YEAR && SUPREME.contains(&shape.mark_span.of(text)),
        _ => false,
    };
    if may_be_two
        && let Some((one, two)) = digits.split_at_checked(digits.len() / 2)
        && let (Some(one), Some(two)) =
            (parse_serial(one).filter(|_| !one.starts_with('0')), parse_serial(two))
        && two == one + 1
    {
        return Some((shape.with_serial(one), Some(shape.with_serial(two).number)));
    }
    Some((shape.with_serial(parse_serial(digits)?), None))
}

/// The parts of a case number before its serial is read.
struct Shape {
    year: u16,
    mark: CaseMark,
    mark_span: Span,
    year_digits: usize,
    is_spaced: bool,
    start: usize,
    serial: Span,
}

impl Shape {
    const fn with_serial(&self, serial: u32) -> WrittenNumber {
        WrittenNumber {
            number: CaseNumber::new(self.year, self.mark, serial),
            span: Span::new(self.start, self.serial.end),
            mark: self.mark_span,
            year_digits: self.year_digits,
            is_spaced: self.is_spaced,
        }
    }
}

fn shape_at(text: Text<'_>, at: usize) -> Option<Shape> {
    let year_end = text.digits_end(at);
    let year_digits = year_end - at;
    let year = CaseNumber::parse_year(text.between(at, year_end))?;
    // `서울고등법원-2021-누-39999`: hyphens on both sides of the mark, or on neither.
    let is_hyphenated = text.byte(year_end) == b'-';
    // `4286년 형상 제39호`, as courts wrote before the marks of today.
    let spelled_out = text.eat(year_end, "년").filter(|_| year < FIRST_YEAR_OF_MARKS);
    let mark_at = if is_hyphenated { year_end + 1 } else { gap_end(text, spelled_out.unwrap_or(year_end))? };
    let mark_end = mark_end(text, mark_at)?;
    let (mark_end, serial_at) = match text.byte(mark_end) {
        b'-' if is_hyphenated => (mark_end, mark_end + 1),
        _ if is_hyphenated => return None,
        _ => serial_behind(text, year, Span::new(mark_at, mark_end))?,
    };
    if is_hyphenated && !may_be_hyphenated(text, at, text.between(mark_at, mark_end)) {
        return None;
    }
    let serial_end = text.digits_end(serial_at);
    let written = text.between(mark_at, mark_end);
    let is_spaced = mark_at > year_end || serial_at > mark_end;
    // `23자 87모11`: the day of a ruling and the number after it. `12호 71등`: a number of a list.
    let is_other = match written {
        "자" => serial_at > mark_end,
        "호" => is_spaced || year_digits < 4,
        _ => false,
    };
    if is_other || !is_free_on_the_right(text, serial_end) {
        return None;
    }
    let mark = CaseMark::parse(written).filter(|mark| mark.is_of(year))?;
    Some(Shape {
        year,
        mark,
        mark_span: Span::new(mark_at, mark_end),
        year_digits,
        is_spaced,
        start: at,
        serial: Span::new(serial_at, serial_end),
    })
}

/// Where the serial behind a mark begins, and where the mark ends then: `민상 167`, `민상 제39호`, `민상제39호`.
///
/// 제 counts before 호; `89형제1377호` is a file of a prosecutor since the marks of today began.
fn serial_behind(text: Text<'_>, year: u16, mark: Span) -> Option<(usize, usize)> {
    let at = gap_end(text, mark.end)?;
    let (mark_end, ordinal) = match text.eat(at, "제") {
        Some(after) => (mark.end, after),
        None => match text.eat_back(mark.end, "제").filter(|&end| end > mark.start && at == mark.end) {
            Some(end) => (end, mark.end),
            None => return Some((mark.end, at)),
        },
    };
    let digits = text.digits_end(ordinal);
    let is_of_a_prosecutor = year >= FIRST_YEAR_OF_MARKS && text.between(mark.start, mark_end) == "형";
    // `20보로 제177호 토지`: no year of this century, in which nobody writes so.
    let is_usual = year <= LAST_USUAL_YEAR;
    (text.eat(digits, "호").is_some() && is_usual && !is_of_a_prosecutor).then_some((mark_end, ordinal))
}

/// Whether hyphens may stand around a mark: behind a court's name, or where the mark can be nothing else. `2011-나-3` is a
/// number of a notice or a file as well.
fn may_be_hyphenated(text: Text<'_>, year: usize, mark: &str) -> bool {
    text.char_before(year) == Some('-') || mark.chars().count() > 1
}

/// A serial: one to seven digits that are not all zero.
pub(super) fn parse_serial(digits: &str) -> Option<u32> {
    let fits = (1..=MAX_SERIAL_DIGITS).contains(&digits.len());
    fits.then(|| digits.parse().ok())?.filter(|&serial| serial > 0)
}

/// Behind the blanks at `at`; nothing where they are more than a gap.
fn gap_end(text: Text<'_>, at: usize) -> Option<usize> {
    let mut blanks = text.after(at).chars().take_while(|&c| is_blank(c));
    let length = blanks.by_ref().take(MAX_GAP).map(char::len_utf8).sum::<usize>();
    blanks.next().is_none().then_some(at + length)
}

/// The end of the hangul at `at`, where it can be a mark.
fn mark_end(text: Text<'_>, at: usize) -> Option<usize> {
    let length: usize = text
        .after(at)
        .chars()
        .take(CaseMark::MAX_CHARS + 1)
        .take_while(|&c| is_hangul(c))
        .map(char::len_utf8)
        .sum();
    let end = at + length;
    let mark = text.between(at, end);
    // The counters and units that follow most digits begin no mark, but for `개회`, `호파` and the like.
    let is_counter = mark.starts_with(['년', '월', '일', '조', '항', '호', '원', '명', '개']);
    let is_too_long = mark.chars().nth(CaseMark::MAX_CHARS).is_some();
    (end > at && !is_too_long && (!is_counter || CaseMark::parse(mark).is_some())).then_some(end)
}

/// Whether a text ends with the short name of an agency that numbers its cases as courts do.
pub(super) fn ends_with_agency(text: &str) -> bool {
    const AGENCIES: [&str; 8] = ["국심", "조심", "행심", "감심", "이심", "심사", "적부", "관심"];
    AGENCIES.iter().any(|agency| text.ends_with(agency))
}

/// Whether what stands before the digits at byte `at` lets a case number begin there: `국심97서2125`, `제12가3` and
/// `1,234다5` are no numbers of courts.
pub fn is_free_on_the_left(text: &str, at: usize) -> bool {
    let text = Text(text);
    let behind_court = text
        .eat_back(at, "-")
        .is_some_and(|hyphen| text.eat_any_back(hyphen, &["법원", "지원", "지법", "고법"]).is_some());
    let behind_mark = !behind_court
        && text.char_before(at).is_some_and(|c| matches!(c, '-' | '－' | '_' | '제'))
        && !is_ordinal(text, at);
    let comma = text.eat_back(at, ",").filter(|comma| text.byte(comma.wrapping_sub(1)).is_ascii_digit());
    let in_amount = comma.is_some() && text.digits_end(at) - at == 3;
    !behind_mark && !in_amount && !ends_with_agency(text.before(at))
}

/// `제2009다77호`: 제 before a number with a year of four digits that 호 closes.
fn is_ordinal(text: Text<'_>, at: usize) -> bool {
    let ordinal = text.eat_back(at, "제").filter(|&start| text.word_begins(start));
    let year_end = text.digits_end(at);
    let mark_end = mark_end(text, year_end).filter(|_| ordinal.is_some() && year_end - at == 4);
    mark_end.is_some_and(|end| {
        CaseMark::parse(text.between(year_end, end)).is_some()
            && text.eat(text.digits_end(end), "호").is_some()
    })
}

/// A serial is not followed by a unit, an exhibit or an article.
pub(super) fn is_free_on_the_right(text: Text<'_>, at: usize) -> bool {
    const UNITS: [char; 15] =
        ['년', '월', '원', '명', '조', '항', '％', '%', '㎡', '동', '층', '점', '차', '배', '세'];
    text.eat(at, "원합의체").is_some()
        || !text.after(at).starts_with(UNITS)
            && text.eat(at, "호증").is_none()
            && text.eat(at, "호선").is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_where_it_begins_with_its_parts() {
        let text = "선고 2013 다\t43994호";
        let written = number_at(text, "선고 ".len()).unwrap();
        assert_eq!(written.number.to_string(), "2013다43994");
        assert_eq!((written.span.of(text), written.mark.of(text)), ("2013 다\t43994", "다"));
        assert!(written.is_spaced && written.year_digits == 4);
    }

    #[test]
    fn marks_and_forms_of_the_past_are_read() {
        for (text, number) in [
            ("4286년 형상 제39호", Some("4286형상39")),
            ("4288년민상제167호", Some("4288민상167")),
            ("1955년 민상 167호", Some("4288민상167")),
            ("58행상 제35호", Some("4291행상35")),
            ("4293민제3415호", Some("4293민3415")),
            ("4293선14", Some("4293선14")),
            ("4288민사124", Some("4288민사124")),
            ("2012개회12032", Some("2012개회12032")),
            ("2004호파1366", Some("2004호파1366")),
            ("63가 제776호", Some("63가776")),
            ("63가 제776항", None),
            ("4290민재항고 제58호", Some("4290민재항58")),
            ("2013선14", None),
            ("2013민사100", None),
            ("89형제1377호", None),
            ("2012호6509", Some("2012호6509")),
            ("12호 71", None),
            ("20보로 제177호", None),
            ("100개 12", None),
            ("1992년 형 제1234호", None),
            ("4286년 3월 5일", None),
        ] {
            assert_eq!(
                number_at(text, 0).map(|written| written.number.to_string()).as_deref(),
                number,
                "{text}"
            );
        }
    }

    #[test]
    fn what_needs_no_other_words_is_told_from_what_does() {
        for (text, alone) in [
            ("2013 다 43994", true),
            ("90 다 1234", true),
            ("05다1234", true),
            ("05다4", false),
            ("05 다 1234", false),
            ("집17민155", false),
            ("2024-가단-157919", true),
        ] {
            let at = text.find(|c: char| c.is_ascii_digit()).unwrap();
            assert_eq!(number_at(text, at).unwrap().stands_alone(text), alone, "{text}");
        }
    }
}
