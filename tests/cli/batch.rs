//! Many queries at once.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use serde_json::{Value, json};

use crate::support::{Said, Workplace};

/// Queries of every kind: with and without names, with options, wrong, in vain, and blank lines.
const MIXED: &str = "\
보관물 도난

{\"id\": \"둘\", \"query\": \"사기죄\", \"limit\": 1}
{\"id\": 7, \"query\": \"손해 (배상\"}
블록체인
{\"id\": \"다섯\", \"query\": \"상고\", \"qery\": 1}
{\"query\": \"수치인 과실\", \"passages\": 1, \"court\": \"대법원\"}
{\"id\": \"broken\",
";

fn place() -> Workplace {
    let place = Workplace::indexed();
    place.write("mixed.jsonl", MIXED.as_bytes());
    place
}

/// As many queries as asked for, with names that differ, of which some find nothing and some are wrong.
fn many(count: usize) -> String {
    let queries =
        ["보관물 도난", "사기죄의 기망행위", "블록체인", "수치인 과실", "민법 제766조", "상고 기각"];
    let line = |i: usize| format!("{{\"id\": \"q{i}\", \"query\": \"{}\"}}\n", queries[i % queries.len()]);
    (0..count).map(line).collect::<Vec<_>>().concat()
}

fn ids(lines: &[Value]) -> Vec<String> {
    lines.iter().map(|line| line["id"].to_string()).collect()
}

#[test]
fn every_line_has_an_answer_in_its_place() {
    let place = place();
    let said = place.run(["batch", "mixed.jsonl"]);
    assert_eq!(said.code, 2, "three lines are wrong");
    assert_eq!(said.stderr, "3 of 7 queries could not be answered\n");
    let lines = said.json();
    assert_eq!(ids(&lines), ["1", "\"둘\"", "7", "5", "\"다섯\"", "7", "8"]);
    assert!(lines.iter().all(|line| line["kind"] == "answer" && line["schema_version"] == 1));
    let hits = place.json(["search", "--json", "보관물 도난"]);
    let whole = |hit: &Value| {
        let mut hit = hit.clone();
        hit.as_object_mut().unwrap().retain(|key, _| key != "schema_version" && key != "kind");
        hit
    };
    assert_eq!(lines[0]["hits"], json!(hits.iter().map(whole).collect::<Vec<_>>()), "as search answers");
    assert_eq!((&lines[0]["query"], &lines[0]["error"]), (&json!("보관물 도난"), &Value::Null));
    assert_eq!(lines[1]["hits"].as_array().unwrap().len(), 1);
    assert_eq!(lines[2]["error"], json!({"message": "this bracket is not closed: add `)`", "column": 4}));
    assert_eq!((&lines[2]["total"], &lines[2]["hits"]), (&Value::Null, &json!([])));
    assert_eq!((&lines[3]["total"], &lines[3]["error"]), (&json!(0), &Value::Null));
    assert!(lines[4]["error"]["message"].as_str().unwrap().starts_with("unknown field `qery`"));
    assert_eq!(lines[4]["query"], "상고");
    assert_eq!(lines[5]["hits"][0]["passages"].as_array().unwrap().len(), 1);
    assert!(lines[6]["error"]["message"].as_str().unwrap().contains("no JSON"));
    assert_eq!(lines[6]["query"], Value::Null);
}

#[test]
fn the_order_is_that_of_the_input_whatever_the_threads_do() {
    let place = place();
    place.write("many.jsonl", many(300).as_bytes());
    let one = place.run(["batch", "many.jsonl", "--threads", "1"]);
    assert_eq!(one.code, 0, "{}", one.stderr);
    let expected: Vec<String> = (0..300).map(|i| format!("\"q{i}\"")).collect();
    assert_eq!(ids(&one.json()), expected);
    for threads in ["2", "7", "32"] {
        assert_eq!(place.run(["batch", "many.jsonl", "--threads", threads]).stdout, one.stdout, "{threads}");
    }
    assert_eq!(place.run(["batch", "many.jsonl"]).stdout, one.stdout);
}

#[test]
fn options_of_the_command_are_defaults_for_the_lines() {
    let place = Workplace::indexed();
    let text = "상고 기각\n{\"query\": \"상고 기각\", \"limit\": 2, \"kind\": \"민사\"}\n{\"query\": \"상고 기각\", \"from\": 2019, \"to\": \"2020-01\"}\n";
    place.write("q", text.as_bytes());
    let lines = place.json(["batch", "q", "--limit", "1", "--passages", "0", "--kind", "형사"]);
    let count = |line: &Value| line["hits"].as_array().unwrap().len();
    assert_eq!(lines.iter().map(count).collect::<Vec<_>>(), [1, 2, 0]);
    assert_eq!(lines[0]["hits"][0]["case_kind"], "형사");
    assert!(lines[1]["hits"].as_array().unwrap().iter().all(|hit| hit["case_kind"] != "형사"));
    assert_eq!(lines[0]["hits"][0]["passages"], json!([]));
    place.write("q", "보관물\n{\"query\": \"보관물\", \"sort\": \"cited\"}\n".as_bytes());
    let sorted = place.json(["batch", "q", "--sort", "date"]);
    let first = |line: &Value| line["hits"][0]["case_numbers"][0].clone();
    assert_eq!(sorted.iter().map(first).collect::<Vec<_>>(), ["2019다100001", "2009다100002"]);
}

#[test]
fn a_limit_beyond_all_judgments_is_all_of_them() {
    let place = Workplace::indexed();
    let text = format!(
        "{{\"query\": \"상고 기각\", \"limit\": {0}, \"passages\": {0}, \"context\": {0}}}\n",
        u64::MAX
    );
    place.write("q", text.as_bytes());
    for sort in ["relevance", "date", "cited"] {
        let line = &place.json(["batch", "q", "--sort", sort])[0];
        assert_eq!(line["hits"].as_array().unwrap().len() as u64, line["total"].as_u64().unwrap(), "{sort}");
    }
    assert_eq!(place.run(["similar", "2019다100018", "-n", "18446744073709551615"]).code, 0);
}

#[test]
fn an_answer_comes_before_the_next_query_is_there() {
    let place = Workplace::indexed();
    let mut command = place.command(["batch"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut input, mut output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    for query in ["사기죄", "보관물", "손해 (배상"] {
        writeln!(input, "{query}").unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&line).unwrap()["query"], query);
    }
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(2));
}

#[test]
fn tables_have_a_row_for_each_hit_and_one_for_none() {
    let place = place();
    let said = place.run(["batch", "mixed.jsonl", "--format", "tsv", "--fields", "rank,case_numbers"]);
    assert_eq!(said.code, 2);
    let rows: Vec<Vec<&str>> = said.stdout.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(rows[0], ["id", "query", "rank", "case_numbers", "error.message"]);
    assert_eq!(rows[1], ["1", "보관물 도난", "1", "2019다100001, 2019다100018", ""]);
    let of = |id: &str| rows.iter().filter(|row| row[0] == id).cloned().collect::<Vec<_>>();
    assert_eq!(of("둘"), [["둘", "사기죄", "1", "2016도100005", ""]]);
    assert_eq!(of("5"), [["5", "블록체인", "", "", ""]]);
    assert_eq!(of("7")[0], ["7", "손해 (배상", "", "", "this bracket is not closed: add `)`"]);
    let said = place.run(["batch", "mixed.jsonl", "--format", "csv", "--fields", "passages.section,rank"]);
    let mut reader = csv::Reader::from_reader(said.stdout.as_bytes());
    assert_eq!(reader.headers().unwrap(), vec!["id", "query", "passages.section", "rank", "error.message"]);
    assert!(reader.records().all(|record| record.unwrap().len() == 5));
    let default = place.run(["batch", "mixed.jsonl", "--format", "csv"]).stdout;
    assert!(default.starts_with("id,query,rank,score,case_numbers,court,"), "{default}");
}

#[test]
fn a_run_names_what_was_found_and_the_rest_goes_to_stderr() {
    let place = place();
    let said = place.run(["batch", "mixed.jsonl", "--format", "trec"]);
    assert_eq!(said.code, 2);
    let rows: Vec<Vec<&str>> = said.stdout.lines().map(|line| line.split(' ').collect()).collect();
    assert!(rows.iter().all(|row| row.len() == 6 && row[1] == "Q0" && row[5] == "panrye"), "{}", said.stdout);
    assert_eq!(rows[0][..4], ["1", "Q0", "2019다100001", "1"]);
    assert!(
        said.stderr.contains("mixed.jsonl:4: the query is wrong at column 4: this bracket"),
        "{}",
        said.stderr
    );
    assert!(said.stderr.contains("mixed.jsonl:6: unknown field `qery`"), "{}", said.stderr);
    let fields = place.run(["batch", "mixed.jsonl", "--format", "trec", "--fields", "rank"]);
    assert_eq!((fields.code, fields.stdout.as_str()), (2, ""));
}

#[test]
fn fields_are_those_of_the_hits() {
    let place = place();
    let lines = place.run(["batch", "mixed.jsonl", "--fields", "court,rank"]).stdout;
    let first = lines.lines().next().unwrap();
    assert_eq!(
        first,
        "{\"schema_version\":1,\"kind\":\"answer\",\"id\":1,\"query\":\"보관물 도난\",\"total\":2,\
         \"hits\":[{\"court\":\"대법원\",\"rank\":1},{\"court\":\"대법원\",\"rank\":2}],\"error\":null}"
    );
    let said = place.run(["batch", "mixed.jsonl", "--fields", "hits"]);
    assert!(said.stderr.contains("a hit has no field `hits`; it has rank, score"), "{}", said.stderr);
}

#[test]
fn a_batch_stops_at_the_first_mistake_on_request() {
    let place = place();
    let said = place.run(["batch", "mixed.jsonl", "--fail-fast"]);
    assert_eq!(said.code, 2);
    assert_eq!(ids(&said.json()), ["1", "\"둘\"", "7"]);
    assert!(said.stderr.contains("mixed.jsonl:4: the query is wrong at column 4"), "{}", said.stderr);
    place.write("right", "사기죄\n".as_bytes());
    assert_eq!(place.run(["batch", "right", "--fail-fast"]).code, 0);
}

#[test]
fn the_exit_code_says_whether_anything_was_found() {
    let place = Workplace::indexed();
    for (text, code, notes) in [
        ("블록체인\n사기죄\n", 0, ""),
        ("블록체인\n", 1, ""),
        ("", 1, "no query in the input\n"),
        ("\n \n", 1, "no query in the input\n"),
        ("사기죄\n(\n", 2, "1 of 2 queries could not be answered\n"),
    ] {
        place.write("q", text.as_bytes());
        let said = place.run(["batch", "q"]);
        assert_eq!((said.code, said.stderr.as_str()), (code, notes), "{text:?}");
        assert_eq!(place.run(["batch", "q", "--quiet"]).stderr, "");
    }
}

#[test]
fn a_closed_pipe_ends_a_batch_while_its_input_goes_on() {
    let place = Workplace::indexed();
    let mut command = place.command(["batch", "--threads", "4"]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    input.write_all("사기죄\n".as_bytes()).unwrap();
    output.read_line(&mut String::new()).unwrap();
    drop(output);
    // The next answer finds nobody there; the input stays open.
    input.write_all("사기죄\n".as_bytes()).unwrap();
    let status = child.wait().unwrap();
    let mut stderr = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut stderr).unwrap();
    assert_eq!((status.code(), stderr.as_str()), (Some(0), ""));
    drop(input);
}

/// Resuming, whatever the last bytes are that an earlier run wrote, ends in what one run writes.
#[test]
fn a_batch_that_was_cut_goes_on_wherever_it_was_cut() {
    let place = Workplace::indexed();
    place.write("q.jsonl", many(5).as_bytes());
    for format in ["jsonl", "tsv", "csv", "trec"] {
        let common = ["batch", "q.jsonl", "--format", format, "--limit", "3", "--passages", "0"];
        let resume = [&common[..], &["--output", "out", "--resume", "--quiet"]].concat();
        let whole = place.run(common).stdout;
        // The lines themselves are cut at every byte where they are short, and else at some.
        let lines: Vec<&str> = whole.split_inclusive('\n').collect();
        let last_two = whole.len() - lines[lines.len() - 2..].concat().len();
        let step = if format == "jsonl" { 7 } else { 3 };
        let ends = (last_two..=whole.len()).step_by(step).chain([whole.len() - 1, whole.len(), 0, 1, 5]);
        // The first letters of the first line of a run could be those of any file.
        let told_from = if format == "trec" { whole.find(" Q0 ").unwrap() + 4 } else { 0 };
        for end in ends.filter(|&end| end == 0 || end >= told_from) {
            place.write("out", &whole.as_bytes()[..end]);
            let said = place.run(&resume);
            assert_eq!(
                (said.code, said.stderr.as_str(), said.stdout.as_str()),
                (0, "", ""),
                "{format} {end}"
            );
            assert_eq!(std::fs::read_to_string(place.path("out")).unwrap(), whole, "{format} {end}");
        }
    }
}

#[test]
fn text_that_breaks_rows_does_not_break_resuming() {
    let place = Workplace::indexed();
    let lines = [
        json!({"id": "a\tb", "query": "사기죄\n\"기망\""}),
        json!({"id": "a\"b,\n", "query": "보관물, 도난"}),
        json!({"id": 1, "query": "블록체인"}),
        json!({"id": 1, "query": "블록체인 \\n"}),
    ];
    place.write("q.jsonl", lines.map(|line| format!("{line}\n")).concat().as_bytes());
    for format in ["jsonl", "tsv", "csv"] {
        let common = ["batch", "q.jsonl", "--format", format];
        let whole = place.run(common).stdout;
        for end in (0..=whole.len()).step_by(whole.len() / 50) {
            place.write("out", &whole.as_bytes()[..end]);
            let said = place.run([&common[..], &["--output", "out", "--resume"]].concat());
            assert_eq!(said.code, 0, "{format} {end}: {}", said.stderr);
            assert_eq!(std::fs::read_to_string(place.path("out")).unwrap(), whole, "{format} {end}");
        }
    }
}

#[test]
fn a_file_of_something_else_is_not_resumed() {
    let place = Workplace::indexed();
    place.write("q", "보관물\n사기죄\n".as_bytes());
    for format in ["jsonl", "tsv", "csv", "trec"] {
        for content in ["precious", "precious\n", "{\"precious\": 1}\n", "1 2 3 4 5 6\n"] {
            place.write("out", content.as_bytes());
            let said = place.run(["batch", "q", "--format", format, "--output", "out", "--resume"]);
            assert_eq!(said.code, 2, "{format} {content}: {}", said.stderr);
            assert_eq!(std::fs::read_to_string(place.path("out")).unwrap(), content, "{format}");
        }
    }
}

#[test]
fn only_the_output_of_the_same_input_is_resumed() {
    let place = Workplace::indexed();
    place.write("one", "사기죄\n보관물\n도난\n".as_bytes());
    place.write("other", "보관물\n사기죄\n도난\n".as_bytes());
    place.write("short", "사기죄\n".as_bytes());
    for format in ["jsonl", "tsv", "csv"] {
        let run = |input: &str, more: &[&str]| {
            place.run([&["batch", input, "--format", format, "--output", "out"], more].concat())
        };
        assert_eq!(run("one", &[]).code, 0);
        let before = std::fs::read(place.path("out")).unwrap();
        for input in ["other", "short"] {
            let said = run(input, &["--resume"]);
            assert_eq!((said.code, said.stdout.as_str()), (2, ""), "{format} {input}");
            assert!(said.stderr.contains("it is of another input"), "{format} {input}: {}", said.stderr);
            assert_eq!(std::fs::read(place.path("out")).unwrap(), before, "it stays as it was");
        }
        assert_eq!(run("one", &["--resume"]).code, 0);
        assert_eq!(std::fs::read(place.path("out")).unwrap(), before);
    }
    let said =
        place.run(["batch", "one", "--format", "tsv", "--fields", "rank", "--output", "out", "--resume"]);
    assert!(said.code == 2 && said.stderr.contains("other columns"), "{}", said.stderr);
    place.write("out", b"{\"kind\":\"hit\"}\n");
    let said = place.run(["batch", "one", "--output", "out", "--resume"]);
    assert!(said.code == 2 && said.stderr.contains("something else than answers"), "{}", said.stderr);
    place.write(
        "run",
        "1 Q0 2016도100005 1 9.5 panrye\n9 Q0 2016도100005 1 9.5 panrye\n1 Q0 x 1 1 panrye\n".as_bytes(),
    );
    let said = place.run(["batch", "one", "--format", "trec", "--output", "run", "--resume"]);
    assert!(said.code == 2 && said.stderr.contains("of another input"), "{}", said.stderr);
}

#[test]
fn resuming_says_what_is_there_and_counts_it() {
    let place = Workplace::indexed();
    place.write("q", "사기죄\n(\n블록체인\n".as_bytes());
    let whole = place.run(["batch", "q"]).stdout;
    let kept: String = whole.split_inclusive('\n').take(2).collect();
    place.write("out", kept.as_bytes());
    let said = place.run(["batch", "q", "--output", "out", "--resume"]);
    assert_eq!(said.code, 2, "a query of the earlier run was wrong");
    assert_eq!(said.stderr, "2 queries are answered already\n1 of 3 queries could not be answered\n");
    assert_eq!(place.run(["batch", "q", "--resume"]).code, 2, "resume what?");
    let said = place.run(["batch", "q", "--output", "q"]);
    assert!(said.code == 2 && said.stderr.contains("q is the input"), "{}", said.stderr);
    assert_eq!(std::fs::read_to_string(place.path("q")).unwrap().lines().count(), 3);
}

#[test]
fn the_input_may_come_through_a_pipe() {
    let place = Workplace::indexed();
    for arguments in [&["batch"][..], &["batch", "-"]] {
        let mut command = place.command(arguments);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all("사기죄\r\n\r\n보관물".as_bytes()).unwrap();
        let said = Said::of(&child.wait_with_output().unwrap());
        assert_eq!(
            (said.code, ids(&said.json())),
            (0, vec!["1".to_owned(), "3".to_owned()]),
            "{}",
            said.stderr
        );
    }
}
