//! Short forms of laws and what they stand for at a place in the text: names that the text defines
//! (`이하 '특례법'이라 한다`), 같은 법, 동법, 위 시행령, 법, 같은 조.
//!
//! A short form binds to the nearest antecedent before it and to nothing where there is none.

use std::collections::HashMap;

use super::statute::{LawName, Provision};
use super::statute_names::{by_law_of, compact, split_by_law, statute_of};
use crate::scan::{Text, is_blank, is_middle_dot};

/// How many mentions of laws back an antecedent may lie.
const MAX_HISTORY: usize = 64;

/// The longest short name that a text defines, in characters.
const MAX_ALIAS: usize = 30;

/// A law as it was mentioned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LawUse {
    pub(super) name: LawName,
    /// 구, 개정되기 전의 것.
    pub(super) former: bool,
}

/// What a defined short name stands for: a law, or a provision of one (`이하 '감면규정'이라 한다`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) law: LawUse,
    pub(super) provision: Option<Provision>,
}

/// The short names that a text has defined so far.
#[derive(Debug, Default)]
pub(super) struct Aliases {
    targets: HashMap<String, Target>,
    longest: usize,
    /// Whether a name begins with a number: `제6호 이혼사유`.
    numbered: bool,
}

/// What was mentioned up to a place in the text.
#[derive(Debug, Default)]
pub(super) struct Scope {
    history: Vec<LawUse>,
    aliases: Aliases,
    /// Whether every name is that of a law, as in 참조조문.
    pub(super) public: bool,
    /// The last provision that was mentioned of the current law.
    pub(super) last: Provision,
    /// Whether the provisions named last were those of a contract or by-laws, not of a law.
    pub(super) private: bool,
}

impl Scope {
    /// A scope in which nothing was mentioned yet but `aliases` are defined.
    pub(super) fn new(aliases: Aliases, public: bool) -> Self {
        Self { aliases, public, ..Self::default() }
    }

    /// The short names that were defined, for the next section.
    pub(super) fn into_aliases(self) -> Aliases {
        self.aliases
    }

    /// The law mentioned last.
    pub(super) fn current(&self) -> Option<&LawUse> {
        self.history.last()
    }

    /// Notes that `law` is mentioned.
    pub(super) fn mention(&mut self, law: &LawUse) {
        self.private = false;
        if self.current() == Some(law) {
            return;
        }
        if self.history.len() == 2 * MAX_HISTORY {
            self.history.drain(..MAX_HISTORY);
        }
        self.last = Provision::default();
        self.history.push(law.clone());
    }

    /// Defines `alias` (with or without 구 in front) as a short name.
    pub(super) fn define(&mut self, alias: &str, target: Target) {
        self.aliases.define(alias, target);
    }

    /// The longest defined short name that ends at `end`: where it begins, and what it stands for.
    pub(super) fn alias_before(&self, text: Text<'_>, end: usize) -> Option<(usize, &Target)> {
        self.aliases.ending_at(text, end)
    }

    /// The longest defined short name that begins at `start` with a number: `제6호 이혼사유`.
    pub(super) fn numbered_alias(&self, text: Text<'_>, start: usize) -> Option<&Target> {
        self.aliases.beginning_at(text, start)
    }

