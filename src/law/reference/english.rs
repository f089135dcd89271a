//! Citations in English, in the form of the courts' own translations:
//! `Supreme Court en banc Decision 2009Da1 decided May 13, 2010`, `Constitutional Court 2004Hun-Ma554, Oct. 21, 2004`.
//!
//! Reads court, kind of decision, numbers and date around a number in Latin letters. A number without a court counts
//! where it continues a list or its mark is one of the Constitutional Court.

use super::case_head::{CaseHead, CourtMention, DateMention};
use super::case_scan::{CaseGroup, Suffix};
use crate::case_number::{CaseNumber, roman_number_at};
use crate::judgment::{Court, CourtLevel, DecisionDate, DecisionType};
use crate::scan::Text;
use panrye_text::span::Span;

/// The most numbers of one decision.
const MAX_NUMBERS: usize = 64;

const CITIES: [(&str, &str); 18] = [
    ("seoul", "서울"),
    ("busan", "부산"),
    ("daegu", "대구"),
    ("gwangju", "광주"),
    ("daejeon", "대전"),
    ("suwon", "수원"),
    ("incheon", "인천"),
    ("ulsan", "울산"),
    ("changwon", "창원"),
    ("uijeongbu", "의정부"),
    ("chuncheon", "춘천"),
    ("cheongju", "청주"),
    ("jeonju", "전주"),
    ("jeju", "제주"),
    ("masan", "마산"),
    ("pusan", "부산"),
    ("taegu", "대구"),
    ("kwangju", "광주"),
];

/// Kinds of court, longer ones first.
const KINDS: [(&str, &str); 10] = [
    ("central district court", "중앙지방법원"),
    ("eastern district court", "동부지방법원"),
    ("southern district court", "남부지방법원"),
    ("northern district court", "북부지방법원"),
    ("western district court", "서부지방법원"),
    ("administrative court", "행정법원"),
    ("bankruptcy court", "회생법원"),
    ("district court", "지방법원"),
    ("family court", "가정법원"),
    ("high court", "고등법원"),
];

/// Courts that there is one of, in full and as citations shorten them; longer ones first.
const WHOLE: [(&str, &str); 11] = [
    ("supreme court", "대법원"),
    ("[sup. ct.]", "대법원"),
    ("sup. ct.", "대법원"),
    ("[s. ct.]", "대법원"),
    ("s. ct.", "대법원"),
    ("daebeobwon", "대법원"),
    ("constitutional court", "헌법재판소"),
    ("[const. ct.]", "헌법재판소"),
    ("const. ct.", "헌법재판소"),
    ("hunbeopjaepanso", "헌법재판소"),
    ("patent court", "특허법원"),
];

/// The citation whose first number begins with the digits at `digits`.
pub(super) fn english_at(text: Text<'_>, digits: Span) -> Option<(CaseHead, CaseGroup)> {
    let (first, span) = roman_number_at(text.0, digits.start)?;
    let mut head = head_of(text, span.start);
    let (numbers, numbers_end) = joined(text, first, span.end);
    let mut end = numbers_end;
    if let Some(after) = date_after(text, numbers_end) {
        end = after.end;
        head.case.date = DateMention::On(after.date);
        if let (CourtMention::None, Some(court)) = (&head.case.court, after.court) {
            head.case.court = CourtMention::Named(court);
        }
    }
    head.case.pronounced = head.case.date != DateMention::None;
    let constitutional = first.mark().to_string().starts_with('헌');
    if constitutional && head.case.court == CourtMention::None {
        head.case.court = CourtMention::Named(Court::parse("헌법재판소")?);
    }
    let decision = match head.kind {
        Some(Kind::Decision) if constitutional => Some(DecisionType::Ruling),
        Some(Kind::Decision) => Some(DecisionType::Judgment),
        Some(Kind::Order) => Some(DecisionType::Ruling),
        None => None,
    };
    let group = CaseGroup {
        span: Span::new(span.start, end),
        numbers,
        en_banc: false,
        decision,
        weak: head.case.court == CourtMention::None,
        suffix: Suffix::None,
    };
    Some((head.case, group))
}

/// What stands before a number.
struct Head {
    case: CaseHead,
    kind: Option<Kind>,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Decision,
    Order,
}

