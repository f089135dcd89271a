//! What a text without headings comes to: by the order with which it begins, and by its conclusion.
//!
//! The order says more surely what was decided, the conclusion may say more of it. Where they leave a doubt there is no
//! outcome.

use super::super::{CourtLevel, Outcome};
use super::acting::acts;
use super::combine::combine;
use super::conclusion::{Conclusion, altered, decides_anew, fate, of_conclusion};
use super::leading::{Lead, of_leading_order};
use super::sayings::{BELOW, Said, compact};
use panrye_text::character::boundary_before;
use panrye_text::span::Span;

/// How much of the end of a text is looked through for what a conclusion does not say, in bytes.
const MAX_TAIL: usize = 3_000;

/// The outcome of a text without headings, with the words that say so.
pub(in super::super) fn of_headless(content: &str, court: Option<CourtLevel>) -> Option<(Outcome, Span)> {
    if let Some(whole) = of_leading_order(content) {
        return Some(whole);
    }
    let concluded = of_conclusion(content, court);
    match Lead::of(content).filter(|lead| !lead.is_broken()) {
        Some(lead) => {
            Reading { content, lead, concluded, is_supreme: court == Some(CourtLevel::Supreme) }.outcome()
        }
        None => concluded,
    }
}

/// Both sides of a text: how it begins, and how it ends.
struct Reading<'c> {
    content: &'c str,
    lead: Lead,
    concluded: Option<(Outcome, Span)>,
    is_supreme: bool,
}

