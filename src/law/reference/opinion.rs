//! Whose opinion a text is: the court's, or one of the judges beside it.
//!
//! In the reasons an opinion begins at its heading (`재판관 갑의 반대의견`), and not behind the words 주문과 같이; in the holdings it
//! stands under `[반대의견]`. The Constitutional Court also names an opinion by its result (`super::opinion_result`). An opinion
//! that stands before the conclusion ends with its entry of the outline.

use std::fmt;

use serde::{Serialize, Serializer};

use super::opinion_result::Order;
use crate::judgment::outline;
use crate::scan::{Text, is_blank};

/// The longest heading that names an opinion, in bytes.
const MAX_HEADING: usize = 600;

/// The longest bracket that names an opinion in a section with points, in bytes.
const MAX_BRACKET: usize = 360;

/// In whose opinion a citation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Opinion {
    /// The court's.
    Majority,
    /// 별개의견: the same result for other reasons.
    Concurring,
    /// 반대의견, and the Constitutional Court's 위헌의견, 합헌의견, 각하의견 … behind the conclusion.
    Dissenting,
    /// 보충의견: it adds to the opinion that it names.
    Supplementary,
}

impl Opinion {
    const ALL: [Self; 4] = [Self::Majority, Self::Concurring, Self::Dissenting, Self::Supplementary];

    /// The stable name of the opinion, as it is printed and stored.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Majority => "majority",
            Self::Concurring => "concurring",
            Self::Dissenting => "dissenting",
            Self::Supplementary => "supplementary",
        }
    }

    /// The opinion with that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|opinion| opinion.name() == name)
    }
}

impl fmt::Display for Opinion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Opinion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// Where opinions begin in one text.
#[derive(Debug, Default)]
pub(super) struct Opinions {
    starts: Vec<(usize, Opinion)>,
}

impl Opinions {
    /// The opinions of the reasons, by their headings.
    pub(super) fn of_reasons(text: Text<'_>) -> Self {
        let order = Order::of(text);
        let mut starts = headings(text, &order);
        end_with_their_entries(text, &mut starts, order.conclusion);
        Self { starts }
    }

    /// The opinions of a section with points: `[1] [다수의견] … [반대의견] … [2]`.
    pub(super) fn of_points(text: Text<'_>) -> Self {
        let order = Order::behind();
        let mut starts = headings(text, &order);
        for (open, c) in text.0.char_indices() {
            let Some(close) = closing(c) else { continue };
            let start = open + c.len_utf8();
            let inside = text.between(start, text.boundary(start + MAX_BRACKET));
            let Some(inside) = inside.find(close).and_then(|end| inside.get(..end)) else {
                continue;
            };
            if inside.bytes().all(|byte| byte.is_ascii_digit()) && c == '[' {
                starts.push((open, Opinion::Majority));
            } else if let Some(name) = inside.strip_suffix("의견")
                && (c != '(' || name.chars().count() <= 40)
                && let Some(opinion) = kind(name).or_else(|| order.opinion(name, open))
            {
                starts.push((open, opinion));
            }
        }
        starts.sort_by_key(|start| start.0);
        Self { starts }
    }

    /// The opinion that speaks at `offset`.
    pub(super) fn at(&self, offset: usize) -> Opinion {
        let after = self.starts.partition_point(|start| start.0 <= offset);
        after.checked_sub(1).and_then(|last| self.starts.get(last)).map_or(Opinion::Majority, |start| start.1)
    }
}

const fn closing(open: char) -> Option<char> {
    match open {
        '[' => Some(']'),
        '〔' => Some('〕'),
        '【' => Some('】'),
        '(' => Some(')'),
        _ => None,
    }
}

/// The opinions that lines of their own announce. Those that are named by their result are measured by `order`.
fn headings(text: Text<'_>, order: &Order) -> Vec<(usize, Opinion)> {
    memchr::memmem::find_iter(text.0.as_bytes(), "의견".as_bytes())
        .filter_map(|at| heading(text, at, order))
        .collect()
}

