//! Documents as sources of judgments: word-processor files, saved pages and PDFs, read as plain text.

use panrye_documents::{Limits, Omission, detect, read};

use super::fault::Reason;
use super::fields::{LeftOut, Take};
use super::limits::{LARGEST_DOCUMENT, LONGEST_RECORD};
use super::mapping::Names;
use super::plain;

/// Members that stand first in documents that are archives.
const FIRST_MEMBERS: [&[u8]; 9] = [
    b"mimetype",
    b"[Content_Types].xml",
    b"_rels/",
    b"docProps/",
    b"word/",
    b"Contents/",
    b"META-INF/",
    b"version.xml",
    b"settings.xml",
];

/// Where the length of a member's name stands in the head of a zip, and where the name begins.
const NAME_LENGTH: usize = 26;
const NAME: usize = 30;

/// Whether a zip with this beginning may be a document: such files are read as a whole to tell.
pub(super) fn may_begin(head: &[u8]) -> bool {
    let length = head.get(NAME_LENGTH..NAME_LENGTH + 2).and_then(|bytes| bytes.try_into().ok());
    let length = length.map_or(0, |bytes| usize::from(u16::from_le_bytes(bytes)));
    let name = head.get(NAME..NAME + length).unwrap_or_default();
    FIRST_MEMBERS.iter().any(|first| name.starts_with(first))
}

/// Whether these bytes are a document; of other kinds than archives the beginning tells.
pub(super) fn is_document(bytes: &[u8]) -> bool {
    (!bytes.starts_with(b"PK") || may_begin(bytes)) && detect(bytes).is_some()
}

/// Hands out the judgments of a document.
pub(super) fn judgments(bytes: &[u8], path: &str, names: &Names, take: &mut Take<'_>) -> Result<(), Reason> {
    let limits =
        Limits { unpacked: LARGEST_DOCUMENT as u64, text: LONGEST_RECORD as u64, ..Limits::default() };
    let document = read(bytes, &limits)?;
    let text = document.text();
    if text.trim().is_empty() {
        return Err(Reason::Empty);
    }
    // What stands beside the text of every document is no loss.
    let lost = |omission: &Omission| {
        !matches!(omission, Omission::Headers | Omission::NoteMarks | Omission::Navigation)
    };
    let mut omissions: Vec<Omission> = document.omissions.into_iter().filter(lost).collect();
    plain::judgments(&text, path, names, &mut |mut parsed| {
        let omissions = std::mem::take(&mut omissions);
        if !omissions.is_empty() {
            parsed.left_out.push(LeftOut::Omitted(omissions));
        }
        take(parsed);
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use panrye_law::judgment::Section;

    #[test]
    fn a_page_and_a_document_are_read_as_text() {
        let page = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>손해배상(기)</title><script>var a=\"x\";</script></head><body>\
                    <h2>손해배상(기)</h2><div>[대법원 2018. 1. 25., 선고, 2015다900001, 판결]</div><h4>【판시사항】</h4><p>[1] 갑의 책임</p>\
                    <h4>【전문】</h4><p><strong>【주    문】</strong></p><p>상고를 기각한다.</p><p><strong>【이    유】</strong></p><p>1. 본다.</p></body></html>";
        assert!(is_document(page.as_bytes()));
        let mut found = Vec::new();
        judgments(page.as_bytes(), "a.html", &Names::default(), &mut |parsed| found.push(parsed)).unwrap();
        assert_eq!(found.len(), 1);
        let judgment = &found[0].judgment;
        assert_eq!(judgment.docket.as_deref(), Some("2015다900001"));
        assert_eq!(judgment.section(Section::Issues), "[1] 갑의 책임");
        assert!(judgment.section(Section::Content).ends_with("1. 본다."));
        assert!(!judgment.section(Section::Content).contains("var a"));
        let mut found = 0;
        judgments(b"{\\rtf1 a list}", "a.rtf", &Names::default(), &mut |_| found += 1).unwrap();
        assert_eq!(found, 0);
        assert!(judgments(b"{\\rtf1 }", "a.rtf", &Names::default(), &mut |_| ()).is_err());
    }

    #[test]
    fn archives_of_judgments_are_no_documents() {
        assert!(!may_begin(b"PK\x03\x04"));
        let head = |name: &str| {
            let mut head = b"PK\x03\x04".to_vec();
            head.resize(NAME_LENGTH, 0);
            head.extend((name.len() as u16).to_le_bytes());
            head.extend([0, 0]);
            head.extend(name.as_bytes());
            head
        };
        assert!(!may_begin(&head("판례/1.txt")));
        assert!(may_begin(&head("mimetype")) && may_begin(&head("[Content_Types].xml")));
    }
}