fn head_of(text: Text<'_>, start: usize) -> Head {
    let mut case = CaseHead {
        start,
        court: CourtMention::None,
        date: DateMention::None,
        pronounced: false,
        above: false,
        en_banc: false,
    };
    let mut at = start;
    for word in ["no.", "nos.", "case", "cases"] {
        at = word_back(text, at, word).unwrap_or(at);
    }
    let decisions = ["decision", "decisions", "judgment", "judgments"].map(|word| (word, Kind::Decision));
    let orders = ["order", "orders", "ruling", "rulings"].map(|word| (word, Kind::Order));
    if let Some((before, date)) = date_before(text, at) {
        case.date = DateMention::On(date);
        at = before;
    }
    let found =
        decisions.into_iter().chain(orders).find_map(|(word, kind)| Some((word_back(text, at, word)?, kind)));
    if let Some((before, _)) = found {
        at = before;
    }
    for bench in ["en banc", "(en banc)", "full bench"] {
        if let Some(before) = word_back(text, at, bench) {
            (at, case.en_banc) = (before, true);
        }
    }
    let at = word_back(text, at, ",").unwrap_or(at);
    if let Some((court_start, court)) = court_back(text, at) {
        case.start = court_start;
        case.court = CourtMention::Named(court);
    }
    Head { case, kind: found.map(|(_, kind)| kind) }
}

/// Where `word` begins if it ends before the blanks at `at`, in letters of either case.
fn word_back(text: Text<'_>, at: usize, word: &str) -> Option<usize> {
    let end = text.skip_blanks_back(at);
    let start = end.checked_sub(word.len())?;
    let written = text.0.get(start..end)?;
    let whole = !word.starts_with(|c: char| c.is_alphabetic()) || text.word_begins(start);
    (written.eq_ignore_ascii_case(word) && whole).then_some(start)
}

fn court_back(text: Text<'_>, at: usize) -> Option<(usize, Court)> {
    let at = word_back(text, at, "of korea").unwrap_or(at);
    let whole = WHOLE.into_iter().find_map(|(english, korean)| Some((word_back(text, at, english)?, korean)));
    if let Some((start, korean)) = whole {
        // `Daebeobwon [S. Ct.]`
        let name = ["daebeobwon", "supreme court", "hunbeopjaepanso", "constitutional court"];
        let start = name.into_iter().find_map(|name| word_back(text, start, name)).unwrap_or(start);
        return Some((start, Court::parse(korean)?));
    }
    let (kind_start, kind) =
        KINDS.into_iter().find_map(|(english, korean)| Some((word_back(text, at, english)?, korean)))?;
    let (start, city) = CITIES
        .into_iter()
        .find_map(|(english, korean)| Some((word_back(text, kind_start, english)?, korean)))?;
    let court = Court::parse(&format!("{city}{kind}"))?;
    (court.level() != CourtLevel::Other).then_some((start, court))
}

/// The numbers of one decision: `2013Da43994, 44003`, `2009Da1 and 2009Da2`.
fn joined(text: Text<'_>, first: CaseNumber, end: usize) -> (Vec<CaseNumber>, usize) {
    let mut numbers = vec![first];
    let mut end = end;
    while numbers.len() < MAX_NUMBERS {
        let at = text.skip_blanks(end);
        let Some(after) = text.eat_any(at, &[",", "&", "and ", "·", "ㆍ"]) else { break };
        let at = text.skip_blanks(after);
        let next = roman_number_at(text.0, at).or_else(|| serial_at(text, at, first));
        let Some((number, span)) = next else { break };
        numbers.push(number);
        end = span.end;
    }
    (numbers, end)
}

/// A serial alone, in the year and with the mark of the number before; a date must follow somewhere behind it.
fn serial_at(text: Text<'_>, at: usize, first: CaseNumber) -> Option<(CaseNumber, Span)> {
    let end = text.digits_end(at);
    let serial = text.between(at, end).parse().ok().filter(|_| (3..=7).contains(&(end - at)))?;
    let goes_on = date_after(text, end).is_some() || text.eat_any(text.skip_blanks(end), &DECIDED).is_some();
    goes_on.then(|| (CaseNumber::new(first.year(), first.mark(), serial), Span::new(at, end)))
}

/// Words between a number and its date.
const DECIDED: [&str; 8] =
    ["decided", "Decided", "rendered", "Rendered", "dated", "Dated", "delivered", "Delivered"];

/// What stands behind the numbers.
struct After {
    end: usize,
    date: DecisionDate,
    court: Option<Court>,
}

