//! The words around a paragraph that stands without its article: whether they are said of a provision.
//!
//! 주문 제1항, 공소사실 제2항, 청구범위 제3항, 별지 목록 제4항 and 이유 제5항에서 본 are parts of other papers.

use super::provision_scan::{Unit, numbered};
use crate::scan::{Text, is_blank, is_circled, is_middle_dot};

/// Nouns that end as a particle or an ending does.
const NOUNS: [&str; 29] = [
    "국도", "군도", "시도", "방도", "비고", "공고", "광고", "신고", "보고", "창고", "피고", "원고", "상고",
    "항고", "경고", "권고", "제도", "도로", "허가", "평가", "인가", "국가", "대가", "원가", "차이", "사이",
    "통로", "경로", "포고",
];

/// Nouns for papers whose parts are numbered too, and for what is numbered beside statutes.
const PAPERS: [&str; 34] = [
    "주문", "청구", "취지", "이유", "사실", "범위", "목록", "판시", "별지", "요지", "계약", "약정", "약관",
    "특약", "사항", "합의", "각서", "조서", "조항", "정관", "규약", "결의", "안건", "의안", "고시", "조례",
    "훈령", "예규", "지침", "서면", "의서", "정서", "구항", "발명",
];

/// Whether the word that ends at `end`, perhaps with 은 or 는 and a comma, is the name of another paper: `청구범위는, `.
fn names_a_paper(text: Text<'_>, end: usize) -> bool {
    let end = text.before_comma(end);
    let noun = text.eat_any_back(end, &["은", "는", "이", "가", "의"]).unwrap_or(end);
    let noun = numbered_paper_end(text, noun);
    text.eat_any_back(noun, &PAPERS).is_some()
}

/// Whether a text speaks of a paper whose parts are numbered as those of statutes are.
pub(super) fn speaks_of_a_paper(text: &str) -> bool {
    const NAMES: [&str; 14] = [
        "약정",
        "계약",
        "주문",
        "청구취지",
        "공소사실",
        "범죄사실",
        "청구범위",
        "화해",
        "조정조",
        "특약",
        "합의서",
        "정관",
        "결의",
        "약관",
    ];
    NAMES.iter().any(|name| text.contains(name))
}

/// The end of 고시 in `고시 제2012-12호`.
pub(super) fn numbered_paper_end(text: Text<'_>, end: usize) -> usize {
    let Some(at) = text.eat_back(end, "호") else { return end };
    let number = text.before(at).trim_end_matches(|c: char| c.is_ascii_digit() || c == '-').len();
    text.eat_back(number, "제").map_or(end, |start| text.skip_blanks_back(start))
}

/// Whether `at` goes on to say what becomes of a part of the lower court's judgment: `제2항을 다음과 같이 고쳐 쓴다`.
fn is_edited(text: Text<'_>, at: usize) -> bool {
    const VERBS: [&str; 7] = ["고쳐", "삭제", "파기", "추가", "인용하", "기각", "철회"];
    const MAX_VERB: usize = 60;
    let Some(after) = text.eat_any(at, &["을", "를", "은", "는"]) else { return false };
    let end = text.boundary((after + MAX_VERB).min(text.len()));
    let words = text.between(after, end);
    let clause = words.split(['.', '“', '"', '‘']).next().unwrap_or_default();
    VERBS.iter().any(|verb| clause.contains(verb))
}

/// The words before a paragraph that stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// 위: it was named before.
    Above,
    /// A clause, a mark, or nothing.
    Open,
}

