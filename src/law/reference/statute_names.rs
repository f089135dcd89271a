//! Names of laws: one key for every spelling, and the closed list that names are recognized by.
//!
//! The list (`law_names.txt`, one name a line) holds statutes, decrees, rules and treaties by the names under which
//! published decisions refer to them in 참조조문; decrees and rules that carry out a statute (시행령, 시행규칙) follow
//! from its name. A name outside the list is recognized by its shape elsewhere.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::short_names::SHORT_NAMES;
use super::statute::LawName;
use super::suffix_trie::{Suffix, SuffixTrie};
use crate::scan::{Text, is_blank, is_middle_dot};

/// What follows the name of a statute in the names of the decree and the rules that carry it out.
pub(super) const BY_LAWS: [&str; 3] = ["시행령", "시행규칙", "시행세칙"];

/// Names in Chinese characters, as decisions of the Constitutional Court wrote them in its first years.
const HANJA_NAMES: [(&str, &str); 14] = [
    ("憲法", "헌법"),
    ("憲法裁判所法", "헌법재판소법"),
    ("民法", "민법"),
    ("民事訴訟法", "민사소송법"),
    ("刑法", "형법"),
    ("刑事訴訟法", "형사소송법"),
    ("商法", "상법"),
    ("行政訴訟法", "행정소송법"),
    ("國稅基本法", "국세기본법"),
    ("相續稅法", "상속세법"),
    ("社會保護法", "사회보호법"),
    ("私立學校法", "사립학교법"),
    ("醫療法", "의료법"),
    ("醫療保險法", "의료보험법"),
];

static LAW_NAMES: &str = include_str!("law_names.txt");

/// Short names first, then the list; the place in this order is the number that the trie gives.
static NAMES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| other_names().map(|(name, _)| name).chain(LAW_NAMES.lines()).collect());

static TRIE: LazyLock<SuffixTrie> = LazyLock::new(|| SuffixTrie::new(NAMES.iter().copied()));

static OFFICIAL: LazyLock<HashMap<String, &'static str>> =
    LazyLock::new(|| other_names().map(|(name, full)| (compact(name), full)).collect());

/// The names that stand for an official one.
fn other_names() -> impl Iterator<Item = (&'static str, &'static str)> {
    SHORT_NAMES.iter().chain(&HANJA_NAMES).copied()
}

/// The name without blanks, middle dots, commas and quotation marks: what all spellings of one law share.
pub(super) fn compact(name: &str) -> String {
    name.chars()
        .filter(|&c| {
            !is_blank(c) && !is_middle_dot(c) && !matches!(c, ',' | '，' | '\'' | '"' | '‘' | '’' | '“' | '”')
        })
        .collect()
}

/// The longest listed or short name that ends at `end` and that `accept` agrees to.
pub(super) fn listed_before(text: Text<'_>, end: usize, accept: impl Fn(Suffix) -> bool) -> Option<usize> {
    TRIE.longest(text, end, accept).map(|suffix| suffix.start)
}

/// Whether the whole of `name` is listed, as a statute or as the decree or rules of one.
pub(super) fn is_listed(name: &str) -> bool {
    let base = split_by_law(name).0;
    listed_before(Text(base), base.len(), |suffix| suffix.start == 0).is_some()
}

/// The law that `written` names: a short name gives the official one.
pub(super) fn law_named(written: &str) -> LawName {
    let written: String =
        written.split(is_blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let (base, by_law) = split_by_law(&written);
    match OFFICIAL.get(&compact(base)) {
        Some(full) if by_law.is_empty() => LawName { written: (*full).to_owned(), key: compact(full) },
        Some(full) => LawName { written: format!("{full} {by_law}"), key: compact(full) + by_law },
        None => LawName { key: compact(&written), written },
    }
}

/// The decree or rules (`시행령`, …) that carry out `law`.
pub(super) fn by_law_of(law: &LawName, by_law: &str) -> LawName {
    LawName { written: format!("{} {by_law}", law.written), key: format!("{}{by_law}", law.key) }
}

/// The statute that `law` carries out, or `law` itself.
pub(super) fn statute_of(law: &LawName) -> LawName {
    LawName { written: split_by_law(&law.written).0.to_owned(), key: split_by_law(&law.key).0.to_owned() }
}

/// The name of the statute, and 시행령 and the like where the name ends so.
pub(super) fn split_by_law(name: &str) -> (&str, &str) {
    BY_LAWS
        .iter()
        .find_map(|by_law| {
            let base = name.strip_suffix(by_law)?.trim_end_matches(is_blank);
            (!base.is_empty()).then_some((base, *by_law))
        })
        .unwrap_or((name, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_law_have_one_key() {
        assert_eq!(law_named("醫療保險法").key, "의료보험법");
        let full = "정보통신망 이용촉진 및 정보보호 등에 관한 법률";
        for written in [full, "정보통신망이용촉진및정보보호등에관한법률", "정보통신망법", "정통망법"]
        {
            assert_eq!(law_named(written).key, compact(full), "{written}");
        }
        assert_eq!(
            law_named("학원의 설립ㆍ운영 및 과외교습에 관한 법률").key,
            law_named("학원의설립·운영및과외교습에관한법률").key
        );
        assert_eq!(law_named("특가법").written, "특정범죄 가중처벌 등에 관한 법률");
        assert_eq!(law_named("정보통신망법 시행령").key, "정보통신망이용촉진및정보보호등에관한법률시행령");
    }

    #[test]
    fn the_tables_are_clean() {
        assert!(SHORT_NAMES.len() >= 150);
        for pair in SHORT_NAMES.windows(2) {
            assert!(pair[0].0 < pair[1].0, "{} and {} are out of order", pair[0].0, pair[1].0);
        }
        for (short, full) in other_names() {
            assert_ne!(compact(short), compact(full), "{short} is no short name");
            assert!(!OFFICIAL.contains_key(&compact(full)), "{full} is itself a short name");
            assert!(is_listed(full), "{full} is not in the list of names");
        }
        let mut keys: Vec<_> = LAW_NAMES.lines().map(compact).collect();
        let before = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), before, "a name stands twice");
    }

    #[test]
    fn by_laws_follow_from_the_statute() {
        let law = law_named("건축법 시행령");
        assert_eq!(statute_of(&law).key, "건축법");
        assert_eq!(by_law_of(&statute_of(&law), "시행규칙").key, "건축법시행규칙");
        assert!(is_listed("건축법시행령") && !is_listed("건축가법"));
    }
}
