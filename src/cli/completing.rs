//! What can follow on the command line, asked by the shell with every press of the tabulator.
//!
//! The scripts of `panrye completions` start the program with [`VARIABLE`] set. It then answers from its own options,
//! from the names of the fields of a query and from the dictionaries of the index, and is silent about anything that
//! goes wrong: a message would land in the middle of what is being typed.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};

use clap::{Arg, Command};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, complete};
use clap_complete::env::{CompleteEnv, Elvish, EnvCompleter, Fish, Powershell, Shells, Zsh};

use super::outcome::Outcome;
use panrye_engine::index::{IndexReader, Listed};
use panrye_engine::query::Field;
use panrye_law::judgment::Section;
use panrye_text::safe_text::takes_over;

/// Set by the scripts to the name of the shell.
pub(super) const VARIABLE: &str = "PANRYE_COMPLETE";
/// The program that is completed.
pub(super) const NAME: &str = "panrye";
/// The shells.
pub(super) const SHELLS: Shells<'static> =
    Shells(&[&Safe(Bash), &Safe(Zsh), &Safe(Fish), &Safe(Powershell), &Safe(Elvish)]);

/// Values of the index that are offered at most.
const MOST: usize = 60;

/// Answers a shell; `None` where none asks. `index` is the folder where the command line names none.
pub(super) fn answer(arguments: &[OsString], command: impl Fn() -> Command, index: &Path) -> Option<Outcome> {
    let index = index_on(arguments).unwrap_or_else(|| index.to_owned());
    let folder = std::env::current_dir().ok();
    let completing = CompleteEnv::with_factory(|| with_completers(command(), &index));
    let answered = completing
        .var(VARIABLE)
        .bin(NAME)
        .shells(Shells(SHELLS.0))
        .try_complete(arguments.iter().cloned(), folder.as_deref());
    answered.unwrap_or(true).then_some(Outcome::Found)
}

/// The folder that the words being completed name.
fn index_on(arguments: &[OsString]) -> Option<PathBuf> {
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        if word == "--index" {
            return words.next().map(PathBuf::from);
        }
        if let Some(folder) = word.to_str().and_then(|word| word.strip_prefix("--index=")) {
            return Some(folder.into());
        }
    }
    None
}

/// Gives every argument the values that its placeholder stands for.
fn with_completers(command: Command, index: &Path) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    ["help", "man"].into_iter().fold(with_values(command, index), |command, name| {
        let names = names.clone();
        let complete = move |typed: &OsStr| starting(typed, names.iter().map(String::as_str));
        command.mut_subcommand(name, |command| {
            command.mut_arg("command", |argument| argument.add(ArgValueCompleter::new(complete)))
        })
    })
}

fn with_values(command: Command, index: &Path) -> Command {
    let command = command.mut_args(|argument| with_completer(argument, index));
    command.mut_subcommands(|command| with_values(command, index))
}

fn with_completer(argument: Arg, index: &Path) -> Arg {
    let placeholder = argument.get_value_names().and_then(<[_]>::first).map(ToString::to_string);
    let index = index.to_owned();
    let values = |of: Listed| {
        let index = index.clone();
        ArgValueCompleter::new(move |typed: &OsStr| offered(values(&index, of, typed, "")))
    };
    match placeholder.as_deref() {
        Some("CASE" | "FROM" | "TO") => argument.add(values(Listed::CaseNumbers)),
        Some("COURT") => argument.add(values(Listed::Courts)),
        Some("KIND") => argument.add(values(Listed::Kinds)),
        Some("NAME") if argument.get_id() == "section" => {
            argument.add(ArgValueCompleter::new(|typed: &OsStr| {
                starting(typed, Section::ALL.iter().map(|section| section.korean()))
            }))
        }
        Some("QUERY") => argument.add(ArgValueCompleter::new(move |typed: &OsStr| query(&index, typed))),
        _ => argument,
    }
}

/// A field and its values, or names of fields; signs before it stay.
fn query(index: &Path, typed: &OsStr) -> Vec<CompletionCandidate> {
    let Some(typed) = typed.to_str() else { return Vec::new() };
    let bare = typed.trim_start_matches(['-', '+', '(']);
    let signs = typed.strip_suffix(bare).unwrap_or_default();
    if let Some((name, value)) = bare.split_once(':') {
        let Some(listed) = Field::read(name).and_then(listed) else { return Vec::new() };
        return offered(values(index, listed, value.as_ref(), &format!("{signs}{name}:")));
    }
    if bare.starts_with(|c: char| c.is_ascii_digit()) {
        return offered(values(index, Listed::CaseNumbers, bare.as_ref(), signs));
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
        Field::Date
        | Field::Name
        | Field::Issues
        | Field::Holdings
        | Field::Content
        | Field::Statute
        | Field::Source => None,
    }
}

