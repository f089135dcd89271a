//! Asking every question of a set, and what came of it.

use crate::index::JudgmentAddress;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::{CaseNumberColumns, Question, QuestionScore, QuestionSet, Scores};
use crate::query::{Query, QueryError};
use crate::search::{SearchError, SearchOptions, Searcher};

/// A judgment that a question found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Where the index has it.
    pub address: JudgmentAddress,
    /// Score; comparable within one answer only.
    pub score: f32,
    /// Case numbers in full, or the docket of an agency.
    pub numbers: Vec<String>,
}

/// What came of a question.
#[derive(Debug)]
pub struct Answered {
    /// The judgments found, best first, without the excluded ones; or why the query could not be asked.
    pub found: Result<Vec<Found>, QueryError>,
    /// How good the answer is.
    pub score: QuestionScore,
    /// How long the index took to find and order the judgments.
    pub took: Option<Duration>,
}

/// A set of questions with what came of each.
#[derive(Debug)]
pub struct Evaluation {
    /// The questions.
    pub set: QuestionSet,
    /// What came of each, in the order of the questions.
    pub answers: Vec<Answered>,
    limit: usize,
}

/// Asks every question of a set for at most `limit` judgments, on as many threads as there are searchers.
///
/// A query that the query language refuses is a question that found nothing. The time of a question is that of
/// finding and ordering the judgments: parsing the query and reading the judgments found are not in it.
pub fn measure(
    searchers: &mut [Searcher],
    set: QuestionSet,
    limit: usize,
) -> Result<Evaluation, SearchError> {
    let next = AtomicUsize::new(0);
    let questions = &set.questions;
    let work = |searcher: &mut Searcher| -> Result<Vec<(usize, Answered)>, SearchError> {
        let columns = CaseNumberColumns::open(searcher.reader())?;
        let mut answers = Vec::new();
        while let Some((at, question)) = {
            let at = next.fetch_add(1, Ordering::Relaxed);
            questions.get(at).map(|question| (at, question))
        } {
            answers.push((at, answer(searcher, &columns, question, limit)?));
        }
        Ok(answers)
    };
    let parts: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = searchers.iter_mut().map(|searcher| scope.spawn(|| work(searcher))).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    let mut answers = Vec::with_capacity(questions.len());
    for part in parts {
        answers.extend(part?);
    }
    answers.sort_unstable_by_key(|&(at, _)| at);
    Ok(Evaluation { answers: answers.into_iter().map(|(_, answer)| answer).collect(), set, limit })
}

fn answer(
    searcher: &mut Searcher,
    columns: &CaseNumberColumns,
    question: &Question,
    limit: usize,
) -> Result<Answered, SearchError> {
    let query = match Query::parse(&question.query) {
        Ok(query) => query,
        Err(error) => {
            return Ok(Answered { found: Err(error), score: QuestionScore::default(), took: None });
        }
    };
    let excluded = question.excluded_numbers();
    let mut hidden = 0;
    for number in &excluded {
        hidden += searcher.reader().by_case_number(number)?.len();
    }
    let options = SearchOptions { limit: limit + hidden, passages: 0, ..SearchOptions::default() };
    let start = Instant::now();
    let ranked = searcher.rank(&query, &options)?;
    let took = start.elapsed();
    let mut found = Vec::with_capacity(ranked.len());
    for (score, address) in ranked {
        let numbers = columns.of(address)?;
        if !numbers.iter().any(|number| excluded.contains(number)) {
            found.push(Found { address, score, numbers });
        }
    }
    found.truncate(limit);
    let score = QuestionScore::new(&question.relevant, found.iter().map(|found| found.numbers.as_slice()));
    Ok(Answered { found: Ok(found), score, took: Some(took) })
}

impl Evaluation {
    /// The scores of the set.
    pub fn scores(&self) -> Scores {
        let scores: Vec<QuestionScore> = self.answers.iter().map(|answer| answer.score).collect();
        let times: Vec<Duration> = self.answers.iter().filter_map(|answer| answer.took).collect();
        Scores::new(&scores, &times, self.limit)
    }

    /// At most `limit` of the questions whose first hit is no answer, worst first: those that could not be asked, those
    /// that found no answer, then by the rank of their first answer.
    pub fn failures(&self, limit: usize) -> Vec<(&Question, &Answered)> {
        let failed = |answer: &Answered| answer.score.rank != Some(1);
        let mut failures: Vec<_> =
            self.set.questions.iter().zip(&self.answers).filter(|(_, answer)| failed(answer)).collect();
        failures.sort_by_key(|(_, answer)| {
            (answer.found.is_ok(), std::cmp::Reverse(answer.score.rank.unwrap_or(usize::MAX)))
        });
        failures.truncate(limit);
        failures
    }

    /// How many judgments each question was answered with at most.
    pub const fn limit(&self) -> usize {
        self.limit
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::Relevant;

    fn evaluation(ranks: &[Option<usize>]) -> Evaluation {
        let question = |at: usize| Question {
            id: at.to_string(),
            query: "가".to_owned(),
            relevant: vec![Relevant::new("2016도1", 1)],
            excluded: Vec::new(),
        };
        let answered = |&rank: &Option<usize>| Answered {
            found: if rank == Some(0) { Err(Query::parse("(").unwrap_err()) } else { Ok(Vec::new()) },
            score: QuestionScore { rank: rank.filter(|&rank| rank > 0), ..QuestionScore::default() },
            took: None,
        };
        Evaluation {
            set: QuestionSet { name: String::new(), questions: (0..ranks.len()).map(question).collect() },
            answers: ranks.iter().map(answered).collect(),
            limit: 100,
        }
    }

    #[test]
    fn the_worst_come_first_and_the_answered_not_at_all() {
        // `Some(0)` stands for a query that is refused.
        let evaluation = evaluation(&[Some(1), Some(3), None, Some(0), Some(40)]);
        let worst: Vec<&str> =
            evaluation.failures(10).iter().map(|(question, _)| question.id.as_str()).collect();
        assert_eq!(worst, ["3", "2", "4", "1"]);
        assert_eq!(evaluation.failures(2).len(), 2);
    }
}
