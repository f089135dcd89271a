//! The analyser: one pipeline for index and query.
//!
//! Normal spelling → legal tokens and morphemes → parts, wholes and words. The morphemes are those of the whole text,
//! as mecab-ko has them; legal tokens replace the index tokens of the morphemes that they cover.

use std::borrow::Cow;

use compact_str::CompactString;

use super::decompound::{Decompounder, Part as DividedPart};
use super::dictionary::Tag;
use super::hanja::{is_hanja, read_each};
use super::legal_token::{LegalToken, legal_tokens};
use super::lexicon::Lexicon;
use super::normalize::Normalized;
use super::noun::{Part, Piece, Role, parts};
use super::segment::{Morpheme, Segmenter};
use super::token::{AnalysedMorpheme, Analysis, Token, TokenKind};
use super::verb::verb_token;
use crate::character::is_word_character;
use crate::span::Span;

/// Version of everything in this room that decides which tokens a text gets: raised with every change of them.
pub const ANALYSER_VERSION: u32 = 1;

/// A query that ends in one of these may end in a particle, which the lattice does not see without a word after it.
const MAYBE_PARTICLES: [char; 14] =
    ['의', '이', '가', '을', '를', '은', '는', '에', '로', '와', '과', '도', '만', '서'];
/// The word that is put after such a query: a noun that changes no analysis before it (measured on the seed judgment).
const NOUN_AFTER_QUERY: &str = " 사건";

/// Text → [`Analysis`]. Keeps its memory from text to text; one for each thread.
pub struct Analyser {
    lexicon: Lexicon,
    segmenter: Segmenter,
    decompounder: Decompounder,
    found: Vec<Morpheme>,
    divided: Vec<DividedPart>,
}

impl Clone for Analyser {
    fn clone(&self) -> Self {
        Self::over(self.lexicon.clone(), self.segmenter.clone())
    }
}

impl Analyser {
    /// An analyser over a dictionary, with or without words of the user.
    pub fn new(lexicon: impl Into<Lexicon>) -> Self {
        let lexicon = lexicon.into();
        Self::over(lexicon.clone(), Segmenter::new(lexicon))
    }

    fn over(lexicon: Lexicon, segmenter: Segmenter) -> Self {
        Self {
            segmenter,
            decompounder: Decompounder::new(lexicon.clone()),
            lexicon,
            found: Vec::new(),
            divided: Vec::new(),
        }
    }

    /// Names everything that decides which tokens a text gets: an index must be searched with the one it was built with.
    pub fn fingerprint(&self) -> String {
        let short = |hash: &str| hash.get(..12).unwrap_or(hash).to_owned();
        let user = self.lexicon.user().map(|user| format!("+{}", short(user.hash()))).unwrap_or_default();
        format!("{ANALYSER_VERSION}-{}{user}", short(self.lexicon.dictionary().hash()))
    }

    /// Analyses a text.
    pub fn analyse(&mut self, text: &str) -> Analysis {
        let mut tokens = Vec::new();
        let normal = self.analyse_into(text, &mut tokens);
        let morpheme = |morpheme: &Morpheme| AnalysedMorpheme {
            span: normal.original(span_of(morpheme)),
            tag: morpheme.tag(),
        };
        Analysis { morphemes: self.found.iter().map(morpheme).collect(), tokens }
    }

    /// Analyses a text for its tokens alone, which take the place of what was in `tokens`.
    pub fn tokens(&mut self, text: &str, tokens: &mut Vec<Token>) {
        self.analyse_into(text, tokens);
    }

    /// Leaves the morphemes of the text's normal spelling, which is returned, in `found`.
    fn analyse_into<'t>(&mut self, text: &'t str, tokens: &mut Vec<Token>) -> Normalized<'t> {
        let normal = Normalized::new(text);
        let mut found = std::mem::take(&mut self.found);
        found.clear();
        tokens.clear();
        self.segmenter.segment(normal.text(), &mut found);
        let mut filter = Filter::new(normal.text(), self, tokens);
        filter.run(&found, &legal_tokens(normal.text()));
        words(normal.text(), tokens);
        if !normal.is_as_written() {
            for token in tokens {
                token.span = normal.original(token.span);
            }
        }
        self.found = found;
        normal
    }

    /// Analyses what a user typed: like [`Self::analyse`], but a particle at the end is recognised as one.
    pub fn analyse_query(&mut self, text: &str) -> Analysis {
        let text = text.trim_end();
        if !text.ends_with(MAYBE_PARTICLES) {
            return self.analyse(text);
        }
        let mut with_noun = self.analyse(&format!("{text}{NOUN_AFTER_QUERY}"));
        with_noun.tokens.retain(|token| token.span.end <= text.len());
        with_noun.morphemes.retain(|morpheme| morpheme.span.end <= text.len());
        // 주의, 동의, 합의 are nouns that end like a noun with 의: a single syllable left over gives them away.
        let last = |analysis: &Analysis| {
            let parts = analysis.tokens.iter().filter(|token| token.kind == TokenKind::Part && token.primary);
            parts.map(|token| (token.text.chars().count(), token.span.end)).next_back()
        };
        let left_over = last(&with_noun).is_some_and(|(syllables, end)| syllables == 1 && end < text.len());
        if left_over {
            let alone = self.analyse(text);
            if last(&alone).is_some_and(|(syllables, end)| syllables > 1 && end == text.len()) {
                return alone;
            }
        }
        with_noun
    }
}

