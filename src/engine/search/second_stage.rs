//! The second stage of ranking: the best hundred judgments by bag of words, reranked by their wording.
//!
//! Two kinds of questions are told apart by the longest run of their own words that any of the hundred has. Where a
//! judgment says what the question says, word for word, wording decides. Where none does, as with a situation told in
//! everyday words, what decides is the bag of words with the authority of the judgment: how often others cite it, and
//! whether a court of last resort gave it. Between the two the weights slide.

use super::static_features::{KnownFeatures, StaticFeatures, static_features};
use super::wording::{Agreement, Wording};
use super::{Deadline, Ranking, SearchError};
use crate::index::JudgmentAddress;
use crate::index::{Fields, Statistics};

/// Judgments that are reranked.
pub(super) const RERANKED: usize = 100;

/// A run of so many words is chance; the question is one of topic.
const CHANCE_RUN: f32 = 3.0;
/// A run of so many words is a quotation; the question is one of wording.
const QUOTED_RUN: f32 = 7.0;
/// Parts of a judgment of usual length.
const USUAL_LENGTH: f32 = 650.0;

/// What the second stage reads.
pub(super) struct Stage<'s> {
    pub(super) statistics: &'s Statistics,
    pub(super) fields: &'s Fields,
    pub(super) ranking: &'s Ranking,
    pub(super) deadline: &'s Deadline,
}

/// Reranks the first [`RERANKED`] judgments; the others follow as they were. Scores become those of this stage.
pub(super) fn reorder(
    stage: &Stage<'_>,
    known: &KnownFeatures,
    wording: &mut Wording,
    found: &mut [(f32, JudgmentAddress)],
) -> Result<(), SearchError> {
    let (best, rest) = found.split_at_mut(found.len().min(RERANKED));
    let Some(Measured { topic, judgments }) = measure(stage, known, wording, best)? else {
        return Ok(());
    };
    let last_before = best.last().map_or(1.0, |&(score, _)| score);
    for (hit, (bag_of_words, agreement, features)) in best.iter_mut().zip(&judgments) {
        hit.0 = score(stage.ranking, *bag_of_words, agreement, features, topic);
    }
    best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let last_now = best.last().map_or(0.0, |&(score, _)| score);
    for (score, _) in rest {
        *score += last_now - last_before;
    }
    Ok(())
}

/// What is measured of the best judgments, in their order: the bag of words, the wording, and what no query changes.
struct Measured {
    topic: f32,
    judgments: Vec<(f32, Agreement, StaticFeatures)>,
}

/// `None` where there is nothing to rerank, or nothing to do it by.
fn measure(
    stage: &Stage<'_>,
    known: &KnownFeatures,
    wording: &mut Wording,
    best: &[(f32, JudgmentAddress)],
) -> Result<Option<Measured>, SearchError> {
    let Stage { statistics, fields, deadline, .. } = *stage;
    wording.weigh(statistics, fields)?;
    let total = wording.weight();
    if best.is_empty() || total <= 0.0 {
        return Ok(None);
    }
    let addresses: Vec<JudgmentAddress> = best.iter().map(|&(_, address)| address).collect();
    let agreements = wording.agreements(statistics.searcher(), fields, &addresses, deadline)?;
    let static_features = known.of(statistics, fields, &addresses, deadline)?;
    let topic = topic_share(&agreements);
    let bags = best.iter().map(|&(score, _)| score / total);
    let judgments = bags.zip(agreements).zip(static_features);
    let judgments = judgments.map(|((bag, agreement), features)| (bag, agreement, features)).collect();
    Ok(Some(Measured { topic, judgments }))
}

/// A judgment that the second stage reranks. Its score is the sum of its features, each times its weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Where the index has it.
    pub address: JudgmentAddress,
    /// What each of [`Ranking::second_stage_weights`] is multiplied by; all 0 where the query has no second stage.
    pub features: [f32; Ranking::SECOND_STAGE.len()],
}

/// The judgments that would be reranked, in the order of the first stage.
pub(super) fn candidates(
    stage: &Stage<'_>,
    known: &KnownFeatures,
    wording: Option<Wording>,
    found: &[(f32, JudgmentAddress)],
) -> Result<Vec<Candidate>, SearchError> {
    let best = found.get(..RERANKED).unwrap_or(found);
    let measured = match wording {
        Some(mut wording) => measure(stage, known, &mut wording, best)?,
        None => None,
    };
    let mut candidates: Vec<Candidate> =
        best.iter().map(|&(_, address)| Candidate { address, features: Default::default() }).collect();
    if let Some(Measured { topic, judgments }) = measured {
        for (candidate, (bag_of_words, agreement, features)) in candidates.iter_mut().zip(&judgments) {
            candidate.features = regressors(*bag_of_words, agreement, features, topic);
        }
    }
    Ok(candidates)
}

/// What each weight is multiplied by: the score is a sum over the weights, so it is the score by that weight alone.
fn regressors(
    bag_of_words: f32,
    agreement: &Agreement,
    features: &StaticFeatures,
    topic: f32,
) -> [f32; Ranking::SECOND_STAGE.len()] {
    std::array::from_fn(|at| {
        let mut alone = [0.0; Ranking::SECOND_STAGE.len()];
        alone[at] = 1.0;
        score(&Ranking::default().with_second_stage_weights(alone), bag_of_words, agreement, features, topic)
    })
}

/// 1 where no judgment has more than a chance run of the question's words, 0 where one quotes it.
fn topic_share(agreements: &[Agreement]) -> f32 {
    let longest = agreements.iter().map(|agreement| agreement.run).max().unwrap_or(0) as f32;
    1.0 - ((longest - CHANCE_RUN) / (QUOTED_RUN - CHANCE_RUN)).clamp(0.0, 1.0)
}

