//! The tree of a query.

use std::fmt;

use super::{DateRange, Field, QueryError, parser};
use crate::judgment::CaseNumber;
use crate::span::Span;

/// A part of a query with its place in the text.
#[derive(Debug, Clone)]
pub struct Query {
    /// What it is.
    pub node: Node,
    /// Where it stands: bytes of the query.
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
    /// This counts so many times as much.
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

impl fmt::Display for Query {
    /// The query in one canonical form, which parses to the same tree.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.node {
            Node::Words(text) | Node::Value(text) => f.write_str(text),
            Node::Statute(text) | Node::Phrase { text, slop: 0 } => write!(f, "\"{text}\""),
            Node::Phrase { text, slop } => write!(f, "\"{text}\"~{slop}"),
            Node::Prefix(text) => write!(f, "{text}*"),
            Node::Case(numbers) => separated(f, numbers, ", "),
            Node::Dates(range) => write!(f, "{range}"),
            Node::In(field, inner) => match inner.node {
                Node::And(_) | Node::Or(_) | Node::Words(_) | Node::In(..) | Node::Not(_) | Node::Must(_) => {
                    write!(f, "{field}:({inner})")
                }
                _ => write!(f, "{field}:{inner}"),
            },
            Node::And(parts) => grouped(f, parts, " AND "),
            Node::Or(parts) => grouped(f, parts, " OR "),
            Node::Not(inner) => write!(f, "NOT ({inner})"),
            Node::Must(inner) => write!(f, "+({inner})"),
            Node::Boost(inner, factor) => write!(f, "({inner})^{factor}"),
        }
    }
}

fn grouped(f: &mut fmt::Formatter<'_>, parts: &[Query], separator: &str) -> fmt::Result {
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            f.write_str(separator)?;
        }
        match part.node {
            Node::And(_) | Node::Or(_) => write!(f, "({part})")?,
            _ => write!(f, "{part}")?,
        }
    }
    Ok(())
}

fn separated<T: fmt::Display>(f: &mut fmt::Formatter<'_>, items: &[T], separator: &str) -> fmt::Result {
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            f.write_str(separator)?;
        }
        write!(f, "{item}")?;
    }
    Ok(())
}
