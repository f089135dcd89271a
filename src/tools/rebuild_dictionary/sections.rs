//! Turns what MeCab compiled into the sections of the packed dictionary. Of the eight features of an entry it keeps
//! what search needs: tag, kind, first and last tag, expression, and the reading where it differs from the surface.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use anyhow::{Context, Result, anyhow, ensure};
use crawdad::Trie;

use crate::contexts::ContextOrder;
use crate::mecab::{CharacterTable, CostMatrix, Entry, Lexicon};
use crate::packed::{BAND, LONGEST_SURFACE, RECORD, Section};

/// Everything that goes into the packed dictionary.
pub(crate) struct Source<'a> {
    /// The words.
    pub(crate) lexicon: &'a Lexicon<'a>,
    /// One word for each category of characters.
    pub(crate) unknown: &'a Lexicon<'a>,
    /// The categories of characters.
    pub(crate) characters: &'a CharacterTable,
    /// The connection costs.
    pub(crate) costs: &'a CostMatrix<'a>,
    /// The space penalty of each tag group.
    pub(crate) penalties: &'a HashMap<u16, i16>,
    /// The new numbers of the context ids.
    pub(crate) contexts: &'a ContextOrder,
}

/// All sections, in file order.
pub(crate) fn build(source: &Source<'_>) -> Result<Vec<(Section, Vec<u8>)>> {
    let (trie, entry_index) = trie(source)?;
    let (characters, character_kinds) = characters(source.characters)?;
    let mut classes = Classes::default();
    let (words, details) = words(source.lexicon, &mut classes)?;
    let unknown = unknown(source, &mut classes)?;
    Ok(vec![
        (Section::Trie, trie),
        (Section::EntryIndex, entry_index),
        (Section::Entries, entries(source)?),
        (Section::Sizes, sizes(source)?),
        (Section::Costs, costs(source)?),
        (Section::LeastCosts, least_costs(source)?),
        (Section::SpacePenalties, space_penalties(source)?),
        (Section::Characters, characters),
        (Section::CharacterKinds, character_kinds),
        (Section::Unknown, unknown),
        (Section::Words, words),
        (Section::Classes, classes.lines.into_bytes()),
        (Section::Contexts, usual_contexts(source)?.into_bytes()),
        (Section::Details, details),
    ])
}

impl ContextOrder {
    fn of(&self, entry: &Entry<'_>) -> Result<(u16, u16)> {
        let left = self.left.get(usize::from(entry.left)).context("left context id out of range")?;
        let right = self.right.get(usize::from(entry.right)).context("right context id out of range")?;
        Ok((*left, *right))
    }
}

/// The trie over the surfaces, and the index from a surface to its entries.
fn trie(source: &Source<'_>) -> Result<(Vec<u8>, Vec<u8>)> {
    let mut ordinals: BTreeMap<&str, u32> = BTreeMap::new();
    let mut index = 0_u32.to_le_bytes().to_vec();
    let mut end = 0;
    for (ordinal, entries) in (0..).zip(source.lexicon.surfaces()) {
        let surface = entries[0].surface.as_str();
        ensure!(surface.chars().count() <= LONGEST_SURFACE, "{surface} is too long");
        ensure!(ordinals.insert(surface, ordinal).is_none(), "{surface} comes twice");
        end += u32::try_from(entries.len())?;
        index.extend_from_slice(&end.to_le_bytes());
    }
    let trie = Trie::from_records(ordinals).map_err(|error| anyhow!("{error}"))?;
    Ok((trie.serialize_to_vec(), index))
}

fn entries(source: &Source<'_>) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for (word, entry) in (0_u32..).zip(&source.lexicon.entries) {
        let (left, right) = source.contexts.of(entry)?;
        bytes.extend_from_slice(&word.to_le_bytes());
        bytes.extend_from_slice(&entry.cost.to_le_bytes());
        bytes.extend_from_slice(&left.to_le_bytes());
        bytes.extend_from_slice(&right.to_le_bytes());
    }
    Ok(bytes)
}

