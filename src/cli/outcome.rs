//! Exit codes: what a script learns from the program without reading its output.

use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// 0: done, or something was found.
    Found,
    /// 1: nothing was found; of `verify`, `check` and `doctor`: something is wrong.
    NothingFound,
    /// 2: the request was wrong or failed, or some input could not be read; the rest is done all the same.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Found => 0,
            Outcome::NothingFound => 1,
            Outcome::Failed => 2,
        })
    }
}
