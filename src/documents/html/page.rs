//! The text of a page, tag by tag.

use html5gum::emitters::callback::CallbackEvent;

use super::elements::{Content, content, is_block, is_frame_of_page, is_raw, is_void};
use super::lists::List;
use super::stack::{Open, Stack};
use super::tag::{Tag, text_of};
use crate::counters::Mark;
use crate::flow::Flow;
use crate::{Error, Omission, Part};

/// Reads the tokens of a page.
pub(super) struct Page {
    flow: Flow,
    stack: Stack,
    tag: Tag,
    /// The place in the stack of the element whose content is not shown, and what becomes of it.
    not_shown: Option<(usize, Content)>,
    /// The element that holds one text and no elements, and what becomes of it.
    raw: Option<(String, Content)>,
    /// A blank stands between the text so far and what follows.
    blank: bool,
    /// What stands before the next text: the number of an item.
    mark: Mark,
    has_article: bool,
}

impl Page {
    pub(super) fn new(flow: Flow, text: &str) -> Self {
        Self {
            flow,
            stack: Stack::default(),
            tag: Tag::default(),
            not_shown: None,
            raw: None,
            blank: false,
            mark: Mark::None,
            has_article: has_article(text.as_bytes()),
        }
    }

    pub(super) fn finish(mut self) -> Flow {
        self.end_paragraph();
        self.flow
    }

    pub(super) fn take(&mut self, event: &CallbackEvent<'_>) -> Result<(), Error> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag::new(name);
            }
            CallbackEvent::AttributeName { name } => self.tag.attribute(name),
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
        let content = self.content(&tag);
        if content != Content::LeftOut(Omission::Hidden) {
            self.end_block(&tag.name);
        }
        if is_raw(&tag.name) {
            self.raw = Some((tag.name, content));
            return Ok(());
        }
        if self.not_shown.is_none() {
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
        let is_preformatted = self.stack.is_preformatted() || tag.style.is_preformatted || tag.name == "pre";
        let list = is_list.then(|| {
            List::new(tag.name == "ol", &tag.kind, tag.number, tag.has_class, tag.style.is_plain_list)
        });
        let is_kept = self.stack.push(Open { name: tag.name, is_preformatted, list });
        if is_kept && content != Content::Shown && self.not_shown.is_none() {
            self.not_shown = Some((place, content));
        }
        Ok(())
    }

    /// What becomes of the content of an element that begins.
    fn content(&self, tag: &Tag) -> Content {
        if tag.style.is_hidden || (tag.name == "dialog" && !tag.is_open) {
            return Content::LeftOut(Omission::Hidden);
        }
        if tag.is_beside_page {
            return Content::LeftOut(Omission::Headers);
        }
        if is_frame_of_page(&tag.name) && self.has_article && !self.stack.holds_article() {
            return Content::LeftOut(Omission::Navigation);
        }
        content(if tag.kind == "navigation" { "nav" } else { &tag.name })
    }

    /// The number of an item stands before its text.
    fn begin_item(&mut self, tag: &Tag) {
        if tag.name != "li" {
            return;
        }
        let mark = self.stack.innermost_list().map_or(Mark::None, |list| list.next(tag.number));
        self.mark = if tag.style.is_plain_list { Mark::None } else { mark };
    }

    fn end(&mut self, name: &str) -> Result<(), Error> {
        let was_shown = self.not_shown.is_none();
        if self.raw.take_if(|(raw, _)| raw == name).is_none()
            && let Some((place, end)) = self.stack.ended_by_end(name)
        {
            self.close(place, end)?;
        }
        if was_shown {
            self.end_block(name);
        }
        Ok(())
    }

    /// A paragraph ends before and behind a block that is shown.
    fn end_block(&mut self, name: &str) {
        if is_block(name) && self.not_shown.is_none() {
            self.end_paragraph();
        }
    }

    /// Closes elements of the stack.
    fn close(&mut self, place: usize, end: usize) -> Result<(), Error> {
        let (mut has_block, mut small) = (false, 0);
        for open in self.stack.take(place, end) {
            has_block |= is_block(&open.name);
            small += usize::from(open.name == "rt");
        }
        if let Some((not_shown, _)) = &mut self.not_shown {
            if (place..end).contains(not_shown) {
                self.not_shown = None;
            } else if *not_shown >= end {
                *not_shown -= end - place;
            }
            return Ok(());
        }
        for _ in 0..small {
            self.push(")")?;
        }
        if has_block {
            self.end_paragraph();
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Error> {
        let raw = self.raw.as_ref().map(|&(_, content)| content);
        let around = self.not_shown.map_or(Content::Shown, |(_, content)| content);
        match raw.filter(|&content| content != Content::Shown).unwrap_or(around) {
            Content::LeftOut(omission) if !text.trim().is_empty() => self.flow.omit(omission),
            Content::LeftOut(_) | Content::Ignored => {}
            // Fields for much text and the like keep their lines.
            Content::Shown if raw.is_some() || self.stack.is_preformatted() => return self.lines(text),
            Content::Shown => return self.words(text),
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
            std::mem::replace(&mut self.mark, Mark::None).push(&mut self.flow)?;
        }
        self.flow.push(text)
    }

    fn end_paragraph(&mut self) {
        self.blank = false;
        self.flow.end();
    }
}

/// Whether the page says which of it is its article.
fn has_article(page: &[u8]) -> bool {
    memchr::memchr_iter(b'<', page).any(|at| {
        let name = page.get(at + 1..at + 8).unwrap_or_default();
        let begins = |tag: &[u8]| name.get(..tag.len()).is_some_and(|name| name.eq_ignore_ascii_case(tag));
        begins(b"main>") || begins(b"main ") || begins(b"article")
    })
}
