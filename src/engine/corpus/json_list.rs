//! JSON files that are too large to be one record: their objects are cut out and handed out one by one, as JSON Lines
//! are.
//!
//! An object or an array that fits into a record is handed out as it is; a larger one is a wrapper, and is looked
//! into. So only one record is in memory, whatever surrounds it.

use std::io::{self, BufRead};
use std::ops::ControlFlow;

use super::json::{DEEPEST, LONGEST_KEY, name};
use super::json_scan::{ValueEnd, is_blank};
use super::limits::LONGEST_RECORD;
use super::mapping::Names;
use super::names::Meaning;

/// What is found in a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// An object or an array as it is written.
    Value(Vec<u8>),
    /// A judgment that is longer than a record.
    TooLong,
}

/// Why a list could not be read to its end.
#[derive(Debug)]
pub(super) enum ListError {
    Broken(&'static str),
    Io(io::Error),
    /// Whoever takes the values wants no more.
    Stopped,
}

impl From<io::Error> for ListError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Takes what is found, with the line on which it begins, from 1.
pub(super) type TakeFound<'t> = dyn FnMut(u64, Found) -> ControlFlow<()> + 't;

/// Hands out the values of a list; `Err` with the line on which it cannot be read.
pub(super) fn each(
    stream: impl BufRead,
    names: &Names,
    take: &mut TakeFound<'_>,
) -> Result<(), (u64, ListError)> {
    let mut list = List { stream, front: Vec::new(), at: 0, line: 1, names, take };
    let read = list.document();
    read.map_err(|error| (list.line, error))
}

struct List<'t, 'f, R> {
    stream: R,
    /// What was read of the stream and is looked at once more, from `at` on.
    front: Vec<u8>,
    at: usize,
    line: u64,
    names: &'t Names,
    take: &'t mut TakeFound<'f>,
}

impl<R: BufRead> List<'_, '_, R> {
    fn document(&mut self) -> Result<(), ListError> {
        while self.peek()?.is_some() {
            self.value(0)?;
        }
        Ok(())
    }

    fn fill(&mut self) -> io::Result<&[u8]> {
        if self.at < self.front.len() {
            Ok(self.front.get(self.at..).unwrap_or_default())
        } else {
            self.stream.fill_buf()
        }
    }

    fn consume(&mut self, bytes: usize) -> io::Result<()> {
        let passed = self.fill()?.get(..bytes).unwrap_or_default();
        let lines = memchr::memchr_iter(b'\n', passed).count() as u64;
        self.line += lines;
        if self.at < self.front.len() {
            self.at += bytes;
        } else {
            self.stream.consume(bytes);
        }
        Ok(())
    }

    /// Puts what was consumed before the stream again.
    fn put_back(&mut self, mut bytes: Vec<u8>, line: u64) {
        bytes.extend_from_slice(self.front.get(self.at..).unwrap_or_default());
        (self.front, self.at, self.line) = (bytes, 0, line);
    }

    /// The next byte that is not blank; it is not consumed.
    fn peek(&mut self) -> io::Result<Option<u8>> {
        loop {
            let stretch = self.fill()?;
            if stretch.is_empty() {
                return Ok(None);
            }
            let blank = stretch.iter().take_while(|&&byte| is_blank(byte)).count();
            let next = stretch.get(blank).copied();
            self.consume(blank)?;
            if next.is_some() {
                return Ok(next);
            }
        }
    }

    /// Reads a value and hands it out, or what is in it.
    fn value(&mut self, depth: usize) -> Result<(), ListError> {
        let is_container = matches!(self.peek()?, Some(b'[' | b'{'));
        if !is_container || depth > DEEPEST {
            return self.pass_over();
        }
        let line = self.line;
        let mut value = Vec::new();
        let mut end = ValueEnd::default();
        loop {
            let stretch = self.fill()?;
            if stretch.is_empty() {
                return Err(ListError::Broken("it ends before its brackets are closed"));
            }
            let ended = end.feed(stretch);
            let taken = ended.unwrap_or(stretch.len());
            if value.len() + taken > LONGEST_RECORD {
                self.put_back(value, line);
                return self.look_into(depth, line);
            }
            value.extend_from_slice(stretch.get(..taken).unwrap_or_default());
            self.consume(taken)?;
            if ended.is_some() {
                // Without a name there is no field.
                let has_names = memchr::memchr(b'"', &value).is_some();
                return if has_names { self.hand_out(line, Found::Value(value)) } else { Ok(()) };
            }
        }
    }

    fn hand_out(&mut self, line: u64, found: Found) -> Result<(), ListError> {
        if (self.take)(line, found).is_break() { Err(ListError::Stopped) } else { Ok(()) }
    }

    /// Reads a value that is no record.
    fn pass_over(&mut self) -> Result<(), ListError> {
        let mut end = ValueEnd::default();
        loop {
            let stretch = self.fill()?;
            if stretch.is_empty() {
                return Ok(());
            }
            let ended = end.feed(stretch);
            let taken = ended.unwrap_or(stretch.len());
            self.consume(taken)?;
            match ended {
                Some(0) => return Err(ListError::Broken("a bracket or a comma where a value should be")),
                Some(_) => return Ok(()),
                None => {}
            }
        }
    }

