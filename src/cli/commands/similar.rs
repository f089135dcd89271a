//! `panrye similar`: judgments like a judgment.

use crate::cli::error::Result;
use clap::Args;

use crate::cli::args::completer;
use crate::cli::args::files::FilesArguments;
use crate::cli::args::format::FormatArguments;
use crate::cli::args::narrowing::Narrowing;
use crate::cli::args::settings::Settings;
use crate::cli::args::timing::Timing;
use crate::cli::args::wanted::Wanted;
use crate::cli::locale::say;
use crate::cli::outcome::Outcome;
use crate::cli::render::hits::{EXCERPT, print_answer};
use crate::cli::workspace;
use crate::output::json::HitLine;
use panrye_engine::search::{SearchOptions, Sort};

#[derive(Debug, Args)]
pub(in crate::cli) struct SimilarArguments {
    /// Case number (2015다24904), with the court before it where several courts have the number
    #[arg(value_name = "CASE", add = completer::case_numbers(), required = true, num_args = 1..)]
    case: Vec<String>,
    /// How many judgments to show
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
    limit: usize,
    /// How many passages to show of each judgment
    #[arg(long, value_name = "N", default_value_t = 1)]
    passages: usize,
    #[command(flatten)]
    narrowing: Narrowing,
    #[command(flatten)]
    timing: Timing,
    #[command(flatten)]
    format: FormatArguments,
    #[command(flatten)]
    files: FilesArguments,
}

pub(in crate::cli) fn run(options: &SimilarArguments, settings: &Settings) -> Result<Outcome> {
    let mut lines = options.format.lines::<HitLine>()?;
    let wanted = Wanted::parse(&options.case);
    let mut searcher = workspace::searcher(settings)?;
    options.timing.apply(&mut searcher);
    let Some(judgment) = wanted.find(searcher.reader())? else {
        let written = wanted.written();
        settings.note(say!(
            "{written} is not in the index, so what is like it is not known",
            "{written}이(가) 색인에 없어 비슷한 판례를 알 수 없습니다"
        ));
        return Ok(Outcome::NothingFound);
    };
    let how = SearchOptions {
        limit: options.limit,
        passages: options.passages,
        context: 0,
        filters: options.narrowing.filters(),
        sort: Sort::Relevance,
        literal: true,
    };
    let answer = searcher.similar(&judgment, &how)?;
    let mut printer = settings.paged();
    if options.files.wanted() {
        options.files.print(&mut printer, &answer)?;
    } else if let Some(lines) = &mut lines {
        answer.hits.iter().try_for_each(|hit| lines.print(&mut printer, &HitLine::new(hit)))?;
        lines.finish(&mut printer)?;
    } else {
        print_answer(&mut printer, &answer, EXCERPT)?;
    }
    printer.flush()?;
    if answer.hits.is_empty() {
        settings.note(say!("no judgment is like it", "비슷한 판례가 없습니다"));
    }
    Ok(if answer.hits.is_empty() { Outcome::NothingFound } else { Outcome::Found })
}
