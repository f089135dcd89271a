//! Names of fields, in every format at once: those of the table, those that a user speaks of, and those that mean nothing.

use super::{Item, Names, RawRecord, Record};
use panrye_law::judgment::Section;

/// What is read of a file in memory: docket, name, issues and content of each judgment, and the faults.
fn read(file: &str, text: &str, map: &[&str]) -> Vec<String> {
    let mut raw = RawRecord::of_file(file, text.as_bytes().to_vec());
    raw.names = Names::parse(map).unwrap();
    let told = |item: Item| match item {
        Item::Fault(fault) => fault.reason.to_string(),
        Item::Record(record) => {
            let Record { judgment, unused, .. } = *record;
            let text = |text: Option<&str>| text.unwrap_or("-").replace('\n', "/");
            let section = |section| text(Some(judgment.section(section)));
            let unused = unused.map(|unused| format!(" {}", unused.told())).unwrap_or_default();
            format!(
                "{}|{}|{}|{}{unused}",
                text(judgment.docket.as_deref()),
                text(judgment.case_name.as_deref()),
                section(Section::Issues),
                section(Section::Content)
            )
        }
    };
    raw.parse().into_iter().map(told).collect()
}

const MAP: [&str; 6] = [
    "Case=사건번호",
    "이름=case_name",
    "쟁점 정리=issues",
    "Ruling Text=content",
    "메모=ignore",
    "요약=ignore",
];

#[test]
fn names_that_the_user_speaks_of_are_read_in_every_format() {
    let expected = ["2020다1|이혼|갑|기각한다."];
    for (file, text) in [
        (
            "a.json",
            r#"{"case": "2020다1", "이름": "이혼", "쟁점 정리": "갑", "ruling_text": "기각한다.", "메모": {"a": 1}}"#,
        ),
        (
            "wrapped.json",
            r#"{"list": [{"info": {"Case": "2020다1", "이름": "이혼"}, "쟁점정리": "갑", "Ruling Text": ["기각한다."]}]}"#,
        ),
        ("a.csv", "Case,이름,쟁점 정리,Ruling Text,메모\n2020다1,이혼,갑,기각한다.,나중에 볼 것\n"),
        ("one.csv", "\u{feff}Case\t이름\t쟁점 정리\tRuling-Text\n2020다1\t이혼\t갑\t기각한다.\n"),
        (
            "a.xml",
            "<?xml version=\"1.0\"?><list><one><Case>2020다1</Case><이름>이혼</이름><쟁점정리>갑</쟁점정리>\
             <Ruling_Text><![CDATA[기각한다.]]></Ruling_Text><메모>나중에<br/>볼 것</메모></one></list>",
        ),
        (
            "front.md",
            "---\nCase: 2020다1\n이름: 이혼\n메모: 나중에\n---\n\n## 쟁점 정리\n갑\n## 메모\n볼 것\n## Ruling Text\n기각한다.\n",
        ),
        (
            "headed.md",
            "---\nCase: 2020다1\n---\n## 이름\n이혼\n## Ruling Text\n기각한다.\n## 쟁점 정리\n갑\n",
        ),
        (
            "bare.md",
            "# 이름\n이혼\n## Case\n2020다1\n## 쟁점 정리\n갑\n## 메모\n나중에\n볼 것\n## Ruling Text\n기각한다.\n",
        ),
        (
            "lines.txt",
            "Case\n2020다1\n이름\n이혼\n메모\n나중에\n볼 것\n쟁점 정리\n갑\nRULING TEXT\n기각한다.\n",
        ),
        (
            "marks.txt",
            "【Case】2020다1 【이름】 이혼 【쟁점 정리】 갑 【메모】 볼 것 【Ruling Text】 기각한다.",
        ),
    ] {
        assert_eq!(read(file, text, &MAP), expected, "{file}");
        assert_ne!(read(file, text, &[]), expected, "{file}");
    }
}

