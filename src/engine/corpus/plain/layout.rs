//! The courts' own layout: `사건 2016나1234 손해배상(기)`, `판결선고 2016. 6. 1.`, the name of the court on the first lines.
//!
//! What it says is taken where nothing else does; the lines stay in the text.

use super::super::fields::{FieldName, Values};
use panrye_law::case_number::parse_docket;
use panrye_law::judgment::{Court, CourtLevel, DecisionDate, DecisionType, Section};

/// The most lines of the head.
const MOST_LINES: usize = 60;

/// The longest line of the head that is read, in bytes.
const LONGEST: usize = 600;

/// Adds what the head of the content says.
pub(super) fn complete(values: &mut Values) {
    let content = values.text_of(FieldName::Text(Section::Content)).unwrap_or_default();
    let head = head(content);
    let found = [
        (FieldName::Court, court(&head)),
        (FieldName::CaseNumber, case(&head).map(|(docket, _)| docket)),
        (FieldName::CaseName, case(&head).map(|(_, name)| name).filter(|name| !name.is_empty())),
        (FieldName::Decided, decided(&head)),
        (FieldName::Decision, form(&head)),
    ];
    for (field, value) in found {
        if let Some(value) =
            value.filter(|_| values.text_of(field).is_none_or(|known| known.trim().is_empty()))
        {
            values.set(field, value);
        }
    }
}

/// The lines before the order or the reasons.
fn head(content: &str) -> Vec<String> {
    let is_end = |line: &&str| {
        let compact = compact(line);
        !["주문", "이유", "【주문】", "【이유】", "[주문]", "[이유]"].contains(&compact.as_str())
    };
    let lines = content.lines().take(MOST_LINES).filter(|line| line.len() <= LONGEST);
    lines.take_while(is_end).map(|line| line.trim().to_owned()).collect()
}

fn compact(line: &str) -> String {
    line.chars().filter(|c| !c.is_whitespace()).collect()
}

/// `서 울 고 등 법 원`, `서울중앙지방법원 제1민사부`.
fn court(head: &[String]) -> Option<String> {
    head.iter().take(8).find_map(|line| {
        let name = compact(line);
        let end = ["법원", "재판소", "지원", "심판원"]
            .iter()
            .filter_map(|end| Some(name.find(end)? + end.len()))
            .max()?;
        let (court, division) = name.split_at_checked(end)?;
        let is_division = division.is_empty() || (division.ends_with('부') && division.chars().count() <= 12);
        let known = Court::parse(court).filter(|court| court.level() != CourtLevel::Other)?;
        (is_division && name.chars().count() <= 30).then(|| known.name().to_owned())
    })
}

/// The number and the name behind 사건.
fn case(head: &[String]) -> Option<(String, String)> {
    head.iter().find_map(|line| {
        let rest = labeled(line, &["사건", "사건번호"])?;
        // The number ends where the name begins: behind the last digit, or a note such as (병합).
        let end = number_end(&rest)?;
        let (docket, name) = rest.split_at_checked(end)?;
        (!parse_docket(docket).numbers.is_empty()).then(|| (docket.trim().to_owned(), name.trim().to_owned()))
    })
}

/// Where the numbers at the beginning of a line end.
fn number_end(line: &str) -> Option<usize> {
    let mut end = 0;
    let mut rest = line;
    loop {
        let skipped = rest.len() - rest.trim_start_matches([' ', ',', '\u{3000}']).len();
        let piece = rest.get(skipped..)?;
        let note = piece.strip_prefix('(').and_then(|inside| {
            let close = inside.find(')').filter(|close| *close <= 24)?;
            Some(close + 2)
        });
        let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
        let length = match (digits, note) {
            (0, Some(note)) if end > 0 => note,
            (0, _) => break,
            _ => {
                let behind = piece.get(digits..).unwrap_or_default();
                let mark: usize =
                    behind.chars().take_while(|c| ('가'..='힣').contains(c)).map(char::len_utf8).sum();
                let serial =
                    behind.get(mark..).unwrap_or_default().bytes().take_while(u8::is_ascii_digit).count();
                if serial == 0 && mark > 0 { break } else { digits + mark * usize::from(serial > 0) + serial }
            }
        };
        end += skipped + length;
        rest = line.get(end..)?;
    }
    (end > 0).then_some(end)
}

/// The day behind 판결선고.
fn decided(head: &[String]) -> Option<String> {
    head.iter().find_map(|line| {
        let rest = labeled(line, &["판결선고", "선고", "선고일", "결정일", "판결선고일"])?;
        DecisionDate::parse(&rest).map(|date| date.to_string())
    })
}

fn form(head: &[String]) -> Option<String> {
    head.iter()
        .take(8)
        .map(|line| compact(line))
        .find(|line| DecisionType::parse(line).is_some_and(|form| form.korean() == line))
}

/// What stands behind a label at the beginning of a line; letters of the label may stand apart.
fn labeled(line: &str, labels: &[&str]) -> Option<String> {
    let line = line.trim_start_matches(['【', '[', '〔']);
    labels
        .iter()
        .filter_map(|label| {
            let mut rest = line;
            for c in label.chars() {
                rest = rest.trim_start().strip_prefix(c)?;
            }
            let rest = rest.trim_start_matches(['】', ']', '〕', ':', '：']);
            let apart = rest.starts_with(|c: char| c.is_whitespace() || c.is_ascii_digit());
            apart.then(|| rest.trim().to_owned())
        })
        .next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_ends_where_the_name_begins() {
        for (line, expected) in [
            ("사      건   2016나1234 손해배상(기)", Some(("2016나1234", "손해배상(기)"))),
            (
                "사 건 2016나1234(본소), 2016나1235(반소) 손해배상",
                Some(("2016나1234(본소), 2016나1235(반소)", "손해배상")),
            ),
            ("【사건】 2016나1, 2, 3 대여금", Some(("2016나1, 2, 3", "대여금"))),
            ("사건번호: 2016나1", Some(("2016나1", ""))),
            ("사건의 경위", None),
            ("사건 이후 2016나1", None),
        ] {
            let found = case(&[line.to_owned()]);
            assert_eq!(
                found.as_ref().map(|(docket, name)| (docket.as_str(), name.as_str())),
                expected,
                "{line}"
            );
        }
    }
}
