//! Files whose headings, columns and keys have names of the user's own: `panrye index --map NAME=FIELD`.

use crate::support::{Said, Workplace};

/// A table of two judgments, none of whose texts has a name that panrye knows.
const TABLE: &str = "Nr.,제목,법원명,선고일자,Ruling Text,판결 요약,source\n\
                     2031다101,임대차 보증금,대법원,2031-04-30,상고를 기각한다. 동시이행의 항변을 본다.,보증금은 돌려준다.,가\n\
                     2031다102,매매 대금,대법원,2031-05-30,원심판결을 파기한다. 하자담보책임을 본다.,하자는 매도인이 책임진다.,나\n";

const MAP: [&str; 6] = ["--map", "Nr.=case_number", "--map", "제목=사건명", "--map", "ruling_text=content"];

fn index(place: &Workplace, more: &[&str]) -> Said {
    place.run(["index"].iter().chain(more))
}

/// What the check counts, which has nothing to find fault with.
fn held(place: &Workplace) -> u64 {
    let check = place.run(["check", "--json"]);
    assert_eq!(check.code, 0, "{}", check.stdout);
    check.json()[0]["judgments"].as_u64().unwrap()
}

fn names(place: &Workplace) -> String {
    place.json(["status", "--json"])[0]["map"].to_string()
}

