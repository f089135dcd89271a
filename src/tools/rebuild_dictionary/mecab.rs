//! Reads the files of a compiled MeCab dictionary: the double array and token table of `sys.dic` and `unk.dic`,
//! the bit fields of `char.bin`, the matrix of `matrix.bin` and one setting of `dicrc`.
//!
//! Follows MeCab 0.996 (`dictionary.cpp`, `char_property.cpp`, `connector.cpp`) and knows nothing of the packed form.

use std::collections::HashMap;

use anyhow::{Context, Result, ensure};

/// The first field of a `.dic` file is its length, disguised with this.
const DICTIONARY_MAGIC: u32 = 0xef71_8f77;
const DICTIONARY_VERSION: u32 = 102;
const DICTIONARY_HEADER: usize = 72;
const TOKEN: usize = 16;
const CATEGORY_NAME: usize = 32;
/// `char.bin` covers the code points below this one.
const CHARACTERS: usize = 0xffff;

/// One entry of a dictionary: a surface with one of its analyzes.
pub(crate) struct Entry<'a> {
    /// The word as it is written; in `unk.dic` the name of a character category.
    pub(crate) surface: String,
    /// Context id towards the word before.
    pub(crate) left: u16,
    /// Context id towards the word after.
    pub(crate) right: u16,
    /// Group of tags from `pos-id.def`; the space penalties go by it.
    pub(crate) tag_group: u16,
    /// What it costs to use the word.
    pub(crate) cost: i16,
    /// Tag, semantic class, coda, reading, kind, first tag, last tag, expression; separated by commas.
    pub(crate) features: &'a str,
}

/// A dictionary. The entries of one surface are together, in the order of their tokens.
pub(crate) struct Lexicon<'a> {
    /// All entries.
    pub(crate) entries: Vec<Entry<'a>>,
}

impl<'a> Lexicon<'a> {
    /// Reads a whole `.dic` file.
    pub(crate) fn parse(file: &'a [u8]) -> Result<Self> {
        let length = u32::try_from(file.len())?;
        ensure!(u32_at(file, 0)? ^ DICTIONARY_MAGIC == length, "not a compiled MeCab dictionary");
        ensure!(u32_at(file, 4)? == DICTIONARY_VERSION, "unknown version");
        let [array, tokens, features] = [u32_at(file, 24)?, u32_at(file, 28)?, u32_at(file, 32)?];
        let body = file.get(DICTIONARY_HEADER..).context("truncated")?;
        ensure!((array + tokens + features) as usize == body.len(), "sections do not fill the file");
        let (array, rest) = body.split_at(array as usize);
        let (tokens, features) = rest.split_at(tokens as usize);

        let mut surfaces = Vec::new();
        DoubleArray { units: array }.visit(u32_at(array, 0)?, &mut Vec::new(), &mut surfaces)?;
        let mut entries = Vec::with_capacity(tokens.len() / TOKEN);
        for (surface, value) in surfaces {
            let (first, count) = (value >> 8, value & 0xff);
            for token in first..first + count {
                entries.push(entry(surface.clone(), tokens, token as usize, features)?);
            }
        }
        ensure!(entries.len() == tokens.len() / TOKEN, "some tokens belong to no surface");
        Ok(Self { entries })
    }

    /// The entries of each surface.
    pub(crate) fn surfaces(&self) -> impl Iterator<Item = &[Entry<'a>]> {
        self.entries.chunk_by(|one, other| one.surface == other.surface)
    }

    /// Puts the surfaces that texts are likely to contain first, so that they lie together: the shortest, and of those
    /// the ones with the cheapest words.
    pub(crate) fn put_likely_first(&mut self) {
        let likelihood = |entries: &[Entry<'_>]| {
            let length = entries[0].surface.chars().count();
            (length, entries.iter().map(|entry| entry.cost).min())
        };
        let mut ranks = Vec::with_capacity(self.entries.len());
        for (number, entries) in self.surfaces().enumerate() {
            ranks.extend(std::iter::repeat_n((likelihood(entries), number), entries.len()));
        }
        let mut ranked: Vec<_> = ranks.into_iter().zip(self.entries.drain(..)).collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        self.entries = ranked.into_iter().map(|(_, entry)| entry).collect();
    }
}

fn entry<'a>(surface: String, tokens: &[u8], index: usize, features: &'a [u8]) -> Result<Entry<'a>> {
    let at = index * TOKEN;
    let text = features.get(u32_at(tokens, at + 8)? as usize..).context("feature lies outside")?;
    Ok(Entry {
        surface,
        left: u16_at(tokens, at)?,
        right: u16_at(tokens, at + 2)?,
        tag_group: u16_at(tokens, at + 4)?,
        cost: u16_at(tokens, at + 6)?.cast_signed(),
        features: c_str(text)?,
    })
}

