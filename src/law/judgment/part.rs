//! Parts of 판례내용: what its headings divide it into.
//!
//! Headings stand in 【 】 with any blanks inside (`【주    문】`), or, in older and in lower courts' texts, on a line of
//! their own (`주문`, `이       유`). Content without headings is an excerpt of the reasons.

use panrye_text::character::boundary_before;
use panrye_text::span::Span;

/// What a part of the content is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartKind {
    /// The parties and their counsel.
    Parties,
    /// 주문: what the court orders.
    Order,
    /// 청구취지, 항소취지: what was asked for.
    Claim,
    /// 이유.
    Reasons,
    /// 원심판결, 제1심판결, 환송판결: a decision that this one is about.
    PriorDecision(String),
    /// 별지, 별표.
    Appendix,
    /// The names of the judges at the end.
    Judges,
    /// Any other heading, as written without blanks.
    Other(String),
}

impl PartKind {
    /// The name that output shows.
    pub fn label(&self) -> &str {
        match self {
            Self::Parties => "당사자",
            Self::Order => "주문",
            Self::Claim => "청구취지",
            Self::Reasons => "이유",
            Self::PriorDecision(name) | Self::Other(name) => name,
            Self::Appendix => "별지",
            Self::Judges => "법관",
        }
    }

    fn of_heading(heading: &str) -> Self {
        const PARTIES: [&str; 12] = [
            "원고",
            "피고",
            "상고인",
            "항고인",
            "청구인",
            "신청인",
            "피고인",
            "변호인",
            "사건본인",
            "검사",
            "채권자",
            "채무자",
        ];
        match heading {
            "주문" => Self::Order,
            "이유" => Self::Reasons,
            _ if heading.contains("취지") => Self::Claim,
            _ if heading.ends_with("판결") || heading.ends_with("결정") || heading.ends_with("심판") => {
                Self::PriorDecision(heading.to_owned())
            }
            _ if heading.starts_with("별지") || heading.starts_with("별표") => Self::Appendix,
            _ if PARTIES.iter().any(|party| heading.contains(party)) => Self::Parties,
            _ => Self::Other(heading.to_owned()),
        }
    }
}

/// A part of the content: its kind and its text without the heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Its text, trimmed; empty parts are left out.
    pub span: Span,
}

/// Headings that count on a line of their own, without brackets.
const BARE_HEADINGS: [&str; 8] =
    ["주문", "이유", "변론종결", "판결선고", "원심판결", "제1심판결", "환송판결", "재심대상판결"];
/// Longest heading in brackets, in bytes: anything longer is a quotation.
const LONGEST_HEADING: usize = 120;

/// The parts of a content, in order. Together they cover all of its text but headings and blanks.
pub fn content_parts(content: &str) -> Vec<Part> {
    let headings = headings(content);
    let mut parts = Vec::with_capacity(headings.len() + 2);
    let first = headings.first().map_or(content.len(), |heading| heading.span.start);
    let opening = if headings.is_empty() { PartKind::Reasons } else { PartKind::Parties };
    push(&mut parts, content, opening, Span::new(0, first));
    for (i, heading) in headings.iter().enumerate() {
        let end = headings.get(i + 1).map_or(content.len(), |next| next.span.start);
        push(&mut parts, content, heading.kind.clone(), Span::new(heading.span.end, end));
    }
    split_tail(&mut parts, content);
    parts
}

struct Heading {
    kind: PartKind,
    span: Span,
}

fn push(parts: &mut Vec<Part>, content: &str, kind: PartKind, span: Span) {
    let text = span.of(content);
    let trimmed = text.trim();
    if !trimmed.is_empty() {
        let start = span.start + (text.len() - text.trim_start().len());
        parts.push(Part { kind, span: Span::new(start, start + trimmed.len()) });
    }
}

fn headings(content: &str) -> Vec<Heading> {
    let mut headings = bracketed_headings(content);
    // Lines count as headings only where no brackets do: in a text with 【이 유】 a line 이유 is none.
    if !headings.iter().any(|heading| matches!(heading.kind, PartKind::Reasons | PartKind::Order)) {
        headings.extend(bare_headings(content));
        headings.sort_by_key(|heading| heading.span.start);
    }
    headings
}

