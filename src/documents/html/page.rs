//! The text of a page, tag by tag.

use html5gum::emitters::callback::CallbackEvent;

use super::elements::{is_block, is_frame_of_page, is_raw, is_void, left_out};
use super::lists::{List, Mark};
use super::stack::{Open, Stack};
use crate::flow::Flow;
use crate::{Error, Omission, Part};

/// Reads the tokens of a page.
pub(super) struct Page {
    flow: Flow,
    stack: Stack,
    tag: Tag,
    /// The place in the stack of the element that is left out, and what it is if it has text.
    left_out: Option<(usize, Option<Omission>)>,
    /// The element that holds one text, with what is left out of it.
    raw: Option<(String, Option<Option<Omission>>)>,
    /// A blank stands between the text so far and what follows.
    blank: bool,
    /// What stands before the next text: the number of an item.
    mark: String,
    has_article: bool,
}

/// A start tag while it is read.
#[derive(Default)]
struct Tag {
    name: String,
    attribute: Attribute,
    is_hidden: bool,
    is_preformatted: bool,
    is_plain_list: bool,
    has_class: bool,
    is_open: bool,
    kind: String,
    number: Option<u32>,
}

/// The attributes that are looked at.
#[derive(Default, Clone, Copy)]
enum Attribute {
    Style,
    Kind,
    Number,
    Role,
    #[default]
    Other,
}

impl Page {
    pub(super) fn new(flow: Flow, text: &str) -> Self {
        Self {
            flow,
            stack: Stack::default(),
            tag: Tag::default(),
            left_out: None,
            raw: None,
            blank: false,
            mark: String::new(),
            has_article: has_article(text.as_bytes()),
        }
    }

    pub(super) fn finish(mut self) -> Flow {
        self.end_paragraph();
        self.flow
    }

