//! What is wrong with a query, in Korean.

use panrye_engine::query::{Bound, DateError, Expected, QueryErrorKind};
use panrye_engine::search::Refusal;

pub(super) fn of_refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::OutOfTime(time) => {
            let seconds = time.as_secs_f64();
            format!(
                "{seconds}초가 지나도 질의에 답하지 못했습니다. 질의를 줄이거나 좁히십시오. 시간을 더 주려면 --timeout을 쓰십시오"
            )
        }
        Refusal::Values(name) => {
            format!("`{name}` 값이 너무 많습니다. {}개까지 적을 수 있습니다", Refusal::VALUES)
        }
        Refusal::Text => {
            let mib = Refusal::TEXT >> 20;
            format!(
                "답에 든 글이 {mib} MiB를 넘습니다. --limit, --passages, --context 가운데 하나를 줄이십시오"
            )
        }
    }
}

fn of_bound(bound: Bound) -> String {
    match bound {
        Bound::Characters => {
            format!("질의는 {}자까지 쓸 수 있습니다. 줄이거나 여러 질의로 나누십시오", Bound::CHARACTERS)
        }
        Bound::Parts => format!(
            "질의의 부분(구절, 필드, 사건번호, 연산자 사이의 낱말)은 {}개까지 쓸 수 있습니다. 여러 질의로 나누십시오",
            Bound::PARTS
        ),
        Bound::Numbers => {
            format!("한 질의에 사건번호는 {}개까지 쓸 수 있습니다. 여러 질의로 나누십시오", Bound::NUMBERS)
        }
        Bound::Joins => format!(
            "`인용:(…)`과 `피인용:(…)`은 한 질의에 {}개까지 쓸 수 있습니다. 여러 질의로 나누십시오",
            Bound::JOINS
        ),
        Bound::Passes => format!(
            "`내용:`이나 `*`이 붙은 부분은 한 질의에 {}개까지 쓸 수 있습니다. 여러 질의로 나누십시오",
            Bound::PASSES
        ),
        Bound::Phrase => {
            format!("구절은 {}자까지 쓸 수 있습니다. 따옴표를 빼거나 구절을 줄이십시오", Bound::PHRASE)
        }
        Bound::Value => format!("필드의 값은 {}자까지 쓸 수 있습니다. 줄이십시오", Bound::VALUE),
        Bound::Prefix => format!("`*` 앞에는 {}자까지 쓸 수 있습니다. 줄이십시오", Bound::PREFIX),
        Bound::Play(most) => {
            format!("이 길이의 구절에는 `~{most}`까지 쓸 수 있습니다. 수를 줄이거나 구절을 줄이십시오")
        }
    }
}

pub(super) fn of_query(kind: &QueryErrorKind) -> String {
    match kind {
        QueryErrorKind::Empty => {
            "질의가 비어 있습니다. 낱말, 사건번호, 조문 가운데 하나를 적으십시오".to_owned()
        }
        QueryErrorKind::OpenBracket => "괄호가 닫히지 않았습니다. `)`를 붙이십시오".to_owned(),
        QueryErrorKind::OpenPhrase => "따옴표가 닫히지 않았습니다. `\"`를 붙이십시오".to_owned(),
        QueryErrorKind::NoOperand(operator) => format!("`{operator}` 뒤에 찾을 말이 없습니다"),
        QueryErrorKind::UnknownField { name, nearest: Some(near) } => {
            format!("`{name}` 필드는 없습니다. `{near}:`입니까?")
        }
        QueryErrorKind::UnknownField { name, nearest: None } => format!("`{name}` 필드는 없습니다"),
        QueryErrorKind::Value { field, value, expected } => {
            let expected = match expected {
                Expected::Date => "2018, 2018-06, 2018-06-15, 2010..2018처럼 적으십시오",
                Expected::Cited => "2013다43994 같은 사건번호나 괄호로 묶은 질의를 적으십시오",
                Expected::Text => "낱말이나 따옴표로 묶은 구절을 적으십시오",
            };
            format!("`{value}`은(는) {field}의 값이 될 수 없습니다. {expected}")
        }
        QueryErrorKind::Bound(bound) => of_bound(*bound),
        QueryErrorKind::TooDeep(levels) => format!("괄호를 {levels}겹 넘게 쓸 수 없습니다"),
    }
}

pub(super) fn of_date(error: &DateError) -> String {
    let DateError(text) = error;
    format!("`{text}`은(는) 날짜가 아닙니다. 2018, 2018-06, 2018-06-15 또는 2010..2018-06처럼 적으십시오")
}
