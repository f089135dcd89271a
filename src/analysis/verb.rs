//! Verbs and adjectives: the stem is what they are found by, whatever their endings.

use super::dictionary::Tag;

/// Stems that stand in nearly every sentence and say nothing: auxiliaries, and verbs that join clauses (…에 대하여).
const LIGHT_STEMS: [&str; 28] = [
    "하", "되", "있", "없", "이", "보", "위하", "대하", "관하", "의하", "따르", "인하", "통하", "같", "아니",
    "말", "않", "못하", "지", "가", "오", "주", "그러", "이러", "그렇", "이렇", "어떠", "어떻",
];

/// The token of a verb or adjective: its stem with 다, so that no noun of the same letters is meant (받다). `None` for
/// other words and for stems that say nothing. A fused form (`면할`) tells its stem in the expression column.
pub(super) fn verb_token(tag: Tag, surface: &str, expression: Option<&str>) -> Option<String> {
    if !matches!(tag, Tag::Vv | Tag::Va) {
        return None;
    }
    let stem = expression
        .and_then(|expression| expression.split('/').next())
        .unwrap_or(surface);
    (!LIGHT_STEMS.contains(&stem)).then(|| format!("{stem}다"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_carry_the_verb() {
        assert_eq!(verb_token(Tag::Vv, "받", None).as_deref(), Some("받다"));
        assert_eq!(
            verb_token(Tag::Vv, "면할", Some("면하/VV/*+ᆯ/ETM/*")).as_deref(),
            Some("면하다")
        );
        assert_eq!(verb_token(Tag::Vv, "한", Some("하/VV/*+ᆫ/ETM/*")), None);
        assert_eq!(verb_token(Tag::Nng, "손해", None), None);
    }
}
