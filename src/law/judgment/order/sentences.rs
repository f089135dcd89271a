//! The sentences of an order, and the findings of one.
//!
//! An order is a list of sentences, most often numbered. Lines end sentences in texts without full stops, and break them
//! in others.

use super::super::label::{Label, LabelKind};
use panrye_text::span::Span;

/// The sentences of an order: each ends with `다.`, or with its line.
pub(super) fn sentences(content: &str, order: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = order.start;
    let text = order.of(content);
    for (at, c) in text.char_indices() {
        let before = text.get(..at).unwrap_or_default();
        let ends = match c {
            '.' => is_end(before) && !is_quoted(text.get(at + 1..).unwrap_or_default()),
            '\n' => ends_line(before, text.get(at + 1..).unwrap_or_default()),
            _ => false,
        };
        if ends {
            found.push(Span::new(start, order.start + at + 1));
            start = order.start + at + 1;
        }
    }
    found.push(Span::new(start, order.end));
    found.into_iter().filter_map(|span| trimmed(content, span)).collect()
}

/// Whether a full stop behind `before` ends a sentence: behind 다, 하라, 무죄 and 면소. `가.나.다.마.` are letters of a list.
fn is_end(before: &str) -> bool {
    let mut letters = before.chars().rev();
    match letters.next() {
        Some('다') => letters.next().is_some_and(|c| ('가'..='힣').contains(&c)),
        Some(last) => matches!(last, '죄' | '소' | '라'),
        None => false,
    }
}

/// Whether a full stop before `after` is one of a quotation: `주문 중 “원심판결을 파기한다.”를`.
fn is_quoted(after: &str) -> bool {
    after.starts_with(['”', '’', '"', '」'])
}

/// Whether a line ends what it says, and is not broken in the midst of a sentence as in some sources: behind the last
/// word of a sentence, or before the next number of the list.
fn ends_line(before: &str, after: &str) -> bool {
    let last = before.trim_end_matches([' ', '\t', '\u{3000}', '\r']).chars().next_back();
    let is_last = last.is_none_or(|c| "다죄소라함음.\n".contains(c));
    let number = Label::parse(after.trim_start_matches([' ', '\t', '\u{3000}']));
    // `2018.\n1. 2.까지`: a date is broken in two.
    let is_date = last.is_some_and(|c| c == '.' || c.is_ascii_digit());
    is_last || (!is_date && number.is_some_and(|label| label.kind == LabelKind::Number))
}

/// Whether a sentence begins with the number of a list: `1. 항소를 기각한다.`
pub(super) fn is_numbered(content: &str, sentence: Span) -> bool {
    let label = Label::parse(sentence.of(content));
    label.is_some_and(|label| matches!(label.kind, LabelKind::Number | LabelKind::Letter))
}

/// A sentence taken apart where one finding ends and the next begins:
/// `제8조는 헌법에 위반되지 아니하고, 제9조는 헌법에 위반된다`.
pub(super) fn findings(content: &str, sentence: Span) -> Vec<Span> {
    const ENDS: [&str; 6] = ["아니하", "위반되", "위배되", "위반하", "기각하", "각하하"];
    let text = sentence.of(content);
    let ends_here = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        let verb = before.strip_suffix('고').or_else(|| before.strip_suffix('며'));
        verb.is_some_and(|verb| ENDS.iter().any(|end| verb.ends_with(end)))
    };
    let mut found = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '‘' | '“' | '「' => depth += 1,
            ')' | '’' | '”' | '」' => depth = depth.saturating_sub(1),
            ',' if depth == 0 && ends_here(at) => {
                found.push(Span::new(sentence.start + start, sentence.start + at));
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(Span::new(sentence.start + start, sentence.end));
    found
}

fn trimmed(content: &str, span: Span) -> Option<Span> {
    let words = span.of(content);
    let text = words.trim();
    let start = span.start + (words.len() - words.trim_start().len());
    (!text.is_empty()).then(|| Span::new(start, start + text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_cut_into_its_sentences() {
        for (order, expected) in [
            ("상고를 기각한다. 비용은 원고가 부담한다.", vec!["상고를 기각한다.", "비용은 원고가 부담한다."]),
            ("항소를 기각한다\n비용은 원고가 부담한다", vec!["항소를 기각한다", "비용은 원고가 부담한다"]),
            ("제1조는 헌법에 합치되지 아\n니한다.", vec!["제1조는 헌법에 합치되지 아\n니한다."]),
            (
                "1. 제1심판결 중\n가. 갑에 대한 부분(을 제외),\n나. 100원\n부분을 취소한다.\n2. 나머지는 기각한다.",
                vec![
                    "1. 제1심판결 중\n가. 갑에 대한 부분(을 제외),\n나. 100원\n부분을 취소한다.",
                    "2. 나머지는 기각한다.",
                ],
            ),
            ("별지 제4의 가.나.다.마. 부분을 파기한다.", vec!["별지 제4의 가.나.다.마. 부분을 파기한다."]),
            ("2018.\n1. 2.까지 지급하라.", vec!["2018.", "1. 2.까지 지급하라."]),
            ("피고인은 2018\n1. 2.까지 지급하라.", vec!["피고인은 2018\n1. 2.까지 지급하라."]),
            (
                "주문 중 “원심판결을 파기한다.”를 “파기한다.”로 경정한다.",
                vec!["주문 중 “원심판결을 파기한다.”를 “파기한다.”로 경정한다."],
            ),
            ("피고인은 무죄.\n끝", vec!["피고인은 무죄.", "끝"]),
        ] {
            let found = sentences(order, Span::new(0, order.len()));
            assert_eq!(found.iter().map(|span| span.of(order)).collect::<Vec<_>>(), expected, "{order}");
        }
    }
}
