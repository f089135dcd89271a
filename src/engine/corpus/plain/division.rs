//! A text of several judgments, each under its citation, cut into them.
//!
//! A line that only cites a judgment begins one where the order, or the headnotes, of one stand before it and what a
//! judgment begins with follows it. One in a list of cited cases, in headnotes or in reasons begins none.

use super::super::fields::FieldName;
use super::super::mapping::Names;
use super::heading::{Begins, bracketed_heading, called, line_heading};
use super::title::Title;
use panrye_law::judgment::Section;

/// How many lines behind a title its first heading stands.
const NEAR: usize = 8;

/// A heading of a line: its name without blanks and brackets, and what it begins.
type Heading = (String, Begins);

/// The stretches of a text that are judgments; the text itself where it holds one or none.
pub(super) fn judgments<'t>(text: &'t str, names: &Names) -> Vec<&'t str> {
    let mut cuts = vec![0];
    let mut seen = Seen::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let headings = headings(line, names);
        for heading in &headings {
            seen.note(heading);
        }
        let begins = headings.is_empty()
            && seen.is_whole()
            && Title::parse(line).is_some()
            && judgment_follows(text.get(at..).unwrap_or_default(), names);
        if begins {
            cuts.push(start);
            seen = Seen::default();
        }
    }
    cuts.push(text.len());
    cuts.windows(2).filter_map(|cut| text.get(cut[0]..cut[1])).collect()
}

/// What was seen since the last judgment began.
#[derive(Default)]
struct Seen {
    open: Option<FieldName>,
    headnotes: bool,
    order: bool,
}

impl Seen {
    fn note(&mut self, (name, begins): &Heading) {
        self.open = match begins {
            Begins::Field(field) => Some(*field),
            Begins::Content => Some(FieldName::Text(Section::Content)),
        };
        self.headnotes |= matches!(self.open, Some(FieldName::Text(section)) if section != Section::Content);
        self.order |= name == "주문";
    }

    /// Whether a judgment may be at its end: behind its order, or where it has headnotes and nothing else.
    fn is_whole(&self) -> bool {
        match self.open {
            Some(FieldName::Text(Section::Content)) => self.order,
            Some(FieldName::Text(Section::Cases)) | None => false,
            Some(_) => self.headnotes,
        }
    }
}

fn headings(line: &str, names: &Names) -> Vec<Heading> {
    let line = line.trim_end_matches(['\n', '\r']);
    if let Some(begins) = line_heading(line, names) {
        return vec![(called(line, names), begins)];
    }
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((start, end, begins)) = bracketed_heading(line, from, names) {
        found.push((called(line.get(start..end).unwrap_or_default(), names), begins));
        from = end;
    }
    found
}

/// Whether what follows a title is the beginning of a judgment: its first heading is none that stands further on in one.
fn judgment_follows(rest: &str, names: &Names) -> bool {
    const LATER: [&str; 4] = ["참조조문", "참조판례", "이유", "별지"];
    let lines = rest.lines().filter(|line| !line.trim().is_empty());
    let first = lines.take(NEAR).find_map(|line| headings(line, names).into_iter().next());
    first.is_some_and(|(name, _)| !LATER.iter().any(|later| name.starts_with(later)))
}
