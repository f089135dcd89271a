//! `field:value`: which field a name means, and what a value of it is.

use super::words::word_node;
use super::{Parsed, Parser};
use crate::query::bounds::Bound;
use crate::query::error::{Expected, QueryError, QueryErrorKind};
use crate::query::{DateRange, Field, Node, Query};
use panrye_law::case_number::parse_docket;
use panrye_text::span::Span;

impl Parser<'_> {
    /// `field:` directly before a value. An unknown name near a known one is a mistake; others are text.
    pub(super) fn field_name(&mut self) -> Result<Option<Field>, QueryError> {
        let rest = self.rest();
        let len = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let (name, behind) = rest.split_at_checked(len).unwrap_or_default();
        let Some(value) = behind
            .strip_prefix(':')
            .filter(|value| !value.starts_with(char::is_whitespace) && !value.is_empty())
        else {
            return Ok(None);
        };
        if let Some(field) = Field::parse(name) {
            self.at += len + 1;
            return Ok(Some(field));
        }
        match Field::nearest(name).filter(|_| !value.starts_with('/')) {
            None => Ok(None),
            nearest => {
                let kind = QueryErrorKind::UnknownField { name: name.to_owned(), nearest };
                Err(QueryError { kind, span: Span::new(self.at, self.at + len) })
            }
        }
    }

    pub(super) fn operand(&mut self, field: Field) -> Parsed {
        if self.rest().starts_with('(') {
            return self.group();
        }
        let start = self.at;
        let phrase = self.phrase()?;
        let (text, phrase) = match phrase {
            Some(Query { node: Node::Phrase { text, slop }, .. }) => {
                (text.clone(), Some(Node::Phrase { text, slop }))
            }
            _ => (self.word().to_owned(), None),
        };
        let span = Span::new(start, self.at);
        if text.is_empty() {
            return Ok(None);
        }
        if !field.has_words() && text.chars().nth(Bound::VALUE).is_some() {
            return Err(Bound::Value.at(span));
        }
        let wrong = |expected| QueryError {
            kind: QueryErrorKind::Value { field, value: text.clone(), expected },
            span,
        };
        let node = match field {
            Field::Date => {
                let range = DateRange::parse(&text);
                Node::Dates(range.map_err(|_| wrong(Expected::Date))?)
            }
            Field::Case | Field::Cites | Field::CitedBy => {
                let numbers = parse_docket(&text).numbers;
                match (numbers.is_empty(), field) {
                    (false, _) => Node::Case(numbers),
                    (true, Field::Case) => Node::Value(text),
                    (true, _) => {
                        return Err(wrong(Expected::Cited));
                    }
                }
            }
            Field::Statute => Node::Statute(text),
            Field::Court | Field::Level | Field::Kind | Field::Source | Field::Decision | Field::Outcome => {
                Node::Value(text)
            }
            Field::Name | Field::Issues | Field::Holdings | Field::Content => match phrase {
                Some(phrase) => phrase,
                None => word_node(&text, start)?.ok_or_else(|| wrong(Expected::Text))?,
            },
        };
        Ok(Some(Query::new(node, span)))
    }
}
