//! JSON: the Open API's detail answer (`{"PrecService": {…}}`), the object alone, or lists of either; or our own lines.

use serde_json::{Map, Value};

use super::fault::Reason;
use super::fields::{FieldName, Values};
use super::judgment_line;
use crate::judgment::Judgment;

/// Wrappers are looked into down to this depth.
const DEEPEST: usize = 6;

/// The judgments of a JSON text; none where no object has a known field.
pub(super) fn judgments(text: &str) -> Result<Vec<Judgment>, Reason> {
    // serde_json itself refuses nesting of more than 128 levels.
    let value: Value = serde_json::from_str(text).map_err(|error| Reason::Json(error.to_string()))?;
    let mut found = Vec::new();
    collect(&value, 0, &mut found)?;
    Ok(found)
}

fn collect(value: &Value, depth: usize, found: &mut Vec<Judgment>) -> Result<(), Reason> {
    if depth > DEEPEST {
        return Ok(());
    }
    match value {
        Value::Object(object) if judgment_line::is_one(object) => {
            found.push(judgment_line::judgment(object)?);
            Ok(())
        }
        Value::Object(object) => {
            let values = values(object)?;
            if values.is_empty() {
                object.values().try_for_each(|inner| collect(inner, depth + 1, found))
            } else {
                found.push(values.judgment());
                Ok(())
            }
        }
        Value::Array(list) => list.iter().try_for_each(|inner| collect(inner, depth + 1, found)),
        _ => Ok(()),
    }
}

fn values(object: &Map<String, Value>) -> Result<Values, Reason> {
    let mut values = Values::default();
    for (name, value) in object {
        if let Some(field) = FieldName::read(name) {
            values.add(field, text_of(name, value)?);
        }
    }
    Ok(values)
}

/// The text of a value: numbers and lists of lines are accepted, objects are not.
fn text_of(name: &str, value: &Value) -> Result<String, Reason> {
    match value {
        Value::Null => Ok(String::new()),
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        Value::Array(lines) if lines.iter().all(Value::is_string) => {
            Ok(lines.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n"))
        }
        _ => Err(Reason::Json(format!("the value of {name} is no text"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judgment::Section;

    #[test]
    fn wrapped_bare_and_listed_objects_are_read() {
        let bare =
            r#"{"사건번호": "2020다1", "선고일자": 20200102, "법원명": "대법원", "판례내용": "가<br/>나"}"#;
        for text in [bare.to_owned(), format!("{{\"PrecService\": {bare}}}"), format!("[{bare}]")] {
            let found = judgments(&text).unwrap();
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].section(Section::Content), "가\n나");
            assert_eq!(found[0].decided.map(|date| date.to_string()).as_deref(), Some("2020-01-02"));
        }
    }

    #[test]
    fn broken_and_strange_json_says_why() {
        for text in ["{\"사건번호\": ", "{\"사건번호\": {\"a\": 1}}", &"[".repeat(100_000)] {
            assert!(matches!(judgments(text), Err(Reason::Json(_))));
        }
        assert!(judgments("{\"a\": 1}").unwrap().is_empty());
    }
}
