//! Documents that are damaged or made to do harm: in every format they are read or named, within the limits.

use proptest::collection::vec;
use proptest::prelude::*;

use crate::testing::zipped;
use crate::{Error, Limits, Part, detect, read};

const LIMITS: Limits = Limits { unpacked: 1 << 20, text: 1 << 16, depth: 8 };

const DOCX: &str = "<w:document><w:body><w:p><w:pPr><w:pStyle w:val=\"a\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>\
    <w:r><w:rPr><w:vanish/></w:rPr><w:t>숨긴</w:t></w:r><w:r><w:t>글 &amp; &#xAC00;</w:t><w:br/><w:tab/></w:r><w:del><w:r><w:delText>없앤</w:delText></w:r></w:del>\
    <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>\
    <w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>";
const NUMBERING: &str = "<w:numbering><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"ganada\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
    </w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
const HWPX: &str = "<hs:sec><hp:p paraPrIDRef=\"1\"><hp:run><hp:secPr outlineShapeIDRef=\"1\"/><hp:t>글<hp:deleteBegin/>없앤<hp:deleteEnd paraend=\"1\"/></hp:t>\
    <hp:ctrl><hp:footNote><hp:subList><hp:p><hp:run><hp:t>각주</hp:t></hp:run></hp:p></hp:subList></hp:footNote></hp:ctrl>\
    <hp:tbl><hp:tr><hp:tc><hp:subList><hp:p/></hp:subList></hp:tc></hp:tr></hp:tbl></hp:run></hp:p></hs:sec>";
const ODT: &str = "<office:text><text:list text:style-name=\"L\"><text:list-item><text:p> 글<text:s text:c=\"3\"/><text:tab/></text:p></text:list-item></text:list>\
    <text:p><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>각주</text:p></text:note-body></text:note><text:line-break/></text:p></office:text>";
const RTF: &str = "{\\rtf1\\ansicpg949{\\fonttbl{\\f0\\fcharset129 a;}}\\uc1\\u-21504?\\'b0\\'a1\\par{\\footnote\\ftnalt b\\par}\\trowd c\\cell\\row\
    {\\field{\\*\\fldinst x}{\\fldrslt y}}{\\v z}\\deleted\\par{\\shp{\\*\\shpinst{\\shptxt w\\par}}}\\bin2 aa}";
const HTML: &str = "<!DOCTYPE html><meta charset=euc-kr><main><h1>제목</h1><p style=\"display:none\">숨긴<p>글 &amp; &nbsp;<br><table><tr><td>갑<td>을</table>\
    <ol start=3><li>하나<ol type=a><li>둘</ol></ol><ruby>본<rt>덧</ruby><pre>가\n나</pre></main><script>x</script>";
const MHT: &str = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=y\n\n--y\nContent-Type: text/html\n\
    Content-Transfer-Encoding: quoted-printable\n\n<p>=EA=B8=80 =\nx\n--y--\n";

/// Makes a document of its text.
type Make = fn(&[u8]) -> Vec<u8>;

/// One document of every format: its text, and how the document is made of it.
fn samples() -> Vec<(&'static str, Make)> {
    fn docx(text: &[u8]) -> Vec<u8> {
        zipped(&[("word/document.xml", text), ("word/numbering.xml", NUMBERING.as_bytes())])
    }
    fn hwpx(text: &[u8]) -> Vec<u8> {
        zipped(&[("mimetype", &b"application/hwp+zip"[..]), ("Contents/section0.xml", text)])
    }
    fn odt(text: &[u8]) -> Vec<u8> {
        zipped(&[("mimetype", &b"application/vnd.oasis.opendocument.text"[..]), ("content.xml", text)])
    }
    fn plain(text: &[u8]) -> Vec<u8> {
        text.to_vec()
    }
    vec![(DOCX, docx), (HWPX, hwpx), (ODT, odt), (RTF, plain), (HTML, plain), (MHT, plain)]
}

