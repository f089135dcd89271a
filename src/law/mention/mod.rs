//! Mentions: everything in a brief that names a judgment, or means to.
//!
//! Joins the citations that the scanners read with the attempts that they left over, and says what stands written
//! beside the number. No index is asked.

mod attempt;
mod date;
mod number_like;
mod reading;

use std::collections::{HashMap, HashSet};

use crate::case_number::CaseNumber;
use crate::judgment::{Court, CourtLevel, DecisionDate, DecisionType};
use crate::reference::{Citation, Context, CourtMention, DateMention, head_before, references_in};
use crate::scan::{DigitRuns, Text};
use attempt::{Attempt, attempts};
use date::date_at;
use number_like::is_mask;
use panrye_text::span::Span;
use reading::Reading;

/// The longest text between 사건 and the number of the brief's own case, in bytes.
const MAX_CAPTION: usize = 120;

/// How far into a bracket its date may stand, in bytes: the longest name of a court.
const MAX_BESIDE: usize = 64;

/// The most numbers of its own that a brief has.
const MAX_OWN: usize = 32;

/// One mention of a judgment in a brief.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands: bytes of the brief.
    pub span: Span,
    /// The text at the span.
    pub quote: String,
    /// The court that is written, or that the list hands on.
    pub court: Option<Court>,
    /// The date that is written, or that the list hands on.
    pub date: Option<DecisionDate>,
    /// A date that is written and that the calendar does not have, or that lacks its day.
    pub impossible_date: Option<String>,
    /// 판결, 결정 or 명령, where it is written.
    pub decision: Option<DecisionType>,
    /// Whether it is called a decision of the full court (전원합의체, 전원재판부).
    pub en_banc: bool,
    /// Every case number in full; none where the mention is no more than an attempt to cite.
    pub numbers: Vec<CaseNumber>,
    /// Whether it repeats the number of an earlier mention and nothing else.
    pub repeats: bool,
}

/// Every mention of a judgment in a brief, in order. The brief's own number after 사건 is none.
pub fn mentions(brief: &str) -> Vec<Mention> {
    let reading = Reading::of(brief);
    let text = Text(reading.text());
    let citations = references_in(text.0, &Context::default()).citations;
    let own = own_numbers(text, &citations);
    let context = Context { case_numbers: &own, ..Context::default() };
    let citations = if own.is_empty() { citations } else { references_in(text.0, &context).citations };
    let mut covered: Vec<Span> = citations.iter().map(|citation| citation.span).collect();
    covered.extend(captions(text, &own));
    covered.sort_unstable();
    let attempts = attempts(text.0, &covered);
    let mut known = HashSet::new();
    let mut found: Vec<Mention> = Vec::with_capacity(citations.len());
    // Where each date is first written: a later attempt with the date alone is a short form.
    let mut dated = HashMap::new();
    for citation in citations {
        let mention = of_citation(text, citation, &known);
        known.extend(mention.numbers.iter().copied());
        if let Some(date) = mention.date {
            dated.entry(date).or_insert(mention.span.start);
        }
        found.push(mention);
    }
    let is_short_form = |attempt: &Attempt| {
        let first = attempt.date.and_then(|date| dated.get(&date.date?));
        !attempt.has_number && (attempt.above || first.is_some_and(|&at| at < attempt.span.start))
    };
    let failed: Vec<Mention> = attempts
        .iter()
        .filter(|attempt| !is_short_form(attempt))
        .map(|attempt| of_attempt(text, attempt))
        .collect();
    found.extend(failed);
    found.sort_by_key(|mention| mention.span.start);
    for mention in &mut found {
        mention.span = reading.source(mention.span);
        mention.span.of(brief).clone_into(&mut mention.quote);
    }
    found
}

/// The numbers of the case that the brief is written for: `사    건  2023가합12345 손해배상(기)`.
fn own_numbers(text: Text<'_>, citations: &[Citation]) -> Vec<CaseNumber> {
    let is_caption = |citation: &&Citation| {
        let start = text.boundary(citation.span.start.saturating_sub(MAX_CAPTION));
        let line = text.between(start, citation.span.start).rsplit('\n').next().unwrap_or_default();
        let head: String = line.chars().filter(|c| c.is_alphanumeric()).collect();
        let court = citation
            .court
            .as_ref()
            .is_some_and(|_| !citation.quote.starts_with(|c: char| c.is_ascii_digit()));
        matches!(head.as_str(), "사건" | "사건번호" | "사건의표시" | "1사건의표시")
            && citation.date.is_none()
            && !court
    };
    let own = citations.iter().filter(is_caption).flat_map(|citation| citation.numbers.iter().copied());
    own.take(MAX_OWN).collect()
}

