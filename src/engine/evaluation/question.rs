//! Questions with the judgments that answer them.

use std::io::{self, Write};

use serde::Serialize;

use crate::escaped_json as json;
use panrye_law::case_number::{CaseNumber, parse_docket};

/// A judgment that answers a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relevant {
    /// Its case numbers as the set writes them: `2013다43994, 44003`.
    pub written: String,
    /// Every number under which it may be found, in full; an agency's docket as written.
    pub numbers: Vec<String>,
    /// How well it answers, from 1; 1 where the set does not grade.
    pub grade: u32,
}

/// A question with its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its name, once in a set.
    pub id: String,
    /// What is asked, in the query language.
    pub query: String,
    /// The judgments that answer it; at least one.
    pub relevant: Vec<Relevant>,
    /// Case numbers of judgments that are no answer because they hold the question itself, as the set writes them.
    pub excluded: Vec<String>,
}

/// Questions that are scored together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionSet {
    /// Its name: that of the file without its endings.
    pub name: String,
    /// The questions, in their order.
    pub questions: Vec<Question>,
}

impl Relevant {
    /// The judgment with these case numbers, however the field 사건번호 joins them.
    pub fn new(written: &str, grade: u32) -> Self {
        Self { written: written.trim().to_owned(), numbers: full_numbers(written), grade }
    }

    /// Whether a judgment with these numbers is the one that is meant. The court is not asked for: sets name none.
    pub fn is(&self, numbers: &[String]) -> bool {
        self.numbers.iter().any(|number| numbers.contains(number))
    }
}

impl Question {
    /// Every number of the excluded judgments, in full.
    pub fn excluded_numbers(&self) -> Vec<String> {
        self.excluded.iter().flat_map(|written| full_numbers(written)).collect()
    }
}

/// The numbers of a field 사건번호 in full; the field itself where it holds none of a court.
fn full_numbers(written: &str) -> Vec<String> {
    let numbers = parse_docket(written).numbers;
    if numbers.is_empty() {
        return vec![written.trim().to_owned()];
    }
    numbers.iter().map(CaseNumber::to_string).collect()
}

#[derive(Serialize)]
struct QuestionLine<'q> {
    id: &'q str,
    query: &'q str,
    relevant: Vec<&'q str>,
    excluded: &'q [String],
}

impl QuestionSet {
    /// Writes the set as JSON Lines, which [`super::read_questions`] reads. Grades are not written.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        for question in &self.questions {
            let line = QuestionLine {
                id: &question.id,
                query: &question.query,
                relevant: question.relevant.iter().map(|relevant| relevant.written.as_str()).collect(),
                excluded: &question.excluded,
            };
            json::to_writer(out, &line)?;
            writeln!(out)?;
        }
        out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_number_of_a_joined_judgment_is_the_judgment() {
        let relevant = Relevant::new("2013다43994, 44003", 1);
        for found in [&["2013다44003"][..], &["2013다1", "2013다43994"]] {
            assert!(relevant.is(&found.iter().map(ToString::to_string).collect::<Vec<_>>()), "{found:?}");
        }
        assert!(!relevant.is(&["44003".to_owned()]));
    }

    #[test]
    fn an_agency_docket_is_matched_as_written() {
        assert!(Relevant::new(" 1999-03819 ", 1).is(&["1999-03819".to_owned()]));
    }
}
