//! Programs that are killed at any moment: the index answers with the state before or the state after, whole, and the
//! next refresh goes on from there.
//!
//! The judgments change at random from step to step; `PANRYE_KILLS` says how many steps there are, `PANRYE_SEED` which.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{Random, Workplace, asked_of_the_environment, note};

/// Kills of a test run that nobody asks more of.
const KILLS: u64 = 25;
/// Judgments at the beginning.
const JUDGMENTS: u32 = 240;

/// A judgment: its serial number, and how often it was reworded. Later wordings are longer.
type Judgment = (u32, u32);
/// What an index should hold: the wording of every judgment.
pub(crate) type State = BTreeMap<u32, u32>;

/// The files of judgments, as they are and as they are changed.
pub(crate) struct Files {
    by_name: BTreeMap<String, Vec<Judgment>>,
    next: u32,
    age: u64,
}

impl Files {
    pub(crate) fn new() -> Self {
        let mut files: BTreeMap<String, Vec<Judgment>> = BTreeMap::new();
        for serial in 0..JUDGMENTS {
            let file = match serial % 8 {
                0..4 => "a.jsonl".to_owned(),
                4 | 5 => "b.jsonl".to_owned(),
                6 => "c.zip".to_owned(),
                _ => format!("single/{serial}.json"),
            };
            files.entry(file).or_default().push((serial, 0));
        }
        Self { by_name: files, next: JUDGMENTS, age: 0 }
    }

    /// What an index of these files holds: the longest wording of every judgment.
    pub(crate) fn state(&self) -> State {
        let mut state = State::new();
        for &(serial, wording) in self.by_name.values().flatten() {
            let longest = state.entry(serial).or_default();
            *longest = wording.max(*longest);
        }
        state
    }

    pub(crate) fn change(&mut self, random: &mut Random) {
        for _ in 0..=random.below(12) {
            let names: Vec<String> = self.by_name.keys().cloned().collect();
            let name = names[random.below(names.len() as u64) as usize].clone();
            let mut records = self.by_name.remove(&name).unwrap();
            let at = random.below(records.len().max(1) as u64) as usize;
            let single = name.contains('/');
            match random.below(6) {
                0 if !single => records.insert(at, (self.next, 0)),
                0 | 1 => {
                    self.by_name.insert(format!("single/{}.json", self.next), vec![(self.next, 0)]);
                }
                2 if records.len() > 10 => drop(records.remove(at)),
                3 if !records.is_empty() => {
                    let longest = self.state().get(&records[at].0).copied().unwrap_or_default();
                    records[at].1 = longest.max(records[at].1) + 1;
                }
                4 if records.len() > 10 => {
                    // To another file, or as a longer copy in a file of its own.
                    let (serial, wording) = records[at];
                    let copy = format!("copy/{serial}.json");
                    if random.below(2) == 0 && !self.by_name.contains_key(&copy) {
                        self.by_name.insert(copy, vec![(serial, wording + 1)]);
                    } else if let Some(other) = self.by_name.get_mut("b.jsonl")
                        && other.iter().all(|judgment| judgment.0 != serial)
                    {
                        other.push(records.remove(at));
                    }
                }
                5 if single && random.below(3) == 0 => continue,
                _ => {}
            }
            self.next += 1;
            self.by_name.insert(name, records);
        }
    }

    /// Writes all files again, each with a time long past; those that are as they were keep theirs.
    pub(crate) fn write(&mut self, place: &Workplace) {
        self.age += 1;
        let mut wanted = Vec::new();
        for (name, records) in &self.by_name {
            let path = place.path(&format!("judgments/{name}"));
            let bytes = if name == "c.zip" { zip(records) } else { lines(records) };
            wanted.push(path.clone());
            if fs::read(&path).is_ok_and(|found| found == bytes) {
                continue;
            }
            place.write_old(&format!("judgments/{name}"), &bytes, self.age);
        }
        for folder in ["judgments/single", "judgments/copy"] {
            for entry in fs::read_dir(place.path(folder)).into_iter().flatten() {
                let path = entry.unwrap().path();
                if !wanted.contains(&path) {
                    fs::remove_file(path).unwrap();
                }
            }
        }
    }
}

