//! Which paragraph the marked letters of a page belong to, where a PDF says it.
//!
//! A tagged PDF holds a tree of elements, much like that of a web page. Its leaves are the numbers of stretches of text that
//! are marked on a page. Only this is read of it: which stretches are of one paragraph.

use std::collections::{HashMap, HashSet};

use super::file::File;
use super::object::{Dict, Object};
use crate::Error;

/// More elements and stretches than any document has.
const MOST: usize = 1_000_000;
/// Deeper than elements stand in each other.
const DEEPEST: u32 = 128;
/// How often the name of an element leads to another name.
const LONGEST_CHAIN: usize = 4;

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Tags(HashMap<(u32, u32), u32>);

impl Tags {
    /// The tags of a file; none where they do not hold together.
    pub(super) fn read(file: &File<'_>) -> Self {
        Self::of(file).unwrap_or_default()
    }

    fn of(file: &File<'_>) -> Result<Self, Error> {
        let catalog = file.get(&file.table.trailer, b"Root")?;
        let empty = Dict::default();
        let root = file.get(catalog.dict().unwrap_or(&empty), b"StructTreeRoot")?;
        let root = root.dict().unwrap_or(&empty);
        let names = file.get(root, b"RoleMap")?;
        let names = names.dict().unwrap_or(&empty);
        let mut tree = Tree { file, names, paragraphs: HashMap::new(), seen: HashSet::new(), last: 0 };
        tree.kid(root.get(b"K"), Place { page: None, paragraph: 0, left: DEEPEST })?;
        Ok(Self(tree.paragraphs))
    }

    /// The paragraph of a stretch of a page, both by their numbers.
    pub(super) fn paragraph(&self, page: u32, stretch: u32) -> Option<u32> {
        self.0.get(&(page, stretch)).copied()
    }
}

/// The tree while it is read.
struct Tree<'t, 'a> {
    file: &'t File<'a>,
    /// What the names of elements stand for.
    names: &'t Dict,
    paragraphs: HashMap<(u32, u32), u32>,
    seen: HashSet<u32>,
    last: u32,
}

/// Where an element stands in the tree.
#[derive(Clone, Copy)]
struct Place {
    page: Option<u32>,
    paragraph: u32,
    /// How much deeper the tree is read.
    left: u32,
}

impl Tree<'_, '_> {
    /// What an element holds: elements, stretches of a page, or a list of both.
    fn kid(&mut self, kid: &Object, place: Place) -> Result<(), Error> {
        let Some(left) = place.left.checked_sub(1) else { return Ok(()) };
        let place = Place { left, ..place };
        match kid {
            Object::Reference(number) => {
                if self.seen.insert(*number) {
                    self.count()?;
                    let object = self.file.resolve(kid)?;
                    self.kid(&object, place)?;
                }
            }
            Object::Array(kids) => kids.iter().try_for_each(|kid| self.kid(kid, place))?,
            Object::Dict(element) => self.element(element, place)?,
            number => self.stretch(place.page, number, place.paragraph)?,
        }
        Ok(())
    }

    fn element(&mut self, element: &Dict, place: Place) -> Result<(), Error> {
        let page = element.get(b"Pg").reference().or(place.page);
        let stretch = element.get(b"MCID");
        if !stretch.is_null() {
            // Those of a stream of its own have numbers of their own.
            let page = page.filter(|_| element.get(b"Stm").is_null());
            return self.stretch(page, stretch, place.paragraph);
        }
        let mut paragraph = place.paragraph;
        if !self.is_within_paragraph(element) {
            self.last += 1;
            paragraph = self.last;
        }
        self.kid(element.get(b"K"), Place { page, paragraph, ..place })
    }

    fn stretch(&mut self, page: Option<u32>, number: &Object, paragraph: u32) -> Result<(), Error> {
        if let (Some(page), Some(number)) = (page, number.count()) {
            self.paragraphs.insert((page, number as u32), paragraph);
        }
        self.count()
    }

    fn count(&self) -> Result<(), Error> {
        let is_bounded = self.paragraphs.len() + self.seen.len() <= MOST;
        is_bounded.then_some(()).ok_or(Error::TooMany { what: "elements", limit: MOST as u64 })
    }

    fn is_within_paragraph(&self, element: &Dict) -> bool {
        let mut name = element.get(b"S");
        for _ in 0..LONGEST_CHAIN {
            match name.name().map(|name| self.names.get(name)) {
                Some(other) if other.name().is_some() => name = other,
                _ => break,
            }
        }
        name.name().is_some_and(is_within_paragraph)
    }
}

/// The standard names of what stands within paragraphs.
fn is_within_paragraph(name: &[u8]) -> bool {
    matches!(
        name,
        b"Annot"
            | b"BibEntry"
            | b"Code"
            | b"Em"
            | b"Lbl"
            | b"Link"
            | b"NonStruct"
            | b"Note"
            | b"Private"
            | b"Quote"
            | b"RB"
            | b"RP"
            | b"RT"
            | b"Reference"
            | b"Ruby"
            | b"Span"
            | b"Strong"
            | b"Sub"
            | b"WP"
            | b"WT"
            | b"Warichu"
    )
}
