//! The graph as one HTML page that opens without a network: an SVG picture with the script and style that serve it.
//!
//! The picture is laid out and written here; the script only highlights, searches, zooms and tells details.

mod layout;
mod picture;

use std::io;

use super::json::{self, SCHEMA_VERSION};
use super::one_line::one_line;
use super::relation::word;
use panrye_engine::graph::Subgraph;
use panrye_law::annotate::escape_html;

const PAGE: &str = include_str!("html/page.html");
const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/page.js");

/// Writes the page.
pub fn write(graph: &Subgraph, out: &mut impl io::Write) -> io::Result<()> {
    let mut rest = PAGE;
    // Each slot is filled in turn and never looked at again, so that no text of a judgment can hold a slot.
    for slot in ["{{title}}", "{{style}}", "{{heading}}", "{{picture}}", "{{data}}", "{{script}}"] {
        let Some((before, after)) = rest.split_once(slot) else { continue };
        out.write_all(before.as_bytes())?;
        match slot {
            "{{style}}" => out.write_all(STYLE.as_bytes())?,
            "{{script}}" => out.write_all(SCRIPT.as_bytes())?,
            "{{picture}}" => picture::write(graph, out)?,
            "{{data}}" => out.write_all(data(graph)?.as_bytes())?,
            _ => out.write_all(escaped(&title(graph)).as_bytes())?,
        }
        rest = after;
    }
    out.write_all(rest.as_bytes())
}

fn title(graph: &Subgraph) -> String {
    graph.focus_node().map_or_else(|| "판례 인용 관계".to_owned(), |node| node.caption.citation())
}

/// Text for the content of an element or a quoted attribute.
fn escaped(text: &str) -> String {
    escape_html(&one_line(text)).into_owned()
}

/// What the script tells of judgments and citations, as JSON that cannot end the element it stands in.
fn data(graph: &Subgraph) -> serde_json::Result<String> {
    let nodes: Vec<_> = graph
        .nodes
        .iter()
        .map(|node| {
            serde_json::json!({
                "id": one_line(&node.caption.label()),
                "name": one_line(&node.caption.citation()),
                "caseName": node.caption.case_name.as_deref().map(one_line),
                "in_index": node.caption.in_index,
                "citedBy": node.cited_by,
                "overruled": node.overruled,
            })
        })
        .collect();
    let edges: Vec<_> = graph
        .links()
        .map(|(edge, ..)| serde_json::json!([edge.from, edge.to, word(edge), edge.count]))
        .collect();
    let data = serde_json::json!({
        "version": SCHEMA_VERSION, "focus": graph.focus, "nodes": nodes, "edges": edges,
    });
    let text = json::to_string(&data)?;
    Ok(text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026"))
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

    /// The page without what its own files say, which may use every sign.
    fn filled_in(page: &str) -> String {
        page.replace(STYLE, "").replace(SCRIPT, "")
    }

    #[test]
    fn the_page_asks_for_nothing_from_elsewhere() {
        let page = rendered(&sample::small());
        for outside in ["http://", "https://", "src=", "@import", "url(//", "<link"] {
            let found = page.replace("http://www.w3.org/2000/svg", "").contains(outside);
            assert!(!found, "{outside}");
        }
        assert!(page.contains("default-src 'none'") && !page.contains("{{"));
    }

    #[test]
    fn every_judgment_and_citation_of_a_large_graph_is_drawn() {
        let graph = sample::large(200);
        let page = rendered(&graph);
        assert_eq!(page.matches("<g class=\"node").count(), 200);
        let drawn = graph.edges.iter().filter(|edge| edge.from != edge.to).count();
        assert_eq!(page.matches("<path class=\"edge").count(), drawn);
        // For a look at it: PANRYE_GRAPH_PAGE=page.html cargo test every_judgment_and_citation
        if let Some(path) = std::env::var_os("PANRYE_GRAPH_PAGE") {
            std::fs::write(path, page).unwrap();
        }
    }

    #[test]
    fn a_graph_without_anything_is_a_page() {
        assert!(rendered(&Subgraph::default()).contains("판례 인용 관계"));
    }

    proptest! {
        #[test]
        fn no_name_adds_an_element(text in any::<String>()) {
            let count = |text: &str| {
                let page = filled_in(&rendered(&sample::hostile(text)));
                ["<", ">", "<script", "</script", "\u{2028}", "\u{202e}"].map(|sign| page.matches(sign).count())
            };
            prop_assert_eq!(count(sample::HOSTILE), count("\"' xxxxxxxxxxxxxxxxxxxxxxxxxxxx"));
            let page = filled_in(&rendered(&sample::hostile(&text)));
            prop_assert_eq!(page.matches("<script").count(), 2);
            prop_assert_eq!(page.matches('<').count(), page.matches('>').count());
        }
    }
}