    pub(super) fn take(&mut self, event: CallbackEvent<'_>) -> Result<(), Error> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag { name: text_of(name), ..Tag::default() };
            }
            CallbackEvent::AttributeName { name } => self.tag.name_attribute(name),
            CallbackEvent::AttributeValue { value } => self.tag.value(value),
            CallbackEvent::CloseStartTag { .. } => {
                let tag = std::mem::take(&mut self.tag);
                return self.start(tag);
            }
            CallbackEvent::EndTag { name } => return self.end(&text_of(name)),
            CallbackEvent::String { value } => return self.text(&String::from_utf8_lossy(value)),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: Tag) -> Result<(), Error> {
        if let Some(place) = self.stack.ended_by_start(&tag.name) {
            self.close(place, self.stack.len())?;
        }
        if is_block(&tag.name) {
            self.end_paragraph();
        }
        let omission = self.omission(&tag);
        if is_raw(&tag.name) {
            self.raw = Some((tag.name, omission));
            return Ok(());
        }
        if self.left_out.is_none() {
            self.begin_item(&tag);
            match &*tag.name {
                "frame" => self.flow.omit(Omission::Frames),
                "embed" => self.flow.omit(Omission::Objects),
                "rt" => self.push("(")?,
                _ => {}
            }
        }
        if is_void(&tag.name) {
            return Ok(());
        }
        let place = self.stack.len();
        let is_list = matches!(&*tag.name, "ol" | "ul" | "menu" | "dir");
        let is_preformatted = self.stack.is_preformatted() || tag.is_preformatted || tag.name == "pre";
        let list = is_list
            .then(|| List::new(tag.name == "ol", &tag.kind, tag.number, tag.has_class, tag.is_plain_list));
        let is_kept = self.stack.push(Open { name: tag.name, is_preformatted, list });
        if let Some(omission) = omission.filter(|_| is_kept && self.left_out.is_none()) {
            self.left_out = Some((place, omission));
        }
        Ok(())
    }

    /// What an element is called that is left out; none where it is not.
    fn omission(&self, tag: &Tag) -> Option<Option<Omission>> {
        if tag.is_hidden || (tag.name == "dialog" && !tag.is_open) {
            return Some(Some(Omission::Hidden));
        }
        let is_content = |name: &str| matches!(name, "main" | "article");
        if is_frame_of_page(&tag.name) && self.has_article && !self.stack.holds(is_content) {
            return Some(Some(Omission::Navigation));
        }
        left_out(if tag.kind == "navigation" { "nav" } else { &tag.name })
    }

    /// The number of an item stands before its text.
    fn begin_item(&mut self, tag: &Tag) {
        if tag.name != "li" {
            return;
        }
        match self.stack.innermost_list().map(|list| list.next(tag.number)) {
            Some(Mark::Shown(mark)) if !tag.is_plain_list => self.mark = mark,
            Some(Mark::Unknown) => self.flow.omit(Omission::Numbering),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) -> Result<(), Error> {
        if self.raw.take_if(|(raw, _)| raw == name).is_some() {
            self.end_block(name);
            return Ok(());
        }
        if let Some((place, end)) = self.stack.ended_by_end(name) {
            self.close(place, end)?;
        }
        self.end_block(name);
        Ok(())
    }

    fn end_block(&mut self, name: &str) {
        if is_block(name) {
            self.end_paragraph();
        }
    }

    /// Closes elements of the stack.
    fn close(&mut self, place: usize, end: usize) -> Result<(), Error> {
        let is_block = self.stack.take(place, end).fold((false, 0), |(block, small), open| {
            (block || is_block(&open.name), small + usize::from(open.name == "rt"))
        });
        if let Some((left_out, _)) = &mut self.left_out {
            if (place..end).contains(left_out) {
                self.left_out = None;
                return Ok(());
            }
            if *left_out >= end {
                *left_out -= end - place;
            }
            return Ok(());
        }
        for _ in 0..is_block.1 {
            self.push(")")?;
        }
        if is_block.0 {
            self.end_paragraph();
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Error> {
        let of_raw = self.raw.as_ref().map(|(_, omission)| *omission);
        let omission = of_raw.flatten().or(self.left_out.map(|(_, omission)| omission));
        match omission {
            Some(Some(omission)) if !text.trim().is_empty() => self.flow.omit(omission),
            Some(_) => {}
            // Fields for much text and the like keep their lines.
            None if of_raw.is_some() || self.stack.is_preformatted() => return self.lines(text),
            None => return self.words(text),
        }
        Ok(())
    }

    /// Text in which blanks and lines count.
    fn lines(&mut self, text: &str) -> Result<(), Error> {
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.end_paragraph();
            }
            self.push(line.trim_end_matches('\r'))?;
        }
        Ok(())
    }

    /// Text in which a row of blanks is one.
    fn words(&mut self, text: &str) -> Result<(), Error> {
        let is_blank = |c: char| c.is_ascii_whitespace();
        for (number, word) in text.split(is_blank).enumerate() {
            self.blank |= number > 0;
            if word.is_empty() {
                continue;
            }
            if std::mem::take(&mut self.blank) && !self.flow.current().is_empty() {
                self.push(" ")?;
            }
            self.push(word)?;
        }
        Ok(())
    }

    fn push(&mut self, text: &str) -> Result<(), Error> {
        if text.is_empty() {
            return Ok(());
        }
        if self.flow.level() == 0 {
            self.flow.begin(Part::Body)?;
            self.flow.push(&std::mem::take(&mut self.mark))?;
        }
        self.flow.push(text)
    }

    fn end_paragraph(&mut self) {
        self.blank = false;
        self.flow.end();
    }
}

impl Tag {
    fn name_attribute(&mut self, name: &[u8]) {
        self.attribute = match name {
            b"style" => Attribute::Style,
            b"type" => Attribute::Kind,
            b"start" | b"value" => Attribute::Number,
            b"role" => Attribute::Role,
            _ => Attribute::Other,
        };
        match name {
            b"hidden" => self.is_hidden = true,
            b"class" => self.has_class = true,
            b"open" => self.is_open = true,
            _ => {}
        }
    }

    fn value(&mut self, value: &[u8]) {
        let text = || text_of(value);
        match self.attribute {
            Attribute::Style => {
                let style: String = text().to_ascii_lowercase().split_whitespace().collect();
                let says = |what: &str| style.contains(what);
                self.is_hidden |= says("display:none") || says("visibility:hidden") || says("mso-hide:all");
                self.is_preformatted |= says("white-space:pre") || says("white-space:break-spaces");
                self.is_plain_list |= says("list-style:none") || says("list-style-type:none");
            }
            Attribute::Kind => self.kind = text(),
            Attribute::Role if value == b"navigation" => self.kind = text(),
            Attribute::Number => self.number = text().trim().parse().ok(),
            Attribute::Role | Attribute::Other => {}
        }
    }
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Whether the page says which of it is its article.
fn has_article(page: &[u8]) -> bool {
    memchr::memchr_iter(b'<', page).any(|at| {
        let name = page.get(at + 1..at + 8).unwrap_or_default();
        let begins = |tag: &[u8]| name.get(..tag.len()).is_some_and(|name| name.eq_ignore_ascii_case(tag));
        begins(b"main>") || begins(b"main ") || begins(b"article")
    })
}
