//! What of a query no judgment has.

use std::fmt;

/// A part of a query that found nothing, or that nothing could be searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// A case number that no judgment has or cites.
    Case(String),
    /// A statute that no judgment refers to.
    Statute(String),
    /// A value of a field that no judgment has, or not with the rest.
    Value(String),
    /// A word without anything to search for: particles and endings only.
    Nothing(String),
    /// A word of which no judgment has these parts.
    Word {
        /// The word as it is written.
        word: String,
        /// The parts that no judgment has.
        parts: Vec<String>,
        /// Words of the index that are nearly the same.
        near: Vec<String>,
    },
    /// As many others, which are not named.
    Others(usize),
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case(number) => write!(f, "{number}: no judgment has this number or cites it"),
            Self::Statute(text) => write!(f, "{text}: no judgment refers to it"),
            Self::Value(text) => write!(f, "{text}: no judgment has this value, or not with the rest"),
            Self::Nothing(word) => write!(f, "{word}: nothing to search for in this word"),
            Self::Word { word, parts, near } => {
                write!(f, "{word}: no judgment has {}", parts.join(", "))?;
                if near.is_empty() { Ok(()) } else { write!(f, "; did you mean {}?", near.join(", ")) }
            }
            Self::Others(count) => write!(f, "… and {count} more"),
        }
    }
}
