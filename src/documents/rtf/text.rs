//! The text of an RTF, token by token.

use super::fonts::Fonts;
use super::tokens::Token;
use super::words::{Destination, character, destination};
use crate::flow::Flow;
use crate::{Error, Omission, Part};

/// Deeper than the groups of any document.
const DEEPEST: usize = 4096;

/// Reads the tokens.
pub(super) struct Text {
    flow: Flow,
    fonts: Fonts,
    groups: Vec<Group>,
    /// Bytes of text whose encoding is that of the innermost group.
    bytes: Vec<u8>,
    /// The first half of a character beyond 16 bits.
    surrogate: Option<u16>,
    /// What stands for a Unicode character in programs that know none, and is still to come.
    repeated: u32,
    /// `\*` has been read.
    is_optional: bool,
    /// Where the text box or note that is open began: how many paragraphs were open.
    stories: Vec<usize>,
    is_done: bool,
}

/// What holds until a group ends.
#[derive(Clone, Copy)]
struct Group {
    destination: Destination,
    part: Part,
    font: Option<i32>,
    /// The font of letters of two bytes.
    wide_font: Option<i32>,
    is_wide: bool,
    /// How many bytes repeat a Unicode character.
    repeats: u32,
    is_hidden: bool,
    is_deleted: bool,
    role: Role,
}

/// What is special about a group.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Nothing,
    /// A text box or a note ends with it.
    Story,
    /// Its first group repeats the second one.
    TwoForms,
}

impl Text {
    pub(super) fn new(flow: Flow) -> Self {
        Self {
            flow,
            fonts: Fonts::default(),
            groups: Vec::new(),
            bytes: Vec::new(),
            surrogate: None,
            repeated: 0,
            is_optional: false,
            stories: vec![0],
            is_done: false,
        }
    }

    /// Whether the outermost group has ended.
    pub(super) const fn is_done(&self) -> bool {
        self.is_done
    }

    pub(super) fn finish(mut self) -> Result<Flow, Error> {
        if !self.is_done {
            let why = "it ends before its groups are closed".to_owned();
            return Err(Error::Broken { what: "RTF", why });
        }
        self.end_story();
        Ok(self.flow)
    }

    pub(super) fn take(&mut self, token: Token<'_>) -> Result<(), Error> {
        if self.repeated > 0 && matches!(token, Token::Byte(_) | Token::Symbol(_)) {
            self.repeated -= 1;
            return Ok(());
        }
        self.repeated = 0;
        match token {
            Token::Byte(byte) => {
                self.is_optional = false;
                if !matches!(self.destination(), Destination::Nothing(None) | Destination::Fonts) {
                    self.bytes.push(byte);
                }
                Ok(())
            }
            Token::Open => {
                self.flush()?;
                self.open()
            }
            Token::Close => {
                self.flush()?;
                self.close();
                Ok(())
            }
            Token::Symbol(symbol) => {
                self.flush()?;
                self.symbol(symbol)
            }
            Token::Word(word, number) => {
                self.flush()?;
                let is_optional = std::mem::take(&mut self.is_optional);
                match destination(word, is_optional) {
                    Some(destination) => self.begin(destination, word),
                    None => self.word(word, number),
                }
            }
        }
    }

    fn group(&mut self) -> Option<&mut Group> {
        self.groups.last_mut()
    }

    fn open(&mut self) -> Result<(), Error> {
        if self.groups.len() >= DEEPEST {
            return Err(Error::TooMany { what: "levels", limit: DEEPEST as u64 });
        }
        self.is_optional = false;
        let mut inner = self.groups.last().copied().unwrap_or(Group {
            destination: Destination::Text,
            part: Part::Body,
            font: None,
            wide_font: None,
            is_wide: false,
            repeats: 1,
            is_hidden: false,
            is_deleted: false,
            role: Role::Nothing,
        });
        inner.role = Role::Nothing;
        if let Some(outer) = self.groups.last_mut().filter(|outer| outer.role == Role::TwoForms) {
            outer.role = Role::Nothing;
            inner.destination = Destination::Nothing(None);
        }
        self.groups.push(inner);
        Ok(())
    }

    fn close(&mut self) {
        self.is_optional = false;
        if self.groups.pop().is_some_and(|group| group.role == Role::Story) {
            self.end_story();
        }
        self.is_done = self.groups.is_empty();
    }

    /// What the group holds from here.
    fn begin(&mut self, destination: Destination, word: &str) -> Result<(), Error> {
        let has_text = self.has_text();
        // What stands within something left out is left out, too.
        if let Some(group) = self.group()
            && !matches!(group.destination, Destination::Nothing(_))
        {
            group.destination = destination;
        }
        if word == "objdata" {
            self.flow.omit(Omission::Objects);
        }
        if !has_text || !matches!(destination, Destination::Note | Destination::Story) {
            return Ok(());
        }
        if destination == Destination::Note {
            self.flow.omit(Omission::NoteMarks);
        }
        self.begin_paragraph()?;
        self.stories.push(self.flow.level());
        if let Some(group) = self.group() {
            group.role = Role::Story;
            group.destination = Destination::Text;
            if destination == Destination::Note {
                group.part = Part::Footnotes;
            }
        }
        Ok(())
    }

    fn destination(&self) -> Destination {
        self.groups.last().map_or(Destination::Nothing(None), |group| group.destination)
    }

