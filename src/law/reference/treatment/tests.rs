//! Sentences of courts, and what they make of the decisions that they name.

use crate::judgment::{Court, Section};
use crate::reference::{Citation, Context, Opinion, Treatment, references_in};

fn read(text: &str) -> Vec<Citation> {
    let court = Court::supreme();
    let context = Context { section: Some(Section::Content), court: Some(&court), case_numbers: &[] };
    references_in(text, &context).citations
}

/// The treatments of the citations of a text, in order.
fn treatments(text: &str) -> Vec<Option<Treatment>> {
    let found = read(text);
    assert!(
        found.iter().all(|citation| citation.evidence.is_some() == citation.treatment.is_some()),
        "{text}"
    );
    found.iter().map(|citation| citation.treatment).collect()
}

const FOLLOWED: Option<Treatment> = Some(Treatment::Followed);
const DISTINGUISHED: Option<Treatment> = Some(Treatment::Distinguished);
const IN_PART: Option<Treatment> = Some(Treatment::OverruledInPart);
const OVERRULED: Option<Treatment> = Some(Treatment::Overruled);

#[test]
fn a_reference_at_the_end_speaks_for_its_list() {
    for (text, expected) in [
        (
            "할 것이다(대법원 2010. 1. 2. 선고 2009다1 판결, 2011. 1. 2. 선고 2010다1 판결 등 참조).",
            vec![FOLLOWED, FOLLOWED],
        ),
        (
            "이와 같다(점유에 관한 대법원 2010. 1. 2. 선고 2009다1 판결, 등기에 관한 대법원 2011. 1. 2. 선고 2010다1 판결 등 참조).",
            vec![FOLLOWED, FOLLOWED],
        ),
        (
            "점유에 관한 대법원 2010. 1. 2. 선고 2009다1 판결, 등기에 관한 대법원 2011. 1. 2. 선고 2010다1 판결 등 참조.",
            vec![FOLLOWED, FOLLOWED],
        ),
        ("그 효력이 없다(대법원 2010. 1. 2. 선고 2009다1 판결).", vec![FOLLOWED]),
        ("소를 제기하여 확정되었다(서울고등법원 2010. 1. 2. 선고 2009나1 판결).", vec![None]),
        ("위 전원합의체 판결(대법원 2010. 1. 2. 선고 2009다1 판결)은 그러하다.", vec![None]),
        (
            "대법원 2010. 1. 2. 선고 2009다1 판결은 그러하다(대법원 2011. 1. 2. 선고 2010다1 판결 참조).",
            vec![None, FOLLOWED],
        ),
    ] {
        assert_eq!(treatments(text), expected, "{text}");
    }
}

