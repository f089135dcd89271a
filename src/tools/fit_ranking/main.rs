//! Fits the weights of the second stage of the ranking, and compares them with those that the engine has.
//!
//! ```sh
//! cargo run --release --package panrye-fit-ranking -- --index index --queries questions.jsonl situations.jsonl
//! ```
//! The engine measures the candidates of every question, as it does when it ranks; the weights under which the answers
//! come first are found by listwise regression, and the table of `src/engine/search/ranking.rs` is printed beside
//! them. The same index, questions and options give the same output. Nothing is written anywhere.
#![expect(clippy::print_stdout, reason = "a program whose result is a report")]

mod candidates;
mod comparison;
mod random;
mod regression;
mod report;

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use clap::Parser;
use panrye_engine::analysis::{Analyzer, Lexicon};
use panrye_engine::evaluation::read_questions;
use panrye_engine::index::IndexReader;
use panrye_engine::search::{Budget, Searcher};

use candidates::{Asked, ask};
use comparison::{Comparison, Method};

/// Fits the weights of the second stage of the ranking to questions whose answers are known
#[derive(Debug, Parser)]
#[command(name = "fit-ranking")]
struct Arguments {
    /// Folder of the index
    #[arg(long, value_name = "DIR", default_value = "index")]
    index: PathBuf,
    /// Sets of questions to fit the weights to, as `panrye eval --queries` reads them
    #[arg(long, value_name = "FILE", num_args = 1.., required = true)]
    queries: Vec<PathBuf>,
    /// Sets of questions that are only scored
    #[arg(long, value_name = "FILE", num_args = 1..)]
    check: Vec<PathBuf>,
    /// How much large weights cost: this times half of the sum of their squares
    #[arg(long, value_name = "X", default_value_t = 1.0)]
    l2: f64,
    /// Into how many parts the questions are divided; each is scored by weights fitted to the others
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(2..=100))]
    folds: u32,
    /// How often questions are drawn for the intervals
    #[arg(long, value_name = "N", default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(40..=100_000))]
    resamples: u32,
    /// How the questions are divided and drawn: another number does it otherwise
    #[arg(long, value_name = "S", default_value_t = 0)]
    seed: u64,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    ensure!(
        arguments.l2.is_finite() && arguments.l2 > 0.0,
        "--l2 is to be more than 0: without it no weights may be best"
    );
    let reader = IndexReader::open(&arguments.index)?;
    let mut searcher = Searcher::new(reader, Analyzer::new(Lexicon::embedded()?))?;
    searcher.set_budget(Budget::UNLIMITED);
    let mut sets = |paths: &[PathBuf]| -> Result<Vec<Asked>> {
        let asked = paths.iter().map(|path| {
            let set = read_questions(path, None)?;
            ask(&mut searcher, set).with_context(|| path.display().to_string())
        });
        asked.collect()
    };
    let (fitted_to, only_scored) = (sets(&arguments.queries)?, sets(&arguments.check)?);
    let method = Method {
        l2: arguments.l2,
        folds: arguments.folds as usize,
        resamples: arguments.resamples as usize,
        seed: arguments.seed,
    };
    report::print(&Comparison::new(&fitted_to, &only_scored, method)?);
    Ok(())
}

#[cfg(test)]
mod tests;
