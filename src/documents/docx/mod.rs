//! Office Open XML (.docx): body, tables and text boxes in reading order, then footnotes and endnotes.
//!
//! ```text
//! styles.xml → Styles ┐
//! numbering.xml → Lists ┴→ text.rs: document.xml, footnotes.xml, endnotes.xml → Flow
//! ```
//!
//! Runs are joined as they stand, since Word splits them anywhere, also inside a citation. The result of a field is text,
//! its instruction is none; what tracked changes deleted or moved away is gone.

mod lists;
mod styles;
mod text;

use crate::flow::Flow;
use crate::package::{Package, number};
use crate::{Document, Error, Kind, Limits, Omission, Part, xml};
use lists::Lists;
use styles::Styles;
use text::{HasText, Text};

/// The parts that are looked at beside the body.
const PARTS: [&str; 4] = ["word/styles.xml", "word/numbering.xml", "word/footnotes.xml", "word/endnotes.xml"];

pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Error> {
    let is_header = |name: &str| {
        number(name, "word/header", ".xml").is_some() || number(name, "word/footer", ".xml").is_some()
    };
    let package = Package::open(bytes, limits, |name| {
        number(name, "word/document", ".xml").is_some() || is_header(name) || PARTS.contains(&name)
    })?;
    let body = package.numbered("word/document", ".xml");
    let body =
        body.first().ok_or_else(|| Error::Broken { what: "document", why: "it has no text".to_owned() })?;
    let mut styles = Styles::default();
    if let Some(part) = package.part("word/styles.xml") {
        xml::walk("styles", part, &mut styles)?;
    }
    let mut lists = Lists::default();
    if let Some(part) = package.part("word/numbering.xml") {
        xml::walk("numbering", part, &mut lists)?;
    }
    let mut text = Text::new(Flow::new(limits), &styles, &mut lists);
    text.read("document", body, Part::Body)?;
    for (name, what, part) in [
        ("word/footnotes.xml", "footnotes", Part::Footnotes),
        ("word/endnotes.xml", "endnotes", Part::Endnotes),
    ] {
        if let Some(bytes) = package.part(name) {
            text.read(what, bytes, part)?;
        }
    }
    let mut flow = text.into_flow();
    for prefix in ["word/header", "word/footer"] {
        for part in package.numbered(prefix, ".xml") {
            let mut header = HasText::default();
            xml::walk("header", part, &mut header)?;
            if header.found {
                flow.omit(Omission::Headers);
            }
        }
    }
    Ok(flow.finish(Kind::Docx))
}
