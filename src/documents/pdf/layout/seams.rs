//! Whether a blank stands between two lines of a paragraph.
//!
//! Korean is broken at blanks or anywhere in a word, and few programs write the blank at the end of a line. What can be seen is
//! used first: a blank that is written, or room at the end of a line that a part of a word would have filled. Otherwise the
//! document itself says it: how it writes the same letters within its lines. Nothing of the language is known here beyond what
//! never stands at the beginning or the end of a line.

use std::collections::HashMap;

/// Letters on each side of a seam that are looked at.
const REACH: usize = 3;
/// How many letters before and behind a seam, from the weakest evidence to the strongest.
const CONTEXTS: [(usize, usize); 9] =
    [(1, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3), (2, 3), (3, 2), (3, 3)];
/// Letters of a document that are learned from.
const MOST_LETTERS: usize = 4 << 20;

/// How often a blank stands between letters within the lines of a document.
#[derive(Default)]
pub(super) struct Seams {
    /// Seams without and with a blank, by the letters before and behind them.
    counts: HashMap<Key, [u32; 2]>,
    all: [u32; 2],
    letters: usize,
}

/// Up to three letters before and behind; a number of any length is one letter.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    before: [char; REACH],
    behind: [char; REACH],
}

impl Seams {
    /// Learns from a line.
    pub(super) fn learn(&mut self, line: &str) {
        let (letters, blanks) = letters(line);
        self.letters += letters.len();
        if self.letters > MOST_LETTERS {
            return;
        }
        for at in 1..letters.len() {
            let (before, behind) = letters.split_at(at);
            let has_blank = blanks.get(at).copied().unwrap_or_default();
            let sides = [(1, 0), (2, 0), (0, 1), (0, 2)];
            for (left, right) in CONTEXTS.into_iter().chain(sides) {
                if let Some(key) = key(before, behind, left, right) {
                    self.counts.entry(key).or_default()[usize::from(has_blank)] += 1;
                }
            }
            self.all[usize::from(has_blank)] += 1;
        }
    }

    /// Whether the document would write a blank between the end of one line and the beginning of the next.
    pub(super) fn has_blank(&self, before: &str, behind: &str) -> bool {
        if let Some(is_known) = known(before, behind) {
            return is_known;
        }
        let (before, _) = letters(tail(before));
        let (behind, _) = letters(head(behind));
        let count = |left, right| {
            let key = key(&before, &behind, left, right);
            key.and_then(|key| self.counts.get(&key)).map_or([0.0; 2], |counts| counts.map(f64::from))
        };
        let usual = (f64::from(self.all[1]) + 1.0) / (f64::from(self.all[0]) + f64::from(self.all[1]) + 3.0);
        // Each side on its own first, then both together, from few letters to many.
        let side = |one: [f64; 2], two: [f64; 2]| refine(refine(usual, one, 1.0), two, 2.0);
        let (left, right) = (side(count(1, 0), count(2, 0)), side(count(0, 1), count(0, 2)));
        let mut chance = from_odds(odds(left) * odds(right) / odds(usual));
        for (left, right) in CONTEXTS {
            chance = refine(chance, count(left, right), 1.0);
        }
        chance > 0.5
    }
}

/// What was thought before, with what was counted.
fn refine(before: f64, [without, with]: [f64; 2], weight: f64) -> f64 {
    (with + weight * before) / (without + with + weight)
}

fn odds(chance: f64) -> f64 {
    let chance = chance.clamp(1e-3, 1.0 - 1e-3);
    chance / (1.0 - chance)
}

fn from_odds(odds: f64) -> f64 {
    odds / (1.0 + odds)
}

/// Seams that need no counting.
fn known(before: &str, behind: &str) -> Option<bool> {
    let (last, first) = (before.chars().next_back()?, behind.chars().next()?);
    if last == ':'
        && first.is_ascii_digit()
        && before.trim_end_matches(':').ends_with(|c: char| c.is_ascii_digit())
    {
        return Some(false);
    }
    if never_begins(first) || opens(last) {
        return Some(false);
    }
    let is_word = |c: char| c.is_ascii_alphanumeric();
    if is_word(last) && is_word(first) {
        // Numbers and Latin words are cut at blanks only.
        return Some(true);
    }
    if matches!(last, ',' | ';') && !first.is_ascii_digit() {
        return Some(true);
    }
    if first.is_ascii_digit() && ends_within_date(before) {
        return Some(true);
    }
    if first.is_ascii_digit() && (last == '제' || ends_with_mark_of_case(before)) {
        return Some(false);
    }
    None
}

