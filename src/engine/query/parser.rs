//! The parser: one pass over the text, no backtracking over more than a word.

use std::collections::HashSet;

use super::bounds::{self, Bound};
use super::case_leaf::case_leaves;
use super::error::{Expected, QueryError, QueryErrorKind};
use super::{DateRange, Field, Node, Query};
use panrye_law::case_number::{CaseNumber, parse_docket};
use panrye_text::span::Span;

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
    /// Where the next ” stands as far as it is known: none stands between the last “ and here.
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

    /// `"…"`, `"…"~2`; “…” where it is closed.
    fn phrase(&mut self) -> Parsed {
        let start = self.at;
        let (open, close) = match self.rest().chars().next() {
            Some('"') => ('"', '"'),
            Some('“') => ('“', '”'),
            _ => return Ok(None),
        };
        let from = start + open.len_utf8();
        let Some(end) = self.closing(close, from) else {
            if open == '"' {
                return Err(QueryError {
                    kind: QueryErrorKind::OpenPhrase,
                    span: Span::new(start, start + 1),
                });
            }
            return Ok(None);
        };
        let inside = Span::new(from, end).of(self.text);
        Bound::Phrase.of_length(inside, from, Bound::PHRASE)?;
        let text = inside.trim().to_owned();
        self.at = end + close.len_utf8();
        let slop = self.play();
        let most = Bound::play_of(&text);
        if slop > most {
            return Err(Bound::Play(most).at(Span::new(start, self.at)));
        }
        let span = Span::new(start, self.at);
        Ok((!text.is_empty()).then(|| Query::new(Node::Phrase { text, slop }, span)))
    }

    /// Where the character that closes a phrase stands behind `from`. A ” that is known is not looked for again: of many “
    /// none may be closed.
    fn closing(&mut self, close: char, from: usize) -> Option<usize> {
        if close == '”' && self.next_close >= from {
            return Some(self.next_close).filter(|&at| at < self.text.len());
        }
        let found = self.text.get(from..)?.find(close).map(|at| from + at);
        if close == '”' {
            self.next_close = found.unwrap_or(self.text.len());
        }
        found
    }

    /// `~2` behind a phrase: more than there is a number for is more than may be.
    fn play(&mut self) -> u32 {
        let Some(rest) = self.rest().strip_prefix('~') else { return 0 };
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let play = rest.get(..digits).filter(|digits| !digits.is_empty());
        let Some(play) = play.map(|digits| digits.parse().unwrap_or(u32::MAX)) else { return 0 };
        self.at += 1 + digits;
        play
    }

    /// `field:` directly before a value. An unknown name near a known one is a mistake; others are text.
    fn field_name(&mut self) -> Result<Option<Field>, QueryError> {
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

    fn operand(&mut self, field: Field) -> Parsed {
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

    /// A word: up to a blank, a boost, or the bracket that closes the group (not one that the word itself opened).
    fn word(&mut self) -> &'t str {
        let rest = self.rest();
        let mut open = 0u32;
        let mut end = rest.len();
        for (at, c) in rest.char_indices() {
            match c {
                '(' => open += 1,
                ')' if open > 0 => open -= 1,
                ')' if self.depth > 0 => {
                    end = at;
                    break;
                }
                '^' if rest
                    .get(at + 1..)
                    .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
                    && at > 0 =>
                {
                    end = at;
                    break;
                }
                c if c.is_whitespace() => {
                    end = at;
                    break;
                }
                _ => {}
            }
        }
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    /// Plain words, with the case numbers among them as leaves of their own.
    fn split_words(&self, part: Query) -> Vec<Query> {
        let Node::Words(_) = part.node else { return vec![part] };
        let text = part.span.of(self.text);
        let leaves = case_leaves(text);
        let mut parts = Vec::new();
        let mut at = 0;
        let words = |from: usize, to: usize, parts: &mut Vec<Query>| {
            let stretch = text.get(from..to).unwrap_or_default();
            if stretch.contains(char::is_alphanumeric) {
                let start = part.span.start + from + (stretch.len() - stretch.trim_start().len());
                let node = Node::Words(stretch.trim().to_owned());
                parts.push(Query::new(node, Span::new(start, start + stretch.trim().len())));
            }
        };
        for leaf in leaves {
            words(at, leaf.span.start, &mut parts);
            at = leaf.span.end;
            parts.push(Query::new(Node::Case(leaf.numbers), leaf.span.shifted(part.span.start)));
        }
        words(at, text.len(), &mut parts);
        parts
    }
}

/// Adds a part; plain words next to plain words are one stretch of words.
fn push_joined(parts: &mut Vec<Query>, part: Query, wanted: bool) {
    match (parts.last_mut(), &part.node) {
        (Some(Query { node: Node::Words(text), span }), Node::Words(more)) if !wanted => {
            text.push(' ');
            text.push_str(more);
            span.end = part.span.end;
        }
        _ => parts.push(part),
    }
}

/// Of the same case numbers asked for twice, the first: a pasted page names one judgment again and again.
fn without_repeated_cases(mut parts: Vec<Query>) -> Vec<Query> {
    let mut seen: HashSet<Vec<CaseNumber>> = HashSet::new();
    parts.retain(|part| match &part.node {
        Node::Case(numbers) => seen.insert(numbers.clone()),
        _ => true,
    });
    parts
}

/// A word of plain text at `start`: a prefix where it ends in `*`, nothing where it has neither letters nor digits.
fn word_node(word: &str, start: usize) -> Result<Option<Node>, QueryError> {
    if !word.contains(char::is_alphanumeric) {
        return Ok(None);
    }
    let prefix = word
        .strip_suffix('*')
        .filter(|stem| stem.chars().all(char::is_alphanumeric) && stem.chars().count() > 1);
    let Some(stem) = prefix else { return Ok(Some(Node::Words(word.to_owned()))) };
    Bound::Prefix.of_length(stem, start, Bound::PREFIX)?;
    Ok(Some(Node::Prefix(stem.to_owned())))
}

fn no_operand(operator: &str, span: Span) -> QueryError {
    QueryError { kind: QueryErrorKind::NoOperand(operator.to_owned()), span }
}

#[cfg(test)]
mod tests;
