//! The line of `fetch --json`.

use serde::Serialize;

use super::SCHEMA_VERSION;
use crate::fetch::{FetchReport, Missed};

/// What became of a fetch, in one line.
#[derive(Debug, Serialize)]
pub struct FetchLine {
    schema_version: u32,
    kind: &'static str,
    total: u64,
    seen: u64,
    held: u64,
    new: u64,
    fetched: u64,
    without_text: u64,
    failed: Vec<FailedObject>,
    stopped: Option<String>,
}

#[derive(Debug, Serialize)]
struct FailedObject {
    serial_number: String,
    case_number: Option<String>,
    reason: String,
}

impl FetchLine {
    /// The line of a fetch, or of one that was only foreseen.
    pub fn new(report: &FetchReport) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            kind: "fetch",
            total: report.plan.total,
            seen: report.plan.seen,
            held: report.plan.held,
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
