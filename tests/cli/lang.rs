//! Korean and English: who is spoken to in which, and that nothing is said in English only.

use std::path::Path;

use panrye::output::json::KINDS;
use serde_json::Value;

use crate::open_api::{KEY, OpenApi, Reply, answer};
use crate::support::{Said, Workplace, without_free_space};

/// Runs a command with variables.
fn run(place: &Workplace, arguments: &[&str], variables: &[(&str, &str)]) -> Said {
    Said::of(&place.command(arguments).envs(variables.iter().copied()).output().unwrap())
}

#[test]
fn the_command_line_comes_before_the_variable_the_file_and_the_locale() {
    let place = Workplace::empty();
    let is_korean = |arguments: &[&str], variables: &[(&str, &str)]| {
        let said = run(&place, &[&["show", "2019다1"], arguments].concat(), variables);
        assert_eq!(said.code, 2);
        said.stderr.contains("색인이 없고")
    };
    assert!(!is_korean(&[], &[]));
    assert!(is_korean(&[], &[("LANG", "ko_KR.UTF-8")]));
    assert!(!is_korean(&[], &[("LANG", "ko_KR.UTF-8"), ("LC_ALL", "C.UTF-8")]), "LC_ALL rules");
    assert!(is_korean(&[], &[("LANG", "en_US.UTF-8"), ("LC_MESSAGES", "ko_KR.UTF-8")]));
    place.write(".panrye.toml", b"lang = \"ko\"");
    assert!(is_korean(&[], &[("LANG", "en_US.UTF-8")]));
    assert!(!is_korean(&[], &[("PANRYE_LANG", "en")]));
    assert!(is_korean(&["--lang", "ko"], &[("PANRYE_LANG", "en")]));
    assert_eq!(run(&place, &["status", "--lang", "fr"], &[]).code, 2);
}

#[test]
fn data_is_the_same_in_every_language() {
    let place = Workplace::indexed();
    place.write("brief.md", "대법원 2010. 5. 14. 선고 2009다100002 판결\n".as_bytes());
    place.write("queries.txt", "밥원:대법원\n{\"query\"\n보관물\n".as_bytes());
    for arguments in [
        &["search", "--json", "보관물", "--facet", "court"][..],
        &["explain", "보관물", "--json"],
        &["cited-by", "2009다100002", "--json"],
        &["verify", "brief.md", "--json"],
        &["status", "--json"],
        &["analyze", "손해배상", "--json"],
        &["graph", "--all", "--format", "edges"],
        &["batch", "queries.txt"],
        &["export", "--format", "csv"],
        &["references", "brief.md", "--json"],
        &["schema", "hit"],
    ] {
        let [english, korean] = ["en", "ko"].map(|lang| run(&place, arguments, &[("PANRYE_LANG", lang)]));
        assert_eq!((english.code, english.stdout), (korean.code, korean.stdout), "{arguments:?}");
    }
    let [english, korean] = ["en", "ko"]
        .map(|lang| without_free_space(&run(&place, &["doctor", "--json", "--lang", lang], &[]).stdout));
    assert_eq!(english, korean);
    place.write(".panrye.toml", b"limt = 3");
    let faults = |lang| -> Value {
        run(&place, &["config", "--json", "--lang", lang], &[]).json()[0]["faults"].clone()
    };
    assert_eq!(faults("en"), faults("ko"));
}

/// Words that are the same in Korean: names, formats, commands, options and units.
fn is_name(word: &str) -> bool {
    const NAMES: &[&str] = &[
        "panrye", "PageRank", "JSON", "Lines", "TREC", "MRR", "nDCG", "recall", "Markdown", "docx", "UTF",
        "CP949", "KiB", "MiB", "GiB", "corpus", "index", "source", "less", "NNG", "schema", "TOML", "XML",
        "CSV", "zip", "Referer",
    ];
    NAMES.contains(&word) || word.chars().all(|c| c.is_ascii_uppercase() || c == '_')
}

/// English words in what people read, but for what is quoted, for paths and options and for what they have given.
fn english(text: &str, given: &[&str]) -> Vec<String> {
    let given = given.join(" ");
    let spoken: String = text.split(['`', '\'']).step_by(2).collect::<Vec<_>>().join(" ");
    let words = spoken.split_whitespace().filter(|word| {
        let bare = word.trim_end_matches([':', '.', ',']);
        !bare.contains(['/', '.', '_', '-', ':'])
    });
    let letters =
        |word: &str| word.split(|c: char| !c.is_ascii_alphabetic()).map(str::to_owned).collect::<Vec<_>>();
    let words = words.flat_map(letters).filter(|word| word.len() > 2);
    words.filter(|word| !is_name(word) && !given.contains(word.as_str())).collect()
}

