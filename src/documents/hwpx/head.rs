//! What stands before the paragraphs of a .hwpx without being written in them, by the definitions of its head.

use std::collections::HashMap;

use crate::Error;
use crate::counters::{Counters, LEVELS, Level, Piece, pattern};
use crate::numerals::Numerals;
use crate::xml::{Element, Visitor};

/// The definitions, and how far each list has got.
#[derive(Default)]
pub(super) struct Head {
    paragraphs: HashMap<String, Heading>,
    lists: HashMap<String, HashMap<usize, Option<Level>>>,
    bullets: HashMap<String, String>,
    counters: HashMap<String, Counters>,
    paragraph: Option<String>,
    list: Option<String>,
    level: Option<(usize, Level, Option<Numerals>, String)>,
    open: Vec<Ending>,
}

/// How the paragraphs of a form begin.
struct Heading {
    kind: Kind,
    list: String,
    level: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Outline,
    Number,
    Bullet,
}

/// What ends with an element.
enum Ending {
    Paragraph,
    List,
    Level,
    Nothing,
}

/// What stands before a paragraph.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing.
    None,
    /// This text.
    Shown(String),
    /// A number by a rule that is not known.
    Unknown,
}

impl Head {
    /// What stands before a paragraph of a form; `outline` is the list of the section's headings.
    pub(super) fn mark(&mut self, paragraph: &str, outline: &str) -> Mark {
        let Some(heading) = self.paragraphs.get(paragraph) else { return Mark::None };
        let list = if heading.kind == Kind::Outline { outline } else { &heading.list };
        if heading.kind == Kind::Bullet {
            return self.bullets.get(list).map_or(Mark::Unknown, |mark| Mark::Shown(mark.clone()));
        }
        let Some(levels) = self.lists.get(list).filter(|_| heading.level < LEVELS) else {
            return Mark::Unknown;
        };
        let counters = self.counters.entry(list.to_owned()).or_default();
        match counters.next(heading.level, |level| levels.get(&level)?.as_ref()) {
            None => Mark::Unknown,
            Some(number) if number.trim().is_empty() => Mark::None,
            Some(number) => Mark::Shown(number + " "),
        }
    }

    fn end_level(&mut self) {
        let Some((at, mut level, numerals, text)) = self.level.take() else { return };
        level.pattern = pattern(&text, '^');
        let is_plain = !level.pattern.iter().any(|piece| matches!(piece, Piece::Number(_)));
        let known = numerals.or(is_plain.then_some(Numerals::None));
        // `^n` stands for the numbers of all levels.
        let known = known.filter(|_| !text.contains("^n") && !text.contains("^N"));
        if let Some(list) = &self.list {
            let level = known.map(|numerals| Level { numerals, ..level });
            self.lists.entry(list.clone()).or_default().insert(at, level);
        }
    }
}

/// How OWPML calls the kinds of numbers.
pub(super) fn numerals(format: &str) -> Option<Numerals> {
    Some(match format {
        "DIGIT" => Numerals::Digits,
        "CIRCLED_DIGIT" => Numerals::Circled,
        "ROMAN_CAPITAL" => Numerals::RomanCapital,
        "ROMAN_SMALL" => Numerals::RomanSmall,
        "LATIN_CAPITAL" => Numerals::LatinCapital,
        "LATIN_SMALL" => Numerals::LatinSmall,
        "HANGUL_SYLLABLE" => Numerals::Syllables,
        "CIRCLED_HANGUL_SYLLABLE" => Numerals::CircledSyllables,
        "HANGUL_JAMO" => Numerals::Letters,
        "CIRCLED_HANGUL_JAMO" => Numerals::CircledLetters,
        "HANGUL_PHONETIC" => Numerals::Words,
        "IDEOGRAPH" => Numerals::Ideographs,
        "DECAGON_CIRCLE" => Numerals::Stems,
        "DECAGON_CIRCLE_HANJA" => Numerals::StemsInHanja,
        _ => return None,
    })
}

impl Visitor for Head {
    fn open(&mut self, element: &Element<'_>) -> Result<(), Error> {
        let text = |name: &str| element.attribute(name).unwrap_or_default();
        let mut ending = Ending::Nothing;
        match element.name() {
            "paraPr" => {
                self.paragraph = Some(text("id"));
                ending = Ending::Paragraph;
            }
            "heading" => {
                let kind = match &*text("type") {
                    "OUTLINE" => Some(Kind::Outline),
                    "NUMBER" => Some(Kind::Number),
                    "BULLET" => Some(Kind::Bullet),
                    _ => None,
                };
                if let (Some(kind), Some(paragraph)) = (kind, &self.paragraph) {
                    let level = element.number("level").unwrap_or_default() as usize;
                    let heading = Heading { kind, list: text("idRef"), level };
                    self.paragraphs.insert(paragraph.clone(), heading);
                }
            }
            "numbering" => {
                self.list = Some(text("id"));
                ending = Ending::List;
            }
            "bullet" => {
                let mark = text("char");
                let is_private = mark.chars().any(|c| matches!(c, '\u{e000}'..='\u{f8ff}'));
                let mark = if is_private { "•" } else { mark.trim() };
                let mark = if mark.is_empty() { String::new() } else { format!("{mark} ") };
                self.bullets.insert(text("id"), mark);
            }
            "paraHead" if self.list.is_some() => {
                let start = element.number("start").unwrap_or(1);
                let level = element.number("level").unwrap_or(1).saturating_sub(1) as usize;
                let rule = Level { start, numerals: Numerals::None, pattern: Vec::new(), all_digits: false };
                self.level = Some((level, rule, numerals(&text("numFormat")), String::new()));
                ending = Ending::Level;
            }
            _ => {}
        }
        self.open.push(ending);
        Ok(())
    }

    fn text(&mut self, piece: &str) -> Result<(), Error> {
        if let Some((.., text)) = &mut self.level {
            text.push_str(piece);
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), Error> {
        match self.open.pop() {
            Some(Ending::Paragraph) => self.paragraph = None,
            Some(Ending::List) => self.list = None,
            Some(Ending::Level) => self.end_level(),
            Some(Ending::Nothing) | None => {}
        }
        Ok(())
    }
}
