//! What the benchmarks measure: the collection and the index of whoever runs them, or the little that comes with the
//! crate.

#![allow(dead_code, reason = "every benchmark needs one half of it")]

use std::error::Error;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;

use panrye::corpus::{Item, Names, RawRecord, discover, read_source};
use panrye::judgment::Judgment;

/// The first judgments of what `PANRYE_BENCH_CORPUS` names (a file, a folder or an archive), or that of corpus/.
pub(crate) fn judgments(most: usize) -> Result<Vec<Judgment>, Box<dyn Error>> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let path = std::env::var_os("PANRYE_BENCH_CORPUS").map_or(own, PathBuf::from);
    let mut found = Vec::new();
    for file in discover(std::slice::from_ref(&path)).files {
        let flow = read_source(&file, &Names::default(), &|_| {}, &mut |raw| {
            for item in raw.into_iter().flat_map(RawRecord::parse) {
                if let Item::Record(record) = item {
                    found.push(record.judgment);
                }
            }
            if found.len() < most { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        if flow.is_break() {
            break;
        }
    }
    if found.is_empty() {
        return Err(format!("there is no judgment in {}", path.display()).into());
    }
    Ok(found)
}

/// The index that `PANRYE_BENCH_INDEX` names, or a small one made of the tests' fixtures, with the folder that goes with
/// it.
pub(crate) fn index() -> Result<(PathBuf, Option<tempfile::TempDir>), Box<dyn Error>> {
    if let Some(path) = std::env::var_os("PANRYE_BENCH_INDEX") {
        return Ok((PathBuf::from(path), None));
    }
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("index");
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/corpus");
    let mut build = Command::new(env!("CARGO_BIN_EXE_panrye"));
    build.arg("--quiet").arg("--index").arg(&path).arg("index").arg(corpus);
    if !build.status()?.success() {
        return Err("the fixtures could not be indexed".into());
    }
    Ok((path, Some(folder)))
}