/// Values of the index that begin with what is typed; all of them only where they are few.
fn values(index: &Path, of: Listed, typed: &OsStr, before: &str) -> Vec<String> {
    let Some(typed) = typed.to_str() else { return Vec::new() };
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

fn starting<'n>(typed: &OsStr, names: impl Iterator<Item = &'n str>) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy();
    names.filter(|name| name.starts_with(&*typed)).map(CompletionCandidate::new).collect()
}

/// What a shell is told between two candidates.
fn between() -> String {
    std::env::var("_CLAP_IFS").unwrap_or_else(|_| "\n".to_owned())
}

/// A shell that is offered only what it can show: it writes candidates to the terminal as they are, and what holds a
/// control character could not be typed either.
struct Safe<S>(S);

impl<S: EnvCompleter> EnvCompleter for Safe<S> {
    fn name(&self) -> &'static str {
        self.0.name()
    }

    fn is(&self, name: &str) -> bool {
        self.0.is(name)
    }

    fn write_registration(
        &self,
        variable: &str,
        name: &str,
        bin: &str,
        completer: &str,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        self.0.write_registration(variable, name, bin, completer, out)
    }

    fn write_complete(
        &self,
        command: &mut Command,
        words: Vec<OsString>,
        folder: Option<&Path>,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        let mut offered = Vec::new();
        self.0.write_complete(command, words, folder, &mut offered)?;
        out.write_all(safe_candidates(&String::from_utf8_lossy(&offered), &between()).as_bytes())
    }
}

/// The candidates without those that could take over the terminal. A tab divides one from its help.
fn safe_candidates(offered: &str, between: &str) -> String {
    let is_safe = |candidate: &&str| !candidate.contains(|c| c != '\t' && takes_over(c));
    offered.split(between).filter(is_safe).collect::<Vec<_>>().join(between)
}

/// bash, which takes `법원:대` for three words.
struct Bash;

impl EnvCompleter for Bash {
    fn name(&self) -> &'static str {
        "bash"
    }

    fn is(&self, name: &str) -> bool {
        name == "bash"
    }

    fn write_registration(
        &self,
        variable: &str,
        name: &str,
        bin: &str,
        completer: &str,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        clap_complete::env::Bash.write_registration(variable, name, bin, completer, out)
    }

    fn write_complete(
        &self,
        command: &mut Command,
        words: Vec<OsString>,
        folder: Option<&Path>,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        let set = |name: &str| std::env::var(name).ok();
        let at = set("_CLAP_COMPLETE_INDEX").and_then(|at| at.parse().ok()).unwrap_or_default();
        let between = between();
        let (words, at, typed) = joined(words, at);
        let candidates = complete(command, words, at, folder)?;
        for (nth, candidate) in candidates.iter().enumerate() {
            let value = candidate.get_value().to_string_lossy();
            let value = value.strip_prefix(&typed).unwrap_or(&value);
            write!(out, "{}{value}", if nth > 0 { between.as_str() } else { "" })?;
        }
        Ok(())
    }
}

/// The words with those joined that bash has cut at a colon, the place of the one that is completed, and what of it bash
/// takes for words before.
fn joined(words: Vec<OsString>, at: usize) -> (Vec<OsString>, usize, String) {
    let mut all: Vec<OsString> = Vec::new();
    let (mut place, mut typed) = (at, String::new());
    let mut open = false;
    for (nth, word) in words.into_iter().enumerate() {
        let colon = word == ":";
        let joins = (colon || open) && all.len() > 1;
        if nth == at {
            typed = match all.last() {
                Some(before) if joins => before.to_string_lossy().into_owned(),
                _ => String::new(),
            };
            if joins && colon {
                typed.push(':');
            }
        }
        match all.last_mut() {
            Some(before) if joins => before.push(&word),
            _ => all.push(word),
        }
        if nth == at {
            place = all.len() - 1;
        }
        open = colon;
    }
    (all, place, typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_take_over_a_terminal_is_not_offered() {
        for between in ["\n", "\u{b}"] {
            let offered = ["대법원", "\u{1b}[31m법원", "서울\u{202e}고법", "--json\tJSON"].join(between);
            assert_eq!(safe_candidates(&offered, between), ["대법원", "--json\tJSON"].join(between));
        }
    }

    #[test]
    fn words_that_bash_has_cut_are_joined() {
        for (words, at, expected, place, typed) in [
            ("panrye search 법원 : 대", 4, "panrye search 법원:대", 2, "법원:"),
            ("panrye search 법원 :", 3, "panrye search 법원:", 2, "법원:"),
            ("panrye search 민법 법", 3, "panrye search 민법 법", 3, ""),
            ("panrye search 법원 : 대법원 조", 5, "panrye search 법원:대법원 조", 3, ""),
        ] {
            let words = words.split(' ').map(OsString::from).collect();
            let (joined, found, before) = joined(words, at);
            let joined: Vec<_> = joined.iter().map(|word| word.to_string_lossy()).collect();
            assert_eq!((joined.join(" ").as_str(), found, before.as_str()), (expected, place, typed));
        }
    }
}