/// Where the own numbers stand, so that no attempt is seen in them.
fn captions(text: Text<'_>, own: &[CaseNumber]) -> Vec<Span> {
    let places = |number: &CaseNumber| {
        let written = number.to_string();
        memchr::memmem::find_iter(text.0.as_bytes(), written.as_bytes())
            .map(|at| Span::new(at, at + written.len()))
            .collect::<Vec<_>>()
    };
    own.iter().flat_map(places).collect()
}

fn of_citation(text: Text<'_>, citation: Citation, known: &HashSet<CaseNumber>) -> Mention {
    let bare =
        date_at(text, citation.span.start).is_none() && text.byte(citation.span.start).is_ascii_digit();
    let repeats = bare && citation.numbers.iter().any(|number| known.contains(number));
    let mut mention = Mention {
        span: citation.span,
        quote: String::new(),
        court: citation.court,
        // A short mention says no date; the one that it repeats is checked where it is written.
        date: citation.date.filter(|_| !repeats),
        impossible_date: None,
        decision: citation.decision,
        en_banc: citation.en_banc,
        numbers: citation.numbers,
        repeats,
    };
    if mention.date.is_none() {
        mention.impossible_date = impossible_date(text, mention.span);
    }
    if mention.date.is_none() && mention.impossible_date.is_none() {
        read_beside(text, &mut mention);
    }
    // The courts before the republic are not in the list.
    let is_listed = mention.date.is_none_or(|date| date.year() > 1945);
    if mention.court.is_none() && !mention.repeats && is_listed {
        mention.court = unknown_court(text, mention.span.start);
    }
    // What says a date of its own does more than repeat.
    mention.repeats &= mention.date.is_none() && mention.impossible_date.is_none();
    cut_serial(text, &mut mention);
    mention
}

