//! Queries and the trees, leaves and mistakes that they become.

use super::*;
use crate::query::Field;
use proptest::prelude::*;

fn shown(text: &str) -> String {
    show(&parse(text).unwrap())
}

fn show(query: &Query) -> String {
    let list = |parts: &[Query]| parts.iter().map(show).collect::<Vec<_>>().join(" ");
    match &query.node {
        Node::Words(text) => format!("w[{text}]"),
        Node::Phrase { text, slop } => format!("p[{text}]~{slop}"),
        Node::Prefix(text) => format!("{text}*"),
        Node::Case(numbers) => format!("c{numbers:?}"),
        Node::Statute(text) => format!("s[{text}]"),
        Node::Value(text) => format!("v[{text}]"),
        Node::Dates(range) => format!("d[{range}]"),
        Node::In(field, inner) => format!("({field} {})", show(inner)),
        Node::And(parts) => format!("(and {})", list(parts)),
        Node::Or(parts) => format!("(or {})", list(parts)),
        Node::Not(inner) => format!("(not {})", show(inner)),
        Node::Must(inner) => format!("(must {})", show(inner)),
        Node::Boost(inner, factor) => format!("({} ^{factor})", show(inner)),
    }
}

#[test]
fn plain_text_is_words() {
    for text in [
        "개인정보 유출 손해배상",
        "甲이 乙에게 ‘이 사건’ 건물을 팔았는데, 책임이 있는가?",
        "손해배상(기) 청구 - 소멸시효",
        "참고: 위와 같다",
        "http://example.kr/x",
        "가나) 다라",
        "2005형제20654 사건",
        "“닫히지 않은 인용",
    ] {
        assert_eq!(shown(text), format!("w[{text}]"), "{text}");
    }
}

#[test]
fn operators_build_the_tree() {
    for (text, tree) in [
        ("손해 AND 배상", "(and w[손해] w[배상])"),
        ("손해 OR 배상 책임", "(or w[손해] w[배상 책임])"),
        ("손해 -배상", "(and w[손해] (not w[배상]))"),
        ("손해 NOT (배상 OR 책임)", "(and w[손해] (not (or w[배상] w[책임])))"),
        ("+손해 배상", "(and (must w[손해]) w[배상])"),
        ("\"선량한 관리자\"~3 주의", "(and p[선량한 관리자]~3 w[주의])"),
        ("개인정보*", "개인정보*"),
        ("판시:손해^2.5 배상", "(and ((판시 w[손해]) ^2.5) w[배상])"),
        ("조문:\"민법 제750조\" 법원:대법원", "(and (조문 s[민법 제750조]) (법원 v[대법원]))"),
        ("선고:2010..2018-06", "(선고 d[2010-01-01..2018-06-30])"),
        ("인용:(조문:\"민법 제750조\" 법원:대법원)", "(인용 (and (조문 s[민법 제750조]) (법원 v[대법원])))"),
        ("(손해배상(기) 청구)", "w[손해배상(기) 청구]"),
    ] {
        assert_eq!(shown(text), tree, "{text}");
    }
}

#[test]
fn case_numbers_are_leaves() {
    assert!(matches!(parse("2013다43994").unwrap().node, Node::Case(numbers) if numbers.len() == 1));
    assert!(matches!(parse("2013다43994, 44003").unwrap().node, Node::Case(numbers) if numbers.len() == 2));
    assert!(matches!(parse("사건:2013다43994").unwrap().node, Node::In(Field::Case, _)));
    let pasted = parse("대법원 2015. 2. 12. 선고 2013다43994, 44003 판결 개인정보").unwrap();
    assert!(matches!(&pasted.node, Node::And(parts) if parts.len() == 2), "{}", show(&pasted));
}

#[test]
fn mistakes_are_shown_where_they_are() {
    for (text, screen) in [
        (
            "손해 (배상",
            "the query is wrong at column 4: this bracket is not closed: add `)`\n  손해 (배상\n       ^",
        ),
        (
            "밥원:대법원",
            "the query is wrong at column 1: there is no field `밥원`: did you mean `법원:`?\n  밥원:대법원\n  ^^^^",
        ),
        (
            "손해 \"배상",
            "the query is wrong at column 4: this phrase is not closed: add `\"`\n  손해 \"배상\n       ^",
        ),
        (
            "선고:어제",
            "the query is wrong at column 4: `어제` cannot be a value of 선고: write 2018, 2018-06, 2018-06-15 or 2010..2018\n  선고:어제\n       ^^^^",
        ),
    ] {
        assert_eq!(parse(text).unwrap_err().render(text), screen);
    }
    assert!(matches!(parse("  ").unwrap_err().kind, QueryErrorKind::Empty));
    assert!(matches!(parse(&"(".repeat(10_000)).unwrap_err().kind, QueryErrorKind::TooDeep(_)));
    assert!(matches!(parse(&"NOT ".repeat(10_000)).unwrap_err().kind, QueryErrorKind::TooDeep(_)));
}

#[test]
fn what_is_too_large_is_refused_at_its_place() {
    for (text, bound, start) in [
        ("가".repeat(50_001), Bound::Characters, 150_000),
        (format!("\"{}\"", "가 ".repeat(1_001)), Bound::Phrase, 1 + 4 * 1_000),
        (format!("법원:{}", "가".repeat(1_001)), Bound::Value, 7),
        (format!("{}*", "가".repeat(61)), Bound::Prefix, 180),
        ("\"가 나 다 라 마\"~21".to_owned(), Bound::Play(20), 0),
        ("책임 \"가 나\"~4294967296".to_owned(), Bound::Play(100), 7),
        (["가"].repeat(2_001).join(" OR "), Bound::Parts, 7 * 2_000),
        (["피인용:(가)"].repeat(9).join(" "), Bound::Joins, 16 * 8),
        (["가나*"].repeat(201).join(" "), Bound::Passes, 8 * 200),
    ] {
        let error = parse(&text).unwrap_err();
        assert_eq!((error.kind, error.span.start), (QueryErrorKind::Bound(bound), start));
    }
    for text in ["가".repeat(50_000), format!("\"{}\"", "가".repeat(2_000)), "\"가 나 다 라\"~100".to_owned()]
    {
        assert!(parse(&text).is_ok());
    }
}

#[test]
fn a_case_number_that_is_repeated_is_asked_for_once() {
    assert_eq!(
        shown("2013다1 손해 2013다1 배상"),
        shown("2013다1 손해 배상").replace("w[손해 배상]", "w[손해] w[배상]")
    );
}

proptest! {
    #[test]
    fn any_text_is_parsed_or_refused(text in "[가나다0-9다 \"()^~*:+-ANDOR법원선고.,“”]{0,40}") {
        match parse(&text) {
            Ok(query) => prop_assert!(text.get(query.span.start..query.span.end).is_some()),
            Err(error) => { let _ = error.render(&text); }
        }
    }

    #[test]
    fn plain_hangul_is_always_words(text in "[가-힣]{1,5}( [가-힣]{1,5}){0,5}") {
        prop_assert!(matches!(parse(&text).unwrap().node, Node::Words(_)));
    }
}
