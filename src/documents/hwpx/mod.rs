//! OWPML (.hwpx), the open format of Hangul: sections, with tables and text boxes in reading order, then the notes.
//!
//! ```text
//! header.xml → Head (numbering of paragraphs) → text.rs: section0.xml, section1.xml … → Flow
//! ```

mod head;
mod text;

use crate::flow::Flow;
use crate::package::{MANIFEST, Package, number};
use crate::{Document, Error, Kind, Limits, xml};
use head::Head;
use text::Text;

pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Error> {
    let is_section = |name: &str| number(name, "Contents/section", ".xml").is_some();
    let is_master_page = |name: &str| number(name, "Contents/masterpage", ".xml").is_some();
    let package = Package::open(bytes, limits, |name| {
        is_section(name) || is_master_page(name) || name == MANIFEST || name == "Contents/header.xml"
    })?;
    if package.is_encrypted() {
        return Err(Error::Password);
    }
    let sections = package.numbered("Contents/section", ".xml");
    if sections.is_empty() {
        return Err(Error::Broken { what: "document", why: "it has no sections".to_owned() });
    }
    let mut head = Head::default();
    if let Some(part) = package.part("Contents/header.xml") {
        xml::walk("header", part, &mut head)?;
    }
    let mut text = Text::new(Flow::new(limits), head);
    for section in sections {
        xml::walk("section", section, &mut text)?;
    }
    for page in package.numbered("Contents/masterpage", ".xml") {
        text.behind_the_pages(page)?;
    }
    Ok(text.into_flow().finish(Kind::Hwpx))
}
