//! Any bytes as a configuration file and as the lines of a batch: settings, questions, or what is wrong with them.
#![no_main]

use std::fs;

use libfuzzer_sys::fuzz_target;
use panrye::cli::fuzzing::{batch_lines, settings};

fuzz_target!(|input: (bool, &[u8])| {
    let (as_settings, bytes) = input;
    if as_settings {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join(".panrye.toml");
        fs::write(&path, bytes).expect("the folder is ours");
        settings(&path);
    } else {
        batch_lines(bytes).expect("memory can be read");
    }
});
