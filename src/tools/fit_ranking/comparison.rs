//! The weights that fit the questions beside those of the engine, and what each of them scores.

use anyhow::Result;
use panrye_engine::evaluation::QuestionScore;
use panrye_engine::search::Ranking;

use crate::candidates::Asked;
use crate::random::Random;
use crate::regression::{List, WEIGHTS, Weights, fit};

/// How the questions are divided and drawn, and how much large weights cost.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Method {
    /// The penalty on the squares of the weights.
    pub(crate) l2: f64,
    /// Parts into which the questions are divided.
    pub(crate) folds: usize,
    /// How often questions are drawn for an interval.
    pub(crate) resamples: usize,
    /// How both are done.
    pub(crate) seed: u64,
}

/// A mean over questions, with the interval that 95 % of the drawn means are in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Estimate {
    pub(crate) mean: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
}

/// What a ranking scores over a set of questions.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scored {
    pub(crate) by: &'static str,
    pub(crate) mrr_10: Estimate,
    pub(crate) ndcg_10: Estimate,
}

/// A set of questions with what each ranking scores.
pub(crate) struct SetScores {
    pub(crate) name: String,
    pub(crate) questions: usize,
    /// Questions of which an answer is among the candidates.
    pub(crate) answerable: usize,
    pub(crate) scored: Vec<Scored>,
}

/// The fitted weights and the scores.
pub(crate) struct Comparison {
    pub(crate) table: Weights,
    pub(crate) fitted: Weights,
    /// The weights that were fitted without each part of the questions.
    pub(crate) by_fold: Vec<Weights>,
    pub(crate) sets: Vec<SetScores>,
}

impl Comparison {
    pub(crate) fn new(fitted_to: &[Asked], only_scored: &[Asked], method: Method) -> Result<Self> {
        let table = Ranking::default().second_stage_weights().map(f64::from);
        let folds: Vec<Vec<usize>> = fitted_to.iter().map(|set| folds(set, method)).collect();
        let lists = |left_out: Option<usize>| -> Vec<&List> {
            let sets = fitted_to.iter().zip(&folds);
            let lists = sets.flat_map(|(set, folds)| set.questions.iter().zip(folds));
            let lists = lists.filter(|(_, fold)| Some(**fold) != left_out);
            lists.map(|(question, _)| &question.list).collect()
        };
        let fitted = fit(&lists(None), method.l2)?;
        let by_fold: Vec<Weights> =
            (0..method.folds).map(|fold| fit(&lists(Some(fold)), method.l2)).collect::<Result<_>>()?;
        let mut sets = Vec::new();
        for (set, folds) in fitted_to.iter().zip(&folds) {
            let held_out =
                set.questions.iter().zip(folds).map(|(question, &fold)| question.score(&by_fold[fold]));
            sets.push(SetScores::new(
                set,
                &table,
                [("held out", held_out.collect()), ("fitted", scores(set, &fitted))],
                method,
            ));
        }
        for set in only_scored {
            sets.push(SetScores::new(set, &table, [("fitted", scores(set, &fitted))], method));
        }
        Ok(Self { table, fitted, by_fold, sets })
    }

    /// The least and the largest of a weight over the parts.
    pub(crate) fn range(&self, weight: usize) -> (f64, f64) {
        let values = self.by_fold.iter().map(|weights| weights[weight]);
        values
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)))
    }

    /// What the fitted weights are to be multiplied by to come nearest to the table. The order of the judgments does not
    /// depend on it.
    pub(crate) fn scale(&self) -> f64 {
        let sum = |a: &Weights, b: &Weights| -> f64 { (0..WEIGHTS).map(|at| a[at] * b[at]).sum() };
        sum(&self.table, &self.fitted) / sum(&self.fitted, &self.fitted)
    }
}

/// The part of each question, the parts of a set being as large as each other.
fn folds(set: &Asked, method: Method) -> Vec<usize> {
    let mut folds: Vec<usize> = (0..set.questions.len()).map(|at| at % method.folds).collect();
    Random::new(method.seed).shuffle(&mut folds);
    folds
}

fn scores(set: &Asked, weights: &Weights) -> Vec<QuestionScore> {
    set.questions.iter().map(|question| question.score(weights)).collect()
}

impl SetScores {
    fn new<const N: usize>(
        set: &Asked,
        table: &Weights,
        others: [(&'static str, Vec<QuestionScore>); N],
        method: Method,
    ) -> Self {
        let by_table = scores(set, table);
        let mut scored = vec![Scored::new("ranking.rs", &by_table, method)];
        for (by, scores) in others {
            scored.push(Scored::new(by, &scores, method));
            scored.push(Scored::difference(&scores, &by_table, method));
        }
        let answerable = set.questions.iter().filter(|question| question.list.has_answer()).count();
        Self { name: set.name.clone(), questions: set.questions.len(), answerable, scored }
    }
}

impl Scored {
    fn new(by: &'static str, scores: &[QuestionScore], method: Method) -> Self {
        let mean =
            |of: fn(&QuestionScore) -> f64| Estimate::new(&scores.iter().map(of).collect::<Vec<_>>(), method);
        Self { by, mrr_10: mean(|score| score.reciprocal_rank), ndcg_10: mean(|score| score.ndcg) }
    }

    /// By how much scores are above others, question by question.
    fn difference(scores: &[QuestionScore], others: &[QuestionScore], method: Method) -> Self {
        let mean = |of: fn(&QuestionScore) -> f64| {
            Estimate::new(&scores.iter().zip(others).map(|(a, b)| of(a) - of(b)).collect::<Vec<_>>(), method)
        };
        Self {
            by: "difference",
            mrr_10: mean(|score| score.reciprocal_rank),
            ndcg_10: mean(|score| score.ndcg),
        }
    }
}

impl Estimate {
    fn new(values: &[f64], method: Method) -> Self {
        let count = values.len().max(1) as f64;
        let mean = values.iter().sum::<f64>() / count;
        if values.is_empty() {
            return Self { mean, low: mean, high: mean };
        }
        let mut random = Random::new(method.seed);
        let mut drawn: Vec<f64> = (0..method.resamples)
            .map(|_| (0..values.len()).map(|_| values[random.below(values.len())]).sum::<f64>() / count)
            .collect();
        drawn.sort_by(f64::total_cmp);
        let beyond = method.resamples / 40;
        Self { mean, low: drawn[beyond], high: drawn[drawn.len() - 1 - beyond] }
    }
}
