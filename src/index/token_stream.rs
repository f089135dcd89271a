//! Tokens on their way into tantivy: the analyser has made them already, so a field's value is a line of them.
//!
//! tantivy's own type for prepared tokens holds an object and a string for each and passes through JSON on its way to
//! the thread that writes the segment. A line is one string: for each token the step from the position of the token
//! before it, its length in bytes, and its text. What the tokens mean is decided elsewhere.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The name under which the schema calls [`TokenLineTokenizer`].
pub(super) const TOKENIZER: &str = "panrye_tokens";

/// Steps and lengths are written as characters, which end here without a gap; no token is nearly as long, and no step.
const LARGEST: u32 = 0xd7ff;

/// The tokens of one field of one document, in the order of their positions.
#[derive(Debug, Default)]
pub(super) struct TokenLine {
    line: String,
    /// One more than the position of the last token.
    next: u32,
}

impl TokenLine {
    /// Adds a token at a position that is not before the last one's. A longer token than a line can hold is broken
    /// text, and left out.
    pub(super) fn push(&mut self, text: &str, position: u32) {
        let step = (position + 1).saturating_sub(self.next).min(LARGEST);
        let length = u32::try_from(text.len()).ok().filter(|length| *length <= LARGEST);
        if let (Some(step), Some(length)) = (char::from_u32(step), length.and_then(char::from_u32)) {
            self.line.push(step);
            self.line.push(length);
            self.line.push_str(text);
            self.next = position + 1;
        }
    }

    /// Makes it empty and keeps its memory.
    pub(super) fn clear(&mut self) {
        self.line.clear();
        self.next = 0;
    }

    /// One more than the position of the last token.
    pub(super) const fn next_position(&self) -> u32 {
        self.next
    }

    /// The line as tantivy gets it.
    pub(super) fn as_str(&self) -> &str {
        &self.line
    }
}

/// Reads a [`TokenLine`] back.
#[derive(Debug, Clone, Default)]
pub(super) struct TokenLineTokenizer {
    token: Token,
}

impl Tokenizer for TokenLineTokenizer {
    type TokenStream<'a> = TokenLineStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TokenLineStream<'a> {
        self.token.reset();
        TokenLineStream { rest: text, next: 0, token: &mut self.token }
    }
}

/// The tokens of a line, one after the other.
#[derive(Debug)]
pub(super) struct TokenLineStream<'a> {
    rest: &'a str,
    next: usize,
    token: &'a mut Token,
}

impl TokenLineStream<'_> {
    fn read(&mut self) -> Option<()> {
        let mut header = self.rest.chars();
        let (step, length) = (header.next()? as usize, header.next()? as usize);
        let (text, rest) = header.as_str().split_at_checked(length)?;
        self.next += step;
        self.token.position = self.next.checked_sub(1)?;
        self.token.text.clear();
        self.token.text.push_str(text);
        self.rest = rest;
        Some(())
    }
}

impl TokenStream for TokenLineStream<'_> {
    fn advance(&mut self) -> bool {
        self.read().is_some()
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(line: &TokenLine) -> Vec<(String, usize)> {
        let mut tokenizer = TokenLineTokenizer::default();
        let mut stream = tokenizer.token_stream(line.as_str());
        let mut found = Vec::new();
        stream.process(&mut |token| found.push((token.text.clone(), token.position)));
        found
    }

    #[test]
    fn a_token_longer_than_a_line_can_hold_is_left_out() {
        let mut line = TokenLine::default();
        line.push("손해", 0);
        line.push(&"가".repeat(20_000), 1);
        line.push("배상", 2);
        assert_eq!(read(&line), [("손해".to_owned(), 0), ("배상".to_owned(), 2)]);
    }

    proptest! {
        #[test]
        fn a_line_gives_back_what_was_put_in(tokens in prop::collection::vec((".{0,20}", 0_u32..300), 0..40)) {
            let (mut line, mut expected, mut position) = (TokenLine::default(), Vec::new(), 0);
            for (text, step) in tokens {
                position += step;
                line.push(&text, position);
                expected.push((text, position as usize));
            }
            prop_assert_eq!(read(&line), expected);
        }

        #[test]
        fn broken_lines_end_early_and_never_panic(text in ".{0,60}") {
            let mut tokenizer = TokenLineTokenizer::default();
            tokenizer.token_stream(&text).process(&mut |_| {});
        }
    }
}
