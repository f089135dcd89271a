//! The lines of a batch: each a query, plain or as JSON with options of its own.

use std::io::{self, BufRead, Read};

use clap::ValueEnum;
use serde::Deserialize;
use serde_json::Value;

use crate::cli::args::asking::Order;
use crate::cli::locale::as_data;
use crate::output::json::{AnswerError, QueryId};
use panrye_engine::input_file::Unfit;
use panrye_engine::json_error::JsonError;
use panrye_engine::query::{DateRange, Query};
use panrye_engine::search::{Filters, SearchOptions};
use panrye_law::judgment::DecisionDate;

/// Longest line that is read, in bytes; a longer one is a mistake and not a query.
const LONGEST: u64 = 1 << 20;

/// Bytes of a line after which its end is not waited for.
const ENDLESS: u64 = 1 << 30;

/// A line that asks something, or means to.
#[derive(Debug)]
pub(in crate::cli) struct Asked {
    /// Its number, from 1; blank lines count.
    pub(in crate::cli) line: u64,
    /// The name of the query: that of the line, or its number.
    pub(in crate::cli) id: QueryId,
    /// The query as it is written; nothing where the line is none.
    pub(in crate::cli) query: Option<String>,
    /// What the search is asked for, or what is wrong with the line.
    pub(in crate::cli) options: Result<SearchOptions, AnswerError>,
    /// Bytes of the input up to the end of the line.
    pub(in crate::cli) read: u64,
}

impl Asked {
    /// The query, parsed, with what it asks for.
    pub(in crate::cli) fn parse(&self) -> Result<(Query, &SearchOptions), AnswerError> {
        let options = self.options.as_ref().map_err(Clone::clone)?;
        let text = self.query.as_deref().unwrap_or_default();
        let query = Query::parse(text).map_err(|error| AnswerError::in_query(text, &error))?;
        Ok((query, options))
    }
}

/// The lines of an input that are not blank, one by one.
pub(in crate::cli) struct Questions<R> {
    input: R,
    defaults: SearchOptions,
    line: u64,
    read: u64,
}

impl<R: BufRead> Questions<R> {
    /// The lines of `input`, with the options of those that have none of their own.
    pub(in crate::cli) const fn new(input: R, defaults: SearchOptions) -> Self {
        Self { input, defaults, line: 0, read: 0 }
    }

    /// The next line without its end, and whether it was cut because it is too long; nothing at the end of the input.
    fn next_line(&mut self) -> io::Result<Option<(Vec<u8>, bool)>> {
        let mut bytes = Vec::new();
        let mut read = self.input.by_ref().take(LONGEST).read_until(b'\n', &mut bytes)? as u64;
        if read == 0 {
            return Ok(None);
        }
        let cut = read == LONGEST && !bytes.ends_with(b"\n");
        if cut {
            read += skip_line(&mut self.input)?;
        }
        self.line += 1;
        self.read += read;
        Ok(Some((bytes, cut)))
    }

    fn question(&self, bytes: &[u8], cut: bool) -> Option<Asked> {
        let number = QueryId::Number(i64::try_from(self.line).unwrap_or(i64::MAX));
        let wrong = |message: String| Asked {
            line: self.line,
            id: number.clone(),
            query: None,
            options: Err(AnswerError::new(message)),
            read: self.read,
        };
        if cut {
            return Some(wrong(as_data(|| format!("the line is longer than {LONGEST} bytes"))));
        }
        let Ok(text) = std::str::from_utf8(bytes) else {
            return Some(wrong(as_data(|| "the line is no UTF-8 text".to_owned())));
        };
        let text = if self.line == 1 { text.trim_start_matches('\u{feff}') } else { text }.trim();
        if text.is_empty() {
            return None;
        }
        if !text.starts_with('{') {
            let query = Some(text.to_owned());
            return Some(Asked { query, options: Ok(self.defaults.clone()), ..wrong(String::new()) });
        }
        let value: Value = match serde_json::from_str(text) {
            Ok(value) => value,
            Err(error) => return Some(wrong(syntax(text, &error))),
        };
        // A line that is wrong in one field still has its name and its query.
        let id = value.get("id").and_then(|id| QueryId::deserialize(id).ok()).unwrap_or(number.clone());
        let query = value.get("query").and_then(Value::as_str).map(str::to_owned);
        let options = Fields::deserialize(&value).map_err(AnswerError::new);
        let options = options.and_then(|fields| fields.over(&self.defaults).map_err(AnswerError::new));
        Some(Asked { id, query, options, ..wrong(String::new()) })
    }
}

