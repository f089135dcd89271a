//! The text of a part of a .docx, element by element.

use super::lists::{Lists, Mark};
use super::styles::Styles;
use crate::flow::Flow;
use crate::xml::{Element, Visitor, walk};
use crate::{Error, Omission, Part};

/// Reads the parts of a .docx that hold text of its author.
pub(super) struct Text<'d> {
    flow: Flow,
    styles: &'d Styles,
    lists: &'d mut Lists,
    part: Part,
    open: Vec<Frame>,
    /// The level of elements at which something left out began, and what it is if it has text.
    left_out: Option<(usize, Option<Omission>)>,
    /// The fields that are open: whether their result has begun.
    fields: Vec<bool>,
    /// How many of them are at their instruction.
    instructions: usize,
    run: Run,
    /// The paragraphs that are open.
    paragraphs: Vec<Paragraph>,
    /// The small text of a ruby, which stands before its base.
    ruby: Option<String>,
}

/// What an element is that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Frame {
    Paragraph,
    ParagraphProperties,
    Run,
    RunProperties,
    Row,
    RowProperties,
    Text,
    RubyText,
    RubyBase,
    /// Alternatives, of which one is read.
    Alternatives {
        chosen: bool,
    },
    Other,
}

#[derive(Default)]
struct Run {
    is_hidden: bool,
}

/// What the properties of a paragraph say.
#[derive(Default)]
struct Paragraph {
    style: Option<String>,
    list: Option<String>,
    level: Option<usize>,
    is_hidden: bool,
    mark_is_deleted: bool,
}

impl<'d> Text<'d> {
    pub(super) fn new(flow: Flow, styles: &'d Styles, lists: &'d mut Lists) -> Self {
        Self {
            flow,
            styles,
            lists,
            part: Part::Body,
            open: Vec::new(),
            left_out: None,
            fields: Vec::new(),
            instructions: 0,
            run: Run::default(),
            paragraphs: Vec::new(),
            ruby: None,
        }
    }

    pub(super) fn read(&mut self, what: &'static str, xml: &[u8], part: Part) -> Result<(), Error> {
        self.part = part;
        (self.fields, self.instructions) = (Vec::new(), 0);
        walk(what, xml, self)
    }

    pub(super) fn into_flow(self) -> Flow {
        self.flow
    }

    fn leave_out(&mut self, omission: Option<Omission>) {
        self.left_out = Some((self.open.len(), omission));
    }

    fn push(&mut self, text: &str) -> Result<(), Error> {
        if let Some(ruby) = self.ruby.as_mut().filter(|_| self.open.contains(&Frame::RubyText)) {
            ruby.push_str(text);
            Ok(())
        } else if self.run.is_hidden || self.instructions > 0 {
            if !text.trim().is_empty() {
                self.flow.omit(Omission::Hidden);
            }
            Ok(())
        } else {
            self.flow.push(text)
        }
    }

    fn parent(&self) -> Frame {
        self.open.last().copied().unwrap_or(Frame::Other)
    }

    /// What an element is that begins where nothing is left out.
    fn frame(&mut self, element: &Element<'_>) -> Result<Frame, Error> {
        let value = || element.attribute("val");
        match element.name() {
            "p" => {
                self.flow.begin(self.part)?;
                self.paragraphs.push(Paragraph::default());
                return Ok(Frame::Paragraph);
            }
            "r" => {
                self.run = Run { is_hidden: self.paragraphs.last().is_some_and(|of| of.is_hidden) };
                return Ok(Frame::Run);
            }
            "t" => return Ok(Frame::Text),
            "pPr" if self.parent() == Frame::Paragraph => return Ok(Frame::ParagraphProperties),
            "rPr" if self.parent() == Frame::Run => return Ok(Frame::RunProperties),
            "tr" => return Ok(Frame::Row),
            "trPr" if self.parent() == Frame::Row => return Ok(Frame::RowProperties),
            "AlternateContent" => return Ok(Frame::Alternatives { chosen: false }),
            "Choice" | "Fallback" => self.choose(),
            "rt" => {
                self.ruby = Some(String::new());
                return Ok(Frame::RubyText);
            }
            "rubyBase" => return Ok(Frame::RubyBase),
            "pStyle" | "numId" | "ilvl" => self.property(element),
            "vanish" if self.parent() == Frame::RunProperties => self.run.is_hidden = element.is_on(),
            "rStyle" if self.parent() == Frame::RunProperties => {
                self.run.is_hidden |= value().is_some_and(|style| self.styles.is_hidden(&style));
            }
            "del" | "moveFrom" => self.deleted(),
            "footnote" | "endnote" if element.attribute("type").is_some_and(|kind| kind != "normal") => {
                self.leave_out(None);
            }
            "fldChar" => self.field(element),
            // How something looked before a tracked change.
            name if name.ends_with("Change") => self.leave_out(None),
            name => self.sign(name, element)?,
        }
        Ok(Frame::Other)
    }

    /// What the properties of a paragraph say.
    fn property(&mut self, element: &Element<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let value = element.attribute("val");
        match element.name() {
            "pStyle" => {
                paragraph.is_hidden = value.as_deref().is_some_and(|style| self.styles.is_hidden(style));
                paragraph.style = value;
            }
            "numId" => paragraph.list = value,
            _ => paragraph.level = element.number("val").map(|level| level as usize),
        }
    }