    /// Whether text here is text of the document.
    fn has_text(&self) -> bool {
        self.destination() == Destination::Text
    }

    fn begin_paragraph(&mut self) -> Result<(), Error> {
        if self.flow.level() <= self.stories.last().copied().unwrap_or_default() {
            let part = self.groups.last().map_or(Part::Body, |group| group.part);
            self.flow.begin(part)?;
        }
        Ok(())
    }

    /// A paragraph ends, also an empty one; not where its end was deleted.
    fn end_paragraph(&mut self) -> Result<(), Error> {
        if self.has_text() && !self.groups.last().is_some_and(|group| group.is_deleted) {
            self.begin_paragraph()?;
            self.flow.end();
        }
        Ok(())
    }

    fn end_story(&mut self) {
        let level = self.stories.pop().unwrap_or_default();
        while self.flow.level() > level {
            self.flow.end();
        }
    }

    fn symbol(&mut self, symbol: u8) -> Result<(), Error> {
        match symbol {
            b'*' => self.is_optional = true,
            b'\\' | b'{' | b'}' => self.bytes.push(symbol),
            b'~' => self.push("\u{a0}")?,
            b'_' => self.push("-")?,
            b'\t' => self.push(" ")?,
            b'\n' | b'\r' => self.end_paragraph()?,
            _ => {}
        }
        Ok(())
    }

    fn word(&mut self, word: &str, number: Option<i32>) -> Result<(), Error> {
        let is_on = number != Some(0);
        if let Some(text) = character(word) {
            return self.push(text);
        }
        match word {
            "par" | "cell" | "nestcell" => return self.end_paragraph(),
            "line" | "lbr" | "page" | "column" => {
                if self.has_text() {
                    self.begin_paragraph()?;
                    return self.flow.line_break();
                }
            }
            "row" | "nestrow" | "sect" => {
                if self.flow.level() > self.stories.last().copied().unwrap_or_default() {
                    return self.end_paragraph();
                }
            }
            "u" => return self.unicode(number.unwrap_or_default()),
            "chftn" if self.has_text() => self.flow.omit(Omission::NoteMarks),
            "ansicpg" => self.fonts.set_whole(number.unwrap_or_default()),
            "upr" => {
                if let Some(group) = self.group() {
                    group.role = Role::TwoForms;
                }
            }
            "f" | "fcharset" if self.destination() == Destination::Fonts => {
                self.fonts.define(word, number.unwrap_or_default());
            }
            word => {
                if let Some(group) = self.group() {
                    group.set(word, number, is_on);
                }
            }
        }
        Ok(())
    }

    /// A character by its number in 16 bits, with a sign.
    fn unicode(&mut self, number: i32) -> Result<(), Error> {
        self.repeated = self.groups.last().map_or(1, |group| group.repeats);
        let [.., high, low] = number.to_be_bytes();
        let unit = u16::from_be_bytes([high, low]);
        match (self.surrogate.take(), unit) {
            (_, 0xd800..=0xdbff) => {
                self.surrogate = Some(unit);
                Ok(())
            }
            (high, unit) => {
                let units = high.into_iter().chain([unit]);
                let text: String =
                    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
                self.push(&text)
            }
        }
    }

    /// The bytes so far are text.
    fn flush(&mut self) -> Result<(), Error> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        let mut bytes = std::mem::take(&mut self.bytes);
        let font = self.groups.last().and_then(|of| if of.is_wide { of.wide_font } else { of.font });
        let (text, _) = self.fonts.encoding(font).decode_without_bom_handling(&bytes);
        let pushed = self.push(&text);
        bytes.clear();
        self.bytes = bytes;
        pushed
    }

    fn push(&mut self, text: &str) -> Result<(), Error> {
        let Some(&group) = self.groups.last() else { return Ok(()) };
        let omission = match group.destination {
            Destination::Nothing(None) | Destination::Fonts => return Ok(()),
            Destination::Nothing(Some(omission)) => Some(omission),
            _ if group.is_deleted => Some(Omission::Deleted),
            _ if group.is_hidden => Some(Omission::Hidden),
            _ => None,
        };
        match omission {
            None => {
                self.begin_paragraph()?;
                // Blanks before a number place it.
                let places = group.destination == Destination::Number && self.flow.current().is_empty();
                self.flow.push(if places { text.trim_start() } else { text })
            }
            Some(omission) => {
                if !text.trim().is_empty() {
                    self.flow.omit(omission);
                }
                Ok(())
            }
        }
    }
}

impl Group {
    /// A control word that changes how text looks or is read.
    fn set(&mut self, word: &str, number: Option<i32>, is_on: bool) {
        match word {
            "f" => self.font = number,
            "af" if self.is_wide => self.wide_font = number,
            "dbch" => self.is_wide = true,
            "loch" | "hich" | "ltrch" | "rtlch" => self.is_wide = false,
            "uc" => self.repeats = number.and_then(|count| u32::try_from(count).ok()).unwrap_or(1).min(16),
            "v" => self.is_hidden = is_on,
            "deleted" => self.is_deleted = is_on,
            "plain" => (self.is_hidden, self.is_deleted, self.is_wide) = (false, false, false),
            "ftnalt" if self.role == Role::Story => self.part = Part::Endnotes,
            _ => {}
        }
    }
}
