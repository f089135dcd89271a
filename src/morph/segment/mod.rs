//! Text to morphemes, as mecab-ko cuts and tags them.
//!
//! Owns the search for the best sequence of words; what a word is, the dictionary says, and what to do with the words
//! is for others to decide. Spans are byte ranges of the text that was given; whitespace is in none of them.
//!
//! A text may be of any length and need not have sentences: it passes through a window of bounded size, and a word is
//! handed out as soon as nothing that follows can change it. Time is proportional to the text, memory is not.
//!
//! Texts of one kind repeat most of their eojeols; the paths through those are kept, and the lattice passes them as if
//! they were words.

mod candidates;
mod dominance;
mod eojeol;
mod lattice;
mod memory;
mod nodes;
mod window;

use std::num::NonZeroU32;
use std::ops::Range;
use std::sync::Arc;

use super::dictionary::{Tag, WordClass, WordId, WordKind};
use super::lexicon::Lexicon;
use eojeol::InnerWord;
use lattice::{EDGE, Lattice};
use memory::{Exchange, Memory};
use nodes::{Content, Node};
use panrye_text::character::boundary_before;
use window::{Buffer, Window};

/// Characters in the window, if that is enough. A larger one gains nothing and leaves the processor's cache.
const WINDOW: usize = 1024;

/// A window that is still undecided at this many characters is cut at the cheapest word. No judgment comes near;
/// something like one syllable repeated for pages can.
const LARGEST_WINDOW: usize = 20_000;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Morpheme {
    /// Where it lies: bytes of the text that was given.
    pub span: Range<u32>,
    /// Which word it is.
    pub word: WordId,
    /// Its tags and kind.
    pub class: &'static WordClass,
}

impl Morpheme {
    /// The tag as the dictionary writes it, `NNG` or, for a fused form, `XSV+EC`.
    pub fn tag(&self) -> &'static str {
        self.class.tag
    }

    /// Tag of its first part.
    pub fn first_tag(&self) -> Tag {
        self.class.first_tag
    }

    /// Tag of its last part.
    pub fn last_tag(&self) -> Tag {
        self.class.last_tag
    }

    /// How the word is built.
    pub fn kind(&self) -> WordKind {
        self.class.kind
    }

    /// What it covers of the text it was found in.
    pub fn surface<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.span.start as usize..self.span.end as usize).unwrap_or_default()
    }
}

/// Cuts texts into morphemes. Cheap to make; keep one for each thread, since it reuses its memory. A clone for another
/// thread is told what this one finds out about the language of the texts, and tells it.
pub struct Segmenter {
    lexicon: Lexicon,
    lattice: Lattice,
    buffer: Buffer,
    /// The window is filled up to this many characters.
    window: usize,
    /// What is decided, from back to front.
    decided: Vec<Node>,
}

impl Clone for Segmenter {
    fn clone(&self) -> Self {
        Self::taking_part(self.lexicon.clone(), Arc::clone(self.lattice.memory().exchange()))
    }
}

impl Segmenter {
    /// A segmenter over these words.
    pub fn new(lexicon: impl Into<Lexicon>) -> Self {
        Self::taking_part(lexicon.into(), Arc::default())
    }

    fn taking_part(lexicon: Lexicon, exchange: Arc<Exchange>) -> Self {
        Self {
            lattice: Lattice::new(lexicon.clone(), exchange),
            lexicon,
            buffer: Buffer::default(),
            window: WINDOW,
            decided: Vec::new(),
        }
    }

    /// Adds the morphemes of `text` to `morphemes`, in order. Of a text of more than 4 GiB only the beginning.
    pub fn segment(&mut self, text: &str, morphemes: &mut Vec<Morpheme>) {
        self.for_each(text, |morpheme| morphemes.push(morpheme));
    }

    /// Calls `found` with each morpheme of `text`, in order, without keeping them. Of a text of more than 4 GiB only
    /// the beginning.
    pub fn for_each(&mut self, text: &str, mut found: impl FnMut(Morpheme)) {
        self.cut(text, |cut| match cut {
            Cut::Word(morpheme) => found(morpheme),
            Cut::Eojeol(eojeol) => eojeol.morphemes().for_each(&mut found),
        });
    }

