//! Graphs that the tests of the renderers share.

use panrye_engine::graph::{GraphEdge, GraphNode, Subgraph};
use panrye_law::caption::Caption;
use panrye_law::judgment::DecisionDate;
use panrye_law::reference::{Depth, Role, Treatment};

/// Text that breaks out of whatever forgets to escape it.
pub(super) const HOSTILE: &str =
    "\"]</script><script>alert('x')</script>\n<b>&amp;\u{202e}\u{2028}\\%%{init}`#\t-->";

pub(super) fn node(number: &str, court: &str, date: (u16, u8, u8)) -> GraphNode {
    GraphNode {
        caption: Caption {
            decided: DecisionDate::new(date.0, date.1, date.2),
            form: Some("판결".to_owned()),
            in_index: true,
            ..Caption::cited(vec![number.to_owned()], Some(court))
        },
        ..GraphNode::default()
    }
}

pub(super) fn edge(from: usize, to: usize, role: Role, treatment: Option<Treatment>) -> GraphEdge {
    GraphEdge { from, to, role, treatment, opinion: None, depth: Depth::Cited, count: 1 }
}

/// Five judgments: the focus overrules one and follows another, which lead to a third; one cites the focus.
pub(super) fn small() -> Subgraph {
    let mut nodes = vec![
        node("2018다1000", "대법원", (2018, 5, 17)),
        node("2001다2000", "대법원", (2001, 3, 9)),
        node("2009다3000", "대법원", (2009, 7, 23)),
        node("95다4000", "대법원", (1995, 1, 20)),
        node("2019나5000", "서울고등법원", (2019, 11, 1)),
    ];
    nodes[0].caption.case_numbers.push("2018다1001".to_owned());
    nodes[0].caption.case_name = Some("손해배상(기)".to_owned());
    nodes[0].cited_by = 12;
    nodes[1].overruled = true;
    nodes[3].caption.in_index = false;
    for (node, distance) in nodes.iter_mut().zip([0, 1, 1, 2, 1]) {
        node.distance = distance;
    }
    let edges = vec![
        edge(0, 1, Role::Cited, Some(Treatment::Overruled)),
        GraphEdge { count: 3, ..edge(0, 2, Role::Cited, Some(Treatment::Followed)) },
        edge(1, 3, Role::Reference, None),
        edge(2, 3, Role::Cited, None),
        edge(2, 0, Role::Cited, Some(Treatment::Distinguished)),
        edge(4, 0, Role::Reference, None),
    ];
    Subgraph { nodes, edges, focus: Some(0) }
}

/// A graph all of whose text is hostile, and some of whose edges lead nowhere.
pub(super) fn hostile(text: &str) -> Subgraph {
    let mut graph = small();
    graph.nodes[0] = GraphNode {
        caption: Caption {
            form: Some(text.to_owned()),
            case_name: Some(text.to_owned()),
            ..Caption::cited(vec![text.to_owned(), text.to_owned()], Some(text))
        },
        ..GraphNode::default()
    };
    graph.edges.push(edge(0, 99, Role::Cited, None));
    graph.edges.push(edge(0, 0, Role::Cited, None));
    graph
}

/// The neighborhood of a leading case with `count` judgments of thirty-five years, the same at every call.
pub(super) fn large(count: usize) -> Subgraph {
    const COURTS: [&str; 8] =
        ["대법원", "대법원", "대법원", "대법원", "서울고등법원", "부산지방법원", "헌법재판소", "대법원"];
    const NAMES: [&str; 5] =
        ["손해배상(기)", "부당이득금", "소유권이전등기", "해고무효확인", "양수금·구상금"];
    let mut state = 7_u64;
    let mut random = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % below.max(1)
    };
    let mut graph = Subgraph { focus: Some(0), ..Subgraph::default() };
    for index in 0..count {
        let year = if index == 0 { 2008 } else { 2024 - u16::try_from(random(6) * random(8)).unwrap() };
        let number = format!("{year}다{}", 10_000 + index * 137);
        let day = (year, u8::try_from(1 + random(12)).unwrap(), u8::try_from(1 + random(28)).unwrap());
        let mut node = node(&number, COURTS[random(COURTS.len())], day);
        node.caption.case_name = (random(4) > 0).then(|| NAMES[random(NAMES.len())].to_owned());
        node.caption.in_index = random(5) > 0;
        node.overruled = random(25) == 0;
        node.cited_by = random(60) as u64;
        node.distance = u32::from(index > 0) + u32::from(index > count / 3);
        graph.nodes.push(node);
    }
    graph.nodes[0].caption.court = Some("대법원".to_owned());
    for index in 1..count {
        let other = if index <= count / 3 { 0 } else { 1 + random(count / 3) };
        link(&mut graph, index, other, random(20));
        if random(3) == 0 {
            let other = random(count);
            link(&mut graph, index, other, random(20));
        }
    }
    graph
}

fn link(graph: &mut Subgraph, one: usize, other: usize, dice: usize) {
    let (from, to) = if graph.nodes[one].caption.decided >= graph.nodes[other].caption.decided {
        (one, other)
    } else {
        (other, one)
    };
    let (role, treatment) = match dice {
        0 => (Role::Cited, Some(Treatment::Overruled)),
        1 => (Role::Cited, Some(Treatment::Distinguished)),
        2 => (Role::Cited, Some(Treatment::OverruledInPart)),
        3 => (Role::Appealed, None),
        4..12 => (Role::Cited, Some(Treatment::Followed)),
        _ => (Role::Reference, None),
    };
    graph.edges.push(edge(from, to, role, treatment));
}
