//! The edges of one judgment: what it cites, and what cites it.
//!
//! A cited judgment is resolved by court and number; the date only breaks ties, since 0.44 % of the citations carry a
//! wrong one (census §9.9). Where two judgments remain, none is taken: a near match is no match.

use crate::index::{IndexError, IndexReader, StoredCitation, StoredJudgment, StoredPassage};
use crate::judgment::{Court, DecisionDate, DecisionType};
use crate::reference::{Role, Treatment};

/// A judgment at one end of an edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgmentRef {
    /// Its case numbers in full: all of them where it is held, those of the citation otherwise.
    pub case_numbers: Vec<String>,
    /// Name of its court, where it is known.
    pub court: Option<String>,
    /// Date of the decision.
    pub decided: Option<DecisionDate>,
    /// Form of the decision.
    pub decision: Option<String>,
    /// Name of the case, where the judgment is held.
    pub case_name: Option<String>,
    /// Whether the index holds it.
    pub held: bool,
}

/// A mention, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The place in the citing judgment: `이유 1. 가.`
    pub place: String,
    /// The sentence that says how the judgment is treated, or the citation itself.
    pub text: String,
}

/// All mentions of one judgment in another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// The judgment that cites.
    pub from: JudgmentRef,
    /// The judgment that is cited.
    pub to: JudgmentRef,
    /// What the cited judgment is to the citing one; the weightiest of its mentions.
    pub role: Role,
    /// How it is treated; the strongest words of its mentions.
    pub treatment: Option<Treatment>,
    /// How often it is mentioned.
    pub count: u32,
    /// The mentions, in the order of the text.
    pub quotes: Vec<Quote>,
}

/// What a held judgment cites, one edge a judgment, in the order of their first mention.
pub fn cites(reader: &IndexReader, citing: &StoredJudgment) -> Result<Vec<Edge>, IndexError> {
    let from = held(citing);
    let mut edges: Vec<(Vec<&StoredCitation>, JudgmentRef)> = Vec::new();
    for citation in &citing.citations {
        match edges.iter_mut().find(|(mentions, _)| mentions.iter().any(|known| same(known, citation))) {
            Some((mentions, _)) => mentions.push(citation),
            None => edges.push((vec![citation], resolve(reader, citation)?)),
        }
    }
    Ok(edges.into_iter().map(|(mentions, to)| edge(citing, from.clone(), to, &mentions)).collect())
}

/// What cites the judgment with these numbers, one edge a citing judgment. `target` is the judgment, held or not.
pub fn cited_by(reader: &IndexReader, target: &JudgmentRef) -> Result<Vec<Edge>, IndexError> {
    let mut edges = Vec::new();
    for address in reader.citing(&target.case_numbers)? {
        let citing = reader.judgment(address)?;
        let mentions: Vec<&StoredCitation> =
            citing.citations.iter().filter(|citation| names(citation, target)).collect();
        if !mentions.is_empty() {
            edges.push(edge(&citing, held(&citing), target.clone(), &mentions));
        }
    }
    edges.sort_by_key(|edge| std::cmp::Reverse(edge.from.decided));
    Ok(edges)
}

/// The judgments that overrule the one with these numbers.
pub fn overruled_by(reader: &IndexReader, target: &JudgmentRef) -> Result<Vec<Edge>, IndexError> {
    if reader.overruling(&target.case_numbers)?.is_empty() {
        return Ok(Vec::new());
    }
    Ok(cited_by(reader, target)?
        .into_iter()
        .filter(|edge| edge.treatment == Some(Treatment::Overruled))
        .collect())
}

impl JudgmentRef {
    /// A judgment that the index does not hold, known by its numbers and perhaps its court.
    pub fn attested(case_numbers: Vec<String>, court: Option<&Court>) -> Self {
        let court = court.map(|court| court.name().to_owned());
        Self { case_numbers, court, decided: None, decision: None, case_name: None, held: false }
    }
}

impl From<&StoredJudgment> for JudgmentRef {
    fn from(stored: &StoredJudgment) -> Self {
        held(stored)
    }
}

fn held(stored: &StoredJudgment) -> JudgmentRef {
    let judgment = stored.head();
    JudgmentRef {
        case_numbers: stored.case_numbers(),
        court: judgment.court.as_ref().map(|court| court.name().to_owned()),
        decided: judgment.decided,
        decision: judgment.decision.map(|decision| DecisionType::korean(decision).to_owned()),
        case_name: judgment.case_name,
        held: true,
    }
}

