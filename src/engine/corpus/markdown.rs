//! Markdown with front matter, as public repositories of judgments have it: sections under headings of Markdown, or a body
//! as one copies it from a page. Markdown's escapes (`\[1\]`, `1\.`) are undone.
//!
//! The front matter is written by a program, one `key: value` a line, without quotes even where YAML would need them
//! (`사건명: 손해배상: 기타`); it is read line by line, so that no value can break it.
//!
//! A document of `panrye export` says `markup: escaped` first: its values are strings as in JSON, and its text has no markup
//! but Markdown's escapes.

use std::borrow::Cow;

use super::fields::{FieldName, Parsed, Take, Values};
use super::mapping::Names;
use super::plain::{self, add_headed};
use panrye_law::judgment::Section;

/// The first line of front matter that says that markup is escaped.
const ESCAPED: &str = "markup: escaped";

/// Hands out the judgments of a Markdown text in the file `path`. Front matter is of one judgment; without it a text is
/// read as plain text is, with the marks of its headings undone.
pub(super) fn judgments(text: &str, path: &str, names: &Names, take: &mut Take<'_>) {
    if text.trim_start_matches('\u{feff}').trim_start().starts_with("---") {
        judgment(text, names).into_iter().for_each(take);
    } else {
        plain::judgments(&without_marks(text, names), path, names, take);
    }
}

/// A text whose headings are those of plain text: `## 주문` is `【주문】`, and a heading that names nothing is a line.
fn without_marks(text: &str, names: &Names) -> String {
    let mut plain = String::with_capacity(text.len());
    for line in unescaped(text).lines() {
        let name = line.trim_start_matches('#');
        let is_heading = name.len() < line.len() && name.starts_with([' ', '\t']);
        let name = name.trim();
        let is_bold = name.len() > 4 && name.starts_with("**") && name.ends_with("**");
        if is_heading && heading(line, names).is_some() && !name.starts_with('【') {
            plain.extend(["【", name, "】"]);
        } else if is_heading || is_bold {
            plain.push_str(name.trim_matches('*'));
        } else {
            plain.push_str(line);
        }
        plain.push('\n');
    }
    plain
}

/// The judgment of a Markdown text with front matter; `None` where nothing says that it is one.
fn judgment(text: &str, names: &Names) -> Option<Parsed> {
    let mut values = Values::default();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let (front, body) = divided(text);
    let mut front = front.lines().peekable();
    let escaped = front.next_if(|line| line.trim_end() == ESCAPED).is_some();
    front_matter(front, names, &mut values, if escaped { json_string } else { unquoted });
    let has_sections = body.lines().any(|line| heading(line, names).is_some());
    if has_sections {
        sections(body, names, &mut values);
    } else {
        add_headed(&unescaped(body), names, &mut values);
    }
    if values.is_empty() {
        return None;
    }
    let rest = (!values.has_text() && !body.trim().is_empty()).then(|| unescaped(body));
    if let Some(rest) = rest {
        values.set(FieldName::Text(Section::Content), rest);
    }
    Some(if escaped { values.judgment_of_text() } else { values.judgment() })
}

/// The front matter without its marks, and the body.
fn divided(text: &str) -> (&str, &str) {
    let Some(inside) =
        text.strip_prefix("---").filter(|rest| rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n'))
    else {
        return ("", text);
    };
    let mut at = 0;
    for line in inside.split_inclusive('\n') {
        if at > 0 && line.trim_end() == "---" {
            let front = inside.get(..at).unwrap_or_default();
            return (
                front.trim_start_matches(['\r', '\n']),
                inside.get(at + line.len()..).unwrap_or_default(),
            );
        }
        at += line.len();
    }
    (inside.trim_start_matches(['\r', '\n']), "")
}

/// The field that a heading of Markdown names: a text, not the metadata, which front matter has, unless the user says so.
fn heading(line: &str, names: &Names) -> Option<FieldName> {
    let name = line.trim_start_matches('#');
    let is_heading = name.len() < line.len() && name.starts_with([' ', '\t']);
    let known = is_heading.then(|| names.meaning(name)).flatten()?;
    (known.field.is_text() || names.mapped(name).is_some()).then_some(known.field)
}

/// The texts under the headings of a body. Other headings are text; what stands before the first is the title, which the
/// front matter repeats.
fn sections(body: &str, names: &Names, values: &mut Values) {
    let mut section: Option<(FieldName, String)> = None;
    let mut before = String::new();
    for line in body.lines() {
        if let Some(field) = heading(line, names)
            .filter(|field| values.text_of(*field).is_none_or(|text| text.trim().is_empty()))
        {
            close(section.replace((field, String::new())), values);
            continue;
        }
        let text = section.as_mut().map_or(&mut before, |(_, text)| text);
        text.push_str(line);
        text.push('\n');
    }
    close(section, values);
    if !before.trim().is_empty() {
        add_headed(&unescaped(&before), names, values);
    }
}

fn close(section: Option<(FieldName, String)>, values: &mut Values) {
    if let Some((field, text)) = section.filter(|(field, _)| *field != FieldName::Nothing) {
        values.set(field, unescaped(&text));
    }
}

fn front_matter<'t>(
    lines: impl Iterator<Item = &'t str>,
    names: &Names,
    values: &mut Values,
    read: impl Fn(&str) -> Cow<'_, str>,
) {
    let mut add = |last: Option<(&str, String)>| {
        let known = last.and_then(|(key, value)| Some((names.meaning(key)?, value)));
        if let Some((meaning, value)) = known {
            values.add_named(meaning, || value);
        }
    };
    let mut last: Option<(&str, String)> = None;
    for line in lines {
        match line.split_once(':') {
            Some((key, value)) if is_key(key, names) => {
                add(last.replace((key, read(value.trim()).into_owned())));
            }
            // A value that was written over several lines.
            _ => {
                if let Some((_, value)) = &mut last {
                    value.push('\n');
                    value.push_str(line);
                }
            }
        }
    }
    add(last);
}

