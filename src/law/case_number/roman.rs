//! Case marks in Latin letters, as the courts' own translations write them: `2009Da1` is 2009다1, `2004Hun-Ma554` is
//! 2004헌마554.
//!
//! The letters follow the official romanization of Korean syllable by syllable; the Constitutional Court writes Hun for 헌.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::mark::CaseMark;
use super::number::CaseNumber;
use super::written::parse_serial;
use crate::scan::Text;
use panrye_text::{romanization, span::Span};

/// The longest mark in Latin letters.
const MAX_LETTERS: usize = 16;

static MARKS: LazyLock<HashMap<String, CaseMark>> = LazyLock::new(|| {
    let plain = CaseMark::all().map(|(written, mark)| (romanized(written), mark));
    let reopened = CaseMark::all().filter_map(|(written, _)| {
        let written = format!("재{written}");
        Some((romanized(&written), CaseMark::parse(&written)?))
    });
    // A mark that is in the list goes before one that was made by reopening another.
    reopened.chain(plain).collect()
});

/// Marks by [`older`] letters, where only one has them; the same mark may be reached in several ways.
static OLDER: LazyLock<HashMap<String, Option<CaseMark>>> = LazyLock::new(|| {
    let mut found: HashMap<String, Option<CaseMark>> = HashMap::new();
    for (letters, mark) in MARKS.iter() {
        let one = found.entry(older(letters)).or_insert(Some(*mark));
        *one = one.filter(|known| known == mark);
    }
    found
});

/// Letters with what older spellings write otherwise made one: `Hun-Ka`, `Ku-Hap` for 헌가, 구합.
fn older(letters: &str) -> String {
    letters
        .replace("ch", "j")
        .chars()
        .map(|c| match c {
            'k' => 'g',
            't' => 'd',
            'p' => 'b',
            c => c,
        })
        .collect()
}

/// The case number in Latin letters that begins with the digits at byte `at`, with its place.
///
/// Blanks around the mark (`2005 Da 32999`, `2004 Hun Ma 554`) and small letters (`2005da32999`) are read, but not both: in
/// running text `20 do 5` is something else.
pub fn roman_number_at(text: &str, at: usize) -> Option<(CaseNumber, Span)> {
    let text = Text(text);
    let year_end = text.digits_end(at);
    // Most digits stand before hangul.
    text.after(year_end).bytes().take(2).any(|b| b.is_ascii_alphabetic()).then_some(())?;
    let year = CaseNumber::parse_year(text.between(at, year_end))?;
    let letters = text.after(year_end).bytes().take(MAX_LETTERS);
    let between = letters.take_while(|b| b.is_ascii_alphabetic() || matches!(b, b'-' | b' ')).count();
    let serial_start = year_end + between;
    let mark = text.between(year_end, serial_start);
    let serial_end = text.digits_end(serial_start);
    let is_free = !text.char_at(serial_end).is_some_and(char::is_alphanumeric);
    if !is_mark(mark) || !text.word_begins(at) || !is_free {
        return None;
    }
    let letters = mark.chars().filter(char::is_ascii_alphabetic);
    let key: String = letters.map(|c| c.to_ascii_lowercase()).collect();
    let mark = MARKS.get(&key).copied().or_else(|| OLDER.get(&older(&key)).copied().flatten())?;
    let number = CaseNumber::new(year, mark, parse_serial(text.between(serial_start, serial_end))?);
    Some((number, Span::new(at, serial_end)))
}

/// Whether what stands between year and serial is written as marks are: words that begin with a capital, with one blank or
/// hyphen between them, or small letters alone.
fn is_mark(written: &str) -> bool {
    let mut words = written.trim_matches(' ').split([' ', '-']);
    let is_small = written.bytes().all(|b| b.is_ascii_lowercase());
    let edges = |c: char| written.starts_with(c) == written.ends_with(c);
    is_small && !written.is_empty()
        || words.all(|word| word.starts_with(|c: char| c.is_ascii_uppercase()))
            && edges(' ')
            && !written.starts_with("  ")
            && !written.ends_with("  ")
}

/// A mark in the letters of the official romanization.
fn romanized(mark: &str) -> String {
    let letters = |syllable| match syllable {
        '헌' => ["hun", "", ""],
        _ => romanization::romanized(syllable).unwrap_or_default(),
    };
    mark.chars().flat_map(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_latin_letters_are_read() {
        for (text, number) in [
            ("2009Da1", "2009다1"),
            ("2004Hun-Ka14", "2004헌가14"),
            ("97KuHap14", "97구합14"),
            ("2005Ka14", "2005카14"),
            ("83Mo53", "83모53"),
            ("2004Hun-Ma554", "2004헌마554"),
            ("2004Hun-Ma554,", "2004헌마554"),
            ("2004 Hun-Ma 554", "2004헌마554"),
            ("2004 Hun Ma 554", "2004헌마554"),
            ("2005 Da 32999", "2005다32999"),
            ("95 Da 32999", "95다32999"),
            ("2009da1", "2009다1"),
            ("2012Gahap1234", "2012가합1234"),
            ("2015GuHap55", "2015구합55"),
            ("2010Jaeda3", "2010재다3"),
            ("99Meu1", "99므1"),
            ("2020Heo3", "2020허3"),
        ] {
            assert_eq!(roman_number_at(text, 0).unwrap().0.to_string(), number, "{text}");
        }
        for text in [
            "2009 da 1",
            "2009 Da1",
            "2009  Da 1",
            "2009Da",
            "2009 Da ",
            "2009 1",
            "20091",
            "2009Da1a",
            "2009Xyz1",
            "1234Da1",
            "2009DaDaDaDaDaDaDaDa1",
            "2009-Da-1",
        ] {
            assert_eq!(roman_number_at(text, 0), None, "{text}");
        }
    }

    #[test]
    fn no_two_marks_share_their_letters() {
        let mut seen: HashMap<String, &str> = HashMap::new();
        for (written, _) in CaseMark::all() {
            assert_eq!(seen.insert(romanized(written), written), None, "{written}");
        }
    }
}
