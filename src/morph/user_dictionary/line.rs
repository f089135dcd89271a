//! One line of a user dictionary: its fields, where they are, and the word they describe.
//!
//! Knows the forms of a line (see the module above), not what a word costs its neighbors.

use unicode_normalization::UnicodeNormalization;

use super::UserWord;
use crate::dictionary::{Dictionary, Tag, WordClass};

/// No word may have more characters: the lattice looks ahead as far as the longest.
const LONGEST: usize = 64;

/// Cost of a word of several characters, if none is given: less than that of any word of the dictionary that it
/// competes with, in nearly every place.
const USUAL_COST: i16 = -5000;

/// Cost of a word of one character, if none is given: more would tear other words apart.
const USUAL_COST_OF_ONE: i16 = 0;

/// Number of fields of a line of mecab-ko-dic.
const MECAB_FIELDS: usize = 12;

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

/// A line of the file, with its fields and where they begin.
pub(super) struct Line<'t> {
    fields: Vec<(usize, &'t str)>,
}

/// A problem, and the character at which it is.
pub(super) type At = (usize, Problem);

impl<'t> Line<'t> {
    /// Takes the fields of a line apart.
    pub(super) fn new(line: &'t str) -> Self {
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
    pub(super) fn word(&self, dictionary: &'static Dictionary) -> Result<Option<UserWord>, At> {
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
            word.class = dictionary.compound_class(word.class.first_tag).unwrap_or(word.class);
        }
        Ok(Some(word))
    }

    fn field(&self, index: usize) -> (usize, &'t str) {
        self.fields.get(index).copied().unwrap_or((1, ""))
    }

    fn class(&self, index: usize, dictionary: &'static Dictionary) -> Result<&'static WordClass, At> {
        let (column, name) = self.field(index);
        let tag = if name.is_empty() { Some(Tag::Nng) } else { Tag::from_name(name) };
        tag.filter(|&tag| dictionary.usual_contexts(tag, "*").is_some())
            .and_then(|tag| dictionary.plain_class(tag))
            .ok_or_else(|| (column, Problem::Tag(name.to_owned())))
    }

    /// A field that may be a cost, parts, or something that is not used.
    fn read_option(&self, index: usize, mecab: bool, word: &mut UserWord) -> Result<(), At> {
        let (column, field) = self.field(index);
        let is_number = field.trim_start_matches(['-', '+']).starts_with(|c: char| c.is_ascii_digit());
        if is_number && (!mecab || index == 3) {
            word.cost = field.parse().map_err(|_| (column, Problem::Cost))?;
        } else if field.contains('+') {
            let text =
                |component: &str| component.split('/').next().unwrap_or_default().trim().nfc().collect();
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
    if surface.chars().nth(1).is_some() { USUAL_COST } else { USUAL_COST_OF_ONE }
}
