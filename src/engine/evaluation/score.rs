//! Scores: how good a ranking is, and the means over a set.
//!
//! | score | of one question |
//! |---|---|
//! | MRR@10 | 1 / rank of the first relevant judgment, 0 below rank 10 |
//! | nDCG@10 | Σ grade / log₂(rank + 1) over ranks 1–10, divided by that of the best possible ranking |
//! | recall@10, recall@100 | share of the relevant judgments down to that rank |
//! | first | whether the judgment at rank 1 is relevant |
//!
//! A relevant judgment counts once, at its best rank: a second hit under the same number gains nothing.

use std::time::Duration;

use super::Relevant;

/// Depth of MRR, nDCG and the narrower recall.
const NEAR: usize = 10;
/// Depth of the wider recall.
pub(super) const FAR: usize = 100;

/// The scores of one question, each from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct QuestionScore {
    /// Rank of the first relevant judgment, from 1, however deep.
    pub rank: Option<usize>,
    /// 1 / rank, 0 below rank 10.
    pub reciprocal_rank: f64,
    /// Normalized discounted cumulative gain of the first ten.
    pub ndcg: f64,
    /// Share of the relevant judgments among the first ten.
    pub recall_10: f64,
    /// Share of the relevant judgments among the first hundred.
    pub recall_100: f64,
}

impl QuestionScore {
    /// Scores a ranking: the case numbers of every hit, best first.
    pub fn new<'n>(relevant: &[Relevant], ranking: impl IntoIterator<Item = &'n [String]>) -> Self {
        let mut waiting: Vec<&Relevant> = relevant.iter().collect();
        let mut score = Self::default();
        let (mut gain, mut near, mut far) = (0.0, 0usize, 0usize);
        for (rank, numbers) in (1..).zip(ranking) {
            let (found, rest): (Vec<&Relevant>, _) =
                waiting.into_iter().partition(|relevant| relevant.is(numbers));
            waiting = rest;
            let Some(grade) = found.iter().map(|relevant| relevant.grade).max() else { continue };
            score.rank = score.rank.or(Some(rank));
            far += if rank <= FAR { found.len() } else { 0 };
            if rank <= NEAR {
                near += found.len();
                gain += discounted(grade, rank);
            }
        }
        let share = |found: usize| found as f64 / relevant.len().max(1) as f64;
        score.reciprocal_rank = score.rank.filter(|&rank| rank <= NEAR).map_or(0.0, |rank| 1.0 / rank as f64);
        score.ndcg = if gain > 0.0 { (gain / best_gain(relevant)).min(1.0) } else { 0.0 };
        score.recall_10 = share(near);
        score.recall_100 = share(far);
        score
    }
}

fn discounted(grade: u32, rank: usize) -> f64 {
    f64::from(grade) / (rank as f64 + 1.0).log2()
}

/// The gain of the best possible ranking.
fn best_gain(relevant: &[Relevant]) -> f64 {
    let mut grades: Vec<u32> = relevant.iter().map(|relevant| relevant.grade).collect();
    grades.sort_unstable_by(|a, b| b.cmp(a));
    (1..=NEAR).zip(grades).map(|(rank, grade)| discounted(grade, rank)).sum()
}

/// The scores of a set: means over its questions, those that could not be asked counting 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scores {
    /// How many questions.
    pub queries: usize,
    /// How many of them the query language refuses.
    pub refused: usize,
    /// Mean reciprocal rank of the first relevant judgment, down to rank 10.
    pub mrr_10: f64,
    /// Normalized discounted cumulative gain, down to rank 10.
    pub ndcg_10: f64,
    /// Recall down to rank 10.
    pub recall_10: f64,
    /// Recall down to rank 100; `None` where fewer hits were asked for.
    pub recall_100: Option<f64>,
    /// Share of the questions whose first hit is relevant.
    pub first: f64,
    /// The time that half of the queries took at most, in milliseconds.
    pub p50_ms: Option<f64>,
    /// The time that 95 % of the queries took at most, in milliseconds.
    pub p95_ms: Option<f64>,
}

impl Scores {
    /// The means over all questions of a set, each of which was answered with at most `limit` hits.
    pub(super) fn new(scores: &[QuestionScore], times: &[Duration], limit: usize) -> Self {
        let mean = |of: &dyn Fn(&QuestionScore) -> f64| {
            scores.iter().map(of).sum::<f64>() / scores.len().max(1) as f64
        };
        let mut times = times.to_vec();
        times.sort_unstable();
        Self {
            queries: scores.len(),
            refused: scores.len() - times.len(),
            mrr_10: mean(&|score| score.reciprocal_rank),
            ndcg_10: mean(&|score| score.ndcg),
            recall_10: mean(&|score| score.recall_10),
            recall_100: (limit >= FAR).then(|| mean(&|score| score.recall_100)),
            first: mean(&|score| f64::from(u8::from(score.rank == Some(1)))),
            p50_ms: percentile(&times, 50),
            p95_ms: percentile(&times, 95),
        }
    }
}

