//! `panrye doctor`: whether all that panrye needs is OK, and what to do where it is not.

mod checks;

use crate::cli::error::{Error, Result};
use clap::Args;

use crate::cli::args::api::ApiArguments;
use crate::cli::args::format::FormatArguments;
use crate::cli::args::settings::Settings;
use crate::cli::config::Configuration;
use crate::cli::config::environment::Environment;
use crate::cli::locale::{self, say};
use crate::cli::outcome::Outcome;
use crate::cli::render::wrapped::print_wrapped;
use crate::cli::terminal::printer::{Printer, meaning};
use crate::output::json::{Check, DoctorLine, State};

#[derive(Debug, Args)]
pub(in crate::cli) struct DoctorArguments {
    /// Also ask the Open API one question, with the key of the environment
    #[arg(long)]
    online: bool,
    #[command(flatten)]
    api: ApiArguments,
    #[command(flatten)]
    format: FormatArguments,
}

impl Check {
    const fn ok(name: &'static str, detail: String) -> Self {
        Self { name, state: State::Ok, detail, advice: None }
    }

    const fn of(name: &'static str, state: State, detail: String, advice: String) -> Self {
        Self { name, state, detail, advice: Some(advice) }
    }
}

/// What the checks look at.
struct DoctorContext<'p> {
    settings: &'p Settings,
    environment: &'p Environment,
    configuration: &'p Configuration,
    /// Why the folder of the index is not one to go to, where it is none.
    standing: &'p dyn Fn() -> Option<Error>,
    /// Where to ask the Open API, if it is to be asked.
    api: Option<&'p ApiArguments>,
}

pub(in crate::cli) fn run(
    options: &DoctorArguments,
    settings: &Settings,
    (environment, configuration): (&Environment, &Configuration),
    standing: &dyn Fn() -> Option<Error>,
) -> Result<Outcome> {
    let api = options.online.then_some(&options.api);
    let context = DoctorContext { settings, environment, configuration, standing, api };
    let mut lines = options.format.lines::<DoctorLine<'_>>()?;
    let checks =
        if lines.is_some() { locale::as_data(|| checks::all(&context)) } else { checks::all(&context) };
    let mut printer = Printer::new(settings.color);
    if let Some(lines) = &mut lines {
        lines.print(&mut printer, &DoctorLine { checks: &checks })?;
        lines.finish(&mut printer)?;
    } else {
        for check in &checks {
            print(&mut printer, check)?;
        }
        printer.line(summary(&checks))?;
    }
    printer.flush()?;
    let any = |state| checks.iter().any(|check| check.state == state);
    Ok(match (any(State::Wrong), any(State::Unknown)) {
        (true, _) => Outcome::NothingFound,
        (false, true) => Outcome::Failed,
        (false, false) => Outcome::Found,
    })
}

fn print(printer: &mut Printer, check: &Check) -> Result<()> {
    let (mark, style) = match check.state {
        State::Ok => (say!("ok", "정상"), meaning::PLACE),
        State::Hint => (say!("hint", "참고"), meaning::CITATION),
        State::Wrong => (say!("wrong", "문제"), meaning::WARNING),
        State::Unknown => (say!("unknown", "확인 못 함"), meaning::WARNING),
    };
    let mark = printer.paint(style, mark);
    let detail = check.detail.as_str();
    printer.line(format_args!("{mark}: {}: {detail}", checks::title(check.name)))?;
    match &check.advice {
        Some(advice) => print_wrapped(printer, advice, &[], Some(meaning::FAINT)),
        None => Ok(()),
    }
}

fn summary(checks: &[Check]) -> String {
    let count = |state| checks.iter().filter(|check| check.state == state).count();
    match (count(State::Wrong), count(State::Unknown)) {
        (0, 0) => say!("everything is OK", "모두 정상입니다"),
        (wrong, 0) => say!("problems: {wrong}", "문제가 {wrong}가지 있습니다"),
        (wrong, unknown) => say!(
            "problems: {wrong}; could not be found out: {unknown}",
            "문제가 {wrong}가지 있고, {unknown}가지는 확인하지 못했습니다"
        ),
    }
}
