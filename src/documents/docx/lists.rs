//! The numbered lists of a .docx: what stands before a paragraph without being written in it.

use std::collections::{HashMap, HashSet};

use crate::Error;
use crate::counters::{Counters, LEVELS, Level, Piece, pattern};
use crate::numerals::Numerals;
use crate::xml::{Element, Visitor};

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

/// The lists, by their numbers in the file, and how far each has got.
#[derive(Default)]
pub(super) struct Lists {
    /// The definitions (`abstractNum`).
    definitions: HashMap<String, Definition>,
    /// The lists (`num`).
    by_number: HashMap<String, List>,
    counters: HashMap<String, Counters>,
    /// The lists that have begun with a number of their own.
    begun: HashSet<(String, usize)>,
    definition: Option<(String, Definition)>,
    list: Option<(String, List)>,
    level: Option<(usize, Reading)>,
    open: Vec<Ending>,
}

type Definition = HashMap<usize, Rule>;

#[derive(Default)]
struct List {
    definition: String,
    starts: HashMap<usize, u32>,
    levels: Definition,
}

/// What a level of a list shows.
enum Rule {
    Numbers(Level, bool),
    Bullet(String),
    Unknown,
}

/// A level while it is read.
#[derive(Default)]
struct Reading {
    start: Option<u32>,
    format: String,
    text: String,
    all_digits: bool,
    no_blank: bool,
}

/// What ends with an element.
enum Ending {
    Definition,
    List,
    Level,
    Nothing,
}

impl Lists {
    /// What stands before the next paragraph of a list.
    pub(super) fn next(&mut self, list: &str, level: usize) -> Mark {
        // List 0 is the way to say that there is none.
        let Some(of) = self.by_number.get(list).filter(|_| list != "0" && level < LEVELS) else {
            return Mark::None;
        };
        let definition = self.definitions.get(&of.definition);
        let rule = |level: usize| of.levels.get(&level).or_else(|| definition?.get(&level));
        let counters = self.counters.entry(of.definition.clone()).or_default();
        if let Some(&start) = of.starts.get(&level)
            && self.begun.insert((list.to_owned(), level))
        {
            counters.restart(level, start);
        }
        let levels = |level: usize| match rule(level)? {
            Rule::Numbers(level, _) => Some(level),
            Rule::Bullet(_) | Rule::Unknown => None,
        };
        match rule(level) {
            None | Some(Rule::Unknown) => Mark::Unknown,
            Some(Rule::Bullet(mark)) => Mark::Shown(mark.clone()),
            Some(Rule::Numbers(_, no_blank)) => match counters.next(level, levels) {
                None => Mark::Unknown,
                Some(number) if number.is_empty() => Mark::None,
                Some(number) if *no_blank => Mark::Shown(number),
                Some(number) => Mark::Shown(number + " "),
            },
        }
    }

    fn end_level(&mut self) {
        let Some((level, reading)) = self.level.take() else { return };
        let rule = reading.rule();
        if let Some((_, list)) = &mut self.list {
            list.levels.insert(level, rule);
        } else if let Some((_, definition)) = &mut self.definition {
            definition.insert(level, rule);
        }
    }

    fn reading(&mut self) -> Option<&mut Reading> {
        self.level.as_mut().map(|(_, reading)| reading)
    }
}

impl Reading {
    fn rule(self) -> Rule {
        if self.format == "bullet" {
            return Rule::Bullet(bullet(&self.text));
        }
        let pattern = pattern(&self.text, '%');
        let has_number = pattern.iter().any(|piece| matches!(piece, Piece::Number(_)));
        let numerals = if has_number { numerals(&self.format) } else { Some(Numerals::None) };
        let Some(numerals) = numerals else { return Rule::Unknown };
        // A level without a start begins with 0, says the standard; the format `none` needs none.
        let start = self.start.unwrap_or_default();
        Rule::Numbers(Level { start, numerals, pattern, all_digits: self.all_digits }, self.no_blank)
    }
}

/// The mark of a list without numbers. Most are of fonts of symbols, where they have no place in Unicode.
fn bullet(text: &str) -> String {
    match text.trim() {
        "" => String::new(),
        text if text.chars().all(|c| !matches!(c, '\u{e000}'..='\u{f8ff}')) => format!("{text} "),
        _ => "• ".to_owned(),
    }
}

/// How Word calls the kinds of numbers.
fn numerals(format: &str) -> Option<Numerals> {
    Some(match format {
        "decimal" | "decimalHalfWidth" | "" => Numerals::Digits,
        "decimalZero" => Numerals::DigitsWithZero,
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Numerals::Circled,
        "ganada" => Numerals::Syllables,
        "chosung" => Numerals::Letters,
        "koreanCounting" => Numerals::Words,
        "chineseCounting" | "japaneseCounting" | "taiwaneseCounting" => Numerals::Ideographs,
        "ideographTraditional" => Numerals::StemsInHanja,
        "upperLetter" => Numerals::LatinCapital,
        "lowerLetter" => Numerals::LatinSmall,
        "upperRoman" => Numerals::RomanCapital,
        "lowerRoman" => Numerals::RomanSmall,
        "none" => Numerals::None,
        _ => return None,
    })
}

impl Visitor for Lists {
    fn open(&mut self, element: &Element<'_>) -> Result<(), Error> {
        let text = |name: &str| element.attribute(name).unwrap_or_default();
        let level = || element.number("ilvl").unwrap_or_default() as usize;
        let mut ending = Ending::Nothing;
        match element.name() {
            "abstractNum" => {
                self.definition = Some((text("abstractNumId"), Definition::default()));
                ending = Ending::Definition;
            }
            "num" => {
                self.list = Some((text("numId"), List::default()));
                ending = Ending::List;
            }
            "abstractNumId" => {
                if let Some((_, list)) = &mut self.list {
                    list.definition = text("val");
                }
            }
            "lvlOverride" => self.level = Some((level(), Reading::default())),
            "startOverride" => {
                if let (Some((_, list)), Some((level, _)), Some(start)) =
                    (&mut self.list, &self.level, element.number("val"))
                {
                    list.starts.insert(*level, start);
                }
            }
            "lvl" => {
                self.level = Some((level(), Reading::default()));
                ending = Ending::Level;
            }
            name => {
                if let Some(reading) = self.reading() {
                    match name {
                        "start" => reading.start = element.number("val"),
                        "numFmt" => reading.format = text("val"),
                        "lvlText" => reading.text = text("val"),
                        "isLgl" => reading.all_digits = element.is_on(),
                        "suff" => reading.no_blank = text("val") == "nothing",
                        _ => {}
                    }
                }
            }
        }
        self.open.push(ending);
        Ok(())
    }

    fn text(&mut self, _: &str) -> Result<(), Error> {
        Ok(())
    }

    fn close(&mut self) -> Result<(), Error> {
        match self.open.pop() {
            Some(Ending::Level) => self.end_level(),
            Some(Ending::Definition) => self.definitions.extend(self.definition.take()),
            Some(Ending::List) => self.by_number.extend(self.list.take()),
            Some(Ending::Nothing) | None => {}
        }
        Ok(())
    }
}
