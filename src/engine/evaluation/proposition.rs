//! Propositions: what a judgment says where it cites another one, with the citation taken out.
//!
//! Courts put the authority in brackets behind the sentence that it supports: `…하여야 한다(대법원 … 판결 등 참조).` The
//! sentence without its brackets is the proposition; where a sentence is nothing but the citation, it is the one before.

use crate::index::{StoredCitation, StoredJudgment, StoredPassage};
use panrye_law::case_number::CaseNumber;
use panrye_law::judgment::{Section, sentences};
use panrye_law::reference::{Context, Opinion, Role, Treatment, references_in};
use panrye_text::character::is_hangul;
use panrye_text::span::Span;

/// Fewest characters, connecting words not counted, that say anything.
const SHORTEST: usize = 30;
/// Most characters of a proposition: longer ones hold several.
const LONGEST: usize = 400;

/// Words that lead from one proposition to the next and say nothing themselves.
const CONNECTING: &[&str] = &[
    "그러나",
    "그러므로",
    "따라서",
    "그런데",
    "그리고",
    "또한",
    "한편",
    "다만",
    "나아가",
    "즉",
    "이는",
    "이와",
    "위와",
    "그와",
    "같은",
    "같이",
    "이러한",
    "그러한",
    "위",
    "이",
    "그",
    "등",
    "및",
    "또는",
    "법리는",
    "법리에",
    "법리",
    "비추어",
    "보면",
    "취지",
    "취지의",
    "취지로",
    "판례",
    "판례는",
    "판례이다",
    "대법원",
    "대법원의",
    "대법원은",
    "당원",
    "당원의",
    "당원은",
    "헌법재판소",
    "판결",
    "판결은",
    "판결의",
    "결정",
    "결정은",
    "판시",
    "판시한",
    "판시하였다",
    "참조",
    "경우에도",
    "마찬가지이다",
    "마찬가지라고",
    "마찬가지로",
    "것이다",
    "것이고",
    "것은",
    "할",
    "한다",
    "하여야",
    "하고",
    "있다",
    "없다",
    "수",
    "이유",
];

/// A proposition with the judgments that it rests on.
pub(super) struct Proposition<'s> {
    /// The text, fit to be asked: without citations, and without the signs of the query language.
    pub(super) text: String,
    /// The citations in brackets behind it.
    pub(super) citations: Vec<&'s StoredCitation>,
}

/// The propositions of the reasons of a judgment, in the order of the text.
pub(super) fn propositions(stored: &StoredJudgment) -> Vec<Proposition<'_>> {
    let is_reasons = |passage: &&StoredPassage| {
        passage.section() == Section::Content && (passage.label == "이유" || passage.label.contains("의견"))
    };
    stored.passages.iter().filter(is_reasons).flat_map(|passage| in_passage(stored, passage)).collect()
}

fn in_passage<'s>(stored: &'s StoredJudgment, passage: &StoredPassage) -> Vec<Proposition<'s>> {
    let text = stored.text(passage);
    let mut found = Vec::new();
    let mut before = "";
    for span in sentences(text) {
        let sentence = span.of(text);
        let base = passage.span().start + span.start;
        let brackets = outer_brackets(sentence);
        let citations: Vec<&StoredCitation> = stored
            .citations
            .iter()
            .filter(|citation| is_authority(citation))
            .filter(|citation| {
                let at = citation.span();
                brackets.iter().any(|bracket| bracket.shifted(base).contains(at))
            })
            .collect();
        if !citations.is_empty() {
            let alone = !without_citations(sentence).contains(char::is_alphabetic);
            let said = if alone { before } else { sentence };
            found.extend(proposition(said, passage).map(|text| Proposition { text, citations }));
        }
        before = sentence;
    }
    found
}

/// Whether a citation supports what is said (`참조`, also in a dissent): a case of the parties' own does not, nor one that
/// is set aside.
fn is_authority(citation: &StoredCitation) -> bool {
    let treatment = citation.treatment.as_deref().and_then(Treatment::from_name);
    let opinion = citation.opinion.as_deref().and_then(Opinion::from_name);
    let in_separate_opinion = opinion.is_some_and(|opinion| opinion != Opinion::Majority);
    citation.section() == Section::Content
        && matches!(Role::from_name(&citation.role), Some(Role::Cited | Role::Reference))
        && (treatment == Some(Treatment::Followed) || in_separate_opinion)
}

