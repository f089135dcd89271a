//! Korean particles that fit the word before them: `시효를`, `제750조가`, `3으로`.
//!
//! Messages are written with both forms (`{word}을(를)`). The one that fits is chosen when the word is known: by the final
//! consonant of a syllable, or of the name of a digit. Behind letters of another script both forms stay, as is usual.

use std::borrow::Cow;

/// Both forms as they are written, then the form behind a final consonant, the one behind a vowel.
const PARTICLES: [(&str, &str, &str); 7] = [
    ("(이)라", "이라", "라"),
    ("이(가)", "이", "가"),
    ("을(를)", "을", "를"),
    ("은(는)", "은", "는"),
    ("과(와)", "과", "와"),
    ("와(과)", "과", "와"),
    ("(으)로", "으로", "로"),
];

/// How a word ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    Vowel,
    Consonant,
    /// ㄹ, which 로 follows as it follows a vowel.
    Rieul,
}

/// A message with the particles that fit.
pub(in crate::cli) fn fitted(message: &str) -> Cow<'_, str> {
    if !PARTICLES.iter().any(|(both, ..)| message.contains(both)) {
        return Cow::Borrowed(message);
    }
    let mut out = String::with_capacity(message.len());
    let mut rest = message;
    while let Some(c) = rest.chars().next() {
        let particle = PARTICLES.iter().find(|(both, ..)| rest.starts_with(both));
        let Some(&(both, behind_consonant, behind_vowel)) = particle else {
            out.push(c);
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
            continue;
        };
        out.push_str(match ending(&out) {
            None => both,
            Some(Ending::Vowel) => behind_vowel,
            Some(Ending::Rieul) if behind_vowel == "로" => behind_vowel,
            Some(Ending::Consonant | Ending::Rieul) => behind_consonant,
        });
        rest = rest.get(both.len()..).unwrap_or_default();
    }
    Cow::Owned(out)
}

/// How the last word of a text ends, in quotation marks or brackets or not; `None` where its script does not tell.
fn ending(text: &str) -> Option<Ending> {
    let closing = |c: char| matches!(c, '`' | '\'' | '"' | '’' | '”' | ')' | ']' | '>' | '」' | '』' | '…');
    let last = text.trim_end_matches(closing).chars().next_back()?;
    Some(match last {
        '가'..='힣' => match (last as u32 - '가' as u32) % 28 {
            0 => Ending::Vowel,
            8 => Ending::Rieul,
            _ => Ending::Consonant,
        },
        '2' | '4' | '5' | '9' => Ending::Vowel,
        '1' | '7' | '8' => Ending::Rieul,
        '0' | '3' | '6' => Ending::Consonant,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_fits_the_word() {
        for (message, expected) in [
            ("시효을(를) 지켜봅니다", "시효를 지켜봅니다"),
            ("시점을(를) 지켜봅니다", "시점을 지켜봅니다"),
            ("`시효`이(가) 두 번 나옵니다", "`시효`가 두 번 나옵니다"),
            ("2015다24904은(는) 색인에 없습니다", "2015다24904는 색인에 없습니다"),
            ("2015다24911은(는) 색인에 없습니다", "2015다24911은 색인에 없습니다"),
            ("`시효`(이)라는 이름", "`시효`라는 이름"),
            ("결정(이)라고 적혔으나", "결정이라고 적혔으나"),
            ("서울(으)로 시작하는 낱말", "서울로 시작하는 낱말"),
            ("민법(으)로 시작하는 낱말", "민법으로 시작하는 낱말"),
            ("`판시`과(와) `요지`은(는)", "`판시`와 `요지`는"),
            ("'--keep'은(는) '--prune'와(과) 함께", "'--keep'은(는) '--prune'와(과) 함께"),
            ("a.toml이(가) 없습니다", "a.toml이(가) 없습니다"),
            ("을(를)", "을(를)"),
            ("아무것도 아닙니다", "아무것도 아닙니다"),
        ] {
            assert_eq!(fitted(message), expected);
        }
    }
}