    /// Calls `found` with each word of `text` or, where one is known, with a whole eojeol, in order.
    pub fn cut(&mut self, text: &str, mut found: impl FnMut(Cut<'_>)) {
        let text = within_span(text);
        let mut window = Window::new(text, std::mem::take(&mut self.buffer));
        let mut target = self.window;
        self.lattice.restart(EDGE);
        loop {
            window.fill(target, self.lexicon.dictionary(), self.lattice.space());
            self.lattice.extend(&window);
            let full = target >= LARGEST_WINDOW;
            let last = if window.is_exhausted() {
                self.lattice.last()
            } else {
                self.lattice.decided().or_else(|| self.lattice.provisional().filter(|_| full))
            };
            if let Some(last) = last {
                self.hand_out(&window, last, &mut found);
            }
            if window.is_exhausted() {
                break;
            }
            match last.map(|last| *self.lattice.node(last)) {
                Some(node) => {
                    window.advance(usize::from(node.end));
                    self.lattice.restart(node.right);
                    target = self.window;
                }
                None => target = LARGEST_WINDOW.min(2 * target),
            }
        }
        self.buffer = window.into_buffer();
    }

    /// Hands out what lies before the node `last`, and itself.
    fn hand_out(&mut self, window: &Window<'_>, last: u32, found: &mut impl FnMut(Cut<'_>)) {
        self.decided.clear();
        self.decided.extend(self.lattice.way_back(last));
        let (memory, lexicon) = (self.lattice.memory(), &self.lexicon);
        for node in self.decided.iter().rev() {
            let (start, mut end) = (usize::from(node.start), usize::from(node.end));
            match node.content {
                Content::Word(word) => {
                    // Four words of the dictionary end in a space by mistake.
                    while end > start + 1 && self.lattice.is_space(window, end - 1) {
                        end -= 1;
                    }
                    if let Some(class) = lexicon.class(word) {
                        let span = window.offset(start)..window.offset(end);
                        found(Cut::Word(Morpheme { span, word, class }));
                    }
                }
                Content::Path(path) => {
                    found(Cut::Eojeol(KnownEojeol { path, start, end, window, memory, lexicon }));
                }
            }
        }
    }

    /// Which memory of eojeols the paths through them belong to: another number says that all were forgotten.
    pub const fn generation(&self) -> u32 {
        self.lattice.memory().generation()
    }

    /// What was noted about a path through an eojeol in this generation.
    pub fn noted(&self, path: EojeolPathId) -> Option<NonZeroU32> {
        self.lattice.memory().noted(path.0)
    }

    /// Notes something about a path through an eojeol, for whoever meets it again in this generation.
    pub fn note(&mut self, path: EojeolPathId, note: NonZeroU32) {
        self.lattice.memory_mut().note(path.0, note);
    }
}

/// What a text is cut into.
pub enum Cut<'s> {
    /// A word.
    Word(Morpheme),
    /// All words of an eojeol that is known.
    Eojeol(KnownEojeol<'s>),
}

/// A path through an eojeol: which words it is cut into. Of one generation of the memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EojeolPathId(u32);

/// An eojeol that is cut as it was before, where nothing around it makes a difference.
pub struct KnownEojeol<'s> {
    path: u32,
    /// Positions in the window.
    start: usize,
    end: usize,
    window: &'s Window<'s>,
    memory: &'s Memory,
    lexicon: &'s Lexicon,
}

impl KnownEojeol<'_> {
    /// Which words it is cut into.
    pub const fn path(&self) -> EojeolPathId {
        EojeolPathId(self.path)
    }

    /// What was noted about its path in this generation.
    pub fn noted(&self) -> Option<NonZeroU32> {
        self.memory.noted(self.path)
    }

    /// The generation of the memory that its path belongs to.
    pub const fn generation(&self) -> u32 {
        self.memory.generation()
    }

    /// Where it is.
    pub fn span(&self) -> Range<u32> {
        self.window.offset(self.start)..self.window.offset(self.end)
    }

    /// Its words.
    pub fn morphemes(&self) -> impl Iterator<Item = Morpheme> {
        let place = |position: u8| self.window.offset(self.start + usize::from(position));
        self.memory.words(self.path).filter_map(move |InnerWord { word, start, end }| {
            let class = self.lexicon.class(word)?;
            Some(Morpheme { span: place(start)..place(end), word, class })
        })
    }
}

/// The beginning of `text` that a span can point into.
fn within_span(text: &str) -> &str {
    text.get(..boundary_before(text, u32::MAX as usize)).unwrap_or_default()
}

#[cfg(test)]
mod expected;
#[cfg(test)]
mod tests;
