//! Reads objects and operators from bytes.

use super::broken;
use super::object::{Dict, Object, Stream};
use crate::Error;

/// Values that one object has at most.
const MOST_VALUES: u64 = 1_000_000;
/// How deep values nest in one another.
const DEEPEST: u32 = 64;

/// A place in bytes that is read from.
#[derive(Clone)]
pub(super) struct Parser<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
}

/// What stands at a place.
#[derive(Debug, PartialEq)]
pub(super) enum Token<'a> {
    Object(Object),
    /// A word that is no value: an operator, `obj`, `endobj`.
    Word(&'a [u8]),
    End,
}

impl<'a> Parser<'a> {
    pub(super) const fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn second(&self) -> Option<u8> {
        self.bytes.get(self.at + 1).copied()
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Passes blanks and comments over.
    pub(super) fn skip_blanks(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                let line = self.rest();
                self.at += line.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(line.len());
            } else if is_blank(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    /// The next value or word.
    pub(super) fn token(&mut self) -> Result<Token<'a>, Error> {
        let mut left = MOST_VALUES;
        self.value(DEEPEST, &mut left, false)
    }

    /// An object behind `number generation obj`, with its number.
    pub(super) fn indirect(&mut self) -> Result<(u32, Object), Error> {
        let number = self.head().ok_or_else(|| broken(format_args!("no object at byte {}", self.at)))?;
        let mut left = MOST_VALUES;
        let Token::Object(object) = self.value(DEEPEST, &mut left, true)? else {
            return Ok((number, Object::Null));
        };
        let Object::Dict(dict) = object else { return Ok((number, object)) };
        self.skip_blanks();
        let Some(behind) = self.rest().strip_prefix(b"stream") else {
            return Ok((number, Object::Dict(dict)));
        };
        let end_of_line = match behind {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => 0,
        };
        let start = self.at + b"stream".len() + end_of_line;
        Ok((number, Object::Stream(Box::new(Stream { dict, start }))))
    }

    /// `number generation obj`.
    pub(super) fn head(&mut self) -> Option<u32> {
        let number = self.digits()?;
        self.digits()?;
        self.skip_blanks();
        self.rest().starts_with(b"obj").then(|| self.at += b"obj".len())?;
        Some(number)
    }

    /// Digits behind blanks.
    pub(super) fn digits(&mut self) -> Option<u32> {
        self.skip_blanks();
        let rest = self.rest();
        let length = rest.iter().take(12).take_while(|byte| byte.is_ascii_digit()).count();
        let number = str::from_utf8(rest.get(..length)?).ok()?.parse().ok()?;
        self.at += length;
        Some(number)
    }

    fn value(&mut self, depth: u32, left: &mut u64, references: bool) -> Result<Token<'a>, Error> {
        self.skip_blanks();
        *left =
            left.checked_sub(1).ok_or(Error::TooMany { what: "values in one object", limit: MOST_VALUES })?;
        let Some(byte) = self.peek() else { return Ok(Token::End) };
        let object = match byte {
            b'/' => Object::Name(self.name()),
            b'(' => Object::String(self.literal()),
            b'<' if self.second() == Some(b'<') => Object::Dict(self.dict(depth, left, references)?),
            b'<' => Object::String(self.hex()),
            b'[' => Object::Array(self.array(depth, left, references)?),
            b'+' | b'-' | b'.' | b'0'..=b'9' => self.number_or_reference(references),
            b'>' if self.second() == Some(b'>') => return Ok(self.sign(2)),
            b')' | b']' | b'}' | b'{' | b'>' => return Ok(self.sign(1)),
            _ => match self.word() {
                b"null" => Object::Null,
                b"true" => Object::Bool(true),
                b"false" => Object::Bool(false),
                word => return Ok(Token::Word(word)),
            },
        };
        Ok(Token::Object(object))
    }

