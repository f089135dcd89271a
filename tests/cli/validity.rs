//! Whether a judgment still stands, in what form it was given, and what it comes to.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::support::Workplace;

/// A judgment that is overruled, one that follows it, one that overrules it; a decision that strikes a provision down, and a
/// judgment that applied the provision.
fn records() -> String {
    let all = [
        json!({"사건번호": "2001다900001", "법원명": "대법원", "선고일자": "20020304", "판결유형": "판결",
            "판례내용": "【주 문】 상고를 기각한다. 【이 유】 점유자는 언제나 반환할 의무가 있다."}),
        json!({"사건번호": "2005다900002", "법원명": "대법원", "선고일자": "20060304",
            "판례내용": "【주 문】 원심판결을 파기하고, 사건을 서울고등법원에 환송한다. 【이 유】 점유자는 반환하여야 한다(대법원 2002. 3. 4. 선고 \
             2001다900001 판결 참조). 가나법 제3조를 적용한다. 주문과 같이 판결한다."}),
        json!({"사건번호": "2015다900003", "법원명": "대법원", "선고일자": "20160304",
            "판례내용": "【주 문】 상고를 기각한다. 【이 유】 이와 달리 본 대법원 2002. 3. 4. 선고 2001다900001 판결은 이를 폐기하기로 한다."}),
        json!({"사건번호": "2010헌바900", "법원명": "헌법재판소", "선고일자": "20111229",
            "판례내용": "【주 문】 가나법 제3조는 헌법에 위반된다. 【이 유】 본다. 주문과 같이 결정한다."}),
        json!({"사건번호": "2018나900004", "법원명": "서울고등법원", "선고일자": "20190304", "판결유형": "판결 : 확정",
            "판례내용": "【주 문】 1. 제1심판결을 취소한다.\n2. 원고의 청구를 기각한다. 【이 유】 대법원 2016. 3. 4. 선고 2015다900003 전원합의체 \
             판결을 따른다. 가나법 제3조는 이제 없다."}),
        json!({"사건번호": "2020마900005", "법원명": "대법원", "선고일자": "20210304",
            "판례내용": "【주 문】 재항고를 기각한다. 【이 유】 본다."}),
    ];
    all.iter().fold(String::new(), |mut text, record| {
        let _ = writeln!(text, "{record}");
        text
    })
}

fn place() -> Workplace {
    let place = Workplace::empty();
    place.write("corpus/a.jsonl", records().as_bytes());
    assert_eq!(place.run(["index"]).code, 0);
    place
}

fn show(place: &Workplace, case: &str) -> Value {
    place.json(["show", case, "--json"]).remove(0)
}

#[test]
fn a_judgment_is_overruled_at_risk_or_nothing_is_found() {
    let place = place();
    let overruled = show(&place, "2001다900001");
    assert_eq!(overruled["validity"]["verdict"], "overruled");
    let by = &overruled["validity"]["by"][0];
    assert_eq!((&by["case_numbers"][0], &by["treatment"]), (&"2015다900003".into(), &"overruled".into()));
    assert!(by["quote"].as_str().unwrap().ends_with("이를 폐기하기로 한다."), "{by}");
    let at_risk = show(&place, "2005다900002");
    assert_eq!(at_risk["validity"]["verdict"], "at_risk");
    let rests = &at_risk["validity"]["rests_on"][0];
    assert_eq!(rests["judgment"]["case_numbers"][0], "2001다900001");
    assert_eq!(rests["overruled_by"]["case_numbers"][0], "2015다900003");
    let coverage = &show(&place, "2020마900005")["validity"];
    assert_eq!(coverage["verdict"], "no_overruling_found");
    let coverage = &coverage["coverage"];
    assert_eq!(coverage["judgments"], 6);
    assert_eq!(
        coverage["courts"][0],
        json!({"court": "대법원", "judgments": 4, "latest_decision_date": "2021-03-04"})
    );
    assert_eq!(coverage["courts"][1]["latest_decision_date"], "2011-12-29");
    assert_eq!(coverage["refreshed"].as_str().map(str::len), Some("2020-01-01".len()));
}

