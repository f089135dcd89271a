//! What scripts rely on, of every command: formats, fields, schemas, exit codes, and a quiet end in every surrounding.
//!
//! One table names every command; a command without a row fails.

use std::collections::{BTreeMap, BTreeSet};
use std::process::{Command, Stdio};

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;

use crate::open_api::{KEY, OpenApi};
use crate::support::{Said, Workplace, without_free_space};

/// A command with arguments that find something among the fixtures.
struct Row {
    command: &'static str,
    arguments: &'static [&'static str],
    formats: &'static [&'static str],
    /// The kinds of its lines; the last one is that of its tables.
    kinds: &'static [&'static str],
}

const DATA: &[&str] = &["text", "jsonl", "tsv", "csv"];
const EXPORTED: &[&str] = &["citation", "bibtex", "csl-json", "jsonl", "csv", "markdown"];
const DRAWN: &[&str] = &["tree", "json", "jsonl", "dot", "mermaid", "graphml", "edges", "tsv", "csv", "html"];

const fn row(
    command: &'static str,
    arguments: &'static [&'static str],
    formats: &'static [&'static str],
    kinds: &'static [&'static str],
) -> Row {
    Row { command, arguments, formats, kinds }
}

const TABLE: &[Row] = &[
    row("search", &["보관물 도난"], DATA, &["hit"]),
    row("search", &["보관물 도난", "--facet", "court,year,kind,law"], DATA, &["hit", "facet"]),
    row("batch", &["queries.txt"], &["jsonl", "tsv", "csv", "trec"], &["answer"]),
    row("explain", &["보관물 도난"], DATA, &["explanation"]),
    row("similar", &["2019다100018"], DATA, &["hit"]),
    row("show", &["2019다100001"], DATA, &["judgment"]),
    row("cites", &["2019다100018"], DATA, &["edge"]),
    row("cited-by", &["2009다100002"], DATA, &["edge"]),
    row("graph", &["2009다100002"], DRAWN, &["graph", "link"]),
    row("graph", &["--all"], &["json", "jsonl", "graphml", "edges", "tsv", "csv"], &["graph", "link"]),
    row("top", &[], DATA, &["authority"]),
    row("path", &["2019다100018", "2009다100002"], DATA, &["edge"]),
    row("history", &["2019다100018"], DATA, &["history"]),
    row("references", &["corpus"], DATA, &["references"]),
    row("verify", &["--all", "brief.md"], DATA, &["verdict"]),
    row("status", &["--graph"], DATA, &["status"]),
    row("check", &[], DATA, &["check"]),
    row("eval", &["--queries", "questions.jsonl"], DATA, &["evaluation"]),
    row("eval", &["--queries", "questions.jsonl", "--failures", "9"], DATA, &["evaluation", "failure"]),
    row("analyze", &["손해배상책임이 있다."], DATA, &["analysis"]),
    row("fetch", &["--dry-run", "--quiet", "--rate", "1000", "--base-url", URL], DATA, &["fetch"]),
    row("watch", &["list"], DATA, &["watch"]),
    row("watch", &["run", "--peek"], DATA, &["news"]),
    row("config", &[], DATA, &["config"]),
    row("doctor", &[], DATA, &["doctor"]),
    // These have forms of their own.
    row("export", &["2019다100001"], EXPORTED, &[]),
    row("export", &[], EXPORTED, &[]),
    // What prints no data of its own has one form.
    row("completions", &["bash"], &[""], &[]),
    row("man", &[], &[""], &[]),
    row("open", &["2009다100002", "--print"], &[""], &[]),
    row("schema", &[], &[""], &[]),
    row("schema", &["hit"], &[""], &[]),
    row("compact", &[], &[""], &[]),
    row("index", &[], &[""], &[]),
];

/// Stands for the address of the server that answers as the Open API does.
const URL: &str = "URL";

