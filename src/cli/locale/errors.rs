//! What the library and the system say went wrong, in the language of the user.
//!
//! Every error of the library that a user can meet is matched variant by variant: a new one does not compile without its
//! Korean. What other libraries and the system say stays as it is, inside a Korean sentence.

use std::error::Error as _;
use std::io;
use std::str::Utf8Error;
use std::string::FromUtf8Error;

use super::{Lang, current};
use crate::cli::error::{Error as CommandError, InKorean};
use crate::cli::locale::corpus_errors::{of_map, of_reason};
use crate::cli::locale::fetch_errors::{of_advice, of_fetch, of_trouble};
use crate::cli::locale::query_errors::{of_date, of_query, of_refusal};
use crate::cli::locale::system::{of_kind, system};
use crate::output::fields::UnknownField;
use crate::output::json::{AnswerCause, AnswerError};
use crate::output::table::TwoLists;
use panrye_engine::analysis::{DictionaryError, Problem, UserDictionaryError};
use panrye_engine::corpus::{Fault, MapError, Reason};
use panrye_engine::evaluation::{QuestionFault, QuestionReason};
use panrye_engine::fetch::{Advice, FetchError, Trouble};
use panrye_engine::index::{IndexError, RebuildCommand};
use panrye_engine::query::{DateError, QueryError};
use panrye_engine::search::{Refusal, SearchError};
use panrye_engine::watch::{NewsError, WatchError};

/// An error with what led to it.
pub(in crate::cli) fn chain(error: &CommandError) -> String {
    let mut said: Vec<String> = error.contexts().to_vec();
    said.extend(error.message().cloned());
    match current() {
        Lang::Ko => said.extend(error.in_korean()),
        Lang::En => {
            for cause in error.causes() {
                let text = cause.to_string();
                // Many errors say what led to them.
                if !said.last().is_some_and(|before| before.ends_with(&text)) {
                    said.push(text);
                }
            }
        }
    }
    said.join(": ")
}

/// Gives errors their Korean.
macro_rules! in_korean {
    ($($error:ty => $korean:expr),* $(,)?) => {
        $(impl InKorean for $error {
            fn in_korean(&self) -> String {
                ($korean)(self)
            }
        })*
    };
}

in_korean! {
    io::Error => system,
    IndexError => of_index,
    MapError => of_map,
    SearchError => of_search,
    UserDictionaryError => of_user_dictionary,
    DictionaryError => of_dictionary,
    QuestionFault => of_questions,
    DateError => of_date,
    FetchError => of_fetch,
    Trouble => of_trouble,
    WatchError => of_watches,
    NewsError => of_news,
    UnknownField => of_field,
    TwoLists => of_two_lists,
    FromUtf8Error => |error: &FromUtf8Error| of_encoding(&error.utf8_error()),
    Utf8Error => of_encoding,
    serde_json::Error => of_json,
    csv::Error => of_csv,
    notify::Error => of_watching,
}

fn of_encoding(error: &Utf8Error) -> String {
    format!("{}바이트 뒤부터 UTF-8이 아닙니다", error.valid_up_to())
}

fn of_json(error: &serde_json::Error) -> String {
    match error.source().and_then(|source| source.downcast_ref()) {
        Some(error) => system(error),
        None => format!("JSON이 잘못되었습니다({error})"),
    }
}

fn of_csv(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Io(error) => system(error),
        _ => format!("CSV가 잘못되었습니다({error})"),
    }
}

fn of_watching(error: &notify::Error) -> String {
    match &error.kind {
        notify::ErrorKind::Io(error) => system(error),
        _ => format!("파일이 바뀌는 것을 지켜볼 수 없습니다({error})"),
    }
}

/// A mistake in a query, with a caret under it.
pub(in crate::cli) fn query(error: &QueryError, query: &str) -> crate::cli::error::Error {
    let kind = &error.kind;
    crate::cli::error::Error::said(match current() {
        Lang::En => error.render(query),
        Lang::Ko => {
            let column = error.column(query);
            format!("질의의 {column}번째 글자가 잘못되었습니다: {}\n{}", of_query(kind), error.marked(query))
        }
    })
}

