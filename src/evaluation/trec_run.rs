//! The run: what was found, in the format that TREC's tools read (`id Q0 docno rank score tag`).

use std::io::{self, Write};

use super::Evaluation;

/// The name of the run.
const TAG: &str = "panrye";

/// Writes the run of a set. The name of a judgment (`docno`) is its first case number without blanks.
pub fn write_run(evaluation: &Evaluation, out: &mut impl Write) -> io::Result<()> {
    for (question, answer) in evaluation.set.questions.iter().zip(&evaluation.answers) {
        let id = without_blanks(&question.id, "_");
        for (rank, found) in (1..).zip(answer.found.iter().flatten()) {
            let docno =
                found.numbers.first().map_or_else(|| "-".to_owned(), |number| without_blanks(number, ""));
            writeln!(out, "{id} Q0 {docno} {rank} {} {TAG}", found.score)?;
        }
    }
    Ok(())
}

/// Blanks divide the fields of a run.
fn without_blanks(text: &str, instead: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(instead)
}
