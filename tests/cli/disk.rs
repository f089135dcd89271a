//! Disks and folders that do not let the index be written: the state before answers, and the error says what to do.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{Random, Said, Workplace};

/// JSON Lines of many different words: they make an index that is not much smaller.
fn many(count: u32) -> String {
    let mut random = Random::new(7);
    let mut text = String::new();
    for serial in 0..count {
        let reasons: String = (0..400)
            .map(|i| match (i % 4, char::from_u32(0xac00 + random.below(11_172) as u32)) {
                (0, _) | (_, None) => ' ',
                (_, Some(syllable)) => syllable,
            })
            .collect();
        let _ = writeln!(
            text,
            "{{\"사건번호\": \"2023다{}\", \"법원명\": \"대법원\", \"판례내용\": \"【이 유】 {reasons}\"}}",
            100_000 + serial
        );
    }
    text
}

/// The judgments that the index holds and a search finds, which must be as many as the check reads.
fn held(place: &Workplace) -> usize {
    let check = place.run(["check", "--json"]);
    assert_eq!(check.code, 0, "{} {}", check.stdout, check.stderr);
    let found = place.search_all(&[]);
    assert_ne!(found.code, 2, "{}", found.stderr);
    let found = found.json().len();
    assert_eq!(check.json()[0]["judgments"], found);
    found
}

/// Says that the index could not be written, why, and what to do; nothing of a panic.
fn assert_not_written(said: &Said, why: &str) {
    assert_eq!(said.code, 2, "{}", said.stderr);
    assert!(said.stderr.contains("could not be written"), "{}", said.stderr);
    assert!(said.stderr.contains(why), "{why} is not in {}", said.stderr);
    assert!(!said.stderr.contains("panicked") && !said.stderr.contains("mistake"), "{}", said.stderr);
}

/// A mounted folder; unmounted when it is dropped.
struct Mounted(PathBuf);

