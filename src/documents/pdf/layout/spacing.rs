//! Blanks that programs set between hangul and digits, taken out where the form without them is the usual one.

/// Units that a number with `제` before it has in laws and lists.
const UNITS: [&str; 12] = ["조", "항", "호", "목", "편", "장", "절", "관", "차", "심", "부", "회"];
/// Syllables behind a year that make no number of a case with the digits behind them: `2021 년 900`.
const NO_MARKS: [&str; 12] = ["년", "년도", "년경", "년생", "월", "일", "원", "명", "개", "건", "회", "호"];

/// Takes out the blanks of `제 160 조` and `2021 다 900123`.
///
/// `제` must stand on its own before digits and a unit of laws behind them; of a case there must be a year of four digits, one
/// to three syllables and at least two digits, with a blank on both sides of the syllables, which hangul has nowhere else.
pub(super) fn close_numbers(text: &str) -> String {
    let mut closed = String::with_capacity(text.len());
    let mut words = text.split(' ').peekable();
    let mut before = "";
    while let Some(word) = words.next() {
        closed.push_str(word);
        let Some(next) = words.peek() else { break };
        if !closes(before, word, next, words.clone().nth(1)) {
            closed.push(' ');
            before = word;
        } else if !word.ends_with('제') {
            // Of the syllables of a case the year stands before.
            before = word;
        } else {
            before = "제";
        }
    }
    closed
}

/// Whether the blank between two words goes.
fn closes(before: &str, word: &str, next: &str, behind: Option<&str>) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let begins_with_unit = |text: &str| UNITS.iter().any(|unit| text.starts_with(unit));
    let is_number = |text: &str| !text.is_empty() && digits(text) == text.len();
    let is_alone = |text: &str| text.trim_start_matches(['(', '「', '‘', '“', '[']) == "제";
    if is_alone(word) {
        // `제 160조`, `제 160 조`
        let behind_digits = next.get(digits(next)..).unwrap_or_default();
        return digits(next) > 0
            && (begins_with_unit(behind_digits)
                || behind_digits.is_empty() && behind.is_some_and(begins_with_unit));
    }
    if before == "제" && is_number(word) {
        return begins_with_unit(next);
    }
    let is_year =
        |text: &str| is_number(text) && text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
    let is_mark = |text: &str| {
        let letters = text.chars().count();
        (1..=3).contains(&letters)
            && text.chars().all(|c| ('가'..='힣').contains(&c))
            && !NO_MARKS.contains(&text)
    };
    if is_year(word) && is_mark(next) {
        return behind.is_some_and(|behind| digits(behind) >= 2);
    }
    is_year(before) && is_mark(word) && digits(next) >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_go_only_where_the_form_without_them_is_the_usual_one() {
        for (text, expected) in [
            ("민법 제 160 조 제 1 항에 따라", "민법 제160조 제1항에 따라"),
            ("제 160조", "제160조"),
            ("(제 3 항)", "(제3항)"),
            ("제 3 자의 채권", "제 3 자의 채권"),
            ("선고 2021 다 900123 판결", "선고 2021다900123 판결"),
            ("2021 헌마 12, 13", "2021헌마12, 13"),
            ("2021 년 900 만 원", "2021 년 900 만 원"),
            ("2021 다 3", "2021 다 3"),
            ("형제 3 명", "형제 3 명"),
            ("가 나  다", "가 나  다"),
            ("", ""),
        ] {
            assert_eq!(close_numbers(text), expected, "{text}");
        }
    }
}