/// Keys are single words at the beginning of a line, or known names of several.
fn is_key(key: &str, names: &Names) -> bool {
    !key.is_empty()
        && (key.chars().all(|c| c.is_alphanumeric() || c == '_')
            || (!key.starts_with([' ', '\t']) && names.meaning(key).is_some_and(|known| known.is_certain)))
}

fn unquoted(value: &str) -> Cow<'_, str> {
    let inside = ['\'', '"']
        .iter()
        .find_map(|&quote| value.strip_prefix(quote).and_then(|value| value.strip_suffix(quote)))
        .filter(|inside| !inside.contains(['\'', '"']));
    Cow::Borrowed(inside.unwrap_or(value))
}

fn json_string(value: &str) -> Cow<'_, str> {
    serde_json::from_str(value).map_or(Cow::Borrowed(value), Cow::Owned)
}

/// Text without Markdown's escapes: `\` before punctuation and line ends, and the entities of a blank and a tab, which
/// stand at the beginning of a line.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '&']) {
        let (before, marked) = rest.split_at(at);
        out.push_str(before);
        let blank = [("&#32;", ' '), ("&#9;", '\t')];
        let blank = blank.iter().find_map(|&(entity, c)| Some((c, marked.strip_prefix(entity)?)));
        let escape = marked.strip_prefix('\\').and_then(|after| after.chars().next());
        rest = match (blank, escape) {
            (Some((c, after)), _) => {
                out.push(c);
                after
            }
            (None, Some(c)) if c == '\n' || c.is_ascii_punctuation() => {
                out.push(c);
                marked.get(1 + c.len_utf8()..).unwrap_or_default()
            }
            _ => {
                out.push_str(marked.get(..1).unwrap_or_default());
                marked.get(1..).unwrap_or_default()
            }
        };
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use panrye_law::judgment::Court;

    fn judgment(text: &str) -> Option<Parsed> {
        super::judgment(text, &Names::default())
    }

    #[test]
    fn front_matter_and_sections_are_read() {
        let text = "---\n판례일련번호: '900'\n사건번호: 2020다1, 2\n사건명: 손해배상: 기타 [병합] \"갑\"\n법원명: 대법원\n\
                    법원등급: 대법원\n사건종류: 민사\n첨부파일: []\n선고일자: 2020-01-02\n---\n\n# 손해배상\n\n\
                    ## 판시사항\n\n[1] 갑\n\n## 다른 제목\n을\n\n## 판례내용\n\n본문\n";
        let judgment = judgment(text).unwrap().judgment;
        assert_eq!(judgment.serial_number.as_deref(), Some("900"));
        assert_eq!(judgment.case_name.as_deref(), Some("손해배상: 기타 [병합] \"갑\""));
        assert_eq!(judgment.case_numbers.len(), 2);
        assert_eq!(judgment.section(Section::Issues), "[1] 갑\n\n## 다른 제목\n을");
        assert_eq!(judgment.section(Section::Content), "본문");
        assert_eq!(judgment.kind.unwrap().as_str(), "민사");
    }

    #[test]
    fn escapes_are_undone_where_the_front_matter_says_so() {
        let text = "---\nmarkup: escaped\n사건번호: \"2020다1\"\n사건명: \"갑 \\\"을\\\" &amp;\"\n---\n\n# 갑\n\n\
                    ## 판시사항\n\n\\[1\\] 갑\\\n&#32; 을\\&lt;\n\n\\## 판결요지\n";
        let judgment = judgment(text).unwrap().judgment;
        assert_eq!(judgment.case_name.as_deref(), Some("갑 \"을\" &amp;"));
        assert_eq!(judgment.section(Section::Issues), "[1] 갑\n  을&lt;\n\n## 판결요지");
    }

    #[test]
    fn escapes_of_markdown_are_undone_before_markup_is_read() {
        let judgment =
            judgment("---\n사건번호: 2020다1\n---\n## 판시사항\n\\[1\\] &lt;갑&gt;&lt;br/&gt;\\[2\\] 을\n")
                .unwrap()
                .judgment;
        assert_eq!(judgment.section(Section::Issues), "[1] <갑>\n[2] 을");
    }

    #[test]
    fn a_body_without_headings_of_markdown_is_read_as_text() {
        let text = "---\n제목: 손해배상(기)\n사건번호: 2010도1\n법원: 대법원\n선고일자: 2010-09-30\n참조조문: [1]\n  민법 제1조<br/>\n---\n\n\
                    # 대법원 2010. 9. 30. 선고 2010도1\n\n손해배상(기)\n\n판시사항\n[1] 갑<br/>[2] 을\n\n주    문\n기각한다.\n이    유\n1. 본다.\n";
        let judgment = judgment(text).unwrap().judgment;
        assert_eq!(judgment.case_name.as_deref(), Some("손해배상(기)"));
        assert_eq!(judgment.court.as_ref().map(Court::name), Some("대법원"));
        assert_eq!(judgment.section(Section::Issues), "[1] 갑\n[2] 을");
        assert_eq!(judgment.section(Section::Statutes), "[1]\n  민법 제1조");
        assert_eq!(judgment.section(Section::Content), "주    문\n기각한다.\n이    유\n1. 본다.");
        let judgment = self::judgment("---\n사건번호: 2010도1\n---\n\n본문이다.\n").unwrap().judgment;
        assert_eq!(judgment.section(Section::Content), "본문이다.");
    }

    #[test]
    fn decisions_of_the_constitutional_court_are_read() {
        let text = "---\n헌재결정례일련번호: '53149'\n사건번호: 2014헌바1\n사건명: 가나법 제3조 위헌소원\n종국일자: '20161229'\n---\n\n# 2014헌바1\n\n\
                    ## 판시사항\n\n갑\n\n## 결정요지\n\n위배되지 아니한다.\n\n## 심판대상조문\n\n가나법 제3조\n\n## 참조조문\n\n헌법 제75조\n\n## 전문\n\n\
                    [당 사 자]\n청 구 인 갑\n[주 문]\n헌법에 위반되지 아니한다.\n[이 유]\n1. 사건개요\n";
        let judgment = judgment(text).unwrap().judgment;
        assert_eq!(judgment.court.as_ref().map(Court::name), Some("헌법재판소"));
        assert_eq!(judgment.decided.map(|date| date.to_string()).as_deref(), Some("2016-12-29"));
        assert_eq!(judgment.section(Section::Holdings), "위배되지 아니한다.");
        assert!(judgment.section(Section::Content).ends_with("1. 사건개요\n【심판대상조문】\n가나법 제3조"));
        assert_eq!(judgment.outcome.map(|(outcome, _)| outcome.korean()), Some("합헌"));
    }

    #[test]
    fn without_front_matter_the_title_says_which_judgment_it_is() {
        let read = |text: &str| {
            let mut found = Vec::new();
            judgments(text, "a.md", &Names::default(), &mut |parsed| found.push(parsed.judgment));
            let read = |judgment: &panrye_law::judgment::Judgment| {
                let outcome = judgment.outcome.map(|(outcome, _)| outcome.korean()).unwrap_or_default();
                format!("{} {outcome}", judgment.docket.as_deref().unwrap_or("-"))
            };
            found.iter().map(read).collect::<Vec<_>>()
        };
        let one = "# 대법원 2020. 3. 12. 선고 2019다900171 판결\n\n## 주문\n\n상고를 기각한다.\n\n## 이유\n\n### 1. 경위\n본다.\n\n";
        let other = one.replace("171", "189");
        assert_eq!(read(one), ["2019다900171 상고기각"]);
        assert_eq!(read(&format!("{one}---\n\n{other}")), ["2019다900171 상고기각", "2019다900189 상고기각"]);
        let deeper = one.replace("\n## ", "\n### ").replace("# 대법원", "## 대법원");
        assert_eq!(read(&deeper), ["2019다900171 상고기각"]);
        let bold = one.replace("# 대법원", "# 손해배상(기)\n\n**대법원").replace(" 판결\n", " 판결**\n");
        assert_eq!(read(&bold), ["2019다900171 상고기각"]);
        assert_eq!(
            read(&one.replace("## 주문", "## 판시사항\n\n갑\n\n## 전문\n\n【주문】")),
            ["2019다900171 상고기각"]
        );
    }

    #[test]
    fn a_readme_is_no_judgment() {
        let mut found = 0;
        judgments("# precedents\n\nA collection.\n\n## Usage\n", "README.md", &Names::default(), &mut |_| {
            found += 1;
        });
        assert_eq!(found, 0);
    }
}
