//! `panrye fetch`: bring judgments from the Open API into the corpus, say what became of each.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::cli::error::{Context, Result, bail};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::parser::ValueSource;
use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::args::api::{self, ApiArguments};
use crate::cli::args::completer;
use crate::cli::args::days::Days;
use crate::cli::args::format::FormatArguments;
use crate::cli::args::settings::Settings;
use crate::cli::config::outside::link_out;
use crate::cli::locale::{errors, say};
use crate::cli::outcome::Outcome;
use crate::cli::terminal::printer::{Printer, note, someone_watches};
use crate::output::json::FetchLine;
use panrye_engine::fetch::{
    Client, ClientOptions, FetchOptions, FetchProgress, FetchReport, Folder, Missed, Plan, Retry, Selection,
    Target, Trouble, dry_run, fetch,
};
use panrye_text::count::counted;
use panrye_text::safe_text::safe_line;

/// Failed judgments that are named one by one.
const NAMED: usize = 20;

fn template() -> String {
    let left = say!("{{eta}} left", "{{eta}} 남음");
    format!("{{msg}} {{wide_bar}} {{human_pos}}/{{human_len}}, {left}")
}

#[derive(Debug, Args)]
pub(in crate::cli) struct FetchArguments {
    /// Collection of the API: prec (판례), detc (헌재결정례), expc (법령해석례), decc (행정심판례), and those of committees
    #[arg(long, value_name = "TARGET", default_value = Target::default().name(), value_parser = targets())]
    target: Target,
    /// Only judgments with these words in their text
    #[arg(long, short = 'Q', value_name = "WORDS")]
    query: Option<String>,
    /// Look for the words in the names of cases only
    #[arg(long, requires = "query")]
    names: bool,
    /// Only judgments of this court, by its name: 대법원, 서울고등법원
    #[arg(long, value_name = "COURT", add = completer::courts())]
    court: Option<String>,
    #[command(flatten)]
    days: Days,
    /// Maximum number to fetch, newest decisions first
    #[arg(long, short = 'n', value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    limit: Option<u64>,
    /// Folder of the judgments, one file each; other collections have a folder of their own in it
    #[arg(long, value_name = "DIR", default_value = "corpus/law.go.kr")]
    into: PathBuf,
    /// Only count what is new; fetch nothing
    #[arg(long)]
    dry_run: bool,
    /// Read the list to its end though this selection was fetched before, and ask again for judgments without text
    #[arg(long)]
    all: bool,
    /// Questions a second, at most
    #[arg(long, value_name = "N", default_value = "2", value_parser = rate)]
    rate: f64,
    /// Seconds to wait for an answer
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = seconds)]
    timeout: Duration,
    /// How often a question that failed is asked again, after longer and longer pauses
    #[arg(long, value_name = "N", default_value = "4")]
    retries: u32,
    /// Seconds before a question is first asked again
    #[arg(long, value_name = "SECONDS", default_value = "1", value_parser = seconds, hide = true)]
    retry_pause: Duration,
    #[command(flatten)]
    api: ApiArguments,
    #[command(flatten)]
    format: FormatArguments,
}

/// The names of the collections, each with what it is.
fn targets() -> impl TypedValueParser<Value = Target> {
    let values = Target::ALL.map(|target| PossibleValue::new(target.name()).help(target.english()));
    PossibleValuesParser::new(values).map(|name| Target::parse(&name).unwrap_or_default())
}

fn rate(text: &str) -> Result<f64, String> {
    let rate = text.parse().ok().filter(|rate| (0.001..=1_000.0).contains(rate));
    rate.ok_or_else(|| {
        say!(
            "write a number of questions a second, such as 2 or 0.5",
            "2나 0.5처럼 1초에 물을 횟수를 적으십시오"
        )
    })
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().ok().filter(|seconds| (0.0..=86_400.0).contains(seconds));
    seconds
        .map(Duration::from_secs_f64)
        .ok_or_else(|| say!("write seconds, such as 30 or 0.5", "30이나 0.5처럼 초를 적으십시오"))
}

/// `named` says whether the folder was named: what is built in must not lead out of where the program was started.
pub(in crate::cli) fn run(
    options: &FetchArguments,
    settings: &Settings,
    named: Option<ValueSource>,
) -> Result<Outcome> {
    if named != Some(ValueSource::CommandLine)
        && let Some(link) = link_out(Path::new("."), &options.into)
    {
        let link = link.display();
        bail!(say!(
            "the judgments would come behind the link {link}, which leads out of the folder: \
             if that is meant, name the folder with --into",
            "판례가 폴더 밖을 가리키는 링크 {link} 너머에 놓입니다. 뜻한 것이면 --into로 폴더를 지정하십시오"
        ));
    }
    if options.court.is_some() && options.target != Target::Judgments {
        bail!(say!(
            "only judgments are listed by court: leave out --court, or --target",
            "법원별 목록은 판례에만 있습니다. --court나 --target을 빼십시오"
        ));
    }
    let into =
        options.target.folder().map_or_else(|| options.into.clone(), |folder| options.into.join(folder));
    let mut lines = options.format.lines::<FetchLine>()?;
    let selection = options.selection();
    let mut client = Client::new(options.client_options()?);
    let fetching = FetchOptions { selection, limit: options.limit, all: options.all };
    let view = FetchView::new(settings.quiet);
    let report = if options.dry_run {
        let plan = dry_run(&mut client, &into, &fetching, &view);
        plan.map(|plan| FetchReport { wanted: plan.wanted.len() as u64, plan, ..FetchReport::default() })
    } else {
        Folder::open(&into).and_then(|mut folder| fetch(&mut client, &mut folder, &fetching, &view))
    };
    view.bar.finish_and_clear();
    let report = report?;
    if let Some(lines) = &mut lines {
        let mut out = Printer::new(settings.color);
        lines.print(&mut out, &FetchLine::new(&report))?;
        lines.finish(&mut out)?;
    }
    if !settings.quiet {
        summarize(&report, options.dry_run, &into);
    }
    name_missed(&report);
    if let Some(error) = report.stopped {
        return Err(error.into());
    }
    let failed = !report.missed.is_empty() || report.plan.nameless > 0;
    // What failed before is asked for again though the list may have nothing for it.
    let nothing = report.plan.seen == 0 && report.wanted == 0;
    Ok(match (failed, nothing) {
        (true, _) => Outcome::Failed,
        (false, true) => Outcome::NothingFound,
        (false, false) => Outcome::Found,
    })
}

