//! The analyzer: one pipeline for index and query.
//!
//! Normal spelling → legal tokens and morphemes → parts, wholes and words. The morphemes are those of the whole text,
//! as mecab-ko has them; legal tokens replace the index tokens of the morphemes that they cover.

mod filter;
mod index_filter;
mod kept;
mod stretch;
mod tools;

use super::index_tokens::IndexTokens;
use super::legal_token::legal_tokens;
use super::normalize::Normalized;
use super::token::{AnalysedMorpheme, Analysis, TokenKind};
use filter::{Filter, span_of};
use index_filter::IndexFilter;
use panrye_morph::lexicon::Lexicon;
use panrye_morph::segment::{Morpheme, Segmenter};
use panrye_text::span::Span;
use stretch::Stretches;
use tools::Tools;

/// Version of everything in this module that decides which tokens a text gets: raised with every change of them.
pub const ANALYZER_VERSION: u32 = 2;

/// A query that ends in one of these may end in a particle, which the lattice does not see without a word after it.
const MAYBE_PARTICLES: [char; 14] =
    ['의', '이', '가', '을', '를', '은', '는', '에', '로', '와', '과', '도', '만', '서'];
/// The word that is put after such a query: a noun that changes no analysis before it (measured on the seed judgment).
const NOUN_AFTER_QUERY: &str = " 사건";

/// Text → [`Analysis`]. Keeps its memory from text to text; one for each thread.
pub struct Analyzer {
    tools: Tools,
    stretches: Stretches,
}

impl Clone for Analyzer {
    fn clone(&self) -> Self {
        Self::over(self.tools.lexicon.clone(), self.tools.segmenter.clone())
    }
}

impl Analyzer {
    /// An analyzer over a dictionary, with or without words of the user.
    pub fn new(lexicon: impl Into<Lexicon>) -> Self {
        let lexicon = lexicon.into();
        Self::over(lexicon.clone(), Segmenter::new(lexicon))
    }

    fn over(lexicon: Lexicon, segmenter: Segmenter) -> Self {
        Self { tools: Tools::new(lexicon, segmenter), stretches: Stretches::default() }
    }

    /// Names everything that decides which tokens a text gets: an index must be searched with the one it was built with.
    pub fn fingerprint(&self) -> String {
        let short = |hash: &str| hash.get(..12).unwrap_or(hash).to_owned();
        let user =
            self.tools.lexicon.user().map(|user| format!("+{}", short(user.hash()))).unwrap_or_default();
        format!("{ANALYZER_VERSION}-{}{user}", short(self.tools.lexicon.dictionary().hash()))
    }

    /// Analyses a text.
    pub fn analyze(&mut self, text: &str) -> Analysis {
        let normal = Normalized::new(text);
        let mut words = Vec::new();
        self.tools.segmenter.segment(normal.text(), &mut words);
        let legal = legal_tokens(normal.text());
        let mut filter = Filter::new(normal.text(), &mut self.tools);
        filter.read(&words, Span::new(0, normal.text().len()), &mut legal.iter().peekable());
        let mut tokens = filter.into_tokens();
        for token in &mut tokens {
            token.span = normal.original(token.span);
        }
        let morpheme =
            |word: &Morpheme| AnalysedMorpheme { span: normal.original(span_of(word)), tag: word.tag() };
        Analysis { morphemes: words.iter().map(morpheme).collect(), tokens }
    }

    /// Analyses a text for the index: `tokens` then holds its tokens and nothing else.
    pub fn index_tokens(&mut self, text: &str, tokens: &mut IndexTokens) {
        tokens.clear();
        let normal = Normalized::new(text);
        let legal = legal_tokens(normal.text());
        let mut stretches = std::mem::take(&mut self.stretches);
        stretches.cut(normal.text(), &legal, &mut self.tools.segmenter, &mut self.tools.kept);
        let mut legal = legal.iter().peekable();
        let mut filter = IndexFilter::new(normal.text(), &mut self.tools, tokens);
        for stretch in &stretches.list {
            filter.read(stretch, &stretches.words, &mut legal);
        }
        self.stretches = stretches;
        if !normal.is_as_written() {
            for place in &mut tokens.places {
                *place = normal.original(*place);
            }
        }
    }

    /// Analyses what a user typed: like [`Self::analyze`], but a particle at the end is recognized as one.
    pub fn analyze_query(&mut self, text: &str) -> Analysis {
        let text = text.trim_end();
        if !text.ends_with(MAYBE_PARTICLES) {
            return self.analyze(text);
        }
        let mut with_noun = self.analyze(&format!("{text}{NOUN_AFTER_QUERY}"));
        with_noun.tokens.retain(|token| token.span.end <= text.len());
        with_noun.morphemes.retain(|morpheme| morpheme.span.end <= text.len());
        // 주의, 동의, 합의 are nouns that end like a noun with 의: a single syllable left over gives them away.
        let last = |analysis: &Analysis| {
            let parts = analysis.tokens.iter().filter(|token| token.kind == TokenKind::Part && token.primary);
            parts.map(|token| (token.text.chars().count(), token.span.end)).next_back()
        };
        let left_over = last(&with_noun).is_some_and(|(syllables, end)| syllables == 1 && end < text.len());
        if left_over {
            let alone = self.analyze(text);
            if last(&alone).is_some_and(|(syllables, end)| syllables > 1 && end == text.len()) {
                return alone;
            }
        }
        with_noun
    }
}

#[cfg(test)]
mod tests;
