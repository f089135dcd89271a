//! The line of an analyzed text.

use schemars::JsonSchema;
use serde::Serialize;

use super::Line;
use panrye_engine::analysis::Analysis;
use panrye_text::span::CharOffsets;

/// What becomes of a text: morphemes, then index tokens (`analyze`).
#[derive(Debug, Serialize, JsonSchema)]
pub struct AnalysisLine<'t> {
    /// The morphemes of the text, in order.
    morphemes: Vec<MorphemeObject<'t>>,
    /// The tokens of the index, in the order of their beginnings.
    tokens: Vec<TokenObject<'t>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct MorphemeObject<'t> {
    /// The text as given.
    surface: &'t str,
    /// Its tag in mecab-ko-dic.
    tag: &'static str,
    /// Where it begins, in characters.
    start: usize,
    /// Where it ends.
    end: usize,
}

#[derive(Debug, Serialize, JsonSchema)]
struct TokenObject<'t> {
    /// The token as the index has it.
    text: &'t str,
    /// Its position in the field.
    position: u32,
    /// Where what it stands for begins, in characters.
    start: usize,
    /// Where it ends.
    end: usize,
    /// `part`, `whole` or `word`.
    kind: String,
}

impl Line for AnalysisLine<'_> {
    const KIND: &'static str = "analysis";
    const COLUMNS: &'static [&'static str] =
        &["tokens.position", "tokens.kind", "tokens.text", "tokens.start", "tokens.end"];
}

impl<'t> AnalysisLine<'t> {
    /// The line of a text and its analysis; offsets count characters of the text.
    pub fn new(text: &'t str, analysis: &'t Analysis) -> Self {
        let mut offsets = CharOffsets::new(text);
        let morphemes = analysis.morphemes.iter().map(|morpheme| {
            let (start, end) = offsets.range(morpheme.span);
            MorphemeObject { surface: morpheme.span.of(text), tag: morpheme.tag, start, end }
        });
        let morphemes = morphemes.collect();
        let mut offsets = CharOffsets::new(text);
        let tokens = analysis.tokens.iter().map(|token| {
            let (start, end) = offsets.range(token.span);
            TokenObject {
                text: &token.text,
                position: token.position,
                start,
                end,
                kind: token.kind.to_string(),
            }
        });
        Self { morphemes, tokens: tokens.collect() }
    }
}
