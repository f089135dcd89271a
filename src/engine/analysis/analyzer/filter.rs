//! Morphemes and legal tokens → parts and wholes.

use std::borrow::Cow;
use std::iter::Peekable;
use std::slice;

use compact_str::CompactString;

use super::tools::Tools;
use crate::analysis::hanja::{is_hanja, read_each};
use crate::analysis::legal_token::LegalToken;
use crate::analysis::noun::{Part, Piece, Role, parts};
use crate::analysis::token::{Token, TokenKind};
use crate::analysis::verb::verb_token;
use panrye_morph::dictionary::Tag;
use panrye_morph::segment::Morpheme;
use panrye_text::character::is_word_character;
use panrye_text::span::Span;

/// The legal tokens of a text that have not been taken in.
pub(super) type LegalTokens<'l> = Peekable<slice::Iter<'l, LegalToken>>;

/// Where a morpheme is.
pub(super) fn span_of(morpheme: &Morpheme) -> Span {
    Span::new(morpheme.span.start as usize, morpheme.span.end as usize)
}

/// Morphemes → parts and wholes.
pub(super) struct Filter<'t, 'a> {
    text: &'t str,
    tools: &'a mut Tools,
    run: Vec<Piece<'t>>,
    tokens: Vec<Token>,
    /// The next free position.
    position: u32,
    /// Where the last legal token ended.
    covered: usize,
}

impl<'t, 'a> Filter<'t, 'a> {
    pub(super) fn new(text: &'t str, tools: &'a mut Tools) -> Self {
        Self { text, tools, run: Vec::new(), tokens: Vec::new(), position: 0, covered: 0 }
    }

    /// The tokens found so far.
    pub(super) fn into_tokens(self) -> Vec<Token> {
        self.tokens
    }

    /// The tokens found since it was told where to go on.
    pub(super) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The tools.
    pub(super) const fn tools(&self) -> &Tools {
        self.tools
    }

    /// The tools, and the tokens as [`Self::tokens`] has them.
    pub(super) fn tools_and_tokens(&mut self) -> (&mut Tools, &[Token]) {
        (self.tools, &self.tokens)
    }

    /// Forgets the tokens found so far; the next part has this position.
    pub(super) fn go_on_at(&mut self, position: u32) {
        self.tokens.clear();
        self.position = position;
    }

    /// Takes in a stretch of words, with the legal tokens that begin in it.
    pub(super) fn read(&mut self, words: &[Morpheme], span: Span, legal: &mut LegalTokens<'_>) {
        let first = self.tokens.len();
        for (i, word) in words.iter().enumerate() {
            self.take_legal(span_of(word).end, legal);
            self.take(word, words.get(i + 1));
        }
        self.end_run();
        self.take_legal(span.end, legal);
        self.add_surface_words(span, first);
    }

    /// Takes in the legal tokens that begin before `end`, in the place of the words that they cover.
    fn take_legal(&mut self, end: usize, legal: &mut LegalTokens<'_>) {
        while let Some(token) = legal.next_if(|token| token.span.start < end) {
            self.end_run();
            self.push_part(&token.text, None, token.span);
            self.covered = token.span.end;
        }
    }

    /// Takes in a word, unless something before it has covered it.
    fn take(&mut self, word: &Morpheme, next: Option<&Morpheme>) {
        if span_of(word).start < self.covered || self.continues_number(word, next) {
            return;
        }
        if let Some(noun) = self.mistaken_noun(word, next) {
            self.end_run();
            self.take_part(Tag::Nng, Cow::Borrowed(noun.of(self.text)), noun);
            self.covered = noun.end;
            return;
        }
        self.take_word(word);
    }

    /// mecab-ko takes 피고 at the beginning of a sentence for a verb and its ending (피+고, "bloom and"); in a judgment
    /// it is the defendant. The morphemes stay as they are; the token is the noun.
    fn mistaken_noun(&self, morpheme: &Morpheme, next: Option<&Morpheme>) -> Option<Span> {
        const MISTAKEN: [(&str, &str); 1] = [("피", "고")];
        let next = next.filter(|next| next.span.start == morpheme.span.end && next.first_tag() == Tag::Ec)?;
        let (stem, ending) = (morpheme.surface(self.text), next.surface(self.text));
        let (_, rest) = MISTAKEN.iter().find(|(verb, rest)| *verb == stem && ending.starts_with(rest))?;
        let start = morpheme.span.start as usize;
        let verb = matches!(morpheme.first_tag(), Tag::Vv | Tag::Va) && self.begins_word(morpheme);
        verb.then(|| Span::new(start, start + stem.len() + rest.len()))
    }

