//! The parts of a word: 손해배상 is 손해 and 배상, and a search for either should find it.
//!
//! Takes them from the expression of the dictionary (`손해/NNG/*+배상/NNG/*`) or from the parts the user gave. Decides
//! where they lie in the text, not which of them are worth a token.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::dictionary::{Tag, WordId, WordKind, WordOrigin};
use super::lexicon::Lexicon;
use super::segment::Morpheme;

/// One part of a word, or the word itself where it has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where it lies: bytes of the text, as in the morpheme.
    pub span: Range<u32>,
    /// Its tag.
    pub tag: Tag,
    /// How it is written in the dictionary, where its surface does not show it: 하 for 한다.
    pub form: Option<&'static str>,
}

/// Takes words apart. A word that has been taken apart once is known from then on: one for each thread.
pub struct Decompounder {
    lexicon: Lexicon,
    /// Where the parts of a word of the dictionary are in `parts`; they are the same wherever the word is.
    known: FxHashMap<WordId, Range<usize>>,
    /// Parts of words that begin at byte 0.
    parts: Vec<Part>,
}

impl Decompounder {
    /// Takes apart words of this lexicon.
    pub fn new(lexicon: Lexicon) -> Self {
        Self { lexicon, known: FxHashMap::default(), parts: Vec::new() }
    }

    /// Adds the parts of `morpheme`, whose surface is given, to `parts`; at least one.
    ///
    /// The parts of a compound and of a word analyzed beforehand are written one after the other, and so is each given
    /// its place. The stem and the endings of a fused form (한다 = 하 + ㄴ다) seldom are; then the stem alone is the
    /// part, and it covers the whole word.
    pub fn divide(&mut self, morpheme: &Morpheme, surface: &str, parts: &mut Vec<Part>) {
        let start = morpheme.span.start;
        let found = match morpheme.word.origin() {
            WordOrigin::User(_) => user_parts(&self.lexicon, morpheme, parts),
            WordOrigin::Dictionary(_) if morpheme.kind() != WordKind::Plain => {
                let known = self.known_parts(morpheme, surface).iter();
                parts.extend(known.map(|part| Part {
                    span: start + part.span.start..start + part.span.end,
                    ..part.clone()
                }));
                Some(())
            }
            WordOrigin::Dictionary(_) | WordOrigin::Unknown(_) => None,
        };
        if found.is_none() {
            parts.push(Part { span: morpheme.span.clone(), tag: morpheme.first_tag(), form: None });
        }
    }

    fn known_parts(&mut self, morpheme: &Morpheme, surface: &str) -> &[Part] {
        let Self { lexicon, known, parts } = self;
        let place = known.entry(morpheme.word).or_insert_with(|| {
            let first = parts.len();
            if expression_parts(lexicon, morpheme, surface, parts).is_none() {
                parts.truncate(first);
                parts.push(Part { span: 0..surface.len() as u32, tag: morpheme.first_tag(), form: None });
            }
            first..parts.len()
        });
        &self.parts[place.clone()]
    }
}

fn user_parts(lexicon: &Lexicon, morpheme: &Morpheme, parts: &mut Vec<Part>) -> Option<()> {
    let word = lexicon.user()?.word(morpheme.word)?;
    let mut start = morpheme.span.start;
    for part in word.parts() {
        let end = start + part.len() as u32;
        parts.push(Part { span: start..end, tag: morpheme.first_tag(), form: None });
        start = end;
    }
    (start > morpheme.span.start).then_some(())
}

/// The parts that the expression of the dictionary names, of a word that begins at byte 0.
fn expression_parts(
    lexicon: &Lexicon,
    morpheme: &Morpheme,
    surface: &str,
    parts: &mut Vec<Part>,
) -> Option<()> {
    let expression = lexicon.dictionary().word(morpheme.word)?.expression?;
    let before = parts.len();
    if place(components(expression), surface, parts).is_none() {
        parts.truncate(before);
        if morpheme.kind() != WordKind::Inflect {
            return None;
        }
        let (stem, tag) = components(expression).next()??;
        parts.push(Part { span: 0..surface.len() as u32, tag, form: Some(stem) });
    }
    Some(())
}

/// The text and tag of each component of an expression; `None` for one that is not of the form `text/TAG/class`.
fn components(expression: &'static str) -> impl Iterator<Item = Option<(&'static str, Tag)>> {
    expression.split('+').map(|component| {
        let mut fields = component.split('/');
        let (text, tag) = (fields.next()?, Tag::from_name(fields.next()?)?);
        (!text.is_empty()).then_some((text, tag))
    })
}

/// Places the components one after the other; `None` unless they make up the surface.
fn place(
    components: impl Iterator<Item = Option<(&'static str, Tag)>>,
    surface: &str,
    parts: &mut Vec<Part>,
) -> Option<()> {
    let mut rest = surface;
    for component in components {
        let (text, tag) = component?;
        let at = (surface.len() - rest.len()) as u32;
        rest = rest.strip_prefix(text)?;
        parts.push(Part { span: at..at + text.len() as u32, tag, form: None });
    }
    rest.is_empty().then_some(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::string_slice)]
    use super::*;
    use crate::segment::Segmenter;

    /// `surface/TAG`, with `=form` where the surface does not show the form.
    fn parts_of(text: &str) -> Vec<String> {
        let lexicon = Lexicon::embedded().unwrap();
        let (mut morphemes, mut parts) = (Vec::new(), Vec::new());
        Segmenter::new(lexicon.clone()).segment(text, &mut morphemes);
        let mut decompounder = Decompounder::new(lexicon);
        for morpheme in &morphemes {
            decompounder.divide(morpheme, morpheme.surface(text), &mut parts);
        }
        let show = |part: &Part| {
            let surface = &text[part.span.start as usize..part.span.end as usize];
            let form = part.form.map_or(String::new(), |form| format!("={form}"));
            format!("{surface}{form}/{}", part.tag.name())
        };
        parts.iter().map(show).collect()
    }

    #[test]
    fn compounds_are_taken_apart_and_fused_forms_keep_their_stem() {
        let table: &[(&str, &[&str])] = &[
            ("판결", &["판결/NNG"]),
            ("대법원", &["대/NNG", "법원/NNG"]),
            ("근저당", &["근/NNG", "저당/NNG"]),
            ("부담한다", &["부담/NNG", "한다=하/XSV"]),
            ("면할", &["면/NNG", "할=하/XSV"]),
            ("대법원 대법원", &["대/NNG", "법원/NNG", "대/NNG", "법원/NNG"]),
        ];
        for (text, expected) in table {
            assert_eq!(parts_of(text), *expected, "{text}");
        }
    }
}
