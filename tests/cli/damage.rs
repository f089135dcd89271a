//! Bytes that change though size and time of their file are made to stay as they were. What has a checksum is never
//! read as it is then; whatever else reads a damaged file ends with the right answer or with advice, never with a panic.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Random, Workplace};

/// Random positions in every file; `PANRYE_FLIPS` asks for more.
const FLIPS: u64 = 3;

const COMMANDS: [&[&str]; 8] = [
    &["search", "--json", "민법"],
    &["search", "--json", "--sort", "date", "법원:대법원"],
    &["cites", "--json", "2020다100018"],
    &["cited-by", "--json", "2009다100002"],
    &["top", "--json"],
    &["show", "--json", "2009다100002"],
    &["status", "--json"],
    &["graph", "--all", "--format", "json"],
];

/// Writes other bytes into a file and leaves its time as it was.
fn overwrite(path: &Path, bytes: &[u8]) {
    let modified = fs::metadata(path).unwrap().modified().unwrap();
    fs::write(path, bytes).unwrap();
    fs::File::options().append(true).open(path).unwrap().set_modified(modified).unwrap();
}

/// Whether the checksum that tantivy writes at the end of its files covers a byte of a file. Behind the bytes that it
/// covers come a footer with it and versions, the length of the footer, and four bytes more.
fn is_covered(name: &str, bytes: &[u8], at: usize) -> bool {
    let of_tantivy = name.split_once('.').is_some_and(|(stem, _)| stem.len() == 32);
    of_tantivy && {
        let (rest, end) = bytes.split_last_chunk::<8>().unwrap();
        let footer = u32::from_le_bytes(*end.first_chunk().unwrap()) as usize;
        at < rest.len() - footer
    }
}

#[test]
fn a_byte_that_changed_behind_our_back_never_changes_an_answer() {
    let place = Workplace::indexed();
    fs::rename(place.path("corpus/2017.jsonl"), place.path("corpus/2018.jsonl")).unwrap();
    assert_eq!(place.run(["index"]).code, 0, "records that have moved have a file of their own");
    let before = COMMANDS.map(|command| place.run(command).stdout);
    let flips = std::env::var("PANRYE_FLIPS").ok().and_then(|text| text.parse().ok()).unwrap_or(FLIPS);
    let mut random = Random::new(3);
    let mut turn = 0;
    for entry in fs::read_dir(place.path("index")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let bytes = fs::read(&path).unwrap();
        let Some(last) = bytes.len().checked_sub(1) else { continue };
        // The start, the body, and the footers: those of tantivy and, before them, of its tables.
        let mut positions = vec![0, 3.min(last), last / 2, last, last.saturating_sub(130)];
        positions.extend((0..flips).map(|_| random.below(bytes.len() as u64) as usize));
        for at in positions {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1 << random.below(8);
            overwrite(&path, &damaged);
            for _ in 0..2 {
                turn = (turn + 1) % COMMANDS.len();
                let said = place.run(COMMANDS[turn]);
                let case = format!("{name} at {at}, {:?}: {}", COMMANDS[turn], said.stderr);
                assert!((0..=2).contains(&said.code), "{case} (code {})", said.code);
                assert!(!said.stderr.contains("panicked"), "{case}");
                if said.code == 2 {
                    assert!(said.stderr.contains("--rebuild"), "{case}");
                }
                // Other systems keep no time of a change that nobody can set back.
                assert!(said.code == 2 || !cfg!(unix) || !is_covered(&name, &bytes, at), "{case}");
                if said.code != 2 && (cfg!(unix) || !is_covered(&name, &bytes, at)) {
                    assert_eq!(said.stdout, before[turn], "{case}");
                }
            }
            if is_covered(&name, &bytes, at) {
                for command in [&["check"][..], &["index", "--keep"]] {
                    let said = place.run(command);
                    assert_ne!(said.code, 0, "{name} at {at}: {command:?} notices nothing");
                    assert!(!said.stderr.contains("panicked"), "{name} at {at}: {}", said.stderr);
                }
            }
        }
        overwrite(&path, &bytes);
    }
    assert_eq!(COMMANDS.map(|command| place.run(command).stdout), before);
}

#[test]
fn a_lost_ledger_is_made_again_and_nothing_that_was_kept_is_lost_unasked() {
    let place = Workplace::indexed();
    overwrite(&file(&place, "ledger-"), b"nothing of the kind");
    assert_eq!(place.run(["check"]).code, 1);
    let said = place.run(["index", "--keep", "corpus/2017.jsonl"]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("nothing of it can be kept"), "{}", said.stderr);
    fs::create_dir(place.path("unmounted")).unwrap();
    for command in [&["index", "unmounted"][..], &["index", "--rebuild", "unmounted"]] {
        let said = place.run(command);
        assert!(said.code == 2 && said.stderr.contains("--prune"), "{command:?}: {}", said.stderr);
    }
    assert_eq!(place.run(["index"]).code, 0);
    assert_eq!(place.run(["check"]).code, 0);
    fs::rename(place.path("corpus/2017.jsonl"), place.path("corpus/2018.jsonl")).unwrap();
    assert_eq!(place.run(["index"]).code, 0);
    assert_eq!(place.hits("2016도100005"), ["2016도100005"]);
    overwrite(&file(&place, "ledger-"), b"nothing of the kind");
    assert_eq!(place.hits("2016도100005"), ["2016도100005"], "no answer depends on the ledger");
    overwrite(&file(&place, "moves-"), b"nothing of the kind");
    let said = place.run(["search", "2016도100005"]);
    assert_eq!(said.code, 2, "where the judgment is now stands there alone: {}", said.stdout);
    assert!(said.stderr.contains("--rebuild"), "{}", said.stderr);
    assert_eq!(place.run(["check"]).code, 2);
    assert_eq!(place.run(["index"]).code, 0);
    assert_eq!(place.json(["search", "--json", "2016도100005"])[0]["source"], "corpus/2018.jsonl#1");
}

#[test]
fn lost_moves_are_made_again() {
    let place = Workplace::indexed();
    fs::rename(place.path("corpus/2017.jsonl"), place.path("corpus/2018.jsonl")).unwrap();
    assert_eq!(place.run(["index"]).code, 0);
    fs::remove_file(file(&place, "moves-")).unwrap();
    assert_eq!(place.run(["search", "2016도100005"]).code, 2);
    let said = place.run(["index"]);
    assert!(said.stderr.contains("0 judgments new, 0 changed, 0 gone"), "{}", said.stderr);
    assert_eq!(place.run(["check"]).code, 0);
    assert_eq!(place.json(["search", "--json", "2016도100005"])[0]["source"], "corpus/2018.jsonl#1");
}

/// The file of the index whose name begins so.
fn file(place: &Workplace, beginning: &str) -> PathBuf {
    let names = fs::read_dir(place.path("index")).unwrap().map(|entry| entry.unwrap().path());
    let begins = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().starts_with(beginning);
    names.into_iter().find(begins).unwrap()
}
