//! OWPML (.hwpx), the open format of Hangul: sections, with tables and text boxes in reading order, then the notes.
//!
//! ```text
//! header.xml → Head (numbering of paragraphs) → text.rs: section0.xml, section1.xml … → Flow
//! ```

mod head;
mod text;

use crate::flow::Flow;
use crate::package::{MANIFEST, Package, number};
use crate::{Document, Error, Kind, Limits, xml};
use head::Head;
use text::Text;

pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Error> {
    let is_section = |name: &str| number(name, "Contents/section", ".xml").is_some();
    let is_master_page = |name: &str| number(name, "Contents/masterpage", ".xml").is_some();
    let package = Package::open(bytes, limits, |name| {
        is_section(name) || is_master_page(name) || name == MANIFEST || name == "Contents/header.xml"
    })?;
    if package.is_encrypted() {
        return Err(Error::Password);
    }
    let sections = package.numbered("Contents/section", ".xml");
    if sections.is_empty() {
        return Err(Error::Broken { what: "document", why: "it has no sections".to_owned() });
    }
    let mut head = Head::default();
    if let Some(part) = package.part("Contents/header.xml") {
        xml::walk("header", part, &mut head)?;
    }
    let mut text = Text::new(Flow::new(limits), head);
    for section in sections {
        xml::walk("section", section, &mut text)?;
    }
    for page in package.numbered("Contents/masterpage", ".xml") {
        text.behind_the_pages(page)?;
    }
    Ok(text.into_flow().finish(Kind::Hwpx))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{lines, zipped};
    use crate::{Omission, Part};

    fn with(section: &str, others: &[(&str, &str)]) -> Result<Document, Error> {
        let section = format!("<hs:sec>{section}</hs:sec>");
        let members: Vec<(&str, &str)> =
            [("Contents/section0.xml", &*section)].into_iter().chain(others.iter().copied()).collect();
        read(&zipped(&members), &Limits::default())
    }

    fn paragraph(run: &str) -> String {
        format!("<hp:p paraPrIDRef=\"0\"><hp:run>{run}</hp:run></hp:p>")
    }

    fn list(text: &str) -> String {
        format!("<hp:subList>{}</hp:subList>", paragraph(&format!("<hp:t>{text}</hp:t>")))
    }

    #[test]
    fn text_is_read_as_it_is_shown() {
        for (run, expected, omissions) in [
            ("<hp:t>가<hp:tab/>나<hp:lineBreak/>다<hp:nbSpace/>라</hp:t><hp:t>마</hp:t>".to_owned(), &["가 나", "다 라마"][..], &[][..]),
            (
                format!("<hp:t>앞</hp:t><hp:tbl><hp:tr><hp:tc>{}</hp:tc><hp:tc>{}</hp:tc></hp:tr></hp:tbl><hp:t>뒤</hp:t>", list("갑"), list("을")),
                &["앞뒤", "갑", "을"],
                &[],
            ),
            (
                format!("<hp:rect><hp:drawText>{}</hp:drawText><hp:shapeComment>사각형입니다.</hp:shapeComment></hp:rect>", list("상자")),
                &["", "상자"],
                &[],
            ),
            (
                format!("<hp:ctrl><hp:header>{}</hp:header></hp:ctrl><hp:ctrl><hp:hiddenComment>{}</hp:hiddenComment></hp:ctrl>", list("머리말"), list("숨은 설명")),
                &[""],
                &[Omission::Headers, Omission::Comments],
            ),
            ("<hp:ctrl><hp:pageNum/><hp:footer><hp:p/></hp:footer></hp:ctrl><hp:t>글</hp:t>".to_owned(), &["글"], &[]),
            (
                "<hp:ctrl><hp:fieldBegin><hp:parameters><hp:stringParam>명령</hp:stringParam></hp:parameters></hp:fieldBegin></hp:ctrl><hp:t>결과</hp:t><hp:ctrl><hp:fieldEnd/></hp:ctrl>".to_owned(),
                &["결과"],
                &[],
            ),
            (
                "<hp:t>가<hp:deleteBegin/>없앤<hp:deleteEnd/><hp:insertBegin/>넣은<hp:insertEnd/></hp:t>".to_owned(),
                &["가넣은"],
                &[Omission::Deleted],
            ),
            ("<hp:dutmal><hp:mainText>본말</hp:mainText><hp:subText>덧말</hp:subText></hp:dutmal>".to_owned(), &["본말(덧말)"], &[]),
            ("<hp:equation><hp:shapeComment>수식</hp:shapeComment><hp:script>1 over 2</hp:script></hp:equation>".to_owned(), &["1 over 2"], &[]),
            ("<hp:compose composeText=\"12\"><hp:charPr/></hp:compose>".to_owned(), &["12"], &[]),
            (
                "<hp:t>표 </hp:t><hp:ctrl><hp:autoNum num=\"3\" numType=\"TABLE\"><hp:autoNumFormat type=\"DIGIT\" suffixChar=\".\"/></hp:autoNum></hp:ctrl>".to_owned(),
                &["표 3."],
                &[],
            ),
            (
                "<hp:switch><hp:case><hp:chart/></hp:case><hp:default><hp:ole/><hp:t>같은 것</hp:t></hp:default></hp:switch>".to_owned(),
                &[""],
                &[Omission::Objects],
            ),
        ] {
            let document = with(&paragraph(&run), &[]).unwrap();
            assert_eq!(lines(&document), expected, "{run}");
            assert_eq!(document.omissions, omissions, "{run}");
        }
    }

    #[test]
    fn notes_stand_behind_all_sections() {
        let notes = format!(
            "<hp:t>글</hp:t><hp:ctrl><hp:footNote>{}</hp:footNote><hp:endNote>{}</hp:endNote></hp:ctrl><hp:t>끝</hp:t>",
            list("각주"),
            list("미주")
        );
        let second = format!("<hs:sec>{}</hs:sec>", paragraph("<hp:t>둘째 구역</hp:t>"));
        let tenth = second.replace("둘째", "열째");
        let page = format!("<masterPage>{}</masterPage>", list("바탕쪽"));
        let others = [
            ("Contents/section10.xml", &*tenth),
            ("Contents/section2.xml", &second),
            ("Contents/masterpage0.xml", &page),
        ];
        let document = with(&paragraph(&notes), &others).unwrap();
        assert_eq!(lines(&document), ["글끝", "둘째 구역", "열째 구역", "각주", "미주"]);
        let parts: Vec<_> = document.blocks.iter().skip(3).map(|block| block.place.part).collect();
        assert_eq!(parts, [Part::Footnotes, Part::Endnotes]);
        assert_eq!(document.omissions, [Omission::Headers, Omission::NoteMarks]);
    }

    #[test]
    fn numbers_of_paragraphs_are_text() {
        let level = |at: u32, format: &str, text: &str| {
            format!("<hh:paraHead start=\"1\" level=\"{at}\" numFormat=\"{format}\">{text}</hh:paraHead>")
        };
        let form = |id: u32, kind: &str, list: u32, level: u32| {
            format!(
                "<hh:paraPr id=\"{id}\"><hh:heading type=\"{kind}\" idRef=\"{list}\" level=\"{level}\"/></hh:paraPr>"
            )
        };
        let header = format!(
            "<hh:head><hh:numbering id=\"1\">{}{}{}</hh:numbering><hh:bullet id=\"1\" char=\"※\"><hh:paraHead/></hh:bullet>{}</hh:head>",
            level(1, "DIGIT", "제^1조"),
            level(2, "HANGUL_SYLLABLE", "^2."),
            level(3, "NO_SUCH", "^3."),
            [
                form(1, "OUTLINE", 0, 0),
                form(2, "NUMBER", 1, 1),
                form(3, "BULLET", 1, 0),
                form(4, "NUMBER", 1, 2),
                form(5, "NONE", 0, 0)
            ]
            .concat()
        );
        let section = [1, 2, 2, 1, 2, 3, 5, 4].map(|form| format!("<hp:p paraPrIDRef=\"{form}\"><hp:run><hp:secPr outlineShapeIDRef=\"1\"/><hp:t>글</hp:t></hp:run></hp:p>")).concat();
        let first = "<hp:p><hp:run><hp:secPr outlineShapeIDRef=\"1\"/></hp:run></hp:p>";
        let document = with(&format!("{first}{section}"), &[("Contents/header.xml", &header)]).unwrap();
        let expected = ["", "제1조 글", "가. 글", "나. 글", "제2조 글", "가. 글", "※ 글", "글", "글"];
        assert_eq!(lines(&document), expected);
        assert_eq!(document.omissions, [Omission::Numbering]);
    }

    #[test]
    fn a_password_is_named() {
        let manifest = "<odf:manifest><odf:file-entry><odf:encryption-data/></odf:file-entry></odf:manifest>";
        assert!(matches!(with("", &[("META-INF/manifest.xml", manifest)]), Err(Error::Password)));
    }
}
