//! What a real terminal is sent where the data was made to take it over, where `script` of util-linux can open one.
//!
//! Every command and every form is asked for judgments, names of files, queries, settings and arguments that are full of
//! control and bidirectional characters.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// A color that panrye does not use, the title of the window, C1, bidirectional characters, separators.
const HOSTILE: &str = "\u{1b}[35;5mPWNED\u{1b}]0;PWNED\u{7}\u{9b}31m\u{9d}\u{7f}\u{8}\u{c}\u{202e}\u{2066}\u{200f}\u{61c}\u{2028}";
const HOSTILE_COLOR: &str = "\u{1b}[35;5m";

/// A folder with a corpus, its index, a brief, questions, and watches, all of them hostile.
fn prepared(folder: &Path) {
    let judgment = |number: &str, cited: &str| {
        serde_json::json!({
            "사건번호": number, "사건명": format!("대여금{HOSTILE}"), "법원명": "대법원",
            "선고일자": "2020-01-02", "사건종류명": format!("민사{HOSTILE}"),
            "판시사항": format!("[1] 손해배상{HOSTILE}의 범위"), "판결요지": format!("[1] 손해배상{HOSTILE}"),
            "참조조문": format!("「민{HOSTILE}법」 제750조, 민법 제751조"),
            "참조판례": format!("대법원 2019. 1. 2. 선고 {cited} 판결{HOSTILE}"),
            "판례내용": format!(
                "【이 유{HOSTILE}】\r\n1. 손해배상{HOSTILE}의 책임.\n특별{HOSTILE}법 제1조. 대법원 2019. 1. 2. 선고 {cited} 판결 참조{HOSTILE}."
            ),
        })
        .to_string()
    };
    fs::create_dir(folder.join("corpus")).unwrap();
    let lines = [judgment("2020다1", "2019다2"), judgment("2020다2", "2020다1")].join("\n");
    fs::write(folder.join("corpus").join(format!("a{HOSTILE}.jsonl")), lines).unwrap();
    fs::write(folder.join("corpus").join(format!("wrong{HOSTILE}.json")), format!("{{\"{HOSTILE}")).unwrap();
    fs::write(folder.join("corpus/wrong.xml"), format!("<?xml version=\"1.0\"?><a{HOSTILE}></b>")).unwrap();
    fs::write(
        folder.join("brief.md"),
        format!(
            "대법원 2020. 1. 3. 선고 2020다1 판결{HOSTILE} 대법원{HOSTILE} 2020. 1. 3. 선고 2017다9 판결"
        ),
    )
    .unwrap();
    let asked = serde_json::json!({"id": HOSTILE, "query": format!("손해배상 {HOSTILE}")});
    let wrong = serde_json::json!({"id": HOSTILE, "query": format!("({HOSTILE}")});
    fs::write(folder.join("batch.jsonl"), format!("{asked}\n{wrong}\n{{\"{HOSTILE}\n")).unwrap();
    let question = serde_json::json!({"id": HOSTILE, "query": HOSTILE, "relevant": ["2020다1"]});
    fs::write(folder.join(format!("q{HOSTILE}.jsonl")), format!("{question}\n")).unwrap();
    fs::create_dir(folder.join("project")).unwrap();
    fs::write(folder.join("project/.panrye.toml"), "\"\\u001b]0;PWNED\\u0007\\u202e\" = 1\n").unwrap();
    fs::create_dir(folder.join("pager")).unwrap();
    fs::write(folder.join("pager/.panrye.toml"), "index = \"x\\u001b[35;5m\\u202e\"\n").unwrap();
}

/// Every command line whose output is data or quotes it; the hostile text stands for `@`.
const LINES: &[&str] = &[
    "index",
    "index --verbose --rebuild @",
    "search 손해배상",
    "search 손해배상@ --full --context 1",
    "search 손해배상 --json",
    "search 손해배상 --format tsv",
    "search 손해배상 --format csv --fields case_name,passages.text",
    "search 손해배상 --format csv --safe-cells",
    "search 손해배상 --files",
    "search 손해배상 -0",
    "search 손해배상 --facet kind,law",
    "search (@",
    "search @",
    "search x --limit @",
    "search x --@",
    "@",
    "help @",
    "explain 손해배상@ 2020다1",
    "explain 손해배상@ --json",
    "similar 2020다1",
    "show 2020다1",
    "show 2020다1 --passages",
    "show 2020다1 --json",
    "show 2020다1 --format csv",
    "show 2020다1 --section @",
    "show @",
    "cites 2020다1",
    "cites 2020다1 --json",
    "cited-by 2020다1",
    "cited-by 2020다1 --format tsv",
    "cited-by @",
    "graph 2020다1",
    "graph 2020다1 --format json",
    "graph 2020다1 --format dot",
    "graph 2020다1 --format mermaid",
    "graph 2020다1 --format graphml",
    "graph 2020다1 --format edges",
    "graph 2020다1 --format csv",
    "graph 2020다1 --format html",
    "graph --all --format graphml",
    "top",
    "top 손해배상@ --json",
    "path 2020다2 2020다1",
    "path @ 2020다1",
    "history 2020다1",
    "references corpus/a@.jsonl",
    "references --json corpus/a@.jsonl",
    "references corpus/wrong@.json",
    "verify brief.md --all",
    "verify brief.md --json",
    "verify @",
    "export --format citation",
    "export --format bibtex",
    "export --format csl-json",
    "export --format jsonl",
    "export --format csv",
    "export --format markdown",
    "export --format markdown --output /dev/stdout",
    "export --format jsonl --output no/@",
    "batch batch.jsonl",
    "batch batch.jsonl --format tsv",
    "batch batch.jsonl --format trec",
    "batch batch.jsonl --format csv --output /dev/stdout",
    "watch add @",
    "watch add a --query 손해배상@ --from-start",
    "watch list",
    "watch run --peek",
    "watch run --peek --json",
    "watch remove @",
    "eval --queries q@.jsonl --failures 1",
    "eval --queries q@.jsonl --json",
    "eval --queries q@.jsonl --run /dev/stdout",
    "analyze 손해배상@",
    "analyze --json 손해배상@",
    "status",
    "status --graph --json",
    "check",
    "compact",
    "config",
    "config --json",
    "doctor",
    "doctor --index @",
    "fetch --base-url http://127.0.0.1:9/@ --retries 0",
    "schema @",
    "completions @",
    "man @",
    "--index @ status",
    "--user-dictionary @ search 손해배상",
    "--lang @ status",
    "--lang ko show @",
    "--lang ko search --@",
    "--lang ko index",
];

