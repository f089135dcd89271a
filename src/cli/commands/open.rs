//! `panrye open`: the public page of a judgment, in the browser.

use crate::cli::error::{Result, bail};
use clap::Args;

use crate::cli::args::completer;
use crate::cli::args::settings::Settings;
use crate::cli::args::wanted::Wanted;
use crate::cli::locale::say;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::printer::Printer;
use crate::cli::workspace;

#[derive(Debug, Args)]
pub(in crate::cli) struct OpenArguments {
    /// Case number (2015다24904), with the court before it where several courts have the number
    #[arg(value_name = "CASE", add = completer::case_numbers(), required = true, num_args = 1..)]
    case: Vec<String>,
    /// Only print the address
    #[arg(long)]
    print: bool,
}

pub(in crate::cli) fn run(options: &OpenArguments, settings: &Settings) -> Result<Outcome> {
    let wanted = Wanted::parse(&options.case);
    let reader = workspace::reader(settings)?;
    let indexed = wanted.find(&reader)?.map(|stored| stored.caption());
    let written = wanted.written();
    if indexed.is_none() {
        settings.note(say!("{written} is not in the index", "{written}은(는) 색인에 없습니다"));
    }
    let Some(address) = indexed.unwrap_or_else(|| wanted.cited_only()).official_url() else {
        settings
            .note(say!("no public address of {written} is known", "{written}의 공개 주소를 알지 못합니다"));
        return Ok(Outcome::NothingFound);
    };
    let mut printer = Printer::new(settings.color);
    printer.line(&address)?;
    printer.flush()?;
    if !options.print
        && let Err(error) = open::that(&address)
    {
        bail!(say!(
            "no browser could be started: {error}; open the address above, or name a browser in BROWSER",
            "브라우저를 열지 못했습니다: {error}. 위 주소를 직접 열거나 BROWSER에 브라우저를 지정하십시오"
        ));
    }
    Ok(Outcome::Found)
}
