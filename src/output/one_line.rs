//! Text of a judgment made fit for one line of a drawing, a tree or a table.

/// `text` on one line: blanks, line breaks and control characters become one blank each run; characters that
/// reorder or hide their neighbors (bidirectional controls, zero width) go.
pub(crate) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|&c| !hides(c)) {
        if c.is_whitespace() || c.is_control() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

const fn hides(c: char) -> bool {
    matches!(
        c,
        '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn breaks_become_blanks_and_reordering_goes() {
        assert_eq!(one_line("  손해배상\r\n\t(기)\u{2028}등\u{0}"), "손해배상 (기) 등");
        assert_eq!(one_line("\u{202e}기망\u{2066}\u{200b}행위\u{feff}"), "기망행위");
    }

    proptest! {
        #[test]
        fn the_result_is_one_line_and_stays_the_same(text in any::<String>()) {
            let line = one_line(&text);
            prop_assert!(!line.contains(char::is_control) && !line.contains("  "));
            prop_assert_eq!(one_line(&line), line.clone());
        }
    }
}
