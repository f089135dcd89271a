//! The help of every command and option in Korean, laid over the English one of the derived command line.
//!
//! A test goes over the whole command line and finds what has no Korean here.

use std::fmt::Write;

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command};
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};

use super::help_words::{about, argument, value};
use super::{Lang, current};

/// As clap has it, with Korean headings.
const TEMPLATE: &str = "{before-help}{about-with-newline}\n사용법: {usage}\n\n{all-args}{after-help}";
const OPTIONS: &str = "옵션";
const ARGUMENTS_HEADING: &str = "인자";

/// The command line in the language of the user.
pub(in crate::cli) fn localised(command: Command) -> Command {
    match current() {
        Lang::En => command,
        Lang::Ko => korean(command),
    }
}

fn korean(command: Command) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let command = names.into_iter().fold(command, |command, name| command.mut_subcommand(name, korean));
    korean_of_one(command).subcommand_help_heading("명령").subcommand_value_name("명령")
}

fn korean_of_one(command: Command) -> Command {
    let name = command.get_name().to_owned();
    let about = about(&name).map(str::to_owned).or_else(|| Some(command.get_about()?.to_string()));
    let command = command.mut_args(|argument| korean_argument(argument, &name));
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help_heading(OPTIONS);
    let help = help.help("도움말(더 자세한 것은 '--help')").long_help("도움말(간단한 것은 '-h')");
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let command = command.disable_help_flag(true).disable_version_flag(true).help_template(TEMPLATE);
    command.about(about.unwrap_or_default()).arg(help).arg(version.help_heading(OPTIONS).help("버전"))
}

/// Help with what clap adds in English by itself: default, variable and possible values.
fn korean_argument(argument: Arg, command: &str) -> Arg {
    let id = argument.get_id().as_str().to_owned();
    let english = || argument.get_help().map(ToString::to_string).unwrap_or_default();
    let mut short = self::argument(command, &id).map_or_else(english, str::to_owned);
    let mut long = short.clone();
    let values = possible_values(&argument);
    if !values.is_empty() {
        let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
        let _ = write!(short, " [값: {}]", names.join(", "));
        long.push_str("\n\n값:");
        for value in &values {
            let name = value.get_name();
            let about = self::value(command, &id, name).map(str::to_owned);
            let about = about.or_else(|| Some(value.get_help()?.to_string())).unwrap_or_default();
            let _ = write!(long, "\n- {name}: {about}");
        }
        long.push('\n');
    }
    let mut also = String::new();
    if let Some(variable) = argument.get_env() {
        let _ = write!(also, " [환경 변수: {}]", variable.to_string_lossy());
    }
    let defaults: Vec<_> =
        argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if !defaults.is_empty() {
        let _ = write!(also, " [기본값: {}]", defaults.join(", "));
    }
    short.push_str(&also);
    long.push_str(if long.ends_with('\n') { also.trim_start() } else { &also });
    let usual = if argument.is_positional() { ARGUMENTS_HEADING } else { OPTIONS };
    let heading = argument.get_help_heading().unwrap_or(usual).to_owned();
    let argument = if argument.get_action().takes_values() {
        argument.hide_env(true).hide_default_value(true).hide_possible_values(true)
    } else {
        argument
    };
    let argument = if values.is_empty() { argument } else { argument.add(candidates(&values, command, &id)) };
    argument.help(short).long_help(long.trim_end().to_owned()).help_heading(heading)
}