    /// Hands out what is in an array or an object. An object with a known field is a judgment that is too long,
    /// whatever else is in it.
    fn look_into(&mut self, depth: usize, line: u64) -> Result<(), ListError> {
        let is_object = self.peek()? == Some(b'{');
        let close = if is_object { b'}' } else { b']' };
        self.consume(1)?;
        let mut is_judgment = false;
        loop {
            match self.peek()? {
                None => return Err(ListError::Broken("it ends before its brackets are closed")),
                Some(byte) if byte == close => {
                    self.consume(1)?;
                    return if is_judgment { self.hand_out(line, Found::TooLong) } else { Ok(()) };
                }
                Some(b',' | b':') => self.consume(1)?,
                Some(b'"') if is_object => {
                    let key = self.key()?;
                    let key = name(&key);
                    is_judgment |= self.names.meaning(&key).is_some_and(Meaning::says_judgment);
                    if self.peek()? != Some(b':') {
                        return Err(ListError::Broken("a name without a value"));
                    }
                    self.consume(1)?;
                    if is_judgment || self.names.ignore(&key) {
                        self.peek()?;
                        self.pass_over()?;
                    } else {
                        self.value(depth + 1)?;
                    }
                }
                Some(_) if is_object => return Err(ListError::Broken("a value without a name")),
                Some(_) => self.value(depth + 1)?,
            }
        }
    }

    /// The name of a field as it is written; only its beginning where it is longer than any that is known.
    fn key(&mut self) -> Result<String, ListError> {
        let mut key = Vec::new();
        let mut end = ValueEnd::default();
        loop {
            let stretch = self.fill()?;
            if stretch.is_empty() {
                return Err(ListError::Broken("it ends in a name"));
            }
            let ended = end.feed(stretch);
            let taken = ended.unwrap_or(stretch.len());
            let room = (LONGEST_KEY + 1).saturating_sub(key.len());
            key.extend_from_slice(stretch.get(..taken.min(room)).unwrap_or_default());
            self.consume(taken)?;
            if ended.is_some() {
                return Ok(String::from_utf8(key).unwrap_or_default());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    fn read(text: &str, buffer: usize) -> (Vec<(u64, Found)>, Option<ListError>) {
        let mut found = Vec::new();
        let error =
            each(BufReader::with_capacity(buffer, text.as_bytes()), &Names::default(), &mut |line, value| {
                found.push((line, value));
                ControlFlow::Continue(())
            });
        (found, error.err().map(|(_, error)| error))
    }

    /// A judgment that is nearly as long as a record may be.
    fn long(number: usize) -> String {
        format!("{{\"사건번호\": \"2020다{number}\", \"판례내용\": \"{}\"}}", "]".repeat(LONGEST_RECORD / 2))
    }

    #[test]
    fn objects_of_large_lists_are_cut_out_wherever_they_stand() {
        let judgments: Vec<String> = (1..=3).map(long).collect();
        let list = format!("[{}]", judgments.join(",\n"));
        for (text, first) in [
            (list.clone(), 1),
            (format!("\n{{\"total\": 3, \"names\": [], \"list\":\n {list}, \"x\": \"}}\"}}\n"), 3),
            (format!("[[[{list}]], 1, null, \"[\"]"), 1),
        ] {
            for buffer in [1 << 10, 1 << 16] {
                let (found, error) = read(&text, buffer);
                assert!(error.is_none(), "{error:?}");
                assert_eq!(found.len(), 3);
                for ((line, found), (number, judgment)) in found.iter().zip(judgments.iter().enumerate()) {
                    assert!(*found == Found::Value(judgment.clone().into_bytes()));
                    assert_eq!(*line, first + number as u64);
                }
            }
        }
    }

    #[test]
    fn a_judgment_that_is_too_long_is_named_and_the_rest_is_read() {
        let huge = format!("{{\"판례내용\": \"{}\", \"related\": [{{}}]}}", "가".repeat(LONGEST_RECORD));
        let (found, error) = read(&format!("[{huge},\n{}]", long(1)), 1 << 16);
        assert!(error.is_none());
        assert!(found[0] == (1, Found::TooLong));
        assert_eq!((found.len(), found[1].0), (2, 2));
    }

    #[test]
    fn broken_lists_end_with_an_error_and_without_one() {
        for (token, is_broken) in [
            ("[", true),
            ("{\"a\":", true),
            ("{", true),
            ("\"a\",", false),
            ("[]", false),
            ("0 ", false),
            ("}", true),
        ] {
            let text = format!("[{}", token.repeat(LONGEST_RECORD / token.len() + 2));
            let (_, error) = read(&text, 1 << 16);
            let broken = matches!(error, Some(ListError::Broken(_)));
            assert!(broken || !is_broken, "{token}: {error:?}");
        }
    }
}
