//! Any bytes as a file of questions, of relevant judgments, or of watches: read, or refused with the place.
#![no_main]

use libfuzzer_sys::fuzz_target;
use panrye::evaluation::{Qrels, read_questions};
use panrye::watch::WatchStore;

fuzz_target!(|input: (u8, &[u8])| {
    let (kind, bytes) = input;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join(["q.jsonl", "q.tsv", "q.csv", "q.txt"][usize::from(kind) % 4]);
    std::fs::write(&path, bytes).expect("the folder is ours");
    if let Err(fault) = read_questions(&path, None) {
        assert!(!fault.to_string().is_empty());
    }
    if let Err(fault) = Qrels::read(&path) {
        assert!(!fault.to_string().is_empty());
    }
    if let Err(error) = WatchStore::read(&path) {
        assert!(!error.to_string().is_empty());
    }
});
