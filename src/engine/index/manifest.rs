//! The manifest: what an index must be read with, carried in the payload of its commit.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{IndexError, SCHEMA_VERSION};

/// Versions and counts of a commit. A reader that needs other versions refuses the index instead of answering wrongly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the schema.
    pub schema: u32,
    /// Fingerprint of the analyzer: its version, the dictionary and the user dictionary.
    pub analyzer: String,
    /// Hash of the built-in dictionary.
    pub dictionary: String,
    /// Path of the user dictionary that the index was built with.
    pub user_dictionary: Option<String>,
    /// Judgments in the commit.
    pub judgments: u64,
    /// Passages in the commit.
    pub passages: u64,
    /// Citations of other judgments in the commit.
    pub citations: u64,
    /// Statute references in the commit.
    pub statutes: u64,
    /// The files and folders that the index was built from, as they were given.
    pub sources: Vec<String>,
    /// The folder in which they were given: what relative paths among them mean.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub folder: Option<String>,
    /// What the names of fields meant, as `NAME=FIELD`, where the table of names does not say it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub map: Vec<String>,
    /// What told the files that were read from any others (see `Discovery::fingerprint`); `None` where they must be
    /// read again in any case.
    #[serde(default)]
    pub files: Option<String>,
    /// Name of the ledger of the commit.
    #[serde(default)]
    pub ledger: Option<String>,
    /// Judgments whose records have moved since they were indexed.
    #[serde(default)]
    pub moved: u64,
    /// Name of the relocations of the commit: where those judgments are.
    #[serde(rename = "moves", default, skip_serializing_if = "Option::is_none")]
    pub relocations: Option<String>,
    /// The number that the next document gets.
    #[serde(default)]
    pub next_document: u64,
    /// tantivy's number of the commit, by which it tells later deletes from earlier ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opstamp: Option<u64>,
    /// Whether documents were taken out since the index was begun. tantivy only estimates how many tokens are left.
    #[serde(default)]
    pub removed: bool,
    /// Hash of all the above: the commit's own file has no checksum.
    #[serde(default)]
    pub seal: String,
}

impl Manifest {
    /// An empty manifest for an analyzer.
    pub fn new(analyzer: String, dictionary: String, user_dictionary: Option<String>) -> Self {
        Self {
            schema: SCHEMA_VERSION,
            analyzer,
            dictionary,
            user_dictionary,
            judgments: 0,
            passages: 0,
            citations: 0,
            statutes: 0,
            sources: Vec::new(),
            folder: None,
            map: Vec::new(),
            files: None,
            ledger: None,
            moved: 0,
            relocations: None,
            next_document: 0,
            opstamp: None,
            removed: false,
            seal: String::new(),
        }
    }

    /// Parses the payload of the commit of the index in `path`.
    pub(super) fn parse(payload: Option<&str>, path: &Path) -> Result<Self, IndexError> {
        let refuse = |found: &str| IndexError::Version {
            path: path.to_owned(),
            found: found.to_owned(),
            needed: format!("schema {SCHEMA_VERSION}"),
        };
        let payload = payload.ok_or_else(|| refuse("no manifest"))?;
        let manifest: Self = serde_json::from_str(payload).map_err(|_| refuse("an unknown manifest"))?;
        if manifest.schema != SCHEMA_VERSION {
            return Err(refuse(&format!("schema {}", manifest.schema)));
        }
        if manifest.seal != manifest.sealed()?.seal {
            return Err(IndexError::Damaged { path: path.to_owned(), file: "meta.json".to_owned() });
        }
        if manifest.moved > 0 && manifest.relocations.is_none() {
            return Err(refuse("one that has its relocations in the ledger"));
        }
        Ok(manifest)
    }

    /// The manifest with its seal.
    pub(super) fn sealed(&self) -> Result<Self, IndexError> {
        let open = Self { seal: String::new(), ..self.clone() };
        let text = serde_json::to_string(&open).map_err(|error| IndexError::Stored(error.to_string()))?;
        Ok(Self { seal: blake3::hash(text.as_bytes()).to_hex().to_string(), ..open })
    }

    /// Refuses an analyzer other than the one that the index was built with.
    pub(super) fn check_analyzer(&self, fingerprint: &str, path: &Path) -> Result<(), IndexError> {
        if self.analyzer == fingerprint {
            return Ok(());
        }
        Err(IndexError::Version {
            path: path.to_owned(),
            found: format!("analyzer {}", self.analyzer),
            needed: format!("analyzer {fingerprint}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_whose_moves_are_nowhere_is_of_another_version() {
        let read = |relocations: Option<&str>| {
            let mut manifest = Manifest::new("a".to_owned(), "b".to_owned(), None);
            (manifest.moved, manifest.relocations) = (3, relocations.map(str::to_owned));
            let payload = serde_json::to_string(&manifest.sealed().unwrap()).unwrap();
            Manifest::parse(Some(&payload), Path::new("index"))
        };
        assert_eq!(read(Some("c")).unwrap().relocations.as_deref(), Some("c"));
        let refused = read(None).unwrap_err().to_string();
        assert!(refused.contains("--rebuild"), "{refused}");
    }
}