/// The smallest of the ascending `times` that `percent` of them do not exceed, in milliseconds.
fn percentile(times: &[Duration], percent: usize) -> Option<f64> {
    let place = (times.len() * percent).div_ceil(100).max(1);
    times.get(place - 1).map(|time| time.as_secs_f64() * 1_000.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `ranking`: hits divided by blanks, the numbers of one hit by `/`.
    fn score(relevant: &[(&str, u32)], ranking: &str) -> QuestionScore {
        let relevant: Vec<Relevant> =
            relevant.iter().map(|&(number, grade)| Relevant::new(number, grade)).collect();
        let hits: Vec<Vec<String>> =
            ranking.split_whitespace().map(|hit| hit.split('/').map(str::to_owned).collect()).collect();
        QuestionScore::new(&relevant, hits.iter().map(Vec::as_slice))
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 5e-5
    }

    /// Ranks without an answer.
    fn misses(many: usize) -> String {
        "99나1 ".repeat(many)
    }

    /// 1/log₂3 = 0.63093, 1/log₂4 = 0.5, 1/log₂5 = 0.43068, 1/log₂11 = 0.28906.
    #[test]
    fn scores_are_those_computed_by_hand() {
        let three = [("90다1", 1), ("90다2", 1), ("90다3", 1)];
        let graded = [("90다1", 3), ("90다2", 1)];
        let joined = [("2013다43994, 44003", 1)];
        for (relevant, ranking, rank, rr, ndcg, recall_10, recall_100) in [
            (&three[..1], "90다1 90다9".to_owned(), Some(1), 1.0, 1.0, 1.0, 1.0),
            (&three[..1], "90다9 90다1".to_owned(), Some(2), 0.5, 0.63093, 1.0, 1.0),
            (&three[..1], "90다8 90다9".to_owned(), None, 0.0, 0.0, 0.0, 0.0),
            (&three[..1], misses(9) + "90다1", Some(10), 0.1, 0.28906, 1.0, 1.0),
            (&three[..1], misses(10) + "90다1", Some(11), 0.0, 0.0, 0.0, 1.0),
            (&three[..1], misses(100) + "90다1", Some(101), 0.0, 0.0, 0.0, 0.0),
            // (0.63093 + 0.43068) / (1 + 0.63093 + 0.5)
            (&three[..], "90다9 90다3 90다8 90다1".to_owned(), Some(2), 0.5, 0.49819, 2.0 / 3.0, 2.0 / 3.0),
            // (1 + 3 × 0.63093) / (3 + 0.63093)
            (&graded[..], "90다2 90다1".to_owned(), Some(1), 1.0, 0.79671, 1.0, 1.0),
            (&graded[..], "90다1".to_owned(), Some(1), 1.0, 3.0 / 3.63093, 0.5, 0.5),
            // Whichever number is found, and once only.
            (&joined[..], "2013다44003 2013다43994".to_owned(), Some(1), 1.0, 1.0, 1.0, 1.0),
            (&joined[..], "2013다1 2013다43994/2013다44003".to_owned(), Some(2), 0.5, 0.63093, 1.0, 1.0),
            (&joined[..], String::new(), None, 0.0, 0.0, 0.0, 0.0),
        ] {
            let found = score(relevant, &ranking);
            assert_eq!(found.rank, rank, "{ranking}");
            assert!(near(found.reciprocal_rank, rr), "{ranking}: {found:?}");
            assert!(near(found.ndcg, ndcg), "{ranking}: {found:?}");
            assert!(near(found.recall_10, recall_10), "{ranking}: {found:?}");
            assert!(near(found.recall_100, recall_100), "{ranking}: {found:?}");
        }
    }

    #[test]
    fn a_set_has_the_means_of_its_questions() {
        let relevant = [("90다1", 1)];
        let scores = [score(&relevant, "90다1"), score(&relevant, "90다2 90다1"), QuestionScore::default()];
        let times = [Duration::from_millis(4), Duration::from_millis(2)];
        let set = Scores::new(&scores, &times, 100);
        assert_eq!((set.queries, set.refused), (3, 1));
        assert!(near(set.mrr_10, 0.5) && near(set.ndcg_10, 0.54364) && near(set.recall_10, 2.0 / 3.0));
        assert!(near(set.first, 1.0 / 3.0));
        assert_eq!((set.p50_ms, set.p95_ms), (Some(2.0), Some(4.0)));
        assert_eq!(Scores::new(&scores, &[], 10).recall_100, None);
        assert_eq!(Scores::new(&scores, &[], 10).p50_ms, None);
    }

    #[test]
    fn a_percentile_is_a_time_that_was_measured() {
        let times: Vec<Duration> = (1..=20).map(Duration::from_millis).collect();
        assert_eq!((percentile(&times, 50), percentile(&times, 95)), (Some(10.0), Some(19.0)));
        assert_eq!(percentile(&times[..1], 95), Some(1.0));
    }

    proptest! {
        #[test]
        fn scores_lie_between_0_and_1(
            relevant in proptest::collection::vec((0u32..30, 0u32..3, 1u32..5), 1..15),
            ranking in proptest::collection::vec(proptest::collection::vec(0u32..30, 1..4), 0..130),
        ) {
            let relevant: Vec<Relevant> = relevant
                .iter()
                .map(|(serial, more, grade)| Relevant::new(&format!("2013다{}, {}", serial + 1, serial + 1 + more), *grade))
                .collect();
            let hits: Vec<Vec<String>> = ranking
                .iter()
                .map(|hit| hit.iter().map(|serial| format!("2013다{}", serial + 1)).collect())
                .collect();
            let score = QuestionScore::new(&relevant, hits.iter().map(Vec::as_slice));
            for value in [score.reciprocal_rank, score.ndcg, score.recall_10, score.recall_100] {
                prop_assert!((0.0..=1.0).contains(&value), "{score:?}");
            }
            prop_assert!(score.recall_10 <= score.recall_100);
            prop_assert_eq!(score.rank.is_some_and(|rank| rank <= 10), score.reciprocal_rank > 0.0);
            prop_assert_eq!(score.reciprocal_rank > 0.0, score.ndcg > 0.0);
        }
    }
}
