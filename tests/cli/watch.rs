//! Kept searches: what is new, once, whatever becomes of the index.

use std::fs;

use crate::support::{Said, Workplace};

/// A line of JSON Lines with a judgment of its own.
fn line(number: &str, text: &str) -> String {
    format!(
        "{{\"사건번호\": \"{number}\", \"법원명\": \"대법원\", \"선고일자\": \"2022.3.4\", \"판결유형\": \"판결\", \
         \"판례내용\": \"【주 문】 상고를 기각한다.\\n【이 유】 {text}\"}}\n"
    )
}

/// Adds judgments to the corpus and to the index.
fn arrive(place: &Workplace, lines: &[String]) {
    let name = format!("corpus/new-{}.jsonl", fs::read_dir(place.path("corpus")).unwrap().count());
    place.write(&name, lines.concat().as_bytes());
    let said = place.run(["index"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
}

fn watch(place: &Workplace, arguments: &[&str]) -> Said {
    place.run(["watch"].iter().chain(arguments))
}

/// Runs the watches and returns the exit code with watch, why and first number of all news.
fn news(place: &Workplace, more: &[&str]) -> (i32, Vec<String>) {
    let said = place.run(["watch", "run", "--json"].iter().chain(more));
    let told = |line: &serde_json::Value| {
        let text = |name: &str| line[name].as_str().unwrap().to_owned();
        format!("{} {} {}", text("watch"), text("why"), line["case_numbers"][0].as_str().unwrap())
    };
    (said.code, said.json().iter().map(told).collect())
}

#[test]
fn only_what_came_since_is_new_and_only_once() {
    let place = Workplace::indexed();
    let said = watch(&place, &["add", "임대차", "임대차", "보증금"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert_eq!(news(&place, &[]), (1, vec![]));
    arrive(
        &place,
        &[line("2022다100001", "임대차 보증금을 돌려준다."), line("2022다100002", "임대차만 있다.")],
    );
    let first = vec!["임대차 match 2022다100001".to_owned()];
    assert_eq!(news(&place, &["--peek"]), (0, first.clone()), "a look changes nothing");
    assert_eq!(news(&place, &[]), (0, first));
    assert_eq!(news(&place, &[]), (1, vec![]));
}

#[test]
fn from_the_start_everything_is_new() {
    let place = Workplace::indexed();
    watch(&place, &["add", "형법", "--statute", "형법 제347조", "--from-start"]);
    assert_eq!(news(&place, &[]), (0, vec!["형법 statute 2016도100005".to_owned()]));
}

#[test]
fn marking_counts_everything_as_seen() {
    let place = Workplace::indexed();
    watch(&place, &["add", "형법", "--statute", "형법 제347조", "--from-start"]);
    let said = watch(&place, &["run", "--mark"]);
    assert_eq!((said.code, said.stdout.as_str()), (0, ""));
    assert_eq!(news(&place, &[]), (1, vec![]));
}

#[test]
fn new_citations_are_news_and_an_overruling_is_named_as_one() {
    let place = Workplace::indexed();
    watch(&place, &["add", "보관", "--case", "2009다100002"]);
    let cites = "대법원 2010. 5. 13. 선고 2009다100002 판결 참조.";
    let overrules = "이와 달리 판시한 대법원 2010. 5. 13. 선고 2009다100002 판결은 이 판결의 견해에 배치되는 범위에서 이를 변경하기로 한다.";
    arrive(&place, &[line("2022다100001", cites), line("2022다100002", overrules)]);
    let said = watch(&place, &["run", "--peek"]);
    assert!(said.stdout.contains("보관: 2 new\n"), "{}", said.stdout);
    assert!(
        said.stdout.contains("대법원 2022. 3. 4. 선고 2022다100002 전원합의체 판결\n    overrules"),
        "{}",
        said.stdout
    );
    let (code, mut found) = news(&place, &[]);
    found.sort();
    assert_eq!(
        (code, found),
        (0, vec!["보관 cites 2022다100001".to_owned(), "보관 overrules 2022다100002".to_owned()])
    );
}

#[test]
fn a_judgment_that_was_seen_is_news_again_only_where_it_now_overrules() {
    let place = Workplace::indexed();
    place.write(
        "corpus/changing.jsonl",
        line("2022다100001", "대법원 2010. 5. 13. 선고 2009다100002 판결 참조.").as_bytes(),
    );
    place.run(["index"]);
    watch(&place, &["add", "보관", "--case", "2009다100002"]);
    let changed = "대법원 2010. 5. 13. 선고 2009다100002 판결 등 참조. 다른 말.";
    place.write("corpus/changing.jsonl", line("2022다100001", changed).as_bytes());
    place.run(["index"]);
    assert_eq!(news(&place, &[]), (1, vec![]), "other words are no news");
    let overrules = "이와 달리 판시한 대법원 2010. 5. 13. 선고 2009다100002 판결은 이 판결의 견해에 배치되는 범위에서 이를 변경하기로 한다.";
    place.write("corpus/changing.jsonl", line("2022다100001", overrules).as_bytes());
    place.run(["index"]);
    assert_eq!(news(&place, &[]), (0, vec!["보관 overrules 2022다100001".to_owned()]));
}

#[test]
fn a_case_that_the_index_does_not_hold_is_watched_all_the_same() {
    let place = Workplace::indexed();
    let said = watch(&place, &["add", "없는 사건", "--case", "대법원 1999다1000"]);
    assert_eq!(said.code, 0);
    assert!(said.stderr.contains("is not in the index"), "{}", said.stderr);
    arrive(&place, &[line("2022다100001", "대법원 1999. 9. 9. 선고 1999다1000 판결 참조.")]);
    assert_eq!(news(&place, &[]), (0, vec!["없는 사건 cites 2022다100001".to_owned()]));
    assert_eq!(watch(&place, &["add", "x", "--case", "사건"]).code, 2);
}

#[test]
fn an_index_that_is_built_anew_or_loses_a_judgment_repeats_no_news() {
    let place = Workplace::indexed();
    watch(&place, &["add", "피고", "피고"]);
    fs::remove_dir_all(place.path("index")).unwrap();
    place.run(["index"]);
    assert_eq!(news(&place, &[]), (1, vec![]), "rebuilt");
    let file = place.path("corpus/대법원_2010-05-13_2009다100002.md");
    let text = fs::read(&file).unwrap();
    fs::remove_file(&file).unwrap();
    place.run(["index"]);
    assert_eq!(news(&place, &[]), (1, vec![]));
    fs::write(&file, text).unwrap();
    place.run(["index"]);
    assert_eq!(news(&place, &[]), (1, vec![]), "gone and back");
}

#[test]
fn watches_are_listed_and_removed() {
    let place = Workplace::indexed();
    assert_eq!(watch(&place, &["list"]).code, 1);
    watch(&place, &["add", "가", "손해", "배상", "--court", "대법원", "--from", "2010"]);
    watch(&place, &["add", "나", "--case", "2009다100002"]);
    insta::assert_snapshot!(watch(&place, &["list"]).stdout, @r"
    가
        손해 배상 · --court 대법원 · --from 2010-01-01
        1 seen
    나
        --case 대법원 2009다100002
        2 seen
    ");
    let lines = place.json(["watch", "list", "--json"]);
    assert_eq!((&lines[0]["kind"], &lines[0]["query"]), (&"watch".into(), &"손해 배상".into()));
    assert_eq!(watch(&place, &["remove", "가"]).code, 0);
    assert_eq!(watch(&place, &["remove", "가"]).code, 1);
    assert_eq!(place.json(["watch", "list", "--json"]).len(), 1);
}

#[test]
fn only_the_named_watches_are_run() {
    let place = Workplace::indexed();
    watch(&place, &["add", "가", "사기", "--from-start"]);
    watch(&place, &["add", "나", "보관", "--from-start"]);
    let (code, found) = news(&place, &["가"]);
    assert_eq!((code, found.is_empty()), (0, false));
    assert!(found.iter().all(|news| news.starts_with("가 ")), "{found:?}");
    assert!(news(&place, &[]).1.iter().all(|news| news.starts_with("나 ")));
}

#[test]
fn what_goes_wrong_ends_with_2_and_loses_nothing() {
    let place = Workplace::indexed();
    for arguments in [
        &["run"][..],
        &["add", "가"],
        &["add", " ", "사기"],
        &["add", "가", "밥원:대법원"],
        &["add", "가", "\"열린 구"],
    ] {
        let said = watch(&place, arguments);
        assert_eq!(said.code, 2, "{arguments:?}: {}", said.stdout);
    }
    watch(&place, &["add", "가", "사기", "--from-start"]);
    assert_eq!(watch(&place, &["add", "가", "배상"]).code, 2, "the name is taken");
    assert_eq!(watch(&place, &["run", "나"]).code, 2);
    let said = place.run(["--index", "elsewhere", "watch", "run"]);
    assert_eq!(said.code, 2, "no watches there");
    let file = place.path("index.watches.json");
    let good = fs::read(&file).unwrap();
    fs::rename(place.path("index"), place.path("moved")).unwrap();
    assert_eq!(watch(&place, &["run"]).code, 2, "the index has moved");
    fs::rename(place.path("moved"), place.path("index")).unwrap();
    fs::write(&file, &good[..good.len() / 2]).unwrap();
    let said = watch(&place, &["run"]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("index.watches.json holds no watches that can be read"), "{}", said.stderr);
    assert_eq!(fs::read(&file).unwrap(), &good[..good.len() / 2], "it is left as it is");
    fs::write(&file, good).unwrap();
    assert_eq!(news(&place, &[]).0, 0);
}

#[test]
fn news_that_nobody_read_stay_news() {
    let place = Workplace::indexed();
    watch(&place, &["add", "가", "사기", "--from-start"]);
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let status = place.command(["watch", "run"]).stdout(writer).status().unwrap();
    assert_eq!(status.code(), Some(0), "a closed pipe ends quietly");
    assert_eq!(news(&place, &[]).0, 0);
}

#[test]
fn two_runs_at_once_tell_every_piece_of_news_once() {
    let place = Workplace::indexed();
    watch(&place, &["add", "가", "피고", "--from-start"]);
    let all = news(&place, &["--peek"]).1;
    let runs: Vec<_> = (0..4)
        .map(|_| {
            let mut command = place.command(["watch", "run", "--json"]);
            command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::null()).spawn().unwrap()
        })
        .collect();
    let told = runs.into_iter().map(|run| Said::of(&run.wait_with_output().unwrap()).json().len());
    assert_eq!(told.sum::<usize>(), all.len());
    assert!(all.len() > 1);
}

#[test]
fn the_file_of_watches_can_stand_elsewhere() {
    let place = Workplace::indexed();
    let state = ["--state", "mine.json"];
    let said = place.run(["watch", "add", "가", "사기"].iter().chain(&state));
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert!(place.path("mine.json").is_file());
    assert_eq!(place.run(["watch", "run"].iter().chain(&state)).code, 1);
    assert!(!place.path("index.watches.json").exists());
}

#[test]
fn an_empty_variable_is_as_good_as_none() {
    let place = Workplace::indexed();
    let output = place.command(["watch", "list"]).env("PANRYE_WATCHES", "").output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
}
