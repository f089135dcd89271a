//! The text of a .docx: a zip with XML, a paragraph a line.
//!
//! Runs of text are joined as they stand, since Word splits them anywhere, also inside a citation. Deleted text, the
//! origin of moved text and field codes are not part of the brief.

use quick_xml::Reader;
use quick_xml::XmlVersion::Explicit1_0;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

use super::brief::{BriefText, LARGEST};
use crate::corpus::{Reason, decoded_text, unpacked_members};

/// The parts beside the body that hold text of the author.
const NOTES: [&str; 2] = ["word/footnotes.xml", "word/endnotes.xml"];

/// The body and the notes of a .docx.
pub(super) fn texts(source: &str, bytes: &[u8]) -> Result<Vec<BriefText>, Reason> {
    let mut parts = unpacked_members(bytes, LARGEST, |name| is_body(name) || NOTES.contains(&name))?;
    let body = parts.iter().position(|(name, _)| is_body(name)).ok_or(Reason::NotABrief)?;
    let mut texts = vec![BriefText { source: source.to_owned(), text: part(&parts.swap_remove(body).1)? }];
    for name in NOTES {
        if let Some((_, bytes)) = parts.iter().find(|(found, _)| found == name) {
            texts.push(BriefText { source: format!("{source}!/{name}"), text: part(bytes)? });
        }
    }
    if texts.iter().all(|part| part.text.trim().is_empty()) {
        return Err(Reason::Empty);
    }
    Ok(texts)
}

/// Whether it is the body: `word/document.xml`; some programs number it.
fn is_body(name: &str) -> bool {
    let number = name.strip_prefix("word/document").and_then(|rest| rest.strip_suffix(".xml"));
    number.is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()))
}

fn part(bytes: &[u8]) -> Result<String, Reason> {
    paragraphs(&decoded_text(bytes)?)
}

/// The paragraphs of a part, in the order in which they begin, each on a line.
fn paragraphs(xml: &str) -> Result<String, Reason> {
    let mut reader = Reader::from_str(xml);
    let mut part = Part::default();
    loop {
        match reader.read_event().map_err(|error| Reason::Xml(error.to_string()))? {
            Event::Start(element) => part.open(element.local_name().as_ref()),
            Event::Empty(element) => part.empty(element.local_name().as_ref()),
            Event::End(element) => part.close(element.local_name().as_ref()),
            Event::Text(text) => part.append(&text.xml_content(Explicit1_0)),
            Event::CData(text) => part.append(&text.xml_content(Explicit1_0)),
            Event::GeneralRef(reference) => {
                if let Ok(Some(c)) = reference.resolve_char_ref() {
                    part.append(c.encode_utf8(&mut [0; 4]));
                } else if let Some(text) = resolve_predefined_entity(&reference.xml_content(Explicit1_0)) {
                    part.append(text);
                }
            }
            Event::Eof => return Ok(part.paragraphs.join("\n")),
            Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => {}
        }
    }
}

/// A part while it is read.
#[derive(Default)]
struct Part {
    paragraphs: Vec<String>,
    /// The paragraphs that are open; a text box holds paragraphs inside one.
    open: Vec<usize>,
    /// How many elements of text, of runs and of what is passed over are open.
    text: usize,
    run: usize,
    passed_over: usize,
}

impl Part {
    fn open(&mut self, name: &str) {
        match name {
            _ if is_passed_over(name) => self.passed_over += 1,
            _ if self.passed_over > 0 => {}
            "p" => {
                self.open.push(self.paragraphs.len());
                self.paragraphs.push(String::new());
            }
            "t" => self.text += 1,
            "r" => self.run += 1,
            name => self.blank(name),
        }
    }

    fn empty(&mut self, name: &str) {
        match name {
            _ if self.passed_over > 0 => {}
            // An empty paragraph counts, so that numbers of paragraphs are those that an author sees.
            "p" => self.paragraphs.push(String::new()),
            name => self.blank(name),
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            _ if is_passed_over(name) => self.passed_over = self.passed_over.saturating_sub(1),
            _ if self.passed_over > 0 => {}
            "p" => drop(self.open.pop()),
            "t" => self.text = self.text.saturating_sub(1),
            "r" => self.run = self.run.saturating_sub(1),
            _ => {}
        }
    }

    /// Tabs and breaks are blanks, so that a paragraph stays one line. A tab outside a run is a tab stop.
    fn blank(&mut self, name: &str) {
        match name {
            "tab" | "br" | "cr" if self.run > 0 => self.push(" "),
            "noBreakHyphen" => self.push("-"),
            _ => {}
        }
    }

    fn append(&mut self, text: &str) {
        if self.text > 0 && self.passed_over == 0 {
            self.push(&text.replace(['\n', '\r'], " "));
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(paragraph) = self.open.last().and_then(|&at| self.paragraphs.get_mut(at)) {
            paragraph.push_str(text);
        }
    }
}

/// Deleted text and the origin of moved text are no longer there; a fallback repeats what stands before it.
fn is_passed_over(name: &str) -> bool {
    matches!(name, "del" | "moveFrom" | "Fallback")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> String {
        paragraphs(&format!("<?xml version=\"1.0\"?><w:document><w:body>{body}</w:body></w:document>"))
            .unwrap()
    }

    #[test]
    fn runs_are_joined_and_paragraphs_are_lines() {
        for (body, text) in [
            (
                "<w:p><w:r><w:t>대법원 2010. 5.</w:t></w:r><w:r><w:t xml:space=\"preserve\"> 13. 선고</w:t></w:r></w:p>",
                "대법원 2010. 5. 13. 선고",
            ),
            ("<w:p/><w:p><w:r><w:t>가</w:t><w:tab/><w:t>나</w:t><w:br/></w:r></w:p>", "\n가 나 "),
            (
                "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>가</w:t></w:r></w:p>",
                "가",
            ),
            (
                "<w:p><w:del><w:r><w:delText>없앤</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>옮긴</w:t></w:r></w:moveFrom><w:r><w:t>글</w:t></w:r></w:p>",
                "글",
            ),
            (
                "<w:p><w:r><w:instrText>HYPERLINK</w:instrText><w:t>갑 &amp; &#xC744;</w:t></w:r></w:p>",
                "갑 & 을",
            ),
            (
                "<w:p><w:r><w:t>밖</w:t><w:txbxContent><w:p><w:r><w:t>안</w:t></w:r></w:p></w:txbxContent><w:t>끝</w:t></w:r></w:p>",
                "밖끝\n안",
            ),
        ] {
            assert_eq!(read(body), text, "{body}");
        }
    }

    #[test]
    fn broken_xml_is_an_error() {
        assert!(paragraphs("<w:p><w:t></w:p>").is_err());
    }
}
