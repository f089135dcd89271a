//! Batches that are killed at any moment, by the clock and by what they have written, and resumed: in the end the output is
//! that of a run which nobody killed.
//!
//! `PANRYE_KILLS` says how many kills there are, `PANRYE_SEED` which.

use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{Random, Workplace, asked_of_the_environment, note};

/// Kills of a test run that nobody asks more of.
const KILLS: u64 = 12;
/// Kills of one batch at most before it may run to its end.
const KILLS_OF_A_BATCH: u64 = 6;

/// Queries that find much, little and nothing, and some that are wrong.
fn queries(random: &mut Random, count: u64) -> String {
    let words =
        ["보관물 도난", "사기죄의 기망행위", "블록체인", "수치인 과실", "민법 제766조", "상고 기각", "(상고"];
    let line = |i: u64, word: &str| format!("{{\"id\": \"q{i}\", \"query\": \"{word}\"}}\n");
    (0..count).map(|i| line(i, words[random.below(words.len() as u64) as usize])).collect()
}

#[test]
fn a_batch_that_is_killed_again_and_again_ends_in_what_one_run_writes() {
    let (kills, seed) = asked_of_the_environment(KILLS);
    let mut random = Random::new(seed);
    let place = Workplace::indexed();
    let (mut done, mut before_the_end, mut batches) = (0, 0, 0);
    while done < kills {
        let format = ["jsonl", "tsv", "csv", "trec"][random.below(4) as usize];
        let count = 200 + random.below(1_800);
        place.write("queries.jsonl", queries(&mut random, count).as_bytes());
        let common = ["batch", "queries.jsonl", "--format", format, "--quiet"];
        let begun = Instant::now();
        let whole = place.run(common);
        let usual = begun.elapsed();
        assert_eq!(whole.code, 2, "some queries are wrong");
        let _ = fs::remove_file(place.path("answers"));
        let resume = [&common[..], &["--output", "answers", "--resume"]].concat();
        for _ in 0..=random.below(KILLS_OF_A_BATCH) {
            let mut child = place.command(&resume).stderr(Stdio::null()).spawn().unwrap();
            if random.below(2) == 0 {
                thread::sleep(usual.mul_f64(random.unit()).max(Duration::from_millis(1)));
            } else {
                let wanted = whole.stdout.len() as f64 * random.unit();
                let written = || fs::metadata(place.path("answers")).map_or(0, |file| file.len()) as f64;
                while written() < wanted && child.try_wait().unwrap().is_none() {
                    thread::sleep(Duration::from_micros(200));
                }
            }
            child.kill().unwrap();
            before_the_end += u64::from(child.wait().unwrap().code().is_none());
            done += 1;
        }
        let case = format!("seed {seed}, kill {done}, {format}, {count} queries");
        let said = place.run(&resume);
        assert_eq!(said.code, 2, "{case}: {}", said.stderr);
        let answers = fs::read_to_string(place.path("answers")).unwrap();
        assert!(answers == whole.stdout, "{case}: the answers differ from those of one run");
        batches += 1;
    }
    note(&format!("{done} kills of {batches} batches, {before_the_end} before their end"));
    assert!(before_the_end * 3 > done, "enough must be killed before they end: {before_the_end} of {done}");
}
