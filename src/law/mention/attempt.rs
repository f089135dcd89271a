//! Attempts: text that clearly means to cite a judgment and names no case number that there can be.
//!
//! `대법원 2013. 5. 9. 선고 2011다 판결`, `대판 2013다`, `2013갸1234 판결`, `대법원 2013. 5. 판결`. It is better to miss an attempt
//! than to stop a reader at prose: `대법원은 2013. 5. 9. 판결을 선고하였다` cites nothing. Looks only at what the scanners of
//! citations left over.

use super::date::{WrittenDate, date_at};
use super::number_like::{NumberLike, number_like};
use crate::case_number::CaseMark;
use crate::judgment::{Court, DecisionType};
use crate::reference::{CourtMention, DateMention, head_before};
use crate::scan::{DigitRuns, Text};
use panrye_text::span::Span;

/// A failed attempt to cite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attempt {
    /// From the court, the date or the number to the last word that belongs to it.
    pub(super) span: Span,
    pub(super) court: Option<Court>,
    pub(super) date: Option<WrittenDate>,
    pub(super) decision: Option<DecisionType>,
    /// Whether anything stands where the case number belongs.
    pub(super) has_number: bool,
    /// Whether 위 stands before it: it means a judgment that was named before.
    pub(super) above: bool,
}

/// The attempts of a text outside the spans `covered`, which ascend.
pub(super) fn attempts(text: &str, covered: &[Span]) -> Vec<Attempt> {
    let text = Text(text);
    let mut found = Vec::new();
    let mut taken = 0;
    let mut covered = covered.iter().copied().peekable();
    let mut runs = DigitRuns::new(text, 0, text.len());
    while let Some(run) = runs.next() {
        while let Some(span) = covered.next_if(|span| span.end <= run.start) {
            taken = taken.max(span.end);
        }
        let next = covered.peek().copied();
        if next.is_some_and(|span| span.contains(run)) {
            continue;
        }
        let Some(attempt) = attempt_at(text, run.start, taken) else { continue };
        if next.is_none_or(|span| !meets(text, &attempt, span)) {
            taken = attempt.span.end;
            runs.skip_to(taken);
            found.push(attempt);
        }
    }
    found
}

/// Whether a citation overlaps the attempt or gives its number in a bracket: `대법원 2013. 5. 9. 판결(2011다1)`.
fn meets(text: Text<'_>, attempt: &Attempt, citation: Span) -> bool {
    let between = text.between(attempt.span.end, citation.start.max(attempt.span.end)).trim_start();
    let inside = || between.strip_prefix('(').unwrap_or(between).trim_start().is_empty();
    let bracket = || inside() && text.byte(citation.start).is_ascii_digit();
    citation.start < attempt.span.end || (!attempt.has_number && bracket())
}

/// The attempt whose first digit stands at `at`. What stands before `taken` belongs to a citation or an attempt already.
fn attempt_at(text: Text<'_>, at: usize, taken: usize) -> Option<Attempt> {
    let head = head_before(text, at);
    let is_own = (taken..at).contains(&head.start);
    let court = match head.court {
        CourtMention::Named(court) if is_own && head.date == DateMention::None => Some(court),
        _ => None,
    };
    let start = if court.is_some() { head.start } else { at };
    let found = match date_at(text, at) {
        Some(date) => dated(text, date, court.as_ref()),
        None => undated(text, at, court.is_some()),
    }?;
    Some(Attempt { span: Span::new(start, found.end), court, above: head.above, ..found.attempt() })
}

/// What follows the court of an attempt.
struct Found {
    end: usize,
    date: Option<WrittenDate>,
    decision: Option<DecisionType>,
    has_number: bool,
}

impl Found {
    fn attempt(&self) -> Attempt {
        Attempt {
            span: Span::default(),
            court: None,
            date: self.date,
            decision: self.decision,
            has_number: self.has_number,
            above: false,
        }
    }
}

/// After a date: a number that is none, or none at all before 판결.
fn dated(text: Text<'_>, date: WrittenDate, court: Option<&Court>) -> Option<Found> {
    let after = text.skip_blanks(date.span.end);
    let pronounced = text.eat_any(after, &["선고", "자", "고지"]);
    let at = skip_comma(text, pronounced.unwrap_or(after));
    if pronounced.is_none() && court.is_none() {
        return None;
    }
    let found = |end, decision, has_number| Some(Found { end, date: Some(date), decision, has_number });
    if let Some((decision, end)) = decision_at(text, at) {
        // `선고한 판결`, `판결을 선고하였다`: what the court did, and no citation.
        return (court.is_some() && !is_event(text, end)).then(|| found(end, decision, false))?;
    }
    let number = number_like(text, at)?;
    match decision_at(text, skip_comma(text, number.end)) {
        Some((decision, end)) => found(end, decision, true),
        None => (pronounced.is_some() && number.is_compact && number.year_digits == 4 && is_marked(&number))
            .then(|| found(number.end, None, true))?,
    }
}

