//! Words that the user adds to the dictionary: names, terms of art, and how they fall into parts.
//!
//! Owns the file format and where such a word stands among those of the dictionary. One word a line; `#` begins a
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

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use lindera_dictionary::dictionary::prefix_dictionary::PrefixDictionary;
use lindera_dictionary::viterbi::{LexType, WordEntry, WordId as LinderaWordId};
use unicode_normalization::UnicodeNormalization;

use super::dictionary::{Dictionary, Entry, Tag, WordClass, WordId, WordOrigin, for_each_prefix};

/// No word may have more characters: the lattice looks ahead as far as the longest.
const LONGEST: usize = 64;

/// Cost of a word of several characters, if none is given: less than that of any word of the dictionary that it
/// competes with, in nearly every place.
const USUAL_COST: i16 = -5000;

/// Cost of a word of one character, if none is given: more would tear other words apart.
const USUAL_COST_OF_ONE: i16 = 0;

/// Number of fields of a line of mecab-ko-dic.
const MECAB_FIELDS: usize = 12;

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

/// What can be wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The line has fields, but no word.
    #[error("a word is missing here")]
    NoWord,
    /// The word has a space or a control character in it.
    #[error("a word cannot contain spaces")]
    Space,
    /// The word is longer than words may be.
    #[error("a word has at most {LONGEST} characters")]
    TooLong,
    /// Not a tag of the dictionary, or one that words cannot have.
    #[error("unknown tag {0:?}; nouns are NNG, names NNP")]
    Tag(String),
    /// The cost does not fit.
    #[error("a cost is a whole number from -32768 to 32767")]
    Cost,
    /// The parts are not those of the word.
    #[error("the parts {0:?} do not make up the word")]
    Parts(String),
    /// The word has this tag already.
    #[error("this word is in line {0} already")]
    Again(usize),
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
    /// Reads a file, which must be UTF-8.
    pub fn load(path: &Path, dictionary: &'static Dictionary) -> Result<Self, UserDictionaryError> {
        let text = std::fs::read_to_string(path).map_err(|source| UserDictionaryError::Read {
            path: path.to_owned(),
            source,
        })?;
        Self::parse(&text, path, dictionary)
    }

    /// Reads the text of a file; `path` is for messages.
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
            let line = format!(
                "{}\t{}\t{}\t{}\n",
                word.surface,
                word.class.tag,
                word.cost,
                parts.join("+")
            );
            hasher.update(line.as_bytes());
            let (left, right) = contexts(word, dictionary);
            let id = LinderaWordId::new(LexType::User, WordId::user(number).bits());
            let entry = WordEntry::new(id, word.cost, left, right);
            surfaces.entry(word.surface.clone()).or_default().push(entry);
        }
        Self {
            // Fails only for surfaces that are empty or contain NUL, which no word is or does.
            trie: PrefixDictionary::from_word_entry_map(&surfaces).ok(),
            longest: words
                .iter()
                .map(|word| word.surface.chars().count())
                .max()
                .unwrap_or(0),
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
    dictionary
        .usual_contexts(word.class.first_tag, coda)
        .unwrap_or_default()
}

/// A line of the file, with its fields and where they begin.
struct Line<'t> {
    fields: Vec<(usize, &'t str)>,
}

/// A problem, and the character at which it is.
type At = (usize, Problem);

impl<'t> Line<'t> {
    fn new(line: &'t str) -> Self {
        let content = line.split('#').next().unwrap_or_default();
        let separator = if content.contains('\t') {
            '\t'
        } else if content.contains('=') {
            '='
        } else {
            ','
        };
        let mut column = 1;
        let mut fields = Vec::new();
        for field in content.split(separator) {
            let space = field.chars().take_while(|c| c.is_whitespace()).count();
            fields.push((column + space, field.trim()));
            column += field.chars().count() + 1;
        }
        if separator == '=' {
            // `word = parts` is short for `word, NNG, parts`.
            fields.insert(1, (1, Tag::Nng.name()));
        }
        Self { fields }
    }

