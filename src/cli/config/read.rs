//! Reading one configuration file: TOML, one value a key.
//!
//! A project's file comes with what somebody else wrote, and so may do less than the user's own: it names no program to
//! run, and its index stays in its folder.

use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::{Component, Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::key::{Key, Kind};
use crate::cli::args::timing::budget;
use crate::cli::locale::{errors, say};
use panrye_engine::corpus::{MapError, Names};
use panrye_engine::input_file;

/// Bytes of a configuration file that is read: far more than all settings take.
const LARGEST: u64 = 1 << 20;
/// Characters of a name that are shown.
const SHOWN: usize = 60;

/// Whose file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Scope {
    /// The user's own.
    User,
    /// A project's.
    Project,
}

/// One setting with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct Entry {
    /// Which setting.
    pub(in crate::cli) key: Key,
    /// Its value: several only where a key takes several.
    pub(in crate::cli) values: Vec<OsString>,
    /// The file.
    pub(in crate::cli) file: PathBuf,
    /// The line, from 1.
    pub(in crate::cli) line: usize,
}

/// A mistake in a configuration file.
#[derive(Debug)]
pub(in crate::cli) struct ConfigFault {
    file: PathBuf,
    /// Line and column, from 1, in characters.
    place: Option<(usize, usize)>,
    reason: Reason,
}

#[derive(Debug)]
enum Reason {
    Unreadable(io::Error),
    Syntax(String),
    UnknownKey { name: String, nearest: Option<&'static str> },
    WrongType { key: Key },
    Program { key: Key },
    Outside { key: Key },
    Map(MapError),
}

/// What a file holds, and what is wrong in it; a mistake in one line leaves the others.
pub(in crate::cli) fn read(path: &Path, scope: Scope, home: Option<&Path>) -> (Vec<Entry>, Vec<ConfigFault>) {
    let fault = |place, reason| ConfigFault { file: path.to_owned(), place, reason };
    let text = match input_file::read_to_string(path, LARGEST) {
        Ok(text) => text,
        Err(error) => return (Vec::new(), vec![fault(None, Reason::Unreadable(error))]),
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let table = match DeTable::parse(text) {
        Ok(table) => table.into_inner(),
        Err(error) => {
            let place = error.span().map(|span| Lines::of(text).place(span.start));
            return (Vec::new(), vec![fault(place, Reason::Syntax(error.message().to_owned()))]);
        }
    };
    let lines = Lines::of(text);
    let base = path.parent().unwrap_or_else(|| Path::new(""));
    let (mut entries, mut faults) = (Vec::new(), Vec::new());
    for (name, value) in &table {
        match entry(name, value, scope, base, home) {
            Ok((key, values)) => {
                let line = lines.place(name.span().start).0;
                entries.push(Entry { key, values, file: path.to_owned(), line });
            }
            Err(reason) => {
                let at = if matches!(reason, Reason::UnknownKey { .. }) { name.span() } else { value.span() };
                faults.push(fault(Some(lines.place(at.start)), reason));
            }
        }
    }
    faults.sort_by_key(|fault| fault.place);
    (entries, faults)
}

fn entry(
    name: &Spanned<std::borrow::Cow<'_, str>>,
    value: &Spanned<DeValue<'_>>,
    scope: Scope,
    base: &Path,
    home: Option<&Path>,
) -> Result<(Key, Vec<OsString>), Reason> {
    let name = name.get_ref().as_ref();
    let unknown = || Reason::UnknownKey { name: shortened(name), nearest: Key::nearest(name) };
    let key = Key::parse(name).ok_or_else(unknown)?;
    let project = scope == Scope::Project;
    if project && key == Key::Pager {
        return Err(Reason::Program { key });
    }
    let wrong = || Reason::WrongType { key };
    let value = value.get_ref();
    let text = |value: &DeValue<'_>| value.as_str().map(str::to_owned).ok_or_else(wrong);
    let path = |value: &DeValue<'_>| {
        let written = text(value).and_then(|text| if text.is_empty() { Err(wrong()) } else { Ok(text) })?;
        if project && key == Key::Index && leaves(Path::new(&written)) {
            return Err(Reason::Outside { key });
        }
        Ok(absolute(&written, base, home).into_os_string())
    };
    let values = match key.kind() {
        Kind::Path => vec![path(value)?],
        Kind::Paths => match value {
            DeValue::Array(paths) if !paths.is_empty() => {
                paths.iter().map(|value| path(value.get_ref())).collect::<Result<_, _>>()?
            }
            value => vec![path(value)?],
        },
        Kind::Names => {
            let names = match value {
                DeValue::Array(names) if !names.is_empty() => {
                    names.iter().map(|value| text(value.get_ref())).collect::<Result<Vec<_>, _>>()?
                }
                value => vec![text(value)?],
            };
            Names::parse(&names).map_err(Reason::Map)?;
            names.into_iter().map(OsString::from).collect()
        }
        Kind::Word(words) => {
            let word = text(value)?;
            words.contains(&word.as_str()).then_some(()).ok_or_else(wrong)?;
            vec![word.into()]
        }
        Kind::Text => vec![text(value)?.into()],
        Kind::Number(least) => {
            let DeValue::Integer(number) = value else { return Err(wrong()) };
            let number = i64::from_str_radix(number.as_str(), number.radix()).map_err(|_| wrong())?;
            (number >= least).then_some(()).ok_or_else(wrong)?;
            vec![number.to_string().into()]
        }
        Kind::Seconds => {
            let written = match value {
                DeValue::Integer(number) if number.radix() == 10 => number.as_str().to_owned(),
                DeValue::Float(number) => number.as_str().to_owned(),
                value => text(value)?,
            };
            budget(&written).map_err(|_| wrong())?;
            vec![written.into()]
        }
    };
    Ok((key, values))
}

/// Whether a path written in a file may lead out of the folder of the file.
fn leaves(path: &Path) -> bool {
    !path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
        || path.starts_with("~")
}

fn absolute(written: &str, base: &Path, home: Option<&Path>) -> PathBuf {
    match (written.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        // `./corpus` and `corpus` are one path.
        _ => base.join(Path::new(written)).components().collect(),
    }
}

/// A name as it is shown.
fn shortened(name: &str) -> String {
    match name.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default()),
        None => name.to_owned(),
    }
}

