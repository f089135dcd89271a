//! JSON: the Open API's detail answer (`{"PrecService": {…}}`), the object alone, or lists of either; or our own lines.
//!
//! Nothing is built of what is not a judgment: the text is checked once as a whole, and then only the values of known
//! fields are read out of it.

use std::borrow::Cow;

use serde::de::IgnoredAny;
use serde_json::Number;

use super::fault::{Misread, Reason, said};
use super::fields::{FieldName, Take, Values};
use super::json_scan::children;
use super::judgment_line;
use super::mapping::Names;
use super::unused::{NameKind, UnusedNames};
use crate::json_error::JsonError;

/// Wrappers are looked into down to this depth.
pub(super) const DEEPEST: usize = 6;
/// Keys of an object that mean nothing and are kept: one more than are told.
const MOST_UNKNOWN: usize = 6;
/// Names of fields are not longer than this, in bytes with their quotation marks and escapes.
pub(super) const LONGEST_KEY: usize = 256;

/// Hands out the judgments of a JSON text; none where no object has a known field.
pub(super) fn judgments(text: &str, names: &Names, take: &mut Take<'_>) -> Result<(), Misread> {
    serde_json::from_str::<IgnoredAny>(text).map_err(|error| broken(text, &error))?;
    Ok(walk(text.trim_ascii(), 0, names, take)?)
}

fn broken(text: &str, error: &serde_json::Error) -> Misread {
    let JsonError { said: what, line, column } = JsonError::new(text, error);
    Misread { reason: Reason::Json(said(&what)), line: Some(line), column: Some(column) }
}

/// What is wrong with a value of a text that is JSON as a whole: its place in the value would not help.
fn broken_value(value: &str, error: &serde_json::Error) -> Reason {
    Reason::Json(said(&JsonError::new(value, error).said))
}

fn walk(value: &str, depth: usize, names: &Names, take: &mut Take<'_>) -> Result<(), Reason> {
    if depth > DEEPEST {
        return Ok(());
    }
    match value.as_bytes().first() {
        Some(b'[') => children(value).try_for_each(|(_, inner)| walk(inner, depth + 1, names, take)),
        Some(b'{') => {
            let mut object = Object::read(value, names)?;
            if object.is_line {
                take(judgment_line::judgment(value)?);
                return Ok(());
            }
            if !object.values.has_text() || !object.values.has(FieldName::CaseNumber) {
                gather(value, names, &mut object)?;
            }
            if object.values.is_empty() {
                let read = |(key, _): &(&str, &str)| !names.ignore(&name(key));
                return children(value)
                    .filter(read)
                    .try_for_each(|(_, inner)| walk(inner, depth + 1, names, take));
            }
            take(object.judged().judgment());
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Adds what the objects in an object say, where some of them name the judgment and others have its text
/// (`{"info": {"caseNo": …}, "jdgmn": …}`).
fn gather<'j>(written: &'j str, names: &Names, object: &mut Object<'j>) -> Result<(), Reason> {
    let mut whole = object.values.clone();
    let mut unknown = object.unknown.clone();
    let is_read = |(key, inner): &(&str, &str)| inner.starts_with('{') && !names.ignore(&name(key));
    for (_, inner) in children(written).filter(is_read) {
        let Object { values: inner, is_line, unknown: of_inner } = Object::read(inner, names)?;
        // What has neither text nor number tells of another court or of a person.
        if !is_line && !inner.has_text() && !inner.has(FieldName::CaseNumber) {
            continue;
        }
        // Two judgments stand beside one another.
        if is_line || (!inner.is_empty() && whole.merge(inner).is_err()) {
            return Ok(());
        }
        unknown.extend(of_inner);
        unknown.truncate(MOST_UNKNOWN);
    }
    let own = object.values.has_text() || !object.values.is_empty();
    if own && whole.has_text() && !whole.is_empty() {
        object.values = whole;
        object.unknown = unknown;
    }
    Ok(())
}

/// What the fields of an object say of it.
struct Object<'j> {
    values: Values,
    /// Whether it is a line of our own.
    is_line: bool,
    /// Keys that mean nothing and have a text, as they are written: the first ones.
    unknown: Vec<Cow<'j, str>>,
}

impl<'j> Object<'j> {
    fn read(object: &'j str, names: &Names) -> Result<Self, Reason> {
        let mut read = Self { values: Values::default(), is_line: false, unknown: Vec::new() };
        let (mut of_judgments, mut has_numbers) = (false, false);
        let mut broken = Ok(());
        for (key, value) in children(object) {
            let key = name(key);
            match &*key {
                judgment_line::KIND => of_judgments = value == judgment_line::JUDGMENT,
                judgment_line::NUMBERS => has_numbers = true,
                _ => {}
            }
            match names.meaning(&key) {
                Some(meaning) if meaning.field == FieldName::Nothing => {
                    read.values.add_named(meaning, String::new);
                }
                Some(meaning) => match text_of(&key, value) {
                    Ok(text) => read.values.add_named(meaning, || text),
                    // A line of our own may have a field of the same name.
                    Err(reason) if meaning.is_certain => broken = broken.and(Err(reason)),
                    // A general word may be the name of anything.
                    Err(_) => {}
                },
                None if read.unknown.len() < MOST_UNKNOWN
                    && says_something(value)
                    && names.is_unknown(&key) =>
                {
                    read.unknown.push(key);
                }
                None => {}
            }
        }
        read.is_line = of_judgments && has_numbers;
        if read.is_line { Ok(read) } else { broken.map(|()| read) }
    }

    /// Its values, with the keys beside them that mean nothing.
    fn judged(mut self) -> Values {
        self.values.note_unused(UnusedNames::of(NameKind::Key, self.unknown.iter().map(|key| &**key)));
        self.values
    }
}

/// Whether a value is a text, or a number that may stand for one; what has a structure of its own is no field.
fn says_something(value: &str) -> bool {
    match value.as_bytes().first() {
        Some(b'"') => value.len() > "\"\"".len(),
        Some(b'-' | b'0'..=b'9') => true,
        Some(b'[') => children(value).next().is_some_and(|(_, line)| line.starts_with('"')),
        _ => false,
    }
}

/// A name of a field without its quotation marks and escapes; empty where it is too long to be known.
pub(super) fn name(written: &str) -> Cow<'_, str> {
    let inside = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or_default();
    if written.len() > LONGEST_KEY {
        Cow::Borrowed("")
    } else if inside.contains('\\') {
        Cow::Owned(serde_json::from_str(written).unwrap_or_default())
    } else {
        Cow::Borrowed(inside)
    }
}

