//! The folder of an index and the files of its user: whatever stands there that panrye has not made stays as it is.
//!
//! The folders are made at random; `PANRYE_FOLDERS` says how many there are, `PANRYE_SEED` which.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::support::{Random, Workplace, note, number_of_the_environment};

/// Folders of a test run that nobody asks more of.
const FOLDERS: u64 = 60;

/// The files below a folder, links as links: type, content and time.
type Seen = BTreeMap<PathBuf, (String, Vec<u8>, SystemTime)>;

fn seen(folder: &Path) -> Seen {
    let mut all = Seen::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.unwrap();
        let metadata = entry.metadata().unwrap();
        let bytes = if metadata.is_file() { fs::read(entry.path()).unwrap() } else { Vec::new() };
        // A folder changes with what it holds.
        let time = if metadata.is_dir() { SystemTime::UNIX_EPOCH } else { metadata.modified().unwrap() };
        all.insert(entry.path().to_owned(), (format!("{:?}", entry.file_type()), bytes, time));
    }
    all
}

/// Asserts that everything that was seen is as it was.
fn assert_untouched(before: &Seen, folder: &Path, case: &str) {
    let now = seen(folder);
    for (path, found) in before {
        assert!(now.get(path) == Some(found), "{case}: {} has changed or is gone", path.display());
    }
}

/// A name that a file of an index may have, or looks as if.
fn index_like(random: &mut Random) -> String {
    let hex = |random: &mut Random, digits: usize| {
        (0..digits).map(|_| char::from_digit(random.below(16) as u32, 16).unwrap()).collect::<String>()
    };
    let number = random.below(5_000_000);
    match random.below(14) {
        0 => format!("ledger-{number}.ods"),
        1 => format!("ledger-{}", hex(random, 64)),
        2 => format!("moves-{number}.txt"),
        3 => format!("moves-{}", hex(random, 64)),
        4 => format!(".tmp{}", hex(random, 6)),
        5 => format!(".verified.{number}"),
        6 => format!("{}.store", hex(random, 32)),
        7 => format!("{}.{number}.del", hex(random, 32)),
        8 => format!("{}.pdf", hex(random, 32)),
        9 => format!(".panrye.{}.part", hex(random, 16)),
        10 => format!(".meta.json.{number}.part"),
        11 => ".writer".to_owned(),
        12 => "meta.json~".to_owned(),
        _ => ".panrye-index.bak".to_owned(),
    }
}

fn ordinary(random: &mut Random) -> String {
    let names = [
        "notes.txt",
        "논문.hwp",
        "a b.csv",
        "photo.jpg",
        "old/meta.json",
        "old/ledger-1",
        "Makefile",
        ".profile",
    ];
    names[random.below(names.len() as u64) as usize].to_owned()
}

/// Puts files of the user into the folder of the index; gives their names.
fn put_files(place: &Workplace, random: &mut Random, most: u64) -> Vec<String> {
    let mut names = Vec::new();
    for at in 0..=random.below(most) {
        let name = if random.below(3) == 0 { ordinary(random) } else { index_like(random) };
        let path = format!("index/{name}");
        if fs::symlink_metadata(place.path(&path)).is_err() {
            place.write_old(&path, format!("precious {at} {name}").as_bytes(), random.below(1_000));
            names.push(name);
        }
    }
    names
}

/// Everything that writes to an index.
const WRITING: [&[&str]; 5] =
    [&["index"], &["index", "--rebuild"], &["index", "--keep"], &["compact"], &["search", "민법"]];

