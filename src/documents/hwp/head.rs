//! What stands before the paragraphs of a .hwp without being written in them, by its definitions.

use std::collections::HashMap;

use super::record::{Record, Records, Tag};
use crate::Error;
use crate::counters::{Counters, Level, Piece, pattern};
use crate::numerals::Numerals;

/// Levels whose definition every list has.
const FIRST_LEVELS: usize = 7;

/// The definitions, and how far each list has got.
pub(super) struct Head {
    forms: Vec<Heading>,
    lists: Vec<Vec<Option<Level>>>,
    bullets: Vec<String>,
    counters: HashMap<usize, Counters>,
    /// The list that numbers the headings of this section, from 1.
    pub(super) outline: usize,
}

/// How the paragraphs of a form begin.
#[derive(Clone, Copy)]
struct Heading {
    kind: Kind,
    /// Its list or bullet, from 1.
    list: usize,
    level: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    None,
    Outline,
    Number,
    Bullet,
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
    pub(super) fn read(definitions: &[u8]) -> Result<Self, Error> {
        let mut head = Self {
            forms: Vec::new(),
            lists: Vec::new(),
            bullets: Vec::new(),
            counters: HashMap::new(),
            outline: 0,
        };
        let mut records = Records::new(definitions);
        while let Some(record) = records.next()? {
            match record.tag {
                Tag::PARA_SHAPE => head.forms.push(heading(&record)),
                Tag::NUMBERING => head.lists.push(levels(&record)),
                Tag::BULLET => head.bullets.push(bullet(&record)),
                _ => {}
            }
        }
        Ok(head)
    }

    /// What stands before the next paragraph of a form.
    pub(super) fn mark(&mut self, form: usize) -> Mark {
        let Some(&heading) = self.forms.get(form) else { return Mark::None };
        let number = match heading.kind {
            Kind::None => return Mark::None,
            Kind::Outline => self.outline,
            Kind::Number | Kind::Bullet => heading.list,
        };
        let Some(at) = number.checked_sub(1) else { return Mark::None };
        if heading.kind == Kind::Bullet {
            return self.bullets.get(at).map_or(Mark::Unknown, |mark| Mark::Shown(mark.clone()));
        }
        let Some(levels) = self.lists.get(at) else { return Mark::Unknown };
        let counters = self.counters.entry(at).or_default();
        match counters.next(heading.level, |level| levels.get(level)?.as_ref()) {
            None => Mark::Unknown,
            Some(number) if number.trim().is_empty() => Mark::None,
            Some(number) => Mark::Shown(number + " "),
        }
    }
}

fn heading(record: &Record<'_>) -> Heading {
    let properties = record.u32(0).unwrap_or_default();
    let kind = match properties >> 23 & 3 {
        0 => Kind::None,
        1 => Kind::Outline,
        2 => Kind::Number,
        _ => Kind::Bullet,
    };
    Heading { kind, list: record.u16(30).unwrap_or_default().into(), level: (properties >> 25 & 7) as usize }
}

/// The levels of a list: their form and text one after the other, and then their first numbers.
fn levels(record: &Record<'_>) -> Vec<Option<Level>> {
    let mut levels = Vec::with_capacity(FIRST_LEVELS);
    let mut at = 0;
    for _ in 0..FIRST_LEVELS {
        let Some((text, end)) = record.text(at + 12) else { return levels };
        levels.push(level(record.u32(at).unwrap_or_default(), &text));
        at = end;
    }
    // One number for all in old versions, and one for each behind it since.
    for (level, start) in levels.iter_mut().zip((at + 2..).step_by(4)) {
        if let (Some(level), Some(first)) = (level, record.u32(start)) {
            level.start = first;
        }
    }
    levels
}

fn level(properties: u32, text: &str) -> Option<Level> {
    let pattern = pattern(text, '^');
    let is_plain = !pattern.iter().any(|piece| matches!(piece, Piece::Number(_)));
    let numerals = numerals(properties >> 5 & 0xf).or(is_plain.then_some(Numerals::None))?;
    // `^n` stands for the numbers of all levels.
    let is_path = text.contains("^n") || text.contains("^N");
    (!is_path).then_some(Level { start: 1, numerals, pattern, all_digits: false })
}

fn bullet(record: &Record<'_>) -> String {
    match record.char(12) {
        None => String::new(),
        Some('\u{e000}'..='\u{f8ff}') => "• ".to_owned(),
        Some(c) => format!("{c} "),
    }
}

/// How the format counts the kinds of numbers.
pub(super) fn numerals(kind: u32) -> Option<Numerals> {
    Some(match kind {
        0 => Numerals::Digits,
        1 => Numerals::Circled,
        2 => Numerals::RomanCapital,
        3 => Numerals::RomanSmall,
        4 => Numerals::LatinCapital,
        5 => Numerals::LatinSmall,
        8 => Numerals::Syllables,
        9 => Numerals::CircledSyllables,
        10 => Numerals::Letters,
        11 => Numerals::CircledLetters,
        12 => Numerals::Words,
        13 => Numerals::Ideographs,
        15 => Numerals::Stems,
        16 => Numerals::StemsInHanja,
        _ => return None,
    })
}
