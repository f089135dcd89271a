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
mod tests {
    use super::*;

    fn orders_say(rows: &[(&str, Option<&str>)]) {
        for (order, outcome) in rows {
            let content = format!("【주 문】\n{order}\n【이 유】\n본다.");
            let found = Outcome::of(&content, None);
            assert_eq!(found.map(|(outcome, _)| outcome.korean()), *outcome, "{order}");
            if let Some((_, quote)) = found {
                assert!(order.contains(quote.of(&content)), "{order}");
            }
        }
    }

    #[test]
    fn the_order_says_the_outcome() {
        orders_say(&[
            ("상고를 기각한다. 상고비용은 원고가 부담한다.", Some("상고기각")),
            ("상고를 모두 기각한다.", Some("상고기각")),
            ("원심판결을 파기하고, 사건을 서울고등법원에 환송한다.", Some("파기환송")),
            ("원판결을 파기한다. 사건을 대구지방법원 합의부에 환송한다.", Some("파기환송")),
            (
                "원심판결 중 피고 패소 부분을 파기하고, 이 부분 사건을 서울고등법원에 환송한다. 나머지 상고를 기각한다.",
                Some("파기환송"),
            ),
            ("원심판결을 파기하고, 사건을 서울행정법원에 이송한다.", Some("파기이송")),
            ("원심판결을 파기한다. 피고인은 무죄.", Some("파기자판")),
            ("원심판결을 파기하고, 제1심판결을 취소한다. 이 사건 소를 각하한다.", Some("파기자판")),
            ("재항고를 기각한다.", Some("재항고기각")),
            ("1. 원고의 항소를 기각한다.\n2. 항소비용은 원고가 부담한다.", Some("항소기각")),
            ("1. 원고의 청구를 모두 기각한다.\n2. 소송비용은 원고가 부담한다.", Some("기각")),
            ("1. 이 사건 소를 각하한다.\n2. 소송비용은 원고가 부담한다.", Some("각하")),
            (
                "1. 피고는 원고에게 1,000원을 지급하라.\n2. 소송비용은 피고가 부담한다.\n3. 제1항은 가집행할 수 있다.",
                Some("인용"),
            ),
            ("1. 피고는 원고에게 1,000원을 지급하라.\n2. 원고의 나머지 청구를 기각한다.", Some("일부인용")),
            (
                "1. 피고가 2020. 1. 2. 원고에게 한 처분을 취소한다.\n2. 소송비용은 피고가 부담한다.",
                Some("인용"),
            ),
            ("1. 원고와 피고는 이혼한다.\n2. 원고의 위자료 청구를 기각한다.", Some("일부인용")),
            ("1. 제1심판결을 취소한다.\n2. 원고의 청구를 기각한다.", Some("취소")),
            ("1. 제1심판결을 다음과 같이 변경한다.\n가. 피고는 원고에게 1,000원을 지급하라.", Some("변경")),
        ]);
    }

    #[test]
    fn the_order_says_who_is_guilty_and_what_is_unconstitutional() {
        orders_say(&[
            (
                "피고인을 징역 1년에 처한다. 다만 이 판결 확정일부터 2년간 위 형의 집행을 유예한다.",
                Some("유죄"),
            ),
            ("피고인을 벌금 100만 원에 처한다. 이 사건 공소사실 중 사기의 점은 무죄.", Some("일부유죄")),
            ("피고인은 무죄.", Some("무죄")),
            ("피고인에 대한 형의 선고를 유예한다.", Some("선고유예")),
            ("이 사건 공소를 기각한다.", Some("공소기각")),
            ("피고인은 면소.", Some("면소")),
            ("형법 제1조는 헌법에 위반된다.", Some("위헌")),
            ("형법 제1조는 헌법에 위반되지 아니한다.", Some("합헌")),
            (
                "1. 가나법 제1조는 헌법에 합치되지 아니한다.\n2. 위 법률조항은 2025. 12. 31.까지 계속 적용된다.",
                Some("헌법불합치"),
            ),
            ("가나법 제1조는 헌법에 위반된 것임을 확인한다.", Some("위헌")),
            ("피청구인의 행위는 헌법에 위반된 것임을 확인한다.", Some("인용")),
            ("가나법 제1조는 도시를 포함하는 것으로 해석하는 한 헌법에 위반된다.", Some("한정위헌")),
            (
                "가나법 제1조는 그 소정의 행위가 위태롭게 할 경우에 적용되는 한 헌법에 위반되지 아니한다.",
                Some("한정합헌"),
            ),
            ("청구인의 심판청구를 각하한다.", Some("각하")),
            ("이 사건 심판청구를 기각한다.", Some("기각")),
            (
                "피청구인이 2020. 1. 2. 청구인에 대하여 한 기소유예처분은 청구인의 평등권을 침해한 것이므로 이를 취소한다.",
                Some("인용"),
            ),
            (
                "1. 가나법 제1조는 모두 헌법에 합치되지 아\n니한다.\n2. 나머지 심판청구를 각하한다.",
                Some("헌법불합치"),
            ),
        ]);
    }

