//! Why something of a corpus cannot be read, in Korean.

use crate::cli::locale::document_errors::of_document;
use crate::cli::locale::system::system;
use crate::cli::locale::terms;
use panrye_engine::corpus::{FieldList, MapError, NameKind, Reason, UnusedNames};

pub(super) fn of_reason(reason: &Reason) -> String {
    match reason {
        Reason::Io(error) => format!("읽을 수 없습니다: {}", system(error)),
        Reason::NoFile => "파일도 폴더도 아닙니다. 파이프로 오는 것은 -로 표준 입력에 주십시오".to_owned(),
        Reason::Grew => "읽는 동안 커졌습니다. 더해진 것은 다음에 읽습니다".to_owned(),
        Reason::Empty => "비어 있습니다".to_owned(),
        Reason::Binary => "글도 아니고 아는 압축 파일도 아닙니다".to_owned(),
        Reason::Encoding => "UTF-8, UTF-16, CP949 가운데 어느 것도 아닙니다. UTF-8로 저장하십시오".to_owned(),
        Reason::Xml(said) => format!("XML이 깨졌습니다: {said}"),
        Reason::Json(said) => format!("JSON이 깨졌습니다: {said}"),
        Reason::Csv(said) => format!("CSV가 깨졌습니다: {said}"),
        Reason::Columns(columns) => format!(
            "아는 열 이름이 없는 표입니다({columns}): Open API처럼 사건번호, 법원명, 선고일자, 판례내용 등으로 이름을 붙이거나, 무엇인지 --map 이름=필드로 알려 주십시오"
        ),
        Reason::Archive(said) => format!("압축 파일이 깨졌습니다: {said}"),
        Reason::TooLarge { what, limit } => {
            let what = match *what {
                "record" => "레코드",
                "judgment" => "판례",
                "text" => "글",
                "archive" => "압축 파일",
                _ => "파일",
            };
            format!("{what} 하나에서 읽는 {limit} MiB보다 큽니다. 나누십시오")
        }
        Reason::Endless { what, limit } => {
            let what = if *what == "row" { "행" } else { "요소" };
            format!(
                "{what} 하나가 {limit} MiB 안에 끝나지 않아 파일의 나머지를 읽지 않았습니다. 따옴표나 괄호가 빠지지 않았는지 확인하십시오"
            )
        }
        Reason::LeftOut { field, bytes, limit } => {
            format!(
                "{field}이(가) {bytes}바이트로 한도 {limit}바이트보다 길어 뺐습니다. 열이 밀리지 않았는지 확인하십시오"
            )
        }
        Reason::NoDate(written) => format!("선고일자 `{written}`은(는) 날짜가 아니어서 뺐습니다"),
        Reason::Surplus { cells, columns } => format!(
            "제목은 {columns}개인데 이 줄은 {cells}칸이어서 남는 칸을 뺐습니다. 따옴표 없이 쓴 쉼표가 있는지 보십시오"
        ),
        Reason::Unclosed(line) => format!(
            "{line}번째 줄에서 시작하는 행에 닫지 않은 따옴표가 있어 그 뒤를 모두 한 칸으로 읽었습니다. 따옴표를 닫으십시오"
        ),
        Reason::CountlessSmall(judgments) => format!(
            "글이 거의 없는 판례가 {judgments}건이나 이어져 파일의 나머지를 읽지 않았습니다. 원래 그런 판례라면 파일을 나누십시오"
        ),
        Reason::GaveUp(records) => {
            format!("레코드 {records}개가 잇달아 판례가 아니어서 파일의 나머지를 읽지 않았습니다")
        }
        Reason::More { times, like } => format!("같은 것 {times}개 더: {}", of_reason(like)),
        Reason::Bomb(times) => {
            format!(
                "안에 든 것까지 다 풀면 {times}배 넘게 커집니다. 글이 그런 일은 없습니다. 믿을 수 있으면 직접 푸십시오"
            )
        }
        Reason::Overlap => {
            "다른 파일과 같은 자리를 씁니다. 그런 압축 프로그램은 없습니다. 다시 압축하십시오".to_owned()
        }
        Reason::Members(limit) => format!("압축 파일에 든 파일이 {limit}개보다 많습니다. 먼저 푸십시오"),
        Reason::HeldArchive(limit) => {
            format!("따로 있는 파일이 아닌 {limit} MiB 넘는 zip 압축 파일입니다. 파일로 주거나 먼저 푸십시오")
        }
        Reason::Nested(levels) => format!("압축 파일이 {levels}겹 넘게 겹쳐 있습니다. 먼저 푸십시오"),
        Reason::Hollow(None) => "본문이 없는 판례입니다".to_owned(),
        Reason::Hollow(Some(unused)) => format!(
            "본문이 없는 판례입니다. 뜻을 모르는 {}에 본문이 있으면 --map 이름=필드로 알려 주십시오",
            told(unused)
        ),
        Reason::Unused(unused) => {
            let first = unused.names().first().map(String::as_str).unwrap_or_default();
            format!("{}은(는) 쓰지 않았습니다. 무엇인지는 --map \"{first}\"=필드로 알려 주십시오", told(unused))
        }
        Reason::TooManyNumbers(limit) => format!(
            "사건번호에 번호가 {limit}개 넘게 있어 앞의 것만 읽었습니다. 잘못된 범위나 밀린 열이 없는지 보십시오"
        ),
        Reason::TooManyInRanges(limit) => format!(
            "본문의 사건번호 범위(내지)가 나타내는 번호가 {limit}개를 넘어, 그 뒤의 범위는 처음과 끝 번호만 읽었습니다. 잘못된 범위가 없는지 보십시오"
        ),
        Reason::NotABrief => {
            "글, Markdown, 문서(.hwp, .hwpx, .docx, .odt, .rtf, .html, .pdf)가 아닙니다. 그 가운데 하나로 저장하십시오"
                .to_owned()
        }
        Reason::Omitted(omissions) => {
            let names: Vec<_> = omissions.iter().copied().map(terms::omission).collect();
            format!("본문에서 뺀 것: {}", names.join(", "))
        }
        Reason::Document(error) => of_document(error),
        Reason::Failed(said) => format!("이 입력에서 프로그램이 실패했습니다. 알려 주십시오: {said}"),
        Reason::NotThroughPipe => {
            "판례로 볼 수 없고, 파이프로 살피기에는 너무 크거나 글이 아닙니다. 파일로 지정하십시오".to_owned()
        }
        Reason::NotAJudgment => "판례로 볼 수 없습니다".to_owned(),
    }
}

