//! The line of a citation that was checked.

use schemars::JsonSchema;
use serde::Serialize;

use super::Line;
use panrye_engine::graph::JudgmentRef;
use panrye_engine::verify::{Attestation, Checked};
use panrye_law::judgment::{Court, DecisionType};

/// A citation of a brief, and whether it is OK (`verify`).
#[derive(Debug, Serialize, JsonSchema)]
pub struct VerdictLine<'c> {
    /// The brief, with `!/` and the part of a .docx.
    source: &'c str,
    /// Line in the brief, from 1; of a .docx the paragraph.
    line: usize,
    /// Column in characters, from 1.
    column: usize,
    /// Where the citation begins in the text, in characters.
    start: usize,
    /// Where it ends.
    end: usize,
    /// The citation as written.
    quote: &'c str,
    /// Normalized name of the written court.
    court: Option<&'c str>,
    /// Written date, `YYYY-MM-DD`.
    date: Option<String>,
    /// Written form of the decision.
    decision: Option<&'static str>,
    /// Case numbers in full; empty where none can be one.
    numbers: Vec<String>,
    /// `held`, `disagrees`, `ambiguous`, `attested`, `unknown` or `unparseable`.
    verdict: &'static str,
    /// Whether nothing is wrong: held and not overruled.
    in_order: bool,
    /// What is written otherwise than the judgment is known.
    problems: Vec<ProblemObject<'c>>,
    /// The held judgment that is meant.
    found: Option<FoundObject<'c>>,
    /// The judgments among which nothing written decides.
    candidates: Vec<FoundObject<'c>>,
    /// How many judgments of the index cite it.
    cited_by: u64,
    /// A citation by another judgment, where the index does not hold this one.
    attestation: Option<AttestationObject<'c>>,
    /// The judgments that overruled it, as courts cite them.
    overruled_by: Vec<String>,
    /// Held judgments that may have been meant; hints, never matches.
    similar: Vec<FoundObject<'c>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ProblemObject<'c> {
    /// `court`, `date`, `decision` or `number`.
    field: &'static str,
    /// What is written.
    written: &'c str,
    /// What it should be, where that is known.
    expected: Option<&'c str>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct FoundObject<'c> {
    /// Case numbers in full.
    case_numbers: &'c [String],
    /// Normalized name of the court.
    court: Option<&'c str>,
    /// Date of the decision, `YYYY-MM-DD`.
    decision_date: Option<String>,
    /// Form of the decision.
    decision: Option<&'c str>,
    /// Name of the case.
    case_name: Option<&'c str>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct AttestationObject<'c> {
    /// The judgment that cites it, as courts cite it.
    by: String,
    /// Its words.
    text: &'c str,
}

impl Line for VerdictLine<'_> {
    const KIND: &'static str = "verdict";
    const COLUMNS: &'static [&'static str] = &[
        "source",
        "line",
        "column",
        "quote",
        "numbers",
        "court",
        "date",
        "decision",
        "verdict",
        "in_order",
        "problems",
        "found.case_numbers",
        "found.court",
        "found.decision_date",
        "cited_by",
        "overruled_by",
    ];
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
            overruled_by: finding.overruled_by.iter().map(JudgmentRef::name).collect(),
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
    AttestationObject { by: attestation.by.name(), text: &attestation.quote }
}
