//! Listwise regression: the weights under which the answers of each list are likeliest to come first.
//!
//! The weights give every candidate of a list a probability, the softmax of its score; what is minimized is the
//! cross-entropy between the grades of the answers and these probabilities (ListNet, of Cao and others 2007), with a
//! penalty on the squares of the weights. That is convex, and few weights make Newton's method cheap.

use anyhow::{Result, bail};
use panrye_engine::search::Ranking;

/// How many weights there are.
pub(crate) const WEIGHTS: usize = Ranking::SECOND_STAGE.len();

/// One value for each weight.
pub(crate) type Weights = [f64; WEIGHTS];

type Matrix = [[f64; WEIGHTS]; WEIGHTS];

/// Steps after which the weights are not going to be found.
const MOST_STEPS: usize = 100;
/// The largest change of a weight that does not matter.
const SMALL: f64 = 1e-9;

/// The candidates of one question.
#[derive(Debug, Default)]
pub(crate) struct List {
    features: Vec<Weights>,
    grades: Vec<f64>,
}

impl List {
    /// Adds a candidate; the grade is 0 where it is no answer.
    pub(crate) fn add(&mut self, features: Weights, grade: f64) {
        self.features.push(features);
        self.grades.push(grade);
    }

    /// Whether an answer is among the candidates: other lists say nothing of the weights.
    pub(crate) fn has_answer(&self) -> bool {
        self.grades.iter().any(|&grade| grade > 0.0)
    }

    /// The candidates, best first. Those of equal score stay in their order.
    pub(crate) fn ranked(&self, weights: &Weights) -> Vec<usize> {
        let scores: Vec<f64> = self.features.iter().map(|features| dot(features, weights)).collect();
        let mut order: Vec<usize> = (0..scores.len()).collect();
        order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
        order
    }

    /// The probability of each candidate, and the logarithm of what they are divided by.
    fn softmax(&self, weights: &Weights) -> (Vec<f64>, f64) {
        let scores: Vec<f64> = self.features.iter().map(|features| dot(features, weights)).collect();
        let highest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let powers: Vec<f64> = scores.iter().map(|score| (score - highest).exp()).collect();
        let sum: f64 = powers.iter().sum();
        (powers.into_iter().map(|power| power / sum).collect(), highest + sum.ln())
    }

    /// The mean of the features under shares that add up to 1.
    fn mean(&self, shares: &[f64]) -> Weights {
        let mut mean = [0.0; WEIGHTS];
        for (features, share) in self.features.iter().zip(shares) {
            for (mean, feature) in mean.iter_mut().zip(features) {
                *mean += share * feature;
            }
        }
        mean
    }

    /// The features that the answers have on the average.
    fn wanted(&self) -> Weights {
        let sum: f64 = self.grades.iter().sum();
        self.mean(&self.grades.iter().map(|grade| grade / sum).collect::<Vec<_>>())
    }

    fn loss(&self, weights: &Weights) -> f64 {
        self.softmax(weights).1 - dot(&self.wanted(), weights)
    }

    /// Adds the first and second derivatives of the loss.
    fn add_derivatives(&self, weights: &Weights, gradient: &mut Weights, hessian: &mut Matrix) {
        let (shares, _) = self.softmax(weights);
        let (mean, wanted) = (self.mean(&shares), self.wanted());
        for at in 0..WEIGHTS {
            gradient[at] += mean[at] - wanted[at];
        }
        for (features, share) in self.features.iter().zip(shares) {
            for row in 0..WEIGHTS {
                let from_mean = share * (features[row] - mean[row]);
                for column in 0..=row {
                    hessian[row][column] += from_mean * (features[column] - mean[column]);
                }
            }
        }
    }
}

/// The weights that fit the lists best, each list counting the same.
pub(crate) fn fit(lists: &[&List], l2: f64) -> Result<Weights> {
    let lists: Vec<&List> = lists.iter().copied().filter(|list| list.has_answer()).collect();
    if lists.is_empty() {
        bail!("no question has an answer among its candidates: there is nothing to fit the weights to");
    }
    let loss = |weights: &Weights| {
        lists.iter().map(|list| list.loss(weights)).sum::<f64>() + l2 / 2.0 * dot(weights, weights)
    };
    let mut weights = [0.0; WEIGHTS];
    let mut now = loss(&weights);
    for _ in 0..MOST_STEPS {
        let mut gradient = weights.map(|weight| l2 * weight);
        let mut hessian: Matrix = [[0.0; WEIGHTS]; WEIGHTS];
        for (at, row) in hessian.iter_mut().enumerate() {
            row[at] = l2;
        }
        for list in &lists {
            list.add_derivatives(&weights, &mut gradient, &mut hessian);
        }
        let step = solve(hessian, gradient);
        // A whole step may lead too far while the weights are far off.
        let shorter = (0..40).map(|halvings| 0.5f64.powi(halvings));
        let tried =
            shorter.map(|share| -> Weights { std::array::from_fn(|at| weights[at] - share * step[at]) });
        let better = tried.map(|tried| (loss(&tried), tried)).find(|(loss, _)| *loss <= now);
        let Some((loss, next)) = better else { return Ok(weights) };
        let change = next.iter().zip(&weights).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        (now, weights) = (loss, next);
        if change < SMALL {
            return Ok(weights);
        }
    }
    bail!("the weights are not found in {MOST_STEPS} steps: --l2 may be too small")
}

