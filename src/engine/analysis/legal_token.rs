//! Legal tokens: case numbers, dates and statute articles, recognized before morphology.
//!
//! The dictionary takes the case mark of `2013다43994` for an adverb and the 조 of `제28조` for a unit, and would drop
//! or split them. Here each of them is one token in a canonical spelling, so that `제 28 조의 2` finds `제28조의2`,
//! and `2013다43994` never matches `2013나43994`.
//!
//! | written | tokens |
//! |---|---|
//! | `2013다43994`, `2013 다 43994` | `2013다43994` |
//! | `2013다43994, 44003`, `2013다43994 및 44003` | `2013다43994` `2013다44003` |
//! | `2018. 1. 25.`, `2018.1.25`, `2018년 1월 25일` | `2018-01-25` |
//! | `제28조의2 제1항 제6호 (나)목`, `28조의2` | `제28조의2` `제1항` `제6호` `나목` |

use panrye_law::case_number::{is_free_on_the_left, joined_to, number_at, severed_end};
use panrye_law::judgment::DecisionDate;
use panrye_text::character::is_hangul;
use panrye_text::span::Span;

/// A legal token: its canonical spelling and the range of the normal text that it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LegalToken {
    /// The canonical spelling, which is what the index holds.
    pub(super) text: String,
    /// Where it is.
    pub(super) span: Span,
}

/// Longest run of digits that is looked at: no serial, year or article is longer.
const LONGEST_NUMBER: usize = 9;

/// The legal tokens of a text in its normal spelling, in order, not overlapping. Linear in the text.
pub(super) fn legal_tokens(text: &str) -> Vec<LegalToken> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(found) =
        text.as_bytes().get(at..).and_then(|rest| rest.iter().position(u8::is_ascii_digit))
    {
        let start = at + found;
        let number = Cursor { text, at: start }.digits().unwrap_or_default();
        let reader =
            Reader { text, start, floor: tokens.last().map_or(0, |token: &LegalToken| token.span.end) };
        let before = tokens.len();
        if number.len() <= LONGEST_NUMBER && reader.begins_a_number() {
            reader.read(&mut tokens);
        }
        let end = tokens.last().map_or(0, |token| token.span.end);
        at = if tokens.len() > before { end.max(start + 1) } else { start + number.len() };
    }
    tokens
}

struct Reader<'t> {
    text: &'t str,
    /// The first digit.
    start: usize,
    /// Where the last token ended.
    floor: usize,
}

impl<'t> Reader<'t> {
    fn before(&self) -> Option<char> {
        self.text.get(self.floor..self.start).and_then(|head| head.chars().next_back())
    }

    /// No letter of another script and no decimal point directly before the digits.
    fn begins_a_number(&self) -> bool {
        !self.before().is_some_and(|c| c.is_ascii_alphanumeric())
    }