/// Where the lines of a text begin: each place is told without counting from the first line again.
struct Lines<'t> {
    text: &'t str,
    begins: Vec<usize>,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        let begins = text.bytes().zip(1..).filter(|(byte, _)| *byte == b'\n').map(|(_, next)| next);
        Self { text, begins: std::iter::once(0).chain(begins).collect() }
    }

    /// Line and column of a byte, from 1.
    fn place(&self, at: usize) -> (usize, usize) {
        let line = self.begins.partition_point(|&begin| begin <= at);
        let begin = self.begins.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let before = self.text.get(begin..at).unwrap_or_default();
        (line, before.chars().count() + 1)
    }
}

impl fmt::Display for ConfigFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        if let Some((line, column)) = self.place {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", self.reason)
    }
}

impl std::error::Error for ConfigFault {}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::Unreadable(error) => {
                let error = crate::cli::locale::system::system(error);
                say!("cannot be read: {error}", "읽을 수 없습니다: {error}")
            }
            Self::Syntax(message) => say!("no valid TOML: {message}", "TOML 문법에 맞지 않습니다: {message}"),
            Self::UnknownKey { name, nearest: Some(near) } => {
                say!("there is no setting `{name}`: did you mean `{near}`?", "`{name}` 설정은 없습니다. `{near}`입니까?")
            }
            Self::UnknownKey { name, nearest: None } => {
                let known = Key::ALL.map(Key::name).join(", ");
                say!("there is no setting `{name}`: there are {known}", "`{name}` 설정은 없습니다. 쓸 수 있는 설정: {known}")
            }
            Self::Map(error) => errors::map(error),
            Self::WrongType { key } => {
                let (name, expected) = (key.name(), expected(*key));
                say!("`{name}` takes {expected}", "`{name}`에는 {expected} 적습니다")
            }
            Self::Program { key } => {
                let name = key.name();
                say!(
                    "`{name}` names a program to run, which the file of a project may not do: set it in your own file",
                    "`{name}`은(는) 실행할 프로그램이므로 프로젝트 파일에서 정할 수 없습니다. 사용자 설정 파일에 적으십시오"
                )
            }
            Self::Outside { key } => {
                let name = key.name();
                say!(
                    "`{name}` leads out of the folder, which the file of a project may not do: write a path below it",
                    "`{name}`이(가) 프로젝트 폴더 밖을 가리킵니다. 프로젝트 파일에는 그 폴더 안의 경로만 적을 수 있습니다"
                )
            }
        })
    }
}

