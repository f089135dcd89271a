//! What was seen: 64 bits of a hash for each judgment, so that a watch over a whole collection stays small.
//!
//! A hundred thousand judgments take 1.6 MB. That two of them share their 64 bits, and one is missed, happens once in
//! billions of such collections.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde::{Deserialize, Serialize};

/// Hexadecimal digits of a hash.
const DIGITS: usize = 16;

/// A set of things that were seen.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Seen(BTreeSet<u64>);

impl Seen {
    /// Whether something was seen.
    pub fn contains(&self, what: &str) -> bool {
        self.0.contains(&hash(what))
    }

    /// Takes something for seen.
    pub fn insert(&mut self, what: &str) {
        self.0.insert(hash(what));
    }

    /// How much was seen.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing was seen.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn hash(what: &str) -> u64 {
    let mut first = [0; 8];
    first.copy_from_slice(&blake3::hash(what.as_bytes()).as_bytes()[..8]);
    u64::from_be_bytes(first)
}

impl From<Seen> for String {
    fn from(seen: Seen) -> Self {
        let mut text = Self::with_capacity(seen.0.len() * DIGITS);
        for hash in seen.0 {
            // Writing to a string cannot fail.
            let _ = write!(text, "{hash:0DIGITS$x}");
        }
        text
    }
}

impl TryFrom<String> for Seen {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let damaged = || "what was seen is damaged".to_owned();
        let digits = text.as_bytes().chunks(DIGITS);
        let read = |digits: &[u8]| {
            let text = std::str::from_utf8(digits).ok().filter(|text| text.len() == DIGITS)?;
            u64::from_str_radix(text, 16).ok()
        };
        digits.map(read).collect::<Option<_>>().map(Self).ok_or_else(damaged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_comes_back() {
        let mut seen = Seen::default();
        for what in ["대법원|2019다1|2020-01-10", "대법원|2019다2|", "대법원|2019다1|2020-01-10"]
        {
            seen.insert(what);
        }
        let text = serde_json::to_string(&seen).unwrap();
        let back: Seen = serde_json::from_str(&text).unwrap();
        assert_eq!((back.len(), back.contains("대법원|2019다2|")), (2, true));
        assert!(!back.contains("대법원|2019다3|"));
    }

    #[test]
    fn damaged_text_is_refused() {
        for text in ["\"00\"", "\"000000000000000g\"", "\"0000000000000000가\"", "\"+000000000000001가\""] {
            assert!(serde_json::from_str::<Seen>(text).is_err(), "{text}");
        }
    }
}
