//! What one sentence of an order says.
//!
//! Sentences are read without blanks and without what stands in quotation marks.

use super::super::Outcome;
use super::acting::acts;

/// The decisions that an appeal is against.
pub(super) const BELOW: [&str; 13] = [
    "원심판결",
    "원심결정",
    "원판결",
    "원결정",
    "원심심판",
    "원심명령",
    "원심심결",
    "원심의판결",
    "제1심판결",
    "제1심결정",
    "제1심심판",
    "1심판결",
    "1심결정",
];

/// What one sentence of an order says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
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

/// Words without blanks and without what is quoted, so that `기각 한다` and `기각한다` are one.
pub(super) fn compact(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        let close = match c {
            '‘' => Some('’'),
            '“' => Some('”'),
            '"' => Some('"'),
            _ => None,
        };
        let quoted = close.and_then(|close| after.split_once(close));
        rest = quoted.map_or(after, |(_, behind)| behind);
        if quoted.is_none() && !c.is_whitespace() {
            out.push(c);
        }
    }
    // The older word.
    if out.contains("파훼") { out.replace("파훼", "파기") } else { out }
}

/// Whether a sentence says who bears the costs, and nothing else.
pub(super) fn is_of_costs(words: &str) -> bool {
    words.contains("비용") && words.contains("부담") && !words.contains("기각") && !words.contains("파기")
}

/// What the words of an order say; `before` is what stands before them in their sentence.
pub(super) fn sayings(before: &str, words: &str) -> Vec<Said> {
    let has = |word: &str| words.contains(word);
    let mut said = of_constitution(words);
    if !said.is_empty() {
        return said;
    }
    if is_of_costs(words) {
        return vec![Said::Nothing];
    }
    let of_below = BELOW.iter().any(|name| has(name));
    let vacates = of_below && acts(words, "취소");
    if of_below && acts(words, "파기") {
        said.push(Said::Reversed);
    }
    if vacates {
        said.push(Said::Vacated);
    } else if of_below && (has("변경한다") || has("변경하여")) {
        said.push(Said::Outcome(Outcome::JudgmentModified));
    }
    if has("환송한다") || has("환송하") {
        said.push(Said::Remanded);
    }
    if has("이송한다") || has("이송하") {
        said.push(Said::Transferred);
    }
    said.extend(of_crime(words));
    said.extend(of_dismissal(before, words));
    if said.is_empty() && grants(words) {
        said.push(Said::Grants);
    }
    said
}

/// What is found of a law, or of an act of an authority.
pub(super) fn of_constitution(words: &str) -> Vec<Said> {
    // `헌법에 각 위반되지 아니한다`
    let words =
        ["헌법에각", "헌법에모두"].iter().fold(words.to_owned(), |words, each| words.replace(each, "헌법에"));
    let says = |forms: &[&str]| forms.iter().any(|form| words.contains(form));
    let limited = says(&[
        "해석하는한",
        "하는한도",
        "는한헌법",
        "적용되는한",
        "범위에서헌법",
        "범위에서는헌법",
        "범위내에서헌법",
        "범위내에서는헌법",
        "범위안에서헌법",
        "는것으로해석",
    ]);
    let as_read = |outcome, limited_outcome| Said::Outcome(if limited { limited_outcome } else { outcome });
    let mut said = Vec::new();
    if says(&["헌법에합치되지아니", "헌법에합치하지아니", "헌법에합치되지않", "헌법에합치하지않"])
    {
        said.push(Said::Outcome(Outcome::Incompatible));
    }
    if says(&[
        "헌법에위반되지아니",
        "헌법에위배되지아니",
        "헌법에위반하지아니",
        "헌법에위반되지않",
        "헌법에위배되지않",
        "헌법에위반하지않",
    ]) {
        said.push(as_read(Outcome::Constitutional, Outcome::ConstitutionalAsRead));
    }
    // Of an act of an authority the same is said; there nothing becomes of a law.
    let is_act = says(&["행위", "침해", "처분", "부작위", "공권력"]);
    let confirmed = says(&["헌법에위반된것임을확인", "헌법에위반됨을확인"]) && !is_act;
    let found = ["헌법에위반", "헌법에위배"].iter().any(|stem| {
        ["된다", "한다", "되고", "되며", "하고", "하며"]
            .iter()
            .any(|end| words.contains(&format!("{stem}{end}")))
    });
    if found || confirmed {
        said.push(as_read(Outcome::Unconstitutional, Outcome::UnconstitutionalAsRead));
    }
    if says(&["위헌임을확인", "위헌확인한다", "침해한것으로", "침해한것임을", "침해한것이므로", "권한을침해"])
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
    } else if has("피고인") && is_sentence(words) {
        said.push(Said::Outcome(Outcome::Guilty));
    }
    if has("무죄") {
        said.push(Said::Outcome(Outcome::Acquitted));
    }
    if has("면소") {
        said.push(Said::Outcome(Outcome::DischargedWithoutVerdict));
    }
    if is_dismissed(words, "공소") {
        said.push(Said::Outcome(Outcome::ProsecutionDismissed));
    }
    said
}

