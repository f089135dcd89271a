//! Walks over XML, element by element, with bounds.
//!
//! Names are looked at without their prefix. Entities that a document declares are not resolved: they stay as they are
//! written, so that nothing can grow.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};
use quick_xml::Reader;
use quick_xml::XmlVersion::Explicit1_0;
use quick_xml::errors::Error as XmlError;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::Error;

/// Deeper than the elements of any document.
const DEEPEST: usize = 4096;
/// Longest stretch of what the parser says that is repeated, in bytes.
const LONGEST_SAID: usize = 300;

/// Takes what is found. Elements are closed in the order in which they were opened, last first.
pub(crate) trait Visitor {
    /// An element begins, also an empty one.
    fn open(&mut self, element: &Element<'_>) -> Result<(), Error>;
    /// Text of the innermost element, in one or several pieces.
    fn text(&mut self, text: &str) -> Result<(), Error>;
    /// The innermost element ends.
    fn close(&mut self) -> Result<(), Error>;
}

/// An element that begins.
pub(crate) struct Element<'x> {
    start: BytesStart<'x>,
}

impl Element<'_> {
    /// Its name without the prefix.
    pub(crate) fn name(&self) -> &str {
        local(self.start.name().into_inner())
    }

    /// The value of an attribute, whatever its prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let found =
            attributes.with_checks(false).flatten().find(|found| local(found.key.into_inner()) == name)?;
        Some(found.normalized_value(Explicit1_0).unwrap_or_else(|_| found.value.clone()).into_owned())
    }

    /// A number in an attribute.
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether the element says yes: it stands there, and its value is not no.
    pub(crate) fn is_on(&self) -> bool {
        !self.attribute("val").is_some_and(|value| matches!(&*value, "0" | "false" | "off" | "none"))
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, name)| name)
}

/// Walks over a part of a document; `what` names it in errors.
pub(crate) fn walk(what: &'static str, bytes: &[u8], visitor: &mut impl Visitor) -> Result<(), Error> {
    let xml = decoded(what, bytes)?;
    let mut reader = Reader::from_str(&xml);
    reader.config_mut().allow_dangling_amp = true;
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|error| broken(what, &error))? {
            Event::Start(start) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(Error::TooMany { what: "levels", limit: DEEPEST as u64 });
                }
                visitor.open(&Element { start })?;
            }
            Event::Empty(start) => {
                visitor.open(&Element { start })?;
                visitor.close()?;
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                visitor.close()?;
            }
            Event::Text(text) => visitor.text(&text.xml_content(Explicit1_0))?,
            Event::CData(text) => visitor.text(&text.xml_content(Explicit1_0))?,
            Event::GeneralRef(reference) => visitor.text(&referred(&reference))?,
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => {
                return Err(Error::Broken { what, why: "it ends before its elements are closed".to_owned() });
            }
            Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => {}
        }
    }
}

/// The text that a reference stands for; the reference itself where it is not known.
fn referred<'r>(reference: &'r BytesRef<'_>) -> Cow<'r, str> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Cow::Owned(c.to_string());
    }
    let name = reference.xml_content(Explicit1_0);
    match resolve_predefined_entity(&name) {
        Some(text) => Cow::Borrowed(text),
        None => Cow::Owned(format!("&{name};")),
    }
}

fn decoded<'b>(what: &'static str, bytes: &'b [u8]) -> Result<Cow<'b, str>, Error> {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    let text =
        encoding.decode_without_bom_handling_and_without_replacement(bytes.get(mark..).unwrap_or_default());
    text.ok_or_else(|| Error::Broken { what, why: "it is no UTF-8".to_owned() })
}

fn broken(what: &'static str, error: &XmlError) -> Error {
    let mut why = error.to_string();
    why.truncate(panrye_text::character::boundary_before(&why, LONGEST_SAID));
    Error::Broken { what, why }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Notes what is visited.
    #[derive(Default)]
    struct Noted(String);

    impl Visitor for Noted {
        fn open(&mut self, element: &Element<'_>) -> Result<(), Error> {
            self.text(&format!("<{} {}>", element.name(), element.attribute("val").unwrap_or_default()))
        }
        fn text(&mut self, text: &str) -> Result<(), Error> {
            self.0 += text;
            Ok(())
        }
        fn close(&mut self) -> Result<(), Error> {
            self.0 += "</>";
            Ok(())
        }
    }

    fn noted(xml: &[u8]) -> Result<String, Error> {
        let mut noted = Noted::default();
        walk("test", xml, &mut noted).map(|()| noted.0)
    }

    #[test]
    fn elements_text_and_references_are_visited_in_order() {
        let utf16: Vec<u8> = "\u{feff}<가/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (xml, expected) in [
            ("<w:a x:val=\"1 &lt; 2\">가&amp;<b/>&#xAC00;</w:a>".as_bytes(), "<a 1 < 2>가&<b ></>가</>"),
            (b"<!DOCTYPE a [<!ENTITY e 'eeee'>]><a>&e;&f;</a>", "<a >&e;&f;</>"),
            (b"<a><![CDATA[<b>]]></a>", "<a ><b></>"),
            (&utf16, "<가 ></>"),
        ] {
            assert_eq!(noted(xml).unwrap(), expected);
        }
    }

    #[test]
    fn what_does_not_hold_together_is_named() {
        for xml in [&b"<a><b>"[..], b"<a></b>", b"<a>\xff</a>", b"<a", b"</a>"] {
            assert!(matches!(noted(xml), Err(Error::Broken { what: "test", .. })), "{xml:?}");
        }
        assert!(matches!(noted(&b"<a>".repeat(1 << 16)), Err(Error::TooMany { .. })));
    }
}