    #[test]
    fn orders_are_read_in_all_their_forms() {
        orders_say(&[
            (
                "1. 제1심판결 중\n가. 피고 패소 부분(이자를 제외),\n나. 100원\n부분을 각 취소한다.\n2. 나머지 항소를 기각한다.",
                Some("취소"),
            ),
            ("1. 원판결을 취소한다.\n2. 원고의 청구를 기각한다.", Some("취소")),
            ("제1심판결들을 모두 파기한다. 피고인을 징역 1년에 처한다.", Some("파기자판")),
            ("원심심결을 파기하고, 사건을 특허청 항고심판소에 환송한다.", Some("파기환송")),
            (
                "원심판결 중 ‘소송비용 등’에 관한 부분을 파기하고, 이 부분 사건을 서울고등법원에 환송한다. 나머지 상고를 기각한다.",
                Some("파기환송"),
            ),
            (
                "원심판결 중 별지 제4의 가.나.다.마. 부분을 파기하고 사건을 환송한다. 나머지 상고를 기각한다.",
                Some("파기환송"),
            ),
            ("특별항고를 기각한다.", Some("기각")),
            (
                "1. 본소청구를 기각한다.\n2. 원고는 피고에게 월 100원씩을 지급한다.\n3. 소송비용은 원고의 부담으로 한다.",
                Some("일부인용"),
            ),
            (
                "1. 원고의 청구를 기각한다.\n2. 소송비용은 원고가 부담한다.\n피고가 한 처분을 취소한다.\n1. 처분의 경위",
                Some("기각"),
            ),
            ("피고인들을 벌금 100만 원에, 각 처한다.", Some("유죄")),
            ("피고인들을 징역 1년에 각각 처한다. 피고인 갑은 무죄.", Some("일부유죄")),
            ("피고인 갑에 대한 형을 징역 1년으로, 을에 대한 형을 벌금으로 각 정한다.", Some("유죄")),
            ("이 사건 공소는 이를 각 기각한다.", Some("공소기각")),
            ("피고인 갑에 대한 공소를 기각한다. 나머지 피고인들의 상고를 모두 기각한다.", Some("상고기각")),
            ("가나법 제1조는 헌법에 합치하지 아니한다.", Some("헌법불합치")),
            ("가나법 제1조는 헌법에 위반한다.", Some("위헌")),
            ("가나법 제1조, 제2조는 헌법에 각 위반되지 아니한다.", Some("합헌")),
            ("가나법 제1조는 헌법에 위반되지 않는다.", Some("합헌")),
            ("가나법 제1조는 그 전의 것에 적용하는 범위내에서 헌법에 위반된다.", Some("한정위헌")),
            (
                "갑의 심판청구를 각하하고, 피청구인이 을에게 한 불기소처분은 평등권을 침해한 것이므로 이를 취소한다.",
                Some("일부인용"),
            ),
            ("피청구인 대통령 갑을 파면한다.", Some("인용")),
            ("피고는 원고에게 100원을 지급하라. 원고의 나머지 청구를 기각한다.", Some("일부인용")),
            ("별지와 같다.", None),
            ("피고의 상고 중 갑에 관한 부분을 각하하고, 을에 관한 부분을 기각한다.", Some("상고기각")),
            ("원고의 항소 중 갑에 관한 부분을 각하하고 을에 관한 부분을 모두 기각한다.", Some("항소기각")),
            ("재항고 허가신청을 기각한다.", Some("기각")),
            (
                "1. 제1심판결 중 갑에 관한 부분을 다음과 같이 변경한다.\n2. 제1심판결 중 을에 관한 부분을 취소한다.",
                Some("취소"),
            ),
            ("제1심판결 중 처분취소 청구에 관한 부분을 다음과 같이 변경한다.", Some("변경")),
            (
                "상고를 기각한다. 원심판결의 주문 중 \"원심판결을 파기한다.\"를 \"제1심판결을 파기한다.\"로 경정한다.",
                Some("상고기각"),
            ),
            ("원판결을 파훼하고 본건을 서울고등법원에 환송한다.", Some("파기환송")),
        ]);
    }

