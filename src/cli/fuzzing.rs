//! Doors for the fuzz targets: readers of the program that nothing outside of it calls. Compiled with `--cfg fuzzing` only.

use std::io;
use std::path::Path;

use crate::cli::commands::batch;
use crate::cli::config;

/// Reads a configuration file, as a user's and as a project's; every mistake in it can be shown.
pub fn settings(path: &Path) {
    for scope in [config::Scope::User, config::Scope::Project] {
        let (_, faults) = config::read::read(path, scope, Some(Path::new("/home/nobody")));
        assert!(faults.iter().all(|fault| !fault.to_string().is_empty()));
    }
}

/// Reads the lines of a batch: each is a query or says what is wrong, and is numbered.
pub fn batch_lines(bytes: &[u8]) -> io::Result<()> {
    let mut last = 0;
    for question in batch::input::Questions::new(bytes, crate::search::SearchOptions::default()) {
        let question = question?;
        assert!(question.line > last);
        last = question.line;
        let _ = question.parse();
    }
    Ok(())
}
