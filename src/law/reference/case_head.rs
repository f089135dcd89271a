//! What stands before a case number: court, date and the word 선고 or 자, read backwards.
//!
//! `대법원 1981.9.22 선고 `, `당원 1990. 9. 25. 선고 `, `대법원 1998. 9. 2.자 `, `같은 날 선고 `, `위 대법원 `.

use std::sync::LazyLock;

use super::suffix_trie::SuffixTrie;
use crate::judgment::{Court, DecisionDate};
use crate::scan::Text;
use panrye_text::character::is_hangul;

/// Everything that was read before a group of case numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CaseHead {
    /// Where the mention begins: at the court, the date, or the number.
    pub(crate) start: usize,
    pub(crate) court: CourtMention,
    pub(crate) date: DateMention,
    /// Whether 선고, 자 or 고지 stands before the number.
    pub(crate) pronounced: bool,
    /// Whether 위 (the one above) stands before it.
    pub(crate) above: bool,
    pub(crate) en_banc: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CourtMention {
    None,
    Named(Court),
    /// 당원, 이 법원: the court that decides.
    Deciding,
    /// 같은 법원: the court of the item before.
    Same,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateMention {
    None,
    On(DecisionDate),
    /// A date that the calendar does not have, or one that is masked.
    Unreadable,
    /// 같은 날: the date of the item before.
    SameDay,
}

/// Reads back from `at`, where a case number begins.
pub(crate) fn head_before(text: Text<'_>, at: usize) -> CaseHead {
    let mut head = CaseHead {
        start: at,
        court: CourtMention::None,
        date: DateMention::None,
        pronounced: false,
        above: false,
        en_banc: false,
    };
    let mut at = panel_prefix(text, at);
    head.start = at;
    // `1959.7.31 선고 단기 4292년 형상 제194호`: the era of the number's year.
    at = era_before(text, at);
    let before = skip_commas_back(text, at);
    if let Some(word) = pronounced_before(text, before) {
        head.pronounced = true;
        at = skip_commas_back(text, word);
    } else {
        at = before;
    }
    if let Some((start, date)) =
        date_before(text, at).filter(|found| head.pronounced || is_date(text, *found, at))
    {
        (head.start, head.date) = (start, date);
        at = text.skip_blanks_back(start);
    } else if head.pronounced
        && head.date == DateMention::None
        && text.eat_any_back(at, &["날", "자"]).is_none()
    {
        // `선고` without a date: the words before belong to another sentence.
        at = text.skip_blanks_back(at);
    }
    court_part(text, at, &mut head);
    let before = text.skip_blanks_back(era_before(text, head.start));
    head.above = text.eat_any_back(before, &["위", "상기"]).is_some_and(|at| text.word_begins(at));
    head
}

/// Where the era before a year begins that ends at `at`, or else `at`.
fn era_before(text: Text<'_>, at: usize) -> usize {
    let era = text.eat_any_back(text.skip_blanks_back(at), &["단기", "서기"]);
    era.filter(|&era| text.word_begins(era)).unwrap_or(at)
}

/// Whether a date without 선고 is one: the calendar has it, or its year has four digits and nothing but its day is wrong.
fn is_date(text: Text<'_>, (start, date): (usize, DateMention), end: usize) -> bool {
    let digits = text.digits_end(start) - start;
    let parts =
        text.between(start, end).split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).count();
    date != DateMention::Unreadable || (digits == 4 && parts == 3)
}

/// The whole bench, as courts write it and as practitioners shorten it (`대판(전)`).
const BENCHES: &[&str] =
    &["전원합의체", "전원재판부", "전원합의부", "전원부", "(전)", "(전합)", "(전원합의체)", "(전원합의부)"];

/// The court before `at`, with a bench or a bracket between them.
fn court_part(text: Text<'_>, at: usize, head: &mut CaseHead) {
    let mut court_end = skip_commas_back(text, at);
    // Behind `판결` or `결정` the bench is that of the decision before: `A 판결(전원합의체), B 판결`.
    if let Some(bench) = text
        .eat_any_back(court_end, BENCHES)
        .map(|bench| text.skip_blanks_back(bench))
        .filter(|&bench| text.eat_any_back(bench, &["판결", "결정"]).is_none())
    {
        head.en_banc = true;
        court_end = bench;
    }
    if let Some(particle) =
        text.eat_any_back(court_end, &["에서", "에게", "에", "은", "는", "이", "가", "의"])
        && let Some((_, court)) = court_before(text, particle)
    {
        // `대법원은 2018. 1. 25. 선고 …`: the court is the subject of the sentence and no part of the mention.
        head.court = court;
        return;
    }
    for skipped in [court_end, chamber_before(text, court_end), open_bracket_before(text, court_end)] {
        if let Some((start, court)) = court_before(text, skipped) {
            head.start = start;
            head.court = court;
            break;
        }
    }
    if head.court == CourtMention::None && head.date == DateMention::None {
        head.en_banc = false;
    }
}

