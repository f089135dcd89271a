//! The parts of the reasons in which a court reports what others say: the parties' arguments, the opinions of ministers.
//!
//! What is said there is not what the court says.

use crate::scan::Text;
use panrye_text::character::boundary_before;
use panrye_text::span::Span;

/// The longest line that is a heading, in bytes.
const MAX_HEADING: usize = 150;

/// The parts of a text that report arguments, in order.
#[derive(Debug, Default)]
pub(super) struct Arguments {
    parts: Vec<Span>,
}

impl Arguments {
    /// The parts of `text` that stand under a heading such as `2. 청구인의 주장과 이해관계기관의 의견`.
    pub(super) fn of(text: Text<'_>) -> Self {
        let mut parts: Vec<Span> = Vec::new();
        let mut open: Option<(usize, u8)> = None;
        let mut at = 0;
        for line in text.0.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let line = line.trim();
            let Some(level) = level(line) else { continue };
            if let Some((from, above)) = open.filter(|&(_, above)| level <= above) {
                parts.push(Span::new(from, start));
                open = open.filter(|_| level > above);
            }
            if open.is_none() && is_argument(line) {
                open = Some((start, level));
            }
        }
        if let Some((from, _)) = open {
            parts.push(Span::new(from, text.len()));
        }
        Self { parts }
    }

    /// Whether arguments are reported at `offset`.
    pub(super) fn hold(&self, offset: usize) -> bool {
        let after = self.parts.partition_point(|part| part.start <= offset);
        after.checked_sub(1).and_then(|last| self.parts.get(last)).is_some_and(|part| part.end > offset)
    }
}

/// How deep the label of a line is: 【 】, `1.`, `가.`, `(1)`, `(가)`.
fn level(line: &str) -> Option<u8> {
    if line.starts_with('【') {
        return Some(0);
    }
    let (bracket, inner) = match line.strip_prefix('(') {
        Some(inner) => (true, inner),
        None => (false, line),
    };
    let digits = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (is_number, rest) = if (1..=2).contains(&digits) {
        (true, inner.get(digits..)?)
    } else {
        let letter = inner.chars().next().filter(|c| "가나다라마바사아자차카타파하".contains(*c))?;
        (false, inner.get(letter.len_utf8()..)?)
    };
    match (bracket, is_number, rest.chars().next()?) {
        (false, true, '.') => Some(1),
        (false, false, '.') => Some(2),
        (_, true, ')') => Some(3),
        (_, false, ')') => Some(4),
        _ => None,
    }
}

fn is_argument(line: &str) -> bool {
    let head = line.get(..boundary_before(line, MAX_HEADING)).unwrap_or(line);
    line.len() <= MAX_HEADING
        && !line.ends_with("다.")
        && (head.contains("주장")
            || head.contains("의견 요지")
            || head.contains("의견요지")
            || head.contains("의견의 요지")
            || (head.ends_with("의견")
                && !["반대의견", "별개의견", "보충의견", "다수의견", "소수의견"]
                    .iter()
                    .any(|kind| head.ends_with(kind))
                && ["장관", "기관", "법원", "관계인", "위원회", "청장", "검사"]
                    .iter()
                    .any(|who| head.contains(who))))
        && !head.contains("판단")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_end_with_the_next_heading_of_their_level() {
        let text = "【이 유】\n1. 사건의 개요\n가\n2. 청구인의 주장과 법무부장관의 의견\n가. 청구인의 주장 요지\n나\n\
                    나. 법무부장관의 의견\n다\n3. 판단\n라\n가. 청구인의 주장에 대한 판단\n마\n나. 청구인의 주장\n바\n다. 판단\n사";
        let arguments = Arguments::of(Text(text));
        for (mark, holds) in [
            ("가\n2", false),
            ("나\n나", true),
            ("다\n3", true),
            ("라\n", false),
            ("마\n", false),
            ("바\n", true),
            ("사", false),
        ] {
            let at = if mark == "사" { text.len() - "사".len() } else { text.find(mark).unwrap() };
            assert_eq!(arguments.hold(at), holds, "{mark:?}");
        }
    }
}
