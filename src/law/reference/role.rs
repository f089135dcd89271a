//! What a mention in the reasons is: an authority, or a case of this case's own history.
//!
//! Words before and after the mention decide (`재심대상판결(…)`, `…호로 소를 제기하여`); headings such as 【원심판결】 go first
//! and are read elsewhere.

use super::case_scan::{CaseGroup, Suffix};
use super::citation::Role;
use crate::case_number::CaseNumber;
use crate::judgment::{Court, CourtLevel};
use crate::scan::Text;
use panrye_text::span::Span;

/// Words directly before another decision of this case's history.
const HISTORY: &[&str] = &[
    "재심대상판결",
    "재심대상판결인",
    "재심대상결정",
    "환송 전 원심판결",
    "환송 전 원심",
    "환송전 원심판결",
    "환송전 원심",
];

/// Words directly before the decision under appeal.
const APPEALED: &[&str] = &[
    "원심판결",
    "원심판결인",
    "제1심판결",
    "제1심판결인",
    "원심인",
    "제1심인",
    "원심결정",
    "제1심결정",
    "원심법원인",
];

/// Words of a case that the parties had: what they asked for and what came of it.
const STORY: &[&str] = &[
    "소를 제기",
    "제소",
    "선고받",
    "확정되",
    "유죄",
    "징역",
    "벌금",
    "기소",
    "공소",
    "파산",
    "가압류",
    "가처분",
    "경매",
    "신청",
    "조정이",
    "소송을",
    "청구를",
    "화해",
    "사건에서",
    "사건의",
    "사건은",
    "사건에",
    "처분을",
    "선고하",
    "상고",
    "항소",
    "재항고",
    "면책",
    "회생",
    "지급명령",
    "이혼",
];

/// Whether the mark says that a court of first or second instance received the case.
pub(super) fn is_of_a_lower_court(number: &CaseNumber) -> bool {
    let mark = number.mark().to_string();
    ["가", "나", "고", "노", "구", "드", "르", "느", "허", "카합", "카단", "타"]
        .iter()
        .any(|head| mark.starts_with(head))
}

/// The role of a mention in the reasons: an authority, or a case of the parties' own history.
pub(super) fn role_in_reasons(
    text: Text<'_>,
    span: Span,
    court: Option<&Court>,
    dated: bool,
    group: &CaseGroup,
) -> Role {
    let floor = text.boundary(span.start.saturating_sub(40));
    let before = text.between(floor, span.start).trim_end_matches(['(', ' ', '\n', '\'', '‘']);
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    if ends(HISTORY) {
        return Role::Related;
    }
    if ends(&["환송판결", "환송판결인", "환송한 판결"]) {
        return Role::Remanding;
    }
    if ends(APPEALED) {
        return Role::Appealed;
    }
    if is_case_of_the_parties(text, span.end, court, dated, group) { Role::Related } else { Role::Cited }
}

/// `서울지방법원 2000가합1호로 소를 제기하여`, `부산지방법원 2001고단1호로 징역형을 선고받아`.
fn is_case_of_the_parties(
    text: Text<'_>,
    end: usize,
    court: Option<&Court>,
    dated: bool,
    group: &CaseGroup,
) -> bool {
    let lower = court.map_or_else(
        || group.numbers.first().is_some_and(is_of_a_lower_court),
        |court| !matches!(court.level(), CourtLevel::Supreme | CourtLevel::Constitutional),
    );
    let rest = text.between(end, text.boundary(end + 120));
    let rest = rest.split("다.").next().unwrap_or_default();
    let by_number = ["호로", "호 ", "호의", "호사건", "호에", "호,", "호(", "호)", "호를", "호은", "호는"]
        .iter()
        .any(|word| rest.starts_with(word));
    let story = STORY.iter().any(|word| rest.contains(word));
    let authority = ["참조", "판시", "취지의", "법리", "판례"].iter().any(|word| rest.contains(word));
    match group.suffix {
        _ if authority => false,
        Suffix::Ho if rest.starts_with("호로") => true,
        Suffix::Ho => lower,
        // An authority of a lower court is cited with its date.
        Suffix::None | Suffix::Word => lower && (story || by_number || !dated),
    }
}
