//! Which characters make words, and where they begin: asked of every text, whatever is read out of it.

/// A syllable of Hangul.
pub const fn is_hangul(c: char) -> bool {
    matches!(c, '가'..='힣')
}

/// Letters and digits of any script; Hangul, which nearly all are, is told without the tables of Unicode.
pub fn is_word_character(c: char) -> bool {
    is_hangul(c) || c.is_alphanumeric()
}

/// The nearest boundary between characters at or before byte `at` of a text.
pub fn boundary_before(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Whether a character is one of those that nearly all text is made of and that no normal form (NFC) changes or joins
/// to another: told without the tables of Unicode. Not all such characters are.
pub const fn is_composed(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{7f}'
            | '가'..='힣'
            | '一'..='鿿'
            | '·'
            | '×'
            | '‘'..='‟'
            | '…'
            | '※'
            | '①'..='⓿'
            | '■'..='◿'
            | '、'..='】'
            | '〔'..='〛'
    )
}

#[cfg(test)]
mod tests {
    use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

    use super::*;

    #[test]
    fn what_is_composed_is_never_changed_or_joined() {
        for c in ('\0'..=char::MAX).filter(|&c| is_composed(c)) {
            assert!(std::iter::once(c).nfc().eq([c]), "{c:?}");
            for around in [[c, 'ᆨ'], ['ᄀ', c], ['가', c]] {
                let quick = is_nfc_quick(around.into_iter().filter(|&a| a != 'ᆨ'));
                assert_eq!(quick, IsNormalized::Yes, "{c:?}");
            }
        }
    }
}
