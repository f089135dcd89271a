//! Where the kept searches are.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::error::{Context, Result};

use crate::cli::locale::say;
use panrye_engine::watch::WatchStore;

/// Beside the folder of the index, so that a folder that is removed and rebuilt keeps its watches.
pub(super) fn beside_index(index: &Path) -> Result<PathBuf> {
    // One index has one file, by whatever path it is named.
    let index = fs::canonicalize(index).unwrap_or_else(|_| index.to_owned());
    let name = index.file_name().with_context(|| {
        say!(
            "the index has no folder of its own: name a file with --state",
            "색인만의 폴더가 없습니다. --state로 파일을 지정하십시오"
        )
    })?;
    let mut name = name.to_owned();
    name.push(".watches.json");
    Ok(index.with_file_name(name))
}

/// The names of the searches that are kept beside an index; none where they cannot be read.
pub(super) fn names(index: &Path) -> Vec<String> {
    let path = std::env::var_os("PANRYE_WATCHES").filter(|path| !path.is_empty()).map(PathBuf::from);
    let path = path.map_or_else(|| beside_index(index), Ok);
    let store = path.ok().and_then(|path| WatchStore::read(&path).ok());
    store.map(|store| store.watches.iter().map(|watch| watch.name.clone()).collect()).unwrap_or_default()
}
