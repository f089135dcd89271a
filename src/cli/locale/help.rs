//! The help of every command and option in Korean, laid over the English one of the derived command line.
//!
//! A test goes over the whole command line and finds what has no Korean here.

use std::fmt::Write;

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command};
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};

use super::{Lang, current};

/// As clap has it, with Korean headings.
const TEMPLATE: &str = "{before-help}{about-with-newline}\n사용법: {usage}\n\n{all-args}{after-help}";
const OPTIONS: &str = "옵션";
const ARGUMENTS_HEADING: &str = "인자";

/// The command line in the language of the user.
pub(in crate::cli) fn localised(command: Command) -> Command {
    match current() {
        Lang::En => command,
        Lang::Ko => korean(command),
    }
}

fn korean(command: Command) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let command = names.into_iter().fold(command, |command, name| command.mut_subcommand(name, korean));
    korean_of_one(command).subcommand_help_heading("명령").subcommand_value_name("명령")
}

fn korean_of_one(command: Command) -> Command {
    let name = command.get_name().to_owned();
    let about = about(&name).map(str::to_owned).or_else(|| Some(command.get_about()?.to_string()));
    let command = command.mut_args(|argument| korean_argument(argument, &name));
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help_heading(OPTIONS);
    let help = help.help("도움말(더 자세한 것은 '--help')").long_help("도움말(간단한 것은 '-h')");
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let command = command.disable_help_flag(true).disable_version_flag(true).help_template(TEMPLATE);
    command.about(about.unwrap_or_default()).arg(help).arg(version.help_heading(OPTIONS).help("버전"))
}

/// Help with what clap adds in English by itself: default, variable and possible values.
fn korean_argument(argument: Arg, command: &str) -> Arg {
    let id = argument.get_id().as_str().to_owned();
    let english = || argument.get_help().map(ToString::to_string).unwrap_or_default();
    let mut short = self::argument(command, &id).map_or_else(english, str::to_owned);
    let mut long = short.clone();
    let values = possible_values(&argument);
    if !values.is_empty() {
        let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
        let _ = write!(short, " [값: {}]", names.join(", "));
        long.push_str("\n\n값:");
        for value in &values {
            let name = value.get_name();
            let about = self::value(command, &id, name).map(str::to_owned);
            let about = about.or_else(|| Some(value.get_help()?.to_string())).unwrap_or_default();
            let _ = write!(long, "\n- {name}: {about}");
        }
        long.push('\n');
    }
    let mut also = String::new();
    if let Some(variable) = argument.get_env() {
        let _ = write!(also, " [환경 변수: {}]", variable.to_string_lossy());
    }
    let defaults: Vec<_> =
        argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if !defaults.is_empty() {
        let _ = write!(also, " [기본값: {}]", defaults.join(", "));
    }
    short.push_str(&also);
    long.push_str(if long.ends_with('\n') { also.trim_start() } else { &also });
    let usual = if argument.is_positional() { ARGUMENTS_HEADING } else { OPTIONS };
    let heading = argument.get_help_heading().unwrap_or(usual).to_owned();
    let argument = if argument.get_action().takes_values() {
        argument.hide_env(true).hide_default_value(true).hide_possible_values(true)
    } else {
        argument
    };
    let argument = if values.is_empty() { argument } else { argument.add(candidates(&values, command, &id)) };
    argument.help(short).long_help(long.trim_end().to_owned()).help_heading(heading)
}

/// The values as a shell offers them.
fn candidates(values: &[PossibleValue], command: &str, id: &str) -> ArgValueCandidates {
    let value = |value: &PossibleValue| {
        let name = value.get_name().to_owned();
        let about = self::value(command, id, &name);
        (name, about)
    };
    let values: Vec<(String, Option<&'static str>)> = values.iter().map(value).collect();
    ArgValueCandidates::new(move || {
        let candidate = |(name, about): &(String, Option<&'static str>)| {
            CompletionCandidate::new(name).help(about.map(Into::into))
        };
        values.iter().map(candidate).collect()
    })
}

fn possible_values(argument: &Arg) -> Vec<PossibleValue> {
    let takes = argument.get_action().takes_values();
    if takes { argument.get_possible_values() } else { Vec::new() }
}

fn about(command: &str) -> Option<&'static str> {
    ABOUTS.iter().find(|(name, _)| *name == command).map(|&(_, korean)| korean)
}

