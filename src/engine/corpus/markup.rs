//! Markup → text: HTML tags and entities of the Open API, line ends, invisible characters, NFC.

use std::borrow::Cow;

use quick_xml::escape::resolve_html5_entity;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use panrye_text::character::is_composed;

/// Tags that are markup. Other words in angle brackets (`<별지>`) are text.
const TAGS: [&str; 22] = [
    "br", "p", "div", "span", "a", "b", "i", "u", "em", "strong", "font", "img", "table", "tbody", "tr",
    "td", "th", "sup", "sub", "pre", "li", "ul",
];
/// Tags that end a line.
const LINE_TAGS: [&str; 6] = ["br", "p", "div", "tr", "li", "table"];
/// Line ends as sources write them.
const LINE_ENDS: [&str; 4] = ["<br/>", "<br />", "<br>", "<BR>"];
/// Longest tag, in bytes: a longer one is text with a stray bracket.
const LONGEST_TAG: usize = 2_000;

/// The plain text of a value: tags gone, `<br/>` a line end, entities decoded, CRLF and CR as LF, no zero-width
/// characters, no-break spaces as blanks, NFC, trimmed at both ends.
pub(super) fn plain_text(value: &str) -> String {
    let mut text = Cow::Borrowed(value);
    if text.contains('<') {
        text = Cow::Owned(without_tags(&text));
    }
    if text.contains('&') {
        text = Cow::Owned(without_entities(&text));
        // Markup that was escaped once more (`&lt;br/&gt;`) ends lines all the same.
        if LINE_ENDS.iter().any(|tag| text.contains(tag)) {
            text = Cow::Owned(LINE_ENDS.iter().fold(text.into_owned(), |text, tag| text.replace(tag, "\n")));
        }
    }
    // The tables of Unicode are asked for little text only.
    let composed = text.chars().all(is_composed);
    if text.contains('\r') || (!composed && text.contains(is_rewritten)) {
        text = Cow::Owned(rewritten(&text));
    }
    let text = text.trim();
    if composed || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return text.to_owned();
    }
    text.nfc().collect::<String>().trim().to_owned()
}

const fn is_rewritten(c: char) -> bool {
    is_invisible(c) || c == '\u{a0}'
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

fn rewritten(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let plain = |c| match c {
        '\r' => Some('\n'),
        '\u{a0}' => Some(' '),
        c if is_invisible(c) => None,
        c => Some(c),
    };
    text.chars().filter_map(plain).collect()
}

fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        if let Some((name, len)) = tag(after) {
            if LINE_TAGS.contains(&name.as_str()) && (name == "br" || !after.starts_with('/')) {
                out.push('\n');
            }
            rest = after.get(len..).unwrap_or_default();
        } else {
            out.push('<');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// The name of the tag that begins behind `<`, and the bytes up to and with its `>`.
fn tag(after: &str) -> Option<(String, usize)> {
    let inside = after.trim_start_matches('/');
    let name: String =
        inside.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    if !TAGS.contains(&name.as_str()) {
        return None;
    }
    let window = after.as_bytes().get(..after.len().min(LONGEST_TAG))?;
    let end = memchr::memchr(b'>', window)?;
    let between = after.as_bytes().get(after.len() - inside.len() + name.len()).copied();
    matches!(between, Some(b'>' | b'/' | b' ' | b'\n' | b'\t' | b'\r')).then_some((name, end + 1))
}

/// Bytes of the longest name of an entity (`CounterClockwiseContourIntegral`) with the semicolon.
const LONGEST_ENTITY: usize = 32;

fn without_entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let name_len = after.bytes().take(LONGEST_ENTITY).position(|b| b == b';');
        if let Some(text) = name_len.and_then(|len| after.get(..len)).and_then(entity) {
            out.push_str(&text);
            rest = after.get(name_len.unwrap_or(0) + 1..).unwrap_or_default();
        } else {
            out.push('&');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// What the name or the number of an entity stands for.
fn entity(name: &str) -> Option<Cow<'static, str>> {
    let Some(number) = name.strip_prefix('#') else {
        return resolve_html5_entity(name).map(Cow::Borrowed);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    let c = char::from_u32(code).filter(|c| !c.is_control() || *c == '\n')?;
    Some(Cow::Owned(c.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_becomes_text() {
        for (value, text) in [
            ("가<br/>나<BR>다<br />라", "가\n나\n다\n라"),
            ("<p>가</p><p class=\"x\">나</p>", "가\n나"),
            ("<별지> 참조, a < b", "<별지> 참조, a < b"),
            ("&lt;갑&gt; &amp; &#50725; &unknown; &", "<갑> & 옥 &unknown; &"),
            ("&sect; 20&deg;C &ndash; &copy;&frac12;&nbsp;&euro; &Agrave; &#xa7;", "§ 20°C – ©½ € À §"),
            ("가\r\n나\r다", "가\n나\n다"),
            ("\u{feff} 가\u{200b}나\u{a0}다 \n", "가나 다"),
            ("가", "가"),
        ] {
            assert_eq!(plain_text(value), text, "{value}");
        }
    }

    proptest! {
        #[test]
        fn any_value_becomes_text(value in "[<>/&;brp#0-9a-z가 \r\n\u{1100}\u{1161}]{0,60}") {
            let text = plain_text(&value);
            prop_assert_eq!(text.trim(), text.as_str());
        }
    }
}
