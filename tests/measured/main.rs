//! Checks on real judgments, where a collection of them is at hand; without it they are skipped, and say so.
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

use std::path::{Path, PathBuf};

/// The folder of the collection; prints why a check is skipped where there is none.
pub fn shared(check: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("PANRYE_SHARED").map_or_else(beside, PathBuf::from);
    if folder.join("corpus/fulltext.jsonl.zst").is_file() {
        return Some(folder);
    }
    eprintln!("skipped: {check}: no collection of judgments in {}", folder.display());
    None
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
