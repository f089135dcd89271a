//! What a text joins to a case number: further numbers, bare serials, ranges, notes on the part that each plays.

use super::CaseNumber;
use super::range::range_end;
use super::written::{is_free_on_the_right, number_at, parse_serial};
use crate::scan::Text;
use panrye_text::span::Span;

/// The longest note on the part that a joined case plays, in bytes.
const MAX_PART: usize = 48;

/// A number that is joined to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JoinedNumber {
    /// The number in full.
    pub number: CaseNumber,
    /// Where it is written, as a whole number or as a bare serial.
    pub span: Span,
    /// Whether it ends a range that begins with the number before it.
    pub ends_range: bool,
    /// Where it is written to its end, with the mark of a severed part.
    pub end: usize,
}

/// The number that is joined to `last`, which ends at `end`: a full one, or a bare serial of the same year and mark.
pub fn joined_to(text: &str, last: CaseNumber, end: usize) -> Option<JoinedNumber> {
    let text = Text(text);
    let after = text.skip_blanks(ho_end(text, note_end(text, end)));
    let (after, ends_range) = separator_end(text, after)?;
    let at = text.skip_blanks(after);
    if !text.byte(at).is_ascii_digit() {
        return None;
    }
    let full = number_at(text.0, at);
    if ends_range && let Some(next) = full {
        // `2013다1 내지 2013다3`; of another year or mark it ends no range.
        let same = last.with_serial(next.number.serial()) == next.number;
        let digits = next.number.serial().to_string().len();
        let number =
            range_end(last, next.number.serial(), digits).filter(|&end| same && end == next.number)?;
        let end = severed_end(text.0, number, next.span.end);
        return Some(JoinedNumber { number, span: next.span, ends_range, end });
    }
    if let Some(next) = full {
        let end = severed_end(text.0, next.number, next.span.end);
        return Some(JoinedNumber { number: next.number, span: next.span, ends_range, end });
    }
    let end = text.digits_end(at);
    let digits = text.between(at, end);
    let serial = parse_serial(digits)
        .filter(|_| !digits.starts_with('0') && bare_serial_ends(text, end, digits.len()))?;
    let number = if ends_range { range_end(last, serial, digits.len())? } else { last.with_serial(serial) };
    Some(JoinedNumber { number, span: Span::new(at, end), ends_range, end: severed_end(text.0, number, end) })
}

/// `2011르240-1`: a part severed from the case, marked by a short number after a hyphen.
pub fn severed_end(text: &str, number: CaseNumber, end: usize) -> usize {
    let text = Text(text);
    let Some(at) = text.eat_any(end, &["-", "－"]) else {
        return end;
    };
    let part_end = text.digits_end(at);
    let shorter = part_end - at < number.serial().to_string().len();
    if part_end > at && shorter { part_end } else { end }
}

/// The end of a note on the part that a joined case plays: `(본소)`, `(반소)`, `(병합)`.
pub(crate) fn note_end(text: Text<'_>, at: usize) -> usize {
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

pub(crate) fn ho_end(text: Text<'_>, at: usize) -> usize {
    text.eat(at, "호").unwrap_or(at)
}

fn separator_end(text: Text<'_>, at: usize) -> Option<(usize, bool)> {
    const LIST: [&str; 9] = [",", "，", "、", "·", "ㆍ", "및", "와", "과", ";"];
    const RANGE: [&str; 7] = ["내지", "~", "∼", "～", "〜", "-", "－"];
    let list = text.eat_any(at, &LIST).map(|end| (end, false));
    list.or_else(|| text.eat_any(at, &RANGE).map(|end| (end, true)))
}

/// A bare serial is followed by the end of the list or by a further item, never by a unit or the rest of a date.
fn bare_serial_ends(text: Text<'_>, end: usize, length: usize) -> bool {
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
    after >= text.len()
        || text.byte(end) == b'\n'
        || text.eat_any(after, &AFTER).is_some()
        // A year has four digits and a day two; an amount of money is followed by its unit.
        || length >= 5 && after > end && is_free_on_the_right(text, after)
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
