//! A statute reference: law, provision, and the terms under which an index finds it.

use std::fmt;

use serde::{Serialize, Serializer};

use super::version::Version;
use crate::judgment::Section;
use panrye_text::span::Span;

/// One mention of a provision: law and article, with paragraph, item and subitem where they are written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatuteRef {
    /// The section in which the mention stands; `None` in a free text.
    pub section: Option<Section>,
    /// Where it stands: the first of a list from the name of the law, a later one from its own 제.
    pub span: Span,
    /// The text at the span.
    pub quote: String,
    /// The law; `None` where a short form has no antecedent.
    pub law: Option<LawName>,
    /// Whether a superseded version is meant (구 …, 개정되기 전의 것).
    pub former: bool,
    /// Where in the law.
    pub provision: Provision,
    /// Whether the provision begins or ends a range (제8조 내지 제11조).
    pub range: Option<RangeEnd>,
    /// Whether it stands in a note that names today's provision (현행 제5조 참조).
    pub current_note: bool,
    /// The points (`[1]` → `1`) that the reference supports, in a section with points.
    pub points: Vec<String>,
}

/// The name of a law.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct LawName {
    /// The full name as the text writes it, without 구; the official name where only a short name is written.
    pub written: String,
    /// The key that joins all spellings: no blanks, no middle dots, the official name for a short name.
    pub key: String,
}

/// Which end of a range a provision is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RangeEnd {
    /// The first provision of the range.
    Start,
    /// The last provision of the range.
    End,
}

impl RangeEnd {
    /// The stable name: `start` or `end`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::End => "end",
        }
    }
}

impl Serialize for RangeEnd {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// A number with its branch: `28의2` in 제28조의2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ordinal {
    /// The number.
    pub number: u32,
    /// The branch after 의.
    pub branch: Option<u32>,
}

impl fmt::Display for Ordinal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.branch {
            Some(branch) => write!(f, "{}의{branch}", self.number),
            None => write!(f, "{}", self.number),
        }
    }
}

impl Serialize for Ordinal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A place in a law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
pub struct Provision {
    /// 부칙: the supplementary provisions.
    pub supplementary: bool,
    /// 별표: the number of the annex.
    pub annex: Option<Ordinal>,
    /// 조.
    pub article: Option<Ordinal>,
    /// 항.
    pub paragraph: Option<Ordinal>,
    /// 호.
    pub item: Option<Ordinal>,
    /// 목: its letter.
    pub subitem: Option<char>,
}

impl Provision {
    /// The provision without its lowest level, `None` for a whole law.
    fn parent(self) -> Option<Self> {
        let mut parent = self;
        if self.subitem.is_some() {
            parent.subitem = None;
        } else if self.item.is_some() {
            parent.item = None;
        } else if self.paragraph.is_some() {
            parent.paragraph = None;
        } else if self.article.is_some() {
            parent.article = None;
        } else if self.annex.is_some() {
            parent.annex = None;
        } else if self.supplementary {
            parent.supplementary = false;
        } else {
            return None;
        }
        Some(parent)
    }

    /// Whether nothing is named but the law.
    pub fn is_whole_law(self) -> bool {
        self == Self::default()
    }
}

impl fmt::Display for Provision {
    /// `부칙 제2조의3 제1항 제2호 가목`, `별표 1`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut blank = "";
        if self.supplementary {
            f.write_str("부칙")?;
            blank = " ";
        }
        if let Some(annex) = self.annex {
            write!(f, "{blank}별표 {annex}")?;
            blank = " ";
        }
        for (ordinal, unit) in [(self.article, "조"), (self.paragraph, "항"), (self.item, "호")] {
            if let Some(ordinal) = ordinal {
                write!(f, "{blank}제{}{unit}", ordinal.number)?;
                if let Some(branch) = ordinal.branch {
                    write!(f, "의{branch}")?;
                }
                blank = " ";
            }
        }
        match self.subitem {
            Some(letter) => write!(f, "{blank}{letter}목"),
            None => Ok(()),
        }
    }
}

impl StatuteRef {
    /// The version that is meant, as its note says: `구 상표법(2016. 2. 29. 법률 제14033호로 전부 개정되기 전의 것)`.
    pub fn version(&self) -> Version {
        Version::parse(&self.quote)
    }

    /// The terms under which the reference is found, from the law down to the provision:
    /// `민법`, `민법 제750조`, `민법 제750조 제1항`. Empty where the law is unknown.
    pub fn keys(&self) -> Vec<String> {
        self.law.as_ref().map(|law| keys(law, self.provision)).unwrap_or_default()
    }

    /// The most precise of [`Self::keys`].
    pub fn key(&self) -> Option<String> {
        self.law.as_ref().map(|law| key(law, self.provision))
    }
}

/// The most provisions that the ranges of one text stand for beside their ends.
const MOST_IN_RANGES: usize = 5000;

/// The longest range that is spelled out, in provisions.
const LONGEST_RANGE: u32 = 300;