/// Lets the court speak again where an opinion ends that stands before the conclusion: with its entry of the outline
/// (`(4) … 반대의견`, `나. …`), at the latest with the conclusion.
fn end_with_their_entries(text: Text<'_>, starts: &mut Vec<(usize, Opinion)>, conclusion: usize) {
    let is_early = |start: &(usize, Opinion)| start.0 < conclusion && start.1 != Opinion::Majority;
    if conclusion == usize::MAX || !starts.iter().any(is_early) {
        return;
    }
    let entries = outline(text.0);
    let line = text.before(conclusion).rfind('\n').map_or(0, |line| line + 1);
    let mut ends = Vec::new();
    for (at, start) in starts.iter().enumerate().filter(|(_, start)| is_early(start)) {
        let label = text.skip_blanks(start.0);
        let entry = entries.partition_point(|entry| entry.span.start <= label).saturating_sub(1);
        let Some((own, later)) = entries.get(entry..).and_then(<[_]>::split_first) else { continue };
        let end = later
            .iter()
            .find(|later| !own.path.is_empty() && !later.path.starts_with(&own.path))
            .map_or(line, |later| later.span.start.min(line));
        if end > start.0 && starts.get(at + 1).is_none_or(|next| next.0 > end) {
            ends.push((end, Opinion::Majority));
        }
    }
    starts.extend(ends);
    starts.sort_by_key(|start| start.0);
}

/// The heading whose name ends with the 의견 at `at`, where it is one, and what it says.
fn heading(text: Text<'_>, at: usize, order: &Order) -> Option<(usize, Opinion)> {
    let floor = text.boundary(at.saturating_sub(MAX_HEADING));
    let before = text.between(floor, at);
    let line = before.rfind('\n').map_or(0, |line| line + 1);
    let sentence = sentence_start(before, line);
    if line.max(sentence) == 0 && floor > 0 {
        return None;
    }
    let ending = heading_end(text, at + "의견".len())?;
    // In the midst of a line only the sentence that announces an opinion is a heading.
    if sentence > line && ending != Ending::Announced {
        return None;
    }
    let start = floor + line.max(sentence);
    let name = without_label(text.between(start, at));
    let is_named = ["대법관", "재판관", "대법원판사", "대법원 판사", "대법원장", "재판소장"]
        .iter()
        .any(|title| name.contains(title))
        || name.contains("의견에 대한")
        || name.chars().count() <= 6;
    let is_sentence = [
        "있는 외",
        "있는 이외",
        "있다",
        "있고",
        "있으",
        "밝히",
        "밝힌",
        "제외",
        "와 같은",
        "과 같은",
        "다. ",
        "이 판결에",
        "이 결정에",
        "(헌재",
    ]
    .iter()
    .any(|word| name.contains(word));
    if !is_named || is_sentence {
        return None;
    }
    let opinion = kind(name).or_else(|| order.opinion(name, at))?;
    // `다. 다수의견의 요지`: an opinion that sums up what it answers goes on.
    let sums_up =
        opinion == Opinion::Majority && text.eat_any(at + "의견".len(), &["의 요지", " 요지"]).is_some();
    (!sums_up).then_some((start, opinion))
}

/// Where the last sentence of `before` begins that ends with `다. `; the label `다. ` of the line ends none.
fn sentence_start(before: &str, line: usize) -> usize {
    const END: &str = "다. ";
    let start = before.rfind(END).map_or(0, |end| end + END.len());
    let label = before.get(line..start).is_some_and(|label| label.trim_start() == END);
    if label { line } else { start }
}

/// Words that begin an opinion.
const FIRST_WORDS: [&str; 8] =
    ["다수의견", "법정의견", "나는", "우리는", "이 사건", "심판대상조항", "가.", "(1)"];

/// What follows the word 의견 of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// Nothing more on the line.
    Line,
    /// `은 다음과 같다`.
    Announced,
}

