//! The values of a text under its headings.
//!
//! Headings stand in any order until the content begins: behind 판례내용, 주문 or the parties everything is content, also a
//! line 판시사항. No line is dropped: what stands before the first heading and is no title is put before the content.

use super::super::fields::{FieldName, Values};
use super::super::mapping::Names;
use super::heading::{Begins, bracketed_heading, line_heading, with_known_parts};
use super::title::Title;
use panrye_law::judgment::Section;

/// Adds the values of a text to those that are known already; whether any text is known then.
pub(in super::super) fn add_headed(text: &str, names: &Names, values: &mut Values) -> bool {
    let mut reading = Reading { values, names, open: None, loose: Vec::new(), headed: false };
    let content = reading.read(text);
    reading.end(content)
}

struct Reading<'v> {
    values: &'v mut Values,
    names: &'v Names,
    open: Option<(FieldName, String)>,
    /// Lines before the first heading, and lines behind a value that has one line.
    loose: Vec<String>,
    headed: bool,
}

impl Reading<'_> {
    /// Reads up to the content; what belongs to it.
    fn read<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let line_start = start;
            start += line.len();
            let written = line.trim_end_matches(['\n', '\r']);
            match line_heading(written, self.names) {
                Some(Begins::Content) => return text.get(line_start..),
                Some(Begins::Field(FieldName::Text(Section::Content))) => {
                    self.close();
                    return text.get(start..);
                }
                Some(Begins::Field(field)) if self.may_begin(field) => {
                    self.close();
                    self.open = Some((field, String::new()));
                    continue;
                }
                _ => {}
            }
            if let Some(content) = self.read_line(written) {
                return text.get(line_start + content..);
            }
        }
        None
    }

    /// Reads a line with headings in brackets in it; where the content begins in it.
    fn read_line(&mut self, line: &str) -> Option<usize> {
        let mut at = 0;
        while let Some((start, end, begins)) = bracketed_heading(line, at, self.names) {
            let before = line.get(at..start).unwrap_or_default();
            if !before.trim().is_empty() {
                self.push(before);
            }
            at = end;
            match begins {
                Begins::Content => return Some(start),
                Begins::Field(FieldName::Text(Section::Content)) => {
                    self.close();
                    return Some(end);
                }
                Begins::Field(field) if self.may_begin(field) => {
                    self.close();
                    self.open = Some((field, String::new()));
                }
                Begins::Field(_) => self.push(line.get(start..end).unwrap_or_default()),
            }
        }
        if at == 0 || !line.get(at..).unwrap_or_default().trim().is_empty() {
            self.push(line.get(at..).unwrap_or_default());
        }
        None
    }

    /// A section that has a text already does not begin again.
    fn may_begin(&self, field: FieldName) -> bool {
        self.open.as_ref().is_none_or(|(open, _)| *open != field)
            && (field == FieldName::Nothing
                || self.values.text_of(field).is_none_or(|text| text.trim().is_empty()))
    }

    fn push(&mut self, line: &str) {
        let Some((field, value)) = &mut self.open else {
            self.loose.push(line.to_owned());
            return;
        };
        if field.is_text() || value.trim().is_empty() {
            value.push_str(line);
            value.push('\n');
        } else if *field != FieldName::Nothing && !line.trim().is_empty() {
            self.loose.push(line.to_owned());
        }
    }

    fn close(&mut self) {
        if let Some((field, value)) = self.open.take().filter(|(field, _)| *field != FieldName::Nothing) {
            self.headed |= field.is_text();
            // A general word may not make a judgment of a text.
            self.values.add(field, value);
        }
    }

    fn end(mut self, content: Option<&str>) -> bool {
        self.close();
        let headed = self.headed || content.is_some() || self.values.has_text();
        if headed {
            Title::take(&mut self.loose, self.values).add(self.values);
        }
        let loose = self.loose.join("\n");
        let is_blank = loose.trim().is_empty();
        let Some(content) = content else {
            if headed && !is_blank {
                self.values.append(FieldName::Text(Section::Content), &loose);
            }
            return headed;
        };
        let content = with_known_parts(content, self.names);
        let content = if is_blank { content.into_owned() } else { format!("{loose}\n{content}") };
        self.values.add(FieldName::Text(Section::Content), content);
        true
    }
}
