//! Numbered points of 판시사항, 판결요지, 참조조문 and 참조판례.
//!
//! `[1] … [2] …`, also glued without a break; `[1][3] …` for two points at once; `가. … 나. …` in the 1980s; `1. … 2. …`
//! of the Constitutional Court. Labels count upwards, which keeps `[별표 1]`, dates and articles out.

use super::label::{Label, LabelKind};
use panrye_text::span::Span;

/// The longest list of numbers in one bracket, in bytes.
const LONGEST_LABEL: usize = 8;

/// A point: the labels that it stands under and its text without them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// `1`, `가`; several where one text belongs to several points; none for a text without numbering.
    pub labels: Vec<String>,
    /// The text of the point, without its labels and the blanks around it.
    pub span: Span,
}

/// The points of a section; one without a label where nothing is numbered. Together they cover all of the text but
/// labels and blanks.
pub fn points(text: &str) -> Vec<Point> {
    let heads = if text.trim_start().starts_with('[') { bracketed_heads(text) } else { lettered_heads(text) };
    let mut points = Vec::with_capacity(heads.len() + 1);
    let before = heads.first().map_or(text.len(), |head| head.at);
    push_trimmed(&mut points, text, Vec::new(), Span::new(0, before));
    for (i, head) in heads.iter().enumerate() {
        let end = heads.get(i + 1).map_or(text.len(), |next| next.at);
        push_trimmed(&mut points, text, head.labels.clone(), Span::new(head.text, end));
    }
    points
}

struct Head {
    at: usize,
    text: usize,
    labels: Vec<String>,
}

fn push_trimmed(points: &mut Vec<Point>, text: &str, labels: Vec<String>, span: Span) {
    let part = span.of(text);
    let start = span.start + (part.len() - part.trim_start().len());
    let end = (span.start + part.trim_end().len()).max(start);
    if start < end {
        points.push(Point { labels, span: Span::new(start, end) });
    }
}

/// `[1]`, `[1][3]`, `[1], [2]`: each list goes on upwards from a number not above the highest so far plus one.
fn bracketed_heads(text: &str) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    let (mut highest, mut last_first) = (0, 0);
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('[')) {
        let start = at + found;
        let (numbers, len) = bracketed_numbers(text.get(start..).unwrap_or_default());
        at = start + len.max(1);
        let Some(&first) = numbers.first() else { continue };
        let quoted =
            text.get(at..).is_some_and(|rest| rest.starts_with(['의', '과', '와', '에', '항', '기', '목']));
        if quoted || first > highest + 1 || first < last_first {
            continue;
        }
        highest = numbers.iter().copied().fold(highest, u32::max);
        last_first = first;
        let labels: Vec<String> = dedup(numbers).iter().map(ToString::to_string).collect();
        match heads
            .last_mut()
            .filter(|head| text.get(head.text..start).is_some_and(|gap| gap.trim().is_empty()))
        {
            Some(head) => {
                head.labels.extend(
                    labels.into_iter().filter(|label| !head.labels.contains(label)).collect::<Vec<_>>(),
                );
                head.text = at;
            }
            None => heads.push(Head { at: start, text: at, labels }),
        }
    }
    heads
}

fn dedup(mut numbers: Vec<u32>) -> Vec<u32> {
    let mut seen = Vec::new();
    numbers.retain(|number| {
        let new = !seen.contains(number);
        if new {
            seen.push(*number);
        }
        new
    });
    numbers
}

/// The numbers of `[1][3]` or `[1], [2]` at the beginning of a text, and the bytes that they take.
fn bracketed_numbers(text: &str) -> (Vec<u32>, usize) {
    let (mut numbers, mut len) = (Vec::new(), 0);
    loop {
        let rest = text.get(len..).unwrap_or_default();
        let gap = if numbers.is_empty() { 0 } else { rest.len() - rest.trim_start_matches([' ', ',']).len() };
        let Some(inside) = rest.get(gap..).and_then(|rest| rest.strip_prefix('[')).and_then(inside_bracket)
        else {
            break;
        };
        let list: Option<Vec<u32>> = inside.split(',').map(|number| number.trim().parse().ok()).collect();
        let Some(list) = list.filter(|list| list.iter().all(|&number| (1..=60).contains(&number))) else {
            break;
        };
        numbers.extend(list);
        len += gap + 1 + inside.len() + 1;
    }
    (numbers, len)
}

