//! The terms of the lexicon of situations, against a real collection.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::shared;

const TERMS: &str = include_str!("../../src/engine/search/lexicon/terms.tsv");

#[test]
#[ignore = "needs corpus/judgments.jsonl.zst in PANRYE_SHARED"]
fn judgments_have_every_term() {
    let place = tempfile::tempdir().unwrap();
    let panrye = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_panrye"));
        command.current_dir(&place).args(["--quiet", "--index", "index"]).env_remove("PANRYE_INDEX");
        command
    };
    let built = panrye().arg("index").arg(shared().join("corpus/judgments.jsonl.zst")).status().unwrap();
    assert!(built.code() != Some(1), "no judgment was read");
    let mut batch = panrye();
    let batch = batch.args(["batch", "-n", "1"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut batch = batch.spawn().unwrap();
    let expected: BTreeMap<&str, u64> = TERMS
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once('\t'))
        .map(|(term, n)| (term, n.parse().unwrap()))
        .collect();
    let mut questions = String::new();
    for term in expected.keys() {
        questions.extend(["\"", term, "\"\n"]);
    }
    let mut input = batch.stdin.take().unwrap();
    let writing = std::thread::spawn(move || input.write_all(questions.as_bytes()));
    let output = batch.wait_with_output().unwrap();
    writing.join().unwrap().unwrap();
    let answers = String::from_utf8(output.stdout).unwrap();
    let totals: Vec<Value> = answers.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(totals.len(), expected.len());
    let without: Vec<&str> = totals
        .iter()
        .filter(|answer| answer["total"].as_u64() == Some(0))
        .map(|answer| answer["query"].as_str().unwrap())
        .collect();
    assert_eq!(without, Vec::<&str>::new());
    let differing = totals.iter().zip(&expected).filter(|(answer, (_, total))| answer["total"] != **total);
    println!("{} terms, {} with another count than the list says", expected.len(), differing.count());
}
