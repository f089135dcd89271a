//! Fonts: the text and the width of what a string shows.

use std::collections::HashMap;
use std::rc::Rc;

use super::cmap::{CMap, code};
use super::encoding::{Composite, composite, glyph, latin};
use super::file::File;
use super::object::{Dict, Object};
use crate::Error;

/// Widths are thousandths of the size of a font.
const UNIT: f64 = 1000.0;
/// How wide a letter is where nobody says so.
const USUAL_WIDTH: f64 = 500.0;
const USUAL_COMPOSITE_WIDTH: f64 = 1000.0;

/// See the module.
#[derive(Debug)]
pub(super) struct Font {
    texts: Option<CMap>,
    kind: Kind,
    widths: HashMap<u32, f64>,
    usual_width: f64,
    /// How many units of text one unit of width is.
    scale: f64,
    /// Whether lines run from top to bottom.
    pub(super) is_vertical: bool,
}

#[derive(Debug)]
enum Kind {
    Simple { encoding: Vec<u8>, names: HashMap<u8, String> },
    Composite { encoding: Composite, codes: Option<CMap> },
}

/// What one code of a string shows.
pub(super) struct Shown {
    /// None where the font does not say which letter it is.
    pub(super) text: Option<String>,
    /// By which part of the size of the font the next one stands behind it.
    pub(super) width: f64,
    /// Whether it is the code 32 of one byte, which may be set wider than others.
    pub(super) is_blank: bool,
}

impl Font {
    pub(super) fn read(file: &File<'_>, dict: &Dict) -> Result<Self, Error> {
        let texts = match dict.get(b"ToUnicode") {
            object @ Object::Reference(_) => {
                file.contents(object)?.map(|bytes| CMap::read(&bytes)).transpose()?
            }
            _ => None,
        };
        if dict.is(b"Subtype", b"Type0") {
            composite_font(file, dict, texts)
        } else {
            simple_font(file, dict, texts)
        }
    }

    /// The codes of a string, one after the other.
    pub(super) fn show(
        &self,
        string: &[u8],
        mut each: impl FnMut(Shown) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut rest = string;
        while !rest.is_empty() {
            let length = match &self.kind {
                Kind::Simple { .. } => 1,
                Kind::Composite { encoding, codes } => {
                    let length = codes.as_ref().and_then(|codes| codes.code_length(rest));
                    length.unwrap_or_else(|| encoding.code_length(rest))
                }
            };
            let (bytes, behind) = rest.split_at(length.min(rest.len()));
            rest = behind;
            each(Shown {
                text: self.text(bytes),
                width: self.width(bytes) / UNIT * self.scale,
                is_blank: bytes == b" ",
            })?;
        }
        Ok(())
    }

    fn text(&self, bytes: &[u8]) -> Option<String> {
        let of = code(bytes);
        if let Some(text) = self.texts.as_ref().and_then(|texts| texts.text(of)) {
            return Some(text);
        }
        match &self.kind {
            Kind::Composite { encoding, .. } => encoding.text(bytes),
            Kind::Simple { encoding, names } => {
                let of = of as u8;
                match names.get(&of) {
                    Some(name) => glyph(name),
                    None => latin(encoding, of).map(String::from),
                }
            }
        }
    }

    fn width(&self, bytes: &[u8]) -> f64 {
        let of = code(bytes);
        let glyph = match &self.kind {
            Kind::Composite { codes: Some(codes), .. } => codes.glyph(of).unwrap_or(of),
            Kind::Composite { encoding: Composite::Glyphs, .. } | Kind::Simple { .. } => of,
            // Which glyph it is stands in tables that nobody has here; Latin letters are half as wide as others.
            Kind::Composite { .. } => {
                return if of < 0x80 { self.usual_width / 2.0 } else { self.usual_width };
            }
        };
        self.widths.get(&glyph).copied().unwrap_or(self.usual_width)
    }
}

