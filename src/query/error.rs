//! What is wrong with a query, where, and what would be right.

use unicode_width::UnicodeWidthStr;

use super::Field;
use crate::span::Span;

/// A mistake in a query, with its place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct QueryError {
    /// What is wrong.
    pub kind: QueryErrorKind,
    /// Where: bytes of the query.
    pub span: Span,
}

/// What is wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryErrorKind {
    /// Nothing to search for.
    #[error("the query is empty: give a word, a case number or a statute")]
    Empty,
    /// A bracket that is not closed.
    #[error("this bracket is not closed: add `)`")]
    OpenBracket,
    /// A phrase without an end.
    #[error("this phrase is not closed: add `\"`")]
    OpenPhrase,
    /// An operator without what it needs.
    #[error("`{0}` needs something to search for behind it")]
    NoOperand(String),
    /// A field that does not exist.
    #[error("there is no field `{name}`{}", nearest.map(|near| format!(": did you mean `{near}:`?")).unwrap_or_default())]
    UnknownField {
        /// The name as written.
        name: String,
        /// The name that was probably meant.
        nearest: Option<&'static str>,
    },
    /// A value that the field cannot have.
    #[error("`{value}` cannot be a value of {field}: {expected}")]
    Value {
        /// The field.
        field: Field,
        /// The value as written.
        value: String,
        /// What would be right.
        expected: Expected,
    },
    /// Brackets in brackets in brackets.
    #[error("brackets nest more than {0} deep")]
    TooDeep(usize),
}

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Expected {
    /// A date or a range of dates.
    #[error("write 2018, 2018-06, 2018-06-15 or 2010..2018")]
    Date,
    /// A judgment, or a query for judgments.
    #[error("write a case number such as 2013다43994, or a query in brackets")]
    Cited,
    /// Something to search for.
    #[error("write a word or a phrase")]
    Text,
}

impl QueryError {
    /// The query with a caret under the mistake, the message and the column.
    pub fn render(&self, query: &str) -> String {
        let (column, kind, marked) = (self.column(query), &self.kind, self.marked(query));
        format!("the query is wrong at column {column}: {kind}\n{marked}")
    }

    /// The column of the mistake, counted in characters from 1.
    pub fn column(&self, query: &str) -> usize {
        self.before(query).chars().count() + 1
    }

    /// The query with carets below the mistake.
    pub fn marked(&self, query: &str) -> String {
        let marked = Span::new(self.span.start, self.span.end.max(self.span.start)).of(query);
        let carets = "^".repeat(marked.width().max(1));
        let indent = " ".repeat(self.before(query).replace('\n', " ").width());
        format!("  {}\n  {indent}{carets}", query.replace('\n', " "))
    }

    fn before<'q>(&self, query: &'q str) -> &'q str {
        query.get(..self.span.start).unwrap_or(query)
    }
}
