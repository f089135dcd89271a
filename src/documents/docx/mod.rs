//! Office Open XML (.docx): body, tables and text boxes in reading order, then footnotes and endnotes.
//!
//! ```text
//! styles.xml → Styles ┐
//! numbering.xml → Lists ┴→ text.rs: document.xml, footnotes.xml, endnotes.xml → Flow
//! ```
//!
//! Runs are joined as they stand, since Word splits them anywhere, also inside a citation. The result of a field is text,
//! its instruction is none; what tracked changes deleted or moved away is gone.

mod lists;
mod styles;
mod text;

use crate::flow::Flow;
use crate::package::{Package, number};
use crate::{Document, Error, Kind, Limits, Omission, Part, xml};
use lists::Lists;
use styles::Styles;
use text::{HasText, Text};

/// The parts that are looked at beside the body.
const PARTS: [&str; 4] = ["word/styles.xml", "word/numbering.xml", "word/footnotes.xml", "word/endnotes.xml"];

pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Error> {
    let is_header = |name: &str| {
        number(name, "word/header", ".xml").is_some() || number(name, "word/footer", ".xml").is_some()
    };
    let package = Package::open(bytes, limits, |name| {
        number(name, "word/document", ".xml").is_some() || is_header(name) || PARTS.contains(&name)
    })?;
    let body = package.numbered("word/document", ".xml");
    let body =
        body.first().ok_or_else(|| Error::Broken { what: "document", why: "it has no text".to_owned() })?;
    let mut styles = Styles::default();
    if let Some(part) = package.part("word/styles.xml") {
        xml::walk("styles", part, &mut styles)?;
    }
    let mut lists = Lists::default();
    if let Some(part) = package.part("word/numbering.xml") {
        xml::walk("numbering", part, &mut lists)?;
    }
    let mut text = Text::new(Flow::new(limits), &styles, &mut lists);
    text.read("document", body, Part::Body)?;
    for (name, what, part) in [
        ("word/footnotes.xml", "footnotes", Part::Footnotes),
        ("word/endnotes.xml", "endnotes", Part::Endnotes),
    ] {
        if let Some(bytes) = package.part(name) {
            text.read(what, bytes, part)?;
        }
    }
    let mut flow = text.into_flow();
    for prefix in ["word/header", "word/footer"] {
        for part in package.numbered(prefix, ".xml") {
            let mut header = HasText::default();
            xml::walk("header", part, &mut header)?;
            if header.found {
                flow.omit(Omission::Headers);
            }
        }
    }
    Ok(flow.finish(Kind::Docx))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{lines, zipped};

    fn document(body: &str) -> String {
        format!("<?xml version=\"1.0\"?><w:document><w:body>{body}</w:body></w:document>")
    }

    fn with(body: &str, others: &[(&str, &str)]) -> Result<Document, Error> {
        let body = document(body);
        let members: Vec<(&str, &str)> =
            [("word/document.xml", &*body)].into_iter().chain(others.iter().copied()).collect();
        read(&zipped(&members), &Limits::default())
    }

    fn run(text: &str) -> String {
        format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    }

    #[test]
    fn text_is_read_as_it_is_shown() {
        let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
        let fields = format!(
            "<w:p>{}<w:r><w:instrText>REF a</w:instrText></w:r>{}{}{}{}</w:p>",
            field("begin"),
            field("separate"),
            run("제3항"),
            field("end"),
            run("의 취지")
        );
        for (body, expected, omissions) in [
            (
                format!("<w:p>{}{}</w:p>", run("대법원 2010. 5."), run(" 13. 선고")),
                &["대법원 2010. 5. 13. 선고"][..],
                &[][..],
            ),
            (
                "<w:p/><w:p><w:r><w:t>가</w:t><w:tab/><w:t>나</w:t><w:br/><w:t>다</w:t></w:r></w:p>".to_owned(),
                &["", "가 나", "다"],
                &[],
            ),
            (
                format!("<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>{}</w:p>", run("가")),
                &["가"],
                &[],
            ),
            (
                format!(
                    "<w:p><w:del><w:r><w:delText>없앤</w:delText></w:r></w:del><w:moveFrom>{}</w:moveFrom><w:ins>{}</w:ins></w:p>",
                    run("옮긴"),
                    run("글")
                ),
                &["글"],
                &[Omission::Deleted],
            ),
            (
                format!(
                    "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p><w:p>{}</w:p><w:p>{}</w:p>",
                    run("앞"),
                    run("뒤"),
                    run("다음")
                ),
                &["앞뒤", "다음"],
                &[],
            ),
            (
                format!(
                    "<w:tbl><w:tr><w:tc><w:p>{}</w:p></w:tc><w:tc><w:p>{}</w:p></w:tc></w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>",
                    run("가"),
                    run("나"),
                    run("없앤 줄")
                ),
                &["가", "나"],
                &[Omission::Deleted],
            ),
            (fields, &["제3항의 취지"], &[]),
            (
                format!("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>숨긴</w:t></w:r>{}</w:p>", run("글")),
                &["글"],
                &[Omission::Hidden],
            ),
            (
                "<w:p><w:r><w:t>갑 &amp; &#xC744;</w:t><w:noBreakHyphen/><w:softHyphen/><w:sym w:char=\"2460\"/></w:r></w:p>"
                    .to_owned(),
                &["갑 & 을-①"],
                &[],
            ),
            (
                "<w:p><w:r><w:t>밖</w:t><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>안</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>안</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent><w:t>끝</w:t></w:r></w:p>"
                    .to_owned(),
                &["밖끝", "안"],
                &[],
            ),
            (
                "<w:p><w:r><w:ruby><w:rt><w:r><w:t>덧</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>본</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>"
                    .to_owned(),
                &["본(덧)"],
                &[],
            ),
            (
                "<w:p><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath></w:p>"
                    .to_owned(),
                &["1/2"],
                &[],
            ),
            (
                format!("<w:p>{}<w:r><w:object><o:OLEObject/></w:object><w:commentReference/></w:r></w:p>", run("가")),
                &["가"],
                &[Omission::Comments, Omission::Objects],
            ),
        ] {
            let document = with(&body, &[]).unwrap();
            assert_eq!(lines(&document), expected, "{body}");
            assert_eq!(document.omissions, omissions, "{body}");
        }
    }

    #[test]
    fn notes_stand_behind_the_body_and_headers_are_named() {
        let notes = |name: &str, text: &str| {
            format!(
                "<w:{name}s><w:{name} w:type=\"separator\"><w:p/></w:{name}><w:{name}><w:p>{}</w:p></w:{name}></w:{name}s>",
                run(text)
            )
        };
        let (footnotes, endnotes) = (notes("footnote", "각주"), notes("endnote", "미주"));
        let header = format!("<w:hdr><w:p>{}</w:p></w:hdr>", run("머리말"));
        let document = with(
            "<w:p><w:r><w:t>글</w:t><w:footnoteReference w:id=\"1\"/></w:r></w:p>",
            &[
                ("word/footnotes.xml", &footnotes),
                ("word/endnotes.xml", &endnotes),
                ("word/header1.xml", &header),
                ("word/footer1.xml", "<w:ftr><w:p/></w:ftr>"),
            ],
        )
        .unwrap();
        let found: Vec<_> = document
            .blocks
            .iter()
            .map(|block| (&*block.text, block.place.part, block.place.paragraph))
            .collect();
        assert_eq!(found, [("글", Part::Body, 1), ("각주", Part::Footnotes, 1), ("미주", Part::Endnotes, 1)]);
        assert_eq!(document.omissions, [Omission::Headers, Omission::NoteMarks]);
    }

    #[test]
    fn numbers_of_paragraphs_are_text() {
        let level = |at: u32, format: &str, text: &str| {
            format!(
                "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
            )
        };
        let numbering = format!(
            "<w:numbering><w:abstractNum w:abstractNumId=\"0\">{}{}{}{}</w:abstractNum>\
             <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
             <w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"7\"/></w:lvlOverride></w:num>\
             </w:numbering>",
            level(0, "decimal", "%1."),
            level(1, "ganada", "%2."),
            level(2, "bullet", "\u{f0b7}"),
            level(3, "hebrew1", "%4.")
        );
        let styles = "<w:styles><w:style w:styleId=\"list\"><w:basedOn w:val=\"base\"/></w:style>\
             <w:style w:styleId=\"base\"><w:basedOn w:val=\"list\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style></w:styles>";
        let paragraph = |list: u32, level: u32| {
            format!(
                "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}</w:p>",
                run("글")
            )
        };
        let styled = format!("<w:p><w:pPr><w:pStyle w:val=\"list\"/></w:pPr>{}</w:p>", run("글"));
        let body = [
            paragraph(1, 0),
            paragraph(1, 1),
            paragraph(1, 1),
            styled,
            paragraph(1, 1),
            paragraph(2, 0),
            paragraph(2, 0),
            paragraph(1, 2),
            paragraph(0, 0),
            paragraph(1, 3),
        ];
        let document =
            with(&body.concat(), &[("word/numbering.xml", &numbering), ("word/styles.xml", styles)]).unwrap();
        let expected = ["1. 글", "가. 글", "나. 글", "2. 글", "가. 글", "7. 글", "8. 글", "• 글", "글", "글"];
        assert_eq!(lines(&document), expected);
        assert_eq!(document.omissions, [Omission::Numbering]);
    }

    #[test]
    fn what_is_broken_is_named() {
        assert!(matches!(with("<w:p><w:t></w:p>", &[]), Err(Error::Broken { what: "document", .. })));
        assert!(matches!(with("<w:p/>", &[("word/footnotes.xml", "<w:a>")]), Err(Error::Broken { .. })));
    }
}
