//! The elements of a page that are open, as far as a reader needs them: tags may be missing or too many.

use super::elements::{Names, ended_by, is_block, is_of_table, scopes};
use super::lists::List;

/// Twice as deep as pages go (browsers end at 512); what is deeper is text of the innermost element that is kept.
const DEEPEST: usize = 256;

/// An element that is open.
pub(super) struct Open {
    pub(super) name: String,
    pub(super) is_preformatted: bool,
    pub(super) list: Option<List>,
}

/// The elements that are open, the innermost one last.
#[derive(Default)]
pub(super) struct Stack {
    open: Vec<Open>,
    /// Of each what it is among the elements that tags look for.
    names: Vec<Names>,
    /// How many are open beyond the deepest.
    beyond: usize,
    /// How many of them are the article of the page.
    articles: usize,
}

impl Stack {
    pub(super) fn len(&self) -> usize {
        self.open.len()
    }

    /// An element begins; says whether it is kept.
    pub(super) fn push(&mut self, element: Open) -> bool {
        let is_kept = self.open.len() < DEEPEST;
        if is_kept {
            self.articles += usize::from(is_article(&element.name));
            self.names.push(Names::of(&element.name));
            self.open.push(element);
        } else {
            self.beyond += 1;
        }
        is_kept
    }

    /// The elements that the start of this one ends: they are those from a place on.
    pub(super) fn ended_by_start(&self, name: &str) -> Option<usize> {
        let (ended, boundaries) = ended_by(name)?;
        let place = self.innermost(ended.with(boundaries))?;
        self.names.get(place).is_some_and(|found| found.meets(ended)).then_some(place)
    }

    /// The elements that an end tag ends: from the first place to the second one, which is excluded.
    pub(super) fn ended_by_end(&mut self, name: &str) -> Option<(usize, usize)> {
        if self.beyond > 0 {
            self.beyond -= 1;
            return None;
        }
        let scope = if is_of_table(name) { None } else { self.innermost(scopes()) };
        // What is looked for stands behind the innermost scope, or is it.
        let from = scope.unwrap_or_default();
        let place = from + self.open.get(from..)?.iter().rposition(|open| open.name == name)?;
        let found = self.open.get(place)?;
        // A cell of an inner table does not end one of the outer one.
        let is_of_outer = matches!(name, "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" | "caption")
            && self.innermost(Names::of("table")).is_some_and(|table| table > place);
        let end = if is_block(&found.name) { self.open.len() } else { place + 1 };
        (!is_of_outer).then_some((place, end))
    }

    /// Takes elements away, the innermost one first.
    pub(super) fn take(&mut self, place: usize, end: usize) -> impl Iterator<Item = Open> {
        self.names.drain(place.min(end)..end);
        let articles = &mut self.articles;
        let taken = self.open.drain(place.min(end)..end).rev();
        taken.inspect(move |open| *articles -= usize::from(is_article(&open.name)))
    }

    /// Whether the article of the page is open.
    pub(super) fn holds_article(&self) -> bool {
        self.articles > 0
    }

    pub(super) fn innermost_list(&mut self) -> Option<&mut List> {
        self.open.iter_mut().rev().find_map(|open| open.list.as_mut())
    }

    pub(super) fn is_preformatted(&self) -> bool {
        self.open.last().is_some_and(|open| open.is_preformatted)
    }

    fn innermost(&self, names: Names) -> Option<usize> {
        self.names.iter().rposition(|open| open.meets(names))
    }
}

fn is_article(name: &str) -> bool {
    matches!(name, "main" | "article")
}
