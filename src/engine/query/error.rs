//! What is wrong with a query, where, and what would be right.

use unicode_width::UnicodeWidthStr;

use super::{Bound, Field};
use panrye_text::span::Span;

/// Characters of a long query that are shown on either side of a mistake.
const SHOWN: usize = 60;

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
    /// More than a query may hold.
    #[error(transparent)]
    Bound(Bound),
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

    /// The query with carets below the mistake; of a long one what surrounds it.
    pub fn marked(&self, query: &str) -> String {
        let marked = Span::new(self.span.start, self.span.end.max(self.span.start)).of(query);
        let before = self.before(query);
        let after = query.get(before.len()..).unwrap_or_default();
        let begin = before.char_indices().nth_back(SHOWN - 1).map_or(0, |(at, _)| at);
        let end = after.char_indices().nth(2 * SHOWN).map_or(after.len(), |(at, _)| at);
        let one_line = |text: &str| text.replace('\n', " ");
        let before = format!("{}{}", ellipsis(begin > 0), one_line(before.get(begin..).unwrap_or_default()));
        let shown = after.get(..end).unwrap_or_default();
        let width = marked.get(..marked.len().min(end)).unwrap_or(shown).width();
        let (indent, carets) = (" ".repeat(before.width()), "^".repeat(width.max(1)));
        format!("  {before}{}{}\n  {indent}{carets}", one_line(shown), ellipsis(end < after.len()))
    }

    fn before<'q>(&self, query: &'q str) -> &'q str {
        query.get(..self.span.start).unwrap_or(query)
    }
}

const fn ellipsis(left_out: bool) -> &'static str {
    if left_out { "…" } else { "" }
}
