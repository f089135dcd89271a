//! Servers that mean no good, and folders that lead elsewhere.

use std::path::Path;
use std::process::Command;

use crate::open_api::{OpenApi, Question, Reply, answer, judgment, list};
use crate::support::{Said, Workplace};

/// A key with letters that are spelled in many ways.
const KEY: &str = "a+b@c&SECRET1";

fn command(place: &Workplace, api: &OpenApi, arguments: &[&str]) -> Command {
    let mut command = place.command([
        "fetch",
        "--rate",
        "1000",
        "--retry-pause",
        "0",
        "--retries",
        "0",
        "--base-url",
        &api.url(),
    ]);
    command.args(arguments).env("LAW_GO_KR_OC", KEY);
    command
}

fn fetch(place: &Workplace, api: &OpenApi, arguments: &[&str]) -> Said {
    Said::of(&command(place, api, arguments).output().unwrap())
}

/// The key as a server may write it.
fn spellings() -> [String; 7] {
    let encoded: Vec<String> = KEY.bytes().map(|b| format!("%{b:02x}")).collect();
    [
        KEY.to_owned(),
        "a%2Bb%40c%26SECRET1".to_owned(),
        "a%2bb%40c%26SECRET1".to_owned(),
        "a+b@c&amp;SECRET1".to_owned(),
        "a&#43;b&#x40;c&#38;SECRET1".to_owned(),
        "a\\u002bb@c\\u0026SECRET1".to_owned(),
        encoded.concat(),
    ]
}

/// Asserts that nothing tells the key, in whatever spelling: all of them have these letters.
fn assert_no_key(text: &str, case: &str) {
    for letters in ["SECRET", "SECR", "%53%45%43%52"] {
        assert!(!text.contains(letters), "{case}: {text}");
    }
}

/// What a server answers with that was told this key.
type Answering = fn(&str) -> Reply;

#[test]
fn the_key_is_in_no_message_however_the_server_spells_it() {
    for spelling in spellings() {
        let replies: [(&str, Answering); 5] = [
            ("a redirection", |key| Reply::Status(302, format!("Location: http://127.0.0.1/?OC={key}\r\n"))),
            ("a message", |key| {
                Reply::Xml(format!(
                    "<Response><result><![CDATA[{key} {} x{key}]]></result></Response>",
                    "x".repeat(300)
                ))
            }),
            ("a long message", |key| {
                Reply::Xml(format!(
                    "<Response><result><![CDATA[{}{key}]]></result></Response>",
                    "x".repeat(150)
                ))
            }),
            ("a page", |key| Reply::Xml(format!("<html><title>no {key}</title></html>"))),
            ("a cut text", |key| Reply::Xml(format!("{}{key}{}", "x".repeat(188), "x".repeat(200)))),
        ];
        for (what, reply) in replies {
            let key = spelling.clone();
            let api = OpenApi::start(move |_, _| reply(&key));
            for lang in ["en", "ko"] {
                let place = Workplace::empty();
                let said = fetch(&place, &api, &["--lang", lang, "--dry-run", "--json"]);
                assert_eq!(said.code, 2, "{what}: {}", said.stderr);
                assert_no_key(&format!("{}{}", said.stdout, said.stderr), &format!("{what}, {spelling}"));
            }
        }
    }
}

#[test]
fn the_key_is_in_no_file_however_the_server_spells_it() {
    let everywhere = |text: &str, key: &str| {
        let link =
            format!("<링크><![CDATA[/DRF/x.do?target=prec&oc={key}&ID=1 OC%3D{key}%26 {key}]]></링크>");
        text.replace("대여금]]></사건명>", &format!("대여금 {key}]]></사건명>{link}"))
    };
    for spelling in spellings() {
        let key = spelling.clone();
        let api = OpenApi::start(move |question, _| match (question.serial(), question.list_page()) {
            (Some(900_002), _) => Reply::Status(404, String::new()),
            (Some(serial), _) => Reply::Xml(everywhere(&judgment(serial), &key)),
            (_, page) => {
                let named = format!("<사건번호><![CDATA[2020다900002 {key}]]></사건번호>");
                let text = list(page.unwrap(), &[900_002, 900_001])
                    .replace("<사건번호>2020다900002</사건번호>", &named);
                Reply::Xml(everywhere(&text, &key))
            }
        });
        let place = Workplace::empty();
        let said = fetch(&place, &api, &["--json"]);
        assert_eq!(said.code, 2, "{}", said.stderr);
        assert_no_key(&format!("{}{}", said.stdout, said.stderr), &spelling);
        let folder = place.path("corpus/law.go.kr");
        let mut files = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            assert_no_key(
                &String::from_utf8(std::fs::read(&path).unwrap()).unwrap(),
                &format!("{} {spelling}", path.display()),
            );
            files += 1;
        }
        assert_eq!(files, 2, "a judgment and the notes");
        assert_eq!(place.run(["index"]).code, 0);
    }
}

