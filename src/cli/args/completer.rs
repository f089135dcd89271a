//! What can stand for a value of an option: asked by the shell, while the option itself says which of these it takes.
//!
//! Values come from the index, from the watches, and from the names of fields and kinds of line. What goes wrong is not
//! said: a message would land in the middle of what is being typed.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};

use crate::cli::watch_file;
use crate::output::fields::fields_of;
use crate::output::json::{KINDS, Kind};
use panrye_engine::index::{IndexReader, Listed};
use panrye_engine::query::Field;
use panrye_law::judgment::{PartKind, Section};

/// Values of the index that are offered at most.
const MOST: usize = 60;

/// The courts that are asked for most: they come first where nothing is typed yet.
const APEX: [&str; 2] = ["대법원", "헌법재판소"];

/// The folder of the index that the words being completed mean.
static INDEX: OnceLock<PathBuf> = OnceLock::new();

/// Says where the index is, before any value is asked for.
pub(in crate::cli) fn values_are_in(index: &Path) {
    let _ = INDEX.set(index.to_owned());
}

/// Case numbers of judgments.
pub(in crate::cli) fn case_numbers() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| offered(values(Listed::CaseNumbers, typed, "")))
}

/// Courts, the highest first.
pub(in crate::cli) fn courts() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let mut found = values(Listed::Courts, typed, "");
        found.extend(values(Listed::Levels, typed, ""));
        for apex in APEX.into_iter().rev() {
            let is_there = || values(Listed::Courts, apex.as_ref(), "").iter().any(|court| court == apex);
            if starts_with(apex, typed) && is_there() {
                found.retain(|court| court != apex);
                found.insert(0, apex.to_owned());
            }
        }
        offered(found)
    })
}

/// Kinds of cases.
pub(in crate::cli) fn kinds_of_cases() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| offered(values(Listed::Kinds, typed, "")))
}

/// Forms of decisions.
pub(in crate::cli) fn forms() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| offered(values(Listed::Forms, typed, "")))
}

/// What decisions come to.
pub(in crate::cli) fn outcomes() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| offered(values(Listed::Outcomes, typed, "")))
}

/// Laws that judgments refer to.
pub(in crate::cli) fn statutes() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| offered(values(Listed::Statutes, typed, "")))
}

/// The sections of a judgment, and the parts of its text.
pub(in crate::cli) fn sections() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let parts =
            [PartKind::Order, PartKind::Reasons, PartKind::Claim, PartKind::Parties, PartKind::Appendix];
        let sections = Section::ALL.iter().map(|section| section.korean());
        starting(typed, sections.chain(parts.iter().map(PartKind::label)))
    })
}

/// The fields of a kind of line, after those that are already written.
pub(in crate::cli) fn fields(kind: &'static str) -> ArgValueCompleter {
    ArgValueCompleter::new(move |typed: &OsStr| {
        let names = Kind::named(kind).map(|kind| fields_of(&kind)).unwrap_or_default();
        starting(typed, names.iter().map(|field| field.path.as_str()))
    })
}

/// The kinds of line.
pub(in crate::cli) fn kinds_of_lines() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| starting(typed, KINDS.iter().map(|kind| kind.name)))
}

/// The names of kept searches.
pub(in crate::cli) fn watches() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        let names = INDEX.get().map(|index| watch_file::names(index)).unwrap_or_default();
        starting(typed, names.iter().map(String::as_str).filter(|name| name.chars().all(is_plain)))
    })
}

/// A query: a field and its values, or names of fields; signs before it stay.
pub(in crate::cli) fn query() -> ArgValueCompleter {
    ArgValueCompleter::new(of_query)
}

fn of_query(typed: &OsStr) -> Vec<CompletionCandidate> {
    let Some(typed) = typed.to_str() else { return Vec::new() };
    // An option that is being typed.
    if typed.starts_with("--") {
        return Vec::new();
    }
    let bare = typed.trim_start_matches(['-', '+', '(']);
    let signs = typed.strip_suffix(bare).unwrap_or_default();
    if let Some((name, value)) = bare.split_once(':') {
        let Some(listed) = Field::parse(name).and_then(listed) else { return Vec::new() };
        return offered(values(listed, value.as_ref(), &format!("{signs}{name}:")));
    }
    if bare.starts_with(|c: char| c.is_ascii_digit()) {
        return offered(values(Listed::CaseNumbers, bare.as_ref(), signs));
    }
    let names = Field::all().flat_map(|(field, names)| {
        // Where nothing is typed, one name a field is enough.
        let shown = if bare.is_empty() { 1 } else { names.len() };
        names.iter().take(shown).map(move |name| (field, *name))
    });
    let candidates = names.filter(|(_, name)| name.starts_with(bare)).map(|(field, name)| {
        let help = (name != field.name()).then(|| field.name().into());
        CompletionCandidate::new(format!("{signs}{name}:")).help(help)
    });
    candidates.collect()
}

/// What holds the values of a field of a query, where they can be listed.
const fn listed(field: Field) -> Option<Listed> {
    match field {
        Field::Case | Field::CitedBy => Some(Listed::CaseNumbers),
        Field::Cites => Some(Listed::CitedNumbers),
        Field::Court => Some(Listed::Courts),
        Field::Level => Some(Listed::Levels),
        Field::Kind => Some(Listed::Kinds),
        Field::Decision => Some(Listed::Forms),
        Field::Outcome => Some(Listed::Outcomes),
        Field::Statute => Some(Listed::Statutes),
        Field::Date | Field::Name | Field::Issues | Field::Holdings | Field::Content | Field::Source => None,
    }
}

/// Values of the index that begin with what is typed; all of them only where they are few.
fn values(of: Listed, typed: &OsStr, before: &str) -> Vec<String> {
    let (Some(typed), Some(index)) = (typed.to_str(), INDEX.get()) else { return Vec::new() };
    let found = IndexReader::open(index).and_then(|reader| reader.values_from(of, typed, MOST));
    let values = found.unwrap_or_default().into_iter();
    values.filter(|value| value.chars().all(is_plain)).map(|value| format!("{before}{value}")).collect()
}

/// Whether a character means only itself on the line of every shell. What an index holds comes from anybody, and a shell
/// puts it on the line without quoting it: a blank would end the word, `$(…)` would run.
fn is_plain(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ',' | ':' | '/' | '+' | '@' | '%' | '·' | 'ㆍ')
}

fn offered(values: Vec<String>) -> Vec<CompletionCandidate> {
    values.into_iter().map(CompletionCandidate::new).collect()
}

fn starts_with(name: &str, typed: &OsStr) -> bool {
    name.starts_with(&*typed.to_string_lossy())
}

/// The names that begin with what is typed.
pub(in crate::cli) fn starting<'n>(
    typed: &OsStr,
    names: impl Iterator<Item = &'n str>,
) -> Vec<CompletionCandidate> {
    names.filter(|name| starts_with(name, typed)).map(CompletionCandidate::new).collect()
}
