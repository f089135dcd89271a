//! The stretches of a text → its tokens as the index takes them in: those of words are made, those of eojeols that come
//! again are repeated.

use std::num::NonZeroU32;

use super::filter::{Filter, LegalTokens};
use super::stretch::{Content, Stretch};
use super::tools::Tools;
use crate::analysis::index_tokens::IndexTokens;
use panrye_morph::segment::{EojeolPathId, Morpheme};

/// Takes in a text stretch by stretch.
pub(super) struct IndexFilter<'t, 'a> {
    filter: Filter<'t, 'a>,
    tokens: &'a mut IndexTokens,
}

impl<'t, 'a> IndexFilter<'t, 'a> {
    /// A filter that adds to `tokens`, which are empty.
    pub(super) fn new(text: &'t str, tools: &'a mut Tools, tokens: &'a mut IndexTokens) -> Self {
        Self { filter: Filter::new(text, tools), tokens }
    }

    /// Takes in a stretch, with the legal tokens that begin in it.
    pub(super) fn read(&mut self, stretch: &Stretch, words: &[Morpheme], legal: &mut LegalTokens<'_>) {
        match &stretch.content {
            Content::Words(range) => {
                self.filter.read(&words[range.clone()], stretch.span, legal);
                self.take_over();
            }
            Content::Eojeol(range, path) => {
                // It may have come before in the same text: then its tokens are kept by now.
                if let Some(note) = self.noted(*path) {
                    return self.repeat(note, stretch.span.start);
                }
                self.filter.read(&words[range.clone()], stretch.span, legal);
                self.keep(*path, stretch.span.start);
                self.take_over();
            }
            Content::Known(note) => self.repeat(*note, stretch.span.start),
        }
    }

    /// What was noted of a path since the text was cut, unless the segmenter has forgotten it since.
    fn noted(&self, path: EojeolPathId) -> Option<NonZeroU32> {
        let Tools { segmenter, kept, .. } = self.filter.tools();
        kept.holds(segmenter.generation()).then(|| segmenter.noted(path)).flatten()
    }

    /// Keeps the tokens of the eojeol that was read last.
    fn keep(&mut self, path: EojeolPathId, start: usize) {
        let position = self.tokens.positions();
        let (Tools { segmenter, kept, .. }, found) = self.filter.tools_and_tokens();
        if !kept.holds(segmenter.generation()) {
            return;
        }
        if let Some(note) = kept.keep(found, start, position) {
            segmenter.note(path, note);
        }
    }

    /// Adds the tokens that the filter has found.
    fn take_over(&mut self) {
        for token in self.filter.tokens() {
            self.tokens.push(token);
        }
        self.filter.go_on_at(self.tokens.positions());
    }

    fn repeat(&mut self, note: NonZeroU32, start: usize) {
        self.filter.tools().kept.repeat(note, start, self.tokens);
        self.filter.go_on_at(self.tokens.positions());
    }
}
