//! Where a judgment was read from: a value that reading makes and the index keeps, so that a hit names its source.

use serde::{Deserialize, Serialize};

/// Where a judgment was read from, and the hash of the bytes that it was read from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SourceStamp {
    /// Path of the file on disk.
    pub file: String,
    /// The same with the member of an archive: `a.zip!/b.xml`.
    pub path: String,
    /// Number of the record in a file of many, from 1.
    pub record: Option<u64>,
    /// Size of the file in bytes.
    pub size: u64,
    /// When the file was modified, in nanoseconds since 1970.
    pub modified: Option<i64>,
    /// Hash of the bytes of the record.
    pub hash: [u8; 16],
}

impl SourceStamp {
    /// The name under which output shows the source: the path, with `#` and the number of the record in a file of many.
    pub fn name(&self) -> String {
        self.record.map_or_else(|| self.path.clone(), |record| format!("{}#{record}", self.path))
    }
}
