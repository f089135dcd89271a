//! Who cites whom.

use crate::support::Workplace;
use crate::verify::with_stdin;

/// Cites 2009다100002 with a wrong day.
const WRONG_DAY: &str = "{\"사건명\": \"보관금\", \"사건번호\": \"2020다100040\", \"선고일자\": \"20210304\", \"법원명\": \"대법원\", \
    \"참조판례\": \"대법원 2010. 5. 31. 선고 2009다100002 판결\", \"판례내용\": \"【주 문】 상고를 기각한다.\"}";

pub(crate) const OVERRULING: &str = "{\"사건명\": \"보관금\", \"사건번호\": \"2021다100030\", \"선고일자\": \"20220310\", \"법원명\": \"대법원\", \
    \"판결유형\": \"전원합의체 판결\", \"참조판례\": \"대법원 2010. 5. 13. 선고 2009다100002 판결(공2010상, 100)(변경)\", \
    \"판례내용\": \"【주 문】 상고를 기각한다. 【이 유】 이와 달리 판단한 대법원 2010. 5. 13. 선고 2009다100002 판결은 이 판결의 견해에 \
    배치되는 범위 내에서 변경하기로 한다.\"}";

#[test]
fn a_judgment_names_what_it_cites_held_or_not() {
    let place = Workplace::indexed();
    let edges = place.json(["cites", "2019다100018", "--json"]);
    let of = |number: &str| edges.iter().find(|edge| edge["to"]["case_numbers"][0] == number).unwrap();
    let held = of("2009다100002");
    assert_eq!((&held["kind"], &held["to"]["in_index"]), (&"edge".into(), &true.into()));
    assert_eq!(held["from"]["case_numbers"], serde_json::json!(["2019다100001", "2019다100018"]));
    assert!(held["count"].as_u64().unwrap() >= 2, "{held}");
    let attested = of("2018나100003");
    assert_eq!((&attested["to"]["in_index"], &attested["role"]), (&false.into(), &"appealed".into()));
    assert_eq!(attested["to"]["court"], "서울고등법원");
    assert_eq!((&held["depth"], &attested["depth"]), (&"cited".into(), &"mentioned".into()));
}