/// Without a date: a number that is none after a court (`대판 2013다`), or before 판결 (`2013갸1234 판결`).
fn undated(text: Text<'_>, at: usize, has_court: bool) -> Option<Found> {
    let number =
        number_like(text, at).filter(|number| !number.mark.is_empty() && !is_of_an_agency(number))?;
    let found = |end, decision| Some(Found { end, date: None, decision, has_number: true });
    let four = number.year_digits == 4;
    let serial = number.has_serial;
    match decision_at(text, skip_comma(text, number.end)) {
        Some((decision, end)) if has_court && (serial || four) => found(end, decision),
        Some((decision, end)) if four && serial && number.is_compact && stands_free(text, at) => {
            found(end, decision)
        }
        None if has_court && four && number.is_compact && (serial || ends_as_mark(text, at, &number)) => {
            found(number.end, None)
        }
        _ => None,
    }
}

/// A mark of the closed list, or digits behind one that is not in it.
fn is_marked(number: &NumberLike<'_>) -> bool {
    CaseMark::parse(number.mark).is_some() || (number.has_serial && !number.mark.is_empty())
}

/// `대판 2013다`, but not `대법원 2013도`, where 도 is a particle.
fn ends_as_mark(text: Text<'_>, at: usize, number: &NumberLike<'_>) -> bool {
    let short = text.eat_any_back(text.skip_blanks_back(at), &["대판", "대결"]).is_some();
    let particle = matches!(number.mark, "가" | "이" | "도" | "나" | "과" | "라" | "로" | "마" | "의" | "은");
    CaseMark::parse(number.mark).is_some()
        && (short || !particle)
        && text.char_at(number.end).is_none_or(|c| !c.is_alphanumeric())
}

/// Files of prosecutors, bailiffs, deposit offices and the patent office are no case numbers of courts.
fn is_of_an_agency(number: &NumberLike<'_>) -> bool {
    number.mark.ends_with('제')
        || matches!(number.mark, "당" | "원" | "정" | "본" | "취소판결" | "등기" | "접수" | "금")
}

fn stands_free(text: Text<'_>, at: usize) -> bool {
    const AGENCIES: [&str; 9] = ["국심", "조심", "행심", "감심", "이심", "심사", "적부", "관심", "제"];
    text.word_begins(at)
        && !text.char_before(at).is_some_and(|c| matches!(c, '-' | '_' | '/' | '.'))
        && text.eat_any_back(text.skip_blanks_back(at), &AGENCIES).is_none()
}

fn skip_comma(text: Text<'_>, at: usize) -> usize {
    let at = text.skip_blanks(at);
    text.eat(at, ",").map_or(at, |after| text.skip_blanks(after))
}

/// 판결, 결정 or 명령 at `at`, perhaps of the whole bench, with its end.
fn decision_at(text: Text<'_>, at: usize) -> Option<(Option<DecisionType>, usize)> {
    let bench = text.eat_any(at, &["전원합의체", "전원재판부", "전합"]);
    let at = bench.map_or(at, |end| text.skip_blanks(end));
    let word = [DecisionType::Judgment, DecisionType::Ruling, DecisionType::Order]
        .into_iter()
        .find_map(|kind| Some((Some(kind), text.eat(at, kind.korean())?)));
    word.or_else(|| bench.map(|end| (None, end)))
}