#[test]
fn what_people_read_has_no_english_left_in_korean() {
    let place = Workplace::indexed();
    place.write(
        "brief.md",
        "대법원 2010. 5. 14. 선고 2009다100002 판결, 대법원 2008다100002, 서울고법 2018나100003, 대법원 2013. 5. 9. 선고 2011다 판결\n"
            .as_bytes(),
    );
    place.write("broken/empty.json", b"");
    place.write("broken/broken.xml", b"<a><b></a>");
    place.write("words.csv", "가 나\n".as_bytes());
    place.write("queries.txt", "밥원:대법원\n보관물\n".as_bytes());
    for (code, arguments) in [
        (0, &["search", "보관물", "-n", "1"][..]),
        (0, &["search", "보관물 창고업쟈", "--facet", "court,year,kind,law"]),
        (1, &["search", "블록체인 2019나1 조문:\"민법 제9999조\" 법원:없음"]),
        (2, &["search", "손해 (배상"]),
        (2, &["search", "밥원:대법원"]),
        (2, &["search", "선고:없음"]),
        (0, &["explain", "보관물 \"야간에 경비원\" 법원:대법원 선고:2000..2030 -없음", "2019다100001"]),
        (1, &["show", "1999다1"]),
        (1, &["show", "2019다100001", "--section", "없음"]),
        (0, &["cites", "2019다100001"]),
        (0, &["cited-by", "2009다100002", "-n", "1"]),
        (1, &["cites", "1999다1"]),
        (1, &["similar", "1999다1"]),
        (0, &["history", "2019다100001"]),
        (0, &["path", "2019다100001", "2009다100002"]),
        (1, &["path", "2016도100005", "2009다100002"]),
        (0, &["top"]),
        (1, &["verify", "brief.md", "--all"]),
        (0, &["status", "--graph"]),
        (0, &["check"]),
        (0, &["compact"]),
        (0, &["analyze", "손해배상을"]),
        (0, &["index"]),
        (0, &["index", "--rebuild"]),
        (2, &["index", "broken", "--keep"]),
        (2, &["index", "broken", "--map", "요약=판결요지", "--keep"]),
        (2, &["index", "nowhere"]),
        (2, &["status", "--index", "nowhere"]),
        (2, &["search", "보관물", "--user-dictionary", "words.csv"]),
        (2, &["search"]),
        (2, &["shwo"]),
        (2, &["search", "--from", "없음", "보관물"]),
        (2, &["search", "--from", "2020", "--to", "2019", "보관물"]),
        (2, &["batch", "queries.txt", "--format", "trec"]),
        (2, &["batch", "nowhere"]),
        (0, &["export", "--format", "citation", "--output", "cited.txt"]),
        (1, &["export", "1999다1", "--format", "citation"]),
        (2, &["export", "2019다100001", "--court", "대법원", "--format", "csv"]),
        (2, &["export", "--format", "opensearch"]),
        (0, &["watch", "add", "보관", "보관물"]),
        (2, &["watch", "add", "보관", "보관물"]),
        (2, &["watch", "add", "빈것"]),
        (0, &["watch", "list"]),
        (1, &["watch", "run"]),
        (2, &["watch", "run", "없음"]),
        (1, &["watch", "remove", "없음"]),
        (0, &["schema"]),
        (2, &["schema", "없음"]),
        (0, &["config"]),
        (1, &["graph", "1999다1"]),
        (2, &["graph", "2019다100001", "--fields", "from"]),
        (0, &["references", "brief.md"]),
        (2, &["references", "nowhere"]),
        (0, &["eval", "--citations", "2", "--failures", "1"]),
        (1, &["doctor", "--user-dictionary", "nowhere"]),
    ] {
        let said = run(&place, arguments, &[("PANRYE_LANG", "ko")]);
        assert_eq!(said.code, code, "{arguments:?}: {}{}", said.stdout, said.stderr);
        let told = said.stdout + &said.stderr;
        let given = [arguments, &names_shown_by(arguments[0])].concat();
        assert_eq!(english(&told, &given), Vec::<String>::new(), "{arguments:?}: {told}");
    }
}

/// What a command names that is the same in Korean: kinds of lines, settings with their values.
fn names_shown_by(command: &str) -> Vec<&'static str> {
    match command {
        "schema" => KINDS.map(|kind| kind.name).to_vec(),
        "config" => vec!["map", "color", "auto", "pager", "lang", "limit", "passages", "context", "timeout"],
        "doctor" => vec!["Open", "API"],
        _ => Vec::new(),
    }
}