/// Whether two citations mean one judgment: a number in common, and no two different courts.
fn same(one: &StoredCitation, other: &StoredCitation) -> bool {
    let number = one.numbers.iter().any(|number| other.numbers.contains(number));
    number && agree(one.court.as_deref(), other.court.as_deref())
}

fn names(citation: &StoredCitation, target: &JudgmentRef) -> bool {
    let number = citation.numbers.iter().any(|number| target.case_numbers.contains(number));
    number && agree(citation.court.as_deref(), target.court.as_deref())
}

/// Courts that are not known to differ. A branch and its seat agree: citations often leave the branch out.
pub(crate) fn agree(one: Option<&str>, other: Option<&str>) -> bool {
    let seat = |name: &str| name.split(' ').next().unwrap_or(name).to_owned();
    match (one, other) {
        (Some(one), Some(other)) => one == other || seat(one) == seat(other),
        _ => true,
    }
}

/// The judgment that a citation means: the only held one that has its number and court.
fn resolve(reader: &IndexReader, citation: &StoredCitation) -> Result<JudgmentRef, IndexError> {
    let mut candidates: Vec<JudgmentRef> = Vec::new();
    for number in &citation.numbers {
        for address in reader.by_case_number(number)? {
            let candidate = held(&reader.judgment(address)?);
            if agree(citation.court.as_deref(), candidate.court.as_deref())
                && !candidates.contains(&candidate)
            {
                candidates.push(candidate);
            }
        }
    }
    if candidates.len() > 1 {
        let written = DecisionDate::from_number(citation.decided);
        candidates.retain(|candidate| written.is_some() && candidate.decided == written);
    }
    match candidates.pop() {
        Some(only) if candidates.is_empty() => Ok(only),
        _ => Ok(JudgmentRef {
            case_numbers: citation.numbers.clone(),
            court: citation.court.clone(),
            decided: DecisionDate::from_number(citation.decided),
            decision: citation.decision.clone(),
            case_name: None,
            held: false,
        }),
    }
}

fn edge(citing: &StoredJudgment, from: JudgmentRef, to: JudgmentRef, mentions: &[&StoredCitation]) -> Edge {
    let roles = mentions.iter().filter_map(|citation| Role::from_name(&citation.role));
    let treatments =
        mentions.iter().filter_map(|citation| citation.treatment.as_deref().and_then(Treatment::from_name));
    Edge {
        from,
        to,
        role: roles.max_by_key(|role| weight_of_role(*role)).unwrap_or(Role::Cited),
        treatment: treatments.max_by_key(|treatment| weight_of_treatment(*treatment)),
        count: u32::try_from(mentions.len()).unwrap_or(u32::MAX),
        quotes: mentions.iter().map(|citation| quote(citing, citation)).collect(),
    }
}

/// A decision of the case's own history stays one however often it is cited besides.
const fn weight_of_role(role: Role) -> u8 {
    match role {
        Role::Reference => 0,
        Role::Cited => 1,
        Role::Related => 2,
        Role::Remanding => 3,
        Role::Appealed => 4,
    }
}

const fn weight_of_treatment(treatment: Treatment) -> u8 {
    match treatment {
        Treatment::Followed => 0,
        Treatment::Dissent => 1,
        Treatment::Distinguished => 2,
        Treatment::Overruled => 3,
    }
}

fn quote(citing: &StoredJudgment, citation: &StoredCitation) -> Quote {
    let section = citation.section();
    let at = citation.span();
    let passage =
        citing.passages.iter().find(|passage| passage.section() == section && passage.span().contains(at));
    Quote {
        place: passage.map_or_else(|| section.korean().to_owned(), StoredPassage::place),
        text: citation.evidence().of(citing.section(section)).trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_branch_agrees_with_its_seat_and_other_courts_do_not_agree() {
        assert!(agree(Some("부산고등법원"), Some("부산고등법원 창원")));
        assert!(agree(None, Some("대법원")));
        assert!(!agree(Some("대법원"), Some("서울고등법원")));
    }

    #[test]
    fn overruling_is_stronger_than_following() {
        assert!(weight_of_treatment(Treatment::Overruled) > weight_of_treatment(Treatment::Followed));
        assert!(weight_of_role(Role::Appealed) > weight_of_role(Role::Reference));
    }
}
