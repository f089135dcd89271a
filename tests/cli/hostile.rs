//! Input that was damaged or made to do harm: it is named, counted and passed over; the rest is indexed.

use std::io::{Read, Write};

use crate::support::Workplace;

#[test]
fn damaged_files_are_named_and_the_rest_is_indexed() {
    let place = Workplace::with_corpus();
    let files: [(&str, &[u8]); 7] = [
        ("empty.txt", b""),
        ("binary.json", &[0, 159, 146, 150, 0, 255, 1, 2, 3]),
        ("cut.xml", "<?xml version=\"1.0\"?><PrecService><사건명>손해".as_bytes()),
        ("cut.json", "{\"PrecService\": {\"사건명\": \"손".as_bytes()),
        ("cut.zip", b"PK\x03\x04\x14\x00\x00\x00\x08\x00broken"),
        ("cut.jsonl.zst", b"\x28\xb5\x2f\xfd\x04\x00broken"),
        ("hollow.json", "{\"사건번호\": \"2020다1\", \"판례내용\": \"\"}".as_bytes()),
    ];
    for (name, bytes) in files {
        place.write(&format!("corpus/{name}"), bytes);
    }
    let said = place.run(["index"]);
    assert_eq!(said.code, 2, "{}", said.stderr);
    for (name, _) in files {
        assert!(said.stderr.contains(name), "{name} is not named in: {}", said.stderr);
    }
    assert!(!said.stderr.contains("panicked"), "{}", said.stderr);
    assert_eq!(place.json(["status", "--json"])[0]["judgments"], 5);
}

#[test]
fn deep_nesting_is_refused() {
    let place = Workplace::with_corpus();
    place.write("corpus/deep.json", "[".repeat(200_000).as_bytes());
    place.write(
        "corpus/deep.xml",
        format!("<?xml version=\"1.0\"?><PrecService>{}", "<a>".repeat(200_000)).as_bytes(),
    );
    let said = place.run(["index"]);
    assert!(said.stderr.contains("deep.json") && said.stderr.contains("deep.xml"), "{}", said.stderr);
    assert_eq!(place.json(["status", "--json"])[0]["judgments"], 5);
}

#[test]
fn a_zip_bomb_is_refused_before_it_is_unpacked() {
    let place = Workplace::with_corpus();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("bomb.txt", zip::write::SimpleFileOptions::default()).unwrap();
    let block = vec![b'0'; 1 << 20];
    for _ in 0..300 {
        zip.write_all(&block).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 1 << 20);
    place.write("corpus/bomb.zip", &bytes);
    let said = place.run(["index"]);
    assert!(said.stderr.contains("bomb"), "{}", said.stderr);
    assert_eq!(place.json(["status", "--json"])[0]["judgments"], 5);
}

#[test]
fn dockets_and_texts_of_countless_numbers_are_named_and_indexed() {
    let place = Workplace::with_corpus();
    let range = |start: usize| format!("{} 내지 {}", start * 300 + 1, start * 300 + 300);
    let ranges: Vec<String> = (0..1_000).map(range).collect();
    let record = |docket: &str, text: &str| {
        serde_json::json!({ "사건번호": docket, "법원명": "대법원", "판례내용": text }).to_string()
    };
    place.write(
        "corpus/docket.json",
        record(&format!("2030다{}", ranges[..100].join(", ")), "기각한다.").as_bytes(),
    );
    let cited: Vec<String> = ranges.iter().map(|range| format!("대법원 2029다{range} 판결")).collect();
    place.write("corpus/cited.json", record("2031다1", &cited.join(", ")).as_bytes());
    let said = place.run(["index"]);
    assert_eq!(said.code, 2, "{}", said.stderr);
    for (name, limit) in [("docket.json", "1000 numbers"), ("cited.json", "10000 numbers")] {
        let named = said.stderr.lines().any(|line| line.contains(name) && line.contains(limit));
        assert!(named, "{name} is not named in: {}", said.stderr);
    }
    assert_eq!(place.hits("2030다900"), ["2030다1"]);
    let cites = place.json(["cites", "2031다1", "--json"]);
    assert_eq!(cites.len(), ranges.len(), "each range is a citation, spelled out or not");
}

