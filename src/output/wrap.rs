//! Wrapping of text to columns, where a hangul syllable takes two, without losing highlights.

use unicode_width::UnicodeWidthChar;

use panrye_text::span::Span;

/// A stretch of a line that is highlighted or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch<'t> {
    /// The text.
    pub text: &'t str,
    /// Whether it is highlighted.
    pub highlighted: bool,
}

/// Breaks `text` into lines of at most `width` columns, at blanks where there are any, and cuts the lines at the
/// edges of `highlights` (ascending, not overlapping). Blanks at a break are dropped; `\n` always breaks.
pub fn wrap<'t>(text: &'t str, highlights: &[Span], width: usize) -> Vec<Vec<Stretch<'t>>> {
    lines(text, width.max(2)).into_iter().map(|line| stretches(text, line, highlights)).collect()
}

/// Columns that a text takes.
pub fn columns(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

fn lines(text: &str, width: usize) -> Vec<Span> {
    let mut lines = Vec::new();
    let (mut start, mut used) = (0, 0);
    // Where the line may break: its end before the blank, the beginning of the next line, and the columns up to there.
    let mut chance: Option<(usize, usize, usize)> = None;
    for (at, c) in text.char_indices() {
        let after = at + c.len_utf8();
        if c == '\n' {
            lines.push(Span::new(start, at));
            (start, used, chance) = (after, 0, None);
            continue;
        }
        let columns = c.width().unwrap_or(0);
        if c == ' ' {
            chance = Some((at, after, used + columns));
        } else {
            // What is carried over from a break may itself be too wide still.
            while used > 0 && used + columns > width {
                let (end, next, before) = chance.take().unwrap_or((at, at, used));
                lines.push(Span::new(start, end));
                (start, used) = (next, used - before);
            }
        }
        used += columns;
    }
    lines.push(Span::new(start, text.len()));
    lines.retain(|line| !line.of(text).trim().is_empty());
    lines
}

fn stretches<'t>(text: &'t str, line: Span, highlights: &[Span]) -> Vec<Stretch<'t>> {
    let mut out = Vec::new();
    let mut push = |span: Span, highlighted| {
        if !span.is_empty() {
            out.push(Stretch { text: span.of(text), highlighted });
        }
    };
    let mut at = line.start;
    let first = highlights.partition_point(|highlight| highlight.end <= line.start);
    let here = highlights[first..].iter().take_while(|highlight| highlight.start < line.end);
    for highlight in here.filter(|highlight| highlight.overlaps(line)) {
        let inside = Span::new(highlight.start.max(line.start), highlight.end.min(line.end));
        push(Span::new(at, inside.start), false);
        push(inside, true);
        at = inside.end;
    }
    push(Span::new(at, line.end), false);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(text: &str, width: usize) -> Vec<String> {
        wrap(text, &[], width).into_iter().map(|line| line.into_iter().map(|s| s.text).collect()).collect()
    }

    #[test]
    fn hangul_takes_two_columns() {
        assert_eq!(plain("손해를 배상할 책임", 7), vec!["손해를", "배상할", "책임"]);
        assert_eq!(plain("손해를 배상할 책임", 13), vec!["손해를 배상할", "책임"]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut() {
        assert_eq!(plain("가나다라마", 4), vec!["가나", "다라", "마"]);
        assert!(plain(" 가가", 3).iter().all(|line| columns(line.trim_end()) <= 3));
    }

    #[test]
    fn a_highlight_goes_on_over_a_break() {
        let lines = wrap("가나 다라 마", &[Span::new(3, 13)], 4);
        let marked: Vec<_> = lines
            .iter()
            .flatten()
            .filter(|stretch| stretch.highlighted)
            .map(|stretch| stretch.text)
            .collect();
        assert_eq!(marked, vec!["나", "다라"]);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_and_no_letter_is_lost(text in "[가-다a-c \n]{0,60}", width in 2usize..20) {
            let lines = plain(&text, width);
            prop_assert!(lines.iter().all(|line| columns(line.trim_end()) <= width));
            let letters = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