#[test]
fn a_judgment_names_what_cites_it_latest_first() {
    let place = Workplace::indexed();
    let citing = |case: &str| -> Vec<String> {
        let edges = place.json(["cited-by", case, "--json"]);
        edges.iter().map(|edge| edge["from"]["case_numbers"][0].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(citing("2009다100002"), ["2019다100001", "2018누100004"]);
    assert_eq!(citing("대법원 2009다100002"), ["2019다100001", "2018누100004"]);
    assert_eq!(citing("2018나100003"), ["2019다100001"], "attested only");
    assert_eq!(place.run(["cited-by", "2016도100005"]).code, 1);
}

#[test]
fn an_overruled_judgment_is_flagged_wherever_it_is_shown() {
    let place = Workplace::with_corpus();
    place.write("corpus/en-banc.json", OVERRULING.as_bytes());
    assert_eq!(place.run(["index"]).code, 0);
    let edge = &place.json(["cited-by", "2009다100002", "--json"])[0];
    assert_eq!(edge["treatment"], "overruled_in_part", "{edge}");
    assert_eq!(edge["opinion"], "majority", "{edge}");
    assert!(
        place
            .run(["show", "2009다100002"])
            .stdout
            .contains("overruled in part by 대법원 2022. 3. 10. 선고 2021다100030 전원합의체 판결")
    );
    let hit = &place.json(["search", "--json", "사건:2009다100002"])[0];
    assert_eq!(hit["overruled_by"][0]["case_numbers"], serde_json::json!(["2021다100030"]));
    let table = place.run(["search", "--format", "tsv", "--fields", "id,overruled_by", "사건:2009다100002"]);
    assert!(
        table.stdout.ends_with("\t대법원 2022. 3. 10. 선고 2021다100030 전원합의체 판결\n"),
        "{}",
        table.stdout
    );
}

#[test]
fn references_are_extracted_without_an_index() {
    let place = Workplace::with_corpus();
    let lines = place.json(["references", "--json", "corpus"]);
    assert_eq!(lines.len(), 5);
    assert!(!place.path("index").exists());
    for line in &lines {
        assert_eq!(line["kind"], "references");
        for citation in line["citations"].as_array().unwrap() {
            assert!(
                !citation["case_numbers"].as_array().unwrap().is_empty() && citation["quote"].is_string()
            );
        }
    }
    let statutes: Vec<_> = lines.iter().flat_map(|line| line["statutes"].as_array().unwrap()).collect();
    assert!(statutes.iter().any(|statute| statute["law"] == "민법" && statute["article"] == "750"));
}

#[test]
fn the_neighborhood_is_drawn_in_every_form() {
    let place = Workplace::indexed();
    let said = |form: &str| place.run(["graph", "2009다100002", "--depth", "2", "--format", form]);
    for form in ["tree", "json", "dot", "mermaid", "graphml", "edges", "csv", "html"] {
        let said = said(form);
        assert_eq!(said.code, 0, "{form}: {}", said.stderr);
        for number in ["2009다100002", "2019다100001", "2018누100004"] {
            assert!(said.stdout.contains(number), "{form} has no {number}: {}", said.stdout);
        }
    }
    assert!(
        !said("html").stdout.contains("http://")
            || said("html").stdout.contains("http://www.w3.org/2000/svg")
    );
    let graph = &said("json").json()[0];
    assert_eq!(graph["kind"], "graph");
    assert_eq!(graph["nodes"].as_array().unwrap().len(), 4, "{graph}");
    assert_eq!(place.run(["graph", "1999다1"]).code, 1);
}

#[test]
fn a_wrong_date_is_kept_as_written_and_flagged() {
    let place = Workplace::with_corpus();
    place.write("corpus/wrong-day.json", WRONG_DAY.as_bytes());
    assert_eq!(place.run(["index"]).code, 0);
    let edge = &place.json(["cites", "2020다100040", "--json"])[0];
    assert_eq!((&edge["to"]["in_index"], &edge["to"]["decision_date"]), (&true.into(), &"2010-05-13".into()));
    assert_eq!(edge["differing_dates"], serde_json::json!(["2010-05-31"]));
    assert!(place.run(["cites", "2020다100040"]).stdout.contains("cited with another date, 2010. 5. 31."));
    let status = &place.json(["status", "--graph", "--json"])[0];
    assert_eq!(status["graph"]["date_differs"], 1);
}

#[test]
fn the_most_cited_come_first_and_can_be_narrowed() {
    let place = Workplace::indexed();
    let numbers = |arguments: &[&str]| -> Vec<String> {
        let lines = place.json([&["top", "--json"], arguments].concat());
        lines.iter().map(|line| line["case_numbers"][0].as_str().unwrap().to_owned()).collect()
    };
    let all = place.json(["top", "--json"]);
    assert_eq!((&all[0]["kind"], &all[0]["rank"]), (&"authority".into(), &1.into()));
    assert_eq!((&all[0]["case_numbers"][0], &all[0]["cited_by"]), (&"2009다100002".into(), &2.into()));
    for by in ["citing", "pagerank", "discussed"] {
        assert!(numbers(&["--by", by]).contains(&"2009다100002".to_owned()), "{by}");
    }
    assert_eq!(numbers(&["--in-index"]), ["2009다100002"]);
    assert_eq!(numbers(&["--court", "대법원", "--to", "2012"]), ["2009다100002"]);
    assert_eq!(numbers(&["--statute", "민법"]), ["2009다100002"], "only what is held has statutes");
    assert_eq!(numbers(&["보관금"]), ["2009다100002"]);
    assert_eq!(place.run(["top", "--court", "특허법원"]).code, 1);
    assert_eq!(place.run(["top", "법원:(대법원"]).code, 2);
}

#[test]
fn one_judgment_leads_to_another() {
    let place = Workplace::indexed();
    let steps = place.json(["path", "2019다100018", "2009다100002", "--json"]);
    assert_eq!(steps.len(), 1);
    assert_eq!(steps[0]["from"]["case_numbers"][0], "2019다100001");
    assert_eq!(place.json(["path", "2009다100002", "2019다100018", "--json"]), steps, "whichever is later");
    assert_eq!(place.run(["path", "2018누100004", "2019다100001"]).code, 1);
    let said = place.run(["path", "2018누100004", "2019다100001", "--either-way"]);
    assert_eq!(said.code, 0);
    assert!(said.stdout.contains("↓ cites") && said.stdout.contains("↑ is cited by"), "{}", said.stdout);
    assert_eq!(place.run(["path", "2018누100004", "1999다1"]).code, 1);
}

#[test]
fn a_case_has_its_instances() {
    let place = Workplace::indexed();
    for case in ["2019다100001", "2018나100003"] {
        let line = &place.json(["history", case, "--json"])[0];
        let found: Vec<_> = line["judgments"]
            .as_array()
            .unwrap()
            .iter()
            .map(|judgment| (judgment["case_numbers"][0].clone(), judgment["instance"].clone()))
            .collect();
        let expected = [("2018나100003", "항소심"), ("2019다100001", "상고심")];
        assert_eq!(found, expected.map(|(number, instance)| (number.into(), instance.into())), "{case}");
        assert_eq!(
            line["steps"],
            serde_json::json!([{"from": line["judgments"][1]["id"], "to": line["judgments"][0]["id"], "role": "appealed"}])
        );
    }
    assert_eq!(place.run(["history", "1999다1"]).code, 1);
}

#[test]
fn the_whole_graph_is_written_for_programs() {
    let place = Workplace::indexed();
    let graph = &place.json(["graph", "--all", "--format", "json"])[0];
    let (nodes, edges) = (graph["nodes"].as_array().unwrap(), graph["edges"].as_array().unwrap());
    assert_eq!(nodes.iter().filter(|node| node["in_index"] == true).count(), 5);
    let table = place.run(["graph", "--all", "--format", "edges"]);
    assert_eq!(table.stdout.lines().count(), 1 + edges.len());
    let chosen = place.run(["graph", "--all", "--format", "csv", "--fields", "to,from"]);
    let expected: Vec<String> = table
        .stdout
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            format!("{},{}", cells[3], cells[0])
        })
        .collect();
    assert_eq!(chosen.stdout.lines().collect::<Vec<_>>(), expected);
    let said = place.run(["graph", "2009다100002", "--fields", "to"]);
    assert!(said.code == 2 && said.stderr.contains("--format"), "{}", said.stderr);
    let xml = place.run(["graph", "--all", "--format", "graphml"]).stdout;
    assert_eq!(xml.matches("<node ").count(), nodes.len());
    for arguments in [&["graph", "--all"][..], &["graph", "--all", "2009다100002"], &["graph"]] {
        assert_eq!(place.run(arguments).code, 2, "{arguments:?}");
    }
}

