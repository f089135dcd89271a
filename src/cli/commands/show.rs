//! `panrye show`: one judgment, whole, by section, or passage by passage with their places.

use crate::cli::error::{Result, bail};
use clap::Args;

use crate::cli::args::completer;
use crate::cli::args::format::FormatArguments;
use crate::cli::args::settings::Settings;
use crate::cli::args::wanted::{Wanted, name};
use crate::cli::locale::say;
use crate::cli::outcome::Outcome;
use crate::cli::render::hits::print_address;
use crate::cli::render::validity;
use crate::cli::render::wrapped::print_wrapped;
use crate::cli::terminal::printer::{Printer, meaning};
use crate::cli::workspace;
use crate::output::json::JudgmentLine;
use panrye_engine::graph::{self, Validity};
use panrye_engine::index::{IndexReader, StoredJudgment};
use panrye_law::judgment::Section;
use panrye_text::count::counted;

#[derive(Debug, Args)]
pub(in crate::cli) struct ShowArguments {
    /// Case number (2015다24904), with the court before it where several courts have the number
    #[arg(value_name = "CASE", add = completer::case_numbers(), required = true, num_args = 1..)]
    case: Vec<String>,
    /// Only this section or part: 판시사항, 판결요지, 참조조문, 참조판례, 판례내용, 주문, 이유, …
    #[arg(long, short, value_name = "NAME", add = completer::sections())]
    section: Option<String>,
    /// Passage by passage, each with its place
    #[arg(long)]
    passages: bool,
    #[command(flatten)]
    format: FormatArguments,
}

pub(in crate::cli) fn run(options: &ShowArguments, settings: &Settings) -> Result<Outcome> {
    let mut lines = options.format.lines::<JudgmentLine>()?;
    if lines.is_some() && (options.passages || options.section.is_some()) {
        bail!(say!(
            "--section and --passages are for people: programs choose with --fields sections or --fields passages",
            "--section과 --passages는 사람이 읽을 출력에만 씁니다. 프로그램은 --fields로 고릅니다"
        ));
    }
    let wanted = Wanted::parse(&options.case);
    let reader = workspace::reader(settings)?;
    let Some((address, judgment)) = wanted.indexed(&reader)? else {
        explain_missing(&reader, &wanted, settings)?;
        return Ok(Outcome::NothingFound);
    };
    let judgment = &judgment;
    let (caption, validity) = (judgment.caption(), Validity::of(&reader, address, judgment)?);
    let mut printer = settings.paged();
    if let Some(lines) = &mut lines {
        let cited_by = reader.cited_by(&judgment.judgment().case_numbers)?;
        let line = JudgmentLine::new(judgment, &caption, cited_by, &validity);
        lines.print(&mut printer, &line)?;
    } else {
        print_head(&mut printer, judgment)?;
        validity::print_fully(&mut printer, &validity)?;
        let printed = match (options.passages, &options.section) {
            (false, None) => print_sections(&mut printer, judgment)?,
            (passages, name) => print_passages(&mut printer, judgment, name.as_deref(), passages)?,
        };
        if !printed {
            printer.flush()?;
            let name = options.section.as_deref().unwrap_or_default();
            let has = labels(judgment).join(", ");
            settings.note(say!(
                "the judgment has no {name}; it has {has}",
                "이 판례에는 {name}이(가) 없습니다. 있는 것: {has}"
            ));
            return Ok(Outcome::NothingFound);
        }
    }
    printer.flush()?;
    Ok(Outcome::Found)
}

fn explain_missing(reader: &IndexReader, wanted: &Wanted, settings: &Settings) -> Result<()> {
    if settings.quiet {
        return Ok(());
    }
    let written = wanted.written();
    settings.note(say!("{written} is not in the index", "{written}은(는) 색인에 없습니다"));
    let citing = graph::cited_by(reader, &wanted.cited_only())?.len();
    if wanted.is_number() && citing > 0 {
        let citing = counted(citing, "judgment");
        let cite = citing.verb("cites", "cite");
        settings.note(say!(
            "{citing} of the index {cite} it: panrye cited-by {written}",
            "색인의 판례 {citing:#}건이 그것을 인용합니다: panrye cited-by {written}"
        ));
    }
    Ok(())
}

fn print_head(printer: &mut Printer, stored: &StoredJudgment) -> Result<()> {
    let title = printer.paint(meaning::CITATION, name(stored));
    printer.line(title)?;
    let judgment = stored.judgment();
    let about = [
        judgment.case_name,
        judgment.kind.map(|kind| kind.as_str().to_owned()),
        judgment.outcome.map(|(outcome, _)| outcome.korean().to_owned()),
        judgment.finality.map(|finality| finality.korean().to_owned()),
        Some(stored.source.name()),
    ];
    let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    print_wrapped(printer, &about, &[], Some(meaning::FAINT))?;
    print_address(printer, &stored.caption())
}

fn print_sections(printer: &mut Printer, stored: &StoredJudgment) -> Result<bool> {
    let judgment = stored.judgment();
    for section in Section::ALL {
        let text = judgment.section(section);
        if !text.is_empty() {
            printer.line("")?;
            let heading = printer.paint(meaning::PLACE, section);
            printer.line(heading)?;
            print_wrapped(printer, text, &[], None)?;
        }
    }
    Ok(true)
}

fn print_passages(
    printer: &mut Printer,
    stored: &StoredJudgment,
    name: Option<&str>,
    places: bool,
) -> Result<bool> {
    let asked: Option<String> = name.map(|name| name.chars().filter(|c| !c.is_whitespace()).collect());
    let mut last: Option<&str> = None;
    for passage in &stored.passages {
        let section = passage.section().korean();
        if asked.as_deref().is_some_and(|name| name != section && name != passage.label) {
            continue;
        }
        printer.line("")?;
        if places || last != Some(&passage.label) {
            let place =
                printer.paint(meaning::PLACE, if places { passage.place() } else { passage.label.clone() });
            printer.line(place)?;
        }
        print_wrapped(printer, stored.text(passage), &[], None)?;
        last = Some(&passage.label);
    }
    Ok(last.is_some())
}

fn labels(stored: &StoredJudgment) -> Vec<&str> {
    let mut labels: Vec<&str> = stored.passages.iter().map(|passage| passage.label.as_str()).collect();
    labels.dedup();
    labels
}