#[test]
fn a_provision_that_was_struck_down_later_is_named_with_the_decision() {
    let place = place();
    let struck = show(&place, "2005다900002")["validity"]["statutes"].clone();
    assert_eq!((&struck[0]["provision"], &struck[0]["outcome"]), (&"가나법 제3조".into(), &"위헌".into()));
    assert_eq!(struck[0]["by"]["citation"], "헌법재판소 2011. 12. 29. 선고 2010헌바900 결정");
    assert_eq!(
        (&struck[0]["quote"], &struck[0]["cited_as"]),
        (&"가나법 제3조는 헌법에 위반된다.".into(), &Value::Null)
    );
    let later = show(&place, "2018나900004");
    assert_eq!(later["validity"]["statutes"], json!([]), "it was given after the decision");
}

#[test]
fn every_screen_warns_in_the_same_words() {
    let place = place();
    let by = "overruled by 대법원 2016. 3. 4. 선고 2015다900003 전원합의체 판결";
    let shown = place.run(["show", "2001다900001"]).stdout;
    assert!(shown.contains(by) && shown.contains("이를 폐기하기로 한다."), "{shown}");
    assert!(place.run(["cited-by", "2001다900001"]).stdout.trim_start().starts_with(by));
    assert!(place.run(["search", "사건:2001다900001"]).stdout.contains("overruled by 2015다900003"));
    place.write("brief.txt", "대법원 2002. 3. 4. 선고 2001다900001 판결".as_bytes());
    assert!(place.run(["verify", "brief.txt"]).stdout.contains(by));
    let risky = place.run(["show", "2005다900002"]).stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        risky.contains("at risk: it follows 대법원 2002. 3. 4. 선고 2001다900001 판결, which"),
        "{risky}"
    );
    assert!(risky.contains("가나법 제3조 was struck down later, wholly or in part (위헌)"), "{risky}");
    // A brief that cites it is told so too, though its citation is right.
    place.write("right.txt", "대법원 2006. 3. 4. 선고 2005다900002 판결".as_bytes());
    let checked = place.run(["verify", "right.txt"]);
    assert_eq!(checked.code, 0, "{}", checked.stdout);
    assert!(checked.stdout.contains("at risk: it follows"), "{}", checked.stdout);
    let tally = "1 citation: 1 indexed; 1 at risk; 1 on provisions struck down later";
    assert!(checked.stdout.contains(tally), "{}", checked.stdout);
    let none = place.run(["show", "2020마900005"]).stdout;
    assert!(none.contains("no overruling found among 6 judgments"), "{none}");
}

fn place_with(records: &[Value]) -> Workplace {
    let place = Workplace::empty();
    let lines: Vec<String> = records.iter().map(ToString::to_string).collect();
    place.write("corpus/a.jsonl", lines.join("\n").as_bytes());
    assert_eq!(place.run(["index"]).code, 0);
    place
}

fn judgment(number: &str, day: &str, text: &str) -> Value {
    json!({"사건번호": number, "법원명": "대법원", "선고일자": day, "사건명": format!("가나 {day}"),
        "판례내용": format!("【주 문】 상고를 기각한다. 【이 유】 {text} 주문과 같이 판결한다.")})
}

