//! The `panrye` program: parse, run, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    panrye::cli::run(std::env::args_os()).into()
}
