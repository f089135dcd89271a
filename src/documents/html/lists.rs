//! The numbers that a browser shows before the items of a list.

use crate::numerals::Numerals;

/// A list that is open.
pub(super) struct List {
    next: u32,
    numerals: Option<Numerals>,
    is_known: bool,
}

/// What stands before an item.
pub(super) enum Mark {
    Shown(String),
    /// A style sheet may say anything.
    Unknown,
}

impl List {
    /// A list as its tag describes it: `kind` and `start` are its attributes. Where it has a class, style sheets decide.
    pub(super) fn new(
        is_ordered: bool,
        kind: &str,
        start: Option<u32>,
        has_class: bool,
        is_plain: bool,
    ) -> Self {
        let numerals = match kind {
            _ if is_plain => Numerals::None,
            "a" => Numerals::LatinSmall,
            "A" => Numerals::LatinCapital,
            "i" => Numerals::RomanSmall,
            "I" => Numerals::RomanCapital,
            _ => Numerals::Digits,
        };
        let numerals = (is_ordered || is_plain).then_some(numerals);
        Self { next: start.unwrap_or(1), numerals, is_known: is_plain || !has_class }
    }

    /// What stands before the next item, which may have a number of its own.
    pub(super) fn next(&mut self, value: Option<u32>) -> Mark {
        let number = value.unwrap_or(self.next);
        self.next = number.saturating_add(1);
        match self.numerals {
            Some(Numerals::None) => Mark::Shown(String::new()),
            // Marks without numbers say nothing.
            None if !self.is_known => Mark::Shown(String::new()),
            None => Mark::Shown("• ".to_owned()),
            Some(_) if !self.is_known => Mark::Unknown,
            Some(numerals) => {
                numerals.write(number).map_or(Mark::Unknown, |number| Mark::Shown(number + ". "))
            }
        }
    }
}