impl FetchArguments {
    fn selection(&self) -> Selection {
        let Days { from, to } = self.days;
        let text = |text: &Option<String>| {
            text.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned)
        };
        Selection {
            target: self.target,
            words: text(&self.query),
            names_only: self.names,
            court: text(&self.court),
            from,
            to,
        }
    }

    fn client_options(&self) -> Result<ClientOptions> {
        let key = api::key().with_context(|| {
            let advice = api::advice_without_key();
            say!("no key: {advice}", "인증키가 없습니다. {advice}")
        })?;
        let retry = Retry { times: self.retries, pause: self.retry_pause };
        self.api.client_options(key, self.rate, self.timeout, retry)
    }
}

/// Counts, for a person.
fn summarize(report: &FetchReport, dry_run: bool, into: &Path) {
    let Plan { total, seen, present, without_text, .. } = report.plan;
    note(say!(
        "looked at {} of {} on the list: {} already here, {} known to have no text, {} new",
        "목록의 판례 {1:#}건 가운데 {0}건을 보았습니다: 이미 있음 {2}건, 본문 없음 {3}건, 새것 {4}건",
        HumanCount(seen),
        counted(total, "judgment"),
        HumanCount(present),
        HumanCount(without_text),
        HumanCount(report.wanted),
    ));
    if dry_run {
        note(say!("nothing was fetched", "아무것도 가져오지 않았습니다"));
        return;
    }
    if report.wanted > 0 {
        note(say!(
            "fetched {} into {}, {} without text, {} failed",
            "{1}에 {0}건을 가져왔습니다. 본문 없음 {2}건, 실패 {3}건",
            HumanCount(report.fetched),
            into.display(),
            HumanCount(report.without_text),
            HumanCount(report.missed.len() as u64),
        ));
    }
    if report.fetched > 0 {
        note(say!("run `panrye index` to search them", "검색하려면 `panrye index`를 실행하십시오"));
    }
}

/// Names the judgments that failed, with the reason.
fn name_missed(report: &FetchReport) {
    if report.plan.nameless > 0 {
        note(say!(
            "left out for want of a serial number: {} of the list",
            "목록의 판례 {:#}건은 일련번호가 없어 가져올 수 없습니다",
            counted(report.plan.nameless, "judgment")
        ));
    }
    if report.missed.is_empty() {
        return;
    }
    note(say!(
        "failed; run the same command again to ask for them once more:",
        "가져오지 못한 판례입니다. 같은 명령을 다시 실행하면 다시 요청합니다:"
    ));
    for Missed { judgment, trouble } in report.missed.iter().take(NAMED) {
        let name = if judgment.name.is_empty() { String::new() } else { format!(" ({})", judgment.name) };
        note(format_args!("  {}{}: {}", judgment.serial, safe_line(&name), errors::trouble(trouble)));
    }
    if let Some(more) = report.missed.len().checked_sub(NAMED).filter(|&more| more > 0) {
        note(say!("  {} more", "  그 밖에 {}건", HumanCount(more as u64)));
    }
}

/// A bar on stderr where a person watches. That a question has to wait is said in any case.
struct FetchView {
    bar: ProgressBar,
    quiet: bool,
}

impl FetchView {
    fn new(quiet: bool) -> Self {
        let hidden = quiet || !someone_watches();
        let target = if hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        if let Ok(style) = ProgressStyle::with_template(&template()) {
            bar.set_style(style);
        }
        bar.set_message(say!("reading the list", "목록 읽는 중"));
        Self { bar, quiet }
    }
}

impl FetchProgress for FetchView {
    fn listed(&self, seen: u64, total: u64) {
        self.bar.set_length(total);
        self.bar.set_position(seen);
    }

    fn planned(&self, judgments: u64) {
        self.bar.set_message(say!("fetching", "가져오는 중"));
        self.bar.set_length(judgments);
        self.bar.set_position(0);
        self.bar.reset_eta();
    }

    fn done(&self) {
        self.bar.inc(1);
    }

    fn waiting(&self, why: &Trouble, pause: Duration) {
        if !self.quiet {
            let (why, pause) = (errors::trouble(why), pause.as_secs_f64());
            self.bar.suspend(|| {
                note(say!("{why}; asking again in {pause:.1} s", "{why}. {pause:.1}초 뒤에 다시 요청합니다"));
            });
        }
    }
}
