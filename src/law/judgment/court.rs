//! Courts: one name and one level for every way of writing them.
//!
//! `서울고법`, `서울고등법원` and `서울 고등법원` are one court; `부산지법서부지원`, `부산지방법원 서부지원` are one
//! branch; `부산고법(창원)`, `부산고등법원 창원재판부` are one panel. A bare `부천지원` says no seat and keeps none.

use std::fmt;

use serde::{Serialize, Serializer};

use super::DecisionDate;
use super::court_table::{COURTS, LIFETIMES, SHORT_ENDINGS, SHORT_NAMES};

/// Where a court stands in the hierarchy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CourtLevel {
    /// 헌법재판소.
    Constitutional,
    /// 대법원.
    Supreme,
    /// 고등법원.
    High,
    /// 특허법원, on the level of a high court.
    Patent,
    /// 지방법원 and its branches.
    District,
    /// 가정법원 and its branches.
    Family,
    /// 행정법원.
    Administrative,
    /// 회생법원.
    Rehabilitation,
    /// 군사법원, formerly 군법회의.
    Military,
    /// Agencies that rule on appeals (행정심판 …): no courts, but collected with them.
    Agency,
    /// A court that the closed list does not name.
    Other,
}

impl CourtLevel {
    /// The level in Korean.
    pub const fn korean(self) -> &'static str {
        match self {
            Self::Constitutional => "헌법재판소",
            Self::Supreme => "대법원",
            Self::High => "고등법원",
            Self::Patent => "특허법원",
            Self::District => "지방법원",
            Self::Family => "가정법원",
            Self::Administrative => "행정법원",
            Self::Rehabilitation => "회생법원",
            Self::Military => "군사법원",
            Self::Agency => "행정기관",
            Self::Other => "기타",
        }
    }
}

/// A court, or a branch or detached panel of one, under its normalized name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Court {
    name: String,
    level: CourtLevel,
}

impl Court {
    /// The court that a text names, in any spelling; `None` for an empty text and for the `미상법원` of file names.
    ///
    /// A name outside the closed list keeps its own spelling (without blanks) and the level [`CourtLevel::Other`]:
    /// nothing is lost and nothing guessed.
    pub fn parse(text: &str) -> Option<Self> {
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if compact.is_empty() || compact == "미상법원" {
            return None;
        }
        let full = SHORT_NAMES
            .iter()
            .find(|(short, _)| *short == compact)
            .map_or_else(|| expand_seat(&compact), |(_, full)| (*full).to_owned());
        Some(Self::from_full(full))
    }

    fn from_full(full: String) -> Self {
        let known =
            COURTS.iter().filter(|(name, _)| full.starts_with(name)).max_by_key(|(name, _)| name.len());
        let Some(&(seat, level)) = known else {
            let level = if full.ends_with("지원") { CourtLevel::District } else { CourtLevel::Other };
            return Self { name: full, level };
        };
        let branch = full.strip_prefix(seat).unwrap_or_default();
        let branch = branch.trim_matches(['(', ')', '（', '）']).trim_end_matches("재판부");
        let name = if branch.is_empty() { seat.to_owned() } else { format!("{seat} {branch}") };
        Self { name, level }
    }

    /// Whether the closed list names the court, or the seat of which it is a branch.
    pub fn is_listed(&self) -> bool {
        COURTS.iter().any(|(name, _)| *name == self.seat())
    }

    /// The Supreme Court, 대법원.
    pub fn supreme() -> Self {
        Self { name: "대법원".to_owned(), level: CourtLevel::Supreme }
    }

    /// The normalized name: `부산지방법원 서부지원`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The seat in the name of a court: `서울고등법원` of `서울고등법원 (춘천재판부)`.
    pub fn seat_of(name: &str) -> &str {
        name.split(' ').next().unwrap_or(name)
    }

    /// The name of the seat without a branch or panel: `부산지방법원`.
    pub fn seat(&self) -> &str {
        Self::seat_of(&self.name)
    }

    /// Whether two normalized names may mean one court: neither is known, or they are equal, or they have one seat,
    /// for citations often leave the branch out.
    pub fn may_be_one(one: Option<&str>, other: Option<&str>) -> bool {
        let seat = |name: &'_ str| name.split(' ').next().map_or(0, str::len);
        match (one, other) {
            (Some(one), Some(other)) => one.get(..seat(one)) == other.get(..seat(other)),
            _ => true,
        }
    }

    /// Whether the court sat on a day, as far as the table of founding and closing dates says; where it says nothing, it
    /// did. A branch and a panel sat as long as their seat.
    pub fn sat_on(&self, day: DecisionDate) -> bool {
        let Some((_, founded, closed)) = LIFETIMES.iter().find(|(name, ..)| *name == self.seat()) else {
            return true;
        };
        let day_of = |&(year, month, day): &(u16, u8, u8)| DecisionDate::new(year, month, day);
        let is_founded = founded.as_ref().and_then(day_of).is_none_or(|founded| founded <= day);
        is_founded && closed.as_ref().and_then(day_of).is_none_or(|closed| day < closed)
    }

