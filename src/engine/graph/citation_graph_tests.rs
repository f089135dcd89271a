//! The graph of a handful of judgments, as columns hold them.

use super::*;
use crate::graph::Resolution;
use crate::index::JudgmentAddress;
use panrye_law::caption::Caption;

fn held(number: &str, court: &str, year: u16) -> HeldJudgment {
    HeldJudgment {
        address: JudgmentAddress::new(0, 0),
        case_numbers: vec![number.to_owned()],
        court: Some(court.to_owned()),
        decided: DecisionDate::new(year, 1, 2),
    }
}

fn cited(court: Option<&str>, numbers: &[&str], year: u16) -> CitedJudgment {
    CitedJudgment {
        court: court.map(str::to_owned),
        numbers: numbers.iter().map(|&number| number.to_owned()).collect(),
        dates: DecisionDate::new(year, 1, 2).into_iter().collect(),
        decision: Some("판결".to_owned()),
        role: Role::Cited,
        treatment: None,
        opinion: None,
        depth: Depth::Cited,
        count: 1,
    }
}

/// Two held judgments, the second of which cites the first and others that are not held.
fn graph() -> CitationGraph {
    CitationGraph::build(columns())
}

fn columns() -> GraphColumns {
    let supreme = Some("대법원");
    GraphColumns {
        judgments: vec![held("2010다1", "대법원", 2011), held("2012다2", "대법원", 2013)],
        edges: vec![(0, 3), (0, 5), (1, 0), (1, 1), (1, 2), (1, 4)],
        cited: vec![
            cited(supreme, &["2010다1"], 2012),
            cited(supreme, &["95다3", "95다4"], 1996),
            cited(Some("서울고등법원"), &["95다4"], 1995),
            cited(supreme, &["95다4"], 1997),
            cited(supreme, &["2012다2"], 2013),
            cited(None, &["95다3"], 1996),
        ],
    }
}

#[test]
fn numbers_of_one_court_are_one_attested_judgment() {
    let CitationGraph { graph } = graph();
    let nodes: Vec<(String, Option<&str>)> =
        graph.node_weights().map(|node| (node.case_numbers.join(" "), node.court.as_deref())).collect();
    assert_eq!(
        nodes,
        [
            ("2010다1".to_owned(), Some("대법원")),
            ("2012다2".to_owned(), Some("대법원")),
            ("95다3 95다4".to_owned(), Some("대법원")),
            ("95다4".to_owned(), Some("서울고등법원")),
        ]
    );
    assert_eq!(graph.edge_count(), 4, "a judgment does not cite itself, and each pair has one edge");
    assert_eq!(graph[NodeIndex::new(2)].decided, DecisionDate::new(1996, 1, 2), "the date that most write");
}

#[test]
fn every_citation_is_counted_in_its_class() {
    let found = Resolution::of_columns(&columns());
    assert_eq!(
        found,
        Resolution {
            in_index: 2,
            date_differs: 1,
            supreme: 2,
            lower: 1,
            no_court: 1,
            ..Resolution::default()
        }
    );
    assert_eq!(found.total(), 6);
}

#[test]
fn a_way_follows_citations_or_any_direction() {
    let graph = graph();
    let (old, new, cited_only) = (NodeIndex::new(0), NodeIndex::new(1), NodeIndex::new(3));
    let way = graph.path(new, old).unwrap();
    assert_eq!((way.len(), way[0].from, way[0].to, way[0].backwards), (1, new, old, false));
    assert_eq!(graph.path(old, new), None);
    let way = graph.path_either_way(old, cited_only).unwrap();
    assert_eq!(way.iter().map(|step| step.backwards).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn a_judgment_is_found_by_number_and_court() {
    let graph = graph();
    let cited_only = |number: &str, court| {
        let judgment = Caption::cited(vec![number.to_owned()], Court::parse(court).as_ref().map(Court::name));
        graph.find(&judgment).map(NodeIndex::index)
    };
    assert_eq!(cited_only("95다3", "대법원"), Some(2));
    assert_eq!(cited_only("95다4", "서울고등법원"), Some(3));
    assert_eq!(cited_only("95다5", "대법원"), None);
}
