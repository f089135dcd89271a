//! The whole program on files of hundreds of MiB.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::generator::Made;

/// What a file may take, whatever stands in it.
const MOST_SECONDS: u64 = 60;
const MOST_BYTES: u64 = 1_500_000_000;

/// The most memory that a process has used so far; nothing where it has ended, or where the system does not say.
fn peak(child: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kib| kib * 1024)
}

#[test]
#[ignore = "needs minutes and disk; its size in MiB is PANRYE_SIZE"]
fn any_large_file_ends_in_time_and_within_memory() {
    let size: u64 = std::env::var("PANRYE_SIZE").ok().and_then(|size| size.parse().ok()).unwrap_or(500);
    let only = std::env::var("PANRYE_TOKENS").ok();
    let mut failed = Vec::new();
    for (number, made) in Made::all().iter().enumerate() {
        let name = format!("{number} {:?} {made:?}", String::from_utf8_lossy(made.token));
        if only.as_ref().is_some_and(|only| !name.contains(only.as_str())) {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        let corpus = folder.path().join("corpus");
        std::fs::create_dir(&corpus).unwrap();
        made.write(&corpus, size << 20).unwrap();
        let begun = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_panrye"))
            .args(["index", "--index", "index", "corpus"])
            .current_dir(folder.path())
            .env("HOME", folder.path())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut most = 0;
        let status = loop {
            most = most.max(peak(&child).unwrap_or(0));
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        let seconds = begun.elapsed().as_secs();
        println!("{name}: {status}, {seconds} s, {} MB", most / 1_000_000);
        if status.code().is_none() || seconds > MOST_SECONDS || most > MOST_BYTES {
            failed.push(name);
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}
