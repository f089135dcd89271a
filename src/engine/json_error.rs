//! What is wrong with a JSON text, apart from where: whoever tells it knows the file and the line already.

/// What is wrong with a JSON text, and where in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonError {
    /// What is wrong, without its place.
    pub said: String,
    /// Line of the text, from 1.
    pub line: u64,
    /// Character of the line, from 1.
    pub column: u64,
}

impl JsonError {
    /// What the parser says of a text.
    pub fn new(text: &str, error: &serde_json::Error) -> Self {
        let mut said = error.to_string();
        if let Some((before, _)) = said.rsplit_once(" at line ") {
            said.truncate(before.len());
        }
        let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
        // The parser counts bytes, up to the one that it stopped at.
        let begins_character = |byte: &u8| byte & 0xc0 != 0x80;
        let column = line.bytes().take(error.column()).filter(begins_character).count();
        Self { said, line: error.line() as u64, column: column as u64 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn the_place_is_told_apart_and_in_characters() {
        for (text, said, line, column) in [
            ("{\"가나\": 1, }", "trailing comma", 1, 11),
            ("{\n  \"법원\": 대법원\n}", "expected value", 2, 9),
            ("[1,\n2", "EOF while parsing a list", 2, 1),
            ("", "EOF while parsing a value", 1, 0),
        ] {
            let error = serde_json::from_str::<Value>(text).unwrap_err();
            assert_eq!(JsonError::new(text, &error), JsonError { said: said.to_owned(), line, column });
        }
    }
}