fn simple_font(file: &File<'_>, dict: &Dict, texts: Option<CMap>) -> Result<Font, Error> {
    let encoding = file.get(dict, b"Encoding")?;
    let mut names = HashMap::new();
    let base = match &*encoding {
        Object::Name(name) => name.clone(),
        Object::Dict(encoding) => {
            let mut next = 0_u8;
            for difference in file.get(encoding, b"Differences")?.items() {
                match difference {
                    Object::Name(name) => {
                        names.insert(next, String::from_utf8_lossy(name).into_owned());
                        next = next.wrapping_add(1);
                    }
                    other => next = other.count().unwrap_or_default() as u8,
                }
            }
            encoding.get(b"BaseEncoding").name().unwrap_or_default().to_vec()
        }
        _ => Vec::new(),
    };
    let first = file.get(dict, b"FirstChar")?.count().unwrap_or_default() as u32;
    let mut widths = HashMap::new();
    for (code, width) in (first..).zip(file.get(dict, b"Widths")?.items().iter().take(256)) {
        if let Some(width) = file.resolve(width)?.number() {
            widths.insert(code, width);
        }
    }
    let descriptor = file.get(dict, b"FontDescriptor")?;
    let missing = descriptor.dict().and_then(|descriptor| descriptor.get(b"MissingWidth").number());
    let scale = if dict.is(b"Subtype", b"Type3") {
        let matrix = file.get(dict, b"FontMatrix")?;
        matrix.items().first().and_then(Object::number).map_or(1.0, |scale| scale.abs() * UNIT)
    } else {
        1.0
    };
    Ok(Font {
        texts,
        kind: Kind::Simple { encoding: base, names },
        usual_width: missing.filter(|width| *width > 0.0).unwrap_or(USUAL_WIDTH),
        widths,
        scale,
        is_vertical: false,
    })
}

fn composite_font(file: &File<'_>, dict: &Dict, texts: Option<CMap>) -> Result<Font, Error> {
    let (mut name, mut codes) = (Vec::new(), None);
    match &*file.get(dict, b"Encoding")? {
        Object::Name(of) => name.clone_from(of),
        Object::Stream(stream) => {
            let bytes = file.contents(dict.get(b"Encoding"))?;
            codes = bytes.map(|bytes| CMap::read(&bytes)).transpose()?;
            name = stream.dict.get(b"CMapName").name().unwrap_or_default().to_vec();
        }
        _ => {}
    }
    let name = String::from_utf8_lossy(&name);
    let descendants = file.get(dict, b"DescendantFonts")?;
    let descendant = match descendants.items().first() {
        Some(font) => file.resolve(font)?,
        None => Rc::default(),
    };
    let empty = Dict::default();
    let descendant = descendant.dict().unwrap_or(&empty);
    Ok(Font {
        texts,
        kind: Kind::Composite { encoding: composite(&name).unwrap_or(Composite::Glyphs), codes },
        widths: glyph_widths(file, descendant)?,
        usual_width: file.get(descendant, b"DW")?.number().unwrap_or(USUAL_COMPOSITE_WIDTH),
        scale: 1.0,
        is_vertical: name.ends_with("-V"),
    })
}

/// The widths of glyphs: `first [width …]` or `first last width`.
fn glyph_widths(file: &File<'_>, font: &Dict) -> Result<HashMap<u32, f64>, Error> {
    const LAST_GLYPH: usize = 0xffff;
    let mut widths = HashMap::new();
    let list = file.get(font, b"W")?;
    let mut items = list.items().iter();
    while let Some(first) = items.next() {
        let (Some(first), Some(next)) = (first.count().filter(|first| *first <= LAST_GLYPH), items.next())
        else {
            break;
        };
        let next = file.resolve(next)?;
        if let Some(last) = next.count() {
            let Some(width) = items.next().and_then(Object::number) else { break };
            // Ranges that follow each other do not overlap, so all together are no more than there are glyphs.
            for glyph in first..=last.min(LAST_GLYPH) {
                if widths.insert(glyph as u32, width).is_some() {
                    break;
                }
            }
        } else {
            for (glyph, width) in (first as u32..).zip(next.items()) {
                widths.insert(glyph, width.number().unwrap_or(USUAL_COMPOSITE_WIDTH));
            }
        }
    }
    Ok(widths)
}
