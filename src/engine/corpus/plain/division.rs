//! A text of several judgments, each under its citation, cut into them.
//!
//! A line that only cites a judgment begins one where a decision, or the headnotes of one, ends before it and a heading
//! follows it. One in a list of cited cases begins none.

use super::super::fields::FieldName;
use super::heading::{Begins, bracketed_heading, line_heading};
use super::is_decision;
use super::title::Title;
use panrye_law::judgment::Section;

/// How many lines behind a title its first heading stands.
const NEAR: usize = 8;

/// The stretches of a text that are judgments; the text itself where it holds one or none.
pub(super) fn judgments(text: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let mut open: Option<FieldName> = None;
    let mut headed = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let begins = headings(line);
        for heading in &begins {
            open = match heading {
                Begins::Field(field) => Some(*field),
                Begins::Content => Some(FieldName::Text(Section::Content)),
            };
            headed |= matches!(open, Some(FieldName::Text(_)));
        }
        let listed = open == Some(FieldName::Text(Section::Cases));
        let last = cuts.last().copied().unwrap_or(0);
        if start > last
            && begins.is_empty()
            && !listed
            && Title::parse(line).is_some()
            && heading_follows(text.get(at..).unwrap_or_default())
            && ends_judgment(text.get(last..start).unwrap_or_default(), headed, open)
        {
            cuts.push(start);
            (open, headed) = (None, false);
        }
    }
    cuts.push(text.len());
    cuts.windows(2).filter_map(|cut| text.get(cut[0]..cut[1])).collect()
}

fn headings(line: &str) -> Vec<Begins> {
    let line = line.trim_end_matches(['\n', '\r']);
    if let Some(begins) = line_heading(line) {
        return vec![begins];
    }
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((_, end, begins)) = bracketed_heading(line, from) {
        found.push(begins);
        from = end;
    }
    found
}

fn heading_follows(rest: &str) -> bool {
    let lines = rest.lines().filter(|line| !line.trim().is_empty());
    lines.take(NEAR).any(|line| !headings(line).is_empty())
}

/// Whether what stands before a title is a judgment: headnotes alone, or a decision with order and reasons.
fn ends_judgment(before: &str, headed: bool, open: Option<FieldName>) -> bool {
    let in_content = open == Some(FieldName::Text(Section::Content));
    headed && (!in_content || is_decision(before))
}