/// A mistake in a query, without its place.
pub(in crate::cli) fn query_kind(error: &QueryError) -> String {
    match current() {
        Lang::En => error.to_string(),
        Lang::Ko => of_query(&error.kind),
    }
}

/// Why a query of a batch could not be asked. A line that is no query is told of in English, as its data has it.
pub(in crate::cli) fn answer(error: &AnswerError) -> String {
    match (current(), error.cause()) {
        (Lang::En, _) => error.to_string(),
        (Lang::Ko, AnswerCause::Query { column, kind }) => {
            format!("질의의 {column}번째 글자가 잘못되었습니다: {}", of_query(kind))
        }
        (Lang::Ko, AnswerCause::Search(refusal)) => of_refusal(refusal),
        (Lang::Ko, AnswerCause::Line) => format!("질의 줄이 잘못되었습니다: {error}"),
    }
}

/// What a query needs more of than it may.
pub(in crate::cli) fn refusal(refusal: &Refusal) -> String {
    match current() {
        Lang::En => refusal.to_string(),
        Lang::Ko => of_refusal(refusal),
    }
}

/// A date that is none.
pub(in crate::cli) fn date(error: &DateError) -> String {
    match current() {
        Lang::En => error.to_string(),
        Lang::Ko => of_date(error),
    }
}

/// Input that could not be read: where, and why.
pub(in crate::cli) fn fault(fault: &Fault) -> String {
    match current() {
        Lang::En => fault.to_string(),
        Lang::Ko => format!("{}: {}", fault.place(), of_reason(&fault.reason)),
    }
}

/// Why input could not be read.
pub(in crate::cli) fn reason(reason: &Reason) -> String {
    match current() {
        Lang::En => reason.to_string(),
        Lang::Ko => of_reason(reason),
    }
}

/// Why a name cannot be given a field.
pub(in crate::cli) fn map(error: &MapError) -> String {
    match current() {
        Lang::En => error.to_string(),
        Lang::Ko => of_map(error),
    }
}

/// Why a question to the Open API has no usable answer.
pub(in crate::cli) fn trouble(trouble: &Trouble) -> String {
    match current() {
        Lang::En => trouble.to_string(),
        Lang::Ko => of_trouble(trouble),
    }
}

/// What to do about trouble with the Open API.
pub(in crate::cli) fn fetch_advice(advice: Advice) -> String {
    match current() {
        Lang::En => advice.to_string(),
        Lang::Ko => of_advice(advice),
    }
}

/// Why it could not be found out what is new for a watch.
pub(in crate::cli) fn news(error: &NewsError) -> String {
    match current() {
        Lang::En => error.to_string(),
        Lang::Ko => of_news(error),
    }
}

