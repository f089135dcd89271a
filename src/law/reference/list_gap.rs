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
];

/// Whether nothing but separators, publications and labels stands between `end` and `start`.
pub(super) fn is_list_gap(text: Text<'_>, end: usize, start: usize) -> bool {
    if start < end || start - end > MAX_GAP {
        return false;
    }
    let mut gap = String::new();
    let mut depth = 0u32;
    for c in text.between(end, start).chars() {
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
            .split([' ', ',', ';', '·', '/', '，', '、', ':'])
            .filter(|word| !word.is_empty())
            .all(|word| LIST_WORDS.contains(&word) || is_label(word) || is_volume_or_page(word))
}

/// `11-1`, `19-2상`, `671-672`: a volume or a page of the Constitutional Court's reports, which stand without brackets.
fn is_volume_or_page(word: &str) -> bool {
    let digits = word.trim_end_matches(['상', '하', '등']);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '∼' | '~'))
}

/// `가.`, `가.나.`, `1.`.
fn is_label(word: &str) -> bool {
    word.ends_with('.') && word.split_terminator('.').all(|label| label.chars().count() == 1)
}
