//! Queries and files that are larger, longer or stranger than can be meant: refused with what to do, or answered soon.

use crate::support::Workplace;

/// A line of a batch that asks this.
fn question(query: &str) -> String {
    serde_json::json!({ "query": query }).to_string()
}

#[test]
fn a_query_beyond_a_bound_is_refused_at_its_place() {
    let place = Workplace::indexed();
    let joins = |count: usize| ["인용:(보관물)"].repeat(count).join(" OR ");
    let cases = [
        ("가 ".repeat(30_000), 50_001, "at most 50000 characters"),
        (["가"].repeat(2_001).join(" OR "), 10_001, "at most 2000 parts"),
        (joins(9), 97, "at most 8 queries in"),
        ("내용:가 OR ".repeat(201) + "가", 1_604, "at most 200 parts with"),
        (format!("\"{}\"", "가 ".repeat(1_500)), 2_002, "a phrase has at most 2000 characters"),
        ("\"가 나 다 라 마\"~21".to_owned(), 1, "at most 20 words of play"),
        ("\"가 나\"~99999999999".to_owned(), 1, "at most 100 words of play"),
        (format!("사건:{}", "1".repeat(2_000)), 4, "a value of a field has at most 1000 characters"),
        (format!("{}*", "가".repeat(61)), 61, "what precedes * has at most 60 characters"),
    ];
    let lines: Vec<String> = cases.iter().map(|(query, ..)| question(query)).collect();
    place.write("q", lines.join("\n").as_bytes());
    let answers = place.run(["batch", "q"]);
    assert_eq!(answers.code, 2, "{}", answers.stderr);
    for ((query, column, message), answer) in cases.iter().zip(answers.json()) {
        let (error, head) = (&answer["error"], query.chars().take(20).collect::<String>());
        assert_eq!(error["column"], *column, "{head}: {error}");
        assert!(error["message"].as_str().unwrap().contains(message), "{head}: {error}");
    }
}

#[test]
fn a_mistake_in_a_long_query_is_shown_with_what_stands_around_it() {
    let place = Workplace::indexed();
    let query = format!("{} 밥원:대법원 {}", "가나다 ".repeat(200), "라마바 ".repeat(200));
    let said = place.run(["search", &query]);
    assert_eq!(said.code, 2);
    let shown = said.stderr.lines().nth(1).unwrap();
    assert!(shown.starts_with("  …") && shown.ends_with('…') && shown.contains("밥원"), "{shown}");
    assert!(shown.chars().count() < 200, "{shown}");
}

#[test]
fn a_pasted_page_is_answered() {
    let place = Workplace::indexed();
    let citations: String = (1..600)
        .map(|serial| format!("대법원 2015. 2. 12. 선고 2013다{serial} 판결, "))
        .collect::<Vec<_>>()
        .concat();
    let words: String = (0..4_000).map(|word| format!("보관물{word} ")).collect::<Vec<_>>().concat();
    let (again, once) = ("2019다100001 ".repeat(3_000), "2019다100001".to_owned());
    let lines = [words, citations, again, once, "+보관물 ".repeat(1_500)].map(|text| question(&text));
    place.write("q", lines.join("\n").as_bytes());
    let answers = place.json(["batch", "q"]);
    let totals: Vec<_> = answers.iter().map(|answer| answer["total"].as_u64()).collect();
    assert!(answers.iter().all(|answer| answer["error"].is_null()), "{totals:?}");
    assert_eq!(totals[2], totals[3], "a number is asked for once");
    assert!(totals[3] > Some(0) && totals[4] > Some(0), "{totals:?}");
}

