//! OpenSearch and Elasticsearch: the definition of an index, and documents for `_bulk`.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use serde_json::{Value, json};

use super::{Exported, JudgmentWriter, Keys, LARGEST_PART, Parts, SearchDocument};
use crate::output::json::to_writer;
use panrye_engine::analysis::Analyzer;

/// Settings and mappings; no plugin is needed.
const DEFINITION: &str = include_str!("opensearch.json");
/// The sections whose text nori cuts where it is asked to.
const SECTIONS: [&str; 6] = ["case_name", "issues", "holdings", "statutes", "cases", "content"];
/// Longest `_id` that the servers take, in bytes.
const LONGEST_ID: usize = 512;

/// Writes `index.json`, `index-nori.json` and `documents-0001.ndjson` … into a folder.
pub struct OpenSearch {
    parts: Parts,
    analyzer: Analyzer,
    ids: Keys,
}

impl OpenSearch {
    /// An export into a folder that exists. `analyzer` is the one that the index was built with.
    pub fn new(folder: &Path, analyzer: Analyzer) -> io::Result<Self> {
        let definition = definition(&analyzer.fingerprint())?;
        write_pretty(&folder.join("index.json"), &definition)?;
        write_pretty(&folder.join("index-nori.json"), &with_nori(definition))?;
        Ok(Self { parts: Parts::new(folder, LARGEST_PART), analyzer, ids: Keys::default() })
    }
}

impl JudgmentWriter for OpenSearch {
    fn write(&mut self, exported: &Exported<'_>) -> io::Result<()> {
        let document = SearchDocument::of(exported, &mut self.analyzer);
        let id = self.ids.unique(&id(&document.id));
        let mut lines = Vec::new();
        to_writer(&mut lines, &json!({"index": {"_id": id}}))?;
        lines.push(b'\n');
        to_writer(&mut lines, &document)?;
        lines.push(b'\n');
        self.parts.write(&lines)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.parts.finish().map(|_| ())
    }
}

/// The identity of the judgment, so that a document that is sent again takes the place of the old one.
fn id(key: &str) -> String {
    // Room is left for what makes it unique.
    if key.len() + 12 <= LONGEST_ID {
        key.to_owned()
    } else {
        blake3::hash(key.as_bytes()).to_hex().to_string()
    }
}

fn definition(fingerprint: &str) -> io::Result<Value> {
    let mut definition: Value = serde_json::from_str(DEFINITION)?;
    definition["mappings"]["_meta"] = json!({"analyzer": fingerprint});
    Ok(definition)
}

/// The definition with the text itself cut by nori, for those who have the plugin.
fn with_nori(mut definition: Value) -> Value {
    definition["settings"]["analysis"]["tokenizer"] =
        json!({"nori_mixed": {"type": "nori_tokenizer", "decompound_mode": "mixed"}});
    definition["settings"]["analysis"]["analyzer"]["nori_text"] = json!({
        "type": "custom",
        "tokenizer": "nori_mixed",
        "filter": ["nori_part_of_speech", "nori_readingform", "lowercase"]
    });
    for section in SECTIONS {
        definition["mappings"]["properties"][section] = json!({"type": "text", "analyzer": "nori_text"});
    }
    definition
}

fn write_pretty(path: &Path, value: &Value) -> io::Result<()> {
    File::create_new(path)?.write_all(format!("{value:#}\n").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_names_every_field_of_a_document() {
        let definition = definition("1-abc").unwrap();
        let properties = definition["mappings"]["properties"].as_object().unwrap();
        assert_eq!(definition["mappings"]["_meta"]["analyzer"], "1-abc");
        for field in crate::export::search_document::fields() {
            assert!(properties.contains_key(&field), "{field}");
        }
    }

    #[test]
    fn nori_cuts_the_text_and_not_the_tokens() {
        let definition = with_nori(definition("").unwrap());
        assert_eq!(definition["mappings"]["properties"]["content"]["analyzer"], "nori_text");
        assert_eq!(definition["mappings"]["properties"]["tokens"]["analyzer"], "panrye_tokens");
    }

    #[test]
    fn an_id_is_never_too_long() {
        assert_eq!(id("대법원|2019다1|"), "대법원|2019다1|");
        assert_eq!(id(&"가".repeat(200)).len(), 64);
    }
}
