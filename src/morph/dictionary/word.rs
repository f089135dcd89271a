//! What the dictionary says about one word: its class (tags and kind) and its details (expression and reading).

use super::tag::Tag;

/// Names a word: an entry of the dictionary, the unknown word of a character category, or a word of the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(u32);

/// What a [`WordId`] points into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordOrigin {
    /// Entry of the dictionary, by number.
    Dictionary(u32),
    /// Not in the dictionary; the number is that of the category of its first character.
    Unknown(u32),
    /// Word of the user's dictionary, by number.
    User(u32),
}

impl WordId {
    const UNKNOWN: u32 = 1 << 31;
    const USER: u32 = 1 << 30;

    pub(crate) fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    pub(crate) fn unknown(category: u32) -> Self {
        Self(Self::UNKNOWN | category)
    }

    pub(crate) fn user(number: u32) -> Self {
        Self(Self::USER | number)
    }

    pub(crate) fn bits(self) -> u32 {
        self.0
    }

    /// Where the word comes from.
    pub fn origin(self) -> WordOrigin {
        if self.0 & Self::UNKNOWN != 0 {
            WordOrigin::Unknown(self.0 & !Self::UNKNOWN)
        } else if self.0 & Self::USER != 0 {
            WordOrigin::User(self.0 & !Self::USER)
        } else {
            WordOrigin::Dictionary(self.0)
        }
    }
}

/// How the dictionary built a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WordKind {
    /// One morpheme.
    Plain,
    /// Several nouns written as one, `손해배상`.
    Compound,
    /// A stem fused with its endings, `한다`.
    Inflect,
    /// A sequence that was analyzed beforehand, such as a name with its parts.
    Preanalysis,
}

impl WordKind {
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "*" => Self::Plain,
            "Compound" => Self::Compound,
            "Inflect" => Self::Inflect,
            "Preanalysis" => Self::Preanalysis,
            _ => return None,
        })
    }
}

/// Tags and kind, shared by many words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordClass {
    /// The tag as the dictionary writes it; a fused form has several, joined with `+`.
    pub tag: &'static str,
    /// How the word is built.
    pub kind: WordKind,
    /// Tag of the first morpheme in the word.
    pub first_tag: Tag,
    /// Tag of the last morpheme in the word.
    pub last_tag: Tag,
}

impl WordClass {
    /// Reads a line of the class table: tag, kind, first tag, last tag. The dictionary leaves the last two open
    /// (`*`) for most words; then they are the ends of the tag.
    pub(super) fn parse(line: &'static str) -> Option<Self> {
        let mut fields = line.split('\t');
        let (tag, kind) = (fields.next()?, WordKind::from_name(fields.next()?)?);
        let (first, last) = (fields.next()?, fields.next()?);
        let end =
            |given: &str, of_tag: Option<&str>| Tag::from_name(given).or_else(|| Tag::from_name(of_tag?));
        Some(Self {
            tag,
            kind,
            first_tag: end(first, tag.split('+').next())?,
            last_tag: end(last, tag.rsplit('+').next())?,
        })
    }
}

/// A word of the dictionary with all that is known about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Tags and kind.
    pub class: &'static WordClass,
    /// The morphemes of the word, `손해/NNG/*+배상/NNG/*`; absent for a plain word.
    pub expression: Option<&'static str>,
    /// Reading in hangul where it differs from the surface: 손해 for 損害.
    pub reading: Option<&'static str>,
}