/// What one part of the ranking adds to a score: a value and what it counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contribution {
    /// What was measured.
    pub name: &'static str,
    /// What was found.
    pub value: f32,
    /// How much one of it counts, with how much of the question is one of topic.
    pub weight: f32,
}

impl Contribution {
    /// Every name, those of the first stage before those of the second.
    pub fn names() -> Vec<&'static str> {
        let second =
            contributions(&Ranking::default(), 0.0, &Agreement::default(), &StaticFeatures::default(), 0.0);
        let first = Ranking::fields_alone().map(|(name, _)| name);
        first.into_iter().chain(second.map(|part| part.name)).collect()
    }
}

fn contributions(
    ranking: &Ranking,
    bag_of_words: f32,
    agreement: &Agreement,
    features: &StaticFeatures,
    topic: f32,
) -> [Contribution; 8] {
    let of = |name, value, weight| Contribution { name, value, weight };
    [
        of("run of words", agreement.run_share, ranking.run),
        of("neighboring parts", agreement.adjacency, ranking.adjacency),
        of("coverage", agreement.coverage, ranking.coverage),
        of("closeness", agreement.window, topic * ranking.topic_window),
        of("bag of words", bag_of_words, topic * ranking.topic_bag),
        of(
            "length",
            ((features.length as f32 + 1.0) / USUAL_LENGTH).ln(),
            ranking.length + topic * ranking.topic_length,
        ),
        of("citations", (features.cited_by as f32).ln_1p(), ranking.cited + topic * ranking.topic_cited),
        of("last resort", f32::from(u8::from(features.last_resort)), topic * ranking.topic_last_resort),
    ]
}

fn score(
    ranking: &Ranking,
    bag_of_words: f32,
    agreement: &Agreement,
    features: &StaticFeatures,
    topic: f32,
) -> f32 {
    let parts = contributions(ranking, bag_of_words, agreement, features, topic);
    parts.iter().map(|part| part.value * part.weight).sum()
}

/// What makes up the score of one of the judgments found by the first stage; `None` where it is not among the best.
pub(super) fn breakdown(
    stage: &Stage<'_>,
    wording: &mut Wording,
    found: &[(f32, JudgmentAddress)],
    wanted: JudgmentAddress,
) -> Result<Option<Vec<Contribution>>, SearchError> {
    let Stage { statistics, fields, ranking, deadline } = *stage;
    wording.weigh(statistics, fields)?;
    let total = wording.weight();
    let best = found.get(..RERANKED).unwrap_or(found);
    let Some(place) = best.iter().position(|&(_, address)| address == wanted).filter(|_| total > 0.0) else {
        return Ok(None);
    };
    let addresses: Vec<JudgmentAddress> = best.iter().map(|&(_, address)| address).collect();
    let agreements = wording.agreements(statistics.searcher(), fields, &addresses, deadline)?;
    let features = static_features(statistics, fields, &addresses[place..=place], deadline)?.remove(0);
    let (bag, topic) = (best[place].0 / total, topic_share(&agreements));
    Ok(Some(contributions(ranking, bag, &agreements[place], &features, topic).to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(bag_of_words: f32, agreement: &Agreement, features: &StaticFeatures, topic: f32) -> f32 {
        super::score(&Ranking::default(), bag_of_words, agreement, features, topic)
    }

    const USUAL: StaticFeatures = StaticFeatures { cited_by: 0, last_resort: false, decided: 0, length: 649 };

    fn agreement(run: u32, share: f32) -> Agreement {
        Agreement { run, run_share: share, coverage: share, adjacency: share, window: share }
    }

    #[test]
    fn a_quotation_leaves_no_room_for_authority() {
        let (quoting, other) = (agreement(8, 0.9), agreement(1, 0.5));
        assert!(topic_share(&[other, quoting]) < f32::EPSILON);
        let famous = StaticFeatures { cited_by: 80, last_resort: true, ..USUAL };
        assert!(score(1.0, &quoting, &USUAL, 0.0) > score(2.0, &other, &famous, 0.0));
    }

    #[test]
    fn where_nothing_is_quoted_authority_counts() {
        let alike = agreement(2, 0.3);
        assert!(topic_share(&[alike]) > 1.0 - f32::EPSILON);
        let famous = StaticFeatures { cited_by: 20, last_resort: true, ..USUAL };
        assert!(score(1.0, &alike, &famous, 1.0) > score(1.0, &alike, &USUAL, 1.0));
        assert!(score(1.5, &alike, &USUAL, 1.0) > score(1.0, &alike, &USUAL, 1.0));
    }

    #[test]
    fn a_score_is_the_sum_of_the_features_by_their_weights() {
        let features = StaticFeatures { cited_by: 20, last_resort: true, length: 90, ..USUAL };
        for topic in [0.0, 0.25, 1.0] {
            let agreement = Agreement { run: 4, run_share: 0.3, coverage: 0.9, adjacency: 0.6, window: 0.5 };
            let by_weight = regressors(1.7, &agreement, &features, topic);
            let weights = Ranking::default().second_stage_weights();
            let sum: f32 = by_weight.iter().zip(weights).map(|(value, weight)| value * weight).sum();
            assert!((sum - score(1.7, &agreement, &features, topic)).abs() < 1e-4, "{topic}");
            assert!(topic == 0.0 || by_weight.iter().all(|value| *value != 0.0), "{by_weight:?}");
        }
    }

    #[test]
    fn between_topic_and_wording_the_weights_slide() {
        let shares: Vec<f32> = (0..10).map(|run| topic_share(&[agreement(run, 0.1)])).collect();
        assert!(shares.is_sorted_by(|a, b| a >= b) && shares[5] > 0.0 && shares[5] < 1.0, "{shares:?}");
    }
}
