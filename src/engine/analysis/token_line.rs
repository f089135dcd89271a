//! Tokens of one kind as the index takes them in: one text that holds them all, one after the other.
//!
//! An object and a string for each of tens of millions of tokens cost more than to find them. A line has for each token
//! the step from the position of the token before it and its length in bytes, each as a character, and its text. The
//! lines of two texts are joined by copying, and so are the tokens of an eojeol that comes again.

/// Steps and lengths are written as characters, which end here without a gap; no token is nearly as long, and no step.
const LARGEST: u32 = 0xd7ff;

/// The tokens of one kind, in the order of their positions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TokenLine {
    line: String,
    /// One more than the position of the last token.
    next: u32,
}

impl TokenLine {
    /// Adds a token at a position that is not before the last one's. A longer token than a line can hold is broken
    /// text, and left out.
    pub(crate) fn push(&mut self, text: &str, position: u32) {
        let length = u32::try_from(text.len()).ok().filter(|length| *length <= LARGEST);
        if let (Some(step), Some(length)) = (self.step_to(position), length.and_then(char::from_u32)) {
            self.line.push(step);
            self.line.push(length);
            self.line.push_str(text);
            self.next = position + 1;
        }
    }

    /// Adds the tokens of another line, its position 0 at `base`, which is not before the next position.
    pub(crate) fn append(&mut self, other: &Self, base: u32) {
        self.append_tokens(&other.line, other.next, base);
    }

    /// The same for the text of a line and what its next position was.
    pub(crate) fn append_tokens(&mut self, line: &str, next: u32, base: u32) {
        let mut tokens = line.chars();
        let Some(first) = tokens.next().and_then(|step| (step as u32).checked_sub(1)) else { return };
        if let Some(step) = self.step_to(base + first) {
            self.line.push(step);
            self.line.push_str(tokens.as_str());
            self.next = base + next;
        }
    }

    fn step_to(&self, position: u32) -> Option<char> {
        char::from_u32((position + 1).saturating_sub(self.next).min(LARGEST))
    }

    /// Makes it empty and keeps its memory.
    pub(crate) fn clear(&mut self) {
        self.line.clear();
        self.next = 0;
    }

    /// One more than the position of the last token.
    pub(crate) const fn next_position(&self) -> u32 {
        self.next
    }

    /// The line as one text.
    pub(crate) fn as_str(&self) -> &str {
        &self.line
    }

    /// The tokens with their positions.
    pub fn tokens(&self) -> impl Iterator<Item = (&str, u32)> {
        TokenLineReader::new(&self.line)
    }
}

/// Reads the text of a line back.
#[derive(Debug, Clone)]
pub(crate) struct TokenLineReader<'l> {
    rest: &'l str,
    next: u32,
}

impl<'l> TokenLineReader<'l> {
    /// The tokens of a line.
    pub(crate) const fn new(line: &'l str) -> Self {
        Self { rest: line, next: 0 }
    }
}

impl<'l> Iterator for TokenLineReader<'l> {
    type Item = (&'l str, u32);

    #[inline]
    fn next(&mut self) -> Option<(&'l str, u32)> {
        let mut header = self.rest.chars();
        let (step, length) = (header.next()? as u32, header.next()? as usize);
        let (text, rest) = header.as_str().split_at_checked(length)?;
        self.next = self.next.checked_add(step)?;
        self.rest = rest;
        Some((text, self.next.checked_sub(1)?))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_token_longer_than_a_line_can_hold_is_left_out() {
        let mut line = TokenLine::default();
        line.push("손해", 0);
        line.push(&"가".repeat(20_000), 1);
        line.push("배상", 2);
        assert_eq!(line.tokens().collect::<Vec<_>>(), [("손해", 0), ("배상", 2)]);
    }

    proptest! {
        #[test]
        fn a_line_gives_back_what_was_put_in(tokens in prop::collection::vec((".{0,20}", 0_u32..300), 0..40)) {
            let (mut line, mut expected, mut position) = (TokenLine::default(), Vec::new(), 0);
            for (text, step) in &tokens {
                position += step;
                line.push(text, position);
                expected.push((text.as_str(), position));
            }
            prop_assert_eq!(line.tokens().collect::<Vec<_>>(), expected);
        }

        #[test]
        fn joined_lines_have_the_tokens_of_both(
            one in prop::collection::vec((".{0,5}", 0_u32..3), 0..9),
            other in prop::collection::vec((".{0,5}", 0_u32..3), 0..9),
            gap in 0_u32..200,
        ) {
            let line = |tokens: &[(String, u32)]| {
                let (mut line, mut position) = (TokenLine::default(), 0);
                for (text, step) in tokens {
                    position += step;
                    line.push(text, position);
                }
                line
            };
            let (mut joined, other) = (line(&one), line(&other));
            let base = joined.next_position() + gap;
            let mut expected: Vec<_> = joined.tokens().map(|(text, at)| (text.to_owned(), at)).collect();
            expected.extend(other.tokens().map(|(text, at)| (text.to_owned(), base + at)));
            joined.append(&other, base);
            prop_assert_eq!(joined.tokens().map(|(text, at)| (text.to_owned(), at)).collect::<Vec<_>>(), expected);
        }

        #[test]
        fn broken_lines_end_early_and_never_panic(text in ".{0,60}") {
            TokenLineReader::new(&text).for_each(drop);
        }
    }
}
