//! Files of Hangul made here, record by record, and what is read of them.

use std::io::{Cursor, Read, Write};

use aes::Aes128;
use aes::cipher::{BlockCipherEncrypt, KeyInit};
use flate2::Compression;
use flate2::read::DeflateEncoder;
use proptest::prelude::*;

use super::*;
use crate::{Omission, Part};

const COMPRESSED: u32 = 1;
const PASSWORD: u32 = 2;
const DISTRIBUTION: u32 = 4;

/// A record at a level.
fn record(tag: u32, level: u32, data: &[u8]) -> Vec<u8> {
    let size = (data.len() as u32).min(0xfff);
    let mut bytes = (size << 20 | level << 10 | tag).to_le_bytes().to_vec();
    if size == 0xfff {
        bytes.extend((data.len() as u32).to_le_bytes());
    }
    bytes.extend(data);
    bytes
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// A text behind its length.
fn counted(text: &str) -> Vec<u8> {
    let mut bytes = (text.encode_utf16().count() as u16).to_le_bytes().to_vec();
    bytes.extend(utf16(text));
    bytes
}

/// A paragraph of a form; a control stands in its text as `\u{b}` or as its own code.
fn paragraph(level: u32, form: u16, text: &str) -> Vec<u8> {
    let mut header = vec![0; 22];
    header[8..10].copy_from_slice(&form.to_le_bytes());
    let mut bytes = record(0x42, level, &header);
    let mut units = Vec::new();
    for unit in text.encode_utf16() {
        units.extend(unit.to_le_bytes());
        if matches!(unit, 1..=9 | 11..=12 | 14..=23) {
            // The kind of control, an address, and the code again.
            units.extend([0x61; 12]);
            units.extend(unit.to_le_bytes());
        }
    }
    units.extend([13, 0]);
    bytes.extend(record(0x43, level + 1, &units));
    bytes
}

fn control(level: u32, kind: &str, data: &[u8]) -> Vec<u8> {
    let mut bytes: Vec<u8> = kind.bytes().rev().collect();
    bytes.extend(data);
    record(0x47, level, &bytes)
}

fn list(level: u32) -> Vec<u8> {
    record(0x48, level, &[0; 16])
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    DeflateEncoder::new(bytes, Compression::default()).read_to_end(&mut packed).unwrap();
    packed
}

/// A file of streams.
fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (path, bytes) in streams {
        if let Some((folder, _)) = path.rsplit_once('/').filter(|(folder, _)| !folder.is_empty()) {
            file.create_storage_all(folder).unwrap();
        }
        file.create_stream(path).unwrap().write_all(bytes).unwrap();
    }
    file.into_inner().into_inner()
}

fn header(properties: u32) -> Vec<u8> {
    let mut header = b"HWP Document File".to_vec();
    header.resize(32, 0);
    header.extend(0x0500_0500_u32.to_le_bytes());
    header.extend(properties.to_le_bytes());
    header.resize(256, 0);
    header
}

/// A compressed file with definitions and one section.
fn hwp(definitions: &[u8], section: &[u8]) -> Vec<u8> {
    compound(&[
        ("/FileHeader", &header(COMPRESSED)),
        ("/DocInfo", &deflated(definitions)),
        ("/BodyText/Section0", &deflated(section)),
    ])
}

fn read_section(section: &[u8]) -> Document {
    read(&hwp(&[], section), &Limits::default()).unwrap()
}

fn error(bytes: &[u8]) -> Error {
    read(bytes, &Limits::default()).unwrap_err()
}

#[test]
fn paragraphs_are_text_with_breaks_blanks_and_without_field_codes() {
    let section = [
        paragraph(0, 0, "첫\u{9}줄\n둘째\u{1e}줄\u{18}끝\u{3}필드\u{4}"),
        paragraph(0, 0, ""),
        paragraph(0, 0, "셋째"),
    ];
    let document = read_section(&section.concat());
    assert_eq!(document.text(), "첫 줄\n둘째 줄-끝필드\n\n셋째\n");
    let paragraphs: Vec<u32> = document.blocks.iter().map(|block| block.place.paragraph).collect();
    assert_eq!(paragraphs, [1, 1, 2, 3]);
}

#[test]
fn tables_boxes_and_notes_stand_behind_the_paragraph_that_anchors_them() {
    let section = [
        paragraph(0, 0, "앞\u{b}뒤\u{11} 끝\u{b}"),
        control(1, "tbl ", &[]),
        record(0x4d, 2, &[0; 24]),
        list(2),
        paragraph(2, 0, "칸 1"),
        list(2),
        paragraph(2, 0, "칸 2"),
        control(1, "fn  ", &[]),
        list(2),
        paragraph(2, 0, "\u{12}각주"),
        control(3, "atno", &[1, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0]),
        control(1, "gso ", &[]),
        record(0x4c, 2, &[0; 8]),
        list(3),
        paragraph(3, 0, "글상자"),
        paragraph(0, 0, "다음"),
    ];
    let document = read_section(&section.concat());
    assert_eq!(document.text(), "앞뒤 끝\n칸 1\n칸 2\n글상자\n다음\n각주\n");
    assert_eq!(document.blocks.last().map(|block| block.place.part), Some(Part::Footnotes));
    assert_eq!(document.omissions, [Omission::NoteMarks]);
}

