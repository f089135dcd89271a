//! The `panrye` program: parse, run, exit code.

#![forbid(unsafe_code)]

use std::process::ExitCode;

/// Analysis makes tens of millions of short strings, on several threads; the system's allocator took a tenth of the
/// time of a full build.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    panrye::cli::run(std::env::args_os()).into()
}