#[test]
fn a_query_that_takes_too_long_ends_and_the_others_go_on() {
    let place = Workplace::indexed();
    let said = place.run(["search", "--timeout", "0.000000001", "보관물"]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("the query took longer than 0.000000001 s:"), "{}", said.stderr);
    assert!(said.stderr.contains("--timeout"), "{}", said.stderr);
    let korean = place.run(["search", "--lang", "ko", "--timeout", "0.000000001", "보관물"]);
    assert!(korean.stderr.contains("초가 지나도 질의에 답하지 못했습니다"), "{}", korean.stderr);
    place.write("q", "보관물\n소멸시효\n".as_bytes());
    let batch = place.run(["batch", "--timeout", "0.000000001", "q"]);
    let errors: Vec<bool> =
        batch.json().iter().map(|answer| answer["error"]["message"].is_string()).collect();
    assert_eq!((batch.code, errors), (2, vec![true, true]));
    for unlimited in ["none", "0", "60"] {
        assert_eq!(place.run(["search", "--timeout", unlimited, "보관물"]).code, 0, "{unlimited}");
    }
    assert_eq!(place.run(["search", "--timeout", "soon", "보관물"]).code, 2);
    for command in [&["explain", "보관물"][..], &["similar", "2019다100001"], &["top", "보관물"]] {
        let said = place.run([command, &["--timeout", "0.000000001"]].concat());
        assert_eq!(said.code, 2, "{command:?}: {}", said.stderr);
    }
    assert_eq!(place.run(["eval", "--citations", "1"]).code, 0,);
}

#[test]
fn a_budget_can_be_configured() {
    let place = Workplace::indexed();
    place.write(".panrye.toml", b"timeout = 0.000000001");
    assert!(place.run(["search", "보관물"]).stderr.contains("took longer"));
    assert_eq!(place.run(["search", "--timeout", "none", "보관물"]).code, 0);
    place.write(".panrye.toml", b"timeout = \"none\"");
    assert_eq!(place.run(["search", "보관물"]).code, 0);
    place.write(".panrye.toml", b"timeout = \"soon\"");
    let said = place.run(["search", "보관물"]);
    assert!(said.stderr.contains(":1:11: `timeout` takes a number of seconds"), "{}", said.stderr);
}

#[test]
fn of_many_unknown_words_the_first_are_told() {
    let place = Workplace::indexed();
    let query: String = (0..50).map(|word| format!("wrd{word}xq ")).collect::<Vec<_>>().concat();
    let said = place.run(["search", &format!("보관물 {query} {query}")]);
    let told: Vec<&str> = said.stderr.lines().collect();
    assert_eq!((said.code, told.len()), (0, 11), "{}", said.stderr);
    assert!(told[10].ends_with("… and 40 more"), "{}", told[10]);
}

#[test]
fn of_many_mistakes_in_a_configuration_the_first_are_told() {
    let place = Workplace::indexed();
    let keys: String = (0..60_000).map(|key| format!("k{key} = 1\n")).collect::<Vec<_>>().concat();
    place.write(".panrye.toml", keys.as_bytes());
    let said = place.run(["search", "보관물"]);
    let told: Vec<&str> = said.stderr.lines().collect();
    assert_eq!((said.code, told.len()), (2, 11), "{}", said.stderr);
    assert!(told[9].contains(".panrye.toml:10:1: there is no setting `k9`"), "{}", told[9]);
    assert!(told[10].contains("and 59,990 more"), "{}", told[10]);
    place.write(".panrye.toml", &vec![b'#'; 2 << 20]);
    assert!(place.run(["search", "보관물"]).stderr.contains("larger than the 1048576 bytes"));
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_no_file_is_refused_and_never_waited_for() {
    let place = Workplace::indexed();
    let made = std::process::Command::new("mkfifo").arg(place.path("pipe")).status().unwrap();
    assert!(made.success());
    let pipe = place.path("pipe");
    for (path, reason) in [
        (pipe.to_str().unwrap(), "it is a pipe and no file"),
        ("/dev/zero", "it is a device and no file"),
        ("/proc/self/status", "the system makes it up"),
    ] {
        for arguments in [
            &["search", "보관물", "--user-dictionary", path][..],
            &["batch", path],
            &["eval", "--queries", path],
            &["verify", path],
            &["watch", "list", "--state", path],
        ] {
            let said = place.run(arguments);
            assert_eq!(said.code, 2, "{arguments:?}: {}", said.stderr);
            assert!(said.stderr.contains(reason), "{arguments:?}: {}", said.stderr);
        }
        let mut command = place.command(["search", "보관물"]);
        let output = command.env("PANRYE_CONFIG", path).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains(reason), "{path}: {told}");
    }
}
