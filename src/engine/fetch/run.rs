//! A fetch: the plan, then one judgment after the other. One that fails does not stop the rest.

use std::path::Path;

use super::answer::{self, Detail};
use super::client::Client;
use super::error::FetchError;
use super::folder::Folder;
use super::plan::{Listed, Plan};
use super::progress::{FetchProgress, NoProgress};
use super::selection::Selection;
use super::target::Target;
use super::trouble::Trouble;

/// So many judgments that fail in a row for want of a working server end the fetch.
const MOST_IN_A_ROW: usize = 5;

/// What to fetch.
#[derive(Debug, Clone, Default)]
pub struct FetchOptions {
    /// Which judgments.
    pub selection: Selection,
    /// Maximum number of them.
    pub limit: Option<u64>,
    /// Read the whole list, and ask again for judgments that had no text.
    pub all: bool,
}

/// A judgment that could not be fetched.
#[derive(Debug)]
pub struct Missed {
    /// Which.
    pub judgment: Listed,
    /// Why.
    pub trouble: Trouble,
}

/// What became of a fetch.
#[derive(Debug, Default)]
pub struct FetchReport {
    /// What the list said; its judgments to fetch are handed out one by one and are gone by the end.
    pub plan: Plan,
    /// How many judgments there were to fetch.
    pub wanted: u64,
    /// Judgments written.
    pub fetched: u64,
    /// Judgments that turned out to have no text.
    pub without_text: u64,
    /// Judgments that failed.
    pub missed: Vec<Missed>,
    /// Why the fetch ended before its end, if it did.
    pub stopped: Option<FetchError>,
}

/// What a fetch into the folder at `path` would do. Changes nothing.
pub fn dry_run(
    client: &mut Client,
    path: &Path,
    options: &FetchOptions,
    progress: &dyn FetchProgress,
) -> Result<Plan, FetchError> {
    Plan::make(client, &Folder::look(path)?, options, progress)
}

/// Asks for the first page of the list of judgments, to see whether the API answers this key from here; how many it has.
///
/// # Errors
/// What the API or the network says instead.
pub fn probe(client: &mut Client) -> Result<u64, Trouble> {
    let parameters = Selection::default().parameters(1);
    let page = client.ask("lawSearch.do", &parameters, &NoProgress, |bytes| answer::list(&bytes))?;
    Ok(page.total)
}

/// Fetches into a folder what is wanted and not there.
pub fn fetch(
    client: &mut Client,
    folder: &mut Folder,
    options: &FetchOptions,
    progress: &dyn FetchProgress,
) -> Result<FetchReport, FetchError> {
    let plan = Plan::make(client, folder, options, progress)?;
    let wanted = plan.wanted.len() as u64;
    let mut report = FetchReport { plan, wanted, ..FetchReport::default() };
    progress.planned(wanted);
    let selection = options.selection.name(client.key());
    if wanted > 0 {
        // Until all of it was asked for, a later fetch must not stop at the first page that holds nothing new.
        folder.note_complete(&selection, None)?;
    }
    report.stopped = fetch_all(client, folder, &mut report, options, progress).err();
    if report.plan.whole && report.stopped.is_none() {
        let total = report.plan.total;
        folder.note_complete(&selection, Some(total))?;
    }
    Ok(report)
}

fn fetch_all(
    client: &mut Client,
    folder: &mut Folder,
    report: &mut FetchReport,
    options: &FetchOptions,
    progress: &dyn FetchProgress,
) -> Result<(), FetchError> {
    let (target, selection) = (options.selection.target, &options.selection.name(client.key()));
    let mut in_a_row = 0;
    for judgment in std::mem::take(&mut report.plan.wanted) {
        let outcome = fetch_one(client, target, &judgment, progress);
        progress.done();
        match outcome {
            Ok(Detail::Text(answer)) => {
                folder.save(judgment.serial, &answer)?;
                report.fetched += 1;
                in_a_row = 0;
            }
            Ok(Detail::NoText) => {
                folder.note_without_text(judgment.serial)?;
                report.without_text += 1;
                in_a_row = 0;
            }
            Err(trouble) if trouble.is_final() => return Err(FetchError::Refused { trouble }),
            Err(trouble) => {
                in_a_row = if trouble.is_of_server() { in_a_row + 1 } else { 0 };
                folder.note_failed(judgment.serial, &judgment.name, selection)?;
                report.missed.push(Missed { judgment, trouble: trouble.clone() });
                if in_a_row >= MOST_IN_A_ROW {
                    return Err(FetchError::GaveUp { times: in_a_row, trouble });
                }
            }
        }
    }
    Ok(())
}

fn fetch_one(
    client: &mut Client,
    target: Target,
    judgment: &Listed,
    progress: &dyn FetchProgress,
) -> Result<Detail, Trouble> {
    let parameters = [
        ("target", target.name().to_owned()),
        ("type", "XML".to_owned()),
        ("ID", judgment.serial.to_string()),
    ];
    let read = |bytes| answer::detail(bytes, judgment.serial, judgment.docket.as_deref());
    client.ask("lawService.do", &parameters, progress, read)
}
