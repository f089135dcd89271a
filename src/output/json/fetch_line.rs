//! The line of `fetch --json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::Line;
use panrye_engine::fetch::{FetchReport, Missed};

/// What became of a fetch, in one line.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FetchLine {
    /// Judgments on the list.
    total: u64,
    /// Those of them that were looked at.
    seen: u64,
    /// Those that the folder had.
    present: u64,
    /// Those that were wanted.
    new: u64,
    /// Those that were written.
    fetched: u64,
    /// Those that the list names and the source has no text of.
    without_text: u64,
    /// Those that could not be had.
    failed: Vec<FailedObject>,
    /// Why it ended before its end.
    stopped: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct FailedObject {
    /// The number of the judgment at the source (판례일련번호).
    serial_number: String,
    /// Its case number as the list has it.
    case_number: Option<String>,
    /// Why.
    reason: String,
}

impl Line for FetchLine {
    const KIND: &'static str = "fetch";
    const COLUMNS: &'static [&'static str] =
        &["total", "seen", "present", "new", "fetched", "without_text", "stopped"];
}

impl FetchLine {
    /// The line of a fetch, or of one that was only foreseen.
    pub fn new(report: &FetchReport) -> Self {
        Self {
            total: report.plan.total,
            seen: report.plan.seen,
            present: report.plan.present,
            new: report.wanted,
            fetched: report.fetched,
            without_text: report.plan.without_text + report.without_text,
            failed: report.missed.iter().map(FailedObject::new).collect(),
            stopped: report.stopped.as_ref().map(ToString::to_string),
        }
    }
}

impl FailedObject {
    fn new(missed: &Missed) -> Self {
        Self {
            serial_number: missed.judgment.serial.to_string(),
            case_number: missed.judgment.docket.clone(),
            reason: missed.trouble.to_string(),
        }
    }
}
