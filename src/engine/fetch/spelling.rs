//! A secret in every spelling in which a server may give it back: as it is, percent-encoded (once or twice), escaped for
//! XML or for JSON, each letter as the server likes.

use std::ops::Range;

/// Longest spelling of one letter, in bytes, apart from percent signs: `&amp;#x10ffff;`, with zeros before it.
const LONGEST_ESCAPE: usize = 20;

/// A secret that is looked for.
pub(super) struct Spelled<'s>(pub(super) &'s str);

impl Spelled<'_> {
    /// Whether the secret, or a parameter with it, may begin with a byte: most of a text is passed over by this.
    pub(super) fn may_begin(&self, byte: u8) -> bool {
        matches!(byte, b'%' | b'&' | b'\\' | b'o' | b'O') || self.0.as_bytes().first() == Some(&byte)
    }

    /// Where the secret ends if it begins at a place.
    pub(super) fn ends(&self, text: &[u8], at: usize) -> Vec<usize> {
        self.0.chars().fold(vec![at], |ends, letter| after(&ends, &[letter], text))
    }

    /// The secret as the value of the parameter `OC` that begins at a place.
    pub(super) fn parameter(&self, text: &[u8], at: usize) -> Option<Range<usize>> {
        if !is_word_begin(text, at) {
            return None;
        }
        let name = after(&after(&[at], &['o', 'O'], text), &['c', 'C'], text);
        let quoted = after(&name, &['"', '\''], text);
        let sign = after(&[name, quoted].concat(), &['=', ':', '>'], text);
        let spaced = after(&sign, &[' '], text);
        let begun = [sign, spaced].concat();
        let opened = after(&begun, &['"', '\''], text);
        [begun, opened].concat().into_iter().find_map(|begin| {
            let ends = self.ends(text, begin);
            ends.into_iter().find(|&end| is_word_end(text, end)).map(|end| begin..end)
        })
    }

    /// Where the beginning of the secret is at the end of a text that was cut, if it has at least this many letters.
    pub(super) fn beginning_at_end(&self, text: &[u8], least: usize) -> Option<usize> {
        let longest = self.0.chars().count() * LONGEST_ESCAPE;
        (text.len().saturating_sub(longest)..text.len()).find(|&at| {
            let mut ends = vec![at];
            for (read, letter) in self.0.chars().enumerate() {
                if read >= least && ends.iter().any(|&end| is_cut(text.get(end..).unwrap_or_default())) {
                    return true;
                }
                ends = after(&ends, &[letter], text);
                if ends.is_empty() {
                    return false;
                }
            }
            false
        })
    }
}

/// Whether a text has ended, perhaps within an escape.
fn is_cut(rest: &[u8]) -> bool {
    let inner = rest.strip_prefix(b"&amp;").or_else(|| rest.get(1..));
    rest.first().is_none_or(|first| b"%&\\".contains(first))
        && rest.len() < LONGEST_ESCAPE
        && inner.unwrap_or_default().iter().all(|b| b.is_ascii_alphanumeric() || *b == b'#')
}

/// Whether no word goes on before a place: an escape before it ends with a letter and is none.
pub(super) fn is_word_begin(text: &[u8], at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let is_escape = |sign: &[u8], digits: usize| {
        before
            .split_at_checked(before.len().wrapping_sub(digits))
            .is_some_and(|(head, tail)| head.ends_with(sign) && tail.iter().all(u8::is_ascii_hexdigit))
    };
    !before.last().is_some_and(|&last| is_of_word(last)) || is_escape(b"%", 2) || is_escape(b"\\u", 4)
}

/// Whether no word goes on behind a place.
pub(super) fn is_word_end(text: &[u8], at: usize) -> bool {
    !text.get(at).is_some_and(|&next| is_of_word(next))
}

const fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Where one of some letters ends that begins at any of some places.
fn after(places: &[usize], letters: &[char], text: &[u8]) -> Vec<usize> {
    let mut ends = Vec::new();
    for &at in places {
        let rest = text.get(at..).unwrap_or_default();
        for &letter in letters {
            let lengths = [
                literal(letter, rest),
                percent(letter, rest, b"%"),
                percent(letter, rest, b"%25"),
                entity(letter, rest, b"&"),
                entity(letter, rest, b"&amp;"),
                json(letter, rest),
            ];
            ends.extend(lengths.into_iter().flatten().map(|length| at + length));
        }
    }
    ends.sort_unstable();
    ends.dedup();
    ends
}

