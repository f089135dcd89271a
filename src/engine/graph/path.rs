//! How one judgment leads to another over citations.

use petgraph::algo::astar;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::{EdgeRef, UndirectedAdaptor};

use super::{CitationEdge, CitationGraph};
use panrye_law::reference::Depth;

/// What one step costs: enough that a shorter way always wins, whatever its citations are worth.
const STEP: u32 = 1_000;

/// One step of a way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The judgment that cites.
    pub from: NodeIndex,
    /// The judgment that is cited.
    pub to: NodeIndex,
    /// The citation.
    pub edge: EdgeIndex,
    /// Whether the way goes from the cited to the citing judgment here.
    pub backwards: bool,
}

impl CitationGraph {
    /// The shortest way from one judgment to another along its citations, and among the shortest the one whose
    /// citations say most. `None` where there is none.
    pub fn path(&self, from: NodeIndex, to: NodeIndex) -> Option<Vec<Step>> {
        let (_, nodes) = astar(&self.graph, from, |node| node == to, |edge| cost(*edge.weight()), |_| 0)?;
        Some(self.steps(&nodes))
    }

    /// The shortest way whatever direction its citations have: over a judgment that both cite, or that cites both.
    pub fn path_either_way(&self, from: NodeIndex, to: NodeIndex) -> Option<Vec<Step>> {
        let both_ways = UndirectedAdaptor(&self.graph);
        let (_, nodes) = astar(both_ways, from, |node| node == to, |edge| cost(*edge.weight()), |_| 0)?;
        Some(self.steps(&nodes))
    }

    fn steps(&self, nodes: &[NodeIndex]) -> Vec<Step> {
        let pairs = nodes.iter().zip(nodes.iter().skip(1));
        pairs.filter_map(|(&one, &next)| self.step(one, next)).collect()
    }

    fn step(&self, one: NodeIndex, next: NodeIndex) -> Option<Step> {
        if let Some(edge) = self.graph.find_edge(one, next) {
            return Some(Step { from: one, to: next, edge, backwards: false });
        }
        let edge = self.graph.find_edge(next, one)?;
        Some(Step { from: next, to: one, edge, backwards: true })
    }
}

const fn cost(edge: CitationEdge) -> u32 {
    STEP + match edge.depth {
        Depth::Discussed => 0,
        Depth::Cited => 1,
        Depth::Mentioned => 2,
    }
}
