//! Comparing what a mention says with a judgment as it is known.

use super::Mention;
use super::verdict::{Aspect, Problem};
use crate::graph::{JudgmentRef, agree};
use crate::judgment::{CaseNumber, Court, CourtLevel, DecisionType};

/// The numbers of a mention as text.
pub(super) fn numbers(mention: &Mention) -> Vec<String> {
    mention.numbers.iter().map(CaseNumber::to_string).collect()
}

/// The name of the court of a mention.
pub(super) fn court(mention: &Mention) -> Option<&str> {
    mention.court.as_ref().map(Court::name)
}

/// What of court, date and form is written otherwise than any of these judgments has it.
pub(super) fn problems(mention: &Mention, known: &[JudgmentRef]) -> Vec<Problem> {
    [court_problem(mention, known), date_problem(mention, known), decision_problem(mention, known)]
        .into_iter()
        .flatten()
        .collect()
}

fn court_problem(mention: &Mention, known: &[JudgmentRef]) -> Option<Problem> {
    let written = court(mention)?;
    let agrees = known.iter().any(|known| agree(Some(written), known.court.as_deref()));
    let expected = alternatives(known.iter().filter_map(|known| known.court.clone()));
    (!agrees).then(|| Problem { aspect: Aspect::Court, written: written.to_owned(), expected })
}

fn date_problem(mention: &Mention, known: &[JudgmentRef]) -> Option<Problem> {
    let expected = || alternatives(known.iter().filter_map(|known| Some(known.decided?.korean())));
    let problem = |written| Some(Problem { aspect: Aspect::Date, written, expected: expected() });
    if let Some(impossible) = &mention.impossible_date {
        return problem(impossible.clone());
    }
    let written = mention.date?;
    let agrees = known.iter().any(|known| known.decided.is_none_or(|date| date == written));
    if agrees { None } else { problem(written.korean()) }
}

fn decision_problem(mention: &Mention, known: &[JudgmentRef]) -> Option<Problem> {
    let written = mention.decision.map(DecisionType::korean)?;
    let agrees = known.iter().any(|known| known.decision.as_deref().is_none_or(|form| form == written));
    let expected = alternatives(known.iter().filter_map(|known| known.decision.clone()));
    (!agrees).then(|| Problem { aspect: Aspect::Decision, written: written.to_owned(), expected })
}

fn alternatives(values: impl Iterator<Item = String>) -> Option<String> {
    let mut values: Vec<String> = values.collect();
    values.sort_unstable();
    values.dedup();
    (!values.is_empty()).then(|| values.join(" / "))
}

/// Whether a judgment of another court than the written one is the one that is meant.
///
/// Courts of the same level give the same numbers, so that another court alone makes another judgment. It is the same
/// one where the date agrees, and where only one court in the country can have the number: the Supreme and the
/// Constitutional Court share their marks with nobody.
pub(super) fn is_meant_with_wrong_court(mention: &Mention, known: &JudgmentRef) -> bool {
    let date = mention.date.is_some() && mention.date == known.decided;
    date || is_apex(known.court.as_deref()) || is_apex(court(mention))
}

fn is_apex(court: Option<&str>) -> bool {
    court
        .and_then(Court::read)
        .is_some_and(|court| matches!(court.level(), CourtLevel::Supreme | CourtLevel::Constitutional))
}

/// Whether date and form are written and are those of the judgment, as far as both say them.
pub(super) fn date_agrees(mention: &Mention, known: &JudgmentRef) -> bool {
    mention.date.is_some() && mention.date == known.decided
}

/// Whether the form of the decision is written and is that of the judgment.
pub(super) fn decision_agrees(mention: &Mention, known: &JudgmentRef) -> bool {
    mention.decision.is_some_and(|form| known.decision.as_deref() == Some(form.korean()))
}
