//! JSON in which no character can take over the terminal that shows it.
//!
//! JSON itself escapes C0 only. DEL, C1, bidirectional characters and separators are escaped here too, which changes
//! the text of a line and not its value. All JSON that leaves the program is written by these functions.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io;

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use panrye_text::safe_text::takes_over;

/// Writes a value on one line.
pub fn to_writer(out: &mut (impl io::Write + ?Sized), value: &(impl Serialize + ?Sized)) -> io::Result<()> {
    Ok(value.serialize(&mut Serializer::with_formatter(out, Escaping))?)
}

/// A value on one line.
pub fn to_string(value: &(impl Serialize + ?Sized)) -> serde_json::Result<String> {
    Ok(escaped(&serde_json::to_string(value)?).into_owned())
}

/// A value on indented lines.
pub fn to_string_pretty(value: &(impl Serialize + ?Sized)) -> serde_json::Result<String> {
    Ok(escaped(&serde_json::to_string_pretty(value)?).into_owned())
}

/// serde_json's compact form with our escapes.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: io::Write + ?Sized>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        out.write_all(escaped(fragment).as_bytes())
    }
}

/// JSON with our escapes: outside of its strings it has no character that needs one but line breaks.
fn escaped(json: &str) -> Cow<'_, str> {
    // Nearly all text has none of these bytes, which begin every character that is escaped.
    let may_begin_one = |&byte: &u8| matches!(byte, 0x7f | 0xc2 | 0xd8 | 0xe2);
    if !json.as_bytes().iter().any(may_begin_one) {
        return Cow::Borrowed(json);
    }
    let harmful = |c: char| c >= '\u{7f}' && takes_over(c);
    if !json.contains(harmful) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 8);
    for c in json.chars() {
        if harmful(c) {
            // All of them are in the basic plane: one escape each.
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    #[test]
    fn every_character_that_takes_over_is_escaped_and_no_other_beyond_ascii() {
        for c in (0..=0x0010_ffff).filter_map(char::from_u32) {
            let json = to_string(&c.to_string()).unwrap();
            assert_eq!(json.is_ascii(), c.is_ascii() || takes_over(c), "{c:?}");
            assert!(!json.contains(takes_over), "{c:?}");
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), c.to_string());
        }
    }

    #[test]
    fn names_of_fields_are_escaped_too() {
        let value = json!({"가\u{9b}": ["\u{202e}·나", 1.5, null]});
        let expected = r#"{"가\u009b":["\u202e·나",1.5,null]}"#;
        let mut written = Vec::new();
        to_writer(&mut written, &value).unwrap();
        assert_eq!(String::from_utf8(written).unwrap(), expected);
        assert_eq!(to_string(&value).unwrap(), expected);
    }

    proptest! {
        #[test]
        fn every_form_has_the_value(text in any::<String>(), name in any::<String>()) {
            let value = json!({ name: [text, {}] });
            let mut line = Vec::new();
            to_writer(&mut line, &value).unwrap();
            let forms = [String::from_utf8(line).unwrap(), to_string(&value).unwrap(), to_string_pretty(&value).unwrap()];
            for form in forms {
                prop_assert_eq!(&serde_json::from_str::<Value>(&form).unwrap(), &value);
                prop_assert!(!form.replace('\n', "").contains(takes_over), "{}", form);
            }
        }
    }
}
