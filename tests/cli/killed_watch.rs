//! `index --watch` that is killed at any moment while the files change, and one that runs for long.
//!
//! `PANRYE_KILLS` says how many kills there are, `PANRYE_SEED` which, `PANRYE_MINUTES` how long the long one runs.

use std::fs;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::kills::{Files, State, held};
use crate::support::{Random, Workplace, asked_of_the_environment, number_of_the_environment};

/// Kills of a test run that nobody asks more of.
const KILLS: u64 = 4;
/// A watch takes up changes after they have rested for less than this.
const TAKES_UP: Duration = Duration::from_millis(1_500);

/// A watch under way; ended when it is dropped.
struct Watch(Child);

impl Watch {
    fn begin(place: &Workplace) -> Self {
        let mut command = place.command(["index", "--watch", "judgments"]);
        let errors = fs::File::create(place.path("stderr")).unwrap();
        Self(command.stdout(Stdio::null()).stderr(errors).spawn().unwrap())
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn indexed(random_files: &mut Files) -> Workplace {
    let place = Workplace::empty();
    random_files.write(&place);
    assert_eq!(place.run(["index", "judgments"]).code, 0);
    place
}

#[test]
fn a_killed_watch_leaves_a_state_that_the_files_had() {
    let (kills, seed) = asked_of_the_environment(KILLS);
    let mut random = Random::new(seed);
    let mut files = Files::new();
    let place = indexed(&mut files);
    for step in 0..kills {
        let case = format!("seed {seed}, step {step}");
        let mut possible: Vec<State> = vec![files.state()];
        let watch = Watch::begin(&place);
        for _ in 0..=random.below(2) {
            files.change(&mut random);
            files.write(&place);
            possible.push(files.state());
            thread::sleep(TAKES_UP.mul_f64(random.unit()));
        }
        drop(watch);
        // A refresh may have read some files before a change and others after it, but each of them whole.
        let found = held(&place).unwrap_or_else(|said| panic!("{case}: {said}"));
        for (serial, wording) in &found {
            assert!(possible.iter().any(|state| state.get(serial) >= Some(wording)), "{case}: {serial}");
        }
        let check = place.run(["check"]);
        assert_eq!(check.code, 0, "{case}: {} {}", check.stdout, check.stderr);
        assert_eq!(place.run(["index", "judgments"]).code, 0, "{case}");
        assert_eq!(held(&place), Ok(files.state()), "{case}: afterwards");
    }
}

/// Memory and open files of a process.
#[cfg(target_os = "linux")]
fn taken(process: u32) -> (u64, usize) {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("RssAnon:")).unwrap();
    let kilobytes = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    (kilobytes, fs::read_dir(format!("/proc/{process}/fd")).unwrap().count())
}

#[test]
#[cfg(target_os = "linux")]
#[ignore = "needs an hour, or PANRYE_MINUTES"]
fn a_watch_that_runs_for_long_keeps_up_and_takes_no_more() {
    let minutes = number_of_the_environment("PANRYE_MINUTES").unwrap_or(60);
    let (_, seed) = asked_of_the_environment(0);
    let mut random = Random::new(seed);
    let mut files = Files::new();
    let place = indexed(&mut files);
    let watch = Watch::begin(&place);
    let process = watch.0.id();
    let (begun, mut changes, mut early) = (Instant::now(), 0, None);
    while begun.elapsed() < Duration::from_secs(60 * minutes) {
        files.change(&mut random);
        files.write(&place);
        changes += 1;
        thread::sleep(Duration::from_secs(4).mul_f64(random.unit() * random.unit()));
        assert!(held(&place).is_ok(), "change {changes}");
        if changes == 20 {
            early = Some(taken(process));
        }
    }
    let caught_up = (0..100).any(|_| {
        thread::sleep(Duration::from_millis(200));
        held(&place) == Ok(files.state())
    });
    assert!(caught_up, "after {changes} changes: {}", fs::read_to_string(place.path("stderr")).unwrap());
    let (early, late) = (early.unwrap(), taken(process));
    crate::support::note(&format!(
        "{changes} changes in {minutes} minutes; memory (kB) and files {early:?}, then {late:?}"
    ));
    assert!(late.0 < 2 * early.0 + 50_000 && late.1 <= early.1 + 8, "it grows: {early:?}, {late:?}");
    drop(watch);
    let check = place.run(["check"]);
    assert_eq!(check.code, 0, "{} {}", check.stdout, check.stderr);
}
