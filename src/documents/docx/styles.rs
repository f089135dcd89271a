//! What the styles of a .docx say of the text: numbering, and whether it is hidden.

use std::collections::HashMap;

use crate::Error;
use crate::xml::{Element, Visitor};

/// Styles that rest on one another; more than that is a circle.
const LONGEST_CHAIN: usize = 32;

/// The styles, by their names in the file.
#[derive(Default)]
pub(super) struct Styles {
    by_name: HashMap<String, Style>,
    open: Vec<&'static str>,
    current: Option<(String, Style)>,
}

#[derive(Default, Clone)]
struct Style {
    based_on: Option<String>,
    hidden: Option<bool>,
    list: Option<String>,
    level: Option<usize>,
}

impl Styles {
    /// Whether text in this style is hidden.
    pub(super) fn is_hidden(&self, name: &str) -> bool {
        self.chain(name).find_map(|style| style.hidden).unwrap_or_default()
    }

    /// The list that paragraphs of this style belong to, and the level where it is given.
    pub(super) fn list(&self, name: &str) -> (Option<&str>, Option<usize>) {
        let list = self.chain(name).find_map(|style| style.list.as_deref());
        (list, self.chain(name).find_map(|style| style.level))
    }

    fn chain<'s>(&'s self, name: &str) -> impl Iterator<Item = &'s Style> {
        let first = self.by_name.get(name);
        std::iter::successors(first, |style| self.by_name.get(style.based_on.as_deref()?)).take(LONGEST_CHAIN)
    }
}

impl Visitor for Styles {
    fn open(&mut self, element: &Element<'_>) -> Result<(), Error> {
        let value = || element.attribute("val");
        let name = match element.name() {
            "style" => {
                let name = element.attribute("styleId");
                self.current = name.map(|name| (name, Style::default()));
                "style"
            }
            "basedOn" => {
                if let Some((_, style)) = &mut self.current {
                    style.based_on = value();
                }
                ""
            }
            "vanish" if self.open.ends_with(&["style", "rPr"]) => {
                if let Some((_, style)) = &mut self.current {
                    style.hidden = Some(element.is_on());
                }
                ""
            }
            "numId" => {
                if let Some((_, style)) = &mut self.current {
                    style.list = value();
                }
                ""
            }
            "ilvl" => {
                if let Some((_, style)) = &mut self.current {
                    style.level = element.number("val").map(|level| level as usize);
                }
                ""
            }
            "rPr" => "rPr",
            _ => "",
        };
        self.open.push(name);
        Ok(())
    }

    fn text(&mut self, _: &str) -> Result<(), Error> {
        Ok(())
    }

    fn close(&mut self) -> Result<(), Error> {
        if self.open.pop() == Some("style")
            && let Some((name, style)) = self.current.take()
        {
            self.by_name.insert(name, style);
        }
        Ok(())
    }
}
