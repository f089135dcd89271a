//! The second stage of ranking: the best hundred judgments by bag of words, reranked by their wording.
//!
//! Two kinds of questions are told apart by the longest run of their own words that any of the hundred has. Where a
//! judgment says what the question says, word for word, wording decides. Where none does, as with a situation told in
//! everyday words, what decides is the bag of words with the authority of the judgment: how often others cite it, and
//! whether a court of last resort gave it. Between the two the weights slide.

use super::situations::ToldSituations;
use super::static_features::{KnownFeatures, StaticFeatures};
use super::votes::{KnownCitations, VOTERS, Voters};
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
    pub(super) situations: Option<&'s ToldSituations>,
    pub(super) citations: &'s KnownCitations,
}

/// The judgments among which those for the second stage are chosen.
pub(super) const CHOSEN_AMONG: usize = 600;

/// How many of the best judgments vote on which are reranked.
const CHOOSING: usize = 10;

/// Reranks the [`RERANKED`] most promising judgments; the others follow as they were. Scores become those of this stage.
pub(super) fn reorder(
    stage: &Stage<'_>,
    known: &KnownFeatures,
    wording: &mut Wording,
    found: &mut [(f32, JudgmentAddress)],
) -> Result<(), SearchError> {
    let voters = Voters::of(stage.citations, stage.statistics, stage.fields, found, stage.deadline)?;
    choose(stage.ranking, &voters, found);
    let (best, rest) = found.split_at_mut(found.len().min(RERANKED));
    let Some(Measured { question, judgments }) = measure(stage, known, wording, &voters, best)? else {
        return Ok(());
    };
    for (hit, features) in best.iter_mut().zip(&judgments) {
        hit.0 = score(stage.ranking, features, question);
    }
    best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let last = best.last().map_or(0.0, |&(score, _)| score);
    let first_of_rest = rest.first().map_or(0.0, |&(score, _)| score);
    for (score, _) in rest {
        *score += last - first_of_rest;
    }
    Ok(())
}

/// Brings the judgments for the second stage to the front: by the score of the first, and by the votes of the very best.
fn choose(ranking: &Ranking, voters: &Voters, found: &mut [(f32, JudgmentAddress)]) {
    let votes = voters.votes(CHOOSING);
    let among = found.len().min(CHOSEN_AMONG);
    let Some(best) = found.first().map(|&(score, _)| score).filter(|_| among > RERANKED) else { return };
    let given: Vec<f32> = found[..among]
        .iter()
        .map(|&(_, address)| {
            let [own, citing, cited] = votes.of(address);
            0.5 * own + 0.25 * (citing + cited)
        })
        .collect();
    let most = given.iter().copied().fold(0.0, f32::max).max(f32::MIN_POSITIVE);
    let mut order: Vec<(f32, usize)> =
        (0..among).map(|at| (found[at].0 / best + ranking.votes * given[at] / most, at)).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut chosen: Vec<usize> = order.iter().map(|&(_, at)| at).collect();
    // Within the chosen and within the rest, the order of the first stage stays.
    chosen[..RERANKED].sort_unstable();
    chosen[RERANKED..].sort_unstable();
    let reordered: Vec<_> = chosen.into_iter().map(|at| found[at]).collect();
    found[..among].copy_from_slice(&reordered);
}

/// What is measured of the best judgments, in their order.
struct Measured {
    question: Question,
    judgments: Vec<Features>,
}

/// What kind of question it is: each between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Question {
    /// 1 where no judgment has more than a chance run of the question's words, 0 where one quotes it.
    topic: f32,
    /// 1 where a long question is quoted in part.
    long: f32,
}

/// What is known of a judgment.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Features {
    /// The score of the first stage, against the weight of the query.
    bag_of_words: f32,
    /// The same, as a share of the best.
    bag_share: f32,
    agreement: Agreement,
    standing: StaticFeatures,
    votes_cites: f32,
    votes_cited_by: f32,
    /// The score by the situations that the question tells, as a share of the best.
    situation: f32,
}