/// What is said of an argument of a command; of one that several commands share, once for all.
fn argument(command: &str, id: &str) -> Option<&'static str> {
    let of = |wanted: &str| ARGUMENTS.iter().find(|(name, known, _)| *name == wanted && *known == id);
    of(command).or_else(|| of("")).map(|&(_, _, korean)| korean)
}

fn value(command: &str, id: &str, value: &str) -> Option<&'static str> {
    let of = |wanted: &str| {
        VALUES.iter().find(|(name, known, of_known, _)| *name == wanted && *known == id && *of_known == value)
    };
    of(command).or_else(|| of("")).map(|&(_, _, _, korean)| korean)
}

const ABOUTS: &[(&str, &str)] = &[
    ("panrye", "판례 전문 검색과 인용 관계"),
    ("index", "판례를 읽어 색인을 만듭니다"),
    ("search", "판례를 찾습니다. 색인이 없으면 corpus/로 만듭니다"),
    ("batch", "한 줄에 하나씩 적힌 많은 질의에 모든 코어로 답합니다"),
    ("explain", "질의가 무엇으로 검색되는지, 판례의 순위가 왜 그런지 보여 줍니다"),
    ("similar", "낱말, 조문, 인용이 비슷한 판례를 찾습니다"),
    ("show", "판례를 보여 줍니다"),
    ("cites", "판례가 인용한 판례를 취급과 인용문과 함께 보여 줍니다"),
    ("cited-by", "판례를 인용한 판례를 보여 줍니다. 색인에 없는 판례도 됩니다"),
    (
        "graph",
        "판례 둘레의 인용 관계를 그리거나 전체를 내보냅니다: tree, json, dot, mermaid, graphml, edges, csv, html",
    ),
    ("top", "많이 인용된 판례를 전체에서, 또는 질의에 맞는 것에서 보여 줍니다"),
    ("path", "한 판례에서 다른 판례로 인용이 어떻게 이어지는지 보여 줍니다"),
    ("history", "사건의 심급을 보여 줍니다: 상소와 환송"),
    ("references", "색인 없이 파일에서 판례 인용과 조문을 뽑습니다"),
    ("verify", "서면이나 언어 모델의 답에 적힌 인용을 색인과 하나하나 맞춰 봅니다"),
    ("status", "색인에 무엇이 있는지 보여 줍니다"),
    ("check", "색인 전체를 읽어 이상이 없는지 봅니다: 체크섬, 건수, 인용 관계, 파일"),
    ("compact", "색인의 세그먼트를 하나로 합치고 지운 것을 완전히 없앱니다"),
    ("eval", "답을 아는 질문으로 검색이 얼마나 잘 찾는지 잽니다"),
    ("analyze", "글이 무엇으로 나뉘는지 보여 줍니다: 형태소, 색인 토큰"),
    ("fetch", "법령정보 Open API에서 판례를 corpus/로 받습니다"),
    ("export", "판례를 다른 프로그램이 읽는 형식으로 씁니다: 인용 표기, BibTeX, CSL JSON, CSV, 검색 서버"),
    ("watch", "검색, 사건, 조문을 적어 두고 지난번 뒤에 새로 생긴 것을 알려 줍니다"),
    ("add", "검색을 적어 둡니다. 지금 맞는 것은 이미 본 것으로 칩니다"),
    ("list", "적어 둔 검색을 늘어놓습니다"),
    ("remove", "적어 둔 검색을 지웁니다"),
    ("run", "지난번 뒤에 새로 생긴 것을 출력합니다. 종료 코드는 있으면 0, 없으면 1, 실패하면 2"),
    ("schema", "출력의 종류를 늘어놓거나 한 종류의 JSON Schema를 출력합니다"),
    ("config", "지금 적용되는 설정과 그 출처를 보여 줍니다"),
    ("doctor", "모두 제대로 되어 있는지 보고, 아니면 어떻게 할지 알려 줍니다"),
    ("completions", "셸에서 명령, 옵션, 사건번호를 자동 완성하는 스크립트를 출력합니다"),
    ("man", "설명서를 출력하거나 모든 쪽을 폴더에 씁니다"),
    ("help", "명령을 예와 함께 설명합니다"),
];

