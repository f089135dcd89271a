//! The names of fields, as the Open API gives them, and the values that make a judgment.

use super::fault::{Reason, said};
use super::limits::{LONGEST_NAMED, LONGEST_TITLE};
use super::markup::plain_text;
use panrye_law::judgment::{CaseKind, Court, DecisionDate, DecisionType, Judgment, Section};

/// A field of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum FieldName {
    SerialNumber,
    CaseName,
    CaseNumber,
    Decided,
    Court,
    Kind,
    Decision,
    Text(Section),
}

impl FieldName {
    /// The field that a name means, in the spelling of the Open API or of the Markdown front matter.
    pub(super) fn parse(name: &str) -> Option<Self> {
        Some(match name.trim() {
            "판례정보일련번호" | "판례일련번호" | "헌재결정례일련번호" => {
                Self::SerialNumber
            }
            "사건명" => Self::CaseName,
            "사건번호" => Self::CaseNumber,
            "선고일자" | "종국일자" => Self::Decided,
            "법원명" => Self::Court,
            "사건종류명" | "사건종류" => Self::Kind,
            "판결유형" => Self::Decision,
            "판시사항" => Self::Text(Section::Issues),
            "판결요지" | "결정요지" => Self::Text(Section::Holdings),
            "참조조문" => Self::Text(Section::Statutes),
            "참조판례" => Self::Text(Section::Cases),
            "판례내용" | "전문" => Self::Text(Section::Content),
            _ => return None,
        })
    }
}

impl FieldName {
    /// Longest value of a field that is no text, in bytes.
    const fn longest(self) -> usize {
        match self {
            Self::CaseName | Self::CaseNumber => LONGEST_TITLE,
            _ => LONGEST_NAMED,
        }
    }

    /// The name of the Open API.
    const fn korean(self) -> &'static str {
        match self {
            Self::SerialNumber => "판례정보일련번호",
            Self::CaseName => "사건명",
            Self::CaseNumber => "사건번호",
            Self::Decided => "선고일자",
            Self::Court => "법원명",
            Self::Kind => "사건종류명",
            Self::Decision => "판결유형",
            Self::Text(section) => section.korean(),
        }
    }
}

/// A judgment as its values give it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parsed {
    pub(crate) judgment: Judgment,
    /// What it does not have, because it cannot be what its field says.
    pub(super) left_out: Vec<LeftOut>,
}

/// What was left out of a judgment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LeftOut {
    /// A value that is too long.
    TooLong { field: &'static str, bytes: usize, limit: usize },
    /// A 선고일자 that cannot be a date.
    NoDate { written: String },
    /// Cells of a row behind those that have a heading.
    Surplus { cells: usize, columns: usize },
}

impl From<LeftOut> for Reason {
    fn from(left_out: LeftOut) -> Self {
        match left_out {
            LeftOut::TooLong { field, bytes, limit } => Self::LeftOut { field, bytes, limit },
            LeftOut::NoDate { written } => Self::NoDate(written),
            LeftOut::Surplus { cells, columns } => Self::Surplus { cells, columns },
        }
    }
}

/// Takes the judgments of a source one after the other.
pub(super) type Take<'t> = dyn FnMut(Parsed) + 't;

/// Values by field, as written in the source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Values {
    fields: Vec<(FieldName, String)>,
    /// Cells of a row of a table that have no heading, with how many columns have one.
    surplus: Option<(usize, usize)>,
}

impl Values {
    /// Adds a value. The first value of a field counts.
    pub(super) fn add(&mut self, field: FieldName, value: String) {
        if self.get(field).is_none() {
            self.fields.push((field, value));
        }
    }

    /// Notes that a row has cells behind those that have a heading.
    pub(super) const fn note_surplus(&mut self, cells: usize, columns: usize) {
        self.surplus = Some((cells, columns));
    }

    /// Whether no field is known.
    pub(super) fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Bytes of all values.
    pub(super) fn size(&self) -> usize {
        self.fields.iter().map(|(_, value)| value.len()).sum()
    }

    /// Whether the field has a value.
    pub(super) fn has(&self, field: FieldName) -> bool {
        self.get(field).is_some()
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
            decision: written_form.as_deref().and_then(DecisionType::parse),
            ..Judgment::default()
        };
        judgment.set_docket(&line(FieldName::CaseNumber).unwrap_or_default());
        for section in Section::ALL {
            judgment.set_section(section, text(FieldName::Text(section)).unwrap_or_default());
        }
        judgment.complete(written_form.as_deref().unwrap_or_default());
        if let (Some(written), None) = (&decided, judgment.decided) {
            left_out.push(LeftOut::NoDate { written: said(written) });
        }
        left_out.extend(self.surplus.map(|(cells, columns)| LeftOut::Surplus { cells, columns }));
        Parsed { judgment, left_out }
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