#[test]
fn the_object_of_an_overruling_is_overruled() {
    for (text, expected) in [
        (
            "이와 달리 판단한 대법원 2010. 1. 2. 선고 2009다1 판결은 이 판결의 견해에 배치되는 범위에서 변경하기로 한다.",
            vec![IN_PART],
        ),
        ("당원 1983.4.12. 선고 83도422 판결은 이를 폐기하기로 한다.", vec![OVERRULED]),
        (
            "대법원 2009. 10. 29.자 2008마1 결정 등은 이 결정의 견해에 배치되는 범위에서 이를 변경하기로 한다.",
            vec![IN_PART],
        ),
        (
            "달리 본 대법원 2010. 1. 2. 선고 2009다1 판결 및 이를 전제로 한 대법원 2011. 1. 2. 선고 2010다1 판결의 각 견해는 이 판결에 저촉되는 한도에서 변경하기로 한다.",
            vec![IN_PART, IN_PART],
        ),
        ("종전의 판례(대법원 2010. 1. 2. 선고 2009다1 판결 등)를 변경하기로 한다.", vec![OVERRULED]),
        (
            "대법원 2010. 1. 2. 선고 2009다1 판결은 유효하다고 판시한 바 있으나 이러한 견해는 마땅히 폐기되어야 한다.",
            vec![OVERRULED],
        ),
        (
            "대법원 2010. 1. 2. 선고 2009다1 판결은 유효하다고 판시한 바 있다. 이러한 견해는 이를 변경하기로 한다.",
            vec![OVERRULED],
        ),
        (
            "대법원 2010. 1. 2. 선고 2009다1 판결은 그대로 유지되어야 하고 이와 견해를 달리하는 대법원 2011. 1. 2. 선고 2010다1 판결이 표시한 의견은 이로써 변경되어야 할 것이다.",
            vec![FOLLOWED, OVERRULED],
        ),
        (
            "사전에 했다는 이유로 해당한다는 취지의 대법원 선고 2009다1 판결 단체를 설립하면 해당한다고 판시한 대법원 선고 2010다1 판결 등은 이 판결의 견해에 배치되는 범위에서 이를 변경하기로 한다.",
            vec![IN_PART, IN_PART],
        ),
        ("당원 1983. 4. 12. 선고 78다12341235 판결을 폐기하고 위와 같이 해석하기로 한다.", vec![OVERRULED]),
        ("당원 1959.7.31 선고 단기 4292년 형상 제1호 판결 등은 이를 폐기하기로 한다.", vec![OVERRULED]),
        (
            "위 판시에 저촉되는 당원 1979. 3. 1. 선고 78다2 판결을 변경하기로 하며 당원 1963. 9. 1. 선고 63다359 판결은 이 사건과 사안을 달리한다.",
            vec![OVERRULED, DISTINGUISHED],
        ),
    ] {
        assert_eq!(treatments(text), expected, "{text}");
    }
}

#[test]
fn what_is_not_overruled_by_the_court_is_not() {
    for (text, expected) in [
        (
            "대법원 2010. 1. 2. 선고 2009다1 판결의 견해를 변경하여야 할 필요가 있다고 인정되지 아니한다.",
            FOLLOWED,
        ),
        (
            "대법원 2010. 1. 2. 선고 2009다1 판결에서의 판단은 그대로 타당하고 이를 변경할 만한 사정이 없다.",
            FOLLOWED,
        ),
        ("대법원 2010. 1. 2. 선고 2009다1 판결을 제외한 나머지는 그 심판대상이 변경되어야 할 것이다.", None),
        ("논지는 대법원 2010. 1. 2. 선고 2009다1 판결은 변경되어야 한다고 주장한다.", None),
        ("원고는 다툰다. 상고이유는 대법원 2010. 1. 2. 선고 2009다1 판결은 변경되어야 한다.", None),
        ("대법원 2010. 1. 2. 선고 2009다1 판결을 변경하는 것은 옳지 않다.", None),
        ("다수의견이 변경하고자 하는 대법원 2010. 1. 2. 선고 2009다1 판결은 이와 다르다.", None),
        ("대법원 2010. 1. 2. 선고 2009다1 판결은 그 후 변경되었다.", None),
        ("대법원 2010. 1. 2. 선고 2009다1 판결에 따라 원심판결을 변경하기로 한다.", None),
        ("제1심법원인 서울고등법원 2010. 1. 2. 선고 2009나1 판결을 다음과 같이 변경한다.", None),
        (
            "2. 원고의 주장
대법원 2010. 1. 2. 선고 2009다1 판결은 변경되어야 한다.
3. 판단",
            None,
        ),
        (
            "주문과 같이 판결한다.
대법관 갑의 반대의견
대법원 2010. 1. 2. 선고 2009다1 판결은 변경되어야 한다.",
            None,
        ),
    ] {
        assert_eq!(treatments(text), [expected], "{text}");
    }
    let court = Court::parse("서울고등법원").unwrap();
    let context = Context { section: Some(Section::Content), court: Some(&court), case_numbers: &[] };
    let text = "대법원 2010. 1. 2. 선고 2009다1 판결은 변경하기로 한다.";
    assert_eq!(references_in(text, &context).citations[0].treatment, None);
}

