//! What a decision comes to where only its reasons are at hand: the sentences that conclude them.
//!
//! `그러므로 원심판결을 파기하고 사건을 원심법원에 환송하기로 하여 … 주문과 같이 판결한다.` Only what the court does here is read, by the
//! endings of its verbs: what it says of earlier decisions (`파기된`, `기각한 제1심판결`) is history.

use super::super::{CourtLevel, Outcome};
use super::sayings::compact;
use super::sentences::sentences;
use panrye_text::character::boundary_before;
use panrye_text::span::Span;

/// How far before `주문과 같이` the sentences are looked for, in bytes.
const MAX_CONCLUSION: usize = 2_400;

/// How many sentences before the last one are read where something may have been said already.
const MOST_BEFORE: usize = 6;

/// The words that close the reasons.
const CLOSINGS: [&str; 4] = ["주문과 같이", "주문과같이", "주문과 여히", "주문과여히"];

/// The endings of a verb by which the court acts: `파기하고`, `파기하기로`, `파기한다`.
const ACTING: [&str; 17] = [
    "하고",
    "하며",
    "하되",
    "하여",
    "하기로",
    "하기하여",
    "한다",
    "하는바",
    "하는한편",
    "하는동시",
    "키로",
    "할것이",
    "하고자",
    "하지아니할수없",
    "되어야",
    "를면",
    "을면",
];

/// Words of an earlier sentence by which the Supreme Court reverses.
const REVERSED: [&str; 9] = [
    "파기하기로한다",
    "파기하기로하되",
    "파기하되",
    "자판하기로",
    "자판한다",
    "직접판결하기로",
    "직접재판하기로",
    "파기를면할수없",
    "파기를면치못",
];

/// The words that close the reasons: `주문과 같이`.
pub(in super::super) fn closing(content: &str) -> Option<Span> {
    let find = |words: &str| {
        let start = memchr::memmem::rfind(content.as_bytes(), words.as_bytes())?;
        Some(Span::new(start, start + words.len()))
    };
    CLOSINGS.iter().filter_map(|words| find(words)).max_by_key(|span| span.start)
}

/// The outcome that the conclusion of the reasons says, with the words that say so.
pub(in super::super) fn of_conclusion(content: &str, court: Option<CourtLevel>) -> Option<(Outcome, Span)> {
    let end = closing(content)?.start;
    let floor = boundary_before(content, end.saturating_sub(MAX_CONCLUSION));
    let sentences = sentences(content, Span::new(floor, end));
    // The first one may begin before the window.
    let whole = if floor == 0 { &sentences[..] } else { sentences.get(1..)? };
    let mut last = whole.len().checked_sub(1)?;
    let words = |at: usize| whole.get(at).map(|sentence| compact(sentence.of(content))).unwrap_or_default();
    // `그러므로 상고를 기각한다. 관여 법관의 일치된 의견으로 주문과 같이 판결한다.`
    if last > 0 && !says_anything(&words(last)) && concludes(&words(last - 1)) {
        last -= 1;
    }
    let before: String = (last.saturating_sub(MOST_BEFORE)..last).map(words).collect();
    let conclusion =
        Conclusion { words: words(last), before, is_supreme: court == Some(CourtLevel::Supreme) };
    Some((conclusion.outcome()?, *whole.get(last)?))
}

/// Whether a sentence begins as a conclusion does.
fn concludes(words: &str) -> bool {
    const BEGINNINGS: [&str; 8] =
        ["그러므로", "따라서", "이에", "결국", "그렇다면", "이상", "위와같", "결론"];
    BEGINNINGS.iter().any(|word| words.starts_with(word) || words.contains(&format!("결론{word}")))
}

fn says_anything(words: &str) -> bool {
    ["기각", "각하", "파기", "취소", "변경", "환송", "이송", "인용", "무죄", "면소", "자판"]
        .iter()
        .any(|word| words.contains(word))
}

/// Whether the court does what a noun names: `파기하기로`, not `파기된`.
fn acts(words: &str, noun: &str) -> bool {
    words.match_indices(noun).any(|(at, _)| {
        let behind = words.get(at + noun.len()..).unwrap_or_default();
        ACTING.iter().any(|ending| behind.starts_with(ending))
    })
}

/// The concluding sentence, and what stands before it.
struct Conclusion {
    words: String,
    before: String,
    is_supreme: bool,
}

