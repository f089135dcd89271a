//! Every byte of every small file of an index, changed: what reads the index or goes on with it comes to the right end, or
//! to an error that names what is wrong and what to do. Nothing panics, and nothing hangs.
//!
//! Each byte is inverted, and its lowest bit alone. An ordinary run does so to every 397th byte, with the library, and to
//! fewer with the program, which must be started each time; `PANRYE_STEP=1` asks for every byte.

use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use panrye::analysis::{Analyzer, Dictionary, Lexicon};
use panrye::index::{IndexError, IndexReader, IndexWriter, Manifest, WriterOptions, check, damage};
use panrye::ingest::{IngestOptions, NoProgress, ingest};
use panrye::query::Query;
use panrye::search::{SearchOptions, Searcher, Sort};

use crate::support::{Said, Workplace, fixtures, make_old, note, number_of_the_environment};

/// Larger files are not gone through byte by byte.
const LARGEST: usize = 64 << 10;
/// What is done to a byte.
const MASKS: [u8; 2] = [0xff, 1];
/// A step of one byte that takes longer hangs.
const LONGEST: Duration = Duration::from_secs(300);
/// Faults that are told.
const TOLD: usize = 40;
/// How long a lock is waited for that nobody holds on purpose.
const LONGEST_LOCK: Duration = Duration::from_secs(10);

/// What is done with a damaged index.
#[derive(Debug, Clone, Copy)]
enum Step {
    Search,
    Check,
    /// Takes up a judgment that has come since.
    Refresh,
    /// The same from scratch, as errors advise.
    Rebuild,
}

/// The library or the program, over the index of a place.
trait Panrye {
    fn place(&self) -> &Workplace;
    fn run(&mut self, step: Step) -> Said;
}

/// The judgments of the fixtures, indexed in several steps: there are segments, deleted documents and moved records. One
/// judgment is not in the index yet.
fn begin(refresh: impl Fn(&Workplace) -> Said) -> Workplace {
    let place = Workplace::with_corpus();
    let refreshed = || {
        let said = refresh(&place);
        assert_eq!(said.code, 0, "{}", said.stderr);
    };
    refreshed();
    fs::rename(place.path("corpus/2017.jsonl"), place.path("corpus/2018.jsonl")).unwrap();
    let changed = place.path("corpus/900003.xml");
    let text = fs::read_to_string(&changed).unwrap().replace("</PrecService>", "<!-- --></PrecService>");
    fs::write(&changed, text.replacen("상고", "항고", 1)).unwrap();
    refreshed();
    let known = fs::read(fixtures().join("대법원_2020-01-10_2019다100001_100018.txt")).unwrap();
    place.write("corpus/대법원_2021-03-04_2020다100005.txt", &known);
    for entry in fs::read_dir(place.path("corpus")).unwrap() {
        make_old(&entry.unwrap().path(), 0);
    }
    place
}