fn of_index(error: &IndexError) -> String {
    match error {
        IndexError::Missing(path) => {
            let path = path.display();
            format!("{path}에 색인이 없습니다. `panrye index`로 만드십시오")
        }
        IndexError::Version { path, found, needed } => {
            let (path, rebuild) = (path.display(), RebuildCommand(path));
            format!(
                "{path}의 색인은 다른 버전이 만들었습니다(색인: {found}, 필요: {needed}). `{rebuild}`를 실행하십시오"
            )
        }
        IndexError::Locked { path, holder } => {
            let (path, holder) = (path.display(), holder.replace("process", "프로세스"));
            format!(
                "다른 프로세스{holder}가 {path}의 색인에 쓰고 있습니다. 끝날 때까지 기다리거나 그 프로세스를 끝내십시오"
            )
        }
        IndexError::Unreadable { path, reason } => {
            let (path, rebuild) = (path.display(), RebuildCommand(path));
            format!("{path}의 색인을 열 수 없습니다({reason}). `{rebuild}`를 실행하십시오")
        }
        IndexError::NothingToKeep(path) => {
            let path = path.display();
            format!(
                "{path}의 색인을 무엇으로 만들었는지 적은 목록이 없어 아무것도 남겨 둘 수 없습니다. --keep 없이 모든 파일로 `panrye index`를 실행하십시오"
            )
        }
        IndexError::OtherNames(path) => {
            let path = path.display();
            format!(
                "{path}에 있는 색인의 판례는 다른 이름(--map)으로 읽은 것이어서 이 이름으로 읽는 것과 함께 남겨 둘 수 없습니다. --keep 없이 모든 파일을 지정하십시오"
            )
        }
        IndexError::Damaged { path, file } => {
            let (path, rebuild) = (path.display(), RebuildCommand(path));
            format!("{path}의 색인이 손상되었습니다({file} 파일이 바뀌었습니다). `{rebuild}`를 실행하십시오")
        }
        IndexError::NotOurs { path, entry } => {
            let path = path.display();
            format!(
                "{path} 폴더에 색인의 것이 아닌 {entry}이(가) 있습니다. --index로 비었거나 새로운 폴더를 지정하거나, 그것을 다른 곳으로 옮기십시오. 아무것도 바꾸지 않았습니다"
            )
        }
        IndexError::Unmarked(path) => {
            let path = path.display();
            format!(
                "{path} 폴더가 비어 있지 않은데 색인 폴더라는 표시가 없습니다(`.panrye-index` 파일이 없거나 다른 파일입니다). --index로 비었거나 새로운 폴더를 지정하십시오. 이전 버전이 만든 색인이면 먼저 지우십시오"
            )
        }
        IndexError::NotPlain { file, kind } => {
            let (file, kind) = (file.display(), of_kind(*kind));
            format!(
                "색인 파일이 있어야 할 {file}에 {kind}이(가) 있습니다. 그것을 치우고 `panrye index --rebuild`를 실행하십시오. 거기에서 읽거나 쓴 것은 없습니다"
            )
        }
        IndexError::NotWritten { path, reason } => {
            let path = path.display();
            format!(
                "{path}의 색인에 쓰지 못했습니다({reason}). 디스크 공간과 폴더 쓰기 권한을 확인하십시오. 색인은 그 전 상태 그대로입니다"
            )
        }
        IndexError::WouldEmpty { path, judgments } => {
            let path = path.display();
            format!(
                "파일에는 판례가 하나도 없고 {path}의 색인에는 {judgments}건이 있습니다. 색인에서 지우려면 --prune, 남기려면 --keep을 붙이십시오"
            )
        }
        IndexError::Folder { path, source } => {
            let (path, source) = (path.display(), system(source));
            format!("{path} 폴더를 색인에 쓸 수 없습니다: {source}")
        }
        IndexError::Stored(reason) => {
            format!(
                "저장된 판례를 읽을 수 없습니다({reason}). 색인이 손상되었으니 `panrye index --rebuild`를 실행하십시오"
            )
        }
        IndexError::Engine(error) => format!("색인 오류: {error}"),
    }
}

fn of_search(error: &SearchError) -> String {
    match error {
        SearchError::Index(error) => of_index(error),
        SearchError::Engine(error) => format!("검색하지 못했습니다: {error}"),
        SearchError::Refused(refusal) => of_refusal(refusal),
    }
}

fn of_user_dictionary(error: &UserDictionaryError) -> String {
    match error {
        UserDictionaryError::Read { path, source } => {
            let (path, source) = (path.display(), system(source));
            format!("사용자 사전 {path}: {source}")
        }
        UserDictionaryError::Line { path, line, column, problem } => {
            let (path, problem) = (path.display(), of_problem(problem));
            format!("{path}:{line}:{column}: {problem}")
        }
    }
}

