//! What looks like a case number, valid or not: `2011다`, `2013갸1234`, `2011다○○○○`, `다24904`.

use crate::case_number::CaseMark;
use crate::scan::Text;
use panrye_text::character::is_hangul;

/// Text in the place and shape of a case number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NumberLike<'t> {
    /// Where it ends, 호 included.
    pub(super) end: usize,
    /// How many digits the year has.
    pub(super) year_digits: usize,
    /// The letters where the mark belongs.
    pub(super) mark: &'t str,
    /// Whether digits or their masks stand where the serial belongs.
    pub(super) has_serial: bool,
    /// Whether it has no blanks inside.
    pub(super) is_compact: bool,
}

/// What looks like a case number at `at`.
pub(super) fn number_like(text: Text<'_>, at: usize) -> Option<NumberLike<'_>> {
    let at = text.eat(at, "제").unwrap_or(at);
    let year_end = text.digits_end(at);
    let mark_at = gap(text, year_end);
    let mark_end = letters_end(text, mark_at);
    let mark = text.between(mark_at, mark_end);
    let serial_at = gap(text, mark_end);
    let serial_end = serial_end(text, serial_at);
    let has_serial = serial_end > serial_at;
    let year_digits = year_end - at;
    let shaped = match (year_digits, mark.is_empty()) {
        (2 | 4, false) => !is_counter(mark),
        (4, true) => has_serial && serial_at > year_end,
        (0, false) => has_serial && serial_at == mark_end && CaseMark::parse(mark).is_some(),
        _ => false,
    };
    let end = if has_serial { serial_end } else { mark_end };
    shaped.then(|| NumberLike {
        end: text.eat(end, "호").filter(|_| has_serial).unwrap_or(end),
        year_digits,
        mark,
        has_serial,
        is_compact: mark_at == year_end && (serial_at == mark_end || !has_serial),
    })
}

/// Over a blank or a hyphen between two parts.
fn gap(text: Text<'_>, at: usize) -> usize {
    let after = text.skip_blanks(at);
    let after = text.eat(after, "-").map_or(after, |hyphen| text.skip_blanks(hyphen));
    if after - at <= 3 { after } else { at }
}

/// The end of the letters of one script at `at`, where they are few enough for a mark.
fn letters_end(text: Text<'_>, at: usize) -> usize {
    let run = |fits: fn(char) -> bool, most: usize| {
        let letters = text.after(at).chars().take_while(|&c| fits(c));
        let (count, length) = letters.take(most + 1).fold((0, 0), |(n, len), c| (n + 1, len + c.len_utf8()));
        (1..=most).contains(&count).then(|| at + length)
    };
    run(|c| is_hangul(c) && c != '호', CaseMark::MAX_CHARS)
        .or_else(|| run(|c| matches!(c, 'ㄱ'..='ㅣ'), 2))
        .or_else(|| run(|c| c.is_ascii_lowercase(), 5).filter(|_| !text.after(at).starts_with(['x', 'o'])))
        .unwrap_or(at)
}

/// The end of digits and masks at `at`. A single letter is no mask.
fn serial_end(text: Text<'_>, at: usize) -> usize {
    let digits = text.digits_end(at);
    let masks: usize =
        text.after(digits).chars().take(10).take_while(|&c| is_mask(c)).map(char::len_utf8).sum();
    let few = digits == at && masks == 1;
    let end = if few { digits } else { digits + masks };
    text.digits_end(end)
}

pub(super) const fn is_mask(c: char) -> bool {
    matches!(c, '○' | '◯' | '〇' | '●' | '□' | '■' | '△' | '×' | 'X' | 'x' | 'O' | 'o' | '_' | '?' | '#')
}

/// Counters and units that follow digits in prose.
fn is_counter(mark: &str) -> bool {
    mark.starts_with([
        '년', '월', '일', '조', '항', '호', '원', '명', '개', '건', '번', '차', '회', '인', '부', '배', '점',
        '세', '만', '억', '천', '쪽', '면', '층', '동', '평',
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_told_from_prose() {
        for (text, end) in [
            ("2011다 판결", Some("2011다")),
            ("2013갸1234 판결", Some("2013갸1234")),
            ("2011다○○○○ 판결", Some("2011다○○○○")),
            ("다24904 판결", Some("다24904")),
            ("2011 24904 판결", Some("2011 24904")),
            ("2011 다 24904호", Some("2011 다 24904호")),
            ("20ㄷ1", Some("20ㄷ1")),
            ("2011년 3", None),
            ("13인 전원", None),
            ("5다1", None),
            ("후 3개월", None),
            ("2011", None),
        ] {
            let found = number_like(Text(text), 0);
            assert_eq!(found.map(|number| text.get(..number.end).unwrap()), end, "{text}");
        }
    }
}
