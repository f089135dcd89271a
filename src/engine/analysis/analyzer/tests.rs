//! What becomes of texts: a test for each trap of Korean legal text.

use super::*;
use crate::analysis::Token;
use proptest::prelude::*;

fn analyze(text: &str) -> Analysis {
    Analyzer::new(Lexicon::embedded().unwrap()).analyze(text)
}

fn texts(text: &str, kind: TokenKind) -> Vec<String> {
    analyze(text)
        .tokens
        .into_iter()
        .filter(|token| token.kind == kind)
        .map(|token| token.text.into())
        .collect()
}

/// Whether the words that a query looks for all stand in the text.
fn finds(query: &str, text: &str) -> bool {
    let indexed = texts(text, TokenKind::Part);
    let query = Analyzer::new(Lexicon::embedded().unwrap()).analyze_query(query);
    let mut wanted =
        query.tokens.iter().filter(|token| token.kind == TokenKind::Part && token.primary).peekable();
    assert!(wanted.peek().is_some());
    wanted.all(|token| indexed.iter().any(|text| *text == token.text))
}

#[test]
fn another_case_mark_is_another_case() {
    let text = "대법원 2013다43994, 44003 판결";
    assert!(finds("2013다43994", text) && finds("2013다44003", text));
    assert!(!finds("2013나43994", text) && !finds("2013누43994", text));
}

#[test]
fn a_prefix_stays_with_its_noun() {
    for (query, text) in
        [("급여", "비급여 진료"), ("법", "불법이다"), ("3채무자", "제3채무자"), ("팟", "에어팟을 샀다")]
    {
        assert!(!finds(query, text), "{query} in {text}: {:?}", texts(text, TokenKind::Part));
    }
    assert!(finds("비급여", "비급여 진료비를 받았다") && finds("제3채무자", "제3채무자는"));
}

#[test]
fn parts_find_their_compound() {
    for (query, text) in [
        ("배상", "손해배상청구권"),
        ("청구", "손해배상청구권"),
        ("시효", "소멸시효가 완성"),
        ("소유", "소유권이전등기"),
        ("법원", "대법원은"),
        ("행위자", "공동불법행위자로서"),
        ("손해배상청구", "손해배상청구권의 소멸시효"),
    ] {
        assert!(finds(query, text), "{query} in {text}: {:?}", texts(text, TokenKind::Part));
    }
    assert!(texts("손해배상청구권을", TokenKind::Whole).contains(&"손해배상청구권".to_owned()));
    assert!(texts("공동불법행위자로서", TokenKind::Whole).contains(&"공동불법행위자".to_owned()));
}

#[test]
fn hanja_and_hangul_are_one() {
    for (hanja, hangul) in
        [("不動産", "부동산"), ("損害", "손해"), ("甲", "갑"), ("損害賠償", "손해배상"), ("乙", "을")]
    {
        let hangul_text = format!("{hangul} 회사");
        assert!(finds(hanja, &hangul_text), "{hanja}: {:?}", texts(hanja, TokenKind::Part));
        assert!(
            texts(&format!("{hanja} 회사"), TokenKind::Part)
                .contains(&texts(&hangul_text, TokenKind::Part)[0])
        );
    }
}

#[test]
fn spellings_of_one_text_give_the_same_tokens() {
    for (one, other) in [
        ("기술적ㆍ관리적 조치", "기술적·관리적 조치"),
        ("기술적․관리적 조치", "기술적・관리적 조치"),
        ("제 28 조 제1항", "제28조제1항"),
        ("２０１３다４３９９４", "2013다43994"),
        ("한글 문서", "한글 문서"),
    ] {
        assert_eq!(texts(one, TokenKind::Part), texts(other, TokenKind::Part));
    }
}

#[test]
fn brackets_and_quotes_change_nothing_beside_them() {
    let plain = texts("손해 배상", TokenKind::Part);
    for text in ["손해(배상)", "“손해” 배상", "손해/배상", "「손해」 [배상]", "손해? 배상!"]
    {
        assert_eq!(texts(text, TokenKind::Part), plain, "{text}");
    }
}

#[test]
fn particles_and_endings_leave_no_gap() {
    let analysis = analyze("원고는 피고에게 손해를 배상하여야 한다.");
    let parts: Vec<_> = analysis.tokens.iter().filter(|token| token.kind == TokenKind::Part).collect();
    let texts: Vec<_> = parts.iter().map(|token| token.text.as_str()).collect();
    assert_eq!(texts, ["원고", "피고", "손해", "배상"]);
    assert_eq!(parts.iter().map(|token| token.position).collect::<Vec<_>>(), [0, 1, 2, 3]);
}

