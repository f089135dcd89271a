//! A page saved with all that belongs to it as one file (.mht): a message in parts, of which the page is one.

use std::borrow::Cow;

use crate::Error;

/// Bytes within which a message says that it is one.
const HEAD: usize = 4096;

/// Whether bytes are such a file.
pub(crate) fn is_archive(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let first = head.split(|&b| b == b'\n').next().unwrap_or_default();
    let begins =
        |name: &str| first.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()));
    let is_message = begins("from:") || begins("mime-version:") || begins("snapshot-content-location:");
    is_message && head.to_ascii_lowercase().windows(17).any(|bytes| bytes == b"multipart/related")
}

/// The bytes of the page, and the encoding that its part names.
pub(super) fn page(bytes: &[u8]) -> Result<(Vec<u8>, Option<String>), Error> {
    let (head, _) = divided(bytes);
    let no_page = || Error::Broken { what: "saved page", why: "no part of it is a page".to_owned() };
    let boundary = parameter(&header(&head, "content-type"), "boundary").ok_or_else(no_page)?;
    let delimiter = format!("--{boundary}");
    let mut starts = memchr::memmem::find_iter(bytes, delimiter.as_bytes()).peekable();
    while let Some(start) = starts.next() {
        let part = bytes.get(start + delimiter.len()..starts.peek().copied().unwrap_or(bytes.len()));
        let (head, body) = divided(part.unwrap_or_default());
        let kind = header(&head, "content-type");
        if kind.to_ascii_lowercase().trim_start().starts_with("text/html") {
            let encoding = header(&head, "content-transfer-encoding").trim().to_ascii_lowercase();
            let body = match &*encoding {
                "quoted-printable" => quoted_printable(body),
                "base64" => base64(body),
                _ => body.to_vec(),
            };
            return Ok((body, parameter(&kind, "charset")));
        }
    }
    Err(no_page())
}

/// The head and the body of a message or of a part.
fn divided(bytes: &[u8]) -> (Cow<'_, str>, &[u8]) {
    let bytes = bytes.strip_prefix(b"\r\n").or_else(|| bytes.strip_prefix(b"\n")).unwrap_or(bytes);
    let ends = [&b"\r\n\r\n"[..], b"\n\n"];
    let end = ends.iter().filter_map(|end| Some((memchr::memmem::find(bytes, end)?, end.len()))).min();
    let (head, body) = match end {
        Some((at, length)) => (bytes.get(..at), bytes.get(at + length..)),
        None => (Some(bytes), None),
    };
    (String::from_utf8_lossy(head.unwrap_or_default()), body.unwrap_or_default())
}

/// The value of a header, with the lines on which it goes on.
fn header(head: &str, name: &str) -> String {
    let mut value = String::new();
    let mut is_it = false;
    for line in head.lines() {
        if !line.starts_with([' ', '\t']) {
            is_it = line.split_once(':').is_some_and(|(found, _)| found.trim().eq_ignore_ascii_case(name));
        }
        if is_it {
            let line =
                if line.starts_with([' ', '\t']) { line } else { line.split_once(':').unwrap_or_default().1 };
            value.push_str(line);
        }
    }
    value
}

/// A parameter of a header: `charset="utf-8"`.
fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').find_map(|parameter| {
        let (found, value) = parameter.split_once('=')?;
        found.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    })
}

fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        if byte != b'=' {
            text.push(byte);
            continue;
        }
        let value = behind.get(..2).and_then(|digits| str::from_utf8(digits).ok());
        if let Some(value) = value.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            text.push(value);
            rest = behind.get(2..).unwrap_or_default();
        } else if let Some(line) = behind.strip_prefix(b"\r\n").or_else(|| behind.strip_prefix(b"\n")) {
            rest = line;
        } else {
            text.push(byte);
        }
    }
    text
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut held, mut bits) = (0_u32, 0);
    for &byte in bytes {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        held = (held << 6 | u32::from(value)) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            text.push((held >> bits) as u8);
        }
    }
    text
}
