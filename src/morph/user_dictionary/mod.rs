//! Words that the user adds to the dictionary: names, terms of art, and how they fall into parts.
//!
//! Owns the file format and where such a word comes among those of the dictionary. One word a line; `#` begins a
//! comment; fields are separated by commas, or by tabs where the line has one:
//!
//! ```text
//! # surface [, tag [, cost, reading or parts …]]
//! 전자소송포털
//! 가온누리, NNP
//! 매도청구권, NNG, -3000
//! 손해배상청구권, NNG, 손해+배상+청구권
//! 손해배상청구권 = 손해+배상+청구권
//! ```
//!
//! * The tag is one of mecab-ko-dic's; without it the word is a common noun (`NNG`).
//! * The cost is a whole number of 16 bits; a lower one makes the word win more often. Without it, it wins nearly
//!   always.
//! * Parts are joined with `+` and must make up the surface. A search for a part finds the word.
//! * A reading (hangul) is accepted, for files in lindera's short form, and not used.
//!
//! A line of mecab-ko-dic's own form, with twelve fields, is also understood: surface, two context ids (not used; the
//! tag decides), cost, tag, and as the last the expression with its parts.

mod line;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use lindera_dictionary::dictionary::prefix_dictionary::PrefixDictionary;
use lindera_dictionary::viterbi::{LexType, WordEntry, WordId as LinderaWordId};

use super::dictionary::{Dictionary, Entry, WordClass, WordId, WordOrigin, for_each_prefix};
use line::Line;
pub use line::Problem;

/// A user dictionary that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum UserDictionaryError {
    /// The file cannot be read.
    #[error("{}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A line cannot be understood.
    #[error("{}:{line}:{column}: {problem}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// The character in the line, counted from 1.
        column: usize,
        /// What is wrong there.
        problem: Problem,
    },
}

/// A word of the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserWord {
    /// As it is written, in NFC.
    pub surface: String,
    /// Its tag and kind.
    pub class: &'static WordClass,
    /// What it costs to use it.
    pub cost: i16,
    /// Lengths of its parts in bytes; empty if it has none.
    parts: Vec<usize>,
}

impl UserWord {
    /// Its parts, in order; none if it is one piece.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        let mut rest = self.surface.as_str();
        self.parts.iter().map_while(move |&length| {
            let (part, after) = rest.split_at_checked(length)?;
            rest = after;
            Some(part)
        })
    }
}

/// The words of a user.
pub struct UserDictionary {
    words: Vec<UserWord>,
    trie: Option<PrefixDictionary>,
    longest: usize,
    hash: String,
}

impl UserDictionary {
    /// Parses the text of a file; `path` is for messages.
    pub fn parse(
        text: &str,
        path: &Path,
        dictionary: &'static Dictionary,
    ) -> Result<Self, UserDictionaryError> {
        let mut words = Vec::new();
        let mut lines_of: HashMap<(String, &str), usize> = HashMap::new();
        for (line, content) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
            let at = |(column, problem)| UserDictionaryError::Line {
                path: path.to_owned(),
                line,
                column,
                problem,
            };
            let Some(word) = Line::new(content).word(dictionary).map_err(at)? else {
                continue;
            };
            if let Some(first) = lines_of.insert((word.surface.clone(), word.class.tag), line) {
                return Err(at((1, Problem::Again(first))));
            }
            words.push(word);
        }
        Ok(Self::new(words, dictionary))
    }

    fn new(words: Vec<UserWord>, dictionary: &'static Dictionary) -> Self {
        let mut hasher = blake3::Hasher::new();
        let mut surfaces: BTreeMap<String, Vec<WordEntry>> = BTreeMap::new();
        for (number, word) in (0..).zip(&words) {
            let parts: Vec<_> = word.parts().collect();
            let line = format!("{}\t{}\t{}\t{}\n", word.surface, word.class.tag, word.cost, parts.join("+"));
            hasher.update(line.as_bytes());
            let (left, right) = contexts(word, dictionary);
            let id = LinderaWordId::new(LexType::User, WordId::user(number).bits());
            let entry = WordEntry::new(id, word.cost, left, right);
            surfaces.entry(word.surface.clone()).or_default().push(entry);
        }
        Self {
            // Fails only for surfaces that are empty or contain NUL, which no word is or does.
            trie: PrefixDictionary::from_word_entry_map(&surfaces).ok(),
            longest: words.iter().map(|word| word.surface.chars().count()).max().unwrap_or(0),
            words,
            hash: hasher.finalize().to_hex().to_string(),
        }
    }

    /// BLAKE3 of the words, in hexadecimal digits; comments and layout of the file do not change it.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// All words, in the order of the file.
    pub fn words(&self) -> &[UserWord] {
        &self.words
    }

    /// The word of this name; `None` for words of the dictionary.
    pub fn word(&self, id: WordId) -> Option<&UserWord> {
        match id.origin() {
            WordOrigin::User(number) => self.words.get(number as usize),
            WordOrigin::Dictionary(_) | WordOrigin::Unknown(_) => None,
        }
    }

    /// Number of characters of the longest word.
    pub(crate) fn longest_surface(&self) -> usize {
        self.longest
    }

    /// Calls `found` with each word that `text` begins with and its length in characters, shortest first.
    pub(crate) fn for_each_prefix(&self, text: &[char], found: impl FnMut(usize, Entry)) {
        if let Some(trie) = &self.trie {
            for_each_prefix(trie, text, found);
        }
    }
}

/// The contexts of a new word: those of most words of its tag that end, as it does, in a consonant or a vowel.
fn contexts(word: &UserWord, dictionary: &'static Dictionary) -> (u16, u16) {
    let coda = match word.surface.chars().next_back() {
        Some(last @ '가'..='힣') if (u32::from(last) - u32::from('가')).is_multiple_of(28) => "F",
        Some('가'..='힣') => "T",
        _ => "*",
    };
    dictionary.usual_contexts(word.class.first_tag, coda).unwrap_or_default()
}

#[cfg(test)]
mod tests;