/// All files of an index, locks and notes too.
fn files(place: &Workplace) -> BTreeMap<PathBuf, Vec<u8>> {
    let paths = fs::read_dir(place.path("index")).unwrap().map(|entry| entry.unwrap().path());
    paths.map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

/// Makes the index these files again.
fn restore(place: &Workplace, wanted: &BTreeMap<PathBuf, Vec<u8>>) {
    let found = files(place);
    for path in found.keys().filter(|path| !wanted.contains_key(*path)) {
        fs::remove_file(path).unwrap();
    }
    for (path, bytes) in wanted.iter().filter(|(path, bytes)| found.get(*path) != Some(bytes)) {
        fs::write(path, bytes).unwrap();
    }
}

/// Ends everything where a byte takes too long, and says which.
struct Watchdog(Arc<Mutex<(String, Instant)>>);

impl Watchdog {
    fn new() -> Self {
        let now = Arc::new(Mutex::new((String::new(), Instant::now())));
        let watched = Arc::downgrade(&now);
        thread::spawn(move || {
            while let Some(now) = watched.upgrade() {
                let (case, begun) = now.lock().unwrap().clone();
                if begun.elapsed() > LONGEST {
                    eprintln!("hangs: {case}");
                    std::process::abort();
                }
                thread::sleep(Duration::from_millis(50));
            }
        });
        Self(now)
    }

    fn begin(&self, case: &str) {
        *self.0.lock().unwrap() = (case.to_owned(), Instant::now());
    }
}

/// What came of all bytes.
#[derive(Default)]
struct Outcomes {
    /// By file, step and how it ended.
    counts: BTreeMap<String, u64>,
    /// What was said, without what differs from byte to byte.
    said: BTreeMap<String, u64>,
    faults: Vec<String>,
}

impl Outcomes {
    /// Everything must be as in the undamaged index, or an error with advice. Says whether that error is a new one.
    fn judge(&mut self, case: &str, name: &str, step: Step, said: &Said, right: &Said) -> bool {
        let ended = match said.code {
            2 if has_advice(said) => "refused",
            1 if matches!(step, Step::Check) && !said.stdout.is_empty() => "found",
            code if code == right.code && said.stdout == right.stdout => "right",
            _ => {
                self.faults.push(format!("{case}: code {}, {}{}", said.code, said.stdout, said.stderr));
                "wrong"
            }
        };
        *self.counts.entry(format!("{} {step:?} {ended}", kind(name))).or_default() += 1;
        if said.code == 0 {
            return false;
        }
        let all = format!("{}{}", said.stdout, said.stderr).replace(name, "FILE");
        let plain: String = all.chars().filter(|c| !c.is_ascii_digit()).take(160).collect();
        let times = self.said.entry(format!("{} {step:?}: {plain}", kind(name))).or_default();
        *times += 1;
        *times == 1
    }

    fn expect(&mut self, case: &str, said: &Said, right: &Said) {
        if (said.code, &said.stdout) != (0, &right.stdout) {
            self.faults.push(format!("{case}: code {}, {}{}", said.code, said.stdout, said.stderr));
        }
    }
}

/// Whether an error says what is wrong and what to do.
fn has_advice(said: &Said) -> bool {
    let advises = ["--rebuild", "remove", "name an empty or a new folder", "name a file, a folder"];
    let is_ours = ["panicked", "mistake in the program"].iter().any(|words| said.stderr.contains(words));
    !is_ours && said.stderr.contains("index") && advises.iter().any(|words| said.stderr.contains(words))
}

/// What a file holds, by its name: the ending, or what stands before a hash.
fn kind(name: &str) -> &str {
    let stem = |name: &'_ str| name.split_once('.').map_or(0, |(stem, _)| stem.len());
    match name.split_once('-') {
        Some((kind @ ("ledger" | "moves"), _)) => kind,
        _ if stem(name) == 32 => &name[32..],
        _ => name,
    }
}

/// Every `step`th byte of each file, and at least `least` of it.
fn places(length: usize, step: usize, least: usize) -> impl Iterator<Item = usize> {
    (0..length).step_by(step.min(length / least).max(1))
}

/// The undamaged index and what it says, before and after a refresh.
struct Right {
    files: BTreeMap<PathBuf, Vec<u8>>,
    before: [Said; 2],
    refreshed: Said,
    after: [Said; 2],
}

/// What reads an index.
const READING: [Step; 2] = [Step::Search, Step::Check];

impl Right {
    fn of(panrye: &mut impl Panrye) -> Self {
        let files = files(panrye.place());
        let before = READING.map(|step| panrye.run(step));
        let refreshed = panrye.run(Step::Refresh);
        let after = READING.map(|step| panrye.run(step));
        for said in before.iter().chain([&refreshed]).chain(&after) {
            assert_eq!(said.code, 0, "{}{}", said.stdout, said.stderr);
        }
        assert_ne!(before[0].stdout, after[0].stdout, "the refresh changes nothing");
        restore(panrye.place(), &files);
        Self { files, before, refreshed, after }
    }
}

/// Damages byte after byte, and judges what comes of it.
fn damage_all(panrye: &mut impl Panrye, step: usize, least: usize) -> Outcomes {
    let right = Right::of(panrye);
    let (watchdog, mut outcomes) = (Watchdog::new(), Outcomes::default());
    for (path, bytes) in right.files.iter().filter(|(_, bytes)| bytes.len() <= LARGEST) {
        let name = path.file_name().unwrap().to_str().unwrap();
        for at in places(bytes.len(), step, least) {
            for mask in MASKS {
                let case = format!("{name}, byte {at} with {mask:#x}");
                watchdog.begin(&case);
                let mut damaged = bytes.clone();
                damaged[at] ^= mask;
                fs::write(path, &damaged).unwrap();
                judge_steps(panrye, &case, name, &right, &mut outcomes);
                restore(panrye.place(), &right.files);
            }
        }
    }
    outcomes
}

/// Reads and refreshes a damaged index; does what an error advises once for each error of a kind of file.
fn judge_steps(panrye: &mut impl Panrye, case: &str, name: &str, right: &Right, outcomes: &mut Outcomes) {
    for (step, right) in READING.into_iter().zip(&right.before) {
        let said = panrye.run(step);
        outcomes.judge(&format!("{case}, {step:?}"), name, step, &said, right);
    }
    let said = panrye.run(Step::Refresh);
    let case = format!("{case}, Refresh");
    let is_new = outcomes.judge(&case, name, Step::Refresh, &said, &right.refreshed);
    if said.stderr.contains("--rebuild") && is_new {
        outcomes.expect(&format!("{case}, Rebuild"), &panrye.run(Step::Rebuild), &right.refreshed);
    } else if said.code != 0 {
        return;
    }
    for (step, right) in READING.into_iter().zip(&right.after) {
        outcomes.expect(&format!("{case}, {step:?}"), &panrye.run(step), right);
    }
}

fn tell(outcomes: &Outcomes) {
    for (what, times) in outcomes.counts.iter().chain(&outcomes.said) {
        note(&format!("{times:8} {what}"));
    }
    let faults = &outcomes.faults;
    let told: Vec<&str> = faults.iter().take(TOLD).map(String::as_str).collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), told.join("\n"));
}

