//! The run: what was found, in the format that TREC's tools read (`id Q0 docno rank score tag`).

use std::io::{self, Write};

use super::Evaluation;

/// The name of the run.
const TAG: &str = "panrye";

/// Writes the run of a set.
pub fn write_run(evaluation: &Evaluation, out: &mut impl Write) -> io::Result<()> {
    for (question, answer) in evaluation.set.questions.iter().zip(&evaluation.answers) {
        for (rank, found) in (1..).zip(answer.found.iter().flatten()) {
            write_run_line(&question.id, rank, &found.numbers, found.score, out)?;
        }
    }
    Ok(())
}

/// Writes the line of one judgment. Its name (`docno`) is the first of its case numbers without blanks.
pub fn write_run_line(
    id: &str,
    rank: usize,
    numbers: &[String],
    score: f32,
    out: &mut impl Write,
) -> io::Result<()> {
    let docno = numbers.first().map_or_else(|| "-".to_owned(), |number| without_blanks(number, ""));
    writeln!(out, "{} Q0 {docno} {rank} {score} {TAG}", run_id(id))
}

/// The name of a question as a run has it: blanks divide the fields of a run.
pub fn run_id(id: &str) -> String {
    without_blanks(id, "_")
}

fn without_blanks(text: &str, instead: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(instead)
}
