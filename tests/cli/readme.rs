//! The commands of the README, run as they stand there, and what it says they print.
#![cfg(unix)]

use std::path::Path;
use std::process::Command;

use crate::open_api::{KEY, OpenApi};
use crate::support::{Said, Workplace};

const PAGES: [(&str, &str); 2] = [
    ("README.md", include_str!("../../README.md")),
    ("docs/query-language.md", include_str!("../../docs/query-language.md")),
];

/// Commands that are not run, by how they begin, with the reason.
const NOT_RUN: [(&str, &str); 4] = [
    ("cargo install ", "builds the program again, for minutes"),
    ("cargo test ", "runs this test"),
    ("git clone ", "needs a network, and much of a disk"),
    ("git -C corpus/precedent-kr ", "needs what the line above would have cloned"),
];

/// The brief of the README's transcript, which the reader does not see.
const BRIEF: &str = "\
1. 대법원 2010. 5. 13. 선고 2009다100002 판결
2. 대법원 2010. 5. 14. 선고 2009다100002 판결, 대법원 2010. 5. 13. 선고 2008다100002 판결
3. 서울고법 2019. 1. 10. 선고 2018나100003 판결, 대법원 2013. 5. 9. 선고 2011다 판결
";

/// A command of a page with what stands below it.
#[derive(Debug)]
struct Step {
    command: String,
    shown: Vec<String>,
}

/// The commands of a page in their order. Lines below a command up to the next one are what it prints; a block of text
/// without a command that comes right after a block of a single silent command is what that prints.
fn steps(page: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut lines = page.lines();
    let mut awaited = false;
    while let Some(fence) = lines.next() {
        if fence != "```console" && fence != "```text" {
            continue;
        }
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let commands = block.iter().filter(|line| line.starts_with("$ ")).count();
        assert!(commands > 0 || fence == "```text", "a console without a command: {block:?}");
        if commands > 0 || awaited {
            for line in &block {
                match (line.strip_prefix("$ "), steps.last_mut()) {
                    (Some(command), _) => steps.push(Step { command: command.to_owned(), shown: Vec::new() }),
                    (None, Some(step)) => step.shown.push(line.trim_end().to_owned()),
                    (None, None) => {}
                }
            }
        }
        awaited = fence == "```console" && block.len() == 1;
    }
    for step in &mut steps {
        while step.shown.last().is_some_and(String::is_empty) {
            step.shown.pop();
        }
    }
    steps
}

/// Output that two runs have in common: times differ.
fn normalized(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let is_time = |at: usize| {
        let unit =
            words.get(at + 1).is_some_and(|unit| matches!(unit.trim_end_matches([',', '.']), "s" | "ms"));
        unit && words[at].parse::<f64>().is_ok()
    };
    let kept = words.iter().enumerate().map(|(at, word)| if is_time(at) { "…" } else { *word });
    kept.collect::<Vec<_>>().join(" ").trim_end().to_owned()
}

/// A folder as a reader has it: the corpus of the project, and nothing else.
fn checkout() -> Workplace {
    let place = Workplace::empty();
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_file() {
            let name = format!("corpus/{}", entry.file_name().to_str().unwrap());
            place.write(&name, &std::fs::read(entry.path()).unwrap());
        }
    }
    place
}

/// The command as this test can run it.
fn runnable(command: &str, api: &OpenApi) -> String {
    let mut command = command.replace("cargo run --release -- ", "panrye ");
    if command.starts_with("panrye fetch") {
        command = format!("{command} --base-url {} --rate 1000", api.url());
    }
    let has_jq = Command::new("jq").arg("--version").output().is_ok();
    match command.split_once("| jq ") {
        Some((before, _)) if !has_jq => before.to_owned(),
        _ => command,
    }
}

fn run(place: &Workplace, command: &str) -> Said {
    let program = Path::new(env!("CARGO_BIN_EXE_panrye"));
    let path = std::env::join_paths(
        [program.parent().unwrap().to_owned()]
            .into_iter()
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    );
    let mut shell = place.other_program("sh");
    shell.arg("-c").arg(format!("exec 2>&1\n{command}"));
    shell.env("PATH", path.unwrap()).env("LAW_GO_KR_OC", KEY);
    Said::of(&shell.output().unwrap())
}

#[test]
fn the_commands_of_the_pages_do_what_they_say() {
    let (reader, tester) = (checkout(), Workplace::indexed());
    tester.write("brief.md", BRIEF.as_bytes());
    reader.write("queries.txt", "개인정보\n보호조치 의무\n".as_bytes());
    reader.write("topics.txt", "개인정보 유출\n".as_bytes());
    reader.write("questions.jsonl", "{\"id\": \"a\", \"query\": \"개인정보\", \"limit\": 3}\n".as_bytes());
    let api = OpenApi::with((900_001..900_004).rev().collect());
    let (mut ran, mut compared, mut left_out) = (0, 0, Vec::new());
    for (page, text) in PAGES {
        for step in steps(text) {
            let Step { command, shown } = &step;
            if let Some((beginning, _)) = NOT_RUN.iter().find(|(beginning, _)| command.starts_with(beginning))
            {
                left_out.push(*beginning);
                continue;
            }
            let ours = ["panrye ", "cargo run --release -- ", "export "]
                .iter()
                .any(|name| command.starts_with(name));
            assert!(ours, "{page}: neither run nor left out for a reason: {command}");
            let place = if command.contains("brief.md") { &tester } else { &reader };
            let said = run(place, &runnable(command, &api));
            let wrong = shown.iter().any(|line| line.starts_with("panrye: "));
            assert_eq!(said.code == 2, wrong, "{page}: {command}\n{}", said.stdout);
            ran += 1;
            if !shown.is_empty() {
                compare(page, command, shown, &said.stdout);
                compared += 1;
            }
        }
    }
    assert!(ran > 10 && compared > 3, "{ran} commands were run and {compared} compared");
    left_out.dedup();
    assert_eq!(left_out, NOT_RUN.map(|(beginning, _)| beginning), "reasons for nothing, or in another order");
}

/// Compares what is printed with what the page shows, as far as it shows it: a last line of `…` stands for the rest.
fn compare(page: &str, command: &str, shown: &[String], printed: &str) {
    let mut printed: Vec<String> = printed.trim_end().lines().map(normalized).collect();
    let mut shown: Vec<String> = shown.iter().map(|line| normalized(line)).collect();
    if shown.last().is_some_and(|line| line.trim() == "…") {
        shown.pop();
        printed.truncate(shown.len());
    }
    assert_eq!(printed, shown, "{page}: {command} prints something else");
}

#[test]
fn a_page_is_cut_into_commands_and_what_they_print() {
    let page = "```console\n$ panrye a\n```\nprints\n```text\none\n…\n```\n```text\n$ panrye b | head -1\ntwo\n\n$ panrye c\n```\n\
                ```text\ngrammar = other ;\n```\n";
    let steps = steps(page);
    let found: Vec<_> = steps.iter().map(|step| (step.command.as_str(), step.shown.join("/"))).collect();
    assert_eq!(
        found,
        [
            ("panrye a", "one/…".to_owned()),
            ("panrye b | head -1", "two".to_owned()),
            ("panrye c", String::new())
        ]
    );
    assert_eq!(normalized("indexed 1 in 0.25 s, 3 ms."), "indexed 1 in … s, … ms.");
}
