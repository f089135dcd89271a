//! What a decision comes to, read from its order (주문): 상고기각, 파기환송, 일부인용, 무죄, 위헌 …
//!
//! Each sentence of the order says one or more things; together they make the outcome. Excerpts have no order: there the
//! sentence that concludes the reasons (`그러므로 상고를 기각하기로 하여 … 주문과 같이 판결한다`) is read. An order that is of no known
//! form has no outcome.

use std::fmt;

use serde::{Serialize, Serializer};

use super::{PartKind, content_parts};
use panrye_text::character::boundary_before;
use panrye_text::span::Span;

/// The longest order that is read, in bytes: an order of many pages lists objects.
const MAX_ORDER: usize = 20_000;

/// How far before `주문과 같이` the sentence is looked for, in bytes.
const MAX_CONCLUSION: usize = 900;

/// What a decision comes to.
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

    /// The outcome of a content, with the words of it that say so.
    pub fn of(content: &str) -> Option<(Self, Span)> {
        let parts = content_parts(content);
        match parts.iter().find(|part| part.kind == PartKind::Order) {
            Some(order) => of_order(content, order.span),
            None => of_conclusion(content),
        }
    }

    /// The sentences of an order that find something unconstitutional.
    pub fn struck_down(content: &str) -> Vec<Span> {
        let parts = content_parts(content);
        let Some(order) = parts.iter().find(|part| part.kind == PartKind::Order) else {
            return Vec::new();
        };
        let strikes = |said: &Said| matches!(said, Said::Outcome(outcome) if outcome.strikes_down());
        clauses(content, order.span)
            .into_iter()
            .filter(|clause| of_constitution(&compact(clause.of(content))).iter().any(strikes))
            .collect()
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

/// What one sentence of an order says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Outcome(Outcome),
    /// 원심판결을 파기한다: what follows says what becomes of the case.
    Reversed,
    /// 제1심판결을 취소한다.
    Vacated,
    Remanded,
    Transferred,
    /// Something is ordered, declared or annulled as it was asked for.
    Grants,
    /// 원고의 청구를 기각한다.
    Denies,
    /// 나머지 청구를 기각한다.
    DeniesTheRest,
    /// Costs, provisional execution and everything else.
    Nothing,
}

fn of_order(content: &str, order: Span) -> Option<(Outcome, Span)> {
    let end = boundary_before(content, order.end.min(order.start + MAX_ORDER));
    let order = Span::new(order.start, end);
    let mut said = Vec::new();
    let mut quotes = Vec::new();
    for sentence in clauses(content, order) {
        let words = compact(sentence.of(content));
        for one in sayings(&words) {
            said.push(one);
            quotes.push(sentence);
        }
    }
    let (outcome, at) = combine(&said)?;
    quotes.get(at).map(|quote| (outcome, *quote))
}

/// `그러므로 원심판결을 파기하고 사건을 환송하기로 하여 … 주문과 같이 판결한다.`
fn of_conclusion(content: &str) -> Option<(Outcome, Span)> {
    let at = memchr::memmem::rfind(content.as_bytes(), "주문과 같이".as_bytes())?;
    let floor = boundary_before(content, at.saturating_sub(MAX_CONCLUSION));
    let before = content.get(floor..at)?;
    let start = ["다. ", "다.\n", "\n"].iter().filter_map(|end| Some(before.rfind(end)? + end.len())).max();
    let sentence = Span::new(floor + start?, at);
    let words = compact(sentence.of(content));
    let dismissed = |noun: &str| {
        ["기각하", "모두기각하", "각기각하", "이를기각하", "이를모두기각하"].iter().any(|verb| {
            ["를", "는", "은"].iter().any(|particle| words.contains(&format!("{noun}{particle}{verb}")))
        })
    };
    let reverses = words.contains("파기하") || words.contains("파기한") || words.contains("파기되");
    let outcome = if reverses && words.contains("환송하") {
        Outcome::ReversedAndRemanded
    } else if reverses && words.contains("이송하") {
        Outcome::ReversedAndTransferred
    } else if reverses {
        return None;
    } else if dismissed("재항고") {
        Outcome::ReappealDismissed
    } else if dismissed("상고") {
        Outcome::FinalAppealDismissed
    } else if dismissed("항소") {
        Outcome::AppealDismissed
    } else {
        return None;
    };
    Some((outcome, Span::new(sentence.start, sentence.end)))
}

/// The sentences of an order: each ends with `다.`, or with its line.
fn clauses(content: &str, order: Span) -> Vec<Span> {
    let mut clauses = Vec::new();
    let mut start = order.start;
    let text = order.of(content);
    for (at, c) in text.char_indices() {
        let ends = (c == '.' && text.get(..at).is_some_and(|before| before.ends_with(['다', '죄', '소'])))
            || c == '\n';
        if ends {
            clauses.push(Span::new(start, order.start + at + 1));
            start = order.start + at + 1;
        }
    }
    clauses.push(Span::new(start, order.end));
    clauses
        .into_iter()
        .filter_map(|span| {
            let words = span.of(content);
            let trimmed = words.trim();
            let start = span.start + (words.len() - words.trim_start().len());
            (!trimmed.is_empty()).then(|| Span::new(start, start + trimmed.len()))
        })
        .collect()
}