#[test]
fn a_query_that_ends_in_a_particle_is_understood() {
    for query in ["손해배상의", "소유권이", "임대차계약을"] {
        let mut analyzer = Analyzer::new(Lexicon::embedded().unwrap());
        let with: Vec<_> = analyzer.analyze_query(query).tokens;
        let stem = query.trim_end_matches(['의', '이', '을']);
        let without = analyzer.analyze_query(stem).tokens;
        let parts = |tokens: &[Token]| {
            let parts = tokens.iter().filter(|token| token.kind == TokenKind::Part);
            parts.map(|token| token.text.clone()).collect::<Vec<_>>()
        };
        assert_eq!(parts(&with), parts(&without), "{query}");
    }
}

#[test]
fn a_noun_that_ends_like_a_particle_stays_whole() {
    for (query, text) in
        [("관리자의 주의", "선량한 관리자의 주의로"), ("사전 동의", "사전 동의를 받아"), ("회의", "회의에서")]
    {
        assert!(finds(query, text), "{query}");
    }
}

#[test]
fn the_defendant_is_a_noun_wherever_it_stands() {
    for text in ["피고", "피고는 항소하였다.", "옳다. 피고는 원고에게", "원고와 피고"]
    {
        assert!(texts(text, TokenKind::Part).contains(&"피고".to_owned()), "{text}");
    }
}

#[test]
fn numbers_are_whole() {
    assert_eq!(texts("1,000,000원과 1.5 및 2,3", TokenKind::Part), ["1000000원", "1000000", "1.5", "2", "3"]);
}

#[test]
fn a_text_without_an_end_is_analyzed_to_its_end() {
    let text = "손해배상책임을 인정하고 ".repeat(20_000);
    let analysis = analyze(&text);
    assert_eq!(analysis.tokens.iter().filter(|token| token.text == "책임").count(), 20_000);
}

/// The tokens of a text as the index gets them, and as they are without what was kept of earlier texts.
fn kept_and_new(analyzer: &mut Analyzer, text: &str) -> [IndexTokens; 2] {
    let [mut kept, mut new] = [IndexTokens::default(), IndexTokens::default()];
    analyzer.index_tokens(text, &mut kept);
    analyze(text).tokens.iter().for_each(|token| new.push(token));
    [kept, new]
}

#[test]
fn eojeols_that_are_met_again_have_the_tokens_that_they_had() {
    let mut analyzer = Analyzer::new(Lexicon::embedded().unwrap());
    let text = "피고는 제750조의 손해배상청구권을 不法行爲로 2013. 1. 2. 피고에게 100원을";
    for text in [&*format!("{text} ").repeat(20), text, "2013 다 1 제 750 조의", "피고는,피고는 Ð피고는", ""]
    {
        let [kept, new] = kept_and_new(&mut analyzer, text);
        assert_eq!(kept, new, "{text}");
    }
}

proptest! {
    #[test]
    fn tokens_are_the_same_whatever_was_kept(
        words in prop::collection::vec("[가나다라을를이고한유리손해배상원피는]{1,5}|[가-힣]{1,3}|[A-Z0-9,.]{1,4}|[一-十不法]{1,2}|제?[1-9]조|2013다[1-9]", 1..12),
        order in prop::collection::vec((0_usize..12, "[ \nÐ.(]| \\("), 1..20),
    ) {
        let mut analyzer = Analyzer::new(Lexicon::embedded().unwrap());
        analyzer.index_tokens(&format!("{} ", words.join(" ")).repeat(12), &mut IndexTokens::default());
        let text: String = order.iter().flat_map(|(at, gap)| [words[at % words.len()].as_str(), gap.as_str()]).collect();
        let [kept, new] = kept_and_new(&mut analyzer, &text);
        prop_assert_eq!(kept, new);
    }

    #[test]
    fn spans_are_whole_characters_and_positions_have_no_gap(
        text in "[가-힣甲不動産a-zA-Z0-9㈜ㆍ .,()‘’\u{1100}\u{1161}\u{11a8}제조항다]{0,60}"
    ) {
        let analysis = analyze(&text);
        let mut next = 0;
        for token in &analysis.tokens {
            prop_assert!(text.get(token.span.start..token.span.end).is_some_and(|quote| !quote.is_empty()));
            if token.kind == TokenKind::Part && token.primary {
                prop_assert_eq!(token.position, next);
                next += 1;
            }
        }
        for morpheme in &analysis.morphemes {
            prop_assert!(text.get(morpheme.span.start..morpheme.span.end).is_some());
        }
    }
}
