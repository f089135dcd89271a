//! Which language the program speaks: what is asked for comes before what the system says.

use std::ffi::OsString;

use clap::ValueEnum;

use crate::cli::config::Configuration;
use crate::cli::config::environment::Environment;
use crate::cli::locale::Lang;

/// The language that is asked for: by the command line, the environment, a configuration file, the locale. It is needed
/// before the command line is read, whose help and errors are in it.
pub(super) fn wanted(arguments: &[OsString], environment: &Environment, config: &Configuration) -> Lang {
    on_command_line(arguments)
        .or_else(|| read(environment.lang.as_deref()?))
        .or_else(|| read(config.lang()?))
        .unwrap_or_else(|| of_locale(environment.locale.as_deref()))
}

/// A name of a language that is wrong is told to the user when the command line is read.
fn read(name: &str) -> Option<Lang> {
    Lang::from_str(name, true).ok()
}

fn on_command_line(arguments: &[OsString]) -> Option<Lang> {
    let mut arguments = arguments.iter().skip(1).map(|argument| argument.to_string_lossy());
    while let Some(argument) = arguments.next() {
        match argument.split_once('=') {
            _ if argument == "--" => break,
            _ if argument == "--lang" => return read(&arguments.next()?),
            Some(("--lang", name)) => return read(name),
            _ => {}
        }
    }
    None
}

fn of_locale(locale: Option<&str>) -> Lang {
    let language = locale.and_then(|locale| locale.split(['_', '.', '@']).next()).unwrap_or_default();
    if language.eq_ignore_ascii_case("ko") { Lang::Ko } else { Lang::En }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locale_names_its_language_first() {
        for (locale, lang) in [
            (Some("ko_KR.UTF-8"), Lang::Ko),
            (Some("ko"), Lang::Ko),
            (Some("kok_IN"), Lang::En),
            (Some("C.UTF-8"), Lang::En),
            (None, Lang::En),
        ] {
            assert_eq!(of_locale(locale), lang, "{locale:?}");
        }
    }

    #[test]
    fn the_command_line_names_it_anywhere_before_two_dashes() {
        let of = |line: &str| on_command_line(&line.split(' ').map(OsString::from).collect::<Vec<_>>());
        assert_eq!(of("panrye search --lang ko 민법"), Some(Lang::Ko));
        assert_eq!(of("panrye --lang=EN search"), Some(Lang::En));
        assert_eq!(of("panrye search -- --lang ko"), None);
        assert_eq!(of("panrye search --lang xx"), None);
    }
}