/// `2001.` or `2001. 8.`: a date that goes on.
pub(super) fn ends_within_date(text: &str) -> bool {
    let is_number = |word: &str, lengths: &[usize]| {
        word.strip_suffix('.').is_some_and(|number| {
            lengths.contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    let mut words = text.rsplit(' ').map(|word| word.trim_start_matches(|c: char| !c.is_ascii_digit()));
    let last = words.next().unwrap_or_default();
    is_number(last, &[4])
        || is_number(last, &[1, 2]) && words.next().is_some_and(|before| is_number(before, &[4]))
}

/// `2015다`, of which the number goes on; but not `2015년`.
fn ends_with_mark_of_case(before: &str) -> bool {
    let word = before.rsplit(' ').next().unwrap_or_default();
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let mark = word.get(digits..).unwrap_or_default();
    matches!(digits, 2 | 4)
        && (1..=3).contains(&mark.chars().count())
        && mark.chars().all(|c| ('가'..='힣').contains(&c))
        && !["년", "월", "일", "조", "항", "호", "원", "명", "개", "회", "차", "건", "세"]
            .iter()
            .any(|unit| mark.starts_with(unit))
}

/// Marks that no line begins with.
pub(super) fn never_begins(c: char) -> bool {
    matches!(
        c,
        ')' | ']'
            | '}'
            | '.'
            | ','
            | '」'
            | '』'
            | '】'
            | '〕'
            | '》'
            | '〉'
            | '’'
            | '”'
            | ':'
            | ';'
            | '?'
            | '!'
            | '%'
    )
}

/// Marks that no line ends with.
pub(super) fn opens(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '「' | '『' | '【' | '〔' | '《' | '〈' | '‘' | '“')
}

/// Letters that are not cut from the next one.
pub(super) fn stays_with_next(c: char) -> bool {
    opens(c) || c.is_ascii_alphanumeric()
}

/// The letters of a text without blanks, numbers as one, and before which of them a blank stands.
fn letters(text: &str) -> (Vec<char>, Vec<bool>) {
    let (mut letters, mut blanks) = (Vec::new(), Vec::new());
    let mut has_blank = false;
    for c in text.chars() {
        if c == ' ' {
            has_blank = true;
            continue;
        }
        let c = if c.is_ascii_digit() { '0' } else { c };
        if c == '0' && letters.last() == Some(&'0') && !has_blank {
            continue;
        }
        letters.push(c);
        blanks.push(has_blank);
        has_blank = false;
    }
    (letters, blanks)
}

fn key(before: &[char], behind: &[char], left: usize, right: usize) -> Option<Key> {
    let mut key = Key { before: ['\0'; REACH], behind: ['\0'; REACH] };
    let start = before.len().checked_sub(left)?;
    key.before.iter_mut().zip(before.get(start..)?).for_each(|(to, from)| *to = *from);
    key.behind.iter_mut().zip(behind.get(..right)?).for_each(|(to, from)| *to = *from);
    Some(key)
}

/// The end of a line, with room for numbers.
fn tail(line: &str) -> &str {
    let start = line.char_indices().rev().nth(40).map_or(0, |(at, _)| at);
    line.get(start..).unwrap_or(line)
}

/// The beginning of a line, with room for numbers.
fn head(line: &str) -> &str {
    let end = line.char_indices().nth(40).map_or(line.len(), |(at, _)| at);
    line.get(..end).unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_needs_no_counting_is_known() {
        for (before, behind, expected) in [
            ("민법 제", "160조", Some(false)),
            ("선고 2015다", "24904 판결", Some(false)),
            ("2015년", "24904원", None),
            ("갑은,", "을에게", Some(true)),
            ("판결", ") 참조", Some(false)),
            ("(", "이하", Some(false)),
            ("2015. 3", "4", Some(true)),
            ("(대법원 2015.", "3. 4. 선고", Some(true)),
            ("2015. 3.", "4. 선고", Some(true)),
            ("2015. 3. 4.", "4명이", None),
            ("원고", "는", None),
        ] {
            assert_eq!(known(before, behind), expected, "{before}|{behind}");
        }
    }

    #[test]
    fn a_document_says_how_it_writes_its_words() {
        let mut seams = Seams::default();
        for _ in 0..3 {
            seams.learn("피고는 재산분할 청구에 관하여 원고의 재산분할을 다투고 있다");
            seams.learn("이 사건 재산분할 청구는 이유 없다");
        }
        assert!(!seams.has_blank("원고는 재산분", "할을 구하였다"));
        assert!(seams.has_blank("이 사건", "재산분할 청구"));
        assert!(seams.has_blank("재산분할", "청구를"));
    }
}
