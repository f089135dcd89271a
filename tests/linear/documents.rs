//! The readers of documents, each with the pieces that its format is made of.

use std::io::{Cursor, Write};

use panrye_documents::{Limits, read};
use zip::write::SimpleFileOptions;

use crate::readers::Reader;

/// The readers, and what fills a document of each.
pub fn readers() -> Vec<(Reader, &'static [&'static str])> {
    vec![
        (
            reader("docx", |text| {
                let xml = format!("<w:document><w:p><w:r>{text}</w:r></w:p></w:document>");
                archive(&[("word/document.xml", &xml)])
            }),
            &[
                "<w:p/>",
                "<w:t>a</w:t>",
                "<w:fldChar w:fldCharType=\"begin\"/>",
                "<w:del/>",
                "<w:pPr><w:rPr/></w:pPr>",
                "&a;",
                "<w:br/>",
                "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:p>",
            ],
        ),
        (
            reader("hwpx", |text| {
                let xml = format!("<hs:sec><hp:p><hp:run><hp:t>{text}</hp:t></hp:run></hp:p></hs:sec>");
                archive(&[("mimetype", "application/hwp+zip"), ("Contents/section0.xml", &xml)])
            }),
            &[
                "<hp:p/>",
                "<hp:deleteEnd paraend=\"1\"/>",
                "<hp:deleteBegin/>",
                "<hp:tab/>",
                "<hp:case/>",
                "<hp:autoNum numType=\"TABLE\"/>",
            ],
        ),
        (
            reader("odt", |text| {
                let xml = format!("<office:text><text:p>{text}</text:p></office:text>");
                let label = "application/vnd.oasis.opendocument.text";
                archive(&[("mimetype", label), ("content.xml", &xml)])
            }),
            &[
                "<text:p/>",
                "<text:s/>",
                "<text:span> a </text:span>",
                "<text:list><text:list-item/></text:list>",
                "<text:note><text:note-body><text:p/></text:note-body></text:note>",
            ],
        ),
        (
            reader("rtf", |text| format!("{{\\rtf1\\ansicpg949 {text}}}").into_bytes()),
            &[
                "\\par",
                "{\\b a}",
                "\\'b0\\'a1",
                "\\u1000?",
                "{\\footnote a}",
                "\\bin9 ",
                "{\\fonttbl{\\f1 a;}}",
                "\\deleted\\par",
            ],
        ),
        (
            reader("html", |text| format!("<html>{text}").into_bytes()),
            &[
                "<b>",
                "<div>",
                "<p><b>",
                "<a x=y>",
                "<table><tr><td>",
                "<li>",
                "</x>",
                "<main><header>",
                "<",
                "&",
                "<!--",
                "<script>",
                "<a x=\"",
                "<ol><li>a",
                "<span hidden>",
                "<rt>",
            ],
        ),
    ]
}

fn reader(name: &'static str, make: fn(&str) -> Vec<u8>) -> Reader {
    let read =
        move |text: &str| read(&make(text), &Limits::default()).map_or(0, |document| document.blocks.len());
    Reader { name, read: Box::new(read) }
}

fn archive(members: &[(&str, &str)]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in members {
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
