//! Bytes → text, in whatever encoding Korean files come.

use std::borrow::Cow;

use encoding_rs::{EUC_KR, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::fault::Reason;
use panrye_text::character::is_hangul;

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

/// The encoding of a stream that begins so, and the length of its byte order mark; UTF-8 where there is nothing but
/// ASCII yet. The beginning may end in the middle of a character.
pub(super) fn encoding(head: &[u8]) -> Result<(&'static Encoding, usize), Reason> {
    if let Some(found) = Encoding::for_bom(head) {
        return Ok(found);
    }
    let whole = match simdutf8::compat::from_utf8(head) {
        Ok(text) => Some(text),
        Err(error) if error.error_len().is_none() => {
            head.get(..error.valid_up_to()).and_then(|valid| str::from_utf8(valid).ok())
        }
        Err(_) => None,
    };
    if let Some(text) = whole {
        return if looks_binary(text) { Err(Reason::Binary) } else { Ok((UTF_8, 0)) };
    }
    if head.contains(&0) {
        let even = head.get(..head.len() & !1).unwrap_or_default();
        let korean = |encoding| decoded(encoding, even).is_some_and(|text| is_korean(&text));
        let found = [UTF_16LE, UTF_16BE].into_iter().find(|&encoding| korean(encoding));
        return found.map(|encoding| (encoding, 0)).ok_or(Reason::Binary);
    }
    // A letter that is cut at the end is no mistake.
    let cut = head.get(..head.len().saturating_sub(1)).unwrap_or_default();
    let text = decoded(EUC_KR, head).or_else(|| decoded(EUC_KR, cut));
    match text {
        Some(text) if !looks_binary(&text) => Ok((EUC_KR, 0)),
        _ => Err(Reason::Encoding),
    }
}

/// The text at the beginning of a stream, which may end in the middle of a character.
pub(super) fn beginning(head: &[u8]) -> Result<Cow<'_, str>, Reason> {
    let (encoding, mark) = encoding(head)?;
    let (text, _) = encoding.decode_without_bom_handling(head.get(mark..).unwrap_or_default());
    Ok(text)
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
    fn a_beginning_that_is_cut_anywhere_tells_the_encoding() {
        let korean = "판시사항,손해배상의 범위와 책임\n".repeat(3);
        let utf16: Vec<u8> = korean.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let with_mark = [&[0xff, 0xfe][..], &utf16].concat();
        for (bytes, expected) in [
            (korean.as_bytes().to_vec(), UTF_8),
            (EUC_KR.encode(&korean).0.into_owned(), EUC_KR),
            (utf16, UTF_16LE),
            (with_mark, UTF_16LE),
        ] {
            for end in 40..bytes.len() {
                assert_eq!(encoding(&bytes[..end]).unwrap().0, expected, "{end} bytes");
            }
        }
        assert!(matches!(encoding(b"%PDF\x00\x01\x02\xff"), Err(Reason::Binary)));
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
