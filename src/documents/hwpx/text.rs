//! The text of the sections of a .hwpx, element by element.

use super::head::{Head, Mark, numerals};
use crate::flow::Flow;
use crate::xml::{Element, Visitor, walk};
use crate::{Error, Omission, Part};

/// Reads the sections, one after the other.
pub(super) struct Text {
    flow: Flow,
    head: Head,
    /// The list that numbers the headings of this section.
    outline: String,
    part: Vec<Part>,
    open: Vec<Frame>,
    /// The level of elements at which something left out began, and what it is if it has text.
    left_out: Option<(usize, Omission)>,
    /// How many deletions of a tracked change are open; they begin and end anywhere.
    deletions: u32,
    /// What an automatic number shows before and behind it.
    auto_number: Option<AutoNumber>,
}

/// What an element is that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Frame {
    Paragraph { is_joined: bool },
    Text,
    Note,
    SmallText,
    AutoNumber,
    Alternatives { chosen: bool },
    Other,
}

/// A number that the program counts: of a table, a picture or an equation.
struct AutoNumber {
    number: u32,
    text: Option<String>,
}

impl Text {
    pub(super) fn new(flow: Flow, head: Head) -> Self {
        Self {
            flow,
            head,
            outline: String::new(),
            part: Vec::new(),
            open: Vec::new(),
            left_out: None,
            deletions: 0,
            auto_number: None,
        }
    }

    /// What stands behind the text of every page is left out, and named if there is any.
    pub(super) fn behind_the_pages(&mut self, xml: &[u8]) -> Result<(), Error> {
        self.open.clear();
        self.left_out = Some((0, Omission::Headers));
        let walked = walk("master page", xml, self);
        self.left_out = None;
        walked
    }

    pub(super) fn into_flow(self) -> Flow {
        self.flow
    }

    fn parent(&self) -> Frame {
        self.open.last().copied().unwrap_or(Frame::Other)
    }

    fn push(&mut self, text: &str) -> Result<(), Error> {
        if self.deletions == 0 {
            return self.flow.push(text);
        }
        if !text.trim().is_empty() {
            self.flow.omit(Omission::Deleted);
        }
        Ok(())
    }

    /// What an element is that begins where nothing is left out.
    fn frame(&mut self, element: &Element<'_>) -> Result<Frame, Error> {
        match element.name() {
            "p" => return self.paragraph(element),
            "t" | "script" | "mainText" => return Ok(Frame::Text),
            "subText" => {
                self.push("(")?;
                return Ok(Frame::SmallText);
            }
            "footNote" | "endNote" => {
                let is_footnote = element.name() == "footNote";
                self.part.push(if is_footnote { Part::Footnotes } else { Part::Endnotes });
                self.flow.omit(Omission::NoteMarks);
                return Ok(Frame::Note);
            }
            "switch" => return Ok(Frame::Alternatives { chosen: false }),
            "case" | "default" => {
                if let Some(Frame::Alternatives { chosen }) = self.open.last_mut()
                    && std::mem::replace(chosen, true)
                {
                    // The same in another form.
                    return Ok(self.leave_out(Omission::Objects));
                }
            }
            "header" | "footer" | "pageNum" => return Ok(self.leave_out(Omission::Headers)),
            // The text of a memo stands in the field that it belongs to.
            "hiddenComment" | "fieldBegin" => return Ok(self.leave_out(Omission::Comments)),
            "autoNum" => return Ok(self.automatic(element)),
            "autoNumFormat" => self.automatic_form(element),
            name => self.sign(name, element)?,
        }
        Ok(Frame::Other)
    }

    fn leave_out(&mut self, omission: Omission) -> Frame {
        self.left_out = Some((self.open.len(), omission));
        Frame::Other
    }

