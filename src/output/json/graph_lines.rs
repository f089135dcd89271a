//! Lines about the citation graph: edges, links, authority, the history of a case.

use schemars::JsonSchema;
use serde::Serialize;

use super::Line;
use super::caption_object::{CaptionObject, edge_id};
use panrye_engine::graph::{Authority, Edge, GraphEdge, GraphNode, History, instance};
use panrye_law::caption::Caption;
use panrye_law::reference::{Opinion, Treatment};

/// A citation of one judgment by another (`cites`, `cited-by`, and each step of `path`).
#[derive(Debug, Serialize, JsonSchema)]
pub struct EdgeLine<'e> {
    /// A stable key of the two judgments.
    id: String,
    /// The judgment that cites.
    from: CaptionObject<'e>,
    /// The judgment that is cited.
    to: CaptionObject<'e>,
    /// What the cited judgment is to the citing one: `reference`, `cited`, `appealed`, `remanding` or `related`.
    role: &'static str,
    /// `followed`, `distinguished`, `overruled_in_part` or `overruled`, where words say so.
    treatment: Option<&'static str>,
    /// Whose opinion it is in: `majority`, `concurring`, `dissenting` or `supplementary`; the court's, where any mention
    /// does; `null` where it is only listed.
    opinion: Option<&'static str>,
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
struct QuoteObject<'e> {
    /// The place in the citing judgment.
    place: &'e str,
    /// The sentence, or the citation where there is nothing else.
    text: &'e str,
    /// How this mention treats the judgment.
    treatment: Option<&'static str>,
    /// Whose opinion the mention is in.
    opinion: Option<&'static str>,
}

impl Line for EdgeLine<'_> {
    const KIND: &'static str = "edge";
    const COLUMNS: &'static [&'static str] = &[
        "from.case_numbers",
        "from.court",
        "from.decision_date",
        "from.in_index",
        "to.case_numbers",
        "to.court",
        "to.decision_date",
        "to.in_index",
        "role",
        "treatment",
        "opinion",
        "depth",
        "count",
    ];
}

impl<'e> EdgeLine<'e> {
    /// The line of an edge.
    pub fn new(edge: &'e Edge) -> Self {
        Self {
            id: edge_id(&edge.from, &edge.to),
            from: CaptionObject::new(&edge.from),
            to: CaptionObject::new(&edge.to),
            role: edge.role.name(),
            treatment: edge.treatment.map(Treatment::name),
            opinion: edge.opinion.map(Opinion::name),
            depth: edge.depth.name(),
            count: edge.count,
            differing_dates: edge.differing_dates.iter().map(ToString::to_string).collect(),
            quotes: edge
                .quotes
                .iter()
                .map(|quote| QuoteObject {
                    place: &quote.place,
                    text: &quote.text,
                    treatment: quote.treatment.map(Treatment::name),
                    opinion: quote.opinion.map(Opinion::name),
                })
                .collect(),
        }
    }
}

/// A citation of a graph as a row of a table (`graph --format edges`). Judgments go by their `id`, as in every line.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LinkLine {
    /// A stable key of the two judgments.
    id: String,
    /// The `id` of the judgment that cites.
    from: String,
    /// The date of its decision, `YYYY-MM-DD`.
    from_decision_date: Option<String>,
    /// Whether the index has it.
    from_in_index: bool,
    /// The `id` of the judgment that is cited.
    to: String,
    /// The date of its decision.
    to_decision_date: Option<String>,
    /// Whether the index has it.
    to_in_index: bool,
    /// What the cited judgment is to the citing one: `reference`, `cited`, `appealed`, `remanding` or `related`.
    role: &'static str,
    /// `followed`, `distinguished`, `overruled_in_part` or `overruled`, where words say so.
    treatment: Option<&'static str>,
    /// Whose opinion it is in: `majority`, `concurring`, `dissenting` or `supplementary`; the court's, where any mention
    /// does; `null` where it is only listed.
    opinion: Option<&'static str>,
    /// `mentioned`, `cited` or `discussed`.
    depth: &'static str,
    /// How many times it is cited.
    count: u32,
}

impl Line for LinkLine {
    const KIND: &'static str = "link";
    const COLUMNS: &'static [&'static str] = &[
        "from",
        "from_decision_date",
        "from_in_index",
        "to",
        "to_decision_date",
        "to_in_index",
        "role",
        "treatment",
        "opinion",
        "depth",
        "count",
    ];
}

impl LinkLine {
    /// The line of a citation between two judgments of a graph.
    pub fn new(edge: &GraphEdge, from: &GraphNode, to: &GraphNode) -> Self {
        let date = |node: &GraphNode| node.caption.decided.map(|date| date.to_string());
        Self {
            id: edge_id(&from.caption, &to.caption),
            from: from.caption.id.clone(),
            from_decision_date: date(from),
            from_in_index: from.caption.in_index,
            to: to.caption.id.clone(),
            to_decision_date: date(to),
            to_in_index: to.caption.in_index,
            role: edge.role.name(),
            treatment: edge.treatment.map(Treatment::name),
            opinion: edge.opinion.map(Opinion::name),
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
    judgment: CaptionObject<'j>,
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
        "in_index",
        "cited_by",
        "discussed_by",
        "page_rank",
        "overruled",
    ];
}

impl<'j> AuthorityLine<'j> {
    /// The line of the judgment at place `rank`, counted from 1.
    pub fn new(rank: usize, judgment: &'j Caption, authority: &Authority) -> Self {
        let Authority { cited_by, discussed_by, page_rank, overruled } = *authority;
        let judgment = CaptionObject::new(judgment);
        Self { rank, judgment, cited_by, discussed_by, page_rank, overruled }
    }
}

/// The instances of a case (`history`).
#[derive(Debug, Serialize, JsonSchema)]
pub struct HistoryLine<'h> {
    /// The instances, the earliest first.
    judgments: Vec<InstanceObject<'h>>,
    /// How they follow on each other.
    steps: Vec<StepObject<'h>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct InstanceObject<'h> {
    #[serde(flatten)]
    judgment: CaptionObject<'h>,
    /// The instance of its court.
    instance: Option<&'static str>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct StepObject<'h> {
    /// The `id` of the decision that names the other.
    from: &'h str,
    /// The `id` of the decision that it names.
    to: &'h str,
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
        "judgments.in_index",
        "judgments.instance",
    ];
}

impl<'h> HistoryLine<'h> {
    /// The line of a history.
    pub fn new(history: &'h History) -> Self {
        Self {
            judgments: history
                .judgments
                .iter()
                .map(|judgment| InstanceObject {
                    judgment: CaptionObject::new(judgment),
                    instance: instance(judgment),
                })
                .collect(),
            steps: history
                .steps
                .iter()
                .map(|step| StepObject { from: &step.from.id, to: &step.to.id, role: step.role.name() })
                .collect(),
        }
    }
}
