//! The text of the sections of a .hwp, paragraph by paragraph.

use super::head::{Head, Mark, numerals};
use super::record::{Record, Records, Tag, utf16};
use crate::flow::Flow;
use crate::{Error, Limits, Omission, Part};

/// Bytes of a unit of text.
const UNIT: usize = size_of::<u16>();
/// Units of a control in the text.
const CONTROL: usize = 8;

/// Reads the sections, one after the other.
pub(super) struct Text {
    flow: Flow,
    head: Head,
    part: Part,
    /// What is left out here, if it has text.
    left_out: Option<Omission>,
    depth: u32,
    deepest: u32,
}

impl Text {
    pub(super) fn new(flow: Flow, head: Head, limits: &Limits) -> Self {
        Self { flow, head, part: Part::Body, left_out: None, depth: 0, deepest: limits.depth }
    }

    pub(super) fn into_flow(self) -> Flow {
        self.flow
    }

    pub(super) fn section(&mut self, section: &[u8]) -> Result<(), Error> {
        let mut records = Records::new(section);
        while let Some(record) = records.next()? {
            self.record(&record, &mut records)?;
        }
        self.left_out = None;
        Ok(())
    }

    /// A record that holds text, with what belongs to it; any other is passed over.
    fn record<'a>(&mut self, record: &Record<'a>, records: &mut Records<'a>) -> Result<(), Error> {
        match record.tag {
            Tag::PARA_HEADER => self.paragraph(record, records),
            Tag::CTRL_HEADER => self.control(record, records),
            Tag::EQEDIT => match record.text(size_of::<u32>()) {
                Some((script, _)) => self.push(&script),
                None => Ok(()),
            },
            Tag::MEMO_LIST => {
                // Behind the paragraphs of a section stand its memos.
                self.left_out = Some(Omission::Comments);
                Ok(())
            }
            Tag::CHART_DATA
            | Tag::FORM_OBJECT
            | Tag::SHAPE_COMPONENT_OLE
            | Tag::SHAPE_COMPONENT_TEXTART
            | Tag::VIDEO_DATA => {
                self.flow.omit(Omission::Objects);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn paragraph<'a>(&mut self, header: &Record<'a>, records: &mut Records<'a>) -> Result<(), Error> {
        self.deeper()?;
        let mut text: &[u8] = &[];
        // What describes the text stands before what is anchored in it.
        while let Some(record) = records.peek()?
            && record.level > header.level
            && !matches!(record.tag, Tag::CTRL_HEADER | Tag::PARA_HEADER | Tag::MEMO_LIST)
        {
            if record.tag == Tag::PARA_TEXT {
                text = record.data;
            }
            records.next()?;
        }
        if let Some(record) = records.peek()?
            && record.tag == Tag::CTRL_HEADER
            && record.control() == *b"secd"
        {
            self.head.outline = record.u16(18).unwrap_or_default().into();
        }
        let is_shown = self.left_out.is_none();
        if is_shown {
            self.begin(header)?;
        }
        self.units(text, header.level, records)?;
        while let Some(record) = records.next_below(header.level)? {
            self.record(&record, records)?;
        }
        if is_shown {
            self.flow.end();
        }
        self.depth -= 1;
        Ok(())
    }

    fn begin(&mut self, header: &Record<'_>) -> Result<(), Error> {
        self.flow.begin(self.part)?;
        match self.head.mark(header.u16(8).unwrap_or_default().into()) {
            Mark::None => Ok(()),
            Mark::Shown(text) => self.flow.push(&text),
            Mark::Unknown => {
                self.flow.omit(Omission::Numbering);
                Ok(())
            }
        }
    }

    /// The text of a paragraph, with what is anchored in it where it stands.
    fn units<'a>(&mut self, text: &'a [u8], level: u32, records: &mut Records<'a>) -> Result<(), Error> {
        let (mut start, mut at) = (0, 0);
        while let Some(unit) = text.get(at..).and_then(|rest| rest.first_chunk()) {
            let unit = u16::from_le_bytes(*unit);
            if unit > 31 {
                at += UNIT;
                continue;
            }
            self.push(&utf16(text.get(start..at).unwrap_or_default()))?;
            match unit {
                9 | 30 | 31 => self.push(" ")?,
                10 if self.left_out.is_none() => self.flow.line_break()?,
                24 => self.push("-")?,
                // These have a record of their own.
                1..=3 | 11 | 12 | 14..=18 | 21..=23 => self.anchored(level, records)?,
                _ => {}
            }
            at += UNIT * if matches!(unit, 1..=9 | 11 | 12 | 14..=23) { CONTROL } else { 1 };
            start = at;
        }
        self.push(&utf16(text.get(start..at).unwrap_or_default()))
    }