/// `(창원)2024누10440`: a panel away from the seat, written before the number.
fn panel_prefix(text: Text<'_>, at: usize) -> usize {
    let place = bracketed_name(text, at, 3).filter(|(open, inside)| {
        let is_part = matches!(*inside, "당시" | "본소" | "반소" | "병합" | "분리");
        !is_part && at - open > "(가)".len()
    });
    place.map_or(at, |(open, _)| open)
}

/// The hangul in a bracket that closes just before `at`, at most `max` syllables, with where the bracket opens.
fn bracketed_name(text: Text<'_>, at: usize, max: usize) -> Option<(usize, &str)> {
    let end = text.eat_back(at, ")")?;
    let letters = text.before(end).chars().rev().take(max).take_while(|&c| is_hangul(c));
    let start = end - letters.map(char::len_utf8).sum::<usize>();
    let open = text.eat_any_back(start, &["(", "["]).filter(|_| start < end)?;
    Some((open, text.between(start, end)))
}

fn skip_commas_back(text: Text<'_>, at: usize) -> usize {
    let at = text.skip_blanks_back(at);
    text.eat_back(at, ",").map_or(at, |comma| text.skip_blanks_back(comma))
}

/// The start of 선고, 자 or 고지 that ends at `at`. 자 follows a date only.
fn pronounced_before(text: Text<'_>, at: usize) -> Option<usize> {
    text.eat_any_back(at, &["선고", "고지", "선고한", "선고된"]).or_else(|| {
        let start = text.eat_back(at, "자")?;
        let before = text.skip_blanks_back(start);
        let after_date = text.char_before(before)?;
        (matches!(after_date, '.' | '일')
            || after_date.is_ascii_digit()
            || text.eat_back(before, "같은 날").is_some())
        .then_some(start)
    })
}

/// The date that ends at `at`, with its start.
fn date_before(text: Text<'_>, at: usize) -> Option<(usize, DateMention)> {
    let at = text.skip_blanks_back(at);
    if let Some(start) =
        text.eat_any_back(at, &["같은 날", "같은날", "같은 일자", "동일자", "동일", "같은 날짜"])
    {
        return Some((start, DateMention::SameDay));
    }
    let lost = text.char_before(at) == Some('.');
    let (day, start) = date_part(text, at, &['.', '일'], true)?;
    let Some((month, start)) = date_part(text, start, &['.', '월', ',', '-'], false) else {
        // `12.자`: year and month are lost, as some editions have it.
        return lost.then_some((start, DateMention::Unreadable));
    };
    let Some((year, mut start)) = date_part(text, start, &['.', '년', ',', '-'], false) else {
        // `1959.12.선고`: the day is lost, as some editions have it.
        return matches!(month.len(), 4).then_some((start, DateMention::Unreadable));
    };
    let mut year = year.to_owned();
    if year.len() < 4 && year.len() != 2 {
        // A year cut by a blank (`200 1. 7. 24.`), as scanned pages have it.
        let gap = text.skip_blanks_back(start);
        let head = text.digits_start(gap);
        year = format!("{}{year}", text.between(head, gap));
        start = head;
    }
    let start = text.eat_any_back(start, &["'", "’", "‘"]).unwrap_or(start);
    let start = text.eat_any_back(text.skip_blanks_back(start), &["단기", "서기"]).unwrap_or(start);
    let date = full_year(&year)
        .and_then(|year| DecisionDate::parse(&format!("{year}.{month}.{day}")))
        .map_or(DateMention::Unreadable, DateMention::On);
    Some((start, date))
}

/// One number of a date before `at`, after its closing mark, which a last day may lack (`1981.9.22 선고`).
fn date_part<'t>(text: Text<'t>, at: usize, marks: &[char], optional: bool) -> Option<(&'t str, usize)> {
    let mut end = text.skip_blanks_back(at);
    let mut marked = false;
    while let Some(mark) = text.char_before(end).filter(|c| marks.contains(c)) {
        end = text.skip_blanks_back(end - mark.len_utf8());
        marked = true;
    }
    let start = text.digits_start(end);
    let digits = text.between(start, end);
    ((marked || optional) && (1..=4).contains(&digits.len())).then_some((digits, start))
}

fn full_year(digits: &str) -> Option<u16> {
    let year: u16 = digits.parse().ok()?;
    match digits.len() {
        2 if year < 45 => Some(2000 + year),
        2 => Some(1900 + year),
        4 => Some(year),
        _ => None,
    }
}

