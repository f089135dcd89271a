//! `panrye verify`: whether the judgments that a brief cites are there, and are the ones that it says.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::format::{FormatArguments, Lines};
use super::outcome::Outcome;
use super::printer::{Printer, meaning, note};
use super::search::print_wrapped;
use super::settings::Settings;
use super::workspace;
use crate::graph::JudgmentRef;
use crate::output::citation;
use crate::output::json::VerdictLine;
use crate::verify::{Aspect, BriefText, Checked, Finding, Problem, Verdict, read_brief, verify};

#[derive(Debug, Args)]
pub(super) struct VerifyArguments {
    /// Briefs: text, Markdown or .docx; `-` reads standard input
    #[arg(value_name = "FILE", required = true)]
    paths: Vec<PathBuf>,
    /// List the citations that are in order too
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    format: FormatArguments,
}

pub(super) fn run(options: &VerifyArguments, settings: &Settings) -> Result<Outcome> {
    let mut lines = options.format.lines::<VerdictLine>()?;
    let reader = workspace::reader(settings)?;
    let mut printer = Printer::new(settings.color);
    let mut tally = Tally::default();
    let mut unread = false;
    for path in &options.paths {
        let texts = match read_brief(path) {
            Ok(texts) => texts,
            Err(fault) => {
                unread = true;
                note(format_args!("panrye: {fault}"));
                continue;
            }
        };
        for text in &texts {
            for checked in verify(&reader, &text.text)? {
                tally.count(&checked.finding);
                if options.all || !checked.finding.in_order() {
                    print(&mut printer, text, &checked, lines.as_mut())?;
                }
            }
        }
    }
    if let Some(lines) = &mut lines {
        lines.finish(&mut printer)?;
    } else if tally.total() > 0 {
        printer.line(tally.summary())?;
    }
    printer.flush()?;
    if tally.total() == 0 && !unread && !settings.quiet {
        note("no citations");
    }
    Ok(match (unread, tally.not_in_order) {
        (true, _) => Outcome::Failed,
        (false, 0) => Outcome::Found,
        (false, _) => Outcome::NothingFound,
    })
}

/// How many citations had which verdict.
#[derive(Debug, Default)]
struct Tally {
    verdicts: BTreeMap<Verdict, usize>,
    overruled: usize,
    not_in_order: usize,
}

impl Tally {
    fn count(&mut self, finding: &Finding) {
        *self.verdicts.entry(finding.verdict).or_default() += 1;
        self.overruled += usize::from(!finding.overruled_by.is_empty());
        self.not_in_order += usize::from(!finding.in_order());
    }

    fn total(&self) -> usize {
        self.verdicts.values().sum()
    }

    /// `12 citations: 9 held, 1 disagrees, 2 unknown; 1 overruled`.
    fn summary(&self) -> String {
        let total = self.total();
        let parts: Vec<String> =
            self.verdicts.iter().map(|(verdict, count)| format!("{count} {verdict}")).collect();
        let plural = if total == 1 { "" } else { "s" };
        let overruled = match self.overruled {
            0 => String::new(),
            count => format!("; {count} overruled"),
        };
        format!("{total} citation{plural}: {}{overruled}", parts.join(", "))
    }
}

fn print(
    printer: &mut Printer,
    text: &BriefText,
    checked: &Checked,
    lines: Option<&mut Lines>,
) -> Result<()> {
    if let Some(lines) = lines {
        return lines.print(printer, &VerdictLine::new(checked, &text.source));
    }
    let finding = &checked.finding;
    let style = if finding.in_order() { meaning::PLACE } else { meaning::WARNING };
    let verdict = printer.paint(style, finding.verdict);
    let quote = checked.mention.quote.split_whitespace().collect::<Vec<_>>().join(" ");
    let quote = printer.paint(meaning::CITATION, printer.safe(&quote));
    let place = format!("{}:{}:{}", text.source, checked.line, checked.column);
    printer.line(format_args!("{}: {verdict}: {quote}", printer.safe(&place)))?;
    for line in explanation(finding) {
        print_wrapped(printer, &line, &[], None)?;
    }
    for later in &finding.overruled_by {
        print_wrapped(printer, &format!("overruled by {}", name(later)), &[], Some(meaning::WARNING))?;
    }
    Ok(())
}

/// What is wrong, what should be, and what the index has, a line each.
fn explanation(finding: &Finding) -> Vec<String> {
    let mut lines: Vec<String> = finding.problems.iter().map(problem).collect();
    match finding.verdict {
        Verdict::Unknown => lines.push("nothing in the index is or cites such a judgment".to_owned()),
        Verdict::Unparseable => lines.push("cites a judgment without a valid case number".to_owned()),
        Verdict::Attested => {
            lines.push("not in the index: only known from what others cite".to_owned());
        }
        Verdict::Ambiguous => lines.push("several judgments have this number:".to_owned()),
        Verdict::Held | Verdict::Disagrees => {}
    }
    lines.extend(finding.candidates.iter().map(name));
    if let Some(found) = &finding.found {
        let case_name = found.case_name.as_ref().map(|case| format!(" · {case}")).unwrap_or_default();
        lines.push(format!("in the index: {}{case_name}", name(found)));
    }
    if let Some(attestation) = &finding.attestation {
        let judgments = if finding.cited_by == 1 { "judgment cites" } else { "judgments cite" };
        lines.push(format!("{} {judgments} it, as {}:", finding.cited_by, name(&attestation.by)));
        lines.push(format!("“{}”", attestation.quote.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    lines.extend(finding.similar.iter().map(|similar| format!("did you mean {}?", name(similar))));
    lines
}

fn problem(problem: &Problem) -> String {
    let Problem { aspect, written, expected } = problem;
    let aspect = aspect.name();
    match (expected, problem.aspect) {
        (Some(expected), _) => format!("{aspect}: written {written}, should be {expected}"),
        (None, Aspect::Date) => format!("{aspect}: written {written}, which is no date"),
        (None, _) => format!("{aspect}: written {written}, which nothing in the index supports"),
    }
}

fn name(judgment: &JudgmentRef) -> String {
    let JudgmentRef { court, decided, case_numbers, decision, .. } = judgment;
    citation::korean(court.as_deref(), *decided, case_numbers, decision.as_deref())
}
