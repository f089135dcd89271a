//! What judgments come to, and which are of the full court, against what a reader found.
//!
//! `outcomes.jsonl` holds what an order or a conclusion comes to, written before panrye's answer was seen; `also` holds
//! what the reader accepts besides, and a null is an order of no known form. It has 200 orders that were drawn at random,
//! and others that were chosen for being hard. `en_banc.jsonl` holds the indexed judgments that others call decisions of the
//! full court. Both hold places and values, and no text.

use std::collections::BTreeMap;
use std::process::Command;

use serde::Deserialize;
use serde_json::Value;

use crate::treatments::{collections, end_of_source};
use crate::{each_record, shared};

const OUTCOMES: &str = include_str!("../fixtures/gold/outcomes.jsonl");
const EN_BANC: &str = include_str!("../fixtures/gold/en_banc.jsonl");

#[derive(Debug, Deserialize)]
struct Expected {
    source: String,
    value: Option<String>,
    #[serde(default)]
    also: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct FullCourt {
    case_number: String,
    en_banc: bool,
}

fn lines<T: for<'d> Deserialize<'d>>(text: &str) -> Vec<T> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
#[ignore = "needs the collections in PANRYE_SHARED/corpus, and tar with zstd"]
fn what_a_judgment_comes_to_is_read_as_a_reader_reads_it() {
    let (_unpacked, collections) = collections();
    let mut found: BTreeMap<String, Option<String>> = BTreeMap::new();
    for collection in &collections {
        each_record(collection, &mut |record| {
            let place = match record.stamp.record {
                Some(number) => format!("{}#{number}", record.stamp.path),
                None => record.stamp.path.clone(),
            };
            let outcome = record.judgment.outcome.map(|(outcome, _)| outcome.to_string());
            found.insert(end_of_source(&place), outcome);
        });
    }
    let (mut given, mut right, mut all) = (0, 0, 0);
    for expected in lines::<Expected>(OUTCOMES) {
        let value = found.get(&expected.source).unwrap_or_else(|| panic!("{}", expected.source));
        let accepted =
            *value == expected.value || value.as_ref().is_some_and(|value| expected.also.contains(value));
        all += 1;
        given += usize::from(value.is_some());
        right += usize::from(value.is_some() && accepted);
        if !accepted {
            println!("{expected:?}: {value:?}");
        }
    }
    let share = right as f64 / given as f64;
    println!("outcomes: {right} right of {given} given, {share:.4}; {all} in all");
    assert!(share >= 0.98);
}

#[test]
#[ignore = "needs the collections in PANRYE_SHARED/corpus"]
fn what_others_call_a_decision_of_the_full_court_is_headed_so() {
    let place = tempfile::tempdir().unwrap();
    let panrye = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_panrye"));
        command.arg("--index").arg(place.path().join("index")).args(arguments).env("PANRYE_CONFIG", "");
        command.output().unwrap().stdout
    };
    let collection = shared().join("corpus/judgments.jsonl.zst");
    panrye(&["--quiet", "index", &collection.to_string_lossy()]);
    let mut headed: BTreeMap<String, bool> = BTreeMap::new();
    for line in String::from_utf8(panrye(&["export", "--format", "jsonl"])).unwrap().lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        for number in line["case_numbers"].as_array().into_iter().flatten() {
            let known = headed.entry(number.as_str().unwrap().to_owned()).or_default();
            *known |= line["en_banc"] == true && line["court"] == "대법원";
        }
    }
    let expected: Vec<FullCourt> = lines(EN_BANC);
    let mut wrong = 0;
    for FullCourt { case_number, en_banc } in &expected {
        if headed.get(case_number) != Some(en_banc) {
            println!("{case_number}: expected {en_banc}");
            wrong += 1;
        }
    }
    println!("en banc: {wrong} of {} otherwise than a reader", expected.len());
    assert!(wrong <= 1, "one is known from a single citation");
}