/// A Darts double array: units of (base `i32`, check `u32`).
struct DoubleArray<'a> {
    units: &'a [u8],
}

impl DoubleArray<'_> {
    /// Collects (key, value) of every key below the node with this base, in byte order.
    fn visit(&self, base: u32, key: &mut Vec<u8>, found: &mut Vec<(String, u32)>) -> Result<()> {
        if let Some(value) = self.child(base, base).filter(|value| *value < 0) {
            let key = String::from_utf8(key.clone()).context("surface is not UTF-8")?;
            found.push((key, (-value - 1).cast_unsigned()));
        }
        for byte in 0..=u8::MAX {
            if let Some(next) = self.child(base, base + u32::from(byte) + 1).filter(|next| *next > 0) {
                key.push(byte);
                self.visit(next.cast_unsigned(), key, found)?;
                key.pop();
            }
        }
        Ok(())
    }

    /// The base of the unit at `index`, if that unit is a child of the node with this `base`.
    fn child(&self, base: u32, index: u32) -> Option<i32> {
        let at = index as usize * 8;
        let check = u32_at(self.units, at + 4).ok()?;
        (check == base).then(|| u32_at(self.units, at).ok().map(u32::cast_signed))?
    }
}

/// The categories of characters.
pub(crate) struct CharacterTable {
    /// Names of the categories; their index is their number.
    pub(crate) categories: Vec<String>,
    /// MeCab's `CharInfo` of each code point below U+FFFF.
    pub(crate) information: Vec<u32>,
}

impl CharacterTable {
    /// Reads the whole of `char.bin`.
    pub(crate) fn parse(file: &[u8]) -> Result<Self> {
        let count = u32_at(file, 0)? as usize;
        let table = 4 + count * CATEGORY_NAME;
        ensure!(file.len() == table + 4 * CHARACTERS, "unexpected size");
        let name =
            |index| c_str(file.get(4 + index * CATEGORY_NAME..).unwrap_or_default()).map(str::to_owned);
        Ok(Self {
            categories: (0..count).map(name).collect::<Result<_>>()?,
            information: (0..CHARACTERS)
                .map(|point| u32_at(file, table + 4 * point))
                .collect::<Result<_>>()?,
        })
    }
}

/// The costs of connecting a word with the one after it.
pub(crate) struct CostMatrix<'a> {
    /// Number of right context ids (of the word before).
    rights: usize,
    /// Number of left context ids (of the word after).
    lefts: usize,
    cells: &'a [u8],
}

impl<'a> CostMatrix<'a> {
    /// Reads the whole of `matrix.bin`.
    pub(crate) fn parse(file: &'a [u8]) -> Result<Self> {
        let (rights, lefts) = (usize::from(u16_at(file, 0)?), usize::from(u16_at(file, 2)?));
        let cells = file.get(4..).context("truncated")?;
        ensure!(cells.len() == 2 * rights * lefts, "unexpected size");
        Ok(Self { rights, lefts, cells })
    }

    /// Number of left context ids.
    pub(crate) fn left_count(&self) -> usize {
        self.lefts
    }

    /// Number of right context ids.
    pub(crate) fn right_count(&self) -> usize {
        self.rights
    }

    /// Cost of a word with context `left` after one with context `right`.
    pub(crate) fn cost(&self, right: usize, left: usize) -> Result<i16> {
        Ok(u16_at(self.cells, 2 * (right + self.rights * left))?.cast_signed())
    }
}

/// `left-space-penalty-factor` of `dicrc`: what it costs a word of a tag group to follow a space.
pub(crate) fn space_penalties(settings: &[u8]) -> Result<HashMap<u16, i16>> {
    let line = std::str::from_utf8(settings)?
        .lines()
        .find_map(|line| line.strip_prefix("left-space-penalty-factor = "))
        .context("no left-space-penalty-factor")?;
    let numbers = line.split(',').map(str::parse).collect::<Result<Vec<i16>, _>>()?;
    let (pairs, rest) = numbers.as_chunks::<2>();
    ensure!(rest.is_empty(), "a tag group without its penalty");
    pairs.iter().map(|&[group, penalty]| Ok((u16::try_from(group)?, penalty))).collect()
}

fn c_str(bytes: &[u8]) -> Result<&str> {
    let end = bytes.iter().position(|&byte| byte == 0).context("text without an end")?;
    Ok(std::str::from_utf8(&bytes[..end])?)
}

fn u16_at(bytes: &[u8], at: usize) -> Result<u16> {
    let field = bytes.get(at..).and_then(<[u8]>::first_chunk).context("number lies outside")?;
    Ok(u16::from_le_bytes(*field))
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32> {
    let field = bytes.get(at..).and_then(<[u8]>::first_chunk).context("number lies outside")?;
    Ok(u32::from_le_bytes(*field))
}
