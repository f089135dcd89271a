//! The graph in the DOT language of Graphviz: judgments of one year stand in one column, time goes to the right.

use std::collections::BTreeMap;
use std::io;

use super::one_line::one_line;
use super::relation::{Language, Relation};
use panrye_engine::graph::{GraphEdge, GraphNode, Subgraph};

/// Writes the `digraph`. Nodes are `n0`, `n1`, … in the order of the graph, years `y2018`.
pub fn write(graph: &Subgraph, language: Language, out: &mut impl io::Write) -> io::Result<()> {
    writeln!(out, "digraph citations {{")?;
    // Ranks count from the right, so that an edge goes from the later judgment on the right to the earlier one.
    writeln!(out, "  rankdir=RL; newrank=true; nodesep=0.15; ranksep=0.6;")?;
    writeln!(out, "  node [shape=box, style=\"rounded,filled\", fillcolor=white, fontsize=10];")?;
    writeln!(out, "  edge [fontsize=8, arrowsize=0.6];")?;
    for (index, node) in graph.nodes.iter().enumerate() {
        write_node(index, node, graph.focus == Some(index), out)?;
    }
    write_years(graph, out)?;
    for (edge, from, to) in graph.links() {
        write_edge(edge, (from, to), language, out)?;
    }
    writeln!(out, "}}")
}

fn write_node(index: usize, node: &GraphNode, focus: bool, out: &mut impl io::Write) -> io::Result<()> {
    let case_name =
        node.caption.case_name.as_deref().map(|name| format!("\\n{}", quoted(name))).unwrap_or_default();
    let mut attributes = format!(
        "label=\"{}{case_name}\", tooltip=\"{}\"",
        quoted(&node.caption.label()),
        quoted(&node.caption.citation())
    );
    if !node.caption.in_index {
        attributes.push_str(", style=\"rounded,dashed\"");
    }
    if node.overruled {
        attributes.extend([", color=\"", Relation::Overruled.color(), "\""]);
    }
    if focus {
        attributes.push_str(", penwidth=3, fillcolor=\"#fff3c4\"");
    }
    writeln!(out, "  n{index} [{attributes}];")
}

/// A column for each year, held in order by an invisible chain.
fn write_years(graph: &Subgraph, out: &mut impl io::Write) -> io::Result<()> {
    let mut years: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
    for (index, node) in graph.nodes.iter().enumerate() {
        if let Some(date) = node.caption.decided {
            years.entry(date.year()).or_default().push(index);
        }
    }
    for (year, nodes) in years.iter().rev() {
        let nodes: Vec<String> = nodes.iter().map(|index| format!(" n{index};")).collect();
        writeln!(
            out,
            "  {{ rank=same; y{year} [shape=plaintext, style=\"\", label=\"{year}\"];{} }}",
            nodes.concat()
        )?;
    }
    let chain: Vec<String> = years.keys().rev().map(|year| format!("y{year}")).collect();
    if chain.len() > 1 {
        writeln!(out, "  {} [style=invis];", chain.join(" -> "))?;
    }
    Ok(())
}

fn write_edge(
    edge: &GraphEdge,
    (from, to): (&GraphNode, &GraphNode),
    language: Language,
    out: &mut impl io::Write,
) -> io::Result<()> {
    let relation = Relation::of(edge);
    let style = match relation {
        Relation::Overruled => ", style=dashed, penwidth=2",
        Relation::Distinguished => ", style=dashed",
        Relation::SeparateOpinion => ", style=dotted",
        Relation::Followed | Relation::History | Relation::Cited => "",
    };
    // An edge against the order of time would push its years apart.
    let unbound = if from.caption.decided < to.caption.decided { ", constraint=false" } else { "" };
    let (word, color) = (language.edge(edge), relation.color());
    let (start, end) = (edge.from, edge.to);
    writeln!(out, "  n{start} -> n{end} [tooltip=\"{word}\", color=\"{color}\"{style}{unbound}];")
}

/// Text for a quoted string of DOT, where `\` escapes and `&` begins an entity.
fn quoted(text: &str) -> String {
    one_line(text).replace('&', "&amp;").replace('\\', "\\\\").replace('"', "\\\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sample;
    use proptest::prelude::*;

    fn rendered(graph: &Subgraph) -> String {
        let mut out = Vec::new();
        write(graph, Language::Korean, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// A line without its quoted strings: what the text of a judgment must not be able to change.
    fn outside_quotes(line: &str) -> String {
        let (mut out, mut inside, mut escaped) = (String::new(), false, false);
        for c in line.chars() {
            match c {
                _ if escaped => escaped = false,
                '\\' if inside => escaped = true,
                '"' => inside = !inside,
                _ if !inside => out.push(c),
                _ => {}
            }
        }
        assert!(!inside, "an open string: {line}");
        out
    }

    #[test]
    fn years_are_columns() {
        insta::assert_snapshot!(rendered(&sample::small()), @r##"
        digraph citations {
          rankdir=RL; newrank=true; nodesep=0.15; ranksep=0.6;
          node [shape=box, style="rounded,filled", fillcolor=white, fontsize=10];
          edge [fontsize=8, arrowsize=0.6];
          n0 [label="대법원 2018다1000\n손해배상(기)", tooltip="대법원 2018. 5. 17. 선고 2018다1000, 1001 판결", penwidth=3, fillcolor="#fff3c4"];
          n1 [label="대법원 2001다2000", tooltip="대법원 2001. 3. 9. 선고 2001다2000 판결", color="#d0021b"];
          n2 [label="대법원 2009다3000", tooltip="대법원 2009. 7. 23. 선고 2009다3000 판결"];
          n3 [label="대법원 95다4000", tooltip="대법원 1995. 1. 20. 선고 95다4000 판결", style="rounded,dashed"];
          n4 [label="서울고등법원 2019나5000", tooltip="서울고등법원 2019. 11. 1. 선고 2019나5000 판결"];
          { rank=same; y2019 [shape=plaintext, style="", label="2019"]; n4; }
          { rank=same; y2018 [shape=plaintext, style="", label="2018"]; n0; }
          { rank=same; y2009 [shape=plaintext, style="", label="2009"]; n2; }
          { rank=same; y2001 [shape=plaintext, style="", label="2001"]; n1; }
          { rank=same; y1995 [shape=plaintext, style="", label="1995"]; n3; }
          y2019 -> y2018 -> y2009 -> y2001 -> y1995 [style=invis];
          n0 -> n1 [tooltip="변경·폐기", color="#d0021b", style=dashed, penwidth=2];
          n0 -> n2 [tooltip="따름", color="#5b6b7b"];
          n1 -> n3 [tooltip="참조", color="#9aa5b1"];
          n2 -> n3 [tooltip="인용", color="#9aa5b1"];
          n2 -> n0 [tooltip="구별", color="#d97706", style=dashed, constraint=false];
          n4 -> n0 [tooltip="참조", color="#9aa5b1"];
        }
        "##);
    }

    proptest! {
        #[test]
        fn no_name_leaves_its_string(text in any::<String>()) {
            let structure = |text: &str| -> Vec<String> {
                rendered(&sample::hostile(text)).lines().map(outside_quotes).collect()
            };
            prop_assert_eq!(structure(&text), structure("x"));
            prop_assert_eq!(structure(sample::HOSTILE), structure("x"));
        }
    }
}
