//! The tree of a query.

use super::{DateRange, Field, QueryError, parser};
use panrye_law::case_number::CaseNumber;
use panrye_text::span::Span;

/// A part of a query with its place in the text.
#[derive(Debug, Clone)]
pub struct Query {
    /// What it is.
    pub node: Node,
    /// Where it is: bytes of the query.
    pub span: Span,
}

/// What a part of a query is.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// Plain words, ranked by how many of them and how rare ones a judgment has.
    Words(String),
    /// Words in sequence, exactly; with `slop` words of play.
    Phrase {
        /// The text between the quotation marks.
        text: String,
        /// By how many words the sequence may be off: `"…"~N`.
        slop: u32,
    },
    /// Words that begin so: `개인정보*`.
    Prefix(String),
    /// Case numbers: those of one judgment, as `2013다43994, 44003` are.
    Case(Vec<CaseNumber>),
    /// A statute: `민법 제750조`, or the name of a law.
    Statute(String),
    /// A value of a field that has no words: a court, a kind, a path.
    Value(String),
    /// Days.
    Dates(DateRange),
    /// A part that is looked for in one field.
    In(Field, Box<Query>),
    /// All of these.
    And(Vec<Query>),
    /// Any of these.
    Or(Vec<Query>),
    /// Not this.
    Not(Box<Query>),
    /// This must be there.
    Must(Box<Query>),
    /// This counts this many times as much.
    Boost(Box<Query>, f32),
}

impl Query {
    /// A node at a span.
    pub const fn new(node: Node, span: Span) -> Self {
        Self { node, span }
    }

    /// Parses a query.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        parser::parse(text)
    }
}

/// Equal trees, wherever they stand.
impl PartialEq for Query {
    fn eq(&self, other: &Self) -> bool {
        self.node == other.node
    }
}
