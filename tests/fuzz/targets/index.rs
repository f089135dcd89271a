//! Other bytes in one file of an index: what it held before, or an error that can be shown.
#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use panrye::index::{IndexReader, check};
use panrye_fuzz::index_of_fixtures;

static FILES: LazyLock<Vec<(PathBuf, Vec<u8>)>> = LazyLock::new(|| {
    let mut paths: Vec<PathBuf> = fs::read_dir(index_of_fixtures())
        .expect("the index")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read(path).expect("the index"))).collect()
});

fuzz_target!(|input: (u8, u16, &[u8])| {
    let (file, at, bytes) = input;
    let (path, whole) = &FILES[usize::from(file) % FILES.len()];
    let mut damaged = whole.clone();
    let begin = usize::from(at).min(damaged.len());
    let end = (begin + bytes.len()).min(damaged.len());
    damaged.splice(begin..end, bytes.iter().copied());
    fs::write(path, damaged).expect("the index is ours");
    if let Ok(reader) = IndexReader::open(index_of_fixtures()) {
        let _ = reader.graph_columns();
        let _ = check(index_of_fixtures());
    }
    fs::write(path, whole).expect("the index is ours");
});