    /// The word of the line; `None` for one without content.
    fn word(&self, dictionary: &'static Dictionary) -> Result<Option<UserWord>, At> {
        if self.fields.iter().all(|(_, field)| field.is_empty()) {
            return Ok(None);
        }
        let (column, surface) = self.field(0);
        let surface: String = surface.nfc().collect();
        check_surface(&surface).map_err(|problem| (column, problem))?;
        let mecab = self.fields.len() >= MECAB_FIELDS;
        let (tag, first) = if mecab { (4, 3) } else { (1, 2) };
        let mut word = UserWord {
            class: self.class(tag, dictionary)?,
            cost: usual_cost(&surface),
            surface,
            parts: Vec::new(),
        };
        for index in first..self.fields.len() {
            if index != tag {
                self.read_option(index, mecab, &mut word)?;
            }
        }
        if !word.parts.is_empty() {
            word.class = dictionary
                .compound_class(word.class.first_tag)
                .unwrap_or(word.class);
        }
        Ok(Some(word))
    }

    fn field(&self, index: usize) -> (usize, &'t str) {
        self.fields.get(index).copied().unwrap_or((1, ""))
    }

    fn class(&self, index: usize, dictionary: &'static Dictionary) -> Result<&'static WordClass, At> {
        let (column, name) = self.field(index);
        let tag = if name.is_empty() {
            Some(Tag::Nng)
        } else {
            Tag::from_name(name)
        };
        tag.filter(|&tag| dictionary.usual_contexts(tag, "*").is_some())
            .and_then(|tag| dictionary.plain_class(tag))
            .ok_or_else(|| (column, Problem::Tag(name.to_owned())))
    }

    /// A field that may be a cost, parts, or something that is not used.
    fn read_option(&self, index: usize, mecab: bool, word: &mut UserWord) -> Result<(), At> {
        let (column, field) = self.field(index);
        let is_number = field
            .trim_start_matches(['-', '+'])
            .starts_with(|c: char| c.is_ascii_digit());
        if is_number && (!mecab || index == 3) {
            word.cost = field.parse().map_err(|_| (column, Problem::Cost))?;
        } else if field.contains('+') {
            let text = |component: &str| {
                component
                    .split('/')
                    .next()
                    .unwrap_or_default()
                    .trim()
                    .nfc()
                    .collect()
            };
            let parts: Vec<String> = field.split('+').map(text).collect();
            if parts.concat() != word.surface || parts.iter().any(String::is_empty) {
                return Err((column, Problem::Parts(field.to_owned())));
            }
            word.parts = parts.iter().map(String::len).collect();
        }
        Ok(())
    }
}

fn check_surface(surface: &str) -> Result<(), Problem> {
    if surface.is_empty() {
        return Err(Problem::NoWord);
    }
    if surface.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(Problem::Space);
    }
    if surface.chars().count() > LONGEST {
        return Err(Problem::TooLong);
    }
    Ok(())
}

