//! Groups of case numbers: one number with the joined numbers that follow it, and the words after them.
//!
//! `2013나20047, 20054`, `96헌바33, 66, 97헌바2, 34`, `96헌바36 내지 49`, `94므1553(본소), 1560(반소) 판결`. Reads
//! forward from a run of digits; what stands before the group is none of its business.

use super::case_range::{RangeBudget, range_end};
use super::scan::Text;
use crate::judgment::{CaseMark, CaseNumber, DecisionType};
use panrye_text::character::is_hangul;
use panrye_text::span::Span;

/// The most numbers of one group; more are no list of joined cases.
const MAX_NUMBERS: usize = 512;

/// The longest note on the part that a joined case plays, in bytes.
const MAX_PART: usize = 48;

/// The longest serial of a case number, in digits.
const MAX_SERIAL_DIGITS: usize = 7;

/// Case numbers of one decision, with what the text says directly after them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CaseGroup {
    /// From the first number to the last one, or to 판결 where that follows.
    pub(super) span: Span,
    pub(super) numbers: Vec<CaseNumber>,
    pub(super) en_banc: bool,
    pub(super) decision: Option<DecisionType>,
    /// Whether blanks stand inside the first number, or its year has two digits: it needs other evidence.
    pub(super) weak: bool,
    /// What follows the number directly: 호, 사건, 판결 and the like.
    pub(super) suffix: Suffix,
}

/// What follows the last number directly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Suffix {
    None,
    /// `호`, without 사건 or 판결 after it.
    Ho,
    /// `사건`, `판결`, `결정`, `명령`, `전원합의체`, `등`.
    Word,
}

/// The group whose first number begins with the digits at `digits`.
pub(super) fn group_at(text: Text<'_>, digits: Span, ranges: &mut RangeBudget) -> Option<CaseGroup> {
    if !free_on_the_left(text, digits.start) {
        return None;
    }
    let first = number_at(text, digits.start)?;
    let mut numbers = vec![first.number];
    let mut end = severed(text, first.number, first.end);
    while numbers.len() < MAX_NUMBERS {
        let after = ho(text, note(text, end));
        let Some(next) = next_number(text, after, *numbers.last()?) else {
            break;
        };
        match next.kind {
            Next::One => push(&mut numbers, next.number),
            Next::Range => ranges.spell_out(&mut numbers, next.number),
        }
        end = severed(text, next.number, next.end);
    }
    Some(with_words(text, digits.start, end, numbers, first.weak))
}

struct Written {
    number: CaseNumber,
    end: usize,
    weak: bool,
}

/// One full number at `at`: year, mark, serial.
fn number_at(text: Text<'_>, at: usize) -> Option<Written> {
    let year_end = text.digits_end(at);
    let year_digits = text.between(at, year_end);
    if !matches!(year_digits.len(), 2 | 4) {
        return None;
    }
    let mark_at = text.skip_blanks(year_end);
    let mark_end = mark_end(text, mark_at)?;
    let serial_at = text.skip_blanks(mark_end);
    let serial_end = text.digits_end(serial_at);
    let serial_digits = text.between(serial_at, serial_end);
    if !(1..=MAX_SERIAL_DIGITS).contains(&serial_digits.len()) || serial_at - mark_end > 2 {
        return None;
    }
    if mark_at - year_end > 2 || !free_on_the_right(text, serial_end) {
        return None;
    }
    let mark_text = text.between(mark_at, mark_end);
    // `23자 87모11`: the day of a ruling and the number after it.
    if mark_text == "자" && serial_at > mark_end {
        return None;
    }
    let mark = CaseMark::parse(mark_text)?;
    let year = CaseNumber::read_year(year_digits)?;
    let serial = serial_digits.parse().ok().filter(|&serial| serial > 0)?;
    let spaced = mark_at > year_end || serial_at > mark_end;
    Some(Written {
        number: CaseNumber::new(year, mark, serial),
        end: serial_end,
        weak: spaced || year_digits.len() == 2 || mark_text.chars().count() == 1 && is_everyday(mark_text),
    })
}

