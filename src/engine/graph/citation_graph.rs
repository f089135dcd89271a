//! The whole citation graph of an index, loaded from its columns.
//!
//! Nodes are judgments: the held ones, then those that are only cited. Cited ones are known by what the
//! citing ones write: mentions that share a number of one court, directly or over joined numbers, are one node. The
//! graph lives in memory only; the index is its single source.

use crate::index::JudgmentAddress;
use panrye_law::caption::Caption;
use std::collections::HashMap;
use std::hash::Hash;

use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::unionfind::UnionFind;
use petgraph::visit::EdgeRef;

use super::citing::cited_only;
use super::resolve::{Candidate, Meant, resolve};
use super::{GraphEdge, GraphNode, Subgraph};
use crate::index::{CitedJudgment, GraphColumns, HeldJudgment, IndexError, IndexReader};
use panrye_law::judgment::{Court, DecisionDate};
use panrye_law::reference::{Depth, Opinion, Role, Treatment};

/// A judgment of the graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgmentNode {
    /// Case numbers in full, or the docket of an agency.
    pub case_numbers: Vec<String>,
    /// Name of the court.
    pub court: Option<String>,
    /// Date of the decision; of one that is only cited, the date that most of the citing ones write.
    pub decided: Option<DecisionDate>,
    /// Form of the decision; of a held one it is not in the columns.
    pub decision: Option<String>,
    /// The document of the judgment, where the index holds it.
    pub address: Option<JudgmentAddress>,
}

/// All mentions of one judgment in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CitationEdge {
    /// What the cited judgment is to the citing one.
    pub role: Role,
    /// How it is treated.
    pub treatment: Option<Treatment>,
    /// Whose opinion it stands in.
    pub opinion: Option<Opinion>,
    /// How much the citing judgment has to do with it.
    pub depth: Depth,
    /// How often it is mentioned.
    pub count: u32,
}

/// All judgments of an index and all that they cite.
pub struct CitationGraph {
    /// The judgments and citations. The held judgments come first.
    pub graph: DiGraph<JudgmentNode, CitationEdge>,
}

impl CitationGraph {
    /// Loads the graph of an index.
    pub fn load(reader: &IndexReader) -> Result<Self, IndexError> {
        Ok(Self::build(reader.graph_columns()?))
    }

    fn build(columns: GraphColumns) -> Self {
        let GraphColumns { judgments, edges, cited } = columns;
        let meant = meanings(&judgments, &cited);
        let mut graph = DiGraph::with_capacity(judgments.len() * 2, edges.len());
        let first_cited_only = judgments.len();
        for judgment in judgments {
            graph.add_node(JudgmentNode::held(judgment));
        }
        let cited_only = CitedOnly::gather(&cited, &meant);
        for node in cited_only.nodes {
            graph.add_node(node);
        }
        let target = |value: usize| match meant[value] {
            Meant::Held(node) => node,
            Meant::Ambiguous | Meant::NotHeld => first_cited_only + cited_only.node_of[&value],
        };
        add_edges(&mut graph, &edges, &cited, target);
        Self { graph }
    }

    /// The judgment of a node as it is shown; of a held one, with what only its document says.
    pub fn judgment(&self, reader: &IndexReader, index: NodeIndex) -> Result<Caption, IndexError> {
        let node = &self.graph[index];
        if let Some(address) = node.address {
            return Ok(reader.judgment(address)?.caption());
        }
        cited_only(reader, &node.case_numbers, node.court.as_deref(), node.decided, node.decision.as_deref())
    }

    /// The whole graph as values that a renderer draws. Unpacks every judgment of the index for its name.
    pub fn whole(&self, reader: &IndexReader) -> Result<Subgraph, IndexError> {
        let mut nodes = Vec::with_capacity(self.graph.node_count());
        for (index, authority) in self.graph.node_indices().zip(self.authorities()) {
            nodes.push(GraphNode {
                caption: self.judgment(reader, index)?,
                cited_by: authority.cited_by as u64,
                overruled: authority.overruled,
                distance: 0,
            });
        }
        let edges = self.graph.edge_references().map(|edge| {
            let CitationEdge { role, treatment, opinion, depth, count } = *edge.weight();
            GraphEdge {
                from: edge.source().index(),
                to: edge.target().index(),
                role,
                treatment,
                opinion,
                depth,
                count,
            }
        });
        Ok(Subgraph { nodes, edges: edges.collect(), focus: None })
    }

    /// The node of a judgment: the held one with its number and court, or the one that is only cited.
    pub fn find(&self, judgment: &Caption) -> Option<NodeIndex> {
        self.graph.node_indices().find(|&index| {
            let node = &self.graph[index];
            let number = node.case_numbers.iter().any(|number| judgment.case_numbers.contains(number));
            number
                && node.address.is_some() == judgment.in_index
                && if judgment.in_index {
                    node.court == judgment.court && node.decided == judgment.decided
                } else {
                    Court::may_be_one(node.court.as_deref(), judgment.court.as_deref())
                }
        })
    }
}

impl JudgmentNode {
    fn held(judgment: HeldJudgment) -> Self {
        let HeldJudgment { address, case_numbers, court, decided } = judgment;
        Self { case_numbers, court, decided, decision: None, address: Some(address) }
    }
}

