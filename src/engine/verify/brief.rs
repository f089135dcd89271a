//! A brief as text: from a file or standard input, plain, Markdown or a document, in whatever encoding.
//!
//! Knows nothing of citations. What is larger than any brief is refused.

use std::io::{self, Read};
use std::path::Path;

use panrye_documents::{Document, Kind, Limits, Omission, Part, Place};

use crate::corpus::{Archive, Fault, Reason, STDIN, decoded_text, displayed};
use crate::input_file;

/// Largest brief that is read, in bytes; of a document also all parts unpacked.
const LARGEST: u64 = 64 << 20;

/// A brief.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// Its texts. A document may have several: the body, footnotes and endnotes.
    pub texts: Vec<BriefText>,
    /// What a document holds and its texts do not.
    pub omissions: Vec<Omission>,
}

/// A text of a brief.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefText {
    /// Path of the file; of a part of a document beside the body followed by `!/` and the part.
    pub source: String,
    /// The text. A paragraph of a document is one line, or several where its author broke them.
    pub text: String,
    /// Of a document, where each line stands.
    places: Vec<Place>,
}

impl BriefText {
    /// The number of a line as people count: of a document, that of its paragraph.
    pub fn number(&self, line: usize) -> usize {
        let place = line.checked_sub(1).and_then(|at| self.places.get(at));
        place.map_or(line, |place| place.paragraph as usize)
    }

    /// The page of a line, where the document says so.
    pub fn page(&self, line: usize) -> Option<u32> {
        self.places.get(line.checked_sub(1)?)?.page
    }
}

/// Reads a brief from a file, or from standard input where the path is `-`.
pub fn read_brief(path: &Path) -> Result<Brief, Fault> {
    let source = displayed(path);
    let bytes = if path.as_os_str() == STDIN {
        whole(io::stdin().lock())
    } else {
        input_file::open(path).map_err(Reason::Io).and_then(|(file, _)| whole(file))
    };
    bytes.and_then(|bytes| read(&source, &bytes)).map_err(|reason| Fault::new(source, reason))
}

/// A brief that is in memory; `source` is what it is called.
pub fn brief_of(source: &str, bytes: &[u8]) -> Result<Brief, Fault> {
    read(source, bytes).map_err(|reason| Fault::new(source, reason))
}

fn whole(stream: impl Read) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    stream.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Reason::TooLarge { what: "file", limit: LARGEST >> 20 });
    }
    Ok(bytes)
}

fn read(source: &str, bytes: &[u8]) -> Result<Brief, Reason> {
    if panrye_documents::detect(bytes).is_some() {
        let limits = Limits { unpacked: LARGEST, ..Limits::default() };
        return of_document(source, panrye_documents::read(bytes, &limits)?);
    }
    if Archive::detect(bytes).is_some() {
        return Err(Reason::NotABrief);
    }
    let text = decoded_text(bytes)?.into_owned();
    let texts = vec![BriefText { source: source.to_owned(), text, places: Vec::new() }];
    Ok(Brief { texts, omissions: Vec::new() })
}

fn of_document(source: &str, document: Document) -> Result<Brief, Reason> {
    let mut texts: Vec<BriefText> = Vec::new();
    let mut last = None;
    for block in document.blocks {
        if last.replace(block.place.part) != Some(block.place.part) {
            let source = source_of(source, document.kind, block.place.part);
            texts.push(BriefText { source, text: String::new(), places: Vec::new() });
        }
        if let Some(part) = texts.last_mut() {
            if !part.places.is_empty() {
                part.text.push('\n');
            }
            part.text.push_str(&block.text);
            part.places.push(block.place);
        }
    }
    if texts.iter().all(|part| part.text.trim().is_empty()) {
        return Err(Reason::Empty);
    }
    Ok(Brief { texts, omissions: document.omissions })
}

/// What a part of a document is called.
fn source_of(source: &str, kind: Kind, part: Part) -> String {
    let part = match (kind, part) {
        (_, Part::Body) => return source.to_owned(),
        (Kind::Docx, Part::Footnotes) => "word/footnotes.xml",
        (Kind::Docx, Part::Endnotes) => "word/endnotes.xml",
        (_, Part::Footnotes) => "footnotes",
        (_, Part::Endnotes) => "endnotes",
    };
    format!("{source}!/{part}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Brief, Fault> {
        brief_of("a", bytes)
    }

    #[test]
    fn text_is_read_in_the_encodings_of_korean_files() {
        let text = "대법원 판결";
        let (cp949, _, _) = encoding_rs::EUC_KR.encode(text);
        for bytes in [text.as_bytes(), &cp949] {
            let brief = read(bytes).unwrap();
            assert_eq!(brief.texts.len(), 1);
            assert_eq!((&*brief.texts[0].source, &*brief.texts[0].text), ("a", text));
            assert_eq!(brief.texts[0].number(7), 7);
        }
    }

    #[test]
    fn a_document_has_a_text_for_each_part_and_numbers_of_paragraphs() {
        let brief = read(b"{\\rtf1 one\\line two\\par three{\\footnote note}{\\header head}}").unwrap();
        let texts: Vec<_> = brief.texts.iter().map(|part| (&*part.source, &*part.text)).collect();
        assert_eq!(texts, [("a", "one\ntwo\nthree"), ("a!/footnotes", "note")]);
        let numbers: Vec<_> = (1..=3).map(|line| brief.texts[0].number(line)).collect();
        assert_eq!(numbers, [1, 1, 2]);
        assert_eq!(brief.omissions, [Omission::Headers, Omission::NoteMarks]);
    }

    #[test]
    fn what_is_no_brief_is_refused() {
        for bytes in
            [&b"%PDF-1.7 text"[..], b"{\\rtf1 text", b"{\\rtf1 }", b"\x1f\x8b\x08", b"", b"PK\x03\x04 broken"]
        {
            assert!(read(bytes).is_err(), "{bytes:?}");
        }
    }
}