/// What stands before the bracket that closes, where that is near enough for a list of numbers.
fn inside_bracket(rest: &str) -> Option<&str> {
    let window = rest.as_bytes().get(..rest.len().min(LONGEST_LABEL + 1))?;
    rest.get(..window.iter().position(|&b| b == b']')?)
}

/// `가.` or `1.` or `(1)`, whichever the text begins with, counting upwards.
fn lettered_heads(text: &str) -> Vec<Head> {
    let begin = text.len() - text.trim_start().len();
    let label = text.get(begin..).and_then(Label::parse);
    let Some(first) = label.filter(|label| label.ordinal == 1 && label.kind != LabelKind::Roman) else {
        return Vec::new();
    };
    let mut heads = Vec::new();
    let mut wanted = 1;
    let mut open = true;
    for (at, c) in text.char_indices().skip_while(|&(at, _)| at < begin) {
        let label = text.get(at..).filter(|_| open).and_then(Label::parse);
        if let Some(label) = label.filter(|label| label.kind == first.kind && label.ordinal == wanted) {
            let written = text.get(at..at + label.len).unwrap_or_default();
            let name = written.trim_matches(['(', ')', '.', '（', '）']).to_owned();
            heads.push(Head { at, text: at + label.len, labels: vec![name] });
            wanted += 1;
        }
        // A label stands behind a blank; 다. at the end of a sentence does not.
        open = c.is_whitespace() || c == '/';
    }
    heads
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<(String, &str)> {
        points(text).into_iter().map(|point| (point.labels.join(","), point.span.of(text))).collect()
    }

    fn expect(text: &str, expected: &[(&str, &str)]) {
        let read = read(text);
        let read: Vec<(&str, &str)> = read.iter().map(|(label, part)| (label.as_str(), *part)).collect();
        assert_eq!(read, expected, "{text}");
    }

    #[test]
    fn points_are_found_however_they_are_numbered() {
        expect("[1] 갑의 책임[2] 을의 책임", &[("1", "갑의 책임"), ("2", "을의 책임")]);
        expect("[1][3] 갑 / [2] 을", &[("1,3", "갑 /"), ("2", "을")]);
        expect("[1], [2] 갑 [3] 을", &[("1,2", "갑"), ("3", "을")]);
        expect("[1] [1] 구 특허법 [2] 을", &[("1", "구 특허법"), ("2", "을")]);
        expect(
            "가. 갑이다. 나. 을이다. 다. 병이다.",
            &[("가", "갑이다."), ("나", "을이다."), ("다", "병이다.")],
        );
        expect("1. 갑\n2. 을", &[("1", "갑"), ("2", "을")]);
        expect("번호 없는 글", &[("", "번호 없는 글")]);
        expect("", &[]);
    }

    #[test]
    fn brackets_and_dates_inside_a_point_do_not_split_it() {
        expect(
            "[1] 시행령 [별표 1] 및 [1]의 기준 [2] 을",
            &[("1", "시행령 [별표 1] 및 [1]의 기준"), ("2", "을")],
        );
        expect("1. 2018. 1. 25. 계약하였다. 2. 을", &[("1", "2018. 1. 25. 계약하였다."), ("2", "을")]);
    }

    proptest! {
        #[test]
        fn points_ascend_and_lie_on_characters(text in "[가나다\\[\\]1-3 .,()별표/]{0,60}") {
            let mut last = 0;
            for point in points(&text) {
                prop_assert!(point.span.start >= last && point.span.start < point.span.end);
                prop_assert!(text.get(point.span.start..point.span.end).is_some());
                last = point.span.end;
            }
        }
    }
}
