//! Case numbers in plain text: each is one leaf, with the words of a citation around it.
//!
//! A lawyer pastes `대법원 2015. 2. 12. 선고 2013다43994, 44003 판결`; court, date and 판결 belong to the number and are
//! no words to search for.

use panrye_law::case_number::{
    CaseNumber, RangeBudget, WrittenNumber, is_free_on_the_left, joined_to, number_at, severed_end,
};
use panrye_law::reference::{Context, references_in};
use panrye_law::wide_digits::{WidePlaces, is_wide_digit, with_plain_digits};
use panrye_text::character::is_hangul;
use panrye_text::span::Span;

/// Case numbers of one judgment, and the text that names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CaseLeaf {
    pub(super) numbers: Vec<CaseNumber>,
    pub(super) span: Span,
}

/// The case numbers of a plain text, in order, not overlapping.
pub(super) fn case_leaves(text: &str) -> Vec<CaseLeaf> {
    if !text.contains(|c: char| c.is_ascii_digit() || is_wide_digit(c)) {
        return Vec::new();
    }
    let cited = references_in(text, &Context::default()).citations;
    let mut leaves: Vec<CaseLeaf> = cited
        .into_iter()
        .filter(|citation| !citation.numbers.is_empty())
        .map(|citation| {
            let Span { start, end } = citation.span;
            CaseLeaf { numbers: citation.numbers, span: Span::new(start, behind_ho(text, end)) }
        })
        .collect();
    leaves.sort_by_key(|leaf| leaf.span.start);
    let plain = with_plain_digits(text);
    let places = WidePlaces::of(text, &plain);
    let mut bare = bare_numbers(&plain);
    for leaf in &mut bare {
        leaf.span = places.source(leaf.span);
    }
    let bare = outside(&leaves, bare);
    leaves.extend(bare);
    leaves.sort_by_key(|leaf| leaf.span.start);
    leaves
}

/// Those of `leaves` that overlap none of `known`; both in the order of the text.
fn outside(known: &[CaseLeaf], mut leaves: Vec<CaseLeaf>) -> Vec<CaseLeaf> {
    let mut known = known.iter().map(|leaf| leaf.span).peekable();
    let mut last_end = 0;
    leaves.retain(|leaf| {
        while let Some(span) = known.next_if(|span| span.start < leaf.span.end) {
            last_end = last_end.max(span.end);
        }
        last_end <= leaf.span.start
    });
    leaves
}

/// Numbers alone: `2013다43994`, `2013 다 43994`, `2013다43994, 44003`.
fn bare_numbers(text: &str) -> Vec<CaseLeaf> {
    let mut leaves: Vec<CaseLeaf> = Vec::new();
    let mut ranges = RangeBudget::of_a_text();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        at = if let Some(first) = standing_alone(text, at) {
            let (numbers, end) = with_joined(text, first, &mut ranges);
            leaves.push(CaseLeaf { numbers, span: Span::new(behind_court(text, at), end) });
            end
        } else {
            at + bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count()
        };
    }
    leaves
}

/// Where `서울고등법원-2021-누-39999` begins whose year is at `at`: the court and its hyphen are no words to look for.
fn behind_court(text: &str, at: usize) -> usize {
    match text.get(..at).and_then(|before| before.strip_suffix('-')) {
        Some(court) => {
            court.len() - court.chars().rev().take_while(|&c| is_hangul(c)).map(char::len_utf8).sum::<usize>()
        }
        None => at,
    }
}

/// The case number at `at` that needs no words around it.
fn standing_alone(text: &str, at: usize) -> Option<WrittenNumber> {
    let glued = at > 0 && text.as_bytes()[at - 1].is_ascii_alphanumeric();
    let free = !glued && is_free_on_the_left(text, at);
    number_at(text, at).filter(|number| free && number.stands_alone(text))
}

/// A number with those that are joined to it, and where they end.
fn with_joined(text: &str, first: WrittenNumber, ranges: &mut RangeBudget) -> (Vec<CaseNumber>, usize) {
    let mut numbers = vec![first.number];
    let (mut last, mut end) = (first.number, severed_end(text, first.number, first.span.end));
    while let Some(next) = joined_to(text, last, end) {
        if next.ends_range {
            ranges.spell_out(&mut numbers, next.number);
        } else {
            numbers.push(next.number);
        }
        (last, end) = (next.number, next.end);
    }
    (numbers, behind_ho(text, end))
}

/// Behind the 호 that may close a number: it is no word to look for.
fn behind_ho(text: &str, end: usize) -> usize {
    let closes = text.get(end..).is_some_and(|rest| rest.starts_with('호'));
    if closes { end + '호'.len_utf8() } else { end }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, &str)> {
        let leaves = case_leaves(text).into_iter();
        leaves
            .map(|leaf| {
                let numbers: Vec<String> = leaf.numbers.iter().map(ToString::to_string).collect();
                (numbers.join(" "), leaf.span.of(text))
            })
            .collect()
    }

    #[test]
    fn numbers_and_whole_citations_are_leaves() {
        for (text, numbers, quote) in [
            ("2013다43994", "2013다43994", "2013다43994"),
            ("2013 다 43994 손해", "2013다43994", "2013 다 43994"),
            ("2013다43994, 44003", "2013다43994 2013다44003", "2013다43994, 44003"),
            (
                "대법원 2015. 2. 12. 선고 2013다43994, 44003 판결",
                "2013다43994 2013다44003",
                "대법원 2015. 2. 12. 선고 2013다43994, 44003 판결",
            ),
        ] {
            assert_eq!(read(text), [(numbers.to_owned(), quote)], "{text}");
        }
    }

    #[test]
    fn look_alikes_are_words() {
        for text in ["2005형제20654", "2022년 3월", "제750조", "1억 2천만 원"] {
            assert!(read(text).is_empty(), "{text}");
        }
    }
}
