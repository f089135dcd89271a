//! The points of a section: which `[1]` or `가.` an offset belongs to.
//!
//! 참조판례 and 참조조문 name the points that an item supports (`[1][3] …`, `가.나. … / 다. …`); 판시사항 and 판결요지
//! are themselves cut into points. Labels are kept as text, without brackets and dots.

use crate::scan::{Text, is_blank};

/// The letters that number points before 1990 and in the civil series.
const LETTERS: [&str; 14] =
    ["가", "나", "다", "라", "마", "바", "사", "아", "자", "차", "카", "타", "파", "하"];

/// The labels of a section with the offset from which each holds.
#[derive(Debug, Default)]
pub(super) struct Points {
    marks: Vec<(usize, Vec<String>)>,
}

impl Points {
    /// The points of a list of references (참조판례, 참조조문): a label stands at the beginning or after a `/`.
    pub(super) fn of_list(text: &str) -> Self {
        let mut points = Self::default();
        let mut at = 0;
        for part in text.split_inclusive(['/', '\n']) {
            let (labels, _) = letter_labels(part.trim_start_matches(is_blank));
            if !labels.is_empty() {
                points.marks.push((at, labels));
            }
            at += part.len();
        }
        points.add_bracketed(Text(text));
        points
    }

    /// The points of a section that is cut into points (판시사항, 판결요지): letters must follow one another.
    pub(super) fn of_points(text: &str) -> Self {
        let mut points = Self::default();
        points.add_bracketed(Text(text));
        if points.marks.is_empty() {
            points.add_letters(text);
        }
        points
    }

    /// `[1]`, `[1][3]`, `[1], [2]`.
    fn add_bracketed(&mut self, text: Text<'_>) {
        let mut at = 0;
        while let Some(found) = memchr::memchr(b'[', text.after(at).as_bytes()) {
            let start = at + found;
            let (labels, end) = bracketed_labels(text, start);
            at = end.max(start + 1);
            if !labels.is_empty() {
                self.marks.push((start, labels));
            }
        }
        self.marks.sort_by_key(|mark| mark.0);
    }

    fn add_letters(&mut self, text: &str) {
        let mut at = 0;
        for letter in LETTERS {
            let Some(start) = find_letter(text, at, letter) else {
                break;
            };
            self.marks.push((start, vec![letter.to_owned()]));
            at = start + letter.len();
        }
    }

    /// The labels that hold at `offset`.
    pub(super) fn at(&self, offset: usize) -> Vec<String> {
        let after = self.marks.partition_point(|mark| mark.0 <= offset);
        after
            .checked_sub(1)
            .and_then(|last| self.marks.get(last))
            .map(|mark| mark.1.clone())
            .unwrap_or_default()
    }
}

fn bracketed_labels(text: Text<'_>, start: usize) -> (Vec<String>, usize) {
    let mut labels = Vec::new();
    let mut at = start;
    let mut end = start;
    while let Some(inside) = text.eat(at, "[") {
        let digits_end = text.digits_end(inside);
        let Some(close) = text.eat(digits_end, "]") else {
            break;
        };
        if !(1..=2).contains(&(digits_end - inside)) {
            break;
        }
        push_new(&mut labels, text.between(inside, digits_end));
        end = close;
        at = text.skip_blanks(close);
        at = text.eat(at, ",").map_or(at, |comma| text.skip_blanks(comma));
    }
    (labels, end)
}

/// Adds a label that is not there yet: every reference under the labels has them all.
fn push_new(labels: &mut Vec<String>, label: &str) {
    if !labels.iter().any(|known| known == label) {
        labels.push(label.to_owned());
    }
}

/// `가.`, `가.나.`, `가, 나.` at the beginning of `part`, with what follows.
fn letter_labels(part: &str) -> (Vec<String>, &str) {
    let mut labels = Vec::new();
    let mut rest = part;
    while let Some(letter) = LETTERS.iter().find(|letter| rest.starts_with(**letter)) {
        let after = rest.get(letter.len()..).unwrap_or_default();
        let Some(tail) = after.strip_prefix(['.', ',']) else {
            break;
        };
        push_new(&mut labels, letter);
        rest = tail.trim_start_matches(is_blank);
    }
    (labels, rest)
}

/// `나. ` after the beginning, a blank or the end of a sentence.
fn find_letter(text: &str, from: usize, letter: &str) -> Option<usize> {
    let mark = format!("{letter}.");
    let mut at = from;
    while let Some(found) = text.get(at..)?.find(&mark) {
        let start = at + found;
        let before = text.get(..start)?.trim_end_matches(is_blank);
        let begins = before.is_empty()
            || (before.len() < start
                && before.ends_with(['.', ')', '\n', '부', '례', '경', '우', '미', '법', '”', '"', '』']));
        let spaced = text.get(start + mark.len()..)?.starts_with(is_blank);
        if begins && spaced {
            return Some(start);
        }
        at = start + mark.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_lists_hold_until_the_next() {
        let text = "[1][3] 대법원 갑 / [2] 대법원 을, 대법원 병";
        let points = Points::of_list(text);
        assert_eq!(points.at(text.find('갑').unwrap()), ["1", "3"]);
        assert_eq!(points.at(text.find('병').unwrap()), ["2"]);
        let text = "가.나. 민법 갑 / 다. 상법 을";
        let points = Points::of_list(text);
        assert_eq!(points.at(text.find('갑').unwrap()), ["가", "나"]);
        assert_eq!(points.at(text.find('을').unwrap()), ["다"]);
        assert!(Points::of_list("대법원 갑").at(3).is_empty());
    }

    #[test]
    fn letters_of_points_must_follow_one_another() {
        let text = "가. 갑의 여부 나. 을의 경우 다. 병";
        let points = Points::of_points(text);
        assert_eq!(points.at(text.find('을').unwrap()), ["나"]);
        assert_eq!(points.at(text.find('병').unwrap()), ["다"]);
        assert!(Points::of_points("한다. 나. 을").at(10).is_empty());
    }
}
