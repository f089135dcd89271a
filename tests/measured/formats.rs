//! One judgment in every format is one judgment.

use std::process::Command;

use encoding_rs::EUC_KR;
use panrye::judgment::{Judgment, Section};

use crate::{judgments, shared};

/// What a format carries, and what its encoding lacks.
struct Format {
    folder: &'static str,
    serial_and_kind: bool,
    decision: bool,
    cp949: bool,
}

const FORMATS: [Format; 9] = [
    Format { folder: "precedent-kr", serial_and_kind: true, decision: false, cp949: false },
    Format { folder: "open-api-xml", serial_and_kind: true, decision: true, cp949: false },
    Format { folder: "open-api-json", serial_and_kind: true, decision: true, cp949: false },
    Format { folder: "csv", serial_and_kind: true, decision: true, cp949: false },
    Format { folder: "jsonl", serial_and_kind: true, decision: true, cp949: false },
    Format { folder: "plain", serial_and_kind: false, decision: false, cp949: false },
    Format { folder: "plain-nfd", serial_and_kind: false, decision: false, cp949: false },
    Format { folder: "plain-crlf-bom", serial_and_kind: false, decision: false, cp949: false },
    Format { folder: "plain-cp949", serial_and_kind: false, decision: false, cp949: true },
];

#[test]
#[ignore = "needs a collection of judgments, PANRYE_SHARED, and python3"]
fn every_format_gives_the_same_judgments() {
    let shared = shared();
    let folder = tempfile::tempdir().unwrap();
    let lines = folder.path().join("fulltext.jsonl");
    let packed = std::fs::File::open(shared.join("corpus/fulltext.jsonl.zst")).unwrap();
    zstd::stream::copy_decode(packed, std::fs::File::create(&lines).unwrap()).unwrap();
    let script = shared.join("corpus/make_formats.py");
    let formats = folder.path().join("formats");
    let made = Command::new("python3").arg(script).arg(&lines).arg(&formats).status().unwrap();
    assert!(made.success());
    let reference = judgments(&formats.join("jsonl"));
    assert!(reference.len() > 900);
    for format in FORMATS {
        let mut found = sorted(judgments(&formats.join(format.folder)));
        let expected = sorted(reference.iter().map(|judgment| carried(judgment, &format)).collect());
        assert_eq!(found.len(), expected.len(), "{}", format.folder);
        for (found, expected) in found.iter_mut().zip(&expected) {
            if format.cp949 {
                fill_judgment(found, expected);
            }
            assert!(*found == *expected, "{}: {}", format.folder, first_difference(found, expected));
        }
    }
}

/// What differs, shown by its neighborhood, since a judgment fills pages.
fn first_difference(found: &Judgment, expected: &Judgment) -> String {
    for section in Section::ALL {
        let (found, expected) = (found.section(section), expected.section(section));
        let same = found.chars().zip(expected.chars()).take_while(|(a, b)| a == b).count();
        if found != expected {
            let near = |text: &str| text.chars().skip(same.saturating_sub(10)).take(30).collect::<String>();
            return format!("{section}: {:?} is not {:?}", near(found), near(expected));
        }
    }
    format!("{:?} is not {:?}", found.docket, expected.docket)
}

/// The judgment as a format can carry it.
fn carried(judgment: &Judgment, format: &Format) -> Judgment {
    let mut judgment = judgment.clone();
    if !format.serial_and_kind {
        judgment.serial_number = None;
        judgment.kind = None;
    }
    if !format.decision {
        judgment.decision = None;
    }
    judgment
}

/// The text as CP949 can carry it: `found` with its question marks filled in from `expected`, where it stands in for
/// characters that the encoding lacks (no-break spaces among them, which reading turns into blanks).
fn filled(found: &str, expected: &str) -> String {
    let known = |c: char| !EUC_KR.encode(c.encode_utf8(&mut [0; 4])).2;
    let fill = |(found, expected): (char, char)| match found {
        '?' if !known(expected) || expected == ' ' => expected,
        c => c,
    };
    let rest = found.chars().skip(expected.chars().count());
    found.chars().zip(expected.chars()).map(fill).chain(rest).collect()
}

fn fill_judgment(found: &mut Judgment, expected: &Judgment) {
    if let (Some(name), Some(expected)) = (&found.case_name, &expected.case_name) {
        found.case_name = Some(filled(name, expected));
    }
    for section in Section::ALL {
        let text = filled(found.section(section), expected.section(section));
        found.set_section(section, text);
    }
}

fn sorted(mut judgments: Vec<Judgment>) -> Vec<Judgment> {
    judgments.sort_by_cached_key(|judgment| {
        let content = judgment.section(Section::Content).chars().filter(char::is_ascii_alphanumeric).take(64);
        (judgment.docket.clone(), judgment.decided, content.collect::<String>())
    });
    judgments
}