/// Number of left and right contexts.
fn sizes(source: &Source<'_>) -> Result<Vec<u8>> {
    let sizes = [source.costs.left_count(), source.costs.right_count()];
    let sizes = [u16::try_from(sizes[0])?, u16::try_from(sizes[1])?];
    Ok(sizes.into_iter().flat_map(u16::to_le_bytes).collect())
}

/// The costs in bands of right contexts, so that those of frequent contexts lie together.
fn costs(source: &Source<'_>) -> Result<Vec<u8>> {
    let (lefts, rights) = (source.costs.left_count(), source.costs.right_count());
    let mut cells = vec![0_i16; rights.div_ceil(BAND) * BAND * lefts];
    for left in 0..lefts {
        for right in 0..rights {
            let row = usize::from(source.contexts.left[left]);
            let column = usize::from(source.contexts.right[right]);
            let place = (column / BAND * lefts + row) * BAND + column % BAND;
            cells[place] = source.costs.cost(right, left)?;
        }
    }
    Ok(cells.into_iter().flat_map(i16::to_le_bytes).collect())
}

/// The least cost of each left context, for the lattice to know when it need not look further.
fn least_costs(source: &Source<'_>) -> Result<Vec<u8>> {
    let mut least = vec![i16::MAX; source.costs.left_count()];
    for (old, &new) in source.contexts.left.iter().enumerate() {
        for right in 0..source.costs.right_count() {
            let cost = source.costs.cost(right, old)?;
            least[usize::from(new)] = least[usize::from(new)].min(cost);
        }
    }
    Ok(least.into_iter().flat_map(i16::to_le_bytes).collect())
}

/// The contexts that most plain words of a tag and a coda have: those of a new word of that tag.
fn usual_contexts(source: &Source<'_>) -> Result<String> {
    type Counts = BTreeMap<(u16, u16), usize>;
    let mut counts: BTreeMap<(&str, &str), Counts> = BTreeMap::new();
    for entry in &source.lexicon.entries {
        let features = Features::parse(entry.features)?;
        let [tag, "*", ..] = features.class else { continue };
        let of_tag = counts.entry((tag, features.coda)).or_default();
        *of_tag.entry(source.contexts.of(entry)?).or_default() += 1;
    }
    let mut lines = String::new();
    for ((tag, coda), contexts) in counts {
        let usual =
            contexts.into_iter().max_by_key(|&(contexts, count)| (count, std::cmp::Reverse(contexts)));
        let ((left, right), _) = usual.context("a tag without words")?;
        writeln!(lines, "{tag}\t{coda}\t{left}\t{right}")?;
    }
    Ok(lines)
}

/// The penalty follows from the left context: every entry with one left context has a tag group of one penalty.
fn space_penalties(source: &Source<'_>) -> Result<Vec<u8>> {
    let mut penalties = vec![None; source.costs.left_count()];
    for entry in source.lexicon.entries.iter().chain(&source.unknown.entries) {
        let penalty = source.penalties.get(&entry.tag_group).copied().unwrap_or(0);
        let (left, _) = source.contexts.of(entry)?;
        let known = penalties[usize::from(left)].get_or_insert(penalty);
        ensure!(*known == penalty, "left context {} has two penalties", entry.left);
    }
    Ok(penalties.into_iter().flat_map(|penalty| penalty.unwrap_or(0).to_le_bytes()).collect())
}

/// The kind of each code point below U+10000, and the bit field of each kind. What MeCab has no kind for, it treats
/// as U+0000; so does the lattice, with the kind of number 0.
fn characters(table: &CharacterTable) -> Result<(Vec<u8>, Vec<u8>)> {
    let mut kinds: Vec<u32> = Vec::new();
    let mut points = Vec::with_capacity(0x1_0000);
    for &information in &table.information {
        let kind = kinds.iter().position(|&kind| kind == information).unwrap_or_else(|| {
            kinds.push(information);
            kinds.len() - 1
        });
        points.push(u8::try_from(kind)?);
    }
    points.resize(0x1_0000, 0);
    Ok((points, kinds.into_iter().flat_map(u32::to_le_bytes).collect()))
}

