//! Which of several sources of one judgment is searched, and under which case numbers.
//!
//! The same court and date with a case number in common is the same judgment; so is the same court and number without a
//! date where no other date speaks against it. Records of one file need the same case name besides: a file that lists two
//! decisions under one number means two decisions (a number can be misprinted, and a severed case keeps it). The fullest
//! text wins, the first path among equals, and is found under the numbers of all.

use std::collections::{HashMap, HashSet};

use crate::index::{Ledger, LedgerJudgment};
use panrye_law::case_number::CaseNumber;
use panrye_law::judgment::JudgmentKey;

/// One judgment in several records: which one it was taken from, and which were left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// Court and number.
    pub key: JudgmentKey,
    /// The source that was indexed: the one with the fullest text, the first in order among equals.
    pub kept: String,
    /// The sources that were not.
    pub left_out: Vec<String>,
}

/// Where a judgment is in a ledger: file, record, and number in the record, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Place {
    pub(super) file: usize,
    pub(super) record: usize,
    pub(super) nth: usize,
}

impl Place {
    pub(super) fn of(self, ledger: &Ledger) -> &LedgerJudgment {
        &ledger.files[self.file].records[self.record].judgments[self.nth]
    }

    pub(super) fn of_mut(self, ledger: &mut Ledger) -> &mut LedgerJudgment {
        &mut ledger.files[self.file].records[self.record].judgments[self.nth]
    }

    pub(super) fn name(self, ledger: &Ledger) -> String {
        ledger.files[self.file].records[self.record].name(self.nth)
    }

    /// Every judgment of a ledger.
    pub(super) fn all(ledger: &Ledger) -> Vec<Self> {
        let mut places = Vec::new();
        for (file, of_file) in ledger.files.iter().enumerate() {
            for (record, of_record) in of_file.records.iter().enumerate() {
                places.extend((0..of_record.judgments.len()).map(|nth| Self { file, record, nth }));
            }
        }
        places
    }
}

/// What is searched of a ledger.
#[derive(Debug, Default)]
pub(super) struct Settled {
    /// Judgments that several records hold.
    pub(super) duplicates: Vec<Duplicate>,
    /// The places that are left out.
    pub(super) dropped: HashSet<Place>,
    /// The case numbers that only the records left out give a judgment.
    also: HashMap<Place, Vec<CaseNumber>>,
}

impl Settled {
    /// Notes in a ledger what is searched, and returns the documents that stand for it no longer: those of the records
    /// left out, and those with other case numbers than their judgments have now.
    pub(super) fn apply(&self, ledger: &mut Ledger) -> Vec<u64> {
        let mut orphans = Vec::new();
        for place in Place::all(ledger) {
            let also = self.also.get(&place).map_or(&[][..], Vec::as_slice);
            let judgment = place.of_mut(ledger);
            if self.dropped.contains(&place) || judgment.also != also {
                orphans.extend(judgment.document.take());
                judgment.also = also.to_vec();
            }
        }
        orphans
    }
}

/// Judgments that several records hold, and the places that are left out.
pub(super) fn settle(ledger: &Ledger) -> Settled {
    let mut settled = Settled::default();
    for same in same_judgments(ledger) {
        let rank = |place: &Place| (std::cmp::Reverse(place.of(ledger).text), place.name(ledger));
        let Some(best) = same.iter().copied().min_by_key(rank) else { continue };
        let judgment = best.of(ledger);
        let is_best = |place: &Place| *place == best;
        let has_its_name = |place: &Place| judgment.name != 0 && place.of(ledger).name == judgment.name;
        let is_left_out = |place: &Place| !is_best(place) && (place.file != best.file || has_its_name(place));
        let mut out: Vec<Place> = same.into_iter().filter(is_left_out).collect();
        if out.is_empty() {
            continue;
        }
        out.sort_by_key(|place| place.name(ledger));
        let mut also: Vec<CaseNumber> = Vec::new();
        for &number in out.iter().flat_map(|place| &place.of(ledger).numbers) {
            if !judgment.numbers.contains(&number) && !also.contains(&number) {
                also.push(number);
            }
        }
        if !also.is_empty() {
            also.sort_unstable();
            settled.also.insert(best, also);
        }
        let left_out = out.iter().map(|place| place.name(ledger)).collect();
        settled.duplicates.push(Duplicate { key: judgment.key.clone(), kept: best.name(ledger), left_out });
        settled.dropped.extend(out);
    }
    settled.duplicates.sort_by(|a, b| a.kept.cmp(&b.kept));
    settled
}

