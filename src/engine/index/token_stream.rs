//! Tokens on their way into tantivy: the analyzer has made them already, so a field's value is a line of them.
//!
//! tantivy's own type for prepared tokens holds an object and a string for each and passes through JSON on its way to
//! the thread that writes the segment. What the tokens mean is decided elsewhere.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::analysis::TokenLineReader;

/// The name under which the schema calls [`TokenLineTokenizer`].
pub(super) const TOKENIZER: &str = "panrye_tokens";

/// Reads a line of tokens (`crate::analysis::TokenLine`) back.
#[derive(Debug, Clone, Default)]
pub(super) struct TokenLineTokenizer {
    token: Token,
}

impl Tokenizer for TokenLineTokenizer {
    type TokenStream<'a> = TokenLineStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TokenLineStream<'a> {
        self.token.reset();
        TokenLineStream { rest: TokenLineReader::new(text), token: &mut self.token }
    }
}

/// The tokens of a line, one after the other.
#[derive(Debug)]
pub(super) struct TokenLineStream<'a> {
    rest: TokenLineReader<'a>,
    token: &'a mut Token,
}

impl TokenStream for TokenLineStream<'_> {
    fn advance(&mut self) -> bool {
        let Some((text, position)) = self.rest.next() else { return false };
        self.token.position = position as usize;
        self.token.text.clear();
        self.token.text.push_str(text);
        true
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
    use super::*;
    use crate::analysis::{Analyzer, IndexTokens, Lexicon};

    #[test]
    fn the_stream_has_the_tokens_of_the_line() {
        let mut tokens = IndexTokens::default();
        let mut analyzer = Analyzer::new(Lexicon::embedded().unwrap());
        analyzer.index_tokens("손해배상청구권의 소멸시효", &mut tokens);
        let (mut tokenizer, mut found) = (TokenLineTokenizer::default(), Vec::new());
        let mut stream = tokenizer.token_stream(tokens.parts.as_str());
        stream.process(&mut |token| found.push((token.text.clone(), token.position)));
        let expected = [("손해", 0), ("배상", 1), ("청구권", 2), ("청구", 2), ("소멸", 3), ("시효", 4)];
        assert_eq!(found, expected.map(|(text, position)| (text.to_owned(), position)));
    }
}
