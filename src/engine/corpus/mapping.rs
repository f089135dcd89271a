//! What a user says of the names of his own files: `제목=case_name` says that a heading, a key, a column or an element 제목
//! holds the name of the case.
//!
//! The names travel as a value from whoever begins the reading to every reader and parser, which ask them and never the
//! table itself.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;
use std::sync::Arc;

use super::names::{self, ContentPart, FieldName, Meaning, plain};
use panrye_law::judgment::Section;

/// The fields that a name can be given: English, Korean, and what it is.
const FIELDS: [(&str, &str, FieldName); 17] = [
    ("serial_number", "판례정보일련번호", FieldName::SerialNumber),
    ("case_name", "사건명", FieldName::CaseName),
    ("case_number", "사건번호", FieldName::CaseNumber),
    ("decision_date", "선고일자", FieldName::Decided),
    ("court", "법원명", FieldName::Court),
    ("case_kind", "사건종류명", FieldName::Kind),
    ("form", "판결유형", FieldName::Decision),
    ("issues", "판시사항", FieldName::Text(Section::Issues)),
    ("holdings", "판결요지", FieldName::Text(Section::Holdings)),
    ("statutes", "참조조문", FieldName::Text(Section::Statutes)),
    ("cases", "참조판례", FieldName::Text(Section::Cases)),
    ("content", "판례내용", FieldName::Text(Section::Content)),
    ("parties", "당사자", FieldName::Part(ContentPart::Parties)),
    ("order", "주문", FieldName::Part(ContentPart::Order)),
    ("reasons", "이유", FieldName::Part(ContentPart::Reasons)),
    ("appendix", "별지", FieldName::Part(ContentPart::Appendix)),
    ("ignore", "무시", FieldName::Nothing),
];

/// The longest name that can be given a field, in bytes: forty letters of Korean, with their escapes as long as a key of JSON
/// that is read.
const LONGEST: usize = 120;

/// Bytes of the blanks, brackets and other marks that may stand in and around a name besides.
const MARKS: usize = 24;

/// The word that stands for no names at all.
const NONE: &str = "none";

/// What names of fields mean: what the user says of them, else the table that panrye has. The default is the table alone.
#[derive(Debug, Clone, Default)]
pub struct Names(Option<Arc<Mapped>>);

#[derive(Debug, Default)]
struct Mapped {
    /// By the names as they are compared.
    meanings: HashMap<String, Meaning>,
    /// The same as they are written, in an order of their own.
    entries: Vec<String>,
    /// The longest name, in bytes as it is written, with the marks that may be around it.
    longest: usize,
    has_parts: bool,
}

/// Why a name cannot be given a field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MapError {
    /// No `=`.
    #[error("`{0}` has no `=`: write NAME=FIELD, such as 제목=case_name; FIELD is one of {FieldList}")]
    NoField(String),
    /// Nothing before the `=`, or only marks that do not count.
    #[error(
        "`{0}` has no name before its `=`: write NAME=FIELD, such as 제목=case_name; FIELD is one of {FieldList}"
    )]
    NoName(String),
    /// A name that no heading has.
    #[error("`{name}` is no name of a field: one has at most {LONGEST} bytes; FIELD is one of {FieldList}")]
    TooLong {
        /// The beginning of the name.
        name: String,
    },
    /// A field that there is not.
    #[error("there is no field `{field}`, which `{name}` should be: FIELD is one of {FieldList}")]
    UnknownField {
        /// The name.
        name: String,
        /// What it should be.
        field: String,
    },
    /// One name with two fields.
    #[error("`{name}` is given twice, as {one} and as {other}: it can be only one of {FieldList}")]
    Twice {
        /// The name.
        name: String,
        /// The field that was given first.
        one: &'static str,
        /// The other one.
        other: &'static str,
    },
}

/// The fields that a name can be given, as they are shown: `case_name (사건명), …`.
#[derive(Debug, Clone, Copy)]
pub struct FieldList;

impl fmt::Display for FieldList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, (english, korean, _)) in FIELDS.iter().enumerate() {
            let before = if number == 0 { "" } else { ", " };
            write!(f, "{before}{english} ({korean})")?;
        }
        Ok(())
    }
}

impl MapError {
    /// The most bytes of a name.
    pub const LONGEST: usize = LONGEST;
}

