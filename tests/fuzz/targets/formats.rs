//! Any bytes as a record in each format that names of files announce: judgments or faults, and texts that can be read on.
#![no_main]

use libfuzzer_sys::fuzz_target;
use panrye::corpus::{Item, RawRecord};
use panrye::judgment::Section;
use panrye::passage::passages;

const NAMES: [&str; 9] = [
    "a.json",
    "a.jsonl",
    "a.xml",
    "a.html",
    "a.csv",
    "a.tsv",
    "a.md",
    "a.txt",
    "대법원_2020-01-02_2020다100001.txt",
];

fuzz_target!(|input: (u8, &[u8])| {
    let (name, bytes) = input;
    let name = NAMES[usize::from(name) % NAMES.len()];
    for item in RawRecord::of_file(name, bytes.to_vec()).parse() {
        match item {
            Item::Fault(fault) => assert!(!fault.to_string().is_empty()),
            Item::Record(record) => {
                for passage in passages(&record.judgment) {
                    let text = record.judgment.section(passage.section);
                    assert!(text.get(passage.span.start..passage.span.end).is_some());
                }
                assert!(Section::ALL.iter().any(|&section| !record.judgment.section(section).is_empty()));
            }
        }
    }
});