/// `None` where there is nothing to rerank, or nothing to do it by.
fn measure(
    stage: &Stage<'_>,
    known: &KnownFeatures,
    wording: &mut Wording,
    voters: &Voters,
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
    let question = Question::of(&agreements, wording.words());
    let votes = voters.votes(VOTERS).shares(&addresses);
    let situations = match stage.situations {
        Some(told) => told.shares(statistics, &addresses, deadline)?,
        None => vec![0.0; addresses.len()],
    };
    let highest = best.iter().map(|&(score, _)| score).fold(f32::MIN_POSITIVE, f32::max);
    let judgments = best.iter().zip(agreements).zip(static_features).zip(votes).zip(situations);
    let judgments = judgments.map(
        |((((&(score, _), agreement), standing), [votes_cites, votes_cited_by]), situation)| {
            let (bag_of_words, bag_share) = (score / total, score / highest);
            Features { bag_of_words, bag_share, agreement, standing, votes_cites, votes_cited_by, situation }
        },
    );
    Ok(Some(Measured { question, judgments: judgments.collect() }))
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
    mut found: Vec<(f32, JudgmentAddress)>,
) -> Result<Vec<Candidate>, SearchError> {
    let voters = Voters::of(stage.citations, stage.statistics, stage.fields, &found, stage.deadline)?;
    choose(stage.ranking, &voters, &mut found);
    let best = found.get(..RERANKED).unwrap_or(&found);
    let measured = match wording {
        Some(mut wording) => measure(stage, known, &mut wording, &voters, best)?,
        None => None,
    };
    let mut candidates: Vec<Candidate> =
        best.iter().map(|&(_, address)| Candidate { address, features: Default::default() }).collect();
    if let Some(Measured { question, judgments }) = measured {
        for (candidate, features) in candidates.iter_mut().zip(&judgments) {
            candidate.features = regressors(features, question);
        }
    }
    Ok(candidates)
}

/// What each weight is multiplied by: the score is a sum over the weights, so it is the score by that weight alone.
fn regressors(features: &Features, question: Question) -> [f32; Ranking::SECOND_STAGE.len()] {
    std::array::from_fn(|at| {
        let mut alone = [0.0; Ranking::SECOND_STAGE.len()];
        alone[at] = 1.0;
        score(&Ranking::default().with_second_stage_weights(alone), features, question)
    })
}

impl Question {
    /// A question of fewer words is not long; one of twice as many is.
    const LONG: f32 = 60.0;

    fn of(agreements: &[Agreement], words: usize) -> Self {
        let topic = topic_share(agreements);
        let long = (1.0 - topic) * ((words as f32 - Self::LONG) / Self::LONG).clamp(0.0, 1.0);
        Self { topic, long }
    }
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
        let second = contributions(&Ranking::default(), &Features::default(), Question::default());
        let first = Ranking::fields_alone().map(|(name, _)| name);
        first.into_iter().chain(second.map(|part| part.name)).collect()
    }
}

fn contributions(ranking: &Ranking, features: &Features, question: Question) -> [Contribution; 12] {
    let of = |name, value, weight| Contribution { name, value, weight };
    let Question { topic, long } = question;
    // Citations and situations lead to other judgments than the one that is quoted, so they give way sooner.
    let led = topic * topic;
    let Features { agreement, standing, .. } = features;
    [
        of("run of words", agreement.run_share, ranking.run),
        of("neighboring parts", agreement.adjacency, ranking.adjacency),
        of("coverage", agreement.coverage, ranking.coverage),
        of("closeness", agreement.window, topic * ranking.topic_window),
        of("bag of words", features.bag_of_words, topic * ranking.topic_bag),
        of("bag of words of a long question", features.bag_share, long * ranking.long_bag),
        of(
            "length",
            ((standing.length as f32 + 1.0) / USUAL_LENGTH).ln(),
            ranking.length + topic * ranking.topic_length,
        ),
        of("citations", (standing.cited_by as f32).ln_1p(), ranking.cited + topic * ranking.topic_cited),
        of("votes of what it cites", features.votes_cites, led * ranking.topic_votes_cites),
        of("votes of what cites it", features.votes_cited_by, led * ranking.topic_votes_cited_by),
        of("situation", features.situation, led * ranking.topic_situation),
        of("last resort", f32::from(u8::from(standing.last_resort)), topic * ranking.topic_last_resort),
    ]
}

fn score(ranking: &Ranking, features: &Features, question: Question) -> f32 {
    let parts = contributions(ranking, features, question);
    parts.iter().map(|part| part.value * part.weight).sum()
}

