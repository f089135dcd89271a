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
mod tests {
    use super::*;

    const SUPREME: Option<CourtLevel> = Some(CourtLevel::Supreme);
    const HIGH: Option<CourtLevel> = Some(CourtLevel::High);
    const FIRST: Option<CourtLevel> = Some(CourtLevel::District);

    fn texts_come_to(rows: &[(Option<CourtLevel>, &str, &str, Option<&str>)]) {
        for (court, first, rest, outcome) in rows {
            let content = format!("{first}\n{rest}");
            let found = of_headless(&content, *court).map(|(outcome, _)| outcome.korean());
            assert_eq!(found, *outcome, "{content}");
        }
    }

    #[test]
    fn the_first_lines_say_what_the_conclusion_does_not() {
        let silent = "본다. 논지는 모두 이유 없다. 관여 법관의 일치된 의견으로 주문과 같이 판결한다.";
        texts_come_to(&[
            (SUPREME, "상고를 모두 기각한다.", silent, Some("상고기각")),
            (SUPREME, "본건 상고를 기각한다", "", Some("상고기각")),
            (SUPREME, "상고를 각하한다.", silent, Some("상고각하")),
            (
                SUPREME,
                "재심청구를 기각한다.",
                "원심판결은 정당하다. 재심청구를 기각하기로 하여 주문과 같이 결정한다.",
                Some("기각"),
            ),
            (SUPREME, "원심판결을 파기하고 사건을 서울고등법원에 환송한다.", silent, Some("파기환송")),
            (SUPREME, "상고를 상고비용을 원고의 부담으로 한다.", silent, None),
            (
                SUPREME,
                "상고를 원심판결의 주문 중 “원심판결을 파기한다.”를 “제1심판결을 파기한다.”로 경정한다.",
                "그러므로 상고를 기각하기로 하여 주문과 같이 판결한다.",
                Some("상고기각"),
            ),
            (
                SUPREME,
                "상고를 비용은 피고가 위 신청을 각하한다.",
                "그러므로 상고를 기각하며 위 신청을 각하한다. 주문과 같이 판결한다.",
                Some("상고기각"),
            ),
            (HIGH, "항소를 기각한다.", silent, Some("항소기각")),
            (HIGH, "제1심판결을 취소한다.", silent, Some("취소")),
            (HIGH, "원판결을 다음과 같이 변경한다.", silent, Some("변경")),
            (None, "소송비용은 누구나 부담하여야 하는 경우가 있으므로 상고를 기각한다.", "본다.", None),
            // What was asked for follows the order.
            (
                SUPREME,
                "상고를 모두 기각한다.\n1. 원심판결을 파기하고 사건을 서울고등법원으로 환송한다.\n2. 비용은 원고가 부담한다.",
                "상고를 모두 기각하기로 하여 주문과 같이 판결한다.",
                Some("상고기각"),
            ),
        ]);
    }

    #[test]
    fn a_reversal_in_either_place_is_the_outcome() {
        let of_last = "피고 2의 상고는 이유 없다. 그러므로 상고를 기각하기로 하여 주문과 같이 판결한다.";
        let again =
            "형사소송법에 따라 원심판결을 파기하고 변론을 거쳐 다시 다음과 같이 판결한다.\n무죄를 선고한다.";
        texts_come_to(&[
            (
                SUPREME,
                "원판결 중 피고 1에 대한 부분을 파기하고 이 부분을 서울고등법원에 환송한다.",
                of_last,
                Some("파기환송"),
            ),
            (
                SUPREME,
                "원고의 상고를 기각한다.",
                "그러므로 원심판결 중 피고 패소 부분을 파기하고 사건을 원심법원에 환송하기로 하여 주문과 같이 판결한다.",
                Some("파기환송"),
            ),
            (SUPREME, "원판결을 파기한다.", "그러므로 상고를 기각하기로 하여 주문과 같이 판결한다.", None),
            (
                SUPREME,
                "원판결을 파기한다.",
                "원심이 무죄를 선고하기로 한 것은 위법이다. 주문과 같이 판결한다.",
                None,
            ),
            (
                SUPREME,
                "원판결을 파기한다.",
                "본건을 다시 심리하게 하기 위하여 주문과 같이 판결한다.",
                Some("파기환송"),
            ),
            (
                SUPREME,
                "원심판결을 피고인의 항소를 기각한다.",
                "원심판결을 파기하되 직접 판결하기로 한다. 피고인의 항소를 기각하기로 하여 주문과 같이 판결한다.",
                Some("파기자판"),
            ),
            (SUPREME, "원판결을 파기하고 제1심판결을 취소한다.", "", None),
            (HIGH, "원심판결을 파기한다.", again, Some("파기자판")),
            (
                HIGH,
                "원심판결을 파기한다.",
                "피고인을 징역 1년에 처하기로 하여 주문과 같이 판결한다.",
                Some("파기자판"),
            ),
            (HIGH, "원심판결을 파기한다.", "", None),
            (
                HIGH,
                "원심판결 중 피고인 1에 대한 부분을 파기한다.",
                "피고인 1을 징역 1년에 처한다. 피고인 2의 항소는 이유 없어 이를 기각하기로 하여 주문과 같이 판결한다.",
                Some("파기자판"),
            ),
            (
                HIGH,
                "원판결 중 피고 1에 대한 부분을 다음과 같이 변경한다.",
                "원고들의 항소를 기각하기로 하여 주문과 같이 판결한다.",
                Some("변경"),
            ),
            (
                HIGH,
                "원고의 항소를 기각한다.",
                "원판결 중 피고 패소 부분은 부당하므로 이를 취소하고 원고의 항소를 기각하기로 하여 주문과 같이 판결한다.",
                Some("취소"),
            ),
            (HIGH, "원고의 항소를 기각한다.", "피고의 항소는 이유 있으므로 주문과 같이 판결한다.", None),
        ]);
    }