#[test]
fn what_the_user_says_of_a_name_wins_over_what_all_say() {
    for (file, text) in [
        ("a.json", r#"{"사건번호": "2020다1", "사건명": "갑", "판시사항": "이혼", "판례내용": "기각한다."}"#),
        ("a.csv", "사건번호,사건명,판시사항,판례내용\n2020다1,갑,이혼,기각한다.\n"),
        (
            "a.xml",
            "<PrecService><사건번호>2020다1</사건번호><사건명>갑</사건명><판시사항>이혼</판시사항><판례내용>기각한다.</판례내용></PrecService>",
        ),
        ("a.md", "---\n사건번호: 2020다1\n사건명: 갑\n---\n## 판시사항\n이혼\n## 판례내용\n기각한다.\n"),
        ("a.txt", "사건번호\n2020다1\n사건명\n갑\n판시사항\n이혼\n판례내용\n기각한다.\n"),
    ] {
        let map = ["사건명=issues", "판시사항=case_name"];
        assert_eq!(read(file, text, &map), ["2020다1|이혼|갑|기각한다."], "{file}");
        assert_eq!(read(file, text, &["none"]), ["2020다1|갑|이혼|기각한다."], "{file}");
    }
}

#[test]
fn parts_of_a_decision_under_names_of_the_users_own_are_told() {
    let map = ["Case=case_number", "Ruling=order", "Why=reasons"];
    for (file, text) in [
        ("a.json", r#"{"Case": "2020다1", "Ruling": "상고를 기각한다.", "Why": "본다."}"#),
        ("a.csv", "Case,Ruling,Why\n2020다1,상고를 기각한다.,본다.\n"),
        ("a.md", "---\nCase: 2020다1\n---\n## Ruling\n상고를 기각한다.\n## Why\n본다.\n"),
        ("a.txt", "Case\n2020다1\nRuling\n상고를 기각한다.\nWhy\n본다.\n"),
    ] {
        let mut raw = RawRecord::of_file(file, text.as_bytes().to_vec());
        raw.names = Names::parse(&map).unwrap();
        let found = raw.parse();
        let [Item::Record(record)] = &found[..] else { panic!("{file}: {found:?}") };
        let outcome = record.judgment.outcome.map(|(outcome, _)| outcome.korean());
        assert_eq!(outcome, Some("상고기각"), "{file}: {:?}", record.judgment);
    }
}

#[test]
fn names_that_mean_nothing_are_told_beside_the_judgment() {
    let judgment = "2020다1|-||가";
    for (file, text, told) in [
        (
            "a.json",
            r#"{"사건번호": "2020다1", "판례내용": "가", "판결 요약": "나", "b": 1}"#,
            " `판결 요약`, `b`",
        ),
        // Nothing is lost of what says nothing, has a structure of its own, or is known to stand beside judgments.
        (
            "b.json",
            r#"{"사건번호": "2020다1", "판례내용": "가", "a": "", "b": null, "c": {"d": "e"}, "f": [], "url": "g", "사건종류코드": "400101"}"#,
            "",
        ),
        (
            "c.json",
            r#"{"info": {"사건번호": "2020다1", "a": "b"}, "판례내용": "가", "c": ["d"]}"#,
            " `c`, `a`",
        ),
        (
            "d.json",
            r#"{"사건번호": "2020다1", "판례내용": "가", "7": "0", "1": "0", "2": "0", "3": "0", "4": "0", "5": "0", "6": "0"}"#,
            " `7`, `1`, `2`, `3`, `4`",
        ),
        ("a.csv", ",사건번호,판례내용,판결 요약,source\n1,2020다1,가,나,다\n", " `판결 요약`"),
        ("b.csv", "판례일련번호,사건번호,구분,문장번호,내용,쪽\n1,2020다1,판례내용,1,가,7\n", " `쪽`"),
        (
            "a.xml",
            "<PrecService><사건번호>2020다1</사건번호><판례내용>가</판례내용><a>b</a></PrecService>",
            "",
        ),
    ] {
        assert_eq!(read(file, text, &[]), [format!("{judgment}{told}")], "{file}");
    }
}

#[test]
fn a_judgment_without_text_says_which_names_may_hold_it() {
    for (file, text, told) in [
        ("a.json", r#"{"사건번호": "2020다1", "Ruling Text": "가"}"#, "; its key `Ruling Text` may hold it"),
        (
            "a.csv",
            "사건번호,법원명,Ruling,Why\n2020다1,대법원,가,나\n",
            "; its columns `Ruling`, `Why` may hold it",
        ),
        ("b.json", r#"{"사건번호": "2020다1", "판례내용": ""}"#, ""),
    ] {
        let said = read(file, text, &[]);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].starts_with(&format!("a judgment without any text{told}")), "{said:?}");
    }
}

#[test]
fn what_is_ignored_is_not_looked_into_and_lines_of_our_own_stay_what_they_are() {
    let judgment = r#"{"사건번호": "2020다1", "판례내용": "가"}"#;
    let ours = r#"{"kind": "judgment", "case_numbers": ["2020다1"], "docket": "2020다1", "sections": [{"section": "판례내용", "text": "가"}]}"#;
    let xml = "<?xml version=\"1.0\"?><list><related><one><사건번호>2020다2</사건번호><판례내용>나</판례내용></one></related></list>";
    let map = ["related=ignore", "sections=content"];
    for (file, text, expected) in [
        ("a.json", format!(r#"{{"related": {}, "list": [{judgment}]}}"#, judgment.replace("다1", "다2")), 1),
        ("b.json", format!(r#"{{"related": [{judgment}]}}"#), 0),
        ("c.json", ours.to_owned(), 1),
        ("a.xml", xml.to_owned(), 0),
    ] {
        let found = read(file, &text, &map);
        let judgments = found.iter().filter(|told| *told == "2020다1|-||가").count();
        assert_eq!(judgments, expected, "{file}: {found:?}");
        assert_eq!(found.len(), 1, "{file}: {found:?}");
    }
    let broken = read("a.json", r#"{"sections": {"a": 1}, "사건번호": "2020다1"}"#, &map);
    assert!(broken[0].contains("the value of sections is no text"), "{broken:?}");
}