fn any<'c>(random: &mut Random, commands: &[&'c [&'c str]]) -> &'c [&'c str] {
    commands[random.below(commands.len() as u64) as usize]
}

#[test]
fn a_marker_that_came_with_a_folder_takes_nothing_of_the_user() {
    for marked in
        ["panrye index 1\nfile secret.env\nfile notes.txt\n", "panrye index 1\nfile secret.env\ncommitted\n"]
    {
        for command in WRITING {
            let place = Workplace::with_corpus();
            place.write(".panrye.toml", b"index = \"data\"\n");
            place.write("data/.panrye-index", marked.as_bytes());
            place.write("data/secret.env", b"precious");
            let said = place.run(command);
            assert!(!said.stderr.contains("panicked"), "{}", said.stderr);
            assert_eq!(fs::read(place.path("data/secret.env")).unwrap(), b"precious", "{command:?} {marked}");
        }
    }
}

/// A folder that panrye has not made: nothing is done in it.
fn in_a_folder_of_the_user(random: &mut Random, case: &str) {
    let place = Workplace::with_corpus();
    let mut names = put_files(&place, random, 6);
    let fixed = [
        "meta.json",
        ".managed.json",
        ".verified",
        ".tantivy-writer.lock",
        ".tantivy-meta.lock",
        ".panrye-index",
    ];
    for name in fixed {
        if random.below(4) == 0 {
            place.write_old(&format!("index/{name}"), b"{\"precious\": 1}", 7);
            names.push(name.to_owned());
        }
    }
    let before = seen(&place.path("index"));
    for command in WRITING {
        let said = place.run(command);
        let case = format!("{case}, {command:?} {names:?}: {}", said.stderr);
        assert_eq!(said.code, 2, "{case}");
        assert!(
            (said.stderr.contains("--index") || command[0] == "compact") && !said.stderr.contains("panicked"),
            "{case}"
        );
        assert_eq!(seen(&place.path("index")), before, "{case}");
    }
    assert_ne!(place.run(["doctor"]).code, 0, "{case}");
    assert_eq!(seen(&place.path("index")), before, "{case}, doctor");
}

/// The folder of an index to which the user has added files.
fn in_the_folder_of_an_index(template: &Path, random: &mut Random, case: &str) {
    let place = Workplace::with_corpus();
    fs::create_dir(place.path("index")).unwrap();
    for entry in fs::read_dir(template).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), place.path("index").join(entry.file_name())).unwrap();
    }
    let own: Vec<_> = seen(&place.path("index")).into_keys().collect();
    let names = put_files(&place, random, 6);
    let mut before = seen(&place.path("index"));
    before.retain(|path, _| !own.contains(path));
    let is_in_the_way = names.iter().any(|name| name == ".writer");
    for step in 0..3 {
        let serial = random.below(100_000);
        let one = format!(
            "{{\"사건번호\": \"2021다{serial}\", \"법원명\": \"대법원\", \"판례내용\": \"【이 유】 민법\"}}"
        );
        place.write_old("corpus/one.json", one.as_bytes(), 10 + step);
        let command = any(random, &WRITING);
        let said = place.run(command);
        let case = format!("{case}, step {step}, {command:?} {names:?}: {}", said.stderr);
        let refused = is_in_the_way && command[0] != "search";
        assert_eq!(said.code, if refused { 2 } else { 0 }, "{case}");
        assert!(!refused || said.stderr.contains(".writer"), "{case}");
        assert_untouched(&before, &place.path("index"), &case);
    }
    assert_eq!(place.run(["check"]).code, 0, "{case}");
}

#[test]
fn no_file_of_the_user_is_touched() {
    let number = number_of_the_environment;
    let (folders, seed) = (number("PANRYE_FOLDERS").unwrap_or(FOLDERS), number("PANRYE_SEED").unwrap_or(1));
    let mut random = Random::new(seed);
    let template = Workplace::indexed();
    let mut of_user = 0;
    for folder in 0..folders {
        let case = format!("seed {seed}, folder {folder}");
        if random.below(3) == 0 {
            of_user += 1;
            in_a_folder_of_the_user(&mut random, &case);
        } else {
            in_the_folder_of_an_index(&template.path("index"), &mut random, &case);
        }
    }
    note(&format!("{folders} folders, {of_user} of them not of an index"));
}

#[test]
fn what_keeps_a_folder_in_a_repository_is_no_hindrance_and_stays() {
    let place = Workplace::with_corpus();
    for name in [".gitignore", ".gitkeep", ".keep", "README", "README.md", "README.ko.txt"] {
        place.write_old(&format!("index/{name}"), b"*", 3);
    }
    let before = seen(&place.path("index"));
    for command in [&["search", "민법"][..], &["index", "--rebuild"], &["compact"]] {
        assert_eq!(place.run(command).code, 0, "{command:?}");
        assert_untouched(&before, &place.path("index"), "keepers");
    }
}

#[test]
fn an_index_that_lost_its_commit_is_damaged_and_not_built_again_in_silence() {
    let place = Workplace::indexed();
    fs::remove_file(place.path("index/meta.json")).unwrap();
    let before = seen(&place.path("index"));
    for command in
        [&["search", "민법"][..], &["index"], &["index", "--keep"], &["status"], &["check"], &["compact"]]
    {
        let said = place.run(command);
        assert_eq!(said.code, 2, "{command:?}: {}", said.stderr);
        assert!(
            said.stderr.contains("meta.json") && said.stderr.contains("--rebuild"),
            "{command:?}: {}",
            said.stderr
        );
        let mut now = seen(&place.path("index"));
        now.retain(|path, _| before.contains_key(path));
        assert_eq!(now.len(), before.len(), "{command:?}: something is gone");
    }
    let said = place.command(["search", "민법"]).env("PANRYE_LANG", "ko").output().unwrap();
    assert!(String::from_utf8_lossy(&said.stderr).contains("손상"));
    assert_eq!(place.run(["index", "--rebuild"]).code, 0);
    assert_eq!(place.run(["check"]).code, 0);
}