/// Without blanks, so that `기각 한다` and `기각한다` are one.
fn compact(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

fn sayings(words: &str) -> Vec<Said> {
    let has = |word: &str| words.contains(word);
    let mut said = of_constitution(words);
    if !said.is_empty() {
        return said;
    }
    if has("비용") && (has("부담") || has("소송비용") || has("상고비용") || has("항소비용")) && !has("기각")
    {
        return vec![Said::Nothing];
    }
    if ["원심판결", "원심결정", "원판결", "원결정", "원심심판", "원심명령"].iter().any(|name| has(name))
        && has("파기")
    {
        said.push(Said::Reversed);
    } else if (has("제1심판결") || has("제1심결정") || has("제1심심판") || has("1심판결")) && has("취소")
    {
        said.push(Said::Vacated);
    } else if (has("제1심판결") || has("원심판결")) && (has("변경한다") || has("변경하여")) {
        said.push(Said::Outcome(Outcome::JudgmentModified));
    }
    if has("환송한다") || has("환송하") {
        said.push(Said::Remanded);
    }
    if has("이송한다") || has("이송하") {
        said.push(Said::Transferred);
    }
    said.extend(of_crime(words));
    said.extend(of_dismissal(words));
    if said.is_empty() && grants(words) {
        said.push(Said::Grants);
    }
    said
}

fn of_constitution(words: &str) -> Vec<Said> {
    let has = |word: &str| words.contains(word);
    let limited = has("해석하는한")
        || has("하는한도")
        || has("는한헌법")
        || has("적용되는한")
        || has("범위에서는헌법")
        || has("는것으로해석");
    let mut said = Vec::new();
    if has("헌법에합치되지아니") {
        said.push(Said::Outcome(Outcome::Incompatible));
    }
    if has("헌법에위반되지아니") || has("헌법에위배되지아니") {
        let outcome = if limited { Outcome::ConstitutionalAsRead } else { Outcome::Constitutional };
        said.push(Said::Outcome(outcome));
    }
    if has("헌법에위반된다") || has("헌법에위배된다") || has("헌법에위반되고") || has("헌법에위반되며")
    {
        let outcome = if limited { Outcome::UnconstitutionalAsRead } else { Outcome::Unconstitutional };
        said.push(Said::Outcome(outcome));
    }
    if has("위헌임을확인")
        || has("위헌확인한다")
        || has("침해한것으로")
        || has("침해한것임을")
        || has("권한을침해")
    {
        said.push(Said::Grants);
    }
    said
}

fn of_crime(words: &str) -> Vec<Said> {
    let has = |word: &str| words.contains(word);
    let mut said = Vec::new();
    if has("선고를유예") {
        said.push(Said::Outcome(Outcome::SentenceSuspended));
    } else if has("피고인") && (has("에처한다") || has("에각처한다") || has("형에처") || has("에처하"))
    {
        said.push(Said::Outcome(Outcome::Guilty));
    } else if has("피고인") && has("형을면제") {
        said.push(Said::Outcome(Outcome::Guilty));
    }
    if has("무죄") {
        said.push(Said::Outcome(Outcome::Acquitted));
    }
    if has("면소") {
        said.push(Said::Outcome(Outcome::DischargedWithoutVerdict));
    }
    if has("공소를기각") || has("공소는기각") {
        said.push(Said::Outcome(Outcome::ProsecutionDismissed));
    }
    said
}

/// What is dismissed on its merits (기각) or rejected without them (각하).
fn of_dismissal(words: &str) -> Vec<Said> {
    let has = |word: &str| words.contains(word);
    let mut said = Vec::new();
    if has("기각한다") || has("기각하고") || has("기각하며") {
        said.push(if has("재항고") || has("특별항고") {
            Said::Outcome(Outcome::ReappealDismissed)
        } else if has("상고를") || has("상고와") || has("부대상고") || has("나머지상고") || has("상고는")
        {
            Said::Outcome(Outcome::FinalAppealDismissed)
        } else if has("항소를") || has("항소와") || has("항소및") || has("항소는") || has("부대항소")
        {
            Said::Outcome(Outcome::AppealDismissed)
        } else if has("항고를") || has("항고와") || has("항고는") {
            Said::Outcome(Outcome::ComplaintDismissed)
        } else if has("공소") {
            return said;
        } else if has("나머지") {
            Said::DeniesTheRest
        } else {
            Said::Denies
        });
    }
    if has("각하한다") || has("각하하고") || has("각하하며") {
        said.push(Said::Outcome(if has("상고를") {
            Outcome::FinalAppealRejected
        } else {
            Outcome::Rejected
        }));
    }
    said
}

/// Whether what was asked for is ordered, declared or annulled.
fn grants(words: &str) -> bool {
    const GRANTS: [&str; 30] = [
        "지급하라",
        "이행하라",
        "인도하라",
        "명도하라",
        "철거하라",
        "말소하라",
        "퇴거하라",
        "제거하라",
        "공개하라",
        "게재하라",
        "교부하라",
        "반환하라",
        "하여서는아니된다",
        "하여서는안된다",
        "하여야한다",
        "절차를이행",
        "확인한다",
        "취소한다",
        "무효임을",
        "이혼한다",
        "불허한다",
        "허가한다",
        "인가한다",
        "개시한다",
        "선고한다",
        "면책한다",
        "인용한다",
        "정지한다",
        "분할한다",
        "지정한다",
    ];
    GRANTS.iter().any(|word| words.contains(word)) && !words.contains("가집행")
}

/// What the sentences make together, and which of them says it first.
fn combine(said: &[Said]) -> Option<(Outcome, usize)> {
    let at = |wanted: Said| said.iter().position(|said| *said == wanted);
    let outcome_at = |wanted: Outcome| at(Said::Outcome(wanted));
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
    let constitutional = [
        Outcome::Unconstitutional,
        Outcome::Incompatible,
        Outcome::UnconstitutionalAsRead,
        Outcome::Constitutional,
        Outcome::ConstitutionalAsRead,
    ];
    if let Some(found) = constitutional.into_iter().find_map(|outcome| Some((outcome, outcome_at(outcome)?)))
    {
        return Some(found);
    }
    if let Some(guilty) = outcome_at(Outcome::Guilty) {
        let partly = [Outcome::Acquitted, Outcome::DischargedWithoutVerdict, Outcome::ProsecutionDismissed];
        let in_part = partly.into_iter().any(|outcome| outcome_at(outcome).is_some());
        return Some((if in_part { Outcome::GuiltyInPart } else { Outcome::Guilty }, guilty));
    }
    let of_crime = [
        Outcome::SentenceSuspended,
        Outcome::Acquitted,
        Outcome::DischargedWithoutVerdict,
        Outcome::ProsecutionDismissed,
    ];
    if let Some(found) = of_crime.into_iter().find_map(|outcome| Some((outcome, outcome_at(outcome)?))) {
        return Some(found);
    }
    if let Some(modified) = outcome_at(Outcome::JudgmentModified) {
        return Some((Outcome::JudgmentModified, modified));
    }
    if let Some(vacated) = at(Said::Vacated) {
        return Some((Outcome::JudgmentVacated, vacated));
    }
    let appeals = [
        Outcome::FinalAppealDismissed,
        Outcome::AppealDismissed,
        Outcome::ReappealDismissed,
        Outcome::ComplaintDismissed,
        Outcome::FinalAppealRejected,
    ];
    if let Some(found) = appeals.into_iter().find_map(|outcome| Some((outcome, outcome_at(outcome)?))) {
        return Some(found);
    }
    let denied = at(Said::Denies).or_else(|| at(Said::DeniesTheRest));
    let rejected = outcome_at(Outcome::Rejected);
    match (at(Said::Grants), denied.or(rejected)) {
        (Some(grants), Some(_)) => Some((Outcome::GrantedInPart, grants)),
        (Some(grants), None) => Some((Outcome::Granted, grants)),
        (None, Some(_)) => {
            denied.map(|at| (Outcome::Dismissed, at)).or_else(|| rejected.map(|at| (Outcome::Rejected, at)))
        }
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_says_the_outcome() {
        for (order, outcome) in [
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
            ("별지와 같다.", None),
        ] {
            let content = format!("【주 문】\n{order}\n【이 유】\n본다.");
            let found = Outcome::of(&content);
            assert_eq!(found.map(|(outcome, _)| outcome.korean()), outcome, "{order}");
            if let Some((_, quote)) = found {
                assert!(order.contains(quote.of(&content)), "{order}");
            }
        }
    }

    #[test]
    fn an_excerpt_is_read_by_its_conclusion() {
        for (content, outcome) in [
            (
                "본다. 그러므로 상고를 기각하고 상고비용은 패소자가 부담하기로 하여 주문과 같이 판결한다.",
                Some("상고기각"),
            ),
            (
                "본다. 그러므로 원심판결을 파기하고 사건을 다시 심리하게 하기 위하여 원심법원에 환송하기로 하여 주문과 같이 판결한다.",
                Some("파기환송"),
            ),
            ("본다. 그러므로 재항고를 기각하기로 하여 주문과 같이 결정한다.", Some("재항고기각")),
            ("본다. 주문과 같이 판결한다.", None),
            ("본다.", None),
        ] {
            assert_eq!(Outcome::of(content).map(|(outcome, _)| outcome.korean()), outcome, "{content}");
        }
    }

    #[test]
    fn words_read_back() {
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::parse(outcome.korean()), Some(outcome));
        }
        assert_eq!(Outcome::parse(""), None);
    }
}
