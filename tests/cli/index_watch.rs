//! `panrye index --watch`, with files that do not behave.

use std::fs;
use std::process::{Child, Stdio};
use std::time::Duration;

use crate::support::Workplace;

/// A watch under way; ended when it is dropped.
struct Watch<'p> {
    place: &'p Workplace,
    index: &'static str,
    child: Child,
}

impl<'p> Watch<'p> {
    fn begin(place: &'p Workplace) -> Self {
        Self::with_index(place, "index")
    }

    /// A watch on `corpus/` with its index in another folder.
    fn with_index(place: &'p Workplace, index: &'static str) -> Self {
        let errors = fs::File::create(place.path("stderr")).unwrap();
        let mut command = place.command(["index", "--watch", "--index", index]);
        Self { place, index, child: command.stdout(Stdio::null()).stderr(errors).spawn().unwrap() }
    }

    /// Waits until something is so; false if it never is.
    fn until(&mut self, mut is_so: impl FnMut(&Workplace) -> bool) -> bool {
        for _ in 0..600 {
            if is_so(self.place) {
                return true;
            }
            assert!(self.child.try_wait().unwrap().is_none(), "the watch has ended: {}", self.said());
            std::thread::sleep(Duration::from_millis(50));
        }
        false
    }

    /// Waits until the index holds just these judgments.
    fn holds(&mut self, serials: &[u32]) -> bool {
        let index = self.index;
        self.until(|place| {
            if !place.path(index).join("meta.json").exists() {
                return false;
            }
            let said = place.search_all(&["--index", index]);
            if said.code == 2 {
                return false;
            }
            let number = |hit: &serde_json::Value| hit["case_numbers"][0].as_str().unwrap().to_owned();
            let mut found: Vec<String> = said.json().iter().map(number).collect();
            let mut wanted: Vec<String> = serials.iter().map(|serial| format!("2022다{serial}")).collect();
            found.sort();
            wanted.sort();
            found == wanted
        })
    }

    fn said(&self) -> String {
        fs::read_to_string(self.place.path("stderr")).unwrap()
    }
}

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn line(serial: u32) -> String {
    format!(
        "{{\"사건번호\": \"2022다{serial}\", \"법원명\": \"대법원\", \"판례내용\": \"【이 유】 보증금\"}}\n"
    )
}

#[test]
fn a_burst_of_files_is_taken_in_with_few_refreshes() {
    let place = Workplace::empty();
    place.write("corpus/0.json", line(100_000).as_bytes());
    let mut watch = Watch::begin(&place);
    assert!(watch.holds(&[100_000]));
    for serial in 100_001..100_060 {
        place.write(&format!("corpus/{serial}.json"), line(serial).as_bytes());
    }
    assert!(watch.holds(&(100_000..100_060).collect::<Vec<_>>()), "{}", watch.said());
    let refreshes = watch.said().matches("indexed").count();
    assert!(refreshes < 10, "{refreshes} refreshes");
}

#[test]
fn a_file_that_is_being_written_loses_nothing() {
    let place = Workplace::empty();
    let whole = line(100_000) + &line(100_001) + &line(100_002);
    place.write("corpus/a.jsonl", whole.as_bytes());
    let mut watch = Watch::begin(&place);
    assert!(watch.holds(&[100_000, 100_001, 100_002]));
    place.write("corpus/a.jsonl", whole.get(..whole.len() * 5 / 6).unwrap().as_bytes());
    place.write("corpus/b.jsonl", line(100_009).as_bytes());
    assert!(watch.holds(&[100_000, 100_001, 100_002, 100_009]), "{}", watch.said());
    assert!(watch.said().contains("a.jsonl:3"), "{}", watch.said());
    place.write("corpus/a.jsonl", (whole.clone() + &line(100_003)).as_bytes());
    assert!(watch.holds(&[100_000, 100_001, 100_002, 100_003, 100_009]), "{}", watch.said());
}

#[test]
fn a_folder_that_is_removed_and_made_again_is_watched_on() {
    let place = Workplace::empty();
    place.write("corpus/a.jsonl", line(100_000).as_bytes());
    let mut watch = Watch::begin(&place);
    assert!(watch.holds(&[100_000]));
    fs::remove_dir_all(place.path("corpus")).unwrap();
    assert!(watch.until(|place| fs::read_to_string(place.path("stderr")).unwrap().contains("No such file")));
    assert!(watch.holds(&[100_000]), "a folder that is not there empties no index");
    place.write("corpus/b.jsonl", line(100_001).as_bytes());
    assert!(watch.holds(&[100_001]), "{}", watch.said());
    place.write("corpus/sub/c.jsonl", line(100_002).as_bytes());
    assert!(watch.holds(&[100_001, 100_002]), "{}", watch.said());
    fs::rename(place.path("corpus"), place.path("old")).unwrap();
    fs::create_dir(place.path("corpus")).unwrap();
    place.write("corpus/d.jsonl", line(100_003).as_bytes());
    assert!(watch.holds(&[100_003]), "{}", watch.said());
}

#[test]
fn a_refresh_that_fails_does_not_end_the_watch() {
    let place = Workplace::empty();
    place.write("corpus/a.jsonl", line(100_000).as_bytes());
    let mut watch = Watch::begin(&place);
    assert!(watch.holds(&[100_000]));
    let lock = fs::File::options().write(true).open(place.path("index/.tantivy-writer.lock")).unwrap();
    assert!(watch.until(|_| lock.try_lock().is_ok()));
    place.write("corpus/b.jsonl", line(100_001).as_bytes());
    assert!(watch.until(|place| {
        fs::read_to_string(place.path("stderr")).unwrap().contains("is writing to the index")
    }));
    lock.unlock().unwrap();
    assert!(watch.holds(&[100_000, 100_001]), "it tries again of itself: {}", watch.said());
}

#[test]
fn an_index_among_the_watched_files_does_not_keep_the_watch_busy() {
    let place = Workplace::empty();
    place.write("corpus/a.jsonl", line(100_000).as_bytes());
    let mut watch = Watch::with_index(&place, "corpus/index");
    assert!(watch.holds(&[100_000]));
    fs::remove_file(place.path("corpus/a.jsonl")).unwrap();
    place.write("corpus/b.jsonl", line(100_001).as_bytes());
    assert!(watch.holds(&[100_001]), "{}", watch.said());
    place.write("corpus/c.jsonl", line(100_002).as_bytes());
    assert!(watch.holds(&[100_001, 100_002]), "{}", watch.said());
    let refreshes = watch.said().matches("indexed").count();
    assert!(refreshes <= 4, "{refreshes} refreshes");
}