#[test]
fn headers_comments_and_page_numbers_are_left_out_and_named() {
    let section = [
        paragraph(0, 0, "\u{2}\u{10}\u{f}\u{15}본문"),
        control(1, "secd", &[]),
        control(1, "head", &[]),
        list(2),
        paragraph(2, 0, "머리말"),
        control(1, "tcmt", &[]),
        list(2),
        paragraph(2, 0, "숨은 설명"),
        control(1, "pgnp", &[]),
    ];
    let document = read_section(&section.concat());
    assert_eq!(document.text(), "본문\n");
    assert_eq!(document.omissions, [Omission::Headers, Omission::Comments]);
}

#[test]
fn equations_small_text_composed_and_counted_numbers_are_text() {
    let table = [
        4_u32.to_le_bytes().to_vec(),
        [12_u16, 0, u16::from(b'<'), u16::from(b'>')].map(u16::to_le_bytes).concat(),
    ];
    let section = [
        paragraph(0, 0, "식 \u{b} \u{17} \u{17} 표 \u{12}"),
        control(1, "eqed", &[]),
        record(0x58, 2, &[vec![0; 4], counted("a over b")].concat()),
        control(1, "tdut", &[counted("본말"), counted("덧말")].concat()),
        control(1, "tcps", &counted("가나")),
        control(1, "atno", &table.concat()),
    ];
    assert_eq!(read_section(&section.concat()).text(), "식 a over b 본말(덧말) 가나 표 <12>\n");
}

/// Definitions with a list of two levels, `제1.` and `가)`, a bullet, and forms for each.
fn definitions() -> Vec<u8> {
    let level =
        |kind: u32, text: &str| [(kind << 5).to_le_bytes().to_vec(), vec![0; 8], counted(text)].concat();
    let mut list = [level(0, "제^1."), level(8, "^2)")].concat();
    (3..=7).for_each(|_| list.extend(level(0, "^n")));
    list.extend([1, 0]);
    (0..7).for_each(|_| list.extend(1_u32.to_le_bytes()));
    let form = |kind: u32, level: u32| {
        let mut form = (kind << 23 | level << 25).to_le_bytes().to_vec();
        form.resize(54, 0);
        form[30] = 1;
        record(0x19, 0, &form)
    };
    let bullet = [vec![0; 12], utf16("◇")].concat();
    [
        record(0x17, 0, &list),
        record(0x18, 0, &bullet),
        form(0, 0),
        form(2, 0),
        form(2, 1),
        form(3, 0),
        form(2, 2),
    ]
    .concat()
}

#[test]
fn numbers_of_paragraphs_are_counted_as_they_are_shown() {
    let forms =
        [(1, "하나"), (2, "둘"), (2, "셋"), (1, "넷"), (2, "다섯"), (3, "여섯"), (0, "일곱"), (4, "여덟")];
    let section: Vec<u8> = forms.iter().flat_map(|&(form, text)| paragraph(0, form, text)).collect();
    let document = read(&hwp(&definitions(), &section), &Limits::default()).unwrap();
    assert_eq!(document.text(), "제1. 하나\n가) 둘\n나) 셋\n제2. 넷\n가) 다섯\n◇ 여섯\n일곱\n여덟\n");
    assert_eq!(document.omissions, [Omission::Numbering]);
}

#[test]
fn a_document_for_distribution_is_decrypted_with_the_key_it_holds() {
    // With the seed zero the key stands behind the first four bytes, below the mask of the first random numbers.
    let key = *b"0123456789abcdef";
    let plain = distribution_mask();
    let mut hiding_place = vec![0; 256];
    for (at, byte) in hiding_place.iter_mut().enumerate().skip(4) {
        *byte = plain[at] ^ key.get(at - 4).copied().unwrap_or(b'.');
    }
    let mut section = deflated(&paragraph(0, 0, "배포용 본문"));
    section.resize(section.len().next_multiple_of(16), 0);
    let cipher = Aes128::new(&key.into());
    for block in section.as_chunks_mut::<16>().0 {
        cipher.encrypt_block(block.into());
    }
    let stream = [record(0x1c, 0, &hiding_place), section].concat();
    let with = |stream: &[u8]| {
        compound(&[
            ("/FileHeader", &header(COMPRESSED | DISTRIBUTION)),
            ("/DocInfo", &deflated(&[])),
            ("/BodyText/Section0", &deflated(&paragraph(0, 0, "다른 글"))),
            ("/ViewText/Section0", stream),
        ])
    };
    assert_eq!(read(&with(&stream), &Limits::default()).unwrap().text(), "배포용 본문\n");
    assert!(matches!(error(&with(&stream[..100])), Error::Broken { .. }));
}