/// The library, used as the program uses it.
struct Library {
    place: Workplace,
    analyzer: Analyzer,
    manifest: Manifest,
}

impl Library {
    fn new() -> Self {
        let analyzer = Analyzer::new(Lexicon::embedded().unwrap());
        let dictionary = Dictionary::embedded().unwrap().hash().to_owned();
        let manifest = Manifest::new(analyzer.fingerprint(), dictionary, None);
        let place =
            begin(|place| guarded(&place.path("index"), || refresh(place, &analyzer, &manifest, false)));
        Self { place, analyzer, manifest }
    }
}

impl Panrye for Library {
    fn place(&self) -> &Workplace {
        &self.place
    }

    fn run(&mut self, step: Step) -> Said {
        let index = self.place.path("index");
        guarded(&index, || match step {
            Step::Search => answers(&index, &self.analyzer).map(|answers| (0, answers)),
            Step::Check => {
                let report = check(&index).map_err(|error| error.to_string())?;
                Ok((i32::from(!report.findings.is_empty()), format!("{report:?}")))
            }
            Step::Refresh => refresh(&self.place, &self.analyzer, &self.manifest, false),
            Step::Rebuild => refresh(&self.place, &self.analyzer, &self.manifest, true),
        })
    }
}

/// Runs what reads an index as the program runs a command: what fails in any way is told by what is wrong with the files.
fn guarded(index: &Path, run: impl FnOnce() -> Result<(i32, String), String>) -> Said {
    let of_damage = |otherwise: String| damage(index).map_or(otherwise, |error| error.to_string());
    let (code, stdout, stderr) = match catch_unwind(AssertUnwindSafe(run)) {
        Ok(Ok((code, stdout))) => (code, stdout, String::new()),
        Ok(Err(error)) if error.contains(" failed: ") || error.contains("a stored judgment") => {
            (2, String::new(), of_damage(error))
        }
        Ok(Err(error)) => (2, String::new(), error),
        Err(_) => (2, String::new(), of_damage("panicked".to_owned())),
    };
    Said { code, stdout, stderr }
}

