//! Flow 3: who cites whom, read from the index.
//!
//! A citation names a judgment by court and number; whether the index holds that judgment is found out here. Joined
//! numbers are one judgment. A judgment that is cited and not held is a node all the same ("cited only"). How a graph
//! looks is the business of `output`.

mod authority;
mod citation_graph;
mod citing;
mod history;
mod neighborhood;
mod path;
mod resolution;
mod resolve;
mod struck_provisions;
mod subgraph;
mod validity;

pub use authority::{Authority, page_rank};
pub use citation_graph::{CitationEdge, CitationGraph, JudgmentNode};
pub use citing::{Edge, Quote, between, cited_by, cites, describe, overruled_by};
pub use history::{History, history, instance};
pub use neighborhood::{Direction, Neighborhood, neighborhood};
pub use path::Step;
pub use resolution::Resolution;
pub use struck_provisions::StruckDown;
pub use subgraph::{GraphEdge, GraphNode, Subgraph};
pub use validity::{Risk, Standing, Validity};
