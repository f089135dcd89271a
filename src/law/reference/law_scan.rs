//! The law that stands before a provision, read backwards: its name, a short form, the notes between them.
//!
//! `구 건축법 시행령(1999. 4. 30. 대통령령 제16284호로 개정되기 전의 것) `, `「주택법」 `, `같은 법 `, `민법 부칙 `. A name of
//! the closed list goes first, then a name that the text defines, then the shape of the word.

use super::law_shape::named_by_shape;
use super::private_rules::is_private;
use super::quoted_law::quoted_name;
use super::short_form::{LawUse, Scope, ShortForm, Target, by_law_of_alias, short_form_before};
use super::statute::Provision;
use super::statute_names::{BY_LAWS, law_named, listed_before};
use crate::scan::Text;
use panrye_text::character::is_hangul;
use panrye_text::span::Span;

/// How many amendments of one another may stand behind a law: two occur.
const MOST_AMENDMENTS: usize = 4;

/// What stands before a provision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LawHead {
    /// Where the mention begins; the provision itself where nothing names a law.
    pub(super) start: usize,
    pub(super) law: LawMention,
    /// Whether 부칙 stands between the law and the provision.
    pub(super) supplementary: bool,
    /// The notes in brackets between the law and the provision.
    pub(super) notes: Vec<Span>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LawMention {
    /// A law by its name.
    Named(LawUse),
    /// A short name of the text that stands for a provision.
    Defined(LawUse, Provision),
    /// 같은 법, 위 시행령.
    Short(ShortForm),
    /// Rules of private parties: 정관, 약관, 취업규칙.
    Private,
    /// No words that name a law.
    None,
}

impl LawMention {
    /// What a short name of the text stands for.
    pub(super) fn of(target: &Target) -> Self {
        match target.provision {
            Some(provision) => Self::Defined(target.law.clone(), provision),
            None => Self::Named(target.law.clone()),
        }
    }
}

/// Reads back from `at`, where a provision begins.
pub(super) fn law_before(text: Text<'_>, at: usize, scope: &Scope) -> LawHead {
    let mut head = LawHead { start: at, law: LawMention::None, supplementary: false, notes: Vec::new() };
    let mut end = text.skip_blanks_back(at);
    if let Some(inside) = bracketed_law(text, end, scope) {
        return inside;
    }
    for _ in 0..3 {
        if let Some(open) = note_before(text, end) {
            head.notes.push(Span::new(open, end));
            end = text.skip_blanks_back(open);
        } else if let Some(start) = text.eat_back(end, "부칙").filter(|_| !head.supplementary) {
            head.supplementary = true;
            head.start = start;
            end = text.skip_blanks_back(start);
        } else {
            break;
        }
    }
    if let Some((start, mut law)) = mention_before(text, end, scope) {
        if let LawMention::Named(law) | LawMention::Defined(law, _) = &mut law {
            let noted = head.notes.iter().any(|note| says_former(note.of(text.0)));
            law.former = law.former || noted;
        }
        head.start = start;
        head.law = law;
    } else if !head.supplementary {
        head.notes.clear();
    }
    head
}

/// `[공무원임용령(2005. 12. 30. …로 개정되기 전의 것)] 제32조`: the whole bracket is the law, not a note on the one before it.
fn bracketed_law(text: Text<'_>, end: usize, scope: &Scope) -> Option<LawHead> {
    let close = text.eat_back(end, "]")?;
    let open = text.bracket_start(end)?;
    // A bracket that closes inside another is one of the inner law's notes.
    let inside = law_before(text, close, scope);
    let begins = inside.start == text.skip_blanks(open + 1);
    (begins && matches!(inside.law, LawMention::Named(_))).then_some(LawHead { start: open, ..inside })
}

/// Whether a note says that a superseded version is meant.
pub(super) fn says_former(note: &str) -> bool {
    ["전의 것", "이전의 것", "전의것", "전의 법", "되기 전", "폐지되기", "전 것", "폐지된 것"]
        .iter()
        .any(|word| note.contains(word))
}

