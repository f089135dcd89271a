//! Measuring the search by questions whose answers are known.

use crate::support::Workplace;

/// Three questions about the fixtures: one answered first, one asked under the second number of a joined case, and one
/// whose wanted judgment is not the first.
const QUESTIONS: &str = "\
{\"id\": \"q1\", \"query\": \"수치인이 임치물을 반환하지 못한 때의 과실\", \"relevant\": [\"2009다100002\"]}
{\"id\": \"q2\", \"query\": \"보관물의 도난과 소멸시효\", \"relevant\": [\"2019다100018\"]}
{\"id\": \"q3\", \"query\": \"사기죄의 기망행위\", \"relevant\": [\"2009다100002\", \"2016도100005\"]}
";

/// A judgment whose reasons rest on two of the fixtures and on one that is not in the index.
const CITING: &str = "{\"사건번호\": \"2022다100040\", \"선고일자\": \"20230310\", \"법원명\": \"대법원\", \"판례내용\": \
    \"【주 문】 상고를 기각한다. 【이 유】 1. 수치인의 책임에 관하여  가. 수치인은 임치물을 반환하지 못한 때에는 자기에게 과실이 \
    없음을 증명하지 못하는 한 책임을 진다(대법원 2010. 5. 13. 선고 2009다100002 판결, 대법원 2020. 1. 10. 선고 2019다100001, \
    100018 판결, 대법원 2011. 6. 9. 선고 2010다100003 판결 등 참조).  나. 원심은 옳다.\"}";

fn read_lines(text: &str) -> Vec<serde_json::Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn place() -> Workplace {
    let place = Workplace::indexed();
    place.write("q.jsonl", QUESTIONS.as_bytes());
    place
}

fn about(value: &serde_json::Value, expected: f64) -> bool {
    (value.as_f64().unwrap() - expected).abs() < 5e-5
}

#[test]
fn a_set_is_scored_and_every_number_of_a_joined_case_is_the_answer() {
    let line = &place().json(["eval", "--queries", "q.jsonl", "--json"])[0];
    assert_eq!((&line["schema_version"], &line["kind"]), (&1.into(), &"evaluation".into()));
    assert_eq!((&line["set"], &line["queries"], &line["refused"]), (&"q".into(), &3.into(), &0.into()));
    assert!(about(&line["mrr_10"], 1.0) && about(&line["first"], 1.0), "{line}");
    // The third question finds one of its two: recall (1 + 1 + 1/2) / 3, nDCG (1 + 1 + 1 / (1 + 1/log₂3)) / 3.
    assert!(about(&line["recall_10"], 2.5 / 3.0) && about(&line["recall_100"], 2.5 / 3.0), "{line}");
    assert!(about(&line["ndcg_10"], (2.0 + 1.0 / 1.63093) / 3.0), "{line}");
    assert!(line["p50_ms"].as_f64() > Some(0.0) && line["p95_ms"].as_f64() >= line["p50_ms"].as_f64());
}

#[test]
fn threads_and_packing_change_no_score() {
    let place = place();
    place.write("p.jsonl.zst", &zstd::encode_all(QUESTIONS.as_bytes(), 3).unwrap());
    let lines = place.json([
        "eval",
        "--queries",
        "q.jsonl",
        "p.jsonl.zst",
        "--threads",
        "3",
        "--limit",
        "10",
        "--json",
    ]);
    assert_eq!((&lines[0]["set"], &lines[1]["set"]), (&"q".into(), &"p".into()));
    for line in &lines {
        assert!(about(&line["mrr_10"], 1.0) && about(&line["recall_10"], 2.5 / 3.0), "{line}");
        assert!(line["recall_100"].is_null(), "ten hits cannot say it");
    }
}

#[test]
fn the_table_names_every_set() {
    let said = place().run(["eval", "--queries", "q.jsonl"]);
    assert_eq!((said.code, said.stderr.as_str()), (0, ""));
    let lines: Vec<&str> = said.stdout.lines().collect();
    assert_eq!(lines.len(), 2, "{}", said.stdout);
    assert!(lines[0].starts_with("set  queries  refused  MRR@10  nDCG@10  recall@10  recall@100   first"));
    let row: Vec<&str> = lines[1].split_whitespace().collect();
    assert_eq!(row[..6], ["q", "3", "0", "1.0000", "0.8710", "0.8333"]);
}

#[test]
fn topics_and_relevance_judgments_are_read_as_trec_writes_them() {
    let place = Workplace::indexed();
    place.write("topics.tsv", "7\t수치인 과실\n8\t보관물 도난\n".as_bytes());
    place.write("qrels", "7 0 2009다100002 2\n7 0 2019다100001 1\n8 0 2019다100018 1\n".as_bytes());
    let line =
        &place.json(["eval", "--queries", "topics.tsv", "--qrels", "qrels", "--run", "run", "--json"])[0];
    assert_eq!((&line["set"], &line["queries"], &line["first"]), (&"topics".into(), &2.into(), &1.0.into()));
    let run = std::fs::read_to_string(place.path("run")).unwrap();
    let rows: Vec<Vec<&str>> = run.lines().map(|line| line.split(' ').collect()).collect();
    assert!(rows.iter().all(|row| row.len() == 6 && row[1] == "Q0" && row[5] == "panrye"), "{run}");
    assert_eq!(rows[0][..4], ["7", "Q0", "2009다100002", "1"]);
    let second = rows.iter().position(|row| row[0] == "8").unwrap();
    assert_eq!(rows[second][2..4], ["2019다100001", "1"], "the first number of the joined case");
    assert!(rows[..second].is_sorted_by(|a, b| a[4].parse::<f32>().unwrap() >= b[4].parse::<f32>().unwrap()));
}

#[test]
fn the_worst_questions_are_shown_with_what_came_first_instead() {
    let place = Workplace::indexed();
    let questions = "\
{\"id\": \"good\", \"query\": \"수치인 과실\", \"relevant\": [\"2009다100002\"]}
{\"id\": \"second\", \"query\": \"보관물 도난\", \"relevant\": [\"2009다100002\"]}
{\"id\": \"absent\", \"query\": \"사기죄 기망\", \"relevant\": [\"1999다1\"]}
{\"id\": \"open\", \"query\": \"손해 (배상\", \"relevant\": [\"2019다100001\"]}
";
    place.write("q.jsonl", questions.as_bytes());
    let lines = place.json(["eval", "--queries", "q.jsonl", "--failures", "9", "--json"]);
    let ids: Vec<_> = lines[1..].iter().map(|line| line["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["open", "absent", "second"]);
    assert_eq!((&lines[0]["refused"], &lines[0]["queries"]), (&1.into(), &4.into()));
    assert!(lines[1]["error"].as_str().unwrap().contains("not closed") && lines[1]["first"].is_null());
    assert!(lines[2]["rank"].is_null());
    assert_eq!(lines[2]["first"], serde_json::json!(["2016도100005"]));
    assert_eq!((&lines[3]["rank"], &lines[3]["first"][0]), (&2.into(), &"2019다100001".into()));
    let said = place.run(["eval", "--queries", "q.jsonl", "--failures", "2"]);
    assert_eq!(said.code, 0, "a query that is refused is a bad answer, no failure of the program");
    for text in
        ["worst answered of q", "open: refused", "absent: not in the first 100", "wanted: 1999다1", "· 사기"]
    {
        assert!(said.stdout.contains(text), "{text} is not in: {}", said.stdout);
    }
    assert!(!said.stdout.contains("second:"), "{}", said.stdout);
}

#[test]
fn the_index_makes_questions_of_its_own_citations() {
    let place = Workplace::with_corpus();
    place.write("corpus/citing.json", CITING.as_bytes());
    assert_eq!(place.run(["index"]).code, 0);
    let made = ["eval", "--citations", "9", "--queries-out", "made.jsonl", "--json"];
    let said = place.run(made);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert!(said.stderr.contains("the index gives 2 questions, not 9"), "{}", said.stderr);
    let line = &said.json()[0];
    assert_eq!((&line["set"], &line["queries"]), (&"citations".into(), &2.into()));
    let written = std::fs::read_to_string(place.path("made.jsonl")).unwrap();
    let mut questions = read_lines(&written);
    questions.sort_by_key(|question| question["query"].to_string());
    let texts = |name: &str| questions.iter().map(|question| question[name].clone()).collect::<Vec<_>>();
    assert_eq!(
        texts("query"),
        [
            "수치인은 임치물을 반환하지 못한 때에는 자기에게 과실이 없음을 증명하지 못하는 한 책임을 진다.",
            "창고업자는 보관물의 도난을 방지하기 위하여 사회통념상 합리적으로 기대할 수 있는 보호조치를 다하여야 한다.",
        ]
    );
    let both = serde_json::json!(["2009다100002", "2019다100001, 2019다100018"]);
    assert_eq!(texts("relevant"), [both, serde_json::json!(["2009다100002"])]);
    assert_eq!(
        texts("excluded"),
        [serde_json::json!(["2022다100040"]), serde_json::json!(["2019다100001, 2019다100018"])]
    );
    place.run(["index", "--rebuild"]);
    place.run(made);
    assert_eq!(std::fs::read_to_string(place.path("made.jsonl")).unwrap(), written);
}

#[test]
fn the_excluded_judgment_is_no_answer_when_a_made_set_is_read_back() {
    let place = Workplace::indexed();
    place.run(["eval", "--citations", "9", "--queries-out", "made.jsonl", "--run", "one"]);
    let said = place.run(["eval", "--queries", "made.jsonl", "--run", "two", "--quiet"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let read = |name: &str| std::fs::read_to_string(place.path(name)).unwrap();
    assert_eq!(read("one"), read("two"));
    for question in read_lines(&read("made.jsonl")) {
        let (id, excluded) = (question["id"].as_str().unwrap(), question["excluded"][0].as_str().unwrap());
        let mut found =
            read("two").lines().filter(|row| row.starts_with(id)).map(str::to_owned).collect::<Vec<_>>();
        assert!(!found.is_empty());
        found.retain(|row| excluded.contains(row.split(' ').nth(2).unwrap()));
        assert!(found.is_empty(), "{found:?}");
    }
}

#[test]
fn wrong_input_is_named_with_file_and_line_and_ends_with_2() {
    let place = place();
    place.write("broken.jsonl", format!("{QUESTIONS}{{\"id\": \"q4\"\n").as_bytes());
    place.write("topics.tsv", "1\t사기\n".as_bytes());
    place.write("qrels", b"1 0 x\n");
    for (arguments, message) in [
        (&["eval"][..], "--queries <FILE>..."),
        (&["eval", "--queries", "nowhere.jsonl"], "nowhere.jsonl: cannot be read"),
        (&["eval", "--queries", "broken.jsonl"], "broken.jsonl:4: no question in JSON"),
        (&["eval", "--queries", "topics.tsv"], "topics.tsv: these are topics without their answers"),
        (&["eval", "--queries", "topics.tsv", "--qrels", "qrels"], "qrels:1: no relevance judgment"),
        (&["eval", "--queries", "q.jsonl", "--run", "no/where"], "cannot write no/where"),
        (&["eval", "--queries", "q.jsonl", "--limit", "5"], "5 is not in 10..=10000"),
        (&["eval", "--queries", "q.jsonl", "--seed", "5"], "--citations"),
        (&["eval", "--citations", "0"], "0 is not in 1.."),
    ] {
        let said = place.run(arguments);
        assert_eq!((said.code, said.stdout.as_str()), (2, ""), "{arguments:?}: {}", said.stderr);
        assert!(said.stderr.contains(message), "{arguments:?}: {}", said.stderr);
    }
}

#[test]
fn an_index_without_citations_makes_no_questions() {
    let place = Workplace::empty();
    place.write(
        "corpus/one.json",
        "{\"사건번호\": \"2020다7\", \"법원명\": \"대법원\", \"판례내용\": \"상고를 기각한다.\"}".as_bytes(),
    );
    let said = place.run(["eval", "--citations", "5"]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("there is no question to make"), "{}", said.stderr);
}

#[test]
fn a_run_that_fails_leaves_the_files_that_it_would_have_written() {
    let place = Workplace::empty();
    for file in ["run.txt", "made.jsonl"] {
        place.write(file, b"of last week");
    }
    let said = place.run(["eval", "--citations", "9", "--run", "run.txt", "--queries-out", "made.jsonl"]);
    assert_eq!(said.code, 2, "{}", said.stderr);
    for file in ["run.txt", "made.jsonl"] {
        assert_eq!(std::fs::read_to_string(place.path(file)).unwrap(), "of last week", "{file}");
    }
}
