//! What the decisions of an index say of earlier ones and of laws, read once from small dictionaries: which numbers they
//! overrule, which provisions they strike down, and which numbers they call decisions of the full court.

use std::collections::{BTreeMap, HashMap, HashSet};

use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, TERMINATED, Term};

use super::struck::Struck;
use super::{Fields, IndexError, JudgmentAddress};

/// A third of those who cite a judgment must call it a decision of the full court: a few are mistaken.
const ONE_IN: u64 = 3;

/// What later decisions say.
#[derive(Debug, Default)]
pub struct Later {
    full_court: HashSet<String>,
    overruling: HashMap<String, Vec<JudgmentAddress>>,
    striking_down: BTreeMap<String, Vec<(JudgmentAddress, Struck)>>,
}

impl Later {
    pub(super) fn read(searcher: &Searcher, fields: &Fields) -> Result<Self, IndexError> {
        let mut full_court = HashSet::new();
        for (number, called) in frequencies(searcher, fields.full_court)? {
            let citing = searcher.doc_freq(&Term::from_field_text(fields.cites, &number))?;
            if called * ONE_IN >= citing {
                full_court.insert(number);
            }
        }
        Ok(Self {
            full_court,
            overruling: documents(searcher, fields.overrules)?,
            striking_down: by_provision(documents(searcher, fields.strikes_down)?),
        })
    }

    /// Whether those who cite any of these numbers call it a decision of the full court.
    pub fn is_full_court(&self, numbers: &[String]) -> bool {
        numbers.iter().any(|number| self.full_court.contains(number))
    }

    /// Every number that is called a decision of the full court.
    pub fn full_court(&self) -> impl Iterator<Item = &str> {
        self.full_court.iter().map(String::as_str)
    }

    /// The judgments that overrule any of these numbers, in the order of the index.
    pub fn overruling(&self, numbers: &[String]) -> Vec<JudgmentAddress> {
        gathered(&self.overruling, numbers.iter().map(String::as_str))
    }

    /// The decisions that strike down this provision, in the order of the index, each with the version that it means.
    pub fn striking_down(&self, provision: &str) -> &[(JudgmentAddress, Struck)] {
        self.striking_down.get(provision).map_or(&[], Vec::as_slice)
    }

    /// The decisions that strike down a part of this article (제1항 of 제5조), in the order of the provisions.
    pub fn striking_down_within(&self, article: &str) -> impl Iterator<Item = &(JudgmentAddress, Struck)> {
        let below = format!("{article} ");
        let from = self.striking_down.range(below.clone()..);
        from.take_while(move |(provision, _)| provision.starts_with(&below))
            .flat_map(|(_, decisions)| decisions)
    }

    /// Whether any decision strikes down any provision.
    pub fn strikes_anything(&self) -> bool {
        !self.striking_down.is_empty()
    }
}

/// The decisions that strike down each provision, with what they strike down.
fn by_provision(
    terms: HashMap<String, Vec<JudgmentAddress>>,
) -> BTreeMap<String, Vec<(JudgmentAddress, Struck)>> {
    let mut found: BTreeMap<String, Vec<(JudgmentAddress, Struck)>> = BTreeMap::new();
    for (term, decisions) in terms {
        let Some(struck) = Struck::parse(&term) else { continue };
        let of_provision = found.entry(struck.provision.clone()).or_default();
        of_provision.extend(decisions.into_iter().map(|by| (by, struck.clone())));
    }
    for decisions in found.values_mut() {
        decisions.sort_unstable();
        decisions.dedup();
    }
    found
}

fn gathered<'k>(
    map: &HashMap<String, Vec<JudgmentAddress>>,
    keys: impl Iterator<Item = &'k str>,
) -> Vec<JudgmentAddress> {
    let mut found: Vec<JudgmentAddress> = keys.filter_map(|key| map.get(key)).flatten().copied().collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The values of a field with the documents that have each, deleted ones included.
fn frequencies(searcher: &Searcher, field: Field) -> Result<HashMap<String, u64>, IndexError> {
    let mut times: HashMap<String, u64> = HashMap::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().stream()?;
        while terms.advance() {
            if let Ok(value) = std::str::from_utf8(terms.key()) {
                *times.entry(value.to_owned()).or_default() += u64::from(terms.value().doc_freq);
            }
        }
    }
    Ok(times)
}

/// The values of a field with the documents that have each.
fn documents(searcher: &Searcher, field: Field) -> Result<HashMap<String, Vec<JudgmentAddress>>, IndexError> {
    let mut found: HashMap<String, Vec<JudgmentAddress>> = HashMap::new();
    for (ordinal, segment) in (0u32..).zip(searcher.segment_readers()) {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().stream()?;
        while terms.advance() {
            let Ok(value) = std::str::from_utf8(terms.key()) else { continue };
            let mut postings = index.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
            let of_value = found.entry(value.to_owned()).or_default();
            let mut doc = postings.doc();
            while doc != TERMINATED {
                if !segment.is_deleted(doc) {
                    of_value.push(JudgmentAddress::new(ordinal, doc));
                }
                doc = postings.advance();
            }
        }
    }
    Ok(found)
}
