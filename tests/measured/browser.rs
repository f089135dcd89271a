//! The page of a graph in a real browser.

use std::process::Command;

use panrye::graph::{GraphEdge, GraphNode, Subgraph};
use panrye::output::html;
use panrye::reference::{Depth, Role};

/// Chromium, under the names that distributions give it.
fn browser() -> &'static str {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let found = names.into_iter().find(|name| Command::new(name).arg("--version").output().is_ok());
    found.expect("Chromium is installed")
}

fn two_hundred_judgments() -> Subgraph {
    let node = |i: usize| GraphNode {
        caption: panrye::caption::Caption {
            decided: panrye::judgment::DecisionDate::new(2001 + (i % 20) as u16, 1, 2),
            in_index: true,
            ..panrye::caption::Caption::cited(
                vec![format!("{}다{}", 2000 + i % 20, 1000 + i)],
                Some("대법원"),
            )
        },
        ..GraphNode::default()
    };
    let edge = |i: usize| GraphEdge {
        from: i,
        to: i / 3,
        role: Role::Cited,
        treatment: None,
        opinion: None,
        depth: Depth::Cited,
        count: 1,
    };
    Subgraph { nodes: (0..200).map(node).collect(), edges: (1..200).map(edge).collect(), focus: Some(0) }
}

#[test]
#[ignore = "needs Chromium"]
fn the_page_opens_in_a_browser_and_its_script_runs() {
    let browser = browser();
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("graph.html");
    let mut bytes = Vec::new();
    html::write(&two_hundred_judgments(), panrye::output::Language::Korean, &mut bytes).unwrap();
    std::fs::write(&page, bytes).unwrap();
    let mut command = Command::new(browser);
    command.args(["--headless", "--no-sandbox", "--disable-gpu", "--window-size=1600,900", "--dump-dom"]);
    command.arg(format!("--user-data-dir={}", folder.path().join("profile").display()));
    // The script describes the judgment that the fragment names.
    let said = command.arg(format!("file://{}#n7", page.display())).output().unwrap();
    let dom = String::from_utf8(said.stdout).unwrap();
    assert_eq!(dom.matches("<g class=\"node").count(), 200, "{}", String::from_utf8_lossy(&said.stderr));
    assert!(dom.contains("<h2>대법원 2008. 1. 2. 선고 2007다1007</h2>"), "the script did not run");
}
