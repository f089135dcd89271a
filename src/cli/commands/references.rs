//! `panrye references`: what judgments refer to, without an index, for scripts.

use std::ops::ControlFlow;
use std::path::PathBuf;

use crate::cli::error::Result;
use clap::Args;

use crate::cli::args::format::{FormatArguments, Lines};
use crate::cli::args::settings::Settings;
use crate::cli::commands::verify::note_omissions;
use crate::cli::locale::{errors, terms};
use crate::cli::outcome::Outcome;
use crate::cli::terminal::printer::{Printer, meaning, note};
use crate::output::json::ReferencesLine;
use panrye_engine::corpus::{Fault, FaultLog, Item, Names, Reason, Record, STDIN, discover, read_source};
use panrye_engine::verify::{Brief, BriefText, brief_of, read_brief};
use panrye_law::case_number::MOST_IN_RANGES;
use panrye_law::reference::{Context, Opinion, References, references, references_in};

#[derive(Debug, Args)]
pub(in crate::cli) struct ReferencesArguments {
    /// Files, folders or archives with judgments, or any text that cites; `-` reads standard input
    #[arg(value_name = "FILE", required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    format: FormatArguments,
}

pub(in crate::cli) fn run(options: &ReferencesArguments, settings: &Settings) -> Result<Outcome> {
    let mut lines = options.format.lines::<ReferencesLine>()?;
    let discovery = discover(&options.paths);
    let mut printer = settings.paged();
    let (mut found, mut lost, mut failed) = (0u64, false, None);
    let mut faults = FaultLog::default();
    let say = |fault: &Fault| note(format_args!("panrye: {}", errors::fault(fault)));
    let mut report = |file: usize, fault: Fault| {
        lost |= !fault.is_harmless();
        if let Some(fault) = faults.add(file, fault) {
            say(fault);
        }
    };
    for fault in discovery.faults {
        report(usize::MAX, fault);
    }
    for (number, file) in discovery.files.iter().enumerate() {
        let mut print = |item: Item, brief: &dyn Fn() -> Option<Brief>| -> Result<()> {
            match item {
                Item::Record(record) => {
                    found += 1;
                    print_record(&mut printer, &record, lines.as_mut())
                }
                Item::Fault(fault) => {
                    // A file that is no judgment may be any text that cites: a brief, an article, a book.
                    let may_cite =
                        matches!(fault.reason, Reason::NotAJudgment | Reason::TooLarge { what: "text", .. });
                    let brief = if may_cite { brief() } else { None };
                    let Some(brief) = brief else {
                        report(number, fault);
                        return Ok(());
                    };
                    note_omissions(settings, &file.path, &brief.omissions);
                    found += brief.texts.len() as u64;
                    brief.texts.iter().try_for_each(|text| print_text(&mut printer, text, lines.as_mut()))
                }
            }
        };
        let flow = read_source(file, &Names::default(), &|_| {}, &mut |raw| {
            let printed = match raw {
                Ok(raw) => {
                    let (source, bytes) = (raw.stamp().name(), raw.file().map(<[u8]>::to_vec));
                    let brief = || brief_of(&source, bytes.as_deref()?).ok();
                    raw.parse().into_iter().try_for_each(|item| print(item, &brief))
                }
                // A .docx is an archive without a judgment.
                // What came through a pipe cannot be read again.
                Err(fault) if file.path.as_os_str() == STDIN => {
                    let is_other = matches!(fault.reason, Reason::NotAJudgment);
                    let reason = if is_other { Reason::NotThroughPipe } else { fault.reason };
                    print(Item::Fault(Fault { reason, ..fault }), &|| None)
                }
                Err(fault) => print(Item::Fault(fault), &|| read_brief(&file.path).ok()),
            };
            match printed {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failed = Some(error);
                    ControlFlow::Break(())
                }
            }
        });
        if flow.is_break() {
            break;
        }
    }
    if let Some(error) = failed {
        return Err(error);
    }
    faults.into_faults().iter().filter(|fault| fault.times() > 1).for_each(say);
    lines.iter_mut().try_for_each(|lines| lines.finish(&mut printer))?;
    printer.flush()?;
    Ok(match (lost, found) {
        (true, _) => Outcome::Failed,
        (false, 0) => Outcome::NothingFound,
        (false, _) => Outcome::Found,
    })
}

fn print_text(
    printer: &mut Printer,
    BriefText { source, text, .. }: &BriefText,
    lines: Option<&mut Lines>,
) -> Result<()> {
    let found = references_in(text, &Context::default());
    note_cut(source, &found);
    if let Some(lines) = lines {
        return lines.print(printer, &ReferencesLine::of_text(text, &found, source));
    }
    print_references(printer, source, &found)
}

/// Says that numbers of ranges are left out.
fn note_cut(source: &str, found: &References) {
    if found.ranges_cut {
        let fault = Fault::new(source, Reason::TooManyInRanges(MOST_IN_RANGES));
        note(format_args!("panrye: {}", errors::fault(&fault)));
    }
}

fn print_record(printer: &mut Printer, record: &Record, lines: Option<&mut Lines>) -> Result<()> {
    let found = references(&record.judgment);
    let source = record.stamp.name();
    note_cut(&source, &found);
    if let Some(lines) = lines {
        return lines.print(printer, &ReferencesLine::new(&record.judgment, &found, &source));
    }
    print_references(printer, &source, &found)
}

fn print_references(printer: &mut Printer, source: &str, found: &References) -> Result<()> {
    let heading = printer.paint(meaning::CITATION, source);
    printer.line(heading)?;
    for citation in &found.citations {
        let numbers: Vec<String> = citation.numbers.iter().map(ToString::to_string).collect();
        let mut about = vec![terms::role(citation.role)];
        about.extend(citation.treatment.map(terms::treatment));
        about.extend(citation.opinion.filter(|&opinion| opinion != Opinion::Majority).map(terms::opinion));
        printer.line(format_args!(
            "  {} [{}] {}",
            numbers.join(", "),
            about.join(" "),
            citation.quote.replace('\n', " ")
        ))?;
    }
    for statute in &found.statutes {
        let key = statute.key().unwrap_or_else(|| "?".to_owned());
        let former = if statute.former { "구 " } else { "" };
        printer.line(format_args!("  {former}{key} ← {}", statute.quote.replace('\n', " ")))?;
    }
    Ok(())
}