    /// The next of the controls that are anchored in a paragraph.
    fn anchored(&mut self, level: u32, records: &mut Records<'_>) -> Result<(), Error> {
        match records.peek()? {
            Some(record) if record.level > level && record.tag == Tag::CTRL_HEADER => {
                records.next()?;
                self.control(&record, records)
            }
            _ => Ok(()),
        }
    }

    /// What a paragraph anchors: a table, a box, a note, a field.
    fn control<'a>(&mut self, header: &Record<'a>, records: &mut Records<'a>) -> Result<(), Error> {
        self.deeper()?;
        let (part, left_out) = (self.part, self.left_out);
        match &header.control() {
            b"fn  " | b"en  " if left_out.is_none() => {
                self.part =
                    if header.control().starts_with(b"fn") { Part::Footnotes } else { Part::Endnotes };
                self.flow.omit(Omission::NoteMarks);
            }
            // Below a section stand the pages behind its text.
            b"head" | b"foot" | b"secd" => self.left_out = Some(Omission::Headers),
            b"tcmt" => self.left_out = Some(Omission::Comments),
            b"pgnp" => self.flow.omit(Omission::Headers),
            b"atno" => self.automatic(header)?,
            b"tdut" => self.with_small_text(header)?,
            b"tcps" => {
                if let Some((text, _)) = header.text(4) {
                    self.push(&text)?;
                }
            }
            _ => {}
        }
        while let Some(record) = records.next_below(header.level)? {
            self.record(&record, records)?;
        }
        (self.part, self.left_out) = (part, left_out);
        self.depth -= 1;
        Ok(())
    }

    /// A number that the program counts: of a table, a picture or an equation.
    fn automatic(&mut self, header: &Record<'_>) -> Result<(), Error> {
        let properties = header.u32(4).unwrap_or_default();
        match properties & 0xf {
            1 | 2 => self.flow.omit(Omission::NoteMarks),
            3..=5 => {
                let number = header.u16(8).unwrap_or_default().into();
                let Some(number) =
                    numerals(properties >> 4 & 0xff).and_then(|numerals| numerals.write(number))
                else {
                    self.flow.omit(Omission::Numbering);
                    return Ok(());
                };
                let around = |at| header.char(at).map(String::from).unwrap_or_default();
                self.push(&(around(12) + &number + &around(14)))?;
            }
            _ => self.flow.omit(Omission::Headers),
        }
        Ok(())
    }

    /// 덧말: words with small ones above or below them.
    fn with_small_text(&mut self, header: &Record<'_>) -> Result<(), Error> {
        let Some((text, end)) = header.text(4) else { return Ok(()) };
        self.push(&text)?;
        match header.text(end) {
            Some((small, _)) if !small.is_empty() => self.push(&format!("({small})")),
            _ => Ok(()),
        }
    }

    fn push(&mut self, text: &str) -> Result<(), Error> {
        match self.left_out {
            None => self.flow.push(text),
            Some(omission) => {
                if !text.trim().is_empty() {
                    self.flow.omit(omission);
                }
                Ok(())
            }
        }
    }

    fn deeper(&mut self) -> Result<(), Error> {
        self.depth += 1;
        // A paragraph in a control in a paragraph is two levels for those who wrote it, and four for the file.
        if self.depth > self.deepest * 2 {
            return Err(Error::TooMany { what: "levels", limit: self.deepest.into() });
        }
        Ok(())
    }
}