    #[test]
    fn a_claim_comes_to_what_order_and_conclusion_say_together() {
        let pays = "피고는 원고에게 100원을 지급하라.";
        texts_come_to(&[
            (FIRST, pays, "원고의 청구는 이유 있어 이를 인용하기로 하여 주문과 같이 판결한다.", Some("인용")),
            (
                FIRST,
                pays,
                "청구는 위 범위 안에서 이를 인용하고 나머지 청구는 이를 기각하기로 하여 주문과 같이 판결한다.",
                Some("일부인용"),
            ),
            (FIRST, pays, "청구는 위 인정 범위 안에서 이를 인용하기로 하여 주문과 같이 판결한다.", None),
            (FIRST, pays, "본다.", None),
            (FIRST, "원고의 청구를 모두 기각한다.", "본다.", Some("기각")),
            (FIRST, "이 사건 소를 각하한다.", "본다.", Some("각하")),
            (FIRST, "피고 1에 대한 소를 각하한다.", "본다.", None),
            (
                FIRST,
                "피고 1에 대한 소를 각하한다.",
                "피고 1에 대한 소는 각하하고 피고 2에 대한 청구는 기각하기로 하여 주문과 같이 판결한다.",
                Some("기각"),
            ),
            (
                FIRST,
                "원고의 주위적 청구를 기각한다.",
                "주위적 청구는 기각하고 예비적 청구는 이를 인용하기로 하여 주문과 같이 판결한다.",
                Some("일부인용"),
            ),
            (
                FIRST,
                "신청인의 나머지 신청을 기각한다.",
                "나머지 신청은 이를 기각하기로 하여 주문과 같이 판결한다.",
                None,
            ),
            (FIRST, "이 사건 가처분결정을 취소한다.", "신청을 기각하기로 하여 주문과 같이 판결한다.", None),
        ]);
    }

    #[test]
    fn an_accused_comes_to_what_order_and_reasons_say_together() {
        let sentenced = "피고인을 징역 1년에 처한다.";
        texts_come_to(&[
            (FIRST, sentenced, "본다.", Some("유죄")),
            (FIRST, sentenced, "이 부분은 형사소송법 제325조에 따라 무죄를 선고한다.", Some("일부유죄")),
            (
                FIRST,
                sentenced,
                "이 부분은 형사소송법 제325조에 따라 무죄이나 주문에서 따로 무죄를 선고하지 아니한다.",
                Some("유죄"),
            ),
            (FIRST, sentenced, "이 부분은 형사소송법 제325조에 해당한다.", None),
            (FIRST, "피고인들은 각 무죄.", "본다.", Some("무죄")),
            (FIRST, "피고인 1은 무죄.", "본다.", None),
            (FIRST, "이 사건 공소를 기각한다.", "공소제기의 절차가 무효이다.", Some("공소기각")),
            // The appeal to the second instance was called so.
            (HIGH, "본건 공소를 기각한다.", "이와 같은 취지의 원판결은 정당하다.", Some("항소기각")),
            (HIGH, "본건 공소를 기각한다.", "", None),
        ]);
    }
}
