//! Where each judgment is in the picture: time to the right, a lane for each level of court, labels that never
//! cover one another.
//!
//! Years get room by how many judgments they have, so that a crowd of recent years stays readable. Within a lane each
//! judgment takes the row nearest to its neighbors where its label is free. The same graph gives the same picture.

use std::collections::BTreeMap;

use crate::output::one_line::one_line;
use crate::output::wrap::columns;
use panrye_engine::graph::{GraphNode, Subgraph};
use panrye_law::judgment::{Court, CourtLevel};

/// Height of a row.
const ROW: f64 = 21.0;
/// Width of a column of text at the size of labels.
const COLUMN: f64 = 6.1;
/// Room for the names of lanes at the left.
pub(super) const LEFT: f64 = 92.0;
/// Room for the years at the top.
pub(super) const TOP: f64 = 30.0;
/// Narrowest gap between two judgments of a row.
const GAP: f64 = 7.0;
/// How much of its crowd a year gets as room: 1 is all, 0 makes all years alike.
const CROWD: f64 = 0.8;
/// Room between lanes.
const LANE_GAP: f64 = 12.0;

/// The picture's measures, in units of the drawing.
pub(super) struct Layout {
    pub(super) width: f64,
    pub(super) height: f64,
    /// In the order of the graph's nodes.
    pub(super) places: Vec<Place>,
    pub(super) lanes: Vec<Lane>,
    /// The years that occur, with where they begin.
    pub(super) years: Vec<(u16, f64)>,
}

/// Where a judgment is.
pub(super) struct Place {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) radius: f64,
    /// The case number, and as much of the case's name as its row has room for.
    pub(super) label: String,
    pub(super) case_name: String,
    pub(super) lane: usize,
    /// Where the next judgment of the row begins.
    right: f64,
}

/// A level of courts.
pub(super) struct Lane {
    pub(super) name: &'static str,
    pub(super) top: f64,
    pub(super) height: f64,
}

impl Layout {
    pub(super) fn of(graph: &Subgraph) -> Self {
        let width = ((graph.nodes.len() as f64).sqrt() * 105.0).clamp(900.0, 3_600.0) + LEFT;
        let scale = Scale::of(&graph.nodes, width - LEFT - 110.0);
        let levels: Vec<usize> = graph.nodes.iter().map(level).collect();
        let mut places: Vec<Place> = graph
            .nodes
            .iter()
            .enumerate()
            .map(|(index, node)| place(node, scale.x(node), graph.focus == Some(index)))
            .collect();
        let neighbors = neighbors(graph);
        let (mut lanes, mut top) = (Vec::new(), TOP);
        for (level, name) in LANES.into_iter().enumerate() {
            let members = in_order(graph, |index| levels[index] == level);
            if members.is_empty() {
                continue;
            }
            let rows = fill_rows(&members, &mut places, &neighbors, top);
            for &member in &members {
                places[member].lane = lanes.len();
            }
            let height = rows as f64 * ROW + LANE_GAP;
            lanes.push(Lane { name, top, height });
            top += height;
        }
        lengthen_labels(graph, &mut places, width);
        Self { width, height: top + 8.0, places, lanes, years: scale.years() }
    }
}

const LANES: [&str; 5] = ["헌법재판소", "대법원", "고등법원", "지방법원", OTHERS];
/// The lane of whatever is none of the courts above; a drawing has its own word for it.
pub(super) const OTHERS: &str = "그 밖";

fn level(node: &GraphNode) -> usize {
    match node.caption.court.as_deref().and_then(Court::parse).map(|court| court.level()) {
        Some(CourtLevel::Constitutional) => 0,
        Some(CourtLevel::Supreme) => 1,
        Some(CourtLevel::High | CourtLevel::Patent) => 2,
        Some(
            CourtLevel::District
            | CourtLevel::Family
            | CourtLevel::Administrative
            | CourtLevel::Rehabilitation,
        ) => 3,
        _ => 4,
    }
}

