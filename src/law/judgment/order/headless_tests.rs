//! What texts without headings come to, in their real forms.

use super::*;

const SUPREME: Option<CourtLevel> = Some(CourtLevel::Supreme);
const HIGH: Option<CourtLevel> = Some(CourtLevel::High);
const FIRST: Option<CourtLevel> = Some(CourtLevel::District);

fn texts_come_to(rows: &[(Option<CourtLevel>, &str, &str, Option<&str>)]) {
    for (court, first, rest, outcome) in rows {
        let content = format!("{first}\n{rest}");
        let found = of_headless(&content, *court).map(|(outcome, _)| outcome.korean());
        assert_eq!(found, *outcome, "{content}");
    }
}

#[test]
fn the_first_lines_say_what_the_conclusion_does_not() {
    let silent = "본다. 논지는 모두 이유 없다. 관여 법관의 일치된 의견으로 주문과 같이 판결한다.";
    texts_come_to(&[
        (SUPREME, "상고를 모두 기각한다.", silent, Some("상고기각")),
        (SUPREME, "본건 상고를 기각한다", "", Some("상고기각")),
        (SUPREME, "상고를 각하한다.", silent, Some("상고각하")),
        (
            SUPREME,
            "재심청구를 기각한다.",
            "원심판결은 정당하다. 재심청구를 기각하기로 하여 주문과 같이 결정한다.",
            Some("기각"),
        ),
        (SUPREME, "원심판결을 파기하고 사건을 서울고등법원에 환송한다.", silent, Some("파기환송")),
        (SUPREME, "상고를 상고비용을 원고의 부담으로 한다.", silent, None),
        (
            SUPREME,
            "상고를 원심판결의 주문 중 “원심판결을 파기한다.”를 “제1심판결을 파기한다.”로 경정한다.",
            "그러므로 상고를 기각하기로 하여 주문과 같이 판결한다.",
            Some("상고기각"),
        ),
        (
            SUPREME,
            "상고를 비용은 피고가 위 신청을 각하한다.",
            "그러므로 상고를 기각하며 위 신청을 각하한다. 주문과 같이 판결한다.",
            Some("상고기각"),
        ),
        (HIGH, "항소를 기각한다.", silent, Some("항소기각")),
        (HIGH, "제1심판결을 취소한다.", silent, Some("취소")),
        (HIGH, "원판결을 다음과 같이 변경한다.", silent, Some("변경")),
        (None, "소송비용은 누구나 부담하여야 하는 경우가 있으므로 상고를 기각한다.", "본다.", None),
        // What was asked for follows the order.
        (
            SUPREME,
            "상고를 모두 기각한다.\n1. 원심판결을 파기하고 사건을 서울고등법원으로 환송한다.\n2. 비용은 원고가 부담한다.",
            "상고를 모두 기각하기로 하여 주문과 같이 판결한다.",
            Some("상고기각"),
        ),
    ]);
}

#[test]
fn a_reversal_in_either_place_is_the_outcome() {
    let of_last = "피고 2의 상고는 이유 없다. 그러므로 상고를 기각하기로 하여 주문과 같이 판결한다.";
    let again =
        "형사소송법에 따라 원심판결을 파기하고 변론을 거쳐 다시 다음과 같이 판결한다.\n무죄를 선고한다.";
    texts_come_to(&[
        (
            SUPREME,
            "원판결 중 피고 1에 대한 부분을 파기하고 이 부분을 서울고등법원에 환송한다.",
            of_last,
            Some("파기환송"),
        ),
        (
            SUPREME,
            "원고의 상고를 기각한다.",
            "그러므로 원심판결 중 피고 패소 부분을 파기하고 사건을 원심법원에 환송하기로 하여 주문과 같이 판결한다.",
            Some("파기환송"),
        ),
        (SUPREME, "원판결을 파기한다.", "그러므로 상고를 기각하기로 하여 주문과 같이 판결한다.", None),
        (
            SUPREME,
            "원판결을 파기한다.",
            "원심이 무죄를 선고하기로 한 것은 위법이다. 주문과 같이 판결한다.",
            None,
        ),
        (
            SUPREME,
            "원판결을 파기한다.",
            "본건을 다시 심리하게 하기 위하여 주문과 같이 판결한다.",
            Some("파기환송"),
        ),
        (
            SUPREME,
            "원심판결을 피고인의 항소를 기각한다.",
            "원심판결을 파기하되 직접 판결하기로 한다. 피고인의 항소를 기각하기로 하여 주문과 같이 판결한다.",
            Some("파기자판"),
        ),
        (SUPREME, "원판결을 파기하고 제1심판결을 취소한다.", "", None),
        (HIGH, "원심판결을 파기한다.", again, Some("파기자판")),
        (
            HIGH,
            "원심판결을 파기한다.",
            "피고인을 징역 1년에 처하기로 하여 주문과 같이 판결한다.",
            Some("파기자판"),
        ),
        (HIGH, "원심판결을 파기한다.", "", None),
        (
            HIGH,
            "원심판결 중 피고인 1에 대한 부분을 파기한다.",
            "피고인 1을 징역 1년에 처한다. 피고인 2의 항소는 이유 없어 이를 기각하기로 하여 주문과 같이 판결한다.",
            Some("파기자판"),
        ),
        (
            HIGH,
            "원판결 중 피고 1에 대한 부분을 다음과 같이 변경한다.",
            "원고들의 항소를 기각하기로 하여 주문과 같이 판결한다.",
            Some("변경"),
        ),
        (
            HIGH,
            "원고의 항소를 기각한다.",
            "원판결 중 피고 패소 부분은 부당하므로 이를 취소하고 원고의 항소를 기각하기로 하여 주문과 같이 판결한다.",
            Some("취소"),
        ),
        (HIGH, "원고의 항소를 기각한다.", "피고의 항소는 이유 있으므로 주문과 같이 판결한다.", None),
    ]);
}

