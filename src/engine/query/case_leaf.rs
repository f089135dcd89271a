//! Case numbers in plain text: each is one leaf, with the words of a citation around it.
//!
//! A lawyer pastes `대법원 2015. 2. 12. 선고 2013다43994, 44003 판결`; court, date and 판결 belong to the number and are
//! no words to search for.

use panrye_law::judgment::{CaseMark, CaseNumber};
use panrye_law::reference::{Context, references_in};
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
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let cited = references_in(text, &Context::default()).citations;
    let mut leaves: Vec<CaseLeaf> = cited
        .into_iter()
        .filter(|citation| !citation.numbers.is_empty())
        .map(|citation| CaseLeaf { numbers: citation.numbers, span: citation.span })
        .collect();
    leaves.sort_by_key(|leaf| leaf.span.start);
    let bare = outside(&leaves, bare_numbers(text));
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
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let glued = at > 0 && bytes[at - 1].is_ascii_alphanumeric();
        match number_at(text, at).filter(|_| !glued) {
            Some((number, mut end)) => {
                let mut numbers = vec![number];
                while let Some((serial, after)) = joined_serial(text, end) {
                    numbers.push(number.with_serial(serial));
                    end = after;
                }
                leaves.push(CaseLeaf { numbers, span: Span::new(at, end) });
                at = end;
            }
            None => at += bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count(),
        }
    }
    leaves
}

fn number_at(text: &str, at: usize) -> Option<(CaseNumber, usize)> {
    let rest = text.get(at..)?;
    let year = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind_year = rest.get(year..)?;
    let mark_at = year + (behind_year.len() - behind_year.trim_start_matches(' ').len());
    let mark: String =
        rest.get(mark_at..)?.chars().take_while(|&c| is_hangul(c)).take(CaseMark::MAX_CHARS).collect();
    let behind_mark = rest.get(mark_at + mark.len()..)?;
    let serial_at = mark_at + mark.len() + (behind_mark.len() - behind_mark.trim_start_matches(' ').len());
    let serial = rest.get(serial_at..)?.bytes().take_while(u8::is_ascii_digit).count();
    let mut end = serial_at + serial;
    let number = rest.get(..end)?.parse().ok().filter(|_| serial > 0)?;
    if rest.get(end..)?.starts_with('호') {
        end += '호'.len_utf8();
    }
    Some((number, at + end))
}

fn joined_serial(text: &str, at: usize) -> Option<(u32, usize)> {
    let rest = text.get(at..)?.strip_prefix(',')?;
    let digits_at = rest.len() - rest.trim_start_matches(' ').len();
    let rest = rest.get(digits_at..)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let closed = rest.get(digits..)?.chars().next().is_none_or(|c| c == ',' || c.is_whitespace());
    let serial = rest.get(..digits)?.parse().ok().filter(|_| closed && (2..=7).contains(&digits))?;
    Some((serial, at + 1 + digits_at + digits))
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