impl Reading<'_> {
    fn outcome(&self) -> Option<(Outcome, Span)> {
        let said: Vec<Said> = self.lead.said.iter().map(|(said, _)| *said).collect();
        let Some((outcome, at)) = combine(&said) else { return self.concluded };
        let quote = self.lead.said.get(at)?.1;
        let led = (outcome, quote);
        match outcome {
            Outcome::ReversedAndDecided => self.reversed(&said, quote),
            Outcome::JudgmentVacated | Outcome::JudgmentModified if self.is_supreme => {
                self.concluded.filter(|(outcome, _)| reverses(*outcome))
            }
            Outcome::ReversedAndRemanded
            | Outcome::ReversedAndTransferred
            | Outcome::JudgmentVacated
            | Outcome::JudgmentModified => Some(led),
            Outcome::FinalAppealDismissed
            | Outcome::AppealDismissed
            | Outcome::ReappealDismissed
            | Outcome::ComplaintDismissed
            | Outcome::FinalAppealRejected => self.dismissed(led),
            _ if self.concluded.is_some() => self.concluded,
            Outcome::Granted | Outcome::GrantedInPart | Outcome::Dismissed | Outcome::Rejected => {
                self.of_claim(&said, led)
            }
            Outcome::Guilty
            | Outcome::GuiltyInPart
            | Outcome::SentenceSuspended
            | Outcome::Acquitted
            | Outcome::DischargedWithoutVerdict
            | Outcome::ProsecutionDismissed => self.of_crime(led),
            // Excerpts begin with what is held of a law.
            _ => None,
        }
    }

    /// The decision below is reversed; what becomes of the case is said by the rest of the order or by the reasons.
    fn reversed(&self, said: &[Said], quote: Span) -> Option<(Outcome, Span)> {
        if self.concluded.is_some_and(|(outcome, _)| reverses(outcome)) {
            return self.concluded;
        }
        // `원판결을 파기한다`, and `상고를 기각하고` in the end: one of them is not what it seems.
        if self.concluded.is_some() && self.is_supreme && !self.lead.is_partial() {
            return None;
        }
        let tail = self.tail();
        let outcome = match fate(&tail, self.is_supreme) {
            Some(outcome) => outcome,
            None if self.is_supreme && tries_again(&tail) => Outcome::ReversedAndRemanded,
            None if said.iter().any(|said| decides(*said)) => Outcome::ReversedAndDecided,
            // `제1심판결을 취소한다`, too: whether the case goes back to the first instance or ends is said elsewhere.
            None if said.contains(&Said::Vacated)
                && ["기각", "각하"].iter().any(|verb| acts(&tail, verb)) =>
            {
                Outcome::ReversedAndDecided
            }
            None if !self.is_supreme && self.decides_crime(&tail) => Outcome::ReversedAndDecided,
            None => return None,
        };
        Some((outcome, quote))
    }

    /// Whether a court of fact sentences, acquits or ends the case itself. It must where it remands nothing; what a criminal
    /// court says of penalties is then its own sentence.
    fn decides_crime(&self, tail: &str) -> bool {
        let names = |words: &[&str]| words.iter().any(|word| tail.contains(word));
        let penalty = names(&["징역", "금고", "벌금", "무죄", "면소", "공소를기각"]);
        let elsewhere = names(&["환송", "이송"]);
        penalty && !elsewhere || decides_anew(self.content).is_some() || sentences(tail) || acquits(tail)
    }

    /// An appeal is dismissed: by the order as far as it is at hand.
    fn dismissed(&self, led: (Outcome, Span)) -> Option<(Outcome, Span)> {
        match self.concluded {
            Some((outcome, _)) if reverses(outcome) || alters(outcome) => self.concluded,
            // An appeal to a court below is dismissed beside a reversal.
            _ if self.is_supreme
                && matches!(led.0, Outcome::AppealDismissed | Outcome::ComplaintDismissed) =>
            {
                None
            }
            // The appeal of the other side is dismissed.
            Some(_) if led.0 == Outcome::FinalAppealRejected && self.lead.is_partial() => self.concluded,
            Some(_) => Some(led),
            None => (!self.lead.is_partial() || !self.may_alter()).then_some(led),
        }
    }

    /// Whether the end of the text speaks of a reversal or of an appeal that has a reason.
    fn may_alter(&self) -> bool {
        let tail = self.tail();
        acts(&tail, "파기")
            || altered(&tail).is_some()
            || [
                "논지는이유있",
                "논지이유있",
                "상고는이유있",
                "항소는이유있",
                "항소는일부이유있",
                "항고는이유있",
            ]
            .iter()
            .any(|words| tail.contains(words))
    }

    /// What the accused comes to before a court of first instance.
    fn of_crime(&self, led: (Outcome, Span)) -> Option<(Outcome, Span)> {
        let tail = self.tail();
        let is_of_crime = ["형사소송법", "공소사실", "공소제기"].iter().any(|word| tail.contains(word));
        match led.0 {
            // 공소 was the appeal to the second instance, too.
            Outcome::ProsecutionDismissed if !is_of_crime => {
                appeals(&tail).then_some((Outcome::AppealDismissed, led.1))
            }
            _ if appeals(&tail) => None,
            Outcome::Guilty if acquits(&tail) => Some((Outcome::GuiltyInPart, led.1)),
            Outcome::Guilty if may_acquit(&tail) => None,
            Outcome::Guilty | Outcome::GuiltyInPart => Some(led),
            _ => (!self.lead.is_partial()).then_some(led),
        }
    }

    /// What a claim comes to, as far as the conclusion agrees with the order.
    fn of_claim(&self, said: &[Said], led: (Outcome, Span)) -> Option<(Outcome, Span)> {
        // An order on a claim is not all that an appeal comes to.
        if !self.lead.is_of_remedy() && appeals(&self.tail()) {
            return None;
        }
        let conclusion = Conclusion::of(self.content, self.is_supreme).map(|(it, _)| it);
        let words =
            conclusion.map(|it| if claims(&it.words) { it.words } else { it.before }).unwrap_or_default();
        let is_partial = self.lead.is_partial();
        let (grants, allows) = (said.contains(&Said::Grants), acts(&words, "인용"));
        let denies_rest = said.contains(&Said::DeniesTheRest);
        let denies = denies_rest || said.contains(&Said::Denies);
        let rejects = said.contains(&Said::Outcome(Outcome::Rejected));
        let denied = denies || (is_partial && acts(&words, "기각"));
        let rejected = rejects || (is_partial && acts(&words, "각하"));
        let limited = ["범위", "한도", "일부"].iter().any(|word| words.contains(word));
        let outcome = match (grants || allows, denied || rejected) {
            // What was granted may be an objection to what had been granted before.
            (true, _) if !(allows || denies || rejects) => return None,
            (true, true) => Outcome::GrantedInPart,
            (true, false) if limited || !allows => return None,
            (true, false) => Outcome::Granted,
            // What was granted is lost.
            (false, _) if denies_rest => return None,
            (false, _) if is_partial && !claims(&words) => return None,
            (false, _) if denied => Outcome::Dismissed,
            (false, _) => Outcome::Rejected,
        };
        Some((outcome, led.1))
    }

    /// The end of the text, without blanks.
    fn tail(&self) -> String {
        let from = boundary_before(self.content, self.content.len().saturating_sub(MAX_TAIL));
        compact(self.content.get(from.max(self.lead.end)..).unwrap_or_default())
    }
}

