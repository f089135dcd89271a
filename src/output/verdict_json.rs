//! The line of `verify --json`.

use serde::Serialize;

use super::citation;
use super::json::SCHEMA_VERSION;
use crate::graph::JudgmentRef;
use crate::judgment::{Court, DecisionType};
use crate::verify::{Attestation, Checked};

/// A line of `verify --json`: one citation of a brief.
#[derive(Debug, Serialize)]
pub struct VerdictLine<'c> {
    schema_version: u32,
    kind: &'static str,
    source: &'c str,
    line: usize,
    column: usize,
    start: usize,
    end: usize,
    quote: &'c str,
    court: Option<&'c str>,
    date: Option<String>,
    decision: Option<&'static str>,
    numbers: Vec<String>,
    verdict: &'static str,
    in_order: bool,
    problems: Vec<ProblemObject<'c>>,
    found: Option<FoundObject<'c>>,
    candidates: Vec<FoundObject<'c>>,
    cited_by: u64,
    attestation: Option<AttestationObject<'c>>,
    overruled_by: Vec<String>,
    similar: Vec<FoundObject<'c>>,
}

#[derive(Debug, Serialize)]
struct ProblemObject<'c> {
    field: &'static str,
    written: &'c str,
    expected: Option<&'c str>,
}

#[derive(Debug, Serialize)]
struct FoundObject<'c> {
    case_numbers: &'c [String],
    court: Option<&'c str>,
    decision_date: Option<String>,
    decision: Option<&'c str>,
    case_name: Option<&'c str>,
}

#[derive(Debug, Serialize)]
struct AttestationObject<'c> {
    by: String,
    text: &'c str,
}

impl<'c> VerdictLine<'c> {
    /// The line of a citation in the text `source`.
    pub fn new(checked: &'c Checked, source: &'c str) -> Self {
        let Checked { mention, finding, .. } = checked;
        let problems = finding.problems.iter().map(|problem| ProblemObject {
            field: problem.aspect.name(),
            written: &problem.written,
            expected: problem.expected.as_deref(),
        });
        Self {
            schema_version: SCHEMA_VERSION,
            kind: "verdict",
            source,
            line: checked.line,
            column: checked.column,
            start: checked.chars.0,
            end: checked.chars.1,
            quote: &mention.quote,
            court: mention.court.as_ref().map(Court::name),
            date: mention.date.map(|date| date.to_string()),
            decision: mention.decision.map(DecisionType::korean),
            numbers: mention.numbers.iter().map(ToString::to_string).collect(),
            verdict: finding.verdict.name(),
            in_order: finding.in_order(),
            problems: problems.collect(),
            found: finding.found.as_ref().map(found),
            candidates: finding.candidates.iter().map(found).collect(),
            cited_by: finding.cited_by,
            attestation: finding.attestation.as_ref().map(attestation),
            overruled_by: finding.overruled_by.iter().map(named).collect(),
            similar: finding.similar.iter().map(found).collect(),
        }
    }
}

fn found(judgment: &JudgmentRef) -> FoundObject<'_> {
    FoundObject {
        case_numbers: &judgment.case_numbers,
        court: judgment.court.as_deref(),
        decision_date: judgment.decided.map(|date| date.to_string()),
        decision: judgment.decision.as_deref(),
        case_name: judgment.case_name.as_deref(),
    }
}

fn attestation(attestation: &Attestation) -> AttestationObject<'_> {
    AttestationObject { by: named(&attestation.by), text: &attestation.quote }
}

/// The judgment as courts cite it.
fn named(judgment: &JudgmentRef) -> String {
    let JudgmentRef { court, decided, case_numbers, decision, .. } = judgment;
    citation::korean(court.as_deref(), *decided, case_numbers, decision.as_deref())
}
