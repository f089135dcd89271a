//! In which encoding a page is: by its mark, by what its bytes can only be, by what it says, and last CP949.

use std::borrow::Cow;

use encoding_rs::{EUC_KR, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes within which a page says in which encoding it is.
const HEAD: usize = 4096;

/// The text of a page; `label` is what was said of it from outside.
///
/// Bytes that are UTF-8 are taken for UTF-8 whatever the page says, since programs that save pages change their encoding and
/// not what they say of it, and text in another encoding is never UTF-8 by chance.
pub(super) fn decoded<'b>(bytes: &'b [u8], label: Option<&str>) -> Cow<'b, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0;
    }
    if let Ok(text) = str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let said = label.and_then(|label| Encoding::for_label(label.as_bytes())).or_else(|| said(bytes));
    // A page that could be read so far is not in UTF-16, and one that is no UTF-8 may be so in most places.
    let said = said.filter(|&encoding| ![UTF_16LE, UTF_16BE].contains(&encoding));
    match said {
        Some(encoding) if encoding != UTF_8 => encoding.decode_without_bom_handling(bytes).0,
        _ => match EUC_KR.decode_without_bom_handling_and_without_replacement(bytes) {
            Some(text) => text,
            None => UTF_8.decode_without_bom_handling(bytes).0,
        },
    }
}

/// The encoding behind the first `charset=`.
fn said(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    memchr::memchr2_iter(b'c', b'C', head).find_map(|at| {
        let (name, rest) = head.get(at..)?.split_at_checked(b"charset".len())?;
        if !name.eq_ignore_ascii_case(b"charset") {
            return None;
        }
        let rest = rest.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        let is_in_label = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.');
        let length = rest.iter().take_while(|b| is_in_label(b)).count();
        Encoding::for_label(rest.get(..length)?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_decoded_by_mark_bytes_and_what_they_say() {
        let korean = EUC_KR.encode("<meta charset=euc-kr>판결").0.into_owned();
        let silent = EUC_KR.encode("<p>판결").0.into_owned();
        let wrong = EUC_KR.encode("<meta charset='utf-8'>판결").0.into_owned();
        let utf16: Vec<u8> = "\u{feff}판결".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let latin = b"<META content=\"text/html; charset = windows-1252\">caf\xe9 ".to_vec();
        for (bytes, expected) in [
            (korean, "판결"),
            (silent, "판결"),
            (wrong, "판결"),
            (utf16, "판결"),
            ("<meta charset=euc-kr>판결".as_bytes().to_vec(), "판결"),
            (latin, "café"),
        ] {
            let text = decoded(&bytes, None);
            assert!(text.contains(expected), "{text}");
        }
    }
}
