//! Collects the text of a document while it is read: paragraphs, in the order in which they begin.
//!
//! Paragraphs may stand in others (a text box in the paragraph that anchors it, a note in the one that refers to it): what
//! is pushed goes to the innermost one that is open. How much text, how many lines and how many levels there are is bounded
//! here for all readers.

use crate::{Block, Document, Error, Kind, Limits, Omission, Part, Place};

/// More lines than any document has.
const MOST_LINES: u64 = 1_000_000;

/// See the module.
pub(crate) struct Flow {
    limits: Limits,
    parts: [Vec<String>; 3],
    /// The paragraphs that are open, the innermost one last.
    open: Vec<(Part, usize)>,
    /// A paragraph that goes on in the next one of its level, because the mark between both was deleted.
    joined: Option<(usize, (Part, usize))>,
    bytes: u64,
    lines: u64,
    omissions: Vec<Omission>,
}

impl Flow {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            limits: *limits,
            parts: Default::default(),
            open: Vec::new(),
            joined: None,
            bytes: 0,
            lines: 0,
            omissions: Vec::new(),
        }
    }

    /// A paragraph begins.
    pub(crate) fn begin(&mut self, part: Part) -> Result<(), Error> {
        if self.open.len() as u64 >= u64::from(self.limits.depth) {
            return Err(Error::TooMany { what: "levels", limit: u64::from(self.limits.depth) });
        }
        if let Some((_, paragraph)) =
            self.joined.take_if(|(level, (of, _))| *level == self.open.len() && *of == part)
        {
            self.open.push(paragraph);
            return Ok(());
        }
        self.count_line()?;
        let paragraphs = &mut self.parts[part as usize];
        self.open.push((part, paragraphs.len()));
        paragraphs.push(String::new());
        Ok(())
    }

    /// The innermost paragraph ends.
    pub(crate) fn end(&mut self) {
        self.open.pop();
    }

    /// The innermost paragraph ends, and the next one of its level goes on in it.
    pub(crate) fn end_joined(&mut self) {
        self.joined = self.open.pop().map(|paragraph| (self.open.len(), paragraph));
    }

    /// How many paragraphs are open.
    pub(crate) fn level(&self) -> usize {
        self.open.len()
    }

    /// Text goes on in the innermost paragraph. Breaks and tabs of a source are blanks, and what cannot be seen is none.
    pub(crate) fn push(&mut self, text: &str) -> Result<(), Error> {
        if text.is_empty() {
            return Ok(());
        }
        if self.open.is_empty() {
            self.begin(Part::Body)?;
        }
        self.bytes += text.len() as u64;
        if self.bytes > self.limits.text {
            return Err(Error::TooLarge { limit: self.limits.text >> 20 });
        }
        let Some(paragraph) = self.open.last().and_then(|&(part, at)| self.parts[part as usize].get_mut(at))
        else {
            return Ok(());
        };
        if text.contains(|c: char| c.is_control() || is_unseen(c)) {
            paragraph.extend(text.chars().filter_map(seen));
        } else {
            paragraph.push_str(text);
        }
        Ok(())
    }

    /// The author broke the line within the innermost paragraph.
    pub(crate) fn line_break(&mut self) -> Result<(), Error> {
        self.count_line()?;
        if let Some(paragraph) =
            self.open.last().and_then(|&(part, at)| self.parts[part as usize].get_mut(at))
        {
            paragraph.push('\n');
        }
        Ok(())
    }

    /// The text of the innermost paragraph so far.
    pub(crate) fn current(&self) -> &str {
        let paragraph = self.open.last().and_then(|&(part, at)| self.parts[part as usize].get(at));
        paragraph.map_or("", String::as_str)
    }

    /// Something is left out.
    pub(crate) fn omit(&mut self, omission: Omission) {
        if !self.omissions.contains(&omission) {
            self.omissions.push(omission);
        }
    }

    /// The document, with its notes behind the body.
    pub(crate) fn finish(mut self, kind: Kind) -> Document {
        self.omissions.sort_unstable();
        let mut blocks = Vec::with_capacity(self.lines as usize);
        for (part, paragraphs) in [Part::Body, Part::Footnotes, Part::Endnotes].into_iter().zip(self.parts) {
            for (number, text) in (1..).zip(paragraphs) {
                let place = Place { part, page: None, paragraph: number };
                if text.contains('\n') {
                    blocks.extend(text.split('\n').map(|line| Block { text: line.to_owned(), place }));
                } else {
                    blocks.push(Block { text, place });
                }
            }
        }
        Document { kind, blocks, omissions: self.omissions }
    }

    fn count_line(&mut self) -> Result<(), Error> {
        self.lines += 1;
        if self.lines > MOST_LINES {
            return Err(Error::TooMany { what: "lines", limit: MOST_LINES });
        }
        Ok(())
    }
}

/// What stands for a character of a source, if anything.
fn seen(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' => Some(' '),
        c if c.is_control() || is_unseen(c) => None,
        c => Some(c),
    }
}

/// Characters that say where a line may be broken, and the byte order mark.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flow() -> Flow {
        Flow::new(&Limits { unpacked: 1 << 20, text: 1 << 10, depth: 3 })
    }

    #[test]
    fn paragraphs_come_in_the_order_in_which_they_begin_and_notes_behind_the_body() {
        let mut flow = flow();
        flow.begin(Part::Body).unwrap();
        flow.push("밖").unwrap();
        flow.begin(Part::Footnotes).unwrap();
        flow.push("각주").unwrap();
        flow.end();
        flow.begin(Part::Body).unwrap();
        flow.push("안").unwrap();
        flow.end();
        flow.push("끝").unwrap();
        flow.line_break().unwrap();
        flow.push("\u{feff}둘째\t줄\u{1}").unwrap();
        flow.end();
        let blocks = flow.finish(Kind::Docx).blocks;
        let found: Vec<_> =
            blocks.iter().map(|block| (&*block.text, block.place.part, block.place.paragraph)).collect();
        let body = Part::Body;
        assert_eq!(
            found,
            [("밖끝", body, 1), ("둘째 줄", body, 1), ("안", body, 2), ("각주", Part::Footnotes, 1)]
        );
    }

    #[test]
    fn a_joined_paragraph_goes_on_in_the_next_one_of_its_level() {
        let mut flow = flow();
        for text in ["가", "나"] {
            flow.begin(Part::Body).unwrap();
            flow.push(text).unwrap();
            flow.end_joined();
        }
        assert_eq!(flow.finish(Kind::Docx).text(), "가나\n");
    }

    #[test]
    fn levels_text_and_lines_are_bounded() {
        let mut deep = flow();
        let levels = (0..4).flat_map(|_| deep.begin(Part::Body)).count();
        assert_eq!(levels, 3);
        let mut long = flow();
        assert!(matches!(long.push(&"가".repeat(400)), Err(Error::TooLarge { .. })));
        let mut lines = flow();
        let error = (0..=MOST_LINES).find_map(|_| lines.line_break().err());
        assert!(matches!(error, Some(Error::TooMany { what: "lines", .. })));
    }
}
