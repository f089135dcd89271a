//! Hangul syllables in Latin letters.
//!
//! The letters are those of the Revised Romanization (문화체육관광부고시 제2014-42호) without the changes of sound
//! between syllables: a key must be the same whatever is beside a syllable.

const INITIALS: [&str; 19] =
    ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"];
const VOWELS: [&str; 21] = [
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi",
    "yu", "eu", "ui", "i",
];
const FINALS: [&str; 28] = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t",
    "ng", "t", "t", "k", "t", "p", "t",
];

/// The letters of a syllable, initial, vowel and final; `None` for any other character.
pub fn romanized(syllable: char) -> Option<[&'static str; 3]> {
    let at = u32::from(syllable).checked_sub(u32::from('가'))? as usize;
    Some([INITIALS.get(at / 588)?, VOWELS.get(at / 28 % 21)?, FINALS.get(at % 28)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_syllable_has_its_letters_and_nothing_else_has() {
        for (syllable, letters) in [('가', "ga"), ('헌', "heon"), ('힣', "hit"), ('왕', "wang"), ('의', "ui")]
        {
            assert_eq!(romanized(syllable).map(|parts| parts.concat()).as_deref(), Some(letters));
        }
        for other in ['a', 'ㄱ', '一', '\u{d7a4}', '\u{10ffff}'] {
            assert_eq!(romanized(other), None, "{other}");
        }
    }
}