/// The start of a bracket before `end` whose words are a note on a law.
fn note_before(text: Text<'_>, end: usize) -> Option<usize> {
    const WORDS: [&str; 16] = [
        "개정",
        "이하",
        "전의 것",
        "법률 제",
        "령 제",
        "폐지",
        "시행",
        "약칭",
        "라 한다",
        "라고 한다",
        "고시 제",
        "훈령",
        "예규",
        "규칙 제",
        "제정",
        "조례 제",
    ];
    if let Some(open) = angle_note_before(text, end) {
        return Some(open);
    }
    text.char_before(end).filter(|c| matches!(c, ')' | '）' | ']'))?;
    let open = text.bracket_start(end)?;
    let inside = text.between(open, end);
    let is_foreign_name = inside.chars().any(|c| c.is_ascii_alphabetic()) && !inside.chars().any(is_hangul);
    let is_date =
        inside.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ' ' | '(' | ')' | '（' | '）'));
    (is_date || is_foreign_name || WORDS.iter().any(|word| inside.contains(word))).then_some(open)
}

/// The start of `<제15791호, 2018. 10. 16.>`, which says what supplementary provisions are meant.
fn angle_note_before(text: Text<'_>, end: usize) -> Option<usize> {
    const MAX_NOTE: usize = 120;
    text.char_before(end).filter(|c| matches!(c, '>' | '〉' | '›'))?;
    let floor = text.boundary(end.saturating_sub(MAX_NOTE));
    let open = floor + text.between(floor, end).rfind(['<', '〈', '‹'])?;
    let inside = text.between(open, end);
    (inside.contains('제') && inside.contains('호')).then_some(open)
}

/// The law that ends at `end`, with where the mention begins.
pub(super) fn mention_before(text: Text<'_>, end: usize, scope: &Scope) -> Option<(usize, LawMention)> {
    known_before(text, end, scope).or_else(|| unknown_before(text, end, scope))
}

/// The law that ends at `end` by a name in quotes, of the list or of the text, with where the mention begins.
pub(super) fn known_before(text: Text<'_>, end: usize, scope: &Scope) -> Option<(usize, LawMention)> {
    known_through(text, end, scope, MOST_AMENDMENTS)
}

/// The same behind at most `amendments` amendments (`소득세법 중 개정법률 중 개정법률`).
fn known_through(
    text: Text<'_>,
    end: usize,
    scope: &Scope,
    amendments: usize,
) -> Option<(usize, LawMention)> {
    let last = text.char_before(end)?;
    if let Some(found) = quoted_name(text, end, last, scope) {
        return Some(found);
    }
    // A quote that closes and did not open, as cut excerpts have it.
    let end = if matches!(last, '’' | '」' | '”') { end - last.len_utf8() } else { end };
    if let Some(amended) = amended_law_before(text, end) {
        let fewer = amendments.checked_sub(1)?;
        return known_through(text, amended, scope, fewer).or_else(|| unknown_before(text, amended, scope));
    }
    let alias = scope.alias_before(text, end);
    let listed = named_in_list(text, end);
    let by_law = by_law_of_name(text, end, scope);
    let longest_start = [alias.map(|found| found.0), listed, by_law.as_ref().map(|found| found.0)]
        .into_iter()
        .flatten()
        .min();
    if let Some((start, target)) = alias.filter(|found| Some(found.0) == longest_start) {
        return Some((start, LawMention::of(target)));
    }
    if let Some(start) = listed.filter(|&start| Some(start) == longest_start) {
        return Some(with_prefix(text, start, end));
    }
    if by_law.is_some() {
        return by_law;
    }
    None
}

/// What ends at `end` and is no name of a list or of the text: a short form, private rules, or the shape of a name.
fn unknown_before(text: Text<'_>, end: usize, scope: &Scope) -> Option<(usize, LawMention)> {
    let form = short_form_before(text, end).map(|form| (form.start, LawMention::Short(form)));
    // Among names of laws alone, `…지급 규정` is one of them and not 규정 for short.
    let is_for_short = |(_, mention): &(usize, LawMention)| match mention {
        LawMention::Short(form) => form.pointed || !scope.public,
        _ => false,
    };
    let named =
        || named_by_shape(text, end, scope.public).map(|(start, law)| (start, LawMention::Named(law)));
    let found = form.clone().filter(is_for_short).or_else(named).or(form);
    if found.is_some() {
        return found;
    }
    is_private(text, end).then_some((end, LawMention::Private))
}