const CASE: &str = "사건번호(2013다43994). 같은 번호가 여러 법원에 있으면 앞에 법원을 적음";
const CASE_OF_SHOW: &str = "사건번호(2015다24904). 같은 번호가 여러 법원에 있으면 앞에 법원을 적음";

/// Command (empty: any), argument, Korean.
const ARGUMENTS: &[(&str, &str, &str)] = &[
    ("", "index", "색인 폴더"),
    ("", "user_dictionary", "사전에 더할 낱말 파일, 한 줄에 하나(색인을 만들 때와 찾을 때 같아야 함)"),
    ("", "color", "출력에 색을 쓸 때"),
    ("", "lang", "메시지와 도움말의 언어. 자료는 어느 언어에서나 같음"),
    ("", "timeout", "질의 하나에 쓸 수 있는 초 수, 또는 none"),
    ("", "no_pager", "PANRYE_PAGER와 PAGER에 상관없이 터미널에 바로 출력"),
    ("", "quiet", "표준 오류에 진행 상황과 알림을 쓰지 않음"),
    ("", "case", CASE),
    ("", "format", "출력 형식"),
    ("", "json", "--format jsonl과 같음"),
    ("", "fields", "이 필드만, 이 순서로: case_numbers,court,passages.text (jsonl, tsv, csv)"),
    ("", "safe_cells", "스프레드시트용: 수식으로 실행될 칸 앞에 '를 붙임 (tsv, csv)"),
    ("", "files", "찾은 판례가 든 파일만 한 줄에 하나씩, 가장 맞는 것부터 한 번씩 출력"),
    ("", "null", "--files와 같되 경로 뒤에 NUL을 붙임, `xargs -0`용"),
    ("", "limit", "보여 줄 판례 수"),
    ("", "passages", "판례마다 보여 줄 단락 수"),
    ("", "court", "이 법원이나 심급의 판례만, 표기는 자유(여러 번 쓸 수 있음)"),
    ("", "from", "이 해, 달, 날부터의 판례만: 2010, 2010-03, 2010-03-15"),
    ("", "to", "이 해, 달, 날까지의 판례만"),
    ("", "kind", "이 종류의 사건만: 민사, 형사, 행정, 가사, 특허, …(여러 번 쓸 수 있음)"),
    ("", "statute", "이 법령이나 조문을 참조한 판례만: 민법, \"민법 제750조\"(여러 번 쓸 수 있음)"),
    ("", "form", "이 형식의 재판만: 판결, 결정, 명령, 재결(여러 번 쓸 수 있음)"),
    ("", "outcome", "결과가 이러한 재판만: 상고기각, 파기환송, 일부인용, 무죄, 위헌, …(여러 번 쓸 수 있음)"),
    ("", "en_banc", "전원합의체(전원재판부) 재판만"),
    ("", "courts_only", "법원의 재판만(행정기관의 재결은 제외)"),
    (
        "index",
        "paths",
        "판례가 든 파일, 폴더, 압축 파일(.zip, .gz, .zst). `-`는 표준 입력. 적지 않으면 색인을 만들 때 읽은 곳",
    ),
    ("index", "rebuild", "바뀐 것이 없어도 모두 다시 읽고, 다른 버전이 만든 색인은 버림"),
    ("index", "dry_run", "무엇이 바뀔지만 보여 주고 아무것도 바꾸지 않음"),
    ("index", "keep", "파일에 이제 없는 판례도 남기고, 파일에 있는 것을 더함"),
    ("index", "prune", "파일에 이제 없는 판례를 지움. 하나도 남지 않아도 지움"),
    ("index", "watch", "끝내지 않고 파일이 바뀔 때마다 갱신"),
    ("index", "verbose", "건너뛴 파일을 모두 알림"),
    ("search", "query", "찾을 것: 낱말, 사건번호, 조문, 또는 질의 언어"),
    ("search", "sort", "순서. date와 cited는 질의의 낱말이 모두 있는 판례만"),
    ("search", "facet", "질의의 낱말이 모두 있는 판례를 법원, 연도, 종류, 법령, 유형, 결과별로 셈"),
    ("search", "context", "단락마다 앞뒤로 보여 줄 단락 수"),
    ("search", "full", "단락을 가장 맞는 문장만이 아니라 전부 보여 줌"),
    (
        "batch",
        "input",
        "한 줄에 하나씩 적은 질의: 그대로, 또는 id, query와 search의 옵션(limit, court, from, …)이 있는 JSON. `-`는 표준 입력",
    ),
    ("batch", "format", "출력 형식: jsonl, tsv, csv, TREC의 run"),
    ("batch", "sort", "순서. date와 cited는 질의의 낱말이 모두 있는 판례만"),
    ("batch", "context", "단락마다 앞뒤로 보여 줄 단락 수"),
    ("batch", "fields", "판례마다 이 필드만, 이 순서로: rank,case_numbers,passages.text"),
    ("batch", "threads", "한 번에 답할 질의 수. 없으면 모든 코어"),
    ("batch", "fail_fast", "답하지 못한 첫 줄에서 멈춤"),
    ("batch", "output", "표준 출력 대신 이 파일에 씀"),
    ("batch", "resume", "--output의 파일에 있는 답은 두고 나머지에 답함"),
    ("fetch", "query", "이 말이 본문에 있는 판례만"),
    ("fetch", "names", "그 말을 사건명에서만 찾음"),
    ("fetch", "court", "이 법원의 판례만, API가 쓰는 이름으로 하나: 대법원, 서울고등법원"),
    ("fetch", "limit", "받을 판례 수의 상한. 최근에 선고된 것부터"),
    ("fetch", "into", "판례를 쓸 폴더"),
    ("fetch", "dry_run", "새로운 것이 몇 건인지 말하고 아무것도 받지 않음"),
    ("fetch", "all", "전에 끝까지 받은 목록도 처음부터 다시 봄"),
    ("fetch", "rate", "1초에 물을 횟수"),
    ("fetch", "timeout", "한 번의 답을 기다릴 초"),
    ("fetch", "retries", "실패한 물음을 점점 오래 쉬며 다시 물을 횟수"),
    ("fetch", "retry_pause", "처음 다시 묻기 전에 쉴 초"),
    ("fetch", "base_url", "API의 주소, 미러용"),
    ("fetch", "insecure", "주소가 http:로 시작하면 키를 암호화 없이 보냄"),
    (
        "export",
        "case",
        "쓸 판례의 사건번호. 같은 번호가 여러 법원에 있으면 앞에 법원을 적음. 없으면 모든 판례",
    ),
    ("export", "limit", "쓸 판례 수의 상한"),
    ("export", "format", "쓸 형식"),
    ("export", "query", "이 질의로 찾는 판례. 순서도 검색과 같음"),
    ("export", "sort", "순서. date와 cited는 질의의 낱말이 모두 있는 판례만"),
    ("export", "output", "쓸 파일. 여러 파일로 쓰는 형식이면 폴더"),
    ("watch", "state", "적어 둔 검색의 파일. 없으면 색인 옆의 .watches.json"),
    ("add", "name", "붙일 이름"),
    ("add", "case", "이 사건을 인용한 판례. 색인에 없는 사건도 됨"),
    ("add", "query", "search와 같은 질의. 낱말이 모두 있는 판례만"),
    ("add", "from_start", "아무것도 본 것으로 치지 않음: 첫 실행에서 맞는 것을 모두 출력"),
    ("remove", "name", "지울 이름"),
    ("run", "names", "이 이름들만. 없으면 모두"),
    ("run", "peek", "출력한 것을 본 것으로 치지 않음"),
    ("run", "mark", "모두 본 것으로 치고 아무것도 출력하지 않음"),
    ("schema", "kind", "줄의 종류, 줄의 `kind`에 적힌 이름. 없으면 모두 늘어놓음"),
    ("explain", "query", "질의, 따옴표로 묶음"),
    ("explain", "case", "순위를 설명할 판례. 없으면 첫째로 찾은 것"),
    ("show", "case", CASE_OF_SHOW),
    ("similar", "case", CASE_OF_SHOW),
    ("show", "section", "이 부분만: 판시사항, 판결요지, 참조조문, 참조판례, 판례내용, 주문, 이유, …"),
    ("show", "passages", "단락마다 위치와 함께"),
    ("cites", "sort", "순서"),
    ("cites", "limit", "많아야 이만큼"),
    ("cited-by", "sort", "순서"),
    ("cited-by", "limit", "많아야 이만큼"),
    ("graph", "all", "전체를 edges, csv, graphml, json으로 내보냄"),
    ("graph", "depth", "몇 단계까지"),
    ("graph", "direction", "따라갈 인용"),
    ("graph", "format", "형식. html은 네트워크 없이 브라우저로 열리는 파일 하나"),
    ("graph", "json", "--format json과 같음"),
    ("graph", "fields", "이 필드만, 이 순서로: from,to,treatment (json, edges, csv)"),
    ("graph", "limit", "많아야 이만큼, 가까운 것부터"),
    ("top", "query", "이 질의에 맞는 판례만"),
    ("top", "limit", "보여 줄 개수"),
    ("top", "by", "앞에 올 기준"),
    ("top", "in_index", "색인에 있는 판례만"),
    ("path", "from", "시작할 판례: 사건번호. 같은 번호가 여러 법원에 있으면 법원과 함께 따옴표로 묶음"),
    ("path", "to", "다다를 판례"),
    ("path", "either_way", "인용을 거슬러서도 따라감: 둘을 인용한 판례나 둘이 인용한 판례를 거침"),
    (
        "history",
        "case",
        "어느 심급이든 사건번호(2015다24904). 같은 번호가 여러 법원에 있으면 앞에 법원을 적음",
    ),
    ("references", "paths", "판례가 든 파일, 폴더, 압축 파일, 또는 인용이 있는 글. `-`는 표준 입력"),
    ("verify", "paths", "서면: 글, Markdown, .docx. `-`는 표준 입력"),
    ("verify", "all", "바른 인용도 보여 줌"),
    ("status", "graph", "인용을 모두 풀어, 색인에 있는 판례를 가리키는 것이 얼마인지도 보여 줌"),
    (
        "eval",
        "queries",
        "질문과 답: id, query, relevant가 있는 JSON Lines, 또는 --qrels와 함께 쓰는 주제(번호, 탭, 질의)",
    ),
    ("eval", "qrels", "주제의 답, TREC 형식: 번호 0 사건번호 등급"),
    ("eval", "citations", "색인에서 질문 N개를 만듦: 다른 판례를 인용한 곳에 적힌 말"),
    ("eval", "seed", "만들 질문을 고르는 수. 다른 수는 다른 질문을 고름"),
    ("eval", "queries_out", "만든 질문을 JSON Lines로 이 파일에 씀"),
    ("eval", "run", "찾은 것을 TREC run 형식으로 이 파일에 씀"),
    ("eval", "limit", "찾을 판례 수"),
    ("eval", "threads", "한 번에 물을 질의 수. 하나면 다른 일이 없는 기계의 시간"),
    ("eval", "failures", "묶음마다 가장 못 찾은 질문 N개를 보여 줌"),
    ("eval", "ablation", "순위의 부분을 하나씩 빼고, 그것이 더하는 것을 보여 줌"),
    ("analyze", "text", "글. `-`는 표준 입력"),
    ("config", "path", "사용자 설정 파일의 자리만 출력"),
    ("completions", "shell", "셸"),
    ("man", "command", "설명서를 출력할 명령. 없으면 프로그램 자체"),
    ("man", "out", "모든 쪽을 이 폴더에 씀"),
    ("help", "command", "명령, 또는 그 아래 명령까지 (watch add). 없으면 전체"),
];

