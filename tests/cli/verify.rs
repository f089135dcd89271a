//! Whether a brief cites judgments that exist.

use std::io::{Cursor, Write};
use std::process::Stdio;

use serde_json::{Value, json};

use crate::support::{Said, Workplace};

/// Every verdict once, with what is written wrongly.
const BRIEF: &str = "\
사    건  2024가합100099 손해배상(기)

1. **대법원 2010. 5. 13. 선고 2009다100002 판결**에 따른다(위 2009다100002 판결 참조).
2. 대법원 2010. 5. 14. 선고 2009다100002 판결, 서울고법 2019. 2. 20.자 2018누100004 결정
3. 서울고법 2019. 1. 10. 선고 2018나100003 판결과 서울고법 2019. 1. 11. 선고 2018나100003 판결
4. 대법원 2010. 5. 13. 선고 2008다100002 판결, 대법원 2013. 5. 9. 선고 2011다 판결
5. 대판 2020. 1. 10., 2019다100001, 100018 및 대법원 2020. 1. 10. 선고 2019다100001, 100099 판결
6. 대법원은 2013. 5. 9. 판결을 선고하였다.
";

fn verdicts(lines: &[Value]) -> Vec<(&str, &str)> {
    lines.iter().map(|line| (line["quote"].as_str().unwrap(), line["verdict"].as_str().unwrap())).collect()
}

