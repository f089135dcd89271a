//! Rules of private parties (정관, 약관, 취업규칙): their articles are those of no law.

use crate::scan::Text;

/// Rules that private parties give themselves; those of an agency are laws only by a listed name or in quotes.
pub(super) fn is_private(text: Text<'_>, end: usize) -> bool {
    const WORDS: [&str; 28] = [
        "규약",
        "정관",
        "약관",
        "계약",
        "계약서",
        "약정",
        "약정서",
        "협약서",
        "협의서",
        "합의서",
        "합의",
        "각서",
        "회칙",
        "내규",
        "취업규칙",
        "지침서",
        "단체협약",
        "규정",
        "규칙",
        "세칙",
        "지침",
        "기준",
        "요령",
        "협약",
        "약정",
        "특약",
        "조건",
        "요강",
    ];
    text.eat_any_back(end, &WORDS).is_some()
}

/// `약관은 제43조 제1항에서`: an article that is said to be one of the rules that private parties gave themselves.
pub(super) fn is_of_private_rules(text: Text<'_>, start: usize) -> bool {
    const RULES: [&str; 12] = [
        "규약",
        "정관",
        "약관",
        "계약",
        "계약서",
        "약정",
        "약정서",
        "협의서",
        "합의서",
        "회칙",
        "취업규칙",
        "단체협약",
    ];
    let end = text.skip_blanks_back(start);
    let noun = text.eat_any_back(end, &["에서는", "에서", "은", "는", "이", "의"]);
    end < start && noun.is_some_and(|noun| text.eat_any_back(noun, &RULES).is_some())
}
