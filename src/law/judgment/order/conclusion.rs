//! What a decision comes to where only its reasons are at hand: the sentences that conclude them.
//!
//! `그러므로 원심판결을 파기하고 사건을 원심법원에 환송하기로 하여 … 주문과 같이 판결한다.` Only what the court does here is read, by the
//! endings of its verbs ([`acts()`]).

use super::super::{CourtLevel, Outcome};
use super::acting::{acting, acts};
use super::sayings::{BELOW, compact};
use super::sentences::sentences;
use panrye_text::character::boundary_before;
use panrye_text::span::Span;

/// How far before `주문과 같이` the sentences are looked for, in bytes.
const MAX_CONCLUSION: usize = 2_400;

/// How many sentences before the last one are read where something may have been said already.
const MOST_BEFORE: usize = 6;

/// What closes the reasons, behind 주문.
const CLOSINGS: [&str; 7] =
    ["과 같이", "과같이", "과 여히", "과여히", "에 쓴 바와 같이", "에 쓴 바와같이", "에 쓴바와 같이"];

/// How near to its end a text says that the judges agree, in bytes.
const MAX_AGREEMENT: usize = 300;

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

/// The words that close the reasons: `주문과 같이`, `주문에 쓴 바와 같이`.
pub(in super::super) fn closing(content: &str) -> Option<Span> {
    const ORDER: &str = "주문";
    memchr::memmem::rfind_iter(content.as_bytes(), ORDER).find_map(|start| {
        let behind = content.get(start + ORDER.len()..)?;
        let words = CLOSINGS.iter().find(|words| behind.starts_with(**words))?;
        Some(Span::new(start, start + ORDER.len() + words.len()))
    })
}

/// The outcome that the conclusion of the reasons says, with the words that say so.
pub(super) fn of_conclusion(content: &str, court: Option<CourtLevel>) -> Option<(Outcome, Span)> {
    let is_supreme = court == Some(CourtLevel::Supreme);
    let said = Conclusion::of(content, is_supreme).and_then(|(it, span)| Some((it.outcome()?, span)));
    match said {
        // What is said last may be said of the last who appealed.
        None | Some((Outcome::AppealDismissed, _)) if !is_supreme => {
            decides_anew(content).map(|span| (Outcome::ReversedAndDecided, span)).or(said)
        }
        said => said,
    }
}

/// Where the reasons end, if the text says so: before `주문과 같이`, or before `이 판결에는 관여 법관들의 견해가 일치되다`.
fn end_of_reasons(content: &str) -> Option<usize> {
    let agreement = || {
        let floor = boundary_before(content, content.len().saturating_sub(MAX_AGREEMENT));
        let tail = content.get(floor..)?;
        let at = ["이 판결에는", "이 결정에는"].iter().filter_map(|words| tail.rfind(words)).max()?;
        tail.get(at..)?.contains("일치").then_some(floor + at)
    };
    closing(content).map(|closing| closing.start).or_else(agreement)
}

