//! `panrye config`: effective settings, and where each comes from.

use crate::cli::error::Result;
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Args, Command};
use unicode_width::UnicodeWidthStr;

use super::{ConfigFile, Configuration, Entry, Key, Scope, Target};
use crate::cli::args::format::FormatArguments;
use crate::cli::args::settings::Settings;
use crate::cli::config::environment::Environment;
use crate::cli::locale::{self, say};
use crate::cli::outcome::Outcome;
use crate::cli::terminal::printer::{Printer, meaning, note};
use crate::output::json::{ConfigLine, FileObject, Origin, Setting};

#[derive(Debug, Args)]
pub(in crate::cli) struct ConfigArguments {
    /// Print only where your own configuration file is looked for
    #[arg(long, conflicts_with_all = ["format", "json", "fields"])]
    path: bool,
    #[command(flatten)]
    format: FormatArguments,
}

/// All that the origin of a setting can be told from.
struct Sources<'s> {
    /// The command line as it was read.
    matches: &'s ArgMatches,
    /// The command line's own defaults.
    command: &'s Command,
    environment: &'s Environment,
    configuration: &'s Configuration,
    settings: &'s Settings,
}

/// Prints every setting. Exit code 2 where a file has a mistake.
pub(in crate::cli) fn run(
    options: &ConfigArguments,
    settings: &Settings,
    (environment, configuration): (&Environment, &Configuration),
    (matches, command): (&ArgMatches, &Command),
) -> Result<Outcome> {
    let mut lines = options.format.lines::<ConfigLine<'_>>()?;
    let mut printer = Printer::new(settings.color);
    if options.path {
        let Some(file) = configuration.files().iter().find(|file| file.scope == Scope::User) else {
            note(say!("no configuration file is looked for", "찾는 설정 파일이 없습니다"));
            return Ok(Outcome::NothingFound);
        };
        printer.line(file.path.display())?;
        printer.flush()?;
        return Ok(Outcome::Found);
    }
    let sources = Sources { matches, command, environment, configuration, settings };
    let found: Vec<Setting> = Key::ALL.into_iter().map(|key| sources.setting(key)).collect();
    if let Some(lines) = &mut lines {
        let line = ConfigLine {
            settings: found,
            files: configuration.files().iter().map(FileObject::of).collect(),
            faults: locale::as_data(|| configuration.faults().iter().map(ToString::to_string).collect()),
        };
        lines.print(&mut printer, &line)?;
        lines.finish(&mut printer)?;
    } else {
        print(&mut printer, &found, configuration.files())?;
    }
    printer.flush()?;
    configuration.told_faults().for_each(|fault| note(format_args!("panrye: {fault}")));
    Ok(if configuration.faults().is_empty() { Outcome::Found } else { Outcome::Failed })
}

impl Sources<'_> {
    fn setting(&self, key: Key) -> Setting {
        match (key, key.target()) {
            (Key::Pager, _) => self.pager(),
            (Key::Lang, _) => self.lang(),
            (_, Target::Global(option)) => self.global(key, option),
            (_, Target::Of(commands, option)) => {
                let command = commands.first().and_then(|name| self.command.find_subcommand(name));
                self.filed(key)
                    .unwrap_or_else(|| Setting::built_in(key, command.and_then(|c| argument(c, option))))
            }
            (_, Target::Program) => Setting::built_in(key, None),
        }
    }

    fn global(&self, key: Key, option: &str) -> Setting {
        let given = || {
            let values = self.matches.get_raw(option).into_iter().flatten();
            values.map(|value| value.to_string_lossy().into_owned()).collect()
        };
        let argument = argument(self.command, option);
        match self.matches.value_source(option) {
            Some(ValueSource::CommandLine) => Setting::new(key, given(), Origin::CommandLine, None),
            Some(ValueSource::EnvVariable) => {
                let variable =
                    argument.and_then(Arg::get_env).map(|name| name.to_string_lossy().into_owned());
                Setting::new(key, given(), Origin::Environment, variable)
            }
            _ => self.filed(key).unwrap_or_else(|| Setting::built_in(key, argument)),
        }
    }

    fn filed(&self, key: Key) -> Option<Setting> {
        let entry = self.configuration.entry(key)?;
        Some(Setting::of_file(entry, self.configuration.scope(entry)?))
    }

    fn pager(&self) -> Setting {
        let Environment { pager, common_pager, .. } = self.environment;
        let variable = |value: &String, name: &str| {
            Setting::new(Key::Pager, vec![value.clone()], Origin::Environment, Some(name.to_owned()))
        };
        if self.settings.no_pager {
            return Setting::new(Key::Pager, Vec::new(), Origin::CommandLine, None);
        }
        let own = pager.as_ref().map(|value| variable(value, "PANRYE_PAGER"));
        let common = || common_pager.as_ref().map(|value| variable(value, "PAGER"));
        let found = own.or_else(|| self.filed(Key::Pager)).or_else(common);
        found.unwrap_or_else(|| Setting::new(Key::Pager, Vec::new(), Origin::Default, None))
    }

    fn lang(&self) -> Setting {
        let value = || vec![locale::current().name().to_owned()];
        match self.matches.value_source("lang") {
            Some(ValueSource::CommandLine) => Setting::new(Key::Lang, value(), Origin::CommandLine, None),
            Some(ValueSource::EnvVariable) => {
                Setting::new(Key::Lang, value(), Origin::Environment, Some("PANRYE_LANG".to_owned()))
            }
            _ => self.filed(Key::Lang).unwrap_or_else(|| {
                let locale = self.environment.locale.clone();
                let origin = if locale.is_some() { Origin::Locale } else { Origin::Default };
                Setting::new(Key::Lang, value(), origin, locale)
            }),
        }
    }
}

