//! The graph as a Mermaid flowchart, for Markdown pages. Mermaid itself refuses charts of more than 500 edges.

use std::io;

use super::one_line::one_line;
use super::relation::{Language, Relation};
use panrye_engine::graph::{GraphEdge, GraphNode, Subgraph};
use panrye_law::judgment::DecisionDate;

/// Writes the flowchart. Nodes are `n0`, `n1`, … in the order of the graph; time goes to the right.
pub fn write(graph: &Subgraph, language: Language, out: &mut impl io::Write) -> io::Result<()> {
    writeln!(out, "flowchart RL")?;
    writeln!(out, "  classDef cited_only stroke-dasharray:4 3,fill:#ffffff")?;
    writeln!(out, "  classDef overruled stroke:{}", Relation::Overruled.color())?;
    writeln!(out, "  classDef focus stroke-width:4px,fill:#fff3c4")?;
    for (index, node) in graph.nodes.iter().enumerate() {
        write_node(index, node, graph.focus == Some(index), out)?;
    }
    for (edge, ..) in graph.links() {
        let arrow = if Relation::of(edge) == Relation::Overruled { "-.->" } else { "-->" };
        writeln!(out, "  n{} {arrow}|\"{}\"| n{}", edge.from, language.edge(edge), edge.to)?;
    }
    for (position, (edge, ..)) in graph.links().enumerate() {
        write_style(position, edge, out)?;
    }
    Ok(())
}

fn write_node(index: usize, node: &GraphNode, focus: bool, out: &mut impl io::Write) -> io::Result<()> {
    let mut label = quoted(&node.caption.label());
    for line in
        [node.caption.decided.map(DecisionDate::korean), node.caption.case_name.as_deref().map(quoted)]
    {
        label.extend(line.into_iter().flat_map(|line| ["<br/>".to_owned(), line]));
    }
    writeln!(out, "  n{index}[\"{label}\"]")?;
    for (class, worn) in
        [("cited_only", !node.caption.in_index), ("overruled", node.overruled), ("focus", focus)]
    {
        if worn {
            writeln!(out, "  class n{index} {class}")?;
        }
    }
    Ok(())
}

/// The color of the line where it says something; Mermaid counts edges from 0.
fn write_style(position: usize, edge: &GraphEdge, out: &mut impl io::Write) -> io::Result<()> {
    match Relation::of(edge) {
        Relation::Followed | Relation::Cited => Ok(()),
        relation => writeln!(out, "  linkStyle {position} stroke:{}", relation.color()),
    }
}

/// Text for a quoted label. Any ASCII sign that Mermaid or HTML may read becomes an entity code (`#34;`).
fn quoted(text: &str) -> String {
    let mut out = String::new();
    for c in one_line(text).chars() {
        if c.is_ascii_punctuation() && !matches!(c, '.' | ',' | '(' | ')' | '/' | ':') {
            out.extend(["#", &u32::from(c).to_string(), ";"]);
        } else {
            out.push(c);
        }
    }
    out
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

    #[test]
    fn treatments_are_words_and_colors() {
        insta::assert_snapshot!(rendered(&sample::small()), @r#"
        flowchart RL
          classDef cited_only stroke-dasharray:4 3,fill:#ffffff
          classDef overruled stroke:#d0021b
          classDef focus stroke-width:4px,fill:#fff3c4
          n0["대법원 2018다1000<br/>2018. 5. 17.<br/>손해배상(기)"]
          class n0 focus
          n1["대법원 2001다2000<br/>2001. 3. 9."]
          class n1 overruled
          n2["대법원 2009다3000<br/>2009. 7. 23."]
          n3["대법원 95다4000<br/>1995. 1. 20."]
          class n3 cited_only
          n4["서울고등법원 2019나5000<br/>2019. 11. 1."]
          n0 -.->|"변경·폐기"| n1
          n0 -->|"따름"| n2
          n1 -->|"참조"| n3
          n2 -->|"인용"| n3
          n2 -->|"구별"| n0
          n4 -->|"참조"| n0
          linkStyle 0 stroke:#d0021b
          linkStyle 4 stroke:#d97706
        "#);
    }

    proptest! {
        #[test]
        fn no_name_leaves_its_label(text in any::<String>()) {
            for text in [text.as_str(), sample::HOSTILE] {
                let chart = rendered(&sample::hostile(text));
                prop_assert_eq!(chart.lines().count(), rendered(&sample::hostile("x")).lines().count());
                let label = chart.lines().find_map(|line| line.strip_prefix("  n0[\"")?.strip_suffix("\"]"));
                let label = label.unwrap().replace("<br/>", "");
                prop_assert!(!label.contains(['"', '<', '>', '&', '`', '%', '{', '[', '\\']), "{}", label);
            }
        }
    }
}
