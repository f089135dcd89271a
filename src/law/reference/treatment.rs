//! How a citing text treats what it cites, from the words after the mention and in its sentence.
//!
//! Words decide: `참조`, `따르면` followed; `변경하기로 한다`, `폐기한다` overruled by this very decision; `사안을 달리`,
//! `원용하기에 적절하지` distinguished. Where no words say anything there is no treatment.

use super::citation::Treatment;
use crate::scan::Text;
use panrye_text::span::Span;

/// The longest part of a sentence that is searched for words of treatment, in bytes.
const MAX_SENTENCE: usize = 4000;

/// What follows a mention directly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    /// 참조, 등 참조, 따르면.
    Followed,
    /// `(변경)`, `(폐기)` after the publication.
    Overruled,
    /// Nothing that says how it is treated.
    Silent,
}

/// Reads what follows a mention that ends at `end`: brackets of publications first.
pub(super) fn after(text: Text<'_>, end: usize) -> After {
    let mut at = text.skip_blanks(end);
    while let Some(close) = (text.byte(at) == b'(').then(|| text.bracket_end(at)).flatten() {
        let inside = text.between(at + 1, close - 1);
        if matches!(inside, "변경" | "폐기" | "판례변경" | "판례폐기") {
            return After::Overruled;
        }
        at = text.skip_blanks(close);
    }
    // `판결들 참조`, `각 판결 참조`, `등의 취지 참조` name the list again before the word.
    for filler in ["호", "들", "각", "판결들", "판결", "결정", "사건", "등", "각", "을", "의", "취지"]
    {
        at = text.skip_blanks(text.eat(at, filler).unwrap_or(at));
    }
    let names_source = ["에 따르면", "에 의하면"].iter().any(|words| text.eat(at, words).is_some());
    if names_source || refers(text, at) { After::Followed } else { After::Silent }
}

/// 참조, cut by the end of a line or to `참.` in some editions.
fn refers(text: Text<'_>, at: usize) -> bool {
    text.eat(at, "참").is_some_and(|end| {
        let next = text.skip_blanks(end);
        text.eat(next, "조").is_some() || text.byte(next) == b'.'
    })
}

/// The sentences of a text, found while moving forward, with what each says of the decisions that it names.
#[derive(Debug)]
pub(super) struct Sentences<'t> {
    text: Text<'t>,
    current: Span,
    verdict: Option<Treatment>,
}

impl<'t> Sentences<'t> {
    pub(super) const fn new(text: Text<'t>) -> Self {
        Self { text, current: Span::new(0, 0), verdict: None }
    }

    /// The sentence at `offset`, and the treatment that its words give. Offsets must ascend.
    pub(super) fn at(&mut self, offset: usize) -> (Span, Option<Treatment>) {
        let mut moved = false;
        while self.current.end <= offset && self.current.end < self.text.len() {
            self.current = Span::new(self.current.end, sentence_end(self.text, self.current.end));
            moved = true;
        }
        if moved {
            let end = self.text.boundary(self.current.end.min(self.current.start + MAX_SENTENCE));
            self.verdict = verdict(self.text.between(self.current.start, end));
        }
        (trimmed(self.text, self.current), self.verdict)
    }
}

/// A sentence ends with `다.`, `).` or a line.
fn sentence_end(text: Text<'_>, start: usize) -> usize {
    let bytes = text.0.as_bytes();
    let mut at = start;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'.', b'\n', rest)) {
        at += found + 1;
        let ends = text.byte(at - 1) == b'\n'
            || text.char_before(at - 1).is_some_and(|c| matches!(c, '다' | ')' | '음' | '함' | '임' | '조'));
        if ends && at - start > 1 {
            return at;
        }
    }
    text.len()
}

fn trimmed(text: Text<'_>, span: Span) -> Span {
    Span::new(text.skip_blanks(span.start).min(span.end), span.end)
}

/// What the words of a sentence say of the decisions that it names.
fn verdict(sentence: &str) -> Option<Treatment> {
    const OVERRULED: [&str; 11] = [
        "변경하기로",
        "변경한다",
        "변경되어야",
        "변경하여야",
        "폐기하기로",
        "폐기한다",
        "폐기되어야",
        "폐기하여야",
        "폐기할 것",
        "변경하는 것",
        "변경키로",
    ];
    const PRECEDENT: [&str; 6] = ["배치", "저촉", "견해", "취지", "범위", "판례"];
    const DISTINGUISHED: [&str; 10] = [
        "사안을 달리",
        "사안이 다르",
        "사안이 달라",
        "사안을 다르",
        "사안과는 다르",
        "원용하기에 적절하지",
        "원용할 것이 못",
        "원용하기에는 적절하지",
        "적절한 선례",
        "이 사건에 원용할 수 없",
    ];
    let says = |words: &[&str]| words.iter().any(|word| sentence.contains(word));
    if says(&OVERRULED) && says(&PRECEDENT) && sentence.contains("판결") {
        Some(Treatment::Overruled)
    } else if says(&DISTINGUISHED) {
        Some(Treatment::Distinguished)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_after_the_mention_are_read_past_publications() {
        for (text, expected) in [
            (" 참조)", After::Followed),
            (" 등 참\n조)", After::Followed),
            (" 각 참.", After::Followed),
            ("(공1991, 1617) 등 참조", After::Followed),
            ("참조", After::Followed),
            (" 등 각 참조)", After::Followed),
            ("에 따르면", After::Followed),
            ("(공1984, 597)(변경)", After::Overruled),
            (" (공1984, 597)", After::Silent),
            ("은 이와 다르다", After::Silent),
        ] {
            assert_eq!(after(Text(text), 0), expected, "{text}");
        }
    }

    #[test]
    fn a_sentence_overrules_or_distinguishes() {
        for (text, expected) in [
            (
                "이와 달리 본 대법원 갑 판결 등은 이 판결의 견해에 배치되는 범위에서 이를 모두 변경하기로 한다.",
                Some(Treatment::Overruled),
            ),
            ("제1심판결을 다음과 같이 변경한다.", None),
            (
                "상고인이 든 판결은 사안을 달리하여 이 사건에 원용하기에 적절하지 아니하다.",
                Some(Treatment::Distinguished),
            ),
            ("원심의 판단은 정당하다.", None),
        ] {
            assert_eq!(Sentences::new(Text(text)).at(0).1, expected, "{text}");
        }
    }
}
