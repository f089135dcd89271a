//! Searches while a writer commits: each sees the old state or the new one, whole.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use panrye::index::{IndexError, IndexReader};

use crate::support::Workplace;

/// Refreshes during which is searched.
const REFRESHES: u64 = 12;

/// Writes the judgments of a state; every one of them says which.
fn write(place: &Workplace, state: u64) {
    let mut text = String::new();
    // Some stay and move to other lines, so that where they are is part of the answer.
    for serial in (state * 5..state * 5 + 200).rev() {
        let name = if serial % 3 == 0 { "언제나".to_owned() } else { format!("상태 {state}") };
        let _ = writeln!(
            text,
            "{{\"사건번호\": \"2022다{}\", \"사건명\": \"{name}\", \"법원명\": \"대법원\", \
             \"판례내용\": \"【이 유】 임대차 보증금 반환\"}}",
            100_000 + serial
        );
    }
    place.write_old("corpus/a.jsonl", text.as_bytes(), state);
}

/// Number, name and source of every judgment.
type Held = BTreeSet<(String, String, String)>;

fn held_by(path: &Path) -> Result<Held, IndexError> {
    let reader = IndexReader::open(path)?;
    let mut held = Held::new();
    for judgment in reader.graph_columns()?.judgments {
        let stored = reader.judgment(judgment.address)?;
        let name = stored.judgment().case_name.unwrap_or_default();
        assert!(held.insert((stored.case_numbers().remove(0), name, stored.source.name())), "twice");
    }
    Ok(held)
}

fn found(place: &Workplace) -> Held {
    let said = place.search_all(&[]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let hit = |hit: serde_json::Value| {
        (text(&hit["case_numbers"][0]), text(&hit["case_name"]), text(&hit["source"]))
    };
    said.json().into_iter().map(hit).collect()
}

/// Ends the other thread, also when this one fails.
struct End<'d>(&'d AtomicBool);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

#[test]
fn a_search_during_a_commit_sees_one_state_whole() {
    let place = Workplace::empty();
    write(&place, 0);
    assert_eq!(place.run(["index"]).code, 0);
    let (mut seen, mut checked) = (0, 0);
    for state in 1..=REFRESHES {
        let old = found(&place);
        write(&place, state);
        let arguments: &[&str] = if state % 4 == 0 { &["index", "--rebuild"] } else { &["index"] };
        let mut writer = place.command(arguments).stderr(Stdio::null()).spawn().unwrap();
        let done = AtomicBool::new(false);
        let (by_program, by_library) = thread::scope(|scope| {
            let _end = End(&done);
            let library = scope.spawn(|| {
                let mut seen = Vec::new();
                while !done.load(Ordering::SeqCst) {
                    seen.push(held_by(&place.path("index")).unwrap());
                }
                seen
            });
            let mut seen = Vec::new();
            while writer.try_wait().unwrap().is_none() {
                seen.push(found(&place));
                let check = place.run(["check"]);
                assert_eq!(check.code, 0, "{} {}", check.stdout, check.stderr);
                checked += 1;
            }
            done.store(true, Ordering::SeqCst);
            (seen, library.join().unwrap())
        });
        assert!(writer.wait().unwrap().success());
        let new = found(&place);
        assert_ne!(new, old);
        for state in by_program.iter().chain(&by_library) {
            assert!(*state == old || *state == new, "neither the old state nor the new one");
        }
        seen += by_program.len() + by_library.len();
        assert_eq!(place.run(["compact"]).code, 0);
    }
    assert!(seen > 0 && checked > 0);
}