    fn cursor(&self) -> Cursor<'t> {
        Cursor { text: self.text, at: self.start }
    }

    fn read(&self, tokens: &mut Vec<LegalToken>) {
        let found = self.case_numbers(tokens) || self.date(tokens) || self.article(tokens);
        let _ = found;
    }

    /// A case number and those that are joined to it, each where it is written: of a range, its two ends.
    fn case_numbers(&self, tokens: &mut Vec<LegalToken>) -> bool {
        // `0.12가3` is a decimal.
        if self.before() == Some('.') || !is_free_on_the_left(self.text, self.start) {
            return false;
        }
        let first = number_at(self.text, self.start).filter(|number| number.stands_alone(self.text));
        let Some(first) = first else { return false };
        tokens.push(LegalToken { text: first.number.to_string(), span: first.span });
        let (mut last, mut end) = (first.number, severed_end(self.text, first.number, first.span.end));
        while let Some(next) = joined_to(self.text, last, end) {
            tokens.push(LegalToken { text: next.number.to_string(), span: next.span });
            (last, end) = (next.number, next.end);
        }
        true
    }

    fn date(&self, tokens: &mut Vec<LegalToken>) -> bool {
        let mut cursor = self.cursor();
        let Some(date) = date(&mut cursor) else {
            return false;
        };
        tokens.push(LegalToken { text: date.to_string(), span: Span::new(self.start, cursor.at) });
        true
    }

    fn article(&self, tokens: &mut Vec<LegalToken>) -> bool {
        let head = self.text.get(self.floor..self.start).unwrap_or_default();
        let ordinal = head.trim_end_matches(' ').strip_suffix('제');
        let start = ordinal.map_or(self.start, |rest| self.floor + rest.len());
        // An article right behind another one may go without 제: `제1조 2항`.
        let gap = self.text.get(self.floor..start).unwrap_or_default();
        let follows =
            tokens.last().is_some_and(|last| last.text.starts_with('제')) && gap.trim_end().is_empty();
        let mut cursor = self.cursor();
        let Some(unit) = unit(&mut cursor, ordinal.is_some() || follows, ordinal.is_some()) else {
            return false;
        };
        tokens.push(LegalToken { text: unit, span: Span::new(start, cursor.at) });
        if let Some(subitem) = subitem(&mut cursor) {
            tokens.push(subitem);
        }
        true
    }
}

/// `2018. 1. 25.`, `2018.1.25`, `2018년 1월 25일`, `2018-01-25`.
fn date(cursor: &mut Cursor<'_>) -> Option<DecisionDate> {
    let mut ahead = *cursor;
    let year: u16 = ahead.digits().filter(|year| year.len() == 4)?.parse().ok()?;
    let separators = match ahead.next_of(&['.', '년', '-'])? {
        '.' => ['.', '.'],
        '년' => ['월', '일'],
        _ => ['-', '-'],
    };
    ahead.blanks(2);
    let month: u8 = ahead.digits().filter(|month| month.len() <= 2)?.parse().ok()?;
    ahead.take(separators[0])?;
    ahead.blanks(2);
    let day: u8 = ahead.digits().filter(|day| day.len() <= 2)?.parse().ok()?;
    if separators[1] != '-' {
        let closed = ahead.take(separators[1]);
        closed.filter(|()| true).or((separators[1] == '.').then_some(()))?;
    }
    let year = if (4240..=4300).contains(&year) { year - 2333 } else { year };
    let date = DecisionDate::new(year, month, day)?;
    *cursor = ahead;
    Some(date)
}

/// `28조의2`, `1항`, `6호` behind an optional 제. Without 제 only 조 counts, and not where it means a trillion.
fn unit(cursor: &mut Cursor<'_>, in_series: bool, ordinal: bool) -> Option<String> {
    let mut ahead = *cursor;
    let number = ahead.digits().filter(|number| number.len() <= 4)?.trim_start_matches('0');
    ahead.blanks(1);
    let unit = ahead.next_of(&['조', '항', '호'])?;
    if number.is_empty() || (!in_series && unit != '조') {
        return None;
    }
    let after = ahead.peek();
    if !ordinal
        && (after.is_some_and(|c| "원억만여달".contains(c)) || (unit == '호' && after.is_some_and(is_hangul)))
    {
        return None;
    }
    let mut text = format!("제{number}{unit}");
    let mut branch = ahead;
    branch.blanks(1);
    if branch.take('의').is_some() {
        branch.blanks(1);
        if let Some(digits) = branch.digits().filter(|digits| digits.len() <= 2) {
            // `제2조의 3개`: a count, not a branch.
            if !branch.peek().is_some_and(|c| "개명인년월일차가건종".contains(c)) {
                text.push('의');
                text.push_str(digits);
                ahead = branch;
            }
        }
    }
    *cursor = ahead;
    Some(text)
}