    /// Of alternatives the first is read.
    fn choose(&mut self) {
        if let Some(Frame::Alternatives { chosen }) = self.open.last_mut()
            && std::mem::replace(chosen, true)
        {
            self.leave_out(None);
        }
    }

    /// Something was deleted: text, a row of a table, or the end of a paragraph.
    fn deleted(&mut self) {
        if self.open.ends_with(&[Frame::Row, Frame::RowProperties]) {
            self.left_out = Some((self.open.len() - 2, Some(Omission::Deleted)));
        } else if self.open.iter().rev().take(2).any(|&frame| frame == Frame::ParagraphProperties) {
            if let Some(paragraph) = self.paragraphs.last_mut() {
                paragraph.mark_is_deleted = true;
            }
        } else {
            self.leave_out(Some(Omission::Deleted));
        }
    }

    fn field(&mut self, element: &Element<'_>) {
        match element.attribute("fldCharType").as_deref() {
            Some("begin") => {
                self.fields.push(false);
                self.instructions += 1;
            }
            Some("separate") => {
                if let Some(has_begun) = self.fields.last_mut()
                    && !std::mem::replace(has_begun, true)
                {
                    self.instructions -= 1;
                }
            }
            _ => {
                if self.fields.pop() == Some(false) {
                    self.instructions -= 1;
                }
            }
        }
    }

    /// Elements that stand for a character or for something that is no text.
    fn sign(&mut self, name: &str, element: &Element<'_>) -> Result<(), Error> {
        match name {
            // A tab outside a run is a tab stop.
            "tab" | "ptab" if self.parent() == Frame::Run => self.push(" "),
            "br" | "cr" if self.parent() == Frame::Run && self.instructions == 0 => self.flow.line_break(),
            "noBreakHyphen" => self.push("-"),
            "sym" => {
                let code = element.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                let mut buffer = [0; 4];
                code.and_then(char::from_u32).map_or(Ok(()), |c| self.push(c.encode_utf8(&mut buffer)))
            }
            // Between numerator and denominator, before a superscript and a subscript of a formula.
            "den" => self.push("/"),
            "sup" => self.push("^"),
            "sub" => self.push("_"),
            "footnoteReference" | "endnoteReference" => {
                self.flow.omit(Omission::NoteMarks);
                Ok(())
            }
            "commentReference" => {
                self.flow.omit(Omission::Comments);
                Ok(())
            }
            "OLEObject" | "chart" | "relIds" | "altChunk" | "control" | "textpath" => {
                self.flow.omit(Omission::Objects);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// The number that stands before a paragraph without being written in it.
    fn number(&mut self) -> Result<(), Error> {
        let Some(paragraph) = self.paragraphs.last().filter(|of| !of.mark_is_deleted) else { return Ok(()) };
        let (list, level) = match &paragraph.style {
            Some(style) => self.styles.list(style),
            None => (None, None),
        };
        let level = paragraph.level.or(level).unwrap_or_default();
        let list = paragraph.list.as_deref().or(list);
        match list.map_or(Mark::None, |list| self.lists.next(list, level)) {
            Mark::None => Ok(()),
            Mark::Shown(text) => self.flow.push(&text),
            Mark::Unknown => {
                self.flow.omit(Omission::Numbering);
                Ok(())
            }
        }
    }
}

impl Visitor for Text<'_> {
    fn open(&mut self, element: &Element<'_>) -> Result<(), Error> {
        let frame = match self.left_out {
            // Deleted text has another name than text.
            Some(_) if matches!(element.name(), "t" | "delText") => Frame::Text,
            Some(_) => Frame::Other,
            None => self.frame(element)?,
        };
        self.open.push(frame);
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Error> {
        if self.parent() != Frame::Text {
            return Ok(());
        }
        match self.left_out {
            None => self.push(text),
            Some((_, Some(omission))) if !text.trim().is_empty() => {
                self.flow.omit(omission);
                Ok(())
            }
            Some(_) => Ok(()),
        }
    }

    fn close(&mut self) -> Result<(), Error> {
        let frame = self.open.pop();
        if let Some((level, _)) = self.left_out {
            if self.open.len() > level {
                return Ok(());
            }
            self.left_out = None;
        }
        match frame {
            Some(Frame::Paragraph) => {
                if self.paragraphs.pop().is_some_and(|of| of.mark_is_deleted) {
                    self.flow.end_joined();
                } else {
                    self.flow.end();
                }
            }
            Some(Frame::ParagraphProperties) => self.number()?,
            Some(Frame::Run) => self.run = Run::default(),
            Some(Frame::RubyBase) => {
                if let Some(ruby) = self.ruby.take().filter(|ruby| !ruby.is_empty()) {
                    self.push(&format!("({ruby})"))?;
                }
            }
            _ => {}
        }
        Ok(())
    }
}

/// Whether a part has text.
#[derive(Default)]
pub(super) struct HasText {
    pub(super) found: bool,
    in_text: bool,
}

impl Visitor for HasText {
    fn open(&mut self, element: &Element<'_>) -> Result<(), Error> {
        self.in_text = element.name() == "t";
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Error> {
        self.found |= self.in_text && !text.trim().is_empty();
        Ok(())
    }

    fn close(&mut self) -> Result<(), Error> {
        self.in_text = false;
        Ok(())
    }
}