impl Conclusion {
    fn outcome(&self) -> Option<Outcome> {
        let words = self.words.as_str();
        if self.reverses() {
            let both = format!("{}{words}", self.before);
            return fate(words).or_else(|| fate(&both));
        }
        // `원심판결을 파기하기로 한다. … 나머지 상고를 기각하고 … 주문과 같이`
        if self.is_supreme && REVERSED.iter().any(|said| self.before.contains(said)) {
            return fate(&self.before);
        }
        // What was reversed was said elsewhere.
        let rest = |noun: &str| {
            ["를", "는", "와", "및"].iter().any(|particle| words.contains(&format!("나머지{noun}{particle}")))
        };
        if (rest("상고") || rest("재항고")) && !acts(words, "각하") {
            return None;
        }
        if !self.is_supreme
            && let Some(altered) = altered(words)
        {
            return Some(altered);
        }
        let dismissed = last_dismissed(words)?;
        // The Supreme Court dismisses an appeal to a court below only where it decides the case itself.
        if self.is_supreme && matches!(dismissed, Outcome::AppealDismissed | Outcome::ComplaintDismissed) {
            return self.decides_itself().then_some(Outcome::ReversedAndDecided);
        }
        Some(dismissed)
    }

    /// Whether the decision below is reversed here. A case is remanded or decided here only where that is so; what is sent
    /// to the court that is competent may have no decision.
    fn reverses(&self) -> bool {
        let words = self.words.as_str();
        let reverses = ["파기", "파기환송", "파기자판", "파기이송"].iter().any(|noun| acts(words, noun))
            || words.contains("파기부분")
            || words.contains("파기환송및");
        let sends = self.is_supreme && ["자판", "환송"].iter().any(|noun| acts(words, noun));
        reverses || sends
    }

    fn decides_itself(&self) -> bool {
        let both = format!("{}{}", self.before, self.words);
        acts(&both, "파기") || ["자판", "직접재판", "직접판결"].iter().any(|word| both.contains(word))
    }
}

/// What becomes of a case, by the words behind its reversal.
fn fate(words: &str) -> Option<Outcome> {
    if acts(words, "환송") || acts(words, "파기환송") || words.contains("파기환송및") {
        Some(Outcome::ReversedAndRemanded)
    } else if acts(words, "이송") {
        Some(Outcome::ReversedAndTransferred)
    } else {
        let itself = ["자판", "직접재판", "직접판결", "종국판결", "스스로판결", "재판하기에충분"];
        itself.iter().any(|word| words.contains(word)).then_some(Outcome::ReversedAndDecided)
    }
}

/// The decision below is vacated or modified, wholly or in part.
fn altered(words: &str) -> Option<Outcome> {
    const BELOW: [&str; 7] =
        ["제1심판결", "원심판결", "원판결", "1심판결", "제1심결정", "원심결정", "원결정"];
    if !BELOW.iter().any(|name| words.contains(name)) || words.contains("재심대상판결") {
        return None;
    }
    if acts(words, "변경") {
        Some(Outcome::JudgmentModified)
    } else {
        acts(words, "취소").then_some(Outcome::JudgmentVacated)
    }
}

/// What the last 기각 of a sentence is said of: the noun before it that is nearest.
fn last_dismissed(words: &str) -> Option<Outcome> {
    const NOUNS: [(&str, Outcome); 5] = [
        ("재항고", Outcome::ReappealDismissed),
        ("특별항고", Outcome::Dismissed),
        ("상고", Outcome::FinalAppealDismissed),
        ("항소", Outcome::AppealDismissed),
        ("항고", Outcome::ComplaintDismissed),
    ];
    let at = words.match_indices("기각").map(|(at, _)| at).filter(|at| {
        let behind = words.get(at + "기각".len()..).unwrap_or_default();
        ACTING.iter().any(|ending| behind.starts_with(ending))
    });
    let before = words.get(..at.max()?)?;
    let place = |noun: &str| {
        let particles = ["를", "는", "은", "을", "모두", "각", "와", "및"];
        let at = before.match_indices(noun).map(|(at, _)| at).filter(|at| {
            let behind = before.get(at + noun.len()..).unwrap_or_default();
            particles.iter().any(|particle| behind.starts_with(particle)) || behind.is_empty()
        });
        at.max().map(|at| at + noun.len())
    };
    // A longer noun that ends at the same place goes first: 재항고 is no 항고.
    let found = NOUNS.iter().filter_map(|(noun, outcome)| Some((place(noun)?, noun.len(), *outcome)));
    found.max_by_key(|(end, length, _)| (*end, *length)).map(|(_, _, outcome)| outcome)
}
