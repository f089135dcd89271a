//! What a decision is where its source does not say so: its form, whether the full court sat, and whether it is final.
//!
//! The text goes first (`주문과 같이 결정한다`), then the mark of the case where it leaves no doubt. What neither says stays
//! unknown.

use std::fmt;

use serde::{Serialize, Serializer};

use super::order::closing;
use super::{Court, CourtLevel, DecisionType};
use crate::case_number::CaseNumber;
use panrye_text::character::boundary_before;

/// How far behind the conclusion its verb stands, in bytes.
const MAX_VERB: usize = 40;

/// The end of a content in which the judges sign, in bytes.
const MAX_SIGNATURE: usize = 700;

/// The head of a content in which a line may say whether the decision is final, in bytes.
const MAX_HEAD: usize = 400;

/// Cases that are decided by 판결. Of 47,000 judgments with these marks whose source or conclusion says the form, fewer
/// than one in 500 is a ruling, and those say so themselves.
const JUDGMENT_MARKS: &[&str] = &[
    "다", "다카", "도", "므", "후", "추", "수", "오", "나", "노", "누", "르", "허", "가단", "가합", "가소",
    "고단", "고합", "고정", "드단", "드합", "드", "구", "구단", "구합", "감도", "감노", "민상", "형상",
    "행상",
];

/// Cases that are decided by 결정: complaints, applications, and everything before the Constitutional Court.
const RULING_MARKS: &[&str] = &[
    "마",
    "모",
    "그",
    "스",
    "흐",
    "으",
    "크",
    "무",
    "아",
    "라",
    "로",
    "루",
    "브",
    "호",
    "초",
    "초기",
    "초재",
    "카기",
    "카확",
    "카담",
    "즈기",
    "즈단",
    "하단",
    "하면",
    "회합",
    "개회",
    "타채",
    "타기",
    "타경",
    "민재항",
    "형항",
    "헌가",
    "헌나",
    "헌다",
    "헌라",
    "헌마",
    "헌바",
    "헌사",
    "헌아",
];

impl DecisionType {
    /// The form of the decision of `content`, by its conclusion or else by the mark of its number.
    pub fn infer(number: Option<&CaseNumber>, content: &str) -> Option<Self> {
        Self::of_conclusion(content).or_else(|| number.and_then(Self::of_number))
    }

    /// The form that the conclusion names: `주문과 같이 판결한다`, `주문과 같이 결정한다`.
    fn of_conclusion(content: &str) -> Option<Self> {
        let rest = content.get(closing(content)?.end..)?;
        let near: String = rest.chars().take(MAX_VERB / 3).filter(|c| !c.is_whitespace()).collect();
        [Self::Judgment, Self::Ruling, Self::Order].into_iter().find(|form| near.starts_with(form.korean()))
    }

    /// The form of the decisions in cases with the mark of `number`, where there is but one.
    ///
    /// 두 are appeals in administrative cases since 1998; before, they were applications and complaints.
    pub fn of_number(number: &CaseNumber) -> Option<Self> {
        let mark = number.mark().to_string();
        if mark == "두" {
            return Some(if number.year() >= 1998 { Self::Judgment } else { Self::Ruling });
        }
        if JUDGMENT_MARKS.contains(&mark.as_str()) {
            Some(Self::Judgment)
        } else {
            RULING_MARKS.contains(&mark.as_str()).then_some(Self::Ruling)
        }
    }
}

/// Whether the full court decided (전원합의체, 전원재판부), as `판결유형`, the name or the text of a decision says; `None` where
/// they say nothing of it.
///
/// The Chief Justice sits in the full court alone, and a bench of the Supreme Court is of one mind: where a justice
/// dissents the full court sits. A signature of three or four justices is that of a bench.
pub fn en_banc(written_form: &str, case_name: &str, court: Option<&Court>, content: &str) -> Option<bool> {
    let says = |text: &str| text.contains("전원합의체") || text.contains("전원재판부");
    if says(written_form) || says(case_name) {
        return Some(true);
    }
    if court?.level() != CourtLevel::Supreme {
        return None;
    }
    if is_divided(content) {
        return Some(true);
    }
    of_signature(content)
}

