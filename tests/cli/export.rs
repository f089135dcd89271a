//! Writing judgments for other programs, and reading them back.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::support::Workplace;

/// Every judgment of an index as `show --json` prints it, by its number, without what depends on where it was read.
fn judgments(place: &Workplace, index: &str) -> BTreeMap<String, Value> {
    let lines = place.json(["--index", index, "export", "--format", "jsonl"]);
    let own = |mut line: Value| {
        line["source"] = Value::Null;
        // The folder was written at another time, and its index is another one.
        line["validity"]["coverage"] = Value::Null;
        (line["case_numbers"][0].as_str().unwrap().to_owned(), line)
    };
    lines.into_iter().map(own).collect()
}

#[test]
fn citations_are_written_as_courts_write_them() {
    let place = Workplace::indexed();
    let said = place.run(["export", "2019다100018", "대법원", "2009다100002", "--format", "citation"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    insta::assert_snapshot!(said.stdout, @r"
    대법원 2020. 1. 10. 선고 2019다100001, 100018 판결
    대법원 2010. 5. 13. 선고 2009다100002 판결
    ");
}

#[test]
fn everything_is_exported_where_nothing_is_named() {
    let place = Workplace::indexed();
    let status = &place.json(["status", "--json"])[0];
    let said = place.run(["export", "--format", "citation"]);
    assert_eq!(said.stdout.lines().count() as u64, status["judgments"].as_u64().unwrap());
}

#[test]
fn a_case_that_is_not_there_is_named_and_the_rest_is_written() {
    let place = Workplace::indexed();
    let said = place.run(["export", "1999다1", "2009다100002", "--format", "citation"]);
    assert_eq!((said.code, said.stdout.lines().count()), (1, 1));
    assert!(said.stderr.contains("1999다1 is not in the index"), "{}", said.stderr);
}

#[test]
fn a_query_is_answered_as_search_answers_it() {
    let place = Workplace::indexed();
    let found = place.hits("피고");
    let said = place.run(["export", "--query", "피고", "--format", "jsonl"]);
    let exported: Vec<String> =
        said.json().iter().map(|line| line["case_numbers"][0].as_str().unwrap().to_owned()).collect();
    assert!(found.len() > 1, "{found:?}");
    assert_eq!(exported, found);
    let first = place.run(["export", "--query", "피고", "--limit", "1", "--format", "jsonl"]).json();
    assert_eq!(first[0]["case_numbers"][0], found[0].as_str());
}

#[test]
fn options_narrow_an_export() {
    let place = Workplace::indexed();
    let said = place.run(["export", "--statute", "형법 제347조", "--from", "2017", "--format", "citation"]);
    assert_eq!(said.stdout, "대법원 2017. 3. 1. 선고 2016도100005 판결\n");
    let none = place.run(["export", "--court", "대법원", "--to", "1950", "--format", "citation"]);
    assert_eq!((none.code, none.stdout.as_str()), (1, ""));
}

#[test]
fn bibtex_and_csl_share_their_keys() {
    let place = Workplace::indexed();
    let bibtex = place.run(["export", "2009다100002", "--format", "bibtex"]);
    insta::assert_snapshot!(bibtex.stdout, @r"
    @jurisdiction{daebeopwon-2009da100002,
      title        = {{보관금반환}},
      institution  = {대법원},
      date         = {2010-05-13},
      number       = {2009다100002},
      type         = {판결},
      howpublished = {대법원 2010. 5. 13. 선고 2009다100002 판결},
      langid       = {korean},
    }
    ");
    let csl = place.run(["export", "2009다100002", "--format", "csl-json"]);
    let items: Value = serde_json::from_str(&csl.stdout).unwrap();
    assert_eq!(items[0]["id"], "daebeopwon-2009da100002");
    assert_eq!(items[0]["issued"]["date-parts"][0], serde_json::json!([2010, 5, 13]));
}

#[test]
fn json_lines_csv_and_markdown_files_are_read_back() {
    let place = Workplace::indexed();
    // What a Markdown file must not take for markup, and a second reading not for entities.
    let hostile =
        "## 판시사항\n1. 원심 *별표* [별지 1]\n\n    들여쓴 줄\n- 항목 \\ 끝 &amp;lt;갑&amp;gt;\n---\n\\";
    let line = serde_json::json!({"사건번호": "2021다100009(본소), 100010(반소)", "사건명": "\"갑\": 을 #1", "법원명": "대법원",
        "선고일자": "20210304", "판례내용": hostile});
    place.write("corpus/hostile.jsonl", format!("{line}\n").as_bytes());
    assert_eq!(place.run(["index"]).code, 0);
    let before = judgments(&place, "index");
    for (format, output, indexed) in
        [("jsonl", "out/all.jsonl", "a"), ("csv", "all.csv", "b"), ("markdown", "files", "c")]
    {
        fs::create_dir_all(place.path("out")).unwrap();
        let said = place.run(["export", "--format", format, "--output", output]);
        assert_eq!(said.code, 0, "{format}: {}", said.stderr);
        let said = place.run(["--index", indexed, "index", output]);
        assert_eq!(said.code, 0, "{format}: {}", said.stderr);
        let mut after = judgments(&place, indexed);
        if format == "csv" {
            // A table has no place to say that its text is text already: what looks like markup is read as markup.
            after.insert("2021다100009".to_owned(), before["2021다100009"].clone());
        }
        assert_eq!(after, before, "{format}");
    }
    assert!(place.path("files/대법원_2020-01-10_2019다100001.md").is_file());
}

#[test]
fn one_markdown_document_has_a_heading_a_judgment() {
    let place = Workplace::indexed();
    let said = place.run(["export", "2009다100002", "2019다100001", "--format", "markdown"]);
    let headings: Vec<&str> = said.stdout.lines().filter(|line| line.starts_with("# ")).collect();
    assert_eq!(
        headings,
        [
            "# 대법원 2010. 5. 13. 선고 2009다100002 판결",
            "# 대법원 2020. 1. 10. 선고 2019다100001, 100018 판결"
        ]
    );
}

#[test]
fn a_file_is_replaced_and_a_folder_with_files_is_not() {
    let place = Workplace::indexed();
    place.write("a.bib", b"old");
    assert_eq!(place.run(["export", "--format", "bibtex", "--output", "a.bib"]).code, 0);
    assert!(fs::read_to_string(place.path("a.bib")).unwrap().starts_with("@jurisdiction"));
    for format in ["markdown", "opensearch", "quickwit"] {
        let said = place.run(["export", "--format", format, "--output", "corpus"]);
        assert_eq!(said.code, 2);
        assert!(said.stderr.contains("corpus holds files already"), "{}", said.stderr);
    }
    let said = place.run(["export", "--format", "csv", "--output", "corpus"]);
    assert!(said.stderr.contains("corpus is a folder, and csv writes one file"), "{}", said.stderr);
    let said = place.run(["export", "--format", "opensearch"]);
    assert!(said.stderr.contains("name a folder with --output"), "{}", said.stderr);
}

#[test]
fn opensearch_gets_a_definition_and_a_bulk_stream() {
    let place = Workplace::indexed();
    assert_eq!(place.run(["export", "--format", "opensearch", "--output", "os"]).code, 0);
    let definition: Value = serde_json::from_slice(&fs::read(place.path("os/index.json")).unwrap()).unwrap();
    let fields = definition["mappings"]["properties"].as_object().unwrap();
    let stream = fs::read_to_string(place.path("os/documents-0001.ndjson")).unwrap();
    let lines: Vec<Value> = stream.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut ids = std::collections::HashSet::new();
    for pair in lines.chunks(2) {
        assert!(ids.insert(pair[0]["index"]["_id"].as_str().unwrap()));
        for (name, _) in pair[1].as_object().unwrap() {
            assert!(fields.contains_key(name), "{name} is not in the definition");
        }
    }
    assert!(ids.contains("대법원|2019다100001|2020-01-10"), "{ids:?}");
    let judgment = lines.iter().find(|line| line["id"] == "대법원|2009다100002|2010-05-13").unwrap();
    assert_eq!(judgment["statute"], serde_json::json!(["민법", "민법 제390조", "민법 제695조"]));
    assert_eq!(judgment["cited_by"], 2);
    assert!(place.path("os/index-nori.json").is_file());
}

#[test]
fn quickwit_gets_a_configuration_and_documents() {
    let place = Workplace::indexed();
    assert_eq!(place.run(["export", "--format", "quickwit", "--output", "new/qw"]).code, 0);
    assert!(fs::read_to_string(place.path("new/qw/index.yaml")).unwrap().contains("index_id: panrye"));
    let stream = fs::read_to_string(place.path("new/qw/documents-0001.ndjson")).unwrap();
    let status = &place.json(["status", "--json"])[0];
    assert_eq!(stream.lines().count() as u64, status["judgments"].as_u64().unwrap());
}
