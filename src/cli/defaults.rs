//! Where things are when nobody says so.

use panrye_engine::index::DEFAULT_FOLDER;

/// Folder of the index where none is named.
pub(super) const INDEX: &str = DEFAULT_FOLDER;
/// Folder of the judgments where none is named.
pub(super) const CORPUS: &str = "corpus";
