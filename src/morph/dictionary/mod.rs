//! The embedded dictionary: mecab-ko-dic 2.1.1, its words, characters and costs.
//!
//! Owns where the dictionary comes from (`PROVENANCE.md`, `build.rs`, `rebuild/`) and how it is looked up. The file
//! lies unpacked in the binary and is read in place: to open it costs microseconds, and only the pages that a text
//! touches enter memory. Knows nothing of texts and lattices; that is `segment`'s.

mod costs;
mod entry;
mod packed;
mod tag;
mod word;

use std::sync::OnceLock;

use lindera_dictionary::dictionary::prefix_dictionary::PrefixDictionary;

pub(crate) use costs::{ConnectionCosts, RightPlace};
pub(crate) use entry::{Entry, for_each_prefix};
pub(crate) use packed::LONGEST_SURFACE;
use packed::{RECORD, Section};
pub use tag::Tag;
pub use word::{Word, WordClass, WordId, WordKind, WordOrigin};

/// The unpacked dictionary, aligned so that the cost matrix is read in place.
static FILE: &[u8] = lindera_dictionary::include_bytes_aligned!(env!("PANRYE_DICTIONARY"));

/// The embedded dictionary cannot be used: the program was built wrongly.
#[derive(Clone, Debug, thiserror::Error)]
pub enum DictionaryError {
    /// A section is missing, cut short or not as `packed.rs` describes it.
    #[error("the embedded dictionary has no usable {0} section")]
    Section(&'static str),
    /// lindera refused its part.
    #[error("the embedded dictionary is damaged: {0}")]
    Lindera(String),
}

/// How the lattice treats a character: MeCab's `CharInfo`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CharacterKind {
    /// One bit for each category the character belongs to.
    pub(crate) categories: u32,
    /// The category whose unknown word it begins.
    pub(crate) default_category: u8,
    /// Unknown words of up to this many characters are proposed.
    pub(crate) unknown_length: u8,
    /// An unknown word of all following characters of the category is proposed.
    pub(crate) groups: bool,
    /// Unknown words are proposed even where the dictionary knows one.
    pub(crate) always_unknown: bool,
}

impl CharacterKind {
    fn parse(bits: u32) -> Self {
        Self {
            categories: bits & 0x3_ffff,
            default_category: (bits >> 18) as u8,
            unknown_length: (bits >> 26 & 0xf) as u8,
            groups: bits >> 30 & 1 == 1,
            always_unknown: bits >> 31 == 1,
        }
    }

    /// Whether both have a category in common.
    pub(crate) fn is_like(self, other: Self) -> bool {
        self.categories & other.categories != 0
    }
}

/// The dictionary. There is one, [`Dictionary::embedded`].
pub struct Dictionary {
    trie: PrefixDictionary,
    costs: ConnectionCosts,
    context_counts: (usize, usize),
    least_costs: Vec<i16>,
    space_penalties: Vec<i16>,
    /// Kind of each code point below U+10000, as an index into `kinds`.
    characters: &'static [u8],
    kinds: Vec<CharacterKind>,
    /// The unknown word of each category, with its class.
    unknown: Vec<(Entry, u16)>,
    words: &'static [[u8; RECORD]],
    classes: Vec<WordClass>,
    contexts: &'static str,
    details: &'static [u8],
}

