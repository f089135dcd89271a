//! Of which decisions a phrase speaks: the list before it, where the phrase's object is that list and nothing else.
//!
//! `원심판결을 변경한다`, `심판대상이 변경되어야 한다` and `A 판결을 유지하고 종전의 다른 판결들을 폐기한다` name decisions too,
//! and change something else.

use super::Cited;
use super::following::{After, ends_like_an_item, item_end};
use super::phrases::{Phrase, Says};
use crate::reference::citation::Role;
use crate::scan::{Text, is_blank};
use panrye_text::span::Span;
use std::ops::Range;

/// The longest text between a decision and the phrase that overrules it, in bytes.
const MAX_GAP: usize = 1500;

/// The longest text between a decision and the words that say again what it says, in bytes.
const MAX_SOURCE: usize = 210;

/// The most words of the topic that takes up a decision of the sentence before.
const MAX_TOPIC: usize = 6;

/// What a precedent is called.
const PRECEDENT: [&str; 23] = [
    "판결",
    "판결들",
    "결정",
    "결정들",
    "판례",
    "판례들",
    "선례",
    "선례들",
    "견해",
    "의견",
    "판시",
    "입장",
    "취지",
    "법리",
    "해석",
    "태도",
    "판단",
    "결정례",
    "판결례",
    "부분",
    "등",
    "들",
    "재판",
];

/// Decisions of this very case, which are changed on appeal and not overruled.
const OF_THIS_CASE: [&str; 12] = [
    "원심판결",
    "원심결정",
    "1심판결",
    "1심결정",
    "원판결",
    "원결정",
    "항소심판결",
    "본안판결",
    "확정판결",
    "가처분결정",
    "인가결정",
    "허가결정",
];

/// Words before 판결 that make it one of this case.
const THIS_CASE: [&str; 6] = ["원심", "제1심", "1심", "항소심", "제2심", "본안"];

/// The mentions of `group` (those of one sentence) of which `phrase` speaks.
pub(super) fn objects(
    text: Text<'_>,
    cited: &[Cited],
    marks: &[After],
    group: Range<usize>,
    phrase: Phrase,
) -> Vec<usize> {
    let is_named = |i: usize| {
        marks[i] != After::Followed && cited[i].role == Role::Cited && !is_yardstick(text, cited[i].span.end)
    };
    let before = || group.clone().rev().filter(|&i| cited[i].span.end <= phrase.at);
    let Some(last) = before().find(|&i| is_named(i)) else {
        return Vec::new();
    };
    let overrules = matches!(phrase.says, Says::Overrules | Says::ShouldBeOverruled);
    if overrules && !is_object(text, cited[last].span.end, phrase.at) {
        return Vec::new();
    }
    if phrase.says == Says::Adopts && !is_source(text, cited[last].span.end, phrase.at) {
        return Vec::new();
    }
    let mut objects = vec![last];
    for i in before().filter(|&i| i < last) {
        let end = cited[i].span.end;
        let joined = cited[i].continues
            || ends_like_an_item(text, end)
            || goes_on_with_a_court(text, end)
            || cited.get(i + 1).is_some_and(|next| is_item_of_judgments(text, cited[i].span, next.span));
        if joined && is_named(i) {
            objects.push(i);
        } else if !(marks[i] == After::Followed
            && text.char_at(item_end(text, cited[i].span.end)) == Some(')'))
        {
            break;
        }
    }
    objects
}

/// Whether a decision is what another is measured by: `A 판결은 B 판결에 의하여 폐기되었고`, `B 판결과 배치되는 A 판결은`.
fn is_yardstick(text: Text<'_>, end: usize) -> bool {
    const BY: [&str; 12] = [
        "에 의하여",
        "에 의해",
        "에 따라",
        "로써",
        "으로써",
        "으로 ",
        "과 배치",
        "와 배치",
        "과 저촉",
        "와 저촉",
        "에 배치",
        "에 저촉",
    ];
    text.eat_any(text.skip_blanks(item_end(text, end)), &BY).is_some()
}

/// Whether a decision is where something was said before, and nothing else stands between: `…결정의 별개의견에서 상세하게 `.
fn is_source(text: Text<'_>, end: usize, phrase: usize) -> bool {
    let end = item_end(text, end);
    let gap = text.between(end.min(phrase), phrase);
    gap.len() <= MAX_SOURCE
        && ["에서", "의 ", "이 ", "에 ", "시에 "].iter().any(|word| gap.contains(word))
        && !["앞에서", "앞서", "위에서", "다."].iter().any(|word| gap.contains(word))
}

/// Whether the next decision follows without any sign between them, as in texts that have lost their commas.
fn goes_on_with_a_court(text: Text<'_>, end: usize) -> bool {
    let next = text.skip_blanks(end);
    next > end && text.eat_any(next, &["대법원 ", "당원 ", "헌재 ", "헌법재판소 ", "선고 "]).is_some()
}