/// Whether some justice is of another opinion: `대법관 갑의 반대의견이 있는 외에는`, `대법원판사 갑을 제외한 관여 법관의 일치된 의견으로`.
fn is_divided(content: &str) -> bool {
    /// How far before and behind the words that except a justice what belongs to them stands, in bytes.
    const NEAR: usize = 90;
    let near = |at: usize, words: &str| {
        let from = boundary_before(content, at.saturating_sub(NEAR));
        let to = boundary_before(content, (at + words.len() + NEAR).min(content.len()));
        let before = content.get(from..at).unwrap_or_default();
        let behind = content.get(at + words.len()..to).unwrap_or_default();
        (before, behind)
    };
    let is_justice = |before: &str| before.contains("대법관") || before.contains("대법원판사");
    let excepts = |words: &str| {
        content.match_indices(words).any(|(at, _)| {
            let (before, behind) = near(at, words);
            (is_justice(before) || before.trim_end().ends_with("의견을")) && behind.contains("일치")
        })
    };
    let follows = |words: &str| content.match_indices(words).any(|(at, _)| is_justice(near(at, words).0));
    ["의견이 있는 외", "의견이 있는 이외", "의견이 있는외"].iter().any(|words| content.contains(words))
        || ["제외한", "제외하고"].into_iter().any(excepts)
        || ["의 반대의견은 다음과 같다", "의 소수의견은 다음과 같다"].into_iter().any(follows)
}

/// What the names of the judges at the end say: `대법원장 갑(재판장) 대법관 을 병 …`, `대법관 갑(재판장) 을(주심) 병 정`.
fn of_signature(content: &str) -> Option<bool> {
    let content = content.trim_end();
    let floor = boundary_before(content, content.len().saturating_sub(MAX_SIGNATURE));
    let tail = content.get(floor..)?;
    let from = tail.rfind("다.").map_or(0, |end| end + "다.".len());
    let names = tail.get(from..)?;
    let chief = names.contains("대법원장");
    let justices = names.contains("대법관") || names.contains("대법원판사");
    if !justices && !chief {
        return None;
    }
    if chief {
        return Some(true);
    }
    // A list that says who could not sign is no full list.
    let is_full =
        names.contains("재판장") && !["서명", "불능", "퇴직", "생략"].iter().any(|word| names.contains(word));
    if !is_full {
        return None;
    }
    // Each name has three syllables, two or four seldom; titles and roles are no names.
    let plain = ["대법관", "대법원판사", "재판장", "주심"]
        .iter()
        .fold(names.to_owned(), |text, word| text.replace(word, " "));
    let count = plain
        .split(|c: char| !('가'..='힣').contains(&c))
        .filter(|word| (2..=4).contains(&word.chars().count()))
        .count();
    (3..=4).contains(&count).then_some(false)
}

/// Whether a decision is final or was carried further, as its source says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Finality {
    /// 확정.
    Final,
    /// 항소.
    Appealed,
    /// 상고.
    AppealedToSupreme,
    /// 항고.
    Complained,
    /// 재항고.
    ComplainedToSupreme,
}

impl Finality {
    const ALL: [Self; 5] =
        [Self::Final, Self::ComplainedToSupreme, Self::Complained, Self::AppealedToSupreme, Self::Appealed];

    /// The word that sources write.
    pub const fn korean(self) -> &'static str {
        match self {
            Self::Final => "확정",
            Self::Appealed => "항소",
            Self::AppealedToSupreme => "상고",
            Self::Complained => "항고",
            Self::ComplainedToSupreme => "재항고",
        }
    }

    /// Parses the word; `None` for any other.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|finality| finality.korean() == text)
    }

    /// Parses what stands behind the colon of `판결유형` (`판결 : 확정`, `판결 : 항소기각·확정`), or a line of its own at the head of
    /// the text.
    ///
    /// Nothing can be brought against a decision of the Supreme Court; where such a line stands in one, it means another.
    pub fn of_source(written_form: &str, court: Option<&Court>, content: &str) -> Option<Self> {
        let is_supreme = court.is_some_and(|court| court.level() == CourtLevel::Supreme);
        Self::written(written_form, content).filter(|finality| !is_supreme || *finality == Self::Final)
    }

    fn written(written_form: &str, content: &str) -> Option<Self> {
        let behind = written_form.split_once([':', '：']).map(|(_, behind)| behind);
        let last = behind.and_then(|behind| behind.split(['·', ',', '/', 'ㆍ']).next_back());
        if let Some(finality) = last.and_then(|word| Self::parse(word.trim())) {
            return Some(finality);
        }
        let head = content.get(..boundary_before(content, MAX_HEAD)).unwrap_or(content);
        head.lines().take(4).find_map(|line| Self::parse(line.trim()))
    }
}