/// The end of the name in `소득세법 중 개정법률`.
fn amended_law_before(text: Text<'_>, end: usize) -> Option<usize> {
    let amendment = text.eat_any_back(end, &["개정법률", "개정령", "개정규칙"])?;
    let among = text.eat_back(text.skip_blanks_back(amendment), "중")?;
    Some(text.skip_blanks_back(among))
}

/// The start of a listed name that ends at `end`; a decree or rules of a listed statute count.
fn named_in_list(text: Text<'_>, end: usize) -> Option<usize> {
    let base_end = BY_LAWS
        .into_iter()
        .find_map(|by_law| text.eat_back(end, by_law))
        .map_or(end, |before| text.skip_blanks_back(before));
    let begins = |start: usize, end: usize| {
        text.word_begins(start) || glued_to(text, start, text.between(start, end).chars().count())
    };
    let base = listed_before(text, base_end, |suffix| begins(suffix.start, base_end));
    base.or_else(|| listed_before(text, end, |suffix| begins(suffix.start, end)))
}

/// Names that stand glued to the word before (`구소득세법`, `이는민법`, `현행상표법`): 구, 현행 and the ends of clauses.
/// A longer listed name goes before, so that 난민법 is not 민법.
fn glued_to(text: Text<'_>, start: usize, chars: usize) -> bool {
    match text.char_before(start) {
        Some('구') => text.word_begins(start - '구'.len_utf8()) || chars > 4,
        Some('행') => text.eat_back(start, "현행").is_some(),
        Some(c) if "은는을를및위와다면편각여던라항조호".contains(c) => true,
        Some(c) if "이의가고로과며에동서한된인도우나".contains(c) => chars > 4,
        _ => false,
    }
}

/// A listed name with what belongs to it on the left: 구, and the country of a foreign law.
fn with_prefix(text: Text<'_>, start: usize, end: usize) -> (usize, LawMention) {
    let start = country_before(text, start).unwrap_or(start);
    let (outer, former) = former_before(text, start);
    let law = LawUse { name: law_named(text.between(start, end)), former };
    (outer, LawMention::Named(law))
}

/// Where the country begins whose law the name at `start` is: `영국 해상보험법`.
pub(super) fn country_before(text: Text<'_>, start: usize) -> Option<usize> {
    const COUNTRIES: [&str; 22] = [
        "독일",
        "일본",
        "일본국",
        "미국",
        "중국",
        "프랑스",
        "영국",
        "스위스",
        "오스트리아",
        "대만",
        "이탈리아",
        "캐나다",
        "호주",
        "러시아",
        "베트남",
        "중화인민공화국",
        "홍콩",
        "싱가포르",
        "네덜란드",
        "벨기에",
        "몽골",
        "북한",
    ];
    let before = text.skip_blanks_back(start);
    // `독일 종전 민법`
    let before = text
        .eat_any_back(before, &["종전", "현행", "개정", "구"])
        .map_or(before, |version| text.skip_blanks_back(version));
    COUNTRIES
        .iter()
        .filter_map(|country| text.eat_back(before, country))
        .filter(|&at| text.word_begins(at))
        .min()
}

/// Whether 구 stands before a name that begins at `start`, and where the mention begins then.
pub(super) fn former_before(text: Text<'_>, start: usize) -> (usize, bool) {
    let before = text.skip_blanks_back(start);
    let quote = text.eat_any_back(before, &["「", "‘", "“", "'", "\""]).filter(|_| before == start);
    let at = quote.map_or(before, |quote| text.skip_blanks_back(quote));
    match text.eat_any_back(at, &["구", "舊"]).filter(|&old| text.word_begins(old)) {
        Some(old) => (old, true),
        None => (quote.unwrap_or(start), false),
    }
}

