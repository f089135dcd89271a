//! What a decision comes to, read from its order (주문): 상고기각, 파기환송, 일부인용, 무죄, 위헌 …
//!
//! Each sentence of the order says one or more things; together they make the outcome. A text without headings may begin with
//! its order or a part of it, and an excerpt has none: there the sentence that concludes the reasons (`그러므로 상고를 기각하기로 하여
//! … 주문과 같이 판결한다`) is read as well. An order that is of no known form has no outcome, nor has a text that leaves a doubt.

use std::fmt;

use serde::{Serialize, Serializer};

use super::order;
use super::{CourtLevel, PartKind, content_parts};
use panrye_text::span::Span;

/// What a decision comes to: one value for all of it, the weightiest of what is said.
///
/// - **An appeal comes to what becomes of the decision below**, as a whole or in part, whatever is decided in its place and
///   though other appeals, or the rest of this one, are dismissed: 파기환송, 파기이송 or 파기자판 where it is reversed (파기), 취소
///   where it is vacated, 변경 where it is amended. So a court of appeal that vacates or amends and then orders payment,
///   dismisses the claim or sends the case back is 취소 or 변경, and one that reverses and then sentences or acquits is 파기자판,
///   never 인용, 기각, 유죄 or 무죄. 취소 goes before 변경.
/// - **상고기각, 항소기각, 재항고기각, 항고기각**: no part of the decision below is altered.
/// - **인용, 일부인용, 기각, 각하** are said of claims and applications that a court decides first, among them retrials,
///   special complaints and claims that were brought on appeal, and 각하 of any appeal but the last (상고각하). What an
///   agency did and a court annuls (처분을 취소한다) is 인용.
/// - **유죄, 일부유죄, 무죄, 선고유예, 면소, 공소기각** are of courts of first instance.
///
/// Who looks for all that went well for an appellant therefore asks for 파기환송, 파기이송, 파기자판, 취소 and 변경.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the Korean names say what they are")]
pub enum Outcome {
    Unconstitutional,
    Incompatible,
    UnconstitutionalAsRead,
    Constitutional,
    ConstitutionalAsRead,
    ReversedAndRemanded,
    ReversedAndTransferred,
    ReversedAndDecided,
    GuiltyInPart,
    Guilty,
    SentenceSuspended,
    Acquitted,
    DischargedWithoutVerdict,
    ProsecutionDismissed,
    GrantedInPart,
    Granted,
    JudgmentVacated,
    JudgmentModified,
    FinalAppealDismissed,
    AppealDismissed,
    ReappealDismissed,
    ComplaintDismissed,
    Dismissed,
    FinalAppealRejected,
    Rejected,
}

impl Outcome {
    /// Every outcome, the weightier first.
    pub const ALL: [Self; 25] = [
        Self::Unconstitutional,
        Self::Incompatible,
        Self::UnconstitutionalAsRead,
        Self::Constitutional,
        Self::ConstitutionalAsRead,
        Self::ReversedAndRemanded,
        Self::ReversedAndTransferred,
        Self::ReversedAndDecided,
        Self::GuiltyInPart,
        Self::Guilty,
        Self::SentenceSuspended,
        Self::Acquitted,
        Self::DischargedWithoutVerdict,
        Self::ProsecutionDismissed,
        Self::GrantedInPart,
        Self::Granted,
        Self::JudgmentVacated,
        Self::JudgmentModified,
        Self::FinalAppealDismissed,
        Self::AppealDismissed,
        Self::ReappealDismissed,
        Self::ComplaintDismissed,
        Self::Dismissed,
        Self::FinalAppealRejected,
        Self::Rejected,
    ];

    /// The word for it.
    pub const fn korean(self) -> &'static str {
        match self {
            Self::Unconstitutional => "위헌",
            Self::Incompatible => "헌법불합치",
            Self::UnconstitutionalAsRead => "한정위헌",
            Self::Constitutional => "합헌",
            Self::ConstitutionalAsRead => "한정합헌",
            Self::ReversedAndRemanded => "파기환송",
            Self::ReversedAndTransferred => "파기이송",
            Self::ReversedAndDecided => "파기자판",
            Self::GuiltyInPart => "일부유죄",
            Self::Guilty => "유죄",
            Self::SentenceSuspended => "선고유예",
            Self::Acquitted => "무죄",
            Self::DischargedWithoutVerdict => "면소",
            Self::ProsecutionDismissed => "공소기각",
            Self::GrantedInPart => "일부인용",
            Self::Granted => "인용",
            Self::JudgmentVacated => "취소",
            Self::JudgmentModified => "변경",
            Self::FinalAppealDismissed => "상고기각",
            Self::AppealDismissed => "항소기각",
            Self::ReappealDismissed => "재항고기각",
            Self::ComplaintDismissed => "항고기각",
            Self::Dismissed => "기각",
            Self::FinalAppealRejected => "상고각하",
            Self::Rejected => "각하",
        }
    }

    /// The outcome with that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.korean() == word)
    }

    /// The outcome of a content, with the words of it that say so; the level of the court tells what its conclusion can
    /// come to.
    pub fn of(content: &str, court: Option<CourtLevel>) -> Option<(Self, Span)> {
        let parts = content_parts(content);
        match parts.iter().find(|part| part.kind == PartKind::Order) {
            Some(order) => order::outcome(content, order.span),
            None => order::of_headless(content, court),
        }
    }

    /// What of an order finds something unconstitutional, each with what it comes to.
    pub fn struck_down(content: &str) -> Vec<(Span, Self)> {
        let parts = content_parts(content);
        let Some(order) = parts.iter().find(|part| part.kind == PartKind::Order) else {
            return Vec::new();
        };
        order::struck_down(content, order.span)
    }

    /// Whether a law does not stand, or not as it was read.
    pub const fn strikes_down(self) -> bool {
        matches!(self, Self::Unconstitutional | Self::Incompatible | Self::UnconstitutionalAsRead)
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.korean())
    }
}

impl Serialize for Outcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.korean())
    }
}

#[cfg(test)]
#[path = "outcome_tests.rs"]
mod tests;
