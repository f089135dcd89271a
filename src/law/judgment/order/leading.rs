//! The order with which a text begins that has no headings.
//!
//! Some sources keep of an order its first sentence alone, or lose words of it (`원심판결을 제1심판결을 취소한다`). So what is read
//! here may be a part of the order, and a line that names the decision below without saying what becomes of it is none.

use super::super::Outcome;
use super::sayings::{BELOW, Said, compact, is_of_costs};
use super::sentences::{is_numbered, sentences};
use super::{outcome_of, said_of};
use panrye_text::character::boundary_before;
use panrye_text::span::Span;

/// How far from the beginning of a text a numbered order ends, in bytes.
const MAX_LEADING: usize = 3_000;

/// The longest line that can be of an order, in bytes.
const MAX_LINE: usize = 1_200;

/// The outcome of a text that begins with its whole order: numbered sentences up to the one on costs.
pub(super) fn of_leading_order(content: &str) -> Option<(Outcome, Span)> {
    let head = Span::new(0, boundary_before(content, content.len().min(MAX_LEADING)));
    let mut order = sentences(content, head);
    let costs = order.iter().position(|sentence| is_of_costs(&compact(sentence.of(content))))?;
    order.truncate(costs + 1);
    let numbered = order.iter().all(|sentence| is_numbered(content, *sentence));
    (numbered && costs > 0).then(|| outcome_of(content, &order)).flatten()
}

/// The first lines of a text where they are of an order.
pub(super) struct Lead {
    pub(super) said: Vec<(Said, Span)>,
    /// Its words without blanks.
    pub(super) words: String,
    /// Where it ends.
    pub(super) end: usize,
}

impl Lead {
    pub(super) fn of(content: &str) -> Option<Self> {
        let mut lead = Self { said: Vec::new(), words: String::new(), end: 0 };
        for line in content.split_inclusive('\n') {
            if line.len() > MAX_LINE {
                break;
            }
            let words = compact(line);
            let of_costs = is_of_costs(&words);
            let span = Span::new(lead.end, lead.end + line.len());
            // An order is numbered from its beginning; numbers that begin later are of what was asked for.
            if lead.end > 0 && is_numbered(content, span) && !is_numbered(content, Span::new(0, lead.end)) {
                break;
            }
            let cut = sentences(content, span);
            let is_order = cut.iter().all(|sentence| is_of_order(&compact(sentence.of(content))));
            let said = if is_order { said_of(content, &cut) } else { Vec::new() };
            if said.is_empty() {
                break;
            }
            lead.said.extend(said);
            lead.words.push_str(&words);
            lead.end = span.end;
            // Behind the costs stands what was asked for.
            if of_costs {
                break;
            }
        }
        (!lead.said.is_empty()).then_some(lead)
    }

    /// Whether it names the decision below as what something becomes of (`원심판결을`, `제1심판결 중`) and the words for that
    /// are lost.
    pub(super) fn is_broken(&self) -> bool {
        let altered = self.said.iter().any(|(said, _)| {
            matches!(said, Said::Reversed | Said::Vacated | Said::Outcome(Outcome::JudgmentModified))
        });
        let names = BELOW.iter().any(|name| {
            ["을", "중", "과", "및", "의"]
                .iter()
                .any(|behind| self.words.contains(&format!("{name}{behind}")))
        });
        names && !altered
    }

    /// Whether it speaks of one party or of a part alone, so that what is not at hand may say otherwise of the rest.
    pub(super) fn is_partial(&self) -> bool {
        const PARTS: [&str; 8] = ["나머지", "부분", "에대한", "주위적", "예비적", "본소", "반소", "점은"];
        const WHOLE: [&str; 13] = [
            "상고",
            "항소",
            "재항고",
            "항고",
            "특별항고",
            "즉시항고",
            "재심의소",
            "재심청구",
            "준재심",
            "공소",
            "신청",
            "피고인은",
            "피고인들은",
        ];
        const CLAIMS: [&str; 2] = ["청구", "소를"];
        let begins = |words: &str, list: &[&str]| {
            list.iter().any(|word| words.strip_prefix(word).is_some_and(|behind| !behind.starts_with('인')))
        };
        let words = without_first(&self.words, &["이사건", "이", "본건", "본", "각"]);
        // One side brings a claim, either may bring an appeal.
        let claim = without_first(words, &["원고의", "원고들의", "이사건", "이", "본건"]);
        let is_whole = begins(words, &WHOLE) || begins(claim, &CLAIMS);
        !is_whole || PARTS.iter().any(|part| self.words.contains(part))
    }

    /// Whether it is on a remedy (`재심청구를`, `특별항고를`), not on a claim.
    pub(super) fn is_of_remedy(&self) -> bool {
        const REMEDIES: [&str; 5] = ["재심", "항고", "신청", "항소", "상고"];
        REMEDIES.iter().any(|remedy| self.words.contains(remedy)) && !self.words.contains("참가")
    }
}

/// Words without any of those that may stand first.
fn without_first<'w>(words: &'w str, first: &[&str]) -> &'w str {
    let mut rest = words;
    while let Some(behind) = first.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = behind;
    }
    rest
}

/// Whether a sentence without blanks ends as one of an order does, and gives no reasons.
fn is_of_order(words: &str) -> bool {
    const ENDS: [&str; 6] = ["한다", "하라", "무죄", "면소", "아니된다", "안된다"];
    const REASONS: [&str; 18] = [
        "므로",
        "때문",
        "경우",
        "라고",
        "다고",
        "것이다",
        "할것",
        "바와같이",
        "따라서",
        "그렇다면",
        "참조",
        "야한다",
        "주문과",
        "주문중",
        "조에따라",
        "항에따라",
        "조에의하여",
        "항에의하여",
    ];
    let words = words.trim_end_matches(['.', '。']);
    ENDS.iter().any(|end| words.ends_with(end)) && !REASONS.iter().any(|reason| words.contains(reason))
}