fn of_problem(problem: &Problem) -> String {
    match problem {
        Problem::NoWord => "낱말이 빠졌습니다".to_owned(),
        Problem::Space => "낱말에는 빈칸을 넣을 수 없습니다".to_owned(),
        Problem::TooLong => "낱말이 너무 깁니다".to_owned(),
        Problem::Tag(tag) => {
            format!("{tag:?}은(는) 모르는 품사입니다. 보통 명사는 NNG, 고유 명사는 NNP입니다")
        }
        Problem::Cost => "비용은 -32768부터 32767까지의 정수입니다".to_owned(),
        Problem::Parts(parts) => format!("{parts:?}을(를) 이어도 이 낱말이 되지 않습니다"),
        Problem::Again(line) => format!("이 낱말은 {line}번째 줄에 이미 있습니다"),
    }
}

fn of_dictionary(error: &DictionaryError) -> String {
    match error {
        DictionaryError::Section(name) => format!("내장 사전에 {name} 부분이 없습니다"),
        DictionaryError::Lindera(said) => format!("내장 사전이 손상되었습니다: {said}"),
    }
}

fn of_questions(fault: &QuestionFault) -> String {
    let path = fault.path.display();
    let line = fault.line.map(|line| format!(":{line}")).unwrap_or_default();
    let reason = match &fault.reason {
        QuestionReason::Io(error) => format!("읽을 수 없습니다: {}", system(error)),
        QuestionReason::TooLarge => "질문 파일이 너무 큽니다".to_owned(),
        QuestionReason::Json(said) => format!("JSON으로 된 질문이 아닙니다: {said}"),
        QuestionReason::Topic => "주제가 아닙니다. 번호, 탭, 질의를 적으십시오".to_owned(),
        QuestionReason::Qrel => "정답 줄이 아닙니다. `번호 0 사건번호 등급`으로 적으십시오".to_owned(),
        QuestionReason::Grade(grade) => format!("`{grade}`은(는) 등급이 아닙니다. 정수를 적으십시오"),
        QuestionReason::EmptyQuery(id) => format!("질문 `{id}`이(가) 비어 있습니다"),
        QuestionReason::NoRelevant(id) => format!("질문 `{id}`에 정답 판례가 없습니다"),
        QuestionReason::NoQrels => "정답이 없는 주제입니다. --qrels로 정답 파일을 지정하십시오".to_owned(),
        QuestionReason::Twice(id) => format!("질문 `{id}`이(가) 두 번 나옵니다"),
        QuestionReason::NoQuestion => "정답 판례가 있는 질문이 없습니다".to_owned(),
    };
    format!("{path}{line}: {reason}")
}

fn of_watches(error: &WatchError) -> String {
    match error {
        WatchError::Unreadable { path, reason } => {
            let path = path.display();
            format!(
                "{path}에서 저장한 검색을 읽을 수 없습니다({reason}). 파일을 고치거나, 다른 곳으로 옮기고 새로 시작하십시오"
            )
        }
        WatchError::Version { path, found } => {
            let path = path.display();
            format!(
                "{path}의 버전 {found}은(는) 이 프로그램이 읽지 못합니다. 프로그램을 새 버전으로 바꾸십시오"
            )
        }
        WatchError::Io { path, source } => {
            format!("{}을(를) 쓸 수 없습니다: {}", path.display(), system(source))
        }
    }
}

fn of_news(error: &NewsError) -> String {
    match error {
        NewsError::Query(error) => format!("질의가 잘못되었습니다: {}", of_query(&error.kind)),
        NewsError::Search(error) => of_search(error),
        NewsError::Index(error) => of_index(error),
    }
}

fn of_field(error: &UnknownField) -> String {
    let UnknownField { kind, name, known } = error;
    format!("`{kind}`에 `{name}` 필드는 없습니다. 있는 필드: `{known}`")
}

fn of_two_lists(error: &TwoLists) -> String {
    let TwoLists { one, other } = error;
    format!(
        "`{one}`과(와) `{other}`은(는) 서로 다른 목록이고, 표의 한 줄에는 한 목록의 항목만 들어갑니다. 한쪽의 필드만 고르십시오"
    )
}