#[test]
fn a_key_that_was_typed_in_the_wrong_place_is_kept_nowhere() {
    let api = OpenApi::start(|question, _| answer(question, &[900_001]));
    let place = Workplace::empty();
    let said = fetch(&place, &api, &["--query", KEY]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let notes = std::fs::read_to_string(place.path("corpus/law.go.kr/.panrye-fetch")).unwrap();
    assert!(notes.contains("query=…"), "{notes}");
    assert_no_key(&format!("{notes}{}{}", said.stdout, said.stderr), "--query");
    for url in [format!("https://127.0.0.1/DRF?OC={KEY}"), format!("http://127.0.0.1/{KEY} x")] {
        for language in ["en", "ko"] {
            let mut command = place.command(["fetch", "--lang", language, "--base-url", &url]);
            let said = Said::of(&command.env("LAW_GO_KR_OC", KEY).output().unwrap());
            assert!(said.code == 2 && said.stderr.contains('…'), "{}", said.stderr);
            assert_no_key(&said.stderr, &url);
        }
    }
}

#[test]
fn a_judgment_that_was_put_there_meanwhile_stays() {
    let place = Workplace::empty();
    let there = place.path("corpus/law.go.kr/900001.xml");
    let put = there.clone();
    let api = OpenApi::start(move |question, _| {
        if question.list_page().is_none() {
            std::fs::write(&put, "theirs").unwrap();
        }
        answer(question, &[900_001])
    });
    let said = fetch(&place, &api, &[]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert_eq!(std::fs::read_to_string(there).unwrap(), "theirs");
}

#[test]
fn a_list_that_repeats_itself_ends() {
    let endless = |question: &Question, _: usize| match question.list_page() {
        Some(_) => Reply::Xml(list(1, &[900_001]).replace("<totalCnt>1<", "<totalCnt>99999999999<")),
        None => answer(question, &[900_001]),
    };
    let api = OpenApi::start(endless);
    let said = fetch(&Workplace::empty(), &api, &["--dry-run"]);
    assert_eq!((said.code, api.pages().len()), (2, 6), "{}", said.stderr);
    assert!(said.stderr.contains("repeats itself"), "{}", said.stderr);
    // Also where nothing of it is wanted.
    let api = OpenApi::start(endless);
    let said = fetch(&Workplace::empty(), &api, &["--from", "2021"]);
    assert_eq!((said.code, api.pages().len()), (2, 6), "{}", said.stderr);
}

#[test]
fn a_question_that_is_too_long_is_not_asked() {
    let api = OpenApi::with(vec![900_001]);
    for words in ["x".repeat(70_000), "가".repeat(3_000)] {
        for lang in ["en", "ko"] {
            let said = fetch(&Workplace::empty(), &api, &["--lang", lang, "--query", &words]);
            assert_eq!(said.code, 2);
            assert!(said.stderr.contains("8000") && !said.stderr.contains("mistake"), "{}", said.stderr);
        }
    }
    assert!(api.asked().is_empty());
    assert_eq!(fetch(&Workplace::empty(), &api, &["--query", &"가".repeat(800)]).code, 0);
}

#[test]
fn strange_headers_and_depths_are_answers_like_others() {
    for header in [
        "Retry-After: 18446744073709551615\r\n".to_owned(),
        "Retry-After: -1\r\n".to_owned(),
        "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT\r\n".to_owned(),
        format!("Retry-After: {}\r\n", "9".repeat(3_000)),
        format!("X-Long: {}\r\n", "x".repeat(60_000)),
    ] {
        let (place, shown) = (Workplace::empty(), header.chars().take(40).collect::<String>());
        let api = OpenApi::start(move |_, _| Reply::Status(503, header.clone()));
        let said = fetch(&place, &api, &[]);
        assert_eq!(said.code, 2, "{shown}: {}", said.stderr);
        assert!(!said.stderr.contains("mistake") && said.stderr.len() < 1_000, "{shown}: {}", said.stderr);
    }
    let api = OpenApi::start(|_, _| Reply::Xml("<a>".repeat(1_000_000)));
    let said = fetch(&Workplace::empty(), &api, &[]);
    assert!(said.code == 2 && !said.stderr.contains("mistake"), "{}", said.stderr);
}

#[cfg(unix)]
#[test]
fn a_folder_that_leads_elsewhere_is_not_written_to_unless_it_is_named() {
    use std::os::unix::fs::symlink;
    let api = OpenApi::with(vec![900_001]);
    for link in ["corpus", "corpus/law.go.kr"] {
        let place = Workplace::empty();
        place.write("mine/law.go.kr/a", b"precious");
        std::fs::create_dir_all(place.path("project").join(Path::new(link).parent().unwrap())).unwrap();
        let target = if link == "corpus" { "mine" } else { "mine/law.go.kr" };
        symlink(place.path(target), place.path(&format!("project/{link}"))).unwrap();
        let run = |arguments: &[&str]| {
            Said::of(&command(&place, &api, arguments).current_dir(place.path("project")).output().unwrap())
        };
        let said = run(&[]);
        assert_eq!(said.code, 2, "{}", said.stderr);
        assert!(said.stderr.contains(link) && said.stderr.contains("--into"), "{}", said.stderr);
        assert_eq!(std::fs::read_dir(place.path("mine/law.go.kr")).unwrap().count(), 1);
        assert_eq!(run(&["--into", "corpus/law.go.kr"]).code, 0);
        assert!(place.path("mine/law.go.kr/900001.xml").is_file());
    }
}

#[cfg(unix)]
#[test]
fn notes_that_are_a_link_are_not_written() {
    let (api, place) = (OpenApi::with(vec![900_001]), Workplace::empty());
    place.write("mine", b"alias x=y\n");
    std::fs::create_dir_all(place.path("corpus/law.go.kr")).unwrap();
    std::os::unix::fs::symlink("../../mine", place.path("corpus/law.go.kr/.panrye-fetch")).unwrap();
    for arguments in [&[][..], &["--dry-run"], &["--lang", "ko"]] {
        let said = fetch(&place, &api, arguments);
        assert!(said.code == 2 && said.stderr.contains(".panrye-fetch"), "{}", said.stderr);
        assert_eq!(std::fs::read(place.path("mine")).unwrap(), b"alias x=y\n");
    }
}