/// The values as a shell offers them.
fn candidates(values: &[PossibleValue], command: &str, id: &str) -> ArgValueCandidates {
    let value = |value: &PossibleValue| {
        let name = value.get_name().to_owned();
        let about = self::value(command, id, &name);
        (name, about)
    };
    let values: Vec<(String, Option<&'static str>)> = values.iter().map(value).collect();
    ArgValueCandidates::new(move || {
        let candidate = |(name, about): &(String, Option<&'static str>)| {
            CompletionCandidate::new(name).help(about.map(Into::into))
        };
        values.iter().map(candidate).collect()
    })
}

fn possible_values(argument: &Arg) -> Vec<PossibleValue> {
    let takes = argument.get_action().takes_values();
    if takes { argument.get_possible_values() } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use clap::CommandFactory;

    use super::super::help_words::{ABOUTS, ARGUMENTS, VALUES};
    use super::*;
    use crate::cli::Arguments;

    /// Every command, argument and value without Korean.
    fn missing(command: &Command) -> Vec<String> {
        let name = command.get_name();
        let mut missing = Vec::new();
        if about(name).is_none() {
            missing.push(name.to_owned());
        }
        for argument in command.get_arguments() {
            let id = argument.get_id().as_str();
            if super::argument(name, id).is_none() {
                missing.push(format!("{name} {id}"));
            }
            let values = possible_values(argument).into_iter().map(|value| value.get_name().to_owned());
            missing.extend(
                values.filter(|of| value(name, id, of).is_none()).map(|of| format!("{name} {id}={of}")),
            );
        }
        missing.extend(command.get_subcommands().flat_map(self::missing));
        missing
    }

    #[test]
    fn every_command_argument_and_value_has_its_korean() {
        assert_eq!(missing(&Arguments::command()), Vec::<String>::new());
    }

    /// What is said in English where the Korean is that of any command, by argument and value.
    fn shared(command: &Command, found: &mut BTreeMap<(String, String), BTreeSet<String>>) {
        let name = command.get_name();
        for argument in command.get_arguments() {
            let id = argument.get_id().as_str();
            if !ARGUMENTS.iter().any(|(of, known, _)| *of == name && *known == id) {
                let english = argument.get_help().map(ToString::to_string).unwrap_or_default();
                found.entry((id.to_owned(), String::new())).or_default().insert(english);
            }
            for value in possible_values(argument) {
                let own = (name, id, value.get_name());
                if !VALUES.iter().any(|&(of, argument, value, _)| (of, argument, value) == own) {
                    let english = value.get_help().map(ToString::to_string).unwrap_or_default();
                    let of = (id.to_owned(), value.get_name().to_owned());
                    found.entry(of).or_default().insert(english);
                }
            }
        }
        command.get_subcommands().for_each(|command| shared(command, found));
    }

    #[test]
    fn korean_of_several_commands_stands_for_one_english_text() {
        let mut found = BTreeMap::new();
        shared(&Arguments::command(), &mut found);
        assert!(found.len() > 10, "{found:?}");
        found.retain(|_, english| english.len() > 1);
        assert_eq!(found, BTreeMap::new(), "these need a row for each command");
    }

    #[test]
    fn nothing_has_korean_that_is_gone() {
        let command = Arguments::command();
        let all: Vec<&Command> = std::iter::once(&command)
            .chain(command.get_subcommands())
            .chain(command.get_subcommands().flat_map(Command::get_subcommands))
            .collect();
        let find = |name: &str| all.iter().find(|command| command.get_name() == name);
        for (name, _) in ABOUTS {
            assert!(find(name).is_some(), "{name}");
        }
        for (name, id, _) in ARGUMENTS.iter().filter(|(name, _, _)| !name.is_empty()) {
            let arguments = find(name).map(|command| command.get_arguments().collect::<Vec<_>>());
            let found = arguments.is_some_and(|all| all.iter().any(|argument| argument.get_id() == *id));
            assert!(found, "{name} {id}");
        }
    }

    #[test]
    fn the_korean_command_line_understands_what_the_english_one_does() {
        let command = korean(Arguments::command());
        command.clone().debug_assert();
        for line in [
            "panrye search 민법 -n 3",
            "panrye --index x top --by pagerank",
            "panrye graph --all --format edges",
        ] {
            let parsed = command.clone().try_get_matches_from(line.split(' '));
            assert!(parsed.is_ok(), "{line}: {}", parsed.unwrap_err());
        }
    }

    #[test]
    fn the_korean_help_leaves_no_english_heading() {
        let mut command = korean(crate::cli::help::with_notes(Arguments::command()));
        command.build();
        let search = command.find_subcommand_mut("search").unwrap();
        let help = search.render_long_help().to_string();
        for part in ["사용법: ", "\n인자:\n", "\n옵션:\n", "[기본값: 10]", "- cited: 많이 인용된 것부터"]
        {
            assert!(help.contains(part), "{part}: {help}");
        }
        for part in ["Usage", "\nOptions:", "[default", "Possible", "Print help"] {
            assert!(!help.contains(part), "{part}: {help}");
        }
    }
}
