//! `panrye search`: ranked judgments with the passages that say why.

use anyhow::Result;
use clap::Args;

use super::asking::Asking;
use super::completer;
use super::facets;
use super::files::FilesArguments;
use super::format::{FormatArguments, Lines};
use super::lang::{errors, say, terms};
use super::outcome::Outcome;
use super::printer::{Printer, meaning, note};
use super::settings::Settings;
use super::timing::Timing;
use super::workspace;
use crate::output::json::{FacetLine, HitLine};
use crate::output::wrap::wrap;
use panrye_engine::query::Query;
use panrye_engine::search::{Answer, Facet, Hit, HitPassage, SearchError, excerpt};
use panrye_text::span::Span;

/// Columns by which a passage is indented under its judgment.
const INDENT: usize = 4;
/// Characters of a passage that are shown to people.
pub(super) const EXCERPT: usize = 400;

#[derive(Debug, Args)]
pub(super) struct SearchArguments {
    /// What to search for: words, a case number, a statute, or the query language
    #[arg(value_name = "QUERY", add = completer::query(), required = true, num_args = 1..)]
    query: Vec<String>,
    #[command(flatten)]
    asking: Asking,
    #[command(flatten)]
    timing: Timing,
    /// Count the judgments with all words of the query by court, year, kind, law
    #[arg(long, value_name = "BY", value_enum, value_delimiter = ',', conflicts_with_all = ["files", "null"])]
    facet: Vec<facets::By>,
    /// Show passages whole, and not their best sentences
    #[arg(long)]
    full: bool,
    #[command(flatten)]
    format: FormatArguments,
    #[command(flatten)]
    files: FilesArguments,
}

pub(super) fn run(options: &SearchArguments, settings: &Settings) -> Result<Outcome> {
    let text = options.query.join(" ");
    let query = Query::parse(&text).map_err(|error| errors::query(&error, &text))?;
    let (mut hit_lines, mut facet_lines) = options.lines()?;
    let mut searcher = workspace::searcher(settings)?;
    options.timing.apply(&mut searcher);
    let answer = searcher.search(&query, &options.asking.search_options())?;
    let mut printer = Printer::paged(settings);
    if options.files.wanted() {
        options.files.print(&mut printer, &answer)?;
    } else if let Some(lines) = &mut hit_lines {
        answer.hits.iter().try_for_each(|hit| lines.print(&mut printer, &HitLine::new(hit)))?;
        lines.finish(&mut printer)?;
    } else if !options.format.is_table() {
        let longest = if options.full { usize::MAX } else { EXCERPT };
        print_answer(&mut printer, &answer, longest)?;
    }
    if !options.facet.is_empty() {
        let by: Vec<Facet> = options.facet.iter().copied().map(Facet::from).collect();
        let counts = searcher.facets(&query, &options.asking.narrowing.filters(), &by)?;
        facets::print(&mut printer, &counts, facet_lines.as_mut())?;
    }
    printer.flush()?;
    if !settings.quiet {
        let empty = answer.hits.is_empty();
        if empty {
            note(say!("nothing found", "찾은 것이 없습니다"));
        }
        let missing = if empty { searcher.why_nothing(&query) } else { searcher.unknown_words(&query) };
        match missing {
            Ok(notes) => notes.iter().for_each(|missing| note(format_args!("  {}", terms::missing(missing)))),
            // The answer itself is printed.
            Err(SearchError::Refused(refusal)) => note(errors::refusal(&refusal)),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(if answer.hits.is_empty() { Outcome::NothingFound } else { Outcome::Found })
}

impl SearchArguments {
    /// How hits and facets are printed for programs. A table has room for one kind of line: with `--facet`, the facets.
    fn lines(&self) -> Result<(Option<Lines>, Option<Lines>)> {
        Ok(match (self.facet.is_empty(), self.format.is_table()) {
            (true, _) => (self.format.lines::<HitLine>()?, None),
            (false, false) => (self.format.lines::<HitLine>()?, self.format.whole_lines::<FacetLine>()?),
            (false, true) => (None, self.format.lines::<FacetLine>()?),
        })
    }
}

/// Prints hits with passages of about `longest` characters each.
pub(super) fn print_answer(printer: &mut Printer, answer: &Answer, longest: usize) -> Result<()> {
    for hit in &answer.hits {
        print_hit(printer, hit, longest)?;
    }
    if answer.total > answer.hits.len() as u64 {
        let shown = answer.hits.len();
        let total = answer.total;
        let rest = say!(
            "{shown} of {total} judgments shown; --limit shows more",
            "판례 {total}건 가운데 {shown}건을 보였습니다. --limit으로 더 볼 수 있습니다"
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
    if hit.cited_by > 0 {
        about.push(say!("cited by {}", "피인용 {}", hit.cited_by));
    }
    let about = about.join(" · ");
    print_wrapped(printer, &about, &[], Some(meaning::FAINT))?;
    if !hit.overruled_by.is_empty() {
        let later: Vec<&str> =
            hit.overruled_by.iter().filter_map(|by| by.case_numbers.first()).map(String::as_str).collect();
        let overruled = say!("overruled by {}", "변경·폐기: {}", later.join(", "));
        print_wrapped(printer, &overruled, &[], Some(meaning::WARNING))?;
    }
    for passage in &hit.passages {
        print_passage(printer, passage, longest)?;
    }
    printer.line("")?;
    Ok(())
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

/// Prints text in lines that fit the terminal, indented, with its highlights.
pub(super) fn print_wrapped(
    printer: &mut Printer,
    text: &str,
    highlights: &[Span],
    style: Option<anstyle::Style>,
) -> Result<()> {
    for line in wrap(text, highlights, printer.width() - INDENT) {
        let line: String = line
            .iter()
            .map(|stretch| {
                let text = stretch.text;
                match (stretch.highlighted, style) {
                    (true, _) => printer.paint(meaning::HIGHLIGHT, text),
                    (false, Some(style)) => printer.paint(style, text),
                    (false, None) => text.to_owned(),
                }
            })
            .collect();
        printer.line(format_args!("{:INDENT$}{line}", ""))?;
    }
    Ok(())
}

/// The judgment as courts cite it, `대법원 2018. 1. 25. 선고 2015다24904, 24911 판결`, or its source where no number names it.
fn name(hit: &Hit) -> String {
    hit.caption.citation_or_source(&hit.source)
}