impl Names {
    /// The names that a list of `NAME=FIELD` gives; `none` alone gives none.
    pub fn parse<S: AsRef<str>>(entries: &[S]) -> Result<Self, MapError> {
        if entries.is_empty() || matches!(entries, [only] if only.as_ref().trim() == NONE) {
            return Ok(Self::default());
        }
        let mut mapped = Mapped::default();
        let mut written: Vec<(String, String)> = Vec::new();
        for entry in entries {
            let (name, compared, field) = parse_entry(entry.as_ref())?;
            match mapped.meanings.entry(compared.clone()) {
                Entry::Occupied(known) if known.get().field != field => {
                    let one = shown(known.get().field);
                    return Err(MapError::Twice { name: name.to_owned(), one, other: shown(field) });
                }
                Entry::Occupied(_) => {}
                Entry::Vacant(free) => {
                    free.insert(meaning(&compared, field));
                    mapped.longest = mapped.longest.max(name.len() + MARKS);
                    mapped.has_parts |= matches!(field, FieldName::Part(_));
                    written.push((compared, format!("{name}={}", shown(field))));
                }
            }
        }
        written.sort();
        mapped.entries = written.into_iter().map(|(_, entry)| entry).collect();
        Ok(Self(Some(Arc::new(mapped))))
    }

    /// The names as a list of `NAME=FIELD` that [`Names::parse`] reads again.
    pub fn entries(&self) -> &[String] {
        self.0.as_ref().map_or(&[], |mapped| &mapped.entries)
    }

    /// What a name means.
    pub(super) fn meaning(&self, name: &str) -> Option<Meaning> {
        self.mapped(name).or_else(|| names::meaning(name))
    }

    /// What the user says that a name means.
    pub(super) fn mapped(&self, name: &str) -> Option<Meaning> {
        let mapped = self.0.as_ref()?;
        mapped.meanings.get(&plain(name, mapped.longest)?).copied()
    }

    /// Whether the user says that nothing is to be read under a name.
    pub(super) fn ignore(&self, name: &str) -> bool {
        self.mapped(name).is_some_and(|known| known.field == FieldName::Nothing)
    }

    /// The part of the content that the user says that a name means.
    pub(super) fn mapped_part(&self, name: &str) -> Option<ContentPart> {
        self.0.as_ref().filter(|mapped| mapped.has_parts)?;
        match self.mapped(name)?.field {
            FieldName::Part(part) => Some(part),
            _ => None,
        }
    }

    /// Whether the user says of any name that it means a part of the content.
    pub(super) fn map_parts(&self) -> bool {
        self.0.as_ref().is_some_and(|mapped| mapped.has_parts)
    }

    /// Bytes of the longest name that the user speaks of, with marks.
    pub(super) fn longest(&self) -> usize {
        self.0.as_ref().map_or(0, |mapped| mapped.longest)
    }

    /// Whether a name means nothing, and stands for something that judgments do not commonly carry.
    pub(super) fn is_unknown(&self, name: &str) -> bool {
        !name.trim().is_empty() && self.meaning(name).is_none() && !names::stands_beside(name)
    }
}

/// Two are the same that say the same of every name, however it is written.
impl PartialEq for Names {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (None, None) => true,
            (Some(one), Some(other)) => one.meanings == other.meanings,
            _ => false,
        }
    }
}

impl Eq for Names {}

/// The name of `NAME=FIELD` as it is written and as it is compared, and the field.
fn parse_entry(entry: &str) -> Result<(&str, String, FieldName), MapError> {
    // A name may have an equals sign, a field has none.
    let (name, field) = entry.rsplit_once('=').ok_or_else(|| MapError::NoField(cut(entry)))?;
    let (name, field) = (name.trim(), field.trim());
    let compared = plain(name, LONGEST).ok_or_else(|| MapError::TooLong { name: cut(name) })?;
    if compared.is_empty() {
        return Err(MapError::NoName(cut(entry)));
    }
    let unknown = || MapError::UnknownField { name: cut(name), field: cut(field) };
    Ok((name, compared, field_of(field).ok_or_else(unknown)?))
}

/// The field of one of the names in [`FIELDS`], or of one that only judgments have.
fn field_of(name: &str) -> Option<FieldName> {
    let compared = plain(name, LONGEST)?;
    let is_named = |name: &str| plain(name, LONGEST).is_some_and(|name| name == compared);
    let listed = FIELDS.iter().find(|(english, korean, _)| is_named(english) || is_named(korean));
    let certain = || names::meaning(name).filter(|known| known.is_certain).map(|known| known.field);
    listed.map(|(_, _, field)| *field).or_else(certain)
}

/// A name that the user speaks of counts as one that only judgments have. It says the form of a record (재결, 해석) where he says
/// of it what the table says.
fn meaning(compared: &str, field: FieldName) -> Meaning {
    let known = names::meaning(compared).filter(|known| known.field == field);
    Meaning { field, is_certain: true, form: known.and_then(|known| known.form) }
}

