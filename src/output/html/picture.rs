//! The SVG picture of a graph that has been laid out.

use std::io;

use super::escaped;
use super::layout::{LEFT, Lane, Layout, OTHERS, Place, TOP};
use crate::output::relation::{Language, Relation};
use panrye_engine::graph::{GraphEdge, GraphNode, Subgraph};

/// Writes the `svg` element: lanes, years, edges, judgments, from the back to the front.
pub(super) fn write(graph: &Subgraph, language: Language, out: &mut impl io::Write) -> io::Result<()> {
    let layout = Layout::of(graph);
    writeln!(
        out,
        "<svg id=\"picture\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0} {:.0}\" \
         preserveAspectRatio=\"xMidYMin meet\" role=\"img\" aria-label=\"{}\">",
        layout.width,
        layout.height,
        language.pick("a graph of citations", "인용 관계도")
    )?;
    write_arrows(out)?;
    for (index, lane) in layout.lanes.iter().enumerate() {
        let name = if lane.name == OTHERS { language.pick("others", OTHERS) } else { lane.name };
        write_lane(index, (lane, name), layout.width, out)?;
    }
    write_years(&layout, out)?;
    for (edge, from, to) in graph.links().filter(|(edge, ..)| edge.from != edge.to) {
        write_edge(edge, (from, to), (&layout, language), out)?;
    }
    for (index, (node, place)) in graph.nodes.iter().zip(&layout.places).enumerate() {
        write_node(index, node, (place, language), graph.focus == Some(index), out)?;
    }
    writeln!(out, "</svg>")
}

fn write_arrows(out: &mut impl io::Write) -> io::Result<()> {
    writeln!(out, "<defs>")?;
    for relation in Relation::ALL {
        writeln!(
            out,
            "<marker id=\"arrow-{}\" viewBox=\"0 0 8 8\" refX=\"7.5\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" \
             markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0.5 8 4 0 7.5z\" fill=\"{}\"/></marker>",
            relation.name(),
            relation.color()
        )?;
    }
    writeln!(out, "</defs>")
}

fn write_lane(
    index: usize,
    (lane, name): (&Lane, &str),
    width: f64,
    out: &mut impl io::Write,
) -> io::Result<()> {
    let (top, height) = (lane.top, lane.height);
    let class = if index.is_multiple_of(2) { "lane" } else { "lane odd" };
    writeln!(
        out,
        "<rect class=\"{class}\" x=\"0\" y=\"{top:.1}\" width=\"{width:.0}\" height=\"{height:.1}\"/>"
    )?;
    let middle = top + height / 2.0 + 4.5;
    writeln!(out, "<text class=\"court\" x=\"10\" y=\"{middle:.1}\">{name}</text>")
}

fn write_years(layout: &Layout, out: &mut impl io::Write) -> io::Result<()> {
    let mut free = LEFT;
    for &(year, x) in &layout.years {
        let (top, bottom) = (TOP - 4.0, layout.height);
        writeln!(out, "<path class=\"year\" d=\"M{x:.1} {top:.0}V{bottom:.0}\"/>")?;
        if x >= free {
            writeln!(out, "<text class=\"year\" x=\"{x:.1}\" y=\"{:.0}\">{year}</text>", TOP - 10.0)?;
            free = x + 34.0;
        }
    }
    Ok(())
}

fn write_edge(
    edge: &GraphEdge,
    (from, to): (&GraphNode, &GraphNode),
    (layout, language): (&Layout, Language),
    out: &mut impl io::Write,
) -> io::Result<()> {
    let (start, end) = (&layout.places[edge.from], &layout.places[edge.to]);
    let (dx, dy) = (end.x - start.x, end.y - start.y);
    let length = dx.hypot(dy).max(1.0);
    // A gentle bow keeps an edge along a row off the labels of that row.
    let bow = (length * 0.12).min(34.0);
    let (cx, cy) = (start.x.midpoint(end.x) + dy / length * bow, start.y.midpoint(end.y) - dx / length * bow);
    let back = (end.x - cx).hypot(end.y - cy).max(1.0);
    let reach = end.radius + 1.5;
    let (x, y) = (end.x - (end.x - cx) / back * reach, end.y - (end.y - cy) / back * reach);
    let relation = Relation::of(edge).name();
    writeln!(
        out,
        "<path class=\"edge {relation}\" data-from=\"{}\" data-to=\"{}\" marker-end=\"url(#arrow-{relation})\" \
         d=\"M{:.1} {:.1}Q{cx:.1} {cy:.1} {x:.1} {y:.1}\"><title>{} → {} : {}</title></path>",
        edge.from,
        edge.to,
        start.x,
        start.y,
        escaped(&from.caption.label()),
        escaped(&to.caption.label()),
        language.edge(edge)
    )
}

fn write_node(
    index: usize,
    node: &GraphNode,
    (place, language): (&Place, Language),
    focus: bool,
    out: &mut impl io::Write,
) -> io::Result<()> {
    let mut class = format!("node lane{}", place.lane);
    for (name, worn) in
        [("cited_only", !node.caption.in_index), ("overruled", node.overruled), ("focus", focus)]
    {
        if worn {
            class.push(' ');
            class.push_str(name);
        }
    }
    let (x, y, radius) = (place.x, place.y, place.radius);
    let name =
        node.caption.case_name.as_deref().map(|name| format!(" [{}]", escaped(name))).unwrap_or_default();
    let cited_only =
        if node.caption.in_index { String::new() } else { format!(" · {}", language.cited_only()) };
    let text = x + radius + 4.0;
    writeln!(
        out,
        "<g class=\"{class}\" data-index=\"{index}\" tabindex=\"0\"><title>{}{name} · {}{cited_only}</title>\
         <circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\"/><text x=\"{text:.1}\" y=\"{:.1}\">{} \
         <tspan>{}</tspan></text></g>",
        escaped(&node.caption.citation()),
        language.cited_by(node.cited_by),
        y + 3.8,
        escaped(&place.label),
        escaped(&place.case_name),
    )
}