#[test]
fn a_line_without_end_is_one_fault() {
    let place = Workplace::with_corpus();
    let mut lines =
        format!("{{\"사건번호\": \"2020다7\", \"판례내용\": \"{}\"}}\n", "가".repeat((70 << 20) / 3));
    lines.push_str(
        "{\"사건번호\": \"2020다8\", \"법원명\": \"대법원\", \"판례내용\": \"상고를 기각한다.\"}\n",
    );
    place.write("corpus/long.jsonl", lines.as_bytes());
    let said = place.run(["index"]);
    assert!(!said.stderr.contains("panicked"), "{}", said.stderr);
    assert_eq!(place.hits("2020다8"), ["2020다8"]);
}

#[cfg(unix)]
#[test]
fn links_in_circles_and_dangling_links_do_no_harm() {
    let place = Workplace::with_corpus();
    std::os::unix::fs::symlink(place.path("corpus"), place.path("corpus/loop")).unwrap();
    std::os::unix::fs::symlink("/nowhere/at/all", place.path("corpus/dangling.txt")).unwrap();
    let said = place.run(["index"]);
    assert!(!said.stderr.contains("panicked"), "{}", said.stderr);
    assert_eq!(place.json(["status", "--json"])[0]["judgments"], 5);
}

/// Every file and link below a folder but those of the index, with its bytes.
fn outside_the_index(place: &Workplace) -> std::collections::BTreeMap<std::path::PathBuf, Vec<u8>> {
    let walk = walkdir::WalkDir::new(
        place.path("..").canonicalize().unwrap().join(place.path("").file_name().unwrap()),
    );
    walk.into_iter()
        .map(Result::unwrap)
        .filter(|entry| !entry.path().components().any(|part| part.as_os_str() == "index"))
        .map(|entry| {
            let bytes =
                if entry.file_type().is_file() { std::fs::read(entry.path()).unwrap() } else { Vec::new() };
            (entry.into_path(), bytes)
        })
        .collect()
}

const JUDGMENT: &str =
    "{\"사건번호\": \"2020다7\", \"법원명\": \"대법원\", \"판례내용\": \"상고를 기각한다.\"}";

