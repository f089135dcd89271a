//! OpenDocument text (.odt): the body with its tables and text boxes in reading order, then the notes.
//!
//! ```text
//! styles.xml, content.xml → Styles (hidden text, numbers of lists, headers) → text.rs: content.xml → Flow
//! ```

mod lists;
mod styles;
mod text;

use crate::flow::Flow;
use crate::package::{MANIFEST, Package};
use crate::{Document, Error, Kind, Limits, Omission, xml};
use styles::Styles;
use text::Text;

pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Error> {
    let package =
        Package::open(bytes, limits, |name| ["content.xml", "styles.xml", MANIFEST].contains(&name))?;
    if package.is_encrypted() {
        return Err(Error::Password);
    }
    let content = package
        .part("content.xml")
        .ok_or_else(|| Error::Broken { what: "document", why: "it has no text".to_owned() })?;
    let mut styles = Styles::default();
    if let Some(part) = package.part("styles.xml") {
        xml::walk("styles", part, &mut styles)?;
    }
    xml::walk("document", content, &mut styles)?;
    let mut flow = Flow::new(limits);
    if styles.has_headers() {
        flow.omit(Omission::Headers);
    }
    let mut text = Text::new(flow, styles);
    xml::walk("document", content, &mut text)?;
    Ok(text.into_flow().finish(Kind::Odt))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Part;
    use crate::testing::{lines, zipped};

    const LISTS: &str = "<text:list-style style:name=\"L\">\
        <text:list-level-style-number text:level=\"1\" style:num-format=\"1\" style:num-suffix=\".\"/>\
        <text:list-level-style-number text:level=\"2\" style:num-format=\"가, 나, 다, ...\" loext:num-list-format=\"(%2%)\"/>\
        <text:list-level-style-number text:level=\"3\" style:num-format=\"1\" text:display-levels=\"3\"/>\
        </text:list-style>\
        <text:outline-style><text:outline-level-style text:level=\"1\" style:num-format=\"I\" style:num-suffix=\".\"/></text:outline-style>\
        <style:style style:name=\"H\"><style:text-properties text:display=\"none\"/></style:style>\
        <style:style style:name=\"T\" style:parent-style-name=\"H\"/>";

    fn with(body: &str, others: &[(&str, &str)]) -> Result<Document, Error> {
        let content = format!(
            "<office:document-content><office:automatic-styles>{LISTS}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
        );
        let members: Vec<(&str, &str)> =
            [("content.xml", &*content)].into_iter().chain(others.iter().copied()).collect();
        read(&zipped(&members), &Limits::default())
    }

    #[test]
    fn text_is_read_as_it_is_shown() {
        for (body, expected, omissions) in [
            (
                "<text:p>  가\n <text:span> 나</text:span><text:s text:c=\"2\"/> 다<text:tab/>라<text:line-break/> 마</text:p>",
                &["가 나   다 라", "마"][..],
                &[][..],
            ),
            ("<text:p/><text:h text:is-list-header=\"true\">제목</text:h>", &["", "제목"], &[]),
            (
                "<table:table><table:table-row><table:table-cell><text:p>갑</text:p></table:table-cell><table:table-cell><text:p>을</text:p></table:table-cell><table:covered-table-cell><text:p>덮인</text:p></table:covered-table-cell></table:table-row></table:table>",
                &["갑", "을"],
                &[Omission::Hidden],
            ),
            (
                "<text:p>밖<draw:frame><draw:text-box><text:p>안</text:p></draw:text-box><svg:title>제목</svg:title></draw:frame>끝</text:p>",
                &["밖끝", "안"],
                &[],
            ),
            (
                "<text:tracked-changes><text:changed-region><text:insertion><office:change-info><dc:creator>갑</dc:creator></office:change-info></text:insertion></text:changed-region></text:tracked-changes><text:p><text:change-start/>넣은<text:change-end/></text:p>",
                &["넣은"],
                &[],
            ),
            (
                "<text:tracked-changes><text:changed-region><text:deletion><text:p>없앤</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>글<text:change/></text:p>",
                &["글"],
                &[Omission::Deleted],
            ),
            (
                "<text:p>글<office:annotation><dc:creator>갑</dc:creator><text:p>메모</text:p></office:annotation><text:span text:style-name=\"T\">숨긴</text:span></text:p>",
                &["글"],
                &[Omission::Comments, Omission::Hidden],
            ),
            (
                "<text:section text:display=\"none\"><text:p>숨긴</text:p></text:section><text:p>글</text:p>",
                &["글"],
                &[Omission::Hidden],
            ),
            (
                "<text:p><text:ruby><text:ruby-base>본</text:ruby-base><text:ruby-text>덧</text:ruby-text></text:ruby></text:p>",
                &["본(덧)"],
                &[],
            ),
            (
                "<text:p>식 <draw:frame><draw:object><math:mi>x</math:mi></draw:object></draw:frame></text:p>",
                &["식 "],
                &[Omission::Objects],
            ),
            (
                "<text:p>제<text:sequence>3</text:sequence>항 <text:date>2010. 5. 13.</text:date></text:p>",
                &["제3항 2010. 5. 13."],
                &[],
            ),
        ] {
            let document = with(body, &[]).unwrap();
            assert_eq!(lines(&document), expected, "{body}");
            assert_eq!(document.omissions, omissions, "{body}");
        }
    }

    #[test]
    fn notes_stand_behind_the_body_and_headers_are_named() {
        let note = |class: &str, text: &str| {
            format!(
                "<text:note text:note-class=\"{class}\"><text:note-citation>1</text:note-citation><text:note-body><text:p>{text}</text:p></text:note-body></text:note>"
            )
        };
        let body = format!("<text:p>글{}{}</text:p>", note("footnote", "각주"), note("endnote", "미주"));
        let styles = "<office:document-styles><style:master-page><style:header><text:p>머리말</text:p></style:header></style:master-page></office:document-styles>";
        let document = with(&body, &[("styles.xml", styles)]).unwrap();
        let found: Vec<_> = document.blocks.iter().map(|block| (&*block.text, block.place.part)).collect();
        assert_eq!(found, [("글", Part::Body), ("각주", Part::Footnotes), ("미주", Part::Endnotes)]);
        assert_eq!(document.omissions, [Omission::Headers, Omission::NoteMarks]);
    }

    #[test]
    fn numbers_of_paragraphs_are_text() {
        let item = |inner: &str| format!("<text:list-item>{inner}</text:list-item>");
        let text = "<text:p>글</text:p><text:p>또</text:p>";
        let inner =
            |inner: &str| format!("<text:list>{}{}</text:list>", item(inner), item("<text:p>글</text:p>"));
        let third = format!("<text:list>{}</text:list>", item("<text:p>글</text:p>"));
        let body = format!(
            "<text:list text:style-name=\"L\">{}{}</text:list>\
             <text:list text:style-name=\"L\" text:continue-numbering=\"true\">{}</text:list>\
             <text:list text:style-name=\"L\">{}</text:list><text:h text:outline-level=\"1\">장</text:h><text:h text:outline-level=\"1\">장</text:h>",
            item(text),
            item(&format!("<text:p>글</text:p>{}", inner(&third))),
            item("<text:p>글</text:p>"),
            item("<text:p>글</text:p>"),
        );
        let expected = ["1. 글", "또", "2. 글", "2.가.1 글", "(나) 글", "3. 글", "1. 글", "I. 장", "II. 장"];
        assert_eq!(lines(&with(&body, &[]).unwrap()), expected);
    }

    #[test]
    fn a_password_is_named() {
        let manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>";
        assert!(matches!(with("", &[("META-INF/manifest.xml", manifest)]), Err(Error::Password)));
    }
}
