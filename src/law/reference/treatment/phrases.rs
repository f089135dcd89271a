//! Phrases that say what a court does with a decision: it overrules it, distinguishes it, or keeps to it.
//!
//! Owns the words. A court overrules where it says that it does (`변경하기로 한다`, `폐기한다`); what it would do, was asked to
//! do, has done before or refuses to do is something else (`변경할 필요가 없다`, `변경하여야 한다고 주장하나`, `변경하였다`).

use crate::scan::{Text, is_blank};
use panrye_text::span::Span;

/// How many phrases of one sentence are looked at, the last ones.
const MAX_PHRASES: usize = 8;

/// How far a phrase is read for the word that denies it, in bytes.
const MAX_DENIAL: usize = 180;

/// What a phrase says of the decision that it speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// 변경하기로 한다, 폐기한다: the court does it in these words.
    Overrules,
    /// 변경되어야 한다, 폐기함이 상당하다: so a party or a judge may speak too.
    ShouldBeOverruled,
    /// 사안을 달리하여, 원용하기에 적절하지 않다.
    Distinguishes,
    /// 그대로 타당하다, 변경할 필요가 없다.
    KeepsTo,
    /// 그대로 적용된다, 동일하게 적용될 수 있다.
    Applies,
    /// `…에서 밝힌 바와 같이`: what it says is said here.
    Adopts,
}

/// A phrase and where it begins in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) at: usize,
    pub(super) says: Says,
}

const DISTINGUISHED: [&str; 47] = [
    "사안을 달리",
    "사안을 다르",
    "사안을 다른",
    "사안이 다르",
    "사안이 다른",
    "사안이 달라",
    "사안이 상이",
    "사안과는 다르",
    "사안과는 다른",
    "사안과 다르",
    "사안과 다른",
    "사실관계를 달리",
    "사실관계가 다르",
    "사실관계가 다른",
    "사실관계가 달라",
    "원용하기에 적절하지",
    "원용하기에는 적절하지",
    "원용하기 적절하지",
    "원용하기에 적절한 것이 못",
    "원용하기에는 적절한 것이 못",
    "원용하기에 적합하지",
    "원용하기에는 적합하지",
    "원용하기에 부적절",
    "원용하기에는 부적절",
    "원용할 것이 못",
    "원용할 것이 되지",
    "원용할 만한 것이 못",
    "원용할 수 없",
    "원용할 수는 없",
    "적절한 선례",
    "적절한 판례가 되지",
    "적절한 것이 못",
    "적절한 것이 되지",
    "이 사건에 적절하지",
    "이 사건에는 적절하지",
    "이 사건에서는 적절하지",
    "본건에 적절하지",
    "본건에는 적절하지",
    "그대로 적용된다고 할 수 없",
    "그대로 적용된다고 볼 수 없",
    "그대로 적용할 수 없",
    "그대로 적용될 수 없",
    "이 사건에 적용할 수 없",
    "이 사건에 적용될 수 없",
    "이 사건에 적용하기에 적절하지",
    "선례가 될 수 없",
    "선례로 삼을 수 없",
];

/// Phrases that keep to a decision unless a denial follows.
const KEPT: [&str; 4] = ["그대로 타당", "여전히 타당", "그대로 유지", "아직도 타당"];

/// Phrases that apply what a decision says, unless a denial follows.
const APPLIED: [&str; 6] =
    ["그대로 적용", "동일하게 적용", "똑같이 적용", "마찬가지로 적용", "그대로 원용", "마찬가지로 타당"];

/// Phrases that keep to a decision where a denial follows: `변경할 만한 사정이 … 없다`.
const NOT_TO_BE_CHANGED: [&str; 10] = [
    "변경할 만한",
    "변경할만한",
    "변경할 필요",
    "변경할 이유",
    "변경할 사정",
    "변경할 특별한",
    "변경하여야 할",
    "변경해야 할",
    "변경되어야 할",
    "달리 판단할",
];

/// Phrases that say again what a decision right before them says.
const ADOPTED: [&str; 12] = [
    "피력한 바와 같이",
    "피력한 바 있으므로",
    "밝힌 바와 같이",
    "밝힌 바 있듯이",
    "판시한 바와 같이",
    "판단한 바와 같이",
    "설명한 바와 같이",
    "설시한 바와 같이",
    "지적한 바와 같이",
    "지적하는 바와 같이",
    "선언한 바와 같이",
    "원용하기로 한다",
];

const DENIALS: [&str; 7] = ["없", "아니", "않", "어렵", "못하", "느끼지", "안 된"];

