//! Which kind of document bytes are: told by what they hold, not by the name of a file.

use encoding_rs::{Encoding, UTF_8};

use crate::{Kind, html, package};

/// Bytes within which a PDF says that it is one.
const PDF_HEAD: usize = 1024;
/// Bytes within which a page says that it is one, behind blanks and comments.
const PAGE_HEAD: usize = 16 << 10;

/// The kind of document that these bytes are; none where they are text, data or an archive of something else.
///
/// ```
/// use panrye_documents::{Kind, detect};
///
/// assert_eq!(detect(b"{\\rtf1\\ansi text}"), Some(Kind::Rtf));
/// assert_eq!(detect(b"<!DOCTYPE html><p>text"), Some(Kind::Html));
/// assert_eq!(detect("주문<br/>이유".as_bytes()), None);
/// ```
pub fn detect(bytes: &[u8]) -> Option<Kind> {
    if bytes.starts_with(b"PK\x03\x04") {
        return in_archive(bytes);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") || bytes.starts_with(b"HWP Document File") {
        return Some(Kind::Hwp);
    }
    if bytes.trim_ascii_start().starts_with(b"{\\rtf") {
        return Some(Kind::Rtf);
    }
    let head = bytes.get(..PDF_HEAD).unwrap_or(bytes);
    if memchr::memmem::find(head, b"%PDF-").is_some_and(|at| at == 0 || !is_text(head)) {
        return Some(Kind::Pdf);
    }
    let is_page = is_page(bytes.get(..PAGE_HEAD).unwrap_or(bytes)) || html::is_archive(bytes);
    is_page.then_some(Kind::Html)
}

/// A text may speak of `%PDF-`; what stands before the head of a PDF is blank or binary.
fn is_text(head: &[u8]) -> bool {
    let before = memchr::memmem::find(head, b"%PDF-").and_then(|at| head.get(..at)).unwrap_or_default();
    let before = before.trim_ascii();
    !before.is_empty() && !before.contains(&0) && str::from_utf8(before).is_ok()
}

fn in_archive(bytes: &[u8]) -> Option<Kind> {
    let (mut label, mut docx, mut content, mut section, mut package_of_sections) =
        (String::new(), false, false, false, false);
    package::look(bytes, |name, mimetype| {
        docx |= package::number(name, "word/document", ".xml").is_some();
        content |= name == "content.xml";
        section |= package::number(name, "Contents/section", ".xml").is_some();
        package_of_sections |= name == "Contents/content.hpf";
        if name == "mimetype" {
            mimetype.trim().clone_into(&mut label);
        }
    })
    .ok()?;
    if section && (label == "application/hwp+zip" || package_of_sections) {
        Some(Kind::Hwpx)
    } else if content && label.starts_with("application/vnd.oasis.opendocument.text") {
        Some(Kind::Odt)
    } else {
        docx.then_some(Kind::Docx)
    }
}

/// Whether a text begins as a page does.
fn is_page(head: &[u8]) -> bool {
    let (encoding, mark) = Encoding::for_bom(head).unwrap_or((UTF_8, 0));
    let (text, _) = encoding.decode_without_bom_handling(head.get(mark..).unwrap_or_default());
    let mut rest = text.trim_start();
    loop {
        let end = if rest.starts_with("<!--") {
            rest.split_once("-->")
        } else if rest.starts_with("<?") {
            rest.split_once('>')
        } else {
            break;
        };
        let Some((_, behind)) = end else { return false };
        rest = behind.trim_start();
    }
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|&beginning| begins(rest, beginning))
}

/// Whether a text begins with a tag: its name ends there.
fn begins(text: &str, tag: &str) -> bool {
    let Some((head, rest)) = text.split_at_checked(tag.len()) else { return false };
    head.eq_ignore_ascii_case(tag) && !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::zipped;

    #[test]
    fn kinds_are_told_by_content() {
        let utf16: Vec<u8> = "\u{feff}<html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, expected) in [
            (&b"{\\rtf1}"[..], Some(Kind::Rtf)),
            (b"%PDF-1.7", Some(Kind::Pdf)),
            (b"\x00\x01\n%PDF-1.4", Some(Kind::Pdf)),
            ("파일은 %PDF-로 시작한다".as_bytes(), None),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Some(Kind::Hwp)),
            (b"HWP Document File V3.00", Some(Kind::Hwp)),
            (b"\xef\xbb\xbf\n<!-- saved from url --><!DOCTYPE HTML PUBLIC \"\">", Some(Kind::Html)),
            (b"<?xml version=\"1.0\"?><html xmlns=\"\">", Some(Kind::Html)),
            (b"<BODY>", Some(Kind::Html)),
            (&utf16, Some(Kind::Html)),
            (b"<header>", None),
            (b"<?xml version=\"1.0\"?><PrecService/>", None),
            (b"<PrecService><body>", None),
            ("# 제목\n\n<html> 태그".as_bytes(), None),
            ("주문<br/>상고를 기각한다".as_bytes(), None),
            (b"<!-- never closed <html>", None),
            (b"PK\x03\x04 broken", None),
            (b"", None),
        ] {
            assert_eq!(detect(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn archives_are_told_by_their_members() {
        let odt = "application/vnd.oasis.opendocument.text";
        for (members, expected) in [
            (&[("word/document2.xml", "")][..], Some(Kind::Docx)),
            (&[("mimetype", odt), ("content.xml", "")], Some(Kind::Odt)),
            (&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "")], None),
            (&[("mimetype", "application/hwp+zip"), ("Contents/section0.xml", "")], Some(Kind::Hwpx)),
            (&[("판례/1.txt", "본문"), ("content.xml", ""), ("Contents/section0.xml", "")], None),
        ] {
            assert_eq!(detect(&zipped(members)), expected, "{members:?}");
        }
    }
}