/// Names that mean nothing, as they are told: `` `a`, `b` 등의 열 ``.
fn told(unused: &UnusedNames) -> String {
    let kind = match unused.kind() {
        NameKind::Column => "열",
        NameKind::Key => "키",
    };
    let others = if unused.has_more() { " 등의" } else { "" };
    format!("{}{others} {kind}", unused.told())
}

/// Why a name cannot be given a field.
pub(super) fn of_map(error: &MapError) -> String {
    let fields = format!("필드: {FieldList}");
    match error {
        MapError::NoField(entry) => {
            format!("`{entry}`에 `=`이 없습니다. 제목=case_name처럼 이름=필드로 적으십시오. {fields}")
        }
        MapError::NoName(entry) => {
            format!(
                "`{entry}`의 `=` 앞에 이름이 없습니다. 제목=case_name처럼 이름=필드로 적으십시오. {fields}"
            )
        }
        MapError::TooLong { name } => {
            let limit = MapError::LONGEST;
            format!("`{name}`은(는) 너무 길어 이름이 될 수 없습니다(한도 {limit}바이트). {fields}")
        }
        MapError::UnknownField { name, field } => {
            format!("`{name}`에 준 `{field}` 필드는 없습니다. {fields}")
        }
        MapError::Twice { name, one, other } => {
            format!("`{name}`에 두 필드({one}, {other})를 줄 수 없습니다. 하나만 고르십시오. {fields}")
        }
    }
}
