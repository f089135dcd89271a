//! Which files are those of an index.
//!
//! An index may stand among the judgments. The room that writes it and the room that looks for judgments know nothing
//! of each other, and must agree on what belongs to whom.

use std::path::Path;

/// The file of the commit.
pub(crate) const META: &str = "meta.json";
/// tantivy's list of its files.
pub(crate) const MANAGED: &str = ".managed.json";
/// What the name of a ledger begins with.
pub(crate) const LEDGER: &str = "ledger-";
/// What the name of the file of the moves begins with.
pub(crate) const MOVES: &str = "moves-";

/// Whether a name is that of a file of a segment: 32 hexadecimal digits and an ending.
pub(crate) fn is_of_segment(name: &str) -> bool {
    name.split_once('.')
        .is_some_and(|(stem, _)| stem.len() == 32 && stem.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Whether a name begins so and goes on otherwise than the one that a commit names.
pub(crate) fn is_of_another_commit(name: &str, beginning: &str, named: Option<&str>) -> bool {
    name.strip_prefix(beginning).is_some_and(|rest| Some(rest) != named)
}

/// Whether a file stands in the folder of an index and belongs to it.
pub(crate) fn is_of_an_index(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = |name: &str| path.with_file_name(name).is_file();
    let has_beginning = [LEDGER, MOVES].iter().any(|beginning| name.starts_with(beginning));
    (is_of_segment(&name) || name == META || has_beginning) && beside(META) && beside(MANAGED)
}