/// Whether the end of a text speaks of a decision below: then this is an appeal, and an order on a claim or on the accused
/// is not all of it.
fn appeals(tail: &str) -> bool {
    BELOW.iter().any(|name| tail.contains(name))
}

/// Whether the court below shall try a case once more.
fn tries_again(tail: &str) -> bool {
    ["다시", "재차", "경히"]
        .iter()
        .any(|again| ["심리", "심판", "재판"].iter().any(|tries| tail.contains(&format!("{again}{tries}"))))
}

/// Whether an accused is sentenced.
fn sentences(tail: &str) -> bool {
    ["한다", "하고", "하며", "하기로", "하되"].iter().any(|end| tail.contains(&format!("처{end}")))
}

/// Whether an accused is acquitted, or the prosecution ended, by this decision.
fn acquits(tail: &str) -> bool {
    const VERBS: [&str; 6] =
        ["무죄를선고", "무죄의판결을선고", "무죄의선고를", "면소를선고", "면소의판결을선고", "공소를기각"];
    const ENDS: [&str; 5] = ["한다", "하기로", "하고", "하며", "하는것"];
    VERBS.iter().any(|verb| {
        tail.match_indices(verb).any(|(at, _)| {
            let behind = tail.get(at + verb.len()..).unwrap_or_default();
            ENDS.iter().any(|end| behind.starts_with(end))
        })
    })
}

/// Whether a text may say so in other words: it names the provision on acquittals, and not to leave an acquittal out of the
/// order.
fn may_acquit(tail: &str) -> bool {
    let leaves_out =
        ["무죄를선고하지", "무죄의선고를하지", "무죄선고를하지", "무죄를선고하지아니", "무죄의판결을하지"];
    ["325조", "326조", "327조", "328조"].iter().any(|provision| tail.contains(provision))
        && !leaves_out.iter().any(|words| tail.contains(words))
}

/// What of an order a court says that decides a case itself.
const fn decides(said: Said) -> bool {
    matches!(
        said,
        Said::Grants
            | Said::Denies
            | Said::Outcome(
                Outcome::AppealDismissed
                    | Outcome::ComplaintDismissed
                    | Outcome::Rejected
                    | Outcome::Acquitted
                    | Outcome::Guilty
                    | Outcome::SentenceSuspended
                    | Outcome::DischargedWithoutVerdict
                    | Outcome::ProsecutionDismissed
            )
    )
}

/// Whether a conclusion says what becomes of a claim.
fn claims(words: &str) -> bool {
    ["인용", "기각", "각하"].iter().any(|verb| acts(words, verb))
}

const fn reverses(outcome: Outcome) -> bool {
    matches!(
        outcome,
        Outcome::ReversedAndRemanded | Outcome::ReversedAndTransferred | Outcome::ReversedAndDecided
    )
}

const fn alters(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::JudgmentVacated | Outcome::JudgmentModified)
}

#[cfg(test)]
#[path = "headless_tests.rs"]
mod tests;