#[test]
fn only_the_version_that_was_struck_down_is_named_and_all_that_stands_within_a_range() {
    let decision = json!({"사건번호": "2018헌바901", "법원명": "헌법재판소", "선고일자": "20190401",
        "판례내용": "【주 문】 구 가나법(2010. 1. 2. 법률 제99990호로 전부 개정되고, 2016. 2. 29. 법률 제99991호로 전부 개정되기 전의 것) 제6조 내지 제9조는 헌법에 합치되지 아니하고, 다라법 제3조는 헌법에 위반되지 아니한다. 【이 유】 본다."});
    let place = place_with(&[
        decision,
        judgment("2014다900011", "20150304", "가나법 제7조를 적용한다."),
        judgment("2017다900012", "20180304", "가나법 제7조를 적용한다."),
        judgment(
            "2017다900013",
            "20180304",
            "구 가나법(2016. 2. 29. 법률 제99991호로 전부 개정되기 전의 것) 제6조를 적용한다.",
        ),
        judgment("2014다900014", "20150304", "가나법 제10조를 적용한다."),
        judgment("2008다900015", "20090304", "가나법 제7조를 적용한다."),
        judgment(
            "2012다900016",
            "20130304",
            "구 가나법(2010. 1. 2. 법률 제99990호로 전부 개정되기 전의 것) 제6조를 적용한다.",
        ),
        judgment("2012다900017", "20130304", "다라법 제3조를 적용한다."),
    ]);
    for (case, provisions) in [
        ("2014다900011", vec!["가나법 제7조"]),
        ("2017다900012", vec![]),
        ("2017다900013", vec!["가나법 제6조"]),
        ("2014다900014", vec![]),
        ("2008다900015", vec![]),
        ("2012다900016", vec![]),
        ("2012다900017", vec![]),
    ] {
        let statutes = show(&place, case)["validity"]["statutes"].clone();
        let found: Vec<&str> =
            statutes.as_array().unwrap().iter().map(|struck| struck["provision"].as_str().unwrap()).collect();
        assert_eq!(found, provisions, "{case}");
    }
    let within = place.json(["search", "--json", "조문:\"가나법 제8조\""]);
    assert_eq!(within[0]["case_numbers"][0], "2018헌바901");
}

#[test]
fn a_judgment_that_names_a_whole_article_is_told_which_part_was_struck_down() {
    let place = place_with(&[
        json!({"사건번호": "2018헌바902", "법원명": "헌법재판소", "선고일자": "20190401",
            "판례내용": "【주 문】 구 가나법(2010. 1. 2. 법률 제99990호로 개정되기 전의 것) 제6조 제1항 중 ‘예비’ 부분은\n헌법에 위반된다. 【이 유】 본다."}),
        judgment("2009다900031", "20090304", "가나법 제6조를 적용한다."),
        judgment("2009다900032", "20090304", "가나법 제6조를 본다. 같은 조 제2항을 적용한다."),
        judgment("2009다900033", "20090304", "가나법 제6조의2를 적용한다."),
    ]);
    let statutes = |case| show(&place, case)["validity"]["statutes"].clone();
    let whole = &statutes("2009다900031")[0];
    assert_eq!(
        (&whole["provision"], &whole["cited_as"]),
        (&"가나법 제6조 제1항".into(), &"가나법 제6조".into())
    );
    assert_eq!((&whole["version_since"], &whole["version_until"]), (&Value::Null, &"2010-01-02".into()));
    let order = "구 가나법(2010. 1. 2. 법률 제99990호로 개정되기 전의 것) 제6조 제1항 중 ‘예비’ 부분은 헌법에 위반된다.";
    assert_eq!(whole["quote"], order);
    assert_eq!(statutes("2009다900032"), json!([]));
    assert_eq!(statutes("2009다900033"), json!([]));
    let shown = place.run(["show", "2009다900031"]).stdout;
    assert!(shown.contains("this judgment names 가나법 제6조 as a whole"), "{shown}");
    assert!(shown.replace('\n', " ").contains("order: 구 가나법"), "{shown}");
}

#[test]
fn of_two_judgments_with_one_number_the_date_tells_which_is_meant() {
    let place = place_with(&[
        judgment("2010다900021", "20110304", "가."),
        judgment("2010다900021", "20110305", "나."),
        judgment(
            "2015다900022",
            "20160304",
            "이와 달리 본 대법원 2011. 3. 4. 선고 2010다900021 판결은 이를 폐기하기로 한다.",
        ),
    ]);
    let verdict = |citation: &str| show(&place, citation)["validity"]["verdict"].clone();
    assert_eq!(verdict("대법원 2011. 3. 4. 선고 2010다900021 판결"), "overruled");
    assert_eq!(verdict("대법원 2011. 3. 5. 선고 2010다900021 판결"), "no_overruling_found");
    let both = place.run(["show", "2010다900021"]);
    assert_eq!(both.code, 2);
    assert!(both.stderr.contains("write court and date before it"), "{}", both.stderr);
}

