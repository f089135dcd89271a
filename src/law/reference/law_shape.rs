//! Names of laws outside the closed list, recognized by their shape: a word that ends in 법, `… 에 관한 법률` back to
//! where the name begins, a municipality's 조례.
//!
//! Reads backwards and knows no short forms; what a text itself defines goes before this.

use super::law_scan::{country_before, former_before};
use super::short_form::LawUse;
use super::statute_names::{BY_LAWS, is_listed, law_named};
use crate::scan::{Text, is_blank, is_middle_dot};
use panrye_text::character::is_hangul;

/// The most words that a name of the form `… 에 관한 법률` is followed back over.
const MAX_WORDS: usize = 16;

/// Words in 법 that name no law.
const NO_LAWS: &[&str] = &[
    "방법",
    "불법",
    "위법",
    "적법",
    "사법",
    "입법",
    "해법",
    "문법",
    "어법",
    "수법",
    "국내법",
    "외국법",
    "준거법",
    "실정법",
    "자연법",
    "공법",
    "민사법",
    "형사법",
    "세법",
    "신법",
    "구법",
    "개정법",
    "현행법",
    "특별법",
    "일반법",
    "모법",
    "근거법",
    "관습법",
    "판례법",
    "성문법",
    "국제법",
    "경제법",
    "노동법",
    "요법",
    "용법",
    "비법",
    "기법",
    "탈법",
    "편법",
    "농법",
    "처벌법",
    "행정법",
    "재산법",
    "상대법",
    "조세법",
    "합법",
];

/// Endings of words in 법 that name no law.
const NO_LAW_ENDINGS: &[&str] = &[
    "방법",
    "불법",
    "위법",
    "적법",
    "수법",
    "기법",
    "용법",
    "요법",
    "입법",
    "고법",
    "지법",
    "가법",
    "시법",
    "계산법",
    "해석법",
    "관련법",
    "개별법",
    "강행법",
    "형벌법",
    "소송법",
    "본국법",
    "영미법",
    "경합법",
    "형사사법",
    "헌법법률",
];

/// Words before a name that do not belong to it.
const LEADS: &[&str] = &[
    "및",
    "등",
    "또는",
    "위",
    "각",
    "이",
    "그",
    "구",
    "한편",
    "따라서",
    "나아가",
    "다만",
    "현행",
    "그리고",
    "또한",
];

/// A name outside the list, by its shape: a word that ends in 법, or `… 에 관한 법률` back to where the name begins.
pub(super) fn named_by_shape(text: Text<'_>, end: usize, public: bool) -> Option<(usize, LawUse)> {
    let last = text.char_before(end)?;
    if !matches!(last, '법' | '률' | '령' | '칙' | '례' | '약' | '정' | '서' | '시' | '준' | '침' | '규')
    {
        return None;
    }
    let word_start = name_word_start(text, end);
    let base_end = BY_LAWS
        .into_iter()
        .find_map(|by_law| text.eat_back(end, by_law))
        .map_or(end, |before| text.skip_blanks_back(before));
    let base_start = if base_end <= word_start { name_word_start(text, base_end) } else { word_start };
    let base = text.between(base_start, base_end);
    let start = if is_law_about(base) {
        long_name_start(text, base_start)
            .or_else(|| local_name_start(text, base_start, base))
            .or_else(|| listed_name_start(text, base_start).filter(|_| public))?
    } else if public && is_public_rule(base) {
        listed_name_start(text, base_start).unwrap_or(base_start)
    } else if is_single_word_law(base) {
        base_start
    } else {
        return None;
    };
    let start = text.eat(start, "현행").filter(|&after| after < end).unwrap_or(start);
    let start = country_before(text, start).unwrap_or(start);
    let (outer, former) = former_before(text, start);
    let name = text.between(start, end);
    let (name, start, former) = match name.strip_prefix('구') {
        Some(rest) if is_listed(rest) => (rest, start, true),
        _ => (name, outer, former),
    };
    let law = LawUse { name: law_named(name), former };
    Some((start, law))
}

/// The start of a word of a name: hangul, digits and middle dots.
fn name_word_start(text: Text<'_>, end: usize) -> usize {
    let mut start = end;
    for c in text.before(end).chars().rev().take(60) {
        if !(is_hangul(c) || c.is_ascii_alphanumeric() || is_middle_dot(c)) {
            break;
        }
        start -= c.len_utf8();
    }
    // `제9조제1항중소기업…`: a provision that the name is glued to.
    let word = text.between(start, end);
    let provision = word
        .char_indices()
        .zip(word.chars().skip(1))
        .filter(|((_, c), unit)| c.is_ascii_digit() && matches!(unit, '조' | '항' | '호'))
        .last();
    provision.map_or(start, |((at, c), unit)| start + at + c.len_utf8() + unit.len_utf8())
}

/// Words that need `… 에 관한` before them to be a name.
fn is_law_about(word: &str) -> bool {
    matches!(
        word,
        "법률"
            | "특례법"
            | "특별법"
            | "특별조치법"
            | "임시조치법"
            | "규칙"
            | "규정"
            | "조례"
            | "협약"
            | "협정"
            | "조약"
            | "의정서"
            | "기본법"
            | "규약"
            | "고시"
            | "예규"
            | "훈령"
            | "지침"
            | "기준"
            | "요령"
            | "세칙"
    )
}

