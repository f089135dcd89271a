//! Rules of private parties (정관, 약관, 취업규칙): their articles are those of no law.

use super::standing_words::{numbered_paper_end, speaks_of_a_paper};
use super::statute_names::is_listed;
use crate::scan::Text;

/// The longest noun that is looked at, in characters.
const MAX_NOUN: usize = 30;

/// What private parties agree on or give themselves, by words that no law has in its name.
const PRIVATE: [&str; 13] = [
    "규약",
    "정관",
    "약관",
    "계약",
    "계약서",
    "약정",
    "약정서",
    "협의서",
    "협정서",
    "합의서",
    "회칙",
    "취업규칙",
    "단체협약",
];

/// What may be of private parties or of an agency.
const OF_EITHER: [&str; 15] = [
    "협약서",
    "합의",
    "각서",
    "내규",
    "지침서",
    "규정",
    "규칙",
    "세칙",
    "지침",
    "기준",
    "요령",
    "협약",
    "특약",
    "조건",
    "요강",
];

/// Rules that private parties give themselves; those of an agency are laws only by a listed name or in quotes.
pub(super) fn is_private(text: Text<'_>, end: usize) -> bool {
    text.eat_any_back(end, &PRIVATE).or_else(|| text.eat_any_back(end, &OF_EITHER)).is_some()
}

/// `약관은 제43조 제1항에서`: an article that is said to be one of the rules that private parties gave themselves.
pub(super) fn is_of_private_rules(text: Text<'_>, start: usize) -> bool {
    /// How far back the paper may be named whose article has a title in front, in bytes.
    const MAX_PAPER: usize = 400;
    let end = text.skip_blanks_back(start);
    // `설정계약을 체결하였는데, ‘근질권의 실행’이라는 제목 아래 제8조에서`
    if text.eat_any_back(end, &["제목 아래", "제목하에", "제목 하에", "제하에"]).is_some() {
        return speaks_of_a_paper(text.between(text.boundary(end.saturating_sub(MAX_PAPER)), end));
    }
    let end = text.before_comma(end);
    let Some(noun) = text.eat_any_back(end, &["에서는", "에서", "은", "는", "이", "의"]) else {
        return false;
    };
    let paper = numbered_paper_end(text, noun);
    let is_numbered =
        paper < noun && text.eat_any_back(paper, &["고시", "조례", "훈령", "예규", "지침", "공고"]).is_some();
    // `급여규정은 제10조에서`: a word of its own, and no law that is known.
    let word = text.between(text.word_start(noun, MAX_NOUN), noun);
    let is_compound =
        word.chars().count() > 2 && ["규정", "규칙", "지침", "기준"].iter().any(|end| word.ends_with(end));
    let is_pointed = word != "규정"
        && OF_EITHER.contains(&word)
        && text.eat_any_back(text.skip_blanks_back(noun - word.len()), &["이 사건", "이", "위"]).is_some();
    end < start
        && (is_pointed
            || text.eat_any_back(noun, &PRIVATE).is_some()
            || is_numbered
            || (is_compound && !is_listed(word)))
}
