//! The user's key to the Open API, kept out of messages and files.
//!
//! A server may give the key back in any place and any spelling. In a message a key is masked wherever it is, and
//! so is the beginning of it where the message was cut. A file is kept as it came, so there it is taken out only as the
//! value of a parameter `OC`, and elsewhere where it is a word of its own and too long to be there by chance.
//! A short key may be a part of any word: it is masked as the value of `OC` alone.

use std::fmt;
use std::ops::Range;

use super::spelling::{Spelled, is_word_begin, is_word_end};
use crate::corpus::decoded_text;

/// What a message has in the place of the key.
const MASK: &str = "…";
/// The same in a file, whatever its encoding.
const MASK_IN_FILE: &str = "***";

/// Letters of a key, or of its beginning at the end of a message, from which on it is masked wherever it is.
const LONG: usize = 4;
/// Letters of a key from which on it is taken out of files where it is a word of its own.
const LONG_IN_FILE: usize = 8;

/// The value of the API's parameter `OC`. It shows itself to nobody: neither `Debug` nor a message has it.
#[derive(Clone)]
pub struct ApiKey(String);

/// Where a key may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Message,
    File,
}

impl ApiKey {
    /// Parses a key; `None` for an empty one and for one with blanks or control characters, which is a slip.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let sound = !text.is_empty() && !text.chars().any(|c| c.is_whitespace() || c.is_control());
        sound.then(|| Self(text.to_owned()))
    }

    /// The key itself, for the address of a question.
    pub(super) fn value(&self) -> &str {
        &self.0
    }

    /// A text from outside without the key, in whatever spelling, and without its beginning at the end.
    pub(super) fn mask(&self, text: &str) -> String {
        let masked = self.without(text.as_bytes(), Place::Message);
        let mut masked =
            masked.map_or_else(|| text.to_owned(), |bytes| String::from_utf8_lossy(&bytes).into_owned());
        let whole = masked.trim_end_matches(['…', '.']).len();
        let bytes = masked.as_bytes().get(..whole).unwrap_or_default();
        if let Some(from) = Spelled(&self.0).beginning_at_end(bytes, LONG) {
            masked.truncate(from);
            masked.push_str(MASK);
        }
        masked
    }

    /// An answer without the key: the API puts it into the links that it gives.
    pub(super) fn clear(&self, answer: Vec<u8>) -> Vec<u8> {
        let answer = self.without(&answer, Place::File).unwrap_or(answer);
        if !answer.contains(&0) {
            return answer;
        }
        // UTF-16 has other bytes between those of the key, and may have those of the key besides.
        let text = decoded_text(&answer).ok();
        let cleared = text.and_then(|text| self.without(text.as_bytes(), Place::File));
        cleared.unwrap_or(answer)
    }

    /// A text without the key; `None` where it is not in it.
    fn without(&self, text: &[u8], place: Place) -> Option<Vec<u8>> {
        let key = Spelled(&self.0);
        let (mut cleared, mut from, mut at) = (Vec::new(), 0, 0);
        while at < text.len() {
            let Some((found, mask)) = self.found_at(&key, text, at, place) else {
                at += 1;
                continue;
            };
            cleared.extend_from_slice(text.get(from..found.start).unwrap_or_default());
            cleared.extend_from_slice(mask.as_bytes());
            from = found.end;
            at = from.max(at + 1);
        }
        if from == 0 {
            return None;
        }
        cleared.extend_from_slice(text.get(from..).unwrap_or_default());
        Some(cleared)
    }

    /// Where the key, or a parameter with it, begins at a place: the range of the key, and what is to stand there.
    fn found_at(
        &self,
        key: &Spelled<'_>,
        text: &[u8],
        at: usize,
        place: Place,
    ) -> Option<(Range<usize>, &'static str)> {
        if !key.may_begin(*text.get(at)?) {
            return None;
        }
        if let Some(value) = key.parameter(text, at) {
            return Some((value, if place == Place::File { "" } else { MASK }));
        }
        let letters = self.0.chars().count();
        match place {
            Place::Message if letters >= LONG => {
                key.ends(text, at).into_iter().max().map(|end| (at..end, MASK))
            }
            Place::File if letters >= LONG_IN_FILE && is_word_begin(text, at) => {
                let mut ends = key.ends(text, at).into_iter();
                ends.find(|&end| is_word_end(text, end)).map(|end| (at..end, MASK_IN_FILE))
            }
            Place::Message | Place::File => None,
        }
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ApiKey({MASK})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> ApiKey {
        ApiKey::parse(text).unwrap()
    }

    fn cleared(key: &str, text: &str) -> String {
        String::from_utf8(self::key(key).clear(text.as_bytes().to_vec())).unwrap()
    }

    #[test]
    fn the_key_is_shown_nowhere() {
        let key = key(" hong-gildong ");
        assert_eq!(format!("{key:?}"), "ApiKey(…)");
        assert_eq!(key.mask("no route to /DRF?OC=hong-gildong&target"), "no route to /DRF?OC=…&target");
        assert_eq!(cleared("hong-gildong", "<a>OC=hong-gildong&amp;ID=1</a>"), "<a>OC=&amp;ID=1</a>");
    }

    #[test]
    fn every_spelling_is_masked() {
        for (key, spellings) in [
            (
                "a+b@c&d1",
                &[
                    "a+b@c&d1",
                    "a%2Bb%40c%26d1",
                    "a%2bb%40c%26d1",
                    "a+b%40c&d1",
                    "%61%2b%62%40%63%26%64%31",
                    "a%252Bb%2540c%2526d1",
                    "a+b@c&amp;d1",
                    "a&#43;b&#64;c&#38;d1",
                    "a&#x2B;b&#x40;c&#x26;d1",
                    "a&#x02b;b&#0064;c&#X26;d1",
                    "a&amp;#43;b@c&amp;amp;d1",
                    "a\\u002bb@c\\u0026d1",
                    "a\\u002Bb\\u0040c\\u0026d1",
                ][..],
            ),
            (
                "키값/\"12345",
                &[
                    "키값/\"12345",
                    "%ED%82%A4%EA%B0%92%2F%2212345",
                    "\\ud0a4\\uac12\\/\\\"12345",
                    "&#53412;&#44050;/&quot;12345",
                ],
            ),
            ("a&amp;b%2B12", &["a&amp;b%2B12", "a%26amp%3Bb%252B12", "a&amp;amp;b%2B12"]),
        ] {
            for spelling in spellings {
                let masked = self::key(key).mask(&format!("vor {spelling} nach"));
                assert_eq!(masked, "vor … nach", "{spelling}");
                assert_eq!(cleared(key, &format!("<a>{spelling}</a>")), "<a>***</a>", "{spelling}");
                for parameter in [
                    "OC=",
                    "oc=",
                    "Oc=",
                    "OC%3D",
                    "oc%3d",
                    "%4F%43%3D",
                    "OC&#61;",
                    "OC\\u003d",
                    "\"OC\": \"",
                    "<OC>",
                ] {
                    let text = format!("vor&amp;{parameter}{spelling}&amp;ID=1");
                    assert_eq!(cleared(key, &text), format!("vor&amp;{parameter}&amp;ID=1"), "{text}");
                }
            }
        }
    }

    #[test]
    fn the_beginning_of_a_key_is_masked_where_a_message_is_cut() {
        let key = key("SECRETkey+12345");
        for (cut, masked) in [
            ("xx SECRETkey", "xx …"),
            ("xx SECR", "xx …"),
            ("xx SECRETkey%2", "xx …"),
            ("xx SECRETkey%2B12…", "xx …"),
            ("xx SECRETkey&#4...", "xx …"),
            ("xx SECRETkey&amp;#4", "xx …"),
            ("xx SECRETkey&amp;", "xx …"),
            ("xx SECRET&amp;#107;&amp;#1", "xx …"),
            ("xx SEC", "xx SEC"),
            ("SECRETkey in the middle", "SECRETkey in the middle"),
        ] {
            assert_eq!(key.mask(cut), masked, "{cut}");
        }
    }

    #[test]
    fn a_short_key_leaves_ordinary_text_alone() {
        for short in ["a", "ab", "OC", "o"] {
            let text = "a message about a lab, OC, o and DOC=ab";
            assert_eq!(key(short).mask(text), text, "{short}");
            assert_eq!(cleared(short, text), text, "{short}");
            assert_eq!(key(short).mask(&format!("x?oc={short}&b")), "x?oc=…&b");
            assert_eq!(cleared(short, &format!("x?OC%3D{short}%26b=1")), "x?OC%3D%26b=1");
        }
        assert_eq!(cleared("hong", "hong and OC=hong, OC=hong2"), "hong and OC=, OC=hong2");
        assert_eq!(cleared("hong-gildong", "hong-gildong2 xhong-gildong"), "hong-gildong2 xhong-gildong");
        assert_eq!(cleared("hong-gildong", "hong-gildong입니다 id%3Dhong-gildong"), "***입니다 id%3D***");
    }

    #[test]
    fn an_answer_in_utf_16_is_cleared() {
        let text = "\u{feff}<a>OC=hong-gildong&amp;ID=1</a>";
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let kept = key("another-key").clear(bytes.clone());
        assert_eq!(kept, bytes, "as it came");
        let cleared = String::from_utf8(key("hong-gildong").clear(bytes)).unwrap();
        assert!(cleared.ends_with("<a>OC=&amp;ID=1</a>"), "{cleared}");
    }

    #[test]
    fn an_answer_in_utf_16_with_the_bytes_of_the_key_besides_is_cleared_of_both() {
        let text = "\u{feff}<a>hong-gildong</a>";
        let mut bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.extend(b" OC=hong-gildong ");
        bytes.push(b' ');
        let cleared = key("hong-gildong").clear(bytes);
        let without_nul: Vec<u8> = cleared.into_iter().filter(|&byte| byte != 0).collect();
        assert!(!String::from_utf8_lossy(&without_nul).contains("hong-gildong"));
    }

    #[test]
    fn slips_are_no_keys() {
        for text in ["", "  ", "a b", "a\nb"] {
            assert!(ApiKey::parse(text).is_none(), "{text:?}");
        }
    }
}
