//! What the sentences of an order make together.

use super::super::Outcome;
use super::sayings::Said;

/// What the sentences make together, and which of them says it first.
pub(super) fn combine(said: &[Said]) -> Option<(Outcome, usize)> {
    let at = |wanted: Said| said.iter().position(|said| *said == wanted);
    let outcome_at = |wanted: Outcome| at(Said::Outcome(wanted));
    let first_of = |outcomes: &[Outcome]| outcomes.iter().find_map(|one| Some((*one, outcome_at(*one)?)));
    if let Some(reversed) = at(Said::Reversed) {
        let outcome = if at(Said::Remanded).is_some() {
            Outcome::ReversedAndRemanded
        } else if at(Said::Transferred).is_some() {
            Outcome::ReversedAndTransferred
        } else {
            Outcome::ReversedAndDecided
        };
        return Some((outcome, reversed));
    }
    first_of(&[
        Outcome::Unconstitutional,
        Outcome::Incompatible,
        Outcome::UnconstitutionalAsRead,
        Outcome::Constitutional,
        Outcome::ConstitutionalAsRead,
    ])
    .or_else(|| of_crime(&first_of, &outcome_at))
    .or_else(|| first_of(&[Outcome::JudgmentModified]))
    .or_else(|| at(Said::Vacated).map(|vacated| (Outcome::JudgmentVacated, vacated)))
    .or_else(|| {
        first_of(&[
            Outcome::FinalAppealDismissed,
            Outcome::AppealDismissed,
            Outcome::ReappealDismissed,
            Outcome::ComplaintDismissed,
            Outcome::FinalAppealRejected,
        ])
    })
    .or_else(|| {
        let denied = at(Said::Denies).or_else(|| at(Said::DeniesTheRest));
        let rejected = outcome_at(Outcome::Rejected);
        match (at(Said::Grants), denied.or(rejected)) {
            (Some(grants), Some(_)) => Some((Outcome::GrantedInPart, grants)),
            (Some(grants), None) => Some((Outcome::Granted, grants)),
            (None, _) => denied
                .map(|at| (Outcome::Dismissed, at))
                .or_else(|| rejected.map(|at| (Outcome::Rejected, at))),
        }
    })
}

fn of_crime(
    first_of: &dyn Fn(&[Outcome]) -> Option<(Outcome, usize)>,
    outcome_at: &dyn Fn(Outcome) -> Option<usize>,
) -> Option<(Outcome, usize)> {
    if let Some(guilty) = outcome_at(Outcome::Guilty) {
        let partly = [Outcome::Acquitted, Outcome::DischargedWithoutVerdict, Outcome::ProsecutionDismissed];
        let in_part = first_of(&partly).is_some();
        return Some((if in_part { Outcome::GuiltyInPart } else { Outcome::Guilty }, guilty));
    }
    // The prosecution of one accused who died ends beside the appeals of others, which are what was decided.
    let appeal = outcome_at(Outcome::FinalAppealDismissed);
    let ended = first_of(&[
        Outcome::SentenceSuspended,
        Outcome::Acquitted,
        Outcome::DischargedWithoutVerdict,
        Outcome::ProsecutionDismissed,
    ])?;
    match appeal {
        Some(appeal) if ended.0 == Outcome::ProsecutionDismissed => {
            Some((Outcome::FinalAppealDismissed, appeal))
        }
        _ => Some(ended),
    }
}
