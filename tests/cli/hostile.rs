//! Input that was damaged or made to do harm: it is named, counted and passed over; the rest is indexed.

use std::io::Write;

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