fn span_of(morpheme: &Morpheme) -> Span {
    Span::new(morpheme.span.start as usize, morpheme.span.end as usize)
}

/// Morphemes → parts and wholes.
struct Filter<'t, 'a> {
    text: &'t str,
    analyser: &'a mut Analyser,
    run: Vec<Piece<'t>>,
    tokens: &'a mut Vec<Token>,
    position: u32,
}

impl<'t, 'a> Filter<'t, 'a> {
    fn new(text: &'t str, analyser: &'a mut Analyser, tokens: &'a mut Vec<Token>) -> Self {
        Self { text, analyser, run: Vec::new(), tokens, position: 0 }
    }

    fn run(&mut self, morphemes: &[Morpheme], legal: &[LegalToken]) {
        let mut legal = legal.iter().peekable();
        let mut covered = 0;
        for (i, morpheme) in morphemes.iter().enumerate() {
            let span = span_of(morpheme);
            if span.start < covered {
                continue;
            }
            while let Some(token) = legal.next_if(|token| token.span.start < span.end) {
                self.end_run();
                self.push_part(&token.text, None, token.span);
                covered = token.span.end;
            }
            if span.start < covered || self.continues_number(morpheme, morphemes.get(i + 1)) {
                continue;
            }
            if let Some(noun) = self.mistaken_noun(morpheme, morphemes.get(i + 1)) {
                self.end_run();
                self.take_part(Tag::Nng, Cow::Borrowed(noun.of(self.text)), noun);
                covered = noun.end;
                continue;
            }
            self.take(morpheme);
        }
        self.end_run();
        for token in legal {
            self.push_part(&token.text, None, token.span);
        }
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

    fn take(&mut self, morpheme: &Morpheme) {
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
        let mut divided = std::mem::take(&mut self.analyser.divided);
        divided.clear();
        self.analyser.decompounder.divide(morpheme, surface, &mut divided);
        for part in &divided {
            let span = Span::new(part.span.start as usize, part.span.end as usize);
            let text = part.form.unwrap_or_else(|| span.of(self.text));
            self.take_part(part.tag, Cow::Borrowed(text), span);
        }
        self.analyser.divided = divided;
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

    /// A word in hanja: its reading is analysed in its place, all of its parts on the span of the word.
    fn take_hanja(&mut self, morpheme: &Morpheme, surface: &str) {
        let word = self.analyser.lexicon.dictionary().word(morpheme.word);
        let reading = match word.and_then(|word| word.reading) {
            Some(reading) if !reading.contains(is_hanja) => reading.to_owned(),
            _ => read_each(&self.analyser.lexicon, &mut self.analyser.segmenter, surface),
        };
        let (start, end) = (morpheme.span.start, morpheme.span.end);
        if reading.contains(is_hanja) || reading.chars().count() == 1 {
            self.run.push(Piece { text: Cow::Owned(reading), start, end, role: Role::Noun });
            return;
        }
        let (mut found, mut divided) = (Vec::new(), Vec::new());
        self.analyser.segmenter.segment(&reading, &mut found);
        for read in &found {
            self.analyser.decompounder.divide(read, read.surface(&reading), &mut divided);
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

/// Adds the surface words of a text: letters and digits between everything else, in lower case.
fn words(text: &str, tokens: &mut Vec<Token>) {
    let analysed = tokens.len();
    let is_part = |token: &&Token| token.kind == TokenKind::Part;
    let after_last = tokens.iter().rfind(is_part).map_or(0, |part| part.position + 1);
    // The first part that does not lie before the word.
    let mut next = 0;
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, is_word_character(c)) {
            (None, true) => start = Some(at),
            (Some(begin), false) => {
                let is_before = |token: &Token| token.kind != TokenKind::Part || token.span.start < begin;
                next += tokens[next..analysed].iter().take_while(|token| is_before(token)).count();
                let position = tokens[..analysed].get(next).map_or(after_last, |part| part.position);
                let span = Span::new(begin, at);
                let text = lower_case(span.of(text));
                tokens.push(Token { text, kind: TokenKind::Word, position, span, primary: true });
                start = None;
            }
            _ => {}
        }
    }
}

fn lower_case(word: &str) -> CompactString {
    let has_case = |c: char| !matches!(c, '가'..='힣' | '0'..='9' | 'a'..='z');
    if word.contains(has_case) { CompactString::from_str_to_lowercase(word) } else { word.into() }
}

#[cfg(test)]
mod tests;
