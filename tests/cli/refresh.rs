//! Refreshing an index: what changed and nothing else, and what happens when something goes wrong.

use std::fs;
use std::time::Duration;

use crate::support::{Said, Workplace};

/// A line of JSON Lines with a judgment of its own.
fn line(serial: u32, text: &str) -> String {
    format!(
        "{{\"사건번호\": \"2022다{serial}\", \"법원명\": \"대법원\", \"선고일자\": \"2022.3.4\", \
         \"판례내용\": \"【주 문】 상고를 기각한다.\\n【이 유】 {text}\"}}"
    )
}

fn lines(serials: impl IntoIterator<Item = u32>) -> String {
    serials.into_iter().map(|serial| line(serial, "임대차 보증금 반환") + "\n").collect()
}

fn write(place: &Workplace, name: &str, text: &str, age: u64) {
    place.write_old(name, text.as_bytes(), age);
}

fn index(place: &Workplace, more: &[&str]) -> Said {
    let said = place.run(["index"].iter().chain(more));
    assert_eq!(said.code, 0, "{}", said.stderr);
    said
}

/// How many judgments a search finds and the check counts; both must agree.
fn held(place: &Workplace) -> u64 {
    let check = place.run(["check", "--json"]);
    assert_eq!(check.code, 0, "{}", check.stdout);
    check.json()[0]["judgments"].as_u64().unwrap()
}

#[test]
fn only_new_records_of_a_file_are_indexed_wherever_they_stand() {
    let place = Workplace::empty();
    write(&place, "corpus/a.jsonl", &lines(100_001..100_004), 0);
    index(&place, &[]);
    write(&place, "corpus/a.jsonl", &lines([100_009].into_iter().chain(100_001..100_004)), 1);
    let said = index(&place, &[]);
    assert!(said.stderr.contains("1 judgment new, 0 changed, 0 gone, 3 as they were"), "{}", said.stderr);
    assert_eq!(held(&place), 4);
    let hits = place.json(["search", "--json", "2022다100001"]);
    assert_eq!(hits[0]["source"], "corpus/a.jsonl#2", "the source is where the record is now");
}

#[test]
fn a_changed_judgment_is_replaced_and_one_that_is_gone_is_removed() {
    let place = Workplace::empty();
    write(&place, "corpus/a.jsonl", &lines(100_001..100_004), 0);
    index(&place, &[]);
    let changed = lines([100_001]) + &line(100_002, "점유취득시효의 완성") + "\n";
    write(&place, "corpus/a.jsonl", &changed, 1);
    let said = index(&place, &[]);
    assert!(said.stderr.contains("0 judgments new, 1 changed, 1 gone, 1 as they were"), "{}", said.stderr);
    assert_eq!(held(&place), 2);
    assert_eq!(place.hits("점유취득시효"), ["2022다100002"]);
    assert!(!place.hits("보증금").contains(&"2022다100002".to_owned()), "the old wording is gone");
}

#[test]
fn a_file_that_moved_is_not_indexed_twice_and_is_named_where_it_is() {
    let place = Workplace::empty();
    write(&place, "corpus/a.jsonl", &lines(100_001..100_004), 0);
    index(&place, &[]);
    fs::create_dir(place.path("corpus/new")).unwrap();
    fs::rename(place.path("corpus/a.jsonl"), place.path("corpus/new/b.jsonl")).unwrap();
    let said = index(&place, &[]);
    assert!(said.stderr.contains("0 judgments new, 0 changed, 0 gone, 3 as they were"), "{}", said.stderr);
    assert_eq!(held(&place), 3);
    let hits = place.json(["search", "--json", "2022다100003"]);
    assert_eq!(hits[0]["source"], "corpus/new/b.jsonl#3");
    let by_source = place.json(["search", "--json", "출처:\"corpus/new/b.jsonl#3\""]);
    assert_eq!(by_source[0]["case_numbers"][0], "2022다100003");
    assert_eq!(place.run(["search", "출처:\"corpus/a.jsonl#3\""]).code, 1);
}

