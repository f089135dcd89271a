//! The line of a graph: all of its judgments and citations.

use schemars::JsonSchema;
use serde::Serialize;

use super::Line;
use super::caption_object::{CaptionObject, edge_id};
use panrye_engine::graph::{GraphEdge, GraphNode, Subgraph};
use panrye_law::caption::Caption;
use panrye_law::reference::{Opinion, Treatment};

/// The judgments around one, or all, and the citations among them (`graph --format json`).
#[derive(Debug, Serialize, JsonSchema)]
pub struct GraphLine<'g> {
    /// The judgment that was asked for, by its `id`; `null` for the whole graph.
    focus: Option<&'g str>,
    /// The judgments.
    nodes: Vec<NodeObject<'g>>,
    /// The citations among them.
    edges: Vec<EdgeObject<'g>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct NodeObject<'g> {
    #[serde(flatten)]
    judgment: CaptionObject<'g>,
    /// How many judgments of the index cite it.
    cited_by: u64,
    /// Whether a later judgment overruled it.
    overruled: bool,
    /// Steps from the judgment that was asked for.
    distance: u32,
}

#[derive(Debug, Serialize, JsonSchema)]
struct EdgeObject<'g> {
    /// A stable key of the two judgments.
    id: String,
    /// The `id` of the judgment that cites.
    from: &'g str,
    /// The `id` of the judgment that is cited.
    to: &'g str,
    /// `reference`, `cited`, `appealed`, `remanding` or `related`.
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

impl Line for GraphLine<'_> {
    const KIND: &'static str = "graph";
    const COLUMNS: &'static [&'static str] = &[
        "edges.from",
        "edges.to",
        "edges.role",
        "edges.treatment",
        "edges.opinion",
        "edges.depth",
        "edges.count",
    ];
}

impl<'g> GraphLine<'g> {
    /// The line of a graph.
    pub fn new(graph: &'g Subgraph) -> Self {
        Self {
            focus: graph.focus_node().map(|node| node.caption.id.as_str()),
            nodes: graph.nodes.iter().map(node).collect(),
            edges: graph.links().map(|(link, from, to)| edge(link, &from.caption, &to.caption)).collect(),
        }
    }
}

fn node(node: &GraphNode) -> NodeObject<'_> {
    NodeObject {
        judgment: CaptionObject::new(&node.caption),
        cited_by: node.cited_by,
        overruled: node.overruled,
        distance: node.distance,
    }
}

fn edge<'g>(edge: &GraphEdge, from: &'g Caption, to: &'g Caption) -> EdgeObject<'g> {
    EdgeObject {
        id: edge_id(from, to),
        from: &from.id,
        to: &to.id,
        role: edge.role.name(),
        treatment: edge.treatment.map(Treatment::name),
        opinion: edge.opinion.map(Opinion::name),
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
        {"schema_version":1,"kind":"graph","focus":"대법원|2018다1000","nodes":[{"id":"대법원|2018다1000","citation":"대법원 2018. 5. 17. 선고 2018다1000, 1001 판결","case_numbers":["2018다1000","2018다1001"],"court":"대법원","decision_date":"2018-05-17","form":"판결","en_banc":null,"case_name":"손해배상(기)","in_index":true,"official_url":"https://www.law.go.kr/판례/(2018다1000)","cited_by":12,"overruled":false,"distance":0},{"id":"대법원|2001다2000","citation":"대법원 2001. 3. 9. 선고 2001다2000 판결","case_numbers":["2001다2000"],"court":"대법원","decision_date":"2001-03-09","form":"판결","en_banc":null,"case_name":null,"in_index":true,"official_url":"https://www.law.go.kr/판례/(2001다2000)","cited_by":0,"overruled":true,"distance":1}],"edges":[{"id":"대법원|2018다1000 > 대법원|2001다2000","from":"대법원|2018다1000","to":"대법원|2001다2000","role":"cited","treatment":"overruled","opinion":null,"depth":"cited","count":1}]}
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
