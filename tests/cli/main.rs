//! The built program, used as its users use it. One file a habit.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::string_slice, unreachable_pub)]

mod analyze;
mod batch;
mod contracts;
mod eval;
mod graph;
mod hostile;
mod index;
mod pipes;
mod refresh;
mod search;
mod show;
mod support;
mod verify;
