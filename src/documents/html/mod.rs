//! HTML, also a page that a browser saved: what is shown of it, block by block.
//!
//! ```text
//! bytes → charset.rs → html5gum's tokens → page.rs (which elements.rs tells what an element is) → Flow
//! ```
//!
//! What scripts would write and style sheets would hide is not known here: text counts as hidden where its element says so
//! itself.

mod archive;
mod charset;
mod elements;
mod lists;
mod page;
mod stack;
mod tag;

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use crate::flow::Flow;
use crate::{Document, Error, Kind, Limits};
pub(crate) use archive::is_archive;
use page::Page;

pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Error> {
    if is_archive(bytes) {
        let (page, label) = archive::page(bytes)?;
        return read_page(&charset::decoded(&page, label.as_deref()), limits);
    }
    read_page(&charset::decoded(bytes, None), limits)
}

fn read_page(text: &str, limits: &Limits) -> Result<Document, Error> {
    if text.len() as u64 > limits.unpacked {
        return Err(Error::TooLarge { limit: limits.unpacked >> 20 });
    }
    let mut page = Page::new(Flow::new(limits), text);
    let mut failed = None;
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<()> {
        page.take(&event).err().map(|error| failed = Some(error))
    });
    emitter.naively_switch_states(true);
    // The first value that is handed out is the first failure.
    let mut tokens = Tokenizer::new_with_emitter(text, emitter);
    let _: Option<Result<(), Infallible>> = tokens.next();
    drop(tokens);
    match failed {
        Some(error) => Err(error),
        None => Ok(page.finish().finish(Kind::Html)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Omission;
    use crate::testing::lines;

    fn with(page: &str) -> Document {
        read(page.as_bytes(), &Limits::default()).unwrap()
    }

    #[test]
    fn text_is_read_as_it_is_shown() {
        for (page, expected, omissions) in [
            (
                "<!DOCTYPE html><title>제목</title><style>p{}</style><script>if (a<b) '<p>'</script><h4>【판시사항】</h4><p>[1] 갑의\n  <b>책</b>임",
                &["【판시사항】", "[1] 갑의 책임"][..],
                &[][..],
            ),
            (
                "<body>주 문<br>상고를 기각한다.<br/>이&nbsp;유<div>하나<p>둘</div>셋",
                &["주 문", "상고를 기각한다.", "이\u{a0}유", "하나", "둘", "셋"],
                &[],
            ),
            (
                "<p>&lt;형법&gt; &sect;1 &#44032;&#xAC01; &amp &copy &unknown;",
                &["<형법> §1 가각 & © &unknown;"],
                &[],
            ),
            (
                "<table><tr><td>갑<td>을<tr><th>병</th><td>정<p>둘째</table>뒤",
                &["갑", "을", "병", "정", "둘째", "뒤"],
                &[],
            ),
            (
                "<table><tr><td>갑<table><tr><td>안</td></tr></table>밖</td><td>을</td></tr></table>",
                &["갑", "안", "밖", "을"],
                &[],
            ),
            (
                "<section>가<span style='DISPLAY : None'>숨긴<div>것</div></span>나<p hidden>다<p>라",
                &["가나", "라"],
                &[Omission::Hidden],
            ),
            (
                "<div style=\"display:none\"><p>숨긴<div>더</div></div>글<!-- 주석 -->",
                &["글"],
                &[Omission::Hidden],
            ),
            (
                "<nav><a>차림</a></nav><header>머리</header><p>글</p>",
                &["머리", "글"],
                &[Omission::Navigation],
            ),
            (
                "<header>머리</header><main><header>제목</header><p>글</main><footer>꼬리",
                &["제목", "글"],
                &[Omission::Navigation],
            ),
            (
                "<div title=\"header\"><p>판결문</div><p>글<div title=\"그림\">설명</div><div title=\"footer\">- 3 -</div><div style='mso-element: footer'>꼬리</div>",
                &["글", "설명"],
                &[Omission::Headers],
            ),
            (
                "<div role=navigation>차림</div><select><option>하나<option>둘</select><button>누름</button>글",
                &["글"],
                &[Omission::Navigation],
            ),
            ("<pre>가  나\n다</pre><textarea>라\n<b>마</textarea>", &["가  나", "다", "라", "<b>마"], &[]),
            (
                "<ol start=3><li>가<li>나<ol type=a><li>다</ol><li value=9>라</ol>",
                &["3. 가", "4. 나", "a. 다", "9. 라"],
                &[],
            ),
            (
                "<ol class=x><li>1. 가</ol><ul><li>나</ul><ul style='list-style: none'><li>다</ul>",
                &["1. 가", "• 나", "다"],
                &[Omission::Numbering],
            ),
            ("<ruby>본<rp>(</rp><rt>덧</rt><rp>)</rp></ruby>말", &["본(덧)말"], &[]),
            (
                "<iframe src=x>틀</iframe><svg><text>그림</text></svg><p>글<del>없앤</del>",
                &["글"],
                &[Omission::Deleted, Omission::Objects, Omission::Frames],
            ),
            ("<p>가</div></b></td>나", &["가", "나"], &[]),
            ("<p>가<wbr>나&shy;다\u{200b}라", &["가나다라"], &[]),
        ] {
            let document = with(page);
            assert_eq!(lines(&document), expected, "{page}");
            assert_eq!(document.omissions, omissions, "{page}");
        }
    }

    #[test]
    fn tags_without_end_are_read_in_proportion_and_lose_nothing() {
        for tag in [
            "<b>",
            "<div>",
            "<table><tr><td>",
            "<a href=x>",
            "<li>",
            "<font color=red>",
            "<p><b>",
            "</x>",
            "<ol><li>",
        ] {
            let page = format!("<html>{}글", tag.repeat(20_000));
            assert!(with(&page).text().ends_with("글\n"), "{tag}");
        }
    }

    #[test]
    fn the_page_of_a_file_with_all_its_parts_is_read() {
        let quoted = "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--x--\"\r\n\r\n----x--\r\nContent-Type: text/css\r\n\r\np{}\r\n----x--\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=EC=A3=\r\n=BC=EB=AC=B8 a=3Db\r\n----x----\r\n";
        let base64 = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=y\n\n--y\nContent-Type: text/html; charset=\"euc-kr\"\nContent-Transfer-Encoding: base64\n\nPHA+seIg\n--y--\n";
        assert_eq!(with(quoted).text(), "주문 a=b\n");
        assert_eq!(with(base64).text(), "기\n");
        assert!(crate::detect(quoted.as_bytes()).is_some());
        assert!(read(quoted.replace("text/html", "text/css").as_bytes(), &Limits::default()).is_err());
    }
}
