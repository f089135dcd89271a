//! The graph as one JSON object on one line.
//!
//! `from`, `to` and `focus` are indices into `nodes`, since an id may be shared by judgments of unknown number.

use std::io;

use serde::Serialize;

use super::json::SCHEMA_VERSION;
use crate::graph::{GraphEdge, GraphNode, Subgraph};
use crate::reference::{Depth, Role, Treatment};

#[derive(Debug, Serialize)]
struct GraphObject<'g> {
    schema_version: u32,
    kind: &'static str,
    focus: Option<usize>,
    nodes: Vec<NodeObject<'g>>,
    edges: Vec<EdgeObject>,
}

#[derive(Debug, Serialize)]
struct NodeObject<'g> {
    id: String,
    name: String,
    case_numbers: &'g [String],
    court: Option<&'g str>,
    decision_date: Option<String>,
    decision: Option<&'g str>,
    case_name: Option<&'g str>,
    held: bool,
    cited_by: u64,
    overruled: bool,
    distance: u32,
}

#[derive(Debug, Serialize)]
struct EdgeObject {
    from: usize,
    to: usize,
    role: Role,
    treatment: Option<Treatment>,
    depth: Depth,
    count: u32,
}

/// Writes the object and the end of the line.
pub fn write(graph: &Subgraph, out: &mut impl io::Write) -> io::Result<()> {
    let object = GraphObject {
        schema_version: SCHEMA_VERSION,
        kind: "graph",
        focus: graph.focus.filter(|&focus| focus < graph.nodes.len()),
        nodes: graph.nodes.iter().map(node).collect(),
        edges: graph.links().map(|(link, ..)| edge(link)).collect(),
    };
    serde_json::to_writer(&mut *out, &object)?;
    writeln!(out)
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

const fn edge(edge: &GraphEdge) -> EdgeObject {
    let GraphEdge { from, to, role, treatment, depth, count } = *edge;
    EdgeObject { from, to, role, treatment, depth, count }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sample;
    use proptest::prelude::*;

    fn rendered(graph: &Subgraph) -> String {
        let mut out = Vec::new();
        write(graph, &mut out).unwrap();
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