    const SUPREME: Option<CourtLevel> = Some(CourtLevel::Supreme);

    fn excerpts_say(rows: &[(Option<CourtLevel>, &str, Option<&str>)]) {
        for (court, content, outcome) in rows {
            let found = Outcome::of(content, *court).map(|(outcome, _)| outcome.korean());
            assert_eq!(found, *outcome, "{content}");
        }
    }

    #[test]
    fn an_excerpt_is_read_by_its_conclusion() {
        let supreme = SUPREME;
        excerpts_say(&[
            (
                supreme,
                "본다. 그러므로 상고를 기각하고 상고비용은 패소자가 부담하기로 하여 주문과 같이 판결한다.",
                Some("상고기각"),
            ),
            (
                supreme,
                "본다. 그러므로 원심판결을 파기하고 사건을 다시 심리하게 하기 위하여 원심법원에 환송하기로 하여 주문과 같이 판결한다.",
                Some("파기환송"),
            ),
            (supreme, "본다. 그러므로 재항고를 기각하기로 하여 주문과같이 결정한다.", Some("재항고기각")),
            (
                supreme,
                "본다. 그러므로 상고를 기각한다. 관여 법관의 일치된 의견으로 주문과 같이 판결한다.",
                Some("상고기각"),
            ),
            (None, "본다. 항소는 이유 없으므로 이를 기각하기로 하여 주문과 여히 판결한다.", Some("항소기각")),
            (
                None,
                "원고의 청구를 기각한 제1심판결은 정당하고 원고의 항소는 이유 없어 기각하기로 하여 주문과 같이 판결한다.",
                Some("항소기각"),
            ),
            (
                None,
                "그렇다면 제1심판결 중 피고 패소 부분을 취소하고 그 청구를 기각하며 나머지 항소를 기각하기로 하여 주문과 같이 판결한다.",
                Some("취소"),
            ),
            (
                None,
                "원고의 항소를 기각하고 피고의 항소를 받아들여 원심판결을 위와 같이 변경하기로 하여 주문과 같이 판결한다.",
                Some("변경"),
            ),
            (
                supreme,
                "위 파기 부분에 대하여는 이 법원이 위와 같이 종국판결을 하고 나머지 상고를 기각하기로 하여 주문과 같이 판결한다.",
                Some("파기자판"),
            ),
            (
                supreme,
                "그러므로 위와 같이 파기환송 및 파기자판하고 나머지 상고를 각 기각하기로 하여 주문과 같이 판결한다.",
                Some("파기환송"),
            ),
            (
                supreme,
                "원심판결을 파기하고 이를 직접 판결하기로 한다. 그러므로 면소의 판결을 하고 나머지 상고를 기각하기로 하여 주문과 같이 판결한다.",
                Some("파기자판"),
            ),
            (
                supreme,
                "원심판결을 파기하되 자판하기로 한다. 제1심판결은 정당하므로 원고의 항소를 기각하고 주문과 같이 판결한다.",
                Some("파기자판"),
            ),
            (
                supreme,
                "그러므로 원심판결을 파기하고 사건을 원심법원에 환송하는 한편 나머지 상고를 기각하기로 하여 주문과 같이 판결한다.",
                Some("파기환송"),
            ),
            (
                supreme,
                "나머지 상고이유에 대하여는 판단을 생략한 채 상고를 기각하기로 하여 주문과 같이 판결한다.",
                Some("상고기각"),
            ),
            (
                supreme,
                "새로운 청구에 관한 부분은 각하하고, 나머지 상고는 기각하기로 하여 주문과 같이 판결한다.",
                Some("상고기각"),
            ),
            (
                supreme,
                "원심은 제1심판결을 파기하고 유죄로 인정하였다. 이는 정당하다. 상고를 기각하기로 하여 주문과 같이 판결한다.",
                Some("상고기각"),
            ),
            (supreme, "그러므로 사건을 관할법원에 이송하기로 하여 주문과 같이 결정한다.", None),
            (supreme, "나머지 상고를 기각하기로 하여 주문과 같이 판결한다.", None),
            (supreme, "원고의 항소를 기각하기로 하여 주문과 같이 판결한다.", None),
            (
                supreme,
                "환송 전 판결은 파기되었다. 이에 상고를 기각하기로 하여 주문과 같이 판결한다.",
                Some("상고기각"),
            ),
            (
                None,
                "1. 피고의 처분을 취소한다.\n2. 소송비용은 피고가 부담한다.\n처분을 모두 취소한다.\n1. 처분의 경위\n본다.",
                Some("인용"),
            ),
            (None, "1. 처분의 경위\n비용을 부담하였다. 2. 판단", None),
        ]);
    }

