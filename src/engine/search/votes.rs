//! Votes along citations: what the best judgments cite, and what cites them, is likely to be about the same thing.
//!
//! The best judgments of the first stage vote, each with what its score stands above the last of them. A judgment gets the
//! votes of those that it cites, and of those that cite it; a vote is worth less where it is given to many.

use crate::index::JudgmentAddress;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, TERMINATED, Term};

use super::{Deadline, SearchError};
use crate::index::{Fields, Statistics};

/// The best judgments, which vote.
pub(super) const VOTERS: usize = 30;

/// The share of the last voter's score that is no vote.
const FLOOR: f32 = 0.9;

/// The citations of the best judgments, by the judgments of the index alone.
#[derive(Debug, Default)]
pub(super) struct Voters(Vec<Voter>);

#[derive(Debug)]
struct Voter {
    address: JudgmentAddress,
    score: f32,
    citations: Arc<Citations>,
}

/// The citations of a judgment, by judgments of the index.
#[derive(Debug, Default)]
struct Citations {
    cites: Vec<JudgmentAddress>,
    cited_by: Vec<JudgmentAddress>,
}

/// Judgments whose citations are kept; then all are forgotten.
const MOST_KNOWN: usize = 1 << 16;

/// The citations of one state of an index that were asked for, shared by all that search it: the values of a column are
/// packed, and each costs a block.
#[derive(Default)]
pub(super) struct KnownCitations(Mutex<FxHashMap<JudgmentAddress, Arc<Citations>>>);

impl KnownCitations {
    fn of(
        &self,
        statistics: &Statistics,
        fields: &Fields,
        address: JudgmentAddress,
    ) -> Result<Arc<Citations>, SearchError> {
        if let Some(known) = self.known().get(&address) {
            return Ok(Arc::clone(known));
        }
        let read = Arc::new(citations(statistics, fields, address)?);
        let mut known = self.known();
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        known.insert(address, Arc::clone(&read));
        Ok(read)
    }

    fn known(&self) -> MutexGuard<'_, FxHashMap<JudgmentAddress, Arc<Citations>>> {
        // A thread that panicked left whole entries.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn citations(
    statistics: &Statistics,
    fields: &Fields,
    address: JudgmentAddress,
) -> Result<Citations, SearchError> {
    let searcher = statistics.searcher();
    let mut citations = Citations::default();
    for number in values(searcher, address, "cites")? {
        // A number of several courts means none of them.
        if let [only] = holders(searcher, fields.case_number, &number)?[..] {
            citations.cites.push(only);
        }
    }
    for number in values(searcher, address, "case_number")? {
        citations.cited_by.extend(holders(searcher, fields.cites, &number)?);
    }
    for others in [&mut citations.cites, &mut citations.cited_by] {
        others.sort_unstable();
        others.dedup();
        others.retain(|&other| other != address);
    }
    Ok(citations)
}

/// What each judgment gets of the votes, as shares of what the third of them gets.
#[derive(Debug, Default)]
pub(super) struct Votes {
    own: FxHashMap<JudgmentAddress, f32>,
    citing: FxHashMap<JudgmentAddress, f32>,
    cited: FxHashMap<JudgmentAddress, f32>,
}

impl Voters {
    /// The citations of the first [`VOTERS`] of `best`, which are in the order of their scores.
    pub(super) fn of(
        known: &KnownCitations,
        statistics: &Statistics,
        fields: &Fields,
        best: &[(f32, JudgmentAddress)],
        deadline: &Deadline,
    ) -> Result<Self, SearchError> {
        let mut voters = Vec::with_capacity(VOTERS);
        for &(score, address) in best.iter().take(VOTERS) {
            deadline.check()?;
            let citations = known.of(statistics, fields, address)?;
            voters.push(Voter { address, score, citations });
        }
        Ok(Self(voters))
    }

    /// Voters whose citations are given.
    #[cfg(test)]
    pub(super) fn with_citations(
        best: &[(f32, JudgmentAddress)],
        cites: impl Fn(usize) -> Vec<JudgmentAddress>,
    ) -> Self {
        let voter = |(nth, &(score, address))| {
            let citations = Arc::new(Citations { cites: cites(nth), cited_by: Vec::new() });
            Voter { address, score, citations }
        };
        Self(best.iter().take(VOTERS).enumerate().map(voter).collect())
    }

    /// The votes of the first `most` of them.
    pub(super) fn votes(&self, most: usize) -> Votes {
        let voters = self.0.get(..most).unwrap_or(&self.0);
        let (Some(first), Some(last)) = (voters.first(), voters.last()) else { return Votes::default() };
        let worth = |voter: &Voter| ((voter.score - FLOOR * last.score) / first.score).max(0.0);
        let all: f32 = voters.iter().map(worth).sum();
        let mut votes = Votes::default();
        for voter in voters {
            let vote = worth(voter) / all.max(f32::MIN_POSITIVE);
            votes.own.insert(voter.address, vote);
            let spread = |to: &[JudgmentAddress], votes: &mut FxHashMap<JudgmentAddress, f32>| {
                let share = vote / (to.len() as f32).sqrt();
                for &other in to {
                    *votes.entry(other).or_default() += share;
                }
            };
            spread(&voter.citations.cited_by, &mut votes.citing);
            spread(&voter.citations.cites, &mut votes.cited);
        }
        votes
    }
}

