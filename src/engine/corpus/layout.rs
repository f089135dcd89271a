//! The courts' own layout: `사건 2016나1234 손해배상(기)`, `판결선고 2016. 6. 1.`, the name of the court on the first lines, the date
//! above the judges' names.
//!
//! What it says is taken where the source says nothing; the lines stay in the text.

use panrye_law::case_number::parse_docket;
use panrye_law::judgment::{Court, DecisionDate, DecisionType, Judgment, Section};
use panrye_text::character::boundary_before;

/// The most lines of the head.
const MOST_LINES: usize = 60;

/// How many of the first lines may name the court and the form.
const MOST_TITLE_LINES: usize = 4;

/// The longest line of the head that is read, in bytes.
const LONGEST: usize = 600;

/// How far from the end of a decision its date stands, in bytes.
const MAX_CLOSING: usize = 3_000;

/// Adds what the layout of the content says of a judgment.
pub(super) fn complete(judgment: &mut Judgment) {
    let is_known = judgment.court.is_some()
        && judgment.decided.is_some()
        && judgment.docket.is_some()
        && judgment.case_name.is_some()
        && judgment.decision.is_some();
    if is_known {
        return;
    }
    let content = judgment.section(Section::Content).to_owned();
    let head = head(&content);
    if judgment.court.is_none() && !judgment.is_constitutional() {
        judgment.court = court(&head).as_deref().and_then(Court::parse);
    }
    if let Some((docket, name)) = case(&head) {
        if judgment.docket.is_none() {
            judgment.set_docket(&docket);
        }
        if judgment.case_name.is_none() && !name.is_empty() {
            judgment.case_name = Some(name);
        }
    }
    judgment.decided = judgment.decided.or_else(|| decided(&head)).or_else(|| closing_date(&content));
    judgment.decision = judgment.decision.or_else(|| form(&head));
}

/// The date on a line of its own above the names of the judges, behind the last `결정한다.`
fn closing_date(content: &str) -> Option<DecisionDate> {
    let floor = boundary_before(content, content.len().saturating_sub(MAX_CLOSING));
    let tail = content.get(floor..)?;
    let closing = ["결정한다", "판결한다"].iter().filter_map(|words| tail.rfind(words)).max()?;
    let rest = tail.get(closing..)?;
    // Dates further on are of an appendix.
    let line = rest.lines().skip(1).find(|line| !line.trim().is_empty())?;
    let is_date = compact(line).chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '년' | '월' | '일'));
    is_date.then(|| DecisionDate::parse(line)).flatten()
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

/// `서 울 고 등 법 원`, `서울중앙지방법원 제1민사부`: one of the first lines, and nothing but the court and its division.
fn court(head: &[String]) -> Option<String> {
    const ENDS: [&str; 4] = ["법원", "재판소", "지원", "심판원"];
    head.iter().filter(|line| !line.is_empty()).take(MOST_TITLE_LINES).find_map(|line| {
        let name = compact(line);
        let end = ENDS.iter().filter_map(|end| Some(name.rfind(end)? + end.len())).max()?;
        let (court, division) = name.split_at_checked(end)?;
        let is_division = division.is_empty() || (division.ends_with('부') && division.chars().count() <= 12);
        // `제청법원 창원지방법원`, `대리인 변호사 강지원` name no court that is listed.
        let known = Court::parse(court).filter(Court::is_listed)?;
        (is_division && name.chars().count() <= 30).then(|| known.name().to_owned())
    })
}

/// The number and the name behind 사건.
fn case(head: &[String]) -> Option<(String, String)> {
    values(head, &["사건", "사건번호"]).find_map(|rest| {
        // The number ends where the name begins: behind the last digit, or a note such as (병합).
        let end = number_end(&rest)?;
        let (docket, name) = rest.split_at_checked(end)?;
        (!parse_docket(docket).numbers.is_empty()).then(|| (docket.trim().to_owned(), name.trim().to_owned()))
    })
}

/// Where the numbers at the beginning of a line end.
fn number_end(line: &str) -> Option<usize> {
    let mut end = 0;
    while let Some(rest) = line.get(end..) {
        let skipped = rest.len() - rest.trim_start_matches([' ', ',', '\u{3000}']).len();
        let piece = rest.get(skipped..)?;
        let note = if end > 0 { note_end(piece) } else { None };
        let Some(length) = number_length(piece).or(note) else { break };
        end += skipped + length;
    }
    (end > 0).then_some(end)
}

