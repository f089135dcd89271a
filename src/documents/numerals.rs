//! Numbers of paragraphs as they are shown: `3`, `다`, `ㄷ`, `③`, `iii`.

/// How numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numerals {
    /// 1, 2, 3
    Digits,
    /// 01, 02
    DigitsWithZero,
    /// ①, ②
    Circled,
    /// 가, 나
    Syllables,
    /// ㄱ, ㄴ
    Letters,
    /// 일, 이
    Words,
    /// 一, 二
    Ideographs,
    /// 갑, 을
    Stems,
    /// 甲, 乙
    StemsInHanja,
    /// ㉮, ㉯
    CircledSyllables,
    /// ㉠, ㉡
    CircledLetters,
    /// A, B
    LatinCapital,
    /// a, b
    LatinSmall,
    /// I, II
    RomanCapital,
    /// i, ii
    RomanSmall,
    /// Nothing.
    None,
}

impl Numerals {
    /// A number, where there is one of this kind.
    pub(crate) fn write(self, number: u32) -> Option<String> {
        if self == Self::None {
            return Some(String::new());
        }
        let at = number.checked_sub(1)? as usize;
        let one_of = |row: &str| row.chars().nth(at).map(String::from);
        match self {
            Self::Digits => Some(number.to_string()),
            Self::DigitsWithZero => Some(format!("{number:02}")),
            Self::Circled if number <= 20 => char::from_u32(0x2460 + number - 1).map(String::from),
            Self::Circled => {
                let base = if number <= 35 { 0x3251 - 21 } else { 0x32b1 - 36 };
                (number <= 50).then(|| char::from_u32(base + number).map(String::from))?
            }
            Self::Syllables => syllable(number),
            Self::Letters => one_of("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"),
            Self::Words => words(number, "일이삼사오육칠팔구", "십백"),
            Self::Ideographs => words(number, "一二三四五六七八九", "十百"),
            Self::Stems => one_of("갑을병정무기경신임계"),
            Self::StemsInHanja => one_of("甲乙丙丁戊己庚辛壬癸"),
            Self::CircledSyllables => one_of("㉮㉯㉰㉱㉲㉳㉴㉵㉶㉷㉸㉹㉺㉻"),
            Self::CircledLetters => one_of("㉠㉡㉢㉣㉤㉥㉦㉧㉨㉩㉪㉫㉬㉭"),
            Self::LatinCapital => latin(at).map(|text| text.to_ascii_uppercase()),
            Self::LatinSmall => latin(at),
            Self::RomanCapital => roman(number).map(|text| text.to_ascii_uppercase()),
            Self::RomanSmall => roman(number),
            Self::None => Some(String::new()),
        }
    }
}

/// 가 … 하, then 거 … 허, and so on with the vowels in their order.
fn syllable(number: u32) -> Option<String> {
    const CONSONANTS: [u32; 14] = [0, 2, 3, 5, 6, 7, 9, 11, 12, 14, 15, 16, 17, 18];
    const VOWELS: [u32; 6] = [0, 4, 8, 13, 18, 20];
    let at = number.checked_sub(1)? as usize;
    let vowel = VOWELS.get(at / CONSONANTS.len())?;
    let consonant = CONSONANTS.get(at % CONSONANTS.len())?;
    char::from_u32(0xac00 + (consonant * 21 + vowel) * 28).map(String::from)
}

/// a … z, aa, bb …
fn latin(at: usize) -> Option<String> {
    let letter = char::from(b'a' + (at % 26) as u8);
    (at < 26 * 5).then(|| String::from(letter).repeat(at / 26 + 1))
}

fn roman(mut number: u32) -> Option<String> {
    const PARTS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut text = String::new();
    for (value, letters) in PARTS {
        while number >= value && text.len() < 16 {
            text.push_str(letters);
            number -= value;
        }
    }
    (number == 0).then_some(text)
}

/// Numbers below a thousand in words: 이십삼.
fn words(number: u32, digits: &str, tens: &str) -> Option<String> {
    let digit = |n: u32| n.checked_sub(1).and_then(|at| digits.chars().nth(at as usize));
    let mut text = String::new();
    for (power, unit) in [(100, tens.chars().nth(1)), (10, tens.chars().next())] {
        let n = number / power % 10;
        text.extend(digit(n).filter(|_| n > 1));
        text.extend(unit.filter(|_| n > 0));
    }
    text.extend(digit(number % 10));
    (number < 1000).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_they_are_shown() {
        for (numerals, number, expected) in [
            (Numerals::Digits, 12, Some("12")),
            (Numerals::DigitsWithZero, 3, Some("03")),
            (Numerals::Circled, 20, Some("⑳")),
            (Numerals::Circled, 21, Some("㉑")),
            (Numerals::Circled, 50, Some("㊿")),
            (Numerals::Circled, 51, None),
            (Numerals::Syllables, 14, Some("하")),
            (Numerals::Syllables, 15, Some("거")),
            (Numerals::Syllables, 29, Some("고")),
            (Numerals::Syllables, 84, Some("히")),
            (Numerals::Syllables, 85, None),
            (Numerals::Letters, 14, Some("ㅎ")),
            (Numerals::Words, 120, Some("백이십")),
            (Numerals::Ideographs, 11, Some("十一")),
            (Numerals::LatinSmall, 28, Some("bb")),
            (Numerals::RomanCapital, 14, Some("XIV")),
            (Numerals::RomanSmall, u32::MAX, None),
            (Numerals::Syllables, 0, None),
            (Numerals::None, 4, Some("")),
        ] {
            assert_eq!(numerals.write(number).as_deref(), expected, "{numerals:?} {number}");
        }
    }
}
