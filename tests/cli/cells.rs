//! Data that terminals and spreadsheets would obey: to files and pipes it goes as it is, JSON escapes it, and cells that
//! spreadsheets would run are marked where that is asked for.

use serde_json::json;

use crate::support::Workplace;

/// C0, DEL, C1 and bidirectional characters.
const HOSTILE: &str = "\u{1b}[31m\u{7f}\u{9b}2J\u{202e}\u{200f}";

/// An index of one judgment, whose name is given.
fn named(name: &str) -> Workplace {
    let place = Workplace::empty();
    let judgment = json!({
        "사건번호": "2020다1", "법원명": "대법원", "선고일자": "2020-01-02", "사건명": name,
        "판례내용": "【이 유】 손해배상의 책임을 진다. 대법원 2019. 1. 2. 선고 2019다2 판결 참조",
    });
    place.write("corpus/a.jsonl", judgment.to_string().as_bytes());
    assert_eq!(place.run(["index"]).code, 0);
    place
}

#[test]
fn a_pipe_has_the_data_as_it_is_and_json_has_escapes() {
    let place = Workplace::empty();
    let judgment = json!({
        "사건번호": "2020다1", "법원명": "대법원", "선고일자": "2020-01-02", "사건명": "대여금\u{202e}\u{200f}끝",
        "판례내용": format!("【이 유】 손해{HOSTILE}배상의 책임을 진다. 대법원 2019. 1. 2. 선고 2019다2 판결 참조"),
    });
    place.write("corpus/a.jsonl", judgment.to_string().as_bytes());
    assert_eq!(place.run(["index"]).code, 0);
    let raw = place.run(["search", "책임", "--format", "csv", "--fields", "passages.text"]).stdout;
    assert!(raw.contains(&format!("손해{HOSTILE}배상")), "{raw:?}");
    for (command, escaped) in [
        (&["search", "책임", "--json"][..], r"\u001b[31m\u007f\u009b2J\u202e\u200f"),
        (&["show", "2020다1", "--json"], r"\u001b[31m\u007f\u009b2J\u202e\u200f"),
        (&["export", "--format", "jsonl"], r"\u001b[31m\u007f\u009b2J\u202e\u200f"),
        (&["graph", "2020다1", "--format", "json"], r"\u202e\u200f"),
        (&["export", "--format", "csl-json"], r"\u202e\u200f"),
    ] {
        let said = place.run(command).stdout;
        let taking_over = |c: char| !c.is_ascii() && (c.is_control() || HOSTILE.contains(c));
        assert!(!said.contains(taking_over) && !said.contains('\u{7f}'), "{command:?}: {said:?}");
        assert!(said.contains(escaped), "{command:?}: {said}");
    }
    let lines = place.json(["search", "책임", "--json"]);
    let text = lines[0]["passages"][0]["text"].as_str().unwrap();
    assert!(text.contains(&format!("손해{HOSTILE}배상")), "the value is the same: {text:?}");
}

#[test]
fn cells_that_a_spreadsheet_would_run_are_marked_where_that_is_asked_for() {
    let place = named("=HYPERLINK(\"http://a.example\")");
    let plain = "case_name,score\n\"=HYPERLINK(\"\"http://a.example\"\")\",";
    let command = ["search", "손해배상", "--format", "csv", "--fields", "case_name,score"];
    let said = place.run(command).stdout;
    assert!(said.starts_with(plain), "{said}");
    let safe = place.run(command.iter().chain(&["--safe-cells"])).stdout;
    assert_eq!(safe, said.replace("\"=HYP", "\"'=HYP"), "numbers and headings stay");
    let tsv =
        place.run(["show", "2020다1", "--format", "tsv", "--fields", "case_name", "--safe-cells"]).stdout;
    assert_eq!(tsv, "case_name\n'=HYPERLINK(\"http://a.example\")\n");
    let exported = place.run(["export", "--format", "csv", "--safe-cells"]).stdout;
    assert!(exported.contains("\"'=HYPERLINK("), "{exported}");
    for command in [
        &["search", "손해배상", "--json", "--safe-cells"][..],
        &["search", "손해배상", "--safe-cells"],
        &["graph", "2020다1", "--safe-cells"],
        &["export", "--format", "jsonl", "--safe-cells"],
        &["batch", "corpus/a.jsonl", "--safe-cells"],
    ] {
        let said = place.run(command);
        assert!(
            said.code == 2 && said.stderr.contains("--safe-cells is for tables"),
            "{command:?}: {}",
            said.stderr
        );
    }
}

#[test]
fn a_batch_with_safe_cells_is_resumed() {
    let place = named("-1");
    place.write("queries.txt", "=손해배상\n-없음 손해배상\n+책임\n".as_bytes());
    let command = ["batch", "queries.txt", "--format", "csv", "--safe-cells", "--output", "out.csv"];
    assert_ne!(place.run(command).code, 2);
    let whole = std::fs::read_to_string(place.path("out.csv")).unwrap();
    assert!(whole.contains("'=손해배상") && whole.contains("'-1"), "{whole}");
    let cut: String = whole.lines().take(3).flat_map(|line| [line, "\n"]).collect();
    place.write("out.csv", cut.as_bytes());
    let said = place.run(command.iter().chain(&["--resume"]));
    assert_ne!(said.code, 2, "{}", said.stderr);
    assert_eq!(std::fs::read_to_string(place.path("out.csv")).unwrap(), whole);
}
