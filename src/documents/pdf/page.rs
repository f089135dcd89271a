//! The pages of a PDF: their order, their size, and the letters that stand on them.

use std::collections::HashSet;
use std::rc::Rc;

use super::file::File;
use super::matrix::Matrix;
use super::object::{Dict, Object};
use crate::Error;

/// More pages than any document has.
const MOST_PAGES: usize = 100_000;
/// A page without a size is as large as a letter.
const USUAL_SIZE: [f64; 4] = [0.0, 0.0, 612.0, 792.0];

/// A page, with what it takes from those above it in the tree.
pub(super) struct Leaf {
    /// The number of its object.
    pub(super) number: u32,
    pub(super) contents: Object,
    pub(super) resources: Rc<Object>,
    frame: Rc<Object>,
    turned: Rc<Object>,
}

/// A letter on a page, or a few that are one glyph.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    /// Where its text stands among that of the page.
    pub(super) text: std::ops::Range<u32>,
    /// Where it begins and ends along its line, and where its line is; lines lie from left to right, one below the other,
    /// however they are turned.
    pub(super) start: f32,
    pub(super) end: f32,
    pub(super) line: f32,
    pub(super) size: f32,
    /// By how many quarters of a circle its line is turned to the right.
    pub(super) turn: u8,
    /// Whether the file says that it is no part of the text: a header, a page number.
    pub(super) is_artifact: bool,
    /// The number of the stretch of marked text that it stands in.
    pub(super) stretch: Option<u32>,
}

/// What stands on a page.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) number: u32,
    pub(super) glyphs: Vec<Glyph>,
    pub(super) text: String,
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) has_pictures: bool,
    /// Letters whose font does not say which they are.
    pub(super) unknown: u32,
}

impl Page {
    pub(super) fn text_of(&self, glyph: &Glyph) -> &str {
        self.text.get(glyph.text.start as usize..glyph.text.end as usize).unwrap_or_default()
    }
}

/// The pages in their order.
pub(super) fn leaves(file: &File<'_>) -> Result<Vec<Leaf>, Error> {
    let root = file.get(&file.table.trailer, b"Root")?;
    let empty = Dict::default();
    let top = root.dict().unwrap_or(&empty).get(b"Pages").clone();
    let nothing = Rc::<Object>::default();
    let mut leaves = Vec::new();
    let mut seen = HashSet::new();
    let mut open = vec![(top, [Rc::clone(&nothing), Rc::clone(&nothing), nothing])];
    while let Some((node, above)) = open.pop() {
        if let Object::Reference(number) = node
            && !seen.insert(number)
        {
            continue;
        }
        if leaves.len() + open.len() > MOST_PAGES {
            return Err(Error::TooMany { what: "pages", limit: MOST_PAGES as u64 });
        }
        let number = node.reference().unwrap_or_default();
        let node = file.resolve(&node)?;
        let Some(dict) = node.dict() else { continue };
        let mut own = above;
        for (own, name) in own.iter_mut().zip([&b"Resources"[..], b"MediaBox", b"Rotate"]) {
            if !dict.get(name).is_null() {
                *own = file.get(dict, name)?;
            }
        }
        let kids = file.get(dict, b"Kids")?;
        if kids.items().is_empty() {
            let [resources, frame, turned] = own;
            let frame = if dict.get(b"CropBox").is_null() { frame } else { file.get(dict, b"CropBox")? };
            leaves.push(Leaf { number, contents: dict.get(b"Contents").clone(), resources, frame, turned });
        } else {
            open.extend(kids.items().iter().rev().map(|kid| (kid.clone(), own.clone())));
        }
    }
    Ok(leaves)
}

impl Leaf {
    /// The size of the page, and what brings its places to ones counted from the left upper corner.
    pub(super) fn frame(&self) -> (f64, f64, Matrix) {
        let numbers: Vec<f64> = self.frame.items().iter().filter_map(Object::number).collect();
        let &[a, b, c, d] = <&[f64; 4]>::try_from(&*numbers).unwrap_or(&USUAL_SIZE);
        let (left, right) = (a.min(c), a.max(c));
        let (low, high) = (b.min(d), b.max(d));
        let (width, height) = (right - left, high - low);
        match (self.turned.number().unwrap_or_default() / 90.0).round() as i64 & 3 {
            1 => (height, width, Matrix([0.0, 1.0, 1.0, 0.0, -low, -left])),
            2 => (width, height, Matrix([-1.0, 0.0, 0.0, 1.0, right, -low])),
            3 => (height, width, Matrix([0.0, -1.0, -1.0, 0.0, high, right])),
            _ => (width, height, Matrix([1.0, 0.0, 0.0, -1.0, -left, high])),
        }
    }

    /// The operators that draw the page. A page may be cut into several streams, at blanks.
    pub(super) fn operators(&self, file: &File<'_>) -> Result<Vec<u8>, Error> {
        let contents = file.resolve(&self.contents)?;
        let streams = match &*contents {
            Object::Array(items) => items,
            _ => std::slice::from_ref(&self.contents),
        };
        let mut operators = Vec::new();
        for stream in streams {
            match file.contents(stream)? {
                Some(bytes) => operators.extend(bytes),
                None => continue,
            }
            operators.push(b'\n');
        }
        Ok(operators)
    }
}