/// Surroundings that must not change what is printed for programs.
const SURROUNDINGS: &[&[(&str, &str)]] = &[
    &[],
    &[("NO_COLOR", "1")],
    &[("COLUMNS", "40")],
    &[("LC_ALL", "C"), ("LANG", "C")],
    &[("TERM", "dumb")],
];

/// Where the table is true: an index of the fixtures, files to read, a kept search and a server.
struct Ground {
    place: Workplace,
    api: OpenApi,
}

fn place() -> Ground {
    let place = Workplace::indexed();
    place.write("queries.txt", "보관물 도난\n\n사기죄의 기망행위\n블록체인\n".as_bytes());
    place.write("brief.md", "대법원 2010. 5. 13. 선고 2009다100002 판결을 따른다.\n".as_bytes());
    let questions = "{\"id\": \"a\", \"query\": \"수치인 과실\", \"relevant\": [\"2009다100002\"]}\n\
                     {\"id\": \"b\", \"query\": \"사기죄\", \"relevant\": [\"1999다1\"]}\n";
    place.write("questions.jsonl", questions.as_bytes());
    assert_eq!(place.run(["watch", "add", "보관물", "보관물", "--from-start"]).code, 0);
    Ground { place, api: OpenApi::with(vec![900_002, 900_001]) }
}

impl Ground {
    fn command(&self, arguments: &[&str]) -> Command {
        let url = self.api.url();
        let arguments =
            arguments.iter().map(|&argument| if argument == URL { url.as_str() } else { argument });
        let mut command = self.place.command(arguments);
        command.env("LAW_GO_KR_OC", KEY).stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Said {
        Said::of(&self.command(arguments).output().unwrap())
    }
}

impl Row {
    fn arguments<'r>(&'r self, format: &'r str) -> Vec<&'r str> {
        let mut arguments = vec![self.command];
        arguments.extend(self.arguments);
        if !format.is_empty() {
            arguments.extend(["--format", format]);
        }
        arguments
    }