impl fmt::Display for Finality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.korean())
    }
}

impl Serialize for Finality {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.korean())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_conclusion_goes_before_the_mark() {
        for (number, content, form) in [
            ("91흐1", "본다. 주문과 같이 결정한다. 대법관 가나다(재판장)", Some(DecisionType::Ruling)),
            ("91흐1", "", Some(DecisionType::Ruling)),
            ("2020다1", "주문과 같이 판결한다.", Some(DecisionType::Judgment)),
            ("2020다1", "주문과 같이 결정한다.", Some(DecisionType::Ruling)),
            ("2020다1", "", Some(DecisionType::Judgment)),
            ("2020두1", "", Some(DecisionType::Judgment)),
            ("91두35", "", Some(DecisionType::Ruling)),
            ("2020헌바1", "", Some(DecisionType::Ruling)),
            ("2020카합1", "", None),
            ("2020카합1", "그러므로 주문과같이 결정한다.", Some(DecisionType::Ruling)),
            ("2020카합1", "그러므로 주문과 여히 판결한다.", Some(DecisionType::Judgment)),
            ("2020카합1", "그러므로 주문과 같이 결 정 한다.", Some(DecisionType::Ruling)),
        ] {
            assert_eq!(
                DecisionType::infer(number.parse().ok().as_ref(), content),
                form,
                "{number} {content}"
            );
        }
    }

    #[test]
    fn the_full_court_is_known_by_its_name_its_dissents_and_its_chief() {
        let supreme = Court::supreme();
        for (form, content, known) in [
            ("전원합의체 판결", "", Some(true)),
            (
                "판결",
                "이 판결에는 대법관 갑의 반대의견이 있는 외에는 관여 법관의 의견이 일치하였다.",
                Some(true),
            ),
            (
                "판결",
                "대법원판사 가나다 라마바를 제외한 관여법관 전원의 일치된 의견으로 주문과 같이 판결한다.",
                Some(true),
            ),
            ("판결", "대법관 가나다의 반대의견을 제외하고는 관여 법관의 의견이 일치되었다.", Some(true)),
            ("판결", "대법원판사 가나다의 반대의견은 다음과 같다.", Some(true)),
            ("판결", "위 부분을 제외한 나머지는 관여 대법관의 일치된 의견으로 기각한다.", None),
            ("판결", "원고를 제외한 나머지 상고를 기각한다. 주문과 같이 판결한다.", None),
            ("판결", "주문과 같이 판결한다.\n대법원장 가나다(재판장) 대법관 라마바(주심) 사아자", Some(true)),
            ("판결", "주문과 같이 판결한다.\n대법관 가나다(재판장) 라마바 사아자(주심) 차카타", Some(false)),
            ("판결", "주문과 같이 판결한다.\n대법관 가나다 해외출장으로 서명날인 불능", None),
            ("판결", "주문과 같이 판결한다.", None),
            ("", "", None),
        ] {
            assert_eq!(en_banc(form, "", Some(&supreme), content), known, "{form} {content}");
        }
        let lower = Court::parse("서울고등법원");
        assert_eq!(en_banc("판결", "", lower.as_ref(), "판사 가나다(재판장) 라마바 사아자"), None);
    }

    #[test]
    fn finality_stands_behind_the_form_or_at_the_head() {
        for (form, content, finality) in [
            ("판결 : 확정", "", Some(Finality::Final)),
            ("판결：상고", "", Some(Finality::AppealedToSupreme)),
            ("판결 : 항소기각·확정", "", Some(Finality::Final)),
            (
                "판결",
                "서울고등법원 2018. 1. 1. 선고 2018나1 판결 [갑]\n확정\n【사건】",
                Some(Finality::Final),
            ),
            ("판결", "원고는 상고하였다.\n확정\n", Some(Finality::Final)),
            ("판결", "원고의 청구를 기각한다.", None),
        ] {
            assert_eq!(Finality::of_source(form, None, content), finality, "{form} {content}");
        }
        let supreme = Court::supreme();
        assert_eq!(Finality::of_source("판결", Some(&supreme), "갑\n상고\n을"), None);
        assert_eq!(Finality::of_source("판결 : 확정", Some(&supreme), ""), Some(Finality::Final));
    }
}