/// Whether two decisions are items of one list that has lost its comma, each with what it held before it:
/// `…라는 취지의 A 판결 …라고 판시한 B 판결`.
fn is_item_of_judgments(text: Text<'_>, item: Span, next: Span) -> bool {
    let held = |at: usize| {
        text.eat_any_back(text.skip_blanks_back(at), &["취지의", "판시한", "해석한", "판단한", "취지로 본"])
            .is_some()
    };
    let goes_on = text.char_at(item.end).is_some_and(is_blank) && next.start - item.end <= MAX_GAP;
    goes_on && held(item.start) && held(next.start)
}

/// Whether a verb at `verb` has the decision that ends at `end` as its object.
pub(super) fn is_object(text: Text<'_>, end: usize, verb: usize) -> bool {
    let end = item_end(text, end);
    if end > verb || verb - end > MAX_GAP {
        return false;
    }
    let gap = text.between(end, verb).trim_start_matches([')', '）', ' ']);
    if keeps(gap) {
        return false;
    }
    let words: Vec<&str> = gap.split(is_blank).filter(|word| !word.is_empty()).collect();
    match head(&words) {
        Head::Precedent | Head::Pronoun => true,
        Head::None => !gap.starts_with("에") && (words.len() <= 2 || is_in_part(text, end, verb)),
        Head::Other => false,
    }
}

/// Whether the words before a verb point back to a decision of the sentence before: `이러한 견해는`, `위 판결들은`.
pub(super) fn points_back(words: &str) -> bool {
    if ["종전의", "종래의", "종전 ", "종래 ", "다른 "].iter().any(|word| words.contains(word)) {
        return false;
    }
    let words: Vec<&str> = words.split(is_blank).filter(|word| !word.is_empty()).collect();
    let points = |word: &&str| ["이러한", "그러한", "위", "이", "그", "이들", "위와", "이와"].contains(word);
    match head(&words) {
        Head::Pronoun => true,
        Head::Precedent => words.iter().take(3).any(points),
        Head::Other | Head::None => false,
    }
}

/// Whether a sentence begins with the decision of the sentence before as its topic: `위와 같은 판단은 `, `위 법리는 `,
/// `대법원의 이러한 견해는 `.
pub(super) fn begins_with_the_precedent(words: &str) -> bool {
    const POINTERS: [&str; 12] =
        ["위", "위와", "이와", "이러한", "그러한", "이런", "이", "그", "같은", "동", "상기", "위의"];
    const COURTS: [&str; 6] = ["대법원의", "대법원", "헌법재판소의", "우리", "재판소의", "당원의"];
    let mut pointed = false;
    for word in words.split(is_blank).filter(|word| !word.is_empty()).take(MAX_TOPIC) {
        let word = word.trim_end_matches(',');
        if noun(word).is_some_and(is_precedent) {
            return pointed;
        }
        if POINTERS.contains(&word) {
            pointed = true;
        } else if !COURTS.contains(&word) && !is_precedent(word.strip_suffix('의').unwrap_or(word)) {
            return false;
        }
    }
    false
}

/// Whether the gap between a decision and an overruling ends with a part of it: `… 배치되는 범위에서`.
pub(super) fn is_in_part(text: Text<'_>, end: usize, verb: usize) -> bool {
    let gap = text.between(end, verb);
    ["범위", "한도", "부분"].iter().any(|word| gap.contains(word))
}

/// What the nearest noun with a particle before a verb is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Head {
    /// A decision, or what it says.
    Precedent,
    /// 이를, 이는: what the sentence speaks of, which is no other thing.
    Pronoun,
    /// Something else: 주문, 청구, 원심판결.
    Other,
    None,
}

fn head(words: &[&str]) -> Head {
    let mut pronoun = false;
    for (at, word) in words.iter().enumerate().rev() {
        let Some(stem) = noun(word.trim_matches([',', '.', ')', '’', '”'])) else {
            continue;
        };
        // 같은 이유를 가지고, 재판관 갑을 제외한 8인의 찬성으로.
        if stem == "이유" || words.get(at + 1).is_some_and(|next| next.starts_with("제외한")) {
            continue;
        }
        if matches!(stem, "이" | "그" | "이들" | "그들" | "이것" | "이 점") {
            pronoun = true;
            continue;
        }
        let before = at.checked_sub(1).and_then(|at| words.get(at)).copied().unwrap_or_default();
        let of_this_case =
            OF_THIS_CASE.iter().any(|name| stem.ends_with(name)) || THIS_CASE.contains(&before);
        let precedent = stem.is_empty() || is_precedent(stem);
        // 이를 takes up the subject: `원판결은 부당하므로 이를 변경한다`.
        return if precedent && !of_this_case { Head::Precedent } else { Head::Other };
    }
    if pronoun { Head::Pronoun } else { Head::None }
}

fn is_precedent(stem: &str) -> bool {
    let stem = stem.trim_end_matches(')');
    PRECEDENT.iter().any(|name| stem.ends_with(name))
}