    /// `1,000,000` and `1.5` are one number each, though the dictionary cuts them at the comma and the point.
    fn continues_number(&mut self, morpheme: &Morpheme, next: Option<&Morpheme>) -> bool {
        let surface = morpheme.surface(self.text);
        let Some(last) = self.run.last_mut().filter(|last| last.role == Role::Number) else {
            return false;
        };
        if last.end != morpheme.span.start {
            return false;
        }
        let digits = |m: &Morpheme| m.surface(self.text).bytes().all(|b| b.is_ascii_digit());
        match surface {
            "," | "." => {
                let follows = next.is_some_and(|next| {
                    next.span.start == morpheme.span.end
                        && digits(next)
                        && (surface == "." || next.surface(self.text).len() == 3)
                });
                if follows {
                    last.end = morpheme.span.end;
                    if surface == "." {
                        last.text.to_mut().push('.');
                    }
                }
                follows
            }
            _ if morpheme.first_tag() == Tag::Sn => {
                last.end = morpheme.span.end;
                last.text.to_mut().push_str(surface);
                true
            }
            _ => false,
        }
    }

    fn take_word(&mut self, morpheme: &Morpheme) {
        if self.run.last().is_some_and(|last| last.end != morpheme.span.start) {
            self.end_run();
        }
        let surface = morpheme.surface(self.text);
        // A particle cannot begin a word: this 을 is a party (乙), as 갑 and 병 are.
        if surface == "을" && self.begins_word(morpheme) {
            return self.take_part(Tag::Nng, Cow::Borrowed(surface), span_of(morpheme));
        }
        if surface.contains(is_hanja) {
            return self.take_hanja(morpheme, surface);
        }
        let mut divided = std::mem::take(&mut self.tools.divided);
        divided.clear();
        self.tools.decompounder.divide(morpheme, surface, &mut divided);
        for part in &divided {
            let span = Span::new(part.span.start as usize, part.span.end as usize);
            let text = part.form.unwrap_or_else(|| span.of(self.text));
            self.take_part(part.tag, Cow::Borrowed(text), span);
        }
        self.tools.divided = divided;
    }

    fn begins_word(&self, morpheme: &Morpheme) -> bool {
        let head = self.text.get(..morpheme.span.start as usize).unwrap_or_default();
        !head.chars().next_back().is_some_and(is_word_character)
    }

    /// One part of a word: it goes on with the run of nouns, or ends it and is a verb's stem or nothing.
    fn take_part(&mut self, tag: Tag, text: Cow<'t, str>, span: Span) {
        if let Some(role) = role_in_run(tag, &text, self.run.last()) {
            let upper = tag == Tag::Sl && text.bytes().any(|b| b.is_ascii_uppercase());
            let text = if upper { Cow::Owned(text.to_lowercase()) } else { text };
            self.run.push(Piece { text, start: span.start as u32, end: span.end as u32, role });
            return;
        }
        self.end_run();
        if let Some(text) = verb_token(tag, &text) {
            self.push_part(&text, None, span);
        }
    }

    /// A word in hanja: its reading is analyzed in its place, all of its parts on the span of the word.
    fn take_hanja(&mut self, morpheme: &Morpheme, surface: &str) {
        let word = self.tools.lexicon.dictionary().word(morpheme.word);
        let reading = match word.and_then(|word| word.reading) {
            Some(reading) if !reading.contains(is_hanja) => reading.to_owned(),
            _ => read_each(&self.tools.lexicon, &mut self.tools.segmenter, surface),
        };
        let (start, end) = (morpheme.span.start, morpheme.span.end);
        if reading.contains(is_hanja) || reading.chars().count() == 1 {
            self.run.push(Piece { text: Cow::Owned(reading), start, end, role: Role::Noun });
            return;
        }
        let (mut found, mut divided) = (Vec::new(), Vec::new());
        self.tools.segmenter.segment(&reading, &mut found);
        for read in &found {
            self.tools.decompounder.divide(read, read.surface(&reading), &mut divided);
        }
        for part in divided {
            let text = part
                .form
                .unwrap_or_else(|| Span::new(part.span.start as usize, part.span.end as usize).of(&reading));
            let role = Role::of(part.tag).unwrap_or(Role::Noun);
            self.run.push(Piece { text: Cow::Owned(text.to_owned()), start, end, role });
        }
    }