impl<R: BufRead> Iterator for Questions<R> {
    type Item = io::Result<Asked>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.next_line() {
                Err(error) => return Some(Err(error)),
                Ok(None) => return None,
                Ok(Some((bytes, cut))) => {
                    if let Some(question) = self.question(&bytes, cut) {
                        return Some(Ok(question));
                    }
                }
            }
        }
    }
}

/// Passes over the rest of a line; how many bytes it has.
fn skip_line(input: &mut impl BufRead) -> io::Result<u64> {
    let mut skipped = 0;
    loop {
        let buffer = input.fill_buf()?;
        let end = memchr::memchr(b'\n', buffer);
        let used = end.map_or(buffer.len(), |end| end + 1);
        input.consume(used);
        skipped += used as u64;
        if end.is_some() || used == 0 {
            return Ok(skipped);
        }
        if skipped > ENDLESS {
            return Err(Unfit::Endless.into());
        }
    }
}

fn syntax(line: &str, error: &serde_json::Error) -> String {
    let JsonError { said, column, .. } = JsonError::new(line, error);
    as_data(|| format!("the line is no JSON: {said} (column {column})"))
}

/// What a line of JSON may hold: the names are those of the options of `search`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    #[serde(rename = "id")]
    _id: Option<QueryId>,
    #[serde(rename = "query")]
    _query: String,
    limit: Option<usize>,
    passages: Option<usize>,
    context: Option<usize>,
    court: Option<OneOrMany>,
    from: Option<QueryId>,
    to: Option<QueryId>,
    kind: Option<OneOrMany>,
    statute: Option<OneOrMany>,
    form: Option<OneOrMany>,
    outcome: Option<OneOrMany>,
    en_banc: Option<bool>,
    courts_only: Option<bool>,
    sort: Option<String>,
    literal: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "write text, or a list of texts")]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl From<OneOrMany> for Vec<String> {
    fn from(value: OneOrMany) -> Self {
        match value {
            OneOrMany::One(one) => vec![one],
            OneOrMany::Many(many) => many,
        }
    }
}

impl Fields {
    /// The options of the line, and the defaults where it has none.
    fn over(self, defaults: &SearchOptions) -> Result<SearchOptions, String> {
        let sort = self.sort.map(|sort| Order::from_str(&sort, false)).transpose();
        let sort = sort.map_err(|_| as_data(|| "sort: write relevance, date or cited".to_owned()))?;
        let Filters { courts, from, to, kinds, statutes, forms, outcomes, en_banc, courts_only } =
            defaults.filters.clone();
        Ok(SearchOptions {
            limit: self.limit.unwrap_or(defaults.limit),
            passages: self.passages.unwrap_or(defaults.passages),
            context: self.context.unwrap_or(defaults.context),
            filters: Filters {
                courts: self.court.map_or(courts, Into::into),
                from: self.from.map(|day| day_of("from", &day, DateRange::first)).transpose()?.or(from),
                to: self.to.map(|day| day_of("to", &day, DateRange::last)).transpose()?.or(to),
                kinds: self.kind.map_or(kinds, Into::into),
                statutes: self.statute.map_or(statutes, Into::into),
                forms: self.form.map_or(forms, Into::into),
                outcomes: self.outcome.map_or(outcomes, Into::into),
                en_banc: self.en_banc.unwrap_or(en_banc),
                courts_only: self.courts_only.unwrap_or(courts_only),
            },
            sort: sort.map_or(defaults.sort, Into::into),
            literal: self.literal.unwrap_or(defaults.literal),
        })
    }
}