/// What every cited judgment means.
pub(super) fn meanings(judgments: &[HeldJudgment], cited: &[CitedJudgment]) -> Vec<Meant> {
    let mut by_number: HashMap<&str, Vec<usize>> = HashMap::with_capacity(judgments.len());
    for (node, judgment) in judgments.iter().enumerate() {
        for number in &judgment.case_numbers {
            by_number.entry(number).or_default().push(node);
        }
    }
    let mut nodes: Vec<usize> = Vec::new();
    let mut candidates: Vec<Candidate<'_>> = Vec::new();
    let mut meaning = |cited: &CitedJudgment| {
        nodes.clear();
        for number in &cited.numbers {
            for &node in by_number.get(number.as_str()).into_iter().flatten() {
                if !nodes.contains(&node) {
                    nodes.push(node);
                }
            }
        }
        candidates.clear();
        candidates.extend(nodes.iter().map(|&node| {
            let judgment = &judgments[node];
            Candidate {
                numbers: &judgment.case_numbers,
                court: judgment.court.as_deref(),
                decided: judgment.decided,
            }
        }));
        match resolve(cited, &candidates) {
            Meant::Held(i) => Meant::Held(nodes[i]),
            other => other,
        }
    };
    cited.iter().map(&mut meaning).collect()
}

/// Adds the edges, one for each pair of judgments.
fn add_edges(
    graph: &mut DiGraph<JudgmentNode, CitationEdge>,
    edges: &[(usize, usize)],
    cited: &[CitedJudgment],
    target: impl Fn(usize) -> usize,
) {
    for of_one in edges.chunk_by(|a, b| a.0 == b.0) {
        let mut to: Vec<(usize, usize)> = of_one.iter().map(|&(_, value)| (target(value), value)).collect();
        to.sort_unstable();
        for same in to.chunk_by(|a, b| a.0 == b.0) {
            let (from, to) = (of_one[0].0, same[0].0);
            if from == to {
                continue;
            }
            let values = same.iter().map(|&(_, value)| &cited[value]);
            graph.add_edge(NodeIndex::new(from), NodeIndex::new(to), CitationEdge::of(values));
        }
    }
}

impl CitationEdge {
    fn of<'c>(values: impl Iterator<Item = &'c CitedJudgment> + Clone) -> Self {
        let strongest = values.clone().max_by_key(|cited| cited.depth);
        Self {
            role: strongest.map_or(Role::Cited, |cited| cited.role),
            treatment: values.clone().filter_map(|cited| cited.treatment).max(),
            opinion: values.clone().filter_map(|cited| cited.opinion).min(),
            depth: strongest.map_or(Depth::Mentioned, |cited| cited.depth),
            count: values.map(|cited| cited.count).sum(),
        }
    }
}

/// The judgments that the index does not hold.
struct CitedOnly {
    nodes: Vec<JudgmentNode>,
    /// The node of each cited value that means no held judgment.
    node_of: HashMap<usize, usize>,
}

impl CitedOnly {
    fn gather(cited: &[CitedJudgment], meant: &[Meant]) -> Self {
        let values: Vec<usize> = (0..cited.len()).filter(|&i| !matches!(meant[i], Meant::Held(_))).collect();
        let groups = one_judgment(&values, cited);
        let mut members: HashMap<usize, Vec<usize>> = HashMap::new();
        for (&value, &group) in values.iter().zip(&groups) {
            members.entry(group).or_default().push(value);
        }
        let mut members: Vec<Vec<usize>> = members.into_values().collect();
        members.sort_unstable();
        let mut cited_only = Self { nodes: Vec::new(), node_of: HashMap::new() };
        for group in members {
            cited_only.node_of.extend(group.iter().map(|&value| (value, cited_only.nodes.len())));
            cited_only.nodes.push(JudgmentNode::cited_only(group.iter().map(|&value| &cited[value])));
        }
        cited_only
    }
}

/// A group for each value: values with a number of one court in common share it. A value without a court joins the
/// only court that has its number.
fn one_judgment(values: &[usize], cited: &[CitedJudgment]) -> Vec<usize> {
    let seat = |value: usize| cited[value].court.as_deref().map(Court::seat_of);
    let mut groups = UnionFind::<usize>::new(values.len());
    let mut by_number: HashMap<&str, HashMap<&str, usize>> = HashMap::new();
    let (with_court, without): (Vec<usize>, Vec<usize>) =
        (0..values.len()).partition(|&i| seat(values[i]).is_some());
    for i in with_court {
        let seat = seat(values[i]).unwrap_or_default();
        for number in &cited[values[i]].numbers {
            let first = *by_number.entry(number).or_default().entry(seat).or_insert(i);
            groups.union(first, i);
        }
    }
    for i in without {
        for number in &cited[values[i]].numbers {
            let courts = by_number.entry(number).or_default();
            let only = if courts.len() == 1 { courts.values().next().copied() } else { None };
            let first = only.unwrap_or_else(|| *courts.entry("").or_insert(i));
            groups.union(first, i);
        }
    }
    groups.into_labeling()
}

impl JudgmentNode {
    /// A judgment as those that cite it describe it.
    fn cited_only<'c>(values: impl Iterator<Item = &'c CitedJudgment> + Clone) -> Self {
        let mut case_numbers: Vec<String> = values.clone().flat_map(|cited| cited.numbers.clone()).collect();
        case_numbers.sort_unstable();
        case_numbers.dedup();
        Self {
            case_numbers,
            court: most_frequent(values.clone().filter_map(|cited| cited.court.as_ref())).cloned(),
            decided: most_frequent(values.clone().flat_map(|cited| cited.dates.iter())).copied(),
            decision: most_frequent(values.filter_map(|cited| cited.decision.as_ref())).cloned(),
            address: None,
        }
    }
}

/// The value that occurs most often; the least among equals.
fn most_frequent<T: Eq + Hash + Ord>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut times: HashMap<T, usize> = HashMap::new();
    for value in values {
        *times.entry(value).or_default() += 1;
    }
    times.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0))).map(|(value, _)| value)
}

#[cfg(test)]
#[path = "citation_graph_tests.rs"]
mod tests;
