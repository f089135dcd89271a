//! Bringing judgments from the Open API, with a server of our own in its place.

use std::path::Path;
use std::process::Command;
#[cfg(unix)]
use std::sync::mpsc;

use encoding_rs::EUC_KR;

use crate::open_api::{KEY, OpenApi, Reply, answer, judgment, list, no_such};
use crate::support::{Said, Workplace};

/// `panrye fetch` against a server, as fast as it goes.
fn command(place: &Workplace, api: &OpenApi, arguments: &[&str]) -> Command {
    let mut command =
        place.command(["fetch", "--rate", "1000", "--retry-pause", "0", "--base-url", &api.url()]);
    command.args(arguments).env("LAW_GO_KR_OC", KEY);
    command
}

fn fetch(place: &Workplace, api: &OpenApi, arguments: &[&str]) -> Said {
    let said = Said::of(&command(place, api, arguments).output().unwrap());
    assert!(!said.stdout.contains(KEY) && !said.stderr.contains(KEY), "{} {}", said.stdout, said.stderr);
    said
}

/// The names of the files in the folder of judgments, sorted, without the notes.
fn files(place: &Workplace) -> Vec<String> {
    let entries = std::fs::read_dir(place.path("corpus/law.go.kr")).into_iter().flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name != ".panrye-fetch");
    names.sort();
    names
}

fn serials(from: u64, to: u64) -> Vec<u64> {
    (from..=to).rev().collect()
}

fn no_key_in(folder: &Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains(KEY));
    }
}

#[test]
fn doctor_asks_the_api_only_where_that_is_wanted() {
    let place = Workplace::indexed();
    let api = OpenApi::with(vec![900_001, 900_002]);
    let url = api.url();
    let doctor = |url: &str, more: &[&str], key: Option<&str>| {
        let mut command = place.command(["doctor", "--json", "--base-url", url].iter().chain(more));
        if let Some(key) = key {
            command.env("LAW_GO_KR_OC", key);
        }
        let said = Said::of(&command.output().unwrap());
        assert!(!said.stdout.contains(KEY) && !said.stderr.contains(KEY), "{} {}", said.stdout, said.stderr);
        let checks = said.json().remove(0)["checks"].take();
        checks.as_array().unwrap().iter().find(|check| check["name"] == "open_api").unwrap().clone()
    };
    let without_key = doctor(&url, &["--online"], None);
    assert_eq!(without_key["state"], "hint");
    assert!(without_key["advice"].as_str().unwrap().contains("open.law.go.kr"), "{without_key}");
    assert_eq!(doctor(&url, &[], Some(KEY))["state"], "hint");
    assert!(api.asked().is_empty());
    let asked = doctor(&url, &["--online"], Some(KEY));
    assert_eq!((&asked["state"], api.asked().len()), (&"ok".into(), 1), "{asked}");

    let refusing = OpenApi::start(|_, _| {
        Reply::Xml("<Response><result>사용자 정보 검증에 실패하였습니다.</result></Response>".to_owned())
    });
    let refused = doctor(&refusing.url(), &["--online"], Some(KEY));
    assert_eq!(refused["state"], "wrong");
    assert!(refused["advice"].as_str().unwrap().contains("--referer"), "{refused}");
}