fn dot(a: &Weights, b: &Weights) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Solves a system whose matrix is symmetric and positive definite, of which the lower half is given (Cholesky).
fn solve(mut matrix: Matrix, mut right: Weights) -> Weights {
    for row in 0..WEIGHTS {
        for column in 0..=row {
            let known: f64 = (0..column).map(|at| matrix[row][at] * matrix[column][at]).sum();
            let left = matrix[row][column] - known;
            matrix[row][column] = if row == column { left.sqrt() } else { left / matrix[column][column] };
        }
        let known: f64 = (0..row).map(|at| matrix[row][at] * right[at]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    for row in (0..WEIGHTS).rev() {
        let known: f64 = (row + 1..WEIGHTS).map(|at| matrix[at][row] * right[at]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    right
}

#[cfg(test)]
mod tests {
    #![allow(clippy::float_cmp, reason = "the same steps give the same weights")]

    use super::*;
    use crate::random::Random;

    const TRUE: Weights = [3.0, -2.0, 1.0, 0.5, 0.0, -0.5, 2.0, 1.5, -1.0, 0.25, 0.75, -1.5, 1.0, 0.5];

    /// Lists whose answer is drawn by the softmax of their scores under known weights.
    fn drawn(lists: usize, seed: u64) -> Vec<List> {
        let mut random = Random::new(seed);
        let mut share = || random.below(1 << 20) as f64 / f64::from(1 << 20);
        let list = |_| {
            let features: Vec<Weights> =
                (0..30).map(|_| std::array::from_fn(|_| 2.0 * share() - 1.0)).collect();
            let mut list = List { grades: vec![0.0; features.len()], features };
            let (probabilities, _) = list.softmax(&TRUE);
            let mut left = share();
            let answer = probabilities.iter().position(|probability| {
                left -= probability;
                left < 0.0
            });
            list.grades[answer.unwrap_or(0)] = 1.0;
            list
        };
        (0..lists).map(list).collect()
    }

    #[test]
    fn the_weights_that_made_the_answers_are_found_again() {
        let lists = drawn(20_000, 7);
        let fitted = fit(&lists.iter().collect::<Vec<_>>(), 1e-3).unwrap();
        for (fitted, wanted) in fitted.iter().zip(TRUE) {
            assert!((fitted - wanted).abs() < 0.08, "{fitted} is not {wanted}");
        }
    }

    #[test]
    fn at_the_fitted_weights_the_slope_is_zero_and_every_other_way_leads_up() {
        let lists = drawn(300, 1);
        let all: Vec<&List> = lists.iter().collect();
        let loss = |weights: &Weights| {
            all.iter().map(|list| list.loss(weights)).sum::<f64>() + 0.5 * dot(weights, weights)
        };
        let fitted = fit(&all, 1.0).unwrap();
        for at in 0..WEIGHTS {
            for way in [-0.01, 0.01] {
                let mut other = fitted;
                other[at] += way;
                assert!(loss(&other) > loss(&fitted), "weight {at}");
            }
        }
    }

    #[test]
    fn a_larger_penalty_makes_smaller_weights() {
        let lists = drawn(300, 1);
        let size = |l2| {
            let weights = fit(&lists.iter().collect::<Vec<_>>(), l2).unwrap();
            dot(&weights, &weights)
        };
        assert!(size(0.1) > size(10.0) && size(10.0) > size(1_000.0));
    }

    #[test]
    fn lists_without_an_answer_say_nothing() {
        let mut lists = drawn(50, 3);
        let before = fit(&lists.iter().collect::<Vec<_>>(), 1.0).unwrap();
        lists.push(List { features: vec![[1.0; WEIGHTS]; 5], grades: vec![0.0; 5] });
        lists.push(List::default());
        assert_eq!(fit(&lists.iter().collect::<Vec<_>>(), 1.0).unwrap(), before);
        assert!(fit(&[&lists[50]], 1.0).is_err());
    }

    #[test]
    fn candidates_of_equal_score_stay_in_their_order() {
        let mut list = List::default();
        for value in [0.0, 1.0, 0.0, 2.0] {
            list.add([value; WEIGHTS], 0.0);
        }
        assert_eq!(list.ranked(&[1.0; WEIGHTS]), [3, 1, 0, 2]);
        assert_eq!(list.ranked(&[0.0; WEIGHTS]), [0, 1, 2, 3]);
    }
}
