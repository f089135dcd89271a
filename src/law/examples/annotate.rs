//! Marks every citation and every statute of the text on standard input as HTML.
//!
//! ```console
//! $ echo '대법원 2018. 1. 25. 선고 2015다24904 판결' | cargo run -q -p panrye-law --example annotate
//! ```
#![allow(clippy::print_stdout)]

use std::error::Error;
use std::io::{self, Read};

use panrye_law::annotate::{Mark, annotate, escape_html};
use panrye_law::reference::{Context, references_in};

fn main() -> Result<(), Box<dyn Error>> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let found = references_in(&text, &Context::default());
    let citations = found.citations.iter().map(|citation| {
        let numbers: Vec<String> = citation.numbers.iter().map(ToString::to_string).collect();
        Mark {
            span: citation.span,
            before: format!("<cite data-numbers=\"{}\">", numbers.join(" ")),
            after: "</cite>".to_owned(),
        }
    });
    let statutes = found.statutes.iter().map(|statute| {
        let law = statute.law.as_ref().map_or("", |law| &law.written);
        Mark {
            span: statute.span,
            before: format!("<cite data-law=\"{}\">", escape_html(law)),
            after: "</cite>".to_owned(),
        }
    });
    print!("{}", annotate(&text, citations.chain(statutes), escape_html)?.text);
    Ok(())
}