/// Whether the words after 판결 tell that it was given.
fn is_event(text: Text<'_>, end: usize) -> bool {
    const DONE: [&str; 10] = ["선고", "하였", "하여", "했", "내렸", "내려", "내린", "있었", "받았", "확정"];
    let after = text.eat_any(end, &["을", "를", "이", "문을"]).unwrap_or(end);
    text.eat_any(text.skip_blanks(after), &DONE).is_some()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str) -> Vec<&str> {
        attempts(text, &[]).iter().map(|attempt| attempt.span.of(text)).collect()
    }

    #[test]
    fn what_means_to_cite_and_fails_is_found() {
        for (text, quote) in [
            ("이는 대법원 2013. 5. 판결의 취지이다", "대법원 2013. 5. 판결"),
            ("대법원 2013. 5. 9. 판결에 따르면", "대법원 2013. 5. 9. 판결"),
            ("대법원 2013. 5. 9. 선고 판결 참조", "대법원 2013. 5. 9. 선고 판결"),
            ("대법원 2013년 5월 9일 전원합의체 판결 참조", "대법원 2013년 5월 9일 전원합의체 판결"),
            ("(대법원 2013. 5. 9. 선고 2011다 판결 참조)", "대법원 2013. 5. 9. 선고 2011다 판결"),
            ("대법원 2013. 5. 9. 선고 2011다 등 참조", "대법원 2013. 5. 9. 선고 2011다"),
            ("대법원 2013. 5. 9. 선고 다24904 판결", "대법원 2013. 5. 9. 선고 다24904 판결"),
            ("대법원 2013. 5. 9. 선고 2011-다-24904 판결", "대법원 2013. 5. 9. 선고 2011-다-24904 판결"),
            ("대법원 2013. 5. 9. 선고 2011 24904 판결", "대법원 2013. 5. 9. 선고 2011 24904 판결"),
            ("대법원 2013. 5. 9. 선고 제2011갸1호 판결", "대법원 2013. 5. 9. 선고 제2011갸1호 판결"),
            ("대법원 2013. 5. 9. 선고 2011다○○○○ 판결", "대법원 2013. 5. 9. 선고 2011다○○○○ 판결"),
            ("대법원 2013. 5. 9. 선고 2011다XXXX 판결", "대법원 2013. 5. 9. 선고 2011다XXXX 판결"),
            ("대법원 2013. 5. 9. 선고 2011da24904 판결", "대법원 2013. 5. 9. 선고 2011da24904 판결"),
            ("대법원 2013. 5. 9. 선고 3011다24904 판결", "대법원 2013. 5. 9. 선고 3011다24904 판결"),
            ("대법원 2013. 13. 45. 선고 2011다 판결", "대법원 2013. 13. 45. 선고 2011다 판결"),
            ("2013. 5. 9.자 2011갸1 결정", "2013. 5. 9.자 2011갸1 결정"),
            ("서울고법 2012나1234567890 판결", "서울고법 2012나1234567890 판결"),
            ("대판 2013다", "대판 2013다"),
            ("대법원 2013갸1234", "대법원 2013갸1234"),
            ("대법원 2013다 판결", "대법원 2013다 판결"),
            ("이른바 2013갸1234 판결에서", "2013갸1234 판결"),
        ] {
            assert_eq!(found(text), [quote], "{text}");
        }
    }

    #[test]
    fn prose_is_no_attempt() {
        for text in [
            "대법원 판결에 따르면",
            "대법원은 2013. 5. 9. 판결을 선고하였다",
            "대법원은 2013. 5. 9. 원심판결을 파기하였다",
            "대법원 2013. 5. 9. 판결 선고 전에",
            "대법원 2013. 5. 9. 판결이 확정되었다",
            "대법원이 2013년 5월 판결한 것",
            "대법원 2013년 5월 판결",
            "대법원 2018년 판결",
            "대법원 13인 전원합의체 판결",
            "대법원 2부 판결",
            "대법원 2013도 같은 취지이다",
            "2013. 5. 9. 판결을 받았다",
            "2013. 5. 9. 선고된 판결",
            "2013. 5. 9. 계약을 체결하였고 2014. 1. 2. 해지하였다",
            "대법원 2013. 5. 9. 선고 후 3개월 내에 결정",
            "서울중앙지방검찰청 2013형제1234 사건",
            "서울중앙지방법원 2013금제1234호",
            "부산지방법원 2016본5571호로 강제집행을 신청하였다",
            "국심 2013갸1234 결정",
            "특허심판원 2013당1234 심결",
            "2013년 3월 15일 판결",
            "민법 제750조 제1항에 관한 판결",
            "갑 제12호증의 1 판결문",
            "2013회계연도 결정",
            "1,000만 원의 지급명령",
            "서울고등법원 2013년 제1차 결정",
            "010-1234-5678",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn an_attempt_before_a_citation_is_found_all_the_same() {
        let text = "대법원 2013갸1234 판결, 대법원 2011다1 판결";
        let next = text.rfind("대법원").unwrap();
        let found = attempts(text, &[Span::new(next, text.len())]);
        assert_eq!(found[0].span.of(text), "대법원 2013갸1234 판결");
    }

    #[test]
    fn two_attempts_do_not_share_a_court() {
        assert_eq!(found("대법원 대법원 2011대법원 판결2011갸12"), ["대법원 2011대법원 판결"]);
        let text = "대법원 2013갸1 판결";
        let court = Span::new(0, "대법원".len());
        let apart = attempts(text, &[court]);
        assert_eq!(apart[0].span.of(text), "2013갸1 판결");
        assert_eq!(apart[0].court, None);
    }

    #[test]
    fn a_number_in_a_bracket_behind_makes_it_a_citation() {
        for text in ["대법원 2013. 5. 9. 판결(2011다1", "대법원 2013. 5. 9. 판결 2011다1"] {
            let number = text.find("2011").unwrap();
            assert!(attempts(text, &[Span::new(number, text.len())]).is_empty(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn attempts_stand_in_the_text_and_apart(text in "(대법원 |대판 |2013\\. ?5\\. ?(9\\. ?)?|선고 ?|자 |2011다?|갸12|판결|[가-각 .,()○0-9]){0,12}") {
            let mut last = 0;
            for attempt in attempts(&text, &[]) {
                prop_assert!(attempt.span.start >= last && !attempt.span.is_empty());
                prop_assert!(text.get(attempt.span.start..attempt.span.end).is_some());
                last = attempt.span.end;
            }
        }
    }
}