impl Mounted {
    /// Mounts as `mount` is told.
    fn mount(arguments: &[&str], folder: &Path) -> Self {
        let mounted = Command::new("mount").args(arguments).arg(folder).output().unwrap();
        assert!(mounted.status.success(), "{mounted:?}");
        Self(folder.to_owned())
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

/// A folder with one judgment in `corpus/`, its index in `index/`, and many more judgments in `many.jsonl`.
fn small_and_large(count: u32) -> Workplace {
    let place = Workplace::empty();
    let one =
        "{\"사건번호\": \"2022다100001\", \"법원명\": \"대법원\", \"판례내용\": \"【이 유】 보증금 반환\"}";
    place.write("corpus/one.json", one.as_bytes());
    place.write("many.jsonl", many(count).as_bytes());
    place
}

#[test]
#[ignore = "needs leave to mount"]
fn a_full_disk_leaves_the_state_before() {
    let place = small_and_large(1_500);
    for kib in [200, 400, 800, 1_600] {
        fs::create_dir_all(place.path("index")).unwrap();
        let size = format!("size={kib}k");
        let _disk = Mounted::mount(&["-t", "tmpfs", "-o", &size, "none"], &place.path("index"));
        assert_eq!(place.run(["index", "corpus"]).code, 0);
        for rebuild in
            [&["index", "corpus", "many.jsonl"][..], &["index", "--rebuild", "corpus", "many.jsonl"]]
        {
            assert_not_written(&place.run(rebuild), "No space left");
            assert_eq!(held(&place), 1, "{kib} KiB");
        }
        place.write("corpus/two.json", many(1).as_bytes());
        assert_eq!(
            place.run(["index", "corpus"]).code,
            0,
            "what the failed refresh has left must not be in the way"
        );
        assert_eq!(held(&place), 2, "{kib} KiB");
        fs::remove_file(place.path("corpus/two.json")).unwrap();
    }
}

#[test]
fn a_limit_on_the_size_of_files_leaves_the_state_before() {
    let place = small_and_large(1_500);
    let program = env!("CARGO_BIN_EXE_panrye");
    assert_eq!(place.run(["index", "corpus"]).code, 0);
    for blocks in [16, 64, 256] {
        // The signal that comes with the limit ends a program, unless it is ignored: both ways.
        let limited = |trap: &str| {
            let script = format!("{trap} ulimit -f {blocks}; exec '{program}' index corpus many.jsonl");
            let mut shell = Command::new("sh");
            shell.args(["-c", &script]).current_dir(place.path(""));
            Said::of(&shell.output().unwrap())
        };
        assert_not_written(&limited("trap '' XFSZ;"), "File too large");
        assert_eq!(held(&place), 1, "{blocks} blocks");
        assert_eq!(limited("").code, -1, "ended by the signal");
        assert_eq!(held(&place), 1, "{blocks} blocks");
    }
    assert_eq!(place.run(["index", "corpus", "many.jsonl"]).code, 0);
    assert_eq!(held(&place), 1_501);
}

#[test]
#[ignore = "needs leave to mount"]
fn an_index_on_a_medium_that_cannot_be_written_to_is_searched() {
    let place = Workplace::indexed();
    let before = place.run(["search", "--json", "민법"]).stdout;
    let index = place.path("index");
    let _bound = Mounted::mount(&["--bind", index.to_str().unwrap()], &index);
    let read_only = Command::new("mount").args(["-o", "remount,ro,bind"]).arg(&index).status().unwrap();
    assert!(read_only.success());
    assert_eq!(place.run(["search", "--json", "민법"]).stdout, before);
    for command in [&["check"][..], &["status"], &["top"], &["cites", "2020다100018"]] {
        let said = place.run(command);
        assert_ne!(said.code, 2, "{command:?}: {}", said.stderr);
    }
    place.write("corpus/more.jsonl", many(1).as_bytes());
    for command in [&["index"][..], &["index", "--rebuild"], &["compact"]] {
        assert_not_written(&place.run(command), "Read-only file system");
    }
    assert_eq!(place.run(["search", "--json", "민법"]).stdout, before);
}

#[test]
#[ignore = "needs root, to run as another user"]
fn an_index_of_another_user_is_searched() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;

    let place = Workplace::indexed();
    let before = place.run(["search", "--json", "민법"]).stdout;
    fs::set_permissions(place.path(""), fs::Permissions::from_mode(0o755)).unwrap();
    let as_nobody = |arguments: &[&str]| place.command(arguments).uid(65_534).gid(65_534).output();
    let said = Said::of(&as_nobody(&["search", "--json", "민법"]).unwrap());
    assert_eq!((said.code, &said.stdout), (0, &before), "{}", said.stderr);
    let said = Said::of(&as_nobody(&["index", "--rebuild"]).unwrap());
    assert_not_written(&said, "Permission denied");
    assert_eq!(place.run(["search", "--json", "민법"]).stdout, before);
    fs::set_permissions(place.path("index/meta.json"), fs::Permissions::from_mode(0o600)).unwrap();
    let said = Said::of(&as_nobody(&["search", "민법"]).unwrap());
    assert_eq!(said.code, 2);
    assert!(
        said.stderr.contains("Permission denied") && !said.stderr.contains("--rebuild"),
        "{}",
        said.stderr
    );
}

#[test]
fn what_is_no_folder_is_not_taken_for_one() {
    let place = Workplace::with_corpus();
    place.write("a-file", b"mine");
    let said = place.run(["index", "--index", "a-file"]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("a-file") && said.stderr.contains("no folder"), "{}", said.stderr);
    assert_eq!(place.run(["search", "--index", "a-file", "민법"]).code, 2);
    assert_eq!(fs::read(place.path("a-file")).unwrap(), b"mine");
}

#[test]
fn a_link_that_leads_nowhere_is_no_folder_and_one_to_a_folder_is() {
    let place = Workplace::with_corpus();
    std::os::unix::fs::symlink(place.path("nowhere"), place.path("index")).unwrap();
    let said = place.run(["index"]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("no folder"), "{}", said.stderr);
    assert!(!place.path("nowhere").exists());
    fs::create_dir(place.path("nowhere")).unwrap();
    assert_eq!(place.run(["index"]).code, 0);
    assert_eq!(place.run(["search", "민법"]).code, 0);
}
