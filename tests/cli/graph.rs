//! Who cites whom.

use crate::support::Workplace;

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
    assert_eq!((&held["kind"], &held["to"]["held"]), (&"edge".into(), &true.into()));
    assert_eq!(held["from"]["case_numbers"], serde_json::json!(["2019다100001", "2019다100018"]));
    assert!(held["count"].as_u64().unwrap() >= 2, "{held}");
    let attested = of("2018나100003");
    assert_eq!((&attested["to"]["held"], &attested["role"]), (&false.into(), &"appealed".into()));
    assert_eq!(attested["to"]["court"], "서울고등법원");
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
    assert_eq!(edge["treatment"], "overruled", "{edge}");
    assert!(
        place
            .run(["show", "2009다100002"])
            .stdout
            .contains("overruled by 대법원 2022. 3. 10. 선고 2021다100030")
    );
    let hit = &place.json(["search", "--json", "사건:2009다100002"])[0];
    assert_eq!(hit["overruled_by"], serde_json::json!(["2021다100030"]));
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
            assert!(!citation["numbers"].as_array().unwrap().is_empty() && citation["quote"].is_string());
        }
    }
    let statutes: Vec<_> = lines.iter().flat_map(|line| line["statutes"].as_array().unwrap()).collect();
    assert!(statutes.iter().any(|statute| statute["law"] == "민법" && statute["article"] == "750"));
}

#[test]
fn the_neighbourhood_is_drawn_in_every_form() {
    let place = Workplace::indexed();
    let said = |form: &str| place.run(["graph", "2009다100002", "--depth", "2", "--format", form]);
    for form in ["tree", "json", "dot", "mermaid", "graphml", "edges", "html"] {
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
