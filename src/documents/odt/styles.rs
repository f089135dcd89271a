//! What the styles of an .odt say of the text: whether it is hidden, and how lists are numbered.

use std::collections::{HashMap, HashSet};

use super::lists::{OUTLINE, Rule, rule};
use crate::Error;
use crate::xml::{Element, Visitor};

/// The styles, by their names in the file.
#[derive(Default)]
pub(super) struct Styles {
    hidden: HashSet<String>,
    parents: HashMap<String, String>,
    lists: HashMap<String, HashMap<usize, Rule>>,
    has_headers: bool,
    style: Option<String>,
    list: Option<String>,
    open: Vec<Ending>,
    /// How many headers and footers are open.
    headers: usize,
}

/// What ends with an element.
enum Ending {
    Style,
    List,
    Header,
    Nothing,
}

impl Styles {
    /// Whether text in this style is hidden.
    pub(super) fn is_hidden(&self, name: &str) -> bool {
        // Styles that rest on one another; more than that is a circle.
        std::iter::successors(Some(name), |&name| self.parents.get(name).map(String::as_str))
            .take(32)
            .any(|name| self.hidden.contains(name))
    }

    /// What a level of a list shows.
    pub(super) fn rule(&self, list: &str, level: usize) -> Option<&Rule> {
        self.lists.get(list)?.get(&level)
    }

    /// Whether there are headers or footers with text.
    pub(super) const fn has_headers(&self) -> bool {
        self.has_headers
    }
}

impl Visitor for Styles {
    fn open(&mut self, element: &Element<'_>) -> Result<(), Error> {
        let text = |name: &str| element.attribute(name);
        let ending = match element.name() {
            "style" => {
                self.style = text("name");
                if let (Some(name), Some(parent)) = (&self.style, text("parent-style-name")) {
                    self.parents.insert(name.clone(), parent);
                }
                Ending::Style
            }
            "text-properties" => {
                if let Some(name) = self.style.as_ref().filter(|_| text("display").as_deref() == Some("none"))
                {
                    self.hidden.insert(name.clone());
                }
                Ending::Nothing
            }
            "list-style" => {
                self.list = text("name");
                Ending::List
            }
            "outline-style" => {
                self.list = Some(OUTLINE.to_owned());
                Ending::List
            }
            "list-level-style-number" | "list-level-style-bullet" | "outline-level-style" => {
                if let Some(list) = &self.list {
                    let level = element.number("level").unwrap_or(1).saturating_sub(1) as usize;
                    self.lists.entry(list.clone()).or_default().insert(level, rule(element, level));
                }
                Ending::Nothing
            }
            name if name.starts_with("header") || name.starts_with("footer") => {
                self.headers += 1;
                Ending::Header
            }
            _ => Ending::Nothing,
        };
        self.open.push(ending);
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Error> {
        self.has_headers |= self.headers > 0 && !text.trim().is_empty();
        Ok(())
    }

    fn close(&mut self) -> Result<(), Error> {
        match self.open.pop() {
            Some(Ending::Style) => self.style = None,
            Some(Ending::List) => self.list = None,
            Some(Ending::Header) => self.headers = self.headers.saturating_sub(1),
            Some(Ending::Nothing) | None => {}
        }
        Ok(())
    }
}
