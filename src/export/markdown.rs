//! Markdown: one document with a heading a judgment, or a document a judgment with front matter.
//!
//! Characters that Markdown would read as markup are escaped, line ends stay line ends. A document with front matter says
//! so (`markup: escaped`), and `panrye index` reads from it what was written.

use std::io::{self, Write};

use super::{Exported, JudgmentWriter};
use crate::output::{json, one_line};
use panrye_law::judgment::{CaseKind, Court, Section};

/// Writes one document.
pub struct Markdown<'w> {
    out: &'w mut dyn Write,
    begun: bool,
}

impl<'w> Markdown<'w> {
    /// A document on its way to `out`.
    pub fn new(out: &'w mut dyn Write) -> Self {
        Self { out, begun: false }
    }
}

impl JudgmentWriter for Markdown<'_> {
    fn write(&mut self, exported: &Exported<'_>) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            writeln!(self.out)?;
        }
        writeln!(self.out, "# {}\n", escaped(&one_line(&exported.name())))?;
        let judgment = &exported.judgment;
        let about = [
            ("사건명", judgment.case_name.clone()),
            ("사건종류", judgment.kind.as_ref().map(|kind| CaseKind::as_str(kind).to_owned())),
            ("피인용", (exported.cited_by > 0).then(|| exported.cited_by.to_string())),
            ("출처", Some(exported.stored.source.name())),
        ];
        for (name, value) in about {
            if let Some(value) = value {
                writeln!(self.out, "- {name}: {}", escaped(&one_line(&value)))?;
            }
        }
        sections(exported, self.out)
    }
}

/// Writes a document of its own for a judgment, which `panrye index` reads.
pub fn front_matter_document(exported: &Exported<'_>, out: &mut dyn Write) -> io::Result<()> {
    let judgment = &exported.judgment;
    let fields = [
        ("판례일련번호", judgment.serial_number.clone()),
        ("사건번호", judgment.docket.clone()),
        ("사건명", judgment.case_name.clone()),
        ("법원명", judgment.court.as_ref().map(|court| Court::name(court).to_owned())),
        ("선고일자", judgment.decided.map(|date| date.to_string())),
        ("사건종류", judgment.kind.as_ref().map(|kind| CaseKind::as_str(kind).to_owned())),
        ("판결유형", judgment.written_form()),
        ("피인용", Some(exported.cited_by.to_string())),
    ];
    writeln!(out, "---\nmarkup: escaped")?;
    for (name, value) in fields {
        if let Some(value) = value {
            // A string of JSON is one of YAML.
            writeln!(out, "{name}: {}", json::to_string(&value)?)?;
        }
    }
    let citation = exported.citation();
    let title = judgment.case_name.as_deref().unwrap_or(&citation);
    writeln!(out, "---\n\n# {}", escaped(&one_line(title)))?;
    sections(exported, out)
}

fn sections(exported: &Exported<'_>, out: &mut dyn Write) -> io::Result<()> {
    for section in Section::ALL {
        let text = exported.judgment.section(section);
        if !text.is_empty() {
            writeln!(out, "\n## {section}\n\n{}", escaped(text))?;
        }
    }
    Ok(())
}

/// Text as Markdown shows it unchanged: markup is escaped, and a line end inside a paragraph is a hard one.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut lines = text.split('\n').peekable();
    while let Some(line) = lines.next() {
        escape_line(line, &mut out);
        if let Some(next) = lines.peek() {
            out.push_str(if line.is_empty() || next.is_empty() { "\n" } else { "\\\n" });
        }
    }
    out
}

