//! The part of a text that the lattice is working on, as characters with their kinds and places.
//!
//! A text of any length passes through a window of bounded size: the lattice takes what it has decided off the front,
//! the window takes more characters from the text. Of a run of spaces it shows two: the lattice skips the run as a whole, and
//! no word has more than one space in it. Knows nothing of words.

use std::str::CharIndices;

use crate::dictionary::{CharacterKind, Dictionary};

/// How many spaces of a run are shown.
pub(super) const SPACES: usize = 2;

/// The characters before the lattice, each with what the lattice asks about it.
pub(super) struct Window<'t> {
    text: &'t str,
    rest: CharIndices<'t>,
    buffer: Buffer,
    /// Everything is in the window.
    exhausted: bool,
}

/// The memory of a window, kept from one text to the next.
#[derive(Default)]
pub(super) struct Buffer {
    characters: Vec<char>,
    /// Byte offset of each character in the text, and of the end of the last.
    offsets: Vec<u32>,
    /// Index into the kinds of the dictionary.
    kinds: Vec<u8>,
}

impl<'t> Window<'t> {
    /// An empty window before `text`, in the memory of an earlier one.
    pub(super) fn new(text: &'t str, mut buffer: Buffer) -> Self {
        buffer.characters.clear();
        buffer.kinds.clear();
        buffer.offsets.clear();
        buffer.offsets.push(0);
        Self { text, rest: text.char_indices(), buffer, exhausted: text.is_empty() }
    }

    /// Gives the memory back.
    pub(super) fn into_buffer(self) -> Buffer {
        self.buffer
    }

    /// Number of characters in the window.
    pub(super) fn len(&self) -> usize {
        self.buffer.characters.len()
    }

    /// Whether the window reaches the end of the text.
    pub(super) fn is_exhausted(&self) -> bool {
        self.exhausted
    }

    /// The characters from `position` on.
    pub(super) fn characters_from(&self, position: usize) -> &[char] {
        self.buffer.characters.get(position..).unwrap_or_default()
    }

    /// Index of the kind of the character at `position`.
    pub(super) fn kind_index(&self, position: usize) -> usize {
        usize::from(self.buffer.kinds[position])
    }

    /// Byte offset in the text at which the character at `position` begins.
    pub(super) fn offset(&self, position: usize) -> u32 {
        self.buffer.offsets[position]
    }

    /// The text of the characters from `start` to `end`, of which none is a space.
    pub(super) fn text(&self, start: usize, end: usize) -> &'t str {
        self.text.get(self.offset(start) as usize..self.offset(end) as usize).unwrap_or_default()
    }

    /// Drops the first `count` characters.
    pub(super) fn advance(&mut self, count: usize) {
        self.buffer.characters.drain(..count);
        self.buffer.kinds.drain(..count);
        self.buffer.offsets.drain(..count);
    }

    /// Takes characters from the text until there are `target` of them or the text ends.
    pub(super) fn fill(&mut self, target: usize, dictionary: &Dictionary, space: CharacterKind) {
        let kinds = dictionary.kinds();
        // The end of the window so far may lie within a run of spaces.
        let trailing =
            self.buffer.kinds.iter().rev().take_while(|&&kind| kinds[usize::from(kind)].is_like(space));
        let mut spaces = trailing.count();
        let Buffer { characters, offsets, kinds: indices } = &mut self.buffer;
        offsets.pop();
        let mut end = self.rest.offset();
        while characters.len() < target {
            let Some((offset, character)) = self.rest.next() else {
                self.exhausted = true;
                break;
            };
            end = self.rest.offset();
            let kind = dictionary.kind_index(character);
            let is_space = kinds[usize::from(kind)].is_like(space);
            spaces = if is_space { spaces + 1 } else { 0 };
            if spaces > SPACES {
                continue;
            }
            characters.push(character);
            indices.push(kind);
            offsets.push(offset as u32);
        }
        offsets.push(end as u32);
    }
}