#[test]
fn a_bracket_with_citations_supports_a_rule() {
    for (text, expected) in [
        ("되풀이되는 선례이다(헌재 1994. 7. 29. 93헌가1, 판례집 6-2, 53, 59 등 다수).", FOLLOWED),
        ("한계가 있다(헌재 1992. 1. 28. 91헌마1, 판례집 4, 51；1997. 3. 27. 92헌마2 외 다수).", FOLLOWED),
        ("위배된다고 할 수 없다.?(헌재 2001. 8. 30. 2000헌마1 등, 판례집13-2, 263).", FOLLOWED),
        ("재판의 전제성이 있다(헌재 1995. 7. 21. 93헌바4, 공보 제124호, 129 등 참고).", FOLLOWED),
        ("합헌결정을 한 바 있는데(헌재 1995. 7. 21. 93헌바4), 이를 본다.", FOLLOWED),
        ("현재 심리 중에 있다(2024헌바1).", None),
        ("재심을 청구하고(대법원 2015재다1), 다툰다.", None),
        ("이미 각하된 바 있고(헌재 2009. 6. 23. 2009헌마3), 다시 청구하였다.", None),
        ("이미 각하되었으므로(헌재 2009. 6. 23. 2009헌마3) 부적법하다.", None),
    ] {
        assert!(treatments(text).iter().all(|treatment| *treatment == expected), "{text}");
    }
}

#[test]
fn the_next_sentence_may_take_up_a_decision() {
    for (next, expected) in [
        ("대법원의 위와 같은 판단은 이 경우에도 동일하게 적용될 수 있다.", FOLLOWED),
        ("위 법리는 이 사건에 그대로 적용된다.", FOLLOWED),
        ("이러한 견해는 여전히 타당하다.", FOLLOWED),
        ("위와 같은 법리는 이 사건에 그대로 적용된다고 할 수 없다.", None),
        ("위 조항은 이 사건에 그대로 적용된다.", None),
        ("원고의 위와 같은 주장은 그대로 타당하다.", None),
    ] {
        let text =
            format!("대법원 2010. 1. 2. 선고 2009다1 판결은 ‘확인의 이익이 있다.’고 판단하였다.\n{next}");
        assert_eq!(treatments(&text), [expected], "{next}");
    }
    let text = "대법원 2010. 1. 2. 선고 2009다1 판결은 민법 제1조가 그대로 적용된다고 판시하였다.";
    assert_eq!(treatments(text), [None], "{text}");
}

#[test]
fn decisions_are_distinguished() {
    for text in [
        "상고인이 드는 대법원 2010. 1. 2. 선고 2009다1 판결은 사안을 달리하여 이 사건에 원용하기에 적절하지 아니하다.",
        "대법원 2010. 1. 2. 선고 2009다1 판결의 법리가 이 사건에 그대로 적용된다고 할 수 없다.",
        "대법원 2010. 1. 2. 선고 2009다1 판결은 이 사건에는 적절하지 않다.",
    ] {
        assert_eq!(treatments(text), [DISTINGUISHED], "{text}");
    }
    let text = "대법원 2010. 1. 2. 선고 2009다1 판결은 대법원 2011. 1. 2. 선고 2010다1 판결에 의하여 폐기된 것으로서 이 사건에 적절한 것이 되지 못한다.";
    assert_eq!(treatments(text), [DISTINGUISHED, None]);
}

#[test]
fn a_citation_stands_in_an_opinion() {
    let text = "주문과 같이 결정한다. 종전의 대법원 2009. 10. 29. 선고 2008다1 판결은 변경하기로 한다. 이 결정에는 대법관 갑의 반대의견이 있다.
                    4. 대법관 갑의 반대의견
나는 대법원 2011. 1. 2. 선고 2010다2 판결에 따른다(대법원 2012. 1. 2. 선고 2011다3 판결 참조).";
    let found: Vec<_> = read(text).iter().map(|citation| (citation.treatment, citation.opinion)).collect();
    assert_eq!(
        found,
        [
            (OVERRULED, Some(Opinion::Majority)),
            (None, Some(Opinion::Dissenting)),
            (FOLLOWED, Some(Opinion::Dissenting)),
        ]
    );
}