#[test]
fn the_source_that_was_left_out_comes_in_when_the_other_goes() {
    let place = Workplace::empty();
    write(&place, "corpus/full.jsonl", &(line(100_001, "임대차 보증금 반환에 관한 자세한 이유") + "\n"), 0);
    write(&place, "corpus/short.jsonl", &(line(100_001, "대여금") + "\n" + &line(100_002, "구상금")), 0);
    index(&place, &[]);
    assert_eq!((held(&place), place.hits("대여금").len()), (2, 0));
    fs::remove_file(place.path("corpus/full.jsonl")).unwrap();
    index(&place, &[]);
    assert_eq!(held(&place), 2);
    assert_eq!(place.hits("대여금"), ["2022다100001"]);
    write(&place, "corpus/full.jsonl", &(line(100_001, "임대차 보증금 반환에 관한 자세한 이유") + "\n"), 2);
    index(&place, &[]);
    assert_eq!((held(&place), place.hits("대여금").len()), (2, 0));
}

#[test]
fn judgments_can_be_kept_though_their_files_are_gone() {
    let place = Workplace::empty();
    write(&place, "monday.jsonl", &lines(100_001..100_003), 0);
    write(&place, "tuesday.jsonl", &lines(100_003..100_005), 0);
    index(&place, &["monday.jsonl"]);
    index(&place, &["--keep", "tuesday.jsonl"]);
    assert_eq!(held(&place), 4);
    let said = index(&place, &["tuesday.jsonl"]);
    assert!(said.stderr.contains("2 gone"), "{}", said.stderr);
    assert_eq!(held(&place), 2);
}

#[test]
fn what_was_kept_of_a_file_goes_with_the_next_refresh_that_does_not_keep() {
    let place = Workplace::empty();
    write(&place, "corpus/a.jsonl", &lines(100_001..100_004), 0);
    index(&place, &[]);
    write(&place, "corpus/a.jsonl", &lines(100_001..100_003), 1);
    index(&place, &["--keep"]);
    assert_eq!(held(&place), 3);
    let said = index(&place, &[]);
    assert!(said.stderr.contains("1 gone"), "{}", said.stderr);
    assert_eq!(held(&place), 2);
}

#[test]
fn an_empty_folder_does_not_empty_the_index_unless_that_is_said() {
    let place = Workplace::indexed();
    fs::create_dir(place.path("unmounted")).unwrap();
    let said = place.run(["index", "unmounted"]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("--prune"), "{}", said.stderr);
    assert_eq!(held(&place), 5);
    assert_eq!(place.run(["index", "unmounted", "--prune"]).code, 1);
    assert_eq!(held(&place), 0);
}

#[test]
fn a_dry_run_says_what_would_change_and_changes_nothing() {
    let place = Workplace::empty();
    write(&place, "corpus/a.jsonl", &lines(100_001..100_003), 0);
    let said = index(&place, &["--dry-run"]);
    let would = "with 2 judgments: the index would have 2 judgments\nnothing was written\n";
    assert!(said.stderr.ends_with(would) && !place.path("index").exists(), "{}", said.stderr);
    index(&place, &[]);
    write(&place, "corpus/a.jsonl", &lines(100_002..100_005), 1);
    let said = index(&place, &["--dry-run"]);
    let would = "2 judgments would be new, 0 would change, 1 would be gone, 1 would stay as they are\n";
    assert!(said.stderr.contains(would), "{}", said.stderr);
    assert_eq!(held(&place), 2);
}

#[test]
fn a_refresh_gives_the_index_that_a_rebuild_gives() {
    let place = Workplace::with_corpus();
    write(&place, "corpus/a.jsonl", &lines(100_001..100_020), 0);
    index(&place, &[]);
    for (age, serials) in [(1, 100_005..100_030), (2, 100_000..100_010), (3, 100_002..100_040)] {
        write(&place, "corpus/a.jsonl", &lines(serials), age);
        index(&place, &[]);
    }
    let answer = |place: &Workplace| {
        let hits = place.json(["search", "--json", "--limit", "100", "보증금 반환"]);
        let mut named: Vec<String> =
            hits.iter().map(|hit| format!("{} {}", hit["case_numbers"][0], hit["source"])).collect();
        named.sort();
        (named, held(place))
    };
    let refreshed = answer(&place);
    index(&place, &["--rebuild"]);
    assert_eq!(answer(&place), refreshed);
}

#[test]
fn a_second_writer_is_told_who_writes() {
    let place = Workplace::indexed();
    let lock = fs::File::options().write(true).open(place.path("index/.tantivy-writer.lock")).unwrap();
    lock.lock().unwrap();
    place.write("index/.writer", b"4711");
    let said = place.run(["index", "--rebuild"]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("process 4711"), "{}", said.stderr);
    assert_eq!(place.run(["search", "민법"]).code, 0, "readers are not disturbed");
}