/// The end of the hangul run at `at`, where it can be a mark.
fn mark_end(text: Text<'_>, at: usize) -> Option<usize> {
    let mut end = at;
    for (i, c) in text.after(at).chars().enumerate() {
        if !is_hangul(c) {
            break;
        }
        // The counters and units that follow most digits are no first syllables of a mark.
        if i == CaseMark::MAX_CHARS + 1
            || (i == 0 && matches!(c, '년' | '월' | '일' | '조' | '항' | '호' | '원' | '명' | '개'))
        {
            return None;
        }
        end += c.len_utf8();
    }
    (end > at).then_some(end)
}

/// Marks of one syllable that are also a particle, a counter or a letter of an outline.
fn is_everyday(mark: &str) -> bool {
    matches!(
        mark,
        "가" | "이"
            | "서"
            | "어"
            | "저"
            | "인"
            | "보"
            | "소"
            | "수"
            | "우"
            | "주"
            | "과"
            | "고"
            | "오"
            | "하"
            | "부"
            | "회"
    )
}

/// `국심97서2125`, `제12가3`, `1,234다5` are no numbers of courts.
fn free_on_the_left(text: Text<'_>, at: usize) -> bool {
    const AGENCIES: [&str; 9] = ["국심", "조심", "행심", "감심", "이심", "심사", "적부", "관심", "제"];
    !text.char_before(at).is_some_and(|c| matches!(c, '-' | '－' | '_' | '제'))
        && text.eat_any_back(at, &AGENCIES).is_none()
        && !(text.eat_back(at, ",").is_some_and(|comma| text.byte(comma.wrapping_sub(1)).is_ascii_digit())
            && text.digits_end(at) - at == 3)
}

/// A serial is not followed by a unit, an exhibit or an article.
fn free_on_the_right(text: Text<'_>, at: usize) -> bool {
    text.eat(at, "원합의체").is_some()
        || !text.after(at).starts_with([
            '년', '월', '원', '명', '조', '항', '％', '%', '㎡', '동', '층', '점', '차', '배', '세',
        ]) && text.eat(at, "호증").is_none()
            && text.eat(at, "호선").is_none()
}

/// `2011르240-1`: a part severed from the case, marked by a short number after a hyphen.
fn severed(text: Text<'_>, number: CaseNumber, end: usize) -> usize {
    let Some(at) = text.eat_any(end, &["-", "－"]) else {
        return end;
    };
    let part_end = text.digits_end(at);
    let shorter = part_end - at < number.serial().to_string().len();
    if part_end > at && shorter { part_end } else { end }
}

/// The end of a note on the part that a joined case plays: `(본소)`, `(반소)`, `(병합)`.
fn note(text: Text<'_>, at: usize) -> usize {
    const PARTS: [&str; 16] = [
        "본소", "반소", "병합", "분리", "참가", "감호", "신청", "청구", "심판", "사건", "인수", "승계",
        "재심", "부대", "치료", "명령",
    ];
    let open = text.skip_blanks(at);
    if text.byte(open) != b'(' {
        return at;
    }
    let Some(close) = text.bracket_end_within(open, MAX_PART + 1) else {
        return at;
    };
    let inside = text.between(open + 1, close - 1);
    let is_part = inside.len() <= MAX_PART && PARTS.iter().any(|part| inside.contains(part));
    if is_part && !inside.contains(['다', '1', '2', '공']) { close } else { at }
}

fn ho(text: Text<'_>, at: usize) -> usize {
    text.eat(at, "호").unwrap_or(at)
}

struct NextNumber {
    number: CaseNumber,
    end: usize,
    kind: Next,
}

enum Next {
    One,
    Range,
}

/// The number that a separator joins to the group: a full one, or a bare serial of the same year and mark.
fn next_number(text: Text<'_>, at: usize, last: CaseNumber) -> Option<NextNumber> {
    let at = text.skip_blanks(at);
    let (after, range) = separator(text, at)?;
    let at = text.skip_blanks(after);
    if !text.byte(at).is_ascii_digit() {
        return None;
    }
    if !range && let Some(next) = number_at(text, at) {
        return Some(NextNumber { number: next.number, end: next.end, kind: Next::One });
    }
    let end = text.digits_end(at);
    let digits = text.between(at, end);
    if digits.len() > MAX_SERIAL_DIGITS || digits.starts_with('0') || !bare_serial_ends(text, end) {
        return None;
    }
    let serial: u32 = digits.parse().ok()?;
    let number = if range { range_end(last, serial, digits.len())? } else { last.with_serial(serial) };
    let kind = if range { Next::Range } else { Next::One };
    Some(NextNumber { number, end, kind })
}