/// The unknown word of each category, in the order of the categories' numbers.
fn unknown(source: &Source<'_>, classes: &mut Classes) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for category in &source.characters.categories {
        let mut entries = source.unknown.entries.iter().filter(|entry| entry.surface == *category);
        let entry = entries.next().with_context(|| format!("no unknown word for {category}"))?;
        ensure!(entries.next().is_none(), "two unknown words for {category}");
        let (left, right) = source.contexts.of(entry)?;
        let class = classes.number(&Features::parse(entry.features)?)?;
        bytes.extend_from_slice(&entry.cost.to_le_bytes());
        bytes.extend([left, right, class].into_iter().flat_map(u16::to_le_bytes));
    }
    ensure!(bytes.len() == RECORD * source.characters.categories.len());
    Ok(bytes)
}

/// The record of each word, and the details they point to; equal details are stored once.
fn words(lexicon: &Lexicon<'_>, classes: &mut Classes) -> Result<(Vec<u8>, Vec<u8>)> {
    let mut records = Vec::with_capacity(RECORD * lexicon.entries.len());
    let mut details = String::new();
    let mut places: HashMap<String, u32> = HashMap::new();
    for entry in &lexicon.entries {
        let features = Features::parse(entry.features)?;
        let detail = features.detail(&entry.surface);
        let length = u16::try_from(detail.len())?;
        let place = if let Some(&place) = places.get(&detail) {
            place
        } else {
            let place = u32::try_from(details.len())?;
            details.push_str(&detail);
            places.insert(detail, place);
            place
        };
        records.extend_from_slice(&place.to_le_bytes());
        records.extend_from_slice(&classes.number(&features)?.to_le_bytes());
        records.extend_from_slice(&length.to_le_bytes());
    }
    Ok((records, details.into_bytes()))
}

/// The features that are kept.
struct Features<'a> {
    /// Tag, kind, first tag, last tag; `*` where there is none.
    class: [&'a str; 4],
    /// `T` if the word ends in a consonant, `F` if in a vowel.
    coda: &'a str,
    reading: &'a str,
    expression: &'a str,
}

impl<'a> Features<'a> {
    fn parse(text: &'a str) -> Result<Self> {
        let fields: Vec<_> = text.split(',').collect();
        let [tag, _meaning, coda, reading, kind, first, last, expression] = fields.as_slice() else {
            anyhow::bail!("{text:?} has {} features", fields.len());
        };
        ensure!(!text.contains(['\t', '\n']), "{text:?} cannot be stored as a line");
        Ok(Self { class: [tag, kind, first, last], coda, reading, expression })
    }

    /// Expression, tab, reading; empty where there is neither.
    fn detail(&self, surface: &str) -> String {
        let expression = if self.expression == "*" { "" } else { self.expression };
        let reading = if self.reading == "*" || self.reading == surface { "" } else { self.reading };
        if expression.is_empty() && reading.is_empty() {
            return String::new();
        }
        format!("{expression}\t{reading}")
    }
}

/// The distinct classes, numbered as they come.
#[derive(Default)]
struct Classes {
    numbers: HashMap<String, u16>,
    lines: String,
}

impl Classes {
    fn number(&mut self, features: &Features<'_>) -> Result<u16> {
        let line = features.class.join("\t");
        if let Some(&number) = self.numbers.get(&line) {
            return Ok(number);
        }
        let number = u16::try_from(self.numbers.len())?;
        self.lines.push_str(&line);
        self.lines.push('\n');
        self.numbers.insert(line, number);
        Ok(number)
    }
}