fn heading_end(text: Text<'_>, end: usize) -> Option<Ending> {
    let end = (text.byte(end) == b'(').then(|| text.bracket_end_within(end, 60)).flatten().unwrap_or(end);
    if text.eat_any(end, &["은 다음과 같다", "은 아래와 같다"]).is_some() {
        return Some(Ending::Announced);
    }
    // The end of the line is lost, and the opinion begins right behind its heading.
    if text.eat_any(end, &FIRST_WORDS).is_some() {
        return Some(Ending::Line);
    }
    let end = text.eat_any(end, &["의 요지", " 요지"]).unwrap_or(end);
    let end = text.eat_any(end, &["】", "]", "〕", ")", "：", ":", "."]).unwrap_or(end);
    let rest = text.after(end).trim_start_matches([' ', '\t', '\r', '\u{a0}', '\u{3000}']);
    if rest.is_empty() {
        return Some(Ending::Line);
    }
    // A line that is broken in the midst of a sentence goes on with a particle.
    let next = rest.strip_prefix('\n')?.trim_start_matches(is_blank);
    let goes_on =
        ["이 있", "을 ", "은 ", "에 대", "의 ", "과 ", "으로 "].iter().any(|word| next.starts_with(word));
    (!goes_on).then_some(Ending::Line)
}

/// `5. `, `가. `, `(1) `, `【`.
fn without_label(name: &str) -> &str {
    let name = name.trim_start_matches(|c: char| is_blank(c) || matches!(c, '【' | '[' | '〔' | '(' | '<'));
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = if rest.len() == name.len() {
        let mut chars = name.chars();
        let letter = chars.next().is_some_and(|c| "가나다라마바사아자차카타파하".contains(c));
        if letter && matches!(chars.as_str().chars().next(), Some('.' | ')')) { chars.as_str() } else { name }
    } else {
        rest
    };
    rest.trim_start_matches(|c: char| is_blank(c) || matches!(c, '.' | ')' | '〕' | ']'))
}

