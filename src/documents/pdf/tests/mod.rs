//! PDFs made here, and what is read of them.

mod hostile;
mod maker;
mod paragraphs;

use super::*;
use crate::Omission;
use maker::{Maker, shown};

fn parse(bytes: &[u8]) -> Document {
    super::read(bytes, &Limits::default()).unwrap()
}

fn error(bytes: &[u8]) -> Error {
    super::read(bytes, &Limits::default()).unwrap_err()
}

fn one_page(operators: &str) -> Maker {
    let mut maker = Maker::new();
    maker.page_with(operators, "");
    maker
}

#[test]
fn a_file_is_read_with_a_table_of_rows_as_a_stream_and_without_one() {
    let mut maker = Maker::new();
    maker.page(&[(20.0, 50.0, "첫 쪽")]);
    maker.page(&[(20.0, 50.0, "둘째 쪽")]);
    let file = maker.file();
    let cut = memchr::memmem::find(&file, b"xref").unwrap();
    let moved = [b"\n\n\n", &file[..]].concat();
    let elsewhere = String::from_utf8(file.clone()).unwrap().replace("startxref\n", "startxref\n1");
    for bytes in [&file[..], &maker.packed_file(), &file[..cut], &moved, elsewhere.as_bytes()] {
        let document = parse(bytes);
        assert_eq!(document.text(), "첫 쪽\n둘째 쪽\n");
        let pages: Vec<_> = document.blocks.iter().map(|block| block.place.page).collect();
        assert_eq!(pages, [Some(1), Some(2)]);
    }
}

#[test]
fn objects_of_a_newer_revision_stand_for_the_older_ones() {
    let maker = one_page(&shown(20.0, 50.0, "옛 글"));
    let mut file = maker.file();
    let old = memchr::memmem::rfind(&file, b"startxref\n").unwrap() + 10;
    let old: usize = std::str::from_utf8(&file[old..]).unwrap().lines().next().unwrap().parse().unwrap();
    let at = file.len();
    let operators = shown(20.0, 50.0, "새 글");
    file.extend(
        format!("11 0 obj\n<< /Length {} >>\nstream\n{operators}endstream\nendobj\n", operators.len())
            .bytes(),
    );
    let table = file.len();
    file.extend(format!("xref\n11 1\n{at:010} 00000 n \ntrailer\n<< /Size 12 /Root 1 0 R /Prev {old} >>\nstartxref\n{table}\n%%EOF").bytes());
    assert_eq!(parse(&file).text(), "새 글\n");
}

#[test]
fn fonts_say_which_letters_their_codes_are() {
    let map = "1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0001> <0003> [<AC00> <B098> <B2E4>] endbfrange";
    let identity = "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 5 0 R /DescendantFonts [<< /DW 1000 >>] >>";
    let uhc = "<< /Type /Font /Subtype /Type0 /Encoding /KSCms-UHC-H /DescendantFonts [<< /DW 1000 >>] >>";
    let latin =
        "<< /Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding /FirstChar 65 /Widths [600 600] >>";
    let named = "<< /Type /Font /Subtype /Type1 /Encoding << /Differences [1 /uniAC00 /parenleft] >> >>";
    for (font, codes, expected) in [
        (identity, "<000100020003>", "가나다"),
        (uhc, "<b0a1b3aa28>", "가나("),
        (latin, "(AB\\223)", "AB“"),
        (named, "<0102>", "가("),
    ] {
        let mut maker = one_page(&format!("BT /G 10 Tf 20 300 Td {codes} Tj ET"));
        maker.add(4, font);
        maker.stream(5, "", map.as_bytes());
        assert_eq!(parse(&maker.file()).text(), format!("{expected}\n"), "{font}");
    }
}

#[test]
fn letters_of_a_font_that_does_not_say_which_they_are_are_named() {
    let mut maker = one_page(&format!("{}BT /G 10 Tf 20 300 Td <00010002> Tj ET", shown(20.0, 50.0, "글")));
    maker.add(4, "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< /DW 1000 >>] >>");
    let document = parse(&maker.file());
    assert_eq!((document.text().as_str(), &document.omissions[..]), ("글\n", &[Omission::Letters][..]));
}

#[test]
fn text_in_forms_in_other_words_and_on_turned_pages_is_read() {
    let mut maker = one_page(&format!(
        "q 1 0 0 1 0 -20 cm /X Do Q /Span << /ActualText <feffd55c> >> BDC {} EMC",
        shown(20.0, 30.0, "漢字")
    ));
    maker.stream(
        5,
        "/Type /XObject /Subtype /Form /Resources << /Font << /F 3 0 R >> >>",
        shown(20.0, 50.0, "틀 안").as_bytes(),
    );
    assert_eq!(parse(&maker.file()).text(), "한\n틀 안\n");

    let mut turned = Maker::new();
    let line =
        |at: u32| format!("BT /F 10 Tf 0 1 -1 0 {} 20 Tm <ac00{:04x}> Tj ET ", 100 + 15 * at, 0x30 + at);
    turned.page_with(&[1, 2, 3].map(line).concat(), "/Rotate 90");
    assert_eq!(parse(&turned.file()).text(), "가1\n가2\n가3\n");
}

#[test]
fn pictures_without_text_are_named() {
    let picture = "q 100 0 0 100 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \u{1}EI\u{2} EI Q";
    assert!(matches!(error(&one_page(picture).file()), Error::NoText));
    let mut maker = one_page(picture);
    maker.page(&[(20.0, 50.0, "글")]);
    let document = parse(&maker.file());
    assert_eq!((document.text().as_str(), &document.omissions[..]), ("글\n", &[Omission::Pages][..]));
    let behind = format!("{picture} {}", shown(20.0, 50.0, "그림 뒤"));
    assert_eq!(parse(&one_page(&behind).file()).text(), "그림 뒤\n");
}

#[test]
fn encrypted_files_are_read_where_no_password_is_needed() {
    for (name, bytes) in [
        ("40 bits", &include_bytes!("../fixtures/rc4-40.pdf")[..]),
        ("128 bits", include_bytes!("../fixtures/rc4-128.pdf")),
        ("AES 128", include_bytes!("../fixtures/aes-128.pdf")),
        ("AES 256", include_bytes!("../fixtures/aes-256.pdf")),
        ("AES 256, revision 5", include_bytes!("../fixtures/aes-256-r5.pdf")),
    ] {
        assert_eq!(parse(bytes).text(), "열린 글\n", "{name}");
        // Without its table, too.
        let table = memchr::memmem::rfind(bytes, b"startxref").unwrap();
        assert_eq!(parse(&bytes[..table]).text(), "열린 글\n", "{name}");
    }
    assert!(matches!(error(include_bytes!("../fixtures/password.pdf")), Error::Password));
}

#[test]
fn a_stream_that_is_damaged_is_named() {
    let operators: String = (0..40)
        .map(|line| shown(20.0, 20.0 + 9.0 * line as f32, &format!("{line}번째 줄 {}", line * 7919)))
        .collect();
    let mut packed = maker::deflated(operators.as_bytes());
    packed.truncate(packed.len() / 2);
    let mut maker = Maker::new();
    maker.page_with("", "/Contents 5 0 R");
    maker.stream(5, "/Filter /FlateDecode", &packed);
    let document = parse(&maker.file());
    assert!(document.blocks.len() > 5 && document.text().starts_with("0번째 줄"), "{}", document.text());
    assert_eq!(document.omissions, [Omission::Damaged]);
}