/// What makes up the score of one of the judgments found by the first stage; `None` where it is not among the best.
pub(super) fn breakdown(
    stage: &Stage<'_>,
    known: &KnownFeatures,
    wording: &mut Wording,
    mut found: Vec<(f32, JudgmentAddress)>,
    wanted: JudgmentAddress,
) -> Result<Option<Vec<Contribution>>, SearchError> {
    let voters = Voters::of(stage.citations, stage.statistics, stage.fields, &found, stage.deadline)?;
    choose(stage.ranking, &voters, &mut found);
    let best = found.get(..RERANKED).unwrap_or(&found);
    let Some(place) = best.iter().position(|&(_, address)| address == wanted) else { return Ok(None) };
    let Some(Measured { question, judgments }) = measure(stage, known, wording, &voters, best)? else {
        return Ok(None);
    };
    Ok(Some(contributions(stage.ranking, &judgments[place], question).to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUAL: StaticFeatures = StaticFeatures { cited_by: 0, last_resort: false, decided: 0, length: 649 };
    const TOPIC: Question = Question { topic: 1.0, long: 0.0 };
    const QUOTED: Question = Question { topic: 0.0, long: 0.0 };

    fn agreement(run: u32, share: f32) -> Agreement {
        Agreement { run, run_share: share, coverage: share, adjacency: share, window: share }
    }

    fn score(bag_of_words: f32, agreement: &Agreement, standing: &StaticFeatures, question: Question) -> f32 {
        let features =
            Features { bag_of_words, agreement: *agreement, standing: *standing, ..Features::default() };
        super::score(&Ranking::default(), &features, question)
    }

    #[test]
    fn a_quotation_leaves_no_room_for_authority() {
        let (quoting, other) = (agreement(8, 0.9), agreement(1, 0.5));
        assert!(topic_share(&[other, quoting]) < f32::EPSILON);
        let famous = StaticFeatures { cited_by: 80, last_resort: true, ..USUAL };
        assert!(score(1.0, &quoting, &USUAL, QUOTED) > score(2.0, &other, &famous, QUOTED));
    }

    #[test]
    fn where_nothing_is_quoted_authority_counts() {
        let alike = agreement(2, 0.3);
        assert!(topic_share(&[alike]) > 1.0 - f32::EPSILON);
        let famous = StaticFeatures { cited_by: 20, last_resort: true, ..USUAL };
        assert!(score(1.0, &alike, &famous, TOPIC) > score(1.0, &alike, &USUAL, TOPIC));
        assert!(score(1.5, &alike, &USUAL, TOPIC) > score(1.0, &alike, &USUAL, TOPIC));
    }

    #[test]
    fn a_score_is_the_sum_of_the_features_by_their_weights() {
        let features = Features {
            bag_of_words: 1.7,
            bag_share: 0.9,
            agreement: Agreement { run: 4, run_share: 0.3, coverage: 0.9, adjacency: 0.6, window: 0.5 },
            standing: StaticFeatures { cited_by: 20, last_resort: true, length: 90, ..USUAL },
            votes_cites: 0.7,
            votes_cited_by: 1.1,
            situation: 0.4,
        };
        for question in [QUOTED, TOPIC, Question { topic: 0.25, long: 0.5 }] {
            let by_weight = regressors(&features, question);
            let weights = Ranking::default().second_stage_weights();
            let sum: f32 = by_weight.iter().zip(weights).map(|(value, weight)| value * weight).sum();
            let whole = super::score(&Ranking::default(), &features, question);
            assert!((sum - whole).abs() < 1e-4, "{question:?}");
            assert!(question.long <= 0.0 || by_weight.iter().all(|value| *value != 0.0), "{by_weight:?}");
        }
    }

    #[test]
    fn between_topic_and_wording_the_weights_slide() {
        let shares: Vec<f32> = (0..10).map(|run| topic_share(&[agreement(run, 0.1)])).collect();
        assert!(shares.is_sorted_by(|a, b| a >= b) && shares[5] > 0.0 && shares[5] < 1.0, "{shares:?}");
    }

    #[test]
    fn only_long_questions_that_are_quoted_in_part_are_long() {
        let quoted = [agreement(9, 0.1)];
        for (agreements, words, expected) in
            [(&quoted, 30, 0.0), (&quoted, 90, 0.5), (&quoted, 200, 1.0), (&[agreement(1, 0.1)], 200, 0.0)]
        {
            assert!((Question::of(agreements, words).long - expected).abs() < f32::EPSILON, "{words}");
        }
    }

    #[test]
    fn votes_choose_among_the_judgments_of_the_first_stage() {
        let address = |doc| JudgmentAddress::new(0, doc);
        let found: Vec<(f32, JudgmentAddress)> =
            (0..300_u16).map(|doc| (300.0 - 0.1 * f32::from(doc), address(u32::from(doc)))).collect();
        let voters =
            Voters::with_citations(&found, |voter| if voter < 10 { vec![address(250)] } else { vec![] });
        let mut chosen = found.clone();
        choose(&Ranking::default(), &voters, &mut chosen);
        let place = chosen.iter().position(|&(_, judgment)| judgment == address(250)).unwrap();
        assert_eq!(place, RERANKED - 1, "the last of the chosen, by its score");
        assert!(chosen[..RERANKED].is_sorted_by(|a, b| a.0 >= b.0));
        let none = Voters::with_citations(&found, |_| vec![]);
        let mut unchanged = found.clone();
        choose(&Ranking::default(), &none, &mut unchanged);
        assert_eq!(unchanged, found);
    }
}
