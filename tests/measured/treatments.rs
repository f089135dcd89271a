//! Treatment and opinion of citations in real judgments, against what readers found.
//!
//! `overruled.jsonl` holds every citation in the reasons that the court overrules there: sentences with 변경 or 폐기 near a
//! decision were gathered by a wide pattern and read, and what is not in the list was read as something else. `treatments.jsonl`
//! holds all citations of forty judgments. Both hold places and values, and no text.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use serde_json::Value;

use crate::shared;

const OVERRULED: &str = include_str!("../fixtures/gold/overruled.jsonl");
const TREATMENTS: &str = include_str!("../fixtures/gold/treatments.jsonl");

#[derive(Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, Clone)]
struct Gold {
    source: String,
    section: String,
    start: u64,
    case_numbers: Vec<String>,
    treatment: Option<String>,
    #[serde(default)]
    opinion: Option<String>,
}

type Place = (String, String, u64, Vec<String>);

impl Gold {
    fn place(&self) -> Place {
        (self.source.clone(), self.section.clone(), self.start, self.case_numbers.clone())
    }
}

fn gold(lines: &str) -> Vec<Gold> {
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The citations of every judgment of a collection, by their places. Sources are told by their ends.
fn citations(collection: &Path) -> Vec<Gold> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_panrye"));
    command.args(["references", "--json"]).arg(collection).env("PANRYE_CONFIG", "");
    let output = command.output().unwrap();
    let mut found = Vec::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let source = end_of_source(line["source"].as_str().unwrap());
        for citation in line["citations"].as_array().unwrap() {
            let mut citation: Gold = serde_json::from_value(merged(citation, &source)).unwrap();
            citation.case_numbers.sort_unstable();
            found.push(citation);
        }
    }
    found
}

fn merged(citation: &Value, source: &str) -> Value {
    let mut citation = citation.clone();
    citation["source"] = source.into();
    citation
}

/// `judgments.jsonl.zst#7`, `2014헌마455.md`: without the folders, which differ from machine to machine.
pub fn end_of_source(source: &str) -> String {
    source.rsplit('/').next().unwrap_or(source).to_owned()
}

/// The collections: two files of lines, and decisions of the Constitutional Court as files in an archive.
pub fn collections() -> (tempfile::TempDir, Vec<PathBuf>) {
    let corpus = shared().join("corpus");
    let unpacked = tempfile::tempdir().unwrap();
    let mut tar = Command::new("tar");
    tar.arg("--zstd").arg("-xf").arg(corpus.join("constitution.tar.zst")).arg("-C").arg(unpacked.path());
    assert!(tar.status().unwrap().success(), "tar cannot unpack the archive");
    let files = ["judgments.jsonl.zst", "fulltext.jsonl.zst"].map(|name| corpus.join(name));
    let folder = unpacked.path().join("kr");
    (unpacked, files.into_iter().chain([folder]).collect())
}

#[test]
#[ignore = "needs the collections in PANRYE_SHARED/corpus, and tar with zstd"]
fn what_the_courts_overrule_is_found_and_nothing_else() {
    let (_unpacked, collections) = collections();
    let overruled = |citation: &Gold| {
        citation.section == "판례내용"
            && citation.treatment.as_deref().is_some_and(|t| t.starts_with("overruled"))
    };
    let found: BTreeMap<Place, Option<String>> = collections
        .iter()
        .flat_map(|collection| citations(collection))
        .filter(overruled)
        .map(|citation| (citation.place(), citation.treatment))
        .collect();
    let expected: BTreeMap<Place, Option<String>> =
        gold(OVERRULED).into_iter().map(|citation| (citation.place(), citation.treatment)).collect();
    let both = found.iter().filter(|(place, treatment)| expected.get(*place) == Some(*treatment)).count();
    let (precision, recall) = (both as f64 / found.len() as f64, both as f64 / expected.len() as f64);
    println!(
        "overruled: precision {precision:.4}, recall {recall:.4} ({both} of {}, found {})",
        expected.len(),
        found.len()
    );
    assert!(precision >= 0.99 && recall >= 0.98);
}

#[test]
#[ignore = "needs the collections in PANRYE_SHARED/corpus, and tar with zstd"]
fn treatment_and_opinion_are_read_as_readers_read_them() {
    let (_unpacked, collections) = collections();
    let found: BTreeMap<Place, Gold> = collections[1..]
        .iter()
        .flat_map(|collection| citations(collection))
        .map(|citation| (citation.place(), citation))
        .collect();
    let (mut treatments, mut opinions, mut all) = (0, 0, 0);
    for expected in gold(TREATMENTS) {
        let found = found.get(&expected.place());
        all += 1;
        let treatment = found.is_some_and(|found| found.treatment == expected.treatment);
        treatments += usize::from(treatment);
        opinions += usize::from(found.is_some_and(|found| found.opinion == expected.opinion));
        if !treatment {
            println!("{expected:?}: {:?}", found.map(|found| &found.treatment));
        }
    }
    let share = |right: usize| right as f64 / f64::from(all);
    println!("treatment {:.4}, opinion {:.4} of {all}", share(treatments), share(opinions));
    assert!(share(treatments) >= 0.95 && share(opinions) >= 0.97);
}