#[test]
fn form_bench_outcome_and_finality_are_read_and_narrow() {
    let place = place();
    for (case, citation, outcome, finality) in [
        ("2001다900001", "대법원 2002. 3. 4. 선고 2001다900001 판결", "상고기각", Value::Null),
        ("2005다900002", "대법원 2006. 3. 4. 선고 2005다900002 판결", "파기환송", Value::Null),
        ("2015다900003", "대법원 2016. 3. 4. 선고 2015다900003 전원합의체 판결", "상고기각", Value::Null),
        ("2010헌바900", "헌법재판소 2011. 12. 29. 선고 2010헌바900 결정", "위헌", Value::Null),
        ("2018나900004", "서울고등법원 2019. 3. 4. 선고 2018나900004 판결", "취소", "확정".into()),
        ("2020마900005", "대법원 2021. 3. 4.자 2020마900005 결정", "재항고기각", Value::Null),
    ] {
        let judgment = show(&place, case);
        assert_eq!(judgment["citation"], citation);
        assert_eq!(judgment["outcome"]["value"], outcome);
        assert_eq!(judgment["finality"], finality, "{case}");
    }
    let found = |arguments: &[&str]| -> Vec<String> {
        let lines = place.json([&["search", "--json", "-n", "20"], arguments].concat());
        let mut numbers: Vec<String> =
            lines.iter().map(|line| line["case_numbers"][0].as_str().unwrap().to_owned()).collect();
        numbers.sort_unstable();
        numbers
    };
    assert_eq!(found(&["--en-banc", "법원:대법원"]), ["2015다900003"]);
    assert_eq!(found(&["유형:전원합의체"]), ["2015다900003"]);
    assert_eq!(found(&["--form", "결정", "선고:2000.."]), ["2010헌바900", "2020마900005"]);
    assert_eq!(found(&["결과:상고기각"]), ["2001다900001", "2015다900003"]);
    assert_eq!(
        found(&["--outcome", "위헌", "--outcome", "취소", "선고:2000.."]),
        ["2010헌바900", "2018나900004"]
    );
    assert_eq!(found(&["--courts-only", "선고:2000.."]).len(), 6);
    let facets = place.run(["search", "--facet", "outcome,form", "선고:2000.."]).stdout;
    assert!(facets.contains("상고기각 2") && facets.contains("판결 4"), "{facets}");
}

#[test]
fn a_brief_that_names_the_wrong_bench_is_told_so() {
    let place = Workplace::empty();
    let bench = json!({"사건번호": "2019다900006", "법원명": "대법원", "선고일자": "20200304",
        "판례내용": "【주 문】 상고를 기각한다. 【이 유】 본다. 주문과 같이 판결한다.\n대법관 가나다(재판장) 라마바 사아자(주심) 차카타"});
    place.write("corpus/a.jsonl", format!("{}{bench}\n", records()).as_bytes());
    assert_eq!(place.run(["index"]).code, 0);
    place.write(
        "brief.txt",
        "대법원 2020. 3. 4. 선고 2019다900006 전원합의체 판결\n대법원 2016. 3. 4. 선고 2015다900003 판결\n"
            .as_bytes(),
    );
    let lines = place.json(["verify", "--json", "--all", "brief.txt"]);
    let of = |line: &Value| {
        (
            line["verdict"].clone(),
            line["problems"][0]["field"].clone(),
            line["problems"][0]["expected"].clone(),
        )
    };
    assert_eq!(of(&lines[0]), ("disagrees".into(), "en_banc".into(), "판결".into()));
    assert_eq!(of(&lines[1]), ("indexed".into(), "en_banc".into(), "전원합의체 판결".into()));
}

#[test]
fn a_docket_with_its_court_and_hyphens_is_a_number_of_that_court() {
    let place = Workplace::empty();
    let record =
        json!({"사건번호": "서울고등법원-2021-누-90007", "선고일자": "2022.01.02", "판례내용": "본문이다."});
    place.write("corpus/a.jsonl", format!("{record}\n").as_bytes());
    assert_eq!(place.run(["index"]).code, 0);
    for written in ["2021누90007", "서울고등법원-2021-누-90007"] {
        let found = place.json(["search", "--json", written]);
        assert_eq!(found[0]["citation"], "서울고등법원 2022. 1. 2. 선고 2021누90007 판결", "{written}");
    }
}