/// What a terminal is sent by a command line of a shell.
fn sent(folder: &Path, line: &str, set: &[(&str, &str)]) -> String {
    let mut script = Command::new("script");
    script.args(["-qec", line, "/dev/null"]).current_dir(folder).stdin(Stdio::null());
    for name in ["PAGER", "LESS", "PANRYE_CONFIG", "PANRYE_INDEX", "PANRYE_LANG", "PANRYE_PAGER", "NO_COLOR"]
    {
        script.env_remove(name);
    }
    script.env("HOME", folder).env("LANG", "C.UTF-8").env("LAW_GO_KR_OC", "key").envs(set.iter().copied());
    String::from_utf8_lossy(&script.output().unwrap().stdout).into_owned()
}

/// A command line of a shell; the hostile text stands for `@`.
fn line_of(words: &str) -> String {
    let quote = |word: &str| format!("'{}'", word.replace('@', HOSTILE));
    std::iter::once(env!("CARGO_BIN_EXE_panrye"))
        .chain(words.split_whitespace())
        .map(quote)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The first character that takes over a terminal; the terminal itself makes line feeds of two characters.
fn harmful(sent: &str) -> Option<char> {
    let sent = sent.replace("\r\n", "\n");
    sent.chars().find(|&c| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    })
}

/// The text without colors and without what a progress bar does, but for the color of the hostile text.
fn without_own_sequences(sent: &str) -> String {
    let mut out = String::new();
    let mut rest = sent;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        out.push_str(before);
        let end = after.find(|c: char| !c.is_ascii_digit() && c != ';' && c != '?').unwrap_or(after.len());
        let (_, behind) = after.split_at_checked(end).unwrap_or_default();
        let is_own = behind.starts_with(['m', 'K', 'A', 'h', 'l']) && !after.starts_with("35;5m");
        if is_own {
            rest = behind.get(1..).unwrap_or_default();
        } else {
            out.push('\u{1b}');
            rest = after;
        }
    }
    (out + rest).replace('\r', "")
}

#[test]
#[ignore = "needs `script` of util-linux"]
fn no_data_takes_over_a_terminal_in_any_command_and_form() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    prepared(folder);
    let mut quoted = 0;
    for words in LINES {
        let plain = sent(folder, &line_of(&format!("--quiet {words}")), &[("NO_COLOR", "1")]);
        assert_eq!(harmful(&plain), None, "{words}: {plain:?}");
        quoted += usize::from(plain.contains("PWNED"));
        let colored = sent(folder, &line_of(words), &[]);
        assert!(!colored.contains(HOSTILE_COLOR), "{words}: {colored:?}");
        assert_eq!(harmful(&without_own_sequences(&colored)), None, "{words}: {colored:?}");
    }
    assert!(quoted * 2 > LINES.len(), "the data is shown: {quoted} of {}", LINES.len());
    let search = line_of("search 손해배상");
    let colored = sent(folder, &search, &[]);
    assert!(
        colored.contains("\u{1b}[1m") && colored.contains('\u{fffd}'),
        "our own colors pass: {colored:?}"
    );
    let paged = sent(folder, &search, &[("PAGER", "sed s/^/PAGED/")]);
    assert!(paged.contains("PAGED") && !paged.contains(HOSTILE_COLOR), "{paged:?}");
    assert_eq!(harmful(&without_own_sequences(&paged)), None, "{paged:?}");
}

#[test]
#[ignore = "needs `script` of util-linux"]
fn settings_and_variables_do_not_take_over_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    prepared(folder.path());
    for project in ["project", "pager"] {
        for words in ["search x", "config", "doctor", "status", "--help", "search -h", ""] {
            let sent = sent(&folder.path().join(project), &line_of(words), &[("NO_COLOR", "1")]);
            assert_eq!(harmful(&without_own_sequences(&sent)), None, "{project} {words}: {sent:?}");
        }
    }
    let hostile = |words: &str, name: &str| sent(folder.path(), &line_of(words), &[(name, HOSTILE)]);
    for name in [
        "PANRYE_INDEX",
        "PANRYE_LANG",
        "PANRYE_USER_DICTIONARY",
        "PANRYE_CONFIG",
        "PANRYE_WATCHES",
        "COLUMNS",
    ] {
        for words in ["--help", "search --help", "status", "config", "doctor", "search x", "watch list"] {
            let sent = hostile(words, name);
            assert_eq!(harmful(&without_own_sequences(&sent)), None, "{name} {words}: {sent:?}");
        }
    }
    let help = sent(folder.path(), &line_of("search --help"), &[]);
    assert!(help.contains("\u{1b}["), "help has colors where nothing is hostile: {help:?}");
}