/// `대법원 제3부 1990. …`: the start of the chamber.
fn chamber_before(text: Text<'_>, at: usize) -> usize {
    let start = text.word_start(at, 12);
    let word = text.between(start, at);
    if word.starts_with('제') && word.ends_with('부') || word == "판결" || word == "결정" {
        text.skip_blanks_back(start)
    } else {
        at
    }
}

/// `제주지방법원(82가합175 판결)`: the number stands in a bracket after the court.
fn open_bracket_before(text: Text<'_>, at: usize) -> usize {
    text.eat_back(at, "(").map_or(at, |open| text.skip_blanks_back(open))
}

static COURT_NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let special = [
        "대판",
        "대결",
        "당원",
        "당 법원",
        "본원",
        "이 법원",
        "같은 법원",
        "같은 지원",
        "동 지원",
        "위 지원",
        "동 법원",
        "동원",
        "위 법원",
    ];
    Court::known_spellings().chain(special.into_iter().map(str::to_owned)).collect()
});

static COURT_TRIE: LazyLock<SuffixTrie> =
    LazyLock::new(|| SuffixTrie::new(COURT_NAMES.iter().map(String::as_str)));

/// The court that ends at `at`, with its start.
fn court_before(text: Text<'_>, at: usize) -> Option<(usize, CourtMention)> {
    if let Some((start, seat_end)) = branch_before(text, at) {
        return match seat_before(text, seat_end) {
            Some(seat) => Some((seat, named(text.between(seat, at))?)),
            // A bare branch says no seat; only 지원 is a court's name by itself.
            None => text.eat_back(at, "지원").and_then(|_| Some((start, named(text.between(start, at))?))),
        };
    }
    let found = COURT_TRIE.longest(text, at, |suffix| {
        let name = &COURT_NAMES[suffix.name];
        let foreign =
            text.eat_any_back(suffix.start, &["연방", "최고", "국제", "미국", "독일", "일본"]).is_some();
        // Short words such as 당원 and 동원 are also ends of other words.
        !foreign && (name.chars().count() > 3 || text.word_begins(suffix.start) || is_supreme(name))
    })?;
    let court = match COURT_NAMES[found.name].as_str() {
        "대판" | "대결" => CourtMention::Named(Court::supreme()),
        "당원" | "당 법원" | "본원" | "이 법원" => CourtMention::Deciding,
        "같은 법원" | "같은 지원" | "동 지원" | "위 지원" | "동 법원" | "동원" | "위 법원" => {
            CourtMention::Same
        }
        name => named(name)?,
    };
    Some((found.start, court))
}

fn is_supreme(name: &str) -> bool {
    matches!(name, "대법원" | "헌재" | "헌법재판소")
}

fn named(text: &str) -> Option<CourtMention> {
    Court::parse(text).map(CourtMention::Named)
}

/// A branch or panel that ends at `at`: where it begins, and where the name of its seat ends.
fn branch_before(text: Text<'_>, at: usize) -> Option<(usize, usize)> {
    if text.eat_back(at, ")").is_some() {
        let (open, _) = bracketed_name(text, at, 8)?;
        return Some((open, text.skip_blanks_back(open)));
    }
    let ending = text.eat_any_back(at, &["지원", "재판부", "시법원", "군법원"])?;
    let mut start = ending;
    // The name of a place has two to four syllables; a longer word is the seat glued to the branch.
    for c in text.before(ending).chars().rev().take(4) {
        if !is_hangul(c) || text.eat_any_back(start, &["지법", "법원", "고법", "가법"]).is_some() {
            break;
        }
        start -= c.len_utf8();
    }
    (start < ending).then(|| (start, text.skip_blanks_back(start)))
}

