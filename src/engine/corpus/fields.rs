//! The values of a source by their fields, and the judgment that they make.

use std::fmt;
use std::sync::Arc;

use super::fault::{Reason, said};
use super::layout;
use super::limits::{LONGEST_NAMED, LONGEST_TITLE};
use super::markup::plain_text;
pub(super) use super::names::FieldName;
use super::names::{ContentPart, Meaning};
use super::unused::UnusedNames;
use panrye_documents::Omission;
use panrye_law::judgment::{CaseKind, Court, DecisionDate, DecisionType, Judgment, Section};
use panrye_text::character::is_hangul;

impl FieldName {
    /// Longest value of a field that is no text, in bytes.
    const fn longest(self) -> usize {
        match self {
            Self::CaseName | Self::CaseNumber => LONGEST_TITLE,
            _ => LONGEST_NAMED,
        }
    }

    /// The name of the Open API.
    pub(super) const fn korean(self) -> &'static str {
        match self {
            Self::SerialNumber => "판례정보일련번호",
            Self::CaseName => "사건명",
            Self::CaseNumber => "사건번호",
            Self::Decided => "선고일자",
            Self::Court => "법원명",
            Self::Kind => "사건종류명",
            Self::Decision => "판결유형",
            Self::Text(section) => section.korean(),
            Self::Part(part) => part.heading(),
            Self::Nothing => "선고",
        }
    }
}

/// A judgment as its values give it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parsed {
    pub(crate) judgment: Judgment,
    /// What it does not have, because it cannot be what its field says.
    pub(super) left_out: Vec<LeftOut>,
    /// Names of its source that mean nothing.
    pub(super) unused: Option<Arc<UnusedNames>>,
}

/// What was left out of a judgment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LeftOut {
    /// A value that is too long.
    TooLong { field: &'static str, bytes: usize, limit: usize },
    /// A 선고일자 that cannot be a date.
    NoDate { written: String },
    /// What a document holds and its text does not.
    Omitted(Vec<Omission>),
    /// Cells of a row behind those that have a heading.
    Surplus { cells: usize, columns: usize },
}

impl From<LeftOut> for Reason {
    fn from(left_out: LeftOut) -> Self {
        match left_out {
            LeftOut::TooLong { field, bytes, limit } => Self::LeftOut { field, bytes, limit },
            LeftOut::NoDate { written } => Self::NoDate(written),
            LeftOut::Omitted(omissions) => Self::Omitted(omissions),
            LeftOut::Surplus { cells, columns } => Self::Surplus { cells, columns },
        }
    }
}

/// Takes the judgments of a source one after the other.
pub(super) type Take<'t> = dyn FnMut(Parsed) + 't;

/// Values by field, as written in the source.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Values {
    fields: Vec<(FieldName, String)>,
    /// Whether a name was seen that only judgments have.
    is_judgment: bool,
    /// The form that the names say.
    form: Option<DecisionType>,
    /// Cells of a row of a table that have no heading, with how many columns have one.
    surplus: Option<(usize, usize)>,
    /// Names beside them that mean nothing.
    unused: Option<Arc<UnusedNames>>,
}

/// What a row of a table is known by from one reading to the next, so that it must not change without need: the values, and
/// not what stands beside them.
impl fmt::Debug for Values {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { fields, is_judgment, form, surplus, unused: _ } = self;
        f.debug_struct("Values")
            .field("fields", fields)
            .field("is_judgment", is_judgment)
            .field("form", form)
            .field("surplus", surplus)
            .finish()
    }
}

impl Values {
    /// Adds a value under a name of the source with this meaning. The first value of a field counts.
    pub(super) fn add_named(&mut self, meaning: Meaning, value: impl FnOnce() -> String) {
        let Meaning { field, form, .. } = meaning;
        self.is_judgment |= meaning.says_judgment();
        self.form = self.form.or(form);
        if field == FieldName::Nothing {
            return;
        }
        match self.fields.iter_mut().find(|(known, _)| *known == field) {
            None => self.fields.push((field, value())),
            // Texts under two names that mean the same are both kept.
            Some((_, text)) if field.is_text() => {
                let more = value();
                if !text.contains(more.trim()) {
                    text.extend(["\n", &more]);
                }
            }
            Some(_) => {}
        }
    }