/// The first or last day of a year, month or day: `2010`, `"2010-03"`.
fn day_of(name: &str, written: &QueryId, end: fn(&DateRange) -> Option<DecisionDate>) -> Result<u64, String> {
    let range = DateRange::parse(&written.to_string()).map_err(|error| format!("{name}: {error}"))?;
    end(&range)
        .map(DecisionDate::as_number)
        .ok_or_else(|| as_data(|| format!("{name}: {written} is no day, month or year")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use panrye_engine::search::Sort;

    fn read(text: &[u8]) -> Vec<Asked> {
        let defaults = SearchOptions { limit: 3, ..SearchOptions::default() };
        Questions::new(text, defaults).map(Result::unwrap).collect()
    }

    #[test]
    fn lines_are_named_by_their_numbers_and_blank_ones_count() {
        let asked = read("\u{feff}사기\r\n\n  \n{\"query\": \"민법\"}\n{\"id\": \"a\", \"query\": \"x\"}\n{\"id\":7,\"query\":\"y\"}".as_bytes());
        let names: Vec<String> = asked.iter().map(|asked| asked.id.to_string()).collect();
        assert_eq!(names, ["1", "4", "a", "7"]);
        assert_eq!((asked[0].query.as_deref(), asked[3].line), (Some("사기"), 6));
        assert_eq!(asked[0].options.as_ref().unwrap().limit, 3);
    }

    #[test]
    fn options_of_a_line_come_before_the_defaults() {
        let asked = &read(
            "{\"query\": \"x\", \"limit\": 5, \"court\": \"대법원\", \"kind\": [\"민사\", \"형사\"], \"from\": 2010, \"to\": \"2012-02\", \"sort\": \"date\"}".as_bytes(),
        )[0];
        let options = asked.options.as_ref().unwrap();
        assert_eq!((options.limit, options.passages, options.sort), (5, 2, Sort::Date));
        assert_eq!((options.filters.from, options.filters.to), (Some(20_100_101), Some(20_120_229)));
        assert_eq!((options.filters.courts.len(), options.filters.kinds.len()), (1, 2));
    }

    #[test]
    fn what_is_wrong_with_a_line_is_said_and_the_next_is_read() {
        let long = [vec![b'x'; LONGEST as usize + 9], b"\ny\n".to_vec()].concat();
        for (text, message) in [
            (&b"{\"query\": \"x\"\ny"[..], "the line is no JSON: EOF while parsing an object (column 13)"),
            (
                b"{\"id\": \"a\", \"qery\": \"x\"}\ny",
                "unknown field `qery`, expected one of `id`, `query`, `limit`",
            ),
            (b"{\"id\": \"a\"}\ny", "missing field `query`"),
            (b"{\"query\": \"x\", \"limit\": -1}\ny", "invalid value: integer `-1`, expected usize"),
            (b"{\"query\": \"x\", \"from\": \"spring\"}\ny", "from: "),
            (b"{\"query\": \"x\", \"sort\": \"up\"}\ny", "sort: write relevance, date or cited"),
            (b"{\"query\": \"x\", \"court\": 1}\ny", "write text, or a list of texts"),
            (b"\xff\xfe\ny", "the line is no UTF-8 text"),
            (&long, "the line is longer than 1048576 bytes"),
        ] {
            let asked = read(text);
            let said = asked[0].options.as_ref().unwrap_err().to_string();
            assert!(said.starts_with(message), "{said}");
            assert_eq!((asked.len(), asked[1].query.as_deref()), (2, Some("y")));
        }
    }
}