/// The places of each judgment that has several.
fn same_judgments(ledger: &Ledger) -> Vec<Vec<Place>> {
    let mut by_key: HashMap<&JudgmentKey, Vec<Place>> = HashMap::new();
    for place in Place::all(ledger) {
        by_key.entry(&place.of(ledger).key).or_default().push(place);
    }
    let mut groups: Vec<Vec<Place>> =
        by_key.into_values().flat_map(|places| by_date(ledger, places)).collect();
    join_by_number(ledger, &mut groups);
    groups.retain(|group| group.len() > 1);
    groups
}

/// Splits judgments of one key by date; those without a date join the only date there is.
fn by_date(ledger: &Ledger, places: Vec<Place>) -> Vec<Vec<Place>> {
    if places.len() == 1 {
        return vec![places];
    }
    let mut by_date: HashMap<u64, Vec<Place>> = HashMap::new();
    for place in places {
        by_date.entry(place.of(ledger).decided).or_default().push(place);
    }
    let undated = if by_date.len() == 2 { by_date.remove(&0) } else { None };
    for dated in by_date.values_mut() {
        dated.extend(undated.iter().flatten());
    }
    by_date.into_values().collect()
}

/// Joins the groups of one court and date that have a case number in common.
fn join_by_number(ledger: &Ledger, groups: &mut [Vec<Place>]) {
    let mut first: HashMap<(&str, u64, CaseNumber), usize> = HashMap::new();
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for (number, group) in groups.iter().enumerate() {
        for judgment in group.iter().map(|place| place.of(ledger)).filter(|judgment| judgment.decided != 0) {
            for &case in &judgment.numbers {
                let known = *first.entry((judgment.key.court(), judgment.decided, case)).or_insert(number);
                if known != number {
                    joined.push((known, number));
                }
            }
        }
    }
    // The group that each leads to; one that leads to itself is where all of them meet.
    let mut leads: Vec<usize> = (0..groups.len()).collect();
    for (one, other) in joined {
        let (one, other) = (meeting(&mut leads, one), meeting(&mut leads, other));
        leads[other.max(one)] = one.min(other);
    }
    for number in 0..groups.len() {
        let meeting = meeting(&mut leads, number);
        if meeting != number {
            let places = std::mem::take(&mut groups[number]);
            groups[meeting].extend(places);
        }
    }
}

