//! Checks on real judgments, with real programs beside: each is ignored, by what it needs.
//!
//! The collection is looked for in the folder that `PANRYE_SHARED` names, or in `shared` beside the project.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::print_stderr)]
#![allow(clippy::missing_panics_doc, unreachable_pub)]

mod browser;
mod dependencies;
mod escapes;
mod formats;
mod lexicon;
mod outcomes;
mod search_server;
mod structure;
mod terminal;
mod treatments;
mod words;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use panrye::corpus::{Item, Names, Record, discover, read_source};

/// The folder of the collection.
pub fn shared() -> PathBuf {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("PANRYE_SHARED").map_or_else(beside, PathBuf::from);
    let collection = folder.join("corpus/fulltext.jsonl.zst");
    assert!(
        collection.is_file(),
        "PANRYE_SHARED names no folder with a collection: {}",
        collection.display()
    );
    folder
}

/// Reads every judgment of a file or folder; panics with the first fault.
pub fn judgments(path: &Path) -> Vec<panrye::judgment::Judgment> {
    let mut found = Vec::new();
    each(path, &mut |item| match item {
        Item::Record(record) => found.push(record.judgment),
        Item::Fault(fault) => panic!("{fault}"),
    });
    found
}

/// Hands out every record of a file or folder, whatever else cannot be read there.
pub fn each_record(path: &Path, take: &mut dyn FnMut(Box<Record>)) {
    each(path, &mut |item| {
        if let Item::Record(record) = item {
            take(record);
        }
    });
}

fn each(path: &Path, take: &mut dyn FnMut(Item)) {
    for file in discover(&[path.to_owned()]).files {
        let _ = read_source(&file, &Names::default(), &|_| {}, &mut |raw| {
            match raw {
                Ok(raw) => raw.parse_each(take),
                Err(fault) => take(Item::Fault(fault)),
            }
            ControlFlow::Continue(())
        });
    }
}
