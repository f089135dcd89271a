//! A judgment's name in the form in which the courts themselves cite it.

use crate::case_number::CaseNumber;
use crate::judgment::{Court, DecisionDate, DecisionType, Judgment};

/// `대법원 2018. 1. 25. 선고 2015다24904, 24911, 24928 판결`; a ruling is `… 2013. 7. 11.자 2013아12 결정`.
///
/// Numbers of one year and mark are written once in full and then by their serials. What is missing is left out.
pub fn korean(
    court: Option<&str>,
    decided: Option<DecisionDate>,
    numbers: &[String],
    decision: Option<&str>,
) -> String {
    let ruling = matches!(decision, Some("결정" | "명령"));
    let closing = if ruling { "자" } else { " 선고" };
    let date = decided.map(|date| format!("{}{closing}", date.korean()));
    let parts = [court.map(str::to_owned), date, Some(joined(numbers)), decision.map(str::to_owned)];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The name of a judgment that is at hand.
pub fn of(judgment: &Judgment) -> String {
    let court = judgment.court.as_ref().map(Court::name);
    let decision = judgment.decision.map(DecisionType::korean);
    korean(court, judgment.decided, &judgment.known_numbers(), decision)
}

/// What to call a judgment on a screen: as it is cited, or by where it was read from if no number names it.
pub fn or_source(citation: String, numbers: &[String], source: &str) -> String {
    match (numbers.is_empty(), citation.is_empty()) {
        (false, _) => citation,
        (true, true) => source.to_owned(),
        (true, false) => format!("{citation} ({source})"),
    }
}

fn joined(numbers: &[String]) -> String {
    let mut out = String::new();
    let mut last: Option<CaseNumber> = None;
    for written in numbers {
        let number = written.parse::<CaseNumber>().ok();
        let continues = match (last, number) {
            (Some(last), Some(number)) => last.with_serial(number.serial()) == number,
            _ => false,
        };
        if !out.is_empty() {
            out.push_str(", ");
        }
        match number {
            Some(number) if continues => out.push_str(&number.serial().to_string()),
            _ => out.push_str(written),
        }
        last = number;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_judgment_without_a_number_is_called_by_its_source() {
        let named = |citation: &str, numbers: &[&str]| {
            let numbers: Vec<String> = numbers.iter().map(|&number| number.to_owned()).collect();
            or_source(citation.to_owned(), &numbers, "a.jsonl#3")
        };
        assert_eq!(named("대법원 2020다100001 판결", &["2020다100001"]), "대법원 2020다100001 판결");
        assert_eq!(named("대법원 2020. 1. 2. 선고 판결", &[]), "대법원 2020. 1. 2. 선고 판결 (a.jsonl#3)");
        assert_eq!(named("", &[]), "a.jsonl#3");
    }

    #[test]
    fn judgments_and_rulings_are_named_as_courts_name_them() {
        let date = DecisionDate::new(2018, 1, 25);
        let numbers = ["2015다24904", "2015다24911", "2016다1"].map(str::to_owned);
        assert_eq!(
            korean(Some("대법원"), date, &numbers, Some("판결")),
            "대법원 2018. 1. 25. 선고 2015다24904, 24911, 2016다1 판결"
        );
        let numbers = ["2013아12".to_owned()];
        assert_eq!(
            korean(Some("대법원"), date, &numbers, Some("결정")),
            "대법원 2018. 1. 25.자 2013아12 결정"
        );
        assert_eq!(korean(None, None, &["1999-03819".to_owned()], None), "1999-03819");
    }
}
