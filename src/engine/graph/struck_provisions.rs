//! The provisions that a judgment refers to and that the Constitutional Court struck down after it.
//!
//! Owns the comparison of what a judgment means by a provision with what a decision strikes down; what a decision strikes
//! down is read by the index.

use std::collections::HashMap;

use crate::index::{IndexError, IndexReader, JudgmentAddress, StoredJudgment, Struck, struck_with_words};
use panrye_law::caption::Caption;
use panrye_law::judgment::DecisionDate;
use panrye_law::reference::{Version, references, versions};

/// A provision that does not stand any longer, or not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StruckDown {
    /// The provision that was struck down: `형법 제241조`.
    pub provision: String,
    /// What the judgment refers to, where it names only the whole article: `형법 제270조`, of which 제1항 was struck down.
    pub cited: Option<String>,
    /// The version that was struck down, as far as the decision says.
    pub version: Version,
    /// The decision of the Constitutional Court.
    pub by: Caption,
    /// What the decision comes to: 위헌, 헌법불합치, 한정위헌.
    pub outcome: &'static str,
    /// The words of its order.
    pub quote: String,
}

/// How a judgment means each provision: the versions that it names, and whether it says that an earlier one is meant.
type Meant = HashMap<String, Vec<(Version, bool)>>;

/// A decision that strikes provisions down, read once for all that it strikes.
struct Decision {
    caption: Caption,
    struck: Vec<(Struck, String)>,
}

/// The provisions that a judgment refers to and that were struck down after it, in the version that it means.
pub(super) fn struck_down(
    reader: &IndexReader,
    address: JudgmentAddress,
    judgment: &StoredJudgment,
    decided: Option<DecisionDate>,
) -> Result<Vec<StruckDown>, IndexError> {
    let later = reader.later()?;
    let Some(decided) = decided.filter(|_| later.strikes_anything()) else { return Ok(Vec::new()) };
    let provisions = reader.statutes_of(address)?;
    let mut decisions: HashMap<JudgmentAddress, Decision> = HashMap::new();
    let mut meant: Option<Meant> = None;
    let mut found: Vec<StruckDown> = Vec::new();
    for provision in &provisions {
        let whole = is_whole_article(provision, &provisions);
        let within = whole.then(|| later.striking_down_within(provision)).into_iter().flatten();
        let within = within.filter(|(_, struck)| is_paragraph_of_its_time(struck, decided));
        for (by, struck) in later.striking_down(provision).iter().chain(within) {
            if *by == address {
                continue;
            }
            let decision = match decisions.entry(*by) {
                std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
                std::collections::hash_map::Entry::Vacant(new) => new.insert(decision(reader, *by)?),
            };
            if decision.caption.decided <= Some(decided) {
                continue;
            }
            let meant = meant.get_or_insert_with(|| meant_by(judgment));
            let known = |one: &StruckDown| one.provision == struck.provision && one.by == decision.caption;
            if is_meant(meant, provision, struck, decided) && !found.iter().any(known) {
                found.push(told(provision, struck, decision));
            }
        }
    }
    Ok(found)
}

/// Whether a paragraph was struck down that stood so when a judgment was given: an article that is named as a whole says
/// little of an item, and nothing of what was added to it later.
fn is_paragraph_of_its_time(struck: &Struck, decided: DecisionDate) -> bool {
    struck.provision.ends_with('항') && struck.version.since.is_none_or(|since| since <= decided)
}

fn decision(reader: &IndexReader, address: JudgmentAddress) -> Result<Decision, IndexError> {
    let stored = reader.judgment(address)?;
    Ok(Decision { caption: stored.caption(), struck: struck_with_words(&stored.judgment()) })
}

fn told(provision: &str, struck: &Struck, decision: &Decision) -> StruckDown {
    let words = decision.struck.iter().find(|(one, _)| one == struck).map(|(_, words)| words.clone());
    StruckDown {
        provision: struck.provision.clone(),
        cited: (provision != struck.provision).then(|| provision.to_owned()),
        version: struck.version,
        by: decision.caption.clone(),
        outcome: struck.outcome.korean(),
        quote: words.unwrap_or_default(),
    }
}

fn is_meant(meant: &Meant, provision: &str, struck: &Struck, decided: DecisionDate) -> bool {
    // Found within a range only, a provision has no words of its own.
    let plain = [(Version::default(), false)];
    let versions = meant.get(provision).map_or(&plain[..], Vec::as_slice);
    versions.iter().any(|(cited, former)| struck.is_meant(decided, *cited, *former))
}

fn meant_by(judgment: &StoredJudgment) -> Meant {
    let found = references(&judgment.judgment()).statutes;
    let mut meant = Meant::new();
    for (statute, version) in found.iter().zip(versions(found.iter())) {
        for key in statute.keys() {
            meant.entry(key).or_default().push((version, statute.former));
        }
    }
    meant
}

/// Whether a judgment refers to an article as a whole: it names none of its paragraphs or items.
fn is_whole_article(provision: &str, all: &[String]) -> bool {
    let last = provision.rsplit(' ').next().unwrap_or_default();
    let is_article = last.strip_prefix('제').is_some_and(|number| {
        let (number, branch) = number.split_once('조').unwrap_or_default();
        number.parse::<u32>().is_ok() && (branch.is_empty() || branch.starts_with('의'))
    });
    let is_below = |other: &String| other.strip_prefix(provision).is_some_and(|rest| rest.starts_with(' '));
    is_article && !all.iter().any(is_below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_meant_as_a_whole_where_nothing_below_it_is_named() {
        let all =
            ["형법", "형법 제1조", "형법 제1조 제2항", "형법 제1조의2", "형법 부칙 제3조", "형법 별표 1"];
        let all = all.map(str::to_owned);
        for (provision, expected) in [
            ("형법", false),
            ("형법 제1조", false),
            ("형법 제1조 제2항", false),
            ("형법 제1조의2", true),
            ("형법 부칙 제3조", true),
            ("형법 별표 1", false),
        ] {
            assert_eq!(is_whole_article(provision, &all), expected, "{provision}");
        }
    }
}
