//! XML: the Open API's detail answer, an element a field, CDATA and `<br/>` inside.

use std::io::BufRead;
use std::ops::ControlFlow;
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::XmlVersion::Explicit1_0;
use quick_xml::events::Event;

use super::bounded::{Bounded, is_too_long};
use super::fault::{Misread, Reason, said};
use super::fields::{Take, Values};
use super::limits::LONGEST_RECORD;
use super::mapping::Names;
use super::names::Meaning;
use panrye_law::judgment::Judgment;

/// Elements nest this deep at most; the API's answer has three levels.
const DEEPEST: usize = 64;

/// The judgments of an XML text: an element whose children are known fields is one.
pub(crate) fn judgments(text: &str) -> Result<Vec<Judgment>, Reason> {
    let mut found = Vec::new();
    each_judgment(text, &Names::default(), &mut |parsed| found.push(parsed.judgment)).map(|()| found).map_err(
        |misread| match (misread.reason, misread.line) {
            (Reason::Xml(said), Some(line)) => Reason::Xml(format!("line {line}: {said}")),
            (reason, _) => reason,
        },
    )
}

/// Hands out the judgments of an XML text.
pub(super) fn each_judgment(text: &str, names: &Names, take: &mut Take<'_>) -> Result<(), Misread> {
    let values = &mut |values: Values| {
        take(values.judgment());
        ControlFlow::Continue(())
    };
    each(text.as_bytes(), names, values).map(|_| ()).map_err(|broken| {
        let before = usize::try_from(broken.at).ok().and_then(|at| text.as_bytes().get(..at));
        let line = memchr::memchr_iter(b'\n', before.unwrap_or(text.as_bytes())).count() + 1;
        let line = matches!(broken.kind, Kind::Said(_)).then_some(line as u64);
        Misread { line, ..broken.reason().into() }
    })
}

/// What is wrong with an XML text, and where it begins.
#[derive(Debug)]
pub(super) struct Broken {
    kind: Kind,
    /// How many bytes stand before it.
    at: u64,
    /// The line on which it was noticed.
    pub(super) line: u64,
}

#[derive(Debug)]
enum Kind {
    Said(String),
    /// It ends too early or nests too deep: that is wrong with all of it.
    Whole(String),
    TooLong,
    Io(Arc<std::io::Error>),
}

impl Broken {
    /// Why it could not be read.
    pub(super) fn reason(self) -> Reason {
        match self.kind {
            Kind::Said(said) | Kind::Whole(said) => Reason::Xml(said),
            Kind::TooLong => Reason::Endless { what: "element", limit: LONGEST_RECORD as u64 >> 20 },
            Kind::Io(error) => Reason::Xml(said(&error)),
        }
    }

    /// The error of the stream, where that is what is wrong.
    pub(super) fn io(&self) -> Option<&std::io::Error> {
        if let Kind::Io(error) = &self.kind { Some(error) } else { None }
    }
}

impl Kind {
    fn of(error: &quick_xml::Error) -> Self {
        match error {
            quick_xml::Error::Io(error) if is_too_long(error) => Self::TooLong,
            quick_xml::Error::Io(error) => Self::Io(Arc::clone(error)),
            error => Self::Said(said(error)),
        }
    }
}