/// Where an appellate court of fact says that it decides a criminal case again:
/// `원심판결을 파기하고 변론을 거쳐 다시 다음과 같이 판결한다`.
pub(super) fn decides_anew(content: &str) -> Option<Span> {
    const FAR: usize = 240;
    let found = memchr::memmem::find_iter(content.as_bytes(), "파기").find(|&at| {
        let near = content.get(at..boundary_before(content, (at + FAR).min(content.len())));
        let near = near.unwrap_or_default();
        let sentence = compact(near.split_once("다.").map_or(near, |(sentence, _)| sentence));
        let again = sentence.find("다시").or_else(|| sentence.find("다음과같이"));
        let behind = again.and_then(|again| sentence.get(again..)).unwrap_or_default();
        let decides = behind.contains("판결하기로")
            || ["판결한", "판결하는것이"].iter().any(|end| behind.ends_with(end));
        let reverses = ["파기하고", "파기하여", "파기하기로", "파기한후", "파기하되", "파기한다음"];
        decides && reverses.iter().any(|verb| sentence.starts_with(verb))
    })?;
    let before = content.get(..found)?;
    let start =
        ["다.", "\n"].iter().filter_map(|end| Some(before.rfind(end)? + end.len())).max().unwrap_or(0);
    let start = start + (before.get(start..)?.len() - before.get(start..)?.trim_start().len());
    let behind = content.get(found..)?;
    let end = behind.find("다.").map_or(content.len(), |end| found + end + "다.".len());
    Some(Span::new(start, end))
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

/// Whether a text ends with what the court does, though it does not say that the reasons end there.
fn ends_acting(content: &str) -> bool {
    const ENDS: [&str; 4] = ["한다", "하기로한다", "하는것이다", "하기로하는것이다"];
    /// The longest of these words with blanks between, in bytes.
    const LONGEST: usize = 60;
    let content = content.trim_end();
    let tail = content.get(boundary_before(content, content.len().saturating_sub(LONGEST))..);
    let words = compact(tail.unwrap_or_default());
    let words = words.trim_end_matches('.');
    ["기각", "각하", "환송", "파기"].iter().any(|noun| {
        let behind = words.rfind(noun).and_then(|at| words.get(at + noun.len()..));
        behind.is_some_and(|behind| ENDS.contains(&behind))
    })
}

/// Whether such a last sentence is the court's conclusion: `그러므로 상고를 기각한다.`
fn concludes_alone(words: &str) -> bool {
    /// A sentence of so few bytes says nothing else.
    const SHORT: usize = 90;
    words.len() <= SHORT || concludes(words) || words.contains("이유없") || words.contains("이유가없")
}

/// The concluding sentence, and what stands before it.
pub(super) struct Conclusion {
    pub(super) words: String,
    pub(super) before: String,
    is_supreme: bool,
}

impl Conclusion {
    /// The conclusion of a text, with the place of its sentence.
    pub(super) fn of(content: &str, is_supreme: bool) -> Option<(Self, Span)> {
        let said_end = end_of_reasons(content);
        if said_end.is_none() && !ends_acting(content) {
            return None;
        }
        let end = said_end.unwrap_or_else(|| content.trim_end().len());
        let floor = boundary_before(content, end.saturating_sub(MAX_CONCLUSION));
        let sentences = sentences(content, Span::new(floor, end));
        // The first one may begin before the window.
        let whole = if floor == 0 { &sentences[..] } else { sentences.get(1..)? };
        let mut last = whole.len().checked_sub(1)?;
        let words =
            |at: usize| whole.get(at).map(|sentence| compact(sentence.of(content))).unwrap_or_default();
        if said_end.is_none() && !concludes_alone(&words(last)) {
            return None;
        }
        // `그러므로 상고를 기각한다. 관여 법관의 일치된 의견으로 주문과 같이 판결한다.`
        if last > 0 && !says_anything(&words(last)) && concludes(&words(last - 1)) {
            last -= 1;
        }
        let before: String = (last.saturating_sub(MOST_BEFORE)..last).map(words).collect();
        Some((Self { words: words(last), before, is_supreme }, *whole.get(last)?))
    }

    fn outcome(&self) -> Option<Outcome> {
        let words = self.words.as_str();
        if self.reverses() {
            let both = format!("{}{words}", self.before);
            return fate(words, self.is_supreme).or_else(|| fate(&both, self.is_supreme));
        }
        // `원심판결을 파기하기로 한다. … 나머지 상고를 기각하고 … 주문과 같이`
        if self.is_supreme && REVERSED.iter().any(|said| self.before.contains(said)) {
            return fate(&self.before, true);
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
pub(super) fn fate(words: &str, is_supreme: bool) -> Option<Outcome> {
    const ITSELF: [&str; 6] = ["자판", "직접재판", "직접판결", "종국판결", "스스로판결", "재판하기에충분"];
    /// What only a court of fact does; of it the Supreme Court tells.
    const OF_FACT: [&str; 3] = ["다시판결", "다시다음과같이판결", "무죄를선고하기로"];
    let says = |forms: &[&str]| forms.iter().any(|form| words.contains(form));
    if acts(words, "환송") || acts(words, "파기환송") || words.contains("파기환송및") {
        Some(Outcome::ReversedAndRemanded)
    } else if acts(words, "이송") {
        Some(Outcome::ReversedAndTransferred)
    } else {
        (says(&ITSELF) || !is_supreme && says(&OF_FACT)).then_some(Outcome::ReversedAndDecided)
    }
}

/// The decision below is vacated or modified, wholly or in part.
pub(super) fn altered(words: &str) -> Option<Outcome> {
    if words.contains("재심대상판결") {
        return None;
    }
    let alters = |verb: &str| acting(words, verb).any(|at| words.get(..at).is_some_and(speaks_of_below));
    if alters("취소") {
        Some(Outcome::JudgmentVacated)
    } else {
        alters("변경").then_some(Outcome::JudgmentModified)
    }
}

/// Whether what stands before a verb speaks of the decision below, and not behind it of anything else that can be
/// revoked or amended: `이 사건 처분은 위법하여 이를 취소할 것인바 이와 결론을 같이한 원판결은 정당하고`.
fn speaks_of_below(before: &str) -> bool {
    const OTHERS: [&str; 12] = [
        "처분",
        "가처분결정",
        "가압류결정",
        "가처분",
        "가압류",
        "허가",
        "계약",
        "등기",
        "청구",
        "청구취지",
        "신청",
        "공소장",
    ];
    let below = BELOW.iter().filter_map(|name| before.rfind(name)).max();
    let is_object = |at: usize, name: &str| {
        let behind = before.get(at + name.len()..).unwrap_or_default();
        ["을", "를", "은", "는"].iter().any(|particle| behind.starts_with(particle))
    };
    let last =
        |name: &str| before.match_indices(name).map(|(at, _)| at).filter(|at| is_object(*at, name)).max();
    let part = last("부분").filter(|_| below.is_some()).max(below);
    part.is_some_and(|part| OTHERS.iter().filter_map(|other| last(other)).all(|other| other < part))
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
    let at = acting(words, "기각").max();
    let before = words.get(..at?)?;
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
    let (end, _, outcome) = found.max_by_key(|(end, length, _)| (*end, *length))?;
    // `피고의 항소는 이유 있으므로 … 이를 기각하고`: the claim is.
    let between = before.get(end..).unwrap_or_default();
    (!between.contains("이유있") || between.contains("이유없")).then_some(outcome)
}
