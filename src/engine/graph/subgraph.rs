//! A part of the citation graph, as values that a renderer can draw without an index.

use panrye_law::caption::Caption;
use panrye_law::reference::{Depth, Opinion, Role, Treatment};

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
    /// What names it.
    pub caption: Caption,
    /// How many judgments of the index cite it, drawn here or not.
    pub cited_by: u64,
    /// Whether a later judgment has overruled it, as far as the index knows.
    pub overruled: bool,
    /// Steps from the focus.
    pub distance: u32,
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
    /// Whose opinion of the citing judgment it stands in: the court's, where any mention does.
    pub opinion: Option<Opinion>,
    /// How much the citing judgment has to do with the cited one.
    pub depth: Depth,
    /// How many mentions there are.
    pub count: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_nowhere_is_passed_over() {
        let edge = |from, to| GraphEdge {
            from,
            to,
            role: Role::Cited,
            treatment: None,
            opinion: None,
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
