//! The structure of JSON without its meaning: where values end, and which values stand in an object or an array.
//!
//! Whatever is read here is parsed by serde_json before or afterwards, so that broken JSON may be cut anywhere.

/// Finds the end of a value that comes in stretches. The first byte is that of the value.
#[derive(Debug, Default)]
pub(super) struct ValueEnd {
    /// Brackets that are open.
    depth: usize,
    state: State,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Before,
    /// In a container, between strings.
    Between,
    /// In a string.
    Text,
    /// In a string, behind a backslash.
    Escape,
    /// In a number or a word.
    Word,
}

impl ValueEnd {
    /// Looks at the next stretch; returns how much of it belongs to the value where the value ends in it.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            match self.state {
                State::Text => {
                    let rest = bytes.get(at..).unwrap_or_default();
                    at += memchr::memchr2(b'"', b'\\', rest)?;
                    match bytes.get(at) {
                        Some(b'"') if self.depth == 0 => return Some(at + 1),
                        Some(b'"') => self.state = State::Between,
                        _ => self.state = State::Escape,
                    }
                }
                State::Escape => self.state = State::Text,
                State::Word if ends_word(byte) => return Some(at),
                State::Word => {}
                State::Before | State::Between => match byte {
                    b'"' => self.state = State::Text,
                    b'[' | b'{' => {
                        self.depth += 1;
                        self.state = State::Between;
                    }
                    // No value begins so.
                    b']' | b'}' if self.state == State::Before => return Some(at),
                    b']' | b'}' => {
                        self.depth = self.depth.saturating_sub(1);
                        if self.depth == 0 {
                            return Some(at + 1);
                        }
                    }
                    _ if self.state == State::Before => self.state = State::Word,
                    _ => {}
                },
            }
            at += 1;
        }
        None
    }
}

const fn ends_word(byte: u8) -> bool {
    is_blank(byte) || matches!(byte, b',' | b':' | b']' | b'}' | b'[' | b'{' | b'"')
}

/// Whether JSON allows the byte between values.
pub(super) const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}

/// The values that stand in a container, each as it is written, with its name where the container is an object.
pub(super) struct Children<'j> {
    rest: &'j str,
    named: bool,
}

/// The children of an array or an object of valid JSON.
pub(super) fn children(container: &str) -> Children<'_> {
    let inside = container.get(1..container.len().saturating_sub(1)).unwrap_or_default();
    Children { rest: inside, named: container.starts_with('{') }
}

impl<'j> Children<'j> {
    /// The next value as it is written.
    fn value(&mut self) -> Option<&'j str> {
        let rest = self.rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || matches!(c, ',' | ':'));
        let end = ValueEnd::default().feed(rest.as_bytes()).unwrap_or(rest.len());
        let (value, rest) = rest.split_at_checked(end)?;
        self.rest = rest;
        (!value.is_empty()).then_some(value)
    }
}

impl<'j> Iterator for Children<'j> {
    type Item = (&'j str, &'j str);

    /// The name as it is written, empty in an array, and the value.
    fn next(&mut self) -> Option<Self::Item> {
        let name = if self.named { self.value()? } else { "" };
        Some((name, self.value()?))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    #[test]
    fn values_end_where_they_end_however_they_are_cut() {
        for value in [
            r#""a]\"}""#,
            r#""\\""#,
            "[]",
            r#"{"a": [1, {"b": "]"}], "c\"": "}"}"#,
            "[[[]],[]]",
            "-1.5e3",
            "null",
            r#"["\\\"", "가"]"#,
        ] {
            let text = format!("{value}, 1]");
            for cut in 0..text.len() {
                let mut end = ValueEnd::default();
                let (before, after) = text.as_bytes().split_at(cut);
                let found = end.feed(before).or_else(|| end.feed(after).map(|at| at + cut));
                assert_eq!(found, Some(value.len()), "{value} cut at {cut}");
            }
        }
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i32>().prop_map(Value::from),
            "[\\[\\]{}\",:\\\\가a ]{0,6}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::vec(("[\\[{\":가]{0,4}", inner), 0..5)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn children_are_those_that_a_parser_finds(value in any_json(), pretty in any::<bool>()) {
            let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) };
            let text = text.unwrap();
            let read = |text: &str| serde_json::from_str::<Value>(text).unwrap();
            match &value {
                Value::Array(list) => {
                    let found: Vec<Value> = children(&text).map(|(_, value)| read(value)).collect();
                    prop_assert_eq!(&found, list);
                }
                Value::Object(fields) => {
                    let found: Vec<_> = children(&text).map(|(name, value)| (read(name), read(value))).collect();
                    let expected: Vec<_> =
                        fields.iter().map(|(name, value)| (Value::from(name.as_str()), value.clone())).collect();
                    prop_assert_eq!(found, expected);
                }
                _ => {}
            }
        }
    }
}
