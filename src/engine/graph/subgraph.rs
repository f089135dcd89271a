//! A part of the citation graph, as values that a renderer can draw without an index.

use panrye_law::caption::korean;
use panrye_law::case_number::CaseNumber;
use panrye_law::judgment::DecisionDate;
use panrye_law::reference::{Depth, Role, Treatment};

/// Judgments and the citations among them, such as the neighborhood of one judgment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Subgraph {
    /// The judgments.
    pub nodes: Vec<GraphNode>,
    /// Who cites whom; edges refer to nodes by index.
    pub edges: Vec<GraphEdge>,
    /// The judgment around which the graph was gathered, an index into `nodes`.
    pub focus: Option<usize>,
}

impl Subgraph {
    /// The edges in their order with the citing and the cited judgment. An edge to a node that does not exist is
    /// passed over, so that no renderer can fail on it.
    pub fn links(&self) -> impl Iterator<Item = (&GraphEdge, &GraphNode, &GraphNode)> {
        self.edges
            .iter()
            .filter_map(|edge| Some((edge, self.nodes.get(edge.from)?, self.nodes.get(edge.to)?)))
    }

    /// The judgment around which the graph was gathered.
    pub fn focus_node(&self) -> Option<&GraphNode> {
        self.nodes.get(self.focus?)
    }
}

/// A judgment in the graph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GraphNode {
    /// Case numbers in full, or the docket of an agency.
    pub case_numbers: Vec<String>,
    /// Name of the court.
    pub court: Option<String>,
    /// Date of the decision.
    pub decided: Option<DecisionDate>,
    /// Form of the decision: `판결`, `결정`.
    pub decision: Option<String>,
    /// Name of the case.
    pub case_name: Option<String>,
    /// Whether the index holds the judgment; otherwise it is only attested by those that cite it.
    pub held: bool,
    /// How many judgments of the index cite it, drawn here or not.
    pub cited_by: u64,
    /// Whether a later judgment has overruled it, as far as the index knows.
    pub overruled: bool,
    /// Steps from the focus.
    pub distance: u32,
}

impl GraphNode {
    /// A short stable name, `대법원 2013다43994`: the court and the lowest of the case numbers, whatever their order.
    ///
    /// A judgment without any number goes by its [`name`](Self::name). Two nodes of unknown numbers may share an id.
    pub fn id(&self) -> String {
        let parts = [self.court.as_deref(), self.lowest_number()];
        let id = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        if self.case_numbers.is_empty() { self.name() } else { id }
    }

    /// The name in full, as a court would cite it: `대법원 2018. 1. 25. 선고 2015다24904, 24911 판결`.
    pub fn name(&self) -> String {
        korean(self.court.as_deref(), self.decided, &self.case_numbers, self.decision.as_deref())
    }

    /// The number that stands for the joined ones; a docket that is no case number counts after those that are.
    pub fn lowest_number(&self) -> Option<&str> {
        let numbers = self.case_numbers.iter().map(String::as_str);
        numbers.min_by_key(|written| {
            let number = written.parse::<CaseNumber>().ok();
            (number.is_none(), number, *written)
        })
    }
}

/// The citations of one judgment by another, of one role and treatment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphEdge {
    /// The citing judgment, an index into the nodes.
    pub from: usize,
    /// The cited judgment, an index into the nodes.
    pub to: usize,
    /// What the cited judgment is to the citing one.
    pub role: Role,
    /// How the citing judgment treats it, where words say so.
    pub treatment: Option<Treatment>,
    /// How much the citing judgment has to do with the cited one.
    pub depth: Depth,
    /// How many mentions there are.
    pub count: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_does_not_depend_on_the_order_of_joined_numbers() {
        let node = |numbers: &[&str]| GraphNode {
            court: Some("대법원".to_owned()),
            case_numbers: numbers.iter().map(|&number| number.to_owned()).collect(),
            ..GraphNode::default()
        };
        assert_eq!(node(&["2013다44003", "2013다43994"]).id(), "대법원 2013다43994");
        assert_eq!(node(&["2013다43994", "2013다44003"]).id(), "대법원 2013다43994");
        assert_eq!(node(&["1999-03819", "2013다43994"]).id(), "대법원 2013다43994");
        assert_eq!(node(&[]).id(), "대법원");
        assert_eq!(GraphNode { court: None, ..node(&["1999-03819"]) }.id(), "1999-03819");
    }

    #[test]
    fn a_link_to_nowhere_is_passed_over() {
        let edge = |from, to| GraphEdge {
            from,
            to,
            role: Role::Cited,
            treatment: None,
            depth: Depth::Cited,
            count: 1,
        };
        let graph = Subgraph {
            nodes: vec![GraphNode::default(), GraphNode::default()],
            edges: vec![edge(0, 7), edge(0, 1), edge(2, 0)],
            focus: Some(9),
        };
        assert_eq!(graph.links().map(|(edge, ..)| (edge.from, edge.to)).collect::<Vec<_>>(), vec![(0, 1)]);
        assert_eq!(graph.focus_node(), None);
    }
}
