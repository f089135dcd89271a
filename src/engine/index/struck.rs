//! What a decision of the Constitutional Court strikes down: the provision, the version of it, and how.
//!
//! Owns the reading of its order, and the term under which the index keeps what was read.

use std::collections::HashMap;
use std::fmt;

use panrye_law::judgment::{CourtLevel, DecisionDate, Judgment, Outcome, Section};
use panrye_law::reference::{References, StatuteRef, Version, keys_with_ranges, references, versions};
use panrye_text::span::Span;

/// The last part of a term, where the law was rewritten.
const REWRITTEN: &str = "전부";

/// Between the parts of a term.
const BETWEEN: char = '\u{1f}';

/// A provision that a decision strikes down.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Struck {
    /// The provision: `형법 제241조`.
    pub provision: String,
    /// The version of it that is meant, as far as the order says.
    pub version: Version,
    /// What the decision comes to for it.
    pub outcome: Outcome,
}

impl Struck {
    /// Reads back what [`fmt::Display`] writes.
    pub(super) fn parse(term: &str) -> Option<Self> {
        let mut parts = term.split(BETWEEN);
        let provision = parts.next()?.to_owned();
        let outcome = Outcome::parse(parts.next()?)?;
        let mut day = || parts.next()?.parse().ok().and_then(DecisionDate::from_number);
        let (since, until) = (day(), day());
        let version = Version { since, until, rewritten: parts.next() == Some(REWRITTEN) };
        Some(Self { provision, version, outcome })
    }

    /// Whether a judgment of that day that means that version of the provision means what was struck down.
    ///
    /// Where the judgment names no version, it means the one of its time, or the earlier one where it says only that (구 …).
    /// An article that was only amended is struck down for a judgment on its earlier text too: the amendment that an order
    /// names is the last one of the article, whatever little it changed. A rewritten law has other articles.
    pub fn is_meant(&self, decided: DecisionDate, version: Version, former: bool) -> bool {
        let Version { since, until, .. } = self.version;
        // A version that stood until a day is not the one that began on it.
        let is_earlier = match version.until {
            Some(cited) => since.is_some_and(|since| cited <= since),
            None => self.version.rewritten && since.is_some_and(|since| decided < since),
        };
        let is_later = match (version.until, version.since) {
            (Some(cited), _) => until.is_some_and(|until| cited > until),
            (None, Some(cited)) => until.is_some_and(|until| cited >= until),
            (None, None) => !former && until.is_some_and(|until| decided >= until),
        };
        !is_earlier && !is_later
    }
}

impl fmt::Display for Struck {
    /// The term of the index.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = |day: Option<DecisionDate>| day.map(|day| day.as_number().to_string()).unwrap_or_default();
        let (since, until) = (day(self.version.since), day(self.version.until));
        let rewritten = if self.version.rewritten { REWRITTEN } else { "" };
        let Self { provision, outcome, .. } = self;
        write!(f, "{provision}{BETWEEN}{outcome}{BETWEEN}{since}{BETWEEN}{until}{BETWEEN}{rewritten}")
    }
}

