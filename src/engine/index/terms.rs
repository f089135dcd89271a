//! The exact values under which a judgment is found: numbers, courts, kinds, what it cites, statutes.
//!
//! The document of the index and the documents of other search servers hold the same ones.

use std::collections::{BTreeSet, HashSet};

use panrye_law::case_number::CaseNumber;
use panrye_law::judgment::{CaseKind, CourtLevel, DecisionDate, DecisionType, Judgment, Outcome, Section};
use panrye_law::reference::{
    Citation, LawName, References, StatuteRef, Treatment, en_banc, keys_with_ranges,
};
use panrye_text::span::Span;

/// The exact values of one judgment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Terms {
    /// Court and lowest case number (see [`Judgment::key`]).
    pub key: String,
    /// Every case number in full, or the docket of an agency as written.
    pub case_numbers: Vec<String>,
    /// The court, and its seat where it is a branch.
    pub courts: Vec<String>,
    /// The level of the court.
    pub level: Option<&'static str>,
    /// Date of the decision.
    pub decided: Option<DecisionDate>,
    /// The kind as written, and its branch of law.
    pub kinds: Vec<String>,
    /// Form of the decision.
    pub decision: Option<&'static str>,
    /// `전원합의체` where the full court decided.
    pub bench: Option<&'static str>,
    /// What it comes to.
    pub outcome: Option<&'static str>,
    /// Case numbers cited, without its own.
    pub cites: Vec<String>,
    /// Case numbers that it overrules.
    pub overrules: Vec<String>,
    /// Case numbers that it calls decisions of the full court.
    pub full_court: Vec<String>,
    /// Provisions that it finds unconstitutional.
    pub strikes_down: Vec<String>,
    /// Statutes referred to, at every level.
    pub statutes: Vec<String>,
    /// Laws referred to.
    pub laws: Vec<String>,
}

/// The value of the field `bench`.
pub(crate) const FULL_COURT: &str = "전원합의체";

impl Terms {
    /// The values of a judgment and of what it refers to.
    pub fn of(judgment: &Judgment, references: &References) -> Self {
        let overruling = references
            .citations
            .iter()
            .filter(|citation| citation.treatment.is_some_and(Treatment::overrules));
        let laws = references.statutes.iter().filter_map(|statute| statute.law.as_ref());
        let laws: BTreeSet<&str> = laws.map(|law| law.key.as_str()).collect();
        Self {
            key: judgment.key().as_str().to_owned(),
            case_numbers: judgment.known_numbers(),
            courts: courts(judgment),
            level: judgment.court.as_ref().map(|court| court.level().korean()),
            decided: judgment.decided,
            kinds: kinds(judgment),
            decision: judgment.decision.map(DecisionType::korean),
            bench: (en_banc(judgment, &references.citations) == Some(true)).then_some(FULL_COURT),
            outcome: judgment.outcome.map(|(outcome, _)| outcome.korean()),
            full_court: numbers(references.citations.iter().filter(|citation| citation.en_banc)),
            strikes_down: strikes_down(judgment, references),
            cites: cites(judgment, references),
            overrules: numbers(overruling),
            statutes: distinct(keys_with_ranges(references.statutes.iter())),
            laws: laws.into_iter().map(str::to_owned).collect(),
        }
    }
}

fn numbers<'c>(citations: impl Iterator<Item = &'c Citation>) -> Vec<String> {
    distinct(citations.flat_map(|citation| citation.numbers.iter().map(ToString::to_string)).collect())
}

