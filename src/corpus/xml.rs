//! XML: the Open API's detail answer, an element a field, CDATA and `<br/>` inside.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::fault::Reason;
use super::fields::{FieldName, Values};
use crate::judgment::Judgment;

/// Elements nest this deep at most; the API's answer has three levels.
const DEEPEST: usize = 64;

/// The judgments of an XML text: an element whose children are known fields is one.
pub(crate) fn judgments(text: &str) -> Result<Vec<Judgment>, Reason> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut answer = Answer::default();
    loop {
        let event = reader.read_event().map_err(|error| broken(&error, reader.error_position(), text))?;
        match event {
            Event::Start(element) => answer.open(&name(&element.name().into_inner()))?,
            Event::Empty(element) => {
                answer.append(if is_break(&name(&element.name().into_inner())) { "\n" } else { "" });
            }
            Event::End(_) => answer.close(),
            Event::Text(content) => answer.append(&content.xml_content(quick_xml::XmlVersion::Explicit1_0)),
            Event::CData(content) => answer.append(&content.xml_content(quick_xml::XmlVersion::Explicit1_0)),
            Event::GeneralRef(reference) => {
                let name: &str = &reference.xml_content(quick_xml::XmlVersion::Explicit1_0);
                answer.append(&format!("&{name};"));
            }
            Event::Eof if answer.open.is_empty() => return Ok(answer.found),
            Event::Eof => return Err(Reason::Xml("it ends before its elements are closed".to_owned())),
            Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => {}
        }
    }
}

fn name(raw: &(impl AsRef<str> + ?Sized)) -> String {
    raw.as_ref().to_owned()
}

fn is_break(name: &str) -> bool {
    name.eq_ignore_ascii_case("br")
}

fn broken(error: &quick_xml::Error, at: u64, text: &str) -> Reason {
    let before = text.as_bytes().get(..usize::try_from(at).unwrap_or(usize::MAX)).unwrap_or(text.as_bytes());
    let line = memchr::memchr_iter(b'\n', before).count() + 1;
    Reason::Xml(format!("line {line}: {error}"))
}

/// The elements that are open, and the judgments so far.
#[derive(Default)]
struct Answer {
    open: Vec<Element>,
    found: Vec<Judgment>,
}

#[derive(Default)]
struct Element {
    field: Option<FieldName>,
    text: String,
    values: Values,
}

impl Answer {
    fn open(&mut self, name: &str) -> Result<(), Reason> {
        if self.open.len() >= DEEPEST {
            return Err(Reason::Xml(format!("elements nest more than {DEEPEST} deep")));
        }
        // Markup that was not put into CDATA belongs to the text of its field.
        let field = FieldName::read(name);
        self.open.push(Element { field, ..Element::default() });
        Ok(())
    }

    fn append(&mut self, text: &str) {
        if let Some(element) = self.open.last_mut() {
            element.text.push_str(text);
        }
    }

    fn close(&mut self) {
        let Some(element) = self.open.pop() else { return };
        let parent = self.open.last_mut();
        match (element.field, parent) {
            (Some(field), Some(parent)) => parent.values.add(field, element.text),
            (None, Some(parent)) if parent.field.is_some() => parent.text.push_str(&element.text),
            _ => {}
        }
        if !element.values.is_empty() {
            self.found.push(element.values.judgment());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judgment::Section;

    #[test]
    fn fields_are_read_with_cdata_entities_and_breaks() {
        let text = "<?xml version=\"1.0\"?>\n<PrecService><사건명>갑 &amp; 을</사건명><사건번호>2020다1</사건번호>\
                    <판례내용><![CDATA[가<br/>나]]></판례내용><판시사항>다<br/>라</판시사항></PrecService>";
        let found = judgments(text).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].case_name.as_deref(), Some("갑 & 을"));
        assert_eq!(found[0].section(Section::Content), "가\n나");
        assert_eq!(found[0].section(Section::Issues), "다\n라");
    }

    #[test]
    fn broken_xml_says_where() {
        for text in [
            "<?xml version=\"1.0\"?>\n<PrecService><사건명>손해",
            "<PrecService><a></b></PrecService>",
            &"<a>".repeat(100_000),
        ] {
            assert!(matches!(judgments(text), Err(Reason::Xml(_))));
        }
    }
}