#[test]
fn a_changed_byte_in_any_file_is_an_error_or_changes_nothing() {
    let place = Workplace::indexed();
    let before = place.run(["search", "--json", "민법"]);
    assert_eq!(before.code, 0);
    for entry in fs::read_dir(place.path("index")).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        for (at, cut) in
            [(0, 0), (bytes.len() / 2, 0), (bytes.len().saturating_sub(1), 0), (0, bytes.len() / 2)]
        {
            let Some(&byte) = bytes.get(at) else { continue };
            let mut damaged = bytes.clone();
            damaged[at] = byte ^ 0x04;
            damaged.truncate(bytes.len() - cut);
            fs::write(&path, &damaged).unwrap();
            let said = place.run(["search", "--json", "민법"]);
            let name = path.display();
            assert!(!said.stderr.contains("panicked"), "{name} at {at}: {}", said.stderr);
            match said.code {
                2 => assert!(said.stderr.contains("--rebuild"), "{name} at {at}: {}", said.stderr),
                _ => assert_eq!(said.stdout, before.stdout, "{name} at {at}"),
            }
        }
        fs::write(&path, &bytes).unwrap();
    }
    assert_eq!(place.run(["search", "--json", "민법"]).stdout, before.stdout);
}

#[test]
fn a_killed_build_leaves_the_state_before_it() {
    let place = Workplace::empty();
    write(&place, "corpus/a.jsonl", &lines(100_001..100_004), 0);
    index(&place, &[]);
    for delay in [0, 20, 60, 120, 200, 300] {
        write(&place, "corpus/a.jsonl", &lines(100_001..100_400), 1 + delay);
        let mut build = place.command(["index", "--quiet"]).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(delay));
        build.kill().unwrap();
        build.wait().unwrap();
        let found = held(&place);
        assert!(found == 3 || found == 399, "{found} after {delay} ms");
        write(&place, "corpus/a.jsonl", &lines(100_001..100_004), 1_000 + delay);
        index(&place, &[]);
        assert_eq!(held(&place), 3);
    }
}

#[test]
fn compacting_changes_no_answer() {
    let place = Workplace::indexed();
    write(&place, "corpus/more.jsonl", &lines(100_001..100_010), 0);
    index(&place, &[]);
    let before = place.run(["search", "--json", "보증금"]).stdout;
    assert_eq!(place.run(["compact"]).code, 0);
    assert_eq!(place.run(["search", "--json", "보증금"]).stdout, before);
    assert_eq!(place.json(["status", "--json"])[0]["segments"], 1);
    assert_eq!(held(&place), 14);
}

#[test]
fn a_watched_folder_is_refreshed_when_it_changes() {
    let place = Workplace::empty();
    write(&place, "corpus/a.jsonl", &lines(100_001..100_004), 0);
    let mut watch = place.command(["index", "--watch", "--quiet"]).spawn().unwrap();
    let found = |number: &str| {
        (0..400).any(|_| {
            std::thread::sleep(Duration::from_millis(50));
            place.path("index/meta.json").exists() && place.run(["search", "--json", number]).code == 0
        })
    };
    let first = found("2022다100001");
    place.write("corpus/b.jsonl", lines([100_009]).as_bytes());
    let second = found("2022다100009");
    watch.kill().unwrap();
    watch.wait().unwrap();
    assert!(first && second, "{first} {second}");
}

#[test]
fn without_a_path_what_the_index_was_built_from_is_read_again() {
    let place = Workplace::empty();
    write(&place, "corpus/a.jsonl", &lines([100_001]), 0);
    write(&place, "more/b.jsonl", &lines([100_002]), 0);
    index(&place, &["more", "--index", "other index"]);
    write(&place, "more/c.jsonl", &lines([100_003]), 0);
    for more in [&[][..], &["--rebuild"]] {
        let said = index(&place, &[&["--index", "other index"], more].concat());
        assert!(said.stderr.contains("reading what the index was built from: more"), "{}", said.stderr);
        let hits = place.json(["search", "--json", "보증금", "--index", "other index"]);
        assert_eq!(hits.len(), 2);
    }
    // What was added to it is one of its sources.
    write(&place, "today.jsonl", &lines([100_004]), 0);
    index(&place, &["--keep", "today.jsonl", "--index", "other index"]);
    let said = index(&place, &["--index", "other index"]);
    assert!(
        said.stderr.contains("reading what the index was built from: more, today.jsonl"),
        "{}",
        said.stderr
    );
    assert_eq!(place.json(["search", "--json", "보증금", "--index", "other index"]).len(), 3);
    // A configuration file that says so wins; nothing is built from anything but what is named.
    place.write(".panrye.toml", b"corpus = [\"corpus\", \"more\"]\n");
    let said = index(&place, &["--index", "other index"]);
    assert!(said.stderr.contains("1 judgment new, 0 changed, 1 gone"), "{}", said.stderr);
}

