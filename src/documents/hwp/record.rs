//! The records that definitions and sections are made of: a tag, a level in the tree, and data.

use super::broken;
use crate::Error;

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag(u32);

impl Tag {
    pub(super) const NUMBERING: Self = Self(0x17);
    pub(super) const BULLET: Self = Self(0x18);
    pub(super) const PARA_SHAPE: Self = Self(0x19);
    pub(super) const DISTRIBUTE_DOC_DATA: Self = Self(0x1c);
    pub(super) const PARA_HEADER: Self = Self(0x42);
    pub(super) const PARA_TEXT: Self = Self(0x43);
    pub(super) const CTRL_HEADER: Self = Self(0x47);
    pub(super) const SHAPE_COMPONENT_OLE: Self = Self(0x54);
    pub(super) const EQEDIT: Self = Self(0x58);
    pub(super) const SHAPE_COMPONENT_TEXTART: Self = Self(0x5a);
    pub(super) const FORM_OBJECT: Self = Self(0x5b);
    pub(super) const MEMO_LIST: Self = Self(0x5d);
    pub(super) const CHART_DATA: Self = Self(0x5f);
    pub(super) const VIDEO_DATA: Self = Self(0x62);
}

/// One record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) tag: Tag,
    /// How deep it stands; what belongs to a record follows it one level deeper.
    pub(super) level: u32,
    pub(super) data: &'a [u8],
}

impl Record<'_> {
    /// A number of its data.
    pub(super) fn u16(&self, at: usize) -> Option<u16> {
        self.data.get(at..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
    }

    /// A number of its data.
    pub(super) fn u32(&self, at: usize) -> Option<u32> {
        self.data.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
    }

    /// A text behind its length in units of UTF-16, and the place behind it.
    pub(super) fn text(&self, at: usize) -> Option<(String, usize)> {
        let start = at + size_of::<u16>();
        let end = start + size_of::<u16>() * usize::from(self.u16(at)?);
        Some((utf16(self.data.get(start..end)?), end))
    }

    /// A character of its data.
    pub(super) fn char(&self, at: usize) -> Option<char> {
        char::from_u32(u32::from(self.u16(at)?)).filter(|&c| c != '\0')
    }

    /// What kind of control it is the head of, as four letters.
    pub(super) fn control(&self) -> [u8; 4] {
        self.u32(0).unwrap_or_default().to_be_bytes()
    }
}

/// The records of a stream.
#[derive(Clone)]
pub(super) struct Records<'a>(&'a [u8]);

impl<'a> Records<'a> {
    pub(super) const fn new(stream: &'a [u8]) -> Self {
        Self(stream)
    }

    /// The bytes that are not read yet.
    pub(super) const fn rest(&self) -> &'a [u8] {
        self.0
    }

    /// The next record, which is taken.
    pub(super) fn next(&mut self) -> Result<Option<Record<'a>>, Error> {
        // Up to three bytes may fill the stream.
        let Some((head, mut rest)) = self.0.split_first_chunk() else { return Ok(None) };
        let head = u32::from_le_bytes(*head);
        let mut size = head >> 20;
        if size == 0xfff {
            let (long, behind) = rest.split_first_chunk().ok_or_else(cut_off)?;
            (size, rest) = (u32::from_le_bytes(*long), behind);
        }
        let (data, rest) = rest.split_at_checked(size as usize).ok_or_else(cut_off)?;
        self.0 = rest;
        Ok(Some(Record { tag: Tag(head & 0x3ff), level: head >> 10 & 0x3ff, data }))
    }

    /// The next record, which stays.
    pub(super) fn peek(&self) -> Result<Option<Record<'a>>, Error> {
        self.clone().next()
    }

    /// The next record, taken if it belongs to one of a level.
    pub(super) fn next_below(&mut self, level: u32) -> Result<Option<Record<'a>>, Error> {
        match self.peek()? {
            Some(record) if record.level > level => self.next(),
            _ => Ok(None),
        }
    }
}

/// The text of units of UTF-16.
pub(super) fn utf16(bytes: &[u8]) -> String {
    let units = bytes.as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn cut_off() -> Error {
    broken("a record is longer than what is left of its stream")
}
