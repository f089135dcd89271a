//! What may stand between two items of one list of citations.

use crate::scan::{Text, is_blank};

/// The longest text between two items of one list, in bytes.
const MAX_GAP: usize = 400;

/// Words that may stand between two items of one list.
const LIST_WORDS: &[&str] = &[
    "및",
    "와",
    "과",
    "등",
    "각",
    "또는",
    "호",
    "판결",
    "결정",
    "들",
    "전원합의체",
    "같은",
    "취지",
    "이나",
    "위",
    "변경",
    "폐기",
    "미간행",
    "내지",
    "그리고",
    "에",
    "선고",
    "판례집",
    "헌판집",
    "공보",
    "상",
    "하",
    "다수",
    "다수의",
    "외",
    "불게재",
];

/// Reports of decisions, which stand before a volume without a bracket: `판례집 7-2`, `공보 제156호`, `공1997하`.
const REPORTS: [&str; 5] = ["판례집", "헌판집", "공보", "헌공", "공"];

/// Whether nothing but separators, publications and labels stands between `end` and `start`.
pub(super) fn is_list_gap(text: Text<'_>, end: usize, start: usize) -> bool {
    if start < end || start - end > MAX_GAP {
        return false;
    }
    let mut gap = String::new();
    let mut depth = 0u32;
    for c in text.between(past_stray_dot(text, end), start).chars() {
        match c {
            '(' | '[' | '（' => depth += 1,
            ')' | ']' | '）' if depth > 0 => depth -= 1,
            _ if depth > 0 => {}
            c if is_blank(c) => gap.push(' '),
            c => gap.push(c),
        }
    }
    depth == 0
        && gap
            .split([' ', ',', ';', '；', '·', '/', '，', '、', ':'])
            .filter(|word| !word.is_empty())
            .all(|word| LIST_WORDS.contains(&word) || is_label(word) || is_volume_or_page(word))
}

/// `93헌가2. 판례집 5-2. 578`: a full stop for the comma before the publication.
fn past_stray_dot(text: Text<'_>, end: usize) -> usize {
    let dot = text.eat(end, ".").filter(|&dot| text.eat_any(text.skip_blanks(dot), &REPORTS).is_some());
    dot.unwrap_or(end)
}

/// `11-1`, `19-2상`, `671-672`, `판례집7-2`, `공1997하`, `제156호`, `227면`: a volume or a page of reports that stand
/// without brackets.
fn is_volume_or_page(word: &str) -> bool {
    let report = REPORTS.iter().find_map(|name| word.strip_prefix(name)).unwrap_or(word);
    let digits = report.strip_prefix('제').unwrap_or(report);
    // `9-2. 842`: a full stop for the comma behind a volume, which no date has.
    let digits = digits.strip_suffix('.').filter(|volume| volume.contains('-')).unwrap_or(digits);
    let digits = digits.trim_end_matches(['상', '하', '등', '호', '권', '집', '면']);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '∼' | '~' | '～'))
}

/// `가.`, `가.나.`, `1.`.
fn is_label(word: &str) -> bool {
    word.ends_with('.') && word.split_terminator('.').all(|label| label.chars().count() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_publications_and_labels_are_a_gap() {
        for (gap, is) in [
            (", ", true),
            ("；", true),
            ("등, 판례집 7-2, 616, 631; ", true),
            ("등, 판례집7-2, 616, 631 ; ", true),
            (", 판례집 9-2. 842", true),
            (". 판례집 제5권 2집 221, 227면", true),
            (", 공보 제156호, 1825, 1826 등", true),
            (", 공보 82호, 581, 584", true),
            (", 공보 불게재", true),
            (", 판례집 12-1, 786 795; ", true),
            ("(공1995하, 3022), ", true),
            (", 공1997하, 2315", true),
            (", 판례집 6-2, 53, 59 등 다수", true),
            (" 등 다수의 판결", true),
            (" 외 다수", true),
            (". 대법원은 ", false),
            (" 1997. ", false),
            ("에서 본 바와 같이 ", false),
            ("은 ", false),
        ] {
            assert_eq!(is_list_gap(Text(gap), 0, gap.len()), is, "{gap}");
        }
    }
}