fn escape_line(line: &str, out: &mut String) {
    // Digits before `.` or `)` begin a list, as `-`, `+` and `=` do other blocks, only at the beginning of a line.
    let digits = line.trim_start_matches([' ', '\t']).bytes().take_while(u8::is_ascii_digit).count();
    let mut seen = 0;
    let mut at_start = true;
    for c in line.chars() {
        match c {
            // Blanks at the beginning would make a block of code.
            ' ' if at_start => out.push_str("&#32"),
            '\t' if at_start => out.push_str("&#9"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '$' | '#' => out.push('\\'),
            '-' | '+' | '=' if seen == 0 => out.push('\\'),
            '.' | ')' if digits > 0 && seen == digits => out.push('\\'),
            _ => {}
        }
        // The blank at the beginning is written as an entity, which `;` ends.
        out.push(if at_start && matches!(c, ' ' | '\t') { ';' } else { c });
        at_start = false;
        if !matches!(c, ' ' | '\t') {
            seen += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;
    use panrye_engine::corpus::{Item, RawRecord};
    use proptest::prelude::*;

    #[test]
    fn markup_is_escaped() {
        for (text, expected) in [
            ("[1] 갑*을", "\\[1\\] 갑\\*을"),
            ("1. 원심\n2) 을\n12. 병", "1\\. 원심\\\n2\\) 을\\\n12\\. 병"),
            ("2018. 1. 25. 선고", "2018\\. 1. 25. 선고"),
            ("- 가\n+ 나\n=\n가-나", "\\- 가\\\n\\+ 나\\\n\\=\\\n가-나"),
            ("## 판시사항\n> 갑 & <을>", "\\#\\# 판시사항\\\n\\> 갑 \\& \\<을\\>"),
            ("가\n\n    나\n\t다", "가\n\n&#32;   나\\\n&#9;다"),
            ("가\\", "가\\\\"),
        ] {
            assert_eq!(escaped(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_document_of_its_own_is_read_back_as_it_was(
            text in "[가1a .)(#*+=>\\[\\]&;_<|~$!`\\\\\n\t-]{0,60}", name in "[가\"'\\\\:#&;{}-]{1,20}"
        ) {
            let mut judgment = sample::judgment();
            judgment.case_name = Some(name);
            judgment.set_section(Section::Content, text.trim().to_owned());
            judgment.set_section(Section::Issues, format!("## 판시사항\n{}", text.trim()).trim().to_owned());
            let mut out = Vec::new();
            front_matter_document(&Exported::new(&sample::stored(&judgment), 3, panrye_engine::graph::Validity::default()), &mut out).unwrap();
            let read = RawRecord::of_file("a.md", out).parse();
            let [Item::Record(back)] = &read[..] else { return Err(TestCaseError::fail(format!("{read:?}"))) };
            prop_assert_eq!(&back.judgment, &judgment);
        }
    }

    #[test]
    fn one_document_has_a_heading_a_judgment() {
        let mut out = Vec::new();
        let stored = sample::stored(&sample::judgment());
        Markdown::new(&mut out)
            .write(&Exported::new(&stored, 3, panrye_engine::graph::Validity::default()))
            .unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r#"
        # 대법원 2020. 1. 10. 선고 2019다100001, 100018 판결

        - 사건명: 손해배상(기) \& 50% "갑"
        - 사건종류: 민사
        - 피인용: 3
        - 출처: corpus/a.md

        ## 판시사항

        \[1\] 갑의 책임\
        \[2\] 을의 책임

        ## 판결요지

        통신망법 제28조

        ## 판례내용

        【이 유】 1. 민법 제750조를 본다.
        "#);
    }

    #[test]
    fn a_document_of_its_own_has_front_matter() {
        let mut out = Vec::new();
        let stored = sample::stored(&sample::judgment());
        front_matter_document(
            &Exported::new(&stored, 3, panrye_engine::graph::Validity::default()),
            &mut out,
        )
        .unwrap();
        let text = String::from_utf8(out).unwrap();
        let (head, _) = text.split_once("\n# ").unwrap();
        insta::assert_snapshot!(head, @r#"
        ---
        markup: escaped
        판례일련번호: "900001"
        사건번호: "2019다100001, 100018(병합)"
        사건명: "손해배상(기) & 50% \"갑\""
        법원명: "대법원"
        선고일자: "2020-01-10"
        사건종류: "민사"
        판결유형: "판결"
        피인용: "3"
        ---
        "#);
    }
}
