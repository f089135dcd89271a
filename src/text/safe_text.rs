//! Text from outside that a terminal may be shown.

use std::borrow::Cow;

/// Whether a character could take over a terminal: control characters (C0, DEL, C1) move the cursor or change the
/// screen, bidirectional ones reorder what surrounds them, and separators break a line where the program broke none.
pub fn takes_over(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}

/// `text` with a mark in place of each such character but line breaks and tabs, which lay out what is printed.
pub fn safe_lines(text: &str) -> Cow<'_, str> {
    marked(text, |c| !matches!(c, '\n' | '\t') && takes_over(c))
}

/// `text` with a mark in place of each such character.
pub fn safe_line(text: &str) -> Cow<'_, str> {
    marked(text, takes_over)
}

fn marked(text: &str, harmful: impl Fn(char) -> bool) -> Cow<'_, str> {
    if text.contains(&harmful) {
        Cow::Owned(text.chars().map(|c| if harmful(c) { char::REPLACEMENT_CHARACTER } else { c }).collect())
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_take_over_a_terminal_is_marked() {
        for (text, line, lines) in [
            ("대여금 (2020다1)", "대여금 (2020다1)", "대여금 (2020다1)"),
            ("가\u{1b}[2J나", "가\u{fffd}[2J나", "가\u{fffd}[2J나"),
            ("가\u{9b}2J\u{7f}", "가\u{fffd}2J\u{fffd}", "가\u{fffd}2J\u{fffd}"),
            ("가\u{202e}나\u{2066}", "가\u{fffd}나\u{fffd}", "가\u{fffd}나\u{fffd}"),
            ("\u{61c}가\u{200f}나\u{2028}", "\u{fffd}가\u{fffd}나\u{fffd}", "\u{fffd}가\u{fffd}나\u{fffd}"),
            ("가\r\n나\t다", "가\u{fffd}\u{fffd}나\u{fffd}다", "가\u{fffd}\n나\t다"),
        ] {
            assert_eq!((&*safe_line(text), &*safe_lines(text)), (line, lines), "{text:?}");
        }
    }
}
