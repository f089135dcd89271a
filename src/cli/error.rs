//! What ends a command: an error of the library or of the system, and what was being done.
//!
//! `?` takes an error only if it has its Korean ([`InKorean`]): a new type of error does not compile without it.

use std::error::Error as StdError;
use std::fmt;

/// A result of a command.
pub(in crate::cli) type Result<T, E = Error> = std::result::Result<T, E>;

/// An error that can be told in Korean as well.
pub(in crate::cli) trait InKorean: StdError + Send + Sync + 'static {
    /// The error with what led to it, in Korean.
    fn in_korean(&self) -> String;
}

/// What ended a command.
pub(in crate::cli) struct Error {
    /// What was being done, the outermost first.
    contexts: Vec<String>,
    cause: Cause,
}

enum Cause {
    /// In the language of the user already.
    Said(String),
    Of(Box<dyn InKorean>),
}

impl Error {
    /// An error that is told already, in the language of the user.
    pub(in crate::cli) fn said(message: impl fmt::Display) -> Self {
        Self { contexts: Vec::new(), cause: Cause::Said(message.to_string()) }
    }

    /// The same, with what was being done.
    fn within(mut self, context: String) -> Self {
        self.contexts.insert(0, context);
        self
    }

    /// What was being done, the outermost first.
    pub(in crate::cli) fn contexts(&self) -> &[String] {
        &self.contexts
    }

    /// What was said of it, where it was told already.
    pub(in crate::cli) const fn message(&self) -> Option<&String> {
        match &self.cause {
            Cause::Said(message) => Some(message),
            Cause::Of(_) => None,
        }
    }

    /// The error in Korean, where it is one of the library or the system.
    pub(in crate::cli) fn in_korean(&self) -> Option<String> {
        match &self.cause {
            Cause::Said(_) => None,
            Cause::Of(error) => Some(error.in_korean()),
        }
    }

    /// The errors of the library and the system that led to it, the last first.
    pub(in crate::cli) fn causes(&self) -> impl Iterator<Item = &(dyn StdError + 'static)> {
        let first: Option<&(dyn StdError + 'static)> = match &self.cause {
            Cause::Said(_) => None,
            Cause::Of(error) => Some(&**error),
        };
        std::iter::successors(first, |&error| error.source())
    }
}

impl<E: InKorean> From<E> for Error {
    fn from(error: E) -> Self {
        Self { contexts: Vec::new(), cause: Cause::Of(Box::new(error)) }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&super::locale::errors::chain(self))
    }
}

/// Says what was being done when something failed.
pub(in crate::cli) trait Context<T> {
    /// With what was being done, put into words only where it failed.
    fn with_context(self, context: impl FnOnce() -> String) -> Result<T>;
}

impl<T, E: Into<Error>> Context<T> for Result<T, E> {
    fn with_context(self, context: impl FnOnce() -> String) -> Result<T> {
        self.map_err(|error| error.into().within(context()))
    }
}

impl<T> Context<T> for Option<T> {
    fn with_context(self, context: impl FnOnce() -> String) -> Result<T> {
        self.ok_or_else(|| Error::said(context()))
    }
}

/// Ends a function with an error that is told in the language of the user.
macro_rules! bail {
    ($message:expr) => {
        return Err($crate::cli::error::Error::said($message))
    };
}
pub(in crate::cli) use bail;