impl Dictionary {
    /// The dictionary in this binary; the first call opens it.
    pub fn embedded() -> Result<&'static Self, DictionaryError> {
        static EMBEDDED: OnceLock<Result<Dictionary, DictionaryError>> = OnceLock::new();
        EMBEDDED.get_or_init(|| Self::open(FILE)).as_ref().map_err(Clone::clone)
    }

    /// BLAKE3 of the dictionary in hexadecimal digits. An index records it: another dictionary cuts other words.
    pub fn hash(&self) -> &'static str {
        env!("PANRYE_DICTIONARY_HASH")
    }

    fn open(file: &'static [u8]) -> Result<Self, DictionaryError> {
        let section = |section: Section, name| section.of(file).ok_or(DictionaryError::Section(name));
        let lindera =
            |error: lindera_dictionary::error::LinderaError| DictionaryError::Lindera(error.to_string());
        let trie = PrefixDictionary::load(
            section(Section::Trie, "trie")?,
            section(Section::EntryIndex, "entry index")?,
            section(Section::Entries, "entry")?,
            [].as_slice(),
            [].as_slice(),
        );
        let (lefts, rights) = sizes(section(Section::Sizes, "size")?)?;
        let costs = ConnectionCosts::new(section(Section::Costs, "cost")?, lefts, rights);
        let kinds = section(Section::CharacterKinds, "character kind")?.as_chunks().0;
        let dictionary = Self {
            trie: trie.map_err(lindera)?,
            costs: costs.ok_or(DictionaryError::Section("cost"))?,
            context_counts: (lefts, rights),
            least_costs: numbers(section(Section::LeastCosts, "least cost")?),
            space_penalties: numbers(section(Section::SpacePenalties, "space penalty")?),
            characters: section(Section::Characters, "character")?,
            kinds: kinds.iter().map(|bits| CharacterKind::parse(u32::from_le_bytes(*bits))).collect(),
            unknown: unknown_words(section(Section::Unknown, "unknown word")?),
            words: section(Section::Words, "word")?.as_chunks().0,
            classes: classes(section(Section::Classes, "class")?)?,
            contexts: std::str::from_utf8(section(Section::Contexts, "context")?)
                .map_err(|_| DictionaryError::Section("context"))?,
            details: section(Section::Details, "detail")?,
        };
        dictionary.check()
    }

    /// Checks what the lattice relies on.
    fn check(self) -> Result<Self, DictionaryError> {
        let known = |category: u8| self.unknown.get(usize::from(category)).is_some();
        if self.kinds.is_empty() || !self.kinds.iter().all(|kind| known(kind.default_category)) {
            return Err(DictionaryError::Section("character kind"));
        }
        if self.classes.is_empty() {
            return Err(DictionaryError::Section("class"));
        }
        Ok(self)
    }

    /// What is known about a word; `None` for words of the user.
    pub fn word(&'static self, id: WordId) -> Option<Word> {
        let class = self.class(id)?;
        let (expression, reading) = self.details(id).unwrap_or_default();
        let given = |text: &'static str| (!text.is_empty()).then_some(text);
        Some(Word { class, expression: given(expression), reading: given(reading) })
    }

    /// Tags and kind of a word; `None` for words of the user.
    pub fn class(&'static self, id: WordId) -> Option<&'static WordClass> {
        let class = match id.origin() {
            WordOrigin::Dictionary(number) => {
                let [_, _, _, _, c0, c1, _, _] = *self.words.get(number as usize)?;
                u16::from_le_bytes([c0, c1])
            }
            WordOrigin::Unknown(category) => self.unknown.get(category as usize)?.1,
            WordOrigin::User(_) => return None,
        };
        self.classes.get(usize::from(class))
    }

    /// The class of plain words with this tag.
    pub(crate) fn plain_class(&'static self, tag: Tag) -> Option<&'static WordClass> {
        self.class_of(tag, WordKind::Plain)
    }

    /// The class of compounds with this tag; nouns have one.
    pub(crate) fn compound_class(&'static self, tag: Tag) -> Option<&'static WordClass> {
        self.class_of(tag, WordKind::Compound)
    }

    fn class_of(&'static self, tag: Tag, kind: WordKind) -> Option<&'static WordClass> {
        self.classes.iter().find(|class| class.kind == kind && class.tag == tag.name())
    }

    /// Left and right context that most plain words of this tag have which end in a consonant (`T`) or a vowel (`F`);
    /// for another ending, or a tag with no such words, those of any words of the tag.
    pub(crate) fn usual_contexts(&self, tag: Tag, coda: &str) -> Option<(u16, u16)> {
        let mut usual = None;
        for line in self.contexts.lines() {
            let mut fields = line.split('\t');
            if fields.next() != Some(tag.name()) {
                continue;
            }
            let same_coda = fields.next() == Some(coda);
            let contexts = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
            if same_coda {
                return Some(contexts);
            }
            usual = usual.or(Some(contexts));
        }
        usual
    }

    /// Expression and reading of a word of the dictionary.
    fn details(&self, id: WordId) -> Option<(&'static str, &'static str)> {
        let WordOrigin::Dictionary(number) = id.origin() else {
            return None;
        };
        let [p0, p1, p2, p3, _, _, l0, l1] = *self.words.get(number as usize)?;
        let start = u32::from_le_bytes([p0, p1, p2, p3]) as usize;
        let length = usize::from(u16::from_le_bytes([l0, l1]));
        let detail = std::str::from_utf8(self.details.get(start..start + length)?).ok()?;
        detail.split_once('\t')
    }

    /// Calls `found` with each entry of each surface that `text` begins with, shortest surface first, and the length
    /// of the surface in characters.
    #[inline]
    pub(crate) fn for_each_prefix(&self, text: &[char], found: impl FnMut(usize, Entry)) {
        for_each_prefix(&self.trie, text, found);
    }

    /// The unknown word that a character of this kind begins.
    pub(crate) fn unknown_word(&self, kind: CharacterKind) -> Entry {
        self.unknown[usize::from(kind.default_category)].0
    }

    /// Index of the kind of a character; see [`Self::kinds`].
    pub(crate) fn kind_index(&self, character: char) -> u8 {
        // MeCab reads what lies above U+FFFF as U+0000, whose kind has the index 0.
        self.characters.get(character as usize).copied().unwrap_or(0)
    }

    /// The kinds of characters.
    pub(crate) fn kinds(&self) -> &[CharacterKind] {
        &self.kinds
    }

    /// What it costs to connect two words.
    pub(crate) fn costs(&self) -> &ConnectionCosts {
        &self.costs
    }

    /// The least cost of a word with the context `left` after any other.
    pub(crate) fn least_cost_before(&self, left: u16) -> i16 {
        self.least_costs[usize::from(left)]
    }

    /// What it costs a word with the context `left` to follow a space.
    pub(crate) fn space_penalty(&self, left: u16) -> i16 {
        self.space_penalties[usize::from(left)]
    }

    /// Number of left and of right contexts.
    pub(crate) fn context_counts(&self) -> (usize, usize) {
        self.context_counts
    }
}

fn sizes(section: &[u8]) -> Result<(usize, usize), DictionaryError> {
    let [l0, l1, r0, r1] = *section.first_chunk().ok_or(DictionaryError::Section("size"))?;
    let size = |bytes| usize::from(u16::from_le_bytes(bytes));
    Ok((size([l0, l1]), size([r0, r1])))
}

fn numbers(section: &[u8]) -> Vec<i16> {
    section.as_chunks().0.iter().map(|number| i16::from_le_bytes(*number)).collect()
}

fn unknown_words(records: &[u8]) -> Vec<(Entry, u16)> {
    let records = records.as_chunks::<RECORD>().0;
    (0..)
        .zip(records)
        .map(|(category, &[c0, c1, l0, l1, r0, r1, k0, k1])| {
            let entry = Entry {
                word: WordId::unknown(category),
                cost: i16::from_le_bytes([c0, c1]),
                left: u16::from_le_bytes([l0, l1]),
                right: u16::from_le_bytes([r0, r1]),
            };
            (entry, u16::from_le_bytes([k0, k1]))
        })
        .collect()
}

fn classes(text: &'static [u8]) -> Result<Vec<WordClass>, DictionaryError> {
    let text = std::str::from_utf8(text).map_err(|_| DictionaryError::Section("class"))?;
    text.lines().map(WordClass::parse).collect::<Option<_>>().ok_or(DictionaryError::Section("class"))
}
