//! Headings of plain text: a line of its own, or words in brackets.

use super::super::fields::FieldName;
use super::super::names::ContentPart;
use panrye_text::character::boundary_before;

/// The longest heading, in bytes.
const LONGEST: usize = 90;

/// What a heading begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Begins {
    /// A field with a value of its own.
    Field(FieldName),
    /// The content, of which the heading is a part: 주문, 원고, 원심판결.
    Content,
}

/// What a line begins that has nothing but a heading.
pub(super) fn line_heading(line: &str) -> Option<Begins> {
    let line = line.trim().trim_start_matches('#').trim();
    if line.is_empty() || line.len() > LONGEST {
        return None;
    }
    begins(line, is_bracketed(line))
}

fn is_bracketed(line: &str) -> bool {
    line.starts_with(['【', '[', '〔']) && line.ends_with(['】', ']', '〕'])
}

/// The next heading in brackets `【…】` at or behind `from` of a line: where it begins, where it ends, and what it begins.
pub(super) fn bracketed_heading(line: &str, from: usize) -> Option<(usize, usize, Begins)> {
    let mut at = from;
    while let Some(found) = line.get(at..)?.find('【') {
        let start = at + found;
        at = start + '【'.len_utf8();
        let limit = boundary_before(line, line.len().min(at + LONGEST));
        let Some(len) = line.get(at..limit).and_then(|rest| rest.find('】')) else { continue };
        let end = at + len + '】'.len_utf8();
        if let Some(begins) = line.get(at..at + len).and_then(|name| begins(name, true)) {
            return Some((start, end, begins));
        }
    }
    None
}

fn begins(name: &str, bracketed: bool) -> Option<Begins> {
    match FieldName::parse_any(name) {
        Some(FieldName::Part(ContentPart::Reviewed)) => {
            return Some(Begins::Field(FieldName::Part(ContentPart::Reviewed)));
        }
        Some(FieldName::Part(part)) if bracketed || part != ContentPart::Parties => {
            return Some(Begins::Content);
        }
        // Lines such as 제목 and 내용 are headings of anything.
        Some(field) if FieldName::parse(name).is_some() || field == FieldName::Nothing => {
            return Some(Begins::Field(field));
        }
        _ => {}
    }
    is_party(name, bracketed).then_some(Begins::Content)
}

/// `원고, 상고인`, `피고(반소원고), 피상고인`, `원심판결`: what stands at the beginning of a decision.
fn is_party(name: &str, bracketed: bool) -> bool {
    const WORDS: [&str; 38] = [
        "원고",
        "피고인",
        "피고",
        "상고인",
        "피상고인",
        "항소인",
        "피항소인",
        "재항고인",
        "항고인",
        "특별항고인",
        "상대방",
        "청구인",
        "피청구인",
        "신청인",
        "피신청인",
        "채권자",
        "채무자",
        "변호인",
        "검사",
        "사건본인",
        "보조참가인",
        "독립당사자참가인",
        "참가인",
        "이해관계인",
        "제3자",
        "반소",
        "본소",
        "재심",
        "부대",
        "선정당사자",
        "겸",
        "및",
        "의",
        "당사자",
        "처분청",
        "대리인",
        "소송대리인",
        "국선대리인",
    ];
    const BEFORE: [&str; 11] = [
        "원심판결",
        "원심결정",
        "원판결",
        "제1심판결",
        "제1심결정",
        "제2심판결",
        "환송판결",
        "재심대상판결",
        "변론종결",
        "판결선고",
        "선고일",
    ];
    let compact: String = name
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '【' | '】' | '[' | ']' | '〔' | '〕' | '*'))
        .collect();
    if BEFORE.contains(&compact.as_str()) {
        return true;
    }
    let mut rest = compact.as_str();
    let mut named = false;
    while !rest.is_empty() {
        let mark = rest.strip_prefix([',', '(', ')', '·', '，', '겸']);
        let word = WORDS.iter().filter_map(|word| rest.strip_prefix(word)).min_by_key(|rest| rest.len());
        named |= word.is_some();
        match word.or(mark) {
            Some(behind) => rest = behind,
            None => return false,
        }
    }
    // `검사`, `참가인` alone are words of a text; in brackets or beside a role they are headings.
    named
        && (bracketed
            || ![
                "검사",
                "참가인",
                "상대방",
                "의",
                "및",
                "제3자",
                "반소",
                "본소",
                "재심",
                "부대",
                "겸",
                "당사자",
            ]
            .contains(&compact.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use panrye_law::judgment::Section;

    #[test]
    fn lines_are_told_from_headings() {
        let field = |section| Some(Begins::Field(FieldName::Text(section)));
        for (line, expected) in [
            ("판시사항", field(Section::Issues)),
            ("【판결요지】", field(Section::Holdings)),
            ("## 참조조문", field(Section::Statutes)),
            ("주      문", Some(Begins::Content)),
            ("[주 문]", Some(Begins::Content)),
            ("이유", Some(Begins::Content)),
            ("원고, 상고인", Some(Begins::Content)),
            ("원고(반소피고), 피상고인", Some(Begins::Content)),
            ("【원고, 피상고인 겸 상고인】", Some(Begins::Content)),
            ("【검사】", Some(Begins::Content)),
            ("검사", None),
            ("내용", None),
            ("원고는 주장한다", None),
            ("", None),
        ] {
            assert_eq!(line_heading(line), expected, "{line}");
        }
    }
}
