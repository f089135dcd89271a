//! A corpus and an index in a folder of their own, and the program to run on them.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, UNIX_EPOCH};

use serde_json::Value;
use tempfile::TempDir;

/// What a user may have set, and no test wants unless it sets it.
const USERS_OWN: &[&str] = &[
    "PANRYE_INDEX",
    "PANRYE_USER_DICTIONARY",
    "PANRYE_CONFIG",
    "PANRYE_LANG",
    "PANRYE_PAGER",
    "PANRYE_COMPLETE",
    "PANRYE_WATCHES",
    "LAW_GO_KR_OC",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "http_proxy",
    "https_proxy",
    "all_proxy",
    "PAGER",
    "LANG",
    "LANGUAGE",
    "LC_ALL",
    "LC_CTYPE",
    "LC_MESSAGES",
    "XDG_CONFIG_HOME",
    "APPDATA",
    "NO_COLOR",
    "CLICOLOR_FORCE",
    "SHELL",
];

/// The small artificial corpus of the tests.
pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/corpus")
}

/// A folder to work in; removed at the end of the test.
pub(crate) struct Workplace {
    folder: TempDir,
}

/// What the program said and how it ended.
pub(crate) struct Said {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Workplace {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// A folder with the test corpus in `corpus/`, not yet indexed.
    pub(crate) fn with_corpus() -> Self {
        let place = Self::empty();
        for entry in std::fs::read_dir(fixtures()).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name();
            place.write(&format!("corpus/{}", name.to_str().unwrap()), &std::fs::read(entry.path()).unwrap());
        }
        place
    }

    /// A folder with the test corpus and its index.
    pub(crate) fn indexed() -> Self {
        let place = Self::with_corpus();
        let said = place.run(["index"]);
        assert_eq!(said.code, 0, "{}", said.stderr);
        place
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    /// Writes a file whose time is long past and differs with `age`.
    pub(crate) fn write_old(&self, name: &str, bytes: &[u8], age: u64) {
        self.write(name, bytes);
        make_old(&self.path(name), age);
    }

    /// The program, ready to run in the folder with nothing of the user's environment.
    pub(crate) fn command<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Command {
        let mut command = self.other_program(env!("CARGO_BIN_EXE_panrye"));
        command.args(arguments);
        command
    }

    /// Another program, ready to run as ours is: a shell, as a rule, that runs ours.
    pub(crate) fn other_program(&self, name: &str) -> Command {
        let mut command = Command::new(name);
        command.current_dir(self.folder.path());
        for name in USERS_OWN {
            command.env_remove(name);
        }
        // The home is the folder itself: what the user has configured at home stays out, and what a test puts there counts.
        command.env("HOME", self.folder.path()).env("USERPROFILE", self.folder.path()).env("COLUMNS", "100");
        command.env_remove("RUST_BACKTRACE");
        command
    }

    /// Runs the program to its end.
    pub(crate) fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Said {
        Said::of(&self.command(arguments).output().unwrap())
    }

    /// Runs the program and reads its lines of JSON.
    pub(crate) fn json<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Vec<Value> {
        let said = self.run(arguments);
        assert_ne!(said.code, 2, "{}", said.stderr);
        said.json()
    }

    /// Searches for all judgments of the Supreme Court, by date: all that there are in the indexes of many tests.
    pub(crate) fn search_all(&self, more: &[&str]) -> Said {
        let all = ["search", "--json", "--limit", "100000", "--sort", "date", "법원:대법원"];
        self.run(all.iter().chain(more))
    }

    /// The first case number of every hit, in order.
    pub(crate) fn hits(&self, query: &str) -> Vec<String> {
        let lines = self.json(["search", "--json", query]);
        lines.iter().map(|line| line["case_numbers"][0].as_str().unwrap().to_owned()).collect()
    }
}

impl Said {
    pub(crate) fn of(output: &Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout.clone()).unwrap(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    pub(crate) fn json(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// Gives a file a time that differs with `age` and is long past: the time of a fresh file does not tell it unchanged.
pub(crate) fn make_old(path: &Path, age: u64) {
    let file = std::fs::File::options().append(true).open(path).unwrap();
    file.set_modified(UNIX_EPOCH + Duration::from_secs(1_000_000_000 + age)).unwrap();
}

/// What `doctor --json` says without the free space of the disk, which other tests change meanwhile.
pub(crate) fn without_free_space(said: &str) -> String {
    let Some((before, after)) = said.split_once(" free\"") else { return said.to_owned() };
    let kept = before.rsplit_once('"').map_or(before, |(kept, _)| kept);
    format!("{kept}\"\"{after}")
}

/// Says something that whoever runs a test with `--nocapture` should know.
#[allow(clippy::print_stdout)]
pub(crate) fn note(text: &str) {
    println!("{text}");
}

/// A number that whoever runs a test has set.
pub(crate) fn number_of_the_environment(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

/// How many kills a test is to make, where nobody says so `usual`, and the seed of what is random in it.
pub(crate) fn asked_of_the_environment(usual: u64) -> (u64, u64) {
    let number = number_of_the_environment;
    (number("PANRYE_KILLS").unwrap_or(usual), number("PANRYE_SEED").unwrap_or(1))
}

/// Numbers that look random and are the same for the same seed (SplitMix64).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub(crate) const fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// A number from 0 to 1.
    pub(crate) fn unit(&mut self) -> f64 {
        self.below(1 << 20) as f64 / f64::from(1 << 20)
    }
}
