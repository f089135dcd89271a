//! The line of a graph: all of its judgments and citations.
//!
//! `from`, `to` and `focus` are indices into `nodes`, since an id may be shared by judgments of unknown number.

use schemars::JsonSchema;
use serde::Serialize;

use super::Line;
use panrye_engine::graph::{GraphEdge, GraphNode, Subgraph};
use panrye_law::reference::Treatment;

/// The judgments around one, or all, and the citations among them (`graph --format json`).
#[derive(Debug, Serialize, JsonSchema)]
pub struct GraphLine<'g> {
    /// The judgment that was asked for, as an index into `nodes`; `null` for the whole graph.
    focus: Option<usize>,
    /// The judgments.
    nodes: Vec<NodeObject<'g>>,
    /// The citations among them.
    edges: Vec<EdgeObject>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct NodeObject<'g> {
    /// Court and first number; not unique where numbers are unknown.
    id: String,
    /// The judgment as courts cite it.
    name: String,
    /// Case numbers in full.
    case_numbers: &'g [String],
    /// Normalized name of the court.
    court: Option<&'g str>,
    /// Date of the decision, `YYYY-MM-DD`.
    decision_date: Option<String>,
    /// Form of the decision.
    decision: Option<&'g str>,
    /// Name of the case.
    case_name: Option<&'g str>,
    /// Whether the index has it.
    held: bool,
    /// How many judgments of the index cite it.
    cited_by: u64,
    /// Whether a later judgment overruled it.
    overruled: bool,
    /// Steps from the judgment that was asked for.
    distance: u32,
}

#[derive(Debug, Serialize, JsonSchema)]
struct EdgeObject {
    /// The judgment that cites, as an index into `nodes`.
    from: usize,
    /// The judgment that is cited.
    to: usize,
    /// `reference`, `cited`, `appealed`, `remanding` or `related`.
    role: &'static str,
    /// `followed`, `overruled`, `distinguished` or `dissent`, where words say so.
    treatment: Option<&'static str>,
    /// `mentioned`, `cited` or `discussed`.
    depth: &'static str,
    /// How many times it is cited.
    count: u32,
}

impl Line for GraphLine<'_> {
    const KIND: &'static str = "graph";
    const COLUMNS: &'static [&'static str] =
        &["edges.from", "edges.to", "edges.role", "edges.treatment", "edges.depth", "edges.count"];
}

impl<'g> GraphLine<'g> {
    /// The line of a graph.
    pub fn new(graph: &'g Subgraph) -> Self {
        Self {
            focus: graph.focus.filter(|&focus| focus < graph.nodes.len()),
            nodes: graph.nodes.iter().map(node).collect(),
            edges: graph.links().map(|(link, ..)| edge(link)).collect(),
        }
    }
}

fn node(node: &GraphNode) -> NodeObject<'_> {
    NodeObject {
        id: node.id(),
        name: node.name(),
        case_numbers: &node.case_numbers,
        court: node.court.as_deref(),
        decision_date: node.decided.map(|date| date.to_string()),
        decision: node.decision.as_deref(),
        case_name: node.case_name.as_deref(),
        held: node.held,
        cited_by: node.cited_by,
        overruled: node.overruled,
        distance: node.distance,
    }
}

fn edge(edge: &GraphEdge) -> EdgeObject {
    EdgeObject {
        from: edge.from,
        to: edge.to,
        role: edge.role.name(),
        treatment: edge.treatment.map(Treatment::name),
        depth: edge.depth.name(),
        count: edge.count,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sample;
    use proptest::prelude::*;

    fn rendered(graph: &Subgraph) -> String {
        let mut out = Vec::new();
        super::super::write(&GraphLine::new(graph), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn nodes_and_edges_are_objects() {
        let mut graph = sample::small();
        graph.nodes.truncate(2);
        insta::assert_snapshot!(rendered(&graph), @r#"
        {"schema_version":1,"kind":"graph","focus":0,"nodes":[{"id":"대법원 2018다1000","name":"대법원 2018. 5. 17. 선고 2018다1000, 1001 판결","case_numbers":["2018다1000","2018다1001"],"court":"대법원","decision_date":"2018-05-17","decision":"판결","case_name":"손해배상(기)","held":true,"cited_by":12,"overruled":false,"distance":0},{"id":"대법원 2001다2000","name":"대법원 2001. 3. 9. 선고 2001다2000 판결","case_numbers":["2001다2000"],"court":"대법원","decision_date":"2001-03-09","decision":"판결","case_name":null,"held":true,"cited_by":0,"overruled":true,"distance":1}],"edges":[{"from":0,"to":1,"role":"cited","treatment":"overruled","depth":"cited","count":1}]}
        "#);
    }

    proptest! {
        #[test]
        fn one_line_gives_the_text_back(text in any::<String>()) {
            let line = rendered(&sample::hostile(&text));
            prop_assert_eq!(line.matches('\n').count(), 1);
            let value: serde_json::Value = serde_json::from_str(&line).unwrap();
            prop_assert_eq!(value["nodes"][0]["case_name"].as_str(), Some(text.as_str()));
            prop_assert_eq!(value["edges"].as_array().map(Vec::len), Some(7));
        }
    }
}