/// `decided May 13, 2010`, `, Oct. 21, 2004`, `(Sup. Ct., July 7, 2011)`: the date behind the numbers.
fn date_after(text: Text<'_>, end: usize) -> Option<After> {
    let at = text.skip_blanks(end);
    let at =
        text.eat_any(at, &["(consolidated)", "(Consolidated)"]).map_or(at, |after| text.skip_blanks(after));
    let open = text.eat(at, "(");
    let at = open.or_else(|| text.eat(at, ",")).map_or(at, |after| text.skip_blanks(after));
    let (at, court) = court_at(text, at).map_or((at, None), |(after, court)| (after, Some(court)));
    let at = text.eat_any(at, &DECIDED).map_or(at, |after| text.skip_blanks(after));
    let at = text.eat_any(at, &["on ", "of "]).map_or(at, |after| text.skip_blanks(after));
    let (end, date) = date_at(text, at)?;
    let end = open.and_then(|_| text.eat(end, ")")).unwrap_or(end);
    Some(After { end, date, court })
}

/// `Sup. Ct., ` before the date in a bracket, with what follows it.
fn court_at(text: Text<'_>, at: usize) -> Option<(usize, Court)> {
    WHOLE.into_iter().find_map(|(english, korean)| {
        let end = at + english.len();
        let is_here = text.0.get(at..end)?.eq_ignore_ascii_case(english);
        let end = text.eat(end, " of Korea").unwrap_or(end);
        let end = text.eat(end, ",").unwrap_or(end);
        Some((text.skip_blanks(end), Court::parse(korean).filter(|_| is_here)?))
    })
}

/// A date that ends before the blanks at `at`, with where it begins: `Decision of March 2, 2007, Case No. `.
fn date_before(text: Text<'_>, at: usize) -> Option<(usize, DecisionDate)> {
    /// The longest date, in bytes.
    const LONGEST: usize = 24;
    let end = word_back(text, at, ",")?;
    let from = text.boundary(end.saturating_sub(LONGEST));
    let (start, date) = text.between(from, end).char_indices().find_map(|(offset, _)| {
        let start = from + offset;
        let (date_end, date) = date_at(text, start).filter(|_| text.word_begins(start))?;
        (date_end == end).then_some((start, date))
    })?;
    let before = ["of", "on", "decided", "rendered", "dated", "delivered"];
    let start = before.into_iter().find_map(|word| word_back(text, start, word)).unwrap_or(start);
    Some((start, date))
}

/// `May 13, 2010`, `13 May 2010`
fn date_at(text: Text<'_>, at: usize) -> Option<(usize, DecisionDate)> {
    let (month, day, after) = month_and_day(text, at).or_else(|| day_and_month(text, at))?;
    let after = text.eat_any(after, &[","]).unwrap_or(after);
    let (year, end) = text.number(text.skip_blanks(after))?;
    let date = DecisionDate::parse(&format!("{year}.{month}.{day}")).filter(|_| year >= 1900)?;
    Some((end, date))
}

fn month_and_day(text: Text<'_>, at: usize) -> Option<(usize, u32, usize)> {
    let (month, after) = month_at(text, at)?;
    let (day, after) = text.number(text.skip_blanks(after))?;
    Some((month, day, after))
}

fn day_and_month(text: Text<'_>, at: usize) -> Option<(usize, u32, usize)> {
    let (day, after) = text.number(at)?;
    let (month, after) = month_at(text, text.skip_blanks(after))?;
    Some((month, day, after))
}

