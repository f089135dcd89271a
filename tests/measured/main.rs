//! Checks on real judgments, with real programs beside: each is ignored, by what it needs.
//!
//! The collection is looked for in the folder that `PANRYE_SHARED` names, or in `shared` beside the project.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::print_stderr)]
#![allow(clippy::missing_panics_doc, unreachable_pub)]

mod browser;
mod dependencies;
mod escapes;
mod formats;
mod search_server;
mod structure;
mod terminal;
mod treatments;
mod words;

use std::path::{Path, PathBuf};

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

/// Reads every judgment of a file or folder; panics with the first fault that is none of `allowed`.
pub fn judgments(path: &Path) -> Vec<panrye::judgment::Judgment> {
    use panrye::corpus::{Item, discover, read_source};
    let mut found = Vec::new();
    for file in discover(&[path.to_owned()]).files {
        let _ = read_source(&file, &|_| {}, &mut |raw| {
            for item in raw.map_or_else(|fault| vec![Item::Fault(fault)], panrye::corpus::RawRecord::parse) {
                match item {
                    Item::Record(record) => found.push(record.judgment),
                    Item::Fault(fault) => panic!("{fault}"),
                }
            }
            std::ops::ControlFlow::Continue(())
        });
    }
    found
}
