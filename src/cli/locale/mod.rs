//! The language in which people are spoken to: Korean or English.
//!
//! A message is written in both where it is used: [`say!`] takes the two texts, so one that lacks its Korean does not
//! compile. What the library says (its errors, its findings) is English and gets its Korean here, at the edge: by a
//! match over every variant. [`terms`] matches what the library gives by name alone, and its tests hold that no name is
//! missing. What programs read (JSON, tables between tabs, names of fields) never changes with the language.

mod corpus_errors;
mod document_errors;
pub(super) mod errors;
mod fetch_errors;
pub(super) mod help;
mod help_words;
pub(super) mod particles;
mod query_errors;
pub(super) mod system;
pub(super) mod terms;
pub(super) mod usage;

use std::cell::Cell;
use std::sync::OnceLock;

use clap::ValueEnum;

/// A language of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Lang {
    /// English.
    #[default]
    En,
    /// Korean.
    Ko,
}

impl Lang {
    /// The name on the command line.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ko => "ko",
        }
    }
}

/// One process speaks one language, as it has one locale.
static CHOSEN: OnceLock<Lang> = OnceLock::new();

/// Chooses the language of this process; only the first choice counts.
pub(super) fn choose(lang: Lang) {
    let _ = CHOSEN.set(lang);
}

thread_local! {
    /// Whether what is said now is data.
    static AS_DATA: Cell<bool> = const { Cell::new(false) };
}

/// The language of this process; English for what is data.
pub(super) fn current() -> Lang {
    if AS_DATA.get() { Lang::En } else { CHOSEN.get().copied().unwrap_or_default() }
}

/// Says in English what goes into data: programs read the same words everywhere.
pub(super) fn as_data<T>(say: impl FnOnce() -> T) -> T {
    AS_DATA.set(true);
    let said = say();
    AS_DATA.set(false);
    said
}

/// A text in both languages, for tables.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text {
    /// English.
    pub(super) en: &'static str,
    /// Korean.
    pub(super) ko: &'static str,
}

impl Text {
    /// The text in the language of this process.
    pub(super) fn get(self) -> &'static str {
        match current() {
            Lang::En => self.en,
            Lang::Ko => self.ko,
        }
    }
}

/// A message in the language of this process: `say!("{n} judgments", "판결 {n}건")`. Both texts take the same arguments.
macro_rules! say {
    ($english:literal, $korean:literal $(, $($argument:tt)*)?) => {
        match $crate::cli::locale::current() {
            $crate::cli::locale::Lang::En => ::std::fmt::format(format_args!($english $(, $($argument)*)?)),
            $crate::cli::locale::Lang::Ko => {
                let message = ::std::fmt::format(format_args!($korean $(, $($argument)*)?));
                $crate::cli::locale::particles::fitted(&message).into_owned()
            }
        }
    };
}
pub(super) use say;