fn usual_cost(surface: &str) -> i16 {
    if surface.chars().nth(1).is_some() {
        USUAL_COST
    } else {
        USUAL_COST_OF_ONE
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::Arc;

    use super::*;
    use crate::analysis::decompound::decompound;
    use crate::analysis::lexicon::Lexicon;
    use crate::analysis::segment::Segmenter;

    fn parse(text: &str) -> Result<UserDictionary, String> {
        UserDictionary::parse(text, Path::new("words.csv"), Dictionary::embedded().unwrap())
            .map_err(|error| error.to_string())
    }

    /// `surface/tag`, with the parts in brackets.
    fn shown(words: &str, text: &str) -> String {
        let user = Arc::new(parse(words).unwrap());
        let lexicon = Lexicon::with_user(Dictionary::embedded().unwrap(), user);
        let mut morphemes = Vec::new();
        Segmenter::new(lexicon.clone()).segment(text, &mut morphemes);
        let show = |morpheme: &crate::analysis::segment::Morpheme| {
            let mut parts = Vec::new();
            decompound(&lexicon, morpheme, morpheme.surface(text), &mut parts);
            let part = |part: &crate::analysis::decompound::Part| {
                text.get(part.span.start as usize..part.span.end as usize)
                    .unwrap()
            };
            let parts: Vec<_> = parts.iter().map(part).collect();
            format!(
                "{}/{}[{}]",
                morpheme.surface(text),
                morpheme.tag(),
                parts.join("+")
            )
        };
        morphemes.iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_word_of_the_user_is_found_whole_and_in_its_parts() {
        let table = [
            (
                "소유권",
                "소유권을 이전",
                "소유권/NNG[소유권] 을/JKO[을] 이전/NNG[이전]",
            ),
            ("피고,NNG", "피고는", "피고/NNG[피고] 는/JX[는]"),
            (
                "손해배상청구권 = 손해+배상+청구권",
                "손해배상청구권의 소멸",
                "손해배상청구권/NNG[손해+배상+청구권] 의/JKG[의] 소멸/NNG[소멸]",
            ),
            (
                "손해배상청구권,1786,3546,-4000,NNG,*,T,손해배상청구권,Compound,*,*,손해/NNG/*+배상/NNG/*+청구권/NNG/*",
                "손해배상청구권",
                "손해배상청구권/NNG[손해+배상+청구권]",
            ),
            (
                "# 이름\n가온누리\tNNP\n\n나루 , NNP , 나루 # 끝",
                "가온누리와 나루가",
                "가온누리/NNP[가온누리] 와/JC[와] 나루/NNP[나루] 가/JKS[가]",
            ),
        ];
        for (words, text, expected) in table {
            assert_eq!(shown(words, text), expected, "{words}");
        }
    }

    #[test]
    fn a_word_longer_than_any_of_the_dictionary_is_found() {
        let word = "가나다라마바사아자차카타파하".repeat(4);
        let text = format!("이 {word}는 ").repeat(100);
        assert_eq!(shown(&word, &text).matches(&format!("{word}/NNG")).count(), 100);
    }

    #[test]
    fn a_wrong_line_is_named_with_its_place() {
        let table = [
            (
                "소유권\n소유권, NOUN",
                "words.csv:2:6: unknown tag \"NOUN\"; nouns are NNG, names NNP",
            ),
            (
                "소유권, SP",
                "words.csv:1:6: unknown tag \"SP\"; nouns are NNG, names NNP",
            ),
            ("소유 권", "words.csv:1:1: a word cannot contain spaces"),
            (" ,NNG", "words.csv:1:2: a word is missing here"),
            (
                "소유권,NNG,99999",
                "words.csv:1:9: a cost is a whole number from -32768 to 32767",
            ),
            (
                "손해배상 = 손해+보상",
                "words.csv:1:8: the parts \"손해+보상\" do not make up the word",
            ),
            (
                "소유권\n\n소유권,NNG",
                "words.csv:3:1: this word is in line 1 already",
            ),
        ];
        for (text, expected) in table {
            assert_eq!(parse(text).err().as_deref(), Some(expected));
        }
        assert!(parse(&"가".repeat(LONGEST + 1)).is_err());
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let error = UserDictionary::load(Path::new("no/such.csv"), Dictionary::embedded().unwrap()).err();
        assert!(error.unwrap().to_string().starts_with("no/such.csv: "));
    }

    #[test]
    fn the_hash_is_that_of_the_words() {
        let hash = |text| parse(text).unwrap().hash().to_owned();
        assert_eq!(hash("소유권"), hash("# 물권\n소유권\tNNG\n"));
        assert_ne!(hash("소유권"), hash("소유권,NNP"));
        assert_ne!(hash("소유권"), hash("소유권 = 소유+권"));
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_words_or_an_error(text in "([가-힣A-Z0-9,=+/# \\t-]{0,20}\n){0,4}|\\PC{0,40}") {
            if let Ok(user) = parse(&text) {
                for word in user.words() {
                    let parts: Vec<_> = word.parts().collect();
                    proptest::prop_assert!(parts.is_empty() || parts.concat() == word.surface);
                }
            }
        }
    }
}
