//! The hits of an answer, for people: each judgment with the passages that say why it was found.

use crate::cli::error::Result;

use crate::cli::locale::say;
use crate::cli::render::validity::print_warnings;
use crate::cli::render::wrapped::{INDENT, print_wrapped};
use crate::cli::terminal::printer::{Printer, meaning};
use panrye_engine::search::{Answer, Hit, HitPassage, excerpt};
use panrye_law::caption::Caption;
use panrye_text::count::counted;

/// Characters of a passage that are shown.
pub(in crate::cli) const EXCERPT: usize = 400;

/// Prints hits with passages of about `longest` characters each.
pub(in crate::cli) fn print_answer(printer: &mut Printer, answer: &Answer, longest: usize) -> Result<()> {
    for hit in &answer.hits {
        print_hit(printer, hit, longest)?;
    }
    if answer.total > answer.hits.len() as u64 {
        let shown = answer.hits.len();
        let total = counted(answer.total, "judgment");
        let rest = say!(
            "{shown} of {total} shown; --limit shows more",
            "판례 {total:#}건 가운데 {shown}건을 보였습니다. --limit으로 더 볼 수 있습니다"
        );
        let rest = printer.paint(meaning::FAINT, rest);
        printer.line(rest)?;
    }
    Ok(())
}

fn print_hit(printer: &mut Printer, hit: &Hit, longest: usize) -> Result<()> {
    let name = printer.paint(meaning::CITATION, name(hit));
    printer.line(format_args!("{:>2}. {name}", hit.rank))?;
    let mut about: Vec<String> = Vec::new();
    about.extend(hit.caption.case_name.clone());
    about.extend(hit.kind.clone());
    about.extend(hit.outcome.as_ref().map(|(outcome, _)| outcome.korean().to_owned()));
    if hit.cited_by > 0 {
        about.push(say!("cited by {}", "피인용 {}", hit.cited_by));
    }
    let about = about.join(" · ");
    print_wrapped(printer, &about, &[], Some(meaning::FAINT))?;
    print_address(printer, &hit.caption)?;
    print_warnings(printer, &hit.validity, |by| by.case_numbers.first().cloned().unwrap_or_default())?;
    for passage in &hit.passages {
        print_passage(printer, passage, longest)?;
    }
    printer.line("")?;
    Ok(())
}

/// Prints the public address of a judgment, where one is known, on a line of its own.
pub(in crate::cli) fn print_address(printer: &mut Printer, caption: &Caption) -> Result<()> {
    let Some(address) = caption.official_url() else { return Ok(()) };
    let address = printer.paint(meaning::FAINT, address);
    Ok(printer.line(format_args!("{:INDENT$}{address}", ""))?)
}

fn print_passage(printer: &mut Printer, passage: &HitPassage, longest: usize) -> Result<()> {
    let place = printer.paint(meaning::PLACE, &passage.place);
    printer.line(format_args!("{:INDENT$}{place}", ""))?;
    for text in &passage.before {
        print_wrapped(printer, &excerpt(text, &[], longest).text, &[], Some(meaning::FAINT))?;
    }
    let shown = excerpt(&passage.text, &passage.highlights, longest);
    print_wrapped(printer, &shown.text, &shown.highlights, None)?;
    for text in &passage.after {
        print_wrapped(printer, &excerpt(text, &[], longest).text, &[], Some(meaning::FAINT))?;
    }
    Ok(())
}

/// The judgment as courts cite it, `대법원 2018. 1. 25. 선고 2015다24904, 24911 판결`, or its source where no number names it.
fn name(hit: &Hit) -> String {
    hit.caption.citation_or_source(&hit.source)
}
