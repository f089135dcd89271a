//! The built program, used as its users use it. One file a habit.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::string_slice, unreachable_pub)]
#![allow(clippy::print_stderr)]

mod analyze;
mod eval;
mod graph;
mod habits;
mod hostile;
mod index;
mod lang;
mod pipes;
mod refresh;
mod search;
mod show;
mod support;
mod verify;