fn docx(members: &[(&str, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in members {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn part(name: &str, paragraphs: &[&[&str]]) -> (&'static str, String) {
    let run =
        |text: &&str| format!("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let paragraph = |runs: &&[&str]| format!("<w:p>{}</w:p>", runs.iter().map(run).collect::<String>());
    let text = paragraphs.iter().map(paragraph).collect::<String>();
    let path = if name == "document" { "word/document.xml" } else { "word/footnotes.xml" };
    (path, format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:{name} xmlns:w=\"w\">{text}</w:{name}>"))
}

pub(crate) fn with_stdin(place: &Workplace, arguments: &[&str], bytes: &[u8]) -> Said {
    let mut command = place.command(arguments);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A program that has read enough closes its end.
    let _ = child.stdin.take().unwrap().write_all(bytes);
    Said::of(&child.wait_with_output().unwrap())
}

#[test]
fn every_citation_of_a_brief_gets_a_verdict() {
    let place = Workplace::indexed();
    place.write("brief.md", BRIEF.as_bytes());
    let lines = place.json(["verify", "--json", "--all", "brief.md"]);
    assert_eq!(
        verdicts(&lines),
        [
            ("대법원 2010. 5. 13. 선고 2009다100002 판결", "indexed"),
            ("2009다100002 판결", "indexed"),
            ("대법원 2010. 5. 14. 선고 2009다100002 판결", "disagrees"),
            ("서울고법 2019. 2. 20.자 2018누100004 결정", "disagrees"),
            ("서울고법 2019. 1. 10. 선고 2018나100003 판결", "cited_only"),
            ("서울고법 2019. 1. 11. 선고 2018나100003 판결", "disagrees"),
            ("대법원 2010. 5. 13. 선고 2008다100002 판결", "unknown"),
            ("대법원 2013. 5. 9. 선고 2011다 판결", "unparseable"),
            ("대판 2020. 1. 10., 2019다100001, 100018", "indexed"),
            ("대법원 2020. 1. 10. 선고 2019다100001, 100099 판결", "disagrees"),
        ]
    );
    let problem = |at: usize| lines[at]["problems"].clone();
    assert_eq!(
        problem(2),
        json!([{"field": "decision_date", "written": "2010. 5. 14.", "expected": "2010. 5. 13."}])
    );
    assert_eq!(problem(3), json!([{"field": "form", "written": "결정", "expected": "판결"}]));
    assert_eq!(
        problem(5),
        json!([{"field": "decision_date", "written": "2019. 1. 11.", "expected": "2019. 1. 10."}])
    );
    assert_eq!(
        problem(9),
        json!([{"field": "case_numbers", "written": "2019다100099", "expected": "2019다100001, 2019다100018"}])
    );
    assert_eq!(lines[4]["citing"]["quote"], "서울고법 2019. 1. 10. 선고 2018나100003 판결");
    assert_eq!((&lines[4]["cited_by"], &lines[4]["found"]), (&json!(1), &Value::Null));
    assert_eq!(lines[6]["similar"][0]["case_numbers"], json!(["2009다100002"]));
    for line in &lines {
        let (start, end) = (line["start"].as_u64().unwrap() as usize, line["end"].as_u64().unwrap() as usize);
        let quote: String = BRIEF.chars().skip(start).take(end - start).collect();
        assert_eq!(line["quote"], quote, "{line}");
        assert_eq!(line["ok"], line["verdict"] == "indexed");
    }
}

#[test]
fn what_is_not_in_order_is_listed_with_its_place_and_counted() {
    let place = Workplace::indexed();
    place.write("brief.md", BRIEF.as_bytes());
    let said = place.run(["verify", "brief.md"]);
    assert_eq!(said.code, 1, "{}", said.stderr);
    let head = "brief.md:4:4: disagrees: 대법원 2010. 5. 14. 선고 2009다100002 판결\n    \
                date: written 2010. 5. 14., should be 2010. 5. 13.\n";
    assert!(said.stdout.starts_with(head), "{}", said.stdout);
    assert!(
        said.stdout.contains("    did you mean 대법원 2010. 5. 13. 선고 2009다100002 판결?\n"),
        "{}",
        said.stdout
    );
    let last = said.stdout.lines().last().unwrap();
    assert_eq!(last, "10 citations: 3 indexed, 4 disagrees, 1 cited only, 1 unknown, 1 unparseable");
    assert!(!said.stdout.contains(": indexed:"), "{}", said.stdout);
    assert!(place.run(["verify", "--all", "brief.md"]).stdout.contains("brief.md:3:6: indexed: 대법원"));
}

#[test]
fn the_exit_code_says_whether_all_is_in_order() {
    let place = Workplace::indexed();
    place.write("good.txt", "대법원 2010. 5. 13. 선고 2009다100002 판결".as_bytes());
    place.write("none.txt", "대법원 판결에 따르면 그러하다.".as_bytes());
    place.write("empty.txt", b"");
    place.write("scan.pdf", b"%PDF-1.7 scanned");
    let good = place.run(["verify", "good.txt"]);
    assert_eq!((good.code, good.stdout.as_str()), (0, "1 citation: 1 indexed\n"));
    let none = place.run(["verify", "none.txt"]);
    assert_eq!((none.code, none.stdout.as_str(), none.stderr.as_str()), (0, "", "no citations\n"));
    for missing in ["empty.txt", "scan.pdf", "missing.txt"] {
        let said = place.run(["verify", missing, "good.txt"]);
        assert_eq!(said.code, 2, "{missing}");
        assert!(
            said.stderr.contains(missing) && said.stdout.contains("1 indexed"),
            "{missing}: {}",
            said.stderr
        );
    }
}

#[test]
fn standard_input_and_cp949_are_read() {
    let place = Workplace::indexed();
    let text = "참조: 대법원 2010. 5. 14. 선고 2009다100002 판결";
    let (cp949, _, _) = encoding_rs::EUC_KR.encode(text);
    for bytes in [text.as_bytes(), &cp949] {
        let said = with_stdin(&place, &["verify", "-", "--json"], bytes);
        assert_eq!(said.code, 1, "{}", said.stderr);
        let line = &said.json()[0];
        assert_eq!((&line["source"], &line["line"], &line["column"]), (&json!("-"), &json!(1), &json!(5)));
        assert_eq!(line["verdict"], "disagrees");
    }
}

#[test]
fn a_word_document_is_read_over_its_runs_with_its_footnotes() {
    let place = Workplace::indexed();
    let body = part(
        "document",
        &[
            &["준비서면"],
            &["갑은 대법원 2010. 5", ". 13. 선고 2009다", "100002", " 판결을 든다."],
            &[],
            &["대법원 2009다100009 판결"],
        ],
    );
    let notes = part("footnotes", &[&["대법원 2010. 5. 12. 선고 2009다100002 판결"]]);
    place.write("brief.docx", &docx(&[body, notes]));
    let lines = place.json(["verify", "--json", "--all", "brief.docx"]);
    let rows: Vec<_> = lines
        .iter()
        .map(|line| {
            (
                line["source"].as_str().unwrap(),
                line["line"].as_u64().unwrap(),
                line["verdict"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            ("brief.docx", 2, "indexed"),
            ("brief.docx", 4, "unknown"),
            ("brief.docx!/word/footnotes.xml", 1, "disagrees"),
        ]
    );
    assert_eq!(lines[0]["quote"], "대법원 2010. 5. 13. 선고 2009다100002 판결");
    assert_eq!(lines[0]["column"], 4);
}

/// A brief of three paragraphs in every format, with a page or a part beside it that is no text of its author.
fn in_every_format(paragraphs: &[&str; 3]) -> Vec<(&'static str, Vec<u8>)> {
    let each = |before: &str, after: &str| -> String {
        paragraphs.iter().map(|text| [before, text, after].concat()).collect()
    };
    let rtf: String = each("", "\\par ")
        .chars()
        .map(|c| if c.is_ascii() { c.to_string() } else { format!("\\u{}?", u32::from(c)) })
        .collect();
    let odt = each("<text:p>", "</text:p>");
    let hwpx = each("<hp:p><hp:run><hp:t>", "</hp:t></hp:run></hp:p>");
    vec![
        ("brief.docx", docx(&[part("document", &[&[paragraphs[0]], &[paragraphs[1]], &[paragraphs[2]]])])),
        (
            "brief.odt",
            docx(&[
                ("mimetype", "application/vnd.oasis.opendocument.text".to_owned()),
                ("content.xml", format!("<office:text>{odt}</office:text>")),
            ]),
        ),
        (
            "brief.hwpx",
            docx(&[
                ("mimetype", "application/hwp+zip".to_owned()),
                ("Contents/section0.xml", format!("<hs:sec>{hwpx}</hs:sec>")),
            ]),
        ),
        ("brief.rtf", format!("{{\\rtf1{{\\header head}}{rtf}}}").into_bytes()),
        ("brief.html", format!("<!DOCTYPE html><nav>menu</nav>{}", each("<p>", "</p>")).into_bytes()),
    ]
}

#[test]
fn a_brief_in_any_format_gets_the_same_verdicts_at_its_paragraphs() {
    let place = Workplace::indexed();
    let paragraphs = [
        "갑은 대법원 2010. 5. 13. 선고 2009다100002 판결을 든다.",
        "그 밖에",
        "대법원 2010. 5. 14. 선고 2009다100002 판결과 대법원 2009다100009 판결",
    ];
    for (name, bytes) in in_every_format(&paragraphs) {
        place.write(name, &bytes);
        let said = place.run(["verify", "--json", "--all", name]);
        let lines = said.json();
        let found: Vec<_> = lines
            .iter()
            .map(|line| {
                (
                    line["line"].as_u64().unwrap(),
                    line["column"].as_u64().unwrap(),
                    line["verdict"].as_str().unwrap(),
                )
            })
            .collect();
        assert_eq!(found, [(1, 4, "indexed"), (3, 1, "disagrees"), (3, 37, "unknown")], "{name}");
        assert_eq!(lines[0]["page"], Value::Null);
        let is_named = said.stderr.contains("left out: headers") || said.stderr.contains("left out: menus");
        assert_eq!(is_named, matches!(name, "brief.rtf" | "brief.html"), "{name}: {}", said.stderr);
    }
}

#[test]
fn documents_that_cannot_be_read_say_why_in_both_languages() {
    let place = Workplace::indexed();
    let manifest = ("META-INF/manifest.xml", "<m><encryption-data/></m>".to_owned());
    let section = ("Contents/section0.xml", "x".to_owned());
    place.write("locked.hwpx", &docx(&[("mimetype", "application/hwp+zip".to_owned()), section, manifest]));
    place.write("cut.rtf", b"{\\rtf1 text");
    place.write("cut.docx", &docx(&[("word/document.xml", "<w:p>".to_owned())]));
    for (name, english, korean) in [
        ("locked.hwpx", "password", "암호"),
        ("cut.rtf", "cut off", "잘렸습니다"),
        ("cut.docx", "cut off", "문서가 닫히지"),
    ] {
        for (language, expected) in [("en", english), ("ko", korean)] {
            let said = place.run(["verify", "--lang", language, name]);
            assert_eq!((said.code, said.stdout.as_str()), (2, ""), "{name}");
            assert!(said.stderr.contains(name) && said.stderr.contains(expected), "{name}: {}", said.stderr);
        }
    }
}

#[test]
fn archives_that_are_no_documents_and_bombs_are_refused() {
    let place = Workplace::indexed();
    place.write("other.docx", &docx(&[("xl/workbook.xml", "<a/>".to_owned())]));
    place.write("bomb.docx", &docx(&[("word/document.xml", "0".repeat(80 << 20))]));
    place.write("cut.docx", b"PK\x03\x04\x14\x00broken");
    for name in ["other.docx", "bomb.docx", "cut.docx"] {
        let said = place.run(["verify", name]);
        assert_eq!((said.code, said.stdout.as_str()), (2, ""), "{name}");
        assert!(said.stderr.contains(name) && !said.stderr.contains("panicked"), "{}", said.stderr);
    }
}

#[test]
fn a_judgment_that_was_overruled_is_not_in_order() {
    let place = Workplace::with_corpus();
    place.write("corpus/en-banc.json", crate::graph::OVERRULING.as_bytes());
    assert_eq!(place.run(["index"]).code, 0);
    place.write("brief.txt", "대법원 2010. 5. 13. 선고 2009다100002 판결".as_bytes());
    let said = place.run(["verify", "brief.txt"]);
    assert_eq!(said.code, 1);
    assert!(
        said.stdout.contains("overruled in part by 대법원 2022. 3. 10. 선고 2021다100030 전원합의체 판결"),
        "{}",
        said.stdout
    );
    assert!(said.stdout.ends_with("1 citation: 1 indexed; 1 overruled\n"), "{}", said.stdout);
}

#[test]
fn a_number_of_several_courts_is_ambiguous_until_court_or_date_tells() {
    let place = Workplace::with_corpus();
    for (court, date) in [("서울중앙지방법원", "20150102"), ("부산지방법원", "20160203")] {
        let record = json!({"사건번호": "2014가합100050", "법원명": court, "선고일자": date, "판결유형": "판결",
            "판례내용": "【주 문】 원고의 청구를 기각한다."});
        place.write(&format!("corpus/{court}.json"), record.to_string().as_bytes());
    }
    assert_eq!(place.run(["index"]).code, 0);
    for (written, verdict) in [
        ("2014가합100050 판결", "ambiguous"),
        ("2016. 2. 3. 선고 2014가합100050 판결", "indexed"),
        ("부산지법 2014가합100050 판결", "indexed"),
        ("부산지법 2015. 1. 2. 선고 2014가합100050 판결", "disagrees"),
        ("대구지법 2014가합100050 판결", "unknown"),
        ("대구지법 2016. 2. 3. 선고 2014가합100050 판결", "disagrees"),
    ] {
        let said = with_stdin(&place, &["verify", "-", "--all", "--json"], written.as_bytes());
        let line = &said.json()[0];
        assert_eq!(line["verdict"], verdict, "{written}: {line}");
        let candidates = line["candidates"].as_array().unwrap().len();
        assert_eq!(candidates, if verdict == "ambiguous" { 2 } else { 0 }, "{written}");
    }
}

#[test]
fn the_help_says_how_citations_at_risk_count() {
    for (lang, right) in [("en", "0  every citation is right"), ("ko", "0  인용이 모두 바르거나")] {
        let said = Workplace::empty().run(["--lang", lang, "verify", "--help"]);
        assert!(said.stdout.contains(right), "{}", said.stdout);
    }
}