/// The start of a seat of the closed list that ends at `at`.
fn seat_before(text: Text<'_>, at: usize) -> Option<usize> {
    COURT_TRIE
        .longest(text, at, |suffix| COURT_NAMES[suffix.name].chars().count() > 3)
        .map(|suffix| suffix.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, String, &str) {
        let at = text.find('|').unwrap();
        let joined = text.replace('|', "");
        let head = head_before(Text(&joined), at);
        let court = match &head.court {
            CourtMention::Named(court) => court.name().to_owned(),
            CourtMention::None => "-".to_owned(),
            CourtMention::Deciding => "당원".to_owned(),
            CourtMention::Same => "같은".to_owned(),
        };
        let date = match head.date {
            DateMention::On(date) => date.to_string(),
            DateMention::None => "-".to_owned(),
            DateMention::Unreadable => "?".to_owned(),
            DateMention::SameDay => "같은 날".to_owned(),
        };
        (court, date, text.get(head.start..at).unwrap())
    }

    #[test]
    fn courts_and_dates_of_every_form_are_read_backwards() {
        for (text, court, date, quote) in [
            ("인정된다(대법원 2010. 10. 28. 선고 |", "대법원", "2010-10-28", "대법원 2010. 10. 28. 선고 "),
            ("나. 대법원 1981.9.22 선고 |", "대법원", "1981-09-22", "대법원 1981.9.22 선고 "),
            ("대법원 1998. 9. 2.자 |", "대법원", "1998-09-02", "대법원 1998. 9. 2.자 "),
            ("대법원 2013. 7. 11. 자 |", "대법원", "2013-07-11", "대법원 2013. 7. 11. 자 "),
            ("판결, 1985. 9. 10. 선고 |", "-", "1985-09-10", "1985. 9. 10. 선고 "),
            ("대법원 1991. 10. 25. |", "대법원", "1991-10-25", "대법원 1991. 10. 25. "),
            ("( 당원 1981.9.22 선고 |", "당원", "1981-09-22", "당원 1981.9.22 선고 "),
            ("서울가법 200 1. 7. 24. 선고 |", "서울가정법원", "2001-07-24", "서울가법 200 1. 7. 24. 선고 "),
            (
                "서울지법 남부지원 2000. 1. 5. 선고 |",
                "서울지방법원 남부지원",
                "2000-01-05",
                "서울지법 남부지원 2000. 1. 5. 선고 ",
            ),
            ("인천지법부천지원 |", "인천지방법원 부천지원", "-", "인천지법부천지원 "),
            ("대구가정법원 안동지원 |", "대구가정법원 안동지원", "-", "대구가정법원 안동지원 "),
            (
                "부산고법(창원) 2020. 1. 2. 선고 |",
                "부산고등법원 창원",
                "2020-01-02",
                "부산고법(창원) 2020. 1. 2. 선고 ",
            ),
            (
                "부산고등법원 2024. 3. 4. 선고 (창원)|",
                "부산고등법원",
                "2024-03-04",
                "부산고등법원 2024. 3. 4. 선고 (창원)",
            ),
            ("헌재 1999. 3. 25. |", "헌법재판소", "1999-03-25", "헌재 1999. 3. 25. "),
            ("제주지방법원(|", "제주지방법원", "-", "제주지방법원("),
            ("및 같은 날 선고 |", "-", "같은 날", "같은 날 선고 "),
            ("대판 1992. 10. 9, |", "대법원", "1992-10-09", "대판 1992. 10. 9, "),
            ("대법원 1953년 7월23일 선고 |", "대법원", "1953-07-23", "대법원 1953년 7월23일 선고 "),
            (
                "대법원 전원합의체 1977.9.28. 선고 |",
                "대법원",
                "1977-09-28",
                "대법원 전원합의체 1977.9.28. 선고 ",
            ),
            ("대판(전) 2018. 1. 25., |", "대법원", "2018-01-25", "대판(전) 2018. 1. 25., "),
            ("대법원(전합) 2018. 1. 25. 선고 |", "대법원", "2018-01-25", "대법원(전합) 2018. 1. 25. 선고 "),
            ("당원 1959.7.31 선고 단기 |", "당원", "1959-07-31", "당원 1959.7.31 선고 단기 "),
            ("대법원 2018-01-25 선고 |", "대법원", "2018-01-25", "대법원 2018-01-25 선고 "),
            ("연방대법원 1990. 1. 2. 선고 |", "-", "1990-01-02", "1990. 1. 2. 선고 "),
            ("원고가 위 |", "-", "-", ""),
            ("노동원 |", "-", "-", ""),
            ("대법원은 2018. 1. 25. 선고 |", "대법원", "2018-01-25", "2018. 1. 25. 선고 "),
            ("대법원 12.자 |", "대법원", "?", "대법원 12.자 "),
            ("당원 1959.12.선고 |", "당원", "?", "당원 1959.12.선고 "),
        ] {
            assert_eq!(read(text), (court.to_owned(), date.to_owned(), quote), "{text}");
        }
    }

    #[test]
    fn the_bench_behind_a_decision_is_that_of_the_decision() {
        for (text, en_banc) in [
            ("대법원 전원합의체 1981. 10. 13. 선고 ", true),
            ("대판(전) 2018. 1. 25. 선고 ", true),
            ("판결(전원합의체), 1983. 4. 12. 선고 ", false),
            ("판결(전원합의부), 대법원 1983. 4. 12. 선고 ", false),
        ] {
            assert_eq!(head_before(Text(text), text.len()).en_banc, en_banc, "{text}");
        }
    }

    #[test]
    fn the_word_above_is_seen() {
        assert!(head_before(Text("위 대법원 2013"), "위 대법원 ".len()).above);
        assert!(head_before(Text("위 단기 4290"), "위 단기 ".len()).above);
        assert!(!head_before(Text("단위 2013"), "단위 ".len()).above);
    }
}
