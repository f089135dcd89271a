//! Verbs and adjectives: the stem is what they are found by, whatever their endings.

use panrye_morph::dictionary::Tag;

/// Stems that stand in nearly every sentence and say nothing: auxiliaries, and verbs that join clauses (…에 대하여).
const LIGHT_STEMS: [&str; 28] = [
    "하", "되", "있", "없", "이", "보", "위하", "대하", "관하", "의하", "따르", "인하", "통하", "같", "아니",
    "말", "않", "못하", "지", "가", "오", "주", "그러", "이러", "그렇", "이렇", "어떠", "어떻",
];

/// The token of the stem of a verb or adjective: the stem with 다, so that no noun of the same letters is meant (받다).
/// `None` for other words and for stems that say nothing.
pub(super) fn verb_token(tag: Tag, stem: &str) -> Option<String> {
    (matches!(tag, Tag::Vv | Tag::Va) && !LIGHT_STEMS.contains(&stem)).then(|| format!("{stem}다"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_carry_the_verb() {
        assert_eq!(verb_token(Tag::Vv, "받").as_deref(), Some("받다"));
        assert_eq!(verb_token(Tag::Vv, "면하").as_deref(), Some("면하다"));
        assert_eq!(verb_token(Tag::Vv, "하"), None);
        assert_eq!(verb_token(Tag::Nng, "손해"), None);
    }
}
