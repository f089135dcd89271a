//! Headings of plain text: a line of its own, or words in brackets.

use std::borrow::Cow;

use super::super::fields::FieldName;
use super::super::mapping::Names;
use super::super::names::ContentPart;
use panrye_text::character::boundary_before;

/// The longest heading, in bytes, unless the user speaks of a longer one.
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
pub(super) fn line_heading(line: &str, names: &Names) -> Option<Begins> {
    let line = line.trim().trim_start_matches('#').trim();
    if line.is_empty() || line.len() > longest(names) {
        return None;
    }
    begins(line, is_bracketed(line), names)
}

fn longest(names: &Names) -> usize {
    LONGEST.max(names.longest())
}

fn is_bracketed(line: &str) -> bool {
    line.starts_with(['【', '[', '〔']) && line.ends_with(['】', ']', '〕'])
}

/// The next heading in brackets `【…】` at or behind `from` of a line: where it begins, where it ends, and what it begins.
pub(super) fn bracketed_heading(line: &str, from: usize, names: &Names) -> Option<(usize, usize, Begins)> {
    let mut at = from;
    while let Some(found) = line.get(at..)?.find('【') {
        let start = at + found;
        at = start + '【'.len_utf8();
        let limit = boundary_before(line, line.len().min(at + longest(names)));
        let Some(len) = line.get(at..limit).and_then(|rest| rest.find('】')) else { continue };
        let end = at + len + '】'.len_utf8();
        if let Some(begins) = line.get(at..at + len).and_then(|name| begins(name, true, names)) {
            return Some((start, end, begins));
        }
    }
    None
}

fn begins(name: &str, bracketed: bool, names: &Names) -> Option<Begins> {
    if let Some(known) = names.meaning(name) {
        match known.field {
            FieldName::Part(ContentPart::Reviewed) => return Some(Begins::Field(known.field)),
            FieldName::Part(part) if bracketed || known.is_certain || part != ContentPart::Parties => {
                return Some(Begins::Content);
            }
            // Lines such as 제목 and 내용 are headings of anything.
            field if known.is_certain || field == FieldName::Nothing => return Some(Begins::Field(field)),
            _ => {}
        }
    }
    is_party(name, bracketed).then_some(Begins::Content)
}

/// What a heading is called: as all know it where the user says what it means, else as it is written, without marks.
pub(super) fn called(written: &str, names: &Names) -> String {
    let mapped = names.mapped(written.trim().trim_start_matches('#'));
    let called = mapped.map_or(written, |known| known.field.korean());
    called.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A decision with the headings of its parts as decisions have them, where the user says what his own mean: a line `Ruling` is
/// `【주문】`. The parts of a decision are told by their headings.
pub(super) fn with_known_parts<'c>(content: &'c str, names: &Names) -> Cow<'c, str> {
    if !names.map_parts() {
        return Cow::Borrowed(content);
    }
    let mut known = String::with_capacity(content.len());
    for line in content.split_inclusive('\n') {
        let written = line.trim_end_matches(['\n', '\r']);
        let rest = match names.mapped_part(written.trim().trim_start_matches('#')) {
            Some(part) => {
                known.extend(["【", part.heading(), "】"]);
                written.len()
            }
            None => add_with_known_parts(written, names, &mut known),
        };
        known.push_str(line.get(rest..).unwrap_or_default());
    }
    Cow::Owned(known)
}

/// Adds what a line has up to its last heading in brackets that the user speaks of; where that ends.
fn add_with_known_parts(line: &str, names: &Names, known: &mut String) -> usize {
    let (mut from, mut copied) = (0, 0);
    while let Some((start, end, _)) = bracketed_heading(line, from, names) {
        if let Some(part) = line.get(start..end).and_then(|name| names.mapped_part(name)) {
            known.extend([line.get(copied..start).unwrap_or_default(), "【", part.heading(), "】"]);
            copied = end;
        }
        from = end;
    }
    copied
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
            assert_eq!(line_heading(line, &Names::default()), expected, "{line}");
        }
    }
    #[test]
    fn the_user_says_what_his_headings_begin() {
        let names = Names::parse(&[
            "제목=case_name",
            "내 용=content",
            "Ruling=order",
            "Who=parties",
            "검사=ignore",
            "주문=issues",
        ]);
        let names = names.unwrap();
        for (line, expected) in [
            ("제목", Some(Begins::Field(FieldName::CaseName))),
            ("## 내용", Some(Begins::Field(FieldName::Text(Section::Content)))),
            ("RULING", Some(Begins::Content)),
            ("who", Some(Begins::Content)),
            ("검사", Some(Begins::Field(FieldName::Nothing))),
            ("【주문】", Some(Begins::Field(FieldName::Text(Section::Issues)))),
            ("이유", Some(Begins::Content)),
            ("Reasoning of it", None),
        ] {
            assert_eq!(line_heading(line, &names), expected, "{line}");
        }
        assert_eq!(called("## Ruling", &names), "주문");
        assert_eq!(called("【이 유】", &names), "이유");
    }

    #[test]
    fn a_heading_may_be_as_long_as_a_name() {
        let name = "이 사건에서 법원이 판단한 내용을 편집자가 줄여 적은 글";
        assert!(name.len() < 120 && name.len() > 70);
        let long = format!("{name}{}", "요".repeat((120 - name.len()) / 3));
        let names = Names::parse(&[format!("{long}=holdings")]).unwrap();
        for line in [long.clone(), format!("【{long}】"), format!("### {long}")] {
            assert!(matches!(line_heading(&line, &names), Some(Begins::Field(_))), "{line}");
        }
        assert!(bracketed_heading(&format!("앞 【{long}】 뒤"), 0, &names).is_some());
    }

    #[test]
    fn parts_of_a_decision_get_the_headings_that_all_know() {
        let names = Names::parse(&["Ruling=order", "Why=reasons"]).unwrap();
        for (content, known) in [
            ("Ruling\n기각한다.\nWHY\n본다.", "【주문】\n기각한다.\n【이유】\n본다."),
            (
                "앞 【Ruling】 기각한다. 【검사】 갑 【why】 본다.\r\n끝",
                "앞 【주문】 기각한다. 【검사】 갑 【이유】 본다.\r\n끝",
            ),
            ("A Ruling\n【주문】 기각한다.", "A Ruling\n【주문】 기각한다."),
        ] {
            assert_eq!(with_known_parts(content, &names), known);
            assert_eq!(with_known_parts(content, &Names::default()), content);
        }
    }
}