    fn paragraph(&mut self, element: &Element<'_>) -> Result<Frame, Error> {
        self.flow.begin(self.part.last().copied().unwrap_or(Part::Body))?;
        if let Some(form) = element.attribute("paraPrIDRef").filter(|_| self.deletions == 0) {
            match self.head.mark(&form, &self.outline) {
                Mark::None => {}
                Mark::Shown(text) => self.flow.push(&text)?,
                Mark::Unknown => self.flow.omit(Omission::Numbering),
            }
        }
        Ok(Frame::Paragraph { is_joined: false })
    }

    /// Elements that stand for a character, for words in an attribute, or for something that is no text.
    fn sign(&mut self, name: &str, element: &Element<'_>) -> Result<(), Error> {
        let is_in_text = self.parent() == Frame::Text;
        match name {
            "secPr" => {
                self.outline = element.attribute("outlineShapeIDRef").unwrap_or_default();
            }
            "tab" | "nbSpace" | "fwSpace" if is_in_text => self.push(" ")?,
            "hyphen" if is_in_text => self.push("-")?,
            "lineBreak" if is_in_text && self.deletions == 0 => self.flow.line_break()?,
            "deleteBegin" => self.deletions += 1,
            "deleteEnd" => {
                self.deletions = self.deletions.saturating_sub(1);
                if element.attribute("paraend").is_some_and(|end| end == "1") {
                    self.join();
                }
            }
            "compose" => {
                if let Some(text) = element.attribute("composeText") {
                    self.push(&text)?;
                }
            }
            "textart" => {
                if let Some(text) = element.attribute("text") {
                    self.push(&text)?;
                }
            }
            "chart" | "ole" | "video" => self.flow.omit(Omission::Objects),
            _ => {}
        }
        Ok(())
    }

    /// The mark at the end of the innermost paragraph was deleted.
    fn join(&mut self) {
        let paragraph =
            self.open.iter_mut().rev().take(8).find(|frame| matches!(frame, Frame::Paragraph { .. }));
        if let Some(frame) = paragraph {
            *frame = Frame::Paragraph { is_joined: true };
        }
    }

    fn automatic(&mut self, element: &Element<'_>) -> Frame {
        match element.attribute("numType").as_deref() {
            Some("TABLE" | "FIGURE" | "PICTURE" | "EQUATION") => {
                let number = element.number("num").unwrap_or_default();
                self.auto_number = Some(AutoNumber { number, text: Some(number.to_string()) });
            }
            Some("FOOTNOTE" | "ENDNOTE") => self.flow.omit(Omission::NoteMarks),
            _ => self.flow.omit(Omission::Headers),
        }
        Frame::AutoNumber
    }

    fn automatic_form(&mut self, element: &Element<'_>) {
        if let Some(of) = &mut self.auto_number {
            let around = |name: &str| element.attribute(name).unwrap_or_default();
            let number = numerals(&around("type")).and_then(|numerals| numerals.write(of.number));
            of.text = number.map(|number| around("prefixChar") + &number + &around("suffixChar"));
        }
    }
}

impl Visitor for Text {
    fn open(&mut self, element: &Element<'_>) -> Result<(), Error> {
        let frame = match self.left_out {
            Some(_) if element.name() == "t" => Frame::Text,
            Some(_) => Frame::Other,
            None => self.frame(element)?,
        };
        self.open.push(frame);
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Error> {
        match (self.parent(), self.left_out) {
            (Frame::Text | Frame::SmallText, None) => self.push(text),
            (Frame::Text, Some((_, omission))) if !text.trim().is_empty() => {
                self.flow.omit(omission);
                Ok(())
            }
            _ => Ok(()),
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
            Some(Frame::Paragraph { is_joined: true }) => self.flow.end_joined(),
            Some(Frame::Paragraph { .. }) => self.flow.end(),
            Some(Frame::SmallText) => self.push(")")?,
            Some(Frame::Note) => drop(self.part.pop()),
            Some(Frame::AutoNumber) => match self.auto_number.take().map(|number| number.text) {
                Some(Some(text)) => self.push(&text)?,
                Some(None) => self.flow.omit(Omission::Numbering),
                None => {}
            },
            _ => {}
        }
        Ok(())
    }
}
