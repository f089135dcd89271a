//! Authority: how much weight the citations of later judgments give a judgment.
//!
//! PageRank after Brin and Page (1998): the share of time that a reader spends at a judgment who follows citations at
//! random and now and then starts over at any judgment. It favors what is cited by the much cited, and the old over
//! the new, since citations point backwards in time. The one in petgraph visits every pair of nodes, which a graph of
//! a hundred thousand judgments does not allow; this one visits every citation once an iteration.

use petgraph::graph::DiGraph;
use petgraph::visit::{EdgeRef, NodeIndexable};

use super::CitationGraph;
use panrye_law::reference::{Depth, Treatment};

/// How often the reader follows a citation instead of starting over.
const DAMPING: f64 = 0.85;
/// The ranks are settled when all of them together move less than this.
const SETTLED: f64 = 1e-9;
/// Far more iterations than any graph of citations needs.
const MOST_ITERATIONS: usize = 200;

/// What the citations of later judgments say of one judgment.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Authority {
    /// How many judgments cite it.
    pub cited_by: usize,
    /// How many of them discuss it, and do not just name it.
    pub discussed_by: usize,
    /// Its PageRank; those of all judgments make 1.
    pub page_rank: f64,
    /// Whether a judgment of the index overrules it.
    pub overruled: bool,
}

impl CitationGraph {
    /// The authority of every judgment, in the order of the nodes.
    pub fn authorities(&self) -> Vec<Authority> {
        let ranks = page_rank(&self.graph);
        let mut all: Vec<Authority> =
            ranks.into_iter().map(|page_rank| Authority { page_rank, ..Authority::default() }).collect();
        for edge in self.graph.edge_references() {
            let cited = &mut all[edge.target().index()];
            cited.cited_by += 1;
            cited.discussed_by += usize::from(edge.weight().depth == Depth::Discussed);
            cited.overruled |= edge.weight().treatment.is_some_and(Treatment::overrules);
        }
        all
    }
}

/// The PageRank of every node, in the order of their indices; together they make 1.
pub fn page_rank<N, E>(graph: &DiGraph<N, E>) -> Vec<f64> {
    let nodes = graph.node_bound();
    if nodes == 0 {
        return Vec::new();
    }
    let mut degree = vec![0u32; nodes];
    let edges: Vec<(usize, usize)> =
        graph.edge_references().map(|edge| (edge.source().index(), edge.target().index())).collect();
    for &(from, _) in &edges {
        degree[from] += 1;
    }
    let even = 1.0 / nodes as f64;
    let mut ranks = vec![even; nodes];
    for _ in 0..MOST_ITERATIONS {
        // Whoever reads a judgment that cites nothing starts over.
        let dangling: f64 =
            ranks.iter().zip(&degree).filter(|(_, degree)| **degree == 0).map(|(rank, _)| rank).sum();
        let mut next = vec![(1.0 - DAMPING + DAMPING * dangling) * even; nodes];
        for &(from, to) in &edges {
            next[to] += DAMPING * ranks[from] / f64::from(degree[from]);
        }
        let moved: f64 = ranks.iter().zip(&next).map(|(old, new)| (old - new).abs()).sum();
        ranks = next;
        if moved < SETTLED {
            break;
        }
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranks(nodes: usize, edges: &[(u32, u32)]) -> Vec<f64> {
        let mut graph = DiGraph::<(), ()>::from_edges(edges);
        while graph.node_count() < nodes {
            graph.add_node(());
        }
        page_rank(&graph)
    }

    #[test]
    fn the_ranks_are_those_of_the_definition() {
        assert!(page_rank(&DiGraph::<(), ()>::new()).is_empty());
        // Two nodes, one citation: x = (1-d)/2 + d·x/2·… solved by hand for d = 0.85.
        let found = ranks(2, &[(0, 1)]);
        let cited = 1.85 / 2.85;
        assert!((found[1] - cited).abs() < 1e-6, "{found:?}");
        assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn what_the_much_cited_cites_ranks_above_what_others_cite() {
        let found = ranks(7, &[(0, 1), (2, 1), (3, 1), (1, 4), (5, 6)]);
        assert!(found[4] > found[6], "{found:?}");
        assert!(found[1] > found[0]);
    }
}
