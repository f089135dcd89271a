//! Options that several commands take, read into types of the library, and what can stand for their values.

pub(in crate::cli) mod api;
pub(in crate::cli) mod asking;
pub(in crate::cli) mod completer;
pub(in crate::cli) mod days;
pub(in crate::cli) mod files;
pub(in crate::cli) mod format;
pub(in crate::cli) mod narrowing;
pub(in crate::cli) mod settings;
pub(in crate::cli) mod timing;
pub(in crate::cli) mod wanted;
