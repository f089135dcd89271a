//! Lines about the citation graph: edges, authority, the history of a case.

use serde::Serialize;

use super::SCHEMA_VERSION;
use crate::graph::{Authority, Edge, History, JudgmentRef, instance};
use crate::reference::{Depth, Treatment};

/// A line of `cites --json` and `cited-by --json`.
#[derive(Debug, Serialize)]
pub struct EdgeLine<'e> {
    schema_version: u32,
    kind: &'static str,
    from: EndObject<'e>,
    to: EndObject<'e>,
    role: &'static str,
    treatment: Option<&'static str>,
    depth: Depth,
    count: u32,
    differing_dates: Vec<String>,
    quotes: Vec<QuoteObject<'e>>,
}

#[derive(Debug, Serialize)]
struct EndObject<'e> {
    case_numbers: &'e [String],
    court: Option<&'e str>,
    decision_date: Option<String>,
    case_name: Option<&'e str>,
    held: bool,
}

impl<'e> EndObject<'e> {
    fn new(judgment: &'e JudgmentRef) -> Self {
        Self {
            case_numbers: &judgment.case_numbers,
            court: judgment.court.as_deref(),
            decision_date: judgment.decided.map(|date| date.to_string()),
            case_name: judgment.case_name.as_deref(),
            held: judgment.held,
        }
    }
}

#[derive(Debug, Serialize)]
struct QuoteObject<'e> {
    place: &'e str,
    text: &'e str,
}

impl<'e> EdgeLine<'e> {
    /// The line of an edge.
    pub fn new(edge: &'e Edge) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            kind: "edge",
            from: EndObject::new(&edge.from),
            to: EndObject::new(&edge.to),
            role: edge.role.name(),
            treatment: edge.treatment.map(Treatment::name),
            depth: edge.depth,
            count: edge.count,
            differing_dates: edge.differing_dates.iter().map(ToString::to_string).collect(),
            quotes: edge
                .quotes
                .iter()
                .map(|quote| QuoteObject { place: &quote.place, text: &quote.text })
                .collect(),
        }
    }
}

/// A line of `top --json`.
#[derive(Debug, Serialize)]
pub struct AuthorityLine<'j> {
    schema_version: u32,
    kind: &'static str,
    rank: usize,
    #[serde(flatten)]
    judgment: EndObject<'j>,
    cited_by: usize,
    discussed_by: usize,
    page_rank: f64,
    overruled: bool,
}

impl<'j> AuthorityLine<'j> {
    /// The line of the judgment at place `rank`, counted from 1.
    pub fn new(rank: usize, judgment: &'j JudgmentRef, authority: &Authority) -> Self {
        let Authority { cited_by, discussed_by, page_rank, overruled } = *authority;
        let judgment = EndObject::new(judgment);
        let (schema_version, kind) = (SCHEMA_VERSION, "authority");
        Self { schema_version, kind, rank, judgment, cited_by, discussed_by, page_rank, overruled }
    }
}

/// The line of `history --json`.
#[derive(Debug, Serialize)]
pub struct HistoryLine<'h> {
    schema_version: u32,
    kind: &'static str,
    judgments: Vec<InstanceObject<'h>>,
    steps: Vec<StepObject>,
}

#[derive(Debug, Serialize)]
struct InstanceObject<'h> {
    #[serde(flatten)]
    judgment: EndObject<'h>,
    instance: Option<&'static str>,
}

/// Indices into the judgments: the decision that names, and the one that it names.
#[derive(Debug, Serialize)]
struct StepObject {
    from: usize,
    to: usize,
    role: &'static str,
}

impl<'h> HistoryLine<'h> {
    /// The line of a history.
    pub fn new(history: &'h History) -> Self {
        let place = |wanted: &JudgmentRef| history.judgments.iter().position(|judgment| judgment == wanted);
        Self {
            schema_version: SCHEMA_VERSION,
            kind: "history",
            judgments: history
                .judgments
                .iter()
                .map(|judgment| InstanceObject {
                    judgment: EndObject::new(judgment),
                    instance: instance(judgment),
                })
                .collect(),
            steps: history
                .steps
                .iter()
                .filter_map(|step| {
                    let (from, to) = (place(&step.from)?, place(&step.to)?);
                    Some(StepObject { from, to, role: step.role.name() })
                })
                .collect(),
        }
    }
}
