//! The text of an .odt, element by element.

use super::lists::Lists;
use super::styles::Styles;
use crate::flow::Flow;
use crate::xml::{Element, Visitor};
use crate::{Error, Omission, Part};

/// Blanks that one element may stand for.
const MOST_BLANKS: u32 = 1 << 10;

/// Reads the body.
pub(super) struct Text {
    flow: Flow,
    styles: Styles,
    lists: Lists,
    part: Vec<Part>,
    open: Vec<Frame>,
    /// The level of elements at which something left out began, and what it is if it has text.
    left_out: Option<(usize, Option<Omission>)>,
    /// Of each paragraph that is open, whether blanks that follow are none: they count once, and not at its beginning.
    blanks: Vec<bool>,
    /// The lists around each note and text box that is open.
    lists_around: Vec<Lists>,
    /// How many elements with hidden text are open.
    hidden: usize,
}

/// What an element is that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Frame {
    Paragraph { is_hidden: bool },
    Span { is_hidden: bool },
    List,
    Note,
    NoteBody,
    TextBox,
    RubyText,
    Other,
}

impl Text {
    pub(super) fn new(flow: Flow, styles: Styles) -> Self {
        Self {
            flow,
            styles,
            lists: Lists::default(),
            part: Vec::new(),
            open: Vec::new(),
            left_out: None,
            blanks: Vec::new(),
            lists_around: Vec::new(),
            hidden: 0,
        }
    }

    pub(super) fn into_flow(self) -> Flow {
        self.flow
    }

    fn leave_out(&mut self, omission: Option<Omission>) -> Frame {
        self.left_out = Some((self.open.len(), omission));
        Frame::Other
    }

    /// What an element is that begins where nothing is left out.
    fn frame(&mut self, element: &Element<'_>) -> Result<Frame, Error> {
        let is = |name: &str, value: &str| element.attribute(name).is_some_and(|found| found == value);
        Ok(match element.name() {
            "p" | "h" => self.paragraph(element)?,
            "span" => {
                let is_hidden = self.is_hidden(element);
                self.hidden += usize::from(is_hidden);
                Frame::Span { is_hidden }
            }
            "list" => {
                self.lists.begin(element);
                Frame::List
            }
            "list-item" => {
                self.lists.item(element);
                Frame::Other
            }
            "note" => {
                self.flow.omit(Omission::NoteMarks);
                self.part.push(if is("note-class", "endnote") { Part::Endnotes } else { Part::Footnotes });
                Frame::Note
            }
            "note-body" => {
                self.lists_around.push(std::mem::take(&mut self.lists));
                Frame::NoteBody
            }
            "text-box" => {
                self.lists_around.push(std::mem::take(&mut self.lists));
                Frame::TextBox
            }
            "ruby-text" => {
                self.push("(")?;
                Frame::RubyText
            }
            "deletion" => self.leave_out(Some(Omission::Deleted)),
            "annotation" => self.leave_out(Some(Omission::Comments)),
            "section" | "hidden-text" | "covered-table-cell"
                if is("display", "none")
                    || is("is-hidden", "true")
                    || element.name().starts_with("covered") =>
            {
                self.leave_out(Some(Omission::Hidden))
            }
            "object" | "object-ole" | "plugin" | "applet" => {
                self.flow.omit(Omission::Objects);
                self.leave_out(None)
            }
            // Who changed what, descriptions of pictures, numbers of notes, data, templates of indexes.
            "change-info" | "title" | "desc" | "note-citation" | "binary-data" | "forms" => {
                self.leave_out(None)
            }
            name if name.ends_with("-source") => self.leave_out(None),
            name => {
                self.sign(name, element)?;
                Frame::Other
            }
        })
    }

    fn is_hidden(&self, element: &Element<'_>) -> bool {
        element.attribute("style-name").is_some_and(|style| self.styles.is_hidden(&style))
    }

    fn paragraph(&mut self, element: &Element<'_>) -> Result<Frame, Error> {
        self.flow.begin(self.part.last().copied().unwrap_or(Part::Body))?;
        self.blanks.push(true);
        let is_heading = element.name() == "h" && element.attribute("is-list-header").is_none();
        let heading = is_heading.then(|| element.number("outline-level").unwrap_or(1));
        match self.lists.mark(&self.styles, heading) {
            Some(mark) => self.flow.push(&mark)?,
            None => self.flow.omit(Omission::Numbering),
        }
        let is_hidden = self.is_hidden(element);
        self.hidden += usize::from(is_hidden);
        Ok(Frame::Paragraph { is_hidden })
    }

    /// Elements that stand for characters.
    fn sign(&mut self, name: &str, element: &Element<'_>) -> Result<(), Error> {
        match name {
            "s" => {
                let blanks = element.number("c").unwrap_or(1).min(MOST_BLANKS);
                self.push(&" ".repeat(blanks as usize))
            }
            "tab" => self.push(" "),
            "line-break" if self.hidden == 0 && !self.blanks.is_empty() => {
                self.blanks.pop();
                self.blanks.push(true);
                self.flow.line_break()
            }
            _ => Ok(()),
        }
    }

    /// Text as it is, which ends a row of blanks.
    fn push(&mut self, text: &str) -> Result<(), Error> {
        let Some(blank) = self.blanks.last_mut() else { return Ok(()) };
        *blank = false;
        if self.hidden > 0 {
            if !text.trim().is_empty() {
                self.flow.omit(Omission::Hidden);
            }
            return Ok(());
        }
        self.flow.push(text)
    }

    /// Text of the file, in which a row of blanks is one.
    fn append(&mut self, text: &str) -> Result<(), Error> {
        let is_blank = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n');
        let Some(&was_blank) = self.blanks.last() else { return Ok(()) };
        let mut follows_blank = was_blank;
        let mut collapsed = String::with_capacity(text.len());
        for c in text.chars() {
            if !is_blank(c) {
                collapsed.push(c);
            } else if !follows_blank {
                collapsed.push(' ');
            }
            follows_blank = is_blank(c);
        }
        self.push(&collapsed)?;
        if let Some(blank) = self.blanks.last_mut() {
            *blank = if text.is_empty() { was_blank } else { follows_blank };
        }
        Ok(())
    }
}

impl Visitor for Text {
    fn open(&mut self, element: &Element<'_>) -> Result<(), Error> {
        let frame = match self.left_out {
            Some(_) if matches!(element.name(), "p" | "h" | "span") => Frame::Span { is_hidden: false },
            Some(_) => Frame::Other,
            None => self.frame(element)?,
        };
        self.open.push(frame);
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Error> {
        match self.left_out {
            None => self.append(text),
            Some((_, Some(omission))) if matches!(self.open.last(), Some(Frame::Span { .. })) => {
                if !text.trim().is_empty() {
                    self.flow.omit(omission);
                }
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
            Some(Frame::Paragraph { is_hidden }) => {
                self.hidden -= usize::from(is_hidden);
                self.blanks.pop();
                self.flow.end();
            }
            Some(Frame::Span { is_hidden }) => self.hidden -= usize::from(is_hidden),
            Some(Frame::List) => self.lists.end(),
            Some(Frame::Note) => drop(self.part.pop()),
            Some(Frame::NoteBody | Frame::TextBox) => {
                self.lists = self.lists_around.pop().unwrap_or_default();
            }
            Some(Frame::RubyText) => self.push(")")?,
            _ => {}
        }
        Ok(())
    }
}
