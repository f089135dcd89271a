//! Configuration files: the user's and the project's.
//!
//! Their settings become the defaults of the command line before it is read, so that what is written there and what the
//! environment says come first, and `--help` shows what holds.

pub(super) mod environment;
mod key;
pub(super) mod outside;
pub(super) mod read;
mod show;

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use clap::Command;

pub(super) use key::{Key, Target};
pub(super) use read::{ConfigFault, Entry, Scope};
pub(super) use show::{ConfigArguments, run};

use crate::cli::config::environment::Environment;
use crate::cli::defaults::INDEX;
use crate::cli::locale::say;
use panrye_text::count::counted;

/// Mistakes of configuration files that are told one by one.
const TOLD: usize = 10;

/// Name of a project's file.
const PROJECT: &str = ".panrye.toml";

/// A configuration file that was looked for.
#[derive(Debug, Clone)]
pub(super) struct ConfigFile {
    /// Where.
    pub(super) path: PathBuf,
    /// Whose.
    pub(super) scope: Scope,
    /// Whether it is there.
    pub(super) exists: bool,
}

/// What the configuration files say.
#[derive(Debug, Default)]
pub(super) struct Configuration {
    files: Vec<ConfigFile>,
    /// The project's before the user's: the first entry of a key holds.
    entries: Vec<Entry>,
    faults: Vec<ConfigFault>,
}

impl Configuration {
    /// Reads the files that there are.
    pub(super) fn read(environment: &Environment) -> Self {
        let mut all = Self { files: files(environment), ..Self::default() };
        for file in all.files.iter().filter(|file| file.exists) {
            let (entries, faults) = read::read(&file.path, file.scope, environment.home.as_deref());
            all.entries.extend(entries);
            all.faults.extend(faults);
        }
        all
    }

    /// The files that were looked for, the one whose settings come first before the other.
    pub(super) fn files(&self) -> &[ConfigFile] {
        &self.files
    }

    /// What is wrong in the files.
    pub(super) fn faults(&self) -> &[ConfigFault] {
        &self.faults
    }

    /// The mistakes as they are told to people: the first ones, and how many others there are.
    pub(super) fn told_faults(&self) -> impl Iterator<Item = String> {
        let rest = self.faults.len().saturating_sub(TOLD);
        let more = counted(rest, "mistake");
        let rest = (rest > 0).then(|| say!("… and {more:#} more", "… 외 잘못 {more:#}개"));
        self.faults.iter().take(TOLD).map(ToString::to_string).chain(rest)
    }

    /// What is set for a key, and where.
    pub(super) fn entry(&self, key: Key) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// Whose file a setting is in.
    pub(super) fn scope(&self, entry: &Entry) -> Option<Scope> {
        self.files.iter().find(|file| file.path == entry.file).map(|file| file.scope)
    }

    fn text(&self, key: Key) -> Option<&str> {
        self.entry(key)?.values.first()?.to_str()
    }

    /// The language.
    pub(super) fn lang(&self) -> Option<&str> {
        self.text(Key::Lang)
    }

    /// The pager that holds: panrye's own variable, the file, then the variable of all programs.
    pub(super) fn pager(&self, environment: &Environment) -> Option<String> {
        let own = environment.pager.clone().or_else(|| self.text(Key::Pager).map(str::to_owned));
        own.or_else(|| environment.common_pager.clone())
    }

    /// The folder of the index where the command line names none.
    pub(super) fn index(&self, environment: &Environment) -> PathBuf {
        let set = environment.index.as_ref().or_else(|| self.entry(Key::Index)?.values.first());
        set.map_or_else(|| PathBuf::from(INDEX), PathBuf::from)
    }

    /// The folders of judgments.
    pub(super) fn corpus(&self) -> Option<Vec<PathBuf>> {
        Some(self.entry(Key::Corpus)?.values.iter().map(PathBuf::from).collect())
    }

    /// What names of fields mean.
    pub(super) fn map(&self) -> Vec<String> {
        let values = self.entry(Key::Map).map(|entry| entry.values.as_slice()).unwrap_or_default();
        values.iter().map(|value| value.to_string_lossy().into_owned()).collect()
    }

    /// The command with the settings as the defaults of its options.
    pub(super) fn applied_to(&self, mut command: Command) -> Command {
        for key in Key::ALL {
            let Some(entry) = self.entry(key) else { continue };
            command = match key.target() {
                Target::Program => command,
                Target::Global(option) => with_default(command, option, &entry.values),
                Target::Of(commands, option) => commands.iter().fold(command, |command, name| {
                    command.mut_subcommand(name, |command| with_default(command, option, &entry.values))
                }),
            };
        }
        command
    }
}

fn with_default(command: Command, option: &'static str, values: &[OsString]) -> Command {
    command.mut_arg(option, |argument| argument.default_values(values.iter().map(OsString::from)))
}

/// The files to look for: the project's, then the user's; none where `PANRYE_CONFIG` is empty.
fn files(environment: &Environment) -> Vec<ConfigFile> {
    let chosen = environment.config.as_deref();
    if chosen.is_some_and(OsStr::is_empty) {
        return Vec::new();
    }
    let user = match chosen {
        Some(path) => Some(environment.folder.clone().unwrap_or_default().join(path)),
        None => environment.config_folder.as_ref().map(|folder| folder.join("panrye").join("config.toml")),
    };
    let project =
        environment.folder.as_deref().and_then(|folder| project(folder, environment.home.as_deref()));
    let project = project.map(|path| ConfigFile { path, scope: Scope::Project, exists: true });
    let user = user.map(|path| {
        // A file that is named and is not there is a mistake; the usual one need not be there.
        let exists = chosen.is_some() || path.is_file();
        ConfigFile { path, scope: Scope::User, exists }
    });
    project.into_iter().chain(user).collect()
}

/// The nearest project file of the folder and those above it, up to the one that holds a repository and no higher than
/// the user's home: above it others may write.
fn project(folder: &Path, home: Option<&Path>) -> Option<PathBuf> {
    for folder in folder.ancestors() {
        let file = folder.join(PROJECT);
        if file.is_file() {
            return Some(file);
        }
        if folder.join(".git").exists() || Some(folder) == home {
            return None;
        }
    }
    None
}
