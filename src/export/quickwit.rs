//! Quickwit: the configuration of an index, and its documents, one a line.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use super::{Exported, JudgmentWriter, LARGEST_PART, Parts, SearchDocument};
use crate::output::json;
use panrye_engine::analysis::Analyzer;

/// The configuration; the index is named `panrye`.
const CONFIGURATION: &str = include_str!("quickwit.yaml");

/// Writes `index.yaml` and `documents-0001.ndjson` … into a folder.
pub struct Quickwit {
    parts: Parts,
    analyzer: Analyzer,
}

impl Quickwit {
    /// An export into a folder that exists. `analyzer` is the one that the index was built with.
    pub fn new(folder: &Path, analyzer: Analyzer) -> io::Result<Self> {
        File::create_new(folder.join("index.yaml"))?.write_all(CONFIGURATION.as_bytes())?;
        Ok(Self { parts: Parts::new(folder, LARGEST_PART), analyzer })
    }
}

impl JudgmentWriter for Quickwit {
    fn write(&mut self, exported: &Exported<'_>) -> io::Result<()> {
        let mut line = Vec::new();
        json::to_writer(&mut line, &SearchDocument::of(exported, &mut self.analyzer))?;
        line.push(b'\n');
        self.parts.write(&line)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.parts.finish().map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_names_every_field_of_a_document() {
        for field in crate::export::search_document::fields() {
            assert!(CONFIGURATION.contains(&format!("name: {field}")), "{field}");
        }
    }
}
