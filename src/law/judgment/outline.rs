//! The outline of a numbered text: which entry, under which entries, each stretch stands in.
//!
//! Labels are trusted only where an entry can begin: at the start of a line, behind two blanks, or behind the end of
//! a sentence. A label opens a level with its first ordinal and goes on with the next; so dates, articles and quoted
//! lists (`‘1. … 2. …’`) do not become entries. The level of a label follows from the order in which levels were
//! opened, because courts have ordered them differently (see `label`).

use super::label::{Label, LabelKind};
use panrye_text::span::Span;

/// A stretch of text under one entry of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The labels down to the entry, as written: `3.`, `가.`, `(2)`; empty before the first.
    pub path: Vec<String>,
    /// From the label of the entry to the next label.
    pub span: Span,
}

/// The outline of a text, covering it from beginning to end.
pub fn outline(text: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut levels: Vec<Level> = Vec::new();
    let mut start = 0;
    for candidate in candidates(text) {
        let before = path(&levels);
        if accept(&mut levels, &candidate, text) {
            push(&mut entries, text, before, Span::new(start, candidate.at));
            start = candidate.at;
        }
    }
    push(&mut entries, text, path(&levels), Span::new(start, text.len()));
    entries
}

#[derive(Debug)]
struct Level {
    kind: LabelKind,
    ordinal: u32,
    written: String,
}

#[derive(Debug, Clone, Copy)]
struct Candidate {
    at: usize,
    label: Label,
    /// At the start of a line or of the text.
    line_start: bool,
}

fn path(levels: &[Level]) -> Vec<String> {
    levels.iter().map(|level| level.written.clone()).collect()
}

fn push(entries: &mut Vec<Entry>, text: &str, path: Vec<String>, span: Span) {
    if !span.of(text).trim().is_empty() {
        entries.push(Entry { path, span });
    }
}

/// Takes a label into the levels if it goes on with one of them or opens a new one.
fn accept(levels: &mut Vec<Level>, candidate: &Candidate, text: &str) -> bool {
    let Label { kind, ordinal, len } = candidate.label;
    let written = || text.get(candidate.at..candidate.at + len).unwrap_or_default().to_owned();
    match levels.iter().position(|level| level.kind == kind) {
        Some(depth) => {
            let goes_on = ordinal == levels[depth].ordinal + 1;
            // Lines can skip a label that was lost, and a list can begin again on a line of its own.
            let skips = candidate.line_start && (ordinal == levels[depth].ordinal + 2 || ordinal == 1);
            if goes_on || skips {
                levels.truncate(depth);
            }
            if !(goes_on || skips) {
                return false;
            }
        }
        None if ordinal != 1 => return false,
        None => {}
    }
    levels.push(Level { kind, ordinal, written: written() });
    true
}

/// The places where an entry can begin, with the label that stands there.
fn candidates(text: &str) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut quotes = Quotes::of(text);
    // The end of the last character that is no blank.
    let mut written = 0;
    // The last three characters before the current one, the nearest last.
    let mut before = ['\n', '\n', '\n'];
    for (at, c) in text.char_indices() {
        if !c.is_whitespace() && !quotes.has(at) {
            // A label can stand right behind a label: `1. 가. 원고는`.
            let behind_label = found.last().is_some_and(|last| {
                let end = last.at + last.label.len;
                end <= at && written <= end
            });
            let line_start = may_begin(before).or(behind_label.then_some(false));
            let label = line_start.and_then(|_| text.get(at..)).and_then(Label::parse);
            if let (Some(line_start), Some(label)) = (line_start, label) {
                found.push(Candidate { at, label, line_start });
            }
        }
        quotes.see(at, c);
        if !c.is_whitespace() {
            written = at + c.len_utf8();
        }
        before = [before[1], before[2], c];
    }
    found
}

/// Whether an entry can begin behind these characters; `Some(true)` at the start of a line.
fn may_begin(before: [char; 3]) -> Option<bool> {
    match before {
        [_, _, '\n' | '】'] | ['\n', ' ', ' '] | [_, '\n', ' '] => Some(true),
        [_, ' ' | '】', ' '] => Some(false),
        [stop, '.' | '?' | ')' | ']' | ':', ' '] if !stop.is_ascii_digit() => Some(false),
        _ => None,
    }
}

/// The quotations of a text, found while moving forward.
///
/// A mark is closed by its own kind, or on its line by one that writers take for it (`‘근로자'`, `“속였다“`). One that is never
/// closed ends with its line.
struct Quotes<'t> {
    text: &'t str,
    /// Where the quotation around this place ends.
    end: usize,
    kinds: [QuoteKind<'t>; 4],
}

impl<'t> Quotes<'t> {
    /// The longest quotation over several lines, in bytes.
    const LONGEST: usize = 4_500;

    fn of(text: &'t str) -> Self {
        let kind = |open, close, taken| QuoteKind {
            open,
            close,
            taken,
            opening: Next::of(text),
            closing: Next::of(text),
        };
        let kinds = [kind('‘', '’', "'‘"), kind('“', '”', "\"“"), kind('「', '」', ""), kind('『', '』', "")];
        Self { text, end: 0, kinds }
    }

