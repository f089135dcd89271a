//! The exact values under which a judgment is found: numbers, courts, kinds, what it cites, statutes.
//!
//! The document of the index and the documents of other search servers hold the same ones.

use std::collections::{BTreeSet, HashSet};

use super::struck::struck_down;
use panrye_law::case_number::CaseNumber;
use panrye_law::judgment::{CaseKind, DecisionDate, DecisionType, Judgment};
use panrye_law::reference::{Citation, References, Treatment, en_banc, keys_with_ranges};

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
    /// Provisions that it finds unconstitutional, with version and outcome (see [`Struck`](super::Struck)).
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
            strikes_down: distinct(
                struck_down(judgment, references).iter().map(ToString::to_string).collect(),
            ),
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