/// A sentence as a proposition, if it says enough and not too much.
fn proposition(sentence: &str, passage: &StoredPassage) -> Option<String> {
    let text = without_signs(behind_label(&without_citations(sentence), passage));
    let says = |word: &&str| !CONNECTING.contains(&word.trim_end_matches(['.', ',']));
    let said: usize = text.split(' ').filter(says).map(|word| word.chars().count()).sum();
    let fits = said >= SHORTEST && text.chars().count() <= LONGEST && !has_case_number(&text);
    fits.then_some(text)
}

/// A text without the brackets that hold citations, and without the citations outside of brackets.
fn without_citations(text: &str) -> String {
    let citations: Vec<Span> =
        references_in(text, &Context::default()).citations.iter().map(|citation| citation.span).collect();
    let brackets = outer_brackets(text);
    let mut cuts: Vec<Span> = Vec::new();
    for &citation in &citations {
        let bracket = brackets.iter().find(|bracket| bracket.contains(citation));
        cuts.push(bracket.copied().unwrap_or_else(|| with_particle(text, citation)));
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for cut in cuts {
        if cut.start >= at {
            out.push_str(Span::new(at, cut.start).of(text));
        }
        at = at.max(cut.end);
    }
    out.push_str(Span::new(at, text.len()).of(text));
    out
}

/// A citation with the particle that hangs on it (`판결은`, `결정에서`).
fn with_particle(text: &str, citation: Span) -> Span {
    let behind = text.get(citation.end..).unwrap_or_default();
    let particle = behind.find(|c| !is_hangul(c)).unwrap_or(behind.len());
    Span::new(citation.start, citation.end + particle)
}

/// The outermost brackets of a text, each with what it holds, in order.
fn outer_brackets(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let (mut depth, mut start) = (0u32, 0);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '{' | '[' | '（' | '〔' => {
                if depth == 0 {
                    start = at;
                }
                depth += 1;
            }
            ')' | '}' | ']' | '）' | '〕' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    found.push(Span::new(start, at + c.len_utf8()));
                }
            }
            _ => {}
        }
    }
    found
}

/// What follows the label of the outline, and behind the heading before it (`1. 요건에 관하여 가. …`); behind any
/// label (`나.`, `(2)`) where the outline does not name it.
fn behind_label<'t>(text: &'t str, passage: &StoredPassage) -> &'t str {
    let mut text = behind_last_label(text, passage).trim_start();
    while let Some((first, rest)) = text.split_once(' ') {
        if first.chars().count() > 4 || !first.ends_with(['.', ')']) {
            break;
        }
        text = rest.trim_start();
    }
    text
}

fn behind_last_label<'t>(text: &'t str, passage: &StoredPassage) -> &'t str {
    let Some(label) = passage.outline.last() else { return text };
    let behind = text.match_indices(label.as_str()).filter_map(|(at, label)| {
        let begins = text.get(..at)?.chars().next_back().is_none_or(char::is_whitespace);
        let rest = text.get(at + label.len()..)?;
        (begins && rest.starts_with(char::is_whitespace)).then_some(rest)
    });
    behind.last().unwrap_or(text)
}

/// A text that means nothing in the query language but its words: what courts put in quotation marks and brackets is no
/// demand.
fn without_signs(text: &str) -> String {
    let signs =
        |c: char| matches!(c, '"' | '“' | '”' | '*' | '^' | '+' | ':' | '~') || "()（）{}[]〔〕".contains(c);
    let plain: String = text.chars().map(|c| if signs(c) { ' ' } else { c }).collect();
    let words = plain.split_whitespace().map(|word| word.trim_start_matches('-'));
    words.filter(|word| word.contains(char::is_alphanumeric)).collect::<Vec<_>>().join(" ")
}

