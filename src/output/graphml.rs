//! The graph as GraphML, for Gephi, yEd, Cytoscape and networkx.

use std::borrow::Cow;
use std::io;

use quick_xml::escape::escape;

use panrye_engine::graph::{GraphEdge, GraphNode, Subgraph};
use panrye_law::reference::{Opinion, Treatment};

/// What is declared of nodes and edges: the key, what it belongs to, its type.
const KEYS: [(&str, &str, &str); 18] = [
    ("id", "node", "string"),
    ("label", "node", "string"),
    ("citation", "node", "string"),
    ("case_numbers", "node", "string"),
    ("court", "node", "string"),
    ("decision_date", "node", "string"),
    ("year", "node", "int"),
    ("form", "node", "string"),
    ("case_name", "node", "string"),
    ("in_index", "node", "boolean"),
    ("cited_by", "node", "long"),
    ("overruled", "node", "boolean"),
    ("distance", "node", "int"),
    ("role", "edge", "string"),
    ("treatment", "edge", "string"),
    ("opinion", "edge", "string"),
    ("depth", "edge", "string"),
    ("count", "edge", "int"),
];

/// Writes the document. Nodes are `n0`, `n1`, … in the order of the graph; a missing value has no `data` element.
pub fn write(graph: &Subgraph, out: &mut impl io::Write) -> io::Result<()> {
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<graphml xmlns="http://graphml.graphdrawing.org/xmlns">"#)?;
    for (key, owner, kind) in KEYS {
        writeln!(out, r#"  <key id="{key}" for="{owner}" attr.name="{key}" attr.type="{kind}"/>"#)?;
    }
    writeln!(out, r#"  <graph id="citations" edgedefault="directed">"#)?;
    for (index, node) in graph.nodes.iter().enumerate() {
        write_node(index, node, out)?;
    }
    for (edge, ..) in graph.links() {
        write_edge(edge, out)?;
    }
    writeln!(out, "  </graph>\n</graphml>")
}

fn write_node(index: usize, node: &GraphNode, out: &mut impl io::Write) -> io::Result<()> {
    writeln!(out, r#"    <node id="n{index}">"#)?;
    data("id", Some(&node.caption.id), out)?;
    data("label", Some(&node.caption.label()), out)?;
    data("citation", Some(&node.caption.citation()), out)?;
    data("case_numbers", Some(&node.caption.case_numbers.join(", ")), out)?;
    data("court", node.caption.court.as_deref(), out)?;
    data("decision_date", node.caption.decided.map(|date| date.to_string()).as_deref(), out)?;
    data("year", node.caption.decided.map(|date| date.year().to_string()).as_deref(), out)?;
    data("form", node.caption.form.as_deref(), out)?;
    data("case_name", node.caption.case_name.as_deref(), out)?;
    data("in_index", Some(&node.caption.in_index.to_string()), out)?;
    data("cited_by", Some(&node.cited_by.to_string()), out)?;
    data("overruled", Some(&node.overruled.to_string()), out)?;
    data("distance", Some(&node.distance.to_string()), out)?;
    writeln!(out, "    </node>")
}

fn write_edge(edge: &GraphEdge, out: &mut impl io::Write) -> io::Result<()> {
    writeln!(out, r#"    <edge source="n{}" target="n{}">"#, edge.from, edge.to)?;
    data("role", Some(edge.role.name()), out)?;
    data("treatment", edge.treatment.map(Treatment::name), out)?;
    data("opinion", edge.opinion.map(Opinion::name), out)?;
    data("depth", Some(edge.depth.name()), out)?;
    data("count", Some(&edge.count.to_string()), out)?;
    writeln!(out, "    </edge>")
}

fn data(key: &str, value: Option<&str>, out: &mut impl io::Write) -> io::Result<()> {
    match value {
        Some(value) => writeln!(out, r#"      <data key="{key}">{}</data>"#, escape(&*valid(value))),
        None => Ok(()),
    }
}

/// Puts a mark in the place of characters that XML 1.0 cannot express at all, not even escaped.
fn valid(text: &str) -> Cow<'_, str> {
    let invalid =
        |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    if text.contains(invalid) { Cow::Owned(text.replace(invalid, "\u{fffd}")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sample;
    use proptest::prelude::*;
    use quick_xml::events::Event;

    fn rendered(graph: &Subgraph) -> String {
        let mut out = Vec::new();
        write(graph, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// How many nodes and edges a reader of XML finds; panics on what is not well-formed.
    fn counted(xml: &str) -> (usize, usize) {
        let mut reader = quick_xml::Reader::from_str(xml);
        let mut found = (0, 0);
        loop {
            match reader.read_event().unwrap() {
                Event::Start(tag) if tag.name().as_ref() == "node" => found.0 += 1,
                Event::Start(tag) if tag.name().as_ref() == "edge" => found.1 += 1,
                Event::Start(tag) => assert!(matches!(tag.name().as_ref(), "graphml" | "graph" | "data")),
                Event::Eof => return found,
                _ => {}
            }
        }
    }

    #[test]
    fn nodes_carry_what_is_known_of_them() {
        let mut graph = sample::small();
        graph.nodes.truncate(1);
        graph.nodes[0].caption.court = None;
        graph.edges.push(sample::edge(0, 0, panrye_law::reference::Role::Cited, None));
        let xml = rendered(&graph);
        let body = xml.split_once("<graph ").map(|(_, body)| body.to_owned()).unwrap();
        insta::assert_snapshot!(body, @r#"
        id="citations" edgedefault="directed">
            <node id="n0">
              <data key="id">대법원|2018다1000</data>
              <data key="label">2018다1000</data>
              <data key="citation">2018. 5. 17. 선고 2018다1000, 1001 판결</data>
              <data key="case_numbers">2018다1000, 2018다1001</data>
              <data key="decision_date">2018-05-17</data>
              <data key="year">2018</data>
              <data key="form">판결</data>
              <data key="case_name">손해배상(기)</data>
              <data key="in_index">true</data>
              <data key="cited_by">12</data>
              <data key="overruled">false</data>
              <data key="distance">0</data>
            </node>
            <edge source="n0" target="n0">
              <data key="role">cited</data>
              <data key="depth">cited</data>
              <data key="count">1</data>
            </edge>
          </graph>
        </graphml>
        "#);
    }

    #[test]
    fn a_large_graph_is_whole() {
        let graph = sample::large(200);
        assert_eq!(counted(&rendered(&graph)), (200, graph.edges.len()));
    }

    proptest! {
        #[test]
        fn any_name_leaves_the_document_well_formed(text in any::<String>()) {
            prop_assert_eq!(counted(&rendered(&sample::hostile(&text))), (5, 7));
            prop_assert_eq!(counted(&rendered(&sample::hostile(sample::HOSTILE))), (5, 7));
        }
    }
}
