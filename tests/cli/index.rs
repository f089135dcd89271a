//! Building an index, and what is said about it.

use crate::support::{Workplace, make_old};

#[test]
fn every_format_of_the_corpus_is_indexed() {
    let place = Workplace::with_corpus();
    let said = place.run(["index"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert!(said.stderr.contains("indexed 5"), "{}", said.stderr);
    let status = &place.json(["status", "--json"])[0];
    assert_eq!((&status["kind"], &status["judgments"]), (&"status".into(), &5.into()));
    assert!(status["passages"].as_u64().unwrap() > 10 && status["citations"].as_u64().unwrap() >= 4);
}

#[test]
fn indexing_again_doubles_nothing() {
    let place = Workplace::indexed();
    assert_eq!(place.run(["index"]).code, 0);
    assert_eq!(place.json(["status", "--json"])[0]["judgments"], 5);
}

#[test]
fn one_judgment_in_two_files_is_one() {
    let place = Workplace::with_corpus();
    let again = std::fs::read(place.path("corpus/900003.xml")).unwrap();
    place.write("corpus/copy/other-name.xml", &again);
    let said = place.run(["index"]);
    assert_eq!(place.json(["status", "--json"])[0]["judgments"], 5);
    assert!(said.stderr.contains("1 judgment is in several places:\n"), "{}", said.stderr);
    assert!(said.stderr.contains("left out corpus/copy/other-name.xml"), "{}", said.stderr);
}

#[test]
fn a_judgment_is_found_under_the_numbers_of_every_text_of_it() {
    let place = Workplace::empty();
    let record = |docket: &str, name: &str, text: &str| {
        format!(
            "{{\"사건번호\": \"{docket}\", \"사건명\": \"{name}\", \"선고일자\": \"2031-04-30\", \"법원명\": \"대법원\", \
             \"판례내용\": \"상고를 기각한다. {text}\"}}\n"
        )
    };
    place.write("a.jsonl", record("2030다901, 902, 903", "손해배상 (기)", "짧다.").as_bytes());
    let fuller = record("2030다901", "손해배상(기)", "길게 적는다. 더 길게 적는다.");
    let doublet = record("2030다901", "손해배상(기)", "적는다.");
    let other = record("2030다901", "대여금", "다른 사건이다.");
    place.write("b.jsonl", format!("{fuller}{doublet}{other}").as_bytes());
    let said = place.run(["index", "a.jsonl", "b.jsonl"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert!(said.stderr.contains("kept b.jsonl#1, left out a.jsonl#1, b.jsonl#2"), "{}", said.stderr);
    assert_eq!(place.json(["status", "--json"])[0]["judgments"], 2);
    for number in ["2030다902", "2030다903"] {
        let shown = place.run(["show", number]);
        assert_eq!(shown.code, 0, "{}", shown.stderr);
        assert!(shown.stdout.contains("길게 적는다"), "{}", shown.stdout);
        assert!(shown.stdout.contains("2030다901, 902, 903"), "{}", shown.stdout);
    }
    // A refresh has nothing to do; without the other text its numbers are gone too.
    let again = place.run(["index", "a.jsonl", "b.jsonl"]);
    assert!(!again.stderr.contains("changed, 1"), "{}", again.stderr);
    assert_eq!(place.run(["show", "2030다902"]).code, 0);
    assert_eq!(place.run(["index", "b.jsonl"]).code, 0);
    assert_eq!(place.run(["show", "2030다902"]).code, 1);
}

#[test]
fn the_folder_of_the_index_comes_from_the_option_or_the_environment() {
    let place = Workplace::with_corpus();
    assert_eq!(place.run(["index", "--index", "elsewhere"]).code, 0);
    assert!(place.path("elsewhere/meta.json").is_file() && !place.path("index").exists());
    let said = place.command(["status"]).env("PANRYE_INDEX", "elsewhere").output().unwrap();
    assert!(said.status.success());
}

#[test]
fn status_without_an_index_says_what_to_do() {
    let said = Workplace::empty().run(["status"]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("panrye index"), "{}", said.stderr);
}

#[test]
fn a_path_that_is_not_there_is_an_error_and_the_index_stays() {
    let place = Workplace::indexed();
    let said = place.run(["index", "no-such-folder"]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("no-such-folder"), "{}", said.stderr);
    assert_eq!(place.json(["status", "--json"])[0]["judgments"], 5);
}

#[test]
fn an_index_of_another_version_is_refused_until_rebuilt() {
    let place = Workplace::indexed();
    let meta = place.path("index/meta.json");
    let text = std::fs::read_to_string(&meta).unwrap();
    let version = panrye::index::SCHEMA_VERSION;
    let of_another = text.replace(&format!("\\\"schema\\\":{version}"), "\\\"schema\\\":999");
    assert_ne!(of_another, text);
    std::fs::write(&meta, of_another).unwrap();
    let said = place.run(["search", "민법"]);
    assert_eq!((said.code, said.stdout.as_str()), (2, ""));
    assert!(said.stderr.contains("panrye index --rebuild"), "{}", said.stderr);
    assert_eq!(place.run(["index"]).code, 2);
    assert_eq!(place.run(["index", "--rebuild"]).code, 0);
    assert_eq!(place.run(["search", "민법"]).code, 0);
}

#[test]
fn a_user_dictionary_belongs_to_its_index() {
    let place = Workplace::with_corpus();
    place.write("words.csv", "수치인,NNG\n".as_bytes());
    assert_eq!(place.run(["index", "--user-dictionary", "words.csv"]).code, 0);
    assert_eq!(place.run(["search", "수치인"]).code, 0);
    place.write("words.csv", "수치인,NNG\n창고업자,NNG\n".as_bytes());
    let said = place.run(["search", "수치인"]);
    assert_eq!(said.code, 2, "{}", said.stdout);
    assert!(said.stderr.contains("--rebuild"), "{}", said.stderr);
}

/// Sets the time of every file of the corpus to a day long past.
fn age(place: &Workplace) {
    for entry in std::fs::read_dir(place.path("corpus")).unwrap() {
        make_old(&entry.unwrap().path(), 0);
    }
}

#[test]
fn unchanged_files_are_not_read_again() {
    let place = Workplace::with_corpus();
    age(&place);
    assert_eq!(place.run(["index"]).code, 0);
    let again = place.run(["index"]);
    assert_eq!(again.code, 0);
    assert!(again.stderr.contains("nothing has changed"), "{}", again.stderr);
    assert!(!place.run(["index", "--rebuild"]).stderr.contains("nothing has changed"));
    let one = "{\"사건번호\": \"2022다100060\", \"법원명\": \"대법원\", \"판례내용\": \"【주 문】 상고를 기각한다.\"}";
    place.write("corpus/new.json", one.as_bytes());
    assert_eq!(place.run(["index"]).code, 0);
    assert_eq!(place.json(["status", "--json"])[0]["judgments"], 6, "a new file");
    std::fs::remove_file(place.path("corpus/new.json")).unwrap();
    assert_eq!(place.run(["index"]).code, 0);
    assert_eq!(place.json(["status", "--json"])[0]["judgments"], 5, "a file that is gone");
}

#[test]
fn files_that_could_not_be_read_are_named_every_time() {
    let place = Workplace::with_corpus();
    place.write("corpus/broken.json", b"{\"\xec\x82\xac");
    age(&place);
    for _ in 0..2 {
        let said = place.run(["index"]);
        assert_eq!(said.code, 2);
        assert!(said.stderr.contains("broken.json"), "{}", said.stderr);
    }
}

#[test]
fn a_date_that_is_none_is_named_once_and_nothing_is_read_again_for_it() {
    let place = Workplace::empty();
    let text = "{\"사건번호\": \"2020다200001\", \"법원명\": \"대법원\", \"선고일자\": \"20209999\", \"판례내용\": \"【주 문】 상고를 기각한다.\"}\n";
    place.write_old("corpus/a.jsonl", text.as_bytes(), 0);
    let said = place.run(["index"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert!(said.stderr.contains("corpus/a.jsonl:1: its 선고일자 `20209999` is no date"), "{}", said.stderr);
    let said = place.run(["index"]);
    assert!(said.code == 0 && said.stderr.contains("nothing has changed"), "{}", said.stderr);
}

#[test]
fn broken_input_is_named_with_one_line_and_column() {
    let place = Workplace::empty();
    let good = "{\"사건번호\": \"2030다901\", \"법원명\": \"대법원\", \"판례내용\": \"가\"}";
    place.write("a.json", "{\n  \"사건번호\": \"2030다1\",\n  \"법원명\": 대법원\n}".as_bytes());
    place.write("b.jsonl", format!("{good}\n{{\"사건명\": \"가\", }}\n").as_bytes());
    place.write("c.xml", "<PrecService>\n<사건명>가\n</사건번호></PrecService>".as_bytes());
    for (lang, json, xml) in
        [("en", "broken JSON", "broken XML"), ("ko", "JSON이 깨졌습니다", "XML이 깨졌습니다")]
    {
        let said = place.run(["--lang", lang, "index", "--rebuild", "--prune", "a.json", "b.jsonl", "c.xml"]);
        for expected in [
            format!("a.json:3:10: {json}: expected value\n"),
            format!("b.jsonl:2:14: {json}: key must be a string\n"),
            format!("c.xml:3: {xml}: "),
        ] {
            assert!(said.stderr.contains(&expected), "{expected}: {}", said.stderr);
        }
        assert!(!said.stderr.contains(" line ") && !said.stderr.contains("column"), "{}", said.stderr);
    }
}

#[test]
fn counts_are_singular_where_they_are_one() {
    let place = Workplace::empty();
    let line = "{\"사건번호\": \"2030다901\", \"법원명\": \"대법원\", \"판례내용\": \"상고를 기각한다.\"}\n";
    place.write_old("a.jsonl", line.as_bytes(), 0);
    let would = place.run(["index", "--dry-run", "a.jsonl"]).stderr;
    assert!(would.starts_with("1 file ("), "{would}");
    assert!(would.contains("with 1 judgment: the index would have 1 judgment\n"), "{would}");
    let read = place.run(["index", "a.jsonl"]).stderr;
    assert!(read.starts_with("read 1 judgment from 1 file ("), "{read}");
    assert!(read.contains("indexed 1 with 1 passage in "), "{read}");
    for (command, expected) in [
        (&["index", "a.jsonl"][..], "nothing has changed: the index has 1 judgment;"),
        (&["compact"][..], "1 segment of "),
        (&["export", "2030다901", "--format", "csv", "--output", "a.csv"][..], "wrote 1 judgment to a.csv\n"),
        (&["check"][..], "1 judgment checked, nothing is wrong\n"),
        (&["explain", "상고"][..], "1 judgment matches\n"),
        (&["doctor"][..], "1 judgment, "),
    ] {
        let said = place.run(command);
        assert!(format!("{}{}", said.stdout, said.stderr).contains(expected), "{command:?}: {}", said.stdout);
    }
}

#[test]
fn documents_are_indexed_as_text_and_named_where_they_cannot_be_read() {
    let place = Workplace::empty();
    let page = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><script>var a = 1;</script></head><body><h2>손해배상(기)</h2>\
                <p>[대법원 2018. 1. 25., 선고, 2015다900041, 판결]</p><h4>【판시사항】</h4><p>[1] 갑의 책임</p>\
                <h4>【전문】</h4><p>【주    문】</p><p>상고를 기각한다.</p><p>【이    유】</p><p>1. 보관물을 본다.</p></body></html>";
    place.write("corpus/page.html", page.as_bytes());
    let rtf = "{\\rtf1\\ansi\\ansicpg949 \\u45824?\\u48277?\\u50896? 2019. 2. 26. \\u49440?\\u44256? 2016\\u45796?900042 \\u54032?\\u44208?\\par \
               \\u51452? \\u47928?\\par \\u44592?\\u44033?\\u54620?\\u45796?.\\par \\u51060? \\u50976?\\par \\u48372?\\u44288?\\u47932?.\\par}";
    place.write("corpus/a.rtf", rtf.as_bytes());
    place.write("corpus/old.hwp", b"HWP Document File V3.00 \x1a\x01\x02\x03\x04\x05");
    let said = place.run(["index"]);
    assert_eq!(said.code, 2, "{}", said.stderr);
    assert!(said.stderr.contains("indexed 2") && said.stderr.contains("corpus/old.hwp: "), "{}", said.stderr);
    let page = &place.json(["show", "2015다900041", "--json"])[0];
    assert_eq!((&page["court"], &page["decision_date"]), (&"대법원".into(), &"2018-01-25".into()));
    assert!(!page.to_string().contains("var a"), "{page}");
    let document = &place.json(["show", "2016다900042", "--json"])[0];
    assert_eq!(document["decision_date"], "2019-02-26");
    let mut found = place.hits("보관물");
    found.sort();
    assert_eq!(found, ["2015다900041", "2016다900042"]);
}