fn separator(text: Text<'_>, at: usize) -> Option<(usize, bool)> {
    const LIST: [&str; 9] = [",", "，", "、", "·", "ㆍ", "및", "와", "과", ";"];
    const RANGE: [&str; 7] = ["내지", "~", "∼", "～", "〜", "-", "－"];
    let list = text.eat_any(at, &LIST).map(|end| (end, false));
    list.or_else(|| text.eat_any(at, &RANGE).map(|end| (end, true)))
}

/// A bare serial is followed by the end of the list or by a further item, never by a unit or the rest of a date.
fn bare_serial_ends(text: Text<'_>, end: usize) -> bool {
    const AFTER: [&str; 22] = [
        "판결", "결정", "명령", "심판", "사건", "전원", "호", "(", ",", "，", "、", "·", "ㆍ", ";", "내지",
        "~", "∼", "및", "등", "각", "-", ")",
    ];
    if text.byte(end) == b'.' {
        let next = text.skip_blanks(end + 1);
        return !text.byte(next).is_ascii_digit() || is_numbered_line(text, end + 1, next);
    }
    let after = text.skip_blanks(end);
    if text.eat(end, "호증").is_some() || text.byte(end) == b',' && text.byte(end + 1).is_ascii_digit() {
        let next = text.digits_end(end + 1);
        return text.eat(end, "호증").is_none() && next - end - 1 != 3
            || bare_serial_ends_after_comma(text, next);
    }
    after >= text.len() || text.byte(end) == b'\n' || text.eat_any(after, &AFTER).is_some()
}

/// `100018.` and then `4. 서울고법 …` on the next line: a new item of a list, and not the rest of a date.
fn is_numbered_line(text: Text<'_>, end: usize, next: usize) -> bool {
    let label_end = text.digits_end(next);
    text.between(end, next).contains('\n')
        && text.byte(label_end) == b'.'
        && !text.byte(text.skip_blanks(label_end + 1)).is_ascii_digit()
}

/// `725,732 판결` is two serials, `1,000원` is an amount.
fn bare_serial_ends_after_comma(text: Text<'_>, end: usize) -> bool {
    let after = text.skip_blanks(end);
    text.eat_any(after, &["판결", "결정", "명령", "전원", "(", ",", ")", "사건"]).is_some()
}

fn push(numbers: &mut Vec<CaseNumber>, number: CaseNumber) {
    if !numbers.contains(&number) {
        numbers.push(number);
    }
}

/// Reads the words after the last number and closes the group.
fn with_words(text: Text<'_>, start: usize, end: usize, numbers: Vec<CaseNumber>, weak: bool) -> CaseGroup {
    let mut group = CaseGroup {
        span: Span::new(start, end),
        numbers,
        en_banc: false,
        decision: None,
        weak,
        suffix: Suffix::None,
    };
    let after_note = note(text, end);
    let after_ho = ho(text, after_note);
    if after_ho > after_note {
        group.suffix = Suffix::Ho;
    }
    let mut at = text.skip_blanks(after_ho);
    if let Some(et_al) = text.eat(at, "등") {
        group.suffix = Suffix::Word;
        at = text.skip_blanks(note(text, et_al));
    }
    if let Some(comma) = text.eat(at, ",") {
        at = text.skip_blanks(comma);
    }
    read_words(text, at, &mut group);
    group
}

/// Reads the bench and the kind of decision at `at` into the group.
fn read_words(text: Text<'_>, at: usize, group: &mut CaseGroup) {
    let mut at = at;
    if let Some(bench) = text.eat_any(at, &["전원합의체", "전원재판부", "전원합의부", "전합"])
    {
        group.en_banc = true;
        group.span.end = bench;
        group.suffix = Suffix::Word;
        at = text.skip_blanks(bench);
    }
    if let Some((kind, word)) = decision_word(text, at) {
        group.decision = Some(kind);
        group.span.end = word;
        group.suffix = Suffix::Word;
    } else if text.eat_any(at, &["사건", "각 판결", "각 결정", "심판"]).is_some() {
        group.suffix = Suffix::Word;
        group.decision = text.eat(at, "각 ").and_then(|at| decision_word(text, at)).map(|(kind, _)| kind);
    }
}

