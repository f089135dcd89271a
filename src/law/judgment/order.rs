//! Reading an order (주문) sentence by sentence, and the conclusion of the reasons where there is no order.

use super::Outcome;
use panrye_text::character::boundary_before;
use panrye_text::span::Span;

/// The longest order that is read, in bytes: an order of many pages lists objects.
const MAX_ORDER: usize = 20_000;

/// The most blanks at the end of a line that are looked past.
const MAX_BLANKS: usize = 16;

/// How far before `주문과 같이` the sentence is looked for, in bytes.
const MAX_CONCLUSION: usize = 900;

/// What one sentence of an order says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Outcome(Outcome),
    /// 원심판결을 파기한다: what follows says what becomes of the case.
    Reversed,
    /// 제1심판결을 취소한다.
    Vacated,
    Remanded,
    Transferred,
    /// Something is ordered, declared or annulled as it was asked for.
    Grants,
    /// 원고의 청구를 기각한다.
    Denies,
    /// 나머지 청구를 기각한다.
    DeniesTheRest,
    /// Costs, provisional execution and everything else.
    Nothing,
}

/// The outcome of an order, with the sentence that says so.
pub(super) fn outcome(content: &str, order: Span) -> Option<(Outcome, Span)> {
    let end = boundary_before(content, order.end.min(order.start + MAX_ORDER));
    let order = Span::new(order.start, end);
    let mut said = Vec::new();
    let mut quotes = Vec::new();
    for sentence in clauses(content, order) {
        let words = compact(sentence.of(content));
        for one in sayings(&words) {
            said.push(one);
            quotes.push(sentence);
        }
    }
    let (outcome, at) = combine(&said)?;
    quotes.get(at).map(|quote| (outcome, *quote))
}

/// `그러므로 원심판결을 파기하고 사건을 환송하기로 하여 … 주문과 같이 판결한다.`
pub(super) fn of_conclusion(content: &str) -> Option<(Outcome, Span)> {
    let at = memchr::memmem::rfind(content.as_bytes(), "주문과 같이".as_bytes())?;
    let floor = boundary_before(content, at.saturating_sub(MAX_CONCLUSION));
    let before = content.get(floor..at)?;
    let start = ["다. ", "다.\n", "\n"].iter().filter_map(|end| Some(before.rfind(end)? + end.len())).max();
    let sentence = Span::new(floor + start?, at);
    let words = compact(sentence.of(content));
    let dismissed = |noun: &str| {
        ["기각하", "모두기각하", "각기각하", "이를기각하", "이를모두기각하"].iter().any(|verb| {
            ["를", "는", "은"].iter().any(|particle| words.contains(&format!("{noun}{particle}{verb}")))
        })
    };
    let reverses = words.contains("파기하") || words.contains("파기한") || words.contains("파기되");
    let outcome = if reverses && words.contains("환송하") {
        Outcome::ReversedAndRemanded
    } else if reverses && words.contains("이송하") {
        Outcome::ReversedAndTransferred
    } else if reverses {
        return None;
    } else if dismissed("재항고") {
        Outcome::ReappealDismissed
    } else if dismissed("상고") {
        Outcome::FinalAppealDismissed
    } else if dismissed("항소") {
        Outcome::AppealDismissed
    } else {
        return None;
    };
    Some((outcome, Span::new(sentence.start, sentence.end)))
}

/// What of an order finds something unconstitutional, and how.
pub(super) fn struck_down(content: &str, order: Span) -> Vec<(Span, Outcome)> {
    let strikes = |said: Said| match said {
        Said::Outcome(outcome) if outcome.strikes_down() => Some(outcome),
        _ => None,
    };
    clauses(content, order)
        .into_iter()
        .flat_map(|sentence| findings(content, sentence))
        .filter_map(|finding| {
            let said = of_constitution(&compact(finding.of(content)));
            said.into_iter().find_map(strikes).map(|outcome| (finding, outcome))
        })
        .collect()
}

/// A sentence taken apart where one finding ends and the next begins:
/// `제8조는 헌법에 위반되지 아니하고, 제9조는 헌법에 위반된다`.
fn findings(content: &str, sentence: Span) -> Vec<Span> {
    const ENDS: [&str; 5] = ["아니하", "위반되", "위배되", "기각하", "각하하"];
    let text = sentence.of(content);
    let ends_here = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        let verb = before.strip_suffix('고').or_else(|| before.strip_suffix('며'));
        verb.is_some_and(|verb| ENDS.iter().any(|end| verb.ends_with(end)))
    };
    let mut found = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '‘' | '“' | '「' => depth += 1,
            ')' | '’' | '”' | '」' => depth = depth.saturating_sub(1),
            ',' if depth == 0 && ends_here(at) => {
                found.push(Span::new(sentence.start + start, sentence.start + at));
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(Span::new(sentence.start + start, sentence.end));
    found
}

