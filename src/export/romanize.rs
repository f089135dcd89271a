//! Hangul in Latin letters, syllable by syllable, for keys that must be ASCII.
//!
//! The letters are those of the Revised Romanization (문화체육관광부고시 제2014-42호) without the changes of sound
//! between syllables: a key must be the same whatever stands beside a syllable.

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
const FIRST: u32 = '가' as u32;
const LAST: u32 = '힣' as u32;

/// `text` in small Latin letters and digits; a run of anything else becomes one `-`, and none stands at the ends.
pub(super) fn romanize(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if (FIRST..=LAST).contains(&(c as u32)) {
            let at = (c as u32 - FIRST) as usize;
            out.extend([INITIALS[at / 588], VOWELS[at / 28 % 21], FINALS[at % 28]]);
        } else if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_become_letters() {
        for (text, letters) in [
            ("대법원", "daebeopwon"),
            ("서울고등법원", "seoulgodeungbeopwon"),
            ("2015다24904", "2015da24904"),
            ("부산지방법원 서부지원", "busanjibangbeopwon-seobujiwon"),
            ("헌법재판소", "heonbeopjaepanso"),
            ("의결 제2005-14호", "uigyeol-je2005-14ho"),
            ("甲 ㆍ 乙", ""),
        ] {
            assert_eq!(romanize(text), letters);
        }
    }
}