/// Everything that an index says of its judgments.
fn answers(index: &Path, analyzer: &Analyzer) -> Result<String, String> {
    let reader = IndexReader::open(index).map_err(|error| error.to_string())?;
    let mut judgments = Vec::new();
    for address in reader.addresses() {
        let judgment = reader.judgment(address).map_err(|error| error.to_string())?;
        let numbers = judgment.case_numbers();
        judgments.push(format!("{numbers:?} {:?} {:?}", judgment.passages, judgment.source.name()));
    }
    judgments.sort_unstable();
    let mut searcher = Searcher::new(reader, analyzer.clone()).map_err(|error| error.to_string())?;
    let queries = [
        ("민법 손해배상", Sort::Relevance),
        ("법원:대법원", Sort::Date),
        ("\"소멸시효\" OR 보관금", Sort::Relevance),
        ("인용:2009다100002", Sort::Cited),
    ];
    for (text, sort) in queries {
        let query = Query::parse(text).map_err(|error| error.to_string())?;
        let options = SearchOptions { sort, ..SearchOptions::default() };
        let answer = searcher.search(&query, &options).map_err(|error| error.to_string())?;
        judgments.push(format!("{answer:?}"));
    }
    Ok(judgments.join("\n"))
}

fn refresh(
    place: &Workplace,
    analyzer: &Analyzer,
    manifest: &Manifest,
    rebuild: bool,
) -> Result<(i32, String), String> {
    let options = WriterOptions { threads: 1, memory_per_thread: 15_000_000, rebuild };
    let open = || IndexWriter::open(&place.path("index"), manifest.clone(), &options);
    // A thread of a writer that failed, and a child that another test has just started, may hold the lock a little longer.
    let began = Instant::now();
    let writer = loop {
        match open() {
            Err(IndexError::Locked { .. }) if began.elapsed() < LONGEST_LOCK => std::thread::yield_now(),
            opened => break opened,
        }
    };
    let ingesting = IngestOptions { workers: 1, ..IngestOptions::default() };
    writer
        .and_then(|writer| ingest(&[place.path("corpus")], writer, analyzer, &ingesting, &NoProgress))
        .map_err(|error| error.to_string())
        .map(|_| (0, String::new()))
}

#[test]
fn no_changed_byte_makes_the_library_answer_wrongly_panic_or_hang() {
    let step = number_of_the_environment("PANRYE_STEP").unwrap_or(397) as usize;
    tell(&damage_all(&mut Library::new(), step, 4));
}

/// The program, started again for each step.
struct Program(Workplace);

impl Panrye for Program {
    fn place(&self) -> &Workplace {
        &self.0
    }

    fn run(&mut self, step: Step) -> Said {
        match step {
            Step::Search => self.0.run(["search", "--json", "법원:대법원 OR 민법"]),
            Step::Check => self.0.run(["check", "--json"]),
            Step::Refresh => self.0.run(["index", "--quiet"]),
            Step::Rebuild => self.0.run(["index", "--quiet", "--rebuild"]),
        }
    }
}

#[test]
fn no_changed_byte_makes_the_program_answer_wrongly_panic_or_hang() {
    let step = number_of_the_environment("PANRYE_STEP").unwrap_or(5_003) as usize;
    let mut program = Program(begin(|place| place.run(["index"])));
    tell(&damage_all(&mut program, step, 1));
}
