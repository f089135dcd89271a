//! The parser: one pass over the text, no backtracking over more than a word. Here are operators, signs, brackets and
//! boosts; what is between them is in the modules below.

mod phrase;
mod value;
mod words;

use super::bounds::{self, Bound};
use super::error::{QueryError, QueryErrorKind};
use super::{Node, Query};
use panrye_text::span::Span;
use words::{push_joined, without_repeated_cases, word_node};

/// Brackets nest this deep at most.
const DEEPEST: usize = 50;

/// Parses a query.
pub(super) fn parse(text: &str) -> Result<Query, QueryError> {
    Bound::Characters.of_length(text, 0, Bound::CHARACTERS)?;
    let mut parser = Parser { text, at: 0, depth: 0, nesting: 0, next_close: 0 };
    let empty = || QueryError { kind: QueryErrorKind::Empty, span: Span::new(0, text.len()) };
    let query = parser.or()?.ok_or_else(empty)?;
    bounds::check(&query)?;
    Ok(query)
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    /// Brackets that are open.
    depth: usize,
    /// Brackets and signs that are open.
    nesting: usize,
    /// Where the next ” is, as far as it is known: there is none between the last “ and here.
    next_close: usize,
}

type Parsed = Result<Option<Query>, QueryError>;

impl<'t> Parser<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// Whether the group that is being read ends here.
    fn at_end(&self) -> bool {
        self.rest().is_empty() || (self.depth > 0 && self.rest().starts_with(')'))
    }

    /// Takes an operator in capitals, which is a word of its own.
    fn operator(&mut self, word: &str) -> bool {
        self.blanks();
        let found = self
            .rest()
            .strip_prefix(word)
            .is_some_and(|rest| rest.starts_with([' ', '\n', '\t', '(', '"']) || rest.is_empty());
        if found {
            self.at += word.len();
        }
        found
    }

    fn or(&mut self) -> Parsed {
        let start = self.at;
        let Some(first) = self.and()? else { return Ok(None) };
        let mut parts = vec![first];
        loop {
            let operator = Span::new(self.at, self.at + 2);
            if !self.operator("OR") {
                break;
            }
            parts.push(self.and()?.ok_or_else(|| no_operand("OR", operator))?);
        }
        let span = Span::new(start, self.at);
        Ok(Some(if parts.len() == 1 { parts.remove(0) } else { Query::new(Node::Or(parts), span) }))
    }

    fn and(&mut self) -> Parsed {
        let start = self.at;
        let mut parts: Vec<Query> = Vec::new();
        loop {
            self.blanks();
            let here = Span::new(self.at, self.at + 3);
            if self.at_end() || self.peek_operator("OR") {
                break;
            }
            let wanted = !parts.is_empty() && self.operator("AND");
            match self.unary()? {
                Some(part) => push_joined(&mut parts, part, wanted),
                None if wanted => return Err(no_operand("AND", here)),
                None => {}
            }
        }
        let parts = parts.into_iter().flat_map(|part| self.split_words(part)).collect();
        let mut parts = without_repeated_cases(parts);
        let span = Span::new(start, self.at);
        Ok(match parts.len() {
            0 => None,
            1 => parts.pop(),
            _ => Some(Query::new(Node::And(parts), span)),
        })
    }

    fn peek_operator(&mut self, word: &str) -> bool {
        let at = self.at;
        let found = self.operator(word);
        self.at = at;
        found
    }

    fn unary(&mut self) -> Parsed {
        self.blanks();
        let start = self.at;
        let sign = match self.rest().as_bytes() {
            [sign @ (b'-' | b'+'), next, ..]
                if !next.is_ascii_whitespace() && !matches!(next, b'-' | b'+' | b')') =>
            {
                *sign
            }
            _ if self.operator("NOT") => b'!',
            _ => return self.boosted(),
        };
        if sign != b'!' {
            self.at += 1;
        }
        self.enter(start)?;
        let inner = self.unary()?;
        self.nesting -= 1;
        let operator = if sign == b'!' { "NOT" } else { "-" };
        let inner = inner.ok_or_else(|| no_operand(operator, Span::new(start, self.at)))?;
        let node = if sign == b'+' { Node::Must(Box::new(inner)) } else { Node::Not(Box::new(inner)) };
        Ok(Some(Query::new(node, Span::new(start, self.at))))
    }

    fn boosted(&mut self) -> Parsed {
        let start = self.at;
        let Some(inner) = self.primary()? else { return Ok(None) };
        let factor = self.rest().strip_prefix('^').and_then(|rest| {
            let len = rest.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
            let factor: f32 =
                rest.get(..len)?.parse().ok().filter(|factor| (0.0..=1_000.0).contains(factor))?;
            Some((factor, len + 1))
        });
        let Some((factor, len)) = factor else { return Ok(Some(inner)) };
        self.at += len;
        Ok(Some(Query::new(Node::Boost(Box::new(inner), factor), Span::new(start, self.at))))
    }

    fn primary(&mut self) -> Parsed {
        let start = self.at;
        if self.rest().starts_with('(') {
            return self.group();
        }
        if let Some(phrase) = self.phrase()? {
            return Ok(Some(phrase));
        }
        if let Some(field) = self.field_name()? {
            let inner = self.operand(field)?;
            let span = Span::new(start, self.at);
            let inner = inner.ok_or_else(|| no_operand(&format!("{field}:"), span))?;
            return Ok(Some(Query::new(Node::In(field, Box::new(inner)), span)));
        }
        let word = self.word();
        Ok(word_node(word, start)?.map(|node| Query::new(node, Span::new(start, self.at))))
    }

    fn group(&mut self) -> Parsed {
        let start = self.at;
        self.enter(start)?;
        self.at += 1;
        self.depth += 1;
        let inner = self.or()?;
        self.blanks();
        if !self.rest().starts_with(')') {
            return Err(QueryError { kind: QueryErrorKind::OpenBracket, span: Span::new(start, start + 1) });
        }
        self.at += 1;
        self.depth -= 1;
        self.nesting -= 1;
        Ok(inner)
    }

    /// Goes one bracket or sign deeper.
    fn enter(&mut self, start: usize) -> Result<(), QueryError> {
        self.nesting += 1;
        if self.nesting > DEEPEST {
            return Err(QueryError {
                kind: QueryErrorKind::TooDeep(DEEPEST),
                span: Span::new(start, start + 1),
            });
        }
        Ok(())
    }
}

fn no_operand(operator: &str, span: Span) -> QueryError {
    QueryError { kind: QueryErrorKind::NoOperand(operator.to_owned()), span }
}

#[cfg(test)]
mod tests;