    /// Adds a value of a field that a judgment has. The first value of a field counts.
    pub(super) fn add(&mut self, field: FieldName, value: String) {
        self.is_judgment = true;
        if self.get(field).is_none() {
            self.fields.push((field, value));
        }
    }

    /// Sets a value, whether or not the field has one.
    pub(super) fn set(&mut self, field: FieldName, value: String) {
        self.fields.retain(|(name, _)| *name != field);
        self.add(field, value);
    }

    /// Adds lines to the text of a field.
    pub(super) fn append(&mut self, field: FieldName, text: &str) {
        if let Some((_, value)) = self.fields.iter_mut().find(|(name, _)| *name == field) {
            value.push('\n');
            value.push_str(text);
        } else {
            self.add(field, text.to_owned());
        }
    }

    /// Adds the values of another part of the same record, unless both say the same of something.
    pub(super) fn merge(&mut self, other: Self) -> Result<(), Self> {
        if other.fields.iter().any(|(field, _)| self.has(*field)) {
            return Err(other);
        }
        self.is_judgment |= other.is_judgment;
        self.form = self.form.or(other.form);
        self.fields.extend(other.fields);
        Ok(())
    }

    /// Notes that a row has cells behind those that have a heading.
    pub(super) const fn note_surplus(&mut self, cells: usize, columns: usize) {
        self.surplus = Some((cells, columns));
    }

    /// Notes the names beside the values that mean nothing.
    pub(super) fn note_unused(&mut self, unused: Option<Arc<UnusedNames>>) {
        self.unused = unused;
    }

    /// Whether nothing says that this is a judgment: no name of a field does, or no value has a letter of Korean, as
    /// in tables and settings of other things that have a `case_number` or a `docket`.
    pub(super) fn is_empty(&self) -> bool {
        let has_korean = |(_, value): &(FieldName, String)| value.chars().any(is_hangul);
        !self.is_judgment || !self.fields.iter().any(has_korean)
    }

    /// Whether any text is there.
    pub(super) fn has_text(&self) -> bool {
        self.fields.iter().any(|(field, value)| field.is_text() && !value.trim().is_empty())
    }

    /// Bytes of all values.
    pub(super) fn size(&self) -> usize {
        self.fields.iter().map(|(_, value)| value.len()).sum()
    }

    /// Whether the field has a value.
    pub(super) fn has(&self, field: FieldName) -> bool {
        self.get(field).is_some()
    }

    /// The value of a field.
    pub(super) fn text_of(&self, field: FieldName) -> Option<&str> {
        self.get(field)
    }

    fn get(&self, field: FieldName) -> Option<&str> {
        self.fields.iter().find(|(name, _)| *name == field).map(|(_, value)| value.as_str())
    }

    /// The judgment of these values: markup becomes text, metadata is normalized, what is empty stays missing.
    pub(super) fn judgment(&self) -> Parsed {
        self.judgment_with(plain_text)
    }

    /// The judgment of values that are text already: nothing in them is markup.
    pub(super) fn judgment_of_text(&self) -> Parsed {
        self.judgment_with(|value| value.trim().to_owned())
    }