impl Lead {
    /// `None` where a noun stands before it, which says of what it is a paragraph.
    pub(super) fn of(text: Text<'_>, start: usize) -> Option<Self> {
        /// The ends of clauses and of what a clause has: particles, endings, words of lists.
        const ENDS: [&str; 55] = [
            "정한", "거한", "은", "는", "고", "며", "에서", "면서", "여서", "로서", "로써", "로", "나", "데",
            "바", "에", "도", "이", "가", "을", "를", "니", "라", "및", "또는", "내지", " 중", " 단", "다만",
            "따라", "하여", "즉", "특히", "또한", "한편", "이하", "과", "와", "까지", "부터", "아래", "하면",
            "르면", " 후", "다음", "경우", " 때", "아닌", "보면", "본문", "단서", "단행", "반면", "전단",
            "후단",
        ];
        const ABOVE: [&str; 3] = ["위", "상기", "앞서 본"];
        const OWN: [&str; 12] = [
            "그",
            "동",
            "현행",
            "같은 조의",
            "같은 조",
            "같은 조문",
            "동조",
            "같은 법조의",
            "당해",
            "그중",
            "이어",
            "이어서",
        ];
        let end = text.skip_blanks_back(start);
        if end == start {
            let before = text.char_before(start);
            let opens = before.is_none_or(|c| !is_of_a_word(c) && !matches!(c, '-' | '.'));
            return opens.then_some(Self::Open);
        }
        let word = |words: &[&str]| {
            words.iter().any(|word| text.eat_back(end, word).is_some_and(|at| text.word_begins(at)))
        };
        // `을 제8 내지 제10호 각 증`: exhibits of the parties.
        let is_exhibit = text
            .eat_any_back(end, &["갑", "을", "병", "증"])
            .is_some_and(|at| text.char_before(at).is_none_or(is_blank));
        if is_exhibit {
            return None;
        }
        if word(&ABOVE) {
            return Some(Self::Above);
        }
        // `(1) 제1항 본문에서`: the label of a part of the sentence.
        let is_label = |open| text.opens_bracket(open) && text.between(open, end).chars().count() <= 4;
        let label = text.bracket_start(end).is_some_and(is_label);
        let mark = label
            || text.char_before(end).is_some_and(|c| !is_of_a_word(c) && !matches!(c, ')' | '）' | ']'));
        // `주문 중 제1항`, `청구범위는, 제1항`
        let among =
            text.eat_any_back(end, &[" 중", " 가운데"]).map_or(end, |noun| text.skip_blanks_back(noun));
        if names_a_paper(text, among) {
            return None;
        }
        let clause = text.eat_any_back(end, &ENDS).is_some() && text.eat_any_back(end, &NOUNS).is_none();
        (mark || word(&OWN) || clause).then_some(Self::Open)
    }
}

/// Whether what follows a paragraph is said of a provision, not of a part of another paper.
pub(super) fn goes_on_as_a_provision(text: Text<'_>, end: usize) -> bool {
    const PARTICLES: [&str; 19] = [
        "은", "는", "이", "가", "을", "를", "에", "에서", "에는", "에도", "에만", "의", "과", "와", "나",
        "도", "만", "로", "중",
    ];
    const FOLLOWS: [&str; 16] = [
        "및",
        "또는",
        "내지",
        "부터",
        "까지",
        "이나",
        "상",
        "소정",
        "각호",
        "위반",
        "에 의",
        "에 따",
        "으로",
        "외",
        "규정",
        "가운데",
    ];
    const PHRASES: [&str; 8] = ["에서는", "에서의", "이라", "각 호", "참조", "삭제", "신설", "사유"];
    const OTHER: [&str; 10] = [
        "에서 본",
        "에서 살펴",
        "에서 인정",
        "에서 설시",
        "에서 판단",
        "에서 말한",
        "에서 설명",
        "과 같이",
        "과 같은",
        "와 같이",
    ];
    // What no provision has: `제2항의 각 범행`, `제3항 기재 토지`.
    const OF_OTHERS: [&str; 16] = [
        "호증",
        "증",
        "기재",
        "범죄사실",
        "공소사실",
        "인정사실",
        "인정 사실",
        "사실관계",
        "범행",
        "발명",
        "고안",
        "부동산",
        "토지",
        "판단",
        "일시",
        "판시",
    ];
    let at = text.skip_blanks(parts_end(text, end));
    let noun = text.eat(at, "의").map_or(at, |of| text.skip_blanks(of));
    let noun = text.eat(noun, "각").map_or(noun, |each| text.skip_blanks(each));
    let word_ends = |at: usize| text.char_at(at).is_none_or(|c| !is_of_a_word(c));
    let particle = || PARTICLES.iter().any(|particle| text.eat(at, particle).is_some_and(word_ends));
    text.eat_any(at, &OTHER).or_else(|| text.eat_any(noun, &OF_OTHERS)).is_none()
        && !is_edited(text, at)
        && (word_ends(at)
            || particle()
            || is_followed_by_its_like(text, end, at)
            || text.eat_any(at, &FOLLOWS).or_else(|| text.eat_any(at, &PHRASES)).is_some())
}

/// Whether a paragraph stands at `at` behind one that ends at `end`, or an item behind an item: `제2항 제3항의`. 계엄포고 제1호
/// 제1항 is one of another paper.
fn is_followed_by_its_like(text: Text<'_>, end: usize, at: usize) -> bool {
    let next = numbered(text, at).filter(|_| text.eat(at, "제").is_some()).map(|next| next.unit);
    match text.char_before(end) {
        Some('항') => next == Some(Unit::Paragraph),
        Some('호') => next == Some(Unit::Item),
        _ => false,
    }
}

/// Whether a character is one of a word; the middle dots of lists count as letters where Unicode has one of them.
fn is_of_a_word(c: char) -> bool {
    c.is_alphanumeric() && !is_middle_dot(c)
}

