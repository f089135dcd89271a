//! What can go wrong with the Open API, in Korean.

use crate::cli::locale::system::system;
use panrye_engine::fetch::{AddressFault, Advice, Breakage, FetchError, Strange, Trouble};

/// What ended a fetch.
pub(super) fn of_fetch(error: &FetchError) -> String {
    let with_advice = |trouble: &Trouble| match trouble.advice() {
        Some(advice) => format!("{}. {}", of_trouble(trouble), of_advice(advice)),
        None => of_trouble(trouble),
    };
    match error {
        FetchError::BaseUrl { text, why } => format!("`{text}`에는 물을 수 없습니다: {}", of_address(*why)),
        FetchError::Folder { path, source } => format!("{}: {}", path.display(), system(source)),
        FetchError::Locked(path) => {
            let path = path.display();
            format!(
                "다른 `panrye fetch`가 {path} 폴더에 쓰고 있습니다. 끝날 때까지 기다리거나 다른 폴더를 지정하십시오"
            )
        }
        FetchError::List { page, trouble } => format!("목록 {page}쪽: {}", with_advice(trouble)),
        FetchError::Refused { trouble } => with_advice(trouble),
        FetchError::GaveUp { times, trouble } => {
            format!("판례 {times}건을 잇따라 가져오지 못했습니다. 마지막 까닭: {}", with_advice(trouble))
        }
    }
}

/// Why a question has no usable answer.
pub(super) fn of_trouble(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Unreachable(said) => format!("연결할 수 없습니다: {said}"),
        Trouble::Untrusted(said) => format!("안전하게 연결할 수 없습니다: {said}"),
        Trouble::TimedOut(limit) => format!("{}초 안에 답이 다 오지 않았습니다", limit.as_secs_f64()),
        Trouble::Status { code, wait: _ } => format!("서버가 상태 코드 {code}로 답했습니다"),
        Trouble::Redirected(to) => format!("서버가 `{to}`(으)로 가라고 합니다"),
        Trouble::WebPage(said) => format!("자료가 아니라 웹 페이지가 왔습니다: “{said}”"),
        Trouble::SentOn(said) => {
            format!("자료가 아니라 브라우저를 다른 곳으로 보내는 페이지가 왔습니다: “{said}”")
        }
        Trouble::Empty => "빈 답이 왔습니다".to_owned(),
        Trouble::Broken(how) => format!("깨진 답이 왔습니다: {}", of_breakage(how)),
        Trouble::Another(serial) => format!("다른 판례 {serial}이(가) 왔습니다"),
        Trouble::TooLarge(limit) => format!("답이 {limit} MiB보다 큽니다"),
        Trouble::Refused(said) => format!("인증키가 거절되었습니다: {said}"),
        Trouble::Unknown(what) => format!("판례가 아닌 답이 왔습니다: {}", of_strange(what)),
        Trouble::Unaskable => "이 주소에는 물을 수 없습니다".to_owned(),
        Trouble::TooLong { length, limit } => {
            format!("요청 주소가 {length}바이트가 되어 {limit}바이트를 넘습니다. 낱말을 줄이십시오")
        }
        Trouble::Repeats { pages, total } => {
            format!(
                "서버가 같은 목록을 되풀이합니다. 모두 {total}건이라면서 {pages}쪽을 잇달아 새것 없이 보냈습니다"
            )
        }
        Trouble::Endless(pages) => format!("목록이 {pages}쪽을 넘도록 끝나지 않습니다"),
    }
}

fn of_address(fault: AddressFault) -> &'static str {
    match fault {
        AddressFault::NoAddress => "주소가 아닙니다",
        AddressFault::NoHost => "호스트가 없습니다",
        AddressFault::More => "호스트와 경로 밖의 것이 들어 있습니다",
        AddressFault::Unencrypted => {
            "오가는 길에서 누구나 인증키를 읽을 수 있습니다. `https`를 쓰거나 --insecure를 붙이십시오"
        }
        AddressFault::Protocol => "https://나 http://로 시작하지 않습니다",
    }
}

fn of_breakage(breakage: &Breakage) -> String {
    match breakage {
        Breakage::NoTotal => "판례가 몇 건인지 적혀 있지 않습니다".to_owned(),
        Breakage::NoElement => "XML 요소가 하나도 없습니다".to_owned(),
        Breakage::Encoding => "UTF-8, UTF-16, CP949 가운데 어느 것도 아닙니다".to_owned(),
        Breakage::Packing(said) => format!("압축을 풀 수 없습니다: {said}"),
        Breakage::Xml(said) => format!("XML이 깨졌습니다: {said}"),
        Breakage::NoJudgment => "판례로 볼 수 없습니다".to_owned(),
        Breakage::Other(said) => said.clone(),
    }
}

fn of_strange(strange: &Strange) -> String {
    match strange {
        Strange::Several => "판례가 여럿 들어 있습니다".to_owned(),
        Strange::NoFields => "판례의 항목이 하나도 없습니다".to_owned(),
        Strange::Unnamed => "어느 판례인지 적혀 있지 않습니다".to_owned(),
        Strange::Root(name) => format!("최상위 요소가 {name}입니다"),
        Strange::Said(said) => said.clone(),
    }
}

/// What to do, as a sentence of its own.
pub(super) fn of_advice(advice: Advice) -> String {
    match advice {
        Advice::Register => {
            "open.law.go.kr에서 인증키를 확인하고 이 컴퓨터의 주소를 등록하십시오. Referer 헤더가 API의 페이지가 아니어도 올바른 키가 \
             거절됩니다(--referer)"
                .to_owned()
        }
        Advice::Elsewhere => {
            "클라우드의 주소에는 이런 페이지가 옵니다. 다른 네트워크에서 실행하거나 --user-agent와 --referer를 바꾸십시오".to_owned()
        }
        Advice::Proxy => {
            "공인 기관의 인증서만 믿습니다. 연결을 열어 보는 프록시를 거치는지 확인하십시오".to_owned()
        }
        Advice::Name => "그 주소가 맞으면 --base-url로 지정하십시오".to_owned(),
        Advice::Wait(wait) => {
            format!("{}초 기다리라고 하니 그 뒤에 같은 명령을 다시 실행하십시오", wait.as_secs())
        }
        Advice::Address => "주소(--base-url)가 맞는지 확인하십시오".to_owned(),
        Advice::Later => "나중에 같은 명령을 다시 실행하면 여기서부터 이어 갑니다".to_owned(),
    }
}