/// A single word that can only be the name of a law.
fn is_single_word_law(word: &str) -> bool {
    let long_enough = word.chars().count() >= 3;
    let about = ["에관한", "에대한", "을위한", "를위한"].iter().any(|about| {
        word.rfind(about).is_some_and(|at| is_law_about(word.get(at + about.len()..).unwrap_or_default()))
    }) || ["조세조약", "조세협약", "방위조약"].iter().any(|ending| word.ends_with(ending));
    let ends = word.ends_with('법') || about || word.ends_with("법률") || word.ends_with("조례");
    long_enough
        && ends
        && !NO_LAWS.contains(&word)
        && !NO_LAW_ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// Rules of agencies by a single word; in 참조조문 every name is public.
fn is_public_rule(word: &str) -> bool {
    [
        "규칙", "규정", "조례", "훈령", "예규", "고시", "요령", "지침", "기준", "세칙", "협약", "협정",
        "조약", "령", "규약",
    ]
    .iter()
    .any(|ending| word.ends_with(ending))
        && word.chars().count() > 3
}

/// `금산군 가축사육 제한구역 조례`: back to the municipality that gave it.
fn local_name_start(text: Text<'_>, last_word: usize, word: &str) -> Option<usize> {
    const PLACES: [&str; 6] = ["특별시", "광역시", "자치도", "시", "군", "구"];
    (word == "조례").then_some(())?;
    let mut start = last_word;
    for _ in 0..8 {
        let end = text.skip_blanks_back(start);
        start = name_word_start(text, end);
        let word = text.between(start, end);
        if start == end || ends_a_clause(word) {
            return None;
        }
        if word.chars().count() > 2 && PLACES.iter().any(|place| word.ends_with(place)) {
            return Some(start);
        }
    }
    None
}

/// `군인 명예전역수당지급 규정` in 참조조문, where every name is that of a law: back to what separates the items.
fn listed_name_start(text: Text<'_>, last_word: usize) -> Option<usize> {
    let mut start = last_word;
    for _ in 0..MAX_WORDS {
        let end = text.skip_blanks_back(start);
        let word_start = name_word_start(text, end);
        let word = text.between(word_start, end);
        let is_other = is_provision(word)
            || word.starts_with("별표")
            || word.starts_with(|c: char| c.is_ascii_digit())
            || matches!(word, "같은" | "동");
        if word_start == end || end + 3 < start || is_other {
            break;
        }
        start = word_start;
    }
    let start = start + leads(text.between(start, last_word));
    (start < last_word).then_some(start)
}

/// How long the words are that stand before a name and do not belong to it.
fn leads(name: &str) -> usize {
    name.split_inclusive(is_blank).take_while(|word| LEADS.contains(&word.trim_end())).map(str::len).sum()
}

/// `제3조`, `제1항`: a word that is a provision.
fn is_provision(word: &str) -> bool {
    word.starts_with('제') && word.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
}

/// Where `… 에 관한 법률` begins: back over words until one ends like a clause.
fn long_name_start(text: Text<'_>, last_word: usize) -> Option<usize> {
    let about_end = text.skip_blanks_back(last_word);
    let about = text.eat_any_back(about_end, &["관한", "위한", "대한", "의한", "관련", "따른"])?;
    let mut start = about;
    for count in 0..MAX_WORDS {
        let end = text.skip_blanks_back(start);
        let word_start = name_word_start(text, end);
        let word = text.between(word_start, end);
        if word == "의" {
            return quoted_word_start(text, word_start);
        }
        if word_start == end || (count > 0 && ends_a_clause(word)) || end + 3 < start {
            break;
        }
        start = word_start;
    }
    let name = text.between(start, last_word);
    let glued = name.strip_prefix("현행").map_or(0, |_| "현행".len());
    let name = name.get(glued..)?;
    let start = start + glued;
    let lead = leads(name);
    (start + lead < about).then_some(start + lead)
}

/// Where `‘원산지제품’의 정의 … 에 관한 의정서` begins: its first word is in quotes, which close at `end`. Otherwise 의 follows a
/// provision (`제6조의 조항들과 …`), and no name begins with a particle.
fn quoted_word_start(text: Text<'_>, end: usize) -> Option<usize> {
    const MAX_WORD: usize = 90;
    let floor = text.boundary(end.saturating_sub(MAX_WORD));
    let (close, open) = [('’', '‘'), ('”', '“'), ('\'', '\''), ('"', '"')]
        .into_iter()
        .find(|&(close, _)| text.char_before(end) == Some(close))?;
    text.between(floor, end - close.len_utf8()).rfind(open).map(|at| floor + at)
}

/// Whether a word is the end of a clause rather than a part of a name.
fn ends_a_clause(word: &str) -> bool {
    const ENDINGS: [&str; 26] = [
        "은", "는", "가", "서", "며", "고", "다", "라", "면", "지", "여", "된", "할", "게", "도", "써", "던",
        "인", "하는", "되는", "한", "어", "구", "나", "므로", "이",
    ];
    const PARTS: [&str; 9] = ["위한", "관한", "대한", "하는", "국가", "허가", "인가", "평가", "관리"];
    is_provision(word)
        || !PARTS.iter().any(|part| word.ends_with(part))
            && ENDINGS.iter().any(|ending| word.ends_with(ending))
        || matches!(word, "위" | "각" | "또는" | "이" | "그" | "구" | "현행")
}