fn place(node: &GraphNode, x: f64, focus: bool) -> Place {
    let radius = 3.5 + (node.cited_by.min(500) as f64 + 1.0).log2() * 0.55 + if focus { 2.0 } else { 0.0 };
    let number = node.caption.lowest_number().map_or_else(|| node.caption.label(), str::to_owned);
    let more = if node.caption.case_numbers.len() > 1 { " 등" } else { "" };
    let label = cut(&format!("{}{more}", one_line(&number)), 24.0 * COLUMN);
    Place { x, y: 0.0, radius, label, case_name: String::new(), lane: 0, right: f64::INFINITY }
}

impl Place {
    /// From where to where the judgment and its label reach.
    pub(super) fn extent(&self) -> (f64, f64) {
        let text = columns(&self.label) + 1 + columns(&self.case_name);
        (self.x - self.radius, self.x + self.radius + 4.0 + text as f64 * COLUMN)
    }

    fn meets(&self, other: &Self) -> bool {
        let (mine, theirs) = (self.extent(), other.extent());
        mine.0 < theirs.1 + GAP && theirs.0 < mine.1 + GAP
    }
}

/// The members of a lane, the closest to the focus and most cited first.
fn in_order(graph: &Subgraph, belongs: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut members: Vec<usize> = (0..graph.nodes.len()).filter(|&index| belongs(index)).collect();
    members.sort_by_key(|&index| {
        (graph.nodes[index].distance, std::cmp::Reverse(graph.nodes[index].cited_by), index)
    });
    members
}

fn neighbors(graph: &Subgraph) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new(); graph.nodes.len()];
    for (edge, ..) in graph.links() {
        all[edge.from].push(edge.to);
        all[edge.to].push(edge.from);
    }
    all
}

/// Gives every member a row; says how many rows there are.
fn fill_rows(members: &[usize], places: &mut [Place], neighbors: &[Vec<usize>], top: f64) -> usize {
    let mut rows: Vec<Vec<usize>> = (0..least_rows(members, places)).map(|_| Vec::new()).collect();
    let y_of = |row: usize| top + LANE_GAP / 2.0 + (row as f64 + 0.5) * ROW;
    for &member in members {
        let placed: Vec<f64> =
            neighbors[member].iter().map(|&other| places[other].y).filter(|&y| y > top).collect();
        let wanted = if placed.is_empty() {
            y_of(rows.len() / 2)
        } else {
            placed.iter().sum::<f64>() / placed.len() as f64
        };
        let is_free = |row: &usize| rows[*row].iter().all(|&other| !places[member].meets(&places[other]));
        let nearest = (0..rows.len())
            .filter(is_free)
            .min_by(|&a, &b| (y_of(a) - wanted).abs().total_cmp(&(y_of(b) - wanted).abs()));
        let row = nearest.unwrap_or(rows.len());
        if row == rows.len() {
            rows.push(Vec::new());
        }
        rows[row].push(member);
        places[member].y = y_of(row);
    }
    note_ends(&mut rows, places);
    rows.len()
}

/// As many rows as labels lie over one another in the most crowded place.
fn least_rows(members: &[usize], places: &[Place]) -> usize {
    let crowd = |&at: &usize| {
        let x = places[at].extent().0;
        let covers =
            |&&other: &&usize| (places[other].extent().0..=places[other].extent().1 + GAP).contains(&x);
        members.iter().filter(covers).count()
    };
    members.iter().map(crowd).max().unwrap_or(0)
}

/// Tells every judgment where the next one of its row begins.
fn note_ends(rows: &mut [Vec<usize>], places: &mut [Place]) {
    for row in rows {
        row.sort_by(|&a, &b| places[a].x.total_cmp(&places[b].x));
        for pair in row.windows(2) {
            places[pair[0]].right = places[pair[1]].extent().0;
        }
    }
}