/// Hands out the values of one judgment after the other. No more than a record is held, however long the text is.
pub(super) fn each(
    stream: impl BufRead,
    names: &Names,
    take: &mut dyn FnMut(Values) -> ControlFlow<()>,
) -> Result<ControlFlow<()>, Broken> {
    let (stream, allowance) = Bounded::new(stream);
    let mut reader = Reader::from_reader(stream);
    reader.config_mut().check_end_names = true;
    let mut answer = Answer::default();
    let mut buffer = Vec::new();
    loop {
        allowance.renew();
        buffer.clear();
        let event = match reader.read_event_into(&mut buffer) {
            Ok(event) => event,
            Err(error) => {
                let (kind, at) = (Kind::of(&error), reader.error_position());
                return Err(Broken { kind, at, line: allowance.line() });
            }
        };
        let broken = |kind| Broken { kind, at: 0, line: allowance.line() };
        match event {
            Event::Start(element) => {
                let name = element.name().into_inner();
                answer.open(|| names.meaning(name)).map_err(broken)?;
            }
            Event::Empty(element) if is_break(element.name().into_inner()) => answer.append("\n"),
            Event::End(_) => {
                if let Some(values) = answer.close() {
                    let flow = take(values);
                    if flow.is_break() {
                        return Ok(flow);
                    }
                }
            }
            Event::Text(content) => answer.append(&content.xml_content(Explicit1_0)),
            Event::CData(content) => answer.append(&content.xml_content(Explicit1_0)),
            Event::GeneralRef(reference) => {
                answer.append("&");
                answer.append(&reference.xml_content(Explicit1_0));
                answer.append(";");
            }
            Event::Eof if answer.open.is_empty() => return Ok(ControlFlow::Continue(())),
            Event::Eof => {
                return Err(broken(Kind::Whole("it ends before its elements are closed".to_owned())));
            }
            Event::Empty(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => {}
        }
        if answer.held > LONGEST_RECORD {
            return Err(broken(Kind::TooLong));
        }
    }
}

fn is_break(name: &str) -> bool {
    name.eq_ignore_ascii_case("br")
}

/// The elements that are open.
#[derive(Default)]
struct Answer {
    open: Vec<Element>,
    /// Bytes of their texts and values.
    held: usize,
}

#[derive(Default)]
struct Element {
    /// What its name means, where that is known.
    meaning: Option<Meaning>,
    /// Whether its text belongs to a field: its own or that of the element around it.
    is_kept: bool,
    text: String,
    values: Values,
}

impl Answer {
    fn open(&mut self, meaning: impl FnOnce() -> Option<Meaning>) -> Result<(), Kind> {
        if self.open.len() >= DEEPEST {
            return Err(Kind::Whole(format!("elements nest more than {DEEPEST} deep")));
        }
        // Markup that was not put into CDATA belongs to the text of its field.
        let inside = self.open.last().is_some_and(|parent| parent.is_kept);
        let meaning = if inside { None } else { meaning() };
        let is_kept = meaning.is_some() || inside;
        self.open.push(Element { meaning, is_kept, ..Element::default() });
        Ok(())
    }

    fn append(&mut self, text: &str) {
        if let Some(element) = self.open.last_mut().filter(|element| element.is_kept) {
            element.text.push_str(text);
            self.held += text.len();
        }
    }

    /// Closes the innermost element; returns the values of a judgment where it is one.
    fn close(&mut self) -> Option<Values> {
        let element = self.open.pop()?;
        self.held -= element.text.len() + element.values.size();
        if let Some(parent) = self.open.last_mut() {
            let before = parent.text.len() + parent.values.size();
            match element.meaning {
                Some(meaning) => parent.values.add_named(meaning, || element.text),
                None if parent.is_kept => parent.text.push_str(&element.text),
                None => {}
            }
            self.held += parent.text.len() + parent.values.size() - before;
        }
        (!element.values.is_empty()).then_some(element.values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use panrye_law::judgment::Section;

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
    fn of_a_text_without_end_no_more_than_a_record_is_held() {
        let judgment = "<a><사건번호>2020다1</사건번호><판례내용>가</판례내용></a>";
        for (repeated, kept) in
            [("&amp;", 5), ("가", 3), ("<![CDATA[가]]>", 3), ("<b>가</b>", 3), ("<br/>", 1)]
        {
            let text = format!("<list>{judgment}<a><판례내용>{}", repeated.repeat(LONGEST_RECORD / kept + 2));
            let mut found = 0;
            let broken = each(text.as_bytes(), &Names::default(), &mut |_| {
                found += 1;
                ControlFlow::Continue(())
            });
            assert!(matches!(broken, Err(Broken { kind: Kind::TooLong, .. })), "{repeated}");
            assert_eq!(found, 1);
        }
    }

    #[test]
    fn broken_xml_says_where() {
        let text = "<PrecService>\n<a>\n</b></PrecService>";
        assert!(judgments(text).unwrap_err().to_string().contains("line 3"));
        for text in [
            "<?xml version=\"1.0\"?>\n<PrecService><사건명>손해",
            "<PrecService><a></b></PrecService>",
            &"<a>".repeat(100_000),
        ] {
            assert!(matches!(judgments(text), Err(Reason::Xml(_))));
        }
    }
}