/// Reads bytes, and holds what comes out to what is promised of it.
fn check(bytes: &[u8]) -> Result<usize, Error> {
    let document = read(bytes, &LIMITS)?;
    assert_eq!(Some(document.kind), detect(bytes));
    let mut length = 0;
    let mut last = (Part::Body as usize, 1);
    for block in &document.blocks {
        assert!(!block.text.contains(['\n', '\r', '\t', '\0']), "{block:?}");
        let place = (block.place.part as usize, block.place.paragraph);
        let follows =
            if place.0 == last.0 { place.1 == last.1 || place.1 == last.1 + 1 } else { place.1 == 1 };
        assert!(follows && place >= (last.0, 1), "{last:?} {place:?}");
        last = place;
        length += block.text.len();
    }
    assert!(length as u64 <= LIMITS.text);
    let once: std::collections::HashSet<_> = document.omissions.iter().collect();
    assert_eq!(once.len(), document.omissions.len());
    Ok(document.blocks.len())
}

#[test]
fn samples_are_read() {
    for (text, make) in samples() {
        assert!(check(&make(text.as_bytes())).is_ok_and(|blocks| blocks > 0), "{text}");
    }
}

#[test]
fn documents_that_are_cut_are_read_or_named() {
    for (text, make) in samples() {
        let whole = make(text.as_bytes());
        for end in 0..whole.len() {
            let _ = check(&whole[..end]);
        }
        for end in 0..text.len() {
            let _ = check(&make(&text.as_bytes()[..end]));
        }
    }
}

#[test]
fn parts_that_unpack_to_too_much_are_named() {
    let zeros = vec![0; 2 << 20];
    for name in ["word/document.xml", "word/styles.xml"] {
        let bomb = zipped(&[(name, &zeros[..]), ("word/document1.xml", b"<w:p/>")]);
        assert!(bomb.len() < 8 << 10);
        assert!(matches!(check(&bomb), Err(Error::TooLarge { limit: 1 })), "{name}");
    }
    let many: Vec<(String, &[u8])> = (0..70_000).map(|n| (n.to_string(), &b""[..])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (&**name, *bytes)).collect();
    assert!(matches!(check(&zipped(&many)), Err(Error::Unknown)));
}

/// What is changed: at which place of a thousand, how many bytes are taken away, and what comes in their place.
fn changes() -> impl Strategy<Value = Vec<(usize, usize, Vec<u8>)>> {
    let pieces = prop_oneof![
        vec(any::<u8>(), 0..4),
        prop::sample::select(vec![
            "<w:p>",
            "</w:p>",
            "<w:t>",
            "<hp:p>",
            "</hp:p>",
            "<text:p>",
            "</text:p>",
            "<text:list>",
            "{",
            "}",
            "\\",
            "\\par",
            "\\u0",
            "\\bin9999",
            "<table>",
            "</table>",
            "<td>",
            "<ol>",
            "<p hidden>",
            "&#",
            "&#x110000;",
            "<![CDATA[",
            "<!--",
            "\"",
            "val=\"4294967295\"",
            "text:c=\"99999999999\"",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    vec((0..1000_usize, 0..12_usize, pieces), 1..6)
}

fn changed(bytes: &[u8], changes: &[(usize, usize, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (at, taken, piece) in changes {
        let at = at * bytes.len() / 1000;
        let end = (at + taken).min(bytes.len());
        bytes.splice(at..end, piece.iter().copied());
    }
    bytes
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_named(bytes in vec(any::<u8>(), 0..300)) {
        let _ = check(&bytes);
        for beginning in [&b"{\\rtf"[..], b"<html>", b"MIME-Version: multipart/related", b"PK\x03\x04", b"\xff\xfe<\0h\0t\0m\0l\0>\0"] {
            let _ = check(&[beginning, &bytes].concat());
        }
    }

    #[test]
    fn documents_that_were_changed_anywhere_are_read_or_named(changes in changes()) {
        for (text, make) in samples() {
            let _ = check(&make(&changed(text.as_bytes(), &changes)));
            let _ = check(&changed(&make(text.as_bytes()), &changes));
        }
    }
}
