//! `panrye search`: ranked judgments with the passages that say why.

use crate::cli::error::Result;
use clap::Args;

use crate::cli::args::asking::Asking;
use crate::cli::args::completer;
use crate::cli::args::files::FilesArguments;
use crate::cli::args::format::{FormatArguments, Lines};
use crate::cli::args::settings::Settings;
use crate::cli::args::timing::Timing;
use crate::cli::commands::facets;
use crate::cli::locale::{errors, say, terms};
use crate::cli::outcome::Outcome;
use crate::cli::render::hits::{EXCERPT, print_answer};
use crate::cli::terminal::printer::note;
use crate::cli::workspace;
use crate::output::json::{FacetLine, HitLine};
use panrye_engine::query::Query;
use panrye_engine::search::{AlsoSearched, Facet, SearchError};

#[derive(Debug, Args)]
pub(in crate::cli) struct SearchArguments {
    /// What to search for: words, a case number, a statute, or the query language
    #[arg(value_name = "QUERY", add = completer::query(), required = true, num_args = 1..)]
    query: Vec<String>,
    #[command(flatten)]
    asking: Asking,
    #[command(flatten)]
    timing: Timing,
    /// Count the judgments with all words of the query by court, year, kind, law, form, outcome
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

pub(in crate::cli) fn run(options: &SearchArguments, settings: &Settings) -> Result<Outcome> {
    let text = options.query.join(" ");
    let query = Query::parse(&text).map_err(|error| errors::query(&error, &text))?;
    let (mut hit_lines, mut facet_lines) = options.lines()?;
    let mut searcher = workspace::searcher(settings)?;
    options.timing.apply(&mut searcher);
    let answer = searcher.search(&query, &options.asking.search_options())?;
    if hit_lines.is_none() && !options.files.wanted() {
        say_what_else(&answer.also_searched, settings);
    }
    let mut printer = settings.paged();
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

/// Says what was searched besides the words of the query.
fn say_what_else(also_searched: &[AlsoSearched], settings: &Settings) {
    /// Terms of each situation that are named: the first are the most telling.
    const NAMED: usize = 3;
    let mut terms: Vec<&str> = Vec::new();
    for term in also_searched.iter().flat_map(|also| also.terms.iter().copied().take(NAMED)) {
        if !terms.contains(&term) {
            terms.push(term);
        }
    }
    if !terms.is_empty() {
        let terms = terms.join(", ");
        settings.note(say!(
            "also searched: {terms}, …; --literal searches the words alone",
            "함께 찾은 말: {terms}, …. 적은 말만 찾으려면 --literal"
        ));
    }
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