#[test]
fn a_claim_comes_to_what_order_and_conclusion_say_together() {
    let pays = "피고는 원고에게 100원을 지급하라.";
    texts_come_to(&[
        (FIRST, pays, "원고의 청구는 이유 있어 이를 인용하기로 하여 주문과 같이 판결한다.", Some("인용")),
        (
            FIRST,
            pays,
            "청구는 위 범위 안에서 이를 인용하고 나머지 청구는 이를 기각하기로 하여 주문과 같이 판결한다.",
            Some("일부인용"),
        ),
        (FIRST, pays, "청구는 위 인정 범위 안에서 이를 인용하기로 하여 주문과 같이 판결한다.", None),
        (FIRST, pays, "본다.", None),
        (FIRST, "원고의 청구를 모두 기각한다.", "본다.", Some("기각")),
        (FIRST, "이 사건 소를 각하한다.", "본다.", Some("각하")),
        (FIRST, "피고 1에 대한 소를 각하한다.", "본다.", None),
        (
            FIRST,
            "피고 1에 대한 소를 각하한다.",
            "피고 1에 대한 소는 각하하고 피고 2에 대한 청구는 기각하기로 하여 주문과 같이 판결한다.",
            Some("기각"),
        ),
        (
            FIRST,
            "원고의 주위적 청구를 기각한다.",
            "주위적 청구는 기각하고 예비적 청구는 이를 인용하기로 하여 주문과 같이 판결한다.",
            Some("일부인용"),
        ),
        (
            FIRST,
            "신청인의 나머지 신청을 기각한다.",
            "나머지 신청은 이를 기각하기로 하여 주문과 같이 판결한다.",
            None,
        ),
        (FIRST, "이 사건 가처분결정을 취소한다.", "신청을 기각하기로 하여 주문과 같이 판결한다.", None),
    ]);
}

#[test]
fn an_accused_comes_to_what_order_and_reasons_say_together() {
    let sentenced = "피고인을 징역 1년에 처한다.";
    texts_come_to(&[
        (FIRST, sentenced, "본다.", Some("유죄")),
        (FIRST, sentenced, "이 부분은 형사소송법 제325조에 따라 무죄를 선고한다.", Some("일부유죄")),
        (
            FIRST,
            sentenced,
            "이 부분은 형사소송법 제325조에 따라 무죄이나 주문에서 따로 무죄를 선고하지 아니한다.",
            Some("유죄"),
        ),
        (FIRST, sentenced, "이 부분은 형사소송법 제325조에 해당한다.", None),
        (FIRST, "피고인들은 각 무죄.", "본다.", Some("무죄")),
        (FIRST, "피고인 1은 무죄.", "본다.", None),
        (FIRST, "이 사건 공소를 기각한다.", "공소제기의 절차가 무효이다.", Some("공소기각")),
        // The appeal to the second instance was called so.
        (HIGH, "본건 공소를 기각한다.", "이와 같은 취지의 원판결은 정당하다.", Some("항소기각")),
        (HIGH, "본건 공소를 기각한다.", "", None),
    ]);
}