/// The parts of a provision that have no number.
const PARTS: [&str; 11] =
    ["본문", "단서", "단행", "전단", "중단", "후단", "전문", "후문", "각 호", "각호", "각 목"];

/// Steps back over 본문, 단서 and the like before a lower level: `같은 항 단서 제1호`.
pub(super) fn parts_start(text: Text<'_>, start: usize) -> usize {
    text.eat_any_back(start, &PARTS).map_or(start, |part| text.skip_blanks_back(part))
}

/// Steps over 본문, 단서 and the like after a provision.
pub(super) fn parts_end(text: Text<'_>, end: usize) -> usize {
    let mut end = end;
    while let Some(after) = text.eat_any(text.skip_blanks(end), &PARTS) {
        end = after;
    }
    end
}

/// Whether a number in the text of a statute is one of its own paragraphs or items, not one of another paper.
pub(super) fn is_of_the_text(text: Text<'_>, start: usize) -> bool {
    const OTHERS: [&str; 22] = [
        "별표",
        "별지",
        "서식",
        "목록",
        "일람표",
        "부표",
        "비고",
        "부속서",
        "통칙",
        "약관",
        "계약",
        "정관",
        "협약",
        "법률",
        "령",
        "규칙",
        "고시",
        "공고",
        "훈령",
        "조례",
        "조치",
        "포고",
    ];
    let end = text.skip_blanks_back(start);
    // `제16부의 주 제3호`
    let is_remark = text.eat_back(end, "주").is_some_and(|at| text.word_begins(at));
    let glued = end == start && text.char_before(end).is_some_and(|c| is_of_a_word(c) && !is_circled(c));
    !glued && !is_remark && text.eat_any_back(end, &OTHERS).is_none()
}

/// Whether a clause ends at `at`: `규정하고`, `정하며,`.
pub(super) fn clause_ends(text: Text<'_>, at: usize) -> bool {
    const CLAUSES: [&str; 4] = ["고", "며", "면서", "는데"];
    let end = text.before_comma(text.skip_blanks_back(at));
    text.eat_any_back(end, &CLAUSES).is_some() && text.eat_any_back(end, &NOUNS).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_tell_other_papers_apart() {
        for (before, lead) in [
            ("규정하고, ", Some(Lead::Open)),
            ("규정하고 있고 ", Some(Lead::Open)),
            ("위 ", Some(Lead::Above)),
            ("그 ", Some(Lead::Open)),
            ("동 ", Some(Lead::Open)),
            ("(", Some(Lead::Open)),
            ("‘", Some(Lead::Open)),
            ("", Some(Lead::Open)),
            ("주문 ", None),
            ("별지 목록 ", None),
            ("공소사실 ", None),
            ("특허청구범위 ", None),
            ("출원발명의 ", None),
            ("합의서 ", None),
            ("비고 ", None),
            ("2011형", None),
            ("지방도 ", None),
            ("원심판결의 주문 중 ", None),
            ("청구범위는, ", None),
            ("특약사항은 ", None),
            ("국토교통부고시 제2012-12호는 ", None),
            ("사업주는 ", Some(Lead::Open)),
            ("관하여, (1) ", Some(Lead::Open)),
            ("이 사건 특약(이하 특약이라 한다) ", None),
            ("같은 조문 ", Some(Lead::Open)),
            ("제36조 제1항 [별표] ", None),
        ] {
            let text = format!("{before}제2항");
            assert_eq!(Lead::of(Text(&text), before.len()), lead, "{before}");
        }
    }

    #[test]
    fn words_behind_tell_other_papers_apart() {
        for (after, is_provision) in [
            ("은 갑을", true),
            (" 단서는 갑을", true),
            (")고 규정", true),
            ("에 의하여", true),
            ("에 따르면", true),
            (" 소정의", true),
            ("", true),
            ("에서 본 바와", false),
            (" 기재 토지", false),
            ("의 범죄사실", false),
            (" 각호의 범죄로서", true),
            (" 참조)", true),
            (" 발명은", false),
            ("을 다음과 같이 고쳐 쓴다", false),
            ("을 삭제한다", false),
            ("은 기각하고", false),
            ("과 같이 판결", false),
        ] {
            assert_eq!(goes_on_as_a_provision(Text(after), 0), is_provision, "{after}");
        }
    }

    #[test]
    fn clauses_end_with_endings_not_with_nouns() {
        for (text, ends) in
            [("규정하고 있고 ", true), ("정하며, ", true), ("피고 ", false), ("승인을 받거나 ", false)]
        {
            assert_eq!(clause_ends(Text(text), text.len()), ends, "{text}");
        }
    }
}
