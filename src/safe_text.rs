//! Text from outside that a terminal may be shown.

use std::borrow::Cow;

/// Whether a character could take over a terminal: control characters move the cursor or change the screen, and
/// bidirectional ones reorder what stands around them.
pub(crate) fn takes_over(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `text` with a mark in place of each such character but line breaks.
pub(crate) fn safe_lines(text: &str) -> Cow<'_, str> {
    marked(text, |c| c != '\n' && takes_over(c))
}

/// `text` with a mark in place of each such character.
pub(crate) fn safe_line(text: &str) -> Cow<'_, str> {
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
            ("가\u{202e}나\u{2066}", "가\u{fffd}나\u{fffd}", "가\u{fffd}나\u{fffd}"),
            ("가\r\n나", "가\u{fffd}\u{fffd}나", "가\u{fffd}\n나"),
        ] {
            assert_eq!((&*safe_line(text), &*safe_lines(text)), (line, lines), "{text:?}");
        }
    }
}
