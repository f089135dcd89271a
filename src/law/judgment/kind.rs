//! The kind of a case (사건종류명), as the source names it and as a class that one can filter by.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::case_number::CaseClass;

/// The kind of a case as its source writes it: `민사`, `일반행정`, `세무`, `형사B(일반형)`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CaseKind(String);

impl CaseKind {
    /// The kind that a text names, `None` for an empty one.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self(text.to_owned()))
    }

    /// The kind as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The branch of law that the kind names, where its words say so.
    pub fn class(&self) -> Option<CaseClass> {
        const WORDS: [(&str, CaseClass); 9] = [
            ("민사", CaseClass::Civil),
            ("형사", CaseClass::Criminal),
            ("행정", CaseClass::Administrative),
            ("세무", CaseClass::Administrative),
            ("조세", CaseClass::Administrative),
            ("가사", CaseClass::Family),
            ("특허", CaseClass::Patent),
            ("선거", CaseClass::Election),
            ("헌법", CaseClass::Constitutional),
        ];
        WORDS.iter().find(|(word, _)| self.0.contains(word)).map(|&(_, class)| class)
    }
}

impl fmt::Display for CaseKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for CaseKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_fall_into_classes_by_their_words() {
        for (text, class) in [
            ("민사", Some(CaseClass::Civil)),
            ("형사B(일반형)", Some(CaseClass::Criminal)),
            ("일반행정", Some(CaseClass::Administrative)),
            ("세무", Some(CaseClass::Administrative)),
            ("특허/저작권", Some(CaseClass::Patent)),
            ("기업", None),
        ] {
            assert_eq!(CaseKind::parse(text).unwrap().class(), class, "{text}");
        }
        assert_eq!(CaseKind::parse("  "), None);
    }
}
