//! Which version of a law is meant: what the note behind its name says, and what a list takes from the note before it.
//!
//! Owns the reading of notes. What follows from a version for a judgment is not known here.

use super::statute::{LawName, StatuteRef};
use crate::judgment::DecisionDate;
use panrye_text::span::Span;

/// The time within which a version of a law stood, as far as it is written; half open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Version {
    /// The first day of the version (`2010. 1. 1. 법률 제1호로 개정된 것`).
    pub since: Option<DecisionDate>,
    /// Whether the law was rewritten on that day (전부 개정, 제정): its articles are others than before.
    pub rewritten: bool,
    /// The first day of the next one (`2014. 1. 1. 법률 제2호로 개정되기 전의 것`).
    pub until: Option<DecisionDate>,
}

impl Version {
    /// The version that the note of a reference names.
    pub fn parse(quote: &str) -> Self {
        let dates = dates(quote);
        let mut version = Self::default();
        for (at, (place, day)) in dates.iter().enumerate() {
            let next = dates.get(at + 1).map_or(quote.len(), |(next, _)| next.start);
            let said = quote.get(place.end..next).unwrap_or_default();
            let says = |words: &[&str]| words.iter().any(|word| said.contains(word));
            if says(&["되기 전", "되기전", "전의 것"]) {
                version.until = Some(*day);
                break;
            }
            if says(&[
                "개정되고",
                "개정된",
                "제정된",
                "제정되고",
                "신설된",
                "신설되고",
                "개정되어",
                "제정되어",
            ]) {
                version.since = Some(*day);
                version.rewritten = says(&["전부", "전문", "제정"]);
            }
        }
        version
    }

    /// Whether nothing is said of the time.
    pub const fn is_open(self) -> bool {
        self.since.is_none() && self.until.is_none()
    }
}

/// The dates of a note, each with its place: `2016. 2. 29.`.
fn dates(quote: &str) -> Vec<(Span, DecisionDate)> {
    let digit = |c: char| c.is_ascii_digit();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = quote.get(from..).and_then(|rest| rest.find(digit)).map(|at| from + at) {
        let rest = quote.get(at..).unwrap_or_default();
        let long = rest.find(|c: char| !digit(c) && !matches!(c, '.' | ' ')).unwrap_or(rest.len());
        let written = rest.get(..long).unwrap_or_default();
        let parts: Vec<&str> = written.split('.').map(str::trim).filter(|part| !part.is_empty()).collect();
        if let [year, month, day, ..] = parts[..]
            && year.len() == 4
            && let Some(day) = DecisionDate::parse(&format!("{year}.{month}.{day}"))
        {
            found.push((Span::new(at, at + long), day));
        }
        from = at + long.max(1);
    }
    found
}

/// The version that each reference of a text means, in their order: its own note, or the one before it of the same law
/// where a list goes on (`제3조, 제4조`) or where the earlier version is named again (`구 상표법 제7조`).
pub fn versions<'s>(statutes: impl Iterator<Item = &'s StatuteRef>) -> Vec<Version> {
    let mut noted: Vec<(&LawName, bool, Version)> = Vec::new();
    statutes
        .map(|statute| {
            let Some(law) = &statute.law else { return Version::default() };
            let version = statute.version();
            let goes_on = statute.quote.starts_with('제');
            let known = noted.iter().position(|(other, ..)| *other == law);
            if !version.is_open() {
                noted.retain(|(other, ..)| *other != law);
                noted.push((law, statute.former, version));
                return version;
            }
            match known.and_then(|at| noted.get(at)) {
                Some((_, former, of_note)) if *former == statute.former && (goes_on || *former) => *of_note,
                _ => {
                    if !goes_on && !statute.former {
                        noted.retain(|(other, former, _)| *other != law || *former);
                    }
                    Version::default()
                }
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Context, references_in};
    use super::*;

    fn written(text: &str) -> Vec<String> {
        let found = references_in(text, &Context::default()).statutes;
        let day = |day: Option<DecisionDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let versions = versions(found.iter());
        versions
            .into_iter()
            .map(|version| {
                let rewritten = if version.rewritten { " rewritten" } else { "" };
                format!("{}~{}{rewritten}", day(version.since), day(version.until))
            })
            .collect()
    }

    #[test]
    fn a_note_says_which_version_is_meant() {
        for (text, expected) in [
            ("구 상표법(2016. 2. 29. 법률 제14033호로 전부 개정되기 전의 것) 제6조", "~2016-02-29"),
            (
                "구 형법(1995. 12. 29. 법률 제5057호로 개정되고, 2016. 1. 6. 법률 제13719호로 개정되기 전의 것) 제257조",
                "1995-12-29~2016-01-06",
            ),
            ("상표법(2016. 2. 29. 법률 제14033호로 개정된 것) 제6조", "2016-02-29~"),
            ("상표법(2016. 2. 29. 법률 제14033호로 전부 개정된 것) 제6조", "2016-02-29~ rewritten"),
            ("상표법(2016. 2. 29. 법률 제14033호로 제정된 것) 제6조", "2016-02-29~ rewritten"),
            ("구 상표법 제6조", "~"),
        ] {
            assert_eq!(written(text), [expected], "{text}");
        }
    }

    #[test]
    fn a_list_goes_on_in_the_same_version() {
        for (text, expected) in [
            (
                "구 상표법(2016. 2. 29. 법률 제14033호로 전부 개정되기 전의 것) 제6조, 제7조와 상표법 제8조, 제9조",
                vec!["~2016-02-29", "~2016-02-29", "~", "~"],
            ),
            (
                "상표법(2016. 2. 29. 법률 제14033호로 개정된 것) 제6조, 제7조. 그리고 상표법 제8조, 제9조",
                vec!["2016-02-29~", "2016-02-29~", "~", "~"],
            ),
            (
                "구 상표법(2016. 2. 29. 법률 제14033호로 전부 개정되기 전의 것) 제6조는 본다. 민법 제1조도 본다. 구 상표법 제8조도 본다.",
                vec!["~2016-02-29", "~", "~2016-02-29"],
            ),
        ] {
            assert_eq!(written(text), expected, "{text}");
        }
    }
}