    /// Where the court stands in the hierarchy.
    pub const fn level(&self) -> CourtLevel {
        self.level
    }

    /// Every way of writing the seats of the closed list, full and short, with blanks removed: for scanners.
    pub fn known_spellings() -> impl Iterator<Item = String> {
        let short = COURTS.iter().flat_map(|(name, _)| {
            SHORT_ENDINGS
                .iter()
                .filter_map(|(short, full)| name.strip_suffix(full).map(|seat| format!("{seat}{short}")))
        });
        let names = SHORT_NAMES.iter().map(|(short, _)| (*short).to_owned());
        COURTS.iter().map(|(name, _)| (*name).to_owned()).chain(short).chain(names)
    }
}

/// Writes out a short ending of the seat: `서울고법` → `서울고등법원`, with what follows it kept.
fn expand_seat(compact: &str) -> String {
    SHORT_ENDINGS
        .iter()
        .find_map(|(short, full)| {
            let (seat, branch) = compact.split_once(short)?;
            let name = format!("{seat}{full}");
            COURTS.iter().any(|(known, _)| *known == name).then(|| format!("{name}{branch}"))
        })
        .unwrap_or_else(|| compact.to_owned())
}

impl fmt::Display for Court {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl Serialize for Court {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_branch_may_be_its_seat_and_other_courts_may_not() {
        assert!(Court::may_be_one(Some("부산고등법원"), Some("부산고등법원 창원")));
        assert!(Court::may_be_one(None, Some("대법원")));
        assert!(!Court::may_be_one(Some("대법원"), Some("서울고등법원")));
    }
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_court_are_one() {
        for (text, name, level) in [
            ("대법원", "대법원", CourtLevel::Supreme),
            ("서울고법", "서울고등법원", CourtLevel::High),
            ("서울 고등법원", "서울고등법원", CourtLevel::High),
            ("서울민사지법", "서울민사지방법원", CourtLevel::District),
            ("서울지법남부지원", "서울지방법원 남부지원", CourtLevel::District),
            ("서울지방법원 남부지원", "서울지방법원 남부지원", CourtLevel::District),
            ("부산고법(창원)", "부산고등법원 창원", CourtLevel::High),
            ("부산고등법원창원재판부", "부산고등법원 창원", CourtLevel::High),
            ("부산고등법원 창원", "부산고등법원 창원", CourtLevel::High),
            ("서울가법", "서울가정법원", CourtLevel::Family),
            ("서울행법", "서울행정법원", CourtLevel::Administrative),
            ("서울회법", "서울회생법원", CourtLevel::Rehabilitation),
            ("헌재", "헌법재판소", CourtLevel::Constitutional),
            ("대구지방법원가정지원", "대구지방법원 가정지원", CourtLevel::District),
            ("부천지원", "부천지원", CourtLevel::District),
            ("국민권익위원회", "국민권익위원회", CourtLevel::Agency),
            ("없는법원", "없는법원", CourtLevel::Other),
        ] {
            let court = Court::parse(text).unwrap();
            assert_eq!((court.name(), court.level()), (name, level), "{text}");
        }
    }

    #[test]
    fn courts_sit_from_their_founding_to_their_closing() {
        for (name, year, month, day, sat) in [
            ("수원고등법원", 2019, 3, 1, true),
            ("수원고등법원", 2019, 2, 28, false),
            ("서울지법 동부지원", 2004, 1, 31, true),
            ("서울지법 동부지원", 2004, 2, 1, false),
            ("서울고등법원", 1900, 1, 1, true),
            ("없는법원", 1950, 1, 1, true),
        ] {
            let day = DecisionDate::new(year, month, day).unwrap();
            assert_eq!(Court::parse(name).unwrap().sat_on(day), sat, "{name} {day}");
        }
        for (name, founded, closed) in LIFETIMES {
            assert!(COURTS.iter().any(|(known, _)| known == name), "{name}");
            for &(year, month, day) in founded.iter().chain(closed) {
                assert!(DecisionDate::new(year, month, day).is_some(), "{name}");
            }
        }
    }

    #[test]
    fn a_missing_court_stays_missing() {
        assert_eq!(Court::parse(""), None);
        assert_eq!(Court::parse(" 미상법원 "), None);
    }

    proptest! {
        #[test]
        fn a_normalized_name_reads_as_itself(text in "[가-힣() ]{1,12}") {
            if let Some(court) = Court::parse(&text) {
                prop_assert!(!court.name().is_empty());
            }
        }

        #[test]
        fn reading_is_idempotent_on_the_closed_list(i in 0usize..COURTS.len(), branch in "|창원|천안지원") {
            let court = Court::parse(&format!("{}{branch}", COURTS[i].0)).unwrap();
            prop_assert_eq!(Court::parse(court.name()).unwrap(), court);
        }
    }
}