#[test]
fn what_fetch_says_has_no_english_left_in_korean() {
    let says = |reply: &'static str| {
        OpenApi::start(move |question, _| match question.list_page() {
            Some(_) => answer(question, &[900_001]),
            None => Reply::Xml(reply.to_owned()),
        })
    };
    let lists = |reply: &'static str| OpenApi::start(move |_, _| Reply::Xml(reply.to_owned()));
    let unnamed = "<PrecService><사건명>가</사건명><판례내용>나</판례내용></PrecService>";
    for (code, api, arguments) in [
        (0, OpenApi::with(vec![900_001]), &["--dry-run"][..]),
        (0, OpenApi::with(vec![900_001]), &[]),
        (2, says(""), &[]),
        (2, says("<자료><값>1</값></자료>"), &[]),
        (2, says("<PrecService><값>1</값></PrecService>"), &[]),
        (2, says(unnamed), &[]),
        (2, says("<html><title>시스템 점검</title></html>"), &[]),
        (2, lists("<PrecSearch><page>1</page></PrecSearch>"), &[]),
        (2, lists("<Response><result>사용자 정보 검증에 실패하였습니다.</result></Response>"), &[]),
        (2, OpenApi::start(|_, _| Reply::Status(404, String::new())), &[]),
        (2, OpenApi::start(|_, _| Reply::Status(429, "Retry-After: 86400\r\n".to_owned())), &[]),
        (2, OpenApi::with(vec![]), &["--base-url", "http://law.example/DRF"]),
        (2, OpenApi::with(vec![]), &["--base-url", "law.example"]),
    ] {
        let place = Workplace::empty();
        let mut options = vec!["fetch", "--retries", "1", "--retry-pause", "0", "--rate", "1000"];
        let url = api.url();
        if !arguments.contains(&"--base-url") {
            options.extend(["--base-url", &url]);
        }
        options.extend(arguments);
        let said = run(&place, &options, &[("PANRYE_LANG", "ko"), ("LAW_GO_KR_OC", KEY)]);
        assert_eq!(said.code, code, "{arguments:?}: {}{}", said.stdout, said.stderr);
        let told = said.stdout + &said.stderr;
        assert!(!told.is_empty());
        assert_eq!(english(&told, &[]), Vec::<String>::new(), "{arguments:?}: {told}");
    }
    let said = run(&Workplace::empty(), &["fetch"], &[("PANRYE_LANG", "ko"), ("LAW_GO_KR_OC", "")]);
    assert_eq!((said.code, english(&said.stderr, &[])), (2, vec![]), "{}", said.stderr);
}

#[test]
fn help_is_korean_for_every_command() {
    let place = Workplace::empty();
    let help = run(&place, &["help"], &[("PANRYE_LANG", "ko")]).stdout;
    for part in ["사용법: panrye", "\n명령:\n", "\n옵션:\n", "환경 변수:", "종료 코드:"] {
        assert!(help.contains(part), "{part}: {help}");
    }
    let page = run(&place, &["man", "search", "--lang", "ko"], &[]).stdout;
    for part in [".SH 이름", ".SH 사용법", ".SH 옵션", ".SH 예", "판례를 찾습니다"] {
        assert!(page.contains(part), "{part}: {page}");
    }
}

/// String literals of Rust code that no `say!`, table of both languages, attribute or `as_data` holds.
fn literals_in_one_language(code: &str) -> Vec<String> {
    let code = code.split("#[cfg(test)]").next().unwrap();
    let chars: Vec<char> = code.chars().collect();
    let (mut found, mut open, mut at) = (Vec::new(), Vec::new(), 0);
    while at < chars.len() {
        let rest = &chars[at..];
        match rest {
            ['/', '/', ..] => at += rest.iter().position(|&c| c == '\n').unwrap_or(rest.len()),
            ['\'', '\\', _, '\'', ..] => at += 4,
            ['\'', _, '\'', ..] => at += 3,
            ['"', ..] => {
                let mut end = 1;
                while rest[end] != '"' {
                    end += if rest[end] == '\\' { 2 } else { 1 };
                }
                if !open.contains(&true) {
                    found.push(rest[1..end].iter().collect());
                }
                at += end + 1;
            }
            [bracket @ ('(' | '{' | '['), ..] => {
                let before: String = chars[at.saturating_sub(8)..at].iter().collect();
                let both = ["say!", "example", "Text ", "as_data"].iter().any(|name| before.ends_with(name));
                open.push(both || (*bracket == '[' && before.ends_with('#')));
                at += 1;
            }
            [')' | '}' | ']', ..] => {
                open.pop();
                at += 1;
            }
            _ => at += 1,
        }
    }
    found
}

/// Whether a literal is a sentence, or a part of one, in English.
fn is_english(literal: &str) -> bool {
    let words: Vec<&str> = literal.split_whitespace().collect();
    let plain =
        |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase() || ",;:".contains(c));
    let typed = ["panrye ", "echo ", "PRETTY"].iter().any(|start| literal.starts_with(start));
    !typed && words.windows(2).any(|pair| pair.iter().all(plain))
}

#[test]
fn no_message_of_the_command_line_is_in_one_language_only() {
    fn walk(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if !path.ends_with("locale") {
                    walk(&path, found);
                }
                continue;
            }
            let code = std::fs::read_to_string(&path).unwrap();
            let english = literals_in_one_language(&code).into_iter().filter(|literal| is_english(literal));
            found.extend(english.map(|literal| format!("{}: {literal}", path.display())));
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli"), &mut found);
    assert_eq!(found, Vec::<String>::new(), "write these with say!");
    let code = "note(\"not said twice\"); say!(\"said twice\", \"두 번\"); #[arg(help = \"of clap\")]";
    assert_eq!(literals_in_one_language(code), ["not said twice"]);
}