    fn judgment_with(&self, plain: fn(&str) -> String) -> Parsed {
        let text = |field| self.get(field).map(plain).filter(|text| !text.is_empty());
        let mut left_out = Vec::new();
        let mut line = |field: FieldName| {
            let line = text(field).map(|text| one_line(&text)).filter(|line| !line.is_empty())?;
            let (bytes, limit) = (line.len(), field.longest());
            if bytes > limit {
                left_out.push(LeftOut::TooLong { field: field.korean(), bytes, limit });
                return None;
            }
            Some(line)
        };
        let decided = line(FieldName::Decided);
        let written_form = line(FieldName::Decision);
        let mut judgment = Judgment {
            serial_number: line(FieldName::SerialNumber),
            case_name: line(FieldName::CaseName),
            court: line(FieldName::Court).as_deref().and_then(Court::parse),
            decided: decided.as_deref().and_then(DecisionDate::parse),
            kind: line(FieldName::Kind).as_deref().and_then(CaseKind::parse),
            decision: written_form.as_deref().and_then(DecisionType::parse).or(self.form),
            ..Judgment::default()
        };
        judgment.set_docket(&line(FieldName::CaseNumber).unwrap_or_default());
        for section in Section::ALL {
            judgment.set_section(section, text(FieldName::Text(section)).unwrap_or_default());
        }
        self.add_parts(&mut judgment, plain);
        layout::complete(&mut judgment);
        judgment.complete(written_form.as_deref().unwrap_or_default());
        if let (Some(written), None) = (&decided, judgment.decided) {
            left_out.push(LeftOut::NoDate { written: said(written) });
        }
        left_out.extend(self.surplus.map(|(cells, columns)| LeftOut::Surplus { cells, columns }));
        Parsed { judgment, left_out, unused: self.unused.clone() }
    }
}

impl Values {
    /// Puts the parts that the source keeps apart into the content, under their headings. What the content says already
    /// is not said twice.
    fn add_parts(&self, judgment: &mut Judgment, plain: fn(&str) -> String) {
        let mut content = judgment.section(Section::Content).to_owned();
        let has_content = !content.is_empty();
        for part in ContentPart::ALL {
            let Some(text) = self.get(FieldName::Part(part)).map(plain).filter(|text| !text.is_empty())
            else {
                continue;
            };
            if has_content && content.contains(&text) {
                continue;
            }
            if !content.is_empty() {
                content.push('\n');
            }
            content.extend(["【", part.heading(), "】\n", &text]);
        }
        judgment.set_section(Section::Content, content);
    }
}

/// Metadata as one line: blanks, line ends and control characters, which no name has, are single blanks.
fn one_line(text: &str) -> String {
    let mut line = String::new();
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_cannot_be_what_its_field_says_is_left_out_and_named() {
        for (field, limit) in [
            (FieldName::SerialNumber, LONGEST_NAMED),
            (FieldName::CaseName, LONGEST_TITLE),
            (FieldName::CaseNumber, LONGEST_TITLE),
            (FieldName::Court, LONGEST_NAMED),
            (FieldName::Kind, LONGEST_NAMED),
            (FieldName::Decision, LONGEST_NAMED),
        ] {
            for (bytes, left_out) in [(limit, 0), (limit + 1, 1), (1 << 20, 1)] {
                let mut values = Values::default();
                values.add(field, "a".repeat(bytes));
                values.add(FieldName::Text(Section::Content), "상고를 기각한다.".to_owned());
                let parsed = values.judgment();
                assert_eq!(parsed.left_out.len(), left_out, "{field:?}");
                assert_eq!(parsed.judgment.section(Section::Content), "상고를 기각한다.");
                let named = LeftOut::TooLong { field: field.korean(), bytes, limit };
                assert!(parsed.left_out.iter().all(|found| *found == named));
                assert!(parsed.judgment.key().as_str().len() <= 2 * LONGEST_TITLE);
            }
        }
    }

    #[test]
    fn metadata_is_one_line_without_control_characters() {
        for (written, line) in [
            ("손해배상\r\n(기)", "손해배상 (기)"),
            ("2020다1\0\u{1}2", "2020다1 2"),
            ("\u{85}갑\u{9f}을\u{2028}병\u{1b}", "갑 을 병"),
            ("\0\0", ""),
        ] {
            assert_eq!(one_line(written), line, "{written:?}");
        }
    }
}
