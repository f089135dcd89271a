#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::expected::EXPECTED;
use super::*;

fn segment(text: &str) -> Vec<Morpheme> {
    let mut morphemes = Vec::new();
    Segmenter::new(Lexicon::embedded().unwrap()).segment(text, &mut morphemes);
    morphemes
}

/// `surface/tag surface/tag …`
fn shown(text: &str) -> String {
    let show = |morpheme: &Morpheme| format!("{}/{}", morpheme.surface(text), morpheme.tag());
    segment(text).iter().map(show).collect::<Vec<_>>().join(" ")
}

#[test]
fn words_and_tags_are_those_of_mecab_ko() {
    for (text, expected) in EXPECTED {
        assert_eq!(shown(text), *expected, "{text:?}");
    }
}

#[test]
fn a_word_of_the_dictionary_that_ends_in_a_space_does_not_cover_it() {
    let text = "인터내셔날 주식회사";
    assert!(segment(text).iter().all(|morpheme| morpheme.surface(text).trim() == morpheme.surface(text)));
}

#[test]
fn text_without_words_has_no_morphemes() {
    for text in ["", " ", "\n\t \r\n", &" ".repeat(3 * LARGEST_WINDOW)] {
        assert_eq!(segment(text), []);
    }
}

#[test]
fn the_size_of_the_window_does_not_change_the_words() {
    let sentences = [
        "피고는 원고에게 손해배상책임을 부담한다.",
        " 제1항의 침해를 면할 수 없고,\n",
        "\u{3000}위 法人의 代表者는 A,BC 및 10,000,000원",
        "ㆍ공동불법행위자로서(갑 제3호증)   ",
        "하하하하하하하하하하하하하하하하",
    ];
    let text: String = (0..400).flat_map(|n| [sentences[n % 5], sentences[n * n % 3]]).collect();
    let mut whole = Vec::new();
    let mut segmenter = Segmenter::new(Lexicon::embedded().unwrap());
    segmenter.window = LARGEST_WINDOW;
    segmenter.segment(&text, &mut whole);
    for window in [60, 100, 1000] {
        let mut morphemes = Vec::new();
        segmenter.window = window;
        segmenter.segment(&text, &mut morphemes);
        let differs = morphemes.iter().zip(&whole).position(|(one, other)| one != other);
        assert_eq!((morphemes.len(), differs), (whole.len(), None), "window of {window}");
    }
}

/// Two paths through `가가가…` never meet, so the window grows to its limit.
#[test]
fn a_text_that_is_never_decided_is_still_cut_completely() {
    for text in ["가".repeat(150_000), "ㅋ".repeat(70_000), "하하".repeat(40_000), "A".repeat(200_000)] {
        let covered: usize = segment(&text).iter().map(|morpheme| morpheme.surface(&text).len()).sum();
        assert_eq!(covered, text.len());
    }
}

#[test]
fn one_segmenter_cuts_the_next_text_as_a_new_one_would() {
    let mut segmenter = Segmenter::new(Lexicon::embedded().unwrap());
    for text in ["피고는 원고에게", "", "제760조 제3항", " 대법원 판결 "] {
        let mut morphemes = Vec::new();
        segmenter.segment(text, &mut morphemes);
        assert_eq!(morphemes, segment(text));
    }
}

/// Often enough for every eojeol to be known, then once more.
const UNTIL_KNOWN: usize = 12;

#[test]
fn eojeols_that_are_known_are_cut_as_new_ones_are() {
    let mut segmenter = Segmenter::new(Lexicon::embedded().unwrap());
    let known: String = EXPECTED.iter().flat_map(|(text, _)| [text, " "]).collect();
    for _ in 0..UNTIL_KNOWN {
        segmenter.segment(&known, &mut Vec::new());
    }
    // The clone copies the solutions of the first.
    for mut segmenter in [segmenter.clone(), segmenter] {
        for (text, _) in EXPECTED {
            let mut morphemes = Vec::new();
            segmenter.segment(text, &mut morphemes);
            assert_eq!(morphemes, segment(text), "{text:?}");
        }
        let mut morphemes = Vec::new();
        segmenter.segment(&known, &mut morphemes);
        assert_eq!(morphemes, segment(&known));
    }
}

proptest! {
    #[test]
    fn known_eojeols_keep_their_words_beside_any_others(
        words in prop::collection::vec("[가나다라을를이고한유리손해배상원고피]{1,5}|[가-힣]{1,3}|[A-Z0-9,.]{1,4}|[一-十]{1,2}", 1..12),
        order in prop::collection::vec(0_usize..12, 1..20),
    ) {
        let mut segmenter = Segmenter::new(Lexicon::embedded().unwrap());
        for _ in 0..UNTIL_KNOWN {
            segmenter.segment(&words.join(" "), &mut Vec::new());
        }
        let text = order.iter().map(|&at| words[at % words.len()].as_str()).collect::<Vec<_>>().join(" ");
        for mut segmenter in [segmenter.clone(), segmenter] {
            let mut morphemes = Vec::new();
            segmenter.segment(&text, &mut morphemes);
            prop_assert_eq!(morphemes, segment(&text));
        }
    }

    #[test]
    fn morphemes_cover_all_but_whitespace(
        text in "([가-힣]{1,6}|[ \t\n\u{3000}]{1,3}|[a-zA-Z0-9()「」,.·ㆍ]{1,4}|[一-龥]{1,3}|\\PC{1,5}|\u{1100}|😀){0,60}",
    ) {
        let mut end = 0;
        for morpheme in segment(&text) {
            let gap = text.get(end..morpheme.span.start as usize);
            prop_assert!(gap.is_some_and(|gap| gap.chars().all(char::is_whitespace)), "{gap:?}");
            end = morpheme.span.end as usize;
            prop_assert!(!morpheme.surface(&text).is_empty());
        }
        prop_assert!(text.get(end..).is_some_and(|rest| rest.trim().is_empty()));
    }
}
