//! A brief as the scanners read it: without the marks of Markdown and invisible characters, in one form of writing.
//!
//! `대법원 **2010. 5. 13.** 선고 [２００９다100002](url)` is read as `대법원 2010. 5. 13. 선고 2009다100002`. Every place in
//! the reading leads back to its place in the source.

use unicode_normalization::char::compose;

use panrye_text::span::Span;

/// How far the end of a Markdown link is looked for, in bytes.
const MAX_LINK: usize = 400;

/// A text in the form in which it is read, with the way back.
#[derive(Debug)]
pub(super) struct Reading {
    text: String,
    /// Where the distance between a place and its source changes: first for beginnings, then for ends.
    starts: Vec<(usize, usize)>,
    ends: Vec<(usize, usize)>,
}

impl Reading {
    /// Reads `source`.
    pub(super) fn of(source: &str) -> Self {
        let mut reading =
            Self { text: String::with_capacity(source.len()), starts: vec![(0, 0)], ends: vec![(0, 0)] };
        let (mut at, mut line_begins) = (0, true);
        while let Some(step) = step(source.get(at..).unwrap_or_default(), line_begins) {
            let end = at + step.length;
            if let Some(c) = step.read {
                reading.push(c, at, end);
                line_begins = c == '\n' || (line_begins && c == ' ');
            }
            at = end;
        }
        reading
    }

    /// The text as read.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The place in the source of a span of the reading.
    pub(super) fn source(&self, span: Span) -> Span {
        Span::new(back(&self.starts, span.start), back(&self.ends, span.end))
    }

    fn push(&mut self, c: char, start: usize, end: usize) {
        note(&mut self.starts, self.text.len(), start);
        self.text.push(c);
        note(&mut self.ends, self.text.len(), end);
    }
}

fn note(changes: &mut Vec<(usize, usize)>, read: usize, source: usize) {
    if back(changes, read) != source {
        changes.push((read, source));
    }
}

fn back(changes: &[(usize, usize)], read: usize) -> usize {
    let after = changes.partition_point(|&(at, _)| at <= read);
    let (at, source) = after.checked_sub(1).and_then(|last| changes.get(last)).copied().unwrap_or((0, 0));
    source + (read - at)
}

/// One step over the source: how many bytes, and the character that is read for them.
struct Step {
    length: usize,
    read: Option<char>,
}

fn step(rest: &str, line_begins: bool) -> Option<Step> {
    let c = rest.chars().next()?;
    let one = |read| Step { length: c.len_utf8(), read };
    Some(match c {
        c if is_mark(c) => one(None),
        // The escapes of Markdown: `2010\. 5\. 13\.`
        '\\' if rest.get(1..2).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_punctuation())) => {
            one(None)
        }
        '>' if line_begins => one(None),
        '[' if link(rest).is_some() => one(None),
        ']' if rest.starts_with("](") => {
            Step { length: target_end(rest).unwrap_or(1), read: target_end(rest).is_none().then_some(']') }
        }
        '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => one(Some(' ')),
        '\u{2010}' | '\u{2011}' => one(Some('-')),
        '！'..='～' => one(char::from_u32(c as u32 - 0xfee0)),
        '\u{1100}'..='\u{1112}' => syllable(rest, c),
        _ => one(Some(c)),
    })
}

/// Emphasis of Markdown, and what is invisible: joiners, soft hyphens, marks of direction.
const fn is_mark(c: char) -> bool {
    matches!(
        c,
        '*' | '`' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}'
    )
}

/// A syllable that is written as its letters, as some systems store text.
fn syllable(rest: &str, first: char) -> Step {
    let (mut read, mut length) = (first, first.len_utf8());
    for next in rest.chars().skip(1).take(2) {
        let Some(composed) = compose(read, next) else { break };
        read = composed;
        length += next.len_utf8();
    }
    Step { length, read: Some(read) }
}

/// Where the text of a Markdown link that opens here is followed by its target.
fn link(rest: &str) -> Option<usize> {
    let inside = rest.char_indices().skip(1).take_while(|&(at, c)| at < MAX_LINK && !matches!(c, '[' | '\n'));
    let (close, _) = inside.into_iter().find(|&(_, c)| c == ']')?;
    target_end(rest.get(close..)?).map(|end| close + end)
}

/// The end of `](target)`, where the target is an address and not a note in brackets.
fn target_end(rest: &str) -> Option<usize> {
    let target = rest.strip_prefix("](")?;
    let (close, _) = target
        .char_indices()
        .take_while(|&(at, c)| at < MAX_LINK && !matches!(c, ' ' | '\n' | '('))
        .find(|&(_, c)| c == ')')?;
    let address = target.get(..close)?;
    (address.contains("://") || address.starts_with(['/', '#', '.'])).then_some(close + 3)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_and_forms_of_writing_are_read_through() {
        for (source, read) in [
            ("대법원 **2010. 5. 13.** 선고", "대법원 2010. 5. 13. 선고"),
            ("[2009다100002](https://a.b/c_d) 판결", "2009다100002 판결"),
            ("[1] 대법원(2010)", "[1] 대법원(2010)"),
            ("[갑](을 병)", "[갑](을 병)"),
            ("2010\\. 5\\. 13\\.", "2010. 5. 13."),
            ("> 대법원\n> > 2010", " 대법원\n  2010"),
            ("２００９다１", "2009다1"),
            ("\u{1103}\u{1162}\u{1107}\u{1165}\u{11b8}원", "대법원"),
            ("2009\u{200b}다1", "2009다1"),
            ("가 > 나", "가 > 나"),
        ] {
            assert_eq!(Reading::of(source).text(), read, "{source}");
        }
    }

    #[test]
    fn a_place_leads_back_to_the_source() {
        let source = "위 **２０１０** 끝";
        let reading = Reading::of(source);
        let at = reading.text().find("2010").unwrap();
        assert_eq!(reading.source(Span::new(at, at + 4)).of(source), "２０１０");
        assert_eq!(reading.source(Span::new(0, reading.text().len())).of(source), source);
    }

    proptest! {
        #[test]
        fn every_character_leads_back_to_characters(source in "[가-깋ㄱ-ㅎ\u{1100}-\u{1112}\u{1161}-\u{1175}\u{11a8}-\u{11c2}０-９*`>\\\\\\[\\]()/\n .\u{200b}]{0,60}") {
            let reading = Reading::of(&source);
            let mut last = 0;
            for (at, c) in reading.text().char_indices() {
                let span = reading.source(Span::new(at, at + c.len_utf8()));
                prop_assert!(source.get(span.start..span.end).is_some_and(|text| !text.is_empty()));
                prop_assert!(span.start >= last);
                last = span.end;
            }
        }
    }
}
