//! Files that are made to do harm, cut off or changed.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

fn good() -> Maker {
    let mut maker = Maker::new();
    maker.page(&[(20.0, 50.0, "첫 줄의 글이 여기에 있다."), (20.0, 65.0, "둘째 줄")]);
    maker
}

#[test]
fn bombs_are_refused() {
    let zeros = vec![b' '; 100 << 20];
    let once = maker::deflated(&zeros);
    let twice = maker::deflated(&once);
    for (filter, bytes) in [("/FlateDecode", &once), ("[/FlateDecode /FlateDecode]", &twice)] {
        let mut maker = Maker::new();
        maker.page_with("", "/Contents 5 0 R");
        maker.stream(5, &format!("/Filter {filter}"), bytes);
        assert!(matches!(error(&maker.file()), Error::TooLarge { .. }), "{filter}");
    }
}

#[test]
fn a_bomb_in_a_stream_of_objects_or_in_a_table_is_refused() {
    let bomb = maker::deflated(&vec![b' '; 100 << 20]);
    let mut maker = good();
    maker.stream(7, "/Type /ObjStm /N 1 /First 10 /Filter /FlateDecode", &bomb);
    let file = maker.file();
    // The table is taken away, so that all streams of objects are looked into.
    let table = memchr::memmem::rfind(&file, b"xref\n0").unwrap();
    assert!(matches!(error(&file[..table]), Error::TooLarge { .. }));
    let mut file = b"%PDF-1.7\n".to_vec();
    file.extend(
        format!(
            "1 0 obj << /Type /XRef /W [1 1 1] /Size 9 /Filter /FlateDecode /Length {} >> stream\n",
            bomb.len()
        )
        .bytes(),
    );
    file.extend(&bomb);
    file.extend(b"\nendstream endobj startxref 9 %%EOF");
    assert!(super::super::read(&file, &Limits::default()).is_err());
}

#[test]
fn loops_end() {
    let mut pages = good();
    pages.add(2, "<< /Type /Pages /Kids [10 0 R 2 0 R 10 0 R] >>");
    assert_eq!(parse(&pages.file()).blocks.len(), 2);
    let mut length = good();
    length.add(5, "5 0 R");
    length.add(11, "<< /Length 5 0 R >> stream\nBT ET\nendstream");
    assert!(super::super::read(&length.file(), &Limits::default()).is_err());
    let mut forms = one_page(&format!("{} /X Do", shown(20.0, 50.0, "글")));
    forms.stream(5, "/Subtype /Form /Resources << /XObject << /X 5 0 R /Y 5 0 R >> >>", b"/X Do /Y Do");
    assert_eq!(parse(&forms.file()).text(), "글\n");
    let table = String::from_utf8(good().file()).unwrap();
    let at = table.rfind("xref\n0").unwrap();
    let looped = table.replace("/Root 1 0 R >>", &format!("/Root 1 0 R /Prev {at} >>"));
    assert_eq!(parse(looped.as_bytes()).blocks.len(), 2);
}

#[test]
fn forms_that_multiply_are_bounded() {
    let mut maker = one_page("/X Do");
    let ten = "/X Do /Y Do ".repeat(50);
    let form =
        |next: u32| format!("/Subtype /Form /Resources << /XObject << /X {next} 0 R /Y {next} 0 R >> >>");
    maker.stream(5, &form(100), ten.as_bytes());
    for number in 100..120 {
        maker.stream(number, &form(number + 1), ten.as_bytes());
    }
    assert!(matches!(
        error(&maker.file()),
        Error::Broken { .. } | Error::TooLarge { .. } | Error::TooMany { .. }
    ));
}

#[test]
fn depth_and_size_of_values_are_bounded() {
    for value in ["[".repeat(200_000), "<</A ".repeat(200_000), format!("[{}]", "0 ".repeat(2_000_000))] {
        let mut maker = good();
        // Nobody needs it.
        maker.add(7, &value);
        assert_eq!(parse(&maker.file()).blocks.len(), 2);
        // The page needs it.
        maker.page_with("", &format!("/Resources {value}"));
        assert!(super::super::read(&maker.file(), &Limits::default()).is_err());
    }
}

/// The least time of three that reading takes.
fn time(bytes: &[u8]) -> Duration {
    let once = || {
        let start = Instant::now();
        std::hint::black_box(super::super::read(bytes, &Limits::default()).is_ok());
        start.elapsed()
    };
    (0..3).map(|_| once()).min().unwrap()
}

#[test]
#[ignore = "needs a machine that does nothing else"]
fn time_grows_as_the_file_does() {
    let lines = |count: usize| {
        let mut maker = Maker::new();
        for page in 0..count {
            let lines: Vec<(f32, f32, String)> = (0..20)
                .map(|line| (20.0, 40.0 + 15.0 * line as f32, format!("{page}쪽의 {line}번째 줄에 있는 글")))
                .collect();
            maker.page(&lines.iter().map(|(x, y, text)| (*x, *y, text.as_str())).collect::<Vec<_>>());
        }
        maker.file()
    };
    // All letters of one page on one line, and each on its own place.
    let letters = |count: usize| {
        let places = (0..count).map(|at| shown((at * 7919 % 290) as f32, (at * 104_729 % 390) as f32, "글"));
        one_page(&places.collect::<String>()).file()
    };
    // Streams of a wrong length, of which the end is looked for.
    let streams = |count: usize| {
        let mut maker = good();
        (0..count as u32).for_each(|at| maker.add(1000 + at, "<< /Length 9999999 >> stream\n"));
        let file = maker.file();
        let table = memchr::memmem::rfind(&file, b"xref\n0").unwrap();
        file[..table].to_vec()
    };
    for (name, make, few) in [
        ("lines", &lines as &dyn Fn(usize) -> Vec<u8>, 40),
        ("letters", &letters, 5000),
        ("streams", &streams, 10_000),
    ] {
        let (short, long) = (time(&make(few)), time(&make(4 * few)));
        assert!(long < short * 6 + Duration::from_millis(5), "{name}: {short:?} {long:?}");
    }
}

proptest! {
    #[test]
    fn a_damaged_file_is_read_or_refused(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8), cut in any::<prop::sample::Index>(), is_packed in any::<bool>()) {
        let mut bytes = if is_packed { good().packed_file() } else { good().file() };
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        // A letter takes two bytes of a file that is not packed, and gives three.
        let longest = 64 * bytes.len();
        for bytes in [&bytes[..], &bytes[..cut.index(bytes.len())]] {
            if let Ok(document) = super::super::read(bytes, &Limits::default()) {
                prop_assert!(document.text().len() <= longest);
                prop_assert!(document.blocks.iter().all(|block| !block.text.contains('\n') && block.place.page == Some(1)));
            }
        }
    }

    #[test]
    fn any_operators_draw_or_are_passed_over(operators in "([ -~]|q |Q |BT |ET |Tj |Td |\\(글\\) |<ac00> |/F 10 Tf |[0-9]{1,3} |EI |BI |ID |Do |TJ |\\[|\\] ){0,60}") {
        if let Ok(document) = super::super::read(&one_page(&operators).file(), &Limits::default()) {
            prop_assert!(document.text().len() <= 8 * operators.len() + 8);
        }
    }

    #[test]
    fn a_line_is_read_as_it_is_written(line in "[가-힣a-z]{1,6}( [가-힣a-z]{1,6}){0,4}") {
        let mut maker = Maker::new();
        maker.page(&[(20.0, 60.0, &line)]);
        prop_assert_eq!(parse(&maker.file()).text(), format!("{line}\n"));
    }
}