/// The sentences of an order: each ends with `다.`, or with its line.
fn clauses(content: &str, order: Span) -> Vec<Span> {
    let mut clauses = Vec::new();
    let mut start = order.start;
    let text = order.of(content);
    for (at, c) in text.char_indices() {
        let ends = (c == '.' && text.get(..at).is_some_and(|before| before.ends_with(['다', '죄', '소'])))
            || c == '\n' && !is_broken(text.get(..at).unwrap_or_default());
        if ends {
            clauses.push(Span::new(start, order.start + at + 1));
            start = order.start + at + 1;
        }
    }
    clauses.push(Span::new(start, order.end));
    clauses
        .into_iter()
        .filter_map(|span| {
            let words = span.of(content);
            let trimmed = words.trim();
            let start = span.start + (words.len() - words.trim_start().len());
            (!trimmed.is_empty()).then(|| Span::new(start, start + trimmed.len()))
        })
        .collect()
}

/// Whether a line ends in the midst of a word or a sentence, as lines of some sources do.
fn is_broken(before: &str) -> bool {
    let last = before.chars().rev().take(MAX_BLANKS).find(|c| !c.is_whitespace());
    last.is_some_and(|c| ('가'..='힣').contains(&c) && !"다죄소라함음".contains(c))
}

/// Without blanks, so that `기각 한다` and `기각한다` are one.
fn compact(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

fn sayings(words: &str) -> Vec<Said> {
    let has = |word: &str| words.contains(word);
    let mut said = of_constitution(words);
    if !said.is_empty() {
        return said;
    }
    if has("비용") && (has("부담") || has("소송비용") || has("상고비용") || has("항소비용")) && !has("기각")
    {
        return vec![Said::Nothing];
    }
    if ["원심판결", "원심결정", "원판결", "원결정", "원심심판", "원심명령"].iter().any(|name| has(name))
        && has("파기")
    {
        said.push(Said::Reversed);
    } else if (has("제1심판결") || has("제1심결정") || has("제1심심판") || has("1심판결")) && has("취소")
    {
        said.push(Said::Vacated);
    } else if (has("제1심판결") || has("원심판결")) && (has("변경한다") || has("변경하여")) {
        said.push(Said::Outcome(Outcome::JudgmentModified));
    }
    if has("환송한다") || has("환송하") {
        said.push(Said::Remanded);
    }
    if has("이송한다") || has("이송하") {
        said.push(Said::Transferred);
    }
    said.extend(of_crime(words));
    said.extend(of_dismissal(words));
    if said.is_empty() && grants(words) {
        said.push(Said::Grants);
    }
    said
}

fn of_constitution(words: &str) -> Vec<Said> {
    let has = |word: &str| words.contains(word);
    let limited = has("해석하는한")
        || has("하는한도")
        || has("는한헌법")
        || has("적용되는한")
        || has("범위에서는헌법")
        || has("는것으로해석");
    let mut said = Vec::new();
    if has("헌법에합치되지아니") {
        said.push(Said::Outcome(Outcome::Incompatible));
    }
    if has("헌법에위반되지아니") || has("헌법에위배되지아니") {
        let outcome = if limited { Outcome::ConstitutionalAsRead } else { Outcome::Constitutional };
        said.push(Said::Outcome(outcome));
    }
    // Of an act of an authority the same is said; there nothing becomes of a law.
    let confirmed = (has("헌법에위반된것임을확인") || has("헌법에위반됨을확인"))
        && !["행위", "침해", "처분", "부작위", "공권력"].iter().any(|act| has(act));
    if has("헌법에위반된다")
        || has("헌법에위배된다")
        || has("헌법에위반되고")
        || has("헌법에위반되며")
        || confirmed
    {
        let outcome = if limited { Outcome::UnconstitutionalAsRead } else { Outcome::Unconstitutional };
        said.push(Said::Outcome(outcome));
    }
    if has("위헌임을확인")
        || has("위헌확인한다")
        || has("침해한것으로")
        || has("침해한것임을")
        || has("권한을침해")
    {
        said.push(Said::Grants);
    }
    said
}

fn of_crime(words: &str) -> Vec<Said> {
    let has = |word: &str| words.contains(word);
    let mut said = Vec::new();
    if has("선고를유예") {
        said.push(Said::Outcome(Outcome::SentenceSuspended));
    } else if has("피고인")
        && ["에처한다", "에각처한다", "형에처", "에처하", "형을면제"].iter().any(|words| has(words))
    {
        said.push(Said::Outcome(Outcome::Guilty));
    }
    if has("무죄") {
        said.push(Said::Outcome(Outcome::Acquitted));
    }
    if has("면소") {
        said.push(Said::Outcome(Outcome::DischargedWithoutVerdict));
    }
    if has("공소를기각") || has("공소는기각") {
        said.push(Said::Outcome(Outcome::ProsecutionDismissed));
    }
    said
}

/// What is dismissed on its merits (기각) or rejected without them (각하).
fn of_dismissal(words: &str) -> Vec<Said> {
    let has = |word: &str| words.contains(word);
    let mut said = Vec::new();
    if has("기각한다") || has("기각하고") || has("기각하며") {
        said.push(if has("재항고") || has("특별항고") {
            Said::Outcome(Outcome::ReappealDismissed)
        } else if has("상고를") || has("상고와") || has("부대상고") || has("나머지상고") || has("상고는")
        {
            Said::Outcome(Outcome::FinalAppealDismissed)
        } else if has("항소를") || has("항소와") || has("항소및") || has("항소는") || has("부대항소")
        {
            Said::Outcome(Outcome::AppealDismissed)
        } else if has("항고를") || has("항고와") || has("항고는") {
            Said::Outcome(Outcome::ComplaintDismissed)
        } else if has("공소") {
            return said;
        } else if has("나머지") {
            Said::DeniesTheRest
        } else {
            Said::Denies
        });
    }
    if has("각하한다") || has("각하하고") || has("각하하며") {
        said.push(Said::Outcome(if has("상고를") {
            Outcome::FinalAppealRejected
        } else {
            Outcome::Rejected
        }));
    }
    said
}

/// Whether what was asked for is ordered, declared or annulled.
fn grants(words: &str) -> bool {
    const GRANTS: [&str; 30] = [
        "지급하라",
        "이행하라",
        "인도하라",
        "명도하라",
        "철거하라",
        "말소하라",
        "퇴거하라",
        "제거하라",
        "공개하라",
        "게재하라",
        "교부하라",
        "반환하라",
        "하여서는아니된다",
        "하여서는안된다",
        "하여야한다",
        "절차를이행",
        "확인한다",
        "취소한다",
        "무효임을",
        "이혼한다",
        "불허한다",
        "허가한다",
        "인가한다",
        "개시한다",
        "선고한다",
        "면책한다",
        "인용한다",
        "정지한다",
        "분할한다",
        "지정한다",
    ];
    GRANTS.iter().any(|word| words.contains(word)) && !words.contains("가집행")
}

/// What the sentences make together, and which of them says it first.
fn combine(said: &[Said]) -> Option<(Outcome, usize)> {
    let at = |wanted: Said| said.iter().position(|said| *said == wanted);
    let outcome_at = |wanted: Outcome| at(Said::Outcome(wanted));
    if let Some(reversed) = at(Said::Reversed) {
        let outcome = if at(Said::Remanded).is_some() {
            Outcome::ReversedAndRemanded
        } else if at(Said::Transferred).is_some() {
            Outcome::ReversedAndTransferred
        } else {
            Outcome::ReversedAndDecided
        };
        return Some((outcome, reversed));
    }
    let constitutional = [
        Outcome::Unconstitutional,
        Outcome::Incompatible,
        Outcome::UnconstitutionalAsRead,
        Outcome::Constitutional,
        Outcome::ConstitutionalAsRead,
    ];
    if let Some(found) = constitutional.into_iter().find_map(|outcome| Some((outcome, outcome_at(outcome)?)))
    {
        return Some(found);
    }
    if let Some(guilty) = outcome_at(Outcome::Guilty) {
        let partly = [Outcome::Acquitted, Outcome::DischargedWithoutVerdict, Outcome::ProsecutionDismissed];
        let in_part = partly.into_iter().any(|outcome| outcome_at(outcome).is_some());
        return Some((if in_part { Outcome::GuiltyInPart } else { Outcome::Guilty }, guilty));
    }
    let of_crime = [
        Outcome::SentenceSuspended,
        Outcome::Acquitted,
        Outcome::DischargedWithoutVerdict,
        Outcome::ProsecutionDismissed,
    ];
    if let Some(found) = of_crime.into_iter().find_map(|outcome| Some((outcome, outcome_at(outcome)?))) {
        return Some(found);
    }
    if let Some(modified) = outcome_at(Outcome::JudgmentModified) {
        return Some((Outcome::JudgmentModified, modified));
    }
    if let Some(vacated) = at(Said::Vacated) {
        return Some((Outcome::JudgmentVacated, vacated));
    }
    let appeals = [
        Outcome::FinalAppealDismissed,
        Outcome::AppealDismissed,
        Outcome::ReappealDismissed,
        Outcome::ComplaintDismissed,
        Outcome::FinalAppealRejected,
    ];
    if let Some(found) = appeals.into_iter().find_map(|outcome| Some((outcome, outcome_at(outcome)?))) {
        return Some(found);
    }
    let denied = at(Said::Denies).or_else(|| at(Said::DeniesTheRest));
    let rejected = outcome_at(Outcome::Rejected);
    match (at(Said::Grants), denied.or(rejected)) {
        (Some(grants), Some(_)) => Some((Outcome::GrantedInPart, grants)),
        (Some(grants), None) => Some((Outcome::Granted, grants)),
        (None, Some(_)) => {
            denied.map(|at| (Outcome::Dismissed, at)).or_else(|| rejected.map(|at| (Outcome::Rejected, at)))
        }
        (None, None) => None,
    }
}