    /// The law that a short form means.
    pub(super) fn resolve(&self, form: ShortForm) -> Option<LawUse> {
        let recent = || self.history.iter().rev().take(MAX_HISTORY);
        let statute = || {
            recent()
                // 법 without a pointer is never the constitution.
                .filter(|law| form.pointed || law.name.key != "헌법")
                .map(|law| LawUse { name: statute_of(&law.name), former: law.former })
                .find(|law| law.name.key.ends_with("법") || law.name.key.ends_with("법률"))
        };
        let ending = |word: &str| recent().find(|law| law.name.key.ends_with(word)).cloned();
        let law = match (form.kind, form.by_law) {
            ("법" | "법률", None) => statute(),
            ("법" | "법률", Some(by_law)) => {
                statute().map(|law| LawUse { name: by_law_of(&law.name, by_law), former: law.former })
            }
            ("시행령" | "시행규칙" | "시행세칙", _) if form.its => recent()
                .find(|law| law.name.key != "헌법")
                .map(|law| LawUse { name: by_law_of(&statute_of(&law.name), form.kind), former: law.former }),
            ("시행령" | "시행규칙" | "시행세칙", _) => ending(form.kind).or_else(|| {
                statute().map(|law| LawUse { name: by_law_of(&law.name, form.kind), former: law.former })
            }),
            ("영" | "령", _) => ending("령"),
            ("조약" | "협약" | "협정", _) => {
                ending("조약").or_else(|| ending("협정")).or_else(|| ending("협약"))
            }
            (kind, _) => ending(kind),
        }?;
        // `같은 규칙` of a statute's rules is those rules; a bare kind never means a statute of another kind.
        Some(law)
    }
}

impl Aliases {
    fn define(&mut self, alias: &str, target: Target) {
        let key = compact(alias);
        let chars = key.chars().count();
        if (1..=MAX_ALIAS).contains(&chars) {
            self.longest = self.longest.max(chars);
            self.numbered = self.numbered || key.starts_with('제');
            self.targets.insert(key, target);
        }
    }

    fn beginning_at(&self, text: Text<'_>, start: usize) -> Option<&Target> {
        if !self.numbered {
            return None;
        }
        let mut name = String::new();
        let mut found = None;
        let letters = text.after(start).chars().filter(|&c| !is_blank(c) && !is_middle_dot(c));
        for c in letters.take(self.longest) {
            name.push(c);
            found = self.targets.get(&name).or(found);
        }
        found
    }

    fn ending_at(&self, text: Text<'_>, end: usize) -> Option<(usize, &Target)> {
        if self.targets.is_empty() {
            return None;
        }
        let mut reversed = String::new();
        let mut found = None;
        let mut start = end;
        let mut chars = 0;
        for c in text.before(end).chars().rev() {
            start -= c.len_utf8();
            if is_blank(c) || is_middle_dot(c) {
                continue;
            }
            reversed.push(c);
            chars += 1;
            if chars > self.longest || matches!(c, '(' | ')' | '（' | '）' | ',' | '，') {
                break;
            }
            if text.word_begins(start) {
                let name: String = reversed.chars().rev().collect();
                found = self.targets.get(&compact(&name)).map(|target| (start, target)).or(found);
            }
        }
        found
    }
}

/// A form of words that stands for a law mentioned before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ShortForm {
    /// Where it begins.
    pub(super) start: usize,
    /// `법`, `시행령`, `규칙` …
    pub(super) kind: &'static str,
    /// `시행령` in `같은 법 시행령`.
    pub(super) by_law: Option<&'static str>,
    /// Whether 같은, 동, 위 or 이 stands before the kind.
    pub(super) pointed: bool,
    /// Whether it is 그: the decree of the law that was named last.
    pub(super) its: bool,
    /// 구법: the superseded version is meant.
    pub(super) former: bool,
}

const KINDS: [&str; 20] = [
    "특별조치법",
    "특례법",
    "특별법",
    "법률",
    "법",
    "시행령",
    "시행규칙",
    "시행세칙",
    "규칙",
    "규정",
    "조례",
    "조약",
    "협약",
    "협정",
    "고시",
    "훈령",
    "예규",
    "지침",
    "령",
    "영",
];

/// The short form that ends at `end`.
pub(super) fn short_form_before(text: Text<'_>, end: usize) -> Option<ShortForm> {
    let by_law = super::statute_names::BY_LAWS
        .into_iter()
        .find_map(|by_law| Some((by_law, text.skip_blanks_back(text.eat_back(end, by_law)?))));
    if let Some((by_law, before)) = by_law
        && let Some(form) = form_of_kind(text, before, &["법률", "법"])
    {
        return Some(ShortForm { by_law: Some(by_law), ..form });
    }
    form_of_kind(text, end, &KINDS)
}

