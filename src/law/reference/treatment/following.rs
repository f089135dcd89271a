//! What follows a mention: 참조 after it or after its list, and what makes a list.
//!
//! One 참조 at the end speaks for everything before it in the same bracket, and outside brackets for every item of its
//! list, also where each item has its own explanation. Citations alone in brackets behind a rule support the rule.

use super::brackets::Brackets;
use super::{Cited, Source};
use crate::reference::citation::Role;
use crate::reference::list_gap::is_list_gap;
use crate::scan::{Text, is_blank};
use panrye_text::character::is_hangul;
use panrye_text::span::Span;

/// How far before a bracket the word ends that it stands behind, in bytes.
const MAX_WORD: usize = 60;

/// How far before `바 있다` the word stands that says what came of a case, in bytes.
const MAX_DISMISSAL: usize = 36;

/// What follows a mention directly, or holds for its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    /// 참조, 등 참조, 따르면.
    Followed,
    /// `(변경)`, `(폐기)` after the publication.
    Overruled,
    /// Nothing that says how it is treated.
    Silent,
}

/// What is said of each mention by what follows it, its list or its bracket.
pub(super) fn marks(text: Text<'_>, cited: &[Cited], sentences: &[Span]) -> Vec<After> {
    let mut marks: Vec<After> = cited.iter().map(|cited| after(text, cited.span.end)).collect();
    let brackets = Brackets::of(text);
    let around: Vec<Option<Span>> = cited.iter().map(|cited| brackets.around(cited.span.start)).collect();
    for ((mark, bracket), cited) in marks.iter_mut().zip(&around).zip(cited) {
        if *mark == After::Silent
            && bracket.is_some_and(|bracket| ends_with_reference(text, bracket))
            && !is_subject(text, cited.span.end)
        {
            *mark = After::Followed;
        }
    }
    for i in (0..cited.len().saturating_sub(1)).rev() {
        let of_one_list = cited[i].continues
            || (sentences[i] == sentences[i + 1]
                && around[i] == around[i + 1]
                && ends_like_an_item(text, cited[i].span.end));
        if of_one_list && marks[i] == After::Silent && marks[i + 1] == After::Followed {
            marks[i] = After::Followed;
        }
    }
    let mut first = 0;
    for chunk in around.chunk_by(|one, other| one == other) {
        let group = first..first + chunk.len();
        first = group.end;
        let Some(bracket) = chunk[0] else { continue };
        if supports_a_rule(text, bracket, &cited[group.clone()])
            && marks[group.clone()].iter().all(|mark| *mark == After::Silent)
        {
            marks[group].fill(After::Followed);
        }
    }
    marks
}