#[test]
fn judgments_are_fetched_indexed_and_found() {
    let api = OpenApi::with(serials(900_001, 900_003));
    let place = Workplace::empty();
    let said = fetch(&place, &api, &[]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert_eq!(files(&place), ["900001.xml", "900002.xml", "900003.xml"]);
    let written = std::fs::read_to_string(place.path("corpus/law.go.kr/900002.xml")).unwrap();
    assert_eq!(written, judgment(900_002), "as it came");
    no_key_in(&place.path("corpus/law.go.kr"));
    assert_eq!(place.run(["index"]).code, 0);
    assert_eq!(place.hits("2020다900002"), ["2020다900002"]);
    insta::assert_snapshot!(said.stderr, @r"
    looked at 3 of 3 judgments on the list: 0 already here, 0 known to have no text, 3 new
    fetched 3 into corpus/law.go.kr, 0 without text, 0 failed
    run `panrye index` to search them
    ");
}

#[test]
fn the_question_is_the_documented_one() {
    let api = OpenApi::with(serials(900_001, 900_001));
    let place = Workplace::empty();
    let narrowed =
        ["--query", "개인 정보&유출", "--court", "대법원", "--from", "2018-02", "--to", "2021", "-n", "5"];
    assert_eq!(fetch(&place, &api, &narrowed).code, 0);
    let asked = api.asked();
    let expected = [
        ("OC", KEY),
        ("target", "prec"),
        ("type", "XML"),
        ("display", "100"),
        ("page", "1"),
        ("sort", "ddes"),
        ("search", "2"),
        ("query", "개인 정보&유출"),
        ("curt", "대법원"),
        ("prncYd", "20180201~20211231"),
    ];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(asked[0].parameters, expected.into_iter().collect());
    let detail = [("OC", KEY), ("target", "prec"), ("type", "XML"), ("ID", "900001")];
    let detail = detail.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(asked[1].parameters, detail.into_iter().collect());
    let agent = format!("user-agent: mozilla/5.0 (compatible; panrye/{})", env!("CARGO_PKG_VERSION"));
    assert!(asked.iter().all(|question| question.head.to_lowercase().contains(&agent)));
    assert_eq!(fetch(&place, &api, &["--query", "대여금", "--names"]).code, 0);
    assert_eq!(api.asked()[2].get("search"), "1");
}

#[test]
fn who_asks_and_from_where_is_said_and_can_be_set() {
    let head = |arguments: &[&str]| {
        let api = OpenApi::with(serials(900_001, 900_001));
        let said = fetch(&Workplace::empty(), &api, arguments);
        assert_eq!(said.code, 0, "{}", said.stderr);
        api.asked().last().unwrap().head.to_ascii_lowercase()
    };
    let plain = head(&[]);
    assert!(plain.contains("referer: https://www.law.go.kr/\n"), "{plain}");
    assert!(plain.contains("user-agent: mozilla/5.0 (compatible; panrye/"), "{plain}");
    let other = head(&["--referer", "https://a.example/", "--user-agent", "me"]);
    assert!(other.contains("referer: https://a.example/\n") && other.contains("user-agent: me\n"), "{other}");
    assert!(!head(&["--referer", ""]).contains("referer"));
    let api = OpenApi::with(Vec::new());
    let refused = fetch(&Workplace::empty(), &api, &["--user-agent", "한글"]);
    assert_eq!(refused.code, 2);
    assert!(api.asked().is_empty());
}

#[test]
fn other_collections_come_into_folders_of_their_own() {
    let api = OpenApi::start(|question, _| {
        assert_eq!(question.get("target"), "detc");
        Reply::Xml(match question.list_page() {
            Some(_) => "<DetcSearch><target>detc</target><totalCnt>1</totalCnt><Detc id=\"1\"><헌재결정례일련번호>900001\
                        </헌재결정례일련번호><종국일자>2021.12.30</종국일자><사건번호>2020헌바900001</사건번호></Detc></DetcSearch>"
                .to_owned(),
            None => "<DetcService><헌재결정례일련번호>900001</헌재결정례일련번호><종국일자>20211230</종국일자>\
                     <사건번호>2020헌바900001</사건번호><전문><![CDATA[【주 문】<br/>가나법 제3조는 헌법에 위반된다.<br/>【이 유】<br/>본다.]]></전문>\
                     <심판대상조문>가나법 제3조</심판대상조문></DetcService>"
                .to_owned(),
        })
    });
    let place = Workplace::empty();
    let said = fetch(&place, &api, &["--target", "detc", "--from", "2020"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert_eq!(api.asked()[0].get("edYd"), "20200101~99991231");
    assert!(place.path("corpus/law.go.kr/detc/900001.xml").is_file());
    assert_eq!(place.run(["index"]).code, 0);
    let shown = &place.json(["show", "2020헌바900001", "--json"])[0];
    assert_eq!((&shown["court"], &shown["outcome"]["value"]), (&"헌법재판소".into(), &"위헌".into()));
    assert_eq!(shown["decision_date"], "2021-12-30");
    let refused = fetch(&place, &api, &["--target", "detc", "--court", "대법원"]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("--court"), "{}", refused.stderr);
}

#[test]
fn a_page_that_sends_browsers_on_is_told_from_others() {
    let page = "<html><head><script>window.location.href='/LSW/other.do';</script></head></html>";
    let api = OpenApi::start(move |_, _| Reply::Xml(page.to_owned()));
    let said = fetch(&Workplace::empty(), &api, &[]);
    assert_eq!(said.code, 2);
    assert!(
        said.stderr.contains("sends browsers on") && said.stderr.contains("--referer"),
        "{}",
        said.stderr
    );
    assert_eq!(api.asked().len(), 1, "it does not pass");
}

#[test]
fn without_a_key_it_says_where_to_get_one() {
    let api = OpenApi::with(vec![]);
    let place = Workplace::empty();
    for key in [None, Some(""), Some("two words")] {
        let mut command = command(&place, &api, &[]);
        command.env_remove("LAW_GO_KR_OC").envs(key.map(|key| ("LAW_GO_KR_OC", key)));
        let said = Said::of(&command.output().unwrap());
        assert_eq!(said.code, 2);
        assert!(
            said.stderr.contains("open.law.go.kr") && said.stderr.contains("LAW_GO_KR_OC"),
            "{}",
            said.stderr
        );
    }
    assert!(api.asked().is_empty() && !place.path("corpus").exists());
}

#[test]
fn the_key_travels_unencrypted_only_on_this_machine() {
    let place = Workplace::empty();
    let mut command = place.command(["fetch", "--base-url", "http://law.example/DRF"]);
    let said = Said::of(&command.env("LAW_GO_KR_OC", KEY).output().unwrap());
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("--insecure") && !said.stderr.contains(KEY), "{}", said.stderr);
}

#[test]
fn nothing_is_fetched_twice_and_the_list_is_read_no_further_than_needed() {
    let place = Workplace::empty();
    let api = OpenApi::with(serials(900_001, 900_250));
    assert_eq!(fetch(&place, &api, &[]).code, 0);
    assert_eq!((files(&place).len(), api.pages()), (250, vec![1, 2, 3]));

    let again = OpenApi::with(serials(900_001, 900_250));
    let said = fetch(&place, &again, &[]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert_eq!((again.pages(), again.serials()), (vec![1], vec![]));
    assert!(said.stderr.contains("100 already here") && said.stderr.contains("0 new"), "{}", said.stderr);

    // Two new ones at the top, and one that was registered late far down: the list has grown by three.
    let mut longer = serials(900_001, 900_252);
    longer.insert(220, 800_001);
    let grown = OpenApi::with(longer.clone());
    assert_eq!(fetch(&place, &grown, &[]).code, 0);
    assert_eq!(grown.serials(), [900_252, 900_251, 800_001]);

    let all = OpenApi::with(longer);
    assert_eq!(fetch(&place, &all, &["--all"]).code, 0);
    assert_eq!((all.pages(), all.serials()), (vec![1, 2, 3], vec![]));
}

#[test]
fn a_fetch_that_was_cut_short_goes_on() {
    let place = Workplace::empty();
    let api = OpenApi::with(serials(900_001, 900_150));
    let said = fetch(&place, &api, &["--limit", "120"]);
    assert_eq!((said.code, files(&place).len()), (0, 120), "{}", said.stderr);
    // The first page holds nothing new, and still the rest is found.
    let rest = OpenApi::with(serials(900_001, 900_150));
    assert_eq!(fetch(&place, &rest, &[]).code, 0);
    assert_eq!(rest.serials(), serials(900_001, 900_030));
}

#[cfg(unix)]
#[test]
fn a_killed_fetch_leaves_whole_files_and_goes_on() {
    let place = Workplace::empty();
    let (reached, at_the_fourth) = mpsc::sync_channel(1);
    let api = OpenApi::start(move |question, _| match question.serial() {
        Some(900_003) => {
            let _ = reached.try_send(());
            Reply::Silence
        }
        _ => answer(question, &serials(900_001, 900_006)),
    });
    let mut running = command(&place, &api, &[]).spawn().unwrap();
    at_the_fourth.recv().unwrap();
    let second = fetch(&place, &api, &[]);
    assert!(second.code == 2 && second.stderr.contains("another `panrye fetch`"), "{}", second.stderr);
    running.kill().unwrap();
    running.wait().unwrap();
    assert_eq!(files(&place), ["900004.xml", "900005.xml", "900006.xml"]);
    // What a kill in the middle of writing leaves behind.
    place.write("corpus/law.go.kr/.900003.xml.77.part", b"<PrecService><half");
    let api = OpenApi::with(serials(900_001, 900_006));
    assert_eq!(fetch(&place, &api, &[]).code, 0);
    assert_eq!(api.serials(), [900_003, 900_002, 900_001]);
    assert_eq!(files(&place).len(), 6);
}

#[test]
fn a_dry_run_counts_and_writes_nothing() {
    let place = Workplace::empty();
    let api = OpenApi::with(serials(900_001, 900_102));
    let said = fetch(&place, &api, &["--dry-run", "--json"]);
    assert_eq!(said.code, 0);
    let line = &said.json()[0];
    assert_eq!(
        (line["kind"].as_str(), line["new"].as_u64(), line["fetched"].as_u64()),
        (Some("fetch"), Some(102), Some(0))
    );
    assert!(said.stderr.contains("nothing was fetched"), "{}", said.stderr);
    assert!(api.serials().is_empty() && !place.path("corpus").exists());
}

#[test]
fn an_empty_list_finds_nothing() {
    let api = OpenApi::with(vec![]);
    assert_eq!(fetch(&Workplace::empty(), &api, &["--query", "없는말"]).code, 1);
}

/// How a fault is answered.
type Fault = fn() -> Reply;

/// Faults that pass: the judgment 900002 is answered so at first, and properly when it is asked for again.
#[test]
fn what_passes_is_asked_again() {
    let cp949 = |text: &str| EUC_KR.encode(text).0.into_owned();
    let faults: [(&str, Fault); 11] = [
        ("busy", || Reply::Status(503, String::new())),
        ("too many", || Reply::Status(429, "Retry-After: 0\r\n".to_owned())),
        ("too many, until a day", || {
            Reply::Status(429, "Retry-After: Wed, 21 Oct 2026 07:28:00 GMT\r\n".to_owned())
        }),
        ("hangup", || Reply::Hangup),
        ("cut body", || Reply::Cut(judgment(900_002))),
        ("cut text", || Reply::Xml(judgment(900_002).replace("</PrecService>", ""))),
        ("empty", || Reply::Xml(String::new())),
        ("not packed as it says", || Reply::Status(200, "Content-Encoding: gzip\r\n".to_owned())),
        ("page", || Reply::Xml("<!DOCTYPE html><html><title>시스템 점검</title><br></html>".to_owned())),
        ("another judgment", || Reply::Xml(judgment(900_009))),
        ("binary", || Reply::Bytes(vec![0, 159, 146, 150, 0, 255, 1, 2])),
    ];
    for (name, fault) in faults {
        let api = OpenApi::start(move |question, before| match question.serial() {
            Some(900_002) if before < 2 => fault(),
            _ => answer(question, &serials(900_001, 900_003)),
        });
        let place = Workplace::empty();
        let said = fetch(&place, &api, &[]);
        assert_eq!(said.code, 0, "{name}: {}", said.stderr);
        assert_eq!(api.serials(), [900_003, 900_002, 900_002, 900_002, 900_001], "{name}");
        assert_eq!(files(&place).len(), 3, "{name}");
        assert_eq!(said.stderr.matches("asking again in").count(), 2, "{name}: {}", said.stderr);
    }
    // Another encoding is none: the file is kept as it came, and read as what it is.
    let api = OpenApi::start(move |question, _| match question.serial() {
        Some(_) => Reply::Bytes(cp949(&judgment(900_001).replace("UTF-8", "EUC-KR"))),
        None => answer(question, &[900_001]),
    });
    let place = Workplace::empty();
    assert_eq!(fetch(&place, &api, &[]).code, 0);
    assert_eq!(place.run(["index"]).code, 0);
    assert_eq!(place.hits("2020다900001"), ["2020다900001"]);
}

#[test]
fn an_answer_that_does_not_come_is_waited_for_only_so_long() {
    let api = OpenApi::start(|question, before| match question.serial() {
        Some(900_001) if before == 0 => Reply::Silence,
        _ => answer(question, &[900_001]),
    });
    let place = Workplace::empty();
    let said = fetch(&place, &api, &["--timeout", "0.3"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert!(said.stderr.contains("no whole answer within 0.3 s; asking again"), "{}", said.stderr);
}

/// Faults that stay: the judgment is named, the others are fetched, and nothing is written in its place.
#[test]
fn what_stays_wrong_is_named_and_stops_nothing() {
    let faults: [(&str, &str, Fault); 7] = [
        ("status 404", "status 404", || Reply::Status(404, String::new())),
        ("busy", "status 503", || Reply::Status(503, String::new())),
        ("cut text", "broken XML", || Reply::Xml(judgment(900_002).replace("</PrecService>", ""))),
        ("page", "시스템 점검", || Reply::Xml("<html><title>시스템 점검</title></html>".to_owned())),
        ("another judgment", "is judgment 900009", || Reply::Xml(judgment(900_009))),
        ("other data", "no judgment", || Reply::Xml("<PrecService><값>1</값></PrecService>".to_owned())),
        ("a path for a number", "which judgment", || {
            let named = "<판례정보일련번호>../../900002</판례정보일련번호><사건번호>2020다1</사건번호>";
            Reply::Xml(format!("<PrecService>{named}<판례내용>가</판례내용></PrecService>"))
        }),
    ];
    for (name, reason, fault) in faults {
        let api = OpenApi::start(move |question, _| match question.serial() {
            Some(900_002) => fault(),
            _ => answer(question, &serials(900_001, 900_003)),
        });
        let place = Workplace::empty();
        let said = fetch(&place, &api, &["--retries", "1", "--json"]);
        assert_eq!(said.code, 2, "{name}: {}", said.stderr);
        assert_eq!(files(&place), ["900001.xml", "900003.xml"], "{name}");
        let named = said.stderr.lines().find(|line| line.contains("900002 (대법원 2020다900002)"));
        assert!(named.is_some_and(|line| line.contains(reason)), "{name}: {}", said.stderr);
        assert_eq!(said.json()[0]["failed"][0]["serial_number"], "900002", "{name}");
        // The next fetch asks for it, and only for it.
        let mended = OpenApi::with(serials(900_001, 900_003));
        assert_eq!(fetch(&place, &mended, &[]).code, 0, "{name}");
        assert_eq!(mended.serials(), [900_002], "{name}");
    }
}

#[test]
fn what_failed_is_asked_for_again_without_the_whole_list() {
    let broken = |question: &crate::open_api::Question, _| match question.serial() {
        Some(900_002) => Reply::Xml(judgment(900_002).replace("</PrecService>", "")),
        _ => answer(question, &serials(900_001, 900_250)),
    };
    let place = Workplace::empty();
    assert_eq!(fetch(&place, &OpenApi::start(broken), &["--retries", "0"]).code, 2);
    let again = OpenApi::start(broken);
    let said = fetch(&place, &again, &["--retries", "0"]);
    assert_eq!((said.code, again.pages(), again.serials()), (2, vec![1], vec![900_002]));
    assert!(said.stderr.contains("900002 (대법원 2020다900002)"), "{}", said.stderr);
    let mended = OpenApi::with(serials(900_001, 900_250));
    assert_eq!(fetch(&place, &mended, &[]).code, 0);
    assert_eq!((mended.pages(), mended.serials(), files(&place).len()), (vec![1], vec![900_002], 250));
    assert!(fetch(&place, &mended, &[]).stderr.contains("0 new"));
}

#[test]
fn what_failed_is_asked_for_again_by_the_selection_that_wanted_it() {
    let place = Workplace::empty();
    let broken = OpenApi::start(|question, _| match question.serial() {
        Some(_) => Reply::Status(404, String::new()),
        None => answer(question, &[900_001]),
    });
    assert_eq!(fetch(&place, &broken, &["--court", "대법원"]).code, 2);
    let empty = || {
        OpenApi::start(|question, _| match question.list_page() {
            Some(page) => Reply::Xml(list(page, &[])),
            None => answer(question, &[900_001]),
        })
    };
    let other = empty();
    let said = fetch(&place, &other, &["--query", "보증금"]);
    assert_eq!((said.code, other.serials()), (1, vec![]), "{}", said.stderr);
    // It is fetched though it has gone from the list, and that is no empty answer.
    let same = empty();
    let said = fetch(&place, &same, &["--court", "대법원"]);
    assert_eq!((said.code, same.serials()), (0, vec![900_001]), "{}", said.stderr);
    assert_eq!(files(&place), ["900001.xml"]);
}

#[test]
fn a_judgment_without_text_is_no_failure_and_not_asked_for_again() {
    let serve = |question: &crate::open_api::Question, _| match question.serial() {
        Some(900_002) => Reply::Xml(no_such()),
        _ => answer(question, &serials(900_001, 900_003)),
    };
    let (api, place) = (OpenApi::start(serve), Workplace::empty());
    let said = fetch(&place, &api, &[]);
    assert_eq!((said.code, files(&place).len()), (0, 2), "{}", said.stderr);
    assert!(said.stderr.contains("1 without text, 0 failed"), "{}", said.stderr);
    let again = OpenApi::start(serve);
    assert_eq!(fetch(&place, &again, &[]).code, 0);
    assert!(again.serials().is_empty());
    assert_eq!(fetch(&place, &again, &["--all"]).code, 0);
    assert_eq!(again.serials(), [900_002]);
}

#[test]
fn a_refused_key_ends_it_at_once() {
    let message = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><result>사용자 정보 검증에 실패하였습니다.</result>\
                   <msg>OPEN API 호출 시 사용자 검증을 위하여 정확한 서버장비의 IP주소 및 도메인주소를 등록해 주세요.</msg></Response>";
    let page = format!("<html><title>인증키 {KEY} 오류</title></html>");
    let json = "{\"result\": \"사용자 정보 검증에 실패하였습니다.\"}".to_owned();
    for body in [message.to_owned(), page, json] {
        let api = OpenApi::start(move |_, _| Reply::Xml(body.clone()));
        let said = fetch(&Workplace::empty(), &api, &[]);
        assert_eq!((said.code, api.asked().len()), (2, 1), "{}", said.stderr);
        assert!(
            said.stderr.contains("the key is refused") && said.stderr.contains("open.law.go.kr"),
            "{}",
            said.stderr
        );
    }
    // Also in the middle, and what was fetched stays.
    let api = OpenApi::start(move |question, _| match question.serial() {
        Some(900_002) => Reply::Status(403, String::new()),
        _ => answer(question, &serials(900_001, 900_003)),
    });
    let place = Workplace::empty();
    let said = fetch(&place, &api, &[]);
    assert_eq!((said.code, files(&place)), (2, vec!["900003.xml".to_owned()]), "{}", said.stderr);
    assert_eq!(api.serials(), [900_003, 900_002]);
}

#[test]
fn a_server_that_is_down_is_left_alone() {
    let api = OpenApi::start(|question, _| match question.serial() {
        Some(_) => Reply::Status(500, String::new()),
        None => answer(question, &serials(900_001, 900_050)),
    });
    let place = Workplace::empty();
    let said = fetch(&place, &api, &["--retries", "0"]);
    assert_eq!((said.code, api.serials().len()), (2, 5), "{}", said.stderr);
    assert!(said.stderr.contains("5 judgments in a row failed") && said.stderr.contains("goes on from here"));
    let elsewhere = OpenApi::start(|_, _| Reply::Status(404, String::new()));
    let said = fetch(&place, &elsewhere, &[]);
    assert_eq!((said.code, elsewhere.asked().len()), (2, 1));
    assert!(
        said.stderr.contains("page 1 of the list") && said.stderr.contains("--base-url"),
        "{}",
        said.stderr
    );
    let busy = OpenApi::start(|_, _| Reply::Status(429, "Retry-After: 86400\r\n".to_owned()));
    let said = fetch(&place, &busy, &[]);
    assert_eq!((said.code, busy.asked().len()), (2, 1));
    assert!(said.stderr.contains("asks to wait 86400 s"), "{}", said.stderr);
}

#[test]
fn a_redirection_is_not_followed_with_the_key() {
    let elsewhere = OpenApi::with(vec![900_001]);
    let location = format!("Location: {}/lawSearch.do?OC={KEY}\r\n", elsewhere.url());
    let api = OpenApi::start(move |_, _| Reply::Status(302, location.clone()));
    let said = fetch(&Workplace::empty(), &api, &[]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("--base-url") && elsewhere.asked().is_empty(), "{}", said.stderr);
}

#[test]
fn a_list_that_changes_while_it_is_read_loses_nothing() {
    // While the second page is asked for, 900300 disappears: 900200 moves from the second page to the first.
    let shrinking = OpenApi::start(|question, before| match question.list_page() {
        Some(1) if before == 0 => Reply::Xml(list(1, &serials(900_001, 900_300))),
        _ => answer(question, &serials(900_001, 900_299)),
    });
    let place = Workplace::empty();
    let said = fetch(&place, &shrinking, &[]);
    assert_eq!(shrinking.pages(), [1, 2, 1, 2, 3], "{}", said.stderr);
    assert_eq!((said.code, files(&place).len()), (0, 299), "{}", said.stderr);
    // And the next one trusts no earlier end.
    let again = OpenApi::with(serials(900_001, 900_299));
    assert_eq!(fetch(&place, &again, &[]).code, 0);
    assert_eq!(again.pages(), [1, 2, 3]);
}

#[test]
fn a_list_without_sense_ends_and_is_named() {
    let strange = list(1, &[900_001]).replace("<판례일련번호>900001<", "<판례일련번호>../../etc/passwd<");
    let api = OpenApi::start(move |_, _| Reply::Xml(strange.clone()));
    let place = Workplace::empty();
    let said = fetch(&place, &api, &[]);
    assert_eq!((said.code, api.serials().len(), files(&place).len()), (2, 0, 0), "{}", said.stderr);
    assert!(said.stderr.contains("want of a serial number"), "{}", said.stderr);
    let endless = OpenApi::start(|question, _| {
        Reply::Xml(
            list(question.list_page().unwrap_or(1), &[]).replace("<totalCnt>0<", "<totalCnt>999999999<"),
        )
    });
    assert_eq!(fetch(&place, &endless, &[]).code, 1);
    assert_eq!(endless.pages(), [1]);
}

#[test]
fn what_the_server_passes_over_is_not_fetched() {
    let api = OpenApi::with(serials(900_001, 900_003));
    let place = Workplace::empty();
    let said = fetch(&place, &api, &["--from", "2021"]);
    assert_eq!((said.code, api.serials().len()), (1, 0), "{}", said.stderr);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let api = OpenApi::with(serials(900_001, 900_003));
    let place = Workplace::empty();
    place.write("corpus/law.go.kr", b"a file");
    let said = fetch(&place, &api, &[]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("corpus/law.go.kr"), "{}", said.stderr);
    assert!(api.asked().is_empty());
}