#[test]
fn an_index_without_a_mark_is_read_and_not_written() {
    let place = Workplace::indexed();
    fs::remove_file(place.path("index/.panrye-index")).unwrap();
    let before = seen(&place.path("index"));
    assert_eq!(place.run(["search", "민법"]).code, 0);
    for command in [&["index", "--rebuild"][..], &["compact"]] {
        let said = place.run(command);
        assert_eq!(said.code, 2, "{command:?}");
        assert!(said.stderr.contains("not marked") && said.stderr.contains("--index"), "{}", said.stderr);
    }
    assert_eq!(seen(&place.path("index")), before);
}

#[test]
fn an_index_among_the_judgments_is_passed_over_by_its_record() {
    let place = Workplace::with_corpus();
    assert_eq!(place.run(["index", "--index", "corpus/index", "corpus"]).code, 0);
    let one = "{\"사건번호\": \"2021다1\", \"법원명\": \"대법원\", \"판례내용\": \"【이 유】 민법\"}";
    place.write_old("corpus/index/ledger-2024.json", one.as_bytes(), 1);
    let said = place.run(["index", "--index", "corpus/index", "corpus"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let status = &place.json(["status", "--json", "--index", "corpus/index"])[0];
    assert_eq!(status["judgments"], 6, "a file of the user beside those of the index is read");
    assert!(!said.stderr.contains("meta.json"), "{}", said.stderr);
}

#[cfg(unix)]
mod in_its_place {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    use super::{WRITING, assert_untouched, seen};
    use crate::support::{Said, Workplace};

    /// Runs the program, which must end by itself.
    fn ends(place: &Workplace, command: &[&str]) -> Said {
        let mut child = place.command(command).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let begun = Instant::now();
        while child.try_wait().unwrap().is_none() {
            if begun.elapsed() > Duration::from_secs(60) {
                child.kill().unwrap();
                panic!("{command:?} hangs");
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        Said::of(&child.wait_with_output().unwrap())
    }

    /// Puts something into the place of every file of an index, one after the other, and uses the index.
    fn of_every_file(kind: &str, put: impl Fn(&Workplace, &str)) {
        let place = Workplace::indexed();
        fs::rename(place.path("corpus/2017.jsonl"), place.path("corpus/2018.jsonl")).unwrap();
        assert_eq!(place.run(["index"]).code, 0, "records that have moved have a file of their own");
        let mut names: Vec<String> = fs::read_dir(place.path("index"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.push(".writer".to_owned());
        for name in names {
            let (path, aside) = (place.path(&format!("index/{name}")), place.path("aside"));
            let was_there = fs::rename(&path, &aside).is_ok();
            if !was_there {
                fs::write(&aside, "precious").unwrap();
            }
            put(&place, &name);
            // A search may note that it has found the other files whole.
            let mut before = seen(&place.path(""));
            before.retain(|found, _| [&path, &aside].contains(&found));
            assert_eq!(before.len(), 2);
            let only_of_writers = [".writer", ".tantivy-writer.lock"].contains(&name.as_str());
            for command in
                [&["search", "민법"][..], &["index", "--rebuild"], &["index", "--keep"], &["compact"]]
            {
                let said = ends(&place, command);
                let case = format!("{kind} for {name}, {command:?}: {}", said.stderr);
                let is_read = command[0] == "search" && only_of_writers;
                assert_eq!(said.code, if is_read { 0 } else { 2 }, "{case}");
                assert!(is_read || said.stderr.contains(&name) && said.stderr.contains(kind), "{case}");
                assert_untouched(&before, &place.path(""), &case);
            }
            let _ = fs::remove_file(&path);
            let _ = fs::remove_dir(&path);
            if was_there {
                fs::rename(&aside, &path).unwrap();
            }
        }
        assert_eq!(place.run(["check"]).code, 0);
    }

    #[test]
    fn a_link_is_neither_read_nor_written() {
        of_every_file("link", |place, name| {
            symlink(place.path("aside"), place.path(&format!("index/{name}"))).unwrap();
        });
    }

    #[test]
    fn a_pipe_blocks_nobody() {
        of_every_file("pipe", |place, name| {
            let made = Command::new("mkfifo").arg(place.path(&format!("index/{name}"))).status();
            assert!(made.unwrap().success());
        });
    }

    #[test]
    fn a_folder_is_no_file() {
        of_every_file("folder", |place, name| {
            fs::create_dir(place.path(&format!("index/{name}"))).unwrap();
        });
    }

    /// The user's own index, and a cloned repository beside it.
    fn home_and_repository() -> Workplace {
        let place = Workplace::with_corpus();
        assert_eq!(place.run(["index", "--index", "mine/index", "corpus"]).code, 0);
        let one = "{\"사건번호\": \"2021다1\", \"법원명\": \"대법원\", \"판례내용\": \"【이 유】 민법\"}";
        place.write("repository/corpus/a.json", one.as_bytes());
        place
    }

    fn in_repository(place: &Workplace, command: &[&str]) -> Said {
        Said::of(&place.command(command).current_dir(place.path("repository")).output().unwrap())
    }

    #[test]
    fn a_repository_leads_nothing_to_an_index_of_the_user() {
        for (name, settings) in
            [("idx", "index = \"idx\""), ("a", "index = \"./a/index\""), ("index", "limit = 3")]
        {
            let place = home_and_repository();
            let target = if name == "a" { "../mine" } else { "../mine/index" };
            symlink(target, place.path(&format!("repository/{name}"))).unwrap();
            place.write("repository/.panrye.toml", settings.as_bytes());
            let before = seen(&place.path("mine"));
            let others: [&[&str]; 4] = [&["status"], &["check"], &["watch", "add", "a", "민법"], &["batch"]];
            for command in WRITING.iter().chain(&others) {
                let said = in_repository(&place, command);
                assert_eq!(said.code, 2, "{settings}, {command:?}: {}", said.stderr);
                let names = said.stderr.contains(name) && said.stderr.contains("--index");
                assert!(names, "{settings}, {command:?}: {}", said.stderr);
                assert_eq!(seen(&place.path("mine")), before, "{settings}, {command:?}");
            }
            let doctor = in_repository(&place, &["doctor"]);
            assert!(doctor.code == 1 && doctor.stdout.contains("--index"), "{}", doctor.stdout);
            // What the user names is followed.
            assert_eq!(in_repository(&place, &["status", "--index", "../mine/index"]).code, 0);
            let link = if name == "a" { "a/index" } else { name };
            let held = |place: &Workplace| {
                place.json(["status", "--json", "--index", "mine/index"])[0]["judgments"].clone()
            };
            let before = held(&place);
            // Without a path it is read again from what it was built from, and not from what the repository has.
            assert_eq!(in_repository(&place, &["index", "--index", link]).code, 0);
            assert_eq!(held(&place), before);
            assert_eq!(in_repository(&place, &["index", "corpus", "--index", link]).code, 0);
            assert_eq!(held(&place), 1);
        }
    }

    #[test]
    fn a_link_within_the_project_and_one_of_the_users_own_are_followed() {
        let place = home_and_repository();
        symlink("data", place.path("repository/index")).unwrap();
        fs::create_dir(place.path("repository/data")).unwrap();
        assert_eq!(in_repository(&place, &["index"]).code, 0);
        assert!(place.path("repository/data/meta.json").is_file());
        symlink("mine", place.path("elsewhere")).unwrap();
        place.write(".config/panrye/config.toml", b"index = \"~/elsewhere/index\"");
        let said = in_repository(&place, &["status", "--json"]);
        assert_eq!((said.code, &said.json()[0]["judgments"]), (0, &5.into()), "{}", said.stderr);
    }

    #[test]
    fn links_of_other_names_are_not_written_through() {
        let place = Workplace::indexed();
        place.write("mine", b"precious");
        for name in ["index.watches.json", "index.watches.json.lock", "pages/panrye-search.1"] {
            fs::create_dir_all(place.path("pages")).unwrap();
            let _ = fs::remove_file(place.path(name));
            symlink(place.path("mine"), place.path(name)).unwrap();
            for command in [&["watch", "add", "a", "민법"][..], &["man", "--out", "pages"]] {
                let said = place.run(command);
                let is_met = name.starts_with("pages") == (command[0] == "man");
                assert_eq!(said.code == 2, is_met, "{name}, {command:?}: {}", said.stderr);
                assert_eq!(fs::read(place.path("mine")).unwrap(), b"precious", "{name}, {command:?}");
            }
            fs::remove_file(place.path(name)).unwrap();
            let _ = fs::remove_file(place.path("index.watches.json"));
        }
    }
}