/// 판결, 결정 or 명령 at `at`, with its end. `판결문`, `결정서` begin with them and count.
fn decision_word(text: Text<'_>, at: usize) -> Option<(DecisionType, usize)> {
    [DecisionType::Judgment, DecisionType::Ruling, DecisionType::Order]
        .into_iter()
        .find_map(|kind| Some((kind, text.eat(at, kind.korean())?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, &str)> {
        let at = text.find(|c: char| c.is_ascii_digit())?;
        let digits = Span::new(at, Text(text).digits_end(at));
        let group = group_at(Text(text), digits, &mut RangeBudget::of_a_text())?;
        let numbers: Vec<_> = group.numbers.iter().map(ToString::to_string).collect();
        Some((numbers.join(" "), group.span.of(text)))
    }

    #[test]
    fn groups_of_every_form_are_restored_in_full() {
        for (text, numbers, quote) in [
            ("2010다20532 판결", "2010다20532", "2010다20532 판결"),
            ("2013나20047, 20054 판결 등", "2013나20047 2013나20054", "2013나20047, 20054 판결"),
            (
                "96헌바33, 66, 97헌바2, 34 전원재판부 결정",
                "96헌바33 96헌바66 97헌바2 97헌바34",
                "96헌바33, 66, 97헌바2, 34 전원재판부 결정",
            ),
            ("97헌바36 내지 38 결정", "97헌바36 97헌바37 97헌바38", "97헌바36 내지 38 결정"),
            ("81스25-27", "81스25 81스26 81스27", "81스25-27"),
            ("72누17∼18 판결", "72누17 72누18", "72누17∼18 판결"),
            ("94므1553(본소), 1560(반소) 판결", "94므1553 94므1560", "94므1553(본소), 1560(반소) 판결"),
            ("91므375(본소), 91므382(반소) 판결", "91므375 91므382", "91므375(본소), 91므382(반소) 판결"),
            ("2011르240-1(분리) 판결", "2011르240", "2011르240-1(분리) 판결"),
            ("2001므725,732 판결", "2001므725 2001므732", "2001므725,732 판결"),
            ("2016구합11537호로", "2016구합11537", "2016구합11537"),
            ("2003드단90765호 사건", "2003드단90765", "2003드단90765"),
            ("2018 두42559 판결", "2018두42559", "2018 두42559 판결"),
            ("98\n다25368 판결", "98다25368", "98\n다25368 판결"),
            ("89도1579 전원합의체판결(공1991", "89도1579", "89도1579 전원합의체판결"),
            ("89도1579 전합 판결", "89도1579", "89도1579 전합 판결"),
            ("2005다32999 판결, 2006. 1. 1. 선고", "2005다32999", "2005다32999 판결"),
            ("2005다32999, 2006. 1. 1. 선고", "2005다32999", "2005다32999"),
            ("2005다1, 18.\n4. 서울고법", "2005다1 2005다18", "2005다1, 18"),
            ("2005다1, 2018.\n1. 25. 선고", "2005다1", "2005다1"),
            ("2005다1, 3명", "2005다1", "2005다1"),
            ("2003두5686, 판결", "2003두5686", "2003두5686, 판결"),
            ("2008헌바12 등 전원재판부 결정", "2008헌바12", "2008헌바12 등 전원재판부 결정"),
            ("99드단2808, 99드단94517 판결", "99드단2808 99드단94517", "99드단2808, 99드단94517 판결"),
        ] {
            assert_eq!(read(text), Some((numbers.to_owned(), quote)), "{text}");
        }
    }

    #[test]
    fn look_alikes_are_no_numbers_of_courts() {
        for text in [
            "74조제1호",
            "2017년도98",
            "2014년금제6040",
            "2005형제20654",
            "97당1367",
            "국심97서2125",
            "12호증의1",
            "270점160",
            "2022년 3월",
            "0000가합00",
            "2019가합○○",
            "1995나123456789",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