#[test]
fn names_in_archives_lead_nowhere() {
    let place = Workplace::with_corpus();
    let options = zip::write::SimpleFileOptions::default();
    let escape = place.path("absolute.json");
    let names =
        ["../escaped.json", "../../../../escaped.json", escape.to_str().unwrap(), "a\\..\\..\\b.json", ".."];
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (number, name) in names.into_iter().enumerate() {
        zip.start_file(name, options).unwrap();
        zip.write_all(JUDGMENT.replace("2020다7", &format!("2020다70{number}")).as_bytes()).unwrap();
    }
    zip.add_symlink("link.json", "/etc/passwd", options).unwrap();
    zip.add_symlink("folder", "..", options).unwrap();
    zip.start_file("folder/through-the-link.json", options).unwrap();
    zip.write_all(JUDGMENT.as_bytes()).unwrap();
    place.write("corpus/names.zip", &zip.finish().unwrap().into_inner());
    let before = outside_the_index(&place);
    let said = place.run(["index"]);
    assert!(!said.stderr.contains("panicked") && !said.stderr.contains("root:"), "{}", said.stderr);
    assert_eq!(outside_the_index(&place), before, "nothing is written outside the index");
    // `..` is a hidden name, and one judgment is named through the link.
    assert_eq!(place.json(["status", "--json"])[0]["judgments"], 5 + names.len() - 1 + 1, "{}", said.stderr);
    assert_eq!(
        place.json(["search", "--json", "2020다700"])[0]["source"],
        "corpus/names.zip!/../escaped.json"
    );
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_are_not_followed() {
    let place = Workplace::with_corpus();
    place.write("private/secret.json", JUDGMENT.as_bytes());
    std::os::unix::fs::symlink("/", place.path("corpus/root")).unwrap();
    std::os::unix::fs::symlink(place.path("private"), place.path("corpus/private")).unwrap();
    std::os::unix::fs::symlink(place.path("private/secret.json"), place.path("corpus/secret.json")).unwrap();
    let before = outside_the_index(&place);
    assert_eq!(place.run(["index"]).code, 0);
    assert_eq!(place.json(["status", "--json"])[0]["judgments"], 5);
    assert_eq!(outside_the_index(&place), before);
}

#[cfg(unix)]
#[test]
fn a_link_that_is_named_is_followed() {
    let place = Workplace::with_corpus();
    place.write("private/secret.json", JUDGMENT.as_bytes());
    std::os::unix::fs::symlink(place.path("private/secret.json"), place.path("named.json")).unwrap();
    std::os::unix::fs::symlink(place.path("private"), place.path("folder")).unwrap();
    for named in ["named.json", "folder"] {
        let index = format!("{named}.index");
        let said = place.run(["index", "--index", &index, named]);
        assert_eq!(said.code, 0, "{named}: {}", said.stderr);
        assert_eq!(place.json(["status", "--json", "--index", &index])[0]["judgments"], 1, "{named}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_neither_file_nor_folder_is_named() {
    let place = Workplace::with_corpus();
    let said = place.run(["index", "/dev/null"]);
    assert_eq!(said.code, 2, "{}", said.stderr);
    assert!(said.stderr.contains("/dev/null: neither a file nor a folder"), "{}", said.stderr);
}

#[test]
fn an_index_among_the_judgments_is_not_read_as_one() {
    let place = Workplace::with_corpus();
    for _ in 0..3 {
        let said = place.run(["index", "--index", "corpus/index"]);
        assert_eq!(said.code, 0, "{}", said.stderr);
        assert!(!said.stderr.contains("skipped"), "{}", said.stderr);
    }
    let said = place.run(["index", "--index", "corpus", "corpus"]);
    assert!(
        said.code == 2 && said.stderr.contains("2017.jsonl"),
        "no index among other files: {}",
        said.stderr
    );
    let judgment = std::fs::read(place.path("corpus/2017.jsonl")).unwrap();
    place.write("corpus/index/2017.jsonl", &judgment);
    std::fs::remove_file(place.path("corpus/2017.jsonl")).unwrap();
    for rebuild in
        [&["index", "--index", "corpus/index", "--rebuild"][..], &["index", "--index", "corpus/index"]]
    {
        let said = place.run(rebuild);
        assert_eq!(said.code, 0, "the files beside those of the index are read: {}", said.stderr);
        assert_eq!(place.json(["status", "--json", "--index", "corpus/index"])[0]["judgments"], 5);
        assert_eq!(std::fs::read(place.path("corpus/index/2017.jsonl")).unwrap(), judgment);
    }
}

#[test]
fn what_cannot_be_read_is_not_gone() {
    let place = Workplace::with_corpus();
    place.write(
        "corpus/more.jsonl",
        (JUDGMENT.to_owned() + "\n" + &JUDGMENT.replace("다7", "다8")).as_bytes(),
    );
    assert_eq!(place.run(["index"]).code, 0);
    // The second line is being written.
    place.write("corpus/more.jsonl", (JUDGMENT.to_owned() + "\n{\"사건번호\": \"2020다").as_bytes());
    let said = place.run(["index"]);
    assert!(said.code == 2 && said.stderr.contains("more.jsonl:2"), "{}", said.stderr);
    assert_eq!(place.hits("2020다8"), ["2020다8"], "its judgment stays");
    place.write(
        "corpus/more.jsonl",
        (JUDGMENT.to_owned() + "\n" + &JUDGMENT.replace("다7", "다9")).as_bytes(),
    );
    assert_eq!(place.run(["index"]).code, 0);
    assert_eq!(place.hits("2020다9"), ["2020다9"]);
    assert_eq!(place.run(["show", "2020다8"]).code, 1, "until the file can be read again and has it no more");
    place.write("corpus/more.jsonl", b"\x00\x01\x02");
    assert_eq!(place.run(["index"]).code, 2);
    assert_eq!(place.json(["status", "--json"])[0]["judgments"], 7);
    assert_eq!(place.run(["index", "--prune"]).code, 2);
    assert_eq!(place.json(["status", "--json"])[0]["judgments"], 5, "unless that is asked for");
    assert_eq!(place.run(["check"]).code, 0);
}

/// A folder with the test corpus, this file in it, and its index; what `index` said.
fn with(name: &str, bytes: &[u8]) -> (Workplace, crate::support::Said) {
    let place = Workplace::with_corpus();
    place.write(&format!("corpus/{name}"), bytes);
    let said = place.run(["index"]);
    assert!(!said.stderr.contains("panicked"), "{}", said.stderr);
    (place, said)
}

#[test]
fn metadata_that_is_too_long_is_named_and_spoils_no_search() {
    let long = "2020다1, ".repeat(20_000);
    for (column, value) in [
        ("사건번호", &*long),
        ("법원명", &*long),
        ("사건종류명", &*"민사 ".repeat(20_000)),
        ("사건명", &*long),
    ] {
        let csv = format!("{column},판례내용\n\"{value}\",\"밀린 열의 판례이다.\"\n");
        let (place, said) = with("shifted.csv", csv.as_bytes());
        assert_eq!(said.code, 2, "{column}");
        let named = format!("shifted.csv#1: its {column} has ");
        assert!(said.stderr.contains(&named), "{}", said.stderr);
        assert!(said.stderr.contains("read, but not whole, 1:"), "{}", said.stderr);
        assert!(!said.stderr.contains("skipped"), "the judgment is in the index: {}", said.stderr);
        let shown = place.run(["search", "밀린 열의 판례"]).stdout;
        assert!(shown.contains(" 1. ") && !shown.contains(" 1. \n"), "it is called something: {shown}");
        assert_eq!(place.json(["search", "--json", "밀린 열의 판례"])[0]["source"], "corpus/shifted.csv#1");
        for arguments in [
            &["search", "--facet", "court,year,kind,law", "판결"][..],
            &["export", "--format", "jsonl"],
            &["top"],
            &["check"],
            &["graph", "--all", "--format", "csv"],
        ] {
            let said = place.run(arguments);
            assert_ne!(said.code, 2, "{column}, {arguments:?}: {}", said.stderr);
            assert!(!said.stderr.contains("utf-8"), "{column}, {arguments:?}: {}", said.stderr);
        }
    }
}

#[test]
fn a_name_of_a_member_of_any_length_spoils_no_search() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let name = format!("{}.json", "가".repeat(21_000));
    zip.start_file(&*name, zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(JUDGMENT.as_bytes()).unwrap();
    let (place, said) = with("names.zip", &zip.finish().unwrap().into_inner());
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert_eq!(place.hits("2020다7"), ["2020다7"]);
    assert_eq!(place.run(["check"]).code, 0);
}

#[test]
fn an_archive_with_all_that_is_nested_in_it_has_one_limit() {
    let zeros = zstd::encode_all(std::io::repeat(b'0').take(12 << 20), 3).unwrap();
    let twice = zstd::encode_all(&*zeros, 3).unwrap();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for number in 0..200 {
        zip.start_file(format!("{number}.txt.zst"), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&twice).unwrap();
    }
    zip.start_file("last.json", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(JUDGMENT.as_bytes()).unwrap();
    let (place, said) = with("nested.zip", &zip.finish().unwrap().into_inner());
    assert_eq!(said.code, 2, "{}", said.stderr);
    assert_eq!(said.stderr.matches("unpacks to more than 200 times").count(), 1, "{}", said.stderr);
    assert!(place.hits("2020다7").is_empty(), "what stands behind is not read");
}

#[test]
fn of_very_many_faults_the_first_are_named_and_the_others_counted() {
    let lines = "{\"사건번호\": \"2020다1\"}\n".repeat(30_000) + JUDGMENT;
    let (place, said) = with("hollow.jsonl", lines.as_bytes());
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("skipped 30,000:"), "{}", said.stderr);
    assert!(said.stderr.contains("hollow.jsonl:1: a judgment without any text"), "{}", said.stderr);
    assert!(said.stderr.contains("29,980 more: a judgment without any text"), "{}", said.stderr);
    assert_eq!(place.hits("2020다7"), ["2020다7"]);
    let korean = place.run(["index", "--lang", "ko"]);
    assert!(korean.stderr.contains("그 밖에 29,980: 본문이 없는 판례입니다"), "{}", korean.stderr);
    let references = place.run(["references", "corpus/hollow.jsonl"]);
    assert_eq!(references.stderr.matches("without any text").count(), 1_001);
    assert!(references.stderr.contains("29000 more of this kind"), "{}", references.stderr);
}

#[test]
fn lists_of_any_size_are_read_record_by_record() {
    let judgment = |serial: usize| {
        format!(
            "{{\"사건번호\": \"2020다{serial}\", \"법원명\": \"대법원\", \"판례내용\": \"상고를 기각한다.{}\"}}",
            " ".repeat(3 << 20)
        )
    };
    let judgments: Vec<String> = (101..106).map(judgment).collect();
    let json = format!("{{\"total\": 5, \"list\": [{}]}}", judgments.join(",\n"));
    let element = |serial: usize| {
        format!(
            "<Prec><사건번호>2020다{serial}</사건번호><법원명>대법원</법원명><판례내용>상고를 기각한다.{}</판례내용></Prec>",
            " ".repeat(3 << 20)
        )
    };
    let xml = format!(
        "<?xml version=\"1.0\"?><PrecSearch>{}</PrecSearch>",
        (201..206).map(element).collect::<String>()
    );
    let place = Workplace::with_corpus();
    place.write("corpus/many.json", json.as_bytes());
    place.write("corpus/many.xml", xml.as_bytes());
    let said = place.run(["index"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    for serial in [101, 105, 201, 205] {
        assert_eq!(place.hits(&format!("2020다{serial}")), [format!("2020다{serial}")]);
    }
    assert_eq!(place.json(["search", "--json", "2020다103"])[0]["source"], "corpus/many.json#3");
    assert_eq!(place.json(["search", "--json", "2020다203"])[0]["source"], "corpus/many.xml#3");
    place.write("corpus/many.json", (json + " ").as_bytes());
    let said = place.run(["index"]);
    assert!(said.stderr.contains("0 judgments new, 0 changed, 0 gone, 15 as they were"), "{}", said.stderr);
}

#[cfg(unix)]
#[test]
fn what_would_block_is_named_and_passed_over() {
    let place = Workplace::with_corpus();
    let pipe = place.path("corpus/pipe.json");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    std::os::unix::net::UnixListener::bind(place.path("corpus/socket.json")).unwrap();
    std::os::unix::fs::symlink(&pipe, place.path("link.json")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", place.path("zero.json")).unwrap();
    std::os::unix::fs::symlink(place.path("corpus"), place.path("corpus/loop")).unwrap();
    for command in ["index", "references"] {
        let said = place.run([command, "corpus", "link.json", "zero.json", "/dev/urandom"]);
        assert_eq!(said.code, 2, "{}", said.stderr);
        for name in ["pipe.json", "socket.json", "link.json", "zero.json", "/dev/urandom"] {
            let named = format!("{name}: neither a file nor a folder");
            assert!(said.stderr.contains(&named), "{name} is not named in: {}", said.stderr);
        }
    }
    assert_eq!(place.json(["status", "--json"])[0]["judgments"], 5);
}

#[cfg(target_os = "linux")]
#[test]
fn files_without_a_size_are_empty() {
    let place = Workplace::with_corpus();
    let said = place.run(["index", "corpus", "/proc/self/environ", "/proc/self/mem", "/proc/self/pagemap"]);
    assert_eq!(said.code, 2, "{}", said.stderr);
    assert_eq!(said.stderr.matches(": empty").count(), 3, "{}", said.stderr);
    assert_eq!(place.json(["status", "--json"])[0]["judgments"], 5);
}

#[cfg(unix)]
#[test]
fn a_file_that_grows_as_fast_as_it_is_read_has_an_end() {
    let place = Workplace::with_corpus();
    let line = format!("{JUDGMENT}\n");
    place.write("corpus/growing.jsonl", line.repeat(3_000).as_bytes());
    let path = place.path("corpus/growing.jsonl");
    let mut index = place.command(["index"]);
    let mut index = index.stderr(std::process::Stdio::piped()).spawn().unwrap();
    let mut file = std::fs::File::options().append(true).open(path).unwrap();
    let block = line.repeat(20);
    while index.try_wait().unwrap().is_none() {
        file.write_all(block.as_bytes()).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    let mut said = String::new();
    index.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(said.contains("growing.jsonl: it grew while it was read"), "{said}");
}