fn bracketed_headings(content: &str) -> Vec<Heading> {
    let mut headings = Vec::new();
    let mut at = 0;
    while let Some(found) = content.get(at..).and_then(|rest| rest.find('【')) {
        let start = at + found;
        at = start + '【'.len_utf8();
        let limit = boundary_before(content, at + LONGEST_HEADING + '】'.len_utf8());
        let Some(len) = Span::new(at, limit).of(content).find('】') else { continue };
        let name = compact(Span::new(at, at + len).of(content));
        if !name.is_empty() && !name.contains('【') {
            at += len + '】'.len_utf8();
            headings.push(Heading { kind: PartKind::of_heading(&name), span: Span::new(start, at) });
        }
    }
    headings
}

fn bare_headings(content: &str) -> Vec<Heading> {
    let mut headings = Vec::new();
    let mut start = 0;
    for line in content.split_inclusive('\n') {
        if let Some((kind, len)) = whole_line(line).or_else(|| begins_line(line)) {
            headings.push(Heading { kind, span: Span::new(start, start + len) });
        }
        start += line.len();
    }
    headings
}

/// A heading that has its line to itself: `주       문`, `[이 유]`, `신청취지 및 항고취지`.
fn whole_line(line: &str) -> Option<(PartKind, usize)> {
    if line.len() > LONGEST_HEADING {
        return None;
    }
    let name = compact(line);
    let bracketed = name.strip_prefix(['[', '〔']).and_then(|name| name.strip_suffix([']', '〕']));
    let name = bracketed.unwrap_or(&name);
    (BARE_HEADINGS.contains(&name) || is_claim(name)).then(|| (PartKind::of_heading(name), line.len()))
}

/// 주문 or 이유 with text behind it on its line: in brackets, one of which may be missing, or spread as headings are
/// (`주   문   심판청구를 각하한다.`). Elsewhere `이 유` is a word that a line has broken.
fn begins_line(line: &str) -> Option<(PartKind, usize)> {
    let blank = |text: &str| text.len() - text.trim_start_matches([' ', '\t', '\u{3000}', '\u{a0}']).len();
    let mut at = blank(line);
    let rest = |at: usize| line.get(at..).unwrap_or_default();
    let opened = rest(at).starts_with(['[', '〔']);
    if opened {
        at += rest(at).chars().next()?.len_utf8();
        at += blank(rest(at));
    }
    let (name, first, second) = [("주문", '주', '문'), ("이유", '이', '유')]
        .into_iter()
        .find(|(_, first, _)| rest(at).starts_with(*first))?;
    at += first.len_utf8();
    let gap = Span::new(at, at + blank(rest(at)));
    at = gap.end;
    at += rest(at).strip_prefix(second).map(|_| second.len_utf8())?;
    let behind = blank(rest(at));
    let closed = rest(at + behind).starts_with([']', '〕']);
    let wide = gap.of(line).chars().count() > 1 || gap.of(line).contains('\u{3000}');
    match (opened, closed) {
        (true, true) => {
            Some((PartKind::of_heading(name), at + behind + rest(at + behind).chars().next()?.len_utf8()))
        }
        (true, false) => rest(at).trim().is_empty().then(|| (PartKind::of_heading(name), line.len())),
        (false, _) => (wide && behind > 0).then(|| (PartKind::of_heading(name), at + behind)),
    }
}

/// Whether a line names what was asked for: `청구취지`, `항소취지 및 부대항소취지`, `신청취지`.
fn is_claim(name: &str) -> bool {
    const WORDS: [&str; 15] = [
        "청구",
        "항소",
        "상고",
        "항고",
        "재항고",
        "신청",
        "재심",
        "반소",
        "본소",
        "부대",
        "심판",
        "참가",
        "및",
        ",",
        "변경된",
    ];
    let mut rest = name;
    let mut named = false;
    while !rest.is_empty() {
        let behind = rest.strip_prefix("취지");
        named |= behind.is_some();
        match behind.or_else(|| WORDS.iter().find_map(|word| rest.strip_prefix(word))) {
            Some(behind) => rest = behind,
            None => return false,
        }
    }
    named && name.ends_with("취지")
}

fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Cuts the names of the judges, and an appendix, off the reasons.
fn split_tail(parts: &mut Vec<Part>, content: &str) {
    let Some(reasons) = parts.iter().position(|part| part.kind == PartKind::Reasons) else {
        return;
    };
    let span = parts[reasons].span;
    let text = span.of(content);
    let mut cuts: Vec<(usize, PartKind)> = Vec::new();
    if let Some(at) = judges(text) {
        cuts.push((at, PartKind::Judges));
    }
    if let Some(at) = text.find("[[별") {
        cuts.push((at, PartKind::Appendix));
    }
    cuts.sort_by_key(|(at, _)| *at);
    let mut tail = Vec::new();
    for (i, (at, kind)) in cuts.iter().enumerate() {
        let end = cuts.get(i + 1).map_or(text.len(), |(next, _)| *next);
        push(&mut tail, content, kind.clone(), Span::new(span.start + at, span.start + end));
    }
    let Some((first, _)) = cuts.first() else { return };
    let mut head = Vec::new();
    push(&mut head, content, PartKind::Reasons, Span::new(span.start, span.start + first));
    parts.splice(reasons..=reasons, head.into_iter().chain(tail));
}

/// Where the line of judges begins: behind the last `판결한다.` (결정한다), near the end, with 대법관 or 판사.
fn judges(text: &str) -> Option<usize> {
    const NEAR_END: usize = 900;
    const CLOSINGS: [&str; 4] = ["판결한다.", "결정한다.", "판결한다", "결정한다"];
    let floor = text.len().saturating_sub(NEAR_END);
    // What ends behind the floor may begin before it.
    let begin = boundary_before(text, floor.saturating_sub(CLOSINGS[0].len()));
    let near_end = text.get(begin..)?;
    let closing = CLOSINGS
        .iter()
        .filter_map(|words| near_end.rfind(words).map(|at| begin + at + words.len()))
        .max()
        .filter(|&at| at >= floor)?;
    let rest = text.get(closing..)?;
    let at = ["대법관", "대법원판사", "판사", "재판장"].iter().filter_map(|word| rest.find(word)).min()?;
    (at < 200).then_some(closing + at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(content: &str) -> Vec<(String, &str)> {
        let parts = content_parts(content);
        parts.into_iter().map(|part| (part.kind.label().to_owned(), part.span.of(content))).collect()
    }

    fn labels(content: &str) -> Vec<String> {
        read(content).into_iter().map(|(label, _)| label).collect()
    }

    #[test]
    fn headings_in_brackets_divide_the_content() {
        let content = "【원고, 상고인】 甲 【원심판결】 서울고법 2019. 1. 10. 선고 2018나1 판결 【주    문】 상고를 기각한다.\
                       【이    유】 상고이유를 본다. 주문과 같이 판결한다.[[별   지] 명단: 생략]대법관 가나다(재판장) 라마바";
        assert_eq!(labels(content), ["당사자", "원심판결", "주문", "이유", "별지", "법관"]);
        assert_eq!(read(content)[2].1, "상고를 기각한다.");
    }

    #[test]
    fn headings_on_lines_divide_where_there_are_no_brackets() {
        let content = "사       건 2016누1 취소\n주       문\n항소를 기각한다.\n이       유\n살펴본다.";
        assert_eq!(labels(content), ["당사자", "주문", "이유"]);
        for content in [
            "청 구 인 갑\n주  문 심판청구를 각하한다.\n이  유 본다.",
            "청 구 인 갑\n[주 문]  심판청구를 각하한다.\n[이 유\n본다.",
            "청 구 인 갑\n〔주　문〕 심판청구를 각하한다.\n〔이　유〕\n본다.",
        ] {
            let found = read(content);
            assert_eq!(found[1], ("주문".to_owned(), "심판청구를 각하한다."), "{content}");
            assert_eq!(found[2], ("이유".to_owned(), "본다."), "{content}");
        }
        let content = "주 문\n신청을 기각한다.\n신청취지 및 항고취지\n취소한다.\n이 유\n그러한\n이 유 는 없다.\n라는 취지";
        assert_eq!(labels(content), ["주문", "청구취지", "이유"]);
        let content = "청 구 인 갑\n[주           문]\n심판청구를 각하한다.\n[이   유]\n본다.";
        assert_eq!(labels(content), ["당사자", "주문", "이유"]);
    }

    #[test]
    fn an_excerpt_is_reasons() {
        assert_eq!(labels("원심의 판단은 정당하다."), ["이유"]);
        assert_eq!(labels("  "), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn parts_ascend_and_lie_on_characters(content in "[가나 \n【】주문이유판결한다.대법관\\[별]{0,80}") {
            let mut last = 0;
            for part in content_parts(&content) {
                prop_assert!(part.span.start >= last && part.span.start < part.span.end);
                prop_assert!(content.get(part.span.start..part.span.end).is_some());
                last = part.span.end;
            }
        }
    }
}
