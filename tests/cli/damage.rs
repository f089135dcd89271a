//! Bytes that change though size and time of their file are made to stay as they were. What has a checksum is never
//! read as it is then; whatever else reads a damaged file ends with the right answer or with advice, never with a panic.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Random, Said, Workplace};

/// Random positions in every file; `PANRYE_FLIPS` asks for more.
const FLIPS: u64 = 3;

/// Bytes of the seal at the end of a file of a segment.
const SEAL: usize = 16;

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

/// Whether the checksum that tantivy writes at the end of its files covers a byte of a file, or the seal of its name behind
/// that does. Behind the bytes that the checksum covers come a footer with it and versions, the length of the footer, four
/// bytes more, and the seal.
fn is_covered(name: &str, bytes: &[u8], at: usize) -> bool {
    let of_tantivy = name.split_once('.').is_some_and(|(stem, _)| stem.len() == 32);
    of_tantivy && {
        let (rest, end) = bytes.split_last_chunk::<{ 8 + SEAL }>().unwrap();
        let footer = u32::from_le_bytes(*end.first_chunk().unwrap()) as usize;
        at < rest.len() - footer || at >= bytes.len() - SEAL
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

/// The files of an index by their names, without locks and notes, which hold nothing of it.
fn files(place: &Workplace) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(place.path("index")).unwrap().map(Result::unwrap);
    let named = entries.map(|entry| (entry.file_name().into_string().unwrap(), entry.path()));
    let of_index = named.filter(|(name, _)| !name.starts_with('.') || name == ".managed.json");
    of_index.map(|(name, path)| (name, fs::read(path).unwrap())).collect()
}

/// Makes the index one of these files again: where nothing was damaged, it may have been compacted.
fn restore(place: &Workplace, wanted: &BTreeMap<String, Vec<u8>>) {
    for (name, found) in files(place) {
        if wanted.get(&name) != Some(&found) {
            fs::remove_file(place.path("index").join(name)).unwrap();
        }
    }
    for (name, bytes) in wanted {
        let path = place.path("index").join(name);
        if !path.exists() {
            fs::write(path, bytes).unwrap();
        }
    }
}

/// What a file of an index holds, by its name: the ending, or what stands before a hash.
fn kind(name: &str) -> &str {
    let before_hash = || name.split('-').next().unwrap_or(name);
    name.rsplit_once('.').map_or_else(before_hash, |(_, ending)| ending)
}

/// Runs two commands, others at every turn, on an index in which a file has the content of another one: they give the
/// right answer, or say which file is wrong and what to do.
fn expect_no_wrong_answer(
    place: &Workplace,
    case: &str,
    names: &[&str],
    turn: &mut usize,
    before: &[String],
) {
    for _ in 0..2 {
        *turn = (*turn + 1) % COMMANDS.len();
        let said = place.run(COMMANDS[*turn]);
        expect_advice(&said, &format!("{case}, {:?}", COMMANDS[*turn]), names);
        assert!(
            said.code == 2 || said.stdout == before[*turn],
            "{case}, {:?}: {}",
            COMMANDS[*turn],
            said.stdout
        );
    }
    for command in [&["index", "--keep"][..], &["compact"], &["check"]] {
        *turn += 1;
        if turn.is_multiple_of(3) {
            expect_advice(&place.run(command), &format!("{case}, {command:?}"), names);
        }
    }
}

fn expect_advice(said: &Said, case: &str, names: &[&str]) {
    let all = format!("{case} (code {}): {}{}", said.code, said.stdout, said.stderr);
    assert!((0..=2).contains(&said.code), "{all}");
    assert!(!said.stderr.contains("panicked") && !said.stderr.contains("mistake in the program"), "{all}");
    if said.code == 2 {
        // Without the ledger an index can be brought up to date, and only --keep has nothing to go by.
        let lost_ledger =
            said.stderr.contains("without --keep") && names.iter().any(|name| name.starts_with("ledger-"));
        assert!(lost_ledger || said.stderr.contains("--rebuild"), "{all}");
        assert!(lost_ledger || names.iter().any(|name| said.stderr.contains(name)), "{all}");
    }
}

/// An index of several segments with deleted documents, moved records and the answers that it gives.
fn refreshed() -> (Workplace, Vec<String>) {
    let place = Workplace::indexed();
    fs::rename(place.path("corpus/2017.jsonl"), place.path("corpus/2018.jsonl")).unwrap();
    let path = place.path("corpus/900003.xml");
    let changed = fs::read_to_string(&path).unwrap().replace("</PrecService>", "<!-- --></PrecService>");
    fs::write(&path, changed.replacen("상고", "항고", 1)).unwrap();
    assert_eq!(place.run(["index"]).code, 0);
    let before = COMMANDS.map(|command| place.run(command).stdout);
    (place, before.to_vec())
}

#[test]
fn files_that_were_swapped_are_told_from_each_other() {
    let (place, before) = refreshed();
    let files = files(&place);
    assert!(files.keys().any(|name| kind(name) == "del"), "no deleted documents: {:?}", files.keys());
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    let mut turn = 0;
    for (at, one) in names.iter().enumerate() {
        for other in &names[at + 1..] {
            let (one_path, other_path) = (place.path("index").join(one), place.path("index").join(other));
            fs::write(&one_path, &files[*other]).unwrap();
            fs::write(&other_path, &files[*one]).unwrap();
            expect_no_wrong_answer(
                &place,
                &format!("{one} and {other} swapped"),
                &[one, other],
                &mut turn,
                &before,
            );
            restore(&place, &files);
        }
    }
    assert_eq!(COMMANDS.map(|command| place.run(command).stdout).to_vec(), before);
}

#[test]
fn files_of_another_index_empty_files_and_copies_are_told_from_the_right_ones() {
    let (place, before) = refreshed();
    let own = files(&place);
    let (other, _) = refreshed();
    let others = files(&other);
    let mut turn = 0;
    for (name, bytes) in &own {
        let path = place.path("index").join(name);
        let alike = others.iter().filter(|(other, _)| kind(other) == kind(name));
        let foreign =
            alike.map(|(other, bytes)| (format!("{name} is {other} of another index"), bytes.clone()));
        let cut = [
            (format!("{name} is empty"), Vec::new()),
            (format!("{name} is cut"), bytes[..bytes.len() / 2].to_vec()),
        ];
        for (case, content) in foreign.chain(cut) {
            if content == *bytes {
                continue;
            }
            fs::write(&path, content).unwrap();
            // A commit of another index names files that are not here.
            let missing: Vec<&str> = others.keys().map(String::as_str).collect();
            let named: Vec<&str> = if name == "meta.json" { missing } else { Vec::new() };
            let named: Vec<&str> = named.into_iter().chain([name.as_str()]).collect();
            expect_no_wrong_answer(&place, &case, &named, &mut turn, &before);
            restore(&place, &own);
        }
    }
    assert_eq!(COMMANDS.map(|command| place.run(command).stdout).to_vec(), before);
}

/// The file of the index whose name begins so.
fn file(place: &Workplace, beginning: &str) -> PathBuf {
    let names = fs::read_dir(place.path("index")).unwrap().map(|entry| entry.unwrap().path());
    let begins = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().starts_with(beginning);
    names.into_iter().find(begins).unwrap()
}

/// The file of the commit is text, and what reads it cuts it where it expects to.
#[test]
fn letters_in_the_file_of_the_commit_are_damage_wherever_they_stand() {
    let place = Workplace::indexed();
    let meta = place.path("index/meta.json");
    let whole = std::fs::read_to_string(&meta).unwrap();
    let before = place.run(["status", "--json"]).stdout;
    for at in (0..whole.len())
        .filter(|at| whole.is_char_boundary(*at))
        .step_by(37)
        .chain(places_of_settings(&whole))
    {
        for letter in ["ӽ", "가", "\u{0}"] {
            let (head, tail) = whole.split_at(at);
            std::fs::write(&meta, format!("{head}{letter}{tail}")).unwrap();
            let said = place.run(["status", "--json"]);
            // An option that is called otherwise is as if it were not there, and most of them have their usual value.
            let is_right = (said.code == 2 && !said.stderr.contains("mistake in the program"))
                || (said.code, &said.stdout) == (0, &before);
            assert!(is_right, "{letter} at {at}: {} {}", said.code, said.stderr);
        }
    }
}

/// Every place in the settings, whose values tantivy takes apart itself.
fn places_of_settings(meta: &str) -> std::ops::Range<usize> {
    let start = meta.find("index_settings").unwrap();
    start..start + 130
}
