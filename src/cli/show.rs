//! `panrye show`: one judgment, whole, by section, or passage by passage with their places.

use anyhow::{Result, bail};
use clap::Args;

use super::outcome::Outcome;
use super::printer::{Printer, meaning, note};
use super::search::print_wrapped;
use super::settings::Settings;
use super::workspace;
use crate::index::{IndexReader, StoredJudgment};
use crate::judgment::{CaseNumber, Court, Section, parse_case_list};
use crate::output::citation;
use crate::output::json::JudgmentLine;

#[derive(Debug, Args)]
pub(super) struct ShowArguments {
    /// Case number (2015다24904), with the court before it where several courts have the number
    #[arg(value_name = "CASE", required = true, num_args = 1..)]
    case: Vec<String>,
    /// Only this section or part: 판시사항, 판결요지, 참조조문, 참조판례, 판례내용, 주문, 이유, …
    #[arg(long, short, value_name = "NAME")]
    section: Option<String>,
    /// Passage by passage, each with its place
    #[arg(long)]
    passages: bool,
    /// Print one line of JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(options: &ShowArguments, settings: &Settings) -> Result<Outcome> {
    let wanted = Wanted::read(&options.case.join(" "));
    let reader = workspace::reader(settings)?;
    let found = wanted.find(&reader)?;
    let judgment = match found.as_slice() {
        [] => {
            explain_missing(&reader, &wanted, settings)?;
            return Ok(Outcome::NothingFound);
        }
        [one] => one,
        several => bail!("{}", ambiguous(&wanted, several)),
    };
    let mut printer = Printer::new(settings.color);
    if options.json {
        let cited_by = reader.cited_by(&judgment.judgment().case_numbers)?;
        printer.json(&JudgmentLine::new(judgment, cited_by))?;
    } else {
        print_head(&mut printer, judgment)?;
        let printed = match (options.passages, &options.section) {
            (false, None) => print_sections(&mut printer, judgment)?,
            (passages, name) => print_passages(&mut printer, judgment, name.as_deref(), passages)?,
        };
        if !printed {
            printer.flush()?;
            let name = options.section.as_deref().unwrap_or_default();
            note(format_args!("the judgment has no {name}; it has {}", labels(judgment).join(", ")));
            return Ok(Outcome::NothingFound);
        }
    }
    printer.flush()?;
    Ok(Outcome::Found)
}

/// Which judgment the user asks for.
struct Wanted {
    court: Option<Court>,
    numbers: Vec<CaseNumber>,
    written: String,
}

impl Wanted {
    /// Reads `2015다24904`, `서울고법 2013나20047`, or a whole citation as it stands in a judgment.
    fn read(text: &str) -> Self {
        let court = text.split_whitespace().next().and_then(Court::read);
        let court =
            court.filter(|court| Court::known_spellings().any(|name| court.seat().starts_with(&name)));
        let after_date = text.rsplit_once("선고").map_or(text, |(_, rest)| rest);
        let after_date = after_date.rsplit_once("자 ").map_or(after_date, |(_, rest)| rest);
        let mut numbers = parse_case_list(after_date).numbers;
        numbers.truncate(numbers.len().min(64));
        Self { court, numbers, written: text.trim().to_owned() }
    }

    fn find(&self, reader: &IndexReader) -> Result<Vec<StoredJudgment>> {
        let number = self.numbers.first().map_or_else(|| self.written.clone(), CaseNumber::to_string);
        let mut found = Vec::new();
        for address in reader.by_case_number(&number)? {
            let stored = reader.judgment(address)?;
            let court = stored.judgment().court;
            if self.court.is_none() || court == self.court {
                found.push(stored);
            }
        }
        Ok(found)
    }
}

fn explain_missing(reader: &IndexReader, wanted: &Wanted, settings: &Settings) -> Result<()> {
    if settings.quiet {
        return Ok(());
    }
    let citing = reader.cited_by(&wanted.numbers)?;
    note(format_args!("{} is not in the index", wanted.written));
    if citing > 0 {
        note(format_args!("{citing} judgments of the index cite it: panrye search {}", wanted.written));
    }
    Ok(())
}

fn ambiguous(wanted: &Wanted, several: &[StoredJudgment]) -> String {
    let names: Vec<String> = several.iter().map(|stored| format!("  {}", name(stored))).collect();
    format!(
        "{} judgments have the number {}; put the court before it:\n{}",
        several.len(),
        wanted.written,
        names.join("\n")
    )
}

fn name(stored: &StoredJudgment) -> String {
    let judgment = stored.judgment();
    let decision = judgment.decision.map(crate::judgment::DecisionType::korean);
    let court = judgment.court.as_ref().map(Court::name);
    citation::korean(court, judgment.decided, &stored.case_numbers(), decision)
}

fn print_head(printer: &mut Printer, stored: &StoredJudgment) -> Result<()> {
    let title = printer.paint(meaning::CITATION, printer.safe(&name(stored)));
    printer.line(title)?;
    let judgment = stored.judgment();
    let about =
        [judgment.case_name, judgment.kind.map(|kind| kind.as_str().to_owned()), Some(stored.source.name())];
    let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    print_wrapped(printer, &about, &[], Some(meaning::FAINT))
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
    let mut printed = false;
    for passage in &stored.passages {
        let section = passage.section().korean();
        if asked.as_deref().is_some_and(|name| name != section && name != passage.label) {
            continue;
        }
        printer.line("")?;
        if places || !printed {
            let place = printer.paint(
                meaning::PLACE,
                printer.safe(&if places { passage.place() } else { passage.label.clone() }),
            );
            printer.line(place)?;
        }
        print_wrapped(printer, stored.text(passage), &[], None)?;
        printed = true;
    }
    Ok(printed)
}

fn labels(stored: &StoredJudgment) -> Vec<&str> {
    let mut labels: Vec<&str> = stored.passages.iter().map(|passage| passage.label.as_str()).collect();
    labels.dedup();
    labels
}
