//! The fields that a query can name, in Korean and in English.

use std::fmt;

/// A field of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// 사건번호.
    Case,
    /// 법원명.
    Court,
    /// Level of the court: 대법원, 고등법원, 지방법원, ….
    Level,
    /// 선고일자.
    Date,
    /// 사건종류명.
    Kind,
    /// 사건명.
    Name,
    /// 판시사항.
    Issues,
    /// 판결요지.
    Holdings,
    /// 판례내용.
    Content,
    /// 참조조문, and the statutes of the text.
    Statute,
    /// Judgments that the judgment cites.
    Cites,
    /// Judgments that cite the judgment.
    CitedBy,
    /// Path of the source.
    Source,
    /// 판결유형: 판결, 결정, 전원합의체.
    Decision,
    /// What the decision comes to: 상고기각, 파기환송, ….
    Outcome,
}

/// Every name of every field; the first of a field is the one that is printed.
const NAMES: &[(Field, &[&str])] = &[
    (Field::Case, &["사건", "사건번호", "case"]),
    (Field::Court, &["법원", "법원명", "court"]),
    (Field::Level, &["심급", "level"]),
    (Field::Date, &["선고", "선고일", "선고일자", "date"]),
    (Field::Kind, &["종류", "사건종류", "사건종류명", "kind"]),
    (Field::Name, &["사건명", "name"]),
    (Field::Issues, &["판시", "판시사항", "issues"]),
    (Field::Holdings, &["요지", "판결요지", "결정요지", "holdings"]),
    (Field::Content, &["내용", "판례내용", "이유", "content", "reasons"]),
    (Field::Statute, &["조문", "참조조문", "statute"]),
    (Field::Cites, &["인용", "참조판례", "cites"]),
    (Field::CitedBy, &["피인용", "cited_by"]),
    (Field::Source, &["출처", "source"]),
    (Field::Decision, &["유형", "판결유형", "form", "decision"]),
    (Field::Outcome, &["결과", "outcome"]),
];

impl Field {
    /// The field of this name.
    pub fn parse(name: &str) -> Option<Self> {
        let lower = name.to_lowercase();
        NAMES.iter().find(|(_, names)| names.contains(&lower.as_str())).map(|&(field, _)| field)
    }

    /// The name that is printed.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(field, _)| *field == self).map_or("", |(_, names)| names[0])
    }

    /// Every field with all of its names, the printed one first.
    pub fn all() -> impl Iterator<Item = (Self, &'static [&'static str])> {
        NAMES.iter().copied()
    }

    /// Whether what is looked for in the field are words, which score.
    pub(crate) const fn has_words(self) -> bool {
        matches!(self, Self::Name | Self::Issues | Self::Holdings | Self::Content)
    }

    /// The name nearest to a mistyped one, if any is near.
    pub fn nearest(name: &str) -> Option<&'static str> {
        let longest =
            NAMES.iter().flat_map(|(_, names)| names.iter()).map(|known| known.chars().count()).max();
        // No name is near to one that is much longer than all of them.
        if name.chars().nth(longest.unwrap_or(0) + 2).is_some() {
            return None;
        }
        let allowed = if name.chars().count() <= 2 { 1 } else { 2 };
        NAMES
            .iter()
            .flat_map(|(_, names)| names.iter())
            .map(|known| (strsim::osa_distance(name, known), *known))
            .filter(|&(distance, known)| distance <= allowed && distance < known.chars().count())
            .min_by_key(|&(distance, _)| distance)
            .map(|(_, known)| known)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_have_korean_and_english_names() {
        for (name, field) in
            [("조문", Field::Statute), ("Statute", Field::Statute), ("피인용", Field::CitedBy)]
        {
            assert_eq!(Field::parse(name), Some(field));
        }
        assert_eq!(Field::parse("참고"), None);
    }

    #[test]
    fn a_mistyped_name_has_a_nearest() {
        assert_eq!(Field::nearest("밥원"), Some("법원"));
        assert_eq!(Field::nearest("statut"), Some("statute"));
        assert_eq!(Field::nearest("http"), None);
    }
}
