//! `panrye verify`: whether the judgments that a brief cites are there, and are the ones that it says.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::cli::error::Result;
use clap::Args;

use crate::cli::args::format::{FormatArguments, Lines};
use crate::cli::args::settings::Settings;
use crate::cli::locale::{self, Lang, errors, say, terms};
use crate::cli::outcome::Outcome;
use crate::cli::render::validity;
use crate::cli::render::wrapped::print_wrapped;
use crate::cli::terminal::printer::{Printer, meaning, note};
use crate::cli::workspace;
use crate::output::json::VerdictLine;
use panrye_documents::Omission;
use panrye_engine::verify::{Aspect, BriefText, Checked, Finding, Problem, Verdict, read_brief, verify};
use panrye_law::caption::Caption;
use panrye_text::count::counted;
use panrye_text::safe_text::safe_line;

#[derive(Debug, Args)]
pub(in crate::cli) struct VerifyArguments {
    /// Briefs: text, Markdown, .hwp, .hwpx, .docx, .odt, .rtf, .html or .pdf; `-` reads standard input
    #[arg(value_name = "FILE", required = true)]
    paths: Vec<PathBuf>,
    /// List the citations that are OK too
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    format: FormatArguments,
}

pub(in crate::cli) fn run(options: &VerifyArguments, settings: &Settings) -> Result<Outcome> {
    let mut lines = options.format.lines::<VerdictLine>()?;
    let reader = workspace::reader(settings)?;
    let mut printer = settings.paged();
    let mut tally = Tally::default();
    let mut unread = false;
    for path in &options.paths {
        let brief = match read_brief(path) {
            Ok(brief) => brief,
            Err(fault) => {
                unread = true;
                note(format_args!("panrye: {}", errors::fault(&fault)));
                continue;
            }
        };
        note_omissions(settings, path, &brief.omissions);
        for text in &brief.texts {
            for checked in verify(&reader, &text.text)? {
                tally.count(&checked.finding);
                if options.all || !checked.finding.is_ok() || checked.finding.is_in_doubt() {
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
    if tally.total() == 0 && !unread {
        settings.note(say!("no citations", "인용이 없습니다"));
    }
    Ok(match (unread, tally.not_in_order) {
        (true, _) => Outcome::Failed,
        (false, 0) => Outcome::Found,
        (false, _) => Outcome::NothingFound,
    })
}

/// Says what of a document is not looked at.
pub(super) fn note_omissions(settings: &Settings, path: &Path, omissions: &[Omission]) {
    if omissions.is_empty() {
        return;
    }
    let path = path.to_string_lossy();
    let path = safe_line(&path);
    let omissions: Vec<_> = omissions.iter().copied().map(terms::omission).collect();
    let omissions = omissions.join(", ");
    settings.note(say!("{path}: left out: {omissions}", "{path}: 뺀 것: {omissions}"));
}

/// How many citations had which verdict.
#[derive(Debug, Default)]
struct Tally {
    verdicts: BTreeMap<Verdict, usize>,
    overruled: usize,
    at_risk: usize,
    on_struck_down: usize,
    not_in_order: usize,
}

impl Tally {
    fn count(&mut self, finding: &Finding) {
        *self.verdicts.entry(finding.verdict).or_default() += 1;
        self.overruled += usize::from(finding.overruled_by().next().is_some());
        if let Some(validity) = &finding.validity {
            self.at_risk += usize::from(!validity.risks.is_empty());
            self.on_struck_down += usize::from(!validity.struck_down.is_empty());
        }
        self.not_in_order += usize::from(!finding.is_ok());
    }

    fn total(&self) -> usize {
        self.verdicts.values().sum()
    }

    /// `12 citations: 9 indexed, 1 disagrees, 2 unknown; 1 overruled`.
    fn summary(&self) -> String {
        let total = counted(self.total(), "citation");
        let parts: Vec<String> =
            self.verdicts.iter().map(|(&verdict, count)| verdict_count(verdict, *count)).collect();
        let said = |count: usize, words: String| if count == 0 { String::new() } else { words };
        let (overruled, at_risk, struck) = (self.overruled, self.at_risk, self.on_struck_down);
        let warnings = [
            said(overruled, say!("; {overruled} overruled", ", 변경·폐기된 판례 {overruled}")),
            said(at_risk, say!("; {at_risk} at risk", ", 변경된 판례를 따른 판례 {at_risk}")),
            said(
                struck,
                say!("; {struck} on provisions struck down later", ", 뒤에 위헌 결정된 조문의 판례 {struck}"),
            ),
        ]
        .concat();
        let parts = parts.join(", ");
        match locale::current() {
            Lang::En => format!("{total}: {parts}{warnings}"),
            Lang::Ko => format!("인용 {total:#}건: {parts}{warnings}"),
        }
    }
}

fn verdict_count(verdict: Verdict, count: usize) -> String {
    let name = terms::verdict(verdict);
    match locale::current() {
        Lang::En => format!("{count} {name}"),
        Lang::Ko => format!("{name} {count}"),
    }
}

fn print(
    printer: &mut Printer,
    text: &BriefText,
    checked: &Checked,
    lines: Option<&mut Lines>,
) -> Result<()> {
    if let Some(lines) = lines {
        return lines.print(printer, &VerdictLine::new(checked, text));
    }
    let finding = &checked.finding;
    let style = if finding.is_ok() { meaning::PLACE } else { meaning::WARNING };
    let verdict = printer.paint(style, terms::verdict(finding.verdict));
    let quote = checked.mention.quote.split_whitespace().collect::<Vec<_>>().join(" ");
    let quote = printer.paint(meaning::CITATION, quote);
    let place = format!("{}:{}:{}", text.source, text.number(checked.line), checked.column);
    printer.line(format_args!("{place}: {verdict}: {quote}"))?;
    for line in explanation(finding) {
        print_wrapped(printer, &line, &[], None)?;
    }
    match &finding.validity {
        Some(validity) => validity::print_warnings(printer, validity, Caption::citation),
        None => Ok(()),
    }
}

/// What is wrong, what should be, and what the index has, a line each.
fn explanation(finding: &Finding) -> Vec<String> {
    let mut lines: Vec<String> = finding.problems.iter().map(problem).collect();
    match finding.verdict {
        Verdict::Unknown => lines.push(say!(
            "nothing in the index is or cites such a judgment",
            "색인에 이런 판례도, 이런 판례를 인용한 판례도 없습니다"
        )),
        Verdict::Unparseable => lines.push(say!(
            "cites a judgment without a valid case number",
            "판례를 인용하지만 올바른 사건번호가 없습니다"
        )),
        Verdict::CitedOnly => {
            lines.push(say!(
                "not in the index: only known from what others cite",
                "색인에 없습니다. 다른 판례가 인용하여 알려진 판례입니다"
            ));
        }
        Verdict::Ambiguous => {
            lines.push(say!("several judgments have this number:", "이 번호의 판례가 여럿입니다:"));
        }
        Verdict::Indexed | Verdict::Disagrees => {}
    }
    lines.extend(finding.candidates.iter().map(Caption::citation));
    if let Some(found) = &finding.found {
        let case_name = found.case_name.as_ref().map(|case| format!(" · {case}")).unwrap_or_default();
        lines.push(say!("in the index: {}{case_name}", "색인에 있는 판례: {}{case_name}", found.citation()));
    }
    if let Some(citing) = &finding.citing {
        let (judgments, by) = (counted(finding.cited_by, "judgment"), citing.by.citation());
        let cite = judgments.verb("cites", "cite");
        let such_as = judgments.verb("", "예: ");
        lines.push(say!(
            "{judgments} {cite} it, as {by}:",
            "판례 {judgments:#}건이 인용합니다. {such_as}{by}:"
        ));
        lines.push(format!("“{}”", citing.quote.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    lines.extend(
        finding.similar.iter().map(|similar| say!("did you mean {}?", "혹시 {}입니까?", similar.citation())),
    );
    lines
}

fn problem(problem: &Problem) -> String {
    let Problem { aspect, written, expected } = problem;
    let aspect = terms::aspect(*aspect);
    match (expected, problem.aspect) {
        (Some(expected), _) => {
            say!(
                "{aspect}: written {written}, should be {expected}",
                "{aspect}: {written}(이)라고 적혔으나 {expected}입니다"
            )
        }
        (None, Aspect::Date) => {
            say!(
                "{aspect}: written {written}, a day on which no such judgment can have been given",
                "{aspect}: 이런 판례가 선고될 수 없는 날짜입니다 ({written})"
            )
        }
        (None, Aspect::Number) => say!(
            "{aspect}: written {written}, whose last digit is not the check digit that the court gives",
            "{aspect}: 대법원 사건번호의 끝자리(검증 숫자)가 맞지 않습니다 ({written})"
        ),
        (None, Aspect::Court) => say!(
            "{aspect}: written {written}, but no court of that name sat then",
            "{aspect}: 당시 그런 이름의 법원은 없었습니다 ({written})"
        ),
        (None, _) => say!(
            "{aspect}: written {written}, which nothing in the index supports",
            "{aspect}: {written}(이)라고 적혔으나 색인에 그런 것이 없습니다"
        ),
    }
}