/// The terms under which the references of a text are found: those of each, and those of what stands within a range
/// (`민법 제750조 내지 제766조` refers to 제760조 too). Not sorted; terms may stand several times.
pub fn keys_with_ranges<'s>(statutes: impl Iterator<Item = &'s StatuteRef> + Clone) -> Vec<String> {
    let mut found: Vec<String> = statutes.clone().flat_map(StatuteRef::keys).collect();
    let mut left = MOST_IN_RANGES;
    let mut begun: Option<&StatuteRef> = None;
    for statute in statutes {
        match (statute.range, begun.take()) {
            (Some(RangeEnd::Start), _) => begun = Some(statute),
            (Some(RangeEnd::End), Some(start)) if start.law == statute.law => {
                let Some(law) = &statute.law else { continue };
                let between = between(start.provision, statute.provision);
                if let Some(rest) = left.checked_sub(between.len()) {
                    left = rest;
                    found.extend(between.into_iter().flat_map(|provision| keys(law, provision)));
                }
            }
            _ => {}
        }
    }
    found
}

/// The provisions between the ends of a range: they differ in one level, and nothing is written below it.
fn between(start: Provision, end: Provision) -> Vec<Provision> {
    let plain = |one: Option<Ordinal>, other: Option<Ordinal>| match (one, other) {
        (Some(one), Some(other))
            if other.number > one.number + 1 && other.number - one.number <= LONGEST_RANGE =>
        {
            Some(one.number + 1..other.number)
        }
        _ => None,
    };
    let ordinal = |number| Some(Ordinal { number, branch: None });
    if let (Some(first), Some(last)) = (start.article, end.article)
        && first.number == last.number
        && (Provision { article: start.article, ..end }) == start
        && start.paragraph.is_none()
        && start.item.is_none()
    {
        // 제5조의2 내지 제5조의4.
        let last = last.branch.unwrap_or(0).min(LONGEST_RANGE);
        let branches = first.branch.unwrap_or(1).saturating_add(1)..last;
        let article = |branch| Some(Ordinal { number: first.number, branch: Some(branch) });
        return branches.map(|branch| Provision { article: article(branch), ..start }).collect();
    }
    let without_article = |provision| Provision { article: None, ..provision };
    let without_paragraph = |provision| Provision { paragraph: None, ..provision };
    let without_item = |provision| Provision { item: None, ..provision };
    if without_article(start) == without_article(end) && start.paragraph.is_none() && start.item.is_none() {
        let articles = plain(start.article, end.article).into_iter().flatten();
        articles.map(|number| Provision { article: ordinal(number), ..start }).collect()
    } else if without_paragraph(start) == without_paragraph(end) && start.item.is_none() {
        let paragraphs = plain(start.paragraph, end.paragraph).into_iter().flatten();
        paragraphs.map(|number| Provision { paragraph: ordinal(number), ..start }).collect()
    } else if without_item(start) == without_item(end) && start.subitem.is_none() {
        let items = plain(start.item, end.item).into_iter().flatten();
        items.map(|number| Provision { item: ordinal(number), ..start }).collect()
    } else {
        Vec::new()
    }
}

/// The terms for a provision of a law, the law first.
pub(super) fn keys(law: &LawName, provision: Provision) -> Vec<String> {
    let mut keys = vec![key(law, provision)];
    let mut at = provision;
    while let Some(parent) = at.parent() {
        keys.push(key(law, parent));
        at = parent;
    }
    keys.reverse();
    keys
}

/// The term for exactly this provision.
pub(super) fn key(law: &LawName, provision: Provision) -> String {
    if provision.is_whole_law() { law.key.clone() } else { format!("{} {provision}", law.key) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_found_by_what_stands_within_it() {
        let keys = |text: &str| {
            let found = super::super::references_in(text, &super::super::Context::default()).statutes;
            let mut keys = keys_with_ranges(found.iter());
            keys.sort();
            keys.dedup();
            keys.join("|")
        };
        assert_eq!(
            keys("민법 제750조 내지 제753조"),
            "민법|민법 제750조|민법 제751조|민법 제752조|민법 제753조"
        );
        assert_eq!(
            keys("상법 제3조 제2항부터 제4항까지"),
            "상법|상법 제3조|상법 제3조 제2항|상법 제3조 제3항|상법 제3조 제4항"
        );
        assert_eq!(keys("상법 제3조의2 내지 제3조의4"), "상법|상법 제3조의2|상법 제3조의3|상법 제3조의4");
        assert_eq!(keys("민법 제1조 내지 제900조"), "민법|민법 제1조|민법 제900조");
        assert_eq!(keys("민법 제750조, 제753조"), "민법|민법 제750조|민법 제753조");
    }

    #[test]
    fn every_level_has_a_key() {
        let plain = |number| Some(Ordinal { number, branch: None });
        let law = LawName { written: "민법".to_owned(), key: "민법".to_owned() };
        let provision = Provision {
            article: Some(Ordinal { number: 839, branch: Some(2) }),
            paragraph: plain(1),
            item: plain(2),
            subitem: Some('가'),
            ..Provision::default()
        };
        assert_eq!(
            keys(&law, provision),
            [
                "민법",
                "민법 제839조의2",
                "민법 제839조의2 제1항",
                "민법 제839조의2 제1항 제2호",
                "민법 제839조의2 제1항 제2호 가목",
            ]
        );
        let supplementary = Provision { supplementary: true, article: plain(3), ..Provision::default() };
        assert_eq!(keys(&law, supplementary), ["민법", "민법 부칙", "민법 부칙 제3조"]);
    }
}
