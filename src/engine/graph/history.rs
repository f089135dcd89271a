//! The history of a case: the decision below, the decision above, the one that sent it back.

use std::collections::{HashSet, VecDeque};

use super::citing::{Edge, cited_by, cites};
use super::neighborhood::{held, key};
use crate::index::{IndexError, IndexReader};
use panrye_law::caption::Caption;
use panrye_law::case_number::CaseNumber;
use panrye_law::reference::Role;

/// Cases go through a handful of instances; more steps than this are a fault of the corpus.
const MOST_JUDGMENTS: usize = 100;

/// The decisions of one case and how they are joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// The decisions, the earliest first.
    pub judgments: Vec<Caption>,
    /// Which decision is the appealed, the remanding or a related one to which.
    pub steps: Vec<Edge>,
}

/// Gathers the history of the case that a judgment, held or not, belongs to.
///
/// Appeals and remands are followed in both directions; a related decision is named, and its own history is not.
pub fn history(reader: &IndexReader, start: &Caption) -> Result<History, IndexError> {
    let mut known = HashSet::from([key(start)]);
    let mut history = History { judgments: vec![start.clone()], steps: Vec::new() };
    let mut waiting = VecDeque::from([start.clone()]);
    while let Some(judgment) = waiting.pop_front() {
        for step in steps_of(reader, &judgment)? {
            let other = if step.from == judgment { step.to.clone() } else { step.from.clone() };
            if history.steps.iter().any(|other| other.from == step.from && other.to == step.to) {
                continue;
            }
            if known.len() < MOST_JUDGMENTS && known.insert(key(&other)) {
                history.judgments.push(other.clone());
                if step.role != Role::Related {
                    waiting.push_back(other);
                }
            }
            history.steps.push(step);
        }
    }
    history.judgments.sort_by_key(|judgment| (judgment.decided, judgment.case_numbers.clone()));
    Ok(history)
}

fn steps_of(reader: &IndexReader, judgment: &Caption) -> Result<Vec<Edge>, IndexError> {
    let mut steps = match held(reader, judgment)? {
        Some(stored) => cites(reader, &stored)?,
        None => Vec::new(),
    };
    steps.extend(cited_by(reader, judgment)?);
    steps.retain(|edge| matches!(edge.role, Role::Appealed | Role::Remanding | Role::Related));
    Ok(steps)
}

/// The instance in which a judgment was given, as its court and case mark tell: `제1심`, `항소심`, `상고심`.
///
/// Before 1998-03-01 the Supreme Court heard administrative appeals under the mark 누, which the high courts have
/// borne since; so the court decides first.
pub fn instance(judgment: &Caption) -> Option<&'static str> {
    let number = judgment.case_numbers.iter().find_map(|number| number.parse::<CaseNumber>().ok())?;
    let last = number.mark().to_string().chars().next_back()?;
    let court = judgment.court.as_deref().unwrap_or_default();
    Some(match (court, last) {
        ("헌법재판소", _) => "헌법재판",
        (_, '다' | '도' | '두' | '므' | '후') | ("대법원", '누') => "상고심",
        ("대법원", '마' | '모' | '무' | '스' | '그') => "재항고심",
        ("대법원", _) => return None,
        (_, '나' | '노' | '누' | '르') => "항소심",
        (_, '라' | '로' | '루' | '브') => "항고심",
        (_, '합' | '단' | '소' | '가' | '고' | '구' | '드' | '허' | '정') => "제1심",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use panrye_law::judgment::Court;

    #[test]
    fn court_and_mark_tell_the_instance() {
        for (court, number, expected) in [
            ("대법원", "2015다24904", Some("상고심")),
            ("대법원", "96누1", Some("상고심")),
            ("서울고등법원", "2013누1", Some("항소심")),
            ("서울고등법원", "2013나20047", Some("항소심")),
            ("서울고등법원", "95구1", Some("제1심")),
            ("서울중앙지방법원", "2011가합90267", Some("제1심")),
            ("서울중앙지방법원", "2011라1", Some("항고심")),
            ("대법원", "2011마1", Some("재항고심")),
            ("헌법재판소", "2011헌바1", Some("헌법재판")),
            ("대법원", "2011카기1", None),
        ] {
            let judgment =
                Caption::cited(vec![number.to_owned()], Court::parse(court).as_ref().map(Court::name));
            assert_eq!(instance(&judgment), expected, "{court} {number}");
        }
    }
}