#[test]
fn a_long_text_through_a_pipe_ends_with_its_name() {
    let place = Workplace::empty();
    let said = with_stdin(&place, &["references", "-"], "가나다 ".repeat(900_000).as_bytes());
    assert_eq!(said.code, 2, "{}", said.stderr);
    assert!(said.stderr.contains("give it as a file"), "{}", said.stderr);
}

#[test]
fn references_are_extracted_from_a_text_that_is_no_judgment() {
    let place = Workplace::empty();
    place.write(
        "brief.md",
        "# 준비서면\n\n민법 제750조 및 대법원 2010. 5. 13. 선고 2009다100002 판결 참조\n".as_bytes(),
    );
    let line = &place.json(["references", "--json", "brief.md"])[0];
    let citation = &line["citations"][0];
    assert_eq!(
        (&citation["section"], &citation["case_numbers"][0]),
        (&serde_json::Value::Null, &"2009다100002".into())
    );
    assert_eq!(citation["start"], 19, "characters, not bytes");
    assert_eq!(line["statutes"][0]["law"], "민법");
}

#[test]
fn a_broken_line_is_no_text_that_cites() {
    let place = Workplace::empty();
    let line = "{\"사건번호\": \"2022다100040\", \"판례내용\": \"민법 제750조에 따른다.\"}";
    let none = "{\"about\": \"민법 제393조\"}";
    place.write("mixed.jsonl", format!("{line}\n{none}\n{none}\n").as_bytes());
    let said = place.run(["references", "--json", "mixed.jsonl"]);
    assert_eq!((said.code, said.json().len()), (0, 1), "{}", said.stderr);
    for at in [2, 3] {
        assert!(said.stderr.contains(&format!("mixed.jsonl:{at}")), "{}", said.stderr);
    }
    let brief = "대법원 2010. 5. 13. 선고 2009다100002 판결 참조";
    let said = with_stdin(&place, &["references", "--json", "-"], brief.as_bytes());
    assert_eq!(said.json()[0]["citations"][0]["case_numbers"][0], "2009다100002", "{}", said.stderr);
}