fn line((serial, wording): Judgment) -> String {
    let reasons = "임대차가 종료한 뒤 보증금을 돌려받지 못한 임차인의 동시이행의 항변권. ".repeat(12);
    format!(
        "{{\"사건번호\": \"2022다{}\", \"사건명\": \"판 {wording}\", \"법원명\": \"대법원\", \
         \"선고일자\": \"2022.3.4\", \"판례내용\": \"【주 문】 상고를 기각한다.\\n【이 유】 {reasons}{}\"}}",
        100_000 + serial,
        "거듭 ".repeat(wording as usize)
    )
}

fn lines(records: &[Judgment]) -> Vec<u8> {
    records.iter().map(|&record| line(record) + "\n").collect::<String>().into_bytes()
}

fn zip(records: &[Judgment]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for record in records {
        zip.start_file(format!("{}.json", record.0), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(line(*record).as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// What is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Work {
    Refresh,
    Rebuild,
    Compact,
    Keep,
    First,
    RebuildOfAnotherVersion,
}

impl Work {
    fn choose(random: &mut Random) -> Self {
        match random.below(20) {
            0..3 => Self::Rebuild,
            3..6 => Self::Compact,
            6..8 => Self::Keep,
            8 => Self::First,
            9 => Self::RebuildOfAnotherVersion,
            _ => Self::Refresh,
        }
    }

    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Refresh | Self::First => &["index", "judgments"],
            Self::Rebuild | Self::RebuildOfAnotherVersion => &["index", "--rebuild", "judgments"],
            Self::Keep => &["index", "--keep", "judgments"],
            Self::Compact => &["compact"],
        }
    }

    fn prepare(self, place: &Workplace) {
        match self {
            Self::First => fs::remove_dir_all(place.path("index")).unwrap(),
            Self::RebuildOfAnotherVersion => {
                let meta = place.path("index/meta.json");
                let version = format!("\\\"schema\\\":{}", panrye::index::SCHEMA_VERSION);
                let text = fs::read_to_string(&meta).unwrap().replace(&version, "\\\"schema\\\":999");
                fs::write(&meta, text).unwrap();
            }
            _ => {}
        }
    }

    /// What the index holds when the work is done.
    fn done(self, before: &State, files: &Files) -> State {
        let mut state = files.state();
        match self {
            Self::Compact => before.clone(),
            Self::Keep => {
                for (&serial, &wording) in before {
                    let longest = state.entry(serial).or_default();
                    *longest = wording.max(*longest);
                }
                state
            }
            _ => state,
        }
    }

    /// Whether there may be no state before to answer with.
    const fn begins_with_nothing(self) -> bool {
        matches!(self, Self::First | Self::RebuildOfAnotherVersion)
    }
}

/// What the index holds, in the order of the answer; nothing where it says that there is none that it can read.
pub(crate) fn held(place: &Workplace) -> Result<State, String> {
    let said = place.search_all(&[]);
    if said.code == 2 {
        return Err(said.stderr);
    }
    let mut state = State::new();
    for hit in said.json() {
        let number = hit["case_numbers"][0].as_str().unwrap().strip_prefix("2022다1").unwrap().to_owned();
        let name = hit["case_name"].as_str().unwrap();
        let wording = name.strip_prefix("판 ").unwrap().parse().unwrap();
        let doubled = state.insert(number.parse().unwrap(), wording);
        assert_eq!(doubled, None, "{number} twice");
    }
    Ok(state)
}

/// Runs the work and kills it: at any moment, or shortly after it has begun to change the folder.
fn kill(place: &Workplace, work: Work, random: &mut Random, usual: Duration) -> bool {
    let names = || -> Vec<_> {
        let entries = fs::read_dir(place.path("index")).into_iter().flatten();
        entries.filter_map(|entry| Some(entry.ok()?.file_name())).collect()
    };
    let before = names();
    let mut command = place.command(work.arguments());
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let begun = Instant::now();
    let mut wait = usual.mul_f64(1.1 * random.unit());
    if random.below(2) == 0 {
        while names() == before && child.try_wait().unwrap().is_none() && begun.elapsed() < 3 * usual {
            thread::yield_now();
        }
        wait = usual.mul_f64(0.4 * random.unit() * random.unit());
    }
    thread::sleep(wait);
    child.kill().unwrap();
    !child.wait().unwrap().success()
}

/// Whatever killed programs have left behind is gone after the next good end.
fn assert_swept(place: &Workplace, case: &str) {
    let names: Vec<String> = fs::read_dir(place.path("index"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let count = |test: &dyn Fn(&str) -> bool| names.iter().filter(|name| test(name)).count();
    assert_eq!(count(&|name| name.starts_with("ledger-")), 1, "{case}: {names:?}");
    assert!(count(&|name| name.starts_with("moves-")) <= 1, "{case}: {names:?}");
    let record = fs::read_to_string(place.path("index/.panrye-index")).unwrap();
    let listed = |name: &str| name == ".panrye-index" || record.contains(&format!("\nfile {name}\n"));
    assert_eq!(count(&|name| name.contains(".part") || !listed(name)), 0, "{case}: {names:?}");
    let stems = fs::read_to_string(place.path("index/meta.json")).unwrap().replace('-', "");
    let of_no_commit =
        |name: &str| name.split_once('.').is_some_and(|(stem, _)| stem.len() == 32 && !stems.contains(stem));
    assert_eq!(count(&of_no_commit), 0, "{case}: {names:?}");
}

#[test]
fn a_killed_program_leaves_the_old_state_or_the_new_one() {
    let (kills, seed) = asked_of_the_environment(KILLS);
    let mut random = Random::new(seed);
    let place = Workplace::empty();
    let mut files = Files::new();
    files.write(&place);
    let begun = Instant::now();
    assert_eq!(place.run(["index", "judgments"]).code, 0);
    let mut usual = begun.elapsed();
    let mut before = files.state();
    let (mut killed, mut old, mut new) = (0, 0, 0);
    for step in 0..kills {
        files.change(&mut random);
        files.write(&place);
        let work = Work::choose(&mut random);
        let case = format!("seed {seed}, step {step}, {work:?}");
        work.prepare(&place);
        let done = work.done(&before, &files);
        killed += u64::from(kill(&place, work, &mut random, usual));
        match held(&place) {
            Ok(found) if found == done => new += 1,
            Ok(found) => {
                assert!(!work.begins_with_nothing(), "{case}: neither nothing nor all");
                assert_eq!(found, before, "{case}: neither the old state nor the new one");
                old += 1;
            }
            Err(said) => {
                let advice = said.contains("panrye index") || said.contains("--rebuild");
                assert!(work.begins_with_nothing() && advice, "{case}: {said}");
                old += 1;
            }
        }
        if !work.begins_with_nothing() {
            let check = place.run(["check"]);
            assert_eq!(check.code, 0, "{case}: {} {}", check.stdout, check.stderr);
        }
        let begun = Instant::now();
        let said = place.run(work.arguments());
        usual = (usual + begun.elapsed()) / 2;
        assert_eq!(said.code, 0, "{case}: {}", said.stderr);
        assert_eq!(held(&place), Ok(done.clone()), "{case}: afterwards");
        let check = place.run(["check"]);
        assert_eq!(check.code, 0, "{case}: {}", check.stdout);
        // What was killed after its very last step may leave the next with nothing to do.
        if work != Work::Compact && !said.stderr.contains("nothing has changed") {
            assert_swept(&place, &case);
        }
        before = done;
    }
    note(&format!(
        "{kills} runs, {killed} killed before their end: {old} times the old state, {new} times the new one"
    ));
    assert!(killed * 2 > kills, "most runs must be killed before they end: {killed} of {kills}");
}