    #[test]
    fn conclusions_are_read_in_all_their_forms() {
        let supreme = SUPREME;
        excerpts_say(&[
            (
                supreme,
                "그러므로 원심판결을 파기하고 사건을 원심법원에 환송하기로 의견이 일치되어 주문에 쓴 바와 같이 판결한다.",
                Some("파기환송"),
            ),
            (
                supreme,
                "본건 상고는 이유 없음이 명백하므로 이를 기각함이 가하다 인정하고 민사소송법을 적용하여 주문과 같이 판결한 것이다.",
                Some("상고기각"),
            ),
            (
                supreme,
                "본다. 그렇다면 상고는 이유 없으므로 기각하기로 하고 비용은 패소자의 부담으로 한다.\n이 판결에는 관여 법관들의 견해가 일치되다.",
                Some("상고기각"),
            ),
            (
                supreme,
                "원심의 판단은 정당하다. 논지는 모두 이유 없다. 그러므로 상고를 기각한다.",
                Some("상고기각"),
            ),
            (supreme, "원심은 항소를 기각하였다. 이는 정당하다.", None),
            (None, "제1심판결은 정당하므로 원고의 항소는 이유 없어 이를 기각한다.", Some("항소기각")),
            (
                None,
                "가처분결정은 이를 취소하고 신청을 기각할 것인바 이와 결론을 같이한 원판결은 정당하고 항소는 이유 없어 기각하기로 하여 주문과 같이 판결한다.",
                Some("항소기각"),
            ),
            (
                None,
                "원고는 당심에서 청구를 변경하여 그 지급을 구하나 제1심판결은 정당하므로 항소를 기각하기로 하여 주문과 같이 판결한다.",
                Some("항소기각"),
            ),
            (
                None,
                "이와 결론을 달리한 원판결은 부당하고 피고의 항소는 이유 있으므로 이를 기각하기로 하여 주문과 같이 판결한다.",
                None,
            ),
            (
                None,
                "원심판결 중 피고인 1에 대한 부분을 파기하고 변론을 거쳐 다시 다음과 같이 판결한다.\n피고인 1을 징역 1년에 처한다.\n피고인 2의 항소는 이유 없으므로 이를 기각하기로 하여 주문과 같이 판결한다.",
                Some("파기자판"),
            ),
            (supreme, "본다. 주문과 같이 판결한다.", None),
            (supreme, "본다.", None),
        ]);
    }

    #[test]
    fn words_read_back() {
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::parse(outcome.korean()), Some(outcome));
        }
        assert_eq!(Outcome::parse(""), None);
    }
}
