//! The words that texts are cut into: those of the dictionary, and those that the user adds.
//!
//! Owns the question "which words begin here, and what are they". Knows nothing of the lattice that asks it.

use std::sync::Arc;

use super::dictionary::{Dictionary, DictionaryError, Entry, LONGEST_SURFACE, WordClass, WordId, WordOrigin};
use super::user_dictionary::UserDictionary;

/// The dictionary, with or without words of the user. Cheap to clone.
#[derive(Clone)]
pub struct Lexicon {
    dictionary: &'static Dictionary,
    user: Option<Arc<UserDictionary>>,
}

impl From<&'static Dictionary> for Lexicon {
    fn from(dictionary: &'static Dictionary) -> Self {
        Self::new(dictionary)
    }
}

impl Lexicon {
    /// The words of the embedded dictionary.
    pub fn embedded() -> Result<Self, DictionaryError> {
        Ok(Self::new(Dictionary::embedded()?))
    }

    /// The words of the dictionary.
    pub fn new(dictionary: &'static Dictionary) -> Self {
        Self { dictionary, user: None }
    }

    /// The words of both. A word of the user wins where its cost makes it.
    pub fn with_user(dictionary: &'static Dictionary, user: Arc<UserDictionary>) -> Self {
        Self { dictionary, user: Some(user) }
    }

    /// The dictionary.
    pub fn dictionary(&self) -> &'static Dictionary {
        self.dictionary
    }

    /// The words of the user, if there are any.
    pub fn user(&self) -> Option<&UserDictionary> {
        self.user.as_deref()
    }

    /// Names the words: of two lexicons with one hash, both cut every text alike. An index records it.
    pub fn hash(&self) -> String {
        match &self.user {
            Some(user) => format!("{}+{}", self.dictionary.hash(), user.hash()),
            None => self.dictionary.hash().to_owned(),
        }
    }

    /// Tags and kind of a word of this lexicon.
    pub fn class(&self, word: WordId) -> Option<&'static WordClass> {
        match word.origin() {
            WordOrigin::User(_) => Some(self.user.as_ref()?.word(word)?.class),
            WordOrigin::Dictionary(_) | WordOrigin::Unknown(_) => self.dictionary.class(word),
        }
    }

    /// Number of characters of the longest word.
    pub(crate) fn longest_surface(&self) -> usize {
        self.user.as_ref().map_or(0, |user| user.longest_surface()).max(LONGEST_SURFACE)
    }

    /// Calls `found` with each entry of each surface that `text` begins with, and the length of the surface in
    /// characters: those of the dictionary first, of each the shortest first.
    #[inline]
    pub(crate) fn for_each_prefix(&self, text: &[char], mut found: impl FnMut(usize, Entry)) {
        self.dictionary.for_each_prefix(text, &mut found);
        if let Some(user) = &self.user {
            user.for_each_prefix(text, found);
        }
    }
}