/// A month by its name or its first three letters, from 1.
fn month_at(text: Text<'_>, at: usize) -> Option<(usize, usize)> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    MONTHS.iter().zip(1..).find_map(|(name, month)| {
        let short = name.get(..3)?;
        let end = text.eat(at, name).or_else(|| {
            let end = text.eat(at, short)?;
            Some(text.eat_any(end, &["t.", "."]).unwrap_or(end))
        })?;
        Some((month, end))
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Context, references_in};

    fn read(text: &str) -> Vec<String> {
        let found = references_in(text, &Context::default()).citations;
        found
            .iter()
            .map(|citation| {
                let numbers: Vec<_> = citation.numbers.iter().map(ToString::to_string).collect();
                format!(
                    "{}|{}|{}|{}{}|{}",
                    citation.court.as_ref().map_or("-", |court| court.name()),
                    citation.date.map_or("-".to_owned(), |date| date.to_string()),
                    numbers.join(" "),
                    citation.decision.map_or("-", |decision| decision.korean()),
                    if citation.en_banc { "(전)" } else { "" },
                    citation.quote,
                )
            })
            .collect()
    }

    #[test]
    fn citations_in_english_are_read() {
        for (text, rows) in [
            (
                "See Supreme Court Decision 2009Da1 Decided May 13, 2010.",
                vec!["대법원|2010-05-13|2009다1|판결|Supreme Court Decision 2009Da1 Decided May 13, 2010"],
            ),
            (
                "the Supreme Court en banc Decision 2013Da43994, 44003 decided Feb. 12, 2015",
                vec![
                    "대법원|2015-02-12|2013다43994 2013다44003|판결(전)|Supreme Court en banc Decision 2013Da43994, 44003 decided Feb. 12, 2015",
                ],
            ),
            (
                "Supreme Court Order 83Mo53 dated December 30, 1983; Seoul High Court Judgment 2009Na1234 rendered on July 7, 2011",
                vec![
                    "대법원|1983-12-30|83모53|결정|Supreme Court Order 83Mo53 dated December 30, 1983",
                    "서울고등법원|2011-07-07|2009나1234|판결|Seoul High Court Judgment 2009Na1234 rendered on July 7, 2011",
                ],
            ),
            (
                "Constitutional Court Decision 2004Hun-Ma554, Oct. 21, 2004; 2009Hun-Ba1",
                vec![
                    "헌법재판소|2004-10-21|2004헌마554|결정|Constitutional Court Decision 2004Hun-Ma554, Oct. 21, 2004",
                    "헌법재판소|-|2009헌바1|-|2009Hun-Ba1",
                ],
            ),
            (
                "Supreme Court Decision No. 2009Da1 decided on 13 June 2011",
                vec![
                    "대법원|2011-06-13|2009다1|판결|Supreme Court Decision No. 2009Da1 decided on 13 June 2011",
                ],
            ),
            (
                "2009Da1 (Sup. Ct., Mar. 2, 2011), Daebeobwon [S. Ct.], Mar. 2, 2011, 2009Da2 (S. Kor.)",
                vec![
                    "대법원|2011-03-02|2009다1|-|2009Da1 (Sup. Ct., Mar. 2, 2011)",
                    "대법원|2011-03-02|2009다2|-|Daebeobwon [S. Ct.], Mar. 2, 2011, 2009Da2",
                ],
            ),
            (
                "Supreme Court [S. Ct.], 2009Da1, Mar. 2, 2011 (S. Kor.)",
                vec!["대법원|2011-03-02|2009다1|-|Supreme Court [S. Ct.], 2009Da1, Mar. 2, 2011"],
            ),
            (
                "Supreme Court Decision of March 2, 2011, Case No. 2009Da1; Supreme Court of Korea, 2015Da24904, 24911, Jan. 1, 2017",
                vec![
                    "대법원|2011-03-02|2009다1|판결|Supreme Court Decision of March 2, 2011, Case No. 2009Da1",
                    "대법원|2017-01-01|2015다24904 2015다24911|-|Supreme Court of Korea, 2015Da24904, 24911, Jan. 1, 2017",
                ],
            ),
            (
                "Supreme Court Decision 2015Da24904·24911 decided January 2, 2017 and 2015Da24904, 24911 (consolidated) decided January 2, 2017",
                vec![
                    "대법원|2017-01-02|2015다24904 2015다24911|판결|Supreme Court Decision 2015Da24904·24911 decided January 2, 2017",
                    "대법원|2017-01-02|2015다24904 2015다24911|-|2015Da24904, 24911 (consolidated) decided January 2, 2017",
                ],
            ),
            (
                "Supreme Court Decision 2005 Da 32999 decided May 13, 2010, Constitutional Court 2004 Hun-Ma 554",
                vec![
                    "대법원|2010-05-13|2005다32999|판결|Supreme Court Decision 2005 Da 32999 decided May 13, 2010",
                    "헌법재판소|-|2004헌마554|-|Constitutional Court 2004 Hun-Ma 554",
                ],
            ),
            ("Supreme Court 2009da1.", vec!["대법원|-|2009다1|-|Supreme Court 2009da1"]),
            ("In 2009 Do 5 things. In 2010 da 3", vec![]),
            ("Model 2009Da1 was sold in 2010.", vec![]),
            ("ISO 9001Da1, 2009Xy3, 2009da1", vec![]),
        ] {
            assert_eq!(read(text), rows, "{text}");
        }
    }
}