/// Whether a case number is left (`2013다43994`, `2013 다 43994`): such a text would give its answer away.
fn has_case_number(text: &str) -> bool {
    let compact: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut runs = compact.chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit()).peekable();
    let mut year: &[char] = &[];
    while let Some(run) = runs.next() {
        let marked = !run[0].is_ascii_digit() && run.len() <= 4 && matches!(year.len(), 2 | 4);
        if let (true, Some(serial)) = (marked, runs.peek()) {
            let number: String = year.iter().chain(run).chain(*serial).collect();
            if number.parse::<CaseNumber>().is_ok() {
                return true;
            }
        }
        year = if run[0].is_ascii_digit() { run } else { &[] };
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use panrye_law::judgment::{Judgment, SourceStamp};
    use panrye_law::passage::passages;
    use panrye_law::reference::references;

    fn stored(reasons: &str) -> StoredJudgment {
        let mut judgment = Judgment::default();
        judgment.set_docket("2019다100001");
        judgment.set_section(Section::Content, format!("【주 문】 상고를 기각한다. 【이 유】 {reasons}"));
        let passages = passages(&judgment).iter().map(|passage| StoredPassage::of(passage, 0)).collect();
        StoredJudgment::new(&judgment, passages, &references(&judgment).citations, SourceStamp::default())
    }

    fn read(reasons: &str) -> Vec<(String, Vec<String>)> {
        let stored = stored(reasons);
        let numbers = |proposition: &Proposition<'_>| {
            proposition.citations.iter().flat_map(|citation| citation.numbers.clone()).collect()
        };
        propositions(&stored).iter().map(|found| (found.text.clone(), numbers(found))).collect()
    }

    const SAID: &str = "창고업자는 보관물의 도난을 방지하기 위하여 사회통념상 합리적으로 기대할 수 있는 보호조치를 하여야 한다";

    #[test]
    fn the_sentence_without_its_brackets_is_the_proposition() {
        for (reasons, numbers) in [
            (format!("{SAID}(대법원 2010. 5. 13. 선고 2009다100002 판결 등 참조)."), &["2009다100002"][..]),
            (
                format!(
                    "1. 요건에 관하여  가. {SAID}(대법원 2010. 5. 13. 선고 2009다100002 판결 참조). 나. 원심은 옳다."
                ),
                &["2009다100002"],
            ),
            (
                format!(
                    "{SAID}{{대법원 2010. 5. 13. 선고 2009다100002(본소), 100019(반소) 판결, 대법원 2011. 6. 9. 선고 2010다100003 판결 참조}}."
                ),
                &["2009다100002", "2009다100019", "2010다100003"],
            ),
            (format!("(나) {SAID}(대법원 2010. 5. 13. 선고 2009다100002 판결 참조)."), &["2009다100002"]),
            (format!("{SAID}. (대법원 2010. 5. 13. 선고 2009다100002 판결 참조)."), &["2009다100002"]),
        ] {
            let found = read(&reasons);
            assert_eq!(found.len(), 1, "{reasons}: {found:?}");
            assert_eq!(found[0].0.trim_end_matches([' ', '.']), SAID, "{reasons}");
            assert_eq!(found[0].1, numbers, "{reasons}");
        }
    }

    #[test]
    fn what_says_nothing_is_no_proposition() {
        for reasons in [
            "그러므로 이와 같은 취지의 판례가 있다(대법원 2010. 5. 13. 선고 2009다100002 판결 참조)."
                .to_owned(),
            // Another case of the parties, and one that is set aside.
            format!(
                "원고는 {SAID}는 소를 제기하여 확정되었다(서울고등법원 2018. 1. 10. 선고 2017나100003 판결)."
            ),
            format!(
                "{} {SAID}(대법원 2010. 5. 13. 선고 2009다100002 판결 참조).",
                "보관물의 종류와 가액 ".repeat(40)
            ),
            format!("{SAID}."),
        ] {
            assert!(read(&reasons).is_empty(), "{reasons}: {:?}", read(&reasons));
        }
    }

    #[test]
    fn citations_beside_the_brackets_are_cut_with_their_particles() {
        assert_eq!(
            without_citations("대법원 2010. 5. 13. 선고 2009다100002 판결은 수치인이 책임을 진다고 한다"),
            " 수치인이 책임을 진다고 한다"
        );
    }

    #[test]
    fn signs_of_the_query_language_are_words_only() {
        let text = without_signs("-원고는 \"갑\"이 (을) 또는 2:1의 ‘병’을 + 정 - 무");
        assert_eq!(text, "원고는 갑 이 을 또는 2 1의 ‘병’을 정 무");
    }

    #[test]
    fn a_case_number_that_is_left_is_seen() {
        assert!(has_case_number("앞의 2013 다 43994 사건"));
        assert!(!has_case_number("2010년 3월부터 2명이 15개를 샀다"));
    }

    proptest! {
        #[test]
        fn any_reasons_are_read(pieces in proptest::collection::vec(proptest::sample::select(vec![
            SAID, "(", ")", "{", "}", "[", ". ", "다. ", "\n", "1. ", "가. ", "대법원 2010. 5. 13. 선고 2009다100002 판결",
            " 등 참조", "90다1", ", 3", "\"", "은", " ",
        ]), 0..30)) {
            for (text, _) in read(&pieces.concat()) {
                prop_assert!(!has_case_number(&text), "{text}");
                prop_assert!(text.chars().count() <= LONGEST);
                prop_assert!(crate::query::Query::parse(&text).is_ok(), "{text}");
            }
        }
    }
}
