//! Counts the paragraphs of numbered lists, level by level, for every format that numbers them while it shows them.

use crate::numerals::Numerals;

/// Levels of a list.
pub(crate) const LEVELS: usize = 10;

/// How the numbers of one level look.
#[derive(Debug, Clone)]
pub(crate) struct Level {
    /// The first number.
    pub(crate) start: u32,
    pub(crate) numerals: Numerals,
    /// The text around the numbers.
    pub(crate) pattern: Vec<Piece>,
    /// Whether the numbers of the levels above are digits here.
    pub(crate) all_digits: bool,
}

/// A piece of the text of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    Text(String),
    /// The number of a level, from 0.
    Number(usize),
}

/// Cuts a pattern such as `제%1조 %2.` at its numbers; the mark is `%` or `^`.
pub(crate) fn pattern(text: &str, mark: char) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let level = chars.peek().filter(|_| c == mark).and_then(|digit| digit.to_digit(10));
        if let Some(level) = level.filter(|&level| level > 0) {
            chars.next();
            pieces.push(Piece::Text(std::mem::take(&mut plain)));
            pieces.push(Piece::Number(level as usize - 1));
        } else {
            plain.push(c);
        }
    }
    pieces.push(Piece::Text(plain));
    pieces.retain(|piece| !matches!(piece, Piece::Text(text) if text.is_empty()));
    pieces
}

/// Where a list has got to.
#[derive(Debug, Default, Clone)]
pub(crate) struct Counters([Option<u32>; LEVELS]);

impl Counters {
    /// The number of the next paragraph of a level, as it is shown; none where it is not known how.
    ///
    /// A level that is passed over has begun all the same: below `4.` the first paragraph of the third level is `4.1.1.`,
    /// and the next one of the second is `4.2.`.
    pub(crate) fn next<'l>(
        &mut self,
        level: usize,
        levels: impl Fn(usize) -> Option<&'l Level>,
    ) -> Option<String> {
        let of = levels(level)?;
        let count = self.0.get_mut(level)?;
        *count = Some(count.map_or(of.start, |count| count.saturating_add(1)));
        for (above, count) in self.0.iter_mut().enumerate().take(level) {
            *count = Some(count.unwrap_or_else(|| levels(above).map_or(1, |level| level.start)));
        }
        self.0.iter_mut().skip(level + 1).for_each(|count| *count = None);
        let mut text = String::new();
        for piece in &of.pattern {
            match piece {
                Piece::Text(plain) => text.push_str(plain),
                Piece::Number(at) => {
                    let numerals = match levels(*at)?.numerals {
                        Numerals::None => Numerals::None,
                        _ if of.all_digits => Numerals::Digits,
                        numerals => numerals,
                    };
                    text.push_str(&numerals.write(self.0.get(*at).copied().flatten()?)?);
                }
            }
        }
        Some(text)
    }

    /// The next paragraph of a level has this number.
    pub(crate) fn restart(&mut self, level: usize, number: u32) {
        if let Some(count) = self.0.get_mut(level) {
            *count = number.checked_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels() -> Vec<Level> {
        let level = |numerals, text: &str| Level {
            start: 1,
            numerals,
            pattern: pattern(text, '%'),
            all_digits: false,
        };
        vec![
            level(Numerals::Digits, "%1."),
            level(Numerals::Syllables, "%2."),
            level(Numerals::Digits, "%1.%2.%3"),
        ]
    }

    #[test]
    fn levels_count_on_their_own_and_begin_again_below_the_next_one() {
        let levels = levels();
        let mut counters = Counters::default();
        let mut shown = |level| counters.next(level, |at| levels.get(at));
        for (level, expected) in [
            (0, "1."),
            (1, "가."),
            (1, "나."),
            (0, "2."),
            (1, "가."),
            (2, "2.가.1"),
            (0, "3."),
            (2, "3.가.1"),
            (1, "나."),
        ] {
            assert_eq!(shown(level).as_deref(), Some(expected), "{level}");
        }
        assert_eq!(shown(7), None);
        counters.restart(0, 9);
        assert_eq!(counters.next(0, |at| levels.get(at)).as_deref(), Some("9."));
    }

    #[test]
    fn patterns_are_cut_at_their_numbers() {
        let text = |text: &str| Piece::Text(text.to_owned());
        assert_eq!(pattern("제%1조 100%", '%'), [text("제"), Piece::Number(0), text("조 100%")]);
        assert_eq!(pattern("(^5)", '^'), [text("("), Piece::Number(4), text(")")]);
        assert_eq!(pattern("%0", '%'), [text("%0")]);
    }
}
