//! Searching: what is found, in which order, and how it is shown.

use crate::support::Workplace;

#[test]
fn the_first_search_builds_the_index_from_the_corpus_and_says_so() {
    let place = Workplace::with_corpus();
    let said = place.run(["search", "보관물 도난"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert!(said.stderr.contains("no index in index yet: building it from corpus/"), "{}", said.stderr);
    assert!(said.stdout.contains("대법원 2020. 1. 10. 선고 2019다100001, 100018"), "{}", said.stdout);
    let again = place.run(["search", "보관물 도난"]);
    assert_eq!(again.stderr, "");
    assert_eq!(again.stdout, said.stdout);
}

#[test]
fn without_a_corpus_a_search_says_what_to_do() {
    let said = Workplace::empty().run(["search", "민법"]);
    assert_eq!((said.code, said.stdout.as_str()), (2, ""));
    assert!(said.stderr.contains("panrye index PATH"), "{}", said.stderr);
}

#[test]
fn a_case_number_finds_its_judgment_first_and_then_those_that_cite_it() {
    let place = Workplace::indexed();
    assert_eq!(place.hits("2009다100002")[0], "2009다100002");
    let mut citing = place.hits("2009다100002")[1..].to_vec();
    citing.sort();
    assert_eq!(citing, ["2018누100004", "2019다100001"]);
}

#[test]
fn every_number_of_a_joined_judgment_finds_it() {
    let place = Workplace::indexed();
    assert_eq!(place.hits("2019다100018"), ["2019다100001"]);
    assert_eq!(place.hits("2016나100013"), ["2016나100006"]);
}

#[test]
fn a_number_with_another_mark_finds_nothing() {
    let said = Workplace::indexed().run(["search", "2019나100001"]);
    assert_eq!((said.code, said.stdout.as_str()), (1, ""));
}

#[test]
fn prefixes_stay_with_their_nouns() {
    let place = Workplace::indexed();
    assert_eq!(place.hits("비급여"), ["2018누100004"]);
    assert_eq!(place.hits("배상"), ["2019다100001"]);
    assert_eq!(place.hits("손해배상청구권"), ["2019다100001"]);
    assert_eq!(place.hits("시효"), ["2019다100001"]);
}

#[test]
fn hanja_and_hangul_find_each_other() {
    let place = Workplace::indexed();
    assert_eq!(place.hits("부동산"), ["2016나100006"]);
    assert_eq!(place.hits("不動産"), ["2016나100006"]);
}

#[test]
fn days_in_the_wrong_order_are_refused_by_every_command() {
    let place = Workplace::indexed();
    place.write("queries.txt", "보관물\n".as_bytes());
    for command in [
        &["search", "보관물"][..],
        &["batch", "queries.txt"],
        &["similar", "2009다100002"],
        &["export", "--format", "csv"],
        &["top"],
        &["watch", "add", "가", "보관물"],
        &["fetch"],
    ] {
        let said = place.run([command, &["--from", "2020-02", "--to", "2019"]].concat());
        let refused = said.stderr.contains("--from 2020-02-01 is after --to 2019-12-31");
        assert!(said.code == 2 && refused && said.stdout.is_empty(), "{command:?}: {}", said.stderr);
    }
}

#[test]
fn filters_narrow_the_answer() {
    let place = Workplace::indexed();
    let all = place.hits("상고 기각 항소 처분 파기");
    assert_eq!(all.len(), 5, "{all:?}");
    let only = |options: &[&str]| {
        let arguments = ["search", "--json", "상고 기각 항소 처분 파기"].iter().chain(options);
        let mut found: Vec<String> = place
            .json(arguments)
            .iter()
            .map(|line| line["case_numbers"][0].as_str().unwrap().to_owned())
            .collect();
        found.sort();
        found
    };
    assert_eq!(only(&["--court", "서울고법"]), ["2018누100004"]);
    assert_eq!(only(&["--kind", "형사"]), ["2016도100005"]);
    assert_eq!(only(&["--from", "2019-02", "--to", "2019"]), ["2018누100004"]);
    assert_eq!(only(&["--limit", "1"]).len(), 1);
}

#[test]
fn a_hit_in_json_has_the_documented_fields() {
    let place = Workplace::indexed();
    let line = &place.json(["search", "--json", "수치인 과실"])[0];
    assert_eq!(
        (&line["schema_version"], &line["kind"], &line["rank"]),
        (&1.into(), &"hit".into(), &1.into())
    );
    assert_eq!(line["case_numbers"], serde_json::json!(["2009다100002"]));
    assert_eq!((&line["court"], &line["decision_date"]), (&"대법원".into(), &"2010-05-13".into()));
    assert_eq!((&line["case_name"], &line["case_kind"]), (&"보관금반환".into(), &"민사".into()));
    assert_eq!(line["cited_by"], 2);
    assert!(line["source"].as_str().unwrap().ends_with("2009다100002.md"));
    for passage in line["passages"].as_array().unwrap() {
        let text: Vec<char> = passage["text"].as_str().unwrap().chars().collect();
        for range in passage["highlights"].as_array().unwrap() {
            let (start, end) = (range[0].as_u64().unwrap() as usize, range[1].as_u64().unwrap() as usize);
            let marked: String = text[start..end].iter().collect();
            assert!(["수치인", "과실"].contains(&marked.as_str()), "{marked}");
        }
        assert!(passage["section"].is_string() && passage["outline"].is_array());
    }
}

#[test]
fn fields_and_statutes_are_understood() {
    let place = Workplace::indexed();
    assert_eq!(place.hits("조문:\"민법 제766조\""), ["2019다100001"]);
    assert_eq!(place.hits("법원:대법원 종류:형사"), ["2016도100005"]);
    assert_eq!(place.hits("인용:2009다100002 선고:2019"), ["2018누100004"]);
}

#[test]
fn a_phrase_is_found_in_sequence_only() {
    let place = Workplace::indexed();
    assert_eq!(place.hits("\"선량한 관리자의 주의\""), ["2009다100002"]);
    assert_eq!(place.hits("\"주의 선량한 관리자\""), Vec::<String>::new());
}

#[test]
fn a_mistake_in_the_query_points_at_its_column() {
    let said = Workplace::indexed().run(["search", "손해 (배상"]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains('^'), "{}", said.stderr);
}

#[test]
fn nothing_found_says_which_word_matched_nothing() {
    let said = Workplace::indexed().run(["search", "블록체인"]);
    assert_eq!((said.code, said.stdout.as_str()), (1, ""));
    assert!(said.stderr.contains("블록"), "{}", said.stderr);
}

#[test]
fn other_orders_take_only_judgments_with_all_words() {
    let place = Workplace::with_corpus();
    assert_eq!(place.run(["index"]).code, 0);
    let order = |arguments: &[&str]| -> Vec<String> {
        let lines = place.json([&["search", "--json"], arguments].concat());
        lines.iter().map(|line| line["case_numbers"][0].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(order(&["--sort", "date", "보관물"]), ["2019다100001", "2009다100002"]);
    assert_eq!(order(&["--sort", "cited", "보관물"]), ["2009다100002", "2019다100001"]);
    assert_eq!(order(&["--sort", "date", "보관물 창고업자"]), ["2019다100001"], "all words");
    assert_eq!(order(&["--sort", "date", "보관물", "--to", "2012"]), ["2009다100002"]);
    assert_eq!(place.run(["search", "--sort", "date", "보관물 사기죄"]).code, 1);
}

#[test]
fn an_answer_is_counted_by_court_year_kind_and_law() {
    let place = Workplace::indexed();
    let lines = place.json(["search", "--json", "-n", "1", "보관물", "--facet", "court,year,kind,law"]);
    let facets: Vec<_> = lines.iter().filter(|line| line["kind"] == "facet").collect();
    assert_eq!(facets.len(), 4);
    assert_eq!(facets[0]["values"], serde_json::json!([{"value": "대법원", "judgments": 2}]));
    let years: Vec<_> = facets[1]["values"].as_array().unwrap().iter().map(|v| v["value"].clone()).collect();
    assert_eq!(years, ["2020", "2010"]);
    assert_eq!(facets[3]["values"][0], serde_json::json!({"value": "민법", "judgments": 2}));
    assert!(place.run(["search", "보관물", "--facet", "court"]).stdout.contains("대법원 2"));
}

#[test]
fn judgments_like_a_judgment_leave_it_out() {
    let place = Workplace::indexed();
    let lines = place.json(["similar", "2019다100018", "--json"]);
    assert_eq!(lines[0]["case_numbers"][0], "2009다100002");
    assert!(lines.iter().all(|line| line["case_numbers"][0] != "2019다100001"), "{lines:?}");
    assert_eq!(place.run(["similar", "1999다1"]).code, 1);
}

#[test]
fn a_place_in_the_ranking_is_explained() {
    let place = Workplace::indexed();
    let hit = &place.json(["search", "--json", "보관물 도난 방지"])[0];
    let line = &place.json(["explain", "보관물 도난 방지", "--json"])[0];
    assert_eq!(line["hit"]["case_numbers"], hit["case_numbers"], "the first hit where none is named");
    assert_eq!((&line["hit"]["rank"], &line["hit"]["score"]), (&1.into(), &hit["score"]));
    let sum: f64 = line["hit"]["second_stage"]
        .as_array()
        .unwrap()
        .iter()
        .map(|part| part["value"].as_f64().unwrap() * part["weight"].as_f64().unwrap())
        .sum();
    assert!((sum - hit["score"].as_f64().unwrap()).abs() < 1e-3, "{line}");
    assert!(line["clauses"][0]["terms"].as_array().unwrap().iter().any(|term| term["text"] == "도난"));
    let other = place.run(["explain", "보관물 도난 방지", "2009다100002"]);
    assert!(other.stdout.contains("rank 2") && other.stdout.contains("coverage"), "{}", other.stdout);
    assert_eq!(place.run(["explain", "보관물", "2016도100005"]).code, 1, "does not match");
    assert_eq!(place.run(["explain", "법원:(대법원"]).code, 2);
}

#[test]
fn a_mistyped_word_gets_a_suggestion() {
    let place = Workplace::indexed();
    let said = place.run(["search", "창고업쟈"]);
    assert!(said.stderr.contains("did you mean 창고업자"), "{}", said.stderr);
    let said = place.run(["search", "보관물 창고업쟈"]);
    assert_eq!(said.code, 0);
    assert!(said.stderr.contains("창고업쟈: no judgment has"), "{}", said.stderr);
    assert_eq!(place.run(["--quiet", "search", "보관물 창고업쟈"]).stderr, "");
}

#[test]
fn a_long_passage_is_shown_in_part_unless_it_is_asked_for_whole() {
    let place = Workplace::with_corpus();
    let filler = "원고는 서류를 제출하였다. ".repeat(60);
    let text = format!("【이 유】 {filler}임치인은 열쇠를 반환하여야 한다. {filler}");
    let judgment = serde_json::json!({"사건명": "보관금", "사건번호": "2021다100050", "법원명": "대법원", "판례내용": text});
    place.write("corpus/long.json", judgment.to_string().as_bytes());
    assert_eq!(place.run(["index"]).code, 0);
    let shown = place.run(["search", "열쇠 반환", "-n", "1", "--passages", "1"]).stdout;
    assert!(shown.contains("열쇠를 반환하여야") && shown.contains("… ") && shown.contains(" …"), "{shown}");
    assert!(shown.chars().count() < 800, "{shown}");
    let whole = place.run(["search", "열쇠 반환", "-n", "1", "--passages", "1", "--full"]).stdout;
    assert!(whole.chars().count() > shown.chars().count() + 200, "{whole}");
}

#[test]
fn passages_come_with_their_neighbors_on_request() {
    let place = Workplace::indexed();
    let arguments = ["search", "--json", "야간 경비원", "--passages", "1", "-n", "1"];
    let passage = |more: &[&str]| place.json([&arguments[..], more].concat())[0]["passages"][0].clone();
    assert_eq!(passage(&[])["before"], serde_json::json!([]));
    let with = passage(&["--context", "1"]);
    assert_eq!((with["before"].as_array().unwrap().len(), with["after"].as_array().unwrap().len()), (1, 1));
    assert!(with["before"][0].as_str().unwrap().contains("잠금장치"), "{with}");
    let shown = place.run(["search", "야간 경비원", "--passages", "1", "-n", "1", "--context", "1"]).stdout;
    assert!(shown.contains("잠금장치") && shown.contains("경비원"), "{shown}");
}

#[test]
fn the_field_of_the_decision_leaves_its_points_alone() {
    let place = Workplace::indexed();
    let hits = |query: &str| {
        let said = place.run(["search", "--json", query]);
        said.json()
            .iter()
            .map(|line| line["case_numbers"][0].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(hits("야간에"), ["2019다100001"]);
    assert_eq!(hits("내용:야간"), ["2019다100001"]);
    assert_eq!(hits("내용:\"야간에 경비원\""), ["2019다100001"]);
    assert_eq!(hits("내용:\"경비원 야간\"~9"), ["2019다100001"]);
    assert_eq!(hits("소멸시효"), ["2019다100001"], "in its holdings");
    assert!(
        hits("내용:소멸시효").is_empty() && hits("내용:\"소멸시효는 피해자\"").is_empty(),
        "not in its decision"
    );
}

#[test]
fn judgments_that_say_the_same_stand_with_the_latest_first_however_they_were_indexed() {
    let alike = |number: usize| {
        format!(
            "{{\"사건번호\": \"2020다{}\", \"선고일자\": \"2020{:02}10\", \"법원명\": \"대법원\", \"판례내용\": \"갑의 분묘기지권을 인정한다.\"}}\n",
            100_010 + number,
            1 + number % 12
        )
    };
    let mut orders = Vec::new();
    for backwards in [false, true] {
        let place = Workplace::empty();
        let lines = (0..24).map(|number| alike(if backwards { 23 - number } else { number }));
        place.write("corpus/alike.jsonl", lines.collect::<String>().as_bytes());
        assert_eq!(place.run(["index"]).code, 0);
        let lines = place.json(["search", "--json", "-n", "24", "분묘기지권"]);
        let dates: Vec<String> = lines.iter().map(|line| line["decision_date"].to_string()).collect();
        assert!(dates.len() == 24 && dates.is_sorted_by(|a, b| a >= b), "{dates:?}");
        orders.push(dates);
    }
    assert_eq!(orders[0], orders[1]);
}

#[test]
fn a_short_answer_is_the_head_of_a_long_one_also_where_all_match_equally() {
    let place = Workplace::empty();
    for at in 0..40 {
        // Written in an order that is neither that of dates nor that of names.
        let at = at * 23 % 40;
        let record = serde_json::json!({
            "사건번호": format!("2020다{}", 200_001 + at), "법원명": "대법원",
            "선고일자": format!("2020-01-{:02}", 1 + at % 7), "판례내용": "【주 문】 상고를 기각한다.",
        });
        place.write(&format!("corpus/{:02}.json", at * 7 % 40), record.to_string().as_bytes());
    }
    assert_eq!(place.run(["index"]).code, 0);
    let cited = ["--sort", "cited", "상고"];
    for more in [&["법원:대법원"][..], &["NOT 사건:2019다1"], &["--sort", "date", "상고"], &cited] {
        let found = |limit: usize| -> Vec<String> {
            let limit = limit.to_string();
            let lines = place.json([&["search", "--json", "-n", &limit], more].concat());
            lines.iter().map(|line| line["case_numbers"][0].as_str().unwrap().to_owned()).collect()
        };
        let all = found(100);
        assert_eq!(all.len(), 40, "{more:?}");
        for limit in [1, 2, 7, 39] {
            assert_eq!(found(limit), all[..limit], "{more:?} {limit}");
        }
    }
}