/// The phrases of a sentence, in order.
pub(super) fn phrases(text: Text<'_>, sentence: Span) -> Vec<Phrase> {
    let words = sentence.of(text.0);
    let mut found = Vec::new();
    let mut add = |at: usize, says: Says| found.push(Phrase { at: sentence.start + at, says });
    for verb in ["변경", "폐기"] {
        for at in memchr::memmem::find_iter(words.as_bytes(), verb.as_bytes()) {
            let ending = words.get(at + verb.len()..).unwrap_or_default();
            if let Some(says) = performed(ending).or_else(|| goes_on(words.get(..at)?, ending)) {
                add(at, says);
            }
        }
    }
    for phrase in DISTINGUISHED {
        if let Some(at) = words.find(phrase) {
            add(at, Says::Distinguishes);
        }
    }
    for (table, denied, says) in [
        (&KEPT[..], false, Says::KeepsTo),
        (&APPLIED[..], false, Says::Applies),
        (&NOT_TO_BE_CHANGED[..], true, Says::KeepsTo),
    ] {
        for phrase in table {
            if let Some(at) = words.find(phrase)
                && is_denied(words, at + phrase.len()) == denied
            {
                add(at, says);
            }
        }
    }
    for phrase in ADOPTED {
        if let Some(at) = words.find(phrase) {
            add(at, Says::Adopts);
        }
    }
    found.sort_by_key(|phrase| phrase.at);
    let surplus = found.len().saturating_sub(MAX_PHRASES);
    found.split_off(surplus)
}

fn is_denied(words: &str, from: usize) -> bool {
    let rest = words.get(from..).unwrap_or_default();
    let near = rest.get(..crate::scan::Text(rest).boundary(MAX_DENIAL)).unwrap_or(rest);
    DENIALS.iter().any(|denial| near.contains(denial))
}

/// What follows 변경하기로 where nothing is overruled by it.
const OTHERWISE: [&str; 13] = [
    "한 ",
    "한다는",
    "한다고",
    "한다면",
    "하였",
    "했",
    "하는 것",
    "하는 데",
    "약정",
    "합의",
    "결의",
    "의결",
    "결정",
];

/// Endings that leave the court no choice.
const NO_CHOICE: [&str; 8] = [
    "할 수밖에 없",
    "할 수 밖에 없",
    "될 수밖에 없",
    "될 수 밖에 없",
    "하지 않을 수 없",
    "하지 아니할 수 없",
    "되지 않을 수 없",
    "되지 아니할 수 없",
];

/// What the ending of 변경 or 폐기 says: only the statement itself, not `변경한다는 취지`, `변경하기로 한 판결`, `변경할 것은 아니다`.
fn performed(ending: &str) -> Option<Says> {
    let ending = ending.trim_start_matches(is_blank);
    if let Some(rest) = strip(ending, &["하기로", "키로"]) {
        let rest = rest.trim_start_matches(is_blank);
        let said = !starts(rest, &OTHERWISE) && strip(rest, &["한다"]).is_none_or(ends_there);
        return said.then_some(Says::Overrules);
    }
    if let Some(rest) = strip(ending, &["한다", "하는 바이다", "하는바이다"]) {
        return ends_there(rest).then_some(Says::Overrules);
    }
    should(ending).then_some(Says::ShouldBeOverruled)
}

/// `종전의 판결을 폐기하고 위와 같이 해석하기로 한다`: the court goes on behind it, with a decision as the object right before it,
/// and the sentence ends with what the court does.
fn goes_on(before: &str, ending: &str) -> Option<Says> {
    const OBJECTS: [&str; 10] = [
        "판결을",
        "판결들을",
        "결정을",
        "결정들을",
        "판례를",
        "판례들을",
        "선례를",
        "견해를",
        "판시를",
        "등을",
    ];
    const DOES: [&str; 6] = ["기로 한다.", "판시한다.", "해석한다.", "판결한다.", "결정한다.", "밝힌다."];
    let mut words = before.split(is_blank).rev().filter(|word| !word.is_empty());
    let object = words.find(|word| !matches!(*word, "모두" | "각" | "전부"))?;
    let said = strip(ending, &["하고 ", "하며 ", "하고, ", "하며, "])?.trim_end_matches(is_blank);
    (OBJECTS.iter().any(|name| object.ends_with(name)) && DOES.iter().any(|does| said.ends_with(does)))
        .then_some(Says::ShouldBeOverruled)
}

/// 변경되어야 한다, 변경함이 상당하다, 폐기할 수밖에 없다.
fn should(ending: &str) -> bool {
    if let Some(rest) = strip(ending, &["되어야", "하여야", "해야", "돼야"]) {
        let rest = rest.trim_start_matches(is_blank);
        return strip(rest, &["한다"]).is_some_and(ends_there)
            || strip(rest, &["할 것", "할것"]).is_some_and(concludes)
            || starts(rest, &["하고", "하며", "하므로", "하는 것이다", "마땅하", "옳"]);
    }
    if let Some(rest) = strip(ending, &["함이", "하는 것이", "됨이", "되는 것이"]) {
        let rest = rest.trim_start_matches(is_blank);
        return strip(rest, &["상당하다", "마땅하다", "옳다", "타당하다", "온당하다"])
            .is_some_and(ends_there);
    }
    if let Some(rest) = strip(ending, &NO_CHOICE) {
        return strip(rest, &["다"]).is_some_and(ends_there) || starts(rest, &["으므로", "고 ", "어 "]);
    }
    strip(ending, &["할 것", "할것", "될 것", "될것"]).is_some_and(concludes)
}