#[test]
fn an_index_is_built_and_refreshed_with_the_names_that_it_was_given() {
    let place = Workplace::empty();
    place.write_old("corpus/a.csv", TABLE.as_bytes(), 0);
    // Without them there is no text, and the columns that may hold it are named.
    let said = index(&place, &["--dry-run"]);
    assert_eq!(said.code, 2, "{}", said.stderr);
    assert!(
        said.stderr.contains(
            "a judgment without any text; its columns `Nr.`, `Ruling Text`, `판결 요약` may hold it"
        )
    );
    let said = index(&place, &[&MAP[..], &["--dry-run"]].concat());
    assert!(said.code == 0 && said.stderr.contains("the index would have 2 judgments"), "{}", said.stderr);
    let said = index(&place, &MAP);
    assert!(said.code == 0 && said.stderr.contains("indexed 2"), "{}", said.stderr);
    let unused =
        "corpus/a.csv: its column `판결 요약` is not used: --map \"판결 요약\"=FIELD says what it is\n";
    assert_eq!(said.stderr.matches(unused).count(), 1, "{}", said.stderr);
    assert_eq!(place.hits("하자담보책임"), ["2031다102"]);
    assert_eq!(place.hits("사건명:보증금"), ["2031다101"]);
    assert_eq!(names(&place), r#"["Nr.=case_number","ruling_text=content","제목=case_name"]"#);
    let told = place.run(["status"]).stdout;
    assert!(told.contains("names      Nr.=case_number, ruling_text=content, 제목=case_name\n"), "{told}");
    // They are remembered, however they are written.
    for more in
        [&[][..], &["--map", "NR=사건번호", "--map", "제 목=case_name", "--map", "Ruling Text=판례내용"]]
    {
        let said = index(&place, more);
        assert!(said.code == 0 && said.stderr.contains("nothing has changed"), "{}", said.stderr);
    }
    let more =
        TABLE.to_owned() + "2031다103,대여금,대법원,2031-06-30,이자를 본다.,이자는 원금에 더한다.,다\n";
    place.write_old("corpus/a.csv", more.as_bytes(), 1);
    let said = index(&place, &[]);
    assert!(said.stderr.contains("1 judgment new, 0 changed, 0 gone, 2 as they were"), "{}", said.stderr);
    let used =
        "reading names as the index was built with: Nr.=case_number, ruling_text=content, 제목=case_name";
    assert!(said.stderr.contains(used), "{}", said.stderr);
    let said = index(&place, &["--rebuild", "--quiet"]);
    assert_eq!((said.code, held(&place), place.hits("이자").len()), (0, 3, 1), "{}", said.stderr);
}

#[test]
fn other_names_read_everything_again_and_leave_nothing_of_the_earlier_ones() {
    let place = Workplace::empty();
    place.write_old("corpus/a.csv", TABLE.as_bytes(), 0);
    let line = r#"{"Nr.": "2031다104", "다른 번호": "2031다105", "법원명": "대법원", "Ruling Text": "이자를 본다."}"#;
    // A file with a fault is read again in any case, and what it held before is usually kept.
    place.write_old("corpus/b.jsonl", format!("{line}\n{{\"Nr.\": \n").as_bytes(), 0);
    let said = index(&place, &MAP);
    assert!(said.code == 2 && said.stderr.contains("indexed 3"), "{}", said.stderr);
    let other =
        ["--map", "Nr.=serial_number", "--map", "다른 번호=case_number", "--map", "판결 요약=holdings"];
    let other = [&other[..], &["--map", "Ruling Text=content"]].concat();
    let said = index(&place, &[&other[..], &["--keep"]].concat());
    assert!(
        said.code == 2 && said.stderr.contains("were read with other names of fields"),
        "{}",
        said.stderr
    );
    let said = index(&place, &[&other[..], &["--dry-run"]].concat());
    assert!(said.stderr.contains("the index would have 3 judgments"), "{}", said.stderr);
    assert_eq!(place.hits("2031다104").len(), 1, "nothing was changed");
    let said = index(&place, &other);
    assert!(said.code == 2 && said.stderr.contains("3 gone"), "{}", said.stderr);
    assert_eq!(held(&place), 3);
    assert_eq!(place.hits("2031다105"), ["2031다105"]);
    assert_eq!(place.hits("2031다104"), Vec::<String>::new());
    assert_eq!(place.json(["search", "--json", "판결요지:매도인"]).len(), 1);
    // It is the index that these names give where there was none.
    let said = index(&place, &[&other[..], &["--index", "new", "corpus"]].concat());
    assert!(said.stderr.contains("indexed 3"), "{}", said.stderr);
    for query in ["보증금", "하자담보책임", "이자", "2031다105"] {
        let answer = |index| place.run(["search", "--json", query, "--index", index]).stdout;
        assert_eq!(answer("index"), answer("new"), "{query}");
    }
    // Without any names no judgment has a text: the index stays as it was.
    place.write_old("corpus/b.jsonl", b"[]\n", 1);
    let said = index(&place, &["--map", "none"]);
    assert!(said.code == 2 && said.stderr.contains("add --prune to remove them"), "{}", said.stderr);
    assert_eq!((held(&place), place.hits("2031다105").len()), (3, 1));
    let said = index(&place, &["--map", "none", "--prune"]);
    assert_eq!((said.code, held(&place), names(&place).as_str()), (2, 0, "[]"), "{}", said.stderr);
}

#[test]
fn names_that_cannot_be_given_are_told_with_the_fields() {
    let place = Workplace::empty();
    place.write_old("corpus/a.csv", TABLE.as_bytes(), 0);
    for (map, english, korean) in [
        (&["제목"][..], "`제목` has no `=`", "`제목`에 `=`이 없습니다"),
        (&["=content"], "`=content` has no name", "`=content`의 `=` 앞에 이름이 없습니다"),
        (&["제목=name"], "there is no field `name`", "`제목`에 준 `name` 필드는 없습니다"),
        (
            &["제목=court", "제_목=issues"],
            "as court and as issues",
            "두 필드(court, issues)를 줄 수 없습니다",
        ),
    ] {
        let arguments: Vec<&str> = map.iter().flat_map(|entry| ["--map", entry]).collect();
        for (lang, expected) in [("en", english), ("ko", korean)] {
            let said = index(&place, &[&arguments[..], &["--lang", lang]].concat());
            assert!(said.code == 2 && said.stderr.contains(expected), "{}", said.stderr);
            assert!(said.stderr.contains("case_name (사건명), case_number (사건번호)"), "{}", said.stderr);
        }
        assert!(!place.path("index").exists());
    }
}

#[test]
fn a_configuration_file_gives_names() {
    let place = Workplace::empty();
    place.write_old("corpus/a.csv", TABLE.as_bytes(), 0);
    place.write(".panrye.toml", b"limit = 5\nmap = [\"Nr.=case_number\", \"Ruling Text=content\"]\n");
    assert_eq!(place.hits("하자담보책임"), ["2031다102"], "a first search builds the index with them");
    assert_eq!(names(&place), r#"["Nr.=case_number","Ruling Text=content"]"#);
    assert!(index(&place, &[]).stderr.contains("nothing has changed"));
    // The command line wins, then the file, then what the index was built with.
    assert_eq!(index(&place, &MAP).code, 0);
    assert!(names(&place).contains("제목"), "{}", names(&place));
    assert_eq!(index(&place, &[]).code, 0);
    assert!(!names(&place).contains("제목"), "{}", names(&place));
    for (line, mistake) in [
        ("map = [\"제목\"]", ".panrye.toml:1:7: `제목` has no `=`"),
        ("map = []", ".panrye.toml:1:7: `map` takes names in quotation marks"),
    ] {
        place.write(".panrye.toml", line.as_bytes());
        let said = place.run(["status"]);
        assert!(said.code == 2 && said.stderr.contains(mistake), "{}", said.stderr);
    }
    place.write(".panrye.toml", b"map = \"none\"\n");
    assert_eq!(index(&place, &["--prune"]).code, 2);
    assert_eq!(names(&place), "[]");
}

#[test]
fn names_that_mean_nothing_are_told_once_a_file_and_are_no_failure() {
    let place = Workplace::empty();
    let line = |serial: usize, more: &str| {
        format!(
            "{{\"사건번호\": \"2031다{serial}\", \"법원명\": \"대법원\", \"판례내용\": \"본다.\", {more}}}\n"
        )
    };
    let lines: String =
        (0..2_000).map(|serial| line(10_000 + serial, "\"요약본\": \"가\", \"url\": \"나\"")).collect();
    place.write_old("corpus/a.jsonl", (lines + &line(20_000, "\"memo\": \"가\"")).as_bytes(), 0);
    place.write_old(
        "corpus/b.json",
        line(30_000, "\"사건종류코드\": \"400101\", \"선고\": \"선고\"").as_bytes(),
        0,
    );
    let said = index(&place, &[]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let told = "read, but not whole, 1:\n  corpus/a.jsonl: its keys `memo`, `요약본` are not used: --map \"memo\"=FIELD says what one is\n";
    assert!(said.stderr.ends_with(told), "{}", said.stderr);
    assert!(index(&place, &[]).stderr.contains("nothing has changed"));
    let said = index(&place, &["--rebuild", "--lang", "ko"]);
    assert!(said.stderr.contains("`memo`, `요약본` 키는 쓰지 않았습니다"), "{}", said.stderr);
    let said = index(&place, &["--map", "memo=ignore", "--map", "요약본=holdings"]);
    assert!(said.code == 0 && !said.stderr.contains("not used"), "{}", said.stderr);
}