/// `징역 1년에 처한다`, `벌금 100만 원에, 각 처한다`, `형을 징역 1년으로 각 정한다`, `형을 면제한다`.
fn is_sentence(words: &str) -> bool {
    let penalty = ["징역", "금고", "벌금", "구류", "과료", "사형", "자격정지", "형"];
    let sentenced =
        ["처한다", "처하고", "처하며", "처하되", "처하여"].iter().any(|verb| words.contains(verb));
    let set = words.contains("형을") && (words.contains("정한다") || words.contains("면제"));
    set || sentenced && penalty.iter().any(|name| words.contains(name))
}

/// `공소를 기각한다`, `공소는 이를 모두 기각한다`: what a noun is said to be dismissed.
fn is_dismissed(words: &str, noun: &str) -> bool {
    comes_to(words, noun, "기각")
}

/// Whether a verb is said of a noun right before it.
fn comes_to(words: &str, noun: &str, verb: &str) -> bool {
    const BETWEEN: [&str; 6] = ["이를", "각각", "각", "모두", "전부", "다"];
    words.match_indices(noun).any(|(at, _)| {
        let mut rest = words.get(at + noun.len()..).unwrap_or_default();
        let Some(behind) = ["를", "는", "을", "은"].iter().find_map(|particle| rest.strip_prefix(particle))
        else {
            return false;
        };
        rest = behind;
        // 각하 begins as 각 does.
        while !rest.starts_with(verb) {
            let Some(behind) = BETWEEN.iter().find_map(|word| rest.strip_prefix(word)) else { return false };
            rest = behind;
        }
        true
    })
}

/// What is dismissed on its merits (기각) or rejected without them (각하).
fn of_dismissal(before: &str, words: &str) -> Vec<Said> {
    let has = |word: &str| words.contains(word);
    // `상고 중 갑에 대한 부분을 각하하고, 을에 대한 부분을 기각한다`: a part of what the sentence began with.
    let part_of = |appeal: &str| {
        is_dismissed(words, "부분")
            && [before, words].iter().any(|words| words.contains(&format!("{appeal}중")))
    };
    let mut said = Vec::new();
    if ["기각한다", "기각하고", "기각하며", "기각함"].iter().any(|verb| has(verb))
        && !is_dismissed(words, "공소")
    {
        said.push(if has("특별항고") {
            Said::Denies
        } else if has("재항고") && !has("허가신청") {
            Said::Outcome(Outcome::ReappealDismissed)
        } else if has("상고를")
            || has("상고와")
            || has("부대상고")
            || has("나머지상고")
            || has("상고는")
            || part_of("상고")
        {
            Said::Outcome(Outcome::FinalAppealDismissed)
        } else if has("항소를")
            || has("항소와")
            || has("항소및")
            || has("항소는")
            || has("부대항소")
            || part_of("항소")
        {
            Said::Outcome(Outcome::AppealDismissed)
        } else if has("항고를") || has("항고와") || has("항고는") || part_of("항고") {
            Said::Outcome(Outcome::ComplaintDismissed)
        } else if has("나머지") {
            Said::DeniesTheRest
        } else {
            Said::Denies
        });
    }
    if ["각하한다", "각하하고", "각하하며", "각하함"].iter().any(|verb| has(verb)) {
        said.push(Said::Outcome(if comes_to(words, "상고", "각하") {
            Outcome::FinalAppealRejected
        } else {
            Outcome::Rejected
        }));
    }
    said
}

/// Whether what was asked for is ordered, declared or annulled.
fn grants(words: &str) -> bool {
    const GRANTS: [&str; 36] = [
        "지급하라",
        "지급한다",
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
        "선임한다",
        "선정한다",
        "효력이없다",
        "파면한다",
        "해산한다",
    ];
    GRANTS.iter().any(|word| words.contains(word)) && !words.contains("가집행")
}