/// What stands before a citation as the name of a court and is no court's: `서울강남지방법원 2011. 3. 3. 선고 2010가합1 판결`.
fn unknown_court(text: Text<'_>, at: usize) -> Option<Court> {
    const KINDS: [&str; 6] = ["지방법원", "고등법원", "가정법원", "행정법원", "회생법원", "특별법원"];
    let end = text.skip_blanks_back(at);
    let before = text.between(text.boundary(end.saturating_sub(MAX_BESIDE)), end);
    let start = before
        .rfind(|c: char| !('가'..='힣').contains(&c))
        .map_or(0, |at| at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
    let name = before.get(start..)?;
    let is_named = KINDS.iter().any(|kind| name.strip_suffix(kind).is_some_and(|seat| !seat.is_empty()));
    let court = is_named.then(|| Court::parse(name)).flatten()?;
    (court.level() == CourtLevel::Other).then_some(court)
}

/// A date in the mention that could not be read as one.
fn impossible_date(text: Text<'_>, span: Span) -> Option<String> {
    let dates = DigitRuns::new(text, span.start, span.end).find_map(|run| date_at(text, run.start));
    dates
        .filter(|date| date.date.is_none() && date.span.end < span.end)
        .map(|date| date.span.of(text.0).to_owned())
}

/// Court and date beside the mention: `대법원 2013. 5. 9. 판결(2011다1)`, `2011다1 판결(2013. 5. 9. 선고)`,
/// `2013. 5. 9. 선고 대법원 2011다1 판결`.
fn read_beside(text: Text<'_>, mention: &mut Mention) {
    let start = text.skip_blanks_back(mention.span.start);
    let open = text.eat_back(start, "(").map_or(start, |open| text.skip_blanks_back(open));
    let word = text.eat_any_back(open, &["판결", "결정"]);
    let at = word.unwrap_or(start);
    let head = head_before(text, at);
    let speaks = head.pronounced || (word.is_some() && !mention.repeats);
    if let DateMention::On(date) = head.date
        && speaks
    {
        mention.date = Some(date);
        if let (CourtMention::Named(court), None) = (head.court, &mention.court) {
            mention.court = Some(court);
        }
        return;
    }
    let after = text.skip_blanks(mention.span.end);
    let after = text.eat_any(after, &["사건", "판결", "결정"]).map_or(after, |after| text.skip_blanks(after));
    let Some(inside) = text.eat_any(after, &["(", "[", ","]) else { return };
    let listed = text.byte(inside - 1) == b',';
    let inside = text.skip_blanks(inside);
    let Some(digits) = DigitRuns::new(text, inside, text.boundary(inside + MAX_BESIDE)).next() else {
        return;
    };
    let Some(date) = date_at(text, digits.start) else { return };
    // `2011다2 (대법원 2019. 9. 9.)`: nothing but a court before the date.
    let head = head_before(text, digits.start);
    let court = match head.court {
        CourtMention::Named(court) if head.start == inside && inside < digits.start => Some(court),
        _ if digits.start == inside => None,
        _ => return,
    };
    let end = text.skip_blanks(date.span.end);
    let said = text.eat_any(end, &["선고", "자"]);
    let end = said.map_or(end, |end| text.skip_blanks(end));
    // `2011다2, 2019. 9. 9. 선고`: behind a comma the date may be that of the next one.
    let closes = if listed {
        said.is_some() && matches!(text.char_at(end), None | Some('.' | '\n' | ')'))
    } else {
        text.eat_any(end, &[")", "]", "판결)", "결정)", "판결]", "결정]", ","]).is_some()
    };
    if closes {
        mention.court = mention.court.take().or(court);
        mention.date = date.date;
        mention.impossible_date = date.date.is_none().then(|| date.span.of(text.0).to_owned());
    }
}

/// `2015다2490X`: the number goes on with what is no digit, so that it is not the one that was read.
fn cut_serial(text: Text<'_>, mention: &mut Mention) {
    let end = mention.span.end;
    let is_rest = |c: &char| c.is_ascii_alphanumeric() || is_mask(*c);
    let cut = text.byte(end.wrapping_sub(1)).is_ascii_digit();
    let rest: usize = text.after(end).chars().take_while(is_rest).map(char::len_utf8).sum();
    if cut && rest > 0 {
        mention.span.end += rest;
        mention.numbers.clear();
    }
}

fn of_attempt(text: Text<'_>, attempt: &Attempt) -> Mention {
    let impossible = attempt.date.filter(|date| date.date.is_none());
    Mention {
        span: attempt.span,
        quote: String::new(),
        court: attempt.court.clone(),
        date: attempt.date.and_then(|date| date.date),
        impossible_date: impossible.map(|date| date.span.of(text.0).to_owned()),
        decision: attempt.decision,
        en_banc: false,
        numbers: Vec::new(),
        repeats: false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn row(mention: &Mention) -> String {
        let numbers: Vec<_> = mention.numbers.iter().map(ToString::to_string).collect();
        let date = mention.date.map(|date| date.to_string()).or_else(|| mention.impossible_date.clone());
        format!(
            "{}|{}|{}",
            mention.court.as_ref().map_or("-", Court::name),
            date.as_deref().unwrap_or("-"),
            numbers.join(" ")
        )
    }

    #[test]
    fn mentions_of_every_form_say_what_is_written() {
        for (text, rows) in [
            (
                "서울강남지방법원 2018. 1. 25. 선고 2017가합1 판결",
                vec!["서울강남지방법원|2018-01-25|2017가합1"],
            ),
            ("관할 법원 2018. 1. 25. 선고 2017가합1 판결", vec!["-|2018-01-25|2017가합1"]),
            ("대판 2018. 1. 25., 2015다24904", vec!["대법원|2018-01-25|2015다24904"]),
            ("대법원 2018.1.25. 선고 2015다24904 판결", vec!["대법원|2018-01-25|2015다24904"]),
            (
                "**대법원** 2018\\. 1\\. 25\\. 선고 [2015다24904](https://a.b) 판결",
                vec!["대법원|2018-01-25|2015다24904"],
            ),
            ("대법원 2015다24904 판결(2018. 1. 25. 선고)", vec!["대법원|2018-01-25|2015다24904"]),
            ("2015다24904 [대법원 2018. 1. 25. 선고]", vec!["대법원|2018-01-25|2015다24904"]),
            ("2015다24904 사건(대법원 2018. 1. 25. 선고)에서", vec!["대법원|2018-01-25|2015다24904"]),
            ("2015다24904, 2018. 1. 25. 선고", vec!["-|2018-01-25|2015다24904"]),
            (
                "대법원 2015다24904, 2018. 1. 25. 선고 2015다24911 판결",
                vec!["대법원|-|2015다24904", "대법원|2018-01-25|2015다24911"],
            ),
            (
                "2015다24904, 서울고법 2018. 1. 25. 선고 2015나24911 판결",
                vec!["-|-|2015다24904", "서울고등법원|2018-01-25|2015나24911"],
            ),
            ("2018. 1. 25. 선고 대법원 2015다24904 판결", vec!["대법원|2018-01-25|2015다24904"]),
            ("대법원 2018. 1. 25. 선고 판결(2015다24904)", vec!["대법원|2018-01-25|2015다24904"]),
            ("대법원 2018. 1. 25. 판결 2015다24904", vec!["대법원|2018-01-25|2015다24904"]),
            ("대법원 2013. 13. 45. 선고 2011다1234 판결", vec!["대법원|2013. 13. 45.|2011다1234"]),
            ("대법원 2013. 5. 선고 2011다1234 판결", vec!["대법원|2013. 5.|2011다1234"]),
            ("대법원 2013. 5. 9. 선고 2011다1234X 판결", vec!["대법원|2013-05-09|"]),
            (
                "대법원 2013. 5. 9. 선고 2011다1 판결이 있다. 위 2011다1 판결은 대법원 2013. 5. 9. 판결로 줄인다.",
                vec!["대법원|2013-05-09|2011다1", "대법원|-|2011다1"],
            ),
            (
                "사    건  2023가합12345 손해배상(기)\n이 사건 2023가합12345는 2023가합9 판결과 다르다",
                vec!["-|-|2023가합9"],
            ),
            ("대법원 2013. 5. 9. 선고 2011다 판결", vec!["대법원|2013-05-09|"]),
            ("대법원은 2013. 5. 9. 판결을 선고하였다", vec![]),
            ("2011다2 (대법원 2019.9.9.)", vec!["대법원|2019-09-09|2011다2"]),
            (
                "2011다2 판결이 있다. 2011다2 (대법원 2019.9.9.)도 같다. 위 2011다2 판결",
                vec!["-|-|2011다2", "대법원|2019-09-09|2011다2", "-|-|2011다2"],
            ),
            ("2011나2(서울고법 2019. 9. 9. 선고)", vec!["서울고등법원|2019-09-09|2011나2"]),
            ("2011다2 (서울에서 2019. 9. 9.)", vec!["-|-|2011다2"]),
            ("Supreme Court Decision 2009Da1 Decided May 13, 2010", vec!["대법원|2010-05-13|2009다1"]),
        ] {
            let found: Vec<_> = mentions(text).iter().map(row).collect();
            assert_eq!(found, rows, "{text}");
        }
    }

    #[test]
    fn a_number_that_says_a_date_does_not_only_repeat() {
        let repeats = |text| mentions(text).last().map(|mention| mention.repeats);
        assert_eq!(repeats("2011다2 판결이 있다. 위 2011다2 판결도 같다."), Some(true));
        assert_eq!(repeats("2011다2 판결이 있다. 2011다2 (대법원 2019. 9. 9.)도 같다."), Some(false));
        assert_eq!(repeats("2011다2 판결이 있다. 2011다2 (2019. 2. 30.)도 같다."), Some(false));
    }

    #[test]
    fn quotes_are_as_the_brief_has_them() {
        let text = "앞 **대법원** 2018. 1. 25. 선고\n[2015다24904](https://a.b) 판결 뒤";
        let found = mentions(text);
        assert_eq!(found[0].quote, "대법원** 2018. 1. 25. 선고\n[2015다24904](https://a.b) 판결");
    }

    proptest! {
        #[test]
        fn every_quote_is_the_text_at_its_span(text in "(대법원 |\\*\\*|2013\\. ?5\\. ?(9\\. ?)?|선고 ?|2011다12|, 3|２|\\[|\\]\\(/a\\)|사건 |갸12| 판결|[가-각 .,()○X0-9\n]){0,14}") {
            let mut last = 0;
            for mention in mentions(&text) {
                prop_assert_eq!(text.get(mention.span.start..mention.span.end), Some(mention.quote.as_str()));
                prop_assert!(mention.span.start >= last && !mention.quote.is_empty());
                last = mention.span.start;
            }
        }
    }
}
