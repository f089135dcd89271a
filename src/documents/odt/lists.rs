//! The numbered lists of an .odt: what stands before a paragraph without being written in it.

use std::collections::HashMap;

use super::styles::Styles;
use crate::counters::{Counters, LEVELS, Level, Piece, pattern};
use crate::numerals::Numerals;
use crate::xml::Element;

/// The name under which the numbers of headings are kept.
pub(super) const OUTLINE: &str = "\0";

/// What a level of a list shows.
pub(super) enum Rule {
    Numbers(Level),
    Bullet(String),
    Unknown,
}

/// What the definition of a level says.
pub(super) fn rule(element: &Element<'_>, level: usize) -> Rule {
    let text = |name: &str| element.attribute(name).unwrap_or_default();
    if element.name() == "list-level-style-bullet" {
        let mark = text("bullet-char");
        let is_private = mark.chars().any(|c| matches!(c, '\u{e000}'..='\u{f8ff}'));
        return Rule::Bullet(if is_private { "•".to_owned() } else { mark });
    }
    let Some(numerals) = numerals(&text("num-format")) else { return Rule::Unknown };
    let whole = text("num-list-format");
    let pattern = if numerals == Numerals::None {
        Vec::new()
    } else if whole.is_empty() {
        let shown = element.number("display-levels").unwrap_or(1).clamp(1, LEVELS as u32) as usize;
        let mut pieces = vec![Piece::Text(text("num-prefix"))];
        for above in (level + 1).saturating_sub(shown)..=level {
            if pieces.len() > 1 {
                pieces.push(Piece::Text(".".to_owned()));
            }
            pieces.push(Piece::Number(above));
        }
        pieces.push(Piece::Text(text("num-suffix")));
        pieces
    } else {
        // `%1%.%2%.`
        let marked = (1..=LEVELS).fold(whole, |text, n| text.replace(&format!("%{n}%"), &format!("%{n}")));
        pattern(&marked, '%')
    };
    let start = element.number("start-value").unwrap_or(1);
    Rule::Numbers(Level { start, numerals, pattern, all_digits: false })
}

/// How OpenDocument calls the kinds of numbers.
fn numerals(format: &str) -> Option<Numerals> {
    Some(match format {
        "" => Numerals::None,
        "1" => Numerals::Digits,
        "01, 02, 03, ..." => Numerals::DigitsWithZero,
        "①, ②, ③, ..." => Numerals::Circled,
        "가, 나, 다, ..." => Numerals::Syllables,
        "ㄱ, ㄴ, ㄷ, ..." => Numerals::Letters,
        "㉮, ㉯, ㉰, ..." => Numerals::CircledSyllables,
        "㉠, ㉡, ㉢, ..." => Numerals::CircledLetters,
        "일, 이, 삼, ..." => Numerals::Words,
        "一, 二, 三, ..." => Numerals::Ideographs,
        "甲, 乙, 丙, ..." => Numerals::StemsInHanja,
        "A" => Numerals::LatinCapital,
        "a" => Numerals::LatinSmall,
        "I" => Numerals::RomanCapital,
        "i" => Numerals::RomanSmall,
        _ => return None,
    })
}

/// The lists that are open, and how far each style has got.
#[derive(Default)]
pub(super) struct Lists {
    open: Vec<List>,
    counters: HashMap<String, Counters>,
}

struct List {
    style: String,
    /// An item has begun, and its first paragraph has not.
    is_due: bool,
}

impl Lists {
    /// A list begins, perhaps within another one.
    pub(super) fn begin(&mut self, element: &Element<'_>) {
        let of_parent = || self.open.last().map(|list| list.style.clone()).unwrap_or_default();
        let style = element.attribute("style-name").unwrap_or_else(of_parent);
        let goes_on = element.attribute("continue-numbering").is_some_and(|value| value == "true")
            || element.attribute("continue-list").is_some();
        if self.open.is_empty() && !goes_on {
            self.counters.remove(&style);
        }
        self.open.push(List { style, is_due: false });
    }

    /// The innermost list ends.
    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    /// An item of the innermost list begins.
    pub(super) fn item(&mut self, element: &Element<'_>) {
        let level = self.open.len().saturating_sub(1);
        let Some(list) = self.open.last_mut() else { return };
        list.is_due = true;
        if let Some(start) = element.number("start-value") {
            self.counters.entry(list.style.clone()).or_default().restart(level, start);
        }
    }

    /// What stands before a paragraph that begins; none where it is not known how.
    pub(super) fn mark(&mut self, styles: &Styles, heading: Option<u32>) -> Option<String> {
        let innermost = self.open.len().saturating_sub(1);
        let (style, level) = match (self.open.last_mut(), heading) {
            (Some(list), _) if list.is_due => {
                list.is_due = false;
                (list.style.clone(), innermost)
            }
            (None, Some(level)) => (OUTLINE.to_owned(), level.saturating_sub(1) as usize),
            _ => return Some(String::new()),
        };
        let of_level = |level: usize| match styles.rule(&style, level)? {
            Rule::Numbers(level) => Some(level),
            Rule::Bullet(_) | Rule::Unknown => None,
        };
        let mark = match styles.rule(&style, level) {
            None => return Some(String::new()),
            Some(Rule::Unknown) => return None,
            Some(Rule::Bullet(mark)) => mark.clone(),
            Some(Rule::Numbers(_)) => {
                self.counters.entry(style.clone()).or_default().next(level, of_level)?
            }
        };
        Some(if mark.is_empty() { mark } else { mark + " " })
    }
}