/// Reads what follows a mention that ends at `end`: brackets of publications first.
fn after(text: Text<'_>, end: usize) -> After {
    let mut at = text.skip_blanks(end);
    while let Some(close) = (text.byte(at) == b'(').then(|| text.bracket_end(at)).flatten() {
        // `(변경)`, `(공1995하, 3022, 변경)`.
        let inside = text.between(at + 1, close - 1).rsplit(',').next().unwrap_or_default();
        if matches!(inside.trim_matches(is_blank), "변경" | "폐기" | "판례변경" | "판례폐기") {
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

/// 참조 or 참고, cut by the end of a line or to `참.` in some editions.
fn refers(text: Text<'_>, at: usize) -> bool {
    text.eat(at, "참").is_some_and(|end| {
        let next = text.skip_blanks(end);
        text.eat(next, "조").is_some()
            || text.byte(next) == b'.'
            || text.eat(next, "고").is_some_and(|end| !text.char_at(end).is_some_and(is_hangul))
    })
}

/// Whether the last word of a bracket is 참조 or 참고.
fn ends_with_reference(text: Text<'_>, bracket: Span) -> bool {
    let close = text.skip_blanks_back(bracket.end.saturating_sub(1));
    let close = text.eat_back(close, ".").unwrap_or(close);
    text.eat_any_back(close, &["조", "고"])
        .is_some_and(|end| text.eat_back(text.skip_blanks_back(end), "참").is_some())
}

/// The end of what belongs to the mention: publications, 판결 등, and the bracket that it closes.
pub(super) fn item_end(text: Text<'_>, end: usize) -> usize {
    let mut at = end;
    for _ in 0..4 {
        let next = text.skip_blanks(at);
        let Some(close) = (text.byte(next) == b'(').then(|| text.bracket_end(next)).flatten() else {
            break;
        };
        at = close;
    }
    at
}

/// Whether an item of a list ends at `end`: a comma or an `and` follows, and no particle.
pub(super) fn ends_like_an_item(text: Text<'_>, end: usize) -> bool {
    let mut at = text.skip_blanks(item_end(text, end));
    for filler in ["사건", "등", "의"] {
        at = text.skip_blanks(text.eat(at, filler).unwrap_or(at));
    }
    for filler in ["견해", "의견", "판시", "취지", "판례", "판결", "결정", "들"] {
        at = text.skip_blanks(text.eat(at, filler).unwrap_or(at));
    }
    if let Some(next) =
        text.char_at(at).filter(|c| matches!(c, ',' | ';' | '；' | '·' | 'ㆍ' | '/' | '，' | '、'))
    {
        return next != '/' || text.char_at(at + 1).is_some_and(is_blank);
    }
    text.eat_any(at, &["및", "그리고", "또는", "이나 ", "을 비롯", "를 비롯", "을 포함", "를 포함"]).is_some()
        || text.eat_any(at, &["와", "과"]).and_then(|end| text.char_at(end)).is_some_and(is_blank)
}

/// Whether the mention is what its sentence speaks of: `판결은`, `결정이`, `판례는`.
fn is_subject(text: Text<'_>, end: usize) -> bool {
    let end = item_end(text, end);
    text.eat_any(end, &["은", "이", "는", "가"]).and_then(|next| text.char_at(next)).is_some_and(is_blank)
}

/// Whether a bracket holds nothing but citations, and stands behind the end of a statement.
fn supports_a_rule(text: Text<'_>, bracket: Span, group: &[Cited]) -> bool {
    let (Some(first), Some(last)) = (group.first(), group.last()) else {
        return false;
    };
    let open = text.char_at(bracket.start).map_or(1, char::len_utf8);
    let inner = bracket.start + open;
    let close = bracket.end - text.char_before(bracket.end).map_or(1, char::len_utf8);
    group.iter().all(|cited| cited.role == Role::Cited && cited.source != Source::LowerCourt)
        && group.iter().rev().skip(1).all(|cited| cited.continues)
        && is_list_gap(text, inner, first.span.start)
        && is_list_gap(text, last.span.end, close)
        // `심리 중에 있다(2024헌바1)`, `재심을 청구하고(대법원 2015재다1)`: a case of the parties has its number only.
        && (group.iter().any(|cited| cited.source == Source::Dated) || is_published(text.between(last.span.end, close)))
        && ends_a_statement(text, bracket.start)
}

/// Whether a gap names the volume or the page of a publication.
fn is_published(gap: &str) -> bool {
    gap.bytes().any(|byte| byte.is_ascii_digit())
}

/// How a verb in the past ends. What happened is told so and is no rule: `청구를 각하하였다(2014헌마1)`.
const PAST: [&str; 22] = [
    "였다",
    "었다",
    "았다",
    "했다",
    "됐다",
    "였고",
    "었고",
    "았고",
    "였으며",
    "었으며",
    "았으며",
    "였으나",
    "었으나",
    "았으나",
    "였으므로",
    "었으므로",
    "았으므로",
    "하였는데",
    "되었는데",
    "하였는바",
    "되었는바",
    "였다가",
];

/// Whether the word before `at` ends a statement (`…할 수 없다`, `…것이고`) and names nothing.
fn ends_a_statement(text: Text<'_>, at: usize) -> bool {
    let end = text.skip_blanks_back(at);
    let words = text.between(text.boundary(end.saturating_sub(MAX_WORD)), end);
    // A question mark is what some editions made of a closing quotation mark.
    let words = words.trim_end_matches(['.', '”', '’', '"', '\'', '」', '』', '?']);
    let word = words.rsplit(is_blank).next().unwrap_or_default();
    if PAST.iter().any(|tail| word.ends_with(tail)) || tells_of_a_dismissal(words) {
        return false;
    }
    let before = |tail: &str| word.strip_suffix(tail).and_then(|stem| stem.chars().next_back());
    let follows = |tail: &str, stems: &str| before(tail).is_some_and(|c| stems.contains(c));
    word.ends_with('다')
        || follows("고", "하되이있없않였았었겠라다지니렇")
        || follows("며", "하되이있없않였았었으")
        || follows("나", "하되이있없않였았었으")
        || follows("바", "는인한던하된할")
        || follows("데", "는인한던")
        || follows("면", "하되이으라다")
        || ["므로", "지만", "니와", "여서", "어서", "아서", "라서", "으니", "하니"]
            .iter()
            .any(|tail| word.ends_with(tail))
}

/// `이미 각하된 바 있고`, `기각결정을 받은 바 있으므로`: what came of a case, and no rule, as `합헌결정을 한 바 있는데` is.
fn tells_of_a_dismissal(words: &str) -> bool {
    let told = words.rfind("바 있").and_then(|at| words.get(..at)).unwrap_or_default();
    let near = told.get(Text(told).boundary(told.len().saturating_sub(MAX_DISMISSAL))..).unwrap_or(told);
    ["각하", "기각"].iter().any(|dismissed| near.contains(dismissed))
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
            ("(공1995하, 3022, 변경)", After::Overruled),
            ("(집16-1, 민123, 폐기 )", After::Overruled),
            (" 참고)", After::Followed),
            (" 등 참고.", After::Followed),
            (" 참고인의 진술", After::Silent),
            (" (공1984, 597)", After::Silent),
            ("은 이와 다르다", After::Silent),
        ] {
            assert_eq!(after(Text(text), 0), expected, "{text}");
        }
    }

    #[test]
    fn a_statement_ends_before_a_bracket_and_a_name_does_not() {
        for (text, ends) in [
            ("이를 인정할 수 없다", true),
            ("라 할 것이고", true),
            ("하여야 하며", true),
            ("할 수 없으나", true),
            ("라고 할 것인바", true),
            ("볼 수 있으므로", true),
            ("이를 각하하였다", false),
            ("상고가 기각되었고", false),
            ("그 뜻이 명확하다.』", true),
            ("위배된다고 할 수 없다.?", true),
            ("합헌결정을 한 바 있는데", true),
            ("심판의 이익을 인정한 바 있다", true),
            ("부적법하다는 이유로 각하된 바 있고", false),
            ("각하 결정을 선고받은 바 있다", false),
            ("상고하였으나 기각된 바 있으므로", false),
            ("이미 각하되었으므로", false),
            ("헌법소원심판을 청구하였는데", false),
            ("합헌결정을 하였는바", false),
            ("재심대상판결", false),
            ("종전의 판례", false),
            ("원고", false),
            ("상고", false),
            ("위 결정", false),
        ] {
            assert_eq!(ends_a_statement(Text(text), text.len()), ends, "{text}");
        }
    }
}