/// A note behind a number: `(병합)`.
fn note_end(piece: &str) -> Option<usize> {
    const LONGEST: usize = 24;
    let close = piece.strip_prefix('(')?.find(')').filter(|close| *close <= LONGEST)?;
    Some("(".len() + close + ")".len())
}

/// The bytes of a number at the beginning of a piece: `2016나1234`, or the serial of a joined one.
fn number_length(piece: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let year = digits(piece);
    let behind = piece.get(year..).filter(|_| year > 0)?;
    let mark: usize = behind.chars().take_while(|c| ('가'..='힣').contains(c)).map(char::len_utf8).sum();
    let serial = digits(behind.get(mark..)?);
    match (mark, serial) {
        (0, _) => Some(year),
        (_, 0) => None,
        _ => Some(year + mark + serial),
    }
}

/// The day behind 판결선고.
fn decided(head: &[String]) -> Option<DecisionDate> {
    let labels = ["판결선고", "선고", "선고일", "선고일자", "결정일", "판결선고일"];
    values(head, &labels).find_map(|rest| DecisionDate::parse(&rest))
}

fn form(head: &[String]) -> Option<DecisionType> {
    let mut lines = head.iter().take(2 * MOST_TITLE_LINES).map(|line| compact(line));
    lines.find_map(|line| DecisionType::parse(&line).filter(|form| form.korean() == line))
}

/// What stands behind labels: on their lines, or on the next one where a label has its line to itself, as cells of a
/// table do.
fn values<'h>(head: &'h [String], labels: &'h [&str]) -> impl Iterator<Item = String> + 'h {
    head.iter().enumerate().filter_map(|(at, line)| {
        let is_alone = labels.contains(&compact(line).trim_matches(['【', '】', '[', ']', ':']));
        if is_alone { head.get(at + 1).cloned() } else { labeled(line, labels) }
    })
}

/// What stands behind a label at the beginning of a line; letters of the label may stand apart.
fn labeled(line: &str, labels: &[&str]) -> Option<String> {
    let line = line.trim_start_matches(['【', '[', '〔', '-', '*', ' ']);
    labels.iter().find_map(|label| {
        let mut rest = line;
        for c in label.chars() {
            rest = rest.trim_start().strip_prefix(c)?;
        }
        let rest = rest.trim_start_matches(['】', ']', '〕', ':', '：']);
        let apart = rest.starts_with(|c: char| c.is_whitespace() || c.is_ascii_digit());
        apart.then(|| rest.trim().to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_court_stands_alone_on_one_of_the_first_lines() {
        for (line, expected) in [
            ("서 울 고 등 법 원", Some("서울고등법원")),
            ("서울중앙지방법원 제1민사부", Some("서울중앙지방법원")),
            ("헌   법   재   판   소", Some("헌법재판소")),
            ("제청법원 창원지방법원 진주지원", None),
            ("당해사건 서울고등법원", None),
            ("대리인 변호사 강지원", None),
            ("피청구인 전주지방법원 남원지원", None),
            ("원고는 서울고등법원에 항소하였다", None),
        ] {
            assert_eq!(court(&[line.to_owned()]).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn the_date_above_the_judges_is_that_of_the_decision() {
        for (content, date) in [
            (
                "일치된 의견으로 주문과 같이 결정한다.\n2000.     3.     8.\n재 판 장  재 판 관  가나다",
                Some("2000-03-08"),
            ),
            ("주문과 같이 판결한다.\n\n2001년 2월 3일\n판사 가나다", Some("2001-02-03")),
            ("2000. 1. 1.\n주문과 같이 결정한다.\n재판관 가나다", None),
            ("주문과 같이 결정한다.\n2000. 3. 8. 고지하였다.", None),
            ("주문과 같이 판결한다.\n판사 갑\n별지\n계약일\n2010. 1. 1.\n물건", None),
        ] {
            assert_eq!(closing_date(content).map(|date| date.to_string()).as_deref(), date, "{content}");
        }
    }

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
            ("사건\n2016나1 강도상해\n피고인", Some(("2016나1", "강도상해"))),
            ("- 사건번호: 2016나1", Some(("2016나1", ""))),
            ("사건의 경위", None),
            ("사건 이후 2016나1", None),
        ] {
            let found = case(&line.lines().map(str::to_owned).collect::<Vec<_>>());
            assert_eq!(
                found.as_ref().map(|(docket, name)| (docket.as_str(), name.as_str())),
                expected,
                "{line}"
            );
        }
    }
}
