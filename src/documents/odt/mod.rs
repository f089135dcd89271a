//! OpenDocument text (.odt): the body with its tables and text boxes in reading order, then the notes.
//!
//! ```text
//! styles.xml, content.xml → Styles (hidden text, numbers of lists, headers) → text.rs: content.xml → Flow
//! ```

mod lists;
mod styles;
mod text;

use crate::flow::Flow;
use crate::package::{MANIFEST, Package};
use crate::{Document, Error, Kind, Limits, Omission, xml};
use styles::Styles;
use text::Text;

pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Error> {
    let package =
        Package::open(bytes, limits, |name| ["content.xml", "styles.xml", MANIFEST].contains(&name))?;
    if package.is_encrypted() {
        return Err(Error::Password);
    }
    let content = package
        .part("content.xml")
        .ok_or_else(|| Error::Broken { what: "document", why: "it has no text".to_owned() })?;
    let mut styles = Styles::default();
    if let Some(part) = package.part("styles.xml") {
        xml::walk("styles", part, &mut styles)?;
    }
    xml::walk("document", content, &mut styles)?;
    let mut flow = Flow::new(limits);
    if styles.has_headers() {
        flow.omit(Omission::Headers);
    }
    let mut text = Text::new(flow, styles);
    xml::walk("document", content, &mut text)?;
    Ok(text.into_flow().finish(Kind::Odt))
}