/// The opinion that a name without its last word 의견 says: the last kind that it names decides.
fn kind(name: &str) -> Option<Opinion> {
    let name = name.trim_end_matches(is_blank);
    let names = |word: &str| name.contains(word);
    if name.ends_with("다수") || name.ends_with("법정") {
        Some(Opinion::Majority)
    } else if name.ends_with("보충") {
        // `별개 및 보충의견` is both; `별개의견에 대한 보충의견` adds to another.
        let beside = names("별개 및") || names("별개의견 및");
        Some(if beside { Opinion::Concurring } else { Opinion::Supplementary })
    } else if name.ends_with("별개") {
        let against = names("반대의견 및") || names("반대 및") || names("반대의견과");
        Some(if against { Opinion::Dissenting } else { Opinion::Concurring })
    } else if name.ends_with("반대") || name.ends_with("소수") {
        Some(Opinion::Dissenting)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, mark: &str) -> Opinion {
        Opinions::of_reasons(Text(text)).at(text.find(mark).unwrap())
    }

    #[test]
    fn an_opinion_begins_at_its_heading() {
        let text = "4. 결론\n주문과 같이 결정한다. 이 결정에는 재판관 갑의 반대의견이 있다. ㉠\n\
                    5. 재판관 갑, 재판관 을의 반대의견\n㉡\n6. 다수의견에 대한 재판관 병의 보충의견\n㉢\n\
                    7. 재판관 정의 별개의견\n㉣\n8. 재판관 무의 위헌의견\n㉤";
        for (mark, opinion) in [
            ("4.", Opinion::Majority),
            ("㉠", Opinion::Majority),
            ("㉡", Opinion::Dissenting),
            ("㉢", Opinion::Supplementary),
            ("㉣", Opinion::Concurring),
            ("㉤", Opinion::Dissenting),
        ] {
            assert_eq!(at(text, mark), opinion, "{mark}");
        }
    }

    #[test]
    fn headings_come_in_many_forms() {
        for (heading, opinion) in [
            ("가. 대법관 갑의 반대의견은 다음과 같다.", Opinion::Dissenting),
            ("재판관 조갑, 재판관 을의 주문 제1항에 관한 반대의견(反對意見)", Opinion::Dissenting),
            ("5. 재판관 갑의 별개의견 및 반대의견", Opinion::Dissenting),
            ("5. 재판관 갑의 별개 및 보충의견", Opinion::Concurring),
            ("대법관 갑 대법관 을의 별개의견", Opinion::Concurring),
            ("반대의견에 대한 대법관 갑의 보충의견", Opinion::Supplementary),
            ("소수의견", Opinion::Dissenting),
            ("재판관 갑의 반대의견\n가. 서론\n다. 법정의견의 요지", Opinion::Dissenting),
            ("6. 재판관 갑의 반대의견다수의견은 위헌이라고 하나", Opinion::Dissenting),
            ("지료에 관한 대법관 갑의 별개의견의 요지", Opinion::Concurring),
            ("간접강제를 명할 수 있는지 여부에 관한 대법관 갑 대법관 을의 반대의견", Opinion::Dissenting),
            ("이 판결에는 대법관 갑의 반대의견이 있는 외에는", Opinion::Majority),
            ("헌재 2011. 8. 30. 선고 2008헌마1 결정 중 재판관 갑의 반대의견 참조", Opinion::Majority),
            ("이상과 같이 다수의견에 대한 보충의견을 밝힌다.", Opinion::Majority),
            ("따라서 이 결정에는 재판관 갑의 반대의견\n이 있다.", Opinion::Majority),
        ] {
            let text = format!("주문과 같이 판결한다.\n{heading}\n㉠");
            assert_eq!(at(&text, "㉠"), opinion, "{heading}");
        }
        assert_eq!(at("재판관 갑의 위헌의견\n㉠\n주문과 같이 결정한다.", "㉠"), Opinion::Majority);
        assert_eq!(at("주문과 같이 결정한다.\n다. 재판관 갑의 반대의견\n㉠", "㉠"), Opinion::Dissenting);
        assert_eq!(
            at("주문과 같이 판결한다. 대법관 갑의 반대의견은 다음과 같다. ㉠", "㉠"),
            Opinion::Dissenting
        );
    }

    #[test]
    fn an_opinion_before_the_conclusion_ends_with_its_entry() {
        let text = "[주 문]\n이 사건 심판청구를 기각한다.\n[이 유]\n1. 판단\n가. 적법요건\n(1) 쟁점\n㉠\n\
                    (2) 재판관 갑의 반대의견\n(가) 먼저\n㉡\n나. 본안\n㉢\n(1) 재판관 갑의 기각의견\n㉣\n\
                    (2) 재판관 을의 위헌의견\n㉤\n(3) 재판관 갑의 기각의견에 대한 보충의견\n㉥\n\
                    (4) 재판관 병의 기각의견\n㉦\n다. 재판관 정의 별개 위헌의견\n㉧\n2. 결론\n㉨\n\
                    주문과 같이 결정한다.\n3. 재판관 을의 각하의견\n㉩";
        for (mark, opinion) in [
            ("㉠", Opinion::Majority),
            ("㉡", Opinion::Dissenting),
            ("㉢", Opinion::Majority),
            ("㉣", Opinion::Majority),
            ("㉤", Opinion::Dissenting),
            ("㉥", Opinion::Supplementary),
            ("㉦", Opinion::Majority),
            ("㉧", Opinion::Concurring),
            ("㉨", Opinion::Majority),
            ("㉩", Opinion::Dissenting),
        ] {
            assert_eq!(at(text, mark), opinion, "{mark}");
        }
    }

    #[test]
    fn points_name_their_opinions_in_brackets() {
        let text = "[1] [다수의견] ㉠ [대법관 갑의 반대의견] ㉡ [2] ㉢ 〔별개의견〕 ㉣ (반대의견) ㉤ (대법원 1990. 1. 2. 선고 90다1 판결) ㉥";
        let opinions = Opinions::of_points(Text(text));
        for (mark, opinion) in [
            ("㉠", Opinion::Majority),
            ("㉡", Opinion::Dissenting),
            ("㉢", Opinion::Majority),
            ("㉣", Opinion::Concurring),
            ("㉤", Opinion::Dissenting),
            ("㉥", Opinion::Dissenting),
        ] {
            assert_eq!(opinions.at(text.find(mark).unwrap()), opinion, "{mark}");
        }
    }

    #[test]
    fn names_read_back() {
        for opinion in Opinion::ALL {
            assert_eq!(Opinion::from_name(opinion.name()), Some(opinion));
        }
    }
}