/// What a key takes, as the object of a sentence.
fn expected(key: Key) -> String {
    match key.kind() {
        Kind::Path => say!("a path in quotation marks", "따옴표로 묶은 경로를"),
        Kind::Paths => {
            say!("a path in quotation marks, or a list of them", "따옴표로 묶은 경로나 그 목록을")
        }
        Kind::Names => say!(
            "names in quotation marks with what they mean, such as [\"제목=case_name\"], or \"none\"",
            "[\"제목=case_name\"]처럼 따옴표로 묶은 이름과 그 뜻의 목록이나 \"none\"을"
        ),
        Kind::Word(words) => {
            let words = words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>();
            say!("{}", "{} 가운데 하나를", words.join(", "))
        }
        Kind::Text => say!("text in quotation marks", "따옴표로 묶은 글자를"),
        Kind::Seconds => say!("a number of seconds, or \"none\"", "초 수나 \"none\"을"),
        Kind::Number(least) => say!("a whole number, at least {least}", "{least} 이상의 정수를"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str, scope: Scope) -> String {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("config.toml");
        std::fs::write(&path, text).unwrap();
        let (_, faults) = read(&path, scope, None);
        let folder = format!("{}{}", folder.path().display(), std::path::MAIN_SEPARATOR);
        faults.iter().map(|fault| fault.to_string().replace(&folder, "")).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_mistake_is_named_with_its_place_and_what_would_be_right() {
        for (text, expected) in [
            ("limit = 3\nlimt = 3", "config.toml:2:1: there is no setting `limt`: did you mean `limit`?"),
            (
                "user-dictionary = \"a\"",
                "config.toml:1:1: there is no setting `user-dictionary`: did you mean `user_dictionary`?",
            ),
            ("limit = \"3\"", "config.toml:1:9: `limit` takes a whole number, at least 1"),
            ("limit = 0", "config.toml:1:9: `limit` takes a whole number, at least 1"),
            (
                "색 = 1",
                "config.toml:1:1: no valid TOML: invalid unquoted key, expected letters, numbers, `-`, `_`",
            ),
            ("index = 1", "config.toml:1:9: `index` takes a path in quotation marks"),
            ("color = \"red\"", "config.toml:1:9: `color` takes \"auto\", \"always\", \"never\""),
            (
                "map = [1]",
                "config.toml:1:7: `map` takes names in quotation marks with what they mean, such as [\"제목=case_name\"], or \"none\"",
            ),
            ("index = \"a", "config.toml:1:11: no valid TOML: invalid basic string, expected `\"`"),
        ] {
            assert_eq!(faults(text, Scope::User), expected, "{text}");
        }
    }

    #[test]
    fn places_are_lines_and_columns() {
        let lines = Lines::of("가 = 1\n나 = 2");
        let places = [0, 4, 7, 8, 14].map(|at| lines.place(at));
        assert_eq!(places, [(1, 1), (1, 3), (1, 6), (2, 1), (2, 5)]);
    }

    #[test]
    fn a_long_name_is_cut() {
        let told = faults(&format!("{} = 1", "a".repeat(1_000)), Scope::User);
        assert!(told.contains(&format!("`{}…`", "a".repeat(60))), "{told}");
    }

    #[test]
    fn a_project_runs_nothing_and_stays_in_its_folder() {
        for (text, refused) in [
            ("pager = \"rm\"", true),
            ("index = \"../index\"", true),
            ("index = \"/index\"", true),
            ("index = \"~/index\"", true),
            ("index = \"./all/index\"", false),
            ("corpus = [\"../judgments\", \"more\"]", false),
        ] {
            assert_eq!(!faults(text, Scope::Project).is_empty(), refused, "{text}");
            assert_eq!(faults(text, Scope::User), "", "{text}");
        }
    }

    #[test]
    fn paths_are_relative_to_the_file() {
        let base = Path::new("/home/me/.config/panrye");
        for (written, expected) in [
            ("words.csv", "/home/me/.config/panrye/words.csv"),
            ("./a/b", "/home/me/.config/panrye/a/b"),
            ("/a", "/a"),
            ("~/a", "/home/me/a"),
        ] {
            assert_eq!(absolute(written, base, Some(Path::new("/home/me"))), Path::new(expected));
        }
    }
}