/// Command (empty: any), argument, value, Korean.
const VALUES: &[(&str, &str, &str, &str)] = &[
    ("", "color", "auto", "터미널에서만. `NO_COLOR`가 있으면 쓰지 않음"),
    ("", "color", "always", "언제나"),
    ("", "color", "never", "쓰지 않음"),
    ("", "lang", "en", "영어"),
    ("", "lang", "ko", "한국어"),
    ("search", "sort", "relevance", "가장 맞는 것부터"),
    ("", "sort", "date", "최근 것부터"),
    ("search", "sort", "cited", "많이 인용된 것부터"),
    ("", "sort", "weight", "많이 언급된 것부터"),
    ("", "facet", "court", "법원"),
    ("", "facet", "year", "선고 연도"),
    ("", "facet", "kind", "사건 종류"),
    ("", "facet", "law", "참조한 법령"),
    ("", "facet", "form", "재판의 형식"),
    ("", "facet", "outcome", "재판의 결과"),
    ("graph", "direction", "cites", "그 판례가 인용한 것"),
    ("graph", "direction", "cited-by", "그 판례를 인용한 것"),
    ("graph", "direction", "both", "둘 다"),
    ("", "format", "text", "사람이 읽는 글"),
    ("", "format", "jsonl", "한 줄에 JSON 객체 하나"),
    ("", "format", "tsv", "탭으로 나눈 표, 첫 줄은 제목"),
    ("", "format", "csv", "쉼표로 나눈 표, 첫 줄은 제목"),
    ("batch", "format", "jsonl", "질의마다 JSON 객체 하나"),
    ("batch", "format", "tsv", "탭으로 나눈 표, 찾은 판례마다 한 줄"),
    ("batch", "format", "csv", "쉼표로 나눈 표, 찾은 판례마다 한 줄"),
    ("batch", "format", "trec", "TREC 도구가 읽는 run: 번호 Q0 사건번호 순위 점수 panrye"),
    ("export", "sort", "relevance", "가장 맞는 것부터"),
    ("export", "sort", "cited", "많이 인용된 것부터"),
    ("export", "format", "citation", "법원이 인용하는 표기"),
    ("export", "format", "bibtex", "biblatex의 @jurisdiction"),
    ("export", "format", "csl-json", "인용 관리 프로그램의 CSL JSON"),
    ("export", "format", "jsonl", "`show --json`의 줄"),
    ("export", "format", "csv", "쉼표로 나눈 표, 판례마다 한 줄"),
    ("export", "format", "markdown", "Markdown 문서 하나, 또는 폴더에 판례마다 하나"),
    ("export", "format", "opensearch", "OpenSearch의 색인 정의와 _bulk 자료, 폴더에"),
    ("export", "format", "quickwit", "Quickwit의 색인 설정과 NDJSON 자료, 폴더에"),
    ("batch", "sort", "relevance", "가장 맞는 것부터"),
    ("batch", "sort", "cited", "많이 인용된 것부터"),
    ("graph", "format", "tree", "들여 쓴 나무"),
    ("graph", "format", "json", "JSON 객체 하나"),
    ("graph", "format", "dot", "Graphviz"),
    ("graph", "format", "mermaid", "Mermaid"),
    ("graph", "format", "graphml", "GraphML"),
    ("graph", "format", "edges", "탭으로 나눈 인용 표"),
    ("graph", "format", "csv", "쉼표로 나눈 인용 표"),
    ("graph", "format", "html", "한 쪽짜리 그림"),
    ("top", "by", "citing", "인용한 판례 수"),
    ("top", "by", "discussed", "언급만이 아니라 자세히 다룬 판례 수"),
    ("top", "by", "pagerank", "PageRank: 많이 인용된 판례가 인용하면 더 침"),
    ("completions", "shell", "bash", "bash"),
    ("completions", "shell", "zsh", "zsh"),
    ("completions", "shell", "fish", "fish"),
    ("completions", "shell", "powershell", "PowerShell"),
    ("completions", "shell", "elvish", "Elvish"),
];

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use clap::CommandFactory;

    use super::*;
    use crate::cli::Arguments;

    /// Every command, argument and value without Korean.
    fn missing(command: &Command) -> Vec<String> {
        let name = command.get_name();
        let mut missing = Vec::new();
        if about(name).is_none() {
            missing.push(name.to_owned());
        }
        for argument in command.get_arguments() {
            let id = argument.get_id().as_str();
            if super::argument(name, id).is_none() {
                missing.push(format!("{name} {id}"));
            }
            let values = possible_values(argument).into_iter().map(|value| value.get_name().to_owned());
            missing.extend(
                values.filter(|of| value(name, id, of).is_none()).map(|of| format!("{name} {id}={of}")),
            );
        }
        missing.extend(command.get_subcommands().flat_map(self::missing));
        missing
    }

    #[test]
    fn every_command_argument_and_value_has_its_korean() {
        assert_eq!(missing(&Arguments::command()), Vec::<String>::new());
    }

    /// What is said in English where the Korean is that of any command, by argument and value.
    fn shared(command: &Command, found: &mut BTreeMap<(String, String), BTreeSet<String>>) {
        let name = command.get_name();
        for argument in command.get_arguments() {
            let id = argument.get_id().as_str();
            if !ARGUMENTS.iter().any(|(of, known, _)| *of == name && *known == id) {
                let english = argument.get_help().map(ToString::to_string).unwrap_or_default();
                found.entry((id.to_owned(), String::new())).or_default().insert(english);
            }
            for value in possible_values(argument) {
                let own = (name, id, value.get_name());
                if !VALUES.iter().any(|&(of, argument, value, _)| (of, argument, value) == own) {
                    let english = value.get_help().map(ToString::to_string).unwrap_or_default();
                    let of = (id.to_owned(), value.get_name().to_owned());
                    found.entry(of).or_default().insert(english);
                }
            }
        }
        command.get_subcommands().for_each(|command| shared(command, found));
    }

    #[test]
    fn korean_of_several_commands_stands_for_one_english_text() {
        let mut found = BTreeMap::new();
        shared(&Arguments::command(), &mut found);
        assert!(found.len() > 10, "{found:?}");
        found.retain(|_, english| english.len() > 1);
        assert_eq!(found, BTreeMap::new(), "these need a row for each command");
    }

    #[test]
    fn nothing_has_korean_that_is_gone() {
        let command = Arguments::command();
        let all: Vec<&Command> = std::iter::once(&command)
            .chain(command.get_subcommands())
            .chain(command.get_subcommands().flat_map(Command::get_subcommands))
            .collect();
        let find = |name: &str| all.iter().find(|command| command.get_name() == name);
        for (name, _) in ABOUTS {
            assert!(find(name).is_some(), "{name}");
        }
        for (name, id, _) in ARGUMENTS.iter().filter(|(name, _, _)| !name.is_empty()) {
            let arguments = find(name).map(|command| command.get_arguments().collect::<Vec<_>>());
            let found = arguments.is_some_and(|all| all.iter().any(|argument| argument.get_id() == *id));
            assert!(found, "{name} {id}");
        }
    }

    #[test]
    fn the_korean_command_line_understands_what_the_english_one_does() {
        let command = korean(Arguments::command());
        command.clone().debug_assert();
        for line in [
            "panrye search 민법 -n 3",
            "panrye --index x top --by pagerank",
            "panrye graph --all --format edges",
        ] {
            let parsed = command.clone().try_get_matches_from(line.split(' '));
            assert!(parsed.is_ok(), "{line}: {}", parsed.unwrap_err());
        }
    }

    #[test]
    fn the_korean_help_leaves_no_english_heading() {
        let mut command = korean(crate::cli::help::with_notes(Arguments::command()));
        command.build();
        let search = command.find_subcommand_mut("search").unwrap();
        let help = search.render_long_help().to_string();
        for part in ["사용법: ", "\n인자:\n", "\n옵션:\n", "[기본값: 10]", "- cited: 많이 인용된 것부터"]
        {
            assert!(help.contains(part), "{part}: {help}");
        }
        for part in ["Usage", "\nOptions:", "[default", "Possible", "Print help"] {
            assert!(!help.contains(part), "{part}: {help}");
        }
    }
}