/// The mask of the seed zero, by the rule of the format: runs of a random byte, whose length is random too.
fn distribution_mask() -> Vec<u8> {
    let mut seed = 0_u32;
    let mut next = || {
        seed = seed.wrapping_mul(214_013).wrapping_add(2_531_011);
        seed >> 16 & 0x7fff
    };
    let mut mask = Vec::new();
    while mask.len() < 256 {
        let byte = (next() & 0xff) as u8;
        mask.extend(std::iter::repeat_n(byte, (next() & 0xf) as usize + 1));
    }
    mask
}

#[test]
fn what_is_not_read_is_named() {
    let locked = |properties| compound(&[("/FileHeader", &header(properties))]);
    assert!(matches!(error(&locked(PASSWORD)), Error::Password));
    assert!(matches!(error(&locked(1 << 4)), Error::Password));
    assert!(matches!(error(&compound(&[("/EncryptedPackage", b"")])), Error::Password));
    assert!(matches!(error(&compound(&[("/WordDocument", b"")])), Error::OldVersion(_)));
    assert!(matches!(error(b"HWP Document File V3.00 \x1a\x01\x02\x03\x04\x05"), Error::OldVersion(_)));
    assert!(matches!(error(&locked(0)), Error::Broken { .. }));
    assert!(matches!(error(&compound(&[("/Book", b"")])), Error::Broken { .. }));
    assert!(matches!(error(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Error::Broken { .. }));
}

#[test]
fn bombs_and_depth_are_bounded() {
    let zeros = std::io::repeat(0).take(1 << 27);
    let mut bomb = Vec::new();
    DeflateEncoder::new(zeros, Compression::best()).read_to_end(&mut bomb).unwrap();
    let file = compound(&[
        ("/FileHeader", &header(COMPRESSED)),
        ("/DocInfo", &deflated(&[])),
        ("/BodyText/Section0", &bomb),
    ]);
    assert!(matches!(error(&file), Error::TooLarge { .. }));

    let deep: Vec<u8> = (0..500)
        .flat_map(|level| [paragraph(2 * level, 0, "\u{b}"), control(2 * level + 1, "gso ", &[])].concat())
        .collect();
    assert!(matches!(error(&hwp(&[], &deep)), Error::TooMany { what: "levels", .. }));
    let hidden = [paragraph(0, 0, "\u{10}"), control(1, "head", &[]), deep].concat();
    assert!(read(&hwp(&[], &hidden), &Limits::default()).is_err());
}

#[test]
fn a_section_that_is_cut_off_is_no_shorter_document() {
    let section = paragraph(0, 0, "온전한 글");
    let stored = |section: &[u8]| {
        compound(&[("/FileHeader", &header(0)), ("/DocInfo", &[]), ("/BodyText/Section0", section)])
    };
    assert!(read(&stored(&section), &Limits::default()).is_ok());
    assert!(matches!(error(&stored(&section[..section.len() - 1])), Error::Broken { .. }));
}

proptest! {
    #[test]
    fn any_text_of_a_paragraph_is_read_as_it_is(text in "[ -~가-힣\u{4e00}-\u{9fa5}]{0,80}") {
        prop_assert_eq!(read_section(&paragraph(0, 0, &text)).text(), format!("{text}\n"));
    }

    #[test]
    fn records_of_any_kind_are_read_or_refused(records in prop::collection::vec((0_u32..0x70, 0_u32..6, prop::collection::vec(any::<u8>(), 0..40)), 0..40)) {
        let section: Vec<u8> = records.iter().flat_map(|(tag, level, data)| record(*tag, *level, data)).collect();
        // What stands in records is bounded by them: a unit is at most three bytes, and a record at most a few lines.
        if let Ok(document) = read(&hwp(&section, &section), &Limits::default()) {
            prop_assert!(document.text().len() <= 4 * section.len() + 64 * records.len() + 1);
        }
    }

    #[test]
    fn a_damaged_file_is_read_or_refused(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8), cut in any::<prop::sample::Index>()) {
        let mut bytes = hwp(&definitions(), &paragraph(0, 1, "글\u{b}"));
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let longest = 64 * bytes.len();
        for bytes in [&bytes[..], &bytes[..cut.index(bytes.len())]] {
            if let Ok(document) = read(bytes, &Limits::default()) {
                prop_assert!(document.text().len() <= longest);
            }
        }
    }
}