/// `(나)목` or `나목` behind an item.
fn subitem(cursor: &mut Cursor<'_>) -> Option<LegalToken> {
    let mut ahead = *cursor;
    ahead.blanks(1);
    let start = ahead.at;
    let bracket = ahead.take('(').is_some();
    let letter = ahead
        .next_of(&['가', '나', '다', '라', '마', '바', '사', '아', '자', '차', '카', '타', '파', '하'])?;
    if bracket {
        ahead.take(')')?;
        ahead.blanks(1);
    }
    ahead.take('목')?;
    cursor.at = ahead.at;
    Some(LegalToken { text: format!("{letter}목"), span: Span::new(start, ahead.at) })
}

/// A place in a text from which readers move forward.
#[derive(Clone, Copy)]
struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self, wanted: char) -> Option<()> {
        self.next_of(&[wanted]).map(|_| ())
    }

    fn next_of(&mut self, wanted: &[char]) -> Option<char> {
        let c = self.peek().filter(|c| wanted.contains(c))?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn blanks(&mut self, at_most: usize) {
        for _ in 0..at_most {
            if self.next_of(&[' ', '\n']).is_none() {
                return;
            }
        }
    }

    fn digits(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        let len = rest.bytes().take_while(u8::is_ascii_digit).count();
        self.at += len;
        rest.get(..len).filter(|digits| !digits.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tokens(text: &str) -> Vec<String> {
        legal_tokens(text).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn case_numbers_are_one_token_each_in_full() {
        for (text, expected) in [
            ("대법원 2013다43994 판결", vec!["2013다43994"]),
            ("2013 다 43994", vec!["2013다43994"]),
            ("선고 2013다43994, 44003 판결", vec!["2013다43994", "2013다44003"]),
            ("94므1553(본소), 1560(반소)", vec!["94므1553", "94므1560"]),
            ("2016구합11537호", vec!["2016구합11537"]),
            ("4289민상167", vec!["4289민상167"]),
            ("(창원)2024나10440", vec!["2024나10440"]),
            ("2013나20047, 2018. 1. 25.", vec!["2013나20047", "2018-01-25"]),
        ] {
            assert_eq!(tokens(text), expected, "{text}");
        }
    }

    #[test]
    fn dates_are_one_token() {
        for text in ["2018. 1. 25.", "2018.1.25", "2018년 1월 25일", "2018-01-25", "2018. 1. 25.부터"] {
            assert_eq!(tokens(text), ["2018-01-25"], "{text}");
        }
    }

    #[test]
    fn articles_have_one_spelling() {
        for (text, expected) in [
            ("제28조의2 제1항", vec!["제28조의2", "제1항"]),
            ("제 28 조의 2 제1항", vec!["제28조의2", "제1항"]),
            ("제30조의3제1항제6호", vec!["제30조의3", "제1항", "제6호"]),
            ("제2호 (나)목", vec!["제2호", "나목"]),
            ("제2호아목", vec!["제2호", "아목"]),
            ("민법 750조", vec!["제750조"]),
            ("제1조 2항", vec!["제1조", "제2항"]),
        ] {
            assert_eq!(tokens(text), expected, "{text}");
        }
    }

    #[test]
    fn look_alikes_are_left_to_morphology() {
        for text in [
            "3조원",
            "2022년 3",
            "2005형제20654",
            "300만 원",
            "1.5배",
            "2014년금제6040",
            "제3채무자",
            "3호증",
            "1항",
            "1234567890123다1",
        ] {
            assert_eq!(tokens(text), Vec::<String>::new(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn spans_ascend_and_lie_on_characters(text in "[0-9다나조항호의제 .,()년월일목가a]{0,60}") {
            let mut last = 0;
            for token in legal_tokens(&text) {
                prop_assert!(text.get(token.span.start..token.span.end).is_some_and(|quote| !quote.is_empty()));
                prop_assert!(token.span.start >= last);
                last = token.span.end;
            }
        }
    }
}