/// `…할 것이다`, `…할 것이고`, not `…할 것이 아니다`, `…할 것인지`.
fn concludes(rest: &str) -> bool {
    strip(rest, &["이다"]).is_some_and(ends_there)
        || starts(rest, &["이고", "이며", "이므로", "인바", "인 바", "임"])
}

/// Whether the statement ends here, and is not quoted by what follows (`…한다는`, `…한다.”라고`).
fn ends_there(rest: &str) -> bool {
    let rest = rest.trim_start_matches(is_blank);
    if rest.is_empty() {
        return true;
    }
    let Some(rest) = rest.strip_prefix(['.', ')', ',', '。', '(']) else {
        return false;
    };
    !rest.trim_start_matches(is_blank).starts_with(['”', '’', '"', '\'', '」', '』'])
}

fn strip<'t>(text: &'t str, heads: &[&str]) -> Option<&'t str> {
    heads.iter().find_map(|head| text.strip_prefix(head))
}

fn starts(text: &str, heads: &[&str]) -> bool {
    heads.iter().any(|head| text.starts_with(head))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_statement_itself_overrules_and_no_other_form_does() {
        for (ending, says) in [
            ("하기로 한다.", Some(Says::Overrules)),
            ("하기로 하고 소송비용의", Some(Says::Overrules)),
            ("하기로 하는바 이 점에", Some(Says::Overrules)),
            ("하기로 하여 관여법관", Some(Says::Overrules)),
            ("키로 한다.", Some(Says::Overrules)),
            ("한다.", Some(Says::Overrules)),
            ("하는 바이다.", Some(Says::Overrules)),
            ("되어야 한다.", Some(Says::ShouldBeOverruled)),
            ("되어야 할 것이다.", Some(Says::ShouldBeOverruled)),
            ("하여야 할 것이고", Some(Says::ShouldBeOverruled)),
            ("할 수 밖에 없다.", Some(Says::ShouldBeOverruled)),
            ("함이 상당하다.", Some(Says::ShouldBeOverruled)),
            ("하기로 한 대법원 판결은", None),
            ("하기로 하였다.", None),
            ("하기로 약정하고", None),
            ("한다는 취지를 밝혔으나", None),
            ("한다고 볼 수 없다.", None),
            ("한다.”라고 판시한", None),
            ("하였다.", None),
            ("되었다.", None),
            ("된 것이다.", None),
            ("하여야 한다는 상고이유", None),
            ("되어야 한다고 주장하나", None),
            ("하여야 할 사정이 없다.", None),
            ("할 필요가 없다.", None),
            ("할 만한 사정변경이 없다.", None),
            ("할 것이 아니다.", None),
            ("될 것이 아니라 유지되어야", None),
            ("할 것은 아니다.", None),
            ("하고자 하는 판결은", None),
            ("하려는 다수의견", None),
            ("하는 것이 타당하지 않다.", None),
            ("하는 데는 찬성하지만", None),
            ("될 까닭이 없다.", None),
            ("", None),
        ] {
            assert_eq!(performed(ending), says, "변경{ending}");
        }
    }

    #[test]
    fn a_denial_keeps_to_a_decision() {
        for (text, says) in [
            ("위 판단을 변경할 만한 사정변경이 있다고 볼 수 없다.", vec![Says::KeepsTo]),
            ("그 이유는 이 사건에서도 그대로 타당하다.", vec![Says::KeepsTo]),
            ("그대로 유지될 수 없다.", vec![]),
            ("변경하여야 할 사정이 있다.", vec![]),
            ("당원 70다1 판결을 폐기하고 위와 같이 해석하기로 한다.", vec![Says::ShouldBeOverruled]),
            ("종전의 견해를 모두 변경하며, 다음과 같이 판시한다.", vec![Says::ShouldBeOverruled]),
            ("종전 판결들을 변경하고 책임이 인정된다고 판단하였다.", vec![]),
            ("다수의견은 종전 판례를 변경하고 있다.", vec![]),
            ("앱을 폐기하고 가입을 해지하는 결정을 구하기로 한다.", vec![]),
            ("이 사건과 사안을 달리한다.", vec![Says::Distinguishes]),
        ] {
            let found: Vec<_> =
                phrases(Text(text), Span::new(0, text.len())).iter().map(|phrase| phrase.says).collect();
            assert_eq!(found, says, "{text}");
        }
    }
}
