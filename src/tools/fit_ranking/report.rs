//! What the program prints.

use panrye_engine::search::Ranking;

use crate::comparison::{Comparison, Estimate};

/// Prints the weights, then the scores.
pub(crate) fn print(comparison: &Comparison) {
    println!(
        "{:<18}  {:>10}  {:>7}  {:>7}  {:<16}",
        "weight", "ranking.rs", "fitted", "scaled", "over the folds"
    );
    let scale = comparison.scale();
    for (at, name) in Ranking::SECOND_STAGE.iter().enumerate() {
        let (table, fitted) = (comparison.table[at], comparison.fitted[at]);
        let (low, high) = comparison.range(at);
        println!("{name:<18}  {table:>10.2}  {fitted:>7.2}  {:>7.2}  {low:.2} to {high:.2}", fitted * scale);
    }
    for set in &comparison.sets {
        println!();
        println!(
            "{}: {} questions, {} with an answer among the candidates",
            set.name, set.questions, set.answerable
        );
        println!("{:<12}  {:<25}  {:<25}", "weights", "MRR@10", "nDCG@10");
        for scored in &set.scored {
            println!("{:<12}  {}  {}", scored.by, interval(scored.mrr_10), interval(scored.ndcg_10));
        }
    }
}

/// `0.9291 (0.9204 to 0.9388)`
fn interval(mean: Estimate) -> String {
    format!("{:>7.4} ({:>7.4} to {:>7.4})", mean.mean, mean.low, mean.high)
}