/// Where a group leads to; the way is made shorter for the next who asks.
fn meeting(leads: &mut [usize], group: usize) -> usize {
    let mut at = group;
    while leads[at] != at {
        leads[at] = leads[leads[at]];
        at = leads[at];
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{LedgerFile, LedgerRecord};
    use panrye_law::judgment::{Court, Judgment};

    /// A ledger of files, each with its records as date and length of the text.
    fn ledger(files: &[(&str, &[(u64, u64)])]) -> Ledger {
        let mut judgment = Judgment { court: Court::parse("대법원"), ..Judgment::default() };
        judgment.set_docket("2020다1");
        let file = |&(path, records): &(&str, &[(u64, u64)])| {
            let record = |&(decided, text): &(u64, u64)| LedgerRecord {
                path: path.to_owned(),
                record: None,
                hash: [0; 16],
                judgments: vec![LedgerJudgment { decided, text, ..LedgerJudgment::of(&judgment) }],
            };
            LedgerFile {
                path: path.to_owned(),
                size: 0,
                modified: None,
                settled: true,
                records: records.iter().map(record).collect(),
            }
        };
        Ledger { files: files.iter().map(file).collect() }
    }

    fn left_out(files: &[(&str, &[(u64, u64)])]) -> Vec<String> {
        let ledger = ledger(files);
        let mut out: Vec<String> =
            settle(&ledger).dropped.into_iter().map(|place| place.name(&ledger)).collect();
        out.sort();
        out
    }

    const DAY: u64 = 20_200_102;

    #[test]
    fn the_fullest_text_wins_and_among_equals_the_first_path() {
        assert_eq!(left_out(&[("a", &[(DAY, 5)]), ("b", &[(DAY, 9)])]), ["a"]);
        assert_eq!(left_out(&[("b", &[(DAY, 5)]), ("a", &[(DAY, 5)])]), ["b"]);
    }

    #[test]
    fn another_date_is_another_judgment_and_no_date_joins_the_only_one() {
        let other = 20_200_304;
        assert!(left_out(&[("a", &[(DAY, 5)]), ("b", &[(other, 5)])]).is_empty());
        assert_eq!(left_out(&[("a", &[(DAY, 5)]), ("b", &[(0, 4)])]), ["b"]);
        assert!(left_out(&[("a", &[(DAY, 5)]), ("b", &[(other, 5)]), ("c", &[(0, 4)])]).is_empty());
    }

    /// A record: docket, case name and length of the text.
    type Row<'r> = (&'r str, &'r str, u64);
    /// A file with its records.
    type Listed<'r> = (&'r str, &'r [Row<'r>]);

    /// A ledger of files, each with its records as docket, case name and length of the text.
    fn named(files: &[Listed<'_>]) -> Ledger {
        let file = |&(path, records): &Listed<'_>| {
            let record = |(nth, &(docket, name, text)): (usize, &Row<'_>)| {
                let mut judgment = Judgment { court: Court::parse("대법원"), ..Judgment::default() };
                judgment.set_docket(docket);
                judgment.case_name = (!name.is_empty()).then(|| name.to_owned());
                LedgerRecord {
                    path: path.to_owned(),
                    record: Some(nth as u64 + 1),
                    hash: [0; 16],
                    judgments: vec![LedgerJudgment { decided: DAY, text, ..LedgerJudgment::of(&judgment) }],
                }
            };
            LedgerFile {
                path: path.to_owned(),
                size: 0,
                modified: None,
                settled: true,
                records: records.iter().enumerate().map(record).collect(),
            }
        };
        Ledger { files: files.iter().map(file).collect() }
    }

    fn known(files: &[Listed<'_>]) -> Vec<String> {
        let mut ledger = named(files);
        let settled = settle(&ledger);
        settled.apply(&mut ledger);
        let kept = Place::all(&ledger).into_iter().filter(|place| !settled.dropped.contains(place));
        let mut rows: Vec<String> = kept
            .map(|place| {
                let judgment = place.of(&ledger);
                let numbers = judgment.numbers.iter().chain(&judgment.also).map(ToString::to_string);
                format!("{} {}", place.name(&ledger), numbers.collect::<Vec<_>>().join(" "))
            })
            .collect();
        rows.sort();
        rows
    }

    #[test]
    fn a_judgment_is_known_under_the_numbers_of_every_record() {
        for (files, expected) in [
            // Whichever text is fuller.
            (
                [("a", &[("2020다1, 2, 3", "", 5)][..]), ("b", &[("2020다1", "", 9)])],
                vec!["b#1 2020다1 2020다2 2020다3"],
            ),
            ([("a", &[("2020다1, 2", "", 9)]), ("b", &[("2020다1", "", 5)])], vec!["a#1 2020다1 2020다2"]),
            // Also where the lowest number differs.
            ([("a", &[("2020다2", "", 9)]), ("b", &[("2020다1, 2", "", 5)])], vec!["a#1 2020다2 2020다1"]),
            (
                [("a", &[("2020다1, 2", "", 1), ("2020다3, 4", "", 2)]), ("b", &[("2020다2, 3", "", 9)])],
                vec!["b#1 2020다2 2020다3 2020다1 2020다4"],
            ),
            // In one file where the case has one name.
            (
                [("a", &[("2020다1", "손해배상 (기)", 1), ("2020다1, 2", "손해배상(기)", 9)]), ("b", &[])],
                vec!["a#2 2020다1 2020다2"],
            ),
            (
                [("a", &[("2020다1", "손해배상", 1), ("2020다1", "대여금", 9)]), ("b", &[])],
                vec!["a#1 2020다1", "a#2 2020다1"],
            ),
            (
                [("a", &[("2020다1", "", 9)]), ("b", &[("2020다2", "", 5)])],
                vec!["a#1 2020다1", "b#1 2020다2"],
            ),
        ] {
            assert_eq!(known(&files), expected, "{files:?}");
        }
    }

    #[test]
    fn what_is_settled_once_more_stays_as_it_is() {
        let mut ledger = named(&[("a", &[("2020다1, 2", "", 5)]), ("b", &[("2020다1", "", 9)])]);
        for (nth, place) in Place::all(&ledger).into_iter().enumerate() {
            place.of_mut(&mut ledger).document = Some(nth as u64);
        }
        assert_eq!(settle(&ledger).apply(&mut ledger), [0, 1]);
        assert!(settle(&ledger).apply(&mut ledger).is_empty());
    }

    #[test]
    fn a_long_chain_of_numbers_is_followed_at_once() {
        let records: Vec<(String, u64)> = (1..30_000).map(|n| (format!("2020다{n}, {}", n + 1), n)).collect();
        let files: Vec<(String, [Row<'_>; 1])> =
            records.iter().map(|(docket, n)| (format!("f{n}"), [(docket.as_str(), "", *n)])).collect();
        let files: Vec<Listed<'_>> =
            files.iter().map(|(path, records)| (path.as_str(), &records[..])).collect();
        let ledger = named(&files);
        assert_eq!(settle(&ledger).dropped.len(), 29_998);
    }

    #[test]
    fn records_of_one_file_are_all_kept() {
        assert!(left_out(&[("a", &[(DAY, 5), (DAY, 9)])]).is_empty());
        assert_eq!(left_out(&[("a", &[(DAY, 5), (DAY, 9)]), ("b", &[(DAY, 7)])]), ["b"]);
    }
}
