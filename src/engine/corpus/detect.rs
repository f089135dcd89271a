//! Which format a text is in: told by its beginning, not by the name of its file.

use super::mapping::Names;
use super::names::Meaning;

/// The formats of whole files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Xml,
    Markdown,
    Table,
    Plain,
}

/// The format of a text.
pub(super) fn format(text: &str, names: &Names) -> Format {
    let head = text.trim_start();
    if head.starts_with("---") || head.starts_with("# ") || head.starts_with("## ") {
        return Format::Markdown;
    }
    // `[1] …` is a numbered point, `[{` and `[]` a list.
    let list =
        head.strip_prefix('[').map(str::trim_start).is_some_and(|rest| rest.starts_with(['{', '[', ']']));
    if list || head.starts_with('{') {
        return Format::Json;
    }
    if head.starts_with("<?xml") || is_answer(head) {
        return Format::Xml;
    }
    let first = head.lines().next().unwrap_or_default();
    if header(first, names).is_some() || is_unknown_table(head) { Format::Table } else { Format::Plain }
}

/// Whether a text begins as an answer of the Open API does: `<PrecService>`, `<DetcSearch>`.
fn is_answer(head: &str) -> bool {
    let name =
        head.strip_prefix('<').map(|rest| rest.split(['>', ' ', '/', '\n']).next().unwrap_or_default());
    name.is_some_and(|name| name.starts_with("Prec") || name.ends_with("Service") || name.ends_with("Search"))
}

/// What stands between the cells of a table, where a line is the header of one: it names several known fields, or one of which
/// the user says what it is among three or more.
pub(super) fn header(line: &str, names: &Names) -> Option<u8> {
    [b',', b'\t', b';', b'|'].into_iter().find(|&delimiter| {
        let cells = || line.split(char::from(delimiter)).map(|name| name.trim().trim_matches('"'));
        let known = || cells().filter_map(|name| names.meaning(name));
        let is_mapped = || cells().count() >= 3 && cells().any(|name| names.mapped(name).is_some());
        (known().count() >= 2 || is_mapped()) && known().any(Meaning::says_judgment)
    })
}

/// The longest name of a column, in characters.
const LONGEST_COLUMN: usize = 30;

/// Whether a text looks like a table whose columns nobody knows: a line of short names without blanks, and a second line
/// with as many cells.
pub(super) fn is_unknown_table(text: &str) -> bool {
    let mut lines = text.trim_start().lines();
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else { return false };
    let is_name = |cell: &str| {
        let cell = cell.trim().trim_matches('"');
        !cell.is_empty()
            && cell.chars().count() <= LONGEST_COLUMN
            && cell.chars().all(|c| c.is_alphanumeric() || c == '_')
    };
    [',', '\t', ';'].into_iter().any(|delimiter| {
        let cells = first.split(delimiter).count();
        cells >= 3 && first.split(delimiter).all(is_name) && second.split(delimiter).count() >= cells
    })
}

/// Whether the beginning of a file is JSON Lines: a whole object on the first line, and another line that begins one.
pub(super) fn is_json_lines(head: &[u8], name: &str) -> bool {
    let head = head.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(head);
    if !head.trim_ascii_start().starts_with(b"{") {
        return false;
    }
    let ending = name.rsplit('.').next().unwrap_or_default();
    if ending.eq_ignore_ascii_case("jsonl") || ending.eq_ignore_ascii_case("ndjson") {
        return true;
    }
    let mut lines = head.split(|&b| b == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    let first = lines.next().is_some_and(|line| line.ends_with(b"}") && line.len() > 2);
    first && lines.next().is_some_and(|line| line.starts_with(b"{\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_content() {
        for (text, expected) in [
            ("---\n사건번호: 2020다1\n---\n", Format::Markdown),
            ("{\"PrecService\": {}}", Format::Json),
            (" [ {\"사건번호\": \"2020다1\"} ]", Format::Json),
            ("[1] 갑의 책임", Format::Plain),
            ("<DetcService><사건번호>2020헌바1</사건번호></DetcService>", Format::Xml),
            ("<갑>을", Format::Plain),
            ("<?xml version=\"1.0\"?><PrecService/>", Format::Xml),
            ("판례정보일련번호,사건명,사건번호\n", Format::Table),
            ("\"사건명\",\"사건번호\"\n", Format::Table),
            ("case_no\ttitle\tcourt\n2020다1\t갑\t대법원\n", Format::Table),
            ("번호,글쓴이,글\n1,갑,\"나\"\n", Format::Table),
            ("제목: 갑, 을, 병\n가, 나, 다\n", Format::Plain),
            ("원고,피고\n갑,을\n", Format::Plain),
            ("사건명\n손해배상\n", Format::Plain),
        ] {
            assert_eq!(format(text, &Names::default()), expected, "{text}");
        }
    }

    #[test]
    fn a_header_may_have_names_that_the_user_speaks_of() {
        let names = Names::parse(&["Ruling Text=content", "메모=ignore"]).unwrap();
        for (text, expected) in [
            ("no,Ruling Text,url\n1,가,나\n", Format::Table),
            ("제목,Ruling Text\n갑,나\n", Format::Table),
            ("no,Ruling Text\n1,가\n", Format::Plain),
            ("no,메 모,a b\n1,가,나\n", Format::Plain),
        ] {
            assert_eq!(format(text, &names), expected, "{text}");
            assert_eq!(format(text, &Names::default()), Format::Plain, "{text}");
        }
    }

    #[test]
    fn json_lines_are_told_from_one_object() {
        assert!(is_json_lines(b"{\"a\": 1}\n{\"a\": 2}\n", "x.json"));
        assert!(is_json_lines(b"{\"a\": 1}", "x.jsonl"));
        assert!(!is_json_lines(b"{\n  \"a\": 1\n}\n", "x.json"));
    }
}
