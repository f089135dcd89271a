//! What the sentences of an order make together.

use super::super::Outcome;
use super::sayings::Said;

/// What the sentences make together, and which of them says it first.
pub(super) fn combine(said: &[Said]) -> Option<(Outcome, usize)> {
    let order = Order(said);
    order
        .reversal()
        .or_else(|| {
            order.first_of(&[
                Outcome::Unconstitutional,
                Outcome::Incompatible,
                Outcome::UnconstitutionalAsRead,
                Outcome::Constitutional,
                Outcome::ConstitutionalAsRead,
            ])
        })
        .or_else(|| order.of_crime())
        .or_else(|| order.at(Said::Vacated).map(|vacated| (Outcome::JudgmentVacated, vacated)))
        .or_else(|| order.first_of(&[Outcome::JudgmentModified]))
        .or_else(|| {
            order.first_of(&[
                Outcome::FinalAppealDismissed,
                Outcome::AppealDismissed,
                Outcome::ReappealDismissed,
                Outcome::ComplaintDismissed,
                Outcome::FinalAppealRejected,
            ])
        })
        .or_else(|| order.of_claim())
}

/// What the sentences of an order say, in their order.
#[derive(Clone, Copy)]
struct Order<'s>(&'s [Said]);

impl Order<'_> {
    fn at(self, wanted: Said) -> Option<usize> {
        self.0.iter().position(|said| *said == wanted)
    }

    /// The first outcome of the list that is said.
    fn first_of(self, outcomes: &[Outcome]) -> Option<(Outcome, usize)> {
        outcomes.iter().find_map(|one| Some((*one, self.at(Said::Outcome(*one))?)))
    }

    fn reversal(self) -> Option<(Outcome, usize)> {
        let reversed = self.at(Said::Reversed)?;
        let outcome = if self.at(Said::Remanded).is_some() {
            Outcome::ReversedAndRemanded
        } else if self.at(Said::Transferred).is_some() {
            Outcome::ReversedAndTransferred
        } else {
            Outcome::ReversedAndDecided
        };
        Some((outcome, reversed))
    }

    fn of_crime(self) -> Option<(Outcome, usize)> {
        if let Some(guilty) = self.at(Said::Outcome(Outcome::Guilty)) {
            let partly =
                [Outcome::Acquitted, Outcome::DischargedWithoutVerdict, Outcome::ProsecutionDismissed];
            let in_part = self.first_of(&partly).is_some();
            return Some((if in_part { Outcome::GuiltyInPart } else { Outcome::Guilty }, guilty));
        }
        let ended = self.first_of(&[
            Outcome::SentenceSuspended,
            Outcome::Acquitted,
            Outcome::DischargedWithoutVerdict,
            Outcome::ProsecutionDismissed,
        ])?;
        // The prosecution of one accused who died ends beside the appeals of others, which are what was decided.
        let appeal = self.first_of(&[Outcome::FinalAppealDismissed]);
        appeal.filter(|_| ended.0 == Outcome::ProsecutionDismissed).or(Some(ended))
    }

    fn of_claim(self) -> Option<(Outcome, usize)> {
        let denied = self.at(Said::Denies).or_else(|| self.at(Said::DeniesTheRest));
        let rejected = self.at(Said::Outcome(Outcome::Rejected));
        match (self.at(Said::Grants), denied.or(rejected)) {
            (Some(grants), Some(_)) => Some((Outcome::GrantedInPart, grants)),
            (Some(grants), None) => Some((Outcome::Granted, grants)),
            (None, _) => denied
                .map(|at| (Outcome::Dismissed, at))
                .or_else(|| rejected.map(|at| (Outcome::Rejected, at))),
        }
    }
}