    fn sign(&mut self, length: usize) -> Token<'a> {
        let sign = self.rest().get(..length).unwrap_or_default();
        self.at += length;
        Token::Word(sign)
    }

    fn word(&mut self) -> &'a [u8] {
        let rest = self.rest();
        let length = rest.iter().position(|&byte| is_blank(byte) || is_delimiter(byte)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let word = self.word();
        let mut name = Vec::with_capacity(word.len());
        let mut bytes = word.iter();
        while let Some(&byte) = bytes.next() {
            let code = (byte == b'#').then(|| {
                let [high, low] =
                    [bytes.as_slice().first()?, bytes.as_slice().get(1)?].map(|byte| digit(*byte));
                Some(high? << 4 | low?)
            });
            match code.flatten() {
                Some(code) => {
                    name.push(code);
                    bytes.by_ref().nth(1);
                }
                None => name.push(byte),
            }
        }
        name
    }

    /// A string in parentheses.
    fn literal(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut text = Vec::new();
        let mut open = 1_u32;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => open -= 1,
                b'\\' => {
                    text.extend(self.escape());
                    continue;
                }
                _ => {}
            }
            if open == 0 {
                break;
            }
            text.push(byte);
        }
        text
    }

    /// What stands behind a backslash in a string.
    fn escape(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(match byte {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'\r' => {
                self.at += usize::from(self.peek() == Some(b'\n'));
                return None;
            }
            b'\n' => return None,
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                code as u8
            }
            other => other,
        })
    }

    fn hex(&mut self) -> Vec<u8> {
        let rest = self.rest();
        let end = memchr::memchr(b'>', rest).unwrap_or(rest.len());
        self.at += (end + 1).min(rest.len());
        hex(rest.get(1..end).unwrap_or_default())
    }

    fn array(&mut self, depth: u32, left: &mut u64, references: bool) -> Result<Vec<Object>, Error> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            match self.value(deeper(depth)?, left, references)? {
                Token::Object(item) => items.push(item),
                Token::Word(b"endobj" | b"]") | Token::End => return Ok(items),
                Token::Word(_) => {}
            }
        }
    }

    fn dict(&mut self, depth: u32, left: &mut u64, references: bool) -> Result<Dict, Error> {
        self.at += 2;
        let mut dict = Dict::default();
        let mut name = None;
        loop {
            match (self.value(deeper(depth)?, left, references)?, name.take()) {
                (Token::Object(value), Some(name)) => drop(dict.0.insert(name, value)),
                (Token::Object(Object::Name(new)), None) => name = Some(new),
                (Token::Word(b">>" | b"endobj" | b"stream") | Token::End, _) => return Ok(dict),
                _ => {}
            }
        }
    }

    fn number_or_reference(&mut self, references: bool) -> Object {
        let value = self.number();
        let number =
            Object::Number(value).count().filter(|number| references && *number > 0 && value.fract() == 0.0);
        let Some(number) = number else { return Object::Number(value) };
        let behind = self.at;
        if self.peek().is_some_and(is_blank) && self.digits().is_some() {
            self.skip_blanks();
            let is_word = self.second().is_none_or(|byte| is_blank(byte) || is_delimiter(byte));
            if self.peek() == Some(b'R') && is_word {
                self.at += 1;
                return Object::Reference(number as u32);
            }
        }
        self.at = behind;
        Object::Number(value)
    }

    fn number(&mut self) -> f64 {
        let rest = self.rest();
        let is_part = |byte: &u8| matches!(byte, b'+' | b'-' | b'.' | b'0'..=b'9');
        let length = rest.iter().take_while(|byte| is_part(byte)).count();
        self.at += length;
        // A sign within a number is ignored, as other programs do.
        let digits: String = rest
            .iter()
            .take(length)
            .skip_while(|byte| **byte == b'-')
            .map(|byte| char::from(*byte))
            .collect();
        let digits = digits.split_once('-').map_or(&*digits, |(head, _)| head);
        let size = digits.trim_start_matches('+').parse::<f64>().unwrap_or_default();
        if rest.first() == Some(&b'-') { -size } else { size }
    }
}

fn deeper(depth: u32) -> Result<u32, Error> {
    depth.checked_sub(1).ok_or(Error::TooMany { what: "levels", limit: DEEPEST.into() })
}

/// The bytes of hexadecimal digits; a digit that is missing at the end is zero.
pub(super) fn hex(digits: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = digits.iter().filter_map(|byte| digit(*byte)).collect();
    digits
        .chunks(2)
        .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit) << (4 * (2 - pair.len())))
        .collect()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

pub(super) const fn is_blank(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

pub(super) const fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Object {
        let text = format!("7 0 obj {text} endobj");
        Parser::new(text.as_bytes(), 0).indirect().unwrap().1
    }

    #[test]
    fn values_are_read_as_they_are_written() {
        let string = |text: &str| Object::String(text.as_bytes().to_vec());
        for (text, expected) in [
            ("-12.5", Object::Number(-12.5)),
            ("+3", Object::Number(3.0)),
            ("--4", Object::Number(-4.0)),
            ("5-3", Object::Number(5.0)),
            ("7 0 R", Object::Reference(7)),
            ("(a\\(b\\)(c)\\101\\\nd)", string("a(b)(c)Ad")),
            ("<414 2 5>", string("AB\u{50}")),
            ("/A#42C#", Object::Name(b"ABC#".to_vec())),
            (
                "[1 0 R 2 0]",
                Object::Array(vec![Object::Reference(1), Object::Number(2.0), Object::Number(0.0)]),
            ),
            ("true", Object::Bool(true)),
            ("null", Object::Null),
        ] {
            assert_eq!(parsed(text), expected, "{text}");
        }
        let Object::Dict(dict) = parsed("<</A/B/C 3%>>\n/D<</E[]>>>>") else { panic!() };
        assert!(dict.is(b"A", b"B") && dict.get(b"C").count() == Some(3));
        assert_eq!(dict.get(b"D").dict().unwrap().get(b"E"), &Object::Array(vec![]));
    }

    #[test]
    fn what_is_never_closed_ends_with_its_object() {
        assert_eq!(
            parsed("[1 [2"),
            Object::Array(vec![Object::Number(1.0), Object::Array(vec![Object::Number(2.0)])])
        );
        assert!(parsed("<< /A 1").dict().is_some());
    }

    #[test]
    fn depth_and_number_of_values_are_bounded() {
        let deep = "[".repeat(100_000);
        assert!(matches!(
            Parser::new(deep.as_bytes(), 0).token(),
            Err(Error::TooMany { what: "levels", .. })
        ));
        let long = format!("[{}", "0 ".repeat(MOST_VALUES as usize + 1));
        assert!(matches!(Parser::new(long.as_bytes(), 0).token(), Err(Error::TooMany { .. })));
    }
}
