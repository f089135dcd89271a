//! The neighborhood of a judgment: what is reached from it over citations, step by step.

use std::collections::{HashMap, HashSet, VecDeque};

use super::citing::{Edge, cited_by, cites};
use super::subgraph::{GraphEdge, GraphNode, Subgraph};
use crate::index::{IndexError, IndexReader, StoredJudgment};
use panrye_law::caption::Caption;

/// Which citations are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From a judgment to those that it cites.
    Cites,
    /// From a judgment to those that cite it.
    CitedBy,
    /// Both ways.
    Both,
}

/// A neighborhood, and whether it was cut off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighborhood {
    /// The judgments and citations that were reached.
    pub graph: Subgraph,
    /// Judgments that were reached and left out, because there were too many.
    pub left_out: usize,
}

/// Gathers the judgments within `depth` steps of `start`, nearest first, at most `limit` of them.
pub fn neighborhood(
    reader: &IndexReader,
    start: &Caption,
    depth: u32,
    direction: Direction,
    limit: usize,
) -> Result<Neighborhood, IndexError> {
    let mut gathered = Gathered {
        reader,
        graph: Subgraph::default(),
        by_key: HashMap::new(),
        left_out: HashSet::new(),
        limit: limit.max(1),
    };
    gathered.graph.focus = gathered.node(start, 0)?;
    let mut waiting: VecDeque<(Caption, u32)> = VecDeque::from([(start.clone(), 0)]);
    while let Some((judgment, distance)) = waiting.pop_front().filter(|(_, distance)| *distance < depth) {
        for edge in edges_of(reader, &judgment, direction)? {
            let other = if edge.from == judgment { edge.to.clone() } else { edge.from.clone() };
            let known = gathered.known(&other);
            if gathered.add(&edge, distance + 1)? && !known {
                waiting.push_back((other, distance + 1));
            }
        }
    }
    Ok(Neighborhood { graph: gathered.graph, left_out: gathered.left_out.len() })
}

fn edges_of(reader: &IndexReader, judgment: &Caption, direction: Direction) -> Result<Vec<Edge>, IndexError> {
    let mut edges = Vec::new();
    let stored = if direction == Direction::CitedBy { None } else { held(reader, judgment)? };
    if let Some(stored) = stored {
        edges.extend(cites(reader, &stored)?);
    }
    if direction != Direction::Cites {
        edges.extend(cited_by(reader, judgment)?);
    }
    Ok(edges)
}

/// The stored judgment, where the index holds it.
pub(super) fn held(reader: &IndexReader, judgment: &Caption) -> Result<Option<StoredJudgment>, IndexError> {
    let Some(number) = judgment.case_numbers.first().filter(|_| judgment.in_index) else { return Ok(None) };
    for address in reader.by_case_number(number)? {
        let stored = reader.judgment(address)?;
        if stored.caption() == *judgment {
            return Ok(Some(stored));
        }
    }
    Ok(None)
}

struct Gathered<'a> {
    reader: &'a IndexReader,
    graph: Subgraph,
    by_key: HashMap<String, usize>,
    left_out: HashSet<String>,
    limit: usize,
}

impl Gathered<'_> {
    fn known(&self, judgment: &Caption) -> bool {
        self.by_key.contains_key(&key(judgment))
    }

    /// The node of a judgment, new where it is not known; `None` where there is no room for it.
    fn node(&mut self, judgment: &Caption, distance: u32) -> Result<Option<usize>, IndexError> {
        let key = key(judgment);
        if let Some(&known) = self.by_key.get(&key) {
            return Ok(Some(known));
        }
        if self.graph.nodes.len() >= self.limit {
            self.left_out.insert(key);
            return Ok(None);
        }
        let numbers = &judgment.case_numbers;
        self.graph.nodes.push(GraphNode {
            caption: judgment.clone(),
            cited_by: self.reader.citing(numbers)?.len() as u64,
            overruled: !self.reader.later()?.overruling(numbers).is_empty(),
            distance,
        });
        let node = self.graph.nodes.len() - 1;
        self.by_key.insert(key, node);
        Ok(Some(node))
    }

    /// Adds an edge with its ends; `false` where an end found no room.
    fn add(&mut self, edge: &Edge, distance: u32) -> Result<bool, IndexError> {
        let (Some(from), Some(to)) = (self.node(&edge.from, distance)?, self.node(&edge.to, distance)?)
        else {
            return Ok(false);
        };
        let drawn = self.graph.edges.iter().any(|known| known.from == from && known.to == to);
        if !drawn && from != to {
            let Edge { role, treatment, opinion, depth, count, .. } = *edge;
            self.graph.edges.push(GraphEdge { from, to, role, treatment, opinion, depth, count });
        }
        Ok(true)
    }
}

/// What makes a judgment one node: the seat of its court and its lowest number.
pub(super) fn key(judgment: &Caption) -> String {
    judgment.seat_and_number()
}
