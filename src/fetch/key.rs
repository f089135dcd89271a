//! The user's key to the Open API, kept out of messages and files.

use std::fmt;

use memchr::memmem;

/// What stands where the key stood.
const MASK: &str = "…";

/// The value of the API's parameter `OC`. It shows itself to nobody: neither `Debug` nor a message has it.
#[derive(Clone)]
pub struct ApiKey(String);

impl ApiKey {
    /// Reads a key; `None` for an empty one and for one with blanks or control characters, which is a slip.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let sound = !text.is_empty() && !text.chars().any(|c| c.is_whitespace() || c.is_control());
        sound.then(|| Self(text.to_owned()))
    }

    /// The key itself, for the address of a question.
    pub(super) fn value(&self) -> &str {
        &self.0
    }

    /// A text from outside without the key.
    pub(super) fn mask(&self, text: &str) -> String {
        text.replace(&self.0, MASK)
    }

    /// An answer without the key: the API puts it into the links that it gives, as `OC=key`. Elsewhere the letters of
    /// a short key may stand by chance, and an answer is kept as it came.
    pub(super) fn clear(&self, answer: Vec<u8>) -> Vec<u8> {
        let link = format!("OC={}", self.0);
        if memmem::find(&answer, link.as_bytes()).is_none() {
            return answer;
        }
        let mut cleared = Vec::with_capacity(answer.len());
        let mut from = 0;
        for at in memmem::find_iter(&answer, link.as_bytes()) {
            cleared.extend_from_slice(answer.get(from..at).unwrap_or_default());
            cleared.extend_from_slice(b"OC=");
            from = at + link.len();
        }
        cleared.extend_from_slice(answer.get(from..).unwrap_or_default());
        cleared
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

    #[test]
    fn the_key_is_shown_nowhere() {
        let key = ApiKey::read(" hong-gildong ").unwrap();
        assert_eq!(format!("{key:?}"), "ApiKey(…)");
        assert_eq!(key.mask("no route to /DRF?OC=hong-gildong&target"), "no route to /DRF?OC=…&target");
        let answer = "<a>OC=hong-gildong&amp;ID=1</a> hong-gildong".as_bytes().to_vec();
        assert_eq!(key.clear(answer), b"<a>OC=&amp;ID=1</a> hong-gildong");
    }

    #[test]
    fn slips_are_no_keys() {
        for text in ["", "  ", "a b", "a\nb"] {
            assert!(ApiKey::read(text).is_none(), "{text:?}");
        }
    }
}