#[test]
fn a_damaged_index_still_says_what_it_was_built_from_and_the_advice_is_the_whole_command() {
    let place = Workplace::empty();
    write(&place, "more/b.jsonl", &lines([100_002]), 0);
    index(&place, &["more", "--index", "other index"]);
    let meta = place.path("other index/meta.json");
    let text = fs::read_to_string(&meta).unwrap();
    fs::write(&meta, text.replace("\\\"passages\\\":", "\\\"passages\\\":7")).unwrap();
    let said = place.run(["search", "보증금", "--index", "other index"]);
    let advice = "panrye index --rebuild --index 'other index'";
    assert!(said.code == 2 && said.stderr.contains(advice), "{}", said.stderr);
    let said = place.run(["search", "보증금", "--index", "other index", "--lang", "ko"]);
    assert!(said.stderr.contains(advice), "{}", said.stderr);
    index(&place, &["--rebuild", "--index", "other index"]);
    assert_eq!(place.json(["search", "--json", "보증금", "--index", "other index"]).len(), 1);
    // One that is not there, or whose name was damaged, is said to come from the index.
    fs::rename(place.path("more"), place.path("elsewhere")).unwrap();
    let said = place.run(["index", "--index", "other index"]);
    assert!(
        said.code == 2 && said.stderr.contains("there is no more, which the index in"),
        "{}",
        said.stderr
    );
    // Where it is not known, nothing is read in its place in silence.
    write(&place, "corpus/a.jsonl", &lines([100_001]), 0);
    fs::write(&meta, "{").unwrap();
    let said = index(&place, &["--rebuild", "--index", "other index"]);
    assert!(said.stderr.contains("does not say what it was built from: reading corpus/"), "{}", said.stderr);
}

#[test]
fn an_index_from_standard_input_asks_what_to_read() {
    let place = Workplace::empty();
    write(&place, "a.jsonl", &lines([100_001]), 0);
    let mut command = place.command(["index", "-"]);
    let said = Said::of(&command.stdin(fs::File::open(place.path("a.jsonl")).unwrap()).output().unwrap());
    assert_eq!(said.code, 0, "{}", said.stderr);
    let said = place.run(["index"]);
    assert!(said.code == 2 && said.stderr.contains("came from standard input"), "{}", said.stderr);
}

#[test]
fn an_earlier_state_that_was_put_back_is_said_to_be_one() {
    let place = Workplace::empty();
    write(&place, "corpus/a.jsonl", &lines([100_001]), 0);
    index(&place, &[]);
    let meta = place.path("index/meta.json");
    let before = fs::read(&meta).unwrap();
    write(&place, "corpus/b.jsonl", &lines([100_002]), 0);
    index(&place, &[]);
    assert_eq!(place.run(["search", "보증금"]).stderr, "");
    fs::write(&meta, before).unwrap();
    let said = place.run(["search", "보증금"]);
    assert!(said.stderr.contains("an earlier state of it may have been put back"), "{}", said.stderr);
    index(&place, &[]);
    let said = place.run(["search", "보증금"]);
    assert!(!said.stderr.contains("earlier state") && place.hits("보증금").len() == 2, "{}", said.stderr);
}

#[test]
fn what_an_index_was_built_from_is_found_from_every_folder() {
    let place = Workplace::empty();
    write(&place, "more/b.jsonl", &lines([100_001, 100_002]), 0);
    index(&place, &["more"]);
    // Another folder has files of the same name.
    write(&place, "other/more/b.jsonl", &lines([100_003]), 0);
    let mut command = place.command(["index", "--index", "../index"]);
    let said = Said::of(&command.current_dir(place.path("other")).output().unwrap());
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert!(!said.stderr.contains(" gone"), "{}", said.stderr);
    assert_eq!(place.hits("보증금").len(), 2);
    // What is added from there keeps both.
    write(&place, "other/today.jsonl", &lines([100_004]), 0);
    let mut command = place.command(["index", "--keep", "today.jsonl", "--index", "../index"]);
    assert_eq!(Said::of(&command.current_dir(place.path("other")).output().unwrap()).code, 0);
    index(&place, &[]);
    assert_eq!(place.hits("보증금").len(), 3);
}
