//! Lines about the citation graph: edges, links, authority, the history of a case.

use schemars::JsonSchema;
use serde::Serialize;

use super::Line;
use panrye_engine::graph::{Authority, Edge, GraphEdge, GraphNode, History, JudgmentRef, instance};
use panrye_law::reference::Treatment;

/// A citation of one judgment by another (`cites`, `cited-by`, and each step of `path`).
#[derive(Debug, Serialize, JsonSchema)]
pub struct EdgeLine<'e> {
    /// The judgment that cites.
    from: EndObject<'e>,
    /// The judgment that is cited.
    to: EndObject<'e>,
    /// What the cited judgment is to the citing one: `reference`, `cited`, `appealed`, `remanding` or `related`.
    role: &'static str,
    /// `followed`, `overruled`, `distinguished` or `dissent`, where words say so.
    treatment: Option<&'static str>,
    /// `mentioned`, `cited` or `discussed`.
    depth: &'static str,
    /// How many times it is cited.
    count: u32,
    /// Dates that the citing judgment gives and that are not the date of the judgment it means.
    differing_dates: Vec<String>,
    /// Where and in which words.
    quotes: Vec<QuoteObject<'e>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct EndObject<'e> {
    /// Case numbers in full.
    case_numbers: &'e [String],
    /// Normalized name of the court.
    court: Option<&'e str>,
    /// Date of the decision, `YYYY-MM-DD`.
    decision_date: Option<String>,
    /// Name of the case.
    case_name: Option<&'e str>,
    /// Whether the index has the judgment; one that is only cited is `false`.
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

#[derive(Debug, Serialize, JsonSchema)]
struct QuoteObject<'e> {
    /// The place in the citing judgment.
    place: &'e str,
    /// The sentence, or the citation where it stands alone.
    text: &'e str,
}

impl Line for EdgeLine<'_> {
    const KIND: &'static str = "edge";
    const COLUMNS: &'static [&'static str] = &[
        "from.case_numbers",
        "from.court",
        "from.decision_date",
        "from.held",
        "to.case_numbers",
        "to.court",
        "to.decision_date",
        "to.held",
        "role",
        "treatment",
        "depth",
        "count",
    ];
}

impl<'e> EdgeLine<'e> {
    /// The line of an edge.
    pub fn new(edge: &'e Edge) -> Self {
        Self {
            from: EndObject::new(&edge.from),
            to: EndObject::new(&edge.to),
            role: edge.role.name(),
            treatment: edge.treatment.map(Treatment::name),
            depth: edge.depth.name(),
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

/// A citation of a graph as a row of a table (`graph --format edges`). Judgments go by their [id](GraphNode::id).
#[derive(Debug, Serialize, JsonSchema)]
pub struct LinkLine {
    /// The judgment that cites: court and first number.
    from: String,
    /// The date of its decision, `YYYY-MM-DD`.
    from_date: Option<String>,
    /// Whether the index has it.
    from_held: bool,
    /// The judgment that is cited.
    to: String,
    /// The date of its decision.
    to_date: Option<String>,
    /// Whether the index has it.
    to_held: bool,
    /// What the cited judgment is to the citing one: `reference`, `cited`, `appealed`, `remanding` or `related`.
    role: &'static str,
    /// `followed`, `overruled`, `distinguished` or `dissent`, where words say so.
    treatment: Option<&'static str>,
    /// `mentioned`, `cited` or `discussed`.
    depth: &'static str,
    /// How many times it is cited.
    count: u32,
}

impl Line for LinkLine {
    const KIND: &'static str = "link";
    const COLUMNS: &'static [&'static str] = &[
        "from",
        "from_date",
        "from_held",
        "to",
        "to_date",
        "to_held",
        "role",
        "treatment",
        "depth",
        "count",
    ];
}

impl LinkLine {
    /// The line of a citation between two judgments of a graph.
    pub fn new(edge: &GraphEdge, from: &GraphNode, to: &GraphNode) -> Self {
        let date = |node: &GraphNode| node.decided.map(|date| date.to_string());
        Self {
            from: from.id(),
            from_date: date(from),
            from_held: from.held,
            to: to.id(),
            to_date: date(to),
            to_held: to.held,
            role: edge.role.name(),
            treatment: edge.treatment.map(Treatment::name),
            depth: edge.depth.name(),
            count: edge.count,
        }
    }
}

/// A judgment that others cite (`top`).
#[derive(Debug, Serialize, JsonSchema)]
pub struct AuthorityLine<'j> {
    /// Place in the list, from 1.
    rank: usize,
    #[serde(flatten)]
    judgment: EndObject<'j>,
    /// How many judgments cite it.
    cited_by: usize,
    /// How many of them discuss it.
    discussed_by: usize,
    /// Its share of PageRank.
    page_rank: f64,
    /// Whether a later judgment overruled it.
    overruled: bool,
}

impl Line for AuthorityLine<'_> {
    const KIND: &'static str = "authority";
    const COLUMNS: &'static [&'static str] = &[
        "rank",
        "case_numbers",
        "court",
        "decision_date",
        "case_name",
        "held",
        "cited_by",
        "discussed_by",
        "page_rank",
        "overruled",
    ];
}

impl<'j> AuthorityLine<'j> {
    /// The line of the judgment at place `rank`, counted from 1.
    pub fn new(rank: usize, judgment: &'j JudgmentRef, authority: &Authority) -> Self {
        let Authority { cited_by, discussed_by, page_rank, overruled } = *authority;
        let judgment = EndObject::new(judgment);
        Self { rank, judgment, cited_by, discussed_by, page_rank, overruled }
    }
}

/// The instances of a case (`history`).
#[derive(Debug, Serialize, JsonSchema)]
pub struct HistoryLine<'h> {
    /// The instances, the earliest first.
    judgments: Vec<InstanceObject<'h>>,
    /// How they follow on each other, as indices into `judgments`.
    steps: Vec<StepObject>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct InstanceObject<'h> {
    #[serde(flatten)]
    judgment: EndObject<'h>,
    /// The instance of its court.
    instance: Option<&'static str>,
}

/// Indices into the judgments: the decision that names, and the one that it names.
#[derive(Debug, Serialize, JsonSchema)]
struct StepObject {
    /// The decision that names the other.
    from: usize,
    /// The decision that it names.
    to: usize,
    /// `appealed`, `remanding` or `related`.
    role: &'static str,
}

impl Line for HistoryLine<'_> {
    const KIND: &'static str = "history";
    const COLUMNS: &'static [&'static str] = &[
        "judgments.case_numbers",
        "judgments.court",
        "judgments.decision_date",
        "judgments.case_name",
        "judgments.held",
        "judgments.instance",
    ];
}

impl<'h> HistoryLine<'h> {
    /// The line of a history.
    pub fn new(history: &'h History) -> Self {
        let place = |wanted: &JudgmentRef| history.judgments.iter().position(|judgment| judgment == wanted);
        Self {
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
