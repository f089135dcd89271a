//! What can follow on the command line, asked by the shell with every press of the tabulator.
//!
//! The scripts of `panrye completions` start the program with [`VARIABLE`] set. It then answers from its own options,
//! and from what each of them says that it takes ([`completer`]).

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};

use clap::Command;
use clap_complete::engine::{ArgValueCompleter, complete};
use clap_complete::env::{CompleteEnv, Elvish, EnvCompleter, Fish, Powershell, Shells, Zsh};

use crate::cli::args::completer;
use crate::cli::outcome::Outcome;
use panrye_text::safe_text::takes_over;

/// Set by the scripts to the name of the shell.
pub(super) const VARIABLE: &str = "PANRYE_COMPLETE";
/// The program that is completed.
pub(super) const NAME: &str = "panrye";
/// The shells.
pub(super) const SHELLS: Shells<'static> =
    Shells(&[&Safe(Bash), &Safe(Zsh), &Safe(Fish), &Safe(Powershell), &Safe(Elvish)]);

/// Answers a shell; `None` where none asks. `index` is the folder where the command line names none.
pub(super) fn answer(arguments: &[OsString], command: impl Fn() -> Command, index: &Path) -> Option<Outcome> {
    let index = index_on(arguments).unwrap_or_else(|| index.to_owned());
    let folder = std::env::current_dir().ok();
    completer::values_are_in(&index);
    let completing = CompleteEnv::with_factory(|| with_completers(command()));
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

/// The command with the values that options of several commands take, which differ by command: the fields of the lines
/// that each prints, and the names of the commands themselves.
fn with_completers(command: Command) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let command = ["help", "man"].into_iter().fold(command, |command, name| {
        let names = names.clone();
        let complete = move |typed: &OsStr| completer::starting(typed, names.iter().map(String::as_str));
        command.mut_subcommand(name, |command| {
            command.mut_arg("command", |argument| argument.add(ArgValueCompleter::new(complete)))
        })
    });
    LINES.iter().fold(command, |command, &(path, kind)| with_fields(command, path, kind))
}

/// What the lines of each command are.
const LINES: &[(&[&str], &str)] = &[
    (&["search"], "hit"),
    (&["similar"], "hit"),
    (&["batch"], "hit"),
    (&["explain"], "explanation"),
    (&["show"], "judgment"),
    (&["cites"], "edge"),
    (&["cited-by"], "edge"),
    (&["path"], "edge"),
    (&["graph"], "link"),
    (&["top"], "authority"),
    (&["history"], "history"),
    (&["references"], "references"),
    (&["verify"], "verdict"),
    (&["fetch"], "fetch"),
    (&["status"], "status"),
    (&["check"], "check"),
    (&["eval"], "evaluation"),
    (&["analyze"], "analysis"),
    (&["config"], "config"),
    (&["doctor"], "doctor"),
    (&["watch", "list"], "watch"),
    (&["watch", "run"], "news"),
];

fn with_fields(command: Command, path: &[&'static str], kind: &'static str) -> Command {
    match path {
        [] => command.mut_arg("fields", |argument| argument.add(completer::fields(kind))),
        [name, rest @ ..] => command.mut_subcommand(*name, |command| with_fields(command, rest, kind)),
    }
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
    use clap::{Arg, CommandFactory, ValueHint};

    /// What cannot be known before it is typed.
    const FREE: [&str; 13] = [
        "N",
        "S",
        "SECONDS",
        "DATE",
        "URL",
        "WORDS",
        "TEXT",
        "WHEN",
        "LANG",
        "FORMAT",
        "BY",
        "ORDER",
        "NAME=FIELD",
    ];

    fn without_values(command: &Command, missing: &mut Vec<String>) {
        let is_free = |argument: &Arg| {
            let names = argument.get_value_names().unwrap_or_default();
            names.iter().any(|name| FREE.contains(&name.as_str()))
        };
        for argument in command.get_arguments().filter(|argument| argument.get_action().takes_values()) {
            let known = argument.get::<ArgValueCompleter>().is_some()
                || !argument.get_possible_values().is_empty()
                || !matches!(argument.get_value_hint(), ValueHint::Unknown | ValueHint::Other);
            if !known && !is_free(argument) {
                missing.push(format!("{} {}", command.get_name(), argument.get_id()));
            }
        }
        command.get_subcommands().for_each(|command| without_values(command, missing));
    }

    #[test]
    fn every_option_says_what_it_takes() {
        let mut missing = Vec::new();
        without_values(&with_completers(super::super::Arguments::command()), &mut missing);
        // A new watch gets a name that nobody knows yet.
        missing.retain(|option| option != "add name");
        assert!(missing.is_empty(), "{missing:?}");
    }

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
