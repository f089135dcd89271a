//! The graph as one HTML page that opens without a network: an SVG picture with the script and style that serve it.
//!
//! The picture is laid out and written here; the script only highlights, searches, zooms and tells details.

mod layout;
mod picture;

use std::io;

use super::json::{self, SCHEMA_VERSION};
use super::one_line::one_line;
use super::relation::{Language, Relation};
use panrye_engine::graph::Subgraph;
use panrye_law::annotate::escape_html;

const PAGE: &str = include_str!("html/page.html");
const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/page.js");

/// Writes the page.
pub fn write(graph: &Subgraph, language: Language, out: &mut impl io::Write) -> io::Result<()> {
    let mut rest = PAGE;
    // Each slot is filled in turn and never looked at again, so that no text of a judgment can hold a slot.
    while let Some((before, after)) = rest.split_once("{{") {
        let (slot, after) = after.split_once("}}").unwrap_or((after, ""));
        out.write_all(before.as_bytes())?;
        match slot {
            "style" => out.write_all(STYLE.as_bytes())?,
            "script" => out.write_all(SCRIPT.as_bytes())?,
            "picture" => picture::write(graph, language, out)?,
            "data" => out.write_all(data(graph, language)?.as_bytes())?,
            "title" => out.write_all(escaped(&title(graph, language)).as_bytes())?,
            name => out.write_all(label(name, language).as_bytes())?,
        }
        rest = after;
    }
    out.write_all(rest.as_bytes())
}

fn title(graph: &Subgraph, language: Language) -> String {
    let whole = || language.pick("Citations among judgments", "판례 인용 관계").to_owned();
    graph.focus_node().map_or_else(whole, |node| node.caption.citation())
}

/// The words of the page itself, by the names of their slots.
const fn label(name: &str, language: Language) -> &'static str {
    match name.as_bytes() {
        b"lang" => language.pick("en", "ko"),
        b"find" => language.pick("Find by case number, court or case name", "사건번호·법원·사건명 찾기"),
        b"fit" => language.pick("Show everything", "전체 보기"),
        b"followed" => language.relation(Relation::Followed),
        b"overruled" => language.relation(Relation::Overruled),
        b"distinguished" => language.relation(Relation::Distinguished),
        b"separate" => language.relation(Relation::SeparateOpinion),
        b"history" => language.relation(Relation::History),
        b"cited" => language.relation(Relation::Cited),
        b"focus" => language.pick("the judgment in question", "기준 판례"),
        b"cited_only" => language.cited_only(),
        b"overruled_node" => language.overruled(),
        _ => "",
    }
}

/// Text for the content of an element or a quoted attribute.
fn escaped(text: &str) -> String {
    escape_html(&one_line(text)).into_owned()
}

/// What the script tells of judgments and citations, as JSON that cannot end the element it is in.
fn data(graph: &Subgraph, language: Language) -> serde_json::Result<String> {
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
                "address": node.caption.official_url(),
            })
        })
        .collect();
    let edges: Vec<_> = graph
        .links()
        .map(|(edge, ..)| serde_json::json!([edge.from, edge.to, language.edge(edge), edge.count]))
        .collect();
    let data = serde_json::json!({
        "version": SCHEMA_VERSION, "focus": graph.focus, "nodes": nodes, "edges": edges,
        "labels": {
            "citedBy": language.pick("cited by", "피인용"),
            "overruled": language.overruled(),
            "citedOnly": language.cited_only(),
            "page": language.pick("Official page", "공식 원문"),
            "cites": language.pick("Cites", "인용한 판례"),
            "citing": language.pick("Cited by", "인용된 판례"),
        },
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
        write(graph, Language::Korean, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// The page without what its own files say, which may use every sign.
    fn filled_in(page: &str) -> String {
        page.replace(STYLE, "").replace(SCRIPT, "")
    }

    #[test]
    fn the_page_asks_for_nothing_from_elsewhere() {
        let page = rendered(&sample::small());
        // The addresses of judgments are links for whoever presses them.
        let page = page.replace("\"address\":\"https://www.law.go.kr/", "");
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
