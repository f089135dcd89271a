//! Bytes → text, in whatever encoding Korean files come.

use std::borrow::Cow;

use encoding_rs::{EUC_KR, Encoding, UTF_16BE, UTF_16LE};

use super::fault::Reason;
use crate::character::is_hangul;

/// The text of a file: UTF-8 with or without a byte order mark, UTF-16, CP949 (which encoding_rs calls EUC-KR).
pub(crate) fn text(bytes: &[u8]) -> Result<Cow<'_, str>, Reason> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let body = bytes.get(mark..).unwrap_or_default();
        return decoded(encoding, body).ok_or(Reason::Encoding).and_then(not_empty);
    }
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return if looks_binary(text) { Err(Reason::Binary) } else { not_empty(Cow::Borrowed(text)) };
    }
    let text = if bytes.contains(&0) {
        let korean = |encoding| decoded(encoding, bytes).filter(|text| is_korean(text));
        [UTF_16LE, UTF_16BE].into_iter().find_map(korean)
    } else {
        decoded(EUC_KR, bytes).filter(|text| !looks_binary(text))
    };
    match text {
        Some(text) => not_empty(text),
        None if bytes.contains(&0) => Err(Reason::Binary),
        None => Err(Reason::Encoding),
    }
}

fn decoded<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> Option<Cow<'b, str>> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes)
}

fn not_empty(text: Cow<'_, str>) -> Result<Cow<'_, str>, Reason> {
    if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        Err(Reason::Empty)
    } else {
        Ok(text)
    }
}

/// Control characters do not occur in text.
fn looks_binary(text: &str) -> bool {
    let is_control = |b: u8| matches!(b, 0..=8 | 14..=26 | 28..=31);
    let head = text.as_bytes().get(..64 * 1024).unwrap_or(text.as_bytes());
    // Without a way out, so that many bytes are looked at in one step.
    head.chunks(4096).any(|bytes| bytes.iter().fold(false, |found, &b| found | is_control(b)))
}

/// UTF-16 without a mark is told from binary by the hangul in it.
fn is_korean(text: &str) -> bool {
    let (mut letters, mut hangul) = (0u32, 0u32);
    for c in text.chars().take(4_096).filter(|c| !c.is_whitespace()) {
        letters += 1;
        hangul += u32::from(is_hangul(c));
    }
    hangul * 4 > letters && !looks_binary(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "판시사항\n손해배상의 범위와 책임";

    fn utf16(big: bool) -> Vec<u8> {
        TEXT.encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let with_mark = |mark: &[u8], body: Vec<u8>| [mark, &body].concat();
        for bytes in [
            TEXT.as_bytes().to_vec(),
            with_mark(&[0xef, 0xbb, 0xbf], TEXT.as_bytes().to_vec()),
            with_mark(&[0xff, 0xfe], utf16(false)),
            with_mark(&[0xfe, 0xff], utf16(true)),
            utf16(false),
            utf16(true),
            EUC_KR.encode(TEXT).0.into_owned(),
        ] {
            assert_eq!(text(&bytes).unwrap(), TEXT, "{:?}", bytes.get(..4));
        }
    }

    #[test]
    fn what_is_no_text_is_refused_with_the_reason() {
        assert!(matches!(text(b""), Err(Reason::Empty)));
        assert!(matches!(text(b" \n "), Err(Reason::Empty)));
        assert!(matches!(text(&[0, 159, 146, 150, 0, 255, 1, 2]), Err(Reason::Binary)));
        assert!(matches!(text(&[0xb0, 0xff, 0xff, 0x20]), Err(Reason::Encoding)));
    }

    proptest! {
        #[test]
        fn any_bytes_are_decoded_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = text(&bytes);
        }
    }
}