/// The text of a value: numbers and lists of lines are accepted, objects are not.
fn text_of(name: &str, value: &str) -> Result<String, Reason> {
    let string =
        |text: &str| serde_json::from_str::<String>(text).map_err(|error| broken_value(text, &error));
    match value.as_bytes().first() {
        Some(b'n') => Ok(String::new()),
        Some(b'"') => string(value),
        Some(b'-' | b'0'..=b'9') => {
            let number: Number = serde_json::from_str(value).map_err(|error| broken_value(value, &error))?;
            Ok(number.to_string())
        }
        Some(b'[') if children(value).all(|(_, line)| line.starts_with('"')) => {
            let mut lines = String::new();
            for (number, (_, line)) in children(value).enumerate() {
                if number > 0 {
                    lines.push('\n');
                }
                lines.push_str(&string(line)?);
            }
            Ok(lines)
        }
        _ => Err(Reason::Json(format!("the value of {} is no text", name.trim()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use panrye_law::judgment::{Judgment, Section};

    fn read(text: &str) -> Result<Vec<Judgment>, Misread> {
        let mut found = Vec::new();
        judgments(text, &Names::default(), &mut |parsed| found.push(parsed.judgment)).map(|()| found)
    }

    #[test]
    fn wrapped_bare_and_listed_objects_are_read() {
        let bare =
            r#"{"사건번호": "2020다1", "선고일자": 20200102, "법원명": "대법원", "판례내용": "가<br/>나"}"#;
        for text in [
            bare.to_owned(),
            format!("{{\"PrecService\": {bare}}}"),
            format!("[{bare}]"),
            format!(" {{\"total\": 1, \"list\": [[], {{}}, \"]\", {bare}]}}\n"),
        ] {
            let found = read(&text).unwrap();
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].section(Section::Content), "가\n나");
            assert_eq!(found[0].decided.map(|date| date.to_string()).as_deref(), Some("2020-01-02"));
        }
    }

    #[test]
    fn names_and_values_are_read_with_their_escapes() {
        let text =
            r#"{"\uc0ac\uac74\uba85": "\uac11 \"\n", "판시사항": ["가\\", "나", "]"], "사건번호": null}"#;
        let found = read(text).unwrap();
        assert_eq!(found[0].case_name.as_deref(), Some("갑 \""));
        assert_eq!(found[0].section(Section::Issues), "가\\\n나\n]");
        assert_eq!(found[0].docket, None);
    }

    #[test]
    fn an_object_with_known_fields_is_one_judgment_whatever_stands_in_it() {
        let inner = r#"{"사건번호": "2020다2", "판례내용": "나"}"#;
        let found =
            read(&format!(r#"{{"related": [{inner}], "사건번호": "2020다1", "판례내용": "가"}}"#)).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].docket.as_deref(), Some("2020다1"));
    }

    #[test]
    fn broken_and_strange_json_says_why() {
        for text in
            ["{\"사건번호\": ", "{\"사건번호\": {\"a\": 1}}", &"[".repeat(100_000), "{\"사건번호\": true}"]
        {
            assert!(matches!(read(text), Err(Misread { reason: Reason::Json(_), .. })));
        }
        assert!(read("{\"a\": 1}").unwrap().is_empty());
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        assert!(read(&deep).unwrap().is_empty());
    }
}
