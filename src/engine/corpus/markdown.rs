//! Markdown with front matter, as the public repository of precedents has it.
//!
//! The front matter is written by a program, one `key: value` a line, without quotes even where YAML would need them
//! (`사건명: 손해배상: 기타`); it is read line by line, so that no value can break it.
//!
//! A document of `panrye export` says `markup: escaped` first: its values are strings as in JSON, and its text has
//! Markdown's escapes, which are undone.

use std::borrow::Cow;

use super::fields::{FieldName, Parsed, Values};

/// The first line of front matter that says that markup is escaped.
const ESCAPED: &str = "markup: escaped";

/// The judgment of a Markdown text; `None` where no field is known.
pub(crate) fn judgment(text: &str) -> Option<Parsed> {
    let mut values = Values::default();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let mut lines = text.lines().peekable();
    let mut escaped = false;
    if lines.next_if(|line| line.trim_end() == "---").is_some() {
        escaped = lines.next_if(|line| line.trim_end() == ESCAPED).is_some();
        front_matter(&mut lines, &mut values, if escaped { json_string } else { unquoted });
    }
    let value = |text: String| if escaped { unescaped(&text) } else { text };
    let mut section: Option<(FieldName, String)> = None;
    for line in lines {
        let heading = line.strip_prefix("## ").map(str::trim).and_then(FieldName::parse);
        match (heading, &mut section) {
            (Some(field @ FieldName::Text(_)), _) => {
                if let Some((field, text)) = section.replace((field, String::new())) {
                    values.add(field, value(text));
                }
            }
            (_, Some((_, text))) => {
                text.push_str(line);
                text.push('\n');
            }
            // The title repeats the name of the case.
            (_, None) => {}
        }
    }
    if let Some((field, text)) = section {
        values.add(field, value(text));
    }
    (!values.is_empty()).then(|| if escaped { values.judgment_of_text() } else { values.judgment() })
}

fn front_matter<'t>(
    lines: &mut impl Iterator<Item = &'t str>,
    values: &mut Values,
    read: impl Fn(&str) -> Cow<'_, str>,
) {
    let mut last: Option<(FieldName, String)> = None;
    for line in lines.take_while(|line| line.trim_end() != "---") {
        match line.split_once(':') {
            Some((key, value)) if is_key(key) => {
                if let Some((field, value)) = last.take() {
                    values.add(field, value);
                }
                last = FieldName::parse(key).map(|field| (field, read(value.trim()).into_owned()));
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
    if let Some((field, value)) = last {
        values.add(field, value);
    }
}

/// Keys are single words at the beginning of a line.
fn is_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_')
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
    use panrye_law::judgment::Section;

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
    fn a_backslash_elsewhere_is_text() {
        let judgment =
            judgment("---\n사건번호: 2020다1\n---\n## 판례내용\n\\[1\\] &lt;갑&gt;\n").unwrap().judgment;
        assert_eq!(judgment.section(Section::Content), "\\[1\\] <갑>");
    }

    #[test]
    fn a_readme_is_no_judgment() {
        assert_eq!(judgment("# precedents\n\nA collection.\n\n## Usage\n"), None);
    }
}