/// The provisions that the order of a decision finds unconstitutional, as far as they are named down to the article.
fn strikes_down(judgment: &Judgment, references: &References) -> Vec<String> {
    let constitutional =
        judgment.court.as_ref().is_some_and(|court| court.level() == CourtLevel::Constitutional);
    if !constitutional || judgment.outcome.is_none_or(|(outcome, _)| !outcome.strikes_down()) {
        return Vec::new();
    }
    let clauses = Outcome::struck_down(judgment.section(Section::Content));
    let content = judgment.section(Section::Content);
    let in_clause = |statute: &&StatuteRef| {
        statute.section == Some(Section::Content)
            && clauses.iter().any(|clause| {
                let before = Span::new(clause.start, statute.span.start);
                // `제262조는 … 제415조의 재항고가 포함되는 것으로 해석하는 한`: what is read into a provision stands behind it.
                let is_reading = clause.of(content).contains("해석하는")
                    && ["은,", "는,", "부분은", "는 "].iter().any(|topic| before.of(content).contains(topic));
                clause.contains(statute.span) && is_subject(before.of(content)) && !is_reading
            })
    };
    let named: Vec<&StatuteRef> = references
        .statutes
        .iter()
        .filter(in_clause)
        .filter(|statute| statute.provision.article.is_some())
        .collect();
    let mut found = Vec::new();
    // The note stands once, before the first provision of a list.
    let mut noted: Option<(&LawName, DecisionDate)> = None;
    for statute in &named {
        if let (Some(law), Some(until)) = (&statute.law, statute.version_until()) {
            noted = Some((law, until));
        }
        let of_law = noted.filter(|(law, _)| statute.former && statute.law.as_ref() == Some(law));
        found.extend(statute.key().map(|key| struck(&key, of_law.map(|(_, until)| until))));
    }
    // What stands within a range is struck down with its ends.
    let whole: HashSet<String> = named.iter().flat_map(|statute| statute.keys()).collect();
    let within = keys_with_ranges(named.iter().copied()).into_iter().filter(|key| !whole.contains(key));
    found.extend(within.map(|key| struck(&key, noted.map(|(_, until)| until))));
    distinct(found)
}

/// Between a provision and the day until which the version stood that is struck down.
pub(super) const UNTIL: char = '\u{1f}';

/// The term of a provision that is struck down, as it stood until a day where an earlier version is meant.
fn struck(provision: &str, until: Option<DecisionDate>) -> String {
    match until {
        Some(until) => format!("{provision}{UNTIL}{}", until.as_number()),
        None => provision.to_owned(),
    }
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

fn courts(judgment: &Judgment) -> Vec<String> {
    let Some(court) = &judgment.court else { return Vec::new() };
    let mut names = vec![court.name().to_owned()];
    if court.seat() != court.name() {
        names.push(court.seat().to_owned());
    }
    names
}

/// The kind as written, and the branch of law that it or the case mark names: the mark is assigned by rule, so a
/// judgment whose source names no kind is found under its branch all the same.
fn kinds(judgment: &Judgment) -> Vec<String> {
    let mut kinds: Vec<String> = judgment.kind.iter().map(|kind| kind.as_str().to_owned()).collect();
    let class = judgment.kind.as_ref().and_then(CaseKind::class);
    let class = class.or_else(|| judgment.case_numbers.first().map(|number| number.mark().class()));
    kinds.extend(class.map(|class| class.korean().to_owned()));
    kinds.dedup();
    kinds
}

fn cites(judgment: &Judgment, references: &References) -> Vec<String> {
    let mut cited: Vec<_> =
        references.citations.iter().flat_map(|citation| citation.numbers.iter()).collect();
    cited.sort_unstable();
    cited.dedup();
    let own: HashSet<&CaseNumber> = judgment.case_numbers.iter().collect();
    let others = cited.into_iter().filter(|number| !own.contains(number));
    others.map(ToString::to_string).collect()
}

fn distinct(mut values: Vec<String>) -> Vec<String> {
    values.sort_unstable();
    values.dedup();
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use panrye_law::reference::references;

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
                vec!["다라법 제7조"],
            ),
            (
                "가나법 제5조는 ‘불복’에 다라법 제7조의 재항고가 포함되는 것으로 해석하는 한 헌법에 위반된다.",
                vec!["가나법 제5조"],
            ),
            ("가나법 제5조는 헌법에 위반되지 아니한다.", vec![]),
        ] {
            let mut judgment = Judgment::default();
            judgment.set_docket("2020헌바1");
            judgment.set_section(Section::Content, format!("【주 문】\n{order}\n【이 유】\n본다."));
            judgment.complete("");
            let found = strikes_down(&judgment, &references(&judgment));
            assert_eq!(found, expected, "{order}");
        }
    }
}