fn literal(letter: char, rest: &[u8]) -> Option<usize> {
    rest.starts_with(letter.encode_utf8(&mut [0; 4]).as_bytes()).then(|| letter.len_utf8())
}

/// `%2B`, or `%252B` where the percent sign is encoded itself.
fn percent(letter: char, rest: &[u8], sign: &[u8]) -> Option<usize> {
    let mut left = rest;
    for &byte in letter.encode_utf8(&mut [0; 4]).as_bytes() {
        let (digits, more) = left.strip_prefix(sign)?.split_first_chunk::<2>()?;
        (number(digits, 16)? == u32::from(byte)).then_some(())?;
        left = more;
    }
    Some(rest.len() - left.len())
}

/// `&amp;`, `&#43;` or `&#x2b;`; `&amp;#43;` where the ampersand is escaped itself.
fn entity(letter: char, rest: &[u8], sign: &[u8]) -> Option<usize> {
    let inner = rest.strip_prefix(sign)?;
    let end = inner.iter().take(LONGEST_ESCAPE).position(|&b| b == b';')?;
    let found = match inner.get(..end)? {
        b"amp" => Some('&'),
        b"lt" => Some('<'),
        b"gt" => Some('>'),
        b"quot" => Some('"'),
        b"apos" => Some('\''),
        [b'#', b'x' | b'X', digits @ ..] => number(digits, 16).and_then(char::from_u32),
        [b'#', digits @ ..] => number(digits, 10).and_then(char::from_u32),
        _ => None,
    };
    (found? == letter).then_some(sign.len() + end + 1)
}

/// `\u002b`, or a sign with a backslash before it.
fn json(letter: char, rest: &[u8]) -> Option<usize> {
    let inner = rest.strip_prefix(b"\\")?;
    if matches!(letter, '"' | '\\' | '/') && inner.first() == Some(&(letter as u8)) {
        return Some(2);
    }
    let mut left = rest;
    for unit in letter.encode_utf16(&mut [0; 2]) {
        let (digits, more) = left.strip_prefix(b"\\u")?.split_first_chunk::<4>()?;
        (number(digits, 16)? == u32::from(*unit)).then_some(())?;
        left = more;
    }
    Some(rest.len() - left.len())
}

fn number(digits: &[u8], radix: u32) -> Option<u32> {
    let digits =
        std::str::from_utf8(digits).ok().filter(|text| text.bytes().all(|b| b.is_ascii_hexdigit()))?;
    u32::from_str_radix(digits, radix).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spell(letter: char, how: u8) -> String {
        let mut bytes = [0; 4];
        let bytes = letter.encode_utf8(&mut bytes).as_bytes();
        let each = |spell: fn(u8) -> String| bytes.iter().map(|&b| spell(b)).collect::<Vec<_>>().concat();
        match how % 7 {
            0 => letter.to_string(),
            1 => each(|b| format!("%{b:02X}")),
            2 => each(|b| format!("%{b:02x}")),
            3 => each(|b| format!("%25{b:02X}")),
            4 => format!("&#{};", letter as u32),
            5 => format!("&#x{:X};", letter as u32),
            _ => {
                let mut units = [0; 2];
                let units = letter.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}"));
                units.collect::<Vec<_>>().concat()
            }
        }
    }

    proptest! {
        #[test]
        fn a_secret_is_found_however_its_letters_are_spelled(
            letters in prop::collection::vec((any::<char>(), any::<u8>()), 1..20),
            before in "[ -~]{0,9}",
        ) {
            let secret: String = letters.iter().map(|(letter, _)| *letter).collect();
            let spelling: String = letters.iter().map(|&(letter, how)| spell(letter, how)).collect();
            let text = format!("{before}{spelling}");
            let secret = Spelled(&secret);
            prop_assert!(secret.may_begin(text.as_bytes()[before.len()]));
            prop_assert!(secret.ends(text.as_bytes(), before.len()).contains(&text.len()));
        }

        #[test]
        fn any_bytes_are_looked_through(secret in ".{1,9}", text in prop::collection::vec(any::<u8>(), 0..200)) {
            let secret = Spelled(&secret);
            for at in 0..=text.len() {
                let found = secret.parameter(&text, at);
                prop_assert!(found.is_none_or(|found| at < found.start && found.end <= text.len()));
            }
            prop_assert!(secret.beginning_at_end(&text, 4).is_none_or(|at| at < text.len()));
        }
    }
}
