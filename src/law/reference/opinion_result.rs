//! Opinions that are named by their result (위헌의견, 각하의견): whether one is the court's or stands against the order.
//!
//! Behind the conclusion such an opinion is against the order. Before it the judges divide: the order says which of them
//! prevailed, and where it lets both prevail in parts, the words that a majority fell short of the quorum say so.

use super::opinion::Opinion;
use crate::scan::{Text, is_blank};
use panrye_text::span::Span;

/// The longest order that is read, in bytes.
const MAX_ORDER: usize = 12_000;

/// How far behind 정족수 the words stand that it was not reached, in bytes.
const MAX_SHORTFALL: usize = 90;

/// What an opinion or an order comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Finding {
    /// 위헌, 인용: the claim holds.
    Granted,
    /// 헌법불합치.
    Incompatible,
    /// 합헌, 기각: it does not.
    Denied,
    /// 각하: it is not examined.
    Rejected,
    /// 심판절차종료.
    Closed,
}

/// The result that a name without its last word 의견 ends with.
fn finding(name: &str) -> Option<Finding> {
    let name = name.trim_end_matches(is_blank);
    [
        ("불합치", Finding::Incompatible),
        ("위헌", Finding::Granted),
        ("인용", Finding::Granted),
        ("합헌", Finding::Denied),
        ("기각", Finding::Denied),
        ("각하", Finding::Rejected),
        ("절차종료", Finding::Closed),
    ]
    .into_iter()
    .find_map(|(word, finding)| name.ends_with(word).then_some(finding))
}

/// What opinions that are named by their result are measured by.
#[derive(Debug)]
pub(super) struct Order {
    findings: Vec<Finding>,
    /// Whether a majority fell short of the quorum, so that the order denies what it held.
    falls_short: bool,
    /// Whether opinions for 위헌 and for 헌법불합치 made the order together (합산).
    is_pooled: bool,
    /// Where the reasons conclude.
    pub(super) conclusion: usize,
}

impl Order {
    /// The order of a decision and its conclusion.
    pub(super) fn of(text: Text<'_>) -> Self {
        let conclusion = conclusion(text);
        // Only the Constitutional Court names opinions so.
        let findings = order_span(text).map_or_else(Vec::new, |order| findings(order.of(text.0)));
        let falls_short = !findings.is_empty() && falls_short(text.0);
        let is_pooled = findings.contains(&Finding::Incompatible) && text.0.contains("합산");
        Self { findings, falls_short, is_pooled, conclusion }
    }

    /// An order behind which everything stands, as in the points of a decision.
    pub(super) const fn behind() -> Self {
        Self { findings: Vec::new(), falls_short: false, is_pooled: false, conclusion: 0 }
    }

    /// The opinion that a name without its last word 의견 is, which stands at `at`.
    pub(super) fn opinion(&self, name: &str, at: usize) -> Option<Opinion> {
        let finding = finding(name)?;
        let stem = name.trim_end_matches(is_blank).rsplit('의').next().unwrap_or_default();
        // `별개 위헌의견`: the same result for other reasons.
        if stem.contains("별개") {
            return Some(Opinion::Concurring);
        }
        let strikes_down = matches!(finding, Finding::Granted | Finding::Incompatible);
        let prevails = self.findings.is_empty()
            || self.findings.contains(&finding)
            || (self.is_pooled && finding == Finding::Granted);
        let against = at >= self.conclusion || !prevails || (self.falls_short && strikes_down);
        Some(if against { Opinion::Dissenting } else { Opinion::Majority })
    }
}

/// Where the reasons conclude: 주문과 같이, or else a heading (`5. 결론`) or the words `의견이 있는 외에는`.
fn conclusion(text: Text<'_>) -> usize {
    text.0
        .find("주문과 같이")
        .or_else(|| conclusion_heading(text))
        .or_else(|| text.0.find("의견이 있는 외에는"))
        .unwrap_or(usize::MAX)
}

/// The first line that is `5. 결론`.
fn conclusion_heading(text: Text<'_>) -> Option<usize> {
    memchr::memmem::find_iter(text.0.as_bytes(), "결론".as_bytes()).find_map(|at| {
        let label = text.eat_back(text.skip_blanks_back(at), ".")?;
        let start = text.digits_start(label);
        let line = text.before(start).trim_end_matches([' ', '\t']);
        let begins = start < label && (line.is_empty() || line.ends_with('\n'));
        let rest = text.after(at + "결론".len()).trim_start_matches([' ', '\t', '\r']);
        (begins && (rest.is_empty() || rest.starts_with('\n'))).then_some(start)
    })
}

/// Behind the label of the order.
pub(super) fn order_label(text: Text<'_>) -> Option<usize> {
    label_end(text, 0, "주", "문")
}

/// The order: from its label (`[주 문]`) to that of the reasons.
fn order_span(text: Text<'_>) -> Option<Span> {
    let start = order_label(text)?;
    let limit = text.boundary(start + MAX_ORDER);
    let end = label_end(text, start, "이", "유").filter(|&end| end <= limit).unwrap_or(limit);
    Some(Span::new(start, end))
}