/// A field as lists and messages have it: in English, but for the few that have no English name.
fn shown(field: FieldName) -> &'static str {
    let listed = FIELDS.iter().find(|(_, _, known)| *known == field);
    listed.map_or_else(|| field.korean(), |(english, _, _)| english)
}

/// What is shown of what was written.
fn cut(written: &str) -> String {
    match written.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", written.get(..end).unwrap_or_default()),
        None => written.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(entries: &[&str]) -> Names {
        Names::parse(entries).unwrap()
    }

    #[test]
    fn a_mapped_name_is_known_however_it_is_written_and_wins_over_the_table() {
        let names = names(&["Ruling Text=content", "제목 = 판시사항", "a=b=사건번호", "사건번호=ignore"]);
        let field = |name: &str| names.meaning(name).map(|known| (known.field, known.says_judgment()));
        for (name, expected) in [
            ("Ruling Text", Some((FieldName::Text(Section::Content), true))),
            ("【ruling_text】", Some((FieldName::Text(Section::Content), true))),
            ("제 목", Some((FieldName::Text(Section::Issues), true))),
            ("A=B", Some((FieldName::CaseNumber, true))),
            ("사건번호", Some((FieldName::Nothing, false))),
            ("title", Some((FieldName::CaseName, false))),
            ("법원명", Some((FieldName::Court, true))),
            ("Ruling", None),
        ] {
            assert_eq!(field(name), expected, "{name}");
        }
    }

    #[test]
    fn every_field_has_an_english_and_a_korean_name() {
        for (english, korean, field) in FIELDS {
            assert_eq!((field_of(english), field_of(korean)), (Some(field), Some(field)), "{english}");
            if field != FieldName::Nothing {
                assert_eq!(field.korean(), korean);
            }
        }
        for (name, field) in [
            ("Case Number", Some(FieldName::CaseNumber)),
            ("종국일자", Some(FieldName::Decided)),
            ("심판대상조문", Some(FieldName::Part(ContentPart::Reviewed))),
            // General words could be anything here as well.
            ("title", None),
            ("", None),
        ] {
            assert_eq!(field_of(name), field, "{name}");
        }
    }

    #[test]
    fn what_is_wrong_is_named_with_the_fields_that_there_are() {
        let long = format!("{}=content", "가".repeat(LONGEST / 3 + 1));
        for (entries, said) in [
            (vec!["제목"], "`제목` has no `=`"),
            (vec!["none", "제목=court"], "`none` has no `=`"),
            (vec!["=content"], "`=content` has no name"),
            (vec![" [_] =content"], "has no name"),
            (vec!["제목=이름"], "there is no field `이름`"),
            (vec!["제목="], "there is no field ``"),
            (vec![&long], "at most 120 bytes"),
            (vec!["제목=case_name", "제 목=court"], "`제 목` is given twice, as case_name and as court"),
        ] {
            let error = Names::parse(&entries).unwrap_err().to_string();
            assert!(error.contains(said) && error.contains("case_name (사건명)"), "{error}");
        }
        assert_eq!(names(&["제목=case_name", "제_목=사건명"]).entries(), ["제목=case_name"]);
    }

    #[test]
    fn names_are_the_same_however_they_are_listed() {
        let one = names(&["제목=case_name", "Ruling Text=판례내용", "신청=청구취지"]);
        let other = names(&["신청=청구취지", "ruling_text=content", "제목=사건명"]);
        assert_eq!(one, other);
        assert_eq!(one.entries(), ["Ruling Text=content", "신청=청구취지", "제목=case_name"]);
        assert_eq!(Names::parse(one.entries()).unwrap(), one);
        assert_ne!(one, names(&["제목=case_name"]));
        assert_eq!(names(&["none"]), Names::default());
        assert_eq!(names(&[]), Names::default());
    }

    #[test]
    fn the_form_of_a_record_is_told_by_names_that_mean_what_they_mean_to_all() {
        let form = |entry: &str, name: &str| names(&[entry]).meaning(name).and_then(|known| known.form);
        assert!(form("재결청=court", "재결청").is_some());
        assert!(form("재결청=parties", "재결청").is_none());
        assert!(form("판단 기관=court", "판단 기관").is_none());
    }

    #[test]
    fn what_judgments_commonly_carry_is_not_unknown() {
        let names = names(&["메모=ignore"]);
        for (name, expected) in [
            ("판결 요약", true),
            ("메모", false),
            ("사건종류코드", false),
            ("제목", false),
            (" ", false),
            ("URL", false),
        ] {
            assert_eq!(names.is_unknown(name), expected, "{name}");
        }
    }
}