    /// Every run of the row, with the format.
    fn runs(&self) -> impl Iterator<Item = (Vec<&str>, &'static str)> {
        self.formats.iter().map(|&format| (self.arguments(format), format))
    }
}

fn rows() -> impl Iterator<Item = (&'static Row, Vec<&'static str>, &'static str)> {
    TABLE.iter().flat_map(|row| row.runs().map(move |(arguments, format)| (row, arguments, format)))
}

/// The commands that the help names.
fn commands() -> BTreeSet<String> {
    let said = Workplace::empty().run(["--help"]);
    let listed = said.stdout.split("Commands:\n").nth(1).unwrap();
    let listed = listed.lines().take_while(|line| !line.is_empty());
    let names = listed.filter_map(|line| line.strip_prefix("  ")).filter(|line| !line.starts_with(' '));
    let names = names.map(|line| line.split(' ').next().unwrap().to_owned());
    names.filter(|name| name != "help").collect()
}

#[test]
fn the_table_names_every_command() {
    let tabled: BTreeSet<String> = TABLE.iter().map(|row| row.command.to_owned()).collect();
    assert_eq!(commands(), tabled);
    assert!(tabled.len() >= 20);
}

#[test]
fn every_format_is_what_it_says_and_the_same_in_every_surrounding() {
    let place = place();
    for (row, arguments, format) in rows() {
        let mut first: Option<String> = None;
        for surrounding in SURROUNDINGS {
            let output = place
                .command(&arguments)
                .env_remove("COLUMNS")
                .envs(surrounding.iter().copied())
                .output()
                .unwrap();
            let said = Said::of(&output);
            let about = format!("{arguments:?} {surrounding:?}: {}", said.stderr);
            // What is wrong with the surroundings is what `doctor` says.
            assert!(said.code == 0 || (said.code == 1 && row.command == "doctor"), "{about}");
            assert!(!said.stderr.contains("panicked"), "{about}");
            assert!(!said.stdout.contains('\u{1b}') && !said.stderr.contains('\u{1b}'), "{about}");
            assert!(
                !said.stdout.is_empty() || matches!(row.command, "index" | "compact" | "fetch"),
                "{about}"
            );
            match format {
                "json" | "jsonl" => assert!(said.json().iter().all(Value::is_object), "{about}"),
                "tsv" | "edges" => assert_columns(&said.stdout, '\t', &about),
                "csv" => assert_columns(&said.stdout, ',', &about),
                "trec" => {
                    assert!(said.stdout.lines().all(|line| line.split(' ').count() == 6), "{about}");
                }
                _ => {}
            }
            let for_people = matches!(format, "text" | "");
            // Times differ, and two commands are about the surroundings.
            if !for_people && !matches!(row.command, "eval" | "config" | "doctor") {
                let first = first.get_or_insert_with(|| said.stdout.clone());
                assert_eq!(&said.stdout, first, "{about}");
            }
        }
    }
}

#[test]
fn the_documentation_names_the_columns_of_every_kind() {
    let place = place();
    let documented = include_str!("../../docs/json.md");
    for row in TABLE.iter().filter(|row| row.formats.contains(&"tsv")) {
        let table = place.run(&row.arguments("tsv")).stdout;
        let heads: Vec<String> =
            table.lines().next().unwrap().split('\t').map(|head| format!("`{head}`")).collect();
        let line = format!("| `{}` | {} |", row.kinds.last().unwrap(), heads.join(", "));
        assert!(documented.lines().any(|documented| documented == line), "not in docs/json.md: {line}");
    }
}

/// A table has a line of headings, at least one row, and as many cells in each.
fn assert_columns(table: &str, delimiter: char, about: &str) {
    let mut reader = csv::ReaderBuilder::new();
    reader.delimiter(delimiter as u8).quoting(delimiter == ',').has_headers(false);
    let rows: Vec<csv::StringRecord> = reader
        .from_reader(table.as_bytes())
        .records()
        .map(|row| row.unwrap_or_else(|e| panic!("{about}: {e}")))
        .collect();
    assert!(rows.len() >= 2 && table.ends_with('\n'), "{about}: {table}");
    assert!(rows[0].iter().all(|head| !head.is_empty()), "{about}: {table}");
}

#[test]
fn a_closed_pipe_ends_every_command_quietly() {
    let place = place();
    for (row, arguments, _) in rows() {
        if matches!(row.command, "index" | "compact") {
            continue;
        }
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = place.command(&arguments).stdout(writer).output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), stderr.as_ref()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn json_is_short_for_the_format() {
    let place = place();
    for row in TABLE.iter().filter(|row| !row.kinds.is_empty() && row.command != "eval") {
        let short = [&row.arguments("")[..], &["--json"]].concat();
        let [short_form, long_form] = [&short, &row.arguments("jsonl")]
            .map(|arguments| without_free_space(&place.run(arguments).stdout));
        assert_eq!(short_form, long_form, "{short:?}");
        let both = [&row.arguments("tsv")[..], &["--json"]].concat();
        assert_eq!(place.run(&both).code, 2, "{both:?}");
    }
}

/// The schemas that the program prints, compiled.
struct Published {
    schemas: Schemas,
    kinds: BTreeMap<String, SchemaIndex>,
}

impl Published {
    fn read(place: &Ground) -> Self {
        let listed = place.run(&["schema"]).stdout;
        let names = listed.lines().filter(|line| !line.starts_with(' ')).map(str::to_owned);
        let (mut schemas, mut compiler, mut kinds) = (Schemas::new(), Compiler::new(), BTreeMap::new());
        for name in names {
            let schema: Value = serde_json::from_str(&place.run(&["schema", &name]).stdout).unwrap();
            assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
            assert_eq!(
                (&schema["title"], &schema["additionalProperties"]),
                (&name.as_str().into(), &true.into())
            );
            assert_described(&schema, &name);
            let at = format!("file:///{name}.json");
            compiler.add_resource(&at, schema).unwrap();
            kinds.insert(name, compiler.compile(&at, &mut schemas).unwrap());
        }
        Self { schemas, kinds }
    }
}

/// Every field says what it is.
fn assert_described(schema: &Value, at: &str) {
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        let at = format!("{at}.{name}");
        let own = || field["anyOf"].as_array().into_iter().flatten().chain([field, &field["items"]]);
        assert!(own().any(|field| field["description"].is_string()), "{at} has no description: {field}");
        own().for_each(|field| assert_described(field, &at));
    }
}

#[test]
fn every_line_fits_the_schema_of_its_kind() {
    let place = place();
    let published = Published::read(&place);
    let mut seen: BTreeSet<String> = BTreeSet::new();
    place.place.write("wrong.txt", "손해 (배상\n{\"id\": \"a\"}\n".as_bytes());
    place.place.write("wrong.md", "대법원 2010. 5. 14. 선고 2009다100002 판결, 서울고법 2019. 1. 10. 선고 2018나100003 판결, 대법원 2011다 판결".as_bytes());
    let more: [&[&str]; 8] = [
        &["export", "2019다100001", "--format", "jsonl"],
        &["batch", "wrong.txt"],
        &["verify", "wrong.md", "--json"],
        &["verify", "wrong.md", "--json", "--all"],
        &["search", "보관물", "--json", "--context", "1", "--sort", "date"],
        &["explain", "블록체인", "--json"],
        &["references", "brief.md", "--json"],
        &["status", "--json"],
    ];
    let tabled = TABLE.iter().filter(|row| !row.kinds.is_empty());
    for (arguments, kinds) in tabled
        .map(|row| (row.arguments("jsonl"), row.kinds))
        .chain(more.iter().map(|arguments| (arguments.to_vec(), &[][..])))
    {
        for line in place.run(&arguments).json() {
            let kind = line["kind"].as_str().unwrap().to_owned();
            assert!(kinds.is_empty() || kinds.contains(&kind.as_str()), "{arguments:?}: {kind}");
            let keys: Vec<&String> = line.as_object().unwrap().keys().take(2).collect();
            assert_eq!(keys, ["schema_version", "kind"]);
            let schema = published.kinds[&kind];
            if let Err(error) = published.schemas.validate(&line, schema) {
                panic!("{arguments:?}: {error}\n{line}");
            }
            seen.insert(kind);
        }
    }
    let named: BTreeSet<String> = published.kinds.keys().cloned().collect();
    // A row of a table and never a line.
    seen.insert("link".to_owned());
    assert_eq!(seen, named, "every kind of line is printed by some command, and has a schema");
    let documented = include_str!("../../docs/json.md");
    for kind in named {
        assert!(documented.contains(&format!("`{kind}`")), "docs/json.md does not name {kind}");
    }
}

#[test]
fn a_line_that_lacks_a_field_or_has_another_type_does_not_fit() {
    let place = place();
    let published = Published::read(&place);
    let line = place.run(&["search", "보관물", "--json"]).json().remove(0);
    let fits = |line: &Value| published.schemas.validate(line, published.kinds["hit"]).is_ok();
    let changed = |change: fn(&mut serde_json::Map<String, Value>)| {
        let mut line = line.clone();
        change(line.as_object_mut().unwrap());
        line
    };
    assert!(fits(&line) && fits(&changed(|line| drop(line.insert("more".into(), 1.into())))));
    assert!(!fits(&changed(|line| drop(line.remove("court")))));
    assert!(!fits(&changed(|line| drop(line.insert("rank".into(), "1".into())))));
    assert!(!fits(&changed(|line| drop(line.insert("schema_version".into(), 2.into())))));
    assert!(!fits(&changed(|line| drop(line.insert("kind".into(), "facet".into())))));
}

#[test]
fn a_field_that_is_not_there_is_refused_before_anything_is_printed() {
    let place = place();
    for row in TABLE.iter().filter(|row| row.formats == DATA || row.command == "batch") {
        for format in &row.formats[row.formats.len() - 3..] {
            if *format == "trec" {
                continue;
            }
            let arguments = [&row.arguments(format)[..], &["--fields", "nothing"]].concat();
            let said = place.run(&arguments);
            assert_eq!((said.code, said.stdout.as_str()), (2, ""), "{arguments:?}: {}", said.stderr);
            assert!(
                said.stderr.contains("has no field `nothing`; it has "),
                "{arguments:?}: {}",
                said.stderr
            );
        }
    }
    let said = place.run(&["search", "보관물", "--fields", "rank"]);
    assert_eq!((said.code, said.stdout.as_str()), (2, ""));
    assert!(said.stderr.contains("--format jsonl, tsv or csv"), "{}", said.stderr);
}

#[test]
fn fields_are_picked_and_ordered() {
    let place = place();
    let run =
        |arguments: &[&str]| place.run(&[&["search", "보관물 도난", "-n", "1"], arguments].concat()).stdout;
    assert_eq!(
        run(&["--json", "--fields", "case_numbers,rank,passages.section"]),
        "{\"schema_version\":1,\"kind\":\"hit\",\"case_numbers\":[\"2019다100001\",\"2019다100018\"],\"rank\":1,\
         \"passages\":[{\"section\":\"판시사항\"},{\"section\":\"판시사항\"}]}\n"
    );
    assert_eq!(
        run(&["--format", "tsv", "--fields", "case_numbers,rank"]),
        "case_numbers\trank\n2019다100001, 2019다100018\t1\n"
    );
    assert_eq!(
        run(&["--format", "csv", "--fields", "rank,case_numbers,passages.headnote"]),
        "rank,case_numbers,passages.headnote\n1,\"2019다100001, 2019다100018\",2\n1,\"2019다100001, 2019다100018\",1\n"
    );
}

#[test]
fn scores_have_the_same_digits_in_every_format() {
    let place = place();
    let run =
        |format: &str| place.run(&["search", "보관물 도난", "--format", format, "--fields", "score"]).stdout;
    let whole = place.run(&["search", "보관물 도난", "--json"]).stdout;
    for score in run("tsv").lines().skip(1) {
        for text in [&whole, &run("jsonl")] {
            assert!(text.contains(&format!("\"score\":{score}")), "{score} is not in {text}");
        }
    }
}

#[test]
fn files_go_to_xargs() {
    let place = Workplace::with_corpus();
    let name = "corpus/이름 '에' 빈칸.json";
    place.write(
        name,
        "{\"사건번호\": \"2020다7\", \"법원명\": \"대법원\", \"판례내용\": \"보관물 도난\"}".as_bytes(),
    );
    assert_eq!(place.run(["index"]).code, 0);
    let lines = place.run(["search", "보관물 도난", "--files"]);
    let hits = place.json(["search", "보관물 도난", "--json", "--fields", "source"]);
    let expected: Vec<&str> = hits.iter().map(|hit| hit["source"].as_str().unwrap()).collect();
    assert_eq!(lines.stdout.lines().collect::<Vec<_>>(), expected, "in the order of the ranks");
    assert!(expected.contains(&name));
    for option in ["-0", "--null", "--print0"] {
        assert_eq!(place.run(["search", "보관물 도난", option]).stdout, lines.stdout.replace('\n', "\0"));
    }
    // A file of many records is one file.
    let said = place.run(["search", "상고 항소", "--files"]).stdout;
    assert_eq!(said.matches("2017.jsonl").count(), 1, "{said}");
    assert!(!said.contains('#'), "{said}");
    let similar = place.run(["similar", "2019다100018", "--files"]).stdout;
    assert!(similar.lines().all(|file| place.path(file).is_file()), "{similar}");
    assert_eq!(place.run(["search", "x", "--files", "--json"]).code, 2);
    if cfg!(unix) {
        let program = env!("CARGO_BIN_EXE_panrye");
        let script = format!("'{program}' search '보관물 도난' -0 | xargs -0 wc -c");
        let counted =
            std::process::Command::new("sh").args(["-c", &script]).current_dir(place.path("")).output();
        let said = Said::of(&counted.unwrap());
        assert_eq!((said.code, said.stderr.as_str()), (0, ""), "{}", said.stdout);
        assert_eq!(
            said.stdout.lines().count(),
            expected.len() + 1,
            "each file and the total: {}",
            said.stdout
        );
    }
}

#[test]
fn every_documented_exit_code_is_the_one() {
    let place = place();
    place.place.write("wrong.md", "대법원 2010. 5. 14. 선고 2009다100002 판결".as_bytes());
    place.place.write("plain.md", "아무것도 인용하지 않는다.".as_bytes());
    place.place.write("nothing.txt", "블록체인\n".as_bytes());
    place.place.write("mixed.txt", "사기죄\n손해 (배상\n".as_bytes());
    std::fs::create_dir(place.place.path("empty")).unwrap();
    let cases: &[(i32, &[&str])] = &[
        (1, &["search", "블록체인"]),
        (2, &["search", "손해 (배상"]),
        (2, &["search", "보관물", "--format", "xml"]),
        (2, &["search", "보관물", "--index", "nowhere/at/all", "--user-dictionary", "nowhere"]),
        (1, &["batch", "nothing.txt"]),
        (2, &["batch", "mixed.txt"]),
        (2, &["batch", "nowhere.txt"]),
        (1, &["explain", "보관물", "2016도100005"]),
        (1, &["explain", "보관물", "1999다1"]),
        (2, &["explain", "법원:(대법원"]),
        (1, &["similar", "1999다1"]),
        (2, &["similar"]),
        (1, &["show", "1999다1"]),
        (1, &["show", "2009다100002", "--section", "별지"]),
        (2, &["show", "2009다100002", "--section", "판결요지", "--json"]),
        (2, &["show"]),
        (1, &["cites", "1999다1"]),
        (1, &["cites", "2016도100005"]),
        (1, &["cited-by", "2016도100005"]),
        (1, &["graph", "1999다1"]),
        (2, &["graph", "--all", "--format", "dot"]),
        (1, &["top", "블록체인"]),
        (2, &["top", "(민법"]),
        (1, &["path", "2016도100005", "2009다100002"]),
        (2, &["path", "2016도100005"]),
        (1, &["history", "1999다1"]),
        (1, &["references", "empty"]),
        (2, &["references", "nowhere.json"]),
        (0, &["verify", "plain.md"]),
        (1, &["verify", "wrong.md"]),
        (2, &["verify", "nowhere.md"]),
        (2, &["verify", "wrong.md", "nowhere.md"]),
        (2, &["status", "--index", "nowhere"]),
        (2, &["check", "--index", "nowhere"]),
        (2, &["compact", "--index", "nowhere"]),
        (2, &["eval", "--queries", "nowhere.jsonl"]),
        (2, &["analyze"]),
        (2, &["schema", "nothing"]),
        (1, &["index", "empty", "--index", "other"]),
        (2, &["index", "nowhere", "--index", "other"]),
        (1, &["export", "1999다1", "--format", "citation"]),
        (2, &["export", "2019다100001"]),
        (1, &["watch", "remove", "nothing"]),
        (1, &["watch", "list", "--state", "none.json"]),
        (2, &["watch", "run", "--state", "none.json"]),
        (2, &["watch", "add", "x"]),
        (2, &["fetch", "--base-url", "nowhere"]),
        (2, &["completions", "tcsh"]),
        (2, &["man", "no-such-command"]),
        (2, &["config", "--path", "--json"]),
        (0, &["config"]),
        (2, &["no-such-command"]),
    ];
    for (code, arguments) in cases {
        let said = place.run(arguments);
        assert_eq!(said.code, *code, "{arguments:?}: {}{}", said.stdout, said.stderr);
        assert!(!said.stderr.contains("panicked"), "{arguments:?}: {}", said.stderr);
    }
}
