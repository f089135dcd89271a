//! Why a document cannot be read, in Korean.

use panrye_documents::Error;

pub(super) fn of_document(error: &Error) -> String {
    match error {
        Error::Unknown => "아는 종류의 문서가 아닙니다. .hwpx, .docx나 글로 저장하십시오".to_owned(),
        Error::Password => "암호가 걸려 있습니다. 암호 없이 저장하십시오".to_owned(),
        Error::OldVersion(version) => {
            format!("{version}은(는) 읽지 않는 형식입니다. .hwpx나 .docx로 저장하십시오")
        }
        Error::NoText => "쪽이 글자 없는 그림입니다. 문자 인식(OCR)을 하십시오".to_owned(),
        Error::Broken { what, why } => format!("{}이(가) 깨졌습니다: {why}", part(what)),
        Error::Cut(what) => format!("잘렸습니다. {}이(가) 닫히지 않은 채 끝납니다", part(what)),
        Error::NoUnicode(what) => format!("{}이(가) UTF-8이 아닙니다", part(what)),
        Error::Missing(what) => format!("{}이(가) 없습니다", part(what)),
        Error::TooLarge { limit } => format!("문서 하나에서 읽는 {limit} MiB보다 큽니다. 나누십시오"),
        Error::TooMany { what, limit } => {
            format!("{}이(가) {limit}개를 넘습니다. 그런 문서는 없습니다", part(what))
        }
    }
}

/// What errors call the parts of a document.
fn part(name: &str) -> &str {
    match name {
        "archive" => "압축 파일",
        "body" => "본문",
        "document" => "문서",
        "endnotes" => "미주",
        "footnotes" => "각주",
        "header" => "머리 부분",
        "levels" => "겹침",
        "lines" => "줄",
        "master page" => "바탕쪽",
        "numbering" => "번호 정의",
        "objects" => "개체",
        "page" => "웹페이지",
        "pages" => "쪽",
        "parts" => "구성 파일",
        "section" => "구역",
        "styles" => "스타일",
        name => name,
    }
}
