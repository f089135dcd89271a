//! Which held judgment a citation means.
//!
//! By court and number; the date only breaks ties, since citations carry wrong ones: of 65,136 citations of judgments of
//! the Supreme Court in 참조판례, 286 (0.44 %) gave another date than the judgment with that number has. Where two
//! judgments remain, none is taken: a near match is no match. What stands in the text is never corrected; a date that
//! differs is kept as written and told apart.

use std::cmp::Reverse;

use crate::index::CitedJudgment;
use panrye_law::judgment::{Court, DecisionDate};

/// A held judgment that has one of the numbers of a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate<'a> {
    pub(super) numbers: &'a [String],
    pub(super) court: Option<&'a str>,
    pub(super) decided: Option<DecisionDate>,
}

/// What a citation means among the candidates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant {
    /// The candidate with this index.
    Held(usize),
    /// Several candidates, and nothing tells them apart.
    Ambiguous,
    /// None of them.
    NotHeld,
}

/// Chooses among judgments that have a number in common with the citation.
pub(super) fn resolve(cited: &CitedJudgment, candidates: &[Candidate<'_>]) -> Meant {
    let court = cited.court.as_deref();
    let mut left: Vec<usize> =
        (0..candidates.len()).filter(|&i| Court::may_be_one(court, candidates[i].court)).collect();
    narrow(&mut left, |i| court.is_some() && candidates[i].court == court);
    narrow(&mut left, |i| candidates[i].decided.is_some_and(|date| cited.dates.contains(&date)));
    if let Some(fullest) = twins(&left, candidates) {
        return Meant::Held(fullest);
    }
    match left.as_slice() {
        [] => Meant::NotHeld,
        [only] => Meant::Held(*only),
        _ => Meant::Ambiguous,
    }
}

/// Keeps those for which `better` holds, where there are several and any is better.
fn narrow(left: &mut Vec<usize>, better: impl Fn(usize) -> bool) {
    if left.len() > 1 && left.iter().any(|&i| better(i)) {
        left.retain(|&i| better(i));
    }
}

/// Records of one court and one day that share a number are one judgment, recorded twice: under its first number and
/// under all of them, as a rule. The record with most numbers stands for it.
fn twins(left: &[usize], candidates: &[Candidate<'_>]) -> Option<usize> {
    let first = &candidates[*left.first()?];
    let one_judgment =
        |&i: &usize| candidates[i].court == first.court && candidates[i].decided == first.decided;
    if first.decided.is_none() || !left.iter().all(one_judgment) {
        return None;
    }
    left.iter().copied().min_by_key(|&i| (Reverse(candidates[i].numbers.len()), candidates[i].numbers))
}

/// The dates that the citing judgment gives and that are not the one of the judgment that it means.
pub(super) fn differing_dates(cited: &CitedJudgment, decided: Option<DecisionDate>) -> Vec<DecisionDate> {
    cited.dates.iter().copied().filter(|date| decided.is_some_and(|decided| decided != *date)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use panrye_law::reference::{Depth, Role};

    fn date(year: u16) -> Option<DecisionDate> {
        DecisionDate::new(year, 1, 2)
    }

    fn cited(court: Option<&str>, decided: Option<DecisionDate>) -> CitedJudgment {
        CitedJudgment {
            court: court.map(str::to_owned),
            numbers: vec!["2010나1".to_owned()],
            dates: decided.into_iter().collect(),
            decision: None,
            role: Role::Cited,
            treatment: None,
            opinion: None,
            depth: Depth::Cited,
            count: 1,
        }
    }

    #[test]
    fn court_and_number_decide_and_the_date_breaks_ties() {
        let seoul = Candidate { numbers: &[], court: Some("서울고등법원"), decided: date(2010) };
        let busan = Candidate { numbers: &[], court: Some("부산고등법원"), decided: date(2011) };
        let branch =
            Candidate { numbers: &[], court: Some("부산고등법원 창원"), decided: date(2012) };
        let all = [seoul, busan, branch];
        for (court, decided, expected) in [
            (Some("서울고등법원"), date(2010), Meant::Held(0)),
            (Some("서울고등법원"), date(1999), Meant::Held(0)),
            (Some("부산고등법원"), None, Meant::Held(1)),
            (Some("부산고등법원"), date(2012), Meant::Held(1)),
            (Some("부산고등법원 창원"), None, Meant::Held(2)),
            (Some("대구고등법원"), date(2010), Meant::NotHeld),
            (None, date(2011), Meant::Held(1)),
            (None, None, Meant::Ambiguous),
            (None, date(1999), Meant::Ambiguous),
        ] {
            assert_eq!(resolve(&cited(court, decided), &all), expected, "{court:?} {decided:?}");
        }
        assert_eq!(resolve(&cited(None, None), &[]), Meant::NotHeld);
    }

    #[test]
    fn of_two_records_of_one_judgment_the_fuller_one_is_meant() {
        let numbers = ["2010나1", "2010나2"].map(str::to_owned);
        let record =
            |numbers, year| Candidate { numbers, court: Some("서울고등법원"), decided: date(year) };
        let found = resolve(&cited(None, None), &[record(&numbers[..1], 2011), record(&numbers, 2011)]);
        assert_eq!(found, Meant::Held(1));
        let found = resolve(&cited(None, None), &[record(&numbers[..1], 2011), record(&numbers, 2012)]);
        assert_eq!(found, Meant::Ambiguous);
    }

    #[test]
    fn a_wrong_date_is_kept_and_told_apart() {
        assert_eq!(differing_dates(&cited(None, date(1999)), date(2010)), [date(1999).unwrap()]);
        assert!(differing_dates(&cited(None, date(2010)), date(2010)).is_empty());
        assert!(differing_dates(&cited(None, date(2010)), None).is_empty());
    }
}
