//! What the engine has to choose from for each question, and which of it answers the question.

use anyhow::Result;
use panrye_engine::evaluation::{CaseNumberColumns, Question, QuestionScore, QuestionSet};
use panrye_engine::query::Query;
use panrye_engine::search::Searcher;

use crate::regression::{List, Weights};

/// A set of questions with the candidates of each.
pub(crate) struct Asked {
    /// The name of the set.
    pub(crate) name: String,
    /// Its questions.
    pub(crate) questions: Vec<Candidates>,
}

/// A question with what the second stage reranks for it.
pub(crate) struct Candidates {
    question: Question,
    /// Features and answers, in the order of the first stage; without candidates where the query is refused.
    pub(crate) list: List,
    /// The case numbers of each candidate.
    numbers: Vec<Vec<String>>,
}

/// Asks the engine for the candidates of every question.
pub(crate) fn ask(searcher: &mut Searcher, set: QuestionSet) -> Result<Asked> {
    let columns = CaseNumberColumns::open(searcher.reader())?;
    let questions = set.questions.into_iter().map(|question| candidates(searcher, &columns, question));
    Ok(Asked { name: set.name, questions: questions.collect::<Result<_>>()? })
}

fn candidates(
    searcher: &mut Searcher,
    columns: &CaseNumberColumns,
    question: Question,
) -> Result<Candidates> {
    let mut candidates = Candidates { question, list: List::default(), numbers: Vec::new() };
    // A query that is refused finds nothing, as in `panrye eval`.
    let Ok(query) = Query::parse(&candidates.question.query) else { return Ok(candidates) };
    let excluded = candidates.question.excluded_numbers();
    for candidate in searcher.candidates(&query)? {
        let numbers = columns.of(candidate.address)?;
        if numbers.iter().any(|number| excluded.contains(number)) {
            continue;
        }
        let relevant = candidates.question.relevant.iter().filter(|relevant| relevant.is(&numbers));
        let grade = relevant.map(|relevant| relevant.grade).max().unwrap_or(0);
        candidates.list.add(candidate.features.map(f64::from), f64::from(grade));
        candidates.numbers.push(numbers);
    }
    Ok(candidates)
}

impl Candidates {
    /// How good the ranking by these weights is.
    pub(crate) fn score(&self, weights: &Weights) -> QuestionScore {
        let ranked = self.list.ranked(weights);
        QuestionScore::new(&self.question.relevant, ranked.into_iter().map(|at| self.numbers[at].as_slice()))
    }
}