impl Votes {
    /// What a judgment gets by its own score, by those that it cites, and by those that cite it.
    pub(super) fn of(&self, judgment: JudgmentAddress) -> [f32; 3] {
        [&self.own, &self.citing, &self.cited].map(|votes| votes.get(&judgment).copied().unwrap_or(0.0))
    }

    /// The votes by citations of each of the judgments, as shares of the third highest of each kind.
    pub(super) fn shares(&self, judgments: &[JudgmentAddress]) -> Vec<[f32; 2]> {
        let citing = shares(judgments, &self.citing);
        let cited = shares(judgments, &self.cited);
        citing.into_iter().zip(cited).map(|(citing, cited)| [citing, cited]).collect()
    }
}

fn shares(judgments: &[JudgmentAddress], votes: &FxHashMap<JudgmentAddress, f32>) -> Vec<f32> {
    /// The least share of the highest by which votes are divided: a single judgment with votes is not all.
    const LEAST: f32 = 0.3;
    let votes: Vec<f32> =
        judgments.iter().map(|judgment| votes.get(judgment).copied().unwrap_or(0.0)).collect();
    let mut sorted = votes.clone();
    sorted.sort_unstable_by(|a, b| b.total_cmp(a));
    let highest = sorted.first().copied().unwrap_or(0.0);
    let usual = sorted.get(2).copied().unwrap_or(0.0).max(LEAST * highest);
    votes.into_iter().map(|vote| if usual > 0.0 { vote / usual } else { 0.0 }).collect()
}

/// The values of a column of one judgment.
fn values(searcher: &Searcher, address: JudgmentAddress, column: &str) -> Result<Vec<String>, SearchError> {
    let segment = searcher.segment_reader(address.segment_ord);
    let Some(strings) = segment.fast_fields().str(column)? else { return Ok(Vec::new()) };
    let mut ordinals: Vec<u64> = strings.term_ords(address.doc_id).collect();
    ordinals.sort_unstable();
    ordinals.dedup();
    let mut values = Vec::with_capacity(ordinals.len());
    // In one go, so that each block of the column is unpacked once.
    strings.dictionary().sorted_ords_to_term_cb(&ordinals, |value| {
        values.push(String::from_utf8_lossy(value).into_owned());
    })?;
    Ok(values)
}

/// The judgments that have a value in a field.
fn holders(searcher: &Searcher, field: Field, value: &str) -> Result<Vec<JudgmentAddress>, SearchError> {
    let term = Term::from_field_text(field, value);
    let mut holders = Vec::new();
    for (ordinal, segment) in (0..).zip(searcher.segment_readers()) {
        let inverted = segment.inverted_index(field)?;
        let Some(mut postings) = inverted.read_postings(&term, IndexRecordOption::Basic)? else { continue };
        while postings.doc() != TERMINATED {
            if !segment.is_deleted(postings.doc()) {
                holders.push(JudgmentAddress::new(ordinal, postings.doc()));
            }
            postings.advance();
        }
    }
    Ok(holders)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::float_cmp, reason = "no vote is exactly 0")]

    use super::*;

    fn address(doc: u32) -> JudgmentAddress {
        JudgmentAddress::new(0, doc)
    }

    #[test]
    fn a_vote_is_worth_less_where_it_is_given_to_many() {
        let best: Vec<(f32, JudgmentAddress)> = (0..3_u8).map(|doc| (9.0, address(doc.into()))).collect();
        let voters = Voters::with_citations(&best, |nth| match nth {
            0 => vec![address(50)],
            1 => (60..76).map(address).collect(),
            _ => Vec::new(),
        });
        let votes = voters.votes(VOTERS);
        let [_, _, alone] = votes.of(address(50));
        let [_, _, among] = votes.of(address(60));
        assert!((alone - 4.0 * among).abs() < 1e-6, "{alone} {among}");
        assert_eq!(votes.of(address(99)), [0.0; 3]);
        let shares = votes.shares(&[address(50), address(60), address(99)]);
        assert!(shares[0][1] > shares[1][1] && shares[2] == [0.0, 0.0], "{shares:?}");
    }

    #[test]
    fn nobody_votes_where_nothing_was_found() {
        let votes = Voters::default().votes(VOTERS);
        assert_eq!(votes.of(address(1)), [0.0; 3]);
        assert!(votes.shares(&[]).is_empty());
    }
}