/// Adds the names of cases where there is room left in the row.
fn lengthen_labels(graph: &Subgraph, places: &mut [Place], width: f64) {
    for (node, place) in graph.nodes.iter().zip(places) {
        let room = place.right.min(width) - place.extent().1 - GAP;
        let Some(name) = node.caption.case_name.as_deref().map(one_line) else { continue };
        let name = cut(&name, room.min(26.0 * COLUMN));
        if columns(&name) >= 5 {
            place.case_name = name;
        }
    }
}

/// As much of the text as the width has room for, with `…` where it is cut.
fn cut(text: &str, width: f64) -> String {
    if columns(text) as f64 * COLUMN <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        out.push(c);
        if (columns(&out) + 1) as f64 * COLUMN > width {
            out.pop();
            break;
        }
    }
    if out.is_empty() { out } else { out + "…" }
}

/// From dates to the picture's width.
struct Scale {
    /// Where each year begins, and its width; a year between two that occur belongs to the gap before the next.
    years: BTreeMap<u16, (f64, f64)>,
    undated: f64,
}

impl Scale {
    fn of(nodes: &[GraphNode], room: f64) -> Self {
        let mut counts: BTreeMap<u16, f64> = BTreeMap::new();
        for date in nodes.iter().filter_map(|node| node.caption.decided) {
            *counts.entry(date.year()).or_default() += 1.0;
        }
        let undated = if nodes.iter().any(|node| node.caption.decided.is_none()) { 100.0 } else { 0.0 };
        let first = counts.keys().next().copied();
        let weight =
            |year: u16, count: f64, before: u16| count.powf(CROWD) + f64::from(year - before).min(4.0) * 0.45;
        let mut before = first.unwrap_or(0);
        let mut weights = Vec::new();
        for (&year, &count) in &counts {
            weights.push((year, weight(year, count, before), count.powf(CROWD)));
            before = year;
        }
        let unit = (room - undated) / weights.iter().map(|(_, weight, _)| weight).sum::<f64>().max(1.0);
        let mut at = LEFT + 14.0 + undated;
        let mut years = BTreeMap::new();
        for (year, weight, own) in weights {
            years.insert(year, (at + (weight - own) * unit, own * unit));
            at += weight * unit;
        }
        Self { years, undated: LEFT + 14.0 }
    }

    fn x(&self, node: &GraphNode) -> f64 {
        let Some(date) = node.caption.decided else { return self.undated };
        let share = (f64::from(date.month() - 1) + f64::from(date.day() - 1) / 31.0) / 12.0;
        self.years.get(&date.year()).map_or(self.undated, |&(start, width)| start + width * share)
    }

    fn years(&self) -> Vec<(u16, f64)> {
        self.years.iter().map(|(&year, &(start, _))| (year, start)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sample;
    use proptest::prelude::*;

    fn assert_apart(layout: &Layout) {
        for (at, one) in layout.places.iter().enumerate() {
            for other in layout.places.iter().skip(at + 1).filter(|other| (other.y - one.y).abs() < ROW / 2.0)
            {
                let (a, b) = (one.extent(), other.extent());
                assert!(a.1 <= b.0 || b.1 <= a.0, "{} covers {}", one.label, other.label);
            }
        }
    }

    #[test]
    fn later_judgments_stand_to_the_right() {
        let graph = sample::large(200);
        let layout = Layout::of(&graph);
        let mut order: Vec<usize> = (0..200).collect();
        order.sort_by_key(|&index| graph.nodes[index].caption.decided);
        assert!(order.windows(2).all(|pair| layout.places[pair[0]].x <= layout.places[pair[1]].x));
        assert_eq!(layout.lanes.iter().map(|lane| lane.name).collect::<Vec<_>>(), LANES[..4].to_vec());
    }

    proptest! {
        #[test]
        fn no_label_covers_another(count in 1usize..260, name in any::<String>()) {
            assert_apart(&Layout::of(&sample::large(count)));
            assert_apart(&Layout::of(&sample::hostile(&name)));
        }
    }
}