    const fn has(&self, at: usize) -> bool {
        at < self.end
    }

    fn see(&mut self, at: usize, c: char) {
        if self.has(at) {
            return;
        }
        let text = self.text;
        let Some(kind) = self.kinds.iter_mut().find(|kind| kind.open == c) else { return };
        let start = at + c.len_utf8();
        let rest = text.get(start..).unwrap_or_default();
        let first = rest.find(|c| c == '\n' || c == kind.close || kind.taken.contains(c));
        let first = first.map_or(text.len(), |first| start + first);
        let on_line = text.get(first..).is_some_and(|rest| !rest.is_empty() && !rest.starts_with('\n'));
        let mut across = || {
            let close = kind.closing.from(start, kind.close).filter(|close| close - at <= Self::LONGEST)?;
            let opened_again = kind.opening.from(start, kind.open).is_some_and(|open| open < close);
            (!opened_again).then_some(close)
        };
        self.end = if on_line { first } else { across().unwrap_or(first) };
    }
}

/// One kind of quotation marks.
struct QuoteKind<'t> {
    open: char,
    close: char,
    /// Marks that stand for the closing one.
    taken: &'static str,
    opening: Next<'t>,
    closing: Next<'t>,
}

/// The next place of a letter behind places that ascend, so that the text is gone through once.
struct Next<'t> {
    text: &'t str,
    found: Option<usize>,
    searched: usize,
}

impl<'t> Next<'t> {
    const fn of(text: &'t str) -> Self {
        Self { text, found: None, searched: 0 }
    }

    fn from(&mut self, at: usize, letter: char) -> Option<usize> {
        if self.found.is_none_or(|found| found < at) && self.searched < self.text.len() {
            let from = self.searched.max(at);
            self.found = self.text.get(from..)?.find(letter).map(|found| from + found);
            self.searched = self.found.map_or(self.text.len(), |found| found + letter.len_utf8());
        }
        self.found.filter(|found| *found >= at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn paths(text: &str) -> Vec<String> {
        outline(text).into_iter().map(|entry| entry.path.join(" ")).collect()
    }

    #[test]
    fn levels_are_found_on_lines_and_in_one_line() {
        let lines = "이유를 본다.\n1. 처분의 경위\n가. 원고는 샀다.\n나. 피고는 팔았다.\n2. 판단\n가. 주장\n1) 원고\n2) 피고\n나. 결론";
        let one_line = "이유를 본다.  1. 처분의 경위  가. 원고는 샀다.  나. 피고는 팔았다.  2. 판단  가. 주장  1) 원고  2) 피고  나. 결론";
        let expected = ["", "1.", "1. 가.", "1. 나.", "2.", "2. 가.", "2. 가. 1)", "2. 가. 2)", "2. 나."];
        assert_eq!(paths(lines), expected);
        assert_eq!(paths(one_line), expected);
    }

    #[test]
    fn single_blanks_divide_behind_sentences() {
        assert_eq!(paths("1. 원심은 옳다. 2. 그러므로 기각한다."), ["1.", "2."]);
        assert_eq!(paths("1. 가. 원고는 샀다. 나. 피고는 팔았다."), ["1.", "1. 가.", "1. 나."]);
    }

    #[test]
    fn dates_quotes_and_articles_open_no_entry() {
        assert_eq!(paths("피고는 2018. 1. 25. 계약하였다. 2. 그 후"), [""]);
        assert_eq!(paths("1. 각호는 ‘1. 관리계획  2. 접근통제’를 정한다. 2. 그런데"), ["1.", "2."]);
        assert_eq!(paths("제1항. 1. 본다"), ["", "1."]);
        assert_eq!(paths("1. 각호는\n‘1. 관리계획\n2. 접근통제’를 정한다.\n2. 그런데"), ["1.", "2."]);
    }

    #[test]
    fn marks_that_do_not_match_hide_no_entry() {
        for quoted in [
            "‘근로자'에는 사람이 있다.",
            "“속였다“는 이유로",
            "“속였다\"는 이유로",
            "‘닫히지 않은 말이",
            "“열고\n“다시 열고”",
        ] {
            assert_eq!(
                paths(&format!("1. 첫째\n{quoted}\n2. 둘째\n3. 결론")),
                ["1.", "2.", "3."],
                "{quoted}"
            );
        }
    }

    proptest! {
        #[test]
        fn entries_cover_the_text(text in "[가나다1-3.()①‘’ \n】]{0,80}") {
            let mut last = 0;
            for entry in outline(&text) {
                prop_assert!(entry.span.start >= last);
                prop_assert!(text.get(last..entry.span.start).is_some_and(|gap| gap.trim().is_empty()));
                prop_assert!(text.get(entry.span.start..entry.span.end).is_some());
                last = entry.span.end;
            }
            prop_assert!(text.get(last..).is_some_and(|gap| gap.trim().is_empty()));
        }
    }
}
