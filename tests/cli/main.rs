//! The built program, used as its users use it. One file a habit.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::string_slice, unreachable_pub)]
#![allow(clippy::print_stderr)]

mod analyze;
mod batch;
mod bounds;
mod case_numbers;
mod cells;
mod concurrent;
mod contracts;
mod damage;
mod damaged_bytes;
#[cfg(target_os = "linux")]
mod disk;
mod eval;
mod export;
mod fetch;
mod fetch_hostile;
mod folders;
mod graph;
mod habits;
mod hostile;
mod index;
mod index_watch;
mod killed_batch;
mod killed_watch;
mod kills;
mod lang;
mod map;
mod open_api;
mod pipes;
mod readme;
mod refresh;
mod search;
mod show;
mod support;
mod validity;
mod verify;
mod watch;
