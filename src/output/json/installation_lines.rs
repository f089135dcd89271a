//! Lines about panrye itself on this machine: its settings, and whether all that it needs is OK.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use super::Line;

/// Effective settings, and where each comes from (`config`).
#[derive(Debug, Serialize, JsonSchema)]
pub struct ConfigLine<'c> {
    /// Every setting.
    pub settings: Vec<Setting>,
    /// The configuration files that are looked for.
    pub files: Vec<FileObject<'c>>,
    /// Mistakes in them, a line of text each.
    pub faults: Vec<String>,
}

/// A setting that holds.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Setting {
    /// Its name in configuration files.
    pub name: &'static str,
    /// Its value, or its values.
    pub values: Vec<String>,
    /// Where it comes from.
    pub origin: Origin,
    /// The variable or the file.
    pub from: Option<String>,
    /// The line of the file.
    pub line: Option<usize>,
}

/// Where a setting comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Origin {
    /// An option of the command.
    CommandLine,
    /// A variable of the environment.
    Environment,
    /// The file of the project.
    ProjectFile,
    /// The file of the user.
    UserFile,
    /// The locale.
    Locale,
    /// The program's own default.
    Default,
}

/// A configuration file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FileObject<'c> {
    /// Whose it is: `user` or `project`.
    pub scope: &'static str,
    /// Its path.
    pub path: Cow<'c, str>,
    /// Whether it is there.
    pub exists: bool,
}

impl Line for ConfigLine<'_> {
    const KIND: &'static str = "config";
    const COLUMNS: &'static [&'static str] =
        &["settings.name", "settings.values", "settings.origin", "settings.from", "settings.line"];
}

/// Whether all that panrye needs is OK (`doctor`).
#[derive(Debug, Serialize, JsonSchema)]
pub struct DoctorLine<'c> {
    /// What was looked at.
    pub checks: &'c [Check],
}

/// One thing that was looked at.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Check {
    /// Its name, the same in every language.
    pub name: &'static str,
    /// How it is.
    pub state: State,
    /// What was found.
    pub detail: String,
    /// What to do, where there is something to do.
    pub advice: Option<String>,
}

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum State {
    /// OK.
    Ok,
    /// OK, and there is something worth knowing.
    Hint,
    /// Not OK.
    Wrong,
    /// It could not be found out.
    Unknown,
}

impl Line for DoctorLine<'_> {
    const KIND: &'static str = "doctor";
    const COLUMNS: &'static [&'static str] =
        &["checks.name", "checks.state", "checks.detail", "checks.advice"];
}
