//! Verifying a brief, or the answer of a language model: is every judgment that it cites there, and is it the one?
//!
//! ```text
//! file → Brief → Mention (a citation, or an attempt at one) → Finding{verdict, problems} by the index
//! ```
//!
//! A judgment is found by its numbers and its court, and everything else that is written is compared with it. A near
//! match is no match: what is only similar is a hint beside the verdict. This module reads an index and writes nothing.

mod brief;
mod check;
mod cited_only;
mod places;
mod similar;
mod verdict;
mod written;

pub use brief::{Brief, BriefText, brief_of, read_brief};
pub use check::check;
pub use panrye_law::mention::{Mention, mentions};
pub use verdict::{Aspect, Checked, Citing, Finding, Problem, Verdict};

use crate::index::{IndexError, IndexReader};
use places::Places;

/// Every mention of a judgment in a text of a brief, checked, in the order of the text.
pub fn verify(reader: &IndexReader, text: &str) -> Result<Vec<Checked>, IndexError> {
    let mut places = Places::new(text);
    let checked = mentions(text).into_iter().map(|mention| {
        let (line, column) = places.line_and_column(mention.span.start);
        let chars = places.chars(mention.span);
        let finding = check(reader, &mention)?;
        Ok(Checked { mention, line, column, chars, finding })
    });
    checked.collect()
}