/// The noun of a word with a particle of topic, subject or object; `None` for every other word.
fn noun(word: &str) -> Option<&str> {
    let last = word.chars().next_back()?;
    let stem = word.strip_suffix(last)?;
    let stem_ends = |endings: &str| stem.chars().next_back().is_some_and(|c| endings.contains(c));
    let is_particle = match last {
        '을' | '를' => true,
        '도' => is_precedent(stem),
        '은' => !stem_ends("같않적많옳좁"),
        '는' => stem == "이" || is_precedent(stem) || !stem_ends("되하나있없않르에서로지려고우이오"),
        '이' => !stem.is_empty() && !stem_ends("같없깊높"),
        _ => false,
    };
    is_particle.then_some(stem)
}

/// Whether the gap says that the decision stays: what is overruled behind it is another.
fn keeps(gap: &str) -> bool {
    let stays = |word: &str| {
        memchr::memmem::find_iter(gap.as_bytes(), word.as_bytes()).any(|at| {
            let rest = gap.get(at + word.len()..).unwrap_or_default();
            let near = rest.get(..Text(rest).boundary(60)).unwrap_or(rest);
            !["없", "어려", "어렵", "않", "아니"].iter().any(|denial| near.contains(denial))
        })
    };
    ["유지", "정당하", "타당하고", "타당하며", "따르기로", "원용하"].iter().any(|word| stays(word))
        || ["사안을 달리", "사안이 다르", "참조"].iter().any(|word| gap.contains(word))
}

/// Whether a sentence tells what a decision said: `…라고 판시한 바 있다`, which the next sentence may take up.
pub(super) fn reports(text: Text<'_>, end: usize, sentence: Span) -> bool {
    let rest = text.between(end, sentence.end);
    ["바 있", "판시하", "판단하", "보았", "하여 왔", "해 왔", "밝혔"].iter().any(|word| rest.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_object_is_the_decision_and_nothing_else() {
        for (gap, is) in [
            ("은 이를 ", true),
            (" 등은 이 판결의 견해에 배치되는 범위에서 이를 모두 ", true),
            ("의 견해는 이와 저촉되는 한도 내에서 ", true),
            ("을 비롯하여 그와 같은 취지의 판결들은 모두 ", true),
            (" 등의 취지는 모두 ", true),
            (")를 ", true),
            ("은 더 이상 유지될 수 없으므로 이를 ", true),
            ("은 달리 판시한 바 있으나 이러한 견해는 마땅히 ", true),
            (" 중 이 결정과 저촉되는 부분은 ", true),
            ("), 이 결정의 취지와 저촉되는 범위 안에서 ", true),
            ("을 같은 이유를 가지고 ", true),
            ("에서 합헌이라고 판시한 의견은 재판관 갑을 제외한 8인의 찬성으로 이를 ", true),
            ("와 그 밖에 이 판결의 견해와 다른 대법원판결들은 모두 ", true),
            ("은 그대로 유지되어야 하고 이와 견해를 달리하는 다른 판결들은 ", false),
            ("을 그대로 유지하고 이와 배치되는 종전의 다른 판결들은 이 판결로써 이를 ", false),
            ("을 제외한 나머지는 다음 범위로 한정되거나 그 심판대상이 ", false),
            ("에 따라 원심판결을 ", false),
            ("에 따르면 원판결은 부당하므로 이를 ", false),
            ("에 비추어 제1심 판결을 ", false),
            ("은 사안을 달리하므로 이를 ", false),
        ] {
            assert_eq!(is_object(Text(gap), 0, gap.len()), is, "{gap}");
        }
    }

    #[test]
    fn the_topic_may_be_the_precedent() {
        for (words, is) in [
            ("대법원의 위와 같은 판단은 이 사건에도 ", true),
            ("위 법리는 ", true),
            ("이러한 견해는 지금도 ", true),
            ("위 대법원 판결의 취지는 이 사건에 ", true),
            ("그 결정이유는 ", false),
            ("위 조항은 ", false),
            ("원고의 위와 같은 주장은 ", false),
            ("판단은 ", false),
            ("따라서 위 조항에 대한 판단은 ", false),
        ] {
            assert_eq!(begins_with_the_precedent(words), is, "{words}");
        }
    }

    #[test]
    fn a_sentence_may_point_back() {
        for (words, does) in [
            ("이러한 견해는 모두 이 사건 판결에 저촉되므로 이를 ", true),
            ("위 판결들은 이 판결의 견해와 어긋나는 범위에서 이를 ", true),
            ("이는 위 법리에 배치되는 범위 내에서 ", true),
            ("이 견해에 저촉되는 종전의 판례는 ", false),
            ("제1심판결을 다음과 같이 ", false),
            ("그 소송비용을 ", false),
        ] {
            assert_eq!(points_back(words), does, "{words}");
        }
    }
}