/// The provisions that the order of a decision finds unconstitutional, as far as they are named down to an article or
/// an annex.
pub(super) fn struck_down(judgment: &Judgment, references: &References) -> Vec<Struck> {
    let mut found: Vec<Struck> =
        findings(judgment, references).into_iter().map(|(struck, _)| struck).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The same of a decision that is read again, each with the words of the order, on one line.
pub(crate) fn struck_with_words(judgment: &Judgment) -> Vec<(Struck, String)> {
    let content = judgment.section(Section::Content);
    let words = |finding: Span| finding.of(content).split_whitespace().collect::<Vec<_>>().join(" ");
    let found = findings(judgment, &references(judgment));
    found.into_iter().map(|(struck, finding)| (struck, words(finding))).collect()
}

/// What an order strikes down, each with the finding that does.
fn findings(judgment: &Judgment, references: &References) -> Vec<(Struck, Span)> {
    let constitutional =
        judgment.court.as_ref().is_some_and(|court| court.level() == CourtLevel::Constitutional);
    if !constitutional || judgment.outcome.is_none_or(|(outcome, _)| !outcome.strikes_down()) {
        return Vec::new();
    }
    let content = judgment.section(Section::Content);
    let in_content = |statute: &&StatuteRef| statute.section == Some(Section::Content);
    let statutes: Vec<&StatuteRef> = references.statutes.iter().filter(in_content).collect();
    let of_statutes = versions(statutes.iter().copied());
    let mut found = Vec::new();
    for (finding, outcome) in Outcome::struck_down(content) {
        let named: Vec<(&StatuteRef, Version)> = statutes
            .iter()
            .copied()
            .zip(of_statutes.iter().copied())
            .filter(|(statute, _)| statute.provision.article.is_some() || statute.provision.annex.is_some())
            .filter(|(statute, _)| is_struck(content, finding, statute))
            .collect();
        let struck = |(provision, version)| (Struck { provision, version, outcome }, finding);
        found.extend(provisions(&named).into_iter().map(struck));
    }
    found
}

/// The named provisions, and those within their ranges, which are struck down with the ends.
fn provisions(named: &[(&StatuteRef, Version)]) -> Vec<(String, Version)> {
    let mut found: Vec<(String, Version)> =
        named.iter().filter_map(|(statute, version)| Some((statute.key()?, *version))).collect();
    let statutes = named.iter().map(|(statute, _)| *statute);
    let whole: HashMap<String, Version> = named
        .iter()
        .flat_map(|(statute, version)| statute.keys().into_iter().map(|key| (key, *version)))
        .collect();
    for key in keys_with_ranges(statutes).into_iter().filter(|key| !whole.contains_key(key)) {
        let law = key.split(' ').next().unwrap_or_default();
        let version = whole.get(law).copied().unwrap_or_default();
        found.push((key, version));
    }
    found
}

/// Whether a finding strikes down a provision that it names.
fn is_struck(content: &str, finding: Span, statute: &StatuteRef) -> bool {
    if !finding.contains(statute.span) {
        return false;
    }
    let before = Span::new(finding.start, statute.span.start);
    // `제262조는 … 제415조의 재항고가 포함되는 것으로 해석하는 한`: what is read into a provision stands behind it.
    let is_reading = finding.of(content).contains("해석하는")
        && ["은,", "는,", "부분은", "는 "].iter().any(|topic| before.of(content).contains(topic));
    is_subject(before.of(content)) && !is_reading
}

/// Whether a provision is what is struck down, by the words of the order before it, and not what describes a part of it:
/// `가법 제5조 중 형법 제1조에 관한 부분은 헌법에 위반된다` leaves 형법 제1조 as it is.
fn is_subject(before: &str) -> bool {
    let last = |words: &[&str]| words.iter().filter_map(|word| before.rfind(word)).max();
    let in_part = match (last(&[" 중 ", "중 ‘", "중 “", "중 \"", "중 '", " 가운데 "]), last(&["부분"]))
    {
        (Some(part), Some(end)) => part > end,
        (part, None) => part.is_some(),
        (None, Some(_)) => false,
    };
    let open = |one: char, other: char| before.matches(one).count() > before.matches(other).count();
    let quoted = open('‘', '’') || open('“', '”') || open('「', '」') && !before.ends_with('「');
    !in_part && !quoted && !open('(', ')')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `가나법 제5조`, with version and outcome where they are not the plain ones.
    fn written(struck: &Struck) -> String {
        let day = |day: Option<DecisionDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let Struck { provision, version, outcome } = struck;
        let version = if version.is_open() {
            String::new()
        } else {
            format!(" {}~{}", day(version.since), day(version.until))
        };
        match outcome {
            Outcome::Unconstitutional => format!("{provision}{version}"),
            _ => format!("{provision}{version} {outcome}"),
        }
    }

    #[test]
    fn only_the_subject_of_an_order_is_struck_down() {
        for (order, expected) in [
            ("가나법 제5조 제1항은 헌법에 위반된다.", vec!["가나법 제5조 제1항"]),
            ("가나법 제5조 중 형법 제337조에 관한 부분은 헌법에 위반된다.", vec!["가나법 제5조"]),
            (
                "가나법 제5조 중 ‘형법 제337조의 죄를 범한 자’ 부분, 다라법 제7조는 모두 헌법에 위반된다.",
                vec!["가나법 제5조", "다라법 제7조"],
            ),
            (
                "1. 가나법 제5조는 헌법에 위반되지 아니한다.\n2. 다라법 제7조는 헌법에 합치되지 아니한다.",
                vec!["다라법 제7조 헌법불합치"],
            ),
            (
                "가나법 제5조는 헌법에 위반되지 아니하고, 다라법 제7조는 헌법에 위반된다.",
                vec!["다라법 제7조"],
            ),
            (
                "가나법 제5조는 헌법에 위반되고, 다라법 제7조는 헌법에 위반되지 아니한다.",
                vec!["가나법 제5조"],
            ),
            ("가나법 제5조에 대한 청구는 기각하고, 다라법 제7조는 헌법에 위반된다.", vec!["다라법 제7조"]),
            (
                "1. 가나법 제5조는 헌법에 위반된다.\n2. 다라법 제7조는 헌법에 합치되지 아니한다.",
                vec!["가나법 제5조", "다라법 제7조 헌법불합치"],
            ),
            (
                "가나법(2010. 1. 2. 법률 제1호로 전부 개정된 것) 제5조, 제6조, 구 다라법(2011. 1. 2. 법률 제2호로 개정되고, 2013. 1. 2. 법률 제3호로 개정되기 전의 것) 제7조 내지 제9조는 헌법에 위반된다.",
                vec![
                    "가나법 제5조 2010-01-02~",
                    "가나법 제6조 2010-01-02~",
                    "다라법 제7조 2011-01-02~2013-01-02",
                    "다라법 제8조 2011-01-02~2013-01-02",
                    "다라법 제9조 2011-01-02~2013-01-02",
                ],
            ),
            (
                "가나법 제5조는 ‘불복’에 다라법 제7조의 재항고가 포함되는 것으로 해석하는 한 헌법에 위반된다.",
                vec!["가나법 제5조 한정위헌"],
            ),
            ("가나법 제5조는 헌법에 위반되지 아니한다.", vec![]),
        ] {
            let mut judgment = Judgment::default();
            judgment.set_docket("2020헌바1");
            judgment.set_section(Section::Content, format!("【주 문】\n{order}\n【이 유】\n본다."));
            judgment.complete("");
            let found = struck_down(&judgment, &references(&judgment));
            let found: Vec<String> = found.iter().map(written).collect();
            assert_eq!(found, expected, "{order}");
            let terms = struck_down(&judgment, &references(&judgment));
            assert!(terms.iter().all(|one| Struck::parse(&one.to_string()).as_ref() == Some(one)), "{order}");
        }
    }

    #[test]
    fn a_judgment_means_the_version_of_its_time_or_the_one_it_names() {
        let day = |year| DecisionDate::new(year, 1, 2);
        let struck = Struck {
            provision: "가나법 제5조".to_owned(),
            version: Version { since: day(2010), until: day(2014), rewritten: true },
            outcome: Outcome::Unconstitutional,
        };
        let version = |since, until| Version { since, until, rewritten: false };
        for (decided, cited, former, expected) in [
            (2009, version(None, None), false, false),
            (2012, version(None, None), false, true),
            (2016, version(None, None), false, false),
            (2016, version(None, None), true, true),
            (2016, version(None, day(2010)), true, false),
            (2016, version(None, day(2012)), true, true),
            (2016, version(None, day(2014)), true, true),
            (2016, version(None, day(2015)), true, false),
            (2016, version(day(2014), None), false, false),
            (2013, version(day(2012), None), false, true),
        ] {
            let found = struck.is_meant(day(decided).unwrap(), cited, former);
            assert_eq!(found, expected, "{decided} {cited:?} {former}");
        }
        let amended = Struck { version: Version { rewritten: false, ..struck.version }, ..struck };
        assert!(amended.is_meant(day(2009).unwrap(), Version::default(), false));
        assert!(!amended.is_meant(day(2016).unwrap(), version(None, day(2010)), true));
    }
}
