//! Which characters make words: asked of every text, whatever is read out of it.

/// A syllable of Hangul.
pub(crate) const fn is_hangul(c: char) -> bool {
    matches!(c, '가'..='힣')
}

/// Letters and digits of any script; Hangul, which nearly all are, is told without the tables of Unicode.
pub(crate) fn is_word_character(c: char) -> bool {
    is_hangul(c) || c.is_alphanumeric()
}