fn form_of_kind(text: Text<'_>, end: usize, kinds: &[&'static str]) -> Option<ShortForm> {
    const POINTERS: [&str; 9] = ["동", "위", "이", "본", "우", "당해", "상기", "해당", "그"];
    let (kind, start) = kinds.iter().find_map(|kind| Some((*kind, text.eat_back(end, kind)?)))?;
    let before = text.skip_blanks_back(start);
    let begins = |word: &&str| text.eat_back(before, word).filter(|&at| text.word_begins(at));
    let its = begins(&"그").is_some();
    let form = |start, pointed, former| ShortForm { start, kind, by_law: None, pointed, its, former };
    // 같은 is no end of a noun, so it points even where a blank was lost.
    if let Some(at) = text.eat_back(before, "같은").or_else(|| POINTERS.iter().find_map(begins)) {
        return Some(form(at, true, false));
    }
    if matches!(kind, "법" | "법률") {
        for (word, former) in [("개정", false), ("현행", false), ("신", false), ("구", true)] {
            if let Some(at) = begins(&word) {
                return Some(form(at, false, former));
            }
        }
    }
    let in_a_name = kind != "법" && text.eat_any_back(before, &["관한", "위한", "대한", "의한"]).is_some();
    let alone = text.word_begins(start) && !in_a_name && !matches!(kind, "영" | "령" | "법률");
    alone.then_some(form(start, false, false))
}

/// 같은 조, 동조, 같은 항, 같은 호 that ends at `end`: where it begins, and how much of the last provision it keeps.
pub(super) fn same_provision_before(
    text: Text<'_>,
    end: usize,
    last: Provision,
) -> Option<(usize, Provision)> {
    let end = text.eat_back(end, "의").unwrap_or(end);
    let (unit, before) = ["조항", "조문", "법조", "조", "항", "호"]
        .into_iter()
        .find_map(|unit| Some((unit, text.eat_back(end, unit)?)))?;
    let pointer_end = text.skip_blanks_back(before);
    let start = ["같은", "동", "위", "그"].iter().find_map(|pointer| text.eat_back(pointer_end, pointer))?;
    text.word_begins(start).then_some(())?;
    let mut kept = last;
    kept.subitem = None;
    match unit {
        "조" | "조문" | "법조" => (kept.annex, kept.paragraph, kept.item) = (None, None, None),
        "항" | "조항" => kept.item = None,
        _ => {}
    }
    Some((start, kept))
}

/// The short names that a note defines: what stands in quotes after 이하, or without quotes before 이라 한다.
pub(super) fn defined_names(note: &str) -> impl Iterator<Item = &str> {
    note.match_indices("이하").filter_map(|(at, word)| defined_name(note.get(at + word.len()..)?))
}

/// The short name after 이하.
pub(super) fn defined_name(rest: &str) -> Option<&str> {
    const QUOTES: [(char, char); 8] = [
        ('‘', '’'),
        ('“', '”'),
        ('\'', '\''),
        ('"', '"'),
        ('「', '」'),
        ('『', '』'),
        ('＇', '＇'),
        ('`', '`'),
    ];
    let head: String = rest.chars().take(24).collect();
    let open = head
        .char_indices()
        .find(|&(_, c)| QUOTES.iter().any(|quote| quote.0 == c) || matches!(c, ')' | '）' | '.'));
    match open {
        Some((at, c)) if !matches!(c, ')' | '）' | '.') => {
            let close = QUOTES.iter().find(|quote| quote.0 == c)?.1;
            let inside = rest.get(at + c.len_utf8()..)?;
            let end = inside.char_indices().take(MAX_ALIAS * 2).find(|&(_, c)| c == close)?.0;
            inside.get(..end)
        }
        _ => unquoted_name(rest),
    }
}