    /// Ends the run of nouns: its parts become tokens, and the run itself where it has several.
    fn end_run(&mut self) {
        if self.run.is_empty() {
            return;
        }
        let run = std::mem::take(&mut self.run);
        let begin = self.position;
        let found = parts(&run);
        let (several, first) = (found.len() > 1, self.tokens.len());
        for Part { full, bare, start, end } in found {
            self.push_part(&full, bare.as_deref(), Span::new(start as usize, end as usize));
        }
        if let (true, Some(head), Some(tail)) = (several, run.first(), run.last()) {
            let span = Span::new(head.start as usize, tail.end as usize);
            let text = run.iter().map(|piece| piece.text.as_ref()).collect();
            let whole = Token { text, kind: TokenKind::Whole, position: begin, span, primary: true };
            self.tokens.insert(first, whole);
        }
        self.run = run;
        self.run.clear();
    }

    /// Adds the surface words of a stretch, whose parts are the tokens from the number `first` on: letters and digits
    /// between everything else, in lower case.
    fn add_surface_words(&mut self, stretch: Span, first: usize) {
        let analyzed = self.tokens.len();
        // The first part that does not lie before the word.
        let mut next = first;
        let mut start = None;
        let text = stretch.of(self.text);
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            match (start, is_word_character(c)) {
                (None, true) => start = Some(stretch.start + at),
                (Some(begin), false) => {
                    let is_before = |token: &Token| token.kind != TokenKind::Part || token.span.start < begin;
                    next += self.tokens[next..analyzed].iter().take_while(|token| is_before(token)).count();
                    let position =
                        self.tokens[..analyzed].get(next).map_or(self.position, |part| part.position);
                    let span = Span::new(begin, stretch.start + at);
                    let text = lower_case(span.of(self.text));
                    self.tokens.push(Token { text, kind: TokenKind::Word, position, span, primary: true });
                    start = None;
                }
                _ => {}
            }
        }
    }

    fn push_part(&mut self, full: &str, bare: Option<&str>, span: Span) {
        let token = |text: &str, primary| Token {
            text: text.into(),
            kind: TokenKind::Part,
            position: self.position,
            span,
            primary,
        };
        let full = token(full, true);
        let bare = bare.map(|bare| token(bare, false));
        self.tokens.push(full);
        self.tokens.extend(bare);
        self.position += 1;
    }
}

/// The role of a word in the run so far. Pronouns, dependent nouns and lone numerals say too little to be searched.
fn role_in_run(tag: Tag, surface: &str, last: Option<&Piece<'_>>) -> Option<Role> {
    let after_number = last.is_some_and(|last| matches!(last.role, Role::Number | Role::Unit));
    match tag {
        Tag::Nr if after_number => Some(Role::Unit),
        Tag::Nr | Tag::Np if surface.chars().count() > 1 && !is_pointing(surface) => Some(Role::Noun),
        // Interjections inside a word are pieces of a name that the dictionary does not know (에+어+팟).
        Tag::Ic => Some(Role::Noun),
        Tag::Mag if surface.chars().count() > 1 => Some(Role::Noun),
        Tag::Unknown if surface.chars().all(char::is_alphanumeric) => Some(Role::Noun),
        Tag::Sn if !surface.chars().any(char::is_alphanumeric) => None,
        _ => Role::of(tag),
    }
}

fn is_pointing(surface: &str) -> bool {
    ["이것", "그것", "저것", "여기", "거기", "저기", "무엇", "누구", "우리"].contains(&surface)
}

fn lower_case(word: &str) -> CompactString {
    let has_case = |c: char| !matches!(c, '가'..='힣' | '0'..='9' | 'a'..='z');
    if word.contains(has_case) { CompactString::from_str_to_lowercase(word) } else { word.into() }
}