/// The decree or rules of a law by a short name of the text: `특례법 시행령`.
fn by_law_of_name(text: Text<'_>, end: usize, scope: &Scope) -> Option<(usize, LawMention)> {
    let (by_law, before) =
        BY_LAWS.into_iter().find_map(|by_law| Some((by_law, text.eat_back(end, by_law)?)))?;
    let (start, target) = scope.alias_before(text, text.skip_blanks_back(before))?;
    let law = by_law_of_alias(target, by_law)?;
    Some((start, LawMention::Named(law)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, bool, bool, &str) {
        let end = text.find('|').unwrap();
        let head = law_before(Text(text), end, &Scope::default());
        let name = match head.law {
            LawMention::Named(law) => (law.name.written, law.former),
            LawMention::Short(form) => (format!("<{}>", text.get(form.start..end).unwrap().trim()), false),
            LawMention::Private => ("<private>".to_owned(), false),
            LawMention::Defined(..) | LawMention::None => (String::new(), false),
        };
        (name.0, name.1, head.supplementary, text.get(head.start..end).unwrap())
    }

    #[test]
    fn laws_of_every_form_are_read_backwards() {
        for (text, name, former, supplementary, quote) in [
            ("이는 민법 |제750조", "민법", false, false, "민법 "),
            ("이며, 이는민법 |제840조", "민법", false, false, "민법 "),
            ("구 건축법 시행령 |", "건축법 시행령", true, false, "구 건축법 시행령 "),
            ("구소득세법시행령 |", "소득세법시행령", true, false, "구소득세법시행령 "),
            (
                "구 산업재해보상보험법 시행규칙(2008. 7. 1. 노동부령 제304호로 전부 개정되기 전의 것) |",
                "산업재해보상보험법 시행규칙",
                true,
                false,
                "구 산업재해보상보험법 시행규칙(2008. 7. 1. 노동부령 제304호로 전부 개정되기 전의 것) ",
            ),
            ("「주택법」 |", "주택법", false, false, "「주택법」 "),
            (
                "구 「국제조세조정에 관한 법률」 |",
                "국제조세조정에 관한 법률",
                true,
                false,
                "구 「국제조세조정에 관한 법률」 ",
            ),
            (
                "원고는 정보통신망 이용촉진 및 정보보호 등에 관한 법률 |",
                "정보통신망 이용촉진 및 정보보호 등에 관한 법률",
                false,
                false,
                "정보통신망 이용촉진 및 정보보호 등에 관한 법률 ",
            ),
            (
                "따라서 원고는 가상자산 이용자의 보호 등에 관한 법률 |",
                "가상자산 이용자의 보호 등에 관한 법률",
                false,
                false,
                "가상자산 이용자의 보호 등에 관한 법률 ",
            ),
            ("소득세법 부칙 |", "소득세법", false, true, "소득세법 부칙 "),
            ("소득세법 부칙(1995. 12. 29.) |", "소득세법", false, true, "소득세법 부칙(1995. 12. 29.) "),
            ("난민법 |", "난민법", false, false, "난민법 "),
            ("지방소방공무원법 |", "지방소방공무원법", false, false, "지방소방공무원법 "),
            ("일본 민법 |", "일본 민법", false, false, "일본 민법 "),
            ("원고와 같은 법 |", "<같은 법>", false, false, "같은 법 "),
            ("피고 조합의 규약 |", "<private>", false, false, " "),
            (
                "이는 헌법 제7조이다. [구 건축법(2005. 1. 1. 법률 제1호로 개정되기 전의 것)] |",
                "건축법",
                true,
                false,
                "[구 건축법(2005. 1. 1. 법률 제1호로 개정되기 전의 것)] ",
            ),
            ("관세에 관한 협정 제7조의 시행에 관한 협약 |", "<private>", false, false, " "),
            (
                "부속 ‘갑’의 정의 및 행정협력에 관한 의정서 |",
                "‘갑’의 정의 및 행정협력에 관한 의정서",
                false,
                false,
                "‘갑’의 정의 및 행정협력에 관한 의정서 ",
            ),
            ("그와 같은 방법 |", "", false, false, ""),
            ("제한하고(|", "", false, false, ""),
        ] {
            assert_eq!(read(text), (name.to_owned(), former, supplementary, quote), "{text}");
        }
    }
}