/// `이하 특례법이라 한다`.
fn unquoted_name(rest: &str) -> Option<&str> {
    let head = rest.get(..rest.char_indices().nth(MAX_ALIAS).map_or(rest.len(), |(at, _)| at))?;
    let end = head.find("이라")?;
    let name = head.get(..end)?.trim_matches(|c| is_blank(c) || matches!(c, ',' | '，'));
    let is_law = ["법", "법률", "령", "규칙", "규정", "조례", "조약", "협정", "협약", "고시", "조항"]
        .iter()
        .any(|word| name.ends_with(word));
    (is_law && !name.contains(['(', ')', '（', '）', '.'])).then_some(name)
}

/// Whether a name that is used can be a by-law of a defined one: `특례법 시행령` where 특례법 is defined.
pub(super) fn by_law_of_alias(target: &Target, by_law: &str) -> Option<LawUse> {
    (target.provision.is_none() && split_by_law(&target.law.name.key).1.is_empty())
        .then(|| LawUse { name: by_law_of(&target.law.name, by_law), former: target.law.former })
}

#[cfg(test)]
mod tests {
    use super::super::statute_names::law_named;
    use super::*;

    fn used(name: &str) -> LawUse {
        LawUse { name: law_named(name), former: false }
    }

    fn resolved(history: &[&str], form: &str) -> Option<String> {
        let mut scope = Scope::default();
        for name in history {
            scope.mention(&used(name));
        }
        let form = short_form_before(Text(form), form.len())?;
        scope.resolve(form).map(|law| law.name.key)
    }

    #[test]
    fn short_forms_bind_to_the_nearest_antecedent_of_their_kind() {
        for (history, form, expected) in [
            (&["건축법"][..], "같은 법", Some("건축법")),
            (&["건축법"][..], "같은 법 시행령", Some("건축법시행령")),
            (&["건축법"][..], "동법시행규칙", Some("건축법시행규칙")),
            (&["건축법 시행령"][..], "동법", Some("건축법")),
            (&["건축법", "민법"][..], "위 법률", Some("민법")),
            (&["건축법 시행령", "민법"][..], "위 시행령", Some("건축법시행령")),
            (&["건축법"][..], "시행령", Some("건축법시행령")),
            (&["서울특별시 건축조례", "건축법"][..], "위 조례", Some("서울특별시건축조례")),
            (&["건축법"][..], "위 조례", None),
            (&["건축법 시행령", "도로법"][..], "그 시행령", Some("도로법시행령")),
            (&["건축법 시행령", "도로법"][..], "위 시행령", Some("건축법시행령")),
            (&["소득세법"][..], "법", Some("소득세법")),
            (&[][..], "같은 법", None),
            (&["건축법"][..], "방법", None),
        ] {
            assert_eq!(resolved(history, form).as_deref(), expected, "{form}");
        }
    }

    #[test]
    fn defined_names_are_read_in_every_kind_of_quotes() {
        for (note, name) in [
            (
                "2012. 2. 17. 법률 제1호로 개정되기 전의 것, 이하 ‘구 정보통신망법’이라고 한다",
                "구 정보통신망법",
            ),
            ("이하 “특례법”이라 한다", "특례법"),
            ("이하 '법'이라고만 한다", "법"),
            ("이하 「규칙」이라 한다", "규칙"),
            ("이하 특례법이라 한다", "특례법"),
            ("이하, '원고'라고만 한다", "원고"),
        ] {
            assert_eq!(defined_names(note).collect::<Vec<_>>(), [name], "{note}");
        }
        assert_eq!(defined_names("이하 같다").count(), 0);
    }

    #[test]
    fn the_longest_defined_name_is_found() {
        let mut scope = Scope::default();
        for name in ["법", "구 정보통신망법"] {
            scope.define(name, Target { law: used(name), provision: None });
        }
        for (text, start) in
            [("위 구 정보통신망법 ", Some("위 ".len())), ("그 법", Some("그 ".len())), ("방법", None)]
        {
            let end = text.trim_end().len();
            assert_eq!(scope.alias_before(Text(text), end).map(|found| found.0), start, "{text}");
        }
    }
}
