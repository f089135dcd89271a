//! Plain text with headings on lines of their own, as one copies a judgment from a page.
//!
//! Metadata that the text does not name is taken from the file name `법원_선고일자_사건번호`.

use super::fields::{FieldName, Parsed, Values};
use super::file_name;
use panrye_law::judgment::{PartKind, Section, content_parts};

/// The judgment of a plain text in the file `path`; `None` where neither headings nor parts of a judgment are found.
pub(super) fn judgment(text: &str, path: &str) -> Option<Parsed> {
    let mut values = headed(text);
    let named = file_name::read(path);
    let has_text = Section::ALL.iter().any(|&section| values.has(FieldName::Text(section)));
    if !has_text {
        if named.is_none() && !is_decision(text) {
            return None;
        }
        values.add(FieldName::Text(Section::Content), text.to_owned());
    }
    if let Some(named) = named {
        values.add(FieldName::Court, named.court);
        values.add(FieldName::Decided, named.decided);
        values.add(FieldName::CaseNumber, named.docket);
    }
    Some(values.judgment())
}

/// The values under headings. Headings come in the order in which judgments are published, so that a line 판시사항
/// inside 판례내용 is text.
fn headed(text: &str) -> Values {
    let mut values = Values::default();
    let mut open: Option<(FieldName, String)> = None;
    for line in text.lines() {
        let heading = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '【' | '】' | '\u{feff}'));
        // Decomposed text is composed later, value by value; its headings must be known all the same.
        let heading: String = unicode_normalization::UnicodeNormalization::nfc(heading).collect();
        let field = FieldName::parse(&heading)
            .filter(|&field| open.as_ref().is_none_or(|(last, _)| order(field) > order(*last)));
        match (field, &mut open) {
            (Some(field), _) => {
                if let Some((field, value)) = open.replace((field, String::new())) {
                    values.add(field, value);
                }
            }
            (None, Some((_, value))) => {
                value.push_str(line);
                value.push('\n');
            }
            (None, None) => {}
        }
    }
    if let Some((field, value)) = open {
        values.add(field, value);
    }
    values
}

const fn order(field: FieldName) -> u8 {
    match field {
        FieldName::Text(section) => 10 + section as u8,
        FieldName::SerialNumber => 0,
        FieldName::CaseName => 1,
        FieldName::CaseNumber => 2,
        FieldName::Decided => 3,
        FieldName::Court => 4,
        FieldName::Kind => 5,
        FieldName::Decision => 6,
    }
}

/// Whether the text has an order and reasons, as every decision has.
fn is_decision(text: &str) -> bool {
    let parts = content_parts(text);
    let has = |kind: &PartKind| parts.iter().any(|part| part.kind == *kind);
    has(&PartKind::Order) && has(&PartKind::Reasons)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_the_file_name_are_read() {
        let text =
            "사건명\n손해배상(기)\n판시사항\n[1] 갑[2] 을\n판례내용\n【주    문】 기각한다.\n판시사항\n끝";
        let judgment = judgment(text, "corpus/대법원_2018-01-25_2015다24904_24911.txt").unwrap().judgment;
        assert_eq!(judgment.case_name.as_deref(), Some("손해배상(기)"));
        assert_eq!(judgment.docket.as_deref(), Some("2015다24904, 24911"));
        assert_eq!(judgment.decided.map(|date| date.to_string()).as_deref(), Some("2018-01-25"));
        assert_eq!(judgment.section(Section::Issues), "[1] 갑[2] 을");
        assert_eq!(judgment.section(Section::Content), "【주    문】 기각한다.\n판시사항\n끝");
    }

    #[test]
    fn the_text_wins_over_the_file_name() {
        let text = "사건번호\n2020다7\n법원명\n부산고법\n판례내용\n본문";
        let judgment = judgment(text, "대법원_2018-01-25_2015다24904.txt").unwrap().judgment;
        assert_eq!(judgment.docket.as_deref(), Some("2020다7"));
        assert_eq!(judgment.court.unwrap().name(), "부산고등법원");
    }

    #[test]
    fn a_decision_without_headings_is_content_and_notes_are_not() {
        assert!(judgment("【주 문】 기각한다. 【이 유】 살펴본다.", "a.txt").is_some());
        assert!(judgment("장보기 목록", "대법원_2018-01-25_2015다24904.txt").is_some());
        assert_eq!(judgment("장보기 목록", "list.txt"), None);
    }
}