fn argument<'c>(command: &'c Command, id: &str) -> Option<&'c Arg> {
    command.get_arguments().find(|argument| argument.get_id() == id)
}

impl Setting {
    fn new(key: Key, values: Vec<String>, origin: Origin, from: Option<String>) -> Self {
        Self { name: key.name(), values, origin, from, line: None }
    }

    fn of_file(entry: &Entry, scope: Scope) -> Self {
        let values = entry.values.iter().map(|value| value.to_string_lossy().into_owned()).collect();
        let origin = match scope {
            Scope::User => Origin::UserFile,
            Scope::Project => Origin::ProjectFile,
        };
        let line = Some(entry.line);
        Self { line, ..Self::new(entry.key, values, origin, Some(entry.file.display().to_string())) }
    }

    fn built_in(key: Key, argument: Option<&Arg>) -> Self {
        let defaults = argument.map(Arg::get_default_values).unwrap_or_default();
        let values = defaults.iter().map(|value| value.to_string_lossy().into_owned()).collect();
        Self::new(key, values, Origin::Default, None)
    }

    /// Where it comes from, in words.
    fn origin(&self) -> String {
        let from = self.from.as_deref().unwrap_or_default();
        match (self.origin, self.line) {
            (Origin::CommandLine, _) => say!("command line", "명령줄"),
            (Origin::Default, _) => say!("built in", "기본값"),
            (Origin::Locale, _) => say!("locale {from}", "로캘 {from}"),
            (Origin::Environment, _) | (_, None) => from.to_owned(),
            (Origin::UserFile | Origin::ProjectFile, Some(line)) => format!("{from}:{line}"),
        }
    }
}

impl<'c> FileObject<'c> {
    fn of(file: &'c ConfigFile) -> Self {
        let scope = match file.scope {
            Scope::User => "user",
            Scope::Project => "project",
        };
        Self { scope, path: file.path.to_string_lossy(), exists: file.exists }
    }
}

fn print(printer: &mut Printer, settings: &[Setting], files: &[ConfigFile]) -> Result<()> {
    let values: Vec<String> = settings.iter().map(|setting| setting.values.join(", ")).collect();
    let wide = values.iter().map(|value| value.width()).max().unwrap_or_default();
    for (setting, value) in settings.iter().zip(&values) {
        let pad = " ".repeat(wide - value.width());
        let origin = printer.paint(meaning::FAINT, setting.origin());
        printer.line(format_args!("{:<15}  {value}{pad}  {origin}", setting.name))?;
    }
    printer.line("")?;
    for file in files {
        let path = file.path.display();
        printer.line(match (file.scope, file.exists) {
            (Scope::Project, _) => say!("project file: {path}", "프로젝트 파일: {path}"),
            (Scope::User, true) => say!("user's file: {path}", "사용자 파일: {path}"),
            (Scope::User, false) => say!("user's file: {path} (not there)", "사용자 파일: {path} (없음)"),
        })?;
    }
    if files.is_empty() {
        printer.line(say!("no configuration file is read", "설정 파일을 읽지 않습니다"))?;
    }
    Ok(())
}