/// The end of the first label of two syllables from `from` on that a bracket closes: `주    문】`, `[이 유]`.
fn label_end(text: Text<'_>, from: usize, first: &str, second: &str) -> Option<usize> {
    text.0.get(from..)?.match_indices([']', '】']).find_map(|(offset, bracket)| {
        let close = from + offset;
        let letter = text.skip_blanks_back(text.eat_back(text.skip_blanks_back(close), second)?);
        let open = text.skip_blanks_back(text.eat_back(letter, first)?);
        text.eat_any_back(open, &["[", "【"]).map(|_| close + bracket.len())
    })
}

fn findings(order: &str) -> Vec<Finding> {
    let words: String = order.chars().filter(|&c| !is_blank(c)).collect();
    [
        ("헌법에위반된다", Finding::Granted),
        ("위반됨을확인", Finding::Granted),
        ("위헌임을확인", Finding::Granted),
        ("침해", Finding::Granted),
        ("취소한다", Finding::Granted),
        ("파면한다", Finding::Granted),
        ("합치되지", Finding::Incompatible),
        ("위반되지", Finding::Denied),
        ("기각한다", Finding::Denied),
        ("각하한다", Finding::Rejected),
        ("종료", Finding::Closed),
    ]
    .into_iter()
    .filter_map(|(word, finding)| words.contains(word).then_some(finding))
    .collect()
}

/// `위헌의견이 다수이긴 하나 … 심판정족수에는 미달하므로 … 기각하기로 하여`.
fn falls_short(text: &str) -> bool {
    memchr::memmem::find_iter(text.as_bytes(), "정족수".as_bytes()).any(|at| {
        let rest = Text(text).between(at, Text(text).boundary(at + MAX_SHORTFALL));
        ["미달", "이르지 못", "미치지 못", "못 미치", "못미치"].iter().any(|word| rest.contains(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(order: &str, short: &str) -> String {
        format!("[주    문]\n{order}\n[이    유]\n{short}\n5. 결론\n이상과 같다.\n6. 끝")
    }

    #[test]
    fn the_order_says_which_opinion_prevailed() {
        const SHORT: &str = "비록 위헌의견이 다수이나 심판정족수에 미달한다.";
        for (order, short, name, opinion) in [
            ("이 사건 심판청구를 기각한다.", "", "재판관 갑의 위헌", Opinion::Dissenting),
            ("이 사건 심판청구를 기각한다.", "", "재판관 갑의 기각", Opinion::Majority),
            ("이 사건 심판청구를 기각한다.", "", "재판관 갑의 각하", Opinion::Dissenting),
            ("법 제1조는 헌법에 위반되지 아니한다.", "", "재판관 갑의 합헌", Opinion::Majority),
            ("법 제1조는 헌법에 위반되지 아니한다.", "", "재판관 갑의  헌법불합치 ", Opinion::Dissenting),
            ("법 제1조는 헌법에 합치되지 아니한다.", "", "재판관 갑의 헌법불합치", Opinion::Majority),
            ("법 제1조는 헌법에 합치되지 아니한다.", "", "재판관 갑의 단순위헌", Opinion::Dissenting),
            (
                "법 제1조는 헌법에 합치되지 아니한다.",
                "단순위헌의견을 합산하면 정족수에 이른다.",
                "재판관 갑의 단순위헌",
                Opinion::Majority,
            ),
            ("법 제1조는 헌법에 위반된다.", "", "재판관 갑의 별개 위헌", Opinion::Concurring),
            ("법 제1조는 헌법에 위반된다. 나머지를 기각한다.", "", "재판관 갑의 위헌", Opinion::Majority),
            (
                "법 제1조는 헌법에 위반된다. 나머지를 기각한다.",
                SHORT,
                "재판관 갑의 위헌",
                Opinion::Dissenting,
            ),
            ("법 제1조는 헌법에 위반된다. 나머지를 기각한다.", SHORT, "재판관 갑의 합헌", Opinion::Majority),
            ("별지와 같다.", "", "재판관 갑의 위헌", Opinion::Majority),
        ] {
            let text = text(order, short);
            assert_eq!(Order::of(Text(&text)).opinion(name, 0), Some(opinion), "{order} {name}");
        }
    }

    #[test]
    fn behind_the_conclusion_a_result_stands_against_the_order() {
        let text = text("이 사건 심판청구를 각하한다.", "");
        let order = Order::of(Text(&text));
        assert_eq!(order.conclusion, text.find("5. 결론").unwrap());
        for name in ["재판관 갑의 각하", "재판관 갑의 심판절차종료", "재판관 갑의 인용"]
        {
            assert_eq!(order.opinion(name, text.len()), Some(Opinion::Dissenting), "{name}");
        }
        assert_eq!(order.opinion("재판관 갑", text.len()), None);
    }
}
